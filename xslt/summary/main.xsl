<?xml version="1.0" encoding="UTF-8"?>
<!--
  The index page of a batch: a row a list, with links to its outputs and the
  names of its items; readable and searchable in the browser without script.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1" exclude-result-prefixes="l s">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="summary.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="script.xsl"/>
  <xsl:include href="chart.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/s:summary">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; script-src '{$script.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="title"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <a class="skip" href="#lists"><xsl:value-of select="l:text('html.skip')"/></a>
        <header>
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <xsl:call-template name="facts"/>
        </header>
        <main>
          <xsl:call-template name="chart"/>
          <xsl:call-template name="lists"/>
          <xsl:call-template name="faults"/>
        </main>
        <footer><p><xsl:value-of select="l:text('html.generated')"/></p></footer>
        <script><xsl:value-of select="$script.text" disable-output-escaping="yes"/></script>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="facts">
    <dl class="facts">
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'summary.lists'"/><xsl:with-param name="value" select="count($lists[@status = 0])"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'summary.items'"/><xsl:with-param name="value" select="sum($lists/@items)"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'summary.errors'"/><xsl:with-param name="value" select="sum($lists[@status = 0]/@errors)"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'summary.warnings'"/><xsl:with-param name="value" select="sum($lists[@status = 0]/@warnings)"/></xsl:call-template>
      <xsl:call-template name="fact"><xsl:with-param name="key" select="'summary.failed'"/><xsl:with-param name="value" select="count($lists[@status != 0])"/></xsl:call-template>
    </dl>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <div><dt><xsl:value-of select="l:text($key)"/></dt><dd class="count"><xsl:value-of select="$value"/></dd></div>
  </xsl:template>

  <!-- What could not be converted, and why. -->
  <xsl:template name="faults">
    <xsl:if test="$lists[@status != 0]">
      <section aria-labelledby="faults">
        <h2 id="faults"><xsl:value-of select="l:text('summary.faults')"/></h2>
        <ul>
          <xsl:for-each select="$lists[@status != 0]">
            <li><b><xsl:value-of select="@file"/></b><xsl:value-of select="concat($l10n.colon, s:fault)"/></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
