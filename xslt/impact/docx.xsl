<?xml version="1.0" encoding="UTF-8"?>
<!--
  The worklist as a Word file (调整建议表), in the layout of the lists (GB/T
  9704—2012): title, what was looked at, room for seal and date on portrait pages,
  the tables on landscape ones. Widths are twips (8844, 12756).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:i="urn:quanze:impact:1" xmlns:q="urn:quanze:list:1"
                xmlns:str="http://exslt.org/strings" xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l i q str pkg">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="impact.xsl"/>
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

  <xsl:template match="/i:impact" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <pkg:package>
      <xsl:call-template name="part.relationships"/>
      <pkg:part pkg:name="/word/document.xml"
                pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document>
            <w:body>
              <xsl:call-template name="front"/>
              <xsl:choose>
                <xsl:when test="i:body">
                  <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
                  <xsl:apply-templates select="i:body"/>
                  <xsl:call-template name="changed-articles"/>
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
      <!-- Broken by its sense: behind the law's name. -->
      <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
      <xsl:variable name="break" select="string-length($law/@name) &gt; 8 and contains($title, '》')"/>
      <xsl:if test="$break">
        <xsl:call-template name="run"><xsl:with-param name="text" select="concat('《', $law/@name, '》')"/></xsl:call-template>
        <w:r><w:br/></w:r>
      </xsl:if>
      <xsl:call-template name="run">
        <xsl:with-param name="text"><xsl:choose><xsl:when test="$break"><xsl:value-of select="substring-after($title, concat('《', $law/@name, '》'))"/></xsl:when><xsl:otherwise><xsl:value-of select="$title"/></xsl:otherwise></xsl:choose></xsl:with-param>
      </xsl:call-template>
    </w:p>
    <xsl:call-template name="paragraph"><xsl:with-param name="text"><xsl:call-template name="intro"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact-table"/>
    <xsl:if test="count(i:body) &gt; 1">
      <xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('impact.bodies')"/></xsl:call-template>
      <xsl:call-template name="body-table"/>
    </xsl:if>
    <xsl:call-template name="unread"/>
    <xsl:call-template name="signature"/>
  </xsl:template>

  <xsl:template name="intro">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="not($bodies)">impact.docx.clean</xsl:when>
        <xsl:when test="$law/i:repealed">impact.docx.intro-repealed</xsl:when>
        <xsl:otherwise>impact.docx.intro</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="counted"><xsl:with-param name="text" select="str:replace(l:text(string($key)), '{bodies}', string(count($bodies)))"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="unread">
    <xsl:if test="i:unread"><xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('impact.unread')"/></xsl:call-template></xsl:if>
    <xsl:for-each select="i:unread">
      <xsl:call-template name="paragraph"><xsl:with-param name="text" select="concat(@file, $l10n.colon, @reason)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- Seal, clerk and date, on one page and blank. -->
  <xsl:template name="signature">
    <w:p><w:pPr><w:pStyle w:val="QzSeal"/></w:pPr></w:p>
    <xsl:for-each select="$l10n.root/l:text[@key = 'impact.docx.seal' or @key = 'report.docx.who' or @key = 'report.docx.when']">
      <w:p>
        <w:pPr><w:pStyle w:val="QzSign"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== texts of both versions ==== -->

  <xsl:template name="changed-articles">
    <xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('impact.articles')"/></xsl:call-template>
    <xsl:call-template name="article-table"/>
    <xsl:if test="$texts">
      <xsl:call-template name="caption"><xsl:with-param name="text" select="l:text('impact.texts')"/></xsl:call-template>
      <xsl:call-template name="paragraph"><xsl:with-param name="text" select="l:text('impact.texts-note')"/></xsl:call-template>
      <xsl:apply-templates select="$texts" mode="text"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="i:article" mode="text">
    <w:p>
      <w:pPr><w:pStyle w:val="Heading2"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template><xsl:text> → </xsl:text>
          <xsl:apply-templates select="." mode="now"/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
    <xsl:for-each select="i:line">
      <w:p><xsl:apply-templates select="node()" mode="run"/></w:p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="i:del | i:ins | text()" mode="run">
    <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/><xsl:with-param name="mark" select="local-name()"/></xsl:call-template>
  </xsl:template>

  <!-- ==== paragraphs ==== -->

  <xsl:template name="caption">
    <xsl:param name="text"/>
    <w:p>
      <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="paragraph">
    <xsl:param name="text"/>
    <w:p><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></w:p>
  </xsl:template>

  <xsl:template name="run">
    <xsl:param name="text"/>
    <xsl:param name="mark" select="''"/>
    <w:r>
      <w:rPr>
        <w:rFonts w:hint="eastAsia"/>
        <xsl:if test="$mark = 'del'"><w:strike/></xsl:if>
        <xsl:if test="$mark = 'ins'"><w:u w:val="single"/></xsl:if>
      </w:rPr>
      <w:t xml:space="preserve"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></w:t>
    </w:r>
  </xsl:template>
</xsl:stylesheet>
