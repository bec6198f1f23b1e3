<?xml version="1.0" encoding="UTF-8"?>
<!--
  Above the list: the items of each power type as bars. The words and figures
  beside the bars are their text equivalent.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <xsl:template name="chart">
    <xsl:variable name="types" select="$index.types.root/type"/>
    <xsl:variable name="most" select="$types[1]/@count"/>
    <xsl:if test="$types">
      <section aria-labelledby="page:types">
        <h2 id="page:types" lang="{$lang}"><xsl:value-of select="l:text('html.types')"/></h2>
        <ul class="types">
          <xsl:for-each select="$types">
            <li>
              <span><xsl:call-template name="type-name"/></span>
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                <rect width="{format-number(100 * @count div $most, '0.##')}" height="10"/>
              </svg>
              <span class="count"><xsl:value-of select="@count"/></span>
            </li>
          </xsl:for-each>
        </ul>
        <xsl:if test="$publish.suggestions and q:table/q:item/q:powerType[@suggested or @origin = 'inferred']">
          <p class="note" lang="{$lang}"><xsl:value-of select="l:text('html.marks')"/></p>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The name of a type of the index; a type that the source does not state has none. -->
  <xsl:template name="type-name">
    <xsl:choose>
      <xsl:when test="normalize-space(@name)"><xsl:value-of select="@name"/></xsl:when>
      <xsl:when test="not($publish.suggestions)"><span lang="{$lang}"><xsl:value-of select="l:text('html.unstated')"/></span></xsl:when>
      <xsl:otherwise><span class="mark" lang="{$lang}"><xsl:value-of select="l:text('html.unstated')"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
