<?xml version="1.0" encoding="UTF-8"?>
<!--
  Plain text for terminals and mail: one block an item. Every paragraph is one
  line here; the program breaks long ones, hanging behind leading blanks and a
  marker, or behind a label that begins a line (see emit/wrap.h). Source text
  but the title never begins a line: it stands behind a label or an indent.
  The elements do not show; they keep libxslt from growing one text node, which
  would take quadratic time.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q s exsl">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/columns.xsl"/>
  <xsl:include href="../common/decisions.xsl"/>
  <xsl:include href="../common/repairs.xsl"/>
  <xsl:include href="fields.xsl"/>
  <xsl:include href="appendix.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:table q:item q:columns"/>

  <xsl:variable name="rule" select="'────────────────────&#10;'"/>
  <xsl:variable name="double-rule" select="'════════════════════&#10;'"/>

  <xsl:template match="/q:list">
    <text>
      <xsl:variable name="title"><xsl:apply-templates select="." mode="title"/></xsl:variable>
      <xsl:value-of select="concat(normalize-space($title), '&#10;', $double-rule)"/>
      <xsl:value-of select="concat(l:text('items.count'), $l10n.colon, count(q:table/q:item), '&#10;')"/>
      <xsl:apply-templates select="q:table"/>
      <xsl:call-template name="omitted"/>
      <xsl:call-template name="decisions"/>
      <xsl:call-template name="repairs"/>
    </text>
  </xsl:template>

  <!-- Some of its items. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items><s:stream name="items"><xsl:apply-templates select="q:table" mode="items"/></s:stream></s:items>
  </xsl:template>

  <xsl:template match="q:table">
    <table>
      <xsl:if test="../q:table[2] and normalize-space(concat(@title, @sheet)) != ''">
        <xsl:value-of select="concat('&#10;', $double-rule)"/>
        <xsl:choose>
          <xsl:when test="@title"><xsl:value-of select="normalize-space(@title)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space(@sheet)"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
      <xsl:apply-templates select="." mode="items"/>
    </table>
  </xsl:template>

  <xsl:template match="q:table" mode="items">
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'items'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="columns"><xsl:apply-templates select="q:columns/q:column" mode="known"/></xsl:variable>
        <xsl:apply-templates select="q:item[not(@s:beside)]"><xsl:with-param name="columns" select="exsl:node-set($columns)/*"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The label before a value on its line, and above lines of their own. -->
  <xsl:template match="q:column" mode="drawn">
    <xsl:variable name="head"><xsl:apply-templates select="." mode="head"/></xsl:variable>
    <xsl:attribute name="beside"><xsl:value-of select="concat(normalize-space($head), $l10n.colon)"/></xsl:attribute>
    <xsl:attribute name="above"><xsl:value-of select="concat(normalize-space($head), normalize-space($l10n.colon))"/></xsl:attribute>
  </xsl:template>

  <!-- A column's label and what the item holds in it; nothing when that is nothing. -->
  <xsl:template match="q:item">
    <xsl:param name="columns"/>
    <xsl:variable name="elements" select="*"/>
    <item>
      <xsl:text>&#10;</xsl:text>
      <xsl:value-of select="$rule"/>
      <xsl:if test="@section"><xsl:call-template name="section"/></xsl:if>
      <xsl:for-each select="$columns">
        <xsl:variable name="content"><xsl:apply-templates select="." mode="content"><xsl:with-param name="elements" select="$elements"/></xsl:apply-templates></xsl:variable>
        <xsl:variable name="text" select="string($content)"/>
        <xsl:if test="normalize-space($text)">
          <column>
            <xsl:choose>
              <xsl:when test="starts-with($text, '&#10;')"><xsl:value-of select="concat(@above, $text)"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="concat(@beside, $text)"/></xsl:otherwise>
            </xsl:choose>
          </column>
        </xsl:if>
      </xsl:for-each>
      <xsl:apply-templates select="q:extra[@label = '']" mode="unplaced"/>
    </item>
  </xsl:template>

  <xsl:template name="section">
    <xsl:variable name="section"><xsl:apply-templates select="." mode="section"/></xsl:variable>
    <xsl:if test="string($section)"><xsl:value-of select="concat($section, '&#10;&#10;')"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
