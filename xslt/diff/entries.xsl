<?xml version="1.0" encoding="UTF-8"?>
<!--
  The items of the page, by kind: an article each, with a table of the fields
  that changed, before and after. Narrow screens show its rows as blocks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">

  <xsl:key name="diff.type" match="q:summary/q:type" use="@name"/>

  <xsl:template name="kind">
    <xsl:variable name="entries"><xsl:call-template name="entries"><xsl:with-param name="kind" select="@name"/></xsl:call-template></xsl:variable>
    <xsl:if test="exsl:node-set($entries)/article">
      <section class="kind" aria-labelledby="page:{@name}">
        <h3 id="page:{@name}" tabindex="-1" lang="{$lang}">
          <xsl:call-template name="fill">
            <xsl:with-param name="key" select="'diff.count'"/>
            <xsl:with-param name="values"><kind><xsl:value-of select="l:text(concat('diff.kind.', @name))"/></kind><n><xsl:value-of select="count(exsl:node-set($entries)/article)"/></n></xsl:with-param>
          </xsl:call-template>
        </h3>
        <xsl:copy-of select="$entries"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Those that differ in form alone with their marks, all by name. -->
  <xsl:template name="kept">
    <xsl:variable name="items" select="key('diff.kind', 'kept')"/>
    <xsl:if test="$items">
      <section class="kind" aria-labelledby="page:kept">
        <h3 id="page:kept" tabindex="-1" lang="{$lang}">
          <xsl:call-template name="fill">
            <xsl:with-param name="key" select="'diff.count'"/>
            <xsl:with-param name="values"><kind><xsl:value-of select="l:text('diff.kind.kept')"/></kind><n><xsl:value-of select="count($items)"/></n></xsl:with-param>
          </xsl:call-template>
        </h3>
        <xsl:if test="$diff.ignored != 'layout'"><xsl:apply-templates select="$items[q:changes/q:field/@class = 'layout']" mode="entry"/></xsl:if>
        <xsl:variable name="plain" select="$items[not(q:changes/q:field/@class = 'layout') or $diff.ignored = 'layout']"/>
        <xsl:if test="$plain">
          <details>
            <summary lang="{$lang}"><xsl:value-of select="l:text('diff.kept-items')"/></summary>
            <ul class="kept"><xsl:apply-templates select="$plain" mode="kept"/></ul>
          </details>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:item" mode="kept">
    <li id="{@id}">
      <xsl:apply-templates select="." mode="facts"/>
      <xsl:apply-templates select="." mode="places"/>
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="." mode="name"/>
      <xsl:if test="@moved"><span class="note" lang="{$lang}"><xsl:value-of select="concat(' ', l:text('diff.moved'))"/></span></xsl:if>
    </li>
  </xsl:template>

  <!-- What the filters ask for. -->
  <xsl:template match="q:item" mode="facts">
    <xsl:variable name="type"><xsl:apply-templates select="." mode="type"/></xsl:variable>
    <xsl:attribute name="data-kind"><xsl:value-of select="@kind"/></xsl:attribute>
    <xsl:attribute name="data-type"><xsl:for-each select="key('diff.type', string($type))[1]"><xsl:value-of select="count(preceding-sibling::q:type) + 1"/></xsl:for-each></xsl:attribute>
  </xsl:template>

  <!-- ==== an item ==== -->

  <xsl:template match="q:item" mode="id">
    <xsl:if test="@change = 'del'">old:</xsl:if>
    <xsl:value-of select="@id"/>
  </xsl:template>

  <xsl:template match="q:item" mode="entry">
    <xsl:variable name="id"><xsl:apply-templates select="." mode="id"/></xsl:variable>
    <xsl:variable name="parts"><xsl:apply-templates select="." mode="parts"/></xsl:variable>
    <article id="{$id}" aria-labelledby="{$id}:name">
      <xsl:apply-templates select="." mode="facts"/>
      <xsl:if test="@kind = 'kept'"><xsl:attribute name="class">form</xsl:attribute></xsl:if>
      <h4 id="{$id}:name"><xsl:call-template name="headline"><xsl:with-param name="kind" select="l:text(concat('diff.kind.', @kind))"/><xsl:with-param name="id" select="$id"/></xsl:call-template></h4>
      <xsl:call-template name="content"/>
      <xsl:for-each select="key('diff.part', string($parts))">
        <xsl:variable name="part"><xsl:apply-templates select="." mode="id"/></xsl:variable>
        <h5 id="{$part}"><xsl:call-template name="headline"><xsl:with-param name="kind" select="l:text(concat('diff.part.', @kind))"/><xsl:with-param name="id" select="$part"/></xsl:call-template></h5>
        <xsl:call-template name="content"/>
      </xsl:for-each>
      <xsl:if test="normalize-space(q:changes/q:reason) or q:changes/q:reason/q:suggestion"><xsl:call-template name="reason"/></xsl:if>
    </article>
  </xsl:template>

  <xsl:template name="headline">
    <xsl:param name="kind"/>
    <xsl:param name="id"/>
    <xsl:variable name="type"><xsl:apply-templates select="." mode="type"/></xsl:variable>
    <xsl:variable name="place"><xsl:apply-templates select="." mode="places"/></xsl:variable>
    <span class="badge" lang="{$lang}"><xsl:value-of select="$kind"/></span>
    <xsl:text> </xsl:text>
    <xsl:if test="string($place)"><span class="place"><xsl:value-of select="$place"/></span><xsl:text> </xsl:text></xsl:if>
    <bdi><xsl:apply-templates select="." mode="name"><xsl:with-param name="hide" select="substring('delins', 1 + 3 * (@change = 'del'), 3)"/></xsl:apply-templates></bdi>
    <xsl:if test="string($type)"><xsl:text> </xsl:text><span class="place"><xsl:value-of select="$type"/></span></xsl:if>
    <xsl:text> </xsl:text>
    <a class="self" href="#{$id}" lang="{$lang}" aria-label="{concat(l:text('html.item.link'), ' ', $place)}">#</a>
  </xsl:template>

  <xsl:template name="content">
    <xsl:variable name="tree"><xsl:apply-templates select="." mode="fields"/></xsl:variable>
    <xsl:variable name="fields" select="exsl:node-set($tree)/field"/>
    <xsl:variable name="side" select="string(@change)"/>
    <xsl:variable name="remarks"><xsl:apply-templates select="." mode="remarks"/></xsl:variable>
    <xsl:if test="$fields">
      <table class="sides">
        <thead lang="{$lang}">
          <tr>
            <th scope="col"><xsl:value-of select="l:text('diff.element')"/></th>
            <th scope="col"><xsl:value-of select="l:text('diff.old')"/></th>
            <th scope="col"><xsl:value-of select="l:text('diff.new')"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$fields" mode="draw"><xsl:with-param name="side" select="$side"/></xsl:apply-templates></tbody>
      </table>
    </xsl:if>
    <xsl:if test="string($remarks)"><p class="note" lang="{$lang}"><xsl:value-of select="$remarks"/></p></xsl:if>
  </xsl:template>

  <xsl:template name="reason">
    <p class="reason">
      <b lang="{$lang}"><xsl:value-of select="concat(l:text('diff.reason'), $l10n.colon)"/></b>
      <xsl:value-of select="normalize-space(q:changes/q:reason)"/>
      <xsl:for-each select="q:changes/q:reason/q:suggestion">
        <span class="mark" lang="{$lang}"><xsl:value-of select="l:text('diff.suggestion')"/><xsl:apply-templates select="." mode="sentence"/></span>
      </xsl:for-each>
    </p>
  </xsl:template>

  <!-- ==== its fields ==== -->

  <xsl:template match="field" mode="draw">
    <xsl:param name="side"/>
    <tr>
      <xsl:if test="@class = 'layout'"><xsl:attribute name="class">form</xsl:attribute></xsl:if>
      <th scope="row">
        <xsl:value-of select="@label"/>
        <xsl:if test="@class = 'layout'"><span class="place" lang="{$lang}"><xsl:value-of select="l:text('diff.layout')"/></span></xsl:if>
        <xsl:for-each select="q:citation"><span class="place"><xsl:apply-templates select="." mode="sentence"/></span></xsl:for-each>
      </th>
      <xsl:call-template name="side-cell"><xsl:with-param name="label" select="'diff.old'"/><xsl:with-param name="content" select="old[$side != 'ins']"/></xsl:call-template>
      <xsl:call-template name="side-cell"><xsl:with-param name="label" select="'diff.new'"/><xsl:with-param name="content" select="new[$side != 'del']"/></xsl:call-template>
    </tr>
  </xsl:template>

  <!-- The side on which the item does not stand is crossed out; narrow screens leave it out. -->
  <xsl:template name="side-cell">
    <xsl:param name="label"/>
    <xsl:param name="content"/>
    <td data-label="{l:text($label)}">
      <xsl:if test="not($content)"><xsl:attribute name="class">absent</xsl:attribute>／</xsl:if>
      <xsl:apply-templates select="$content" mode="draw"/>
    </td>
  </xsl:template>

  <xsl:template match="old | new" mode="draw">
    <xsl:apply-templates select="block | gap" mode="draw"/>
    <xsl:if test="not(block | gap)"><p class="note" lang="{$lang}"><xsl:value-of select="l:text('diff.empty')"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="block" mode="draw">
    <p>
      <xsl:if test="@kind = 'li'"><xsl:attribute name="class"><xsl:value-of select="concat('point d', substring('123456', 1 + (@depth - 1) * (@depth &lt; 6) + 5 * (@depth &gt; 5), 1))"/></xsl:attribute></xsl:if>
      <xsl:choose>
        <xsl:when test="@marker and @mark"><xsl:element name="{@mark}"><xsl:value-of select="concat(@marker, ' ')"/></xsl:element></xsl:when>
        <xsl:when test="@marker"><xsl:value-of select="concat(@marker, ' ')"/></xsl:when>
        <xsl:when test="@kind = 'li'"><span class="dot" aria-hidden="true">•</span></xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="run" mode="draw"/>
    </p>
  </xsl:template>

  <xsl:template match="gap" mode="draw"><p class="note"><xsl:value-of select="l:text('diff.gap')"/></p></xsl:template>

  <xsl:template match="run" mode="draw"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="run[@mark = 'note']" mode="draw"><span class="mark" lang="{$lang}"><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="run[@mark = 'ins' or @mark = 'del']" mode="draw">
    <xsl:element name="{@mark}">
      <xsl:if test="@class"><xsl:attribute name="class">form</xsl:attribute></xsl:if>
      <xsl:value-of select="."/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>
