<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the page needs of the whole list: the power types with their counts, and
  which items rest on which article of which law. Both are made once, by
  sorting and comparing neighbours, and what stands how often is told by where
  it begins: libxslt copies the whole node-set of key(…)[1], and looks through
  the nodes of a value for each it adds, so that keys of values that most items
  have would be quadratic.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l q s exsl str">

  <xsl:key name="type-by-name" match="type" use="@name"/>
  <xsl:key name="places-by-law" match="ref" use="@law"/>
  <xsl:key name="refs-by-place" match="ref" use="concat(@block, '|', @law, '|', @article)"/>
  <xsl:key name="law-by-name" match="law" use="@name"/>

  <!-- Types: one use for each type an item has ('' when the source states none). -->
  <xsl:variable name="index.types">
    <xsl:variable name="uses">
      <xsl:for-each select="$whole/q:table/q:item/q:powerType[not(. = preceding-sibling::q:powerType)]">
        <xsl:sort select="."/>
        <use type="{.}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="first">
      <xsl:for-each select="exsl:node-set($uses)/use">
        <xsl:if test="not(@type = preceding-sibling::use[1]/@type)"><use type="{@type}" at="{position()}"/></xsl:if>
      </xsl:for-each>
      <use at="{count(exsl:node-set($uses)/use) + 1}"/>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($first)/use[@type]">
      <xsl:sort select="following-sibling::use[1]/@at - @at" data-type="number" order="descending"/>
      <type n="{position()}" name="{@type}" count="{following-sibling::use[1]/@at - @at}"/>
    </xsl:for-each>
  </xsl:variable>

  <!-- Laws: of each item in its own order, then of all by law and article. -->
  <xsl:variable name="index.refs">
    <xsl:variable name="cites"><xsl:apply-templates select="$whole/q:table/q:item" mode="sorted-refs"/></xsl:variable>
    <xsl:call-template name="sort-refs"><xsl:with-param name="refs" select="exsl:node-set($cites)/ref"/><xsl:with-param name="blocks" select="true()"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="index.places">
    <xsl:for-each select="exsl:node-set($index.refs)/ref">
      <xsl:variable name="before" select="preceding-sibling::ref[1]"/>
      <xsl:if test="not(@law = $before/@law and @article = $before/@article)"><ref law="{@law}" article="{@article}" at="{position()}"/></xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="index.laws">
    <xsl:variable name="first">
      <xsl:for-each select="exsl:node-set($index.places)/ref[not(@law = preceding-sibling::ref[1]/@law)]"><law name="{@law}" at="{@at}"/></xsl:for-each>
      <law at="{count(exsl:node-set($index.refs)/ref) + 1}"/>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($first)/law[@name]">
      <xsl:sort select="following-sibling::law[1]/@at - @at" data-type="number" order="descending"/>
      <law n="{position()}" name="{@name}"/>
    </xsl:for-each>
  </xsl:variable>

  <!-- What an item rests on, as it stands in it. -->
  <xsl:template match="q:item" mode="refs">
    <xsl:variable name="id" select="@id"/>
    <xsl:variable name="serial" select="string(q:serial)"/>
    <xsl:for-each select="q:basis"> <!-- one by one: libxml2 looks for doubles in descendants of several -->
      <xsl:for-each select=".//q:cite[@role = 'basis' and @law]">
        <ref law="{@law}" article="{@article}" item="{$id}" serial="{$serial}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- By law and article. In blocks, so that a key finds at most as many nodes as a block has. -->
  <xsl:variable name="index.block" select="512"/>
  <xsl:template name="sort-refs">
    <xsl:param name="refs"/>
    <xsl:param name="blocks" select="false()"/>
    <xsl:for-each select="$refs">
      <xsl:sort select="@law"/>
      <xsl:sort select="substring-before(concat(translate(@article, '-', ','), ','), ',')" data-type="number"/>
      <xsl:sort select="@article"/>
      <ref>
        <xsl:copy-of select="@*"/>
        <xsl:if test="$blocks"><xsl:attribute name="block"><xsl:value-of select="floor(position() div $index.block)"/></xsl:attribute></xsl:if>
      </ref>
    </xsl:for-each>
  </xsl:template>

  <!-- The same as node-sets; a key() is asked in the document of its context node. -->
  <xsl:variable name="index.types.root" select="$chunk/s:shared | exsl:node-set($index.types)[$whole]"/>
  <xsl:variable name="index.refs.root" select="exsl:node-set($index.refs)"/>
  <xsl:variable name="index.places.root" select="exsl:node-set($index.places)"/>
  <xsl:variable name="index.laws.root" select="$chunk/s:shared | exsl:node-set($index.laws)[$whole]"/>

  <!-- The numbers of an item's types, as "1 3". -->
  <xsl:template match="q:item" mode="types">
    <xsl:variable name="types" select="q:powerType"/>
    <xsl:for-each select="$index.types.root">
      <xsl:for-each select="key('type-by-name', $types)">
        <xsl:value-of select="concat(' ', @n)"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- What an item rests on, by law and article, each place once. One article, or none, is there already: most items. -->
  <xsl:template match="q:item" mode="sorted-refs">
    <xsl:variable name="cites" select="q:basis//q:cite[@role = 'basis' and @law]"/>
    <xsl:choose>
      <xsl:when test="not($cites[2])">
        <xsl:variable name="item" select="."/>
        <xsl:for-each select="$cites"><ref law="{@law}" article="{@article}" item="{$item/@id}" serial="{$item/q:serial}"/></xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="refs"><xsl:apply-templates select="." mode="refs"/></xsl:variable>
        <xsl:variable name="sorted">
          <xsl:call-template name="sort-refs"><xsl:with-param name="refs" select="exsl:node-set($refs)/ref"/></xsl:call-template>
        </xsl:variable>
        <xsl:for-each select="exsl:node-set($sorted)/ref">
          <xsl:variable name="before" select="preceding-sibling::ref[1]"/>
          <xsl:if test="not(@law = $before/@law and @article = $before/@article)"><xsl:copy-of select="."/></xsl:if>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The numbers of the laws of these. -->
  <xsl:template name="law-numbers">
    <xsl:param name="refs"/>
    <xsl:variable name="laws" select="$refs/@law"/>
    <xsl:for-each select="$index.laws.root">
      <xsl:for-each select="key('law-by-name', $laws)">
        <xsl:value-of select="concat(' ', @n)"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- 第59条 of a place. -->
  <xsl:template match="ref" mode="article">
    <xsl:choose>
      <xsl:when test="string(@article)">
        <xsl:value-of select="concat($html.article.before, str:replace(@article, ',', $l10n.comma), $html.article.after)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$html.article.none"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="html.article.before" select="l:text('html.article.before')"/>
  <xsl:variable name="html.article.after" select="l:text('html.article.after')"/>
  <xsl:variable name="html.article.none" select="l:text('html.article.none')"/>
</xsl:stylesheet>
