<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands above the items of the page: which lists, the summary, citations, the list itself, the tools. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">

  <xsl:template name="revisions">
    <dl class="facts">
      <div>
        <dt lang="{$lang}"><xsl:value-of select="l:text('diff.old')"/></dt>
        <dd><xsl:apply-templates select="$diff.old" mode="revision"><xsl:with-param name="items" select="$diff.summary/@old"/></xsl:apply-templates></dd>
      </div>
      <div>
        <dt lang="{$lang}"><xsl:value-of select="l:text('diff.new')"/></dt>
        <dd><xsl:apply-templates select="$diff.new" mode="revision"><xsl:with-param name="items" select="$diff.summary/@new"/></xsl:apply-templates></dd>
      </div>
    </dl>
  </xsl:template>

  <!-- ==== summary ==== -->

  <xsl:template name="summary">
    <section aria-labelledby="page:summary">
      <h2 id="page:summary" lang="{$lang}"><xsl:value-of select="l:text('diff.summary')"/></h2>
      <table class="counts">
        <thead lang="{$lang}">
          <tr>
            <th scope="col"><xsl:value-of select="l:text('field.powerType')"/></th>
            <xsl:for-each select="$diff.kinds">
              <th scope="col">
                <xsl:variable name="name" select="l:text(concat('diff.kind.', @name))"/>
                <xsl:choose>
                  <xsl:when test="$diff.summary/@*[name() = current()/@name] &gt; 0"><a href="#page:{@name}"><xsl:value-of select="$name"/></a></xsl:when>
                  <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
                </xsl:choose>
              </th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$diff.summary/q:type" mode="count-row"/></tbody>
        <tfoot><xsl:apply-templates select="$diff.summary" mode="count-row"/></tfoot>
      </table>
      <xsl:apply-templates select="$diff.summary" mode="note"/>
    </section>
  </xsl:template>

  <xsl:template match="*" mode="count-row">
    <xsl:variable name="counts" select="."/>
    <tr>
      <th scope="row">
        <xsl:choose>
          <xsl:when test="self::q:summary"><xsl:value-of select="l:text('diff.total')"/></xsl:when>
          <xsl:when test="normalize-space(@name)"><xsl:value-of select="@name"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="l:text('diff.untyped')"/></xsl:otherwise>
        </xsl:choose>
      </th>
      <xsl:for-each select="$diff.kinds"><td class="count"><xsl:value-of select="$counts/@*[name() = current()/@name]"/></td></xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:template match="q:summary" mode="note">
    <xsl:if test="@moved + @layout &gt; 0">
      <p class="note" lang="{$lang}">
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'diff.kept-note'"/>
          <xsl:with-param name="values"><moved><xsl:value-of select="@moved"/></moved><layout><xsl:value-of select="@layout"/></layout></xsl:with-param>
        </xsl:call-template>
      </p>
    </xsl:if>
    <xsl:if test="@added + @removed + @devolved + @changed + @split + @merged = 0"><p class="note" lang="{$lang}"><xsl:value-of select="l:text('diff.none')"/></p></xsl:if>
  </xsl:template>

  <xsl:template name="citations">
    <xsl:if test="$diff.summary/q:citation">
      <section aria-labelledby="page:citations">
        <h2 id="page:citations" lang="{$lang}"><xsl:value-of select="l:text('diff.citations')"/></h2>
        <ul>
          <xsl:for-each select="$diff.summary/q:citation">
            <li>
              <xsl:apply-templates select="." mode="sentence"/>
              <xsl:call-template name="fill">
                <xsl:with-param name="key" select="'diff.citation.items'"/>
                <xsl:with-param name="values"><n><xsl:value-of select="@items"/></n></xsl:with-param>
              </xsl:call-template>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="list">
    <xsl:if test="$diff.list-changes">
      <section aria-labelledby="page:list">
        <h2 id="page:list" lang="{$lang}"><xsl:value-of select="l:text('diff.list')"/></h2>
        <ul><xsl:for-each select="$diff.list-changes"><li><bdi><xsl:value-of select="."/></bdi></li></xsl:for-each></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- ==== above the items ==== -->

  <xsl:template name="legend">
    <p class="note" lang="{$lang}">
      <xsl:value-of select="l:text('diff.legend')"/>
      <ins><xsl:value-of select="l:text('diff.legend.ins')"/></ins>
      <xsl:text> </xsl:text>
      <del><xsl:value-of select="l:text('diff.legend.del')"/></del>
      <xsl:if test="$diff.ignored != 'layout'">
        <xsl:text> </xsl:text>
        <ins class="form"><xsl:value-of select="l:text('diff.legend.layout')"/></ins>
      </xsl:if>
      <xsl:text> </xsl:text>
      <xsl:value-of select="l:text('diff.legend.gap')"/>
    </p>
  </xsl:template>

  <!-- Hidden until the script shows them: without it they would do nothing. Types are chosen by number. -->
  <xsl:template name="tools">
    <div class="tools" id="page:tools" role="search" hidden="hidden" lang="{$lang}" aria-label="{l:text('diff.tools')}" data-shown="{l:text('diff.shown')}">
      <div>
        <label for="page:search"><xsl:value-of select="l:text('html.search')"/></label>
        <input id="page:search" type="search" autocomplete="off"/>
      </div>
      <div>
        <label for="page:kind"><xsl:value-of select="l:text('diff.kind')"/></label>
        <select id="page:kind">
          <option value=""><xsl:value-of select="l:text('html.all')"/></option>
          <xsl:for-each select="$diff.kinds">
            <xsl:if test="$diff.summary/@*[name() = current()/@name] &gt; 0">
              <option value="{@name}"><xsl:value-of select="l:text(concat('diff.kind.', @name))"/></option>
            </xsl:if>
          </xsl:for-each>
        </select>
      </div>
      <div>
        <label for="page:type"><xsl:value-of select="l:text('html.type')"/></label>
        <select id="page:type">
          <option value=""><xsl:value-of select="l:text('html.all')"/></option>
          <xsl:for-each select="$diff.summary/q:type">
            <option value="{position()}">
              <xsl:value-of select="@name"/>
              <xsl:if test="not(normalize-space(@name))"><xsl:value-of select="l:text('diff.untyped')"/></xsl:if>
            </option>
          </xsl:for-each>
        </select>
      </div>
      <xsl:if test="$diff.ignored != 'layout'">
        <label class="box"><input id="page:form" type="checkbox" checked="checked"/><xsl:value-of select="l:text('diff.show-layout')"/></label>
      </xsl:if>
      <button type="button" id="page:clear"><xsl:value-of select="l:text('html.clear')"/></button>
      <output id="page:shown" for="page:search"/>
    </div>
  </xsl:template>
</xsl:stylesheet>
