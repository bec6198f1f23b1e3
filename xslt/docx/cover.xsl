<?xml version="1.0" encoding="UTF-8"?>
<!--
  The cover, where an office states the issuing body, the document's number or
  its date (no statement, no cover): places by GB/T 9704—2012, 7.2 to 7.4. Its
  styles begin with Qz: for the reader of our own files it is no part of the list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:str="http://exslt.org/strings" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s str">

  <xsl:variable name="meta" select="/q:list/q:head/q:meta"/>

  <!-- The lines of the title, parted by line ends, as the program breaks them; none: as Word does. -->
  <xsl:param name="title-lines" select="''"/>

  <xsl:variable name="letter" select="boolean($meta[@key = 'addressee' or @key = 'text'])"/>

  <xsl:template name="cover">
    <xsl:if test="$meta[@key = 'body' or @key = 'number' or @key = 'date'] or $letter">
      <xsl:apply-templates select="$meta[@key = 'body']" mode="cover"><xsl:with-param name="style" select="'QzMark'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'number']" mode="cover"><xsl:with-param name="style" select="'QzNumber'"/></xsl:apply-templates>
      <w:p>
        <w:pPr><w:pStyle w:val="QzCoverTitle"/></w:pPr>
        <xsl:call-template name="title-lines"/>
      </w:p>
      <xsl:if test="$letter"><xsl:call-template name="letter"/></xsl:if>
      <w:p><w:pPr><w:pStyle w:val="QzSealRoom"/><xsl:if test="$letter"><w:spacing w:before="{$seal.below-text}"/></xsl:if></w:pPr></w:p>
      <xsl:apply-templates select="$meta[@key = 'body']" mode="cover"><xsl:with-param name="style" select="'QzSeal'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'date']" mode="cover"><xsl:with-param name="style" select="'QzSeal'"/></xsl:apply-templates>
      <xsl:apply-templates select="$meta[@key = 'contact']" mode="cover"><xsl:with-param name="style" select="'QzNote'"/></xsl:apply-templates>
      <xsl:call-template name="letter-foot"/>
      <w:p><w:pPr><w:pStyle w:val="QzBreak"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
    </xsl:if>
  </xsl:template>

  <!-- 7.3.1: lines that end at whole words. -->
  <xsl:template name="title-lines">
    <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($title-lines, '&#10;') and translate($title-lines, '&#10;', '') = string($title)">
        <xsl:for-each select="str:tokenize($title-lines, '&#10;')">
          <xsl:if test="position() &gt; 1"><w:r><w:br/></w:r></xsl:if>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="text" select="string($title)"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== letter ==== -->

  <!-- What is stated, else what the office's letter says, with its place-holders filled in. -->
  <xsl:template name="stated">
    <xsl:param name="of"/>
    <xsl:param name="otherwise"/>
    <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="$meta[@key = $of]"><xsl:value-of select="$meta[@key = $of]"/></xsl:when>
        <xsl:when test="contains($otherwise, '{title}')"><xsl:value-of select="l:fill($otherwise, 'title', string($title))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$otherwise"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($text, '{body}')"><xsl:value-of select="l:fill(string($text), 'body', string($meta[@key = 'body']))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="letter">
    <xsl:variable name="text"><xsl:call-template name="stated"><xsl:with-param name="of" select="'text'"/><xsl:with-param name="otherwise" select="$letter.text"/></xsl:call-template></xsl:variable>
    <xsl:variable name="annexes"><xsl:call-template name="stated"><xsl:with-param name="of" select="'annexes'"/><xsl:with-param name="otherwise" select="$letter.annexes"/></xsl:call-template></xsl:variable>
    <xsl:variable name="annex" select="str:tokenize(string($annexes), '|')"/>
    <xsl:if test="$meta[@key = 'addressee']">
      <w:p>
        <w:pPr><w:pStyle w:val="QzAddressee"/><w:spacing w:before="579"/></w:pPr>
        <xsl:variable name="to" select="normalize-space($meta[@key = 'addressee'])"/>
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="concat($to, substring('：', 1, number(translate(substring($to, string-length($to)), '：:', '') != '')))"/>
        </xsl:call-template>
      </w:p>
    </xsl:if>
    <xsl:for-each select="str:tokenize(string($text), '|')">
      <w:p>
        <w:pPr><w:pStyle w:val="QzLetter"/><xsl:if test="position() = last()"><w:keepNext/></xsl:if></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template>
      </w:p>
    </xsl:for-each>
    <xsl:for-each select="$annex"> <!-- 7.3.4: a blank line below the text; numbers where there are several -->
      <w:p>
        <w:pPr><w:pStyle w:val="QzAnnexes"/><xsl:if test="position() = 1"><w:spacing w:before="579"/></xsl:if></w:pPr>
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:if test="position() = 1"><xsl:value-of select="$letter.annexes.label"/></xsl:if>
            <xsl:if test="position() &gt; 1">　　　</xsl:if>
            <xsl:if test="last() &gt; 1"><xsl:value-of select="concat(position(), '. ')"/></xsl:if>
            <xsl:value-of select="normalize-space()"/>
          </xsl:with-param>
        </xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <!-- 版记 (7.4): at the foot of the page, between lines. -->
  <xsl:template name="letter-foot">
    <xsl:variable name="copies"><xsl:call-template name="stated"><xsl:with-param name="of" select="'copies'"/><xsl:with-param name="otherwise" select="$letter.copies"/></xsl:call-template></xsl:variable>
    <xsl:variable name="printed"><xsl:call-template name="stated"><xsl:with-param name="of" select="'printed'"/><xsl:with-param name="otherwise" select="$letter.printed"/></xsl:call-template></xsl:variable>
    <xsl:if test="normalize-space($copies)">
      <xsl:variable name="text" select="normalize-space($copies)"/>
      <w:p>
        <w:pPr><w:pStyle w:val="QzFoot"/><w:framePr w:w="8844" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="concat($letter.copies.label, $text, substring('。', 1, number(substring($text, string-length($text)) != '。')))"/></xsl:call-template>
      </w:p>
    </xsl:if>
    <xsl:if test="normalize-space($printed)">
      <xsl:variable name="day" select="normalize-space(concat(substring-after($printed, '|'), substring($meta[@key = 'date'], 1, 10 * not(contains($printed, '|')))))"/>
      <w:p>
        <w:pPr><w:pStyle w:val="QzFoot"/><w:framePr w:w="8844" w:hSpace="0" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="normalize-space(substring-before(concat($printed, '|'), '|'))"/></xsl:call-template>
        <xsl:if test="$day != ''">
          <w:r><w:tab/></w:r>
          <xsl:call-template name="run">
            <xsl:with-param name="text"><xsl:call-template name="cover-day"><xsl:with-param name="date" select="$day"/></xsl:call-template><xsl:value-of select="l:text('docx.printed')"/></xsl:with-param>
          </xsl:call-template>
        </xsl:if>
      </w:p>
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

  <xsl:template match="q:meta[@key = 'date']" mode="cover-text"><xsl:call-template name="cover-day"><xsl:with-param name="date" select="string(.)"/></xsl:call-template></xsl:template>

  <!-- 2026年1月5日: no leading zeros (7.3.5.4); a day written otherwise as it is. -->
  <xsl:template name="cover-day">
    <xsl:param name="date"/>
    <xsl:variable name="y" select="number(substring($date, 1, 4))"/>
    <xsl:variable name="m" select="number(substring($date, 6, 2))"/>
    <xsl:variable name="d" select="number(substring($date, 9, 2))"/>
    <xsl:choose>
      <xsl:when test="string-length($date) = 10 and $y = $y and $m = $m and $d = $d"><xsl:value-of select="l:fill(l:fill(l:fill(l:text('docx.date'), 'y', $y), 'm', $m), 'd', $d)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$date"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 附注 stands in brackets (7.3.7). -->
  <xsl:template match="q:meta[@key = 'contact']" mode="cover-text">
    <xsl:variable name="text" select="l:text('docx.contact')"/>
    <xsl:value-of select="concat(substring-before($text, '{contact}'), ., substring-after($text, '{contact}'))"/>
  </xsl:template>
</xsl:stylesheet>
