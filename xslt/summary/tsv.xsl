<?xml version="1.0" encoding="UTF-8"?>
<!--
  The summary as a table for a spreadsheet: tabs between cells, a byte order
  mark so that its encoding is seen. A cell that a spreadsheet would take for a
  formula, or for quoted, gets an apostrophe before it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1" exclude-result-prefixes="l s">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="summary.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/s:summary">
    <xsl:text>&#xFEFF;</xsl:text>
    <xsl:for-each select="$l10n.root/l:text[@key = 'summary.file' or @key = 'summary.body' or @key = 'summary.list' or @key = 'summary.items']">
      <xsl:value-of select="concat(., '&#9;')"/>
    </xsl:for-each>
    <xsl:for-each select="$kinds">
      <xsl:call-template name="cell"><xsl:with-param name="text" select="@name"/></xsl:call-template>
      <xsl:text>&#9;</xsl:text>
    </xsl:for-each>
    <xsl:for-each select="$l10n.root/l:text[@key = 'summary.errors' or @key = 'summary.warnings' or @key = 'summary.styles' or @key = 'summary.infos']">
      <xsl:value-of select="concat(., '&#9;')"/>
    </xsl:for-each>
    <xsl:value-of select="l:text('summary.fault')"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="s:list"/>
  </xsl:template>

  <xsl:template match="s:list">
    <xsl:variable name="list" select="."/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@file"/></xsl:call-template>
    <xsl:text>&#9;</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="s:body"/></xsl:call-template>
    <xsl:text>&#9;</xsl:text>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="s:title"/></xsl:call-template>
    <xsl:value-of select="concat('&#9;', @items, '&#9;')"/>
    <xsl:for-each select="$kinds">
      <xsl:call-template name="items-of">
        <xsl:with-param name="list" select="$list"/>
        <xsl:with-param name="code" select="@code"/>
      </xsl:call-template>
      <xsl:text>&#9;</xsl:text>
    </xsl:for-each>
    <xsl:value-of select="concat(@errors, '&#9;', @warnings, '&#9;', @styles, '&#9;', @infos, '&#9;')"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="s:fault"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:variable name="plain" select="translate($text, '&#9;&#10;&#13;', '   ')"/>
    <xsl:variable name="first" select="substring($plain, 1, 1)"/>
    <xsl:if test="$first != '' and contains('=+-@＝＋－＠&quot;', $first)">'</xsl:if>
    <xsl:value-of select="$plain"/>
  </xsl:template>
</xsl:stylesheet>
