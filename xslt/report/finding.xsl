<?xml version="1.0" encoding="UTF-8"?>
<!-- A finding on the page: level, sentence, words of the source, what to do, place and rule. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:str="http://exslt.org/strings" xmlns:l="urn:quanze:l10n:1" xmlns:rep="urn:quanze:report:1" exclude-result-prefixes="l rep str">

  <xsl:template match="rep:finding">
    <li class="{@severity}">
      <p>
        <b><xsl:value-of select="l:text(concat('severity.', @severity))"/></b>
        <xsl:if test="@state"><xsl:text> </xsl:text><span class="state {@state}"><xsl:value-of select="l:text(concat('state.', @state))"/></span></xsl:if>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="." mode="sentence"/>
      </p>
      <xsl:if test="not(parent::rep:shared)"><xsl:apply-templates select="rep:excerpt"/></xsl:if>
      <p class="cure"><xsl:value-of select="l:text('report.cure')"/><xsl:apply-templates select="." mode="reply"/></p>
      <p class="place">
        <xsl:if test="parent::rep:shared"><xsl:apply-templates select=".." mode="places"/><xsl:text> · </xsl:text></xsl:if>
        <xsl:if test="@pos and not(parent::rep:shared)"><xsl:value-of select="concat(l:text('report.place'), $l10n.colon, str:decode-uri(@pos), ' · ')"/></xsl:if>
        <xsl:value-of select="@rule"/>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="rep:excerpt">
    <blockquote>
      <p>
        <xsl:if test="@cutBefore">…</xsl:if>
        <xsl:for-each select="node()">
          <xsl:choose>
            <xsl:when test="self::rep:mark"><mark><xsl:value-of select="."/></mark></xsl:when>
            <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:if test="@cutAfter">…</xsl:if>
      </p>
    </blockquote>
  </xsl:template>
</xsl:stylesheet>
