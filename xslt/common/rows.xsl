<?xml version="1.0" encoding="UTF-8"?>
<!--
  Items as rows of a table, for outputs that are data: which columns it has, what
  stands in a cell. The program puts them into the document as a plan (emit/plan.h):
  those of an office's mapping, or those of the source. Without one the columns of the first
  table count.

  A text is given as lines, each an element l.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q s exsl">

  <xsl:variable name="plan" select="/q:list/s:plan"/>
  <xsl:variable name="mapping" select="$plan[@mapped]"/>
  <xsl:variable name="plan-columns" select="$plan/s:column | /q:list[not(s:plan)]/q:table[1]/q:columns/q:column"/>
  <!-- A row for each sub-item, but where the mapping wants one for an item. -->
  <xsl:variable name="by-item" select="$plan/@rows = 'item'"/>
  <xsl:variable name="repeats" select="$plan/@repeat = 'yes'"/>

  <!-- Looked up, so that a list with hundreds of columns of its own costs what it holds. -->
  <xsl:key name="labelled" match="q:item/*[@label]" use="concat(generate-id(..), ' ', local-name(), ' ', @label)"/>
  <xsl:key name="of-row" match="q:item/*[@part]" use="concat(generate-id(..), ' ', @part)"/>

  <!-- Its rows: templates of mode "row" are asked with the elements of each. -->
  <xsl:template match="q:item" mode="rows">
    <xsl:choose>
      <xsl:when test="$by-item or not(*/@part)"><xsl:apply-templates select="." mode="row"><xsl:with-param name="elements" select="*"/></xsl:apply-templates></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="item" select="."/>
        <xsl:for-each select="*[@part][generate-id() = generate-id(key('of-row', concat(generate-id(..), ' ', @part))[1])]">
          <xsl:sort select="@part" data-type="number"/>
          <xsl:variable name="at" select="position()"/>
          <xsl:apply-templates select="$item" mode="row">
            <xsl:with-param name="part" select="string(@part)"/>
            <xsl:with-param name="common" select="$at = 1 or $repeats"/>
            <xsl:with-param name="elements" select="key('of-row', concat(generate-id($item), ' ', @part)) | $item[$at = 1 or $repeats]/*[not(@part)]"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== columns ==== -->

  <!-- What a column is called. -->
  <xsl:template match="s:column" mode="label">
    <xsl:choose>
      <xsl:when test="@label"><xsl:value-of select="@label"/></xsl:when>
      <xsl:when test="@field = 'extra'"><xsl:value-of select="normalize-space(translate(l:text('extra.unplaced'), ':：', '  '))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== cells: asked of a column, with the item and the elements of the row; part: of which sub-item, "" for all; common: with what has no part ==== -->

  <!-- One template: to match s:column[@of] libxslt would count the columns before it, for each cell. -->
  <xsl:template match="*" mode="cell">
    <xsl:param name="item"/>
    <xsl:param name="elements"/>
    <xsl:param name="part"/>
    <xsl:param name="common" select="true()"/>
    <xsl:choose>
      <xsl:when test="@of = ''"><xsl:call-template name="labelled"><xsl:with-param name="own" select="$elements[local-name() = current()/@field][string(@label) = '']"/></xsl:call-template></xsl:when>
      <xsl:when test="@of">
        <xsl:call-template name="labelled">
          <xsl:with-param name="own" select="key('labelled', concat(generate-id($item), ' ', @field, ' ', @of))[$part = '' or @part = $part or ($common and not(@part))]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="@constant"><l><xsl:value-of select="@constant"/></l></xsl:when>
      <xsl:when test="contains(' id section place listTitle listBody ', concat(' ', @field, ' '))"><l><xsl:call-template name="around"><xsl:with-param name="item" select="$item"/></xsl:call-template></l></xsl:when>
      <xsl:otherwise><xsl:call-template name="cell"><xsl:with-param name="own" select="$elements[local-name() = current()/@field]"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="labelled">
    <xsl:param name="own"/>
    <xsl:choose>
      <xsl:when test="@twins"><xsl:call-template name="cell"><xsl:with-param name="own" select="$own[(position() - 1) mod current()/@twins = current()/@before]"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="cell"><xsl:with-param name="own" select="$own"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="own"/>
    <xsl:choose>
      <xsl:when test="s:value | @take">
        <xsl:variable name="taken"><xsl:call-template name="taken"><xsl:with-param name="own" select="$own"/></xsl:call-template></xsl:variable>
        <xsl:call-template name="coded"><xsl:with-param name="lines" select="exsl:node-set($taken)/l"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$own" mode="lines"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of the item itself and of the list; the same in all rows. -->
  <xsl:template name="around">
    <xsl:param name="item"/>
    <xsl:choose>
      <xsl:when test="@field = 'id'"><xsl:value-of select="$item/@id"/></xsl:when>
      <xsl:when test="@field = 'section'"><xsl:value-of select="$item/@section"/></xsl:when>
      <xsl:when test="@field = 'place'"><xsl:value-of select="$item/@pos"/></xsl:when>
      <xsl:when test="@field = 'listTitle'"><xsl:apply-templates select="/q:list" mode="title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="/q:list/q:head/q:body"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== what is taken of a field ==== -->

  <xsl:template name="taken">
    <xsl:param name="own"/>
    <xsl:choose>
      <xsl:when test="@take = 'code'"><xsl:for-each select="$own[string()]/@type"><l><xsl:value-of select="."/></l></xsl:for-each></xsl:when>
      <xsl:when test="@take = 'citations'"><xsl:for-each select="$own//q:cite[@role = 'basis']"><l><xsl:value-of select="."/></l></xsl:for-each></xsl:when>
      <xsl:when test="@take = 'origin'"><xsl:for-each select="$own/@origin"><l><xsl:value-of select="."/></l></xsl:for-each></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$own" mode="lines"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Each line by the values of the column, where they have it; else as it is. -->
  <xsl:template name="coded">
    <xsl:param name="lines"/>
    <xsl:variable name="values" select="s:value"/>
    <xsl:for-each select="$lines">
      <xsl:variable name="value" select="$values[@is = normalize-space(current())][1]"/>
      <l>
        <xsl:choose>
          <xsl:when test="$value"><xsl:value-of select="$value/@as"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
        </xsl:choose>
      </l>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== the lines of a field ==== -->

  <xsl:template match="*" mode="lines"><xsl:apply-templates select="q:p | q:ol" mode="lines"/></xsl:template>
  <xsl:template match="q:serial | q:code | q:name | q:subItem | q:powerType | q:body | q:office" mode="lines"><xsl:if test="string()"><l><xsl:value-of select="."/></l></xsl:if></xsl:template>
  <xsl:template match="q:p" mode="lines"><l><xsl:value-of select="."/></l></xsl:template>
  <xsl:template match="q:ol" mode="lines"><xsl:apply-templates select="q:li" mode="lines"/></xsl:template>
  <xsl:template match="q:li" mode="lines">
    <l><xsl:value-of select="@marker"/><xsl:apply-templates select="." mode="own-text"/></l>
    <xsl:apply-templates select="q:ol" mode="lines"/>
  </xsl:template>

  <!-- Without the points below it, which have lines of their own. -->
  <xsl:template match="q:li" mode="own-text"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="q:li[q:ol]" mode="own-text"><xsl:for-each select="text() | q:cite"><xsl:value-of select="."/></xsl:for-each></xsl:template>
</xsl:stylesheet>
