<?xml version="1.0" encoding="UTF-8"?>
<!--
  The items of a kind in Word, before and after side by side: an entry has a row
  for its name and one for each field that changed; its number, kind, reason
  and remark are merged over them. Of what stands on one side alone the other is
  crossed out. A row that fits on a page stays whole, and the first one of an entry
  stays with the next, so that no entry begins with a line at a page's foot.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q exsl">

  <!-- Columns with their widths; they fill the type area, and wider paper goes to what is compared. -->
  <xsl:variable name="compared.more" select="$table-width - 12756"/>
  <xsl:variable name="compared.half" select="floor($compared.more div 2)"/>
  <xsl:variable name="compared.grids">
    <grid sides="2">
      <c w="600" key="field.serial"/><c w="1010" key="diff.kind"/><c w="1340" key="diff.element"/><c w="{3400 + $compared.half}" key="diff.old"/>
      <c w="{3400 + $compared.more - $compared.half}" key="diff.new"/><c w="1900" key="diff.reason"/><c w="1106" key="diff.remark"/>
    </grid>
    <grid sides="0">
      <c w="1000" key="diff.old"/><c w="1000" key="diff.new"/><c w="{6756 + $compared.more}" key="field.name"/><c w="2000" key="field.powerType"/><c w="2000" key="diff.remark"/>
    </grid>
  </xsl:variable>

  <!-- What fits on half a page: 15 characters a line, 14 lines. A longer row may be divided: rows longer than a page are cut off by some programs. -->
  <xsl:variable name="whole-row" select="200"/>
  <xsl:variable name="whole-blocks" select="10"/>

  <xsl:template match="section" mode="section">
    <xsl:variable name="section" select="."/>
    <xsl:variable name="entries"><xsl:call-template name="entries"><xsl:with-param name="kind" select="@name"/></xsl:call-template></xsl:variable>
    <xsl:for-each select="exsl:node-set($compared.grids)/grid[@sides = 2 - 2 * ($section/@name = 'kept')]">
      <w:tbl>
        <xsl:call-template name="table.properties"><xsl:with-param name="description" select="concat('diff.kind.', $section/@name)"/></xsl:call-template>
        <w:tblGrid><xsl:for-each select="c"><w:gridCol w:w="{@w}"/></xsl:for-each></w:tblGrid>
        <w:tr>
          <w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>
          <xsl:apply-templates select="c" mode="head"/>
        </w:tr>
        <xsl:apply-templates select="exsl:node-set($entries)/*" mode="rows">
          <xsl:with-param name="before" select="number($section/@before)"/>
          <xsl:with-param name="grid" select="c"/>
        </xsl:apply-templates>
      </w:tbl>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="c" mode="head">
    <xsl:call-template name="compared-cell">
      <xsl:with-param name="column" select="."/>
      <xsl:with-param name="content"><xsl:call-template name="text-paragraph"><xsl:with-param name="key" select="@key"/><xsl:with-param name="paragraph" select="'QzColumn'"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== an entry: its rows, and what is said once ==== -->

  <xsl:template match="q:item" mode="entry">
    <xsl:variable name="parts"><xsl:apply-templates select="." mode="parts"/></xsl:variable>
    <entry kind="{@kind}" id="{sum(@new | @old[not(../@new)]) * 2 - not(@new)}">
      <xsl:apply-templates select="." mode="compared"/>
      <xsl:apply-templates select="key('diff.part', string($parts))" mode="compared"/>
      <xsl:copy-of select="q:changes/q:reason"/>
      <remark><xsl:apply-templates select="." mode="remarks"/></remark>
    </entry>
  </xsl:template>

  <xsl:template match="q:item[@kind = 'kept']" mode="entry" priority="1">
    <kept>
      <old><xsl:apply-templates select="." mode="serial"><xsl:with-param name="hide" select="'ins'"/></xsl:apply-templates></old>
      <new><xsl:apply-templates select="." mode="serial"/></new>
      <name><xsl:apply-templates select="." mode="name"/></name>
      <type><xsl:apply-templates select="." mode="type"/></type>
      <remark>
        <xsl:apply-templates select="." mode="remarks"/>
        <xsl:if test="q:changes/q:field/@class = 'layout'"><xsl:value-of select="l:text('diff.layout')"/></xsl:if>
      </remark>
    </kept>
  </xsl:template>

  <!-- The name first, changed or not, with the item's places; then the other fields. -->
  <xsl:template match="q:item" mode="compared">
    <xsl:variable name="fields"><xsl:apply-templates select="." mode="fields"/></xsl:variable>
    <row>
      <xsl:copy-of select="@change"/>
      <xsl:attribute name="label"><xsl:apply-templates select="q:name[1]" mode="field-label"/><xsl:if test="not(q:name)"><xsl:value-of select="l:text('field.name')"/></xsl:if></xsl:attribute>
      <xsl:attribute name="place"><xsl:apply-templates select="." mode="places"/></xsl:attribute>
      <xsl:if test="@of or @into"><xsl:attribute name="part"><xsl:value-of select="l:text(concat('diff.part.', @kind))"/></xsl:attribute></xsl:if>
      <xsl:call-template name="sides"><xsl:with-param name="elements" select="q:name"/><xsl:with-param name="whole" select="true()"/><xsl:with-param name="together" select="false()"/></xsl:call-template>
    </row>
    <xsl:variable name="change" select="@change"/>
    <xsl:for-each select="exsl:node-set($fields)/field[@name != 'name']">
      <row><xsl:copy-of select="$change | @* | *"/></row>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== rows ==== -->

  <xsl:template match="entry" mode="rows">
    <xsl:param name="before"/>
    <xsl:param name="grid"/>
    <xsl:variable name="number" select="$before + position()"/>
    <xsl:for-each select="row">
      <xsl:variable name="merge" select="concat(substring('restart', 1, 7 * (position() = 1 and last() &gt; 1)), substring('continue', 1, 8 * (position() &gt; 1)))"/>
      <w:tr>
        <xsl:if test="string-length(old) &lt; $whole-row and string-length(new) &lt; $whole-row and count(old/*) &lt; $whole-blocks and count(new/*) &lt; $whole-blocks">
          <w:trPr><w:cantSplit/></w:trPr>
        </xsl:if>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[1]"/>
          <xsl:with-param name="merge" select="$merge"/>
          <xsl:with-param name="bookmark" select="substring(../@id, 1, 9 * (position() = 1))"/>
          <xsl:with-param name="content"><xsl:if test="position() = 1"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="$number"/></xsl:call-template></xsl:if></xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[2]"/>
          <xsl:with-param name="merge" select="$merge"/>
          <xsl:with-param name="content"><xsl:if test="position() = 1"><xsl:call-template name="text-paragraph"><xsl:with-param name="key" select="concat('diff.kind.', ../@kind)"/></xsl:call-template></xsl:if></xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[3]"/>
          <xsl:with-param name="keep" select="$merge = 'restart'"/>
          <xsl:with-param name="content"><xsl:apply-templates select="." mode="label"/></xsl:with-param>
        </xsl:call-template>
        <xsl:apply-templates select="." mode="sides"><xsl:with-param name="grid" select="$grid"/><xsl:with-param name="keep" select="$merge = 'restart'"/></xsl:apply-templates>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[last() - 1]"/>
          <xsl:with-param name="merge" select="$merge"/>
          <xsl:with-param name="content"><xsl:if test="position() = 1"><xsl:apply-templates select="../q:reason" mode="draw"/></xsl:if></xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[last()]"/>
          <xsl:with-param name="merge" select="$merge"/>
          <xsl:with-param name="content">
            <xsl:if test="position() = 1 and string(../remark)"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="../remark"/><xsl:with-param name="style" select="'QzSuggestion'"/></xsl:call-template></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
      </w:tr>
    </xsl:for-each>
  </xsl:template>

  <!-- Before and after; the side on which the item does not stand is crossed out. -->
  <xsl:template match="row" mode="sides">
    <xsl:param name="grid"/>
    <xsl:param name="keep"/>
    <xsl:call-template name="compared-cell">
      <xsl:with-param name="column" select="$grid[@key = 'diff.old']"/>
      <xsl:with-param name="keep" select="$keep"/>
      <xsl:with-param name="content"><xsl:apply-templates select="old" mode="draw"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="compared-cell">
      <xsl:with-param name="column" select="$grid[@key = 'diff.new']"/>
      <xsl:with-param name="keep" select="$keep"/>
      <xsl:with-param name="content"><xsl:apply-templates select="new" mode="draw"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="kept" mode="rows">
    <xsl:param name="grid"/>
    <w:tr>
      <xsl:for-each select="old | new | name | type | remark">
        <xsl:variable name="at" select="position()"/>
        <xsl:call-template name="compared-cell">
          <xsl:with-param name="column" select="$grid[$at]"/>
          <xsl:with-param name="content"><xsl:if test="string(.)"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="."/></xsl:call-template></xsl:if></xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </w:tr>
  </xsl:template>

  <xsl:template name="compared-cell">
    <xsl:param name="column"/>
    <xsl:param name="content"/>
    <xsl:param name="merge" select="''"/>
    <xsl:param name="bookmark" select="''"/>
    <xsl:param name="keep" select="$merge = 'restart'"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{$column/@w}" w:type="dxa"/>
        <xsl:if test="$merge != ''"><w:vMerge w:val="{$merge}"/></xsl:if>
      </w:tcPr>
      <xsl:if test="$bookmark != ''"><w:bookmarkStart w:id="{$bookmark}" w:name="item_{$bookmark}"/><w:bookmarkEnd w:id="{$bookmark}"/></xsl:if>
      <xsl:choose>
        <xsl:when test="$keep"><xsl:apply-templates select="exsl:node-set($content)/*" mode="keep"/></xsl:when>
        <xsl:otherwise><xsl:copy-of select="$content"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="not(exsl:node-set($content)/w:p)"><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></xsl:if>
    </w:tc>
  </xsl:template>

  <!-- Paragraphs that stay on the page of the row below. -->
  <xsl:template match="w:p" mode="keep">
    <w:p>
      <w:pPr><xsl:copy-of select="w:pPr/w:pStyle"/><w:keepNext/><xsl:copy-of select="w:pPr/*[not(self::w:pStyle)]"/></w:pPr>
      <xsl:copy-of select="*[not(self::w:pPr)]"/>
    </w:p>
  </xsl:template>

  <!-- ==== what stands in the cells ==== -->

  <!-- What changed: the field, and where nothing but its citations or its form did, that. -->
  <xsl:template match="row" mode="label">
    <xsl:if test="@part"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="@part"/><xsl:with-param name="paragraph" select="'QzLabel'"/></xsl:call-template></xsl:if>
    <xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="@label"/><xsl:with-param name="paragraph" select="'QzLabel'"/></xsl:call-template>
    <xsl:if test="string(@place)"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="@place"/></xsl:call-template></xsl:if>
    <xsl:for-each select="q:citation[not(@was-law)][@from != '' and @to != '']">
      <xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="concat(@from, ' → ', @to)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="@class = 'layout'"><xsl:call-template name="text-paragraph"><xsl:with-param name="key" select="'diff.layout'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template match="old | new" mode="draw">
    <xsl:apply-templates select="block | gap" mode="draw"/>
    <xsl:if test="not(block | gap)"><xsl:call-template name="text-paragraph"><xsl:with-param name="key" select="'diff.empty'"/><xsl:with-param name="style" select="'QzSuggestion'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- The side on which an item, or a part of a split or a merger, does not stand. -->
  <xsl:template match="row[@change = 'ins']/old | row[@change = 'del']/new" mode="draw" priority="1">
    <xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="'／'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="block" mode="draw">
    <w:p>
      <w:pPr>
        <w:pStyle w:val="Qz{substring('Cell', 1, 4 * (@kind != 'li'))}{substring('ListItem', 1, 8 * (@kind = 'li' and boolean(@marker)))}{substring('Item', 1, 4 * (@kind = 'li' and not(@marker)))}"/>
        <xsl:if test="@depth &gt; 1"><w:ind w:left="{210 * @depth}"/></xsl:if>
      </w:pPr>
      <xsl:if test="@marker">
        <xsl:call-template name="run">
          <xsl:with-param name="text" select="string(@marker)"/>
          <xsl:with-param name="style" select="concat(substring('QzInserted', 1, 10 * (@mark = 'ins')), substring('QzDeleted', 1, 9 * (@mark = 'del')), substring('QzMarker', 1, 8 * not(@mark)))"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:apply-templates select="run" mode="draw"/>
    </w:p>
  </xsl:template>

  <xsl:template match="gap" mode="draw"><xsl:call-template name="text-paragraph"><xsl:with-param name="key" select="'diff.gap'"/></xsl:call-template></xsl:template>

  <xsl:template match="run" mode="draw">
    <xsl:call-template name="run">
      <xsl:with-param name="text" select="string(.)"/>
      <xsl:with-param name="style">
        <xsl:choose>
          <xsl:when test="@mark = 'note'">QzSuggestion</xsl:when>
          <xsl:when test="@mark = 'ins' and @class">QzForm</xsl:when>
          <xsl:when test="@mark = 'del' and @class">QzFormDeleted</xsl:when>
          <xsl:when test="@mark = 'ins'">QzInserted</xsl:when>
          <xsl:when test="@mark = 'del'">QzDeleted</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Room for the office's reason; what the program suggests is said to be that. -->
  <xsl:template match="q:reason" mode="draw">
    <xsl:if test="normalize-space(.)"><xsl:call-template name="plain-paragraph"><xsl:with-param name="text" select="normalize-space(.)"/></xsl:call-template></xsl:if>
    <xsl:for-each select="q:suggestion">
      <xsl:call-template name="plain-paragraph">
        <xsl:with-param name="text"><xsl:value-of select="l:text('diff.suggestion')"/><xsl:apply-templates select="." mode="sentence"/></xsl:with-param>
        <xsl:with-param name="style" select="'QzSuggestion'"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="plain-paragraph">
    <xsl:param name="text"/>
    <xsl:param name="style" select="''"/>
    <xsl:param name="paragraph" select="'QzCell'"/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$paragraph}"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/><xsl:with-param name="style" select="string($style)"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="text-paragraph">
    <xsl:param name="key"/>
    <xsl:param name="style" select="''"/>
    <xsl:param name="paragraph" select="'QzCell'"/>
    <xsl:call-template name="plain-paragraph">
      <xsl:with-param name="text"><xsl:value-of select="l:text($key)"/></xsl:with-param>
      <xsl:with-param name="style" select="$style"/>
      <xsl:with-param name="paragraph" select="$paragraph"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
