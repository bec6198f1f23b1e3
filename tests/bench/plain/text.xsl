<?xml version="1.0" encoding="UTF-8"?>
<!-- Frozen for the bench: a line a field. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:template match="/q:list">
    <xsl:value-of select="concat(q:head/q:title, '&#10;')"/>
    <xsl:for-each select="q:table/q:item/*"><xsl:value-of select="concat(., '&#10;')"/></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
