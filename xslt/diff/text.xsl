<?xml version="1.0" encoding="UTF-8"?>
<!--
  Two revisions as plain text: the summary, then the items by kind, each changed
  field with [-what was deleted-]{+what was added+}; ~ stands at marks of
  nothing but punctuation, width or blanks. Every paragraph is one line here,
  broken by the program (emit/wrap.h); source text never begins a line. The
  elements do not show; they keep libxslt from growing one text node.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="marked.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- yes, no: with the names of the items that are kept. -->
  <xsl:param name="kept" select="'no'"/>

  <xsl:variable name="rule" select="'────────────────────&#10;'"/>
  <xsl:variable name="double-rule" select="'════════════════════&#10;'"/>

  <xsl:template match="/q:list">
    <text>
      <xsl:apply-templates select="." mode="title"/>
      <xsl:value-of select="concat('&#10;', $double-rule, l:text('diff.old'), $l10n.colon)"/>
      <xsl:apply-templates select="$diff.old" mode="revision"><xsl:with-param name="items" select="$diff.summary/@old"/></xsl:apply-templates>
      <xsl:value-of select="concat('&#10;', l:text('diff.new'), $l10n.colon)"/>
      <xsl:apply-templates select="$diff.new" mode="revision"><xsl:with-param name="items" select="$diff.summary/@new"/></xsl:apply-templates>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates select="q:summary"/>
      <xsl:for-each select="$diff.kinds[@name != 'kept']"><xsl:call-template name="kind"/></xsl:for-each>
      <xsl:if test="$diff.ignored != 'layout'"><xsl:call-template name="layout-items"/></xsl:if>
      <xsl:if test="$kept = 'yes'"><xsl:call-template name="kept-items"/></xsl:if>
    </text>
  </xsl:template>

  <!-- ==== summary ==== -->

  <xsl:template match="q:summary">
    <summary>
      <xsl:value-of select="concat('&#10;', l:text('diff.total'), $l10n.colon)"/>
      <xsl:apply-templates select="." mode="counts"/>
      <xsl:for-each select="q:type">
        <xsl:value-of select="concat('  - ', normalize-space(@name))"/>
        <xsl:if test="not(normalize-space(@name))"><xsl:value-of select="l:text('diff.untyped')"/></xsl:if>
        <xsl:value-of select="$l10n.colon"/>
        <xsl:apply-templates select="." mode="counts"/>
      </xsl:for-each>
      <xsl:if test="@moved + @layout &gt; 0">
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'diff.kept-note'"/>
          <xsl:with-param name="values"><moved><xsl:value-of select="@moved"/></moved><layout><xsl:value-of select="@layout"/></layout></xsl:with-param>
        </xsl:call-template>
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
      <xsl:if test="@added + @removed + @devolved + @changed + @split + @merged = 0"><xsl:value-of select="concat(l:text('diff.none'), '&#10;')"/></xsl:if>
    </summary>
    <xsl:if test="q:citation">
      <citations>
        <xsl:value-of select="concat('&#10;', l:text('diff.citations'), '&#10;')"/>
        <xsl:for-each select="q:citation">
          <xsl:text>  - </xsl:text>
          <xsl:apply-templates select="." mode="sentence"/>
          <xsl:call-template name="fill">
            <xsl:with-param name="key" select="'diff.citation.items'"/>
            <xsl:with-param name="values"><n><xsl:value-of select="@items"/></n></xsl:with-param>
          </xsl:call-template>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </citations>
    </xsl:if>
    <xsl:if test="$diff.list-changes">
      <list>
        <xsl:value-of select="concat('&#10;', l:text('diff.list'), '&#10;')"/>
        <xsl:for-each select="$diff.list-changes"><xsl:value-of select="concat('  - ', ., '&#10;')"/></xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- 新增1、变更2: the kinds that occur. -->
  <xsl:template match="*" mode="counts">
    <xsl:variable name="counts" select="."/>
    <xsl:variable name="said">
      <xsl:for-each select="$diff.kinds">
        <xsl:variable name="n" select="$counts/@*[name() = current()/@name]"/>
        <xsl:if test="$n &gt; 0">
          <xsl:value-of select="concat($l10n.comma, l:text(concat('diff.kind.', @name)), ' ', $n)"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="concat(substring-after($said, $l10n.comma), '&#10;')"/>
  </xsl:template>

  <!-- ==== items ==== -->

  <xsl:template name="kind">
    <xsl:variable name="entries"><xsl:call-template name="entries"><xsl:with-param name="kind" select="@name"/></xsl:call-template></xsl:variable>
    <xsl:if test="string($entries)">
      <kind>
        <xsl:value-of select="concat('&#10;', $rule)"/>
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'diff.count'"/>
          <xsl:with-param name="values"><kind><xsl:value-of select="l:text(concat('diff.kind.', @name))"/></kind><n><xsl:value-of select="count(exsl:node-set($entries)/item)"/></n></xsl:with-param>
        </xsl:call-template>
        <xsl:text>&#10;</xsl:text>
        <xsl:copy-of select="$entries"/>
      </kind>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:item" mode="entry">
    <xsl:variable name="parts"><xsl:apply-templates select="." mode="parts"/></xsl:variable>
    <item>
      <xsl:call-template name="entry"><xsl:with-param name="kind" select="l:text(concat('diff.kind.', @kind))"/></xsl:call-template>
      <xsl:for-each select="key('diff.part', string($parts))">
        <xsl:call-template name="entry"><xsl:with-param name="kind" select="l:text(concat('diff.part.', @kind))"/></xsl:call-template>
      </xsl:for-each>
    </item>
  </xsl:template>

  <!-- 变更：第2项 → 第3项 名称（权力类型）, its fields, and what may be the reason. -->
  <xsl:template name="entry">
    <xsl:param name="kind"/>
    <xsl:variable name="remarks"><xsl:apply-templates select="." mode="remarks"/></xsl:variable>
    <xsl:variable name="fields"><xsl:apply-templates select="." mode="fields"><xsl:with-param name="together" select="true()"/></xsl:apply-templates></xsl:variable>
    <xsl:value-of select="concat('&#10;', $kind, $l10n.colon)"/>
    <xsl:call-template name="headline"/>
    <xsl:apply-templates select="exsl:node-set($fields)/field" mode="draw"/>
    <xsl:for-each select="q:changes/q:reason/q:suggestion">
      <xsl:value-of select="concat('  - ', l:text('diff.reason'), $l10n.colon, l:text('diff.suggestion'))"/>
      <xsl:apply-templates select="." mode="sentence"/>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:if test="normalize-space(q:changes/q:reason)">
      <xsl:value-of select="concat('  - ', l:text('diff.reason'), $l10n.colon, normalize-space(q:changes/q:reason), '&#10;')"/>
    </xsl:if>
    <xsl:if test="string($remarks)"><xsl:value-of select="concat('  - ', l:text('diff.remark'), $l10n.colon, $remarks, '&#10;')"/></xsl:if>
  </xsl:template>

  <xsl:template name="headline">
    <xsl:variable name="type"><xsl:apply-templates select="." mode="type"/></xsl:variable>
    <xsl:variable name="places"><xsl:apply-templates select="." mode="places"/></xsl:variable>
    <xsl:value-of select="$places"/>
    <xsl:if test="string($places)"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="." mode="name"><xsl:with-param name="hide" select="substring('delins', 1 + 3 * (@change = 'del'), 3)"/></xsl:apply-templates>
    <xsl:if test="string($type)"><xsl:value-of select="concat('（', $type, '）')"/></xsl:if>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A plain field behind its label, paragraphs below it. -->
  <xsl:template match="field" mode="draw">
    <xsl:value-of select="concat('  - ', normalize-space(@label))"/>
    <xsl:if test="@class = 'citation'"><xsl:value-of select="concat('（', l:text('diff.citation'), '）')"/></xsl:if>
    <xsl:if test="@class = 'layout'"><xsl:value-of select="concat('（', l:text('diff.layout'), '）')"/></xsl:if>
    <xsl:choose>
      <xsl:when test="count(both/*) = 1 and not(both/block[@kind = 'li']) and not(q:citation)">
        <xsl:variable name="text"><xsl:apply-templates select="both/block/run" mode="draw"/></xsl:variable>
        <xsl:value-of select="concat($l10n.colon, normalize-space($text), '&#10;')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(normalize-space($l10n.colon), '&#10;')"/>
        <xsl:for-each select="q:citation">
          <xsl:value-of select="concat('    ', l:text('diff.citation'), $l10n.colon)"/>
          <xsl:apply-templates select="." mode="sentence"/>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
        <xsl:apply-templates select="both/*" mode="draw"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="block" mode="draw">
    <xsl:value-of select="substring('                    ', 1, 2 + 2 * @depth + 2 * not(@depth &gt; 0))"/>
    <xsl:if test="@part"><xsl:value-of select="concat('[', @part, '] ')"/></xsl:if>
    <xsl:if test="@kind = 'li' and not(@marker)">- </xsl:if>
    <xsl:variable name="text"><xsl:apply-templates select="run" mode="draw"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="@mark and @marker"> <!-- the point as a whole, its number with it -->
        <xsl:value-of select="concat(substring($text, 1, 2), @marker, ' ', normalize-space(substring($text, 3)), '&#10;')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="@marker"><xsl:value-of select="concat(normalize-space(@marker), ' ')"/></xsl:if>
        <xsl:value-of select="concat(normalize-space($text), '&#10;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="gap" mode="draw"><xsl:value-of select="concat('    ', l:text('diff.gap'), '&#10;')"/></xsl:template>

  <!-- Marks open and close where the run beside is another. -->
  <xsl:template match="run" mode="draw">
    <xsl:variable name="before" select="preceding-sibling::run[1][@mark = current()/@mark][string(@class) = string(current()/@class)]"/>
    <xsl:variable name="after" select="following-sibling::run[1][@mark = current()/@mark][string(@class) = string(current()/@class)]"/>
    <xsl:if test="not($before)"><xsl:apply-templates select="@mark" mode="open"/></xsl:if>
    <xsl:value-of select="translate(., '&#9;&#10;&#13;', '   ')"/>
    <xsl:if test="not($after)"><xsl:apply-templates select="@mark" mode="close"/></xsl:if>
  </xsl:template>
  <xsl:template match="@mark" mode="open">
    <xsl:choose>
      <xsl:when test=". = 'ins'">{+</xsl:when>
      <xsl:when test=". = 'del'">[-</xsl:when>
    </xsl:choose>
    <xsl:if test="../@class = 'layout'">~</xsl:if>
  </xsl:template>
  <xsl:template match="@mark" mode="close">
    <xsl:choose>
      <xsl:when test=". = 'ins'">+}</xsl:when>
      <xsl:when test=". = 'del'">-]</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- ==== kept items ==== -->

  <xsl:template name="layout-items">
    <xsl:variable name="items" select="key('diff.kind', 'kept')[q:changes/q:field/@class = 'layout']"/>
    <xsl:if test="$items">
      <kind>
        <xsl:value-of select="concat('&#10;', $rule)"/>
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'diff.count'"/>
          <xsl:with-param name="values"><kind><xsl:value-of select="l:text('diff.layout-items')"/></kind><n><xsl:value-of select="count($items)"/></n></xsl:with-param>
        </xsl:call-template>
        <xsl:text>&#10;</xsl:text>
        <xsl:apply-templates select="$items" mode="entry"/>
      </kind>
    </xsl:if>
  </xsl:template>

  <xsl:template name="kept-items">
    <xsl:variable name="items" select="key('diff.kind', 'kept')"/>
    <xsl:if test="$items">
      <kind>
        <xsl:value-of select="concat('&#10;', $rule)"/>
        <xsl:call-template name="fill">
          <xsl:with-param name="key" select="'diff.count'"/>
          <xsl:with-param name="values"><kind><xsl:value-of select="l:text('diff.kept-items')"/></kind><n><xsl:value-of select="count($items)"/></n></xsl:with-param>
        </xsl:call-template>
        <xsl:text>&#10;</xsl:text>
        <xsl:for-each select="$items"><item><xsl:text>  - </xsl:text><xsl:call-template name="headline"/></item></xsl:for-each>
      </kind>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
