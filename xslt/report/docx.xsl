<?xml version="1.0" encoding="UTF-8"?>
<!--
  The report as a sheet for the files (退回修改意见), laid out as the lists' Word
  files are (GB/T 9704—2012, portrait): title, addressee, what was found, a table of
  findings by item, room for seal, clerk and date. Addressee, seal, clerk and date are
  the office's to fill in: the program does not know them. Widths are twips (8844).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:rep="urn:quanze:report:1" xmlns:q="urn:quanze:list:1"
                xmlns:str="http://exslt.org/strings" xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l rep q str pkg">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="report.xsl"/>
  <xsl:include href="docx-table.xsl"/>
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

  <xsl:template match="/rep:report" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <pkg:package>
      <xsl:call-template name="part.relationships"/>
      <pkg:part pkg:name="/word/document.xml"
                pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document>
            <w:body>
              <xsl:apply-templates select="rep:input"/>
              <xsl:call-template name="section.portrait"/>
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

  <!-- One list, from a new page on. -->
  <xsl:template match="rep:input">
    <w:p>
      <w:pPr><w:pStyle w:val="Title"/><xsl:if test="position() &gt; 1"><w:pageBreakBefore/></xsl:if></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text"><xsl:apply-templates select="." mode="title"/></xsl:with-param></xsl:call-template>
    </w:p>
    <xsl:call-template name="addressee"/>
    <xsl:call-template name="paragraph"><xsl:with-param name="text"><xsl:apply-templates select="." mode="intro"/></xsl:with-param></xsl:call-template>
    <xsl:if test="rep:fixed">
      <xsl:call-template name="paragraph"><xsl:with-param name="text"><xsl:apply-templates select="." mode="since"/></xsl:with-param></xsl:call-template>
    </xsl:if>
    <xsl:if test="rep:more">
      <xsl:call-template name="paragraph">
        <xsl:with-param name="text">
          <xsl:call-template name="counts"><xsl:with-param name="text" select="l:text('report.not-shown')"/><xsl:with-param name="counts" select="rep:more"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="rep:finding or rep:item or rep:shared or rep:fixed/rep:item or rep:law">
      <!-- 7.3.4: where there is an annex, its title stands below the text. -->
      <w:p><w:pPr><w:pStyle w:val="QzNote"/></w:pPr></w:p>
      <xsl:call-template name="paragraph"><xsl:with-param name="text" select="concat(l:text('docx.annex'), $l10n.colon, l:text('report.docx.annex'))"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="signature"/>
    <xsl:if test="rep:finding or rep:item or rep:shared or rep:fixed/rep:item or rep:law"><xsl:call-template name="annex"/></xsl:if>
  </xsl:template>

  <!-- 7.3.6: on a page of its own, the label on the first line, the title on the third. -->
  <xsl:template name="annex">
    <w:p>
      <w:pPr><w:pStyle w:val="QzAnnex"/><w:pageBreakBefore/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('docx.annex')"/></xsl:call-template>
    </w:p>
    <w:p><w:pPr><w:pStyle w:val="QzAnnex"/></w:pPr></w:p>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCaption"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('report.docx.annex')"/></xsl:call-template>
    </w:p>
    <xsl:if test="rep:finding or rep:item or rep:shared"><xsl:call-template name="findings"/></xsl:if>
    <xsl:call-template name="fixed"/>
    <xsl:call-template name="laws"/>
  </xsl:template>

  <!-- 7.3.1: flush left, a colon behind it; the name is left to be written. -->
  <xsl:template name="addressee">
    <w:p>
      <w:pPr><w:pStyle w:val="QzAddressee"/></w:pPr>
      <w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">　　　　　　　　　　</w:t></w:r>
      <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('report.docx.to')"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="rep:input" mode="intro">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="@list = 'false'">report.docx.unread</xsl:when>
        <xsl:when test="rep:finding or rep:item or rep:shared">report.docx.intro</xsl:when>
        <xsl:otherwise>report.docx.clean</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="list">
      <xsl:choose>
        <xsl:when test="rep:title"><xsl:value-of select="str:replace(l:text('report.docx.list'), '{title}', normalize-space(rep:title))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="l:text('report.docx.untitled')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="file"><xsl:apply-templates select="." mode="file"/></xsl:variable>
    <xsl:variable name="day"><xsl:call-template name="date"><xsl:with-param name="date" select="string(../@asOf)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="counted">
      <xsl:call-template name="counts"><xsl:with-param name="text" select="l:text(string($key))"/><xsl:with-param name="counts" select="rep:totals"/></xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(string($counted), '{day}', string($day)), '{items}', string(@items)),
      '{list}', string($list)), '{file}', string($file))"/>
  </xsl:template>

  <!-- 2026年1月5日: no leading zeros (7.3.5.4). -->
  <xsl:template name="date">
    <xsl:param name="date"/>
    <xsl:value-of select="str:replace(str:replace(str:replace(l:text('docx.date'), '{y}', string(number(substring($date, 1, 4)))),
      '{m}', string(number(substring($date, 6, 2)))), '{d}', string(number(substring($date, 9, 2))))"/>
  </xsl:template>

  <xsl:template name="fixed">
    <xsl:if test="rep:fixed/rep:item">
      <w:p>
        <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('report.fixed')"/></xsl:call-template>
      </w:p>
      <xsl:for-each select="rep:fixed/rep:item">
        <xsl:call-template name="paragraph">
          <xsl:with-param name="text">
            <xsl:apply-templates select="." mode="name"/>
            <xsl:if test="@name or @serial"><xsl:value-of select="$l10n.colon"/></xsl:if>
            <xsl:for-each select="rep:finding"><xsl:apply-templates select="." mode="sentence"/></xsl:for-each>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="laws">
    <xsl:if test="rep:law">
      <w:p>
        <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('report.laws')"/></xsl:call-template>
      </w:p>
      <xsl:call-template name="paragraph"><xsl:with-param name="text" select="l:text('report.laws-note')"/></xsl:call-template>
      <xsl:call-template name="paragraph">
        <xsl:with-param name="text">
          <xsl:for-each select="rep:law">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
            <xsl:value-of select="concat('《', ., '》', @citations)"/>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Seal, clerk and date, on one page and blank. -->
  <xsl:template name="signature">
    <w:p><w:pPr><w:pStyle w:val="QzSeal"/></w:pPr></w:p>
    <xsl:for-each select="$l10n.root/l:text[@key = 'report.docx.seal' or @key = 'report.docx.who' or @key = 'report.docx.when']">
      <w:p>
        <w:pPr><w:pStyle w:val="QzSign"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:param name="text"/>
    <w:p><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></w:p>
  </xsl:template>

  <xsl:template name="run">
    <xsl:param name="text"/>
    <xsl:param name="marked" select="false()"/>
    <w:r>
      <w:rPr>
        <w:rFonts w:hint="eastAsia"/>
        <xsl:if test="$marked"><w:u w:val="single"/></xsl:if>
      </w:rPr>
      <w:t xml:space="preserve"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></w:t>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
