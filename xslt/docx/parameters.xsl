<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an office may want otherwise in the Word file, in one place: copy this
  file below a folder for the option "resources" and change it there (samples/office).
  Fonts by name, sizes in half-points, the rest in twips (1 mm = 56.7).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- GB/T 9704—2012, 5.2.2 and 7.3: title, text, first and second level, page numbers. -->
  <xsl:variable name="font.title" select="'方正小标宋简体'"/>
  <xsl:variable name="font.body" select="'仿宋_GB2312'"/>
  <xsl:variable name="font.level1" select="'黑体'"/>
  <xsl:variable name="font.level2" select="'楷体_GB2312'"/>
  <xsl:variable name="font.page" select="'宋体'"/>
  <xsl:variable name="font.latin" select="'Times New Roman'"/>
  <xsl:variable name="size.title" select="44"/>
  <xsl:variable name="size.body" select="32"/>
  <xsl:variable name="size.page" select="28"/>

  <!-- The table's text, which the standard leaves open: 五号, lines of 15 pt. -->
  <xsl:variable name="size.cell" select="21"/>
  <xsl:variable name="line.cell" select="300"/>

  <!-- The head of the cover: 发文机关标志, 35 mm below the type area's edge (7.2.4); its size is the office's. -->
  <xsl:variable name="size.mark" select="72"/>
  <xsl:variable name="mark.above" select="1984"/>
  <xsl:variable name="colour.mark" select="'FF0000'"/>

  <!-- Where the seal goes (7.3.5): the middle of body and date, from the right edge of the type area; the room left above them. -->
  <xsl:variable name="seal.middle" select="2400"/>
  <xsl:variable name="seal.above" select="2895"/>
  <!-- … below a letter's text: the seal's upper edge is less than a line from it. -->
  <xsl:variable name="seal.below-text" select="1158"/>

  <!-- An index with links stands before lists of more items than this. -->
  <xsl:variable name="index.from" select="40"/>
</xsl:stylesheet>
