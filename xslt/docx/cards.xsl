<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists too wide for a page: one block an item, a row for each column with its label. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="q s exsl">

  <xsl:variable name="label-width" select="2400"/>

  <xsl:template name="cards">
    <w:tbl>
      <xsl:call-template name="table.properties"/>
      <w:tblGrid><w:gridCol w:w="{$label-width}"/><w:gridCol w:w="{$table-width - $label-width}"/></w:tblGrid>
      <xsl:apply-templates select="." mode="rows"/>
    </w:tbl>
  </xsl:template>

  <xsl:template name="item-cards">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:variable name="before"><xsl:apply-templates select="." mode="items-before"/></xsl:variable>
    <xsl:apply-templates select="q:item[not(@s:beside)]" mode="card">
      <xsl:with-param name="table" select="string($number)"/>
      <xsl:with-param name="before" select="number($before)"/>
      <xsl:with-param name="first" select="sum(@s:before)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="q:item" mode="card">
    <xsl:param name="table"/>
    <xsl:param name="before"/>
    <xsl:param name="first"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="number" select="$first + position()"/>
    <xsl:if test="$number &gt; 1">
      <w:tr>
        <w:tc>
          <w:tcPr><w:tcW w:w="{$table-width}" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr>
          <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
        </w:tc>
      </w:tr>
    </xsl:if>
    <xsl:variable name="bookmark">
      <xsl:call-template name="bookmark"><xsl:with-param name="table" select="$table"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="at" select="$number"/></xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="../q:columns[1]/q:column">
      <xsl:variable name="at" select="position()"/>
      <xsl:variable name="content">
        <xsl:call-template name="column-content">
          <xsl:with-param name="item" select="$item"/>
          <xsl:with-param name="column" select="."/>
        </xsl:call-template>
        <xsl:if test="position() = last()"><xsl:apply-templates select="$item/q:extra[@label = '']" mode="unplaced"/></xsl:if>
      </xsl:variable>
      <w:tr>
        <w:tc>
          <w:tcPr><w:tcW w:w="{$label-width}" w:type="dxa"/></w:tcPr>
          <xsl:copy-of select="exsl:node-set($bookmark)/*[$at = 1]"/>
          <w:p>
            <w:pPr><w:pStyle w:val="QzLabel"/></w:pPr>
            <xsl:call-template name="run"><xsl:with-param name="text" select="string(@label)"/></xsl:call-template>
          </w:p>
        </w:tc>
        <w:tc>
          <w:tcPr><w:tcW w:w="{$table-width - $label-width}" w:type="dxa"/></w:tcPr>
          <xsl:copy-of select="$content"/>
          <xsl:if test="not(exsl:node-set($content)/w:p)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
        </w:tc>
      </w:tr>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
