<?xml version="1.0" encoding="UTF-8"?>
<!--
  The table of findings: a row that names the item, and below it a row for each
  finding: its number, level and place, what was found with the words of the source
  (what it is about underlined), and what is asked of the department.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:str="http://exslt.org/strings" xmlns:l="urn:quanze:l10n:1" xmlns:rep="urn:quanze:report:1"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l rep str">

  <!-- Number, level and place, finding, reply. -->
  <xsl:variable name="width.number" select="680"/>
  <xsl:variable name="width.where" select="1500"/>
  <xsl:variable name="width.reply" select="2664"/>
  <xsl:variable name="width.what" select="8844 - $width.number - $width.where - $width.reply"/>

  <xsl:template name="findings">
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="QzTable"/>
        <w:tblW w:w="8844" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
        <w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
        <w:tblCaption w:val="{l:text('report.findings')}"/>
        <w:tblDescription w:val="{l:text('report.docx.description')}"/>
      </w:tblPr>
      <w:tblGrid>
        <w:gridCol w:w="{$width.number}"/><w:gridCol w:w="{$width.where}"/><w:gridCol w:w="{$width.what}"/><w:gridCol w:w="{$width.reply}"/>
      </w:tblGrid>
      <w:tr>
        <w:trPr><w:tblHeader/></w:trPr>
        <xsl:call-template name="head"><xsl:with-param name="width" select="$width.number"/><xsl:with-param name="key" select="'report.docx.number'"/></xsl:call-template>
        <xsl:call-template name="head"><xsl:with-param name="width" select="$width.where"/><xsl:with-param name="key" select="'report.docx.where'"/></xsl:call-template>
        <xsl:call-template name="head"><xsl:with-param name="width" select="$width.what"/><xsl:with-param name="key" select="'report.docx.what'"/></xsl:call-template>
        <xsl:call-template name="head"><xsl:with-param name="width" select="$width.reply"/><xsl:with-param name="key" select="'report.docx.reply'"/></xsl:call-template>
      </w:tr>
      <!-- In the order of the document: those of the whole list stand first. -->
      <xsl:apply-templates select="rep:finding | rep:item/rep:finding | rep:shared/rep:finding" mode="row"/>
    </w:tbl>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
  </xsl:template>

  <xsl:template name="head">
    <xsl:param name="width"/>
    <xsl:param name="key"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="QzHead"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="l:text($key)"/></xsl:call-template>
      </w:p>
    </w:tc>
  </xsl:template>

  <xsl:template match="rep:finding" mode="row">
    <!-- The first finding of an item, of the list as a whole, of those that many items share. -->
    <xsl:if test="not(preceding-sibling::*[1][self::rep:finding]) and not(../preceding-sibling::*[1][self::rep:shared])"><xsl:call-template name="item-row"/></xsl:if>
    <w:tr>
      <w:tc>
        <w:tcPr><w:tcW w:w="{$width.number}" w:type="dxa"/></w:tcPr>
        <w:p><w:pPr><w:pStyle w:val="QzHead"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="position()"/></xsl:call-template></w:p>
      </w:tc>
      <w:tc>
        <w:tcPr><w:tcW w:w="{$width.where}" w:type="dxa"/></w:tcPr>
        <xsl:call-template name="where"/>
      </w:tc>
      <w:tc>
        <w:tcPr><w:tcW w:w="{$width.what}" w:type="dxa"/></w:tcPr>
        <xsl:call-template name="cell-paragraph"><xsl:with-param name="text"><xsl:call-template name="sentence"/></xsl:with-param></xsl:call-template>
        <xsl:choose>
          <xsl:when test="parent::rep:shared"><xsl:call-template name="cell-paragraph"><xsl:with-param name="text"><xsl:apply-templates select=".." mode="places"/></xsl:with-param></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="rep:excerpt"/></xsl:otherwise>
        </xsl:choose>
      </w:tc>
      <w:tc>
        <w:tcPr><w:tcW w:w="{$width.reply}" w:type="dxa"/></w:tcPr>
        <xsl:call-template name="cell-paragraph"><xsl:with-param name="text"><xsl:apply-templates select="." mode="reply"/></xsl:with-param></xsl:call-template>
      </w:tc>
    </w:tr>
  </xsl:template>

  <xsl:template name="item-row">
    <w:tr>
      <w:tc>
        <w:tcPr><w:tcW w:w="8844" w:type="dxa"/><w:gridSpan w:val="4"/><w:shd w:val="clear" w:color="auto" w:fill="E6E6E6"/></w:tcPr>
        <w:p>
          <w:pPr><w:pStyle w:val="QzLabel"/><w:keepNext/></w:pPr>
          <xsl:call-template name="run">
            <xsl:with-param name="text">
              <xsl:choose>
                <xsl:when test="parent::rep:item"><xsl:apply-templates select=".." mode="name"/></xsl:when>
                <xsl:when test="parent::rep:shared"><xsl:value-of select="l:text('report.docx.shared')"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="l:text('report.whole')"/></xsl:otherwise>
              </xsl:choose>
            </xsl:with-param>
          </xsl:call-template>
        </w:p>
      </w:tc>
    </w:tr>
  </xsl:template>

  <!-- 错误（新出现） / 权力类型 / 13:3 -->
  <xsl:template name="where">
    <xsl:call-template name="cell-paragraph">
      <xsl:with-param name="text">
        <xsl:value-of select="l:text(concat('severity.', @severity))"/>
        <xsl:if test="@state"><xsl:value-of select="concat('（', l:text(concat('state.', @state)), '）')"/></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:if test="@label"><xsl:call-template name="cell-paragraph"><xsl:with-param name="text" select="@label"/></xsl:call-template></xsl:if>
    <xsl:if test="@pos and not(parent::rep:shared)"><xsl:call-template name="cell-paragraph"><xsl:with-param name="text" select="str:decode-uri(@pos)"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template match="rep:excerpt">
    <w:p>
      <w:pPr><w:pStyle w:val="QzItem"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="concat(l:text('report.source'), substring('…', 1, number(boolean(@cutBefore))))"/></xsl:call-template>
      <xsl:for-each select="node()">
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="marked" select="boolean(self::rep:mark)"/></xsl:call-template>
      </xsl:for-each>
      <xsl:if test="@cutAfter"><xsl:call-template name="run"><xsl:with-param name="text" select="'…'"/></xsl:call-template></xsl:if>
    </w:p>
  </xsl:template>

  <xsl:template name="cell-paragraph">
    <xsl:param name="text"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
