<?xml version="1.0" encoding="UTF-8"?>
<!--
  The cover, where an office states the issuing body, the document's number or
  its date (no statement, no cover): places by GB/T 9704—2012, 7.2 and 7.3.
  And the index with links of a long list. Their styles begin with Qz: for the
  reader of our own files these pages are no part of the list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s">

  <xsl:variable name="meta" select="/q:list/q:head/q:meta"/>

  <xsl:template name="cover">
    <xsl:if test="$meta[@key = 'body' or @key = 'number' or @key = 'date']">
      <xsl:apply-templates select="$meta[@key = 'body']" mode="cover"><xsl:with-param name="style" select="'QzMark'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'number']" mode="cover"><xsl:with-param name="style" select="'QzNumber'"/></xsl:apply-templates>
      <w:p>
        <w:pPr><w:pStyle w:val="QzCoverTitle"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text"><xsl:apply-templates select="." mode="title"/></xsl:with-param></xsl:call-template>
      </w:p>
      <w:p><w:pPr><w:pStyle w:val="QzSealRoom"/></w:pPr></w:p>
      <xsl:apply-templates select="$meta[@key = 'body']" mode="cover"><xsl:with-param name="style" select="'QzSeal'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'date']" mode="cover"><xsl:with-param name="style" select="'QzSeal'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'contact']" mode="cover"><xsl:with-param name="style" select="'QzNote'"/></xsl:apply-templates>
      <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:meta" mode="cover">
    <xsl:param name="style"/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text"><xsl:apply-templates select="." mode="cover-text"/></xsl:with-param></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:meta" mode="cover-text"><xsl:value-of select="."/></xsl:template>

  <!-- 2026年1月5日: no leading zeros (7.3.5.4). -->
  <xsl:template match="q:meta[@key = 'date']" mode="cover-text">
    <xsl:variable name="text" select="l:text('docx.date')"/>
    <xsl:value-of select="substring-before($text, '{y}')"/>
    <xsl:value-of select="number(substring(., 1, 4))"/>
    <xsl:value-of select="substring-before(substring-after($text, '{y}'), '{m}')"/>
    <xsl:value-of select="number(substring(., 6, 2))"/>
    <xsl:value-of select="substring-before(substring-after($text, '{m}'), '{d}')"/>
    <xsl:value-of select="number(substring(., 9, 2))"/>
    <xsl:value-of select="substring-after($text, '{d}')"/>
  </xsl:template>

  <!-- 附注 stands in brackets (7.3.7). -->
  <xsl:template match="q:meta[@key = 'contact']" mode="cover-text">
    <xsl:variable name="text" select="l:text('docx.contact')"/>
    <xsl:value-of select="concat(substring-before($text, '{contact}'), ., substring-after($text, '{contact}'))"/>
  </xsl:template>

  <!-- ==== index ==== -->

  <!-- Sheets and power types at outline levels, so that Word's navigation pane shows them; each item a link. -->
  <xsl:template name="index">
    <xsl:if test="$item-count &gt; $index.from">
      <w:p>
        <w:pPr><w:pStyle w:val="QzIndexTitle"/></w:pPr>
        <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.index'"/></xsl:call-template>
      </w:p>
      <xsl:for-each select="q:table">
        <xsl:if test="../q:table[2] and @sheet">
          <w:p>
            <w:pPr><w:pStyle w:val="QzIndexSheet"/></w:pPr>
            <xsl:call-template name="run"><xsl:with-param name="text" select="string(@sheet)"/></xsl:call-template>
          </w:p>
        </xsl:if>
        <xsl:apply-templates select="." mode="index"/>
      </xsl:for-each>
      <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:table" mode="index">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'index'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="q:item[not(@s:beside)]" mode="index">
          <xsl:with-param name="table" select="string($number)"/>
          <xsl:with-param name="first" select="sum(@s:before)"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:item" mode="index">
    <xsl:param name="table"/>
    <xsl:param name="first"/>
    <xsl:variable name="type" select="string(q:powerType)"/>
    <xsl:if test="$type != '' and $type != string(preceding-sibling::q:item[1]/q:powerType)">
      <w:p>
        <w:pPr><w:pStyle w:val="QzIndexType"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="$type"/></xsl:call-template>
      </w:p>
    </xsl:if>
    <w:p>
      <w:pPr><w:pStyle w:val="QzIndex"/></w:pPr>
      <w:hyperlink w:anchor="item_{$table}_{$first + position()}" w:history="1">
        <xsl:call-template name="run"><xsl:with-param name="text" select="normalize-space(concat(q:serial, ' ', q:name))"/></xsl:call-template>
      </w:hyperlink>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
