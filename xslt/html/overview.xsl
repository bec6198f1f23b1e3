<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands around the list: counts by type, the laws cited, repairs, and source text that is no item. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <xsl:key name="items-by-type-text" match="q:item" use="string(q:powerType[1])"/>
  <xsl:key name="cites-by-law-article" match="q:basis//q:cite[@role = 'basis' and @law]" use="concat(@law, '|', @article)"/>

  <xsl:variable name="all-items" select="/q:list/q:table/q:item"/>

  <!-- One of each type, in the order of the list. -->
  <xsl:variable name="types" select="$all-items[count(. | key('items-by-type-text', string(q:powerType[1]))[1]) = 1]"/>

  <xsl:template name="overview">
    <dl class="facts">
      <xsl:if test="normalize-space(q:head/q:body)">
        <div><dt><xsl:call-template name="text"><xsl:with-param name="key" select="'body'"/></xsl:call-template></dt><dd><xsl:value-of select="q:head/q:body"/></dd></div>
      </xsl:if>
      <div><dt><xsl:call-template name="text"><xsl:with-param name="key" select="'items.count'"/></xsl:call-template></dt><dd><xsl:value-of select="count($all-items)"/></dd></div>
      <div><dt><xsl:call-template name="text"><xsl:with-param name="key" select="'source'"/></xsl:call-template></dt><dd><xsl:value-of select="q:head/q:source/@file"/></dd></div>
    </dl>
    <xsl:if test="$all-items/q:powerType">
      <h2><xsl:call-template name="text"><xsl:with-param name="key" select="'html.types'"/></xsl:call-template></h2>
      <ul class="types">
        <xsl:for-each select="$types">
          <xsl:variable name="count" select="count(key('items-by-type-text', string(q:powerType[1])))"/>
          <li>
            <span class="type"><xsl:call-template name="type-name"/></span>
            <svg width="120" height="10" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              <rect width="{format-number(100 * $count div count($all-items), '0.##')}" height="10"/>
            </svg>
            <span class="count"><xsl:value-of select="$count"/></span>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="type-name">
    <xsl:choose>
      <xsl:when test="normalize-space(q:powerType[1])"><xsl:value-of select="q:powerType[1]"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="text"><xsl:with-param name="key" select="'html.unstated'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Shown by the script alone: without it they would do nothing. -->
  <xsl:template name="filters">
    <div class="filters" id="filters" hidden="hidden">
      <label for="search"><xsl:call-template name="text"><xsl:with-param name="key" select="'html.search'"/></xsl:call-template></label>
      <input id="search" type="search" autocomplete="off"/>
      <label for="type"><xsl:call-template name="text"><xsl:with-param name="key" select="'html.type'"/></xsl:call-template></label>
      <select id="type">
        <option value=""><xsl:call-template name="text"><xsl:with-param name="key" select="'html.all'"/></xsl:call-template></option>
        <xsl:for-each select="$types">
          <option value="t{string(q:powerType[1])}"><xsl:call-template name="type-name"/></option>
        </xsl:for-each>
      </select>
      <span role="status" id="shown"/>
    </div>
  </xsl:template>

  <xsl:template name="laws">
    <xsl:variable name="cites" select="$all-items/q:basis//q:cite[count(. | key('basis-by-law', @law)[1]) = 1]"/>
    <xsl:if test="$cites">
      <section>
        <h2><xsl:call-template name="text"><xsl:with-param name="key" select="'html.laws'"/></xsl:call-template></h2>
        <xsl:for-each select="$cites">
          <h3><xsl:value-of select="@law"/></h3>
          <ul class="laws">
            <xsl:apply-templates select="key('basis-by-law', @law)[count(. | key('cites-by-law-article', concat(@law, '|', @article))[1]) = 1]" mode="article"/>
          </ul>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- One article with the items that rest on it. -->
  <xsl:template match="q:cite" mode="article">
    <li>
      <xsl:if test="@article">
        <span><xsl:call-template name="text"><xsl:with-param name="key" select="'html.article'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="@article"/></span>
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:for-each select="key('cites-by-law-article', concat(@law, '|', @article))">
        <a href="#{ancestor::q:item/@id}">
          <xsl:value-of select="ancestor::q:item/q:serial"/>
          <xsl:if test="not(string(ancestor::q:item/q:serial))"><xsl:value-of select="ancestor::q:item/@id"/></xsl:if>
        </a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template name="repairs">
    <xsl:if test="q:head/q:repairs/q:repair">
      <details>
        <summary><xsl:call-template name="text"><xsl:with-param name="key" select="'html.repairs'"/></xsl:call-template> (<xsl:value-of select="count(q:head/q:repairs/q:repair)"/>)</summary>
        <ul>
          <xsl:for-each select="q:head/q:repairs/q:repair">
            <li>
              <xsl:value-of select="@pos"/>
              <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
              <xsl:call-template name="text"><xsl:with-param name="key" select="concat('rule.', @rule)"/></xsl:call-template>
              <xsl:if test="@field"> (<xsl:call-template name="text"><xsl:with-param name="key" select="concat('field.', @field)"/></xsl:call-template>)</xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="omitted">
    <xsl:if test="q:table/q:omitted[@reason != 'hidden']">
      <details>
        <summary><xsl:call-template name="text"><xsl:with-param name="key" select="'html.omitted'"/></xsl:call-template></summary>
        <ul>
          <xsl:for-each select="q:table/q:omitted[@reason != 'hidden']">
            <li>
              <xsl:call-template name="text"><xsl:with-param name="key" select="concat('reason.', @reason)"/></xsl:call-template>
              <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
              <xsl:value-of select="."/>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
