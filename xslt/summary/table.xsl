<?xml version="1.0" encoding="UTF-8"?>
<!--
  The table of lists: whose, items by power type, findings, outputs, and the
  names of the items, each a link into the list's page where there is one.
  Beyond $most-names items the names are left out, and the page says so.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1" exclude-result-prefixes="l s">
  <xsl:param name="most-names" select="100000"/>
  <xsl:variable name="named" select="sum($lists/@items) &lt;= $most-names"/>

  <xsl:template name="lists">
    <section>
      <h2 id="lists" tabindex="-1"><xsl:value-of select="l:text('summary.table')"/></h2>
      <div class="tools" id="tools" hidden="hidden" data-shown="{l:text('summary.shown')}" data-items="{l:text('summary.found')}">
        <label for="search"><xsl:value-of select="l:text('summary.search')"/></label>
        <input type="search" id="search"/>
        <output id="shown" for="search"/>
      </div>
      <xsl:if test="not($named)"><p><xsl:value-of select="l:text('summary.unnamed')"/></p></xsl:if>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="lists">
        <table>
          <thead>
            <tr>
              <xsl:call-template name="head"><xsl:with-param name="text" select="l:text('summary.body')"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="text" select="l:text('summary.items')"/></xsl:call-template>
              <xsl:for-each select="$kinds"><xsl:call-template name="head"><xsl:with-param name="text" select="@name"/></xsl:call-template></xsl:for-each>
              <xsl:for-each select="$l10n.root/l:text[@key = 'summary.errors' or @key = 'summary.warnings' or @key = 'summary.styles' or @key = 'summary.infos' or @key = 'summary.outputs']">
                <xsl:call-template name="head"><xsl:with-param name="text" select="."/></xsl:call-template>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody><xsl:apply-templates select="$lists[@status = 0]" mode="row"/></tbody>
          <tfoot><xsl:call-template name="totals"/></tfoot>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="text"/>
    <th scope="col"><xsl:value-of select="$text"/></th>
  </xsl:template>

  <xsl:template match="s:list" mode="row">
    <xsl:variable name="list" select="."/>
    <xsl:variable name="page" select="s:output[@kind = 'html'][1]/@href"/>
    <tr>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="$page"><a href="{$page}"><xsl:apply-templates select="." mode="whose"/></a></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="whose"/></xsl:otherwise>
        </xsl:choose>
        <span class="place"><xsl:value-of select="@file"/></span>
        <xsl:if test="$named and s:item">
          <details>
            <summary><xsl:value-of select="l:text('summary.names')"/></summary>
            <ul><xsl:apply-templates select="s:item"><xsl:with-param name="page" select="$page"/></xsl:apply-templates></ul>
          </details>
        </xsl:if>
      </th>
      <xsl:call-template name="count"><xsl:with-param name="number" select="@items"/><xsl:with-param name="label" select="l:text('summary.items')"/></xsl:call-template>
      <xsl:for-each select="$kinds">
        <xsl:call-template name="count">
          <xsl:with-param name="number"><xsl:call-template name="items-of"><xsl:with-param name="list" select="$list"/><xsl:with-param name="code" select="@code"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="label" select="@name"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="count"><xsl:with-param name="number" select="@errors"/><xsl:with-param name="label" select="l:text('summary.errors')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="@warnings"/><xsl:with-param name="label" select="l:text('summary.warnings')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="@styles"/><xsl:with-param name="label" select="l:text('summary.styles')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="@infos"/><xsl:with-param name="label" select="l:text('summary.infos')"/></xsl:call-template>
      <td class="outputs" data-label="{l:text('summary.outputs')}"><xsl:apply-templates select="s:output"/></td>
    </tr>
  </xsl:template>

  <!-- A number; narrow screens show its label with it, and no nought. -->
  <xsl:template name="count">
    <xsl:param name="number"/>
    <xsl:param name="label"/>
    <td class="{concat('count', substring(' zero', 1, 5 * ($number = 0)))}" data-label="{$label}"><xsl:value-of select="$number"/></td>
  </xsl:template>

  <xsl:template match="s:output">
    <a href="{@href}"><xsl:value-of select="@kind"/><span class="hidden"><xsl:text> </xsl:text><xsl:value-of select="@file"/></span></a>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="s:item">
    <xsl:param name="page"/>
    <li>
      <xsl:choose>
        <xsl:when test="$page and string(.)"><a href="{$page}#{@id}"><xsl:value-of select="."/></a></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template name="totals">
    <tr>
      <th scope="row"><xsl:value-of select="l:text('summary.total')"/></th>
      <xsl:call-template name="count"><xsl:with-param name="number" select="sum($lists/@items)"/><xsl:with-param name="label" select="l:text('summary.items')"/></xsl:call-template>
      <xsl:for-each select="$kinds"><xsl:call-template name="count"><xsl:with-param name="number" select="@items"/><xsl:with-param name="label" select="@name"/></xsl:call-template></xsl:for-each>
      <xsl:call-template name="count"><xsl:with-param name="number" select="sum($lists[@status = 0]/@errors)"/><xsl:with-param name="label" select="l:text('summary.errors')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="sum($lists[@status = 0]/@warnings)"/><xsl:with-param name="label" select="l:text('summary.warnings')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="sum($lists[@status = 0]/@styles)"/><xsl:with-param name="label" select="l:text('summary.styles')"/></xsl:call-template>
      <xsl:call-template name="count"><xsl:with-param name="number" select="sum($lists[@status = 0]/@infos)"/><xsl:with-param name="label" select="l:text('summary.infos')"/></xsl:call-template>
      <td/>
    </tr>
  </xsl:template>
</xsl:stylesheet>
