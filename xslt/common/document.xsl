<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that every output puts to the document: what the list and its columns
  are called, what is said of its types, where its sections begin.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l q s str">

  <!-- The label of a column, with the label above it in a two-level header. -->
  <xsl:template match="q:column" mode="label">
    <xsl:if test="@group"><xsl:value-of select="concat(@group, ' / ')"/></xsl:if>
    <xsl:value-of select="@label"/>
  </xsl:template>

  <!-- The same; a column without one is called by its field: a header must not be empty. -->
  <xsl:template match="q:column" mode="head">
    <xsl:apply-templates select="." mode="label"/>
    <xsl:if test="not(@group or normalize-space(@label))"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if>
  </xsl:template>

  <!-- The title of the list: as the office states it, as written, else the body's name, else the file's. -->
  <xsl:template match="q:list" mode="title">
    <xsl:choose>
      <xsl:when test="q:head/q:meta[@key = 'title']"><xsl:value-of select="q:head/q:meta[@key = 'title']"/></xsl:when>
      <xsl:when test="normalize-space(q:head/q:title)"><xsl:value-of select="q:head/q:title"/></xsl:when>
      <xsl:when test="normalize-space(q:head/q:body)"><xsl:value-of select="q:head/q:body"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="q:head/q:source[1]/@file"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the outputs say of a power type that the source does not state. -->
  <xsl:template match="q:powerType" mode="remark">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="@origin = 'inferred'">type.inferred</xsl:when>
        <xsl:when test="@origin = 'decided'">type.decided</xsl:when>
        <xsl:when test="@suggested and @confidence = 'low'">type.suggested-low</xsl:when>
        <xsl:when test="@suggested">type.suggested</xsl:when>
        <xsl:when test="not(normalize-space(.))">type.missing</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="string($key)">
      <xsl:variable name="text" select="l:text(string($key))"/>
      <xsl:choose>
        <xsl:when test="contains($text, '{type}')"><xsl:value-of select="concat(substring-before($text, '{type}'), @suggested, substring-after($text, '{type}'))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- The section row that an item is the first to stand under; nothing where a merge from the item before would be cut. -->
  <xsl:template match="q:item" mode="section">
    <xsl:if test="@section and not(@section = preceding-sibling::q:item[1]/@section) and not(*/@from)"><xsl:value-of select="@section"/></xsl:if>
  </xsl:template>
  <!-- 现行《河灯法》第 4 条（2022-06-24 的文本）: words in force, beside a finding (report/notes.h). -->
  <xsl:template match="s:article" mode="article-name">
    <xsl:value-of select="str:replace(str:replace(str:replace(l:text('findings.in-force'), '{law}', string(@law)), '{article}', string(@article)), '{version}', string(@version))"/>
  </xsl:template>

</xsl:stylesheet>
