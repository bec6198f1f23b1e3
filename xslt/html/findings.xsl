<?xml version="1.0" encoding="UTF-8"?>
<!--
  Findings, when they are asked for: a column of their own beside the item, and
  above the list how many there are and those that belong to no item. The
  document holds them as s:finding (report/notes.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l q s str">

  <xsl:param name="findings" select="'no'"/>

  <xsl:template name="findings">
    <section aria-labelledby="page:findings">
      <h2 id="page:findings" lang="{$lang}"><xsl:value-of select="$html.findings"/></h2>
      <p lang="{$lang}">
        <xsl:choose>
          <xsl:when test="s:findings/@error + s:findings/@warning + s:findings/@style = 0"><xsl:value-of select="l:text('html.findings.none')"/></xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="str:replace(str:replace(str:replace(l:text('html.findings.counts'),
              '{error}', string(s:findings/@error)), '{warning}', string(s:findings/@warning)), '{style}', string(s:findings/@style))"/>
          </xsl:otherwise>
        </xsl:choose>
      </p>
      <xsl:if test="s:findings/s:finding">
        <h3 lang="{$lang}"><xsl:value-of select="l:text('html.findings.list')"/></h3>
        <ul class="found" lang="{$lang}"><xsl:apply-templates select="s:findings/s:finding"/></ul>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- The cell of an item. -->
  <xsl:template match="q:item" mode="findings">
    <xsl:param name="place"/>
    <td class="c{$place} findings" data-label="{$html.findings}">
      <xsl:if test="s:finding"><ul class="found" lang="{$lang}"><xsl:apply-templates select="s:finding"/></ul></xsl:if>
    </td>
  </xsl:template>

  <!-- Level and field, the sentence, what to do; behind it the rule, by which quanze explain tells more. -->
  <xsl:template match="s:finding">
    <xsl:variable name="level" select="@severity"/>
    <li class="{$level}">
      <b><xsl:value-of select="l:text(concat('severity.', $level))"/></b>
      <xsl:text> </xsl:text>
      <xsl:if test="@field and not(starts-with(s:message, l:text(concat('field.', @field))))">
        <xsl:value-of select="concat(l:text(concat('field.', @field)), $l10n.colon)"/>
      </xsl:if>
      <xsl:value-of select="s:message"/>
      <span class="cure"><xsl:value-of select="concat($html.cure, s:cure)"/></span>
      <xsl:apply-templates select="s:article"/>
      <span class="place"><xsl:value-of select="@rule"/><xsl:if test="@pos"><xsl:value-of select="concat(' · ', @pos)"/></xsl:if></span>
    </li>
  </xsl:template>

  <!-- The words in force of an article that is cited or quoted as it no longer stands. -->
  <xsl:template match="s:article">
    <details class="in-force">
      <summary><xsl:apply-templates select="." mode="article-name"/></summary>
      <xsl:for-each select="s:p"><p><xsl:value-of select="."/></p></xsl:for-each>
    </details>
  </xsl:template>

  <!-- The levels an item's findings have, for the filter; "none" where there are none. -->
  <xsl:template match="q:item" mode="levels">
    <xsl:if test="s:finding[@severity = 'error']"> error</xsl:if>
    <xsl:if test="s:finding[@severity = 'warning']"> warning</xsl:if>
    <xsl:if test="s:finding[@severity = 'style']"> style</xsl:if>
    <xsl:if test="not(s:finding)"> none</xsl:if>
  </xsl:template>

  <xsl:template name="level-filter">
    <div>
      <label for="page:level"><xsl:value-of select="$html.findings"/></label>
      <select id="page:level">
        <xsl:call-template name="any"/>
        <xsl:for-each select="str:tokenize('error warning style')">
          <option value="{.}"><xsl:value-of select="str:replace(l:text('html.findings.with'), '{level}', l:text(concat('severity.', .)))"/></option>
        </xsl:for-each>
        <option value="none"><xsl:value-of select="l:text('html.findings.without')"/></option>
      </select>
    </div>
  </xsl:template>

  <xsl:variable name="html.findings" select="l:text('html.findings')"/>
  <xsl:variable name="html.cure" select="l:text('html.cure')"/>
</xsl:stylesheet>
