<?xml version="1.0" encoding="UTF-8"?>
<!--
  Cells. All of them are texts that stand in the sheet itself, which no program
  takes for a formula or a number: a table of shared ones makes real lists a
  quarter smaller, but could not be drawn in chunks.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" xmlns:str="http://exslt.org/strings"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="q str">

  <!-- Whether any text has what would break a line, or looks like an escape (ECMA-376 Part 1, 22.9.2.19): to look once costs less than each time. -->
  <xsl:variable name="breaks" select="boolean(($chunk | $whole[$part != 'frame'])//text()[contains(., '&#10;') or contains(., '&#9;') or contains(., '&#13;')])"/>
  <xsl:variable name="escapes" select="boolean(//text()[contains(., '_x')] | //@marker[contains(., '_x')])"/>

  <!-- A text as it has to be written: _x0041_ would be read as A, unless the sign before it is an escape itself. -->
  <xsl:template name="written">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$escapes and contains($text, '_x')"><xsl:value-of select="str:replace(translate($text, '&#9;&#10;&#13;', '   '), '_x', '_x005F_x')"/></xsl:when>
      <xsl:when test="$breaks"><xsl:value-of select="translate($text, '&#9;&#10;&#13;', '   ')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="place">
    <xsl:param name="row"/>
    <xsl:param name="style"/>
    <xsl:if test="$row &gt; 0"><xsl:attribute name="r"><xsl:value-of select="concat(@letter, $row)"/></xsl:attribute></xsl:if>
    <xsl:attribute name="s"><xsl:value-of select="$style"/></xsl:attribute>
  </xsl:template>

  <!-- A cell with one line of text. -->
  <xsl:template name="text-cell">
    <xsl:param name="row"/>
    <xsl:param name="style"/>
    <xsl:param name="text"/>
    <c>
      <xsl:call-template name="place"><xsl:with-param name="row" select="$row"/><xsl:with-param name="style" select="$style"/></xsl:call-template>
      <xsl:if test="$text != ''">
        <xsl:attribute name="t">inlineStr</xsl:attribute>
        <is><t xml:space="preserve"><xsl:call-template name="written"><xsl:with-param name="text" select="$text"/></xsl:call-template></t></is>
      </xsl:if>
    </c>
  </xsl:template>

  <!-- The cell of a column, of the elements of an item or of one of its rows. -->
  <xsl:template match="*" mode="cell">
    <xsl:param name="elements"/>
    <xsl:param name="row"/>
    <xsl:param name="step"/>
    <xsl:param name="covered"/>
    <xsl:variable name="field" select="string(@field)"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="own" select="$elements[local-name() = $field][$covered = '' or not(contains($covered, concat(' ', current()/@source, ' ')))]"/>
      <xsl:with-param name="row" select="$row"/>
      <xsl:with-param name="step" select="$step"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Where columns share a field, nothing is merged over items. -->
  <xsl:template match="shared" mode="cell">
    <xsl:param name="elements"/>
    <xsl:param name="row"/>
    <xsl:param name="step"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="own" select="q:own($elements)"/>
      <xsl:with-param name="row" select="$row"/>
      <xsl:with-param name="step" select="$step"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="own"/>
    <xsl:param name="row"/>
    <xsl:param name="step"/>
    <xsl:variable name="lines" select="$own[not(*)][string()] | $own/q:p | $own//q:li"/>
    <xsl:variable name="open" select="$appendix = 'yes' and $own[self::q:powerType][not(string())]"/>
    <c>
      <xsl:if test="$row &gt; 0"><xsl:attribute name="r"><xsl:value-of select="concat(@letter, $row)"/></xsl:attribute></xsl:if>
      <xsl:attribute name="s">
        <xsl:choose>
          <xsl:when test="$open"><xsl:value-of select="$style.open + $step"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$style.text + 3 * $step + @kind"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:if test="$lines">
        <xsl:attribute name="t">inlineStr</xsl:attribute>
        <is>
          <xsl:choose>
            <xsl:when test="$lines[self::q:li]"><xsl:apply-templates select="$lines" mode="run"><xsl:with-param name="size" select="$sizes[$step + 1]"/></xsl:apply-templates></xsl:when>
            <xsl:otherwise>
              <t xml:space="preserve">
                <xsl:for-each select="$lines">
                  <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
                  <xsl:choose>
                    <xsl:when test="$breaks or $escapes"><xsl:call-template name="written"><xsl:with-param name="text" select="string()"/></xsl:call-template></xsl:when>
                    <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
                  </xsl:choose>
                </xsl:for-each>
              </t>
            </xsl:otherwise>
          </xsl:choose>
        </is>
      </xsl:if>
    </c>
  </xsl:template>

  <!-- ==== texts with points ==== -->

  <!-- A piece of a text in one colour. -->
  <xsl:template name="run">
    <xsl:param name="size"/>
    <xsl:param name="colour"/>
    <xsl:param name="text"/>
    <xsl:param name="new-line"/>
    <r>
      <rPr><sz val="{$size}"/><color rgb="{$colour}"/><rFont val="{$font.text}"/><family val="3"/><charset val="134"/></rPr>
      <t xml:space="preserve"><xsl:if test="$new-line"><xsl:text>&#10;</xsl:text></xsl:if><xsl:call-template name="written"><xsl:with-param name="text" select="$text"/></xsl:call-template></t>
    </r>
  </xsl:template>

  <xsl:template match="*" mode="run">
    <xsl:param name="size"/>
    <xsl:call-template name="run">
      <xsl:with-param name="size" select="$size"/>
      <xsl:with-param name="colour" select="$colour.line"/>
      <xsl:with-param name="text" select="string()"/>
      <xsl:with-param name="new-line" select="position() &gt; 1"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="q:li" mode="run">
    <xsl:param name="size"/>
    <xsl:variable name="level" select="substring('123456789ABCDEF', count(ancestor::q:ol), 1)"/>
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="q:ol"><xsl:for-each select="text() | q:cite"><xsl:value-of select="."/></xsl:for-each></xsl:when> <!-- points below it have lines of their own -->
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="@marker">
      <xsl:call-template name="run">
        <xsl:with-param name="size" select="$size"/>
        <xsl:with-param name="colour" select="concat('FF00002', $level)"/>
        <xsl:with-param name="text" select="string(@marker)"/>
        <xsl:with-param name="new-line" select="position() &gt; 1"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="string($text) or not(@marker)">
      <xsl:call-template name="run">
        <xsl:with-param name="size" select="$size"/>
        <xsl:with-param name="colour" select="concat('FF00001', $level)"/>
        <xsl:with-param name="text" select="string($text)"/>
        <xsl:with-param name="new-line" select="position() &gt; 1 and not(@marker)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
