<?xml version="1.0" encoding="UTF-8"?>
<!--
  Headings by power type within a table whose items stand type after type, and
  the columns that are left out because nothing stands in them. The frame finds
  out which types head a table; the items ask it by their type.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s exsl str">

  <!-- More types than there are make no headings. -->
  <xsl:variable name="most-heads" select="20"/>

  <!-- Each type of each table that is divided by types: all of its items stand together, and no section, merge or blank type is in the way. -->
  <xsl:variable name="heads">
    <xsl:for-each select="$whole[not(@diff)]/q:table">
      <xsl:variable name="number" select="position()"/>
      <xsl:variable name="runs" select="q:item[string(q:powerType) != string(preceding-sibling::q:item[1]/q:powerType)]"/>
      <xsl:if test="$runs[2] and count($runs) &lt;= $most-heads and q:item[count($runs) + 1] and not(q:item[@section or not(string(q:powerType))]) and not($runs[position() &gt; 1]/*/@from)">
        <xsl:variable name="found"><xsl:for-each select="$runs"><in name="{q:powerType}" table="{$number}" count="{count(../q:item[string(q:powerType) = string(current()/q:powerType)])}"/></xsl:for-each></xsl:variable>
        <xsl:variable name="in" select="exsl:node-set($found)/in"/>
        <xsl:if test="not($in[@name = following-sibling::in/@name])"><xsl:copy-of select="$in"/></xsl:if>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>

  <!-- The same by type, for the items: head/@name with in/@table, @count. -->
  <xsl:key name="heads-by-name" match="in" use="@name"/>
  <xsl:variable name="heads.grouped">
    <xsl:for-each select="exsl:node-set($heads)/in[position() &lt;= 2000]">
      <xsl:sort select="@name"/>
      <xsl:copy-of select="."/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="heads.shared">
    <xsl:for-each select="exsl:node-set($heads.grouped)/in[not(@name = preceding-sibling::in[1]/@name)]">
      <head name="{@name}"><xsl:copy-of select="key('heads-by-name', @name)"/></head>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="heads.root" select="$chunk/s:shared | exsl:node-set($heads.shared)[$whole]"/>

  <!-- 行政许可（11项） where the item is the first of its type, under a heading; else nothing. -->
  <xsl:template match="q:item" mode="type-head">
    <xsl:param name="table"/>
    <xsl:variable name="type" select="string(q:powerType)"/>
    <xsl:if test="$heads.root/head and $type != string(preceding-sibling::q:item[1]/q:powerType)">
      <xsl:variable name="head" select="$heads.root/head[@name = $type]/in[@table = $table]"/>
      <xsl:if test="$head"><xsl:value-of select="l:fill(l:fill(l:text('docx.type-head'), 'type', $type), 'n', $head/@count)"/></xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- A row over the whole width. For the reader of our own files it is no row of the list. -->
  <xsl:template name="type-row">
    <xsl:param name="columns"/>
    <xsl:param name="table"/>
    <xsl:variable name="text"><xsl:apply-templates select="." mode="type-head"><xsl:with-param name="table" select="$table"/></xsl:apply-templates></xsl:variable>
    <xsl:if test="string($text)">
      <w:tr>
        <w:trPr><w:cantSplit/></w:trPr>
        <w:tc>
          <w:tcPr>
            <w:tcW w:w="{$table-width}" w:type="dxa"/>
            <xsl:if test="$columns &gt; 1"><w:gridSpan w:val="{$columns}"/></xsl:if>
          </w:tcPr>
          <w:p><w:pPr><w:pStyle w:val="QzTypeRow"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></w:p>
        </w:tc>
      </w:tr>
    </xsl:if>
  </xsl:template>

  <xsl:template name="type-paragraph">
    <xsl:param name="table"/>
    <xsl:variable name="text"><xsl:apply-templates select="." mode="type-head"><xsl:with-param name="table" select="$table"/></xsl:apply-templates></xsl:variable>
    <xsl:if test="string($text)">
      <w:p><w:pPr><w:pStyle w:val="QzTypeHead"/></w:pPr><xsl:call-template name="run"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></w:p>
    </xsl:if>
  </xsl:template>

  <!-- ==== columns without any text ==== -->

  <!-- What the program says of a table: ' 3 15 ' for the third and fifteenth column. -->
  <xsl:template match="q:table" mode="left-out">
    <xsl:variable name="layout"><xsl:apply-templates select="." mode="layout"/></xsl:variable>
    <xsl:text> </xsl:text>
    <xsl:for-each select="str:tokenize($layout, ' ')[. != 'cards']">
      <xsl:if test=". = '0'"><xsl:value-of select="concat(position(), ' ')"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- 第3栏“子项名称”：where a column stood, so that the file can be read back. -->
  <xsl:template name="left-out-note">
    <xsl:variable name="left-out"><xsl:apply-templates select="." mode="left-out"/></xsl:variable>
    <xsl:if test="normalize-space($left-out)">
      <w:p>
        <w:pPr><w:pStyle w:val="QzEmptyColumns"/></w:pPr>
        <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.empty.before'"/></xsl:call-template>
        <xsl:for-each select="q:columns/q:column">
          <xsl:if test="contains($left-out, concat(' ', position(), ' '))">
            <xsl:if test="substring-before($left-out, concat(' ', position(), ' '))"><xsl:call-template name="run"><xsl:with-param name="text" select="$l10n.comma"/></xsl:call-template></xsl:if>
            <xsl:call-template name="run"><xsl:with-param name="text" select="l:fill(l:text('docx.empty.column'), 'n', position())"/></xsl:call-template>
            <xsl:call-template name="run"><xsl:with-param name="text" select="string(@label)"/><xsl:with-param name="style" select="'QzColumnName'"/></xsl:call-template>
          </xsl:if>
        </xsl:for-each>
        <xsl:call-template name="text-run"><xsl:with-param name="key" select="'full-stop'"/></xsl:call-template>
      </w:p>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
