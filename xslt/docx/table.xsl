<?xml version="1.0" encoding="UTF-8"?>
<!-- The table: one row an item, the source's columns in their order, the header repeated on every page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="q exsl str">

  <xsl:variable name="table-width" select="12756"/>

  <xsl:template match="q:table">
    <xsl:if test="count(../q:table) &gt; 1">
      <w:p>
        <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="@sheet"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </w:p>
    </xsl:if>
    <xsl:variable name="grid"><xsl:apply-templates select="q:columns" mode="grid"/></xsl:variable>
    <w:tbl>
      <xsl:call-template name="table.properties"/>
      <w:tblGrid><xsl:copy-of select="exsl:node-set($grid)/w:gridCol"/></w:tblGrid>
      <xsl:apply-templates select="q:columns" mode="header">
        <xsl:with-param name="grid" select="exsl:node-set($grid)/w:gridCol"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="q:item">
        <xsl:with-param name="grid" select="exsl:node-set($grid)/w:gridCol"/>
      </xsl:apply-templates>
    </w:tbl>
  </xsl:template>

  <xsl:template name="table.properties">
    <w:tblPr>
      <w:tblStyle w:val="QzTable"/>
      <w:tblW w:w="{$table-width}" w:type="dxa"/>
      <w:tblLayout w:type="fixed"/>
      <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
      <w:tblCaption><xsl:attribute name="w:val"><xsl:apply-templates select=".." mode="title"/></xsl:attribute></w:tblCaption>
      <w:tblDescription>
        <xsl:attribute name="w:val"><xsl:call-template name="text"><xsl:with-param name="key" select="'docx.description'"/></xsl:call-template></xsl:attribute>
      </w:tblDescription>
    </w:tblPr>
  </xsl:template>

  <!-- Widths as measured by the program, else shares by what the field usually holds; the last column takes the rest. -->
  <xsl:template match="q:columns" mode="grid">
    <xsl:variable name="measured" select="str:tokenize($widths, ' ')"/>
    <xsl:variable name="shares"><xsl:apply-templates select="q:column" mode="share"/></xsl:variable>
    <xsl:variable name="share" select="exsl:node-set($shares)/share"/>
    <xsl:variable name="total" select="sum($share)"/>
    <xsl:variable name="plain"><xsl:for-each select="$share"><w:gridCol w:w="{floor(. * $table-width div $total)}"/></xsl:for-each></xsl:variable>
    <xsl:choose>
      <xsl:when test="count($measured) = count(q:column)">
        <xsl:for-each select="$measured"><w:gridCol w:w="{.}"/></xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="exsl:node-set($plain)/w:gridCol">
          <w:gridCol>
            <xsl:attribute name="w:w">
              <xsl:value-of select="@w:w + (position() = last()) * ($table-width - sum(../w:gridCol/@w:w))"/>
            </xsl:attribute>
          </w:gridCol>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:column" mode="share">
    <share>
      <xsl:choose>
        <xsl:when test="@field = 'serial'">5</xsl:when>
        <xsl:when test="@field = 'basis'">34</xsl:when>
        <xsl:when test="@field = 'duties' or @field = 'accountability'">20</xsl:when>
        <xsl:when test="@field = 'dutiesBasis'">18</xsl:when>
        <xsl:when test="@field = 'name' or @field = 'departmentDuty'">14</xsl:when>
        <xsl:when test="@field = 'body' or @field = 'level' or @field = 'code'">11</xsl:when>
        <xsl:otherwise>8</xsl:otherwise>
      </xsl:choose>
    </share>
  </xsl:template>

  <xsl:template match="q:columns" mode="header">
    <xsl:param name="grid"/>
    <w:tr>
      <w:trPr><w:tblHeader/></w:trPr>
      <xsl:for-each select="q:column">
        <xsl:variable name="at" select="position()"/>
        <w:tc>
          <w:tcPr><w:tcW w:w="{$grid[$at]/@w:w}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>
          <w:p>
            <w:pPr><w:pStyle w:val="QzHead"/></w:pPr>
            <xsl:call-template name="run"><xsl:with-param name="text"><xsl:apply-templates select="." mode="label"/></xsl:with-param></xsl:call-template>
          </w:p>
        </w:tc>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <xsl:template match="q:item">
    <xsl:param name="grid"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="ordinal" select="position()"/>
    <w:tr>
      <xsl:for-each select="../q:columns/q:column">
        <xsl:variable name="at" select="position()"/>
        <xsl:variable name="content">
          <xsl:call-template name="column-content">
            <xsl:with-param name="item" select="$item"/>
            <xsl:with-param name="column" select="."/>
          </xsl:call-template>
          <xsl:if test="$at = last()"><xsl:apply-templates select="$item/q:extra[@label = '']" mode="unplaced"/></xsl:if>
        </xsl:variable>
        <w:tc>
          <w:tcPr><w:tcW w:w="{$grid[$at]/@w:w}" w:type="dxa"/></w:tcPr>
          <xsl:copy-of select="$content"/>
          <xsl:if test="not(exsl:node-set($content)/w:p)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
        </w:tc>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <!-- ==== what stands in a cell ==== -->

  <xsl:template match="q:serial | q:code | q:name | q:subItem | q:body | q:office" mode="field">
    <xsl:if test="string(.)">
      <xsl:call-template name="cell-paragraph"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="field">
    <xsl:variable name="remark"><xsl:apply-templates select="." mode="remark"/></xsl:variable>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:if test="string(.)"><xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template></xsl:if>
      <xsl:if test="string($remark)">
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="string($remark)"/>
          <xsl:with-param name="style" select="'QzSuggestion'"/>
        </xsl:call-template>
      </xsl:if>
    </w:p>
  </xsl:template>

  <xsl:template match="*" mode="field">
    <xsl:apply-templates select="q:p | q:ol/q:li | q:ol//q:li" mode="cell"/>
  </xsl:template>

  <xsl:template match="q:extra" mode="unplaced">
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text"><xsl:call-template name="text"><xsl:with-param name="key" select="'extra.unplaced'"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="style" select="'QzSuggestion'"/>
      </xsl:call-template>
    </w:p>
    <xsl:apply-templates select="." mode="field"/>
  </xsl:template>

  <xsl:template match="q:p" mode="cell" name="cell-paragraph">
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:li" mode="cell">
    <xsl:variable name="own"><xsl:for-each select="text() | q:cite"><xsl:value-of select="."/></xsl:for-each></xsl:variable>
    <xsl:variable name="depth" select="count(ancestor::q:ol)"/>
    <w:p>
      <w:pPr>
        <w:pStyle w:val="Qz{substring('ListItem', 1, 8 * boolean(@marker))}{substring('Item', 1, 4 * not(@marker))}"/>
        <xsl:if test="$depth &gt; 1"><w:ind w:left="{210 * $depth}"/></xsl:if>
      </w:pPr>
      <xsl:if test="@marker">
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="string(@marker)"/>
          <xsl:with-param name="style" select="'QzMarker'"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($own)"/></xsl:call-template>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
