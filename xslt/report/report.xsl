<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that page and Word sheet put to a report: what it is called, which
  words stand for a finding, texts with numbers in them.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:rep="urn:quanze:report:1"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l rep str">

  <!-- Whether anything is to be corrected. -->
  <xsl:template match="rep:report" mode="title">
    <xsl:variable name="key"><xsl:choose><xsl:when test="rep:input[rep:finding or rep:item or rep:shared]">report.title</xsl:when><xsl:otherwise>report.title-clean</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:value-of select="l:text(string($key))"/>
  </xsl:template>

  <xsl:template match="rep:input" mode="title">
    <xsl:variable name="key"><xsl:choose><xsl:when test="rep:finding or rep:item or rep:shared">report.title</xsl:when><xsl:otherwise>report.title-clean</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:value-of select="l:text(string($key))"/>
  </xsl:template>

  <!-- What the list is called: its title, else whose it is, else the file. -->
  <xsl:template match="rep:input" mode="name">
    <xsl:choose>
      <xsl:when test="rep:title"><xsl:value-of select="normalize-space(rep:title)"/></xsl:when>
      <xsl:when test="rep:body"><xsl:value-of select="normalize-space(rep:body)"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="." mode="file"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name of the file: its folders are the office's own business. -->
  <xsl:template match="rep:input" mode="file">
    <xsl:value-of select="str:tokenize(@file, '/')[last()]"/>
  </xsl:template>

  <!-- 第 6 项　对……的处罚 -->
  <xsl:template match="rep:item" mode="name">
    <xsl:if test="@table"><xsl:value-of select="concat(normalize-space(@table), '　')"/></xsl:if>
    <xsl:if test="normalize-space(@serial)">
      <xsl:value-of select="str:replace(l:text('report.item'), '{n}', normalize-space(@serial))"/>
      <xsl:if test="@name"><xsl:text>　</xsl:text></xsl:if>
    </xsl:if>
    <xsl:value-of select="normalize-space(@name)"/>
  </xsl:template>

  <!-- The sentence, behind the name of its column where it does not begin with that. -->
  <xsl:template match="rep:finding" mode="sentence">
    <xsl:variable name="sentence"><xsl:call-template name="sentence"/></xsl:variable>
    <xsl:if test="@label and not(starts-with($sentence, @label))"><xsl:value-of select="concat(@label, $l10n.colon)"/></xsl:if>
    <xsl:value-of select="$sentence"/>
  </xsl:template>

  <!-- What a department can see in its file; what the program did with it is the office's. -->
  <xsl:template name="sentence">
    <xsl:value-of select="rep:seen"/>
    <xsl:if test="not(rep:seen)"><xsl:value-of select="rep:message"/></xsl:if>
  </xsl:template>

  <!-- 14 处：第 1–3、5 项; the places where items have no serials. -->
  <xsl:template match="rep:shared" mode="places">
    <xsl:value-of select="concat(str:replace(l:text('report.shared-count'), '{n}', string(count(rep:place))), $l10n.colon)"/>
    <xsl:choose>
      <xsl:when test="@items"><xsl:value-of select="@items"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="rep:place"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="str:decode-uri(@pos)"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="rep:place/@state">
      <xsl:value-of select="str:replace(str:replace(l:text('report.shared-states'), '{open}', string(count(rep:place[@state = 'open']))),
        '{new}', string(count(rep:place[@state = 'new'])))"/>
    </xsl:if>
  </xsl:template>

  <!-- What is asked of the department. -->
  <xsl:template match="rep:finding" mode="reply">
    <xsl:choose>
      <xsl:when test="rep:reply"><xsl:value-of select="rep:reply"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="rep:cure"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text with {error}, {warning}, {style} and {info}. -->
  <xsl:template name="counts">
    <xsl:param name="text"/>
    <xsl:param name="counts"/>
    <xsl:value-of select="str:replace(str:replace(str:replace(str:replace($text, '{error}', string($counts/@error)), '{warning}', string($counts/@warning)),
      '{style}', string($counts/@style)), '{info}', string($counts/@info))"/>
  </xsl:template>

  <!-- The comparison: counts of this input's own. -->
  <xsl:template match="rep:input" mode="since">
    <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(l:text('report.since'), '{day}', string(../rep:since/@asOf)),
      '{fixed}', string(rep:fixed/@findings)), '{open}', string(count(.//*[@state = 'open']))), '{new}', string(count(.//*[@state = 'new'])))"/>
    <xsl:if test="rep:fixed/@unjudged &gt; 0"><xsl:value-of select="str:replace(l:text('report.unjudged'), '{n}', string(rep:fixed/@unjudged))"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
