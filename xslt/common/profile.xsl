<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a publication profile leaves out (data/profiles.xml; emit/profile.h says
  it by these parameters). Without parameters all is published.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <!-- Columns: for each a line of field, tab and label, between line ends. -->
  <xsl:param name="left-out-columns"/>
  <!-- Parts, each between blanks: omitted repairs source types laws unplaced; serials, where their column is left out. -->
  <xsl:param name="left-out-parts"/>

  <xsl:variable name="publish.types" select="not(contains($left-out-parts, ' types '))"/>
  <xsl:variable name="publish.laws" select="not(contains($left-out-parts, ' laws '))"/>
  <xsl:variable name="publish.serials" select="not(contains($left-out-parts, ' serials '))"/>
</xsl:stylesheet>
