<?xml version="1.0" encoding="UTF-8"?>
<!--
  The web page: one self-contained file, readable without script. Source text
  reaches it through text nodes alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="script.xsl"/>
  <xsl:include href="overview.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:table q:columns q:item"/>

  <xsl:template match="/q:list">
    <html lang="{@xml:lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; script-src '{$script.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="title"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <a class="skip" href="#list"><xsl:call-template name="text"><xsl:with-param name="key" select="'html.skip'"/></xsl:call-template></a>
        <header>
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <xsl:call-template name="overview"/>
        </header>
        <main id="list">
          <xsl:call-template name="filters"/>
          <xsl:apply-templates select="q:table"/>
        </main>
        <xsl:call-template name="laws"/>
        <xsl:call-template name="repairs"/>
        <xsl:call-template name="omitted"/>
        <script><xsl:value-of select="$script.text" disable-output-escaping="yes"/></script>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
