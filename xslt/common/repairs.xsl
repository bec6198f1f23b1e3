<?xml version="1.0" encoding="UTF-8"?>
<!--
  The repairs of the head, grouped by rule and field, for an appendix. Sorted
  and compared with the neighbour: key(…)[1] copies its whole node-set in
  libxslt, so that the usual grouping by key would be quadratic.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">

  <xsl:key name="repairs-by-kind" match="q:repair" use="concat(@rule, ' ', @field)"/>

  <!-- One repair of each kind; key('repairs-by-kind', @kind) gives all of them, asked in the list. What is sorted is small: it stands for every repair. -->
  <xsl:variable name="repairs.grouped">
    <xsl:variable name="sorted">
      <xsl:for-each select="$whole/q:head/q:repairs/q:repair">
        <xsl:sort select="@rule"/>
        <xsl:sort select="@field"/>
        <repair kind="{@rule} {@field}"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($sorted)/repair[not(@kind = preceding-sibling::repair[1]/@kind)]">
      <repair kind="{@kind}" rule="{substring-before(@kind, ' ')}" field="{substring-after(@kind, ' ')}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="repairs.kinds" select="exsl:node-set($repairs.grouped)/repair"/>

  <!-- What was done: the rule's short text, and the column it concerns. -->
  <xsl:template match="repair" mode="what">
    <xsl:value-of select="l:text(concat('rule.', @rule))"/>
    <xsl:if test="string(@field)">
      <xsl:text> (</xsl:text>
      <xsl:value-of select="l:text(concat('field.', @field))"/>
      <xsl:text>)</xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
