<?xml version="1.0" encoding="UTF-8"?>
<!--
  The summary for Word (汇总表), in the layout of the lists: a row a list, and the
  totals. Widths are twips and fill the type area of a landscape page (12756).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l s q pkg">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="summary.xsl"/>
  <xsl:include href="../docx/parameters.xsl"/>
  <xsl:include href="../docx/relationships.xsl"/>
  <xsl:include href="../docx/properties.xsl"/>
  <xsl:include href="../docx/styles.xsl"/>
  <xsl:include href="../docx/settings.xsl"/>
  <xsl:include href="../docx/page-numbers.xsl"/>
  <xsl:include href="../docx/sections.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" standalone="yes"/>

  <!-- What the shared parts ask for. -->
  <xsl:variable name="paper" select="'a4'"/>
  <xsl:variable name="table-width" select="12756"/>
  <xsl:variable name="meta" select="/.."/>

  <xsl:variable name="number" select="700"/>
  <xsl:variable name="numbers" select="count($kinds) + 3"/>
  <xsl:variable name="serial" select="650"/>
  <xsl:variable name="file" select="4500"/>
  <xsl:variable name="name" select="$table-width - $serial - $number * $numbers"/>

  <xsl:template match="/s:summary" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <pkg:package>
      <xsl:call-template name="part.relationships"/>
      <pkg:part pkg:name="/word/document.xml"
                pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document>
            <w:body>
              <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="l:text('summary.title')"/></xsl:call-template></w:p>
              <xsl:if test="$lists[@status = 0] or not($lists)"><xsl:call-template name="table"/></xsl:if>
              <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
              <xsl:call-template name="faults"/>
              <xsl:call-template name="section.landscape"/>
            </w:body>
          </w:document>
        </pkg:xmlData>
      </pkg:part>
      <xsl:call-template name="part.styles"/>
      <xsl:call-template name="part.settings"/>
      <xsl:call-template name="part.fonts"/>
      <xsl:call-template name="parts.page-numbers"/>
      <xsl:call-template name="parts.properties"/>
    </pkg:package>
  </xsl:template>

  <xsl:template name="table">
    <w:tbl>
      <xsl:call-template name="table-properties"/>
      <w:tblGrid>
        <w:gridCol w:w="{$serial}"/>
        <w:gridCol w:w="{$name}"/>
        <xsl:for-each select="$kinds"><w:gridCol w:w="{$number}"/></xsl:for-each>
        <w:gridCol w:w="{$number}"/><w:gridCol w:w="{$number}"/><w:gridCol w:w="{$number}"/>
      </w:tblGrid>
      <xsl:call-template name="head"/>
      <xsl:apply-templates select="s:list[@status = 0]"/>
      <xsl:call-template name="totals"/>
    </w:tbl>
  </xsl:template>

  <xsl:template name="table-properties">
    <w:tblPr>
      <w:tblW w:w="{$table-width}" w:type="dxa"/>
      <w:tblBorders>
        <w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        <w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        <w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        <w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        <w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        <w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>
      </w:tblBorders>
      <w:tblLayout w:type="fixed"/>
      <w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
    </w:tblPr>
  </xsl:template>

  <xsl:template name="head">
    <w:tr>
      <w:trPr><w:tblHeader/></w:trPr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$serial"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('field.serial')"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$name"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.body')"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.items')"/></xsl:call-template>
      <xsl:for-each select="$kinds">
        <xsl:call-template name="cell"><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@name"/></xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="cell"><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.errors')"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.warnings')"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template match="s:list">
    <xsl:variable name="list" select="."/>
    <w:tr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$serial"/><xsl:with-param name="text" select="position()"/></xsl:call-template>
      <xsl:call-template name="cell">
        <xsl:with-param name="width" select="$name"/>
        <xsl:with-param name="text"><xsl:apply-templates select="." mode="whose"/></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="@items"/></xsl:call-template>
      <xsl:for-each select="$kinds">
        <xsl:call-template name="cell">
          <xsl:with-param name="text">
            <xsl:call-template name="items-of"><xsl:with-param name="list" select="$list"/><xsl:with-param name="code" select="@code"/></xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="@errors"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="@warnings"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <!-- What could not be converted, and why, apart from the lists: an office's table counts what was submitted. -->
  <xsl:template name="faults">
    <xsl:variable name="failed" select="s:list[@status != 0]"/>
    <xsl:if test="$failed">
      <w:p><w:pPr><w:pStyle w:val="QzHead"/><w:keepNext/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="concat(l:text('summary.faults'), ' (', count($failed), ')')"/></xsl:call-template></w:p>
      <w:tbl>
        <xsl:call-template name="table-properties"/>
        <w:tblGrid><w:gridCol w:w="{$serial}"/><w:gridCol w:w="{$file}"/><w:gridCol w:w="{$table-width - $serial - $file}"/></w:tblGrid>
        <w:tr>
          <w:trPr><w:tblHeader/></w:trPr>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="$serial"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('field.serial')"/></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="$file"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.file')"/></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="$table-width - $serial - $file"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.fault')"/></xsl:call-template>
        </w:tr>
        <xsl:apply-templates select="$failed" mode="fault"/>
      </w:tbl>
      <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="s:list" mode="fault">
    <w:tr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$serial"/><xsl:with-param name="text" select="position()"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$file"/><xsl:with-param name="text" select="@file"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$table-width - $serial - $file"/><xsl:with-param name="text" select="s:fault"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="totals">
    <w:tr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$serial"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$name"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('summary.total')"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="sum($lists/@items)"/></xsl:call-template>
      <xsl:for-each select="$kinds">
        <xsl:call-template name="cell"><xsl:with-param name="text" select="@items"/></xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="sum($lists[@status = 0]/@errors)"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="text" select="sum($lists[@status = 0]/@warnings)"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text" select="''"/>
    <xsl:param name="width" select="$number"/>
    <xsl:param name="style" select="'QzCell'"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
        <xsl:if test="string($text)"><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></xsl:if>
      </w:p>
    </w:tc>
  </xsl:template>

  <xsl:template name="run">
    <xsl:param name="text"/>
    <w:r>
      <w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>
      <w:t xml:space="preserve"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></w:t>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
