<?xml version="1.0" encoding="UTF-8"?>
<!-- Behind the list: the repairs, by kind with the items concerned, and source text that is no item. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" xmlns:s="urn:quanze:stage:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l q s str">

  <xsl:template name="decisions">
    <xsl:if test="q:head/q:decisions">
      <details>
        <summary lang="{$lang}"><xsl:value-of select="concat(l:text('decisions'), ' (', count(q:head/q:decisions/q:decision), ')')"/></summary>
        <ul><xsl:for-each select="q:head/q:decisions/q:decision"><li><bdi><xsl:apply-templates select="." mode="line"/></bdi></li></xsl:for-each></ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="repairs">
    <xsl:if test="$repairs.kinds">
      <details>
        <summary lang="{$lang}">
          <xsl:value-of select="concat(l:text('html.repairs'), ' (', count(q:head/q:repairs/q:repair), ')')"/>
        </summary>
        <ul lang="{$lang}"><xsl:apply-templates select="$repairs.kinds" mode="kind"/></ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="kind | s:kind" mode="kind">
    <li><xsl:apply-templates select="." mode="what"/><xsl:apply-templates select="." mode="repairs"/></li>
  </xsl:template>

  <!-- Without the program, which has looked (emit/chunk.h). -->
  <xsl:key name="items-by-serial" match="q:item" use="q:serial"/>
  <xsl:variable name="looked" select="boolean($whole/q:table[1]/@s:number)"/>

  <!-- The item by its serial, linked when one item alone has it; else the place in the source. -->
  <xsl:template match="q:repair" mode="listed">
    <xsl:variable name="items" select="key('items-by-serial', @item[not($looked)])"/>
    <xsl:variable name="only" select="@s:only | $items[count($items) = 1]/@id"/>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$only and $publish.serials"><a href="#{$only}"><xsl:value-of select="@item"/></a></xsl:when>
      <xsl:otherwise><span class="place"><xsl:value-of select="str:decode-uri(@pos)"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="omitted">
    <xsl:variable name="omitted" select="q:table/q:omitted[@reason != 'hidden']"/>
    <xsl:if test="$omitted">
      <details>
        <summary lang="{$lang}"><xsl:value-of select="l:text('html.omitted')"/></summary>
        <ul>
          <xsl:for-each select="$omitted">
            <li>
              <xsl:if test="not(starts-with(normalize-space(.), l:text(concat('reason.', @reason))))">
                <span lang="{$lang}">
                  <xsl:value-of select="l:text(concat('reason.', @reason))"/>
                  <xsl:value-of select="$l10n.colon"/>
                </span>
              </xsl:if>
              <bdi><xsl:value-of select="."/></bdi>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
