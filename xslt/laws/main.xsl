<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a person is to review of a register made of texts, as a page: each
  derived move with both texts side by side and the words that differ. No script.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:r="urn:quanze:law-review:1" exclude-result-prefixes="l r">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:param name="day"/>
  <!-- the program marks the words of so many lines; the table has all -->
  <xsl:variable name="most" select="1000"/>
  <xsl:variable name="old.label" select="l:text('laws.old')"/>
  <xsl:variable name="new.label" select="l:text('laws.new')"/>
  <xsl:variable name="before" select="l:text('laws.before')"/>
  <xsl:variable name="behind" select="l:text('laws.behind')"/>
  <xsl:variable name="likeness.label" select="l:text('laws.likeness')"/>

  <xsl:template match="/r:review">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:value-of select="l:text('laws.title')"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body>
        <header>
          <h1><xsl:value-of select="l:text('laws.title')"/></h1>
          <p><xsl:value-of select="l:text('laws.lead')"/></p>
          <p class="facts"><xsl:value-of select="concat($day, ' · ', l:text('laws.lines'), count(r:line), ' · ', l:text('laws.legend'))"/></p>
        </header>
        <main>
          <xsl:if test="not(r:line)"><p><xsl:value-of select="l:text('laws.none')"/></p></xsl:if>
          <xsl:apply-templates select="r:line[position() &lt;= $most]"/>
          <xsl:if test="count(r:line) &gt; $most"><p class="more"><xsl:value-of select="concat(l:text('laws.more'), count(r:line) - $most)"/></p></xsl:if>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="r:line">
    <section id="line{position()}" class="{@kind}">
      <h2>
        <span class="law">《<xsl:value-of select="@law"/>》</span><xsl:text> </xsl:text>
        <span class="move">
          <xsl:if test="@from != ''"><xsl:value-of select="concat(@since, ' ', $before, @from, $behind)"/></xsl:if>
          <xsl:text> → </xsl:text>
          <xsl:value-of select="concat(@day, ' ')"/>
          <xsl:choose>
            <xsl:when test="@to = 'unknown'"><xsl:value-of select="l:text('laws.unknown')"/></xsl:when>
            <xsl:when test="@to = ''">删去</xsl:when>
            <xsl:otherwise><xsl:value-of select="concat($before, @to, $behind)"/></xsl:otherwise>
          </xsl:choose>
        </span>
      </h2>
      <p class="facts">
        <b><xsl:value-of select="l:text(concat('laws.kind.', @kind))"/></b>
        <xsl:if test="@likeness"><xsl:value-of select="concat(' ', $likeness.label, ' ', @likeness)"/></xsl:if>
        <xsl:if test="@penalty"><xsl:text> </xsl:text><b><xsl:value-of select="l:text('laws.penalty')"/></b></xsl:if>
        <xsl:if test="@reviewed"><xsl:text> </xsl:text><b><xsl:value-of select="l:text('laws.reviewed')"/></b></xsl:if>
        <xsl:if test="@mark"><xsl:text> </xsl:text><code><xsl:value-of select="@mark"/></code></xsl:if>
      </p>
      <div class="texts">
        <div><p class="label"><xsl:value-of select="$old.label"/></p><p><xsl:apply-templates select="r:old/node()"/></p></div>
        <div><p class="label"><xsl:value-of select="$new.label"/></p><p><xsl:apply-templates select="r:new/node()"/></p></div>
      </div>
    </section>
  </xsl:template>

  <xsl:template match="r:old/r:d"><del><xsl:value-of select="."/></del></xsl:template>
  <xsl:template match="r:new/r:d"><ins><xsl:value-of select="."/></ins></xsl:template>
</xsl:stylesheet>
