<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists with many columns: one table an item, a row for each column with its
  label, upright on A4. The rows up to the item's name are repeated where a card
  goes on, so that each page says whose it is; they stay with what follows.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="q s exsl">

  <xsl:variable name="card-width" select="8844"/>
  <xsl:variable name="label-width" select="1560"/>
  <!-- A name further down is not repeated: its page would have no room for the rest. -->
  <xsl:variable name="repeated-rows" select="4"/>

  <xsl:template name="cards"><xsl:apply-templates select="." mode="rows"/></xsl:template>

  <xsl:template name="item-cards">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:variable name="before"><xsl:apply-templates select="." mode="items-before"/></xsl:variable>
    <xsl:variable name="drawn"><xsl:call-template name="drawn-columns"/></xsl:variable>
    <xsl:variable name="name" select="count(exsl:node-set($drawn)/*[@field = 'name'][1]/preceding-sibling::*) + 1"/>
    <xsl:variable name="heads" select="1 + ($name - 1) * ($name &lt;= $repeated-rows)"/>
    <xsl:variable name="columns"><xsl:apply-templates select="exsl:node-set($drawn)/*" mode="labelled"><xsl:with-param name="heads" select="$heads"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="caption"><xsl:apply-templates select="/q:list" mode="title"/></xsl:variable>
    <xsl:apply-templates select="q:item[not(@s:beside)]" mode="card">
      <xsl:with-param name="columns" select="exsl:node-set($columns)/*"/>
      <xsl:with-param name="table" select="string($number)"/>
      <xsl:with-param name="before" select="number($before)"/>
      <xsl:with-param name="first" select="sum(@s:before)"/>
      <xsl:with-param name="heads" select="$heads"/>
      <xsl:with-param name="caption" select="string($caption)"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- A column with the cell of its label, which is the same in all cards. A label over columns without one stands beside all of them. -->
  <xsl:template match="*" mode="labelled">
    <xsl:param name="heads"/>
    <xsl:copy>
      <xsl:copy-of select="@*"/>
      <w:tc>
        <w:tcPr>
          <w:tcW w:w="{$label-width}" w:type="dxa"/>
          <xsl:if test="@bare"><w:vMerge w:val="continue"/></xsl:if>
          <xsl:if test="not(@bare) and following-sibling::*[1]/@bare"><w:vMerge w:val="restart"/></xsl:if>
        </w:tcPr>
        <w:p>
          <w:pPr><w:pStyle w:val="QzLabel"/><xsl:if test="position() &lt;= $heads"><w:keepNext/></xsl:if></w:pPr>
          <xsl:choose>
            <xsl:when test="@bare"/>
            <xsl:when test="normalize-space(@label) = @label and translate(@label, '“”‘’', '') = @label"><w:r><w:t><xsl:value-of select="@label"/></w:t></w:r></xsl:when> <!-- it stands in every card: short -->
            <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="text" select="string(@label)"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </w:p>
      </w:tc>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="q:item" mode="card">
    <xsl:param name="caption"/>
    <xsl:param name="columns"/>
    <xsl:param name="table"/>
    <xsl:param name="before"/>
    <xsl:param name="first"/>
    <xsl:param name="heads"/>
    <xsl:variable name="number" select="$first + position()"/>
    <xsl:variable name="bookmark">
      <xsl:call-template name="bookmark"><xsl:with-param name="table" select="$table"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="at" select="$number"/></xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="type-paragraph"><xsl:with-param name="table" select="$table"/></xsl:call-template>
    <xsl:variable name="section"><xsl:apply-templates select="." mode="section"/></xsl:variable>
    <xsl:if test="string($section)">
      <w:p><w:pPr><w:pStyle w:val="QzSection"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="string($section)"/></xsl:call-template></w:p>
    </xsl:if>
    <w:tbl>
      <xsl:call-template name="table.properties">
        <xsl:with-param name="width" select="$card-width"/>
        <xsl:with-param name="caption" select="$caption"/>
        <xsl:with-param name="name"><xsl:call-template name="item-name"><xsl:with-param name="serial" select="string($number)"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="labels" select="true()"/>
      </xsl:call-template>
      <w:tblGrid><w:gridCol w:w="{$label-width}"/><w:gridCol w:w="{$card-width - $label-width}"/></w:tblGrid>
      <xsl:apply-templates select="$columns" mode="card">
        <xsl:with-param name="item" select="."/>
        <xsl:with-param name="bookmark" select="exsl:node-set($bookmark)/*"/>
        <xsl:with-param name="heads" select="$heads"/>
      </xsl:apply-templates>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template match="*" mode="card">
    <xsl:param name="item"/>
    <xsl:param name="bookmark"/>
    <xsl:param name="heads"/>
    <w:tr>
      <xsl:if test="position() &lt;= $heads"><w:trPr><w:tblHeader/></w:trPr></xsl:if>
      <xsl:copy-of select="w:tc"/>
      <xsl:apply-templates select="." mode="cell">
        <xsl:with-param name="elements" select="$item/*"/>
        <xsl:with-param name="unplaced" select="$item/q:extra[@label = '']"/>
        <xsl:with-param name="marks" select="$appendix = 'yes'"/>
        <xsl:with-param name="bookmark" select="$bookmark"/>
      </xsl:apply-templates>
    </w:tr>
  </xsl:template>
</xsl:stylesheet>
