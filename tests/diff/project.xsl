<?xml version="1.0" encoding="UTF-8"?>
<!--
  One of the two lists that a marked document holds (xsd/quanze-diff.xsd): side = new (all changes accepted) or old (rejected).
    xsltproc -stringparam side old tests/diff/project.xsl marked.xml
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1">
  <xsl:param name="side" select="'new'"/>
  <xsl:variable name="other">
    <xsl:choose>
      <xsl:when test="$side = 'old'">ins</xsl:when>
      <xsl:otherwise>del</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="own-names" select="' change class kind match similarity moved old new of into oldTable diff '"/>

  <xsl:template match="q:list">
    <xsl:copy>
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="q:head"/>
      <xsl:choose>
        <xsl:when test="$side = 'old'">
          <xsl:apply-templates select="q:table[@old]">
            <xsl:sort select="@old" data-type="number"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="q:table[@new]"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="q:table">
    <xsl:variable name="number" select="@old"/>
    <xsl:copy>
      <xsl:apply-templates select="." mode="attributes"/>
      <xsl:apply-templates select="q:columns | q:omitted"/>
      <xsl:choose>
        <xsl:when test="$side = 'old'">
          <xsl:apply-templates select="q:item[not(@oldTable)] | ../q:table/q:item[@oldTable = $number]">
            <xsl:sort select="@old" data-type="number"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="q:item"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="q:item | q:columns">
    <xsl:if test="not(@change = $other)">
      <xsl:copy>
        <xsl:apply-templates select="." mode="attributes"/>
        <xsl:choose>
          <xsl:when test="$side = 'old'">
            <xsl:apply-templates>
              <xsl:sort select="@was-at" data-type="number"/>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:summary | q:changes"/>

  <xsl:template match="q:ins | q:del">
    <xsl:if test="local-name() != $other">
      <xsl:value-of select="."/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*">
    <xsl:if test="not(@change = $other)">
      <xsl:copy>
        <xsl:apply-templates select="." mode="attributes"/>
        <xsl:apply-templates/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="attributes">
    <xsl:variable name="here" select="."/>
    <xsl:for-each select="@*[not(contains($own-names, concat(' ', local-name(), ' ')))][not(starts-with(local-name(), 'was-'))]">
      <xsl:variable name="name" select="local-name()"/>
      <xsl:variable name="was" select="$here/@*[local-name() = concat('was-', $name)]"/>
      <xsl:choose>
        <xsl:when test="$side = 'old' and contains(concat(' ', $here/@was-not, ' '), concat(' ', $name, ' '))"/>
        <xsl:when test="$side = 'old' and $was">
          <xsl:attribute name="{name()}"><xsl:value-of select="$was"/></xsl:attribute>
        </xsl:when>
        <xsl:otherwise><xsl:copy/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="$side = 'old'">
      <xsl:for-each select="@*[starts-with(local-name(), 'was-')][local-name() != 'was-not'][local-name() != 'was-at']">
        <xsl:variable name="name" select="substring-after(local-name(), 'was-')"/>
        <xsl:choose>
          <xsl:when test="$name = 'lang'"><xsl:attribute name="xml:lang"><xsl:value-of select="."/></xsl:attribute></xsl:when>
          <xsl:otherwise><xsl:attribute name="{$name}"><xsl:value-of select="."/></xsl:attribute></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
