<?xml version="1.0" encoding="UTF-8"?>
<!--
  A long list is drawn in pieces: first the frame, from the whole document
  ($part is "frame"), with a mark at each place where items go; then the items,
  some at a time, from lists that hold these alone (emit/chunk.h tells how they
  look). Without the parameter all is drawn at once, by the same templates.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="q s">

  <xsl:param name="part" select="'whole'"/>

  <!-- Of the whole list, wherever one stands. -->
  <xsl:variable name="chunk" select="/q:list[@s:tables]"/>
  <xsl:variable name="whole" select="/q:list[not(@s:tables)]"/>
  <xsl:variable name="table-count" select="sum($chunk/@s:tables) + count($whole/q:table)"/>
  <xsl:variable name="item-count" select="sum($chunk/@s:count) + count($whole/q:table/q:item)"/>

  <!-- The number of a table; how many items the tables before it have. The program has counted (emit/chunk.h). -->
  <xsl:template match="q:table" mode="number"><xsl:value-of select="count(preceding-sibling::q:table) + 1"/></xsl:template>
  <xsl:template match="q:table[@s:number]" mode="number"><xsl:value-of select="@s:number"/></xsl:template>
  <xsl:template match="q:table" mode="items-before"><xsl:value-of select="count(preceding-sibling::q:table/q:item)"/></xsl:template>
  <xsl:template match="q:table[@s:number]" mode="items-before"><xsl:value-of select="@s:items"/></xsl:template>

  <!-- Where the items of a stream go: those of the table, or, called for the list, of all of them. -->
  <xsl:template name="items-mark">
    <xsl:param name="stream"/>
    <xsl:processing-instruction name="quanze-items">
      <xsl:value-of select="$stream"/>
      <xsl:if test="self::q:table"><xsl:text> </xsl:text><xsl:apply-templates select="." mode="number"/></xsl:if>
    </xsl:processing-instruction>
  </xsl:template>
</xsl:stylesheet>
