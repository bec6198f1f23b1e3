<?xml version="1.0" encoding="UTF-8"?>
<!--
  《源表修正与待核事项》: what the program suggests but the source does not
  state, its findings by item, what it repaired, and source text that is no item.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:s="urn:quanze:stage:1" xmlns:exsl="http://exslt.org/common"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="l q s exsl">

  <!-- Of the places of a repair, each that is one cell's. -->
  <xsl:key name="repairs-by-pos" match="q:repair" use="@pos"/>

  <!-- The rules of the repairs, as they come. There are some ten at most: each is looked for among the repairs that are left. -->
  <xsl:variable name="repaired">
    <xsl:call-template name="rules-of"><xsl:with-param name="repairs" select="$whole/q:head/q:repairs/q:repair"/></xsl:call-template>
  </xsl:variable>

  <xsl:template name="rules-of">
    <xsl:param name="repairs"/>
    <xsl:if test="$repairs">
      <xsl:variable name="rule" select="string($repairs[1]/@rule)"/>
      <rule name="{$rule}"/>
      <xsl:call-template name="rules-of"><xsl:with-param name="repairs" select="$repairs[@rule != $rule]"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:variable name="repaired.root" select="$chunk/s:shared | exsl:node-set($repaired)[$whole]"/>
  <xsl:variable name="repaired.rules" select="$repaired.root/rule/@name"/>

  <xsl:template name="appendix">
    <w:p>
      <w:pPr><w:pStyle w:val="Title"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.appendix'"/></xsl:call-template>
    </w:p>
    <xsl:call-template name="heading"><xsl:with-param name="key" select="'docx.open'"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$part = 'frame'">
        <xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'open'"/></xsl:call-template>
        <xsl:call-template name="items-mark"><xsl:with-param name="stream" select="'found'"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="q:table/q:item/q:powerType" mode="open"/>
        <xsl:apply-templates select="q:table/q:item" mode="found"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="none-unless">
      <xsl:with-param name="nodes" select="q:table/q:item[q:powerType[not(string(.)) or @origin = 'inferred'] or s:finding[not(@rule = $repaired.rules)]]"/>
    </xsl:call-template>
    <xsl:apply-templates select="q:head/q:decisions/q:decision" mode="appendix"/>
    <xsl:call-template name="heading"><xsl:with-param name="key" select="'docx.repairs'"/></xsl:call-template>
    <xsl:if test="q:head/q:repairs/q:repair">
      <w:p><w:pPr><w:pStyle w:val="QzText"/></w:pPr><xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.mark-note'"/></xsl:call-template></w:p>
    </xsl:if>
    <xsl:for-each select="$repaired.root/rule">
      <xsl:call-template name="repair-group"><xsl:with-param name="rule" select="@name"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="none-unless"><xsl:with-param name="nodes" select="q:head/q:repairs/q:repair"/></xsl:call-template>
    <xsl:call-template name="heading"><xsl:with-param name="key" select="'docx.omitted'"/></xsl:call-template>
    <xsl:apply-templates select="q:table/q:omitted" mode="appendix"/>
    <xsl:call-template name="none-unless"><xsl:with-param name="nodes" select="q:table/q:omitted"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:param name="key"/>
    <w:p>
      <w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="$key"/></xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="text-run">
    <xsl:param name="key"/>
    <xsl:call-template name="run">
      <xsl:with-param name="text"><xsl:value-of select="l:text($key)"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="none-unless">
    <xsl:param name="nodes"/>
    <xsl:if test="not($nodes)">
      <w:p><w:pPr><w:pStyle w:val="QzText"/></w:pPr><xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.none'"/></xsl:call-template></w:p>
    </xsl:if>
  </xsl:template>

  <!-- 第6项：权力类型〔待核：建议“行政处罚”〕 -->
  <xsl:template match="q:powerType" mode="open"/>
  <!-- The sentence of a finding and what to do say as much of a type that is missing. -->
  <xsl:template match="q:powerType[(not(string(.)) or @origin = 'inferred') and not(../s:finding/@rule = 'power-type-missing')]" mode="open">
    <w:p>
      <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:apply-templates select=".." mode="called"/>
          <xsl:value-of select="$l10n.colon"/>
          <xsl:value-of select="l:text('field.powerType')"/>
          <xsl:value-of select="."/>
          <xsl:apply-templates select="." mode="remark"/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <!-- 第6项：实施依据：所引条文已经修改……；权力类型未填……。One paragraph an item; its repairs stand below. -->
  <xsl:template match="q:item" mode="found">
    <xsl:variable name="findings" select="s:finding[not(@rule = $repaired.rules)]"/>
    <xsl:if test="$findings">
    <w:p>
      <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:apply-templates select="." mode="called"/>
          <xsl:if test="$table-count &gt; 1 and normalize-space(q:serial)"><xsl:value-of select="q:name"/></xsl:if>
          <xsl:value-of select="$l10n.colon"/>
          <xsl:for-each select="$findings">
            <xsl:variable name="field"><xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if></xsl:variable>
            <xsl:if test="string($field) and not(starts-with(s:message, $field))"><xsl:value-of select="concat($field, $l10n.colon)"/></xsl:if>
            <xsl:value-of select="s:message"/>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
    <xsl:apply-templates select="$findings/s:article"/>
    </xsl:if>
  </xsl:template>

  <!-- 现行《河灯法》第 4 条（2022-06-24 的文本）：…… The words in force, below the item. -->
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

  <!-- What an item is called: by its serial, else its name. -->
  <xsl:template match="q:item" mode="called">
    <xsl:choose>
      <xsl:when test="normalize-space(q:serial)"><xsl:call-template name="item-name"><xsl:with-param name="serial" select="q:serial"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="q:name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One paragraph for all repairs of a rule: what was done, and where. -->
  <xsl:template name="repair-group">
    <xsl:param name="rule"/>
    <w:p>
      <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:value-of select="concat(l:text(concat('rule.', $rule)), $l10n.colon)"/>
          <xsl:for-each select="$whole/q:head/q:repairs/q:repair[@rule = $rule]"> <!-- no key, which would be quadratic: see common/repairs.xsl -->
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
            <xsl:if test="@item"><xsl:value-of select="concat($item-name.before, @item, $item-name.after)"/></xsl:if>
            <xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if>
            <xsl:if test="not(@item)"><xsl:value-of select="@pos"/></xsl:if>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:decision" mode="appendix">
    <w:p>
      <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:value-of select="l:text('decisions')"/>
          <xsl:value-of select="$l10n.colon"/>
          <xsl:apply-templates select="." mode="line"/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:omitted" mode="appendix">
    <w:p>
      <w:pPr><w:pStyle w:val="QzText"/></w:pPr>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:value-of select="l:text(concat('reason.', @reason))"/>
          <xsl:value-of select="concat('（', @pos, '）')"/>
          <xsl:value-of select="$l10n.colon"/>
          <xsl:value-of select="."/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
