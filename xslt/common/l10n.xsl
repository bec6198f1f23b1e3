<?xml version="1.0" encoding="UTF-8"?>
<!--
  Texts of the outputs by key, in the language of $lang. The texts themselves
  stand in l10n/*.xml, one file a language.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l exsl">

  <xsl:include href="../l10n/zh-CN.xml"/>
  <xsl:include href="../l10n/en.xml"/>

  <xsl:param name="lang" select="'zh-CN'"/>

  <xsl:key name="l10n" match="l:text" use="@key"/>
  <xsl:variable name="l10n.texts" select="exsl:node-set($l10n.zh-CN)/l:text | exsl:node-set($l10n.en)/l:text"/>

  <!-- Wanted in every cell. -->
  <xsl:variable name="l10n.comma" select="string($l10n.texts[@key = 'comma'])"/>
  <xsl:variable name="l10n.colon" select="string($l10n.texts[@key = 'colon'])"/>

  <!-- The text of a key; the key itself where a language lacks it, so that the gap is seen. -->
  <xsl:template name="text">
    <xsl:param name="key"/>
    <xsl:for-each select="$l10n.texts[1]"> <!-- key() looks in the document of the context -->
      <xsl:variable name="found" select="key('l10n', $key)"/>
      <xsl:choose>
        <xsl:when test="$found"><xsl:value-of select="$found"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
