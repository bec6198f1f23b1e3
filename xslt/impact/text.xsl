<?xml version="1.0" encoding="UTF-8"?>
<!--
  The worklist of an amendment as plain text, for terminals and mail: by department
  and item, each citation with what it is now and what to do. The program breaks
  long lines (emit/wrap.h); source text stands behind a label, a number or an indent.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:i="urn:quanze:impact:1" exclude-result-prefixes="l i">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="impact.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/i:impact">
    <text>
      <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
      <xsl:value-of select="concat($title, '&#10;════════════════════&#10;')"/>
      <xsl:call-template name="facts"/>
      <xsl:apply-templates select="i:body"/>
      <xsl:if test="$texts"><xsl:call-template name="changes"/></xsl:if>
      <xsl:call-template name="unread"/>
    </text>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <line><xsl:value-of select="concat(l:text($key), $l10n.colon, $value, '&#10;')"/></line>
  </xsl:template>

  <!-- 1. 某市应急管理局（…） -->
  <xsl:template match="i:body">
    <line>
      <xsl:text>&#10;[</xsl:text><xsl:value-of select="position()"/><xsl:text>] </xsl:text>
      <xsl:apply-templates select="." mode="name"/>
      <xsl:value-of select="$l10n.colon"/><xsl:apply-templates select="." mode="counts"/>
      <xsl:text>&#10;────────────────────&#10;</xsl:text>
    </line>
    <xsl:apply-templates select="i:item"/>
  </xsl:template>

  <xsl:template match="i:item">
    <line>
      <xsl:text>  - </xsl:text>
      <xsl:if test="normalize-space(@serial)"><xsl:value-of select="concat(normalize-space(@serial), '　')"/></xsl:if>
      <xsl:value-of select="normalize-space(@name)"/>
      <xsl:apply-templates select="." mode="stands"/>
      <xsl:text>&#10;</xsl:text>
    </line>
    <xsl:apply-templates select="i:citation"/>
  </xsl:template>

  <xsl:template match="i:citation">
    <line>
      <xsl:text>      · </xsl:text>
      <xsl:apply-templates select="." mode="field"/>
      <xsl:value-of select="$l10n.colon"/>
      <xsl:choose>
        <xsl:when test="count(i:article) = 1">
          <xsl:apply-templates select="." mode="cited"/><xsl:text> → </xsl:text>
          <xsl:apply-templates select="i:article" mode="now"/>
        </xsl:when>
        <xsl:when test="i:article">
          <xsl:for-each select="i:article"><xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.stop')"/></xsl:if><xsl:apply-templates select="." mode="now-of-several"/></xsl:for-each>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="cited"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="count(i:article) = 1">
        <xsl:variable name="change"><xsl:apply-templates select="i:article" mode="change"/></xsl:variable>
        <xsl:if test="string($change)"><xsl:value-of select="concat('（', $change, '）')"/></xsl:if>
      </xsl:if>
      <xsl:text>&#10;        </xsl:text>
      <xsl:apply-templates select="." mode="do"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:variable name="penalties"><xsl:apply-templates select="." mode="penalties"/></xsl:variable>
      <xsl:if test="string($penalties)"><xsl:value-of select="concat('        ', $penalties, '&#10;')"/></xsl:if>
    </line>
  </xsl:template>

  <!-- What changed in the words, article by article. -->
  <xsl:template name="changes">
    <line><xsl:value-of select="concat('&#10;', l:text('impact.texts'), '&#10;────────────────────&#10;')"/></line>
    <xsl:for-each select="/i:impact/i:article[i:change]">
      <xsl:variable name="old"><xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template></xsl:variable>
      <line><xsl:value-of select="concat('  ', $old, ' → ')"/><xsl:apply-templates select="." mode="now"/><xsl:text>&#10;</xsl:text></line>
      <xsl:for-each select="i:change"><line><xsl:value-of select="concat('      · ', @old, ' → ', @new, '&#10;')"/></line></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="unread">
    <xsl:if test="i:unread"><line><xsl:value-of select="concat('&#10;', l:text('impact.unread'), '&#10;────────────────────&#10;')"/></line></xsl:if>
    <xsl:for-each select="i:unread"><line><xsl:value-of select="concat('  - ', @file, $l10n.colon, @reason, '&#10;')"/></line></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
