<?xml version="1.0" encoding="UTF-8"?>
<!--
  Sections (twips). Portrait: A4, GB/T 9704—2012, 5.2.1. Landscape: margins
  derived from it, so that on A4 the type area stays 225 × 156 mm on both sides;
  on A3 the same margins.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">

  <xsl:template name="section.landscape" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <w:sectPr>
      <w:headerReference w:type="even" r:id="rIdLandscapeEven"/>
      <w:headerReference w:type="default" r:id="rIdLandscapeOdd"/>
      <w:footerReference w:type="even" r:id="rIdNoFooter"/>
      <w:footerReference w:type="default" r:id="rIdNoFooter"/>
      <w:type w:val="nextPage"/>
      <w:pgSz w:w="{$table-width + 4082}" w:h="{11906 + 4932 * ($paper = 'a3')}" w:orient="landscape"/>
      <w:pgMar w:top="1531" w:right="2098" w:bottom="1531" w:left="1984" w:header="720" w:footer="720" w:gutter="0"/>
      <w:docGrid w:linePitch="312"/>
    </w:sectPr>
  </xsl:template>

  <!-- own: whose page numbers these are; what has its own begins with page 1. -->
  <xsl:template name="section.portrait" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <xsl:param name="own" select="'Portrait'"/>
    <w:sectPr>
      <w:headerReference w:type="even" r:id="rIdNoHeader"/>
      <w:headerReference w:type="default" r:id="rIdNoHeader"/>
      <w:footerReference w:type="even" r:id="rId{$own}Even"/>
      <w:footerReference w:type="default" r:id="rId{$own}Odd"/>
      <w:type w:val="nextPage"/>
      <w:pgSz w:w="11906" w:h="16838"/>
      <w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1452" w:gutter="0"/>
      <xsl:if test="$own != 'Portrait'"><w:pgNumType w:start="1"/></xsl:if>
      <w:docGrid w:type="lines" w:linePitch="579"/>
    </w:sectPr>
  </xsl:template>
</xsl:stylesheet>
