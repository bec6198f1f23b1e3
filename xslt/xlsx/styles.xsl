<?xml version="1.0" encoding="UTF-8"?>
<!--
  How cells look. Texts stand in four sizes (emit/sheet_rows.c has the same): a text
  that the highest row has no room for is written smaller. Their colours, all of
  them black to the eye, say what the lines of a cell are, so that the workbook can
  be read back (read/xlsx_own.c): 000001 paragraphs, 00001N a point of the N-th
  level, 00002N its marker.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" xmlns:str="http://exslt.org/strings"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="pkg str">

  <xsl:variable name="sizes" select="str:tokenize('10.5 9 7.5 6', ' ')"/>
  <xsl:variable name="colour.line" select="'FF000001'"/>

  <!-- Numbers of the styles; those of texts: plain, centred and blocks for each size, then cells to be filled in. -->
  <xsl:variable name="style.title" select="1"/>
  <xsl:variable name="style.head" select="2"/>
  <xsl:variable name="style.section" select="3"/>
  <xsl:variable name="style.said" select="4"/>
  <xsl:variable name="style.text" select="5"/>
  <xsl:variable name="style.open" select="17"/>

  <xsl:template name="font">
    <xsl:param name="name" select="$font.text"/>
    <xsl:param name="size" select="10.5"/>
    <xsl:param name="colour" select="$colour.line"/>
    <font><sz val="{$size}"/><xsl:if test="$colour"><color rgb="{$colour}"/></xsl:if><name val="{$name}"/><family val="3"/><charset val="134"/></font>
  </xsl:template>

  <xsl:template name="ground">
    <xsl:param name="colour"/>
    <fill><patternFill patternType="solid"><fgColor rgb="FF{$colour}"/><bgColor indexed="64"/></patternFill></fill>
  </xsl:template>

  <!-- Kept as text whatever is typed: format @, and the sign that Excel sets for an apostrophe in front. -->
  <xsl:template name="style">
    <xsl:param name="font"/>
    <xsl:param name="fill" select="0"/>
    <xsl:param name="border" select="1"/>
    <xsl:param name="format" select="49"/>
    <xsl:param name="across" select="'left'"/>
    <xsl:param name="down" select="'center'"/>
    <xf numFmtId="{$format}" fontId="{$font}" fillId="{$fill}" borderId="{$border}" xfId="0" quotePrefix="1" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">
      <alignment horizontal="{$across}" vertical="{$down}" wrapText="1"/>
    </xf>
  </xsl:template>

  <xsl:template name="part.styles">
    <pkg:part pkg:name="/xl/styles.xml" pkg:contentType="{$spreadsheet}styles+xml">
      <pkg:xmlData>
        <styleSheet>
          <fonts count="8">
            <xsl:call-template name="font"><xsl:with-param name="colour" select="''"/></xsl:call-template>
            <xsl:call-template name="font"><xsl:with-param name="name" select="$font.title"/><xsl:with-param name="size" select="$size.title"/></xsl:call-template>
            <xsl:call-template name="font"><xsl:with-param name="name" select="$font.head"/></xsl:call-template>
            <xsl:call-template name="font"><xsl:with-param name="colour" select="'FF000000'"/></xsl:call-template>
            <xsl:for-each select="$sizes"><xsl:call-template name="font"><xsl:with-param name="size" select="string(.)"/></xsl:call-template></xsl:for-each>
          </fonts>
          <fills count="5">
            <fill><patternFill patternType="none"/></fill>
            <fill><patternFill patternType="gray125"/></fill>
            <xsl:call-template name="ground"><xsl:with-param name="colour" select="$ground.head"/></xsl:call-template>
            <xsl:call-template name="ground"><xsl:with-param name="colour" select="$ground.section"/></xsl:call-template>
            <xsl:call-template name="ground"><xsl:with-param name="colour" select="$ground.open"/></xsl:call-template>
          </fills>
          <borders count="2">
            <border><left/><right/><top/><bottom/><diagonal/></border>
            <border>
              <left style="thin"><color rgb="FF7F7F7F"/></left><right style="thin"><color rgb="FF7F7F7F"/></right>
              <top style="thin"><color rgb="FF7F7F7F"/></top><bottom style="thin"><color rgb="FF7F7F7F"/></bottom><diagonal/>
            </border>
          </borders>
          <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
          <cellXfs count="21"><xsl:call-template name="cell-styles"/></cellXfs>
          <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="cell-styles">
    <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
    <xsl:call-template name="style"><xsl:with-param name="font" select="1"/><xsl:with-param name="border" select="0"/><xsl:with-param name="across" select="'center'"/></xsl:call-template>
    <xsl:call-template name="style"><xsl:with-param name="font" select="2"/><xsl:with-param name="fill" select="2"/><xsl:with-param name="across" select="'center'"/></xsl:call-template>
    <xsl:call-template name="style"><xsl:with-param name="font" select="2"/><xsl:with-param name="fill" select="3"/></xsl:call-template>
    <xsl:call-template name="style"><xsl:with-param name="font" select="3"/><xsl:with-param name="format" select="0"/><xsl:with-param name="down" select="'top'"/></xsl:call-template>
    <xsl:for-each select="$sizes">
      <xsl:call-template name="style"><xsl:with-param name="font" select="3 + position()"/></xsl:call-template>
      <xsl:call-template name="style"><xsl:with-param name="font" select="3 + position()"/><xsl:with-param name="across" select="'center'"/></xsl:call-template>
      <!-- Not @, for which old programs show signs of # where a text is long. -->
      <xsl:call-template name="style"><xsl:with-param name="font" select="3 + position()"/><xsl:with-param name="format" select="0"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$sizes">
      <xsl:call-template name="style"><xsl:with-param name="font" select="3 + position()"/><xsl:with-param name="fill" select="4"/><xsl:with-param name="across" select="'center'"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
