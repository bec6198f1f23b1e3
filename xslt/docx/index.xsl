<?xml version="1.0" encoding="UTF-8"?>
<!--
  The contents of a long list: its sheets and the types that head its tables, with
  counts and page numbers, each item only where that is asked for; and how many
  items there are of each type. Styles begin with Qz: for the reader of our own
  files these pages are no part of the list.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s exsl">

  <!-- types, items: whether each item is named. -->
  <xsl:param name="index" select="'types'"/>

  <xsl:variable name="heads.all" select="exsl:node-set($heads)/in"/>
  <xsl:variable name="has-lines" select="boolean($heads.all or $whole/q:table[2] or $index = 'items')"/>
  <xsl:variable name="has-index" select="not($whole/@diff) and $item-count &gt; $index.from and ($has-lines or exsl:node-set($counts)/type[2])"/>

  <xsl:template name="index">
    <xsl:if test="$has-index">
      <xsl:if test="$has-lines">
        <w:p>
          <w:pPr><w:pStyle w:val="QzIndexTitle"/></w:pPr>
          <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.index'"/></xsl:call-template>
        </w:p>
        <xsl:apply-templates select="q:table" mode="contents"/>
      </xsl:if>
      <xsl:if test="exsl:node-set($counts)/type[2]"><xsl:call-template name="type-counts"/></xsl:if>
      <w:p><w:pPr><w:pStyle w:val="QzBreak"/><xsl:call-template name="section.portrait"/></w:pPr></w:p>
    </xsl:if>
  </xsl:template>

  <!-- Numbers of pages are known once the file is opened. -->
  <xsl:template match="q:list" mode="settings"><xsl:if test="$has-index and $has-lines"><w:updateFields w:val="true"/></xsl:if></xsl:template>

  <!-- A table by its sheet, or else its title, and the types in it. -->
  <xsl:template match="q:table" mode="contents">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:variable name="count" select="count(q:item)"/>
    <xsl:if test="../q:table[2] and q:item">
      <xsl:variable name="called" select="normalize-space(concat(@title, substring(@sheet, 1, string-length(@sheet) * not(normalize-space(@title)))))"/>
      <xsl:call-template name="contents-line">
        <xsl:with-param name="style" select="'QzIndexSheet'"/>
        <xsl:with-param name="text" select="concat($called, substring(l:fill(l:text('place.table'), 'n', $number), 1, 99 * ($called = '')))"/>
        <xsl:with-param name="count" select="$count"/>
        <xsl:with-param name="item" select="concat($number, '_1')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:for-each select="q:item[string(q:powerType) != string(preceding-sibling::q:item[1]/q:powerType)][$heads.all[@table = $number]]">
      <xsl:call-template name="contents-line">
        <xsl:with-param name="style" select="'QzIndexType'"/>
        <xsl:with-param name="text" select="string(q:powerType)"/>
        <xsl:with-param name="count" select="$heads.all[@table = $number and @name = string(current()/q:powerType)]/@count"/>
        <xsl:with-param name="item" select="concat($number, '_', count(preceding-sibling::q:item) + 1)"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:if test="$index = 'items'"><xsl:apply-templates select="." mode="index"/></xsl:if>
  </xsl:template>

  <!-- 行政许可（11项）…………3 -->
  <xsl:template name="contents-line">
    <xsl:param name="style"/>
    <xsl:param name="text"/>
    <xsl:param name="count"/>
    <xsl:param name="item"/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
      <w:hyperlink w:anchor="item_{$item}" w:history="1">
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:variable name="name"><xsl:call-template name="uncounted"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
            <xsl:value-of select="l:fill(l:fill(l:text('docx.type-head'), 'type', normalize-space($name)), 'n', $count)"/>
          </xsl:with-param>
        </xsl:call-template>
        <w:r><w:tab/></w:r>
        <xsl:call-template name="page-of"><xsl:with-param name="bookmark" select="concat('item_', $item)"/></xsl:call-template>
      </w:hyperlink>
    </w:p>
  </xsl:template>

  <!-- A name without the number of items that it tells of itself, which the contents count: 行政许可（共11项）, 行政强制5项. -->
  <xsl:template name="uncounted">
    <xsl:param name="text"/>
    <xsl:param name="brackets" select="4"/>
    <xsl:variable name="round" select="translate($text, '()', '（）')"/>
    <xsl:variable name="before" select="string-length(substring-before($round, '（'))"/>
    <xsl:variable name="inside" select="substring-before(substring-after($round, '（'), '）')"/>
    <xsl:variable name="bare" select="translate($text, ' ', '')"/>
    <xsl:variable name="end" select="translate(substring($bare, string-length($bare) - 4), '0123456789', '##########')"/>
    <xsl:choose>
      <xsl:when test="translate($inside, ' 　共计有0123456789０１２３４５６７８９零一二三四五六七八九十百', '') = '项'">
        <xsl:value-of select="concat(substring($text, 1, $before), substring($text, $before + string-length($inside) + 3))"/>
      </xsl:when>
      <xsl:when test="$brackets &gt; 0 and contains($round, '（')">
        <xsl:value-of select="substring($text, 1, $before + 1)"/>
        <xsl:call-template name="uncounted">
          <xsl:with-param name="text" select="substring($text, $before + 2)"/>
          <xsl:with-param name="brackets" select="$brackets - 1"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="contains($end, '#项') and substring-after($end, '#项') = '' and not(contains($end, '第'))">
        <xsl:value-of select="concat(substring($bare, 1, string-length($bare) - string-length($end)), substring-before($end, '#'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== items ==== -->

  <xsl:template match="q:table" mode="index">
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'index'"/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="q:item[not(@s:beside)]" mode="index">
          <xsl:with-param name="table" select="string($number)"/>
          <xsl:with-param name="first" select="sum(@s:before)"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:item" mode="index">
    <xsl:param name="table"/>
    <xsl:param name="first"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzIndex"/></w:pPr>
      <w:hyperlink w:anchor="item_{$table}_{$first + position()}" w:history="1">
        <xsl:call-template name="run"><xsl:with-param name="text" select="normalize-space(concat(q:serial, ' ', q:name))"/></xsl:call-template>
        <w:r><w:tab/></w:r>
        <xsl:call-template name="page-of"><xsl:with-param name="bookmark" select="concat('item_', $table, '_', $first + position())"/></xsl:call-template>
      </w:hyperlink>
    </w:p>
  </xsl:template>

  <!-- ==== how many of each type ==== -->

  <!-- Sorted and compared with the neighbour, as in html/index.xsl; of lists that have an index. -->
  <xsl:variable name="counts">
    <xsl:if test="$whole[not(@diff)] and $item-count &gt; $index.from">
      <xsl:variable name="uses">
        <xsl:for-each select="$whole/q:table/q:item[q:powerType]">
          <xsl:sort select="string(q:powerType)"/>
          <use type="{q:powerType}"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:variable name="first">
        <xsl:for-each select="exsl:node-set($uses)/use">
          <xsl:if test="position() = 1 or not(@type = preceding-sibling::use[1]/@type)"><use type="{@type}" at="{position()}"/></xsl:if>
        </xsl:for-each>
        <use at="{count(exsl:node-set($uses)/use) + 1}"/>
      </xsl:variable>
      <xsl:for-each select="exsl:node-set($first)/use[@type]">
        <xsl:sort select="following-sibling::use[1]/@at - @at" data-type="number" order="descending"/>
        <type name="{@type}" count="{following-sibling::use[1]/@at - @at}"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:variable>

  <xsl:template name="type-counts">
    <xsl:variable name="types" select="exsl:node-set($counts)/type"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzIndexTitle"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.counts'"/></xsl:call-template>
    </w:p>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="QzAppendix"/>
        <w:tblW w:w="8844" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
        <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
        <w:tblCaption w:val="{l:text('docx.counts')}"/>
        <w:tblDescription w:val="{l:text('docx.counts')}"/>
      </w:tblPr>
      <w:tblGrid><w:gridCol w:w="6144"/><w:gridCol w:w="2700"/></w:tblGrid>
      <w:tr>
        <w:trPr><w:tblHeader/></w:trPr>
        <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="6144"/><xsl:with-param name="text" select="l:text('field.powerType')"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
        <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="2700"/><xsl:with-param name="text" select="l:text('items.count')"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
      </w:tr>
      <xsl:for-each select="$types[position() &lt;= 200]">
        <xsl:call-template name="count-row">
          <xsl:with-param name="name" select="concat(@name, substring(l:text('html.unstated'), 1, 99 * (normalize-space(@name) = '')))"/>
          <xsl:with-param name="count" select="@count"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="count-row"><xsl:with-param name="name" select="l:text('docx.sum')"/><xsl:with-param name="count" select="sum($types/@count)"/></xsl:call-template>
    </w:tbl>
  </xsl:template>

  <xsl:template name="count-row">
    <xsl:param name="name"/>
    <xsl:param name="count"/>
    <w:tr>
      <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="6144"/><xsl:with-param name="text" select="string($name)"/></xsl:call-template>
      <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="2700"/><xsl:with-param name="text" select="string($count)"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
    </w:tr>
  </xsl:template>
</xsl:stylesheet>
