<?xml version="1.0" encoding="UTF-8"?>
<!--
  A workbook: one sheet a table, and one of what was repaired and is still open;
  as a Flat OPC package, whose parts the program zips. What rows are called and how
  high they are, the program has measured (emit/sheet.h); without that, rows have
  no numbers and nothing is merged.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" xmlns:s="urn:quanze:stage:1"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="l q s pkg">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/columns.xsl"/>
  <xsl:include href="../common/decisions.xsl"/>
  <xsl:include href="../common/places.xsl"/>
  <xsl:include href="parameters.xsl"/>
  <xsl:include href="package.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="sheet.xsl"/>
  <xsl:include href="header.xsl"/>
  <xsl:include href="cell.xsl"/>
  <xsl:include href="appendix.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" standalone="yes"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:table q:columns q:item"/>

  <!-- measured: the program has said of each table what its sheet is to be, @s:told (emit/sheet.h). -->
  <xsl:param name="sheets" select="''"/>
  <!-- The types that may be chosen, with commas between. -->
  <xsl:param name="power-types" select="''"/>
  <!-- a4, a3: the paper, landscape. -->
  <xsl:param name="sheet-paper" select="'a4'"/>
  <!-- yes, no: with the sheet of repairs and open questions. -->
  <xsl:param name="appendix" select="'yes'"/>

  <xsl:variable name="meta" select="/q:list/q:head/q:meta"/>

  <!-- Some of its items. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items>
      <s:stream name="rows"><xsl:apply-templates select="q:table" mode="rows"/></s:stream>
      <s:stream name="merges"><xsl:apply-templates select="q:table" mode="merges"/></s:stream>
      <xsl:if test="$appendix = 'yes'">
        <s:stream name="found"><xsl:apply-templates select="q:table/q:item[not(@s:beside)]" mode="found"/></s:stream>
      </xsl:if>
    </s:items>
  </xsl:template>

  <xsl:template match="/q:list">
    <pkg:package>
      <xsl:if test="$part = 'frame'"><s:shared><xsl:copy-of select="$repaired"/></s:shared></xsl:if>
      <xsl:call-template name="parts.package"/>
      <xsl:call-template name="part.styles"/>
      <xsl:apply-templates select="q:table" mode="part"/>
      <xsl:if test="$appendix = 'yes'"><xsl:call-template name="part.appendix"/></xsl:if>
    </pkg:package>
  </xsl:template>
</xsl:stylesheet>
