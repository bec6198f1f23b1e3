<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of laws: which items rest on which article. Its links are made of ids and numbers, never of source text. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <xsl:template name="laws">
    <xsl:variable name="laws" select="$index.laws.root/law"/>
    <xsl:if test="$laws">
      <section class="laws" aria-labelledby="page:laws">
        <h2 id="page:laws" lang="{$lang}"><xsl:value-of select="l:text('html.laws')"/></h2>
        <xsl:for-each select="$laws">
          <xsl:variable name="law" select="@name"/>
          <h3 id="page:law-{@n}"><xsl:value-of select="@name"/></h3>
          <ul>
            <xsl:for-each select="$index.places.root"><xsl:apply-templates select="key('places-by-law', $law)" mode="place"/></xsl:for-each>
          </ul>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- One article with its items. -->
  <xsl:template match="ref" mode="place">
    <xsl:variable name="place" select="concat('|', @law, '|', @article)"/>
    <xsl:variable name="block" select="floor(@at div $index.block)"/>
    <li>
      <span lang="{$lang}"><xsl:apply-templates select="." mode="article"/></span>
      <xsl:text> </xsl:text>
      <xsl:for-each select="$index.refs.root">
        <xsl:call-template name="links"><xsl:with-param name="place" select="$place"/><xsl:with-param name="block" select="$block"/></xsl:call-template>
      </xsl:for-each>
    </li>
  </xsl:template>

  <!-- From a block on, as far as the place goes. -->
  <xsl:template name="links">
    <xsl:param name="place"/>
    <xsl:param name="block"/>
    <xsl:variable name="refs" select="key('refs-by-place', concat($block, $place))"/>
    <xsl:apply-templates select="$refs" mode="link"/>
    <xsl:if test="$refs">
      <xsl:call-template name="links"><xsl:with-param name="place" select="$place"/><xsl:with-param name="block" select="$block + 1"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- By the serial, else the id. -->
  <xsl:template match="ref" mode="link">
    <xsl:text> </xsl:text>
    <a href="#{@item}">
      <xsl:choose>
        <xsl:when test="$publish.serials and normalize-space(@serial)"><xsl:value-of select="@serial"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@item"/></xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:template>

  <!-- The laws cited by one item, behind its basis. -->
  <xsl:template name="cited">
    <xsl:param name="refs"/>
    <xsl:if test="$refs">
      <div class="cited">
        <span lang="{$lang}"><xsl:value-of select="$html.cited"/></span>
        <ul>
          <xsl:apply-templates select="$refs" mode="cited"/>
        </ul>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="ref" mode="cited">
    <xsl:variable name="law" select="@law"/>
    <xsl:variable name="number">
      <xsl:for-each select="$index.laws.root"><xsl:value-of select="key('law-by-name', $law)/@n"/></xsl:for-each>
    </xsl:variable>
    <li><a href="#page:law-{$number}"><xsl:value-of select="@law"/><xsl:text> </xsl:text><xsl:apply-templates select="." mode="article"/></a></li>
  </xsl:template>

  <xsl:variable name="html.cited" select="l:text('html.cited')"/>
</xsl:stylesheet>
