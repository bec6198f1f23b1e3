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
                xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="l q s">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
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
      <xsl:if test="count(../q:table) &gt; 1">
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
      <xsl:otherwise><xsl:apply-templates select="q:item[not(@s:beside)]"><xsl:with-param name="columns" select="q:columns/q:column"/></xsl:apply-templates></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:item">
    <xsl:param name="columns"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="section"><xsl:apply-templates select="." mode="section"/></xsl:variable>
    <item>
      <xsl:value-of select="concat('&#10;', $rule)"/>
      <xsl:if test="string($section)"><xsl:value-of select="concat($section, '&#10;&#10;')"/></xsl:if>
      <xsl:for-each select="$columns">
        <xsl:call-template name="column"><xsl:with-param name="item" select="$item"/></xsl:call-template>
      </xsl:for-each>
      <xsl:apply-templates select="q:extra[@label = '']" mode="unplaced"/>
    </item>
  </xsl:template>

  <!-- A column's label and what the item holds in it; nothing when that is nothing. -->
  <xsl:template name="column">
    <xsl:param name="item"/>
    <xsl:variable name="content">
      <xsl:call-template name="column-content">
        <xsl:with-param name="item" select="$item"/>
        <xsl:with-param name="column" select="."/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="normalize-space($content)">
      <column>
        <xsl:variable name="label"><xsl:apply-templates select="." mode="label"/></xsl:variable>
        <xsl:value-of select="normalize-space($label)"/>
        <xsl:if test="not(normalize-space($label))"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if>
        <xsl:choose>
          <xsl:when test="starts-with($content, '&#10;')"><xsl:value-of select="normalize-space($l10n.colon)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$l10n.colon"/></xsl:otherwise>
        </xsl:choose>
        <xsl:value-of select="$content"/>
      </column>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
