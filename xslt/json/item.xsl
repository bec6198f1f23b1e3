<?xml version="1.0" encoding="UTF-8"?>
<!--
  An item: its fields by name, in the order of the schema. Serial and name stand
  once, all others are arrays. A field has its text, a line for each paragraph and
  point; where that is more than one paragraph, also the blocks; and the citations in it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <xsl:template match="q:item">
    <object>
      <xsl:apply-templates select="@*"/>
      <xsl:apply-templates select="q:serial | q:name" mode="once"/>
      <xsl:apply-templates select="q:code[1] | q:subItem[1] | q:powerType[1] | q:body[1] | q:office[1]" mode="plain"/>
      <xsl:apply-templates select="q:level[1] | q:departmentDuty[1] | q:basis[1] | q:duties[1] | q:dutiesBasis[1] | q:accountabilityScope[1] | q:accountability[1] | q:remedies[1] | q:remark[1] | q:extra[1]" mode="several"/>
    </object>
  </xsl:template>

  <xsl:template match="*" mode="once">
    <object name="{local-name()}"><string name="text"><xsl:value-of select="."/></string><xsl:apply-templates select="@*"/></object>
  </xsl:template>

  <!-- Asked of the first one of a name; elements of one name stand together. -->
  <xsl:template match="q:code" mode="plain"><array name="code"><xsl:apply-templates select="../q:code" mode="value"/></array></xsl:template>
  <xsl:template match="q:subItem" mode="plain"><array name="subItem"><xsl:apply-templates select="../q:subItem" mode="value"/></array></xsl:template>
  <xsl:template match="q:powerType" mode="plain"><array name="powerType"><xsl:apply-templates select="../q:powerType" mode="value"/></array></xsl:template>
  <xsl:template match="q:body" mode="plain"><array name="body"><xsl:apply-templates select="../q:body" mode="value"/></array></xsl:template>
  <xsl:template match="q:office" mode="plain"><array name="office"><xsl:apply-templates select="../q:office" mode="value"/></array></xsl:template>
  <xsl:template match="*" mode="several">
    <array name="{local-name()}"><xsl:apply-templates select="../*[local-name() = local-name(current())]" mode="blocks"/></array>
  </xsl:template>

  <xsl:template match="*" mode="blocks">
    <object>
      <string name="text"><xsl:apply-templates select="." mode="lines"/></string>
      <xsl:apply-templates select="@*"/>
      <xsl:if test="*[2] or q:ol"><array name="blocks"><xsl:apply-templates select="q:p | q:ol" mode="block"/></array></xsl:if>
      <xsl:variable name="citations" select=".//q:cite"/>
      <xsl:if test="$citations"><array name="citations"><xsl:apply-templates select="$citations" mode="value"/></array></xsl:if>
    </object>
  </xsl:template>

  <xsl:template match="q:p" mode="block">
    <object><string name="paragraph"><xsl:value-of select="."/></string></object>
  </xsl:template>

  <xsl:template match="q:ol" mode="block">
    <object><xsl:apply-templates select="." mode="points"/></object>
  </xsl:template>

  <xsl:template match="q:ol" mode="points">
    <array name="points">
      <xsl:for-each select="q:li">
        <object>
          <xsl:apply-templates select="@marker"/>
          <string name="text"><xsl:apply-templates select="." mode="own-text"/></string>
          <xsl:apply-templates select="q:ol" mode="points"/>
        </object>
      </xsl:for-each>
    </array>
  </xsl:template>

  <!-- What the note behind a law says: note-date is noteDate. -->
  <xsl:template match="q:cite/@note-body"><string name="noteBody"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="q:cite/@note-date"><string name="noteDate"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="q:cite/@note-order"><string name="noteOrder"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="q:cite/@note-verb"><string name="noteVerb"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="q:cite/@note-amended"><string name="noteAmended"><xsl:value-of select="."/></string></xsl:template>
  <xsl:template match="q:cite/@note-effective"><string name="noteEffective"><xsl:value-of select="."/></string></xsl:template>
</xsl:stylesheet>
