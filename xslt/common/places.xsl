<?xml version="1.0" encoding="UTF-8"?>
<!--
  Places as a clerk would say them: Sheet!C7 is “Sheet”表C7格, t2/r1/c2 is
  第2张表第1行第2列, p3 is 第3段, 5:2 is 第5行第2列; and ranges of items.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:func="http://exslt.org/functions" xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common"
                extension-element-prefixes="func" exclude-result-prefixes="l q s str exsl">

  <!-- A text with its {name} replaced. -->
  <func:function name="l:fill">
    <xsl:param name="text"/>
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:variable name="mark" select="concat('{', $name, '}')"/>
    <func:result select="concat(substring-before($text, $mark), $value, substring-after($text, $mark))"/>
  </func:function>

  <!-- Of several places the first, without what hangs on it. -->
  <func:function name="q:first-place">
    <xsl:param name="pos"/>
    <func:result select="substring-before(concat(substring-before(concat($pos, ' '), ' '), '#'), '#')"/>
  </func:function>

  <!-- The row of a place, as a key: the same for all cells of it. -->
  <func:function name="q:row">
    <xsl:param name="pos"/>
    <xsl:variable name="at" select="q:first-place($pos)"/>
    <xsl:choose>
      <xsl:when test="contains($at, '!')"><func:result select="concat(substring-before($at, '!'), '!', translate(substring-after($at, '!'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', ''))"/></xsl:when>
      <xsl:when test="contains($at, '/c')"><func:result select="substring-before($at, '/c')"/></xsl:when>
      <xsl:when test="contains($at, ':')"><func:result select="substring-before($at, ':')"/></xsl:when>
      <xsl:otherwise><func:result select="$at"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- “Sheet”表 -->
  <func:function name="q:sheet-said">
    <xsl:param name="sheet"/>
    <func:result select="l:fill(l:text('place.sheet'), 'sheet', str:decode-uri($sheet))"/>
  </func:function>

  <!-- A place, or the key of a row, in words; nothing for what stands in no cell and no paragraph. -->
  <func:function name="q:place">
    <xsl:param name="pos"/>
    <xsl:variable name="at" select="q:first-place($pos)"/>
    <xsl:variable name="cell" select="substring-after($at, '!')"/>
    <xsl:choose>
      <xsl:when test="contains($at, '!') and number($cell) = number($cell)">
        <func:result select="concat(q:sheet-said(substring-before($at, '!')), l:fill(l:text('place.row'), 'n', $cell))"/>
      </xsl:when>
      <xsl:when test="contains($at, '!') and $cell = ''"><func:result select="q:sheet-said(substring-before($at, '!'))"/></xsl:when>
      <xsl:when test="contains($at, '!')"><func:result select="concat(q:sheet-said(substring-before($at, '!')), l:fill(l:text('place.cell'), 'cell', $cell))"/></xsl:when>
      <xsl:when test="starts-with($at, 't') and contains($at, '/r')">
        <xsl:variable name="table" select="l:fill(l:text('place.table'), 'n', substring-before(substring($at, 2), '/'))"/>
        <xsl:variable name="row" select="l:fill(l:text('place.row'), 'n', substring-before(concat(substring-after($at, '/r'), '/c'), '/c'))"/>
        <func:result select="concat($table, $row, q:column-said(substring-after($at, '/c')))"/>
      </xsl:when>
      <xsl:when test="starts-with($at, 'p') and number(substring($at, 2)) &gt; 0"><func:result select="l:fill(l:text('place.paragraph'), 'n', substring($at, 2))"/></xsl:when>
      <xsl:when test="contains($at, ':')"><func:result select="concat(l:fill(l:text('place.row'), 'n', substring-before($at, ':')), q:column-said(substring-after($at, ':')))"/></xsl:when>
      <xsl:when test="number($at) &gt; 0"><func:result select="l:fill(l:text('place.row'), 'n', $at)"/></xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <func:function name="q:column-said">
    <xsl:param name="column"/>
    <xsl:choose>
      <xsl:when test="$column != ''"><func:result select="l:fill(l:text('place.column'), 'n', $column)"/></xsl:when>
      <xsl:otherwise><func:result select="''"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- ==== ranges ==== -->

  <!-- 第6项, 第1–14项 -->
  <func:function name="q:items-said">
    <xsl:param name="from"/>
    <xsl:param name="to" select="$from"/>
    <xsl:choose>
      <xsl:when test="string($from) = string($to)"><func:result select="l:fill(l:text('docx.item'), 'n', $from)"/></xsl:when>
      <xsl:otherwise><func:result select="l:fill(l:fill(l:text('items.range'), 'from', $from), 'to', $to)"/></xsl:otherwise>
    </xsl:choose>
  </func:function>

  <!-- The table of a range: its sheet, else its number. -->
  <xsl:template name="table-said">
    <xsl:param name="number"/>
    <xsl:variable name="table" select="$whole/q:table[number($number)]"/>
    <xsl:choose>
      <xsl:when test="normalize-space($table/@sheet) != ''"><xsl:value-of select="l:fill(l:text('place.sheet'), 'sheet', $table/@sheet)"/></xsl:when>
      <xsl:when test="normalize-space($table/@file) != ''"><xsl:value-of select="l:fill(l:text('place.sheet'), 'sheet', $table/@file)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:fill(l:text('place.table'), 'n', $number)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What the program gathered: ranges, each behind its table where that is another one than before. -->
  <xsl:template match="s:range" mode="said">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
    <xsl:if test="@table and not(@table = preceding-sibling::s:range[1]/@table)">
      <xsl:call-template name="table-said"><xsl:with-param name="number" select="@table"/></xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="@from"><xsl:value-of select="q:items-said(string(@from), string(@to | @from[not(../@to)]))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    The same of nodes with a serial or a place each, in their order: at @n the serial, at @in what tells
    tables apart (in words), at @place the place of what has no serial.
  -->
  <xsl:template name="ranges-said">
    <xsl:param name="each"/>
    <xsl:variable name="begins"> <!-- those that go on with no other -->
      <xsl:for-each select="$each">
        <xsl:variable name="before" select="preceding-sibling::*[1]"/>
        <xsl:variable name="again" select="@n and $before/@n = @n and string($before/@in) = string(@in)"/>
        <xsl:if test="not($again)">
          <begin on="{@n and $before/@n = @n - 1 and string($before/@in) = string(@in)}"><xsl:copy-of select="@*"/></begin>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($begins)/begin">
      <xsl:variable name="next" select="following-sibling::begin[1]"/>
      <xsl:choose>
        <xsl:when test="@on = 'false'">
          <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
          <xsl:if test="@in != '' and not(string(preceding-sibling::begin[1]/@in) = @in)"><xsl:value-of select="@in"/></xsl:if>
          <xsl:choose>
            <xsl:when test="not(@n)"><xsl:value-of select="@place"/></xsl:when>
            <xsl:when test="$next/@on = 'true'"><xsl:value-of select="concat(substring-before(l:text('items.range'), '{from}'), @n, $items.to)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="q:items-said(string(@n))"/></xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:when test="not($next/@on = 'true')"><xsl:value-of select="concat(@n, substring-after(l:text('items.range'), '{to}'))"/></xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- – -->
  <xsl:variable name="items.to" select="substring-before(substring-after(l:text('items.range'), '{from}'), '{to}')"/>
</xsl:stylesheet>
