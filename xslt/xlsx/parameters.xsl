<?xml version="1.0" encoding="UTF-8"?>
<!--
  What an office may want otherwise in the workbook: copy this file below a folder
  for the option "resources" and change it there. Colours are red, green, blue.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:variable name="font.text" select="'宋体'"/>
  <xsl:variable name="font.head" select="'黑体'"/>
  <xsl:variable name="font.title" select="'方正小标宋简体'"/>
  <xsl:variable name="size.title" select="18"/>

  <!-- The header, rows of sections, cells that are still to be filled in. -->
  <xsl:variable name="ground.head" select="'DDE6F0'"/>
  <xsl:variable name="ground.section" select="'F2F2F2'"/>
  <xsl:variable name="ground.open" select="'FFF2CC'"/>
</xsl:stylesheet>
