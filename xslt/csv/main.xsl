<?xml version="1.0" encoding="UTF-8"?>
<!--
  The items as a table for programs and spreadsheets: a line of labels, a row for
  each item or sub-item, by the columns of the source or those of a mapping
  (common/rows.xsl). How cells are quoted and what is to be done about formulas, the
  program knows (emit/csv.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="l q s">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/rows.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="q:list q:head q:table q:item q:columns"/>

  <!-- yes, no: for a spreadsheet, which must not take texts for formulas and codes for numbers. -->
  <xsl:param name="guard" select="'no'"/>

  <!-- Some of its items. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items><s:stream name="rows" guard="{$guard}"><xsl:apply-templates select="q:table/q:item[not(@s:beside)]" mode="rows"/></s:stream></s:items>
  </xsl:template>

  <xsl:template match="/q:list">
    <table guard="{$guard}">
      <xsl:if test="not($plan/@header = 'no')">
        <row><xsl:for-each select="$plan-columns"><c><xsl:apply-templates select="." mode="label"/></c></xsl:for-each></row>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="$part = 'frame'"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'rows'"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="q:table/q:item" mode="rows"/></xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:template>

  <xsl:template match="q:item" mode="row">
    <xsl:param name="elements"/>
    <xsl:param name="part"/>
    <xsl:param name="common" select="true()"/>
    <xsl:variable name="item" select="."/>
    <row>
      <xsl:for-each select="$plan-columns"><c><xsl:apply-templates select="." mode="cell"><xsl:with-param name="item" select="$item"/><xsl:with-param name="elements" select="$elements"/><xsl:with-param name="part" select="string($part)"/><xsl:with-param name="common" select="$common"/></xsl:apply-templates></c></xsl:for-each>
    </row>
  </xsl:template>
</xsl:stylesheet>
