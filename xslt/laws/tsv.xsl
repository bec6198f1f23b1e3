<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a person is to review of a register made of texts, as a table: tabs
  between cells, a byte order mark so that its encoding is seen. It comes back
  by its columns, in this order (src/laws/reviewed.c).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:r="urn:quanze:law-review:1" exclude-result-prefixes="l r">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="yes" select="l:text('laws.yes')"/>
  <xsl:variable name="unknown" select="l:text('laws.unknown')"/>

  <xsl:template match="/r:review">
    <xsl:value-of select="concat('&#xFEFF;', l:text('laws.law'), '&#9;', l:text('laws.since'), '&#9;', l:text('laws.day'), '&#9;', l:text('laws.from'), '&#9;', l:text('laws.to'), '&#9;')"/>
    <xsl:value-of select="concat(l:text('laws.kind'), '&#9;', l:text('laws.likeness'), '&#9;', l:text('laws.doubt'), '&#9;', l:text('laws.reviewed'), '&#9;', l:text('laws.mark'), '&#9;')"/>
    <xsl:value-of select="concat(l:text('laws.old'), '&#9;', l:text('laws.new'), '&#10;')"/>
    <xsl:apply-templates select="r:line"/>
  </xsl:template>

  <xsl:template match="r:line">
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@law"/></xsl:call-template>
    <xsl:value-of select="concat('&#9;', @since, '&#9;', @day, '&#9;', @from, '&#9;')"/>
    <xsl:choose>
      <xsl:when test="@to = 'unknown'"><xsl:value-of select="$unknown"/></xsl:when>
      <xsl:when test="@to = ''">删去</xsl:when>
      <xsl:otherwise><xsl:value-of select="@to"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('&#9;', l:text(concat('laws.kind.', @kind)), '&#9;', @likeness, '&#9;', @doubt, '&#9;')"/>
    <xsl:if test="@reviewed"><xsl:value-of select="$yes"/></xsl:if>
    <xsl:value-of select="concat('&#9;', @mark, '&#9;')"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="r:old"/></xsl:call-template>
    <xsl:text>&#9;</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="r:new"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A cell that a spreadsheet would take for a formula, or for quoted, gets an apostrophe before it. -->
  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:variable name="plain" select="translate($text, '&#9;&#10;&#13;', '   ')"/>
    <xsl:variable name="first" select="substring($plain, 1, 1)"/>
    <xsl:if test="$first != '' and contains('=+-@＝＋－＠&quot;', $first)">'</xsl:if>
    <xsl:value-of select="$plain"/>
  </xsl:template>
</xsl:stylesheet>
