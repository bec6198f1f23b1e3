<?xml version="1.0" encoding="UTF-8"?>
<!--
  Which elements of an item stand in which column. The only column of a field
  takes all elements of that name; columns that share a field take what has their
  label, the n-th of several with one label the n-th. Of several rows of an item
  each is asked for its own elements.

  What all items of a table need to know of a column is worked out once: an
  element by the name of its field, or "shared", where columns share a field,
  with @twins, how many of these have its label, and @before, how many of the
  twins stand before it. In it is what mode "drawn" gives, by which an output says
  what it draws in each item's cell.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:func="http://exslt.org/functions" extension-element-prefixes="func" exclude-result-prefixes="q">

  <xsl:template match="q:column" mode="known">
    <xsl:param name="widths" select="/.."/> <!-- of all columns, for an output that has some -->
    <xsl:choose>
      <xsl:when test="@field = 'extra' or @field = preceding-sibling::q:column/@field or @field = following-sibling::q:column/@field">
        <xsl:variable name="twins" select="../q:column[@field = current()/@field and @label = current()/@label]"/>
        <xsl:variable name="before" select="preceding-sibling::q:column[@field = current()/@field and @label = current()/@label]"/>
        <shared twins="{count($twins)}" before="{count($before)}"><xsl:call-template name="known"><xsl:with-param name="widths" select="$widths"/></xsl:call-template></shared>
      </xsl:when>
      <xsl:otherwise><xsl:element name="{@field}"><xsl:call-template name="known"><xsl:with-param name="widths" select="$widths"/></xsl:call-template></xsl:element></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="known">
    <xsl:param name="widths"/>
    <xsl:copy-of select="@field | @label"/>
    <xsl:apply-templates select="." mode="drawn">
      <xsl:with-param name="at" select="position()"/>
      <xsl:with-param name="widths" select="$widths"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Asked of such an element: those of the elements that stand in the column. -->
  <func:function name="q:own">
    <xsl:param name="elements"/>
    <func:result select="$elements[local-name() = current()/@field][not(current()/@twins) or @label = current()/@label]
      [not(current()/@twins) or (position() - 1) mod current()/@twins = current()/@before]"/>
  </func:function>

  <!-- The templates of mode "field" applied to them. A step by name costs a fifth of comparing names. -->
  <xsl:template match="*" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="q:own($elements)" mode="field"/></xsl:template>
  <xsl:template match="serial" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:serial" mode="field"/></xsl:template>
  <xsl:template match="code" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:code" mode="field"/></xsl:template>
  <xsl:template match="name" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:name" mode="field"/></xsl:template>
  <xsl:template match="subItem" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:subItem" mode="field"/></xsl:template>
  <xsl:template match="powerType" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:powerType" mode="field"/></xsl:template>
  <xsl:template match="body" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:body" mode="field"/></xsl:template>
  <xsl:template match="office" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:office" mode="field"/></xsl:template>
  <xsl:template match="level" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:level" mode="field"/></xsl:template>
  <xsl:template match="departmentDuty" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:departmentDuty" mode="field"/></xsl:template>
  <xsl:template match="basis" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:basis" mode="field"/></xsl:template>
  <xsl:template match="duties" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:duties" mode="field"/></xsl:template>
  <xsl:template match="dutiesBasis" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:dutiesBasis" mode="field"/></xsl:template>
  <xsl:template match="accountabilityScope" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:accountabilityScope" mode="field"/></xsl:template>
  <xsl:template match="accountability" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:accountability" mode="field"/></xsl:template>
  <xsl:template match="remedies" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:remedies" mode="field"/></xsl:template>
  <xsl:template match="remark" mode="content"><xsl:param name="elements"/><xsl:apply-templates select="$elements/self::q:remark" mode="field"/></xsl:template>
</xsl:stylesheet>
