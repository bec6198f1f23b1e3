<?xml version="1.0" encoding="UTF-8"?>
<!--
  The sheet 《源表修正与待核事项》: a row for each finding, each cell that is still
  open, each kind of repair, each decision, and each piece of text that is no item.
  Its rows have no numbers, which the format does not ask for.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" xmlns:func="http://exslt.org/functions"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" extension-element-prefixes="func" exclude-result-prefixes="l q s exsl str pkg">

  <!-- The rules of the repairs, as they come. There are some ten at most: each is looked for among the repairs that are left. -->
  <xsl:variable name="repaired">
    <xsl:call-template name="rules-of"><xsl:with-param name="repairs" select="$whole/q:head/q:repairs/q:repair"/></xsl:call-template>
  </xsl:variable>

  <xsl:template name="rules-of">
    <xsl:param name="repairs"/>
    <xsl:if test="$repairs">
      <xsl:variable name="rule" select="string($repairs[1]/@rule)"/>
      <rule name="{$rule}" xmlns=""/>
      <xsl:call-template name="rules-of"><xsl:with-param name="repairs" select="$repairs[@rule != $rule]"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="repaired.root" select="$chunk/s:shared | exsl:node-set($repaired)[$whole]"/>
  <xsl:variable name="repaired.rules" select="$repaired.root/rule/@name"/>

  <!-- What is said of the cells of a row: kind, item, column, place, what, cure. -->
  <xsl:template name="part.appendix">
    <pkg:part pkg:name="/xl/worksheets/appendix.xml" pkg:contentType="{$spreadsheet}worksheet+xml">
      <pkg:xmlData>
        <worksheet>
          <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
          <xsl:call-template name="view"><xsl:with-param name="rows" select="1"/><xsl:with-param name="selected" select="false()"/></xsl:call-template>
          <sheetFormatPr defaultRowHeight="19"/>
          <cols>
            <xsl:for-each select="str:tokenize('12 20 18 24 70 50', ' ')"><col min="{position()}" max="{position()}" width="{.}" customWidth="1"/></xsl:for-each>
          </cols>
          <sheetData>
            <row ht="25" customHeight="1">
              <xsl:for-each select="str:tokenize('kind item field place what cure', ' ')">
                <xsl:call-template name="said"><xsl:with-param name="text" select="l:text(concat('xlsx.', .))"/><xsl:with-param name="style" select="$style.head"/></xsl:call-template>
              </xsl:for-each>
            </row>
            <xsl:choose>
              <xsl:when test="$part = 'frame'"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'found'"/></xsl:call-template></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="q:table/q:item" mode="found"/></xsl:otherwise>
            </xsl:choose>
            <xsl:apply-templates select="s:findings/s:finding[not(@rule = $repaired.rules)]" mode="found"/>
            <xsl:apply-templates select="q:head/q:decisions/q:decision" mode="said"/>
            <xsl:apply-templates select="q:head/q:repairs/q:repair[@s:apart or $sheets = '']" mode="said"/>
            <xsl:apply-templates select="q:table/q:omitted" mode="said"/>
          </sheetData>
          <xsl:call-template name="page"/>
        </worksheet>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="said">
    <xsl:param name="text"/>
    <xsl:param name="style" select="$style.said"/>
    <xsl:call-template name="text-cell"><xsl:with-param name="row" select="0"/><xsl:with-param name="style" select="$style"/><xsl:with-param name="text" select="$text"/></xsl:call-template>
  </xsl:template>

  <!-- As high as its longest text, 34 characters of what is said to a line, 24 of what to do. -->
  <xsl:template name="said-row">
    <xsl:param name="kind"/>
    <xsl:param name="item" select="''"/>
    <xsl:param name="field" select="''"/>
    <xsl:param name="place" select="''"/>
    <xsl:param name="what" select="''"/>
    <xsl:param name="cure" select="''"/>
    <xsl:variable name="lengths">
      <n><xsl:value-of select="ceiling(string-length($what) div 33)"/></n>
      <n><xsl:value-of select="ceiling(string-length($cure) div 23)"/></n>
      <n><xsl:value-of select="ceiling(string-length($item) div 9)"/></n>
      <n><xsl:value-of select="ceiling(string-length($place) div 14)"/></n>
    </xsl:variable>
    <xsl:variable name="lines"><xsl:for-each select="exsl:node-set($lengths)/*"><xsl:sort select="." data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if></xsl:for-each></xsl:variable>
    <row ht="{(4 + 15 * $lines) * ($lines &lt; 27) + 409.5 * ($lines &gt; 26)}" customHeight="1">
      <xsl:call-template name="said"><xsl:with-param name="text" select="$kind"/></xsl:call-template>
      <xsl:call-template name="said"><xsl:with-param name="text" select="$item"/></xsl:call-template>
      <xsl:call-template name="said"><xsl:with-param name="text" select="$field"/></xsl:call-template>
      <xsl:call-template name="said"><xsl:with-param name="text" select="$place"/></xsl:call-template>
      <xsl:call-template name="said"><xsl:with-param name="text" select="$what"/></xsl:call-template>
      <xsl:call-template name="said"><xsl:with-param name="text" select="$cure"/></xsl:call-template>
    </row>
  </xsl:template>

  <!-- A place as a clerk reads it: of a range the row in which it begins. -->
  <func:function name="q:where">
    <xsl:param name="pos"/>
    <xsl:variable name="first" select="substring-before(concat($pos, ' '), ' ')"/>
    <xsl:variable name="sheet" select="substring-before($first, '!')"/>
    <xsl:variable name="in" select="substring($first, (string-length($sheet) + 2) * contains($first, '!'))"/>
    <xsl:variable name="range" select="substring-before($in, '-')"/>
    <xsl:choose>
      <xsl:when test="contains($first, '#')"><func:result select="q:place($first)"/></xsl:when>
      <xsl:when test="$range != '' and contains($first, '!')"><func:result select="q:place(q:row(concat($sheet, '!', $range)))"/></xsl:when>
      <xsl:when test="$range != '' and q:place($range) != ''"><func:result select="q:place(q:row($range))"/></xsl:when>
      <xsl:when test="q:place($first) != ''"><func:result select="q:place($first)"/></xsl:when>
      <xsl:when test="translate($first, 'abcdefghijklmnopqrstuvwxyz-0123456789', '') = ''"><func:result select="''"/></xsl:when> <!-- footnote1: its kind is told -->
      <xsl:otherwise><func:result select="str:decode-uri($first)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- ==== what is open ==== -->

  <!-- The sentence of a finding and what to do say as much of a type that is missing. -->
  <xsl:template match="q:item" mode="found">
    <xsl:variable name="findings" select="s:finding[not(@rule = $repaired.rules)]"/>
    <xsl:apply-templates select="q:powerType[(not(string()) or @origin = 'inferred') and not(../s:finding/@rule = 'power-type-missing')]" mode="found"/>
    <xsl:apply-templates select="$findings" mode="found"/>
    <xsl:if test="@s:repaired"><xsl:call-template name="repaired"/></xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="found">
    <xsl:variable name="remark"><xsl:apply-templates select="." mode="remark"/></xsl:variable>
    <xsl:variable name="item"><xsl:apply-templates select=".." mode="called"/></xsl:variable>
    <xsl:call-template name="said-row">
      <xsl:with-param name="kind" select="l:text('xlsx.open')"/>
      <xsl:with-param name="item" select="string($item)"/>
      <xsl:with-param name="field" select="l:text('field.powerType')"/>
      <xsl:with-param name="place" select="q:where(@pos)"/>
      <xsl:with-param name="what" select="concat(., $remark)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="s:finding" mode="found">
    <xsl:variable name="item"><xsl:apply-templates select="parent::q:item" mode="called"/></xsl:variable>
    <xsl:variable name="field"><xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if></xsl:variable>
    <xsl:call-template name="said-row">
      <xsl:with-param name="kind" select="l:text(concat('severity.', @severity))"/>
      <xsl:with-param name="item" select="string($item)"/>
      <xsl:with-param name="field" select="string($field)"/>
      <xsl:with-param name="place" select="string(@place)"/>
      <xsl:with-param name="what" select="string(s:message)"/>
      <xsl:with-param name="cure" select="string(s:cure)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- 第6项 甲; its name alone where it has no serial. -->
  <xsl:variable name="item-name" select="l:text('docx.item')"/>
  <xsl:template match="q:item" mode="called">
    <xsl:if test="normalize-space(q:serial)"><xsl:value-of select="concat(substring-before($item-name, '{n}'), normalize-space(q:serial), substring-after($item-name, '{n}'))"/></xsl:if>
    <xsl:if test="not(normalize-space(q:serial)) or $table-count &gt; 1"><xsl:value-of select="q:name"/></xsl:if>
  </xsl:template>

  <!-- ==== what was done, and what is no item ==== -->

  <!-- All repairs of an item in one row. -->
  <xsl:template name="repaired">
    <xsl:variable name="item"><xsl:apply-templates select="." mode="called"/></xsl:variable>
    <xsl:variable name="what">
      <xsl:for-each select="str:tokenize(@s:repaired, ' ')">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('semicolon')"/></xsl:if>
        <xsl:if test="substring-after(., ':') != ''"><xsl:value-of select="concat(l:text(concat('field.', substring-after(., ':'))), $l10n.colon)"/></xsl:if>
        <xsl:value-of select="l:text(concat('rule.', substring-before(., ':')))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="said-row">
      <xsl:with-param name="kind" select="l:text('docx.what')"/>
      <xsl:with-param name="item" select="string($item)"/>
      <xsl:with-param name="place" select="q:where(@pos)"/>
      <xsl:with-param name="what" select="string($what)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="q:decision" mode="said">
    <xsl:variable name="line"><xsl:apply-templates select="." mode="line"/></xsl:variable>
    <xsl:call-template name="said-row"><xsl:with-param name="kind" select="l:text('decisions')"/><xsl:with-param name="what" select="string($line)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="q:repair" mode="said">
    <xsl:variable name="field"><xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if></xsl:variable>
    <xsl:variable name="item"><xsl:if test="@item"><xsl:value-of select="concat(substring-before($item-name, '{n}'), @item, substring-after($item-name, '{n}'))"/></xsl:if></xsl:variable>
    <xsl:call-template name="said-row">
      <xsl:with-param name="kind" select="l:text('docx.what')"/>
      <xsl:with-param name="item" select="string($item)"/>
      <xsl:with-param name="field" select="string($field)"/>
      <xsl:with-param name="place" select="q:where(@pos)"/>
      <xsl:with-param name="what" select="l:text(concat('rule.', @rule))"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="q:omitted" mode="said">
    <xsl:call-template name="said-row">
      <xsl:with-param name="kind" select="l:text(concat('reason.', @reason))"/>
      <xsl:with-param name="place" select="q:where(@pos)"/>
      <xsl:with-param name="what" select="string()"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
