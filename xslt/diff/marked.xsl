<?xml version="1.0" encoding="UTF-8"?>
<!--
  Questions that every output puts to two revisions in one document
  (xsd/quanze-diff.xsd): which entries there are of each kind, what they are
  called before and now, and the sentences that are said of them. A split or a
  merger is one entry: its further parts stand behind it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">
  <xsl:strip-space elements="q:list q:summary q:head q:repairs q:table q:columns q:item q:changes q:field q:reason"/>

  <xsl:key name="diff.kind" match="q:item" use="@kind"/>
  <!-- What a split or a merger leads to, by the number of what it belongs to. -->
  <xsl:key name="diff.main" match="q:item[@kind = 'split'][@old][@new]" use="concat('of ', @old)"/>
  <xsl:key name="diff.main" match="q:item[@kind = 'merged'][@old][@new]" use="concat('into ', @new)"/>
  <xsl:key name="diff.part" match="q:item[@of]" use="concat('of ', substring-before(concat(@of, ' '), ' '))"/>
  <xsl:key name="diff.part" match="q:item[@into]" use="concat('into ', substring-before(concat(@into, ' '), ' '))"/>

  <xsl:variable name="diff.kinds.tree">
    <kind name="added"/><kind name="removed"/><kind name="devolved"/><kind name="changed"/><kind name="split"/><kind name="merged"/><kind name="kept"/>
  </xsl:variable>
  <xsl:variable name="diff.kinds" select="exsl:node-set($diff.kinds.tree)/kind"/>
  <xsl:variable name="diff.list" select="/q:list"/>
  <xsl:variable name="diff.summary" select="/q:list/q:summary"/>
  <xsl:variable name="diff.new" select="/q:list/q:head[not(@change = 'del')]"/>
  <xsl:variable name="diff.old" select="/q:list/q:head[not(@change = 'ins')]"/>

  <!-- ==== entries ==== -->

  <!-- Applies the templates of mode "entry" to the entries of a kind, in the order of the document. -->
  <xsl:template name="entries">
    <xsl:param name="kind"/>
    <xsl:for-each select="$diff.list"> <!-- key() looks in the document of the context -->
      <xsl:apply-templates select="key('diff.kind', $kind)[not(@of and key('diff.main', concat('of ', substring-before(concat(@of, ' '), ' '))))]
                                                          [not(@into and key('diff.main', concat('into ', substring-before(concat(@into, ' '), ' '))))]" mode="entry"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The further parts of an entry are key('diff.part', …) of this; nothing for other kinds. -->
  <xsl:template match="q:item" mode="parts">
    <xsl:if test="@old and @new and @kind = 'split'"><xsl:value-of select="concat('of ', @old)"/></xsl:if>
    <xsl:if test="@old and @new and @kind = 'merged'"><xsl:value-of select="concat('into ', @new)"/></xsl:if>
  </xsl:template>

  <!-- ==== what an item is called ==== -->

  <!-- A plain field as it reads on one side: hide = ins (before) or del (now). -->
  <xsl:template match="*" mode="reading">
    <xsl:param name="hide"/>
    <xsl:variable name="runs">
      <xsl:apply-templates select="text() | q:ins | q:del" mode="runs"><xsl:with-param name="hide" select="$hide"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:value-of select="normalize-space($runs)"/>
  </xsl:template>

  <xsl:template match="q:item" mode="name">
    <xsl:param name="hide" select="'del'"/>
    <xsl:variable name="name"><xsl:apply-templates select="q:name[1]" mode="reading"><xsl:with-param name="hide" select="$hide"/></xsl:apply-templates></xsl:variable>
    <xsl:value-of select="$name"/>
    <xsl:if test="not(string($name))"><xsl:value-of select="l:text('diff.empty')"/></xsl:if>
  </xsl:template>
  <xsl:template match="q:item" mode="serial">
    <xsl:param name="hide" select="'del'"/>
    <xsl:apply-templates select="q:serial[1]" mode="reading"><xsl:with-param name="hide" select="$hide"/></xsl:apply-templates>
  </xsl:template>

  <!-- Its power type, the new one where it has one. -->
  <xsl:template match="q:item" mode="type">
    <xsl:param name="hide" select="substring('delins', 1 + 3 * (@change = 'del'), 3)"/>
    <xsl:apply-templates select="q:powerType[1]" mode="reading"><xsl:with-param name="hide" select="$hide"/></xsl:apply-templates>
  </xsl:template>

  <!-- 第2项 → 第3项; one alone where it is the same, or on one side only. -->
  <xsl:template match="q:item" mode="places">
    <xsl:variable name="old"><xsl:if test="not(@change = 'ins')"><xsl:apply-templates select="." mode="serial"><xsl:with-param name="hide" select="'ins'"/></xsl:apply-templates></xsl:if></xsl:variable>
    <xsl:variable name="new"><xsl:if test="not(@change = 'del')"><xsl:apply-templates select="." mode="serial"/></xsl:if></xsl:variable>
    <xsl:if test="string($old)"><xsl:call-template name="item-place"><xsl:with-param name="serial" select="$old"/></xsl:call-template></xsl:if>
    <xsl:if test="string($old) and string($new) and string($old) != string($new)"> → </xsl:if>
    <xsl:if test="string($new) and string($old) != string($new)"><xsl:call-template name="item-place"><xsl:with-param name="serial" select="$new"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="item-place">
    <xsl:param name="serial"/>
    <xsl:call-template name="fill">
      <xsl:with-param name="key" select="'docx.item'"/>
      <xsl:with-param name="values"><n><xsl:value-of select="$serial"/></n></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== sentences ==== -->

  <!-- The text of a key, each {name} in it replaced by the element of that name; values are not looked into. -->
  <xsl:template name="fill">
    <xsl:param name="key"/>
    <xsl:param name="values" select="/.."/>
    <xsl:call-template name="fill-in">
      <xsl:with-param name="text"><xsl:value-of select="l:text($key)"/></xsl:with-param>
      <xsl:with-param name="values" select="exsl:node-set($values)/*"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="fill-in">
    <xsl:param name="text"/>
    <xsl:param name="values"/>
    <xsl:choose>
      <xsl:when test="contains($text, '{')">
        <xsl:variable name="name" select="substring-before(substring-after($text, '{'), '}')"/>
        <xsl:value-of select="concat(substring-before($text, '{'), $values[local-name() = $name])"/>
        <xsl:call-template name="fill-in">
          <xsl:with-param name="text" select="substring-after($text, '}')"/>
          <xsl:with-param name="values" select="$values"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whose lists are compared: the office's own title, else by the body. -->
  <xsl:template match="q:list[@diff]" mode="title" priority="1">
    <xsl:choose>
      <xsl:when test="$diff.new/q:meta[@key = 'title']"><xsl:value-of select="$diff.new/q:meta[@key = 'title']"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="title">
          <xsl:call-template name="fill">
            <xsl:with-param name="key" select="'diff.title'"/>
            <xsl:with-param name="values"><body><xsl:value-of select="$diff.new/q:body"/></body></xsl:with-param>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="normalize-space($title)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The two lists: title, file, number of items. -->
  <xsl:template match="q:head" mode="revision">
    <xsl:param name="items"/>
    <xsl:call-template name="fill">
      <xsl:with-param name="key" select="concat('diff.revision', substring('.untitled', 1, 9 * not(normalize-space(q:title))))"/>
      <xsl:with-param name="values">
        <title><xsl:value-of select="normalize-space(q:title)"/></title>
        <file><xsl:for-each select="q:source"><xsl:if test="position() &gt; 1"><xsl:value-of select="$l10n.comma"/></xsl:if><xsl:value-of select="@file"/></xsl:for-each></file>
        <n><xsl:value-of select="$items"/></n>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- 《某法》第五十九条 → 第六十一条 -->
  <xsl:template match="q:citation" mode="sentence">
    <xsl:variable name="law" select="concat(@law, substring(@was-law, 1, string-length(@was-law) * not(@law)))"/>
    <xsl:call-template name="fill">
      <xsl:with-param name="key">
        <xsl:choose>
          <xsl:when test="not(@law)">diff.citation.removed</xsl:when>
          <xsl:when test="@was-law">diff.citation.law</xsl:when>
          <xsl:when test="@from = ''">diff.citation.added</xsl:when>
          <xsl:when test="@to = ''">diff.citation.unplaced</xsl:when>
          <xsl:otherwise>diff.citation.place</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="values"><law><xsl:value-of select="$law"/></law><was><xsl:value-of select="@was-law"/></was><from><xsl:value-of select="@from"/></from><to><xsl:value-of select="@to"/></to></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="q:suggestion" mode="sentence">
    <xsl:call-template name="fill">
      <xsl:with-param name="key">
        <xsl:value-of select="concat('diff.suggestion.', @kind)"/>
        <xsl:if test="@kind = 'law-amended' and not(@force)">-undated</xsl:if>
      </xsl:with-param>
      <xsl:with-param name="values">
        <law><xsl:value-of select="@law"/></law>
        <force><xsl:call-template name="day"><xsl:with-param name="date" select="@force"/></xsl:call-template></force>
        <from><xsl:value-of select="@from"/></from>
        <to><xsl:value-of select="@to"/></to>
        <field><xsl:if test="@field"><xsl:value-of select="l:text(concat('field.', @field))"/></xsl:if></field>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- 2026-01-01 as 2026年1月1日; what is no whole date as it stands. -->
  <xsl:template name="day">
    <xsl:param name="date"/>
    <xsl:choose>
      <xsl:when test="string-length($date) = 10">
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'docx.date'"/>
          <xsl:with-param name="values"><y><xsl:value-of select="number(substring($date, 1, 4))"/></y><m><xsl:value-of select="number(substring($date, 6, 2))"/></m><d><xsl:value-of select="number(substring($date, 9, 2))"/></d></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$date"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Why two items are held for one, where it is not plain; and that its order changed. -->
  <xsl:template match="q:item" mode="remarks">
    <xsl:if test="@match = 'similar' or @match = 'part'">
      <xsl:call-template name="fill">
        <xsl:with-param name="key" select="concat('diff.match.', @match)"/>
        <xsl:with-param name="values"><n><xsl:value-of select="@similarity"/></n></xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="@moved"><xsl:value-of select="l:text('diff.moved')"/></xsl:if>
  </xsl:template>

  <!-- ==== what changed of the list itself: a line each ==== -->

  <xsl:template name="list-changes">
    <xsl:if test="$diff.old/q:title != $diff.new/q:title">
      <xsl:call-template name="from-to"><xsl:with-param name="key" select="'diff.list.title'"/><xsl:with-param name="from" select="$diff.old/q:title"/><xsl:with-param name="to" select="$diff.new/q:title"/></xsl:call-template>
    </xsl:if>
    <xsl:for-each select="$diff.summary/q:column">
      <xsl:call-template name="from-to">
        <xsl:with-param name="key" select="concat('diff.column.', @change)"/>
        <xsl:with-param name="from" select="@was-label"/>
        <xsl:with-param name="to" select="@label"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$diff.list/q:table[@change]">
      <xsl:call-template name="from-to"><xsl:with-param name="key" select="concat('diff.table.', @change)"/><xsl:with-param name="to" select="concat(@sheet, substring(@title, 1, string-length(@title) * not(@sheet)))"/></xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$diff.list/q:table/q:omitted[@change][@reason != 'hidden']">
      <xsl:call-template name="from-to">
        <xsl:with-param name="key" select="concat('diff.omitted.', @change)"/>
        <xsl:with-param name="from" select="l:text(concat('reason.', @reason))"/>
        <xsl:with-param name="to" select="normalize-space(.)"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="from-to">
    <xsl:param name="key"/>
    <xsl:param name="from" select="''"/>
    <xsl:param name="to"/>
    <line>
      <xsl:call-template name="fill">
        <xsl:with-param name="key" select="$key"/>
        <xsl:with-param name="values"><from><xsl:value-of select="normalize-space($from)"/></from><to><xsl:value-of select="normalize-space($to)"/></to></xsl:with-param>
      </xsl:call-template>
    </line>
  </xsl:template>

  <xsl:variable name="diff.list-changes.tree"><xsl:call-template name="list-changes"/></xsl:variable>
  <xsl:variable name="diff.list-changes" select="exsl:node-set($diff.list-changes.tree)/line"/>
</xsl:stylesheet>
