<?xml version="1.0" encoding="UTF-8"?>
<!-- One field of an item: plain text, or paragraphs and lists with the citations in them. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <xsl:template match="q:serial | q:code | q:subItem | q:body | q:office" mode="field" name="value">
    <xsl:if test=". != ''">
      <p>
        <xsl:apply-templates select="@part"/>
        <xsl:value-of select="."/>
        <xsl:apply-templates select="@origin" mode="decided"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A type from a section row or the sheet's name has no column and stands below the name. -->
  <xsl:template match="q:name" mode="field">
    <xsl:call-template name="value"/>
    <xsl:if test="../@section and not(preceding-sibling::q:name)"><p class="note"><xsl:value-of select="../@section"/></p></xsl:if>
    <xsl:if test="$publish.types and not(../../q:columns[1]/q:column/@field = 'powerType')"><xsl:apply-templates select="../q:powerType" mode="field"/></xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="field">
    <xsl:variable name="remark"><xsl:if test="$publish.suggestions"><xsl:apply-templates select="." mode="remark"/></xsl:if></xsl:variable>
    <xsl:if test="string(.) or string($remark)"><p>
      <xsl:apply-templates select="@part"/>
      <xsl:if test="string(.)"><bdi><xsl:value-of select="."/></bdi></xsl:if>
      <xsl:if test="string($remark)"><span class="mark" lang="{$lang}"><xsl:value-of select="$remark"/></span></xsl:if>
    </p></xsl:if>
  </xsl:template>

  <!-- A box of its own, so that long lists need not lay out what is off the screen. -->
  <xsl:template match="*" mode="field">
    <xsl:if test="*">
      <div class="text">
        <xsl:apply-templates select="@part | *" mode="block"/>
        <xsl:if test="@origin and $publish.suggestions"><p><xsl:apply-templates select="@origin" mode="decided"/></p></xsl:if>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- The mark of a text that a clerk decided: the office's own business, as suggestions are. -->
  <xsl:template match="@origin" mode="decided">
    <xsl:if test="$publish.suggestions"><span class="mark" lang="{$lang}"><xsl:value-of select="l:text('type.decided')"/></span></xsl:if>
  </xsl:template>

  <!-- Which sub-item this belongs to: a number drawn by the style, no text of the source. -->
  <xsl:template match="@part"><xsl:attribute name="data-part"><xsl:value-of select="."/></xsl:attribute></xsl:template>
  <xsl:template match="@part" mode="block"><xsl:apply-templates select="."/></xsl:template>

  <xsl:template match="q:extra" mode="unplaced">
    <p class="mark" lang="{$lang}"><xsl:value-of select="l:text('extra.unplaced')"/></p>
    <xsl:apply-templates select="." mode="field"/>
  </xsl:template>

  <xsl:template match="q:p" mode="block">
    <p><xsl:call-template name="inline"/></p>
  </xsl:template>

  <!-- The marker is text of the source and stands as written; without one the style draws a bullet. -->
  <xsl:template match="q:ol" mode="block">
    <ul class="points"><xsl:apply-templates select="q:li" mode="block"/></ul>
  </xsl:template>

  <xsl:template match="q:li" mode="block">
    <li>
      <xsl:if test="@marker">
        <xsl:attribute name="class">marked</xsl:attribute>
        <xsl:value-of select="concat(@marker, ' ')"/>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="q:ol">
          <xsl:apply-templates select="text() | q:cite" mode="inline"/>
          <xsl:apply-templates select="q:ol" mode="block"/>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="inline"/></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <!-- Text with its citations; without any it is copied whole. -->
  <xsl:template name="inline">
    <xsl:choose>
      <xsl:when test="*"><xsl:apply-templates mode="inline"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:cite" mode="inline">
    <span class="cite"><xsl:if test="@role = 'basis'"><xsl:attribute name="class">cite basis</xsl:attribute></xsl:if><xsl:value-of select="."/></span>
  </xsl:template>
</xsl:stylesheet>
