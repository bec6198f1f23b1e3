<?xml version="1.0" encoding="UTF-8"?>
<!-- The table: one row an item, the source's columns in their order, the header repeated on every page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s exsl str">

  <xsl:variable name="table-width" select="12756 + 6973 * ($paper = 'a3')"/>

  <!-- Cards stand upright, tables across: where one follows the other, a section ends. -->
  <xsl:template match="q:table">
    <xsl:variable name="layout"><xsl:apply-templates select="." mode="layout"/></xsl:variable>
    <xsl:variable name="before"><xsl:apply-templates select="preceding-sibling::q:table[1]" mode="layout"/></xsl:variable>
    <xsl:variable name="cards" select="starts-with($layout, 'cards')"/>
    <xsl:if test="preceding-sibling::q:table and starts-with($before, 'cards') != $cards">
      <w:p><w:pPr><w:pStyle w:val="QzCell"/><xsl:call-template name="section-of"><xsl:with-param name="layout" select="$before"/></xsl:call-template></w:pPr></w:p>
    </xsl:if>
    <xsl:if test="../q:table[2]"><xsl:call-template name="table.headings"/></xsl:if>
    <xsl:call-template name="left-out-note"/>
    <xsl:choose>
      <xsl:when test="$cards"><xsl:call-template name="cards"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="table"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The section of a table that is drawn so. -->
  <xsl:template name="section-of">
    <xsl:param name="layout"/>
    <xsl:choose>
      <xsl:when test="starts-with($layout, 'cards')"><xsl:call-template name="section.portrait"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="section.landscape"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A table's own title, and below it its sheet; levels of headings must not be left out. -->
  <xsl:template name="table.headings">
    <xsl:variable name="titled" select="normalize-space(@title) != ''"/>
    <xsl:if test="$titled">
      <w:p>
        <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
        <xsl:call-template name="run"><xsl:with-param name="text" select="string(@title)"/></xsl:call-template>
      </w:p>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="normalize-space(@sheet) != ''">
        <w:p>
          <w:pPr><w:pStyle w:val="{substring('Heading2', 1, 8 * $titled)}{substring('QzSheet', 1, 7 * not($titled))}"/></w:pPr>
          <xsl:call-template name="run"><xsl:with-param name="text" select="string(@sheet)"/></xsl:call-template>
        </w:p>
      </xsl:when>
      <xsl:when test="not($titled)"><w:p/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What the program says of the table's widths: of the columns in twips, blank-separated, or "cards"; nothing: shares by field. -->
  <xsl:template match="q:table" mode="layout"><xsl:value-of select="@s:widths"/></xsl:template>

  <!-- The items as rows or cards. -->
  <xsl:template match="q:table" mode="rows">
    <xsl:variable name="layout"><xsl:apply-templates select="." mode="layout"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$part = 'frame' and $whole"><xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'rows'"/></xsl:call-template></xsl:when>
      <xsl:when test="starts-with($layout, 'cards')"><xsl:call-template name="item-cards"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="table-rows"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="table">
    <xsl:variable name="all"><xsl:apply-templates select="q:columns" mode="grid"/></xsl:variable>
    <xsl:variable name="grid"><xsl:copy-of select="exsl:node-set($all)/w:gridCol[@w:w != 0]"/></xsl:variable>
    <w:tbl>
      <xsl:call-template name="table.properties"/>
      <w:tblGrid><xsl:copy-of select="exsl:node-set($grid)/w:gridCol"/></w:tblGrid>
      <xsl:apply-templates select="q:columns" mode="header">
        <xsl:with-param name="grid" select="exsl:node-set($grid)/w:gridCol"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="." mode="rows"/>
    </w:tbl>
  </xsl:template>

  <!-- What all items need to know of the columns that are drawn. -->
  <xsl:template name="drawn-columns">
    <xsl:param name="widths" select="/.."/>
    <xsl:variable name="left-out"><xsl:apply-templates select="." mode="left-out"/></xsl:variable>
    <xsl:variable name="all"><xsl:apply-templates select="q:columns[1]/q:column" mode="known"><xsl:with-param name="widths" select="$widths"/></xsl:apply-templates></xsl:variable>
    <xsl:copy-of select="exsl:node-set($all)/*[not(contains($left-out, concat(' ', @at, ' ')))]"/>
  </xsl:template>

  <xsl:template name="table-rows">
    <xsl:variable name="grid"><xsl:apply-templates select="q:columns" mode="grid"/></xsl:variable>
    <xsl:variable name="columns"><xsl:call-template name="drawn-columns"><xsl:with-param name="widths" select="exsl:node-set($grid)/w:gridCol/@w:w"/></xsl:call-template></xsl:variable>
    <xsl:variable name="number"><xsl:apply-templates select="." mode="number"/></xsl:variable>
    <xsl:variable name="before"><xsl:apply-templates select="." mode="items-before"/></xsl:variable>
    <xsl:apply-templates select="q:item[not(@s:beside)]">
      <xsl:with-param name="columns" select="exsl:node-set($columns)/*"/>
      <xsl:with-param name="table" select="string($number)"/>
      <xsl:with-param name="before" select="number($before)"/>
      <xsl:with-param name="first" select="sum(@s:before)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template name="table.properties">
    <xsl:param name="description" select="'docx.description'"/>
    <xsl:param name="name"/>
    <xsl:param name="labels" select="false()"/>
    <xsl:param name="width" select="$table-width"/>
    <xsl:param name="caption"><xsl:apply-templates select="/q:list" mode="title"/></xsl:param>
    <w:tblPr>
      <w:tblStyle w:val="QzTable"/>
      <w:tblW w:w="{$width}" w:type="dxa"/>
      <w:tblLayout w:type="fixed"/>
      <w:tblLook w:val="{substring('00A0', 1, 4 * $labels)}{substring('0020', 1, 4 * not($labels))}" w:firstRow="1" w:lastRow="0" w:firstColumn="{number($labels)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
      <w:tblCaption w:val="{$caption}{substring(' ', 1, 1 * ($name != ''))}{$name}"/>
      <w:tblDescription w:val="{l:text($description)}"/>
    </w:tblPr>
  </xsl:template>

  <!-- Widths as measured by the program, else shares by what the field usually holds. -->
  <xsl:template match="q:columns" mode="grid">
    <xsl:variable name="layout"><xsl:apply-templates select=".." mode="layout"/></xsl:variable>
    <xsl:variable name="measured" select="str:tokenize($layout, ' ')"/>
    <xsl:choose>
      <xsl:when test="count($measured) = count(q:column)">
        <xsl:for-each select="$measured"><w:gridCol w:w="{.}"/></xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="shares"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The last column takes the rest. -->
  <xsl:template name="shares">
    <xsl:variable name="shares"><xsl:apply-templates select="q:column" mode="share"/></xsl:variable>
    <xsl:variable name="share" select="exsl:node-set($shares)/share"/>
    <xsl:variable name="total" select="sum($share)"/>
    <xsl:variable name="plain"><xsl:for-each select="$share"><w:gridCol w:w="{floor(. * $table-width div $total)}"/></xsl:for-each></xsl:variable>
    <xsl:for-each select="exsl:node-set($plain)/w:gridCol">
      <w:gridCol>
        <xsl:attribute name="w:w">
          <xsl:value-of select="@w:w + (position() = last()) * ($table-width - sum(../w:gridCol/@w:w))"/>
        </xsl:attribute>
      </w:gridCol>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="q:column" mode="share">
    <share>
      <xsl:choose>
        <xsl:when test="@field = 'serial'">5</xsl:when>
        <xsl:when test="@field = 'basis'">34</xsl:when>
        <xsl:when test="@field = 'duties' or @field = 'accountability'">20</xsl:when>
        <xsl:when test="@field = 'dutiesBasis'">18</xsl:when>
        <xsl:when test="@field = 'name' or @field = 'departmentDuty'">14</xsl:when>
        <xsl:when test="@field = 'body' or @field = 'level' or @field = 'code'">11</xsl:when>
        <xsl:otherwise>8</xsl:otherwise>
      </xsl:choose>
    </share>
  </xsl:template>

  <!-- ==== header rows ==== -->

  <xsl:template match="q:columns" mode="header">
    <xsl:param name="grid"/>
    <xsl:variable name="left-out"><xsl:apply-templates select=".." mode="left-out"/></xsl:variable>
    <xsl:variable name="drawn" select="q:column[not(contains($left-out, concat(' ', count(preceding-sibling::q:column) + 1, ' ')))]"/>
    <w:tr>
      <w:trPr><w:tblHeader/></w:trPr>
      <xsl:apply-templates select="$drawn" mode="first-header"><xsl:with-param name="grid" select="$grid"/></xsl:apply-templates>
    </w:tr>
    <xsl:if test="q:column/@groupPos">
      <w:tr>
        <w:trPr><w:tblHeader/></w:trPr>
        <xsl:apply-templates select="$drawn" mode="second-header"><xsl:with-param name="grid" select="$grid"/></xsl:apply-templates>
      </w:tr>
    </xsl:if>
  </xsl:template>

  <!-- A label over the columns without one that follow it; a group's label over all its columns. -->
  <xsl:template match="q:column" mode="first-header">
    <xsl:param name="grid"/>
    <xsl:variable name="at" select="position()"/>
    <xsl:variable name="labelled" select="count(preceding-sibling::q:column[@pos]) + 1"/>
    <xsl:variable name="bare" select="count(following-sibling::q:column[not(@pos) and count(preceding-sibling::q:column[@pos]) = $labelled])"/>
    <xsl:choose>
      <xsl:when test="@groupPos and @groupPos = preceding-sibling::q:column/@groupPos"/>
      <xsl:when test="@groupPos">
        <xsl:call-template name="header-cell">
          <xsl:with-param name="span" select="count(../q:column[@groupPos = current()/@groupPos])"/>
          <xsl:with-param name="text" select="string(@group)"/>
          <xsl:with-param name="at" select="$at"/>
          <xsl:with-param name="grid" select="$grid"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="not(@pos) and preceding-sibling::q:column"/>
      <xsl:otherwise>
        <xsl:call-template name="header-cell">
          <xsl:with-param name="span" select="1 + $bare"/>
          <xsl:with-param name="text" select="string(@label)"/>
          <xsl:with-param name="at" select="$at"/>
          <xsl:with-param name="grid" select="$grid"/>
          <xsl:with-param name="merge" select="substring('restart', 1, 7 * boolean(../q:column/@groupPos))"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="q:column" mode="second-header">
    <xsl:param name="grid"/>
    <xsl:variable name="labelled" select="count(preceding-sibling::q:column[@pos]) + 1"/>
    <xsl:variable name="bare" select="count(following-sibling::q:column[not(@pos) and count(preceding-sibling::q:column[@pos]) = $labelled])"/>
    <xsl:if test="@pos or not(preceding-sibling::q:column)">
      <xsl:call-template name="header-cell">
        <xsl:with-param name="span" select="1 + $bare"/>
        <xsl:with-param name="text" select="substring(@label, 1, string-length(@label) * boolean(@groupPos))"/>
        <xsl:with-param name="at" select="position()"/>
        <xsl:with-param name="grid" select="$grid"/>
        <xsl:with-param name="merge" select="substring('continue', 1, 8 * not(@groupPos))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="header-cell">
    <xsl:param name="span"/>
    <xsl:param name="text"/>
    <xsl:param name="at"/>
    <xsl:param name="grid"/>
    <xsl:param name="merge" select="''"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{sum($grid[position() &gt;= $at and position() &lt; $at + $span]/@w:w)}" w:type="dxa"/>
        <xsl:if test="$span &gt; 1"><w:gridSpan w:val="{$span}"/></xsl:if>
        <xsl:if test="$merge != ''"><w:vMerge w:val="{$merge}"/></xsl:if>
        <w:vAlign w:val="center"/>
      </w:tcPr>
      <w:p>
        <w:pPr><w:pStyle w:val="QzHead"/></w:pPr>
        <xsl:if test="$text != ''"><xsl:call-template name="run"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:if>
      </w:p>
    </w:tc>
  </xsl:template>

  <!-- ==== items ==== -->

  <!-- An item is one row, or one a sub-item; what belongs to all of them is merged, and so is what was merged over items. -->
  <xsl:template match="q:item">
    <xsl:param name="columns"/>
    <xsl:param name="table"/>
    <xsl:param name="before"/>
    <xsl:param name="first"/>
    <xsl:variable name="bookmark">
      <xsl:call-template name="bookmark"><xsl:with-param name="table" select="$table"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="at" select="$first + position()"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="last">
      <xsl:for-each select="*/@part">
        <xsl:sort select="." data-type="number" order="descending"/>
        <xsl:if test="position() = 1"><xsl:value-of select="."/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="type-row"><xsl:with-param name="columns" select="count($columns)"/><xsl:with-param name="table" select="$table"/></xsl:call-template>
    <xsl:call-template name="section-row"><xsl:with-param name="columns" select="count($columns)"/></xsl:call-template>
    <xsl:variable name="rows" select="number(concat('0', $last)) + not(string($last))"/>
    <xsl:variable name="merges">
      <xsl:if test="$rows &gt; 1 or */@from or following-sibling::q:item[1]/*/@from"> <!-- else nothing is merged: most items -->
        <xsl:apply-templates select="../q:columns[1]/q:column" mode="merges"><xsl:with-param name="item" select="."/></xsl:apply-templates>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="item-rows">
      <xsl:with-param name="columns" select="$columns"/>
      <xsl:with-param name="rows" select="$rows"/>
      <xsl:with-param name="merges" select="string($merges)"/>
      <xsl:with-param name="bookmark" select="exsl:node-set($bookmark)/*"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A section row over the whole width, before its first item. -->
  <xsl:template name="section-row">
    <xsl:param name="columns"/>
    <xsl:variable name="section"><xsl:apply-templates select="." mode="section"/></xsl:variable>
    <xsl:if test="string($section)">
      <w:tr>
        <w:tc>
          <w:tcPr>
            <w:tcW w:w="{$table-width}" w:type="dxa"/>
            <xsl:if test="$columns &gt; 1"><w:gridSpan w:val="{$columns}"/></xsl:if>
          </w:tcPr>
          <w:p>
            <w:pPr><w:pStyle w:val="QzLabel"/><w:keepNext/></w:pPr>
            <xsl:call-template name="run"><xsl:with-param name="text" select="string($section)"/></xsl:call-template>
          </w:p>
        </w:tc>
      </w:tr>
    </xsl:if>
  </xsl:template>

  <!-- Where links to the item lead: the beginning of its first cell. -->
  <xsl:template name="bookmark">
    <xsl:param name="table"/>
    <xsl:param name="before"/>
    <xsl:param name="at"/>
    <w:bookmarkStart w:id="{$before + $at}" w:name="item_{$table}_{$at}"/>
    <w:bookmarkEnd w:id="{$before + $at}"/>
  </xsl:template>

  <!-- What belongs to one row of an item with several. The ids stay inside. -->
  <xsl:key name="row" match="q:item/*[@part]" use="concat(generate-id(..), ' ', @part)"/>

  <!-- Rows are halved until one is left: thousands of them, one calling the next, would be too deep. -->
  <xsl:template name="item-rows">
    <xsl:param name="columns"/>
    <xsl:param name="rows"/>
    <xsl:param name="from" select="1"/>
    <xsl:param name="to" select="$rows"/>
    <xsl:param name="merges"/>
    <xsl:param name="bookmark" select="/.."/>
    <xsl:choose>
      <xsl:when test="$rows = 1">
        <xsl:call-template name="item-row">
          <xsl:with-param name="columns" select="$columns"/>
          <xsl:with-param name="merges" select="$merges"/>
          <xsl:with-param name="bookmark" select="$bookmark"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$from = $to">
        <xsl:call-template name="item-row">
          <xsl:with-param name="elements" select="key('row', concat(generate-id(), ' ', $from)) | current()[$from = 1]/*[not(@part)]"/>
          <xsl:with-param name="columns" select="$columns"/>
          <xsl:with-param name="rows" select="$rows"/>
          <xsl:with-param name="row" select="$from"/>
          <xsl:with-param name="merges" select="$merges"/>
          <xsl:with-param name="bookmark" select="$bookmark"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="half" select="floor(($from + $to) div 2)"/>
        <xsl:call-template name="item-rows">
          <xsl:with-param name="columns" select="$columns"/>
          <xsl:with-param name="rows" select="$rows"/>
          <xsl:with-param name="from" select="$from"/>
          <xsl:with-param name="to" select="$half"/>
          <xsl:with-param name="merges" select="$merges"/>
          <xsl:with-param name="bookmark" select="$bookmark"/>
        </xsl:call-template>
        <xsl:call-template name="item-rows">
          <xsl:with-param name="columns" select="$columns"/>
          <xsl:with-param name="rows" select="$rows"/>
          <xsl:with-param name="from" select="$half + 1"/>
          <xsl:with-param name="to" select="$to"/>
          <xsl:with-param name="merges" select="$merges"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is drawn once, for all rows, stands in the last one. -->
  <xsl:template name="item-row">
    <xsl:param name="columns"/>
    <xsl:param name="elements" select="*"/>
    <xsl:param name="rows" select="1"/>
    <xsl:param name="row" select="1"/>
    <xsl:param name="merges"/>
    <xsl:param name="bookmark" select="/.."/>
    <xsl:variable name="unplaced" select="q:extra[@label = ''][$row = $rows]"/>
    <w:tr>
      <xsl:if test="$merges = '' and string-length() &lt;= $short-item"><xsl:call-template name="short-row"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:if>
      <xsl:choose>
        <xsl:when test="$merges = ''">
          <xsl:apply-templates select="$columns" mode="cell">
            <xsl:with-param name="elements" select="$elements"/>
            <xsl:with-param name="unplaced" select="$unplaced"/>
            <xsl:with-param name="marks" select="$appendix = 'yes'"/>
            <xsl:with-param name="bookmark" select="$bookmark"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="item" select="."/>
          <xsl:for-each select="$columns">
            <xsl:variable name="merge">
              <xsl:call-template name="merge-of">
                <xsl:with-param name="merged" select="substring-before(substring-after($merges, concat(' ', @at, ':')), ' ')"/>
                <xsl:with-param name="row" select="$row"/>
                <xsl:with-param name="rows" select="$rows"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:apply-templates select="." mode="cell">
              <xsl:with-param name="elements" select="$elements[$merge != 'continue']"/>
              <xsl:with-param name="unplaced" select="$unplaced"/>
              <xsl:with-param name="marks" select="$appendix = 'yes' and $row = $rows"/>
              <xsl:with-param name="all" select="$item/*[$rows &gt; 1]"/>
              <xsl:with-param name="bookmark" select="$bookmark[$row = 1]"/>
              <xsl:with-param name="merge" select="string($merge)"/>
            </xsl:apply-templates>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </w:tr>
  </xsl:template>

  <!-- A row of a few lines begins on the next page rather than in the last lines of this one. A long one may be cut: Writer loses what does not fit. -->
  <xsl:variable name="short-item" select="400"/>
  <xsl:variable name="short-lines" select="12"/>
  <xsl:template name="short-row">
    <xsl:param name="columns"/>
    <xsl:variable name="item" select="."/>
    <xsl:variable name="tall">
      <xsl:for-each select="$columns">
        <xsl:variable name="own" select="$item/*[local-name() = current()/@field]"/>
        <xsl:variable name="length"><xsl:for-each select="$own"><xsl:value-of select="."/></xsl:for-each></xsl:variable>
        <xsl:if test="string-length($length) * 10 * $size.cell div (@width - 180) + count($own//q:p | $own//q:li) &gt; $short-lines">x</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="not(string($tall))"><w:trPr><w:cantSplit/></w:trPr></xsl:if>
  </xsl:template>

  <!--
    How the cells of a column are merged for an item, as " 3:wn ": above (with the item
    before), whole (over all its rows) or by part; next: with the item behind.
  -->
  <xsl:template match="q:column" mode="merges">
    <xsl:param name="item"/>
    <xsl:variable name="field" select="string(@field)"/>
    <xsl:variable name="alone" select="count(../q:column[@field = $field]) = 1 and $field != 'extra'"/>
    <xsl:variable name="own" select="$item/*[local-name() = $field and (local-name() != 'extra' or @label = current()/@label)]"/>
    <xsl:value-of select="concat(' ', position(), ':')"/>
    <xsl:choose>
      <xsl:when test="$alone and $own[1]/@from">a</xsl:when>
      <xsl:when test="$own/@part">p</xsl:when>
      <xsl:otherwise>w</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$alone and $item/following-sibling::q:item[1]/*[local-name() = $field][1]/@from">n</xsl:if>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- restart, continue or nothing: how a cell is merged downwards. -->
  <xsl:template name="merge-of">
    <xsl:param name="merged"/>
    <xsl:param name="row"/>
    <xsl:param name="rows"/>
    <xsl:choose>
      <xsl:when test="contains($merged, 'a')">continue</xsl:when>
      <xsl:when test="contains($merged, 'w') and $row &gt; 1">continue</xsl:when>
      <xsl:when test="contains($merged, 'w') and $rows &gt; 1">restart</xsl:when>
      <xsl:when test="contains($merged, 'n') and $row = $rows">restart</xsl:when>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
