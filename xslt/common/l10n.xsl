<?xml version="1.0" encoding="UTF-8"?>
<!--
  Texts of the outputs by key, in the language of $lang. The texts themselves
  stand in l10n/*.xml, one file a language.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1"
                xmlns:exsl="http://exslt.org/common" xmlns:func="http://exslt.org/functions"
                extension-element-prefixes="func" exclude-result-prefixes="l exsl">

  <xsl:include href="../l10n/zh-CN.xml"/>
  <xsl:include href="../l10n/en.xml"/>

  <xsl:param name="lang" select="'zh-CN'"/>

  <!-- A list is drawn without the texts of summaries, comparisons and reports (l10n-others.xsl), which are more than its own: each one costs. -->
  <xsl:template match="/" mode="l10n.zh-CN" priority="-1"/>
  <xsl:template match="/" mode="l10n.en" priority="-1"/>

  <xsl:key name="l10n" match="l:text" use="@key"/>
  <!-- The language that has texts: the file of any other is empty. -->
  <xsl:variable name="l10n.root" select="exsl:node-set($l10n.zh-CN)[l:text] | exsl:node-set($l10n.en)[l:text]"/>

  <!--
    The text of a key; the key itself where a language lacks it, so that the gap is seen. The program answers this itself, by the
    same files (emit/texts.h), but where this one is an edited copy.
  -->
  <func:function name="l:text">
    <xsl:param name="key"/>
    <xsl:for-each select="$l10n.root"> <!-- key() looks in the document of the context -->
      <xsl:variable name="found" select="key('l10n', $key)"/>
      <xsl:choose>
        <xsl:when test="$found"><func:result select="string($found)"/></xsl:when>
        <xsl:otherwise><func:result select="string($key)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </func:function>

  <!-- Wanted in every cell. -->
  <xsl:variable name="l10n.comma" select="l:text('comma')"/>
  <xsl:variable name="l10n.colon" select="l:text('colon')"/>
</xsl:stylesheet>
