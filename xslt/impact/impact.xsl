<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that text, page and Word file put to the worklist of an amendment: what
  it is called, how an article is written, what a citation is now, what is to be done.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:i="urn:quanze:impact:1"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l i str">

  <xsl:variable name="law" select="/i:impact/i:law"/>
  <xsl:variable name="totals" select="/i:impact/i:totals"/>
  <xsl:variable name="bodies" select="/i:impact/i:body"/>
  <!-- An old article, told once for all citations. -->
  <xsl:key name="article" match="/i:impact/i:article" use="@n"/>
  <xsl:variable name="texts" select="/i:impact/i:article[i:line]"/>

  <xsl:template match="i:impact" mode="title">
    <xsl:variable name="key"><xsl:choose><xsl:when test="$law/i:repealed">impact.title-repealed</xsl:when><xsl:otherwise>impact.title</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:value-of select="str:replace(l:text(string($key)), '{law}', string($law/@name))"/>
  </xsl:template>

  <!-- 〔市农业局.xlsx 行政许可〕: where the number of an item does not tell it, as its department has several lists, or its list several tables with the same numbers. -->
  <xsl:template match="i:item" mode="stands">
    <xsl:variable name="file" select="str:tokenize(@file, '/')[last()]"/>
    <xsl:variable name="where" select="normalize-space(concat(substring($file, 1, string-length($file) * (../@lists &gt; 1)), ' ', @sheet))"/>
    <xsl:if test="$where"><xsl:value-of select="concat('〔', $where, '〕')"/></xsl:if>
  </xsl:template>

  <!-- ==== days and versions ==== -->

  <!-- 2026年1月5日; a month or a year where no more is known. -->
  <xsl:template name="date">
    <xsl:param name="date"/>
    <xsl:variable name="key"><xsl:choose><xsl:when test="string-length($date) = 10">docx.date</xsl:when><xsl:when test="string-length($date) = 7">impact.month</xsl:when><xsl:otherwise>impact.year</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:value-of select="str:replace(str:replace(str:replace(l:text(string($key)), '{y}', string(number(substring($date, 1, 4)))),
      '{m}', string(number(substring($date, 6, 2)))), '{d}', string(number(substring($date, 9, 2))))"/>
  </xsl:template>

  <xsl:template name="dated">
    <xsl:param name="key"/>
    <xsl:param name="date"/>
    <xsl:variable name="day"><xsl:call-template name="date"><xsl:with-param name="date" select="string($date)"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="str:replace(l:text($key), '{day}', string($day))"/>
  </xsl:template>

  <!-- 2021年6月10日通过，2021年9月1日起施行，共 119 条 -->
  <xsl:template match="i:from | i:to" mode="version">
    <xsl:for-each select="@adopted | @promulgated | @force">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.and')"/></xsl:if>
      <xsl:call-template name="dated"><xsl:with-param name="key" select="concat('impact.', local-name())"/><xsl:with-param name="date" select="."/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="@articles">
      <xsl:if test="@adopted or @promulgated or @force"><xsl:value-of select="l:text('impact.and')"/></xsl:if>
      <xsl:value-of select="str:replace(l:text('impact.last'), '{n}', string(@articles))"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="i:repealed" mode="version">
    <xsl:if test="@date"><xsl:call-template name="date"><xsl:with-param name="date" select="string(@date)"/></xsl:call-template><xsl:value-of select="l:text('impact.space')"/></xsl:if>
    <xsl:value-of select="str:replace(l:text('impact.repealed-by'), '{by}', string(@by))"/>
  </xsl:template>

  <!-- 《甲法》、《乙法》 -->
  <xsl:template name="successors">
    <xsl:for-each select="$law/i:repealed/i:successor">
      <xsl:if test="position() &gt; 1"><xsl:text>、</xsl:text></xsl:if>
      <xsl:value-of select="concat('《', @name, '》')"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== articles ==== -->

  <!-- 1204: 一千二百零四, in the digits of the language; as it is where that has none. -->
  <xsl:template name="numeral">
    <xsl:param name="number"/>
    <xsl:variable name="digits" select="l:text('impact.digits')"/>
    <xsl:choose>
      <xsl:when test="not($digits) or $number &gt; 9999"><xsl:value-of select="$number"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="place"><xsl:with-param name="digit" select="floor($number div 1000)"/><xsl:with-param name="unit" select="3"/></xsl:call-template>
        <xsl:call-template name="place"><xsl:with-param name="digit" select="floor($number div 100) mod 10"/><xsl:with-param name="unit" select="2"/><xsl:with-param name="before" select="floor($number div 1000)"/></xsl:call-template>
        <xsl:call-template name="place">
          <xsl:with-param name="digit" select="floor($number div 10) mod 10"/><xsl:with-param name="unit" select="1"/>
          <xsl:with-param name="before" select="floor($number div 100)"/><xsl:with-param name="gap" select="floor($number div 100) mod 10 = 0"/>
        </xsl:call-template>
        <xsl:call-template name="place">
          <xsl:with-param name="digit" select="$number mod 10"/><xsl:with-param name="unit" select="0"/>
          <xsl:with-param name="before" select="floor($number div 10)"/><xsl:with-param name="gap" select="floor($number div 10) mod 10 = 0"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One digit and its unit. `before`: what stands above it, `gap`: the digit above is 0; 十二, not 一十二. -->
  <xsl:template name="place">
    <xsl:param name="digit"/>
    <xsl:param name="unit"/>
    <xsl:param name="before" select="0"/>
    <xsl:param name="gap" select="false()"/>
    <xsl:if test="$digit &gt; 0">
      <xsl:if test="$gap and $before &gt; 0"><xsl:value-of select="substring(l:text('impact.digits'), 1, 1)"/></xsl:if>
      <xsl:if test="not($unit = 1 and $digit = 1 and $before = 0)"><xsl:value-of select="substring(l:text('impact.digits'), $digit + 1, 1)"/></xsl:if>
      <xsl:value-of select="substring(l:text('impact.units'), $unit, number($unit &gt; 0))"/>
    </xsl:if>
  </xsl:template>

  <!-- 第十三条之一 -->
  <xsl:template name="article">
    <xsl:param name="n"/>
    <xsl:variable name="main" select="substring-before(concat($n, '.'), '.')"/>
    <xsl:variable name="number"><xsl:call-template name="numeral"><xsl:with-param name="number" select="number($main)"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="str:replace(l:text('impact.article'), '{n}', string($number))"/>
    <xsl:if test="contains($n, '.')">
      <xsl:variable name="sub"><xsl:call-template name="numeral"><xsl:with-param name="number" select="number(substring-after($n, '.'))"/></xsl:call-template></xsl:variable>
      <xsl:value-of select="str:replace(l:text('impact.sub'), '{n}', string($sub))"/>
    </xsl:if>
  </xsl:template>

  <!-- "70,69": 第七十条、第六十九条 -->
  <xsl:template name="articles">
    <xsl:param name="list"/>
    <xsl:for-each select="str:tokenize($list, ',')">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
      <xsl:call-template name="article"><xsl:with-param name="n" select="string(.)"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- What stands in the place of an old article: 第七十二条, of another law with its name. -->
  <xsl:template match="i:article" mode="now">
    <xsl:choose>
      <xsl:when test="@to">
        <xsl:if test="@successor"><xsl:value-of select="concat('《', @successor, '》')"/></xsl:if>
        <xsl:call-template name="articles"><xsl:with-param name="list" select="string(@to)"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="@fate = 'repealed'"><xsl:value-of select="l:text('impact.gone')"/></xsl:when>
      <xsl:when test="@fate = 'beyond'"><xsl:value-of select="l:text('impact.absent')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('impact.nowhere')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 比对推定，相似度 0.92 -->
  <xsl:template match="i:article" mode="sure">
    <xsl:variable name="key">
      <xsl:choose>
        <xsl:when test="@confidence = 'reviewed'">impact.reviewed</xsl:when>
        <xsl:when test="@proposed">impact.proposed</xsl:when>
        <xsl:when test="@likeness">impact.derived</xsl:when>
        <xsl:when test="@confidence">impact.derived-only</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="string($key)"><xsl:value-of select="str:replace(l:text(string($key)), '{likeness}', string(@likeness))"/></xsl:if>
  </xsl:template>

  <!-- ==== citations ==== -->

  <!-- 第七十三条第一款, as the list writes it. -->
  <xsl:template match="i:citation" mode="cited">
    <xsl:choose>
      <xsl:when test="@place != ''"><xsl:value-of select="normalize-space(@place)"/></xsl:when>
      <xsl:when test="i:article"><xsl:call-template name="articles"><xsl:with-param name="list"><xsl:for-each select="i:article"><xsl:if test="position() &gt; 1">,</xsl:if><xsl:value-of select="@n"/></xsl:for-each></xsl:with-param></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('impact.whole')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="i:citation" mode="field">
    <xsl:choose>
      <xsl:when test="@label"><xsl:value-of select="normalize-space(@label)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of one article where it is now; of several which is which. -->
  <xsl:template match="i:article" mode="now-of-several">
    <xsl:variable name="now"><xsl:apply-templates select="." mode="now"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="count(../i:article) = 1"><xsl:value-of select="$now"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="old"><xsl:call-template name="article"><xsl:with-param name="n" select="string(@n)"/></xsl:call-template></xsl:variable>
        <xsl:value-of select="str:replace(str:replace(l:text('impact.arrow'), '{from}', string($old)), '{to}', string($now))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 比对推定，相似度 0.92，文字有改 -->
  <xsl:template match="i:article" mode="change">
    <xsl:variable name="sure"><xsl:apply-templates select="." mode="sure"/></xsl:variable>
    <xsl:value-of select="$sure"/>
    <xsl:if test="@changed">
      <xsl:if test="string($sure)"><xsl:value-of select="l:text('impact.and')"/></xsl:if>
      <xsl:value-of select="l:text(concat('impact.changed.', @changed))"/>
    </xsl:if>
    <xsl:if test="@penalty = 'yes'"><xsl:value-of select="concat(l:text('impact.and'), l:text('impact.penalty.yes'))"/></xsl:if>
  </xsl:template>

  <!-- What is to be done, in sentences. -->
  <xsl:template match="i:citation" mode="do">
    <xsl:variable name="sentences"><xsl:apply-templates select="." mode="sentences"/></xsl:variable>
    <xsl:value-of select="normalize-space($sentences)"/>
  </xsl:template>

  <xsl:template match="i:citation" mode="sentences">
    <xsl:variable name="to"><xsl:call-template name="targets"/></xsl:variable>
    <xsl:variable name="with"><xsl:call-template name="articles"><xsl:with-param name="list" select="string(i:article[@fate = 'merged'][1]/@with)"/></xsl:call-template></xsl:variable>
    <xsl:variable name="successors"><xsl:call-template name="successors"/></xsl:variable>
    <xsl:variable name="key"><xsl:choose><xsl:when test="@action = 'law' and not($law/i:repealed/i:successor)">law-none</xsl:when><xsl:when test="@action = 'note' and not(i:article)">note-whole</xsl:when><xsl:otherwise><xsl:value-of select="@action"/></xsl:otherwise></xsl:choose></xsl:variable>
    <!-- Where every version counts, it does not matter which one is meant. -->
    <xsl:if test="(@noted = 'no' or @noted = 'unclear') and $law/i:from"><xsl:value-of select="concat(l:text(concat('impact.say.', @noted)), l:text('impact.space'))"/></xsl:if>
    <xsl:value-of select="str:replace(str:replace(str:replace(l:text(concat('impact.say.', $key)), '{to}', string($to)), '{with}', string($with)), '{successor}', string($successors))"/>
    <xsl:if test="i:article[@proposed]"><xsl:value-of select="concat(l:text('impact.space'), l:text('impact.say.proposed'))"/></xsl:if>
    <xsl:if test="i:article[@split]"><xsl:value-of select="concat(l:text('impact.space'), l:text('impact.say.part'))"/></xsl:if>
    <xsl:if test="i:article[@penalty = 'yes']">
      <xsl:value-of select="l:text('impact.space')"/>
      <xsl:value-of select="l:text(concat('impact.say.penalty', substring('-lost', 1, 5 * number(not($law/i:from/@text = 'true' and $law/i:to/@text = 'true')))))"/>
    </xsl:if>
  </xsl:template>

  <!-- 处罚：二千元以下 → 二千元以上二万元以下 -->
  <xsl:template match="i:citation" mode="penalties">
    <xsl:variable name="changes" select="key('article', i:article[@penalty = 'yes']/@n)/i:change[@penalty]"/>
    <xsl:if test="$changes">
      <xsl:value-of select="concat(l:text('impact.column.penalty'), $l10n.colon)"/>
      <xsl:for-each select="$changes">
        <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.stop')"/></xsl:if>
        <xsl:value-of select="str:replace(str:replace(l:text('impact.arrow'), '{from}', string(@old)), '{to}', string(@new))"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- Where all articles of a citation are now. -->
  <xsl:template name="targets">
    <xsl:for-each select="i:article[@to]">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if>
      <xsl:apply-templates select="." mode="now"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== the whole ==== -->

  <xsl:template match="i:body" mode="name">
    <xsl:value-of select="normalize-space(@name)"/>
    <xsl:if test="normalize-space(@name) = ''"><xsl:value-of select="l:text('impact.unnamed')"/></xsl:if>
  </xsl:template>

  <xsl:template match="i:body" mode="counts">
    <xsl:value-of select="str:replace(str:replace(str:replace(l:text('impact.body-counts'), '{items}', string(@items)), '{touched}', string(@touched)), '{citations}', string(@citations))"/>
  </xsl:template>

  <!-- A text with the totals in it. -->
  <xsl:template name="counted">
    <xsl:param name="text"/>
    <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(str:replace(str:replace($text, '{law}', string($law/@name)), '{lists}', string($totals/@lists)),
      '{items}', string($totals/@items)), '{cited}', string($totals/@cited)), '{touched}', string($totals/@touched)), '{citations}', string($totals/@citations))"/>
  </xsl:template>

  <xsl:template name="scope">
    <xsl:call-template name="counted"><xsl:with-param name="text" select="l:text('impact.scope-text')"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="result">
    <xsl:variable name="text" select="str:replace(l:text('impact.result-text'), '{bodies}', string(count($bodies)))"/>
    <xsl:choose>
      <xsl:when test="$bodies"><xsl:call-template name="counted"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('impact.none')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 改条号 4 处，… -->
  <xsl:template name="actions">
    <xsl:for-each select="$totals/i:action">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.stop')"/></xsl:if>
      <xsl:value-of select="str:replace(str:replace(l:text('impact.do-count'), '{do}', l:text(concat('impact.do.', @name))), '{n}', string(@citations))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="marks">
    <xsl:for-each select="$totals/@unmarked[. &gt; 0] | $totals/@unclear[. &gt; 0] | $totals/@proposed[. &gt; 0] | $totals/@penalties[. &gt; 0]">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.stop')"/></xsl:if>
      <xsl:value-of select="str:replace(l:text(concat('impact.', local-name(), '-count')), '{n}', string(.))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="others">
    <xsl:for-each select="$totals/i:other | $totals/@unaffected[. &gt; 0]">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="l:text('impact.stop')"/></xsl:if>
      <xsl:choose>
        <xsl:when test="self::i:other[@adopted]">
          <xsl:variable name="day"><xsl:call-template name="date"><xsl:with-param name="date" select="string(@adopted)"/></xsl:call-template></xsl:variable>
          <xsl:value-of select="str:replace(str:replace(l:text('impact.other-count'), '{day}', string($day)), '{n}', string(@citations))"/>
        </xsl:when>
        <xsl:when test="self::i:other"><xsl:value-of select="str:replace(l:text('impact.other-undated'), '{n}', string(@citations))"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="str:replace(l:text('impact.unaffected-count'), '{n}', string(.))"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- What stands at the head, as label and value: each output draws `fact`. -->
  <xsl:template name="facts">
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.law'"/><xsl:with-param name="value" select="string($law/@name)"/></xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'impact.from'"/>
      <xsl:with-param name="value"><xsl:apply-templates select="$law/i:from" mode="version"/><xsl:if test="not($law/i:from)"><xsl:value-of select="l:text('impact.any')"/></xsl:if></xsl:with-param>
    </xsl:call-template>
    <xsl:if test="$law/i:to"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.to'"/><xsl:with-param name="value"><xsl:apply-templates select="$law/i:to" mode="version"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="$law/i:repealed"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.repealed'"/><xsl:with-param name="value"><xsl:apply-templates select="$law/i:repealed" mode="version"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="$law/i:repealed/i:successor"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.successor'"/><xsl:with-param name="value"><xsl:call-template name="successors"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.scope'"/><xsl:with-param name="value"><xsl:call-template name="scope"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.result'"/><xsl:with-param name="value"><xsl:call-template name="result"/></xsl:with-param></xsl:call-template>
    <xsl:if test="$totals/i:action"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.do'"/><xsl:with-param name="value"><xsl:call-template name="actions"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="$totals[@unmarked + @unclear + @proposed + @penalties &gt; 0]"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.marks'"/><xsl:with-param name="value"><xsl:call-template name="marks"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="$totals[i:other or @unaffected &gt; 0]"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.others'"/><xsl:with-param name="value"><xsl:call-template name="others"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.day'"/><xsl:with-param name="value"><xsl:call-template name="date"><xsl:with-param name="date" select="string(/i:impact/@asOf)"/></xsl:call-template></xsl:with-param></xsl:call-template>
    <xsl:if test="$law/@known"><xsl:call-template name="fact"><xsl:with-param name="key" select="'impact.known'"/><xsl:with-param name="value"><xsl:call-template name="date"><xsl:with-param name="date" select="string($law/@known)"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
  </xsl:template>
</xsl:stylesheet>
