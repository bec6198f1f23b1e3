<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tables of the Word file: facts and departments on portrait pages, items and
  articles on landscape ones. The last column of the items is left to be filled in.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:i="urn:quanze:impact:1"
                xmlns:str="http://exslt.org/strings" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l i str">

  <!-- Serial, item, cited, now, change, what to do, done: 12756. -->
  <xsl:variable name="widths.items" select="'650 2700 1800 1450 1900 3056 1200'"/>
  <xsl:variable name="labels.items" select="'field.serial impact.column.item impact.column.cited impact.column.now impact.column.change impact.column.do impact.column.done'"/>
  <xsl:variable name="widths.articles" select="'2600 4200 2656 1200 1000 1100'"/>
  <xsl:variable name="labels.bodies" select="'impact.column.body impact.column.items impact.column.touched impact.column.citations impact.column.unmarked impact.column.proposed'"/>
  <xsl:variable name="widths.bodies" select="'3644 900 1100 900 1200 1100'"/>


  <xsl:template name="table-head">
    <xsl:param name="widths"/>
    <xsl:param name="caption"/>
    <w:tblPr>
      <w:tblStyle w:val="QzTable"/>
      <w:tblW w:w="{sum(str:tokenize($widths, ' '))}" w:type="dxa"/>
      <w:tblLayout w:type="fixed"/>
      <w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
      <w:tblCaption w:val="{$caption}"/>
      <w:tblDescription w:val="{l:text('impact.docx.description')}"/>
    </w:tblPr>
    <w:tblGrid><xsl:for-each select="str:tokenize($widths, ' ')"><w:gridCol w:w="{.}"/></xsl:for-each></w:tblGrid>
  </xsl:template>

  <xsl:template name="head-row">
    <xsl:param name="labels"/>
    <xsl:param name="widths"/>
    <w:tr>
      <w:trPr><w:tblHeader/></w:trPr>
      <xsl:for-each select="str:tokenize($labels, ' ')">
        <xsl:variable name="column" select="position()"/>
        <xsl:call-template name="cell">
          <xsl:with-param name="width" select="str:tokenize($widths, ' ')[position() = $column]"/>
          <xsl:with-param name="style" select="'QzHead'"/>
          <xsl:with-param name="text" select="l:text(string(.))"/>
        </xsl:call-template>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="width"/>
    <xsl:param name="text" select="''"/>
    <xsl:param name="second" select="''"/>
    <xsl:param name="style" select="'QzCell'"/>
    <xsl:param name="merge" select="''"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{$width}" w:type="dxa"/>
        <xsl:if test="$merge"><w:vMerge><xsl:if test="$merge = 'restart'"><xsl:attribute name="w:val">restart</xsl:attribute></xsl:if></w:vMerge></xsl:if>
      </w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
        <xsl:if test="string($text)"><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></xsl:if>
      </w:p>
      <xsl:if test="string($second)">
        <w:p><w:pPr><w:pStyle w:val="{$style}"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="string($second)"/></xsl:call-template></w:p>
      </xsl:if>
    </w:tc>
  </xsl:template>

  <!-- A cell with a paragraph for each article of a citation. -->
  <xsl:template name="cell-of-articles">
    <xsl:param name="width"/>
    <xsl:param name="what"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr>
      <xsl:if test="not(i:article)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
      <xsl:for-each select="i:article">
        <w:p>
          <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
          <xsl:call-template name="run">
            <xsl:with-param name="text">
              <xsl:choose>
                <xsl:when test="$what = 'now'"><xsl:apply-templates select="." mode="now-of-several"/></xsl:when>
                <xsl:otherwise><xsl:apply-templates select="." mode="change"/></xsl:otherwise>
              </xsl:choose>
            </xsl:with-param>
          </xsl:call-template>
        </w:p>
      </xsl:for-each>
    </w:tc>
  </xsl:template>

  <!-- ==== facts and departments ==== -->

  <xsl:template name="fact-table">
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="'2400 6444'"/><xsl:with-param name="caption" select="l:text('impact.law')"/></xsl:call-template>
      <xsl:call-template name="facts"/>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <w:tr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="2400"/><xsl:with-param name="style" select="'QzLabel'"/><xsl:with-param name="text" select="l:text($key)"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="6444"/><xsl:with-param name="text" select="string($value)"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="body-table">
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths.bodies"/><xsl:with-param name="caption" select="l:text('impact.bodies')"/></xsl:call-template>
      <xsl:call-template name="head-row"><xsl:with-param name="widths" select="$widths.bodies"/><xsl:with-param name="labels" select="$labels.bodies"/></xsl:call-template>
      <xsl:for-each select="i:body">
        <w:tr>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="3644"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="name"/></xsl:with-param></xsl:call-template>
          <xsl:call-template name="counts-cells"><xsl:with-param name="items" select="@items"/></xsl:call-template>
        </w:tr>
      </xsl:for-each>
      <w:tr>
        <xsl:call-template name="cell"><xsl:with-param name="width" select="3644"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('impact.total')"/></xsl:call-template>
        <xsl:for-each select="$totals"><xsl:call-template name="counts-cells"><xsl:with-param name="items" select="sum($bodies/@items)"/></xsl:call-template></xsl:for-each>
      </w:tr>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template name="counts-cells">
    <xsl:param name="items"/>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="900"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="$items"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="1100"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@touched"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="900"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@citations"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="1200"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@unmarked"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="1100"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@proposed"/></xsl:call-template>
  </xsl:template>

  <!-- ==== items ==== -->

  <xsl:template match="i:body">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
    <xsl:variable name="counts"><xsl:apply-templates select="." mode="counts"/></xsl:variable>
    <xsl:call-template name="caption"><xsl:with-param name="text" select="concat($name, '（', $counts, '）')"/></xsl:call-template>
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths.items"/><xsl:with-param name="caption" select="string($name)"/></xsl:call-template>
      <xsl:call-template name="head-row"><xsl:with-param name="widths" select="$widths.items"/><xsl:with-param name="labels" select="$labels.items"/></xsl:call-template>
      <xsl:apply-templates select="i:item/i:citation" mode="row"/>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template match="i:citation" mode="row">
    <xsl:variable name="first" select="not(preceding-sibling::i:citation)"/>
    <xsl:variable name="merge"><xsl:choose><xsl:when test="$first and following-sibling::i:citation">restart</xsl:when><xsl:when test="not($first)">continue</xsl:when></xsl:choose></xsl:variable>
    <w:tr>
      <xsl:call-template name="cell">
        <xsl:with-param name="width" select="650"/><xsl:with-param name="merge" select="string($merge)"/><xsl:with-param name="style" select="'QzHead'"/>
        <xsl:with-param name="text"><xsl:if test="$first"><xsl:value-of select="normalize-space(../@serial)"/></xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="cell">
        <xsl:with-param name="width" select="2700"/><xsl:with-param name="merge" select="string($merge)"/>
        <xsl:with-param name="text"><xsl:if test="$first"><xsl:value-of select="normalize-space(../@name)"/></xsl:if></xsl:with-param>
        <xsl:with-param name="second"><xsl:if test="$first"><xsl:apply-templates select=".." mode="stands"/></xsl:if></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="cell">
        <xsl:with-param name="width" select="1800"/>
        <xsl:with-param name="text"><xsl:apply-templates select="." mode="cited"/></xsl:with-param>
        <xsl:with-param name="second"><xsl:text>（</xsl:text><xsl:apply-templates select="." mode="field"/><xsl:text>）</xsl:text></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="cell-of-articles"><xsl:with-param name="width" select="1450"/><xsl:with-param name="what" select="'now'"/></xsl:call-template>
      <xsl:call-template name="cell-of-articles"><xsl:with-param name="width" select="1900"/><xsl:with-param name="what" select="'change'"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="3056"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="do"/></xsl:with-param><xsl:with-param name="second"><xsl:apply-templates select="." mode="penalties"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="1200"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <!-- ==== articles ==== -->

  <xsl:template name="article-table">
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths.articles"/><xsl:with-param name="caption" select="l:text('impact.articles')"/></xsl:call-template>
      <xsl:call-template name="head-row">
        <xsl:with-param name="widths" select="$widths.articles"/>
        <xsl:with-param name="labels" select="'impact.column.old impact.column.now impact.column.sure impact.column.words impact.column.penalty impact.column.uses'"/>
      </xsl:call-template>
      <xsl:for-each select="i:article">
        <w:tr>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="2600"/><xsl:with-param name="text"><xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="4200"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="now"/></xsl:with-param></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="2656"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="sure"/></xsl:with-param></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="1200"/><xsl:with-param name="text"><xsl:if test="@changed"><xsl:value-of select="l:text(concat('impact.changed.', @changed))"/></xsl:if></xsl:with-param></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="1000"/><xsl:with-param name="text"><xsl:if test="@penalty = 'yes'"><xsl:value-of select="l:text('impact.penalty.yes')"/></xsl:if></xsl:with-param></xsl:call-template>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="1100"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@citations"/></xsl:call-template>
        </w:tr>
      </xsl:for-each>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>
</xsl:stylesheet>
