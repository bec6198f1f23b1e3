<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists held against a catalogue as plain text, for terminals and mail. The program
  breaks long lines (emit/wrap.h); source text stands behind a label, a number or an indent.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l c exsl">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="catalogue.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/c:catalogue">
    <text>
      <xsl:value-of select="concat(l:text('catalogue.title'), '&#10;════════════════════&#10;')"/>
      <xsl:call-template name="facts"/>
      <xsl:apply-templates select="c:list"/>
      <xsl:call-template name="gaps"/>
      <xsl:if test="c:unread"><xsl:call-template name="heading"><xsl:with-param name="text" select="l:text('catalogue.unread')"/></xsl:call-template></xsl:if>
      <xsl:for-each select="c:unread"><line><xsl:value-of select="concat('  - ', @file, $l10n.colon, @reason, '&#10;')"/></line></xsl:for-each>
    </text>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <line><xsl:value-of select="concat(l:text($key), $l10n.colon, $value, '&#10;')"/></line>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:param name="text"/>
    <line><xsl:value-of select="concat('&#10;', $text, '&#10;────────────────────&#10;')"/></line>
  </xsl:template>

  <xsl:template match="c:list">
    <xsl:variable name="list" select="."/>
    <xsl:call-template name="heading"><xsl:with-param name="text">[<xsl:value-of select="position()"/>] <xsl:apply-templates select="." mode="name"/></xsl:with-param></xsl:call-template>
    <xsl:apply-templates select="." mode="facts"/>
    <xsl:for-each select="$kinds">
      <xsl:variable name="found" select="$list/c:finding[@kind = string(current())]"/>
      <xsl:if test="$found">
        <line>
          <xsl:text>&#10;■ </xsl:text>
          <xsl:call-template name="kind-heading"><xsl:with-param name="kind" select="string(.)"/><xsl:with-param name="n" select="count($found)"/></xsl:call-template>
          <xsl:text>&#10;</xsl:text>
        </line>
        <xsl:apply-templates select="$found"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The item; of both sides, each with whose it is. -->
  <xsl:template match="c:finding">
    <xsl:choose>
      <xsl:when test="c:model and c:own">
        <xsl:for-each select="c:model | c:own">
          <line>
            <xsl:value-of select="substring('  -     ', 1 + 4 * number(position() &gt; 1), 4)"/>
            <xsl:value-of select="concat(l:text(concat('catalogue.column.', local-name())), $l10n.colon)"/>
            <xsl:apply-templates select="." mode="called"/><xsl:text>&#10;</xsl:text>
          </line>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><line><xsl:text>  - </xsl:text><xsl:apply-templates select="c:model | c:own" mode="called"/><xsl:text>&#10;</xsl:text></line></xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="said"><xsl:apply-templates select="." mode="said"/></xsl:variable>
    <xsl:for-each select="exsl:node-set($said)/line"><line><xsl:value-of select="concat('      ', ., '&#10;')"/></line></xsl:for-each>
  </xsl:template>

  <xsl:template name="gaps">
    <xsl:if test="c:gap">
      <xsl:call-template name="heading"><xsl:with-param name="text" select="l:text('catalogue.gaps')"/></xsl:call-template>
      <xsl:for-each select="c:gap">
        <line>
          <xsl:text>  - </xsl:text><xsl:apply-templates select="." mode="called"/><xsl:value-of select="$l10n.colon"/>
          <xsl:for-each select="c:in"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="@file"/></xsl:for-each>
          <xsl:text>&#10;</xsl:text>
        </line>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
