<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that every output of a summary puts to the record of a batch
  (urn:quanze:summary:1): what a list is called, which power types there are.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l s exsl">
  <xsl:strip-space elements="s:*"/>

  <!-- Types of the vocabulary that occur, in the order of their codes; then what else is stated, and what is not. -->
  <xsl:variable name="summary.sorted">
    <xsl:for-each select="/s:summary/s:list/s:type">
      <xsl:sort select="not(@code)"/>
      <xsl:sort select="@code"/>
      <kind>
        <xsl:attribute name="code">
          <xsl:choose>
            <xsl:when test="@code"><xsl:value-of select="@code"/></xsl:when>
            <xsl:when test="@name != ''">other</xsl:when>
            <xsl:otherwise>none</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:copy-of select="@name | @items"/>
      </kind>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="summary.kinds">
    <xsl:for-each select="exsl:node-set($summary.sorted)/kind[@code != 'other' and @code != 'none'][not(@code = preceding-sibling::kind[1]/@code)]">
      <kind code="{@code}" name="{@name}" items="{sum(../kind[@code = current()/@code]/@items)}"/>
    </xsl:for-each>
    <xsl:for-each select="exsl:node-set($summary.sorted)[kind/@code = 'other']">
      <kind code="other" name="{l:text('summary.other')}" items="{sum(kind[@code = 'other']/@items)}"/>
    </xsl:for-each>
    <xsl:for-each select="exsl:node-set($summary.sorted)[kind/@code = 'none']">
      <kind code="none" name="{l:text('summary.none')}" items="{sum(kind[@code = 'none']/@items)}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="kinds" select="exsl:node-set($summary.kinds)/kind"/>
  <xsl:variable name="lists" select="/s:summary/s:list"/>

  <!-- How many items of a kind a list has. -->
  <xsl:template name="items-of">
    <xsl:param name="list"/>
    <xsl:param name="code"/>
    <xsl:choose>
      <xsl:when test="$code = 'other'"><xsl:value-of select="sum($list/s:type[not(@code) and @name != '']/@items)"/></xsl:when>
      <xsl:when test="$code = 'none'"><xsl:value-of select="sum($list/s:type[not(@code) and @name = '']/@items)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="sum($list/s:type[@code = $code]/@items)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whose list it is: the body, else the title, else the file. -->
  <xsl:template match="s:list" mode="whose">
    <xsl:choose>
      <xsl:when test="string(s:body)"><xsl:value-of select="s:body"/></xsl:when>
      <xsl:when test="string(s:title)"><xsl:value-of select="s:title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@file"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="s:summary" mode="title">
    <xsl:value-of select="l:text('summary.title')"/>
  </xsl:template>
</xsl:stylesheet>
