<?xml version="1.0" encoding="UTF-8"?>
<!--
  One field of an item, behind its label: a plain value on the same line,
  several ones and blocks below it, indented. [1] says which sub-item a value
  belongs to; a point that has no marker in the source gets a dash.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <!-- The usual case apart. What it says of an empty value is nothing, too: the column is left out. -->
  <xsl:template match="q:serial | q:code | q:subItem | q:body | q:office" mode="field">
    <xsl:choose>
      <xsl:when test="last() = 1 and not(@origin)"><xsl:value-of select="concat(normalize-space(.), '&#10;')"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="value"><xsl:with-param name="text"><xsl:value-of select="normalize-space(.)"/><xsl:apply-templates select="@origin" mode="decided"/></xsl:with-param></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:name" mode="field">
    <xsl:call-template name="value"><xsl:with-param name="text"><xsl:value-of select="normalize-space(.)"/><xsl:apply-templates select="@origin" mode="decided"/></xsl:with-param></xsl:call-template>
    <xsl:if test="not(../../q:columns[1]/q:column/@field = 'powerType')"><xsl:apply-templates select="../q:powerType" mode="beside-name"/></xsl:if>
  </xsl:template>

  <!-- A type from a section row or the sheet's name has no column. -->
  <xsl:template match="q:powerType" mode="beside-name">
    <xsl:value-of select="l:text('field.powerType')"/>
    <xsl:value-of select="l:text('colon')"/>
    <xsl:apply-templates select="." mode="field"/>
  </xsl:template>

  <xsl:template match="q:powerType" mode="field">
    <xsl:variable name="remark"><xsl:apply-templates select="." mode="remark"/></xsl:variable>
    <xsl:call-template name="value"><xsl:with-param name="text" select="concat(normalize-space(.), $remark)"/></xsl:call-template>
  </xsl:template>

  <!-- The mark of a text that a clerk decided. -->
  <xsl:template match="@origin" mode="decided"><xsl:value-of select="l:text('type.decided')"/></xsl:template>

  <!-- Called for one of the elements that apply-templates was given: the first of several ends the label's line. -->
  <xsl:template name="value">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="last() = 1"><xsl:if test="$text != ''"><xsl:value-of select="concat($text, '&#10;')"/></xsl:if></xsl:when>
      <xsl:otherwise>
        <xsl:if test="position() = 1"><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:if test="$text != ''">
          <xsl:text>  </xsl:text>
          <xsl:if test="@part"><xsl:value-of select="concat('[', @part, '] ')"/></xsl:if>
          <xsl:value-of select="concat($text, '&#10;')"/>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="field">
    <xsl:if test="position() = 1">
      <xsl:apply-templates select="@origin" mode="decided"/>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="@part and last() &gt; 1 and *"><xsl:value-of select="concat('  [', @part, ']&#10;')"/></xsl:if>
    <xsl:call-template name="blocks"/>
  </xsl:template>

  <!-- What the table had beyond its columns. -->
  <xsl:template match="q:extra" mode="unplaced">
    <column>
      <xsl:value-of select="concat(l:text('extra.unplaced'), '&#10;')"/>
      <xsl:call-template name="blocks"/>
    </column>
  </xsl:template>

  <xsl:template name="blocks">
    <xsl:apply-templates select="*" mode="block"><xsl:with-param name="indent" select="'  '"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="q:p" mode="block">
    <xsl:param name="indent"/>
    <xsl:value-of select="concat($indent, normalize-space(.), '&#10;')"/>
  </xsl:template>

  <xsl:template match="q:ol" mode="block">
    <xsl:param name="indent"/>
    <xsl:for-each select="q:li">
      <xsl:choose>
        <xsl:when test="@marker or q:ol"><xsl:call-template name="point"><xsl:with-param name="indent" select="$indent"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="concat($indent, '- ', normalize-space(.), '&#10;')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- A point with a marker, or with points below it. -->
  <xsl:template name="point">
    <xsl:param name="indent"/>
    <xsl:variable name="own"><xsl:copy-of select="text() | q:cite"/></xsl:variable>
    <xsl:variable name="marker" select="concat(normalize-space(@marker), substring('-', 1, number(not(normalize-space(@marker)))))"/>
    <xsl:value-of select="concat($indent, $marker, ' ', normalize-space($own), '&#10;')"/>
    <xsl:apply-templates select="q:ol" mode="block">
      <xsl:with-param name="indent" select="concat($indent, '  ')"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
