<?xml version="1.0" encoding="UTF-8"?>
<!--
  What stands in the cell of an item: each node that is asked by mode "paragraph"
  is one paragraph, and the last of them has the mark of a cell whose form was
  repaired.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s">

  <!-- Of a column: its width, else that of a card; whether it holds plain values; whether they are names beside which the types stand, which have no column. -->
  <xsl:template match="q:column" mode="drawn">
    <xsl:param name="at"/>
    <xsl:param name="widths"/>
    <xsl:attribute name="at"><xsl:value-of select="$at"/></xsl:attribute>
    <xsl:if test="not(@pos) and preceding-sibling::q:column"><xsl:attribute name="bare">yes</xsl:attribute></xsl:if>
    <xsl:if test="contains(' serial code name subItem body office ', concat(' ', @field, ' '))"><xsl:attribute name="plain">yes</xsl:attribute></xsl:if>
    <xsl:if test="@field = 'name' and not(../q:column/@field = 'powerType')"><xsl:attribute name="types">yes</xsl:attribute></xsl:if>
    <xsl:attribute name="width"><xsl:value-of select="concat($widths[$at], substring($card-width - $label-width, 1, 9 * not($widths)))"/></xsl:attribute>
  </xsl:template>

  <!--
    The cell of a column: what stands in it of the elements of an item or of one
    of its rows; in the last cell also what has no column. A mark, if there are
    marks, says that the form of one of them was repaired, or, where all the
    item's elements are given, of one in another row.
  -->
  <xsl:template match="*" mode="cell" name="cell">
    <xsl:param name="elements"/>
    <xsl:param name="unplaced"/>
    <xsl:param name="marks" select="false()"/>
    <xsl:param name="all" select="/.."/>
    <xsl:param name="bookmark" select="/.."/>
    <xsl:param name="merge" select="''"/>
    <xsl:variable name="field" select="string(@field)"/>
    <xsl:variable name="own" select="$elements[local-name() = $field]"/>
    <xsl:variable name="paragraphs" select="$own[current()/@plain][string()] | $own/self::q:powerType | $own/q:p | $own/q:ol//q:li | $own[current()/@types]/../q:powerType"/>
    <xsl:variable name="rest" select="$unplaced[not(current()/following-sibling::*)]"/>
    <xsl:variable name="mark" select="$marks and ($own[@s:repaired or (not($repairs.looked) and key('repairs-by-pos', @pos))] or $all[local-name() = $field and (not(@label) or @label = current()/@label)][@s:repaired or (not($repairs.looked) and key('repairs-by-pos', @pos))])"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{@width}" w:type="dxa"/>
        <xsl:if test="$merge != ''"><w:vMerge w:val="{$merge}"/></xsl:if>
      </w:tcPr>
      <xsl:if test="not(preceding-sibling::*)"><xsl:copy-of select="$bookmark"/></xsl:if>
      <xsl:apply-templates select="$paragraphs" mode="paragraph"><xsl:with-param name="mark" select="$mark and not($rest)"/></xsl:apply-templates>
      <xsl:apply-templates select="$rest" mode="unplaced"><xsl:with-param name="mark" select="$mark"/></xsl:apply-templates>
      <xsl:if test="not($paragraphs) and not($rest)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
    </w:tc>
  </xsl:template>

  <!-- Where columns share a field, the same of fewer elements. -->
  <xsl:template match="shared" mode="cell">
    <xsl:param name="elements"/>
    <xsl:param name="unplaced"/>
    <xsl:param name="marks" select="false()"/>
    <xsl:param name="all" select="/.."/>
    <xsl:param name="bookmark" select="/.."/>
    <xsl:param name="merge" select="''"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="elements" select="q:own($elements)"/>
      <xsl:with-param name="unplaced" select="$unplaced"/>
      <xsl:with-param name="marks" select="$marks"/>
      <xsl:with-param name="all" select="$all"/>
      <xsl:with-param name="bookmark" select="$bookmark"/>
      <xsl:with-param name="merge" select="$merge"/>
    </xsl:call-template>
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

  <!-- Whether any text has what would break a line: to look once costs less than to look each time it is drawn. The program has looked. -->
  <xsl:param name="breaks" select="''"/>
  <xsl:variable name="breaking" select="$breaks = 'yes' or ($breaks = '' and ($chunk | $whole[$part != 'frame'])//text()[contains(., '&#10;') or contains(., '&#9;') or contains(., '&#13;')])"/>

  <!-- A run of all the text of the context. -->
  <xsl:template name="text">
    <w:r>
      <w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>
      <xsl:choose>
        <xsl:when test="$breaking"><w:t xml:space="preserve"><xsl:value-of select="translate(., '&#9;&#10;&#13;', '   ')"/></w:t></xsl:when>
        <xsl:otherwise><w:t xml:space="preserve"><xsl:value-of select="."/></w:t></xsl:otherwise>
      </xsl:choose>
    </w:r>
  </xsl:template>

  <!-- A plain value, or a paragraph of a text. -->
  <xsl:template match="*" mode="paragraph">
    <xsl:param name="mark"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="text"/>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>

  <!--
    What is said of a type stands out; so does the type itself beside the name, in a style that the reader of our own files
    passes over. A type that was decided, and any in a copy for filing, stands bare: the appendix has the record.
  -->
  <xsl:template match="q:powerType" mode="paragraph">
    <xsl:param name="mark"/>
    <xsl:variable name="bare" select="@origin = 'decided' or (@origin and $appendix != 'yes')"/>
    <xsl:variable name="remark"><xsl:if test="not($bare)"><xsl:apply-templates select="." mode="remark"/></xsl:if></xsl:variable>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:choose>
        <xsl:when test="../../q:columns[1]/q:column/@field = 'powerType'">
          <xsl:if test="string(.)"><xsl:call-template name="text"/></xsl:if>
          <xsl:if test="string($remark)">
            <xsl:call-template name="run"><xsl:with-param name="text" select="string($remark)"/><xsl:with-param name="style" select="'QzSuggestion'"/></xsl:call-template>
          </xsl:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="run">
            <xsl:with-param name="text" select="concat(., $remark)"/>
            <xsl:with-param name="style" select="concat(substring('QzType', 1, 6 * not(string($remark))), substring('QzSuggestion', 1, 12 * boolean(string($remark))))"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>

  <!-- The usual point apart: without a marker, on the first level, with nothing below it. -->
  <xsl:template match="q:li" mode="paragraph">
    <xsl:param name="mark"/>
    <w:p>
      <xsl:choose>
        <xsl:when test="@marker or q:ol or ../parent::q:li"><xsl:call-template name="point"/></xsl:when>
        <xsl:otherwise>
          <w:pPr><w:pStyle w:val="QzItem"/></w:pPr>
          <xsl:call-template name="text"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$mark and position() = last()"><xsl:call-template name="repair-mark"/></xsl:if>
    </w:p>
  </xsl:template>

  <xsl:template name="point">
    <w:pPr>
      <xsl:choose>
        <xsl:when test="@marker"><w:pStyle w:val="QzListItem"/></xsl:when>
        <xsl:otherwise><w:pStyle w:val="QzItem"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="../parent::q:li"><w:ind w:left="{210 * count(ancestor::q:ol)}"/></xsl:if>
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
      <xsl:otherwise><xsl:call-template name="text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
