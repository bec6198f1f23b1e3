<?xml version="1.0" encoding="UTF-8"?>
<!--
  Word: the document as a Flat OPC package, laid out by GB/T 9704—2012. One
  file a package part; the program zips the parts.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:s="urn:quanze:stage:1"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s pkg">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/columns.xsl"/>
  <xsl:include href="../common/decisions.xsl"/>
  <xsl:include href="../common/repairs.xsl"/>
  <xsl:include href="../common/places.xsl"/>
  <xsl:include href="parameters.xsl"/>
  <xsl:include href="relationships.xsl"/>
  <xsl:include href="properties.xsl"/>
  <xsl:include href="styles.xsl"/>
  <xsl:include href="settings.xsl"/>
  <xsl:include href="page-numbers.xsl"/>
  <xsl:include href="sections.xsl"/>
  <xsl:include href="letter.xsl"/>
  <xsl:include href="cover.xsl"/>
  <xsl:include href="index.xsl"/>
  <xsl:include href="table.xsl"/>
  <xsl:include href="types.xsl"/>
  <xsl:include href="cell.xsl"/>
  <xsl:include href="cards.xsl"/>
  <xsl:include href="appendix.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" standalone="yes"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:table q:columns q:item"/>

  <!-- a4, a3: the paper of the table, landscape. -->
  <xsl:param name="paper" select="'a4'"/>
  <!-- The number on the 附件 label; none: no label. -->
  <xsl:param name="annex" select="''"/>
  <!-- yes, no: with the list of repairs and open questions. -->
  <xsl:param name="appendix" select="'yes'"/>

  <!-- Some of its items, for the places where they are drawn. They take their namespaces from the frame, which declares w alone for sure. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items>
      <s:stream name="index"><xsl:if test="$index = 'items' and $item-count &gt; $index.from"><xsl:apply-templates select="q:table" mode="index"/></xsl:if></s:stream>
      <s:stream name="rows"><xsl:apply-templates select="q:table" mode="rows"/></s:stream>
    </s:items>
  </xsl:template>

  <xsl:template match="/q:list" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"> <!-- declared once, for all sections -->
    <pkg:package>
      <xsl:if test="$part = 'frame'"><s:shared><xsl:copy-of select="$heads.root/head"/></s:shared></xsl:if>
      <xsl:call-template name="part.relationships"/>
      <pkg:part pkg:name="/word/document.xml"
                pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document><w:body><xsl:apply-templates select="." mode="body"/></w:body></w:document>
        </pkg:xmlData>
      </pkg:part>
      <xsl:call-template name="part.styles"/>
      <xsl:call-template name="part.settings"/>
      <xsl:call-template name="part.fonts"/>
      <xsl:call-template name="parts.page-numbers"/>
      <xsl:call-template name="parts.appendix-numbers"/>
      <xsl:call-template name="parts.properties"/>
    </pkg:package>
  </xsl:template>

  <xsl:template match="q:list" mode="body">
    <xsl:call-template name="cover"/>
    <xsl:call-template name="index"/>
    <xsl:call-template name="caption"/>
    <xsl:apply-templates select="q:table"/>
    <xsl:variable name="last"><xsl:apply-templates select="q:table[last()]" mode="layout"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$has-appendix">
        <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section-of"><xsl:with-param name="layout" select="$last"/></xsl:call-template></w:pPr></w:p>
        <xsl:call-template name="appendix"/>
        <xsl:call-template name="section.portrait"><xsl:with-param name="own" select="'Appendix'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
        <xsl:call-template name="section-of"><xsl:with-param name="layout" select="$last"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The annex's label and the title. -->
  <xsl:template name="caption">
    <xsl:if test="$annex != ''">
      <w:p>
        <w:pPr><w:pStyle w:val="QzAnnex"/></w:pPr>
        <xsl:call-template name="run">
          <xsl:with-param name="text"><xsl:value-of select="l:text('docx.annex')"/><xsl:value-of select="$annex"/></xsl:with-param>
        </xsl:call-template>
      </w:p>
      <w:p><w:pPr><w:pStyle w:val="QzAnnex"/></w:pPr></w:p>
    </xsl:if>
    <w:p>
      <xsl:variable name="own" select="q:head/q:title and not($meta[@key = 'title'])"/>
      <!-- What stands in for a title that the source lacks must not be taken for one. -->
      <w:pPr><w:pStyle w:val="{substring('Title', 1, 5 * $own)}{substring('QzCaption', 1, 9 * not($own))}"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text"><xsl:apply-templates select="." mode="title"/></xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <!-- A run of text. -->
  <xsl:template name="run">
    <xsl:param name="text"/>
    <xsl:param name="style" select="''"/>
    <w:r>
      <w:rPr>
        <xsl:if test="$style != ''"><w:rStyle w:val="{$style}"/></xsl:if>
        <w:rFonts w:hint="eastAsia"/>
      </w:rPr>
      <xsl:choose> <!-- looking costs a tenth of translating -->
        <xsl:when test="contains($text, '&#9;') or contains($text, '&#10;') or contains($text, '&#13;')">
          <w:t xml:space="preserve"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></w:t>
        </xsl:when>
        <xsl:otherwise><w:t xml:space="preserve"><xsl:value-of select="$text"/></w:t></xsl:otherwise>
      </xsl:choose>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
