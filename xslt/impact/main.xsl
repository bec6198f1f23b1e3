<?xml version="1.0" encoding="UTF-8"?>
<!--
  The worklist of an amendment as a page: what was looked at, a table of departments,
  and for each a table of its items. No script; prints as it is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:i="urn:quanze:impact:1" exclude-result-prefixes="l i">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="impact.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/i:impact">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="title"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <header>
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <dl class="facts"><xsl:call-template name="facts"/></dl>
        </header>
        <main>
          <xsl:if test="count(i:body) &gt; 1"><xsl:call-template name="bodies"/></xsl:if>
          <xsl:apply-templates select="i:body"/>
          <xsl:if test="i:article"><xsl:call-template name="changed-articles"/></xsl:if>
          <xsl:call-template name="unread"/>
        </main>
        <footer><p><xsl:value-of select="l:text('html.generated')"/></p></footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <div><dt><xsl:value-of select="l:text($key)"/></dt><dd><xsl:value-of select="$value"/></dd></div>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="key"/>
    <xsl:param name="class" select="''"/>
    <th scope="col"><xsl:if test="$class"><xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute></xsl:if><xsl:value-of select="l:text($key)"/></th>
  </xsl:template>

  <!-- ==== departments ==== -->

  <xsl:template name="bodies">
    <section>
      <h2 id="bodies"><xsl:value-of select="l:text('impact.bodies')"/></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="bodies">
        <table>
          <thead>
            <tr>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.body'"/></xsl:call-template>
              <xsl:for-each select="$l10n.root/l:text[@key = 'impact.column.lists' or @key = 'impact.column.items' or @key = 'impact.column.touched' or @key = 'impact.column.citations' or @key = 'impact.column.unmarked' or @key = 'impact.column.proposed']">
                <th scope="col" class="count"><xsl:value-of select="."/></th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="i:body">
              <tr>
                <th scope="row"><a href="#body{position()}"><xsl:apply-templates select="." mode="name"/></a></th>
                <xsl:call-template name="numbers"/>
              </tr>
            </xsl:for-each>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row"><xsl:value-of select="l:text('impact.total')"/></th>
              <td class="count"><xsl:value-of select="sum(i:body/@lists)"/></td><td class="count"><xsl:value-of select="sum(i:body/@items)"/></td>
              <td class="count"><xsl:value-of select="$totals/@touched"/></td><td class="count"><xsl:value-of select="$totals/@citations"/></td>
              <td class="count"><xsl:value-of select="$totals/@unmarked"/></td><td class="count"><xsl:value-of select="$totals/@proposed"/></td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="numbers">
    <td class="count"><xsl:value-of select="@lists"/></td><td class="count"><xsl:value-of select="@items"/></td><td class="count"><xsl:value-of select="@touched"/></td>
    <td class="count"><xsl:value-of select="@citations"/></td><td class="count"><xsl:value-of select="@unmarked"/></td><td class="count"><xsl:value-of select="@proposed"/></td>
  </xsl:template>

  <xsl:template match="i:body">
    <section>
      <h2 id="body{position()}"><xsl:apply-templates select="." mode="name"/></h2>
      <p><xsl:apply-templates select="." mode="counts"/></p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="body{position()}">
        <table class="items">
          <thead>
            <tr>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'field.serial'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.item'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.cited'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.now'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.change'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.do'"/></xsl:call-template>
            </tr>
          </thead>
          <xsl:apply-templates select="i:item"/>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="i:item">
    <tbody>
      <xsl:for-each select="i:citation">
        <tr class="{@action}">
          <xsl:if test="position() = 1">
            <td class="serial" rowspan="{last()}"><xsl:value-of select="normalize-space(../@serial)"/></td>
            <th scope="rowgroup" rowspan="{last()}"><xsl:value-of select="normalize-space(../@name)"/><span class="place"><xsl:value-of select="../@file"/><xsl:if test="../@sheet"><xsl:value-of select="concat(' ', ../@sheet)"/></xsl:if></span></th>
          </xsl:if>
          <td><xsl:apply-templates select="." mode="cited"/><span class="place"><xsl:apply-templates select="." mode="field"/><xsl:if test="@pos"><xsl:value-of select="concat(' ', @pos)"/></xsl:if></span></td>
          <td><xsl:for-each select="i:article"><p><xsl:apply-templates select="." mode="now-of-several"/></p></xsl:for-each></td>
          <td><xsl:for-each select="i:article"><p><xsl:apply-templates select="." mode="change"/></p></xsl:for-each></td>
          <td>
            <p><xsl:apply-templates select="." mode="do"/></p>
            <xsl:variable name="penalties"><xsl:apply-templates select="." mode="penalties"/></xsl:variable>
            <xsl:if test="string($penalties)"><p><xsl:value-of select="$penalties"/></p></xsl:if>
            <xsl:for-each select="key('article', i:article/@n)[i:line]">
              <p><a href="#article{@n}"><xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template><xsl:value-of select="concat(' ', l:text('impact.texts'))"/></a></p>
            </xsl:for-each>
          </td>
        </tr>
      </xsl:for-each>
    </tbody>
  </xsl:template>

  <!-- ==== articles ==== -->

  <xsl:template name="changed-articles">
    <section>
      <h2 id="articles"><xsl:value-of select="l:text('impact.articles')"/></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="articles">
        <table>
          <thead>
            <tr>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.old'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.now'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.change'"/></xsl:call-template>
              <xsl:call-template name="head"><xsl:with-param name="key" select="'impact.column.uses'"/><xsl:with-param name="class" select="'count'"/></xsl:call-template>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="i:article">
              <tr>
                <th scope="row"><xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template></th>
                <td><xsl:apply-templates select="." mode="now"/></td>
                <td><xsl:apply-templates select="." mode="change"/></td>
                <td class="count"><xsl:value-of select="@citations"/></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
      <xsl:if test="$texts">
        <h3><xsl:value-of select="l:text('impact.texts')"/></h3>
        <p><xsl:value-of select="l:text('impact.texts-note')"/></p>
        <xsl:apply-templates select="$texts" mode="text"/>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="i:article" mode="text">
    <h4 id="article{@n}">
      <xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template><xsl:text> → </xsl:text>
      <xsl:apply-templates select="." mode="now"/>
    </h4>
    <div class="text"><xsl:for-each select="i:line"><p><xsl:apply-templates select="node()" mode="run"/></p></xsl:for-each></div>
  </xsl:template>

  <xsl:template match="i:del" mode="run"><del><xsl:value-of select="."/></del></xsl:template>
  <xsl:template match="i:ins" mode="run"><ins><xsl:value-of select="."/></ins></xsl:template>
  <xsl:template match="text()" mode="run"><xsl:value-of select="."/></xsl:template>

  <xsl:template name="unread">
    <xsl:if test="i:unread">
      <section>
        <h2 id="unread"><xsl:value-of select="l:text('impact.unread')"/></h2>
        <ul><xsl:for-each select="i:unread"><li><xsl:value-of select="concat(@file, $l10n.colon, @reason)"/></li></xsl:for-each></ul>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
