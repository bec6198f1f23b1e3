<?xml version="1.0" encoding="UTF-8"?>
<!--
  The report as a page to send back to a department: by item, each finding with
  its place, the words of the source and what to do. No script; prints as it is.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:rep="urn:quanze:report:1" exclude-result-prefixes="l rep">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="report.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="finding.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:variable name="several" select="count(/rep:report/rep:input) &gt; 1"/>

  <xsl:template match="/rep:report">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title>
          <xsl:apply-templates select="." mode="title"/>
          <xsl:if test="not($several)"><xsl:value-of select="$l10n.colon"/><xsl:apply-templates select="rep:input" mode="name"/></xsl:if>
        </title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <header>
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <xsl:if test="$several and rep:since"><xsl:call-template name="missing"/></xsl:if>
        </header>
        <main><xsl:apply-templates select="rep:input"/></main>
        <footer><p><xsl:value-of select="l:text('html.generated')"/></p></footer>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="missing">
    <xsl:if test="rep:since/rep:missing">
      <p><xsl:value-of select="l:text('report.missing')"/></p>
      <ul><xsl:for-each select="rep:since/rep:missing"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
    </xsl:if>
  </xsl:template>

  <!-- One list: what it is, how much was found, and where. Ids begin with the number of the list. -->
  <xsl:template match="rep:input">
    <xsl:variable name="list" select="concat('list', position())"/>
    <section aria-labelledby="{$list}">
      <h2 id="{$list}"><xsl:apply-templates select="." mode="name"/></h2>
      <xsl:call-template name="facts"/>
      <xsl:choose>
        <xsl:when test="@list = 'false'"><p><xsl:value-of select="l:text('report.unread')"/></p></xsl:when>
        <xsl:when test="not(rep:finding or rep:item or rep:shared)"><p><xsl:value-of select="l:text('report.none')"/></p></xsl:when>
      </xsl:choose>
      <xsl:if test="rep:more">
        <p>
          <xsl:call-template name="counts">
            <xsl:with-param name="text" select="l:text('report.not-shown')"/>
            <xsl:with-param name="counts" select="rep:more"/>
          </xsl:call-template>
        </p>
      </xsl:if>
      <xsl:if test="count(rep:item) &gt; 4"><xsl:call-template name="contents"><xsl:with-param name="list" select="$list"/></xsl:call-template></xsl:if>
      <xsl:if test="rep:finding">
        <h3><xsl:value-of select="l:text('report.whole')"/></h3>
        <ul class="found"><xsl:apply-templates select="rep:finding"/></ul>
      </xsl:if>
      <xsl:apply-templates select="rep:item"><xsl:with-param name="list" select="$list"/></xsl:apply-templates>
      <xsl:if test="rep:shared">
        <h3><xsl:value-of select="l:text('report.shared')"/></h3>
        <ul class="found"><xsl:apply-templates select="rep:shared/rep:finding"/></ul>
      </xsl:if>
      <xsl:call-template name="fixed"/>
      <xsl:call-template name="laws"/>
    </section>
  </xsl:template>

  <xsl:template name="facts">
    <dl class="facts">
      <xsl:if test="rep:body"><xsl:call-template name="fact"><xsl:with-param name="key" select="'body'"/><xsl:with-param name="value" select="normalize-space(rep:body)"/></xsl:call-template></xsl:if>
      <xsl:call-template name="fact">
        <xsl:with-param name="key" select="'report.file'"/>
        <xsl:with-param name="value"><xsl:apply-templates select="." mode="file"/></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'items.count'"/><xsl:with-param name="value" select="@items"/></xsl:call-template>
      <xsl:call-template name="fact">
        <xsl:with-param name="key" select="'report.found'"/>
        <xsl:with-param name="value">
          <xsl:call-template name="counts">
            <xsl:with-param name="text" select="l:text('report.counts')"/>
            <xsl:with-param name="counts" select="rep:totals"/>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'report.day'"/><xsl:with-param name="value" select="../@asOf"/></xsl:call-template>
    </dl>
    <xsl:if test="rep:fixed"><p><xsl:apply-templates select="." mode="since"/></p></xsl:if>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <div><dt><xsl:value-of select="l:text($key)"/></dt><dd><xsl:value-of select="$value"/></dd></div>
  </xsl:template>

  <xsl:template name="contents">
    <xsl:param name="list"/>
    <nav aria-labelledby="{$list}-contents">
      <h3 id="{$list}-contents"><xsl:value-of select="l:text('report.contents')"/></h3>
      <ul>
        <xsl:for-each select="rep:item">
          <li><a href="#{$list}-{position()}"><xsl:apply-templates select="." mode="name"/></a><xsl:text> </xsl:text><span class="count"><xsl:value-of select="count(rep:finding)"/></span></li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:template>

  <xsl:template match="rep:item">
    <xsl:param name="list"/>
    <h3 id="{$list}-{position()}"><xsl:apply-templates select="." mode="name"/></h3>
    <ul class="found"><xsl:apply-templates select="rep:finding"/></ul>
  </xsl:template>

  <xsl:template name="fixed">
    <xsl:if test="rep:fixed/rep:item">
      <h3><xsl:value-of select="l:text('report.fixed')"/></h3>
      <ul class="fixed">
        <xsl:for-each select="rep:fixed/rep:item">
          <li>
            <xsl:apply-templates select="." mode="name"/>
            <ul><xsl:for-each select="rep:finding"><li><xsl:apply-templates select="." mode="sentence"/></li></xsl:for-each></ul>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="laws">
    <xsl:if test="rep:law">
      <h3><xsl:value-of select="l:text('report.laws')"/></h3>
      <p><xsl:value-of select="l:text('report.laws-note')"/></p>
      <ul class="laws"><xsl:for-each select="rep:law"><li>《<xsl:value-of select="."/>》 <span class="count"><xsl:value-of select="@citations"/></span></li></xsl:for-each></ul>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
