<?xml version="1.0" encoding="UTF-8"?>
<!--
  The web page: one self-contained file, readable without script. Source text
  reaches it through text nodes and plain attributes alone. Ids of the page's
  own begin with "page:", which no item's id can.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="l q s">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/columns.xsl"/>
  <xsl:include href="../common/decisions.xsl"/>
  <xsl:include href="../common/repairs.xsl"/>
  <xsl:include href="../common/profile.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="script.xsl"/>
  <xsl:include href="index.xsl"/>
  <xsl:include href="chart.xsl"/>
  <xsl:include href="tools.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:include href="fields.xsl"/>
  <xsl:include href="laws.xsl"/>
  <xsl:include href="repairs.xsl"/>
  <xsl:include href="findings.xsl"/>
  <xsl:include href="facts.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:table q:columns q:item"/>

  <!-- Some of its items. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items><s:stream name="items"><xsl:apply-templates select="q:table" mode="items"/></s:stream></s:items>
  </xsl:template>

  <xsl:param name="fragment" select="'no'"/>

  <xsl:template match="/q:list">
    <xsl:choose>
      <xsl:when test="$fragment = 'yes'"><xsl:call-template name="fragment"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="fragment">
    <s:fragment>
      <xsl:call-template name="shared"/>
      <style><xsl:value-of select="$style.parts"/></style>
      <div class="quanze" lang="{@xml:lang}">
        <h2><xsl:apply-templates select="." mode="page-title"/></h2>
        <xsl:call-template name="facts"/>
        <xsl:call-template name="content"/>
      </div>
    </s:fragment>
  </xsl:template>

  <xsl:template name="page">
    <html lang="{@xml:lang}">
      <xsl:call-template name="shared"/>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; script-src '{$script.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="page-title"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body class="quanze">
        <a class="skip" href="#page:list" lang="{$lang}"><xsl:value-of select="l:text('html.skip')"/></a>
        <header>
          <h1><xsl:apply-templates select="." mode="page-title"/></h1>
          <xsl:call-template name="facts"/>
        </header>
        <main>
          <xsl:call-template name="content"/>
        </main>
        <footer lang="{$lang}"><p><xsl:value-of select="l:text('html.generated')"/></p></footer>
        <script><xsl:value-of select="$script.text" disable-output-escaping="yes"/></script>
      </body>
    </html>
  </xsl:template>

  <!-- What the pieces of a long list need of the whole. -->
  <xsl:template name="shared">
    <xsl:if test="$part = 'frame'"><s:shared><xsl:copy-of select="$index.types.root/type | $index.laws.root/law"/></s:shared></xsl:if>
  </xsl:template>

  <xsl:template name="content">
    <xsl:if test="$findings = 'yes'"><xsl:call-template name="findings"/></xsl:if>
    <xsl:if test="$publish.types"><xsl:call-template name="chart"/></xsl:if>
    <section aria-labelledby="page:list">
      <h2 id="page:list" tabindex="-1" lang="{$lang}"><xsl:value-of select="l:text('html.list')"/></h2>
      <xsl:if test="$fragment != 'yes'"><xsl:call-template name="tools"/></xsl:if>
      <xsl:apply-templates select="q:table"/>
    </section>
    <xsl:if test="$publish.laws"><xsl:call-template name="laws"/></xsl:if>
    <xsl:if test="not(contains($left-out-parts, ' repairs '))"><xsl:call-template name="decisions"/></xsl:if>
    <xsl:if test="not(contains($left-out-parts, ' repairs '))"><xsl:call-template name="repairs"/></xsl:if>
    <xsl:if test="not(contains($left-out-parts, ' omitted '))"><xsl:call-template name="omitted"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
