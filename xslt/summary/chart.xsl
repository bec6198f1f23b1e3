<?xml version="1.0" encoding="UTF-8"?>
<!--
  Power types by body: a bar a list, as long as it has items, each type in its
  colour. The numbers stand in the table of lists and in the bar's name.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:s="urn:quanze:summary:1" exclude-result-prefixes="l s">

  <xsl:variable name="most">
    <xsl:for-each select="$lists">
      <xsl:sort select="@items" data-type="number" order="descending"/>
      <xsl:if test="position() = 1"><xsl:value-of select="@items"/></xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <xsl:template name="chart">
    <xsl:if test="$kinds">
      <section>
        <h2 id="chart"><xsl:value-of select="l:text('summary.chart')"/></h2>
        <ul class="legend">
          <xsl:for-each select="$kinds">
            <li>
              <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true" focusable="false"><rect class="t-{@code}" width="10" height="10"/></svg>
              <xsl:value-of select="concat(@name, $l10n.colon)"/><span class="count"><xsl:value-of select="@items"/></span>
            </li>
          </xsl:for-each>
        </ul>
        <div class="bars" tabindex="0" role="region" aria-labelledby="chart">
          <ol><xsl:apply-templates select="$lists[@items &gt; 0]" mode="bar"/></ol>
        </div>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="s:list" mode="bar">
    <li>
      <span><xsl:apply-templates select="." mode="whose"/></span>
      <svg viewBox="0 0 {$most} 10" preserveAspectRatio="none" role="img" focusable="false">
        <xsl:attribute name="aria-label">
          <xsl:for-each select="s:type">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
            <xsl:value-of select="@name"/>
            <xsl:if test="@name = ''"><xsl:value-of select="l:text('summary.none')"/></xsl:if>
            <xsl:value-of select="concat(' ', @items)"/>
          </xsl:for-each>
        </xsl:attribute>
        <xsl:for-each select="s:type">
          <rect x="{sum(preceding-sibling::s:type/@items)}" width="{@items}" height="10">
            <xsl:attribute name="class">
              <xsl:text>t-</xsl:text>
              <xsl:choose>
                <xsl:when test="@code"><xsl:value-of select="@code"/></xsl:when>
                <xsl:when test="@name != ''">other</xsl:when>
                <xsl:otherwise>none</xsl:otherwise>
              </xsl:choose>
            </xsl:attribute>
          </rect>
        </xsl:for-each>
      </svg>
      <span class="count"><xsl:value-of select="@items"/></span>
    </li>
  </xsl:template>
</xsl:stylesheet>
