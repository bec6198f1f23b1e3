<?xml version="1.0" encoding="UTF-8"?>
<!--
  The list as JSON, for programs: all that the document holds, by the names that
  it has there (xsd/quanze-list.schema.json). With a mapping: its rows alone
  (xsd/quanze-rows.schema.json). The result is a tree of objects, arrays, strings
  and numbers (emit/json.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="l q s">
  <xsl:include href="../common/chunks.xsl"/>
  <xsl:include href="../common/l10n.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="../common/rows.xsl"/>
  <xsl:include href="head.xsl"/>
  <xsl:include href="item.xsl"/>
  <xsl:include href="rows.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:strip-space elements="q:list q:head q:repairs q:decisions q:table q:item q:columns"/>

  <!-- Some of its items. -->
  <xsl:template match="/q:list[@s:tables]" priority="1">
    <s:items>
      <s:stream name="items">
        <xsl:attribute name="first">
          <xsl:choose>
            <xsl:when test="$mapping"><xsl:value-of select="substring('noyes', 3 - 2 * boolean(q:table/@s:items + q:table/@s:before), 3)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="substring('noyes', 3 - 2 * boolean(number(q:table/@s:before)), 3)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:choose>
          <xsl:when test="$mapping"><xsl:apply-templates select="q:table/q:item[not(@s:beside)]" mode="rows"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="q:table/q:item[not(@s:beside)]"/></xsl:otherwise>
        </xsl:choose>
      </s:stream>
    </s:items>
  </xsl:template>

  <xsl:template match="/q:list">
    <xsl:choose>
      <xsl:when test="$mapping"><xsl:call-template name="rows"/></xsl:when>
      <xsl:otherwise>
        <object lines="yes">
          <string name="schema">urn:quanze:list:1:json</string>
          <string name="version"><xsl:value-of select="@version"/></string>
          <xsl:if test="@xml:lang"><string name="language"><xsl:value-of select="@xml:lang"/></string></xsl:if>
          <xsl:apply-templates select="q:head"/>
          <array name="tables" lines="yes"><xsl:apply-templates select="q:table"/></array>
        </object>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:table">
    <object lines="yes">
      <xsl:apply-templates select="@*"/>
      <array name="columns">
        <xsl:for-each select="q:columns/q:column"><object><xsl:apply-templates select="@*"/></object></xsl:for-each>
      </array>
      <array name="omitted" lines="yes"><xsl:apply-templates select="q:omitted" mode="value"/></array>
      <array name="items" lines="yes">
        <xsl:choose>
          <xsl:when test="$part = 'frame'"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'items'"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="q:item"/></xsl:otherwise>
        </xsl:choose>
      </array>
    </object>
  </xsl:template>

  <!-- ==== attributes: by their names, ordinals as numbers ==== -->

  <xsl:template match="@*"><string name="{local-name()}"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="@part | @line"><number name="{local-name()}"><xsl:value-of select="."/></number></xsl:template>
  <!-- What the program notes for other outputs. -->
  <xsl:template match="@s:* | @xml:*"/>

  <!-- A text with its attributes. -->
  <xsl:template match="*" mode="value">
    <object><string name="text"><xsl:value-of select="."/></string><xsl:apply-templates select="@*"/></object>
  </xsl:template>
</xsl:stylesheet>
