<?xml version="1.0" encoding="UTF-8"?>
<!--
  The list as tables. Narrow screens show each item as a card, by style alone, and
  so do all screens where the table would be wider than a usual one (class "wide");
  @data-label of a cell is its column's label there. Class c3 is the third
  column, by which the script hides it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q s exsl">

  <xsl:variable name="short-fields" select="' serial code name subItem powerType body office extra level '"/>

  <xsl:template match="q:table">
    <xsl:variable name="columns" select="q:columns/q:column[not(contains($left-out-columns, concat('&#10;', @field, '&#9;', normalize-space(@label), '&#10;')))]"/>
    <xsl:variable name="short" select="count($columns[contains($short-fields, concat(' ', @field, ' '))])"/>
    <xsl:variable name="name"><xsl:call-template name="table-name"/></xsl:variable>
    <!-- In units of a short column: more than this does not fit on a usual screen, or between the margins of a site. -->
    <xsl:variable name="wide" select="$short + 2 * (count($columns) - $short) + 2 * ($findings = 'yes') &gt; 11 - 4 * ($fragment = 'yes')"/>
    <div class="{concat('table', substring(' wide', 1, 5 * $wide), substring(' long', 1, 5 * (count(q:item) &gt; 200)))}">
      <table>
        <caption>
          <!-- Not shown a second time below the page's heading; a single table has no name of its own. -->
          <xsl:if test="$table-count = 1 or translate(normalize-space($name), ' &#12288;', '') = $html.title">
            <xsl:attribute name="class">same</xsl:attribute>
          </xsl:if>
          <xsl:value-of select="$name"/>
        </caption>
        <colgroup>
          <xsl:for-each select="$columns"><col class="c{position()} {@field}"/></xsl:for-each>
          <xsl:if test="$findings = 'yes'"><col class="c{count($columns) + 1} findings"/></xsl:if>
        </colgroup>
        <thead>
          <tr>
            <xsl:for-each select="$columns">
              <th scope="col" class="c{position()}"><xsl:apply-templates select="." mode="published"/></th>
            </xsl:for-each>
            <xsl:if test="$findings = 'yes'"><th scope="col" class="c{count($columns) + 1} findings" lang="{$lang}"><xsl:value-of select="$html.findings"/></th></xsl:if>
          </tr>
        </thead>
        <tbody>
          <xsl:apply-templates select="." mode="items"/>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="q:table" mode="items">
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'items'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="columns">
          <xsl:apply-templates select="q:columns/q:column[not(contains($left-out-columns, concat('&#10;', @field, '&#9;', normalize-space(@label), '&#10;')))]" mode="known"/>
        </xsl:variable>
        <xsl:apply-templates select="q:item[not(@s:beside)]"><xsl:with-param name="cells" select="exsl:node-set($columns)/*/*"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The cell that each item fills; the name is the header of its row. -->
  <xsl:template match="q:column" mode="drawn">
    <xsl:param name="at"/>
    <xsl:if test="$publish.laws and @field = 'basis' and not(following-sibling::q:column[@field = 'basis'])"><xsl:attribute name="cites">yes</xsl:attribute></xsl:if>
    <xsl:choose>
      <xsl:when test="@field = 'name' and not(preceding-sibling::q:column[@field = 'name'])"><th scope="row" class="c{$at} {@field}"><xsl:call-template name="cell-label"/></th></xsl:when>
      <xsl:otherwise><td class="c{$at} {@field}"><xsl:call-template name="cell-label"/></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="cell-label">
    <xsl:attribute name="data-label"><xsl:apply-templates select="." mode="published"/></xsl:attribute>
  </xsl:template>

  <!-- The label of a column, as mode "head" gives it, without instructions for filling in. -->
  <xsl:template match="q:column" mode="published">
    <xsl:if test="@group">
      <xsl:call-template name="plain-label"><xsl:with-param name="label" select="@group"/></xsl:call-template>
      <xsl:text> / </xsl:text>
    </xsl:if>
    <xsl:call-template name="plain-label"><xsl:with-param name="label" select="@label"/></xsl:call-template>
    <xsl:if test="not(@group or normalize-space(@label))"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if>
  </xsl:template>

  <xsl:template name="table-name">
    <xsl:choose>
      <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
      <xsl:when test="@sheet"><xsl:value-of select="@sheet"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="/q:list" mode="page-title"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The first cell also links to the item, the last takes what has no column. -->
  <xsl:template match="q:item">
    <xsl:param name="cells"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="elements" select="*"/>
    <xsl:variable name="types"><xsl:if test="$publish.types"><xsl:apply-templates select="." mode="types"/></xsl:if></xsl:variable>
    <xsl:variable name="sorted"><xsl:if test="$publish.laws"><xsl:apply-templates select="." mode="sorted-refs"/></xsl:if></xsl:variable>
    <xsl:variable name="refs" select="exsl:node-set($sorted)/ref"/>
    <xsl:variable name="laws"><xsl:call-template name="law-numbers"><xsl:with-param name="refs" select="$refs"/></xsl:call-template></xsl:variable>
    <tr id="{@id}" data-types="{$types} " data-laws="{$laws} ">
      <xsl:if test="$findings = 'yes'">
        <xsl:attribute name="data-levels"><xsl:apply-templates select="." mode="levels"/><xsl:text> </xsl:text></xsl:attribute>
      </xsl:if>
      <xsl:for-each select="$cells">
        <xsl:copy>
          <xsl:copy-of select="@*"/>
          <xsl:if test="position() = 1"><xsl:apply-templates select="$item" mode="self"/></xsl:if>
          <xsl:apply-templates select=".." mode="content"><xsl:with-param name="elements" select="$elements"/></xsl:apply-templates>
          <xsl:if test="../@cites"><xsl:call-template name="cited"><xsl:with-param name="refs" select="$refs"/></xsl:call-template></xsl:if>
          <xsl:if test="position() = last() and not(contains($left-out-parts, ' unplaced '))"><xsl:apply-templates select="$item/q:extra[@label = '']" mode="unplaced"/></xsl:if>
        </xsl:copy>
      </xsl:for-each>
      <xsl:if test="$findings = 'yes'">
        <xsl:apply-templates select="." mode="findings"><xsl:with-param name="place" select="count($cells) + 1"/></xsl:apply-templates>
      </xsl:if>
    </tr>
  </xsl:template>

  <xsl:template match="q:item" mode="self">
    <a class="self" href="#{@id}" lang="{$lang}" aria-label="{concat($html.item.link, ' ', q:serial[$publish.serials])}">#</a>
  </xsl:template>

  <xsl:variable name="html.title.text"><xsl:apply-templates select="$whole" mode="page-title"/></xsl:variable>
  <xsl:variable name="html.title" select="translate(normalize-space($html.title.text), ' &#12288;', '')"/>
  <xsl:variable name="html.item.link" select="l:text('html.item.link')"/>
</xsl:stylesheet>
