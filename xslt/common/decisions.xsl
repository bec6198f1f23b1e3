<?xml version="1.0" encoding="UTF-8"?>
<!-- What a clerk decided, a line each: 第7项事项名称：“甲”→“乙”（理由，张三，2026-11-24）. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <xsl:template match="q:decision" mode="line">
    <xsl:if test="@serial">
      <xsl:variable name="item" select="l:text('docx.item')"/>
      <xsl:value-of select="concat(substring-before($item, '{n}'), normalize-space(@serial), substring-after($item, '{n}'), ' ')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@field"><xsl:apply-templates select="." mode="value"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" select="l:text(concat('rule.', @rule))"/>
        <xsl:choose>
          <xsl:when test="$name != concat('rule.', @rule)"><xsl:value-of select="$name"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="@rule"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="l:text('decision.waived')"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="." mode="by"/>
  </xsl:template>

  <xsl:template match="q:decision" mode="value">
    <xsl:value-of select="l:text(concat('field.', @field))"/>
    <xsl:value-of select="l:text('colon')"/>
    <xsl:choose>
      <xsl:when test="@found != ''"><xsl:value-of select="concat('“', normalize-space(@found), '”')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('decision.empty')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat('→“', normalize-space(@value), '”')"/>
  </xsl:template>

  <xsl:template match="q:decision" mode="by">
    <xsl:if test="@reason or @who or @date">
      <xsl:text>（</xsl:text>
      <xsl:value-of select="normalize-space(@reason)"/>
      <xsl:if test="@reason and @who"><xsl:text>，</xsl:text></xsl:if>
      <xsl:value-of select="normalize-space(@who)"/>
      <xsl:if test="@date and (@reason or @who)"><xsl:text>，</xsl:text></xsl:if>
      <xsl:value-of select="normalize-space(@date)"/>
      <xsl:text>）</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
