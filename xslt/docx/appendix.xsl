<?xml version="1.0" encoding="UTF-8"?>
<!--
  《源表修正与待核事项》: what the program suggests but the source does not
  state, what it repaired, and source text that is no item.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="q">

  <xsl:key name="repairs-by-rule" match="q:repair" use="@rule"/>

  <xsl:template name="appendix">
    <w:p>
      <w:pPr><w:pStyle w:val="Title"/></w:pPr>
      <xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.appendix'"/></xsl:call-template>
    </w:p>
    <xsl:call-template name="heading"><xsl:with-param name="key" select="'docx.open'"/></xsl:call-template>
    <xsl:apply-templates select="q:table/q:item/q:powerType[not(string(.)) or @origin = 'inferred']" mode="open"/>
    <xsl:call-template name="none-unless"><xsl:with-param name="nodes" select="q:table/q:item/q:powerType[not(string(.)) or @origin = 'inferred']"/></xsl:call-template>
    <xsl:apply-templates select="q:head/q:decisions/q:decision" mode="appendix"/>
    <xsl:call-template name="heading"><xsl:with-param name="key" select="'docx.repairs'"/></xsl:call-template>
    <xsl:for-each select="q:head/q:repairs/q:repair[count(. | key('repairs-by-rule', @rule)[1]) = 1]">
      <xsl:call-template name="repair-group"/>
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
      <xsl:with-param name="text"><xsl:call-template name="text"><xsl:with-param name="key" select="$key"/></xsl:call-template></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="none-unless">
    <xsl:param name="nodes"/>
    <xsl:if test="not($nodes)">
      <w:p><xsl:call-template name="text-run"><xsl:with-param name="key" select="'docx.none'"/></xsl:call-template></w:p>
    </xsl:if>
  </xsl:template>

  <!-- 第6项：权力类型〔待核：建议“行政处罚”〕 -->
  <xsl:template match="q:powerType" mode="open">
    <w:p>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="item-name"><xsl:with-param name="serial" select="../q:serial"/></xsl:call-template>
          <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
          <xsl:call-template name="text"><xsl:with-param name="key" select="'field.powerType'"/></xsl:call-template>
          <xsl:value-of select="."/>
          <xsl:apply-templates select="." mode="remark"/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template name="item-name">
    <xsl:param name="serial"/>
    <xsl:variable name="text"><xsl:call-template name="text"><xsl:with-param name="key" select="'docx.item'"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="concat(substring-before($text, '{n}'), $serial, substring-after($text, '{n}'))"/>
  </xsl:template>

  <!-- One paragraph for all repairs of a rule: what was done, and where. -->
  <xsl:template name="repair-group">
    <w:p>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="text"><xsl:with-param name="key" select="concat('rule.', @rule)"/></xsl:call-template>
          <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
          <xsl:for-each select="key('repairs-by-rule', @rule)">
            <xsl:if test="position() &gt; 1"><xsl:call-template name="text"><xsl:with-param name="key" select="'comma'"/></xsl:call-template></xsl:if>
            <xsl:if test="@item">
              <xsl:call-template name="item-name"><xsl:with-param name="serial" select="@item"/></xsl:call-template>
            </xsl:if>
            <xsl:if test="@field"><xsl:call-template name="text"><xsl:with-param name="key" select="concat('field.', @field)"/></xsl:call-template></xsl:if>
            <xsl:if test="not(@item)"><xsl:value-of select="@pos"/></xsl:if>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:decision" mode="appendix">
    <w:p>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="text"><xsl:with-param name="key" select="'decisions'"/></xsl:call-template>
          <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
          <xsl:apply-templates select="." mode="line"/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>

  <xsl:template match="q:omitted" mode="appendix">
    <w:p>
      <xsl:call-template name="run">
        <xsl:with-param name="text">
          <xsl:call-template name="text"><xsl:with-param name="key" select="concat('reason.', @reason)"/></xsl:call-template>
          <xsl:value-of select="concat('（', @pos, '）')"/>
          <xsl:call-template name="text"><xsl:with-param name="key" select="'colon'"/></xsl:call-template>
          <xsl:value-of select="."/>
        </xsl:with-param>
      </xsl:call-template>
    </w:p>
  </xsl:template>
</xsl:stylesheet>
