<?xml version="1.0" encoding="UTF-8"?>
<!--
  The repairs of the head, grouped by rule and field, for an appendix. Sorted
  and compared with the neighbour: key(…)[1] copies its whole node-set in
  libxslt, so that the usual grouping by key would be quadratic.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q s exsl">

  <!-- What the program has worked out (emit/repaired.h): the kinds, and marks on what was repaired. -->
  <xsl:variable name="repairs.known" select="$whole/s:kinds"/>
  <xsl:variable name="repairs.looked" select="boolean($chunk | $repairs.known)"/>

  <xsl:variable name="repairs" select="$whole/q:head/q:repairs"/>
  <!-- The kinds, each once. What is sorted is small, for it stands for every repair, and goes when it has been grouped. -->
  <xsl:variable name="repairs.grouped">
    <xsl:if test="not($repairs.known)">
      <xsl:variable name="sorted">
        <xsl:for-each select="$repairs/q:repair">
          <xsl:sort select="concat(@rule, ' ', @field)"/>
          <kind name="{@rule} {@field}"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:copy-of select="exsl:node-set($sorted)/kind[not(@name = preceding-sibling::kind[1]/@name)]"/>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="repairs.kinds" select="$repairs.known/s:kind | exsl:node-set($repairs.grouped)/kind"/>

  <!--
    Applies the templates of mode "listed" to the repairs of a kind. There are few kinds;
    a key would be quadratic, as libxslt looks through the nodes of a value for each it adds.
  -->
  <xsl:template match="kind | s:kind" mode="repairs">
    <xsl:variable name="done" select="substring-before(@name, ' ')"/>
    <xsl:variable name="field" select="substring-after(@name, ' ')"/>
    <xsl:apply-templates select="$repairs/q:repair[@rule = $done][string(@field) = $field]" mode="listed"/>
  </xsl:template>

  <!-- What was done: the rule's short text, and the column it concerns. -->
  <xsl:template match="kind | s:kind" mode="what">
    <xsl:variable name="field" select="substring-after(@name, ' ')"/>
    <xsl:value-of select="l:text(concat('rule.', substring-before(@name, ' ')))"/>
    <xsl:if test="$field != ''"><xsl:value-of select="concat(' (', l:text(concat('field.', $field)), ')')"/></xsl:if>
    <xsl:value-of select="$l10n.colon"/>
  </xsl:template>
</xsl:stylesheet>
