<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists held against a catalogue as a Word file, in the layout of the lists (GB/T
  9704—2012): title, what was held against what, the table of lists and room for
  seal and date on portrait pages, the items on landscape ones. Widths are twips
  (8844, 12756).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1" xmlns:q="urn:quanze:list:1"
                xmlns:str="http://exslt.org/strings" xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l c q str pkg">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="catalogue.xsl"/>
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

  <xsl:template match="/c:catalogue" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <pkg:package>
      <xsl:call-template name="part.relationships"/>
      <pkg:part pkg:name="/word/document.xml"
                pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document>
            <w:body>
              <xsl:call-template name="front"/>
              <xsl:choose>
                <xsl:when test="c:list/c:finding">
                  <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
                  <xsl:apply-templates select="c:list"/>
                  <xsl:call-template name="gap-table"/>
                  <xsl:call-template name="section.landscape"/>
                </xsl:when>
                <xsl:otherwise><xsl:call-template name="section.portrait"/></xsl:otherwise>
              </xsl:choose>
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

  <!-- ==== the first page ==== -->

  <xsl:template name="front">
    <w:p>
      <w:pPr><w:pStyle w:val="Title"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('catalogue.title')"/></xsl:call-template>
    </w:p>
    <xsl:call-template name="paragraph"><xsl:with-param name="text"><xsl:call-template name="intro"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact-table"/>
    <xsl:if test="count(c:list) &gt; 1">
      <xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('catalogue.lists')"/></xsl:call-template>
      <xsl:call-template name="list-table"/>
    </xsl:if>
    <xsl:if test="c:unread"><xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('catalogue.unread')"/></xsl:call-template></xsl:if>
    <xsl:for-each select="c:unread">
      <xsl:call-template name="paragraph"><xsl:with-param name="text" select="concat(@file, $l10n.colon, @reason)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="signature"/>
  </xsl:template>

  <xsl:template name="intro">
    <xsl:variable name="key"><xsl:choose><xsl:when test="$findings &gt; 0">catalogue.docx.intro</xsl:when><xsl:otherwise>catalogue.docx.clean</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="name"><xsl:call-template name="model-name"/></xsl:variable>
    <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(l:text(string($key)), '{lists}', string($totals/@lists)), '{items}', string($totals/@items)), '{findings}', string($findings)), '{name}', string($name))"/>
  </xsl:template>

  <!-- Seal, clerk and date, on one page and blank. -->
  <xsl:template name="signature">
    <w:p><w:pPr><w:pStyle w:val="QzSeal"/></w:pPr></w:p>
    <xsl:for-each select="$l10n.root/l:text[@key = 'catalogue.docx.seal' or @key = 'report.docx.who' or @key = 'report.docx.when']">
      <w:p>
        <w:pPr><w:pStyle w:val="QzSign"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== paragraphs ==== -->

  <xsl:template name="caption">
    <xsl:param name="text"/>
    <xsl:param name="style" select="'Heading1'"/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:param name="text"/>
    <xsl:param name="style" select="''"/>
    <w:p>
      <xsl:if test="$style"><w:pPr><w:pStyle w:val="{$style}"/></w:pPr></xsl:if>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="run">
    <xsl:param name="text"/>
    <w:r>
      <w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>
      <w:t xml:space="preserve"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></w:t>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
