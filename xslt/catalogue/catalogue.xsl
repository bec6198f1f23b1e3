<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that text, page, Word file and workbook put to the report of lists held
  against a catalogue: what an item is called, what is said of a finding, the counts.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:str="http://exslt.org/strings" xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l c str exsl">

  <xsl:variable name="model" select="/c:catalogue/c:model"/>
  <xsl:variable name="totals" select="/c:catalogue/c:totals"/>
  <xsl:variable name="lists" select="/c:catalogue/c:list"/>
  <xsl:variable name="gaps" select="/c:catalogue/c:gap"/>
  <xsl:variable name="findings" select="$totals/@missing + $totals/@surplus + $totals/@differs + $totals/@unsure + $totals/@split + $totals/@merged + $totals/@repeated"/>
  <!-- In the order in which they are shown; what is not counted as a difference comes last. -->
  <xsl:variable name="kinds" select="str:tokenize('missing surplus differs unsure split merged repeated passed', ' ')"/>
  <xsl:variable name="stop" select="l:text('catalogue.stop')"/>

  <!-- A text with one value in it. -->
  <xsl:template name="put">
    <xsl:param name="key"/>
    <xsl:param name="name" select="'{n}'"/>
    <xsl:param name="value"/>
    <xsl:value-of select="str:replace(l:text($key), $name, string($value))"/>
  </xsl:template>

  <xsl:template match="c:catalogue" mode="title"><xsl:value-of select="l:text('catalogue.title')"/></xsl:template>

  <!-- The catalogue by its title, else by its file. -->
  <xsl:template name="model-name">
    <xsl:variable name="title" select="normalize-space($model/@title)"/>
    <xsl:choose>
      <xsl:when test="$title = ''"><xsl:value-of select="concat('“', $model/@file, '”')"/></xsl:when>
      <xsl:when test="contains($title, '《')"><xsl:value-of select="$title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('《', $title, '》')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c:list" mode="name">
    <xsl:value-of select="@file"/>
    <xsl:variable name="said"><xsl:choose><xsl:when test="normalize-space(@body)"><xsl:value-of select="normalize-space(@body)"/></xsl:when><xsl:otherwise><xsl:value-of select="normalize-space(@title)"/></xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:if test="string($said)"><xsl:value-of select="concat('（', $said, '）')"/></xsl:if>
  </xsl:template>

  <!-- ==== items ==== -->

  <xsl:template match="c:model | c:own | c:gap" mode="name">
    <xsl:value-of select="normalize-space(@name)"/>
    <xsl:if test="normalize-space(@name) = ''"><xsl:value-of select="l:text('catalogue.unnamed')"/></xsl:if>
  </xsl:template>

  <!-- Its serial as written; of several tables, with the table's name. -->
  <xsl:template match="c:model | c:own | c:gap" mode="serial">
    <xsl:if test="normalize-space(@table)"><xsl:value-of select="concat(normalize-space(@table), ' ')"/></xsl:if>
    <xsl:value-of select="normalize-space(@serial)"/>
  </xsl:template>

  <xsl:template match="c:model | c:own | c:gap" mode="called">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
    <xsl:variable name="serial"><xsl:apply-templates select="." mode="serial"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space(@serial)"><xsl:value-of select="str:replace(str:replace(l:text('catalogue.item'), '{serial}', string($serial)), '{name}', string($name))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="str:replace(str:replace(l:text('catalogue.item-n'), '{n}', string(@n)), '{name}', string($name))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== what is said of a finding: elements `line` ==== -->

  <xsl:template match="c:finding" mode="said">
    <xsl:choose>
      <xsl:when test="@kind = 'missing' or @kind = 'passed'"><xsl:apply-templates select="c:model" mode="facts"/></xsl:when>
      <xsl:when test="@kind = 'surplus'"><xsl:apply-templates select="c:own" mode="facts"/></xsl:when>
      <xsl:when test="@kind = 'split' or @kind = 'merged'">
        <line>
          <xsl:call-template name="put">
            <xsl:with-param name="key" select="concat('catalogue.say.', @kind)"/>
            <xsl:with-param name="value"><xsl:choose><xsl:when test="@kind = 'split'"><xsl:value-of select="count(c:own)"/></xsl:when><xsl:otherwise><xsl:value-of select="count(c:model)"/></xsl:otherwise></xsl:choose></xsl:with-param>
          </xsl:call-template>
        </line>
      </xsl:when>
      <xsl:when test="@kind = 'repeated'">
        <line><xsl:value-of select="l:text(concat('catalogue.say.repeated-', substring('ownmodel', 1 + 3 * number(count(c:model) &gt; 1), 3 + 2 * number(count(c:model) &gt; 1))))"/></line>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="@kind = 'unsure' or @match = 'similar'">
          <line>
            <xsl:call-template name="put">
              <xsl:with-param name="key"><xsl:choose><xsl:when test="@kind = 'unsure' and @match = 'code'">catalogue.say.unsure-code</xsl:when><xsl:when test="@kind = 'unsure'">catalogue.say.unsure</xsl:when><xsl:otherwise>catalogue.say.similar</xsl:otherwise></xsl:choose></xsl:with-param>
              <xsl:with-param name="value" select="@similarity"/>
            </xsl:call-template>
          </line>
        </xsl:if>
        <xsl:apply-templates select="c:difference" mode="said"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of an item that has no counterpart: what it is. -->
  <xsl:template match="c:model | c:own" mode="facts">
    <xsl:for-each select="@type | @level | @basis">
      <line><xsl:call-template name="put"><xsl:with-param name="key" select="concat('catalogue.say.', local-name())"/><xsl:with-param name="name" select="'{text}'"/><xsl:with-param name="value" select="normalize-space(.)"/></xsl:call-template><xsl:if test="local-name() = 'level' and ../../@level = 'unread'"><xsl:value-of select="l:text('catalogue.say.level-unread')"/></xsl:if></line>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="c:difference" mode="said">
    <xsl:variable name="field" select="l:text(concat('catalogue.field.', @field))"/>
    <xsl:variable name="key"><xsl:choose><xsl:when test="normalize-space(@own)">catalogue.say.both</xsl:when><xsl:otherwise>catalogue.say.model</xsl:otherwise></xsl:choose></xsl:variable>
    <line><xsl:value-of select="str:replace(str:replace(str:replace(l:text(string($key)), '{field}', $field), '{model}', normalize-space(@model)), '{own}', normalize-space(@own))"/></line>
  </xsl:template>

  <xsl:template match="c:difference[@field = 'subItem']" mode="said">
    <xsl:if test="normalize-space(@model)"><line><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.say.sub-model'"/><xsl:with-param name="name" select="'{model}'"/><xsl:with-param name="value" select="normalize-space(@model)"/></xsl:call-template></line></xsl:if>
    <xsl:if test="normalize-space(@own)"><line><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.say.sub-own'"/><xsl:with-param name="name" select="'{own}'"/><xsl:with-param name="value" select="normalize-space(@own)"/></xsl:call-template></line></xsl:if>
  </xsl:template>

  <xsl:template match="c:difference[c:citation]" mode="said"><xsl:apply-templates select="c:citation" mode="said"/></xsl:template>

  <!-- 第五条; 法律名称 where no article is cited and the other side cites one. -->
  <xsl:template match="@model | @own" mode="place">
    <xsl:value-of select="normalize-space(.)"/>
    <xsl:if test="normalize-space(.) = '' and ../@model and ../@own"><xsl:value-of select="l:text('catalogue.say.whole')"/></xsl:if>
  </xsl:template>

  <xsl:template match="c:citation" mode="said">
    <xsl:variable name="key">catalogue.say.cite-<xsl:choose><xsl:when test="@model and @own">both</xsl:when><xsl:when test="@model">model</xsl:when><xsl:otherwise>own</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="in-model"><xsl:apply-templates select="@model" mode="place"/></xsl:variable>
    <xsl:variable name="in-own"><xsl:apply-templates select="@own" mode="place"/></xsl:variable>
    <line>
      <xsl:value-of select="str:replace(str:replace(str:replace(l:text(string($key)), '{law}', normalize-space(@law)), '{model}', string($in-model)), '{own}', string($in-own))"/>
      <xsl:apply-templates select="@moved" mode="said"/>
    </line>
  </xsl:template>

  <xsl:template match="@moved" mode="said">
    <xsl:choose>
      <xsl:when test="../@force">
        <xsl:variable name="day" select="str:replace(str:replace(str:replace(l:text('docx.date'), '{y}', string(number(substring(../@force, 1, 4)))), '{m}', string(number(substring(../@force, 6, 2)))), '{d}', string(number(substring(../@force, 9, 2))))"/>
        <xsl:value-of select="str:replace(l:text('catalogue.say.moved-since'), '{day}', $day)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text('catalogue.say.moved')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== counts ==== -->

  <!-- 目录有而清单无 3 项；…: what is a difference, by kind. -->
  <xsl:template match="c:list | c:totals" mode="counts">
    <xsl:variable name="own" select="."/>
    <xsl:variable name="told">
      <xsl:for-each select="$kinds[. != 'passed']">
        <xsl:variable name="n" select="$own/@*[local-name() = string(current())]"/>
        <xsl:if test="$n &gt; 0"><xsl:value-of select="concat($stop, str:replace(str:replace(l:text('catalogue.count'), '{kind}', l:text(concat('catalogue.kind.', .))), '{n}', string($n)))"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="substring($told, 1 + string-length($stop))"/>
    <xsl:if test="string($told) = ''"><xsl:value-of select="l:text('catalogue.result-none')"/></xsl:if>
  </xsl:template>

  <!-- 12 个事项，其中… -->
  <xsl:template match="c:list | c:totals" mode="same">
    <xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.same-text'"/><xsl:with-param name="name" select="'{same}'"/><xsl:with-param name="value" select="@same"/></xsl:call-template>
    <xsl:if test="@layout &gt; 0"><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.same-layout'"/><xsl:with-param name="value" select="@layout"/></xsl:call-template></xsl:if>
    <xsl:if test="@words &gt; 0"><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.same-words'"/><xsl:with-param name="value" select="@words"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template match="c:list | c:totals" mode="passed"><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.passed-text'"/><xsl:with-param name="value" select="@passed"/></xsl:call-template></xsl:template>

  <!-- The rows of facts, of the whole; the output says how one is drawn (template `fact`). -->
  <xsl:template name="facts">
    <xsl:variable name="name"><xsl:call-template name="model-name"/></xsl:variable>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.model'"/><xsl:with-param name="value" select="str:replace(str:replace(l:text('catalogue.model-text'), '{items}', string($model/@items)), '{name}', string($name))"/></xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="key" select="'catalogue.scope'"/>
      <xsl:with-param name="value">
        <xsl:value-of select="str:replace(str:replace(l:text('catalogue.scope-text'), '{lists}', string($totals/@lists)), '{items}', string($totals/@items))"/>
        <xsl:if test="$totals/@unread &gt; 0"><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.scope-unread'"/><xsl:with-param name="name" select="'{unread}'"/><xsl:with-param name="value" select="$totals/@unread"/></xsl:call-template></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.result'"/><xsl:with-param name="value"><xsl:apply-templates select="$totals" mode="counts"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.same'"/><xsl:with-param name="value"><xsl:apply-templates select="$totals" mode="same"/></xsl:with-param></xsl:call-template>
    <xsl:if test="$totals/@passed &gt; 0"><xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.passed'"/><xsl:with-param name="value"><xsl:apply-templates select="$totals" mode="passed"/></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="$model/@lacks">
      <xsl:call-template name="fact">
        <xsl:with-param name="key" select="'catalogue.lacks'"/>
        <xsl:with-param name="value">
          <xsl:for-each select="str:tokenize($model/@lacks, ' ')">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$stop"/></xsl:if>
            <xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.lacks-model'"/><xsl:with-param name="name" select="'{field}'"/><xsl:with-param name="value" select="l:text(concat('catalogue.field.', .))"/></xsl:call-template>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- And of a list: what was found, what was not looked at and why. -->
  <xsl:template match="c:list" mode="facts">
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.result'"/><xsl:with-param name="value"><xsl:apply-templates select="." mode="counts"/></xsl:with-param></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.same'"/><xsl:with-param name="value"><xsl:apply-templates select="." mode="same"/></xsl:with-param></xsl:call-template>
    <xsl:if test="@worded"><xsl:call-template name="fact"><xsl:with-param name="key" select="'catalogue.worded'"/><xsl:with-param name="value"><xsl:call-template name="put"><xsl:with-param name="key" select="'catalogue.worded-text'"/><xsl:with-param name="name" select="'{serials}'"/><xsl:with-param name="value" select="str:replace(@worded, '、', $l10n.comma)"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
    <xsl:if test="not(contains(concat(' ', $model/@lacks, ' '), ' level '))">
      <xsl:call-template name="fact">
        <xsl:with-param name="key" select="'catalogue.level'"/>
        <xsl:with-param name="value">
          <xsl:choose>
            <xsl:when test="@level"><xsl:call-template name="put"><xsl:with-param name="key" select="concat('catalogue.level-', @level-from)"/><xsl:with-param name="name" select="'{level}'"/><xsl:with-param name="value" select="@level"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:value-of select="l:text('catalogue.level-unknown')"/></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="@passed &gt; 0"><xsl:value-of select="$stop"/><xsl:apply-templates select="." mode="passed"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="c:lacks">
      <xsl:call-template name="fact">
        <xsl:with-param name="key" select="'catalogue.lacks'"/>
        <xsl:with-param name="value">
          <xsl:for-each select="c:lacks">
            <xsl:if test="position() &gt; 1"><xsl:value-of select="$stop"/></xsl:if>
            <xsl:value-of select="str:replace(str:replace(l:text('catalogue.lacks-text'), '{field}', l:text(concat('catalogue.field.', @field))), '{n}', string(@items))"/>
          </xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The heading of the findings of a kind. -->
  <xsl:template name="kind-heading">
    <xsl:param name="kind"/>
    <xsl:param name="n"/>
    <xsl:value-of select="str:replace(str:replace(l:text('catalogue.heading'), '{kind}', l:text(concat('catalogue.kind.', $kind))), '{n}', string($n))"/>
  </xsl:template>
</xsl:stylesheet>
