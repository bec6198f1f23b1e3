<?xml version="1.0" encoding="UTF-8"?>
<!-- By a mapping: its columns, and an object for each row. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" xmlns:s="urn:quanze:stage:1" exclude-result-prefixes="q s">

  <xsl:template name="rows">
    <object lines="yes">
      <string name="schema">urn:quanze:rows:1</string>
      <string name="mapping"><xsl:value-of select="$plan/@name"/></string>
      <string name="title"><xsl:apply-templates select="." mode="title"/></string>
      <array name="columns" lines="yes">
        <xsl:for-each select="$plan-columns">
          <object>
            <string name="key"><xsl:value-of select="@key"/></string>
            <string name="label"><xsl:apply-templates select="." mode="label"/></string>
            <xsl:apply-templates select="@field | @of | @take | @type | @constant"/>
          </object>
        </xsl:for-each>
      </array>
      <array name="rows" lines="yes">
        <xsl:choose>
          <xsl:when test="$part = 'frame'"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'items'"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="q:table/q:item" mode="rows"/></xsl:otherwise>
        </xsl:choose>
      </array>
    </object>
  </xsl:template>

  <xsl:template match="q:item" mode="row">
    <xsl:param name="elements"/>
    <xsl:param name="part"/>
    <xsl:param name="common" select="true()"/>
    <xsl:variable name="item" select="."/>
    <object>
      <xsl:for-each select="$plan-columns">
        <xsl:choose>
          <xsl:when test="@type = 'number'"><number name="{@key}"><xsl:apply-templates select="." mode="cell"><xsl:with-param name="item" select="$item"/><xsl:with-param name="elements" select="$elements"/><xsl:with-param name="part" select="string($part)"/><xsl:with-param name="common" select="$common"/></xsl:apply-templates></number></xsl:when>
          <xsl:otherwise><string name="{@key}"><xsl:apply-templates select="." mode="cell"><xsl:with-param name="item" select="$item"/><xsl:with-param name="elements" select="$elements"/><xsl:with-param name="part" select="string($part)"/><xsl:with-param name="common" select="$common"/></xsl:apply-templates></string></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </object>
  </xsl:template>
</xsl:stylesheet>
