<?xml version="1.0" encoding="UTF-8"?>
<!-- The rows above the items: the table's title, and the labels, on one level or two, merged as they were in the source. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="l q exsl str">

  <!-- Whether the columns stand as in the source: else labels stand over one column each. -->
  <xsl:template name="is-reordered">
    <xsl:param name="columns"/>
    <xsl:value-of select="boolean($columns[@source][@source != count(preceding-sibling::*) + 1])"/>
  </xsl:template>

  <xsl:template name="header">
    <xsl:param name="columns"/>
    <xsl:param name="titled"/>
    <xsl:variable name="told.title"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="4"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="told.heads"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="5"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="heights" select="str:tokenize($told.heads, ' ')"/>
    <xsl:variable name="heads"><xsl:apply-templates select="." mode="head-rows"/></xsl:variable>
    <xsl:variable name="title" select="string(@title)"/>
    <xsl:if test="$titled &gt; 0">
      <row>
        <xsl:call-template name="row-place"><xsl:with-param name="row" select="1"/><xsl:with-param name="height" select="number($told.title)"/></xsl:call-template>
        <xsl:for-each select="$columns[1]">
          <xsl:call-template name="text-cell"><xsl:with-param name="row" select="1"/><xsl:with-param name="style" select="$style.title"/><xsl:with-param name="text" select="$title"/></xsl:call-template>
        </xsl:for-each>
      </row>
    </xsl:if>
    <row>
      <xsl:call-template name="row-place"><xsl:with-param name="row" select="$titled + 1"/><xsl:with-param name="height" select="number($heights[1])"/></xsl:call-template>
      <xsl:call-template name="labels"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="row" select="$titled + 1"/><xsl:with-param name="levels" select="$heads = 2"/></xsl:call-template>
    </row>
    <xsl:if test="$heads = 2">
      <row>
        <xsl:call-template name="row-place"><xsl:with-param name="row" select="$titled + 2"/><xsl:with-param name="height" select="number($heights[2])"/></xsl:call-template>
        <xsl:call-template name="labels"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="row" select="$titled + 2"/><xsl:with-param name="levels" select="true()"/><xsl:with-param name="second" select="true()"/></xsl:call-template>
      </row>
    </xsl:if>
  </xsl:template>

  <!-- A cell for each column; of labels that stand over several, the first has the text. -->
  <xsl:template name="labels">
    <xsl:param name="columns"/>
    <xsl:param name="row"/>
    <xsl:param name="levels"/>
    <xsl:param name="second" select="false()"/>
    <xsl:variable name="sources" select="q:columns[1]/q:column"/>
    <xsl:variable name="reordered"><xsl:call-template name="is-reordered"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:variable>
    <xsl:for-each select="$columns">
      <xsl:variable name="source" select="$sources[number(current()/@source)]"/>
      <xsl:variable name="text">
        <xsl:choose>
          <xsl:when test="not($source)"><xsl:if test="not($second)"><xsl:value-of select="@label"/></xsl:if></xsl:when>
          <xsl:when test="not($levels) and ($source/@group or $reordered = 'true')"><xsl:apply-templates select="$source" mode="head"/></xsl:when>
          <xsl:when test="not($source/@pos) and $source/preceding-sibling::q:column and not($source/@groupPos)"/>
          <xsl:when test="$second"><xsl:if test="$source/@groupPos"><xsl:value-of select="$source/@label"/></xsl:if></xsl:when>
          <xsl:when test="$levels and $source/@groupPos"><xsl:if test="not($source/@groupPos = $source/preceding-sibling::q:column/@groupPos)"><xsl:value-of select="$source/@group"/></xsl:if></xsl:when>
          <xsl:otherwise><xsl:value-of select="$source/@label"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:call-template name="text-cell"><xsl:with-param name="row" select="$row"/><xsl:with-param name="style" select="$style.head"/><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Ranges of the title and the labels. -->
  <xsl:template name="header-merges">
    <xsl:param name="columns"/>
    <xsl:param name="titled"/>
    <xsl:variable name="heads"><xsl:apply-templates select="." mode="head-rows"/></xsl:variable>
    <xsl:variable name="reordered"><xsl:call-template name="is-reordered"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:variable>
    <xsl:if test="$titled &gt; 0 and $columns[2]"><mergeCell ref="A1:{$columns[last()]/@letter}1"/></xsl:if>
    <xsl:if test="$reordered = 'false'">
      <xsl:apply-templates select="q:columns[1]/q:column" mode="label-merge"><xsl:with-param name="row" select="$titled + 1"/><xsl:with-param name="levels" select="$heads = 2"/></xsl:apply-templates>
      <xsl:if test="$heads = 2">
        <xsl:for-each select="$columns[not(@source)]"><mergeCell ref="{@letter}{$titled + 1}:{@letter}{$titled + 2}"/></xsl:for-each>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- A label over the columns without one that follow it; a group's over its columns; others over both levels. -->
  <xsl:template match="q:column" mode="label-merge">
    <xsl:param name="row"/>
    <xsl:param name="levels"/>
    <xsl:variable name="at" select="position()"/>
    <xsl:variable name="labelled" select="count(preceding-sibling::q:column[@pos]) + 1"/>
    <xsl:variable name="bare" select="count(following-sibling::q:column[not(@pos) and count(preceding-sibling::q:column[@pos]) = $labelled])"/>
    <xsl:variable name="grouped" select="$levels and @groupPos"/>
    <xsl:if test="$grouped and not(@groupPos = preceding-sibling::q:column/@groupPos)">
      <xsl:call-template name="merge"><xsl:with-param name="at" select="$at"/><xsl:with-param name="span" select="count(../q:column[@groupPos = current()/@groupPos])"/><xsl:with-param name="row" select="$row"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="@pos or $at = 1">
      <xsl:call-template name="merge">
        <xsl:with-param name="at" select="$at"/>
        <xsl:with-param name="span" select="1 + $bare * boolean(@pos)"/>
        <xsl:with-param name="row" select="$row + $grouped"/>
        <xsl:with-param name="rows" select="1 + ($levels and not(@groupPos))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="merge">
    <xsl:param name="at"/>
    <xsl:param name="span"/>
    <xsl:param name="row"/>
    <xsl:param name="rows" select="1"/>
    <xsl:if test="$span &gt; 1 or $rows &gt; 1"><mergeCell ref="{q:letters($at)}{$row}:{q:letters($at + $span - 1)}{$row + $rows - 1}"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
