<?xml version="1.0" encoding="UTF-8"?>
<!-- The summary of a comparison in Word: a row a power type, a column a kind of change. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q">

  <xsl:variable name="counts.number" select="floor($table-width * 0.1)"/>
  <xsl:variable name="counts.name" select="$table-width - 7 * $counts.number"/>

  <xsl:template name="counts">
    <w:tbl>
      <xsl:call-template name="table.properties"><xsl:with-param name="description" select="'diff.summary'"/></xsl:call-template>
      <w:tblGrid>
        <w:gridCol w:w="{$counts.name}"/>
        <xsl:for-each select="$diff.kinds"><w:gridCol w:w="{$counts.number}"/></xsl:for-each>
      </w:tblGrid>
      <w:tr>
        <w:trPr><w:tblHeader/></w:trPr>
        <xsl:call-template name="count-cell"><xsl:with-param name="width" select="$counts.name"/><xsl:with-param name="text" select="l:text('field.powerType')"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
        <xsl:for-each select="$diff.kinds"><xsl:call-template name="kind-cell"/></xsl:for-each>
      </w:tr>
      <xsl:apply-templates select="$diff.summary/q:type" mode="counts"/>
      <xsl:apply-templates select="$diff.summary" mode="counts"/>
    </w:tbl>
    <xsl:apply-templates select="$diff.summary" mode="note"/>
  </xsl:template>

  <!-- A kind's name leads to its items. -->
  <xsl:template name="kind-cell">
    <xsl:variable name="name"><xsl:call-template name="run"><xsl:with-param name="text" select="l:text(concat('diff.kind.', @name))"/></xsl:call-template></xsl:variable>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$counts.number}" w:type="dxa"/></w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="QzHead"/></w:pPr>
        <xsl:choose>
          <xsl:when test="$diff.summary/@*[name() = current()/@name] &gt; 0 and (@name != 'kept' or $kept = 'yes')">
            <w:hyperlink w:anchor="section_{@name}" w:history="1"><xsl:copy-of select="$name"/></w:hyperlink>
          </xsl:when>
          <xsl:otherwise><xsl:copy-of select="$name"/></xsl:otherwise>
        </xsl:choose>
      </w:p>
    </w:tc>
  </xsl:template>

  <xsl:template match="q:summary" mode="counts">
    <xsl:apply-templates select="." mode="count-row"><xsl:with-param name="name" select="l:text('diff.total')"/></xsl:apply-templates>
  </xsl:template>
  <xsl:template match="q:type" mode="counts">
    <xsl:apply-templates select="." mode="count-row">
      <xsl:with-param name="name" select="concat(@name, substring(l:text('diff.untyped'), 1, 99 * not(normalize-space(@name))))"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="count-row">
    <xsl:param name="name"/>
    <xsl:variable name="counts" select="."/>
    <w:tr>
      <xsl:call-template name="count-cell"><xsl:with-param name="width" select="$counts.name"/><xsl:with-param name="text" select="$name"/><xsl:with-param name="style" select="'QzLabel'"/></xsl:call-template>
      <xsl:for-each select="$diff.kinds">
        <xsl:call-template name="count-cell">
          <xsl:with-param name="width" select="$counts.number"/>
          <xsl:with-param name="text" select="string($counts/@*[name() = current()/@name])"/>
          <xsl:with-param name="centred" select="true()"/>
        </xsl:call-template>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <xsl:template name="count-cell">
    <xsl:param name="width"/>
    <xsl:param name="text"/>
    <xsl:param name="style" select="'QzCell'"/>
    <xsl:param name="centred" select="false()"/>
    <w:tc>
      <w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="{$style}"/><xsl:if test="$centred"><w:jc w:val="center"/></xsl:if></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="$text"/></xsl:call-template>
      </w:p>
    </w:tc>
  </xsl:template>

  <!-- What of the kept items is no change, said once; and that nothing changed. -->
  <xsl:template match="q:summary" mode="note">
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <xsl:if test="@moved + @layout &gt; 0">
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:call-template name="fill">
              <xsl:with-param name="key" select="'diff.kept-note'"/>
              <xsl:with-param name="values"><moved><xsl:value-of select="@moved"/></moved><layout><xsl:value-of select="@layout"/></layout></xsl:with-param>
            </xsl:call-template>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="@added + @removed + @devolved + @changed + @split + @merged = 0"><xsl:call-template name="text-run"><xsl:with-param name="key" select="'diff.none'"/></xsl:call-template></xsl:if>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
