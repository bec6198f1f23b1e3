<?xml version="1.0" encoding="UTF-8"?>
<!-- What is said of the list as a whole: title, body, what the office states, decisions, sources, repairs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <xsl:template match="q:head">
    <object name="head" lines="yes">
      <xsl:apply-templates select="q:title | q:body | q:region | q:revision" mode="head"/>
      <array name="meta"><xsl:apply-templates select="q:meta" mode="value"/></array>
      <array name="decisions" lines="yes"><xsl:apply-templates select="q:decisions/q:decision" mode="attributes"/></array>
      <array name="sources"><xsl:apply-templates select="q:source" mode="attributes"/></array>
      <array name="repairs" lines="yes"><xsl:apply-templates select="q:repairs/q:repair" mode="attributes"/></array>
    </object>
  </xsl:template>

  <xsl:template match="q:title | q:body" mode="head">
    <object name="{local-name()}"><string name="text"><xsl:value-of select="."/></string><xsl:apply-templates select="@*"/></object>
  </xsl:template>

  <xsl:template match="q:region" mode="head"><string name="region"><xsl:value-of select="."/></string></xsl:template>

  <xsl:template match="q:revision" mode="head"><object name="revision"><xsl:apply-templates select="@*"/></object></xsl:template>

  <xsl:template match="*" mode="attributes"><object><xsl:apply-templates select="@*"/></object></xsl:template>
</xsl:stylesheet>
