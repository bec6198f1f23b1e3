<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists held against a catalogue as a page: what was held against what, a table of
  lists, and for each the items by kind. No script; prints as it is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l c exsl str">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="catalogue.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/c:catalogue">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:value-of select="l:text('catalogue.title')"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <header>
          <h1><xsl:value-of select="l:text('catalogue.title')"/></h1>
          <dl class="facts"><xsl:call-template name="facts"/></dl>
        </header>
        <main>
          <xsl:if test="count(c:list) &gt; 1"><xsl:call-template name="lists"/></xsl:if>
          <xsl:apply-templates select="c:list"/>
          <xsl:if test="c:gap"><xsl:call-template name="gaps"/></xsl:if>
          <xsl:if test="c:unread">
            <section>
              <h2><xsl:value-of select="l:text('catalogue.unread')"/></h2>
              <ul><xsl:for-each select="c:unread"><li><xsl:value-of select="concat(@file, $l10n.colon, @reason)"/></li></xsl:for-each></ul>
            </section>
          </xsl:if>
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

  <xsl:template name="heads">
    <xsl:param name="keys"/>
    <thead><tr><xsl:for-each select="str:tokenize($keys, ' ')"><th scope="col"><xsl:value-of select="l:text(concat('catalogue.', .))"/></th></xsl:for-each></tr></thead>
  </xsl:template>

  <!-- ==== lists ==== -->

  <xsl:template name="lists">
    <section>
      <h2 id="lists"><xsl:value-of select="l:text('catalogue.lists')"/></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="lists">
        <table>
          <xsl:call-template name="heads"><xsl:with-param name="keys" select="'column.list column.items short.same short.missing short.surplus short.differs short.unsure short.split short.merged short.repeated short.passed'"/></xsl:call-template>
          <tbody>
            <xsl:for-each select="c:list">
              <tr><th scope="row"><a href="#list{position()}"><xsl:apply-templates select="." mode="name"/></a></th><xsl:apply-templates select="." mode="numbers"/></tr>
            </xsl:for-each>
          </tbody>
          <tfoot><tr><th scope="row"><xsl:value-of select="l:text('catalogue.total')"/></th><xsl:apply-templates select="$totals" mode="numbers"/></tr></tfoot>
        </table>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="c:list | c:totals" mode="numbers">
    <td class="count"><xsl:value-of select="@items"/></td><td class="count"><xsl:value-of select="@same"/></td>
    <td class="count"><xsl:value-of select="@missing"/></td><td class="count"><xsl:value-of select="@surplus"/></td>
    <td class="count"><xsl:value-of select="@differs"/></td><td class="count"><xsl:value-of select="@unsure"/></td>
    <td class="count"><xsl:value-of select="@split"/></td><td class="count"><xsl:value-of select="@merged"/></td>
    <td class="count"><xsl:value-of select="@repeated"/></td><td class="count"><xsl:value-of select="@passed"/></td>
  </xsl:template>

  <xsl:template match="c:list">
    <xsl:variable name="list" select="."/>
    <xsl:variable name="number" select="position()"/>
    <section>
      <h2 id="list{$number}"><xsl:apply-templates select="." mode="name"/></h2>
      <dl class="facts"><xsl:apply-templates select="." mode="facts"/></dl>
      <xsl:for-each select="$kinds">
        <xsl:variable name="found" select="$list/c:finding[@kind = string(current())]"/>
        <xsl:if test="$found">
          <h3 id="list{$number}-{.}"><xsl:call-template name="kind-heading"><xsl:with-param name="kind" select="string(.)"/><xsl:with-param name="n" select="count($found)"/></xsl:call-template></h3>
          <div class="scroll" tabindex="0" role="region" aria-labelledby="list{$number}-{.}">
            <table class="found">
              <xsl:call-template name="heads"><xsl:with-param name="keys"><xsl:if test="$found/c:model">column.model </xsl:if><xsl:if test="$found/c:own">column.own </xsl:if>column.what</xsl:with-param></xsl:call-template>
              <tbody><xsl:apply-templates select="$found"/></tbody>
            </table>
          </div>
        </xsl:if>
      </xsl:for-each>
    </section>
  </xsl:template>

  <!-- All findings of a kind have the same sides. -->
  <xsl:template match="c:finding">
    <tr>
      <xsl:if test="c:model"><th scope="row"><xsl:apply-templates select="c:model" mode="cell"/></th></xsl:if>
      <xsl:choose>
        <xsl:when test="c:own and c:model"><td><xsl:apply-templates select="c:own" mode="cell"/></td></xsl:when>
        <xsl:when test="c:own"><th scope="row"><xsl:apply-templates select="c:own" mode="cell"/></th></xsl:when>
      </xsl:choose>
      <td>
        <xsl:variable name="said"><xsl:apply-templates select="." mode="said"/></xsl:variable>
        <xsl:for-each select="exsl:node-set($said)/line"><p><xsl:value-of select="."/></p></xsl:for-each>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="c:model | c:own" mode="cell">
    <p><xsl:apply-templates select="." mode="called"/></p>
    <xsl:if test="self::c:own and @pos"><p class="place"><xsl:value-of select="@pos"/></p></xsl:if>
  </xsl:template>

  <!-- ==== items of the catalogue ==== -->

  <xsl:template name="gaps">
    <section>
      <h2 id="gaps"><xsl:value-of select="l:text('catalogue.gaps')"/></h2>
      <p><xsl:value-of select="l:text('catalogue.gaps-note')"/></p>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="gaps">
        <table>
          <xsl:call-template name="heads"><xsl:with-param name="keys" select="'column.model column.lists column.missing-in'"/></xsl:call-template>
          <tbody>
            <xsl:for-each select="c:gap">
              <tr>
                <th scope="row"><xsl:apply-templates select="." mode="called"/></th>
                <td class="count"><xsl:value-of select="@missing"/></td>
                <td><xsl:for-each select="c:in"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="@file"/></xsl:for-each></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </section>
  </xsl:template>
</xsl:stylesheet>
