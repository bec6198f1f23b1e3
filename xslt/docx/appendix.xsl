<?xml version="1.0" encoding="UTF-8"?>
<!--
  《源表修正与待核事项》: what the program suggests but the source does not
  state and what it found, what people decided, what was repaired, and source text
  that is no item. A table a part, with ranges of items and a column for the
  result of the check; empty parts are left out. All of it is drawn with the frame:
  what is said of many items the program has gathered (report/gathered.h).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s exsl">

  <!-- Of the places of a repair, each that is one cell's. -->
  <xsl:key name="repairs-by-pos" match="q:repair" use="@pos"/>

  <!-- Types that no finding tells of: taken from suggestions, or missing where the rule is off. -->
  <xsl:variable name="gathered" select="$whole/s:gathered/s:group"/>
  <xsl:variable name="open-types" select="$whole/q:table/q:item/q:powerType[@origin = 'inferred' or (not(string(.)) and not($gathered/@rule = 'power-type-missing'))]"/>
  <xsl:variable name="has-open" select="boolean($gathered | $open-types)"/>
  <xsl:variable name="has-decisions" select="boolean($whole/q:head/q:decisions/q:decision)"/>
  <xsl:variable name="has-repairs" select="boolean($whole/q:head/q:repairs/q:repair)"/>
  <xsl:variable name="has-omitted" select="boolean($whole/q:table/q:omitted)"/>
  <xsl:variable name="has-appendix" select="not($whole/@diff) and $appendix = 'yes' and ($has-open or $has-decisions or $has-repairs or $has-omitted)"/>

  <xsl:template name="appendix">
    <w:p><w:pPr><w:pStyle w:val="QzAnnex"/></w:pPr><xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.appendix.label'"/></xsl:call-template></w:p>
    <w:p>
      <w:pPr><w:pStyle w:val="Title"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.appendix'"/></xsl:call-template>
    </w:p>
    <xsl:if test="$has-open"><xsl:call-template name="part.open"/></xsl:if>
    <xsl:if test="$has-decisions"><xsl:call-template name="part.decisions"/></xsl:if>
    <xsl:if test="$has-repairs"><xsl:call-template name="part.repairs"/></xsl:if>
    <xsl:if test="$has-omitted"><xsl:call-template name="part.omitted"/></xsl:if>
    <!-- The last paragraph: where the number of its pages is taken from. -->
    <w:p>
      <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
      <w:bookmarkStart w:id="{$item-count + 1}" w:name="appendix_end"/><w:bookmarkEnd w:id="{$item-count + 1}"/>
    </w:p>
  </xsl:template>

  <xsl:template name="text-run">
    <xsl:param name="key"/>
    <xsl:call-template name="run">
      <xsl:with-param name="text"><xsl:value-of select="l:text($key)"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== its page numbers ==== -->

  <xsl:template match="q:list" mode="relationships">
    <xsl:if test="$has-appendix">
      <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rIdAppendixOdd" Type="{$office}footer" Target="footer4.xml"/>
      <Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rIdAppendixEven" Type="{$office}footer" Target="footer5.xml"/>
    </xsl:if>
  </xsl:template>

  <!-- 附录（共3页）, beside the number on the side where the page has room. -->
  <xsl:template name="parts.appendix-numbers">
    <xsl:if test="$has-appendix">
      <xsl:variable name="label">
        <w:r><w:t xml:space="preserve"><xsl:value-of select="substring-before(l:text('docx.appendix.pages'), '{n}')"/></w:t></w:r>
        <xsl:call-template name="page-of"><xsl:with-param name="bookmark" select="'appendix_end'"/></xsl:call-template>
        <w:r><w:t xml:space="preserve"><xsl:value-of select="substring-after(l:text('docx.appendix.pages'), '{n}')"/></w:t></w:r>
      </xsl:variable>
      <xsl:variable name="gap"><w:r><w:t xml:space="preserve">　</w:t></w:r></xsl:variable>
      <xsl:call-template name="part.portrait">
        <xsl:with-param name="name" select="'/word/footer4.xml'"/>
        <xsl:with-param name="style" select="'QzPageOdd'"/>
        <xsl:with-param name="before"><xsl:copy-of select="$label"/><xsl:copy-of select="$gap"/></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="part.portrait">
        <xsl:with-param name="name" select="'/word/footer5.xml'"/>
        <xsl:with-param name="style" select="'QzPageEven'"/>
        <xsl:with-param name="behind"><xsl:copy-of select="$gap"/><xsl:copy-of select="$label"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== parts ==== -->

  <!-- 一、待核事项: parts are counted as they are there. -->
  <xsl:template name="appendix.heading">
    <xsl:param name="key"/>
    <xsl:param name="number"/>
    <w:p>
      <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
      <xsl:call-template name="run"><xsl:with-param name="text" select="concat(l:text(concat('docx.part.', $number)), l:text($key))"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="part.open">
    <xsl:call-template name="appendix.heading"><xsl:with-param name="key" select="'docx.open'"/><xsl:with-param name="number" select="1"/></xsl:call-template>
    <xsl:call-template name="appendix.table">
      <xsl:with-param name="key" select="'docx.open'"/>
      <xsl:with-param name="where" select="'docx.items'"/>
      <xsl:with-param name="what" select="'docx.question'"/>
    </xsl:call-template>
    <xsl:apply-templates select="$whole/s:gathered/s:article"/>
  </xsl:template>

  <!-- 现行《河灯法》第 4 条（2022-06-24 的文本）：…… The words in force that findings are about. -->
  <xsl:template match="s:article">
    <xsl:for-each select="s:p">
      <w:p>
        <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
        <xsl:call-template name="run">
          <xsl:with-param name="text">
            <xsl:if test="position() = 1"><xsl:apply-templates select=".." mode="article-name"/><xsl:value-of select="$l10n.colon"/></xsl:if>
            <xsl:value-of select="."/>
          </xsl:with-param>
        </xsl:call-template>
      </w:p>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="part.decisions">
    <xsl:call-template name="appendix.heading"><xsl:with-param name="key" select="'decisions'"/><xsl:with-param name="number" select="1 + $has-open"/></xsl:call-template>
    <xsl:call-template name="appendix.table">
      <xsl:with-param name="key" select="'decisions'"/>
      <xsl:with-param name="where" select="'docx.items'"/>
      <xsl:with-param name="what" select="'docx.decided'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="part.repairs">
    <xsl:call-template name="appendix.heading"><xsl:with-param name="key" select="'docx.repairs'"/><xsl:with-param name="number" select="1 + $has-open + $has-decisions"/></xsl:call-template>
    <w:p><w:pPr><w:pStyle w:val="QzText"/></w:pPr><xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.mark-note'"/></xsl:call-template></w:p>
    <xsl:call-template name="appendix.table">
      <xsl:with-param name="key" select="'docx.repairs'"/>
      <xsl:with-param name="where" select="'docx.items'"/>
      <xsl:with-param name="what" select="'docx.what'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="part.omitted">
    <xsl:call-template name="appendix.heading"><xsl:with-param name="key" select="'docx.omitted'"/><xsl:with-param name="number" select="1 + $has-open + $has-decisions + $has-repairs"/></xsl:call-template>
    <xsl:call-template name="appendix.table">
      <xsl:with-param name="key" select="'docx.omitted'"/>
      <xsl:with-param name="where" select="'docx.place'"/>
      <xsl:with-param name="what" select="'docx.text'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== the table ==== -->

  <xsl:variable name="width.where" select="2400"/>
  <xsl:variable name="width.what" select="4744"/>
  <xsl:variable name="width.result" select="1700"/>

  <xsl:template name="appendix.table">
    <xsl:param name="key"/>
    <xsl:param name="where"/>
    <xsl:param name="what"/>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="QzAppendix"/>
        <w:tblW w:w="8844" w:type="dxa"/>
        <w:tblLayout w:type="fixed"/>
        <w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>
        <w:tblCaption w:val="{l:text($key)}"/>
        <w:tblDescription w:val="{l:text('docx.appendix')}"/>
      </w:tblPr>
      <w:tblGrid><w:gridCol w:w="{$width.where}"/><w:gridCol w:w="{$width.what}"/><w:gridCol w:w="{$width.result}"/></w:tblGrid>
      <w:tr>
        <w:trPr><w:tblHeader/></w:trPr>
        <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="$width.where"/><xsl:with-param name="text" select="l:text($where)"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
        <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="$width.what"/><xsl:with-param name="text" select="l:text($what)"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
        <xsl:call-template name="appendix.cell"><xsl:with-param name="width" select="$width.result"/><xsl:with-param name="text" select="l:text('docx.result')"/><xsl:with-param name="style" select="'QzHead'"/></xsl:call-template>
      </w:tr>
      <!-- Drawn where they stand: a variable would hold all of them a second time. -->
      <xsl:choose>
        <xsl:when test="$key = 'docx.open'">
          <xsl:apply-templates select="$gathered" mode="appendix"/>
          <xsl:call-template name="open-types"><xsl:with-param name="types" select="$open-types"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="$key = 'decisions'">
          <xsl:apply-templates select="$whole/q:head/q:decisions/q:decision" mode="appendix"/>
        </xsl:when>
        <xsl:when test="$key = 'docx.repairs'">
          <xsl:apply-templates select="$repairs.kinds" mode="appendix"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$whole/q:table" mode="omitted-rows"/>
        </xsl:otherwise>
      </xsl:choose>
    </w:tbl>
  </xsl:template>

  <xsl:template name="appendix.row">
    <xsl:param name="where"/>
    <xsl:param name="what"/>
    <w:tr>
      <xsl:call-template name="appendix.cell"><xsl:with-param name="text" select="string($where)"/></xsl:call-template>
      <xsl:call-template name="appendix.cell"><xsl:with-param name="text" select="string($what)"/></xsl:call-template>
      <xsl:call-template name="appendix.cell"><xsl:with-param name="text" select="''"/></xsl:call-template>
    </w:tr>
  </xsl:template>

  <xsl:template name="appendix.cell">
    <xsl:param name="width" select="0"/> <!-- of the head's cells; below them the grid's holds -->
    <xsl:param name="text"/>
    <xsl:param name="style" select="'QzCell'"/>
    <w:tc>
      <xsl:if test="$width"><w:tcPr><w:tcW w:w="{$width}" w:type="dxa"/></w:tcPr></xsl:if>
      <w:p>
        <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
        <xsl:if test="$text != ''"><xsl:call-template name="run"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:if>
      </w:p>
    </w:tc>
  </xsl:template>

  <!-- ==== rows ==== -->

  <!-- 第6–14项 | 权力类型：未填……。 -->
  <xsl:template match="s:group" mode="appendix">
    <xsl:variable name="field"><xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if></xsl:variable>
    <xsl:call-template name="appendix.row">
      <xsl:with-param name="where">
        <xsl:apply-templates select="s:range" mode="said"/>
        <xsl:if test="not(s:range)"><xsl:value-of select="l:text('html.findings.list')"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="what">
        <xsl:if test="string($field) and string($field) != concat('field.', @field) and not(starts-with(s:message, $field))"><xsl:value-of select="concat($field, $l10n.colon)"/></xsl:if>
        <xsl:value-of select="s:message"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- Types by what is said of them; there are some ten at most: each is looked for among those that are left. -->
  <xsl:template name="open-types">
    <xsl:param name="types"/>
    <xsl:if test="$types">
      <xsl:variable name="first" select="$types[1]"/>
      <xsl:variable name="alike" select="$types[. = $first and string(@origin) = string($first/@origin) and string(@suggested) = string($first/@suggested) and string(@confidence) = string($first/@confidence)]"/>
      <xsl:variable name="each"><xsl:apply-templates select="$alike" mode="each"/></xsl:variable>
      <xsl:call-template name="appendix.row">
        <xsl:with-param name="where"><xsl:call-template name="ranges-said"><xsl:with-param name="each" select="exsl:node-set($each)/each"/></xsl:call-template></xsl:with-param>
        <xsl:with-param name="what">
          <xsl:value-of select="concat(l:text('field.powerType'), $l10n.colon, $first)"/>
          <xsl:apply-templates select="$first" mode="remark"/>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="open-types">
        <xsl:with-param name="types" select="$types[not(. = $first and string(@origin) = string($first/@origin) and string(@suggested) = string($first/@suggested) and string(@confidence) = string($first/@confidence))]"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:powerType" mode="each">
    <each place="{../q:name}">
      <xsl:if test="$table-count &gt; 1">
        <xsl:attribute name="in"><xsl:call-template name="table-said"><xsl:with-param name="number" select="count(../../preceding-sibling::q:table) + 1"/></xsl:call-template></xsl:attribute>
      </xsl:if>
      <xsl:if test="normalize-space(../q:serial)"><xsl:attribute name="n"><xsl:value-of select="normalize-space(../q:serial)"/></xsl:attribute></xsl:if>
    </each>
  </xsl:template>

  <xsl:template match="q:decision" mode="appendix">
    <xsl:call-template name="appendix.row">
      <xsl:with-param name="where"><xsl:if test="normalize-space(@serial)"><xsl:value-of select="q:items-said(normalize-space(@serial))"/></xsl:if></xsl:with-param>
      <xsl:with-param name="what">
        <xsl:choose>
          <xsl:when test="@field"><xsl:apply-templates select="." mode="value"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat(@rule, l:text('decision.waived'))"/></xsl:otherwise>
        </xsl:choose>
        <xsl:apply-templates select="." mode="by"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- All repairs of a rule and a field: what was done, and where. -->
  <xsl:template match="kind | s:kind" mode="appendix">
    <xsl:variable name="field" select="substring-after(@name, ' ')"/>
    <xsl:call-template name="appendix.row">
      <xsl:with-param name="where"><xsl:apply-templates select="." mode="where"/></xsl:with-param>
      <xsl:with-param name="what">
        <xsl:if test="$field != ''"><xsl:value-of select="concat(l:text(concat('field.', $field)), $l10n.colon)"/></xsl:if>
        <xsl:value-of select="concat(l:text(concat('rule.', substring-before(@name, ' '))), l:text('full-stop'))"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="s:kind" mode="where"><xsl:apply-templates select="s:range" mode="repaired"/></xsl:template>

  <xsl:template match="s:range" mode="repaired">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
    <xsl:choose>
      <xsl:when test="@sheet"><xsl:value-of select="q:sheet-said(@sheet)"/></xsl:when>
      <xsl:when test="@file"><xsl:value-of select="l:fill(l:text('place.sheet'), 'sheet', @file)"/></xsl:when>
      <xsl:when test="@table"><xsl:value-of select="l:fill(l:text('place.table'), 'n', @table)"/></xsl:when>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="@from"><xsl:value-of select="q:items-said(string(@from), string(@to | @from[not(../@to)]))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="q:place(@pos)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The same without the program: of each repair what it is called, then ranges of them. -->
  <xsl:template match="kind" mode="where">
    <xsl:variable name="each"><xsl:apply-templates select="." mode="repairs"/></xsl:variable>
    <xsl:call-template name="ranges-said"><xsl:with-param name="each" select="exsl:node-set($each)/each"/></xsl:call-template>
  </xsl:template>

  <!-- What the functions say is asked for only where it is shown: each call costs as much as the rest. -->
  <xsl:template match="q:repair" mode="listed">
    <each>
      <xsl:if test="not(normalize-space(@item))"><xsl:attribute name="place"><xsl:value-of select="q:place(@pos)"/></xsl:attribute></xsl:if>
      <xsl:if test="$table-count &gt; 1">
        <xsl:variable name="at" select="q:first-place(@pos)"/>
        <xsl:attribute name="in">
          <xsl:choose>
            <xsl:when test="contains($at, '!')"><xsl:value-of select="q:sheet-said(substring-before($at, '!'))"/></xsl:when>
            <xsl:when test="@file"><xsl:value-of select="l:fill(l:text('place.sheet'), 'sheet', @file)"/></xsl:when>
            <xsl:when test="starts-with($at, 't')"><xsl:value-of select="l:fill(l:text('place.table'), 'n', substring-before(concat(substring($at, 2), '/'), '/'))"/></xsl:when>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <xsl:if test="normalize-space(@item)"><xsl:attribute name="n"><xsl:value-of select="normalize-space(@item)"/></xsl:attribute></xsl:if>
    </each>
  </xsl:template>

  <!-- ==== text that is no item's ==== -->

  <!-- Headers that are repeated stand in one line; of what else was left out, a row each. -->
  <xsl:template match="q:table" mode="omitted-rows">
    <xsl:variable name="heads" select="q:omitted[@reason = 'header-repeat']"/>
    <xsl:if test="$heads">
      <xsl:variable name="rows"><xsl:apply-templates select="$heads" mode="repeated"/></xsl:variable>
      <xsl:variable name="row" select="exsl:node-set($rows)/row"/>
      <xsl:call-template name="appendix.row">
        <xsl:with-param name="where">
          <xsl:for-each select="$row[position() &lt;= 8]">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
            <xsl:value-of select="q:place(@key)"/>
          </xsl:for-each>
          <xsl:if test="$row[9]"><xsl:value-of select="l:text('etc')"/></xsl:if>
        </xsl:with-param>
        <xsl:with-param name="what"><xsl:value-of select="l:fill(l:text('docx.heads'), 'n', count($row))"/></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:apply-templates select="q:omitted[@reason != 'header-repeat']" mode="appendix"/>
  </xsl:template>

  <xsl:template match="q:omitted" mode="repeated">
    <xsl:variable name="key" select="q:row(@pos)"/>
    <xsl:if test="not(preceding-sibling::q:omitted[1][@reason = 'header-repeat' and q:row(@pos) = $key])"><row key="{$key}"/></xsl:if>
  </xsl:template>

  <!-- The cells of a row for one reason are one row here, too. Only neighbours are looked at: there may be very many. -->
  <xsl:template match="q:omitted" mode="appendix">
    <xsl:variable name="reason" select="string(@reason)"/>
    <xsl:variable name="key" select="q:row(@pos)"/>
    <xsl:variable name="before" select="preceding-sibling::q:omitted[1]"/>
    <xsl:if test="not($before/@reason = $reason and q:row($before/@pos) = $key and not(contains(@pos, '#')))">
      <xsl:variable name="next" select="following-sibling::q:omitted[1]"/>
      <xsl:variable name="more" select="$next/@reason = $reason and not(contains($next/@pos, '#')) and q:row($next/@pos) = $key"/>
      <xsl:call-template name="appendix.row">
        <xsl:with-param name="where">
          <xsl:choose>
            <xsl:when test="$more"><xsl:value-of select="q:place($key)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="q:place(@pos)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
        <xsl:with-param name="what">
          <xsl:if test="not(starts-with(normalize-space(.), l:text(concat('reason.', $reason))))">
            <xsl:value-of select="concat(l:text(concat('reason.', $reason)), $l10n.colon)"/>
          </xsl:if>
          <xsl:apply-templates select="." mode="cells"><xsl:with-param name="reason" select="$reason"/><xsl:with-param name="key" select="$key"/></xsl:apply-templates>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The text of the cell and of those behind it in its row; a table has 63 columns at most. -->
  <xsl:template match="q:omitted" mode="cells">
    <xsl:param name="reason"/>
    <xsl:param name="key"/>
    <xsl:value-of select="."/>
    <xsl:variable name="next" select="following-sibling::q:omitted[1]"/>
    <xsl:if test="$next/@reason = $reason and not(contains($next/@pos, '#')) and q:row($next/@pos) = $key">
      <xsl:text>｜</xsl:text>
      <xsl:apply-templates select="$next" mode="cells"><xsl:with-param name="reason" select="$reason"/><xsl:with-param name="key" select="$key"/></xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- ==== marks and names ==== -->

  <!-- The mark of a cell whose form was repaired. -->
  <xsl:template name="repair-mark">
    <xsl:call-template name="run">
      <xsl:with-param name="text" select="$repair-mark"/>
      <xsl:with-param name="style" select="'QzSuggestion'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:variable name="repair-mark" select="string(l:text('docx.mark'))"/>

  <!-- 第6项 -->
  <xsl:variable name="item-name.before" select="substring-before(l:text('docx.item'), '{n}')"/>
  <xsl:variable name="item-name.after" select="substring-after(l:text('docx.item'), '{n}')"/>
  <xsl:template name="item-name">
    <xsl:param name="serial"/>
    <xsl:value-of select="concat($item-name.before, $serial, $item-name.after)"/>
  </xsl:template>
</xsl:stylesheet>
