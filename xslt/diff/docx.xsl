<?xml version="1.0" encoding="UTF-8"?>
<!--
  权责清单调整情况对照表 for Word: the package and the look of the lists
  (docx/main.xsl), another body. What was added and deleted can be told in
  black and white: bold and underlined, struck through.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q exsl">
  <xsl:include href="../docx/main.xsl"/>
  <xsl:include href="../l10n/others.zh-CN.xml"/>
  <xsl:include href="../l10n/others.en.xml"/>
  <xsl:include href="marked.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="counts.xsl"/>
  <xsl:include href="comparison.xsl"/>

  <!-- yes, no: with a table of the items that are kept. -->
  <xsl:param name="kept" select="'no'"/>

  <xsl:template match="q:list[@diff]" mode="body" priority="1">
    <xsl:call-template name="cover"/>
    <xsl:call-template name="caption"/>
    <xsl:call-template name="revisions"/>
    <xsl:variable name="sections"><xsl:call-template name="sections"/></xsl:variable>
    <xsl:for-each select="exsl:node-set($sections)/section">
      <xsl:call-template name="section-heading"/>
      <xsl:apply-templates select="." mode="section"/>
    </xsl:for-each>
    <w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p>
    <xsl:call-template name="section.landscape"/>
  </xsl:template>

  <!-- ==== front ==== -->

  <xsl:template name="revisions">
    <xsl:call-template name="line">
      <xsl:with-param name="label" select="l:text('diff.old')"/>
      <xsl:with-param name="text"><xsl:apply-templates select="$diff.old" mode="revision"><xsl:with-param name="items" select="$diff.summary/@old"/></xsl:apply-templates></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="line">
      <xsl:with-param name="label" select="l:text('diff.new')"/>
      <xsl:with-param name="text"><xsl:apply-templates select="$diff.new" mode="revision"><xsl:with-param name="items" select="$diff.summary/@new"/></xsl:apply-templates></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="legend"/>
  </xsl:template>

  <!-- A line above the tables, of the size of their text. -->
  <xsl:template name="line">
    <xsl:param name="label"/>
    <xsl:param name="text"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="concat($label, $l10n.colon, $text)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="legend">
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'diff.legend'"/></xsl:call-template>
      <xsl:call-template name="legend-entry"><xsl:with-param name="text" select="l:text('diff.legend.ins')"/><xsl:with-param name="style" select="'QzInserted'"/></xsl:call-template>
      <xsl:call-template name="legend-entry"><xsl:with-param name="text" select="l:text('diff.legend.del')"/><xsl:with-param name="style" select="'QzDeleted'"/></xsl:call-template>
      <xsl:if test="$diff.ignored != 'layout'">
        <xsl:call-template name="legend-entry"><xsl:with-param name="text" select="l:text('diff.legend.layout')"/><xsl:with-param name="style" select="'QzForm'"/></xsl:call-template>
      </xsl:if>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'diff.legend.gap'"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="legend-entry">
    <xsl:param name="text"/>
    <xsl:param name="style"/>
    <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
    <xsl:call-template name="run"><xsl:with-param name="text" select="l:text('diff.legend.stop')"/></xsl:call-template>
  </xsl:template>

  <!-- ==== sections ==== -->

  <!-- Those that there are; @name of a kind, or what else stands in it. -->
  <xsl:template name="sections">
    <section name="summary" title="{l:text('diff.summary')}"/>
    <xsl:if test="$diff.summary/q:citation"><section name="citations" title="{l:text('diff.citations')}"/></xsl:if>
    <xsl:if test="$diff.list-changes"><section name="list" title="{l:text('diff.list')}"/></xsl:if>
    <xsl:for-each select="$diff.kinds[@name != 'kept' or $kept = 'yes']">
      <xsl:variable name="n" select="$diff.summary/@*[name() = current()/@name]"/>
      <xsl:if test="$n &gt; 0">
        <section name="{@name}" before="{sum($diff.summary/@*[name() = current()/preceding-sibling::kind/@name])}">
          <xsl:attribute name="title">
            <xsl:call-template name="fill">
              <xsl:with-param name="key" select="'diff.count'"/>
              <xsl:with-param name="values"><kind><xsl:value-of select="l:text(concat('diff.kind.', @name))"/></kind><n><xsl:value-of select="$n"/></n></xsl:with-param>
            </xsl:call-template>
          </xsl:attribute>
        </section>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- 一、调整汇总: where links of the summary lead. -->
  <xsl:template name="section-heading">
    <xsl:variable name="numerals" select="l:text('diff.numerals')"/>
    <w:p>
      <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
      <w:bookmarkStart w:id="{1000000 + position()}" w:name="section_{@name}"/>
      <w:bookmarkEnd w:id="{1000000 + position()}"/>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="fill">
            <xsl:with-param name="key" select="'diff.heading'"/>
            <xsl:with-param name="values">
              <n><xsl:value-of select="substring($numerals, position(), 1)"/><xsl:if test="not(string($numerals))"><xsl:value-of select="position()"/></xsl:if></n>
              <title><xsl:value-of select="@title"/></title>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="section[@name = 'summary']" mode="section" priority="1"><xsl:call-template name="counts"/></xsl:template>

  <xsl:template match="section[@name = 'citations']" mode="section" priority="1">
    <xsl:for-each select="$diff.summary/q:citation">
      <w:p>
        <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:apply-templates select="." mode="sentence"/>
            <xsl:call-template name="fill">
              <xsl:with-param name="key" select="'diff.citation.items'"/>
              <xsl:with-param name="values"><n><xsl:value-of select="@items"/></n></xsl:with-param>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="section[@name = 'list']" mode="section" priority="1">
    <xsl:for-each select="$diff.list-changes">
      <w:p>
        <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== styles of the marks ==== -->

  <xsl:template match="q:list[@diff]" mode="styles" priority="1">
    <!-- A header stays with the row below it. -->
    <w:style w:type="paragraph" w:styleId="QzColumn">
      <w:name w:val="Qz Column"/><w:basedOn w:val="QzHead"/><w:pPr><w:keepNext/></w:pPr>
    </w:style>
    <w:style w:type="character" w:styleId="QzInserted">
      <w:name w:val="Qz Inserted"/><w:rPr><w:b/><w:bCs/><w:u w:val="thick"/></w:rPr>
    </w:style>
    <w:style w:type="character" w:styleId="QzDeleted">
      <w:name w:val="Qz Deleted"/><w:rPr><w:strike/></w:rPr>
    </w:style>
    <w:style w:type="character" w:styleId="QzForm">
      <w:name w:val="Qz Form"/><w:rPr><w:u w:val="dotted"/></w:rPr>
    </w:style>
    <w:style w:type="character" w:styleId="QzFormDeleted">
      <w:name w:val="Qz Form Deleted"/><w:rPr><w:strike/><w:u w:val="dotted"/></w:rPr>
    </w:style>
  </xsl:template>
</xsl:stylesheet>
