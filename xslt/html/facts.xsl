<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the page says of the list as a whole: its title, who published it and
  when, whom to ask, and the other forms of it that stand beside the page.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l q str">

  <!-- Outputs of the same run, as "docx xlsx"; the address of the page's file without its extension. -->
  <xsl:param name="downloads"/>
  <xsl:param name="beside"/>

  <!-- As the office states it, as written, else made of the body's name: a file's name is no title. -->
  <xsl:template match="q:list" mode="page-title">
    <xsl:variable name="body"><xsl:call-template name="publisher"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="q:head/q:meta[@key = 'title']"><xsl:value-of select="q:head/q:meta[@key = 'title']"/></xsl:when>
      <xsl:when test="normalize-space(q:head/q:title)"><xsl:value-of select="q:head/q:title"/></xsl:when>
      <xsl:when test="normalize-space($body)"><xsl:value-of select="str:replace(l:text('html.title-of'), '{body}', normalize-space($body))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('html.untitled')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="publisher">
    <xsl:value-of select="q:head/q:meta[@key = 'body']"/>
    <xsl:if test="not(q:head/q:meta[@key = 'body'])"><xsl:value-of select="q:head/q:body"/></xsl:if>
  </xsl:template>

  <xsl:template name="facts">
    <dl class="facts">
      <xsl:apply-templates select="q:head/q:meta[@key = 'body']" mode="fact"/>
      <xsl:if test="normalize-space(q:head/q:body) and not(q:head/q:body = q:head/q:meta[@key = 'body'])">
        <div><dt lang="{$lang}"><xsl:value-of select="l:text('body')"/></dt><dd><xsl:value-of select="q:head/q:body"/></dd></div>
      </xsl:if>
      <xsl:apply-templates select="q:head/q:meta[@key = 'region']" mode="fact"/>
      <xsl:apply-templates select="q:head/q:meta[@key = 'number']" mode="fact"/>
      <xsl:apply-templates select="q:head/q:meta[@key = 'date']" mode="fact"/>
      <xsl:apply-templates select="q:head/q:meta[@key = 'contact']" mode="fact"/>
      <div><dt lang="{$lang}"><xsl:value-of select="l:text('items.count')"/></dt><dd><xsl:value-of select="count(q:table/q:item)"/></dd></div>
      <xsl:for-each select="q:head/q:source[not(contains($left-out-parts, ' source '))]">
        <div><dt lang="{$lang}"><xsl:value-of select="l:text('source')"/></dt><dd><xsl:value-of select="@file"/></dd></div>
      </xsl:for-each>
    </dl>
    <xsl:call-template name="downloads"/>
  </xsl:template>

  <xsl:template match="q:meta" mode="fact">
    <div><dt lang="{$lang}"><xsl:value-of select="l:text(concat('html.meta.', @key))"/></dt><dd><xsl:apply-templates select="." mode="fact-text"/></dd></div>
  </xsl:template>

  <xsl:template match="q:meta" mode="fact-text"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="q:meta[@key = 'date']" mode="fact-text">
    <time datetime="{.}">
      <xsl:value-of select="str:replace(str:replace(str:replace(l:text('docx.date'), '{y}', string(number(substring(., 1, 4)))),
        '{m}', string(number(substring(., 6, 2)))), '{d}', string(number(substring(., 9, 2))))"/>
    </time>
  </xsl:template>

  <!-- Links are made of the output's own name, percent-encoded, never of source text. -->
  <xsl:template name="downloads">
    <xsl:if test="normalize-space($downloads) and $beside">
      <p class="downloads" lang="{$lang}">
        <xsl:value-of select="concat(l:text('html.downloads'), $l10n.colon)"/>
        <xsl:for-each select="str:tokenize($downloads)">
          <a href="{concat($beside, '.', .)}" download="download"><xsl:value-of select="l:text(concat('html.download.', .))"/></a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
