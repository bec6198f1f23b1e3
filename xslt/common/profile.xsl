<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a publication profile leaves out (data/profiles.xml; emit/profile.h says
  it by these parameters). Without parameters all is published.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <!-- Columns: for each a line of field, tab and label, between line ends. -->
  <xsl:param name="left-out-columns"/>
  <!-- Parts, each between blanks: omitted repairs source types laws unplaced suggestions; serials, where their column is left out. -->
  <xsl:param name="left-out-parts"/>
  <!-- Labels with instructions for filling in: for each a line of the label, tab and the label without them, between line ends. -->
  <xsl:param name="plain-labels"/>

  <xsl:variable name="publish.types" select="not(contains($left-out-parts, ' types '))"/>
  <xsl:variable name="publish.laws" select="not(contains($left-out-parts, ' laws '))"/>
  <xsl:variable name="publish.suggestions" select="not(contains($left-out-parts, ' suggestions '))"/>
  <xsl:variable name="publish.serials" select="not(contains($left-out-parts, ' serials '))"/>

  <!-- A label as it is published. -->
  <xsl:template name="plain-label">
    <xsl:param name="label"/>
    <xsl:variable name="line" select="concat('&#10;', normalize-space($label), '&#9;')"/>
    <xsl:choose>
      <xsl:when test="contains($plain-labels, $line)"><xsl:value-of select="substring-before(substring-after($plain-labels, $line), '&#10;')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
