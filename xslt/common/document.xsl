<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that every output puts to the document: which elements of an item
  stand in which column, what the list and its columns are called.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="l q">

  <!--
    Applies the templates of mode "field" to what an item holds in a column:
    the only column of its field takes all elements of that name; columns that
    share a field take those of their label, the n-th column the n-th. Of
    several rows of an item, each gives its own elements.
  -->
  <xsl:template name="column-content">
    <xsl:param name="item"/>
    <xsl:param name="elements" select="$item/*"/>
    <xsl:param name="column"/>
    <xsl:variable name="field" select="string($column/@field)"/>
    <!-- Variables are worked out where they stand, so what the usual case does not need stands apart. -->
    <xsl:choose>
      <xsl:when test="$field = 'extra' or count($column/../q:column[@field = $field]) &gt; 1">
        <xsl:call-template name="shared-content">
          <xsl:with-param name="elements" select="$elements"/>
          <xsl:with-param name="column" select="$column"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$elements[local-name() = $field]" mode="field"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same for a column that shares its field with others. -->
  <xsl:template name="shared-content">
    <xsl:param name="elements"/>
    <xsl:param name="column"/>
    <xsl:variable name="field" select="string($column/@field)"/>
    <xsl:variable name="label" select="string($column/@label)"/>
    <xsl:variable name="twins" select="$column/../q:column[@field = $field and @label = $label]"/>
    <xsl:variable name="before" select="count($column/preceding-sibling::q:column[@field = $field and @label = $label])"/>
    <xsl:variable name="own" select="$elements[local-name() = $field and @label = $label]"/>
    <xsl:choose>
      <xsl:when test="count($twins) = 1"><xsl:apply-templates select="$own" mode="field"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$own[(position() - 1) mod count($twins) = $before]" mode="field"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The label of a column, with the label above it in a two-level header. -->
  <xsl:template match="q:column" mode="label">
    <xsl:if test="@group"><xsl:value-of select="concat(@group, ' / ')"/></xsl:if>
    <xsl:value-of select="@label"/>
  </xsl:template>

  <!-- The title of the list: as the office states it, as written, else the body's name, else the file's. -->
  <xsl:template match="q:list" mode="title">
    <xsl:choose>
      <xsl:when test="q:head/q:meta[@key = 'title']"><xsl:value-of select="q:head/q:meta[@key = 'title']"/></xsl:when>
      <xsl:when test="normalize-space(q:head/q:title)"><xsl:value-of select="q:head/q:title"/></xsl:when>
      <xsl:when test="normalize-space(q:head/q:body)"><xsl:value-of select="q:head/q:body"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="q:head/q:source[1]/@file"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the outputs say of a power type that the source does not state. -->
  <xsl:template match="q:powerType" mode="remark">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="@origin = 'inferred'">type.inferred</xsl:when>
        <xsl:when test="@origin = 'decided'">type.decided</xsl:when>
        <xsl:when test="@suggested and @confidence = 'low'">type.suggested-low</xsl:when>
        <xsl:when test="@suggested">type.suggested</xsl:when>
        <xsl:when test="not(normalize-space(.))">type.missing</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="string($key)">
      <xsl:variable name="text">
        <xsl:value-of select="l:text(string($key))"/>
      </xsl:variable>
      <xsl:value-of select="substring-before(concat($text, '{type}'), '{type}')"/>
      <xsl:if test="contains($text, '{type}')">
        <xsl:value-of select="concat(@suggested, substring-after($text, '{type}'))"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>
  <!-- The section row that an item is the first to stand under; nothing where a merge from the item before would be cut. -->
  <xsl:template match="q:item" mode="section">
    <xsl:if test="@section and not(@section = preceding-sibling::q:item[1]/@section) and not(*/@from)"><xsl:value-of select="@section"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
