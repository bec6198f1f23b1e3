<?xml version="1.0" encoding="UTF-8"?>
<!--
  Plain text for terminals and mail: one block an item. Every paragraph is one
  line here; leading blanks are its indent, and the program breaks long lines,
  hanging behind a list item's bullet or number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" xmlns:str="http://exslt.org/strings"
                exclude-result-prefixes="q str">
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:strip-space elements="q:list q:head q:table q:item q:columns"/>

  <xsl:variable name="rule" select="'────────────────────────────────────────'"/>

  <xsl:template match="/q:list">
    <xsl:apply-templates select="." mode="title"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:value-of select="translate($rule, '─', '═')"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:call-template name="labelled">
      <xsl:with-param name="key" select="'items.count'"/>
      <xsl:with-param name="value" select="count(q:table/q:item)"/>
    </xsl:call-template>
    <xsl:apply-templates select="q:table"/>
    <xsl:call-template name="omitted"/>
  </xsl:template>

  <xsl:template name="labelled">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <xsl:call-template name="text"><xsl:with-param name="key" select="$key"/></xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
    <xsl:value-of select="$value"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="q:table">
    <xsl:if test="count(../q:table) &gt; 1">
      <xsl:text>&#10;</xsl:text>
      <xsl:choose>
        <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@sheet"/></xsl:otherwise>
      </xsl:choose>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="q:item"/>
  </xsl:template>

  <xsl:template match="q:item">
    <xsl:text>&#10;</xsl:text>
    <xsl:value-of select="$rule"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:variable name="item" select="."/>
    <xsl:for-each select="../q:columns/q:column">
      <xsl:variable name="content">
        <xsl:call-template name="column-content">
          <xsl:with-param name="item" select="$item"/>
          <xsl:with-param name="column" select="."/>
        </xsl:call-template>
      </xsl:variable>
      <xsl:if test="string($content)">
        <xsl:apply-templates select="." mode="label"/>
        <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
        <xsl:value-of select="$content"/>
      </xsl:if>
    </xsl:for-each>
    <xsl:apply-templates select="q:extra[@label = '']" mode="unplaced"/>
  </xsl:template>

  <xsl:template match="q:extra" mode="unplaced">
    <xsl:call-template name="text"><xsl:with-param name="key" select="'extra.unplaced'"/></xsl:call-template>
    <xsl:apply-templates select="." mode="field"/>
  </xsl:template>

  <!-- Plain fields stand behind their label, blocks below it. -->
  <xsl:template match="q:serial | q:code | q:name | q:subItem | q:body | q:office" mode="field">
    <xsl:if test="normalize-space(.)">
      <xsl:value-of select="normalize-space(.)"/>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="field">
    <xsl:value-of select="normalize-space(.)"/>
    <xsl:apply-templates select="." mode="remark"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="field">
    <xsl:if test="* and not(preceding-sibling::*[1][local-name() = local-name(current()) and *])">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="q:p | q:ol" mode="block">
      <xsl:with-param name="indent" select="'  '"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="q:p" mode="block">
    <xsl:param name="indent"/>
    <xsl:value-of select="concat($indent, normalize-space(.), '&#10;')"/>
  </xsl:template>

  <xsl:template match="q:ol" mode="block">
    <xsl:param name="indent"/>
    <xsl:for-each select="q:li">
      <xsl:value-of select="$indent"/>
      <xsl:choose>
        <xsl:when test="@marker"><xsl:value-of select="concat(@marker, ' ')"/></xsl:when>
        <xsl:otherwise>· </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="own"><xsl:apply-templates select="text() | q:cite" mode="own"/></xsl:variable>
      <xsl:value-of select="concat(normalize-space($own), '&#10;')"/>
      <xsl:apply-templates select="q:ol" mode="block">
        <xsl:with-param name="indent" select="concat($indent, '  ')"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="text() | q:cite" mode="own"><xsl:value-of select="."/></xsl:template>

  <xsl:template name="omitted">
    <xsl:if test="q:table/q:omitted[@reason != 'hidden']">
      <xsl:value-of select="concat('&#10;', $rule, '&#10;')"/>
      <xsl:call-template name="text"><xsl:with-param name="key" select="'text.omitted'"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
      <xsl:for-each select="q:table/q:omitted[@reason != 'hidden']">
        <xsl:text>  </xsl:text>
        <xsl:call-template name="text"><xsl:with-param name="key" select="concat('reason.', @reason)"/></xsl:call-template>
        <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
        <xsl:value-of select="concat(normalize-space(.), '&#10;')"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
