<?xml version="1.0" encoding="UTF-8"?>
<!-- The sheet of a table: its title, its header, a row for each item or sub-item. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings" xmlns:func="http://exslt.org/functions"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" extension-element-prefixes="func"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="l q s exsl str pkg">

  <!-- ==== what the program says of a table ==== -->

  <!-- name, order, widths, title, heads, last, merged, types, unplaced: 1 to 9; nothing where it says nothing. -->
  <xsl:template match="q:table" mode="told">
    <xsl:param name="cell"/>
    <xsl:value-of select="str:tokenize(@s:told, '&#9;')[$cell]"/>
  </xsl:template>

  <!-- 1: a title stands above the header, else 0. -->
  <xsl:template match="q:table" mode="titled">
    <xsl:variable name="height"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="4"/></xsl:apply-templates></xsl:variable>
    <xsl:value-of select="number($height &gt; 0 or ($height = '' and normalize-space(@title) != ''))"/>
  </xsl:template>

  <!-- The rows of the header: 1 or 2. -->
  <xsl:template match="q:table" mode="head-rows">
    <xsl:variable name="heights"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="5"/></xsl:apply-templates></xsl:variable>
    <xsl:value-of select="1 + number(contains($heights, ' ') or ($heights = '' and boolean(q:columns/q:column/@groupPos)))"/>
  </xsl:template>

  <xsl:template match="q:table" mode="filtered">
    <xsl:param name="dollar" select="''"/>
    <xsl:variable name="last"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="6"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="titled"><xsl:apply-templates select="." mode="titled"/></xsl:variable>
    <xsl:variable name="heads"><xsl:apply-templates select="." mode="head-rows"/></xsl:variable>
    <xsl:variable name="columns"><xsl:apply-templates select="." mode="columns"/></xsl:variable>
    <xsl:if test="$last &gt; $titled + $heads">
      <xsl:value-of select="concat($dollar, 'A', $dollar, $titled + $heads, ':', $dollar, exsl:node-set($columns)/*[last()]/@letter, $dollar, $last)"/>
    </xsl:if>
  </xsl:template>

  <!-- A, Z, AA: the column of that number. -->
  <func:function name="q:letters">
    <xsl:param name="at"/>
    <xsl:variable name="abc" select="'ABCDEFGHIJKLMNOPQRSTUVWXYZ'"/>
    <func:result select="concat(substring($abc, floor(($at - 703) div 676) + 1, number($at &gt; 702)), substring($abc, floor(($at - 27) div 26) mod 26 + 1, number($at &gt; 26)), substring($abc, ($at - 1) mod 26 + 1, 1))"/>
  </func:function>

  <!-- ==== columns ==== -->

  <!-- The columns of the sheet: as in common/columns.xsl, with @source, its number there, and @letter. -->
  <xsl:template match="q:table" mode="columns">
    <xsl:variable name="order"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="2"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="kinds"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="8"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="unplaced"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="9"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="known"><xsl:apply-templates select="q:columns[1]/q:column" mode="known"/></xsl:variable>
    <xsl:variable name="columns">
      <xsl:choose>
        <xsl:when test="$order = ''"><xsl:copy-of select="$known"/></xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="str:tokenize($order, ' ')"><xsl:copy-of select="exsl:node-set($known)/*[number(current())]"/></xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$kinds = 'types'"><powerType field="powerType" label="{l:text('field.powerType')}" kind="1"/></xsl:if>
      <xsl:if test="$unplaced = 'unplaced'"><shared field="extra" label="" twins="1" before="0" kind="2"/></xsl:if>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($columns)/*">
      <xsl:element name="{local-name()}" namespace="">
        <xsl:copy-of select="@*"/>
        <xsl:attribute name="letter"><xsl:value-of select="q:letters(position())"/></xsl:attribute>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- How its cells are written: 0 plain, 1 centred, 2 blocks. -->
  <xsl:template match="q:column" mode="drawn">
    <xsl:param name="at"/>
    <xsl:attribute name="source"><xsl:value-of select="$at"/></xsl:attribute>
    <xsl:attribute name="kind">
      <xsl:choose>
        <xsl:when test="contains(' serial powerType ', concat(' ', @field, ' '))">1</xsl:when>
        <xsl:when test="contains(' code name subItem body office ', concat(' ', @field, ' '))">0</xsl:when>
        <xsl:otherwise>2</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!-- ==== the part ==== -->

  <xsl:template match="q:table" mode="part">
    <xsl:variable name="columns"><xsl:apply-templates select="." mode="columns"/></xsl:variable>
    <xsl:variable name="titled"><xsl:apply-templates select="." mode="titled"/></xsl:variable>
    <xsl:variable name="heads"><xsl:apply-templates select="." mode="head-rows"/></xsl:variable>
    <pkg:part pkg:name="/xl/worksheets/sheet{position()}.xml" pkg:contentType="{$spreadsheet}worksheet+xml">
      <pkg:xmlData>
        <worksheet>
          <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
          <xsl:call-template name="view"><xsl:with-param name="rows" select="$titled + $heads"/><xsl:with-param name="selected" select="position() = 1"/></xsl:call-template>
          <sheetFormatPr defaultRowHeight="19"/>
          <xsl:call-template name="widths"><xsl:with-param name="columns" select="exsl:node-set($columns)/*"/></xsl:call-template>
          <sheetData>
            <xsl:call-template name="header"><xsl:with-param name="columns" select="exsl:node-set($columns)/*"/><xsl:with-param name="titled" select="number($titled)"/></xsl:call-template>
            <xsl:apply-templates select="." mode="rows"/>
          </sheetData>
          <xsl:call-template name="below">
            <xsl:with-param name="columns" select="exsl:node-set($columns)/*"/>
            <xsl:with-param name="titled" select="number($titled)"/>
            <xsl:with-param name="heads" select="number($heads)"/>
          </xsl:call-template>
        </worksheet>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- The rows above the items stay in sight. -->
  <xsl:template name="view">
    <xsl:param name="rows"/>
    <xsl:param name="selected"/>
    <sheetViews>
      <sheetView workbookViewId="0">
        <xsl:if test="$selected"><xsl:attribute name="tabSelected">1</xsl:attribute></xsl:if>
        <pane ySplit="{$rows}" topLeftCell="A{$rows + 1}" activePane="bottomLeft" state="frozen"/>
        <selection pane="bottomLeft" activeCell="A{$rows + 1}" sqref="A{$rows + 1}"/>
      </sheetView>
    </sheetViews>
  </xsl:template>

  <xsl:template name="widths">
    <xsl:param name="columns"/>
    <xsl:variable name="told"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="3"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="widths" select="str:tokenize($told, ' ')"/>
    <cols>
      <xsl:for-each select="$columns">
        <xsl:variable name="at" select="position()"/>
        <xsl:variable name="usual" select="(@field = 'serial') * 6 + (@kind = 2) * 40 + (@field != 'serial' and @kind != 2) * 14"/>
        <col min="{$at}" max="{$at}" width="{concat($widths[$at], substring($usual, 1, 9 * not($widths[$at])))}" customWidth="1"/>
      </xsl:for-each>
    </cols>
  </xsl:template>

  <!-- What stands behind the rows in a sheet, in the order of its schema. -->
  <xsl:template name="below">
    <xsl:param name="columns"/>
    <xsl:param name="titled"/>
    <xsl:param name="heads"/>
    <xsl:variable name="last"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="6"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="range"><xsl:apply-templates select="." mode="filtered"/></xsl:variable>
    <xsl:variable name="type" select="$columns[@field = 'powerType'][1]"/>
    <xsl:if test="string($range)"><autoFilter ref="{$range}"/></xsl:if>
    <xsl:call-template name="merge-cells"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="titled" select="$titled"/><xsl:with-param name="heads" select="$heads"/></xsl:call-template>
    <xsl:if test="$type and string($range) and $power-types != ''">
      <dataValidations count="1">
        <dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="{$type/@letter}{$titled + $heads + 1}:{$type/@letter}{$last}">
          <formula1><xsl:value-of select="concat('&quot;', $power-types, '&quot;')"/></formula1>
        </dataValidation>
      </dataValidations>
    </xsl:if>
    <xsl:call-template name="page"/>
    <xsl:if test="string($range)"><ignoredErrors><ignoredError sqref="{concat('A1:', substring-after($range, ':'))}" numberStoredAsText="1"/></ignoredErrors></xsl:if>
  </xsl:template>

  <!-- Printed: landscape, as wide as the page, its number below. -->
  <xsl:template name="page">
    <printOptions horizontalCentered="1"/>
    <pageMargins left="0.39" right="0.39" top="0.55" bottom="0.6" header="0.3" footer="0.3"/>
    <pageSetup paperSize="{9 - ($sheet-paper = 'a3')}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>
    <headerFooter><oddFooter><xsl:value-of select="concat('&amp;C', l:text('xlsx.page'))"/></oddFooter></headerFooter>
  </xsl:template>

  <!-- ==== rows ==== -->

  <xsl:template match="q:table" mode="rows">
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'rows'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="columns"><xsl:apply-templates select="." mode="columns"/></xsl:variable>
        <xsl:apply-templates select="q:item[not(@s:beside)]" mode="rows"><xsl:with-param name="columns" select="exsl:node-set($columns)/*"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "row section step height…" as the program has it, else without numbers. -->
  <xsl:template match="q:item" mode="at"><xsl:value-of select="@s:at"/></xsl:template>
  <xsl:template match="q:item[not(@s:at)]" mode="at">
    <xsl:variable name="section"><xsl:apply-templates select="." mode="section"/></xsl:variable>
    <xsl:value-of select="concat('0 ', string-length($section), ' 0 0')"/>
    <xsl:variable name="item" select="."/>
    <xsl:for-each select="(.//@part)[. &gt; 1]"><xsl:if test="not($item/*[@part = current()][1]/@part != current()) and generate-id(..) = generate-id($item/*[@part = current()][1])"> 0</xsl:if></xsl:for-each>
  </xsl:template>

  <!-- What belongs to one row of an item with several. -->
  <xsl:key name="row" match="q:item/*[@part]" use="concat(generate-id(..), ' ', @part)"/>

  <xsl:template match="q:item" mode="rows">
    <xsl:param name="columns"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="told"><xsl:apply-templates select="." mode="at"/></xsl:variable>
    <xsl:variable name="at" select="str:tokenize($told, ' ')"/>
    <xsl:variable name="first" select="$at[1] + ($at[2] &gt; 0)"/>
    <xsl:variable name="step" select="number($at[3])"/>
    <xsl:if test="$at[2] &gt; 0">
      <row>
        <xsl:call-template name="row-place"><xsl:with-param name="row" select="number($at[1])"/><xsl:with-param name="height" select="number($at[2]) * ($at[1] &gt; 0)"/></xsl:call-template>
        <xsl:for-each select="$columns">
          <xsl:call-template name="text-cell">
            <xsl:with-param name="row" select="number($at[1])"/>
            <xsl:with-param name="style" select="$style.section"/>
            <xsl:with-param name="text" select="string($item/@section[current()/@letter = 'A'])"/>
          </xsl:call-template>
        </xsl:for-each>
      </row>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="not($at[5])">
        <row>
          <xsl:call-template name="row-place"><xsl:with-param name="row" select="$first * ($at[1] &gt; 0)"/><xsl:with-param name="height" select="number($at[4])"/></xsl:call-template>
          <xsl:apply-templates select="$columns" mode="cell">
            <xsl:with-param name="elements" select="*"/>
            <xsl:with-param name="row" select="$first * ($at[1] &gt; 0)"/>
            <xsl:with-param name="step" select="$step"/>
            <xsl:with-param name="covered" select="string(@s:covered)"/>
          </xsl:apply-templates>
        </row>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$at[position() &gt; 3]">
          <xsl:variable name="at-row" select="position()"/>
          <xsl:variable name="height" select="number(.)"/>
          <xsl:for-each select="$item"> <!-- key() looks in the document of the context -->
            <row>
              <xsl:call-template name="row-place"><xsl:with-param name="row" select="($first + $at-row - 1) * ($at[1] &gt; 0)"/><xsl:with-param name="height" select="$height"/></xsl:call-template>
              <xsl:apply-templates select="$columns" mode="cell">
                <xsl:with-param name="elements" select="key('row', concat(generate-id(), ' ', $at-row)) | current()[$at-row = 1]/*[not(@part)]"/>
                <xsl:with-param name="row" select="($first + $at-row - 1) * ($at[1] &gt; 0)"/>
                <xsl:with-param name="step" select="$step"/>
                <xsl:with-param name="covered" select="string(@s:covered)"/>
              </xsl:apply-templates>
            </row>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="row-place">
    <xsl:param name="row"/>
    <xsl:param name="height"/>
    <xsl:if test="$row &gt; 0"><xsl:attribute name="r"><xsl:value-of select="$row"/></xsl:attribute></xsl:if>
    <xsl:if test="$height &gt; 0">
      <xsl:attribute name="ht"><xsl:value-of select="$height div 100"/></xsl:attribute>
      <xsl:attribute name="customHeight">1</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ==== merged cells ==== -->

  <xsl:template name="merge-cells">
    <xsl:param name="columns"/>
    <xsl:param name="titled"/>
    <xsl:param name="heads"/>
    <xsl:variable name="merged"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="7"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="header"><xsl:call-template name="header-merges"><xsl:with-param name="columns" select="$columns"/><xsl:with-param name="titled" select="$titled"/></xsl:call-template></xsl:variable>
    <xsl:if test="exsl:node-set($header)/* or $merged = 'merged'">
      <mergeCells><xsl:copy-of select="$header"/><xsl:apply-templates select="." mode="merges"/></mergeCells>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:table" mode="merges">
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'merges'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="columns"><xsl:apply-templates select="." mode="columns"/></xsl:variable>
        <xsl:variable name="known" select="exsl:node-set($columns)/*"/>
        <xsl:apply-templates select="q:item[not(@s:beside)][@s:merged or @section]" mode="merges">
          <xsl:with-param name="last" select="string($known[last()][count($known[@source]) &gt; 1]/@letter)"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:item" mode="merges">
    <xsl:param name="last"/>
    <xsl:variable name="row" select="substring-before(@s:at, ' ')"/>
    <xsl:if test="$last != '' and $row != '' and not(starts-with(substring-after(@s:at, ' '), '0 '))"><mergeCell ref="A{$row}:{$last}{$row}"/></xsl:if>
    <xsl:for-each select="str:tokenize(@s:merged, ' ')"><mergeCell ref="{.}"/></xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
