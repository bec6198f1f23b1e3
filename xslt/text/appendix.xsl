<?xml version="1.0" encoding="UTF-8"?>
<!-- Behind the items: source text that is no item, and the repairs by kind with the items concerned. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:str="http://exslt.org/strings" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q str">

  <xsl:template name="omitted">
    <xsl:variable name="omitted" select="q:table/q:omitted[@reason != 'hidden']"/>
    <xsl:if test="$omitted">
      <omitted>
        <xsl:value-of select="concat('&#10;', $rule, l:text('text.omitted'), '&#10;')"/>
        <xsl:for-each select="$omitted">
          <xsl:text>  - </xsl:text>
          <xsl:if test="not(starts-with(normalize-space(.), l:text(concat('reason.', @reason))))">
            <xsl:value-of select="concat(l:text(concat('reason.', @reason)), $l10n.colon)"/>
          </xsl:if>
          <xsl:value-of select="concat(normalize-space(.), '&#10;')"/>
        </xsl:for-each>
      </omitted>
    </xsl:if>
  </xsl:template>

  <xsl:template name="decisions">
    <xsl:if test="q:head/q:decisions">
      <decisions>
        <xsl:value-of select="concat('&#10;', $rule, l:text('decisions'), '&#10;')"/>
        <xsl:for-each select="q:head/q:decisions/q:decision">
          <xsl:text>  - </xsl:text>
          <xsl:apply-templates select="." mode="line"/>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </decisions>
    </xsl:if>
  </xsl:template>

  <xsl:template name="repairs">
    <xsl:if test="$repairs.kinds">
      <repairs>
        <xsl:value-of select="concat('&#10;', $rule, l:text('text.repairs'), '&#10;')"/>
        <xsl:for-each select="$repairs.kinds">
          <xsl:text>  - </xsl:text>
          <xsl:apply-templates select="." mode="what"/>
          <xsl:apply-templates select="." mode="repairs"/>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </repairs>
    </xsl:if>
  </xsl:template>

  <!-- The item, else the place in the source. -->
  <xsl:template match="q:repair" mode="listed">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
    <xsl:value-of select="@item"/>
    <xsl:if test="not(@item)"><xsl:value-of select="str:decode-uri(@pos)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
