<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tables of the Word file: facts and lists on portrait pages, findings on
  landscape ones. The last column of findings is left to be filled in.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l c exsl str">

  <!-- Each sum is 12756: of both sides, of one. -->
  <xsl:variable name="widths.both" select="'3300 3300 4656 1500'"/>
  <xsl:variable name="widths.one" select="'4300 6956 1500'"/>
  <xsl:variable name="widths.gaps" select="'6000 900 5856'"/>
  <xsl:variable name="widths.lists" select="'2494 650 650 850 850 750 650 650 650 650'"/>
  <xsl:variable name="labels.lists" select="'column.list column.items short.same short.missing short.surplus short.differs short.unsure short.split short.merged short.repeated'"/>

  <xsl:template name="table-head">
    <xsl:param name="widths"/>
    <xsl:param name="caption"/>
    <w:tblPr>
      <w:tblStyle w:val="QzTable"/>
      <w:tblW w:w="{sum(str:tokenize($widths, ' '))}" w:type="dxa"/>
      <w:tblLayout w:type="fixed"/>
      <w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
      <w:tblCaption w:val="{$caption}"/>
      <w:tblDescription w:val="{l:text('catalogue.docx.description')}"/>
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
          <xsl:with-param name="text" select="l:text(concat('catalogue.', .))"/>
        </xsl:call-template>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <!-- A cell with one paragraph, or one for each of the lines. -->
  <xsl:template name="cell">
    <xsl:param name="width"/>
    <xsl:param name="text" select="''"/>
    <xsl:param name="lines" select="/.."/>
    <xsl:param name="style" select="'QzCell'"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr>
      <xsl:for-each select="$lines"><xsl:call-template name="paragraph"><xsl:with-param name="style" select="$style"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template></xsl:for-each>
      <xsl:if test="not($lines)">
        <w:p>
          <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
          <xsl:if test="string($text)"><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></xsl:if>
        </w:p>
      </xsl:if>
    </w:tc>
  </xsl:template>

  <xsl:template name="behind-table"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:template>

  <!-- ==== facts and lists ==== -->

  <xsl:template name="fact-table">
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="'1700 7144'"/><xsl:with-param name="caption" select="l:text('catalogue.model')"/></xsl:call-template>
      <xsl:call-template name="facts"/>
    </w:tbl>
    <xsl:call-template name="behind-table"/>
  </xsl:template>

  <!-- Of the whole on a portrait page, of a list on a landscape one. -->
  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <w:tr>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="1700"/><xsl:with-param name="style" select="'QzLabel'"/><xsl:with-param name="text" select="l:text($key)"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="7144 + 3912 * number(boolean(self::c:list))"/><xsl:with-param name="text" select="string($value)"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="list-table">
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths.lists"/><xsl:with-param name="caption" select="l:text('catalogue.lists')"/></xsl:call-template>
      <xsl:call-template name="head-row"><xsl:with-param name="widths" select="$widths.lists"/><xsl:with-param name="labels" select="$labels.lists"/></xsl:call-template>
      <xsl:for-each select="c:list">
        <w:tr>
          <xsl:call-template name="cell"><xsl:with-param name="width" select="2494"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="name"/></xsl:with-param></xsl:call-template>
          <xsl:apply-templates select="." mode="numbers"/>
        </w:tr>
      </xsl:for-each>
      <w:tr>
        <xsl:call-template name="cell"><xsl:with-param name="width" select="2494"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="l:text('catalogue.total')"/></xsl:call-template>
        <xsl:apply-templates select="$totals" mode="numbers"/>
      </w:tr>
    </w:tbl>
    <xsl:call-template name="behind-table"/>
  </xsl:template>

  <xsl:template match="c:list | c:totals" mode="numbers">
    <xsl:variable name="own" select="."/>
    <xsl:for-each select="str:tokenize($labels.lists, ' ')[position() &gt; 1]">
      <xsl:variable name="column" select="position() + 1"/>
      <xsl:call-template name="cell">
        <xsl:with-param name="width" select="str:tokenize($widths.lists, ' ')[position() = $column]"/>
        <xsl:with-param name="style" select="'QzHead'"/>
        <xsl:with-param name="text" select="$own/@*[local-name() = substring-after(current(), '.')]"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== findings ==== -->

  <xsl:template match="c:list">
    <xsl:variable name="list" select="."/>
    <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
    <xsl:call-template name="caption"><xsl:with-param name="text" select="string($name)"/></xsl:call-template>
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="'1700 11056'"/><xsl:with-param name="caption" select="string($name)"/></xsl:call-template>
      <xsl:apply-templates select="." mode="facts"/>
    </w:tbl>
    <xsl:call-template name="behind-table"/>
    <xsl:for-each select="$kinds">
      <xsl:variable name="found" select="$list/c:finding[@kind = string(current())]"/>
      <xsl:if test="$found">
        <xsl:call-template name="found-table"><xsl:with-param name="kind" select="string(.)"/><xsl:with-param name="found" select="$found"/></xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- All findings of a kind have the same sides. -->
  <xsl:template name="found-table">
    <xsl:param name="kind"/>
    <xsl:param name="found"/>
    <xsl:variable name="heading"><xsl:call-template name="kind-heading"><xsl:with-param name="kind" select="$kind"/><xsl:with-param name="n" select="count($found)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="both" select="$found/c:model and $found/c:own"/>
    <xsl:variable name="widths" select="concat(substring($widths.both, 1, number($both) * 100), substring($widths.one, 1, number(not($both)) * 100))"/>
    <xsl:call-template name="caption"><xsl:with-param name="style" select="'Heading2'"/><xsl:with-param name="text" select="string($heading)"/></xsl:call-template>
    <w:tbl>
      <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths"/><xsl:with-param name="caption" select="string($heading)"/></xsl:call-template>
      <xsl:call-template name="head-row">
        <xsl:with-param name="widths" select="$widths"/>
        <xsl:with-param name="labels"><xsl:if test="$found/c:model">column.model </xsl:if><xsl:if test="$found/c:own">column.own </xsl:if>column.what column.done</xsl:with-param>
      </xsl:call-template>
      <xsl:apply-templates select="$found"><xsl:with-param name="widths" select="str:tokenize($widths, ' ')"/></xsl:apply-templates>
    </w:tbl>
    <xsl:call-template name="behind-table"/>
  </xsl:template>

  <xsl:template match="c:finding">
    <xsl:param name="widths"/>
    <xsl:variable name="said"><xsl:apply-templates select="." mode="said"/></xsl:variable>
    <w:tr>
      <xsl:if test="c:model"><xsl:call-template name="items"><xsl:with-param name="width" select="$widths[1]"/><xsl:with-param name="items" select="c:model"/></xsl:call-template></xsl:if>
      <xsl:if test="c:own"><xsl:call-template name="items"><xsl:with-param name="width" select="$widths[1]"/><xsl:with-param name="items" select="c:own"/></xsl:call-template></xsl:if>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$widths[last() - 1]"/><xsl:with-param name="lines" select="exsl:node-set($said)/line"/></xsl:call-template>
      <xsl:call-template name="cell"><xsl:with-param name="width" select="$widths[last()]"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="items">
    <xsl:param name="width"/>
    <xsl:param name="items"/>
    <xsl:variable name="names"><xsl:for-each select="$items"><line><xsl:apply-templates select="." mode="called"/></line></xsl:for-each></xsl:variable>
    <xsl:call-template name="cell"><xsl:with-param name="width" select="$width"/><xsl:with-param name="lines" select="exsl:node-set($names)/line"/></xsl:call-template>
  </xsl:template>

  <!-- ==== items of the catalogue ==== -->

  <xsl:template name="gap-table">
    <xsl:if test="c:gap">
      <xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('catalogue.gaps')"/></xsl:call-template>
      <w:tbl>
        <xsl:call-template name="table-head"><xsl:with-param name="widths" select="$widths.gaps"/><xsl:with-param name="caption" select="l:text('catalogue.gaps')"/></xsl:call-template>
        <xsl:call-template name="head-row"><xsl:with-param name="widths" select="$widths.gaps"/><xsl:with-param name="labels" select="'column.model column.lists column.missing-in'"/></xsl:call-template>
        <xsl:for-each select="c:gap">
          <w:tr>
            <xsl:call-template name="cell"><xsl:with-param name="width" select="6000"/><xsl:with-param name="text"><xsl:apply-templates select="." mode="called"/></xsl:with-param></xsl:call-template>
            <xsl:call-template name="cell"><xsl:with-param name="width" select="900"/><xsl:with-param name="style" select="'QzHead'"/><xsl:with-param name="text" select="@missing"/></xsl:call-template>
            <xsl:call-template name="cell">
              <xsl:with-param name="width" select="5856"/>
              <xsl:with-param name="text"><xsl:for-each select="c:in"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="@file"/></xsl:for-each></xsl:with-param>
            </xsl:call-template>
          </w:tr>
        </xsl:for-each>
      </w:tbl>
      <xsl:call-template name="behind-table"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
