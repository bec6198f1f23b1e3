<?xml version="1.0" encoding="UTF-8"?>
<!-- The list as a table; narrow screens show each item as a card, by style alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">

  <xsl:template match="q:table">
    <div class="scroll" role="region" tabindex="0">
      <xsl:attribute name="aria-label"><xsl:call-template name="table-name"/></xsl:attribute>
      <table>
        <caption><xsl:call-template name="table-name"/></caption>
        <thead>
          <tr>
            <xsl:for-each select="q:columns/q:column">
              <th scope="col" class="{@field}"><xsl:apply-templates select="." mode="label"/></th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="q:item"/></tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template name="table-name">
    <xsl:choose>
      <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
      <xsl:when test="@sheet"><xsl:value-of select="@sheet"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="/q:list" mode="title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:item">
    <xsl:variable name="item" select="."/>
    <tr id="{@id}" data-type="t{string(q:powerType[1])}">
      <xsl:for-each select="../q:columns/q:column">
        <td class="{@field}">
          <xsl:attribute name="data-label"><xsl:apply-templates select="." mode="label"/></xsl:attribute>
          <xsl:call-template name="column-content">
            <xsl:with-param name="item" select="$item"/>
            <xsl:with-param name="column" select="."/>
          </xsl:call-template>
          <xsl:if test="position() = last()"><xsl:apply-templates select="$item/q:extra[@label = '']" mode="unplaced"/></xsl:if>
        </td>
      </xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:template match="q:extra" mode="unplaced">
    <p class="mark"><xsl:call-template name="text"><xsl:with-param name="key" select="'extra.unplaced'"/></xsl:call-template></p>
    <xsl:apply-templates select="." mode="field"/>
  </xsl:template>

  <xsl:template match="q:serial | q:code | q:name | q:subItem | q:body | q:office" mode="field">
    <xsl:if test="string(.)"><p><xsl:value-of select="."/></p></xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="field">
    <xsl:variable name="remark"><xsl:apply-templates select="." mode="remark"/></xsl:variable>
    <p>
      <xsl:value-of select="."/>
      <xsl:if test="string($remark)"><span class="mark"><xsl:value-of select="$remark"/></span></xsl:if>
    </p>
  </xsl:template>

  <xsl:template match="*" mode="field"><xsl:apply-templates select="q:p | q:ol" mode="block"/></xsl:template>

  <xsl:template match="q:p" mode="block">
    <p><xsl:apply-templates mode="inline"/></p>
  </xsl:template>

  <xsl:template match="q:ol" mode="block">
    <ul class="points"><xsl:apply-templates select="q:li" mode="block"/></ul>
  </xsl:template>

  <xsl:template match="q:li" mode="block">
    <li>
      <xsl:if test="@marker"><xsl:value-of select="@marker"/></xsl:if>
      <xsl:apply-templates select="text() | q:cite" mode="inline"/>
      <xsl:apply-templates select="q:ol" mode="block"/>
    </li>
  </xsl:template>

  <xsl:template match="text()" mode="inline"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="q:cite" mode="inline">
    <span class="cite {@role}"><xsl:value-of select="."/></span>
  </xsl:template>
</xsl:stylesheet>
