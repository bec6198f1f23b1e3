<?xml version="1.0" encoding="UTF-8"?>
<!--
  The rows of the workbook's sheets. In the details each difference has a row, and
  each law of a basis, so that they can be filtered; the last column is to be filled in.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="l c exsl str">

  <xsl:variable name="details.letter" select="'J'"/>
  <xsl:variable name="details.last" select="1 + count(//c:citation) + count(//c:difference[not(c:citation)]) + count(//c:finding[not(c:difference)])"/>
  <!-- A centred cell that is no text. -->
  <xsl:variable name="style.number" select="$style.text + 2"/>

  <!-- ==== lists ==== -->

  <xsl:variable name="counts" select="'items same missing surplus differs unsure split merged repeated passed'"/>

  <xsl:template name="summary">
    <xsl:call-template name="sheet">
      <xsl:with-param name="name" select="'summary'"/>
      <xsl:with-param name="widths" select="'42 10 10 14 14 12 14 14 14 12 18 60'"/>
      <xsl:with-param name="labels" select="'column.list column.items short.same short.missing short.surplus short.differs short.unsure short.split short.merged short.repeated short.passed column.what'"/>
      <xsl:with-param name="rows">
        <xsl:for-each select="c:list">
          <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
          <xsl:variable name="facts"><xsl:apply-templates select="." mode="facts"/></xsl:variable>
          <row>
            <xsl:call-template name="text"><xsl:with-param name="text" select="string($name)"/></xsl:call-template>
            <xsl:apply-templates select="." mode="numbers"/>
            <xsl:call-template name="text">
              <xsl:with-param name="text"><xsl:for-each select="exsl:node-set($facts)/fact[@key = 'catalogue.level' or @key = 'catalogue.lacks']"><xsl:if test="position() &gt; 1"><xsl:value-of select="$stop"/></xsl:if><xsl:value-of select="concat(l:text(string(@key)), $l10n.colon, .)"/></xsl:for-each></xsl:with-param>
            </xsl:call-template>
          </row>
        </xsl:for-each>
        <xsl:for-each select="c:unread">
          <row>
            <xsl:call-template name="text"><xsl:with-param name="text" select="string(@file)"/></xsl:call-template>
            <xsl:for-each select="str:tokenize($counts, ' ')"><c s="{$style.text}"/></xsl:for-each>
            <xsl:call-template name="text"><xsl:with-param name="text" select="concat(l:text('catalogue.unread'), $l10n.colon, @reason)"/></xsl:call-template>
          </row>
        </xsl:for-each>
        <xsl:if test="count(c:list) &gt; 1">
          <row>
            <xsl:call-template name="text"><xsl:with-param name="style" select="$style.section"/><xsl:with-param name="text" select="l:text('catalogue.total')"/></xsl:call-template>
            <xsl:apply-templates select="$totals" mode="numbers"/>
            <c s="{$style.text}"/>
          </row>
        </xsl:if>
        <xsl:variable name="facts"><xsl:call-template name="facts"/></xsl:variable>
        <row><c s="0"/></row>
        <xsl:for-each select="exsl:node-set($facts)/fact">
          <row><xsl:call-template name="text"><xsl:with-param name="style" select="$style.said"/><xsl:with-param name="text" select="concat(l:text(string(@key)), $l10n.colon, .)"/></xsl:call-template></row>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="key"/>
    <xsl:param name="value"/>
    <fact key="{$key}" xmlns=""><xsl:value-of select="$value"/></fact>
  </xsl:template>

  <xsl:template match="c:list | c:totals" mode="numbers">
    <xsl:variable name="own" select="."/>
    <xsl:for-each select="str:tokenize($counts, ' ')"><xsl:call-template name="number"><xsl:with-param name="n" select="$own/@*[local-name() = string(current())]"/></xsl:call-template></xsl:for-each>
  </xsl:template>

  <!-- ==== differences ==== -->

  <xsl:template name="details">
    <xsl:call-template name="sheet">
      <xsl:with-param name="name" select="'details'"/>
      <xsl:with-param name="widths" select="'18 15 9 34 9 34 10 32 32 26'"/>
      <xsl:with-param name="labels" select="'column.list column.kind column.model-serial column.model column.own-serial column.own column.field column.in-model column.in-own column.done'"/>
      <xsl:with-param name="rows">
        <xsl:for-each select="c:list">
          <xsl:variable name="list" select="."/>
          <xsl:for-each select="$kinds"><xsl:apply-templates select="$list/c:finding[@kind = string(current())]"/></xsl:for-each>
        </xsl:for-each>
      </xsl:with-param>
      <xsl:with-param name="filter"><xsl:if test="$details.last &gt; 1"><xsl:value-of select="concat('A1:', $details.letter, $details.last)"/></xsl:if></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="c:finding[c:difference]">
    <xsl:for-each select="c:difference[not(c:citation)] | c:difference/c:citation"><xsl:apply-templates select="." mode="row"/></xsl:for-each>
  </xsl:template>

  <!-- Without a difference: what the item is. -->
  <xsl:template match="c:finding">
    <xsl:variable name="model"><xsl:if test="@kind = 'missing' or @kind = 'passed'"><xsl:call-template name="said-in-line"/></xsl:if></xsl:variable>
    <xsl:variable name="own"><xsl:if test="@kind = 'surplus'"><xsl:call-template name="said-in-line"/></xsl:if></xsl:variable>
    <row>
      <xsl:call-template name="of-finding"/>
      <c s="{$style.text}"/>
      <xsl:call-template name="text"><xsl:with-param name="text" select="string($model)"/></xsl:call-template>
      <xsl:call-template name="text"><xsl:with-param name="text" select="string($own)"/></xsl:call-template>
      <c s="{$style.text}"/>
    </row>
  </xsl:template>

  <xsl:template name="said-in-line">
    <xsl:variable name="said"><xsl:apply-templates select="." mode="said"/></xsl:variable>
    <xsl:for-each select="exsl:node-set($said)/*"><xsl:if test="position() &gt; 1"><xsl:value-of select="$stop"/></xsl:if><xsl:value-of select="."/></xsl:for-each>
  </xsl:template>

  <xsl:template match="c:difference | c:citation" mode="row">
    <row>
      <xsl:for-each select="ancestor-or-self::c:difference/.."><xsl:call-template name="of-finding"/></xsl:for-each>
      <xsl:call-template name="text"><xsl:with-param name="style" select="$style.text + 1"/><xsl:with-param name="text" select="l:text(concat('catalogue.field.', ancestor-or-self::c:difference/@field))"/></xsl:call-template>
      <xsl:call-template name="text"><xsl:with-param name="text"><xsl:apply-templates select="@model" mode="cell"/></xsl:with-param></xsl:call-template>
      <xsl:call-template name="text"><xsl:with-param name="text"><xsl:apply-templates select="@own" mode="cell"/><xsl:apply-templates select="@moved" mode="said"/></xsl:with-param></xsl:call-template>
      <c s="{$style.text}"/>
    </row>
  </xsl:template>

  <xsl:template match="@model | @own" mode="cell"><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="c:citation/@model | c:citation/@own" mode="cell"><xsl:value-of select="concat('《', normalize-space(../@law), '》', normalize-space(.))"/></xsl:template>

  <!-- List, kind (with the likeness of what is to be verified), and both items. -->
  <xsl:template name="of-finding">
    <xsl:call-template name="text"><xsl:with-param name="text" select="string(../@file)"/></xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="text"><xsl:value-of select="l:text(concat('catalogue.kind.', @kind))"/><xsl:if test="@kind = 'unsure'"><xsl:value-of select="concat(' ', @similarity, '%')"/></xsl:if></xsl:with-param></xsl:call-template>
    <xsl:call-template name="items"><xsl:with-param name="items" select="c:model"/></xsl:call-template>
    <xsl:call-template name="items"><xsl:with-param name="items" select="c:own"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="items">
    <xsl:param name="items"/>
    <xsl:call-template name="text">
      <xsl:with-param name="style" select="$style.text + 1"/>
      <xsl:with-param name="text"><xsl:for-each select="$items"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:apply-templates select="." mode="serial"/></xsl:for-each></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="text"><xsl:for-each select="$items"><xsl:if test="position() &gt; 1"><xsl:value-of select="$stop"/></xsl:if><xsl:apply-templates select="." mode="name"/></xsl:for-each></xsl:with-param></xsl:call-template>
  </xsl:template>

  <!-- ==== what is missing where ==== -->

  <xsl:template name="gaps">
    <xsl:call-template name="sheet">
      <xsl:with-param name="name" select="'gaps'"/>
      <xsl:with-param name="widths" select="'12 50 16 14 30 10 80'"/>
      <xsl:with-param name="labels" select="'column.model-serial column.model field.powerType field.level field.basis column.lists column.missing-in'"/>
      <xsl:with-param name="rows">
        <xsl:for-each select="c:gap">
          <row>
            <xsl:call-template name="items"><xsl:with-param name="items" select="."/></xsl:call-template>
            <xsl:call-template name="text"><xsl:with-param name="text" select="normalize-space(@type)"/></xsl:call-template>
            <xsl:call-template name="text"><xsl:with-param name="text" select="normalize-space(@level)"/></xsl:call-template>
            <xsl:call-template name="text"><xsl:with-param name="text" select="normalize-space(@basis)"/></xsl:call-template>
            <xsl:call-template name="number"><xsl:with-param name="n" select="@missing"/></xsl:call-template>
            <xsl:call-template name="text"><xsl:with-param name="text"><xsl:for-each select="c:in"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="@file"/></xsl:for-each></xsl:with-param></xsl:call-template>
          </row>
        </xsl:for-each>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
