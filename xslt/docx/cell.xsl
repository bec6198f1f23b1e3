<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands in the cell of an item: each node that is asked by mode "paragraph"
  is one paragraph, and the last of them has the mark of a cell whose form was
  repaired.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q">

  <!-- Of a column: its width; whether it holds plain values; whether they are names beside which the types stand, which have no column. -->
  <xsl:template match="q:column" mode="drawn">
    <xsl:param name="width"/>
    <xsl:if test="contains(' serial code name subItem body office ', concat(' ', @field, ' '))"><xsl:attribute name="plain">yes</xsl:attribute></xsl:if>
    <xsl:if test="@field = 'name' and not(../q:column/@field = 'powerType')"><xsl:attribute name="types">yes</xsl:attribute></xsl:if>
    <w:tcW w:w="{$width}" w:type="dxa"/>
  </xsl:template>

  <!--
    Called for a column: what stands in it of the elements. Repaired: which of the
    item's elements were; unplaced: what has no column, for the last cell.
  -->
  <xsl:template name="cell">
    <xsl:param name="elements" select="/.."/>
    <xsl:param name="repaired" select="/.."/>
    <xsl:param name="unplaced" select="/.."/>
    <xsl:variable name="own" select="q:own($elements)"/>
    <xsl:variable name="paragraphs" select="$own[current()/@plain][string()] | $own[self::q:powerType] | $own/q:p | $own//q:li | $own[current()/@types]/../q:powerType"/>
    <xsl:variable name="rest" select="$unplaced[not(current()/following-sibling::*)]"/>
    <xsl:variable name="mark" select="boolean($repaired[local-name() = current()/@field and (not(@label) or @label = current()/@label)])"/>
    <xsl:apply-templates select="$paragraphs" mode="paragraph"><xsl:with-param name="mark" select="$mark and not($rest)"/></xsl:apply-templates>
    <xsl:apply-templates select="$rest" mode="unplaced"><xsl:with-param name="mark" select="$mark"/></xsl:apply-templates>
    <xsl:if test="not($paragraphs | $rest)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
  </xsl:template>

  <xsl:template match="q:extra" mode="unplaced">
    <xsl:param name="mark"/>
    <xsl:variable name="paragraphs" select="q:p | q:ol//q:li"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text" select="l:text('extra.unplaced')"/>
        <xsl:with-param name="style" select="'QzSuggestion'"/>
      </xsl:call-template>
      <xsl:if test="$mark and position() = last() and not($paragraphs)"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
    <xsl:apply-templates select="$paragraphs" mode="paragraph"><xsl:with-param name="mark" select="$mark and position() = last()"/></xsl:apply-templates>
  </xsl:template>

  <!-- A plain value, or a paragraph of a text. -->
  <xsl:template match="*" mode="paragraph">
    <xsl:param name="mark"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>

  <!-- What is said of a type stands out; so does the type itself beside the name. -->
  <xsl:template match="q:powerType" mode="paragraph">
    <xsl:param name="mark"/>
    <xsl:variable name="remark"><xsl:apply-templates select="." mode="remark"/></xsl:variable>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:choose>
        <xsl:when test="../../q:columns/q:column/@field = 'powerType'">
          <xsl:if test="string(.)"><xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template></xsl:if>
          <xsl:if test="string($remark)">
            <xsl:call-template name="run"><xsl:with-param name="text" select="string($remark)"/><xsl:with-param name="style" select="'QzSuggestion'"/></xsl:call-template>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="run"><xsl:with-param name="text" select="concat(., $remark)"/><xsl:with-param name="style" select="'QzSuggestion'"/></xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>

  <xsl:template match="q:li" mode="paragraph">
    <xsl:param name="mark"/>
    <xsl:variable name="depth" select="count(ancestor::q:ol)"/>
    <w:p>
      <w:pPr>
        <w:pStyle w:val="Qz{substring('ListItem', 1, 8 * boolean(@marker))}{substring('Item', 1, 4 * not(@marker))}"/>
        <xsl:if test="$depth &gt; 1"><w:ind w:left="{210 * $depth}"/></xsl:if>
      </w:pPr>
      <xsl:if test="@marker">
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="string(@marker)"/>
          <xsl:with-param name="style" select="'QzMarker'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="q:ol"> <!-- points below it are paragraphs of their own -->
          <xsl:call-template name="run"><xsl:with-param name="text"><xsl:copy-of select="text() | q:cite"/></xsl:with-param></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
