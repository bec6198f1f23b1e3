<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the fields of an item say before and now, for outputs to draw:

    field @name @label @class           one for each field that changed; of an item that stands on one side alone, for each with text
      citation*                         as in the document
      old, new  (or both)               what is said on each side, or in one text with the marks of both
        block* @marker @depth @kind     a paragraph or a point, @mark where it stands on one side alone; run* @mark (ins, del, note) @class
        gap                             in place of paragraphs that are the same

  hide is what a side does not show: ins for the old one, del for the new one, nothing for both in one text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">

  <!-- A class of changes that is not to be shown. -->
  <xsl:variable name="diff.ignored" select="string(/q:list/q:summary/@ignored)"/>
  <xsl:variable name="diff.quiet" select="concat(' column place ', $diff.ignored, ' ')"/>

  <!-- ==== fields of an item ==== -->

  <xsl:template match="q:item" mode="fields">
    <xsl:param name="together" select="false()"/>
    <xsl:apply-templates select="." mode="chosen-fields">
      <xsl:with-param name="together" select="$together"/>
      <xsl:with-param name="chosen" select="*[not(self::q:changes)][@change][not(contains($diff.quiet, concat(' ', @class, ' ')))]"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="q:item[@change]" mode="fields">
    <xsl:param name="together" select="false()"/>
    <xsl:apply-templates select="." mode="chosen-fields">
      <xsl:with-param name="together" select="$together"/>
      <xsl:with-param name="chosen" select="*[not(self::q:changes or self::q:serial)][normalize-space(.) or self::q:powerType]"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- Elements of one name and label are one field. -->
  <xsl:template match="q:item" mode="chosen-fields">
    <xsl:param name="together"/>
    <xsl:param name="chosen"/>
    <xsl:variable name="item" select="."/>
    <xsl:for-each select="$chosen">
      <xsl:variable name="name" select="local-name()"/>
      <xsl:variable name="label" select="string(@label)"/>
      <xsl:variable name="twins" select="$chosen[local-name() = $name][string(@label) = $label]"/>
      <xsl:if test="count(. | $twins[1]) = 1">
        <field name="{$name}">
          <xsl:attribute name="label"><xsl:apply-templates select="." mode="field-label"/></xsl:attribute>
          <xsl:attribute name="class">
            <xsl:value-of select="substring('text', 1, 4 * boolean($twins[@class = 'text' or not(@class)]))"/>
            <xsl:if test="not($twins[@class = 'text' or not(@class)])"><xsl:value-of select="($twins/@class[. = 'citation'] | $twins[1]/@class)[last()]"/></xsl:if>
          </xsl:attribute>
          <xsl:copy-of select="$item/q:changes/q:field[@name = $name][not(@label) or @label = $label]/q:citation"/>
          <xsl:call-template name="sides">
            <xsl:with-param name="elements" select="$item/*[local-name() = $name][string(@label) = $label]"/>
            <xsl:with-param name="whole" select="boolean($item/@change)"/>
            <xsl:with-param name="together" select="$together"/>
          </xsl:call-template>
        </field>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="sides">
    <xsl:param name="elements"/>
    <xsl:param name="whole"/>
    <xsl:param name="together"/>
    <xsl:choose>
      <xsl:when test="$together">
        <both><xsl:call-template name="side"><xsl:with-param name="elements" select="$elements"/><xsl:with-param name="whole" select="$whole"/></xsl:call-template></both>
      </xsl:when>
      <xsl:otherwise>
        <old>
          <xsl:call-template name="side">
            <xsl:with-param name="elements" select="$elements[not(../@change = 'ins')]"/>
            <xsl:with-param name="whole" select="$whole"/>
            <xsl:with-param name="hide" select="'ins'"/>
          </xsl:call-template>
        </old>
        <new>
          <xsl:call-template name="side">
            <xsl:with-param name="elements" select="$elements[not(../@change = 'del')]"/>
            <xsl:with-param name="whole" select="$whole"/>
            <xsl:with-param name="hide" select="'del'"/>
          </xsl:call-template>
        </new>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How a field is called: as its column is, else by the field's own name. -->
  <xsl:template match="q:item/*" mode="field-label">
    <xsl:variable name="columns" select="../../q:columns[1]/q:column[@field = local-name(current())]"/>
    <xsl:variable name="column" select="($columns[@label = current()/@label] | $columns[not(current()/@label)])[1]"/>
    <xsl:choose>
      <xsl:when test="normalize-space($column/@label)"><xsl:apply-templates select="$column" mode="label"/></xsl:when>
      <xsl:when test="normalize-space(@label)"><xsl:value-of select="@label"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text(concat('field.', local-name()))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== one side: its blocks, those that are the same folded ==== -->

  <xsl:template name="side">
    <xsl:param name="elements"/>
    <xsl:param name="whole" select="false()"/>
    <xsl:param name="hide" select="'none'"/>
    <xsl:variable name="all">
      <xsl:apply-templates select="$elements[not(@change = $hide)]" mode="blocks"><xsl:with-param name="hide" select="$hide"/></xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="blocks" select="exsl:node-set($all)/block[run[normalize-space(.)] or @marker]"/>
    <xsl:choose>
      <xsl:when test="$whole"><xsl:copy-of select="$blocks"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="judged"><xsl:apply-templates select="$blocks" mode="judge"/></xsl:variable>
        <xsl:apply-templates select="exsl:node-set($judged)/*" mode="fold"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Shown are what changed, the citation that it stands under, and the points above it. -->
  <xsl:template match="block" mode="judge">
    <xsl:variable name="above"><xsl:if test="following-sibling::block[1]/@depth &gt; @depth and @depth &gt; 0"><xsl:apply-templates select="." mode="above"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="@changed or string($above) or (@lead and following-sibling::block[@changed or @lead][1][@changed][not(@lead)])"><xsl:copy-of select="."/></xsl:when>
      <xsl:otherwise><gap/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "yes" for a point below which something changed. -->
  <xsl:template match="block" mode="above">
    <xsl:variable name="end" select="following-sibling::block[@depth &lt;= current()/@depth][1]"/>
    <xsl:variable name="changed" select="following-sibling::block[@changed][1]"/>
    <xsl:if test="$changed and (not($end) or count($changed/preceding-sibling::block) &lt; count($end/preceding-sibling::block))">yes</xsl:if>
  </xsl:template>

  <xsl:template match="block" mode="fold"><xsl:copy-of select="."/></xsl:template>
  <xsl:template match="gap" mode="fold"><xsl:if test="not(preceding-sibling::*[1][self::gap])"><gap/></xsl:if></xsl:template>

  <!-- ==== blocks ==== -->

  <xsl:template match="q:item/*" mode="blocks">
    <xsl:param name="hide"/>
    <xsl:if test="normalize-space(.)">
      <xsl:call-template name="block"><xsl:with-param name="hide" select="$hide"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- What the outputs say of a type that is not stated is about the new revision. -->
  <xsl:template match="q:item/q:powerType" mode="blocks" priority="1">
    <xsl:param name="hide"/>
    <xsl:variable name="remark"><xsl:if test="$hide != 'ins'"><xsl:apply-templates select="." mode="remark"/></xsl:if></xsl:variable>
    <xsl:if test="normalize-space(.) or string($remark)">
      <xsl:call-template name="block"><xsl:with-param name="hide" select="$hide"/><xsl:with-param name="note" select="string($remark)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:item/*[q:p or q:ol]" mode="blocks" priority="1">
    <xsl:param name="hide"/>
    <xsl:apply-templates select="q:p | q:ol" mode="blocks">
      <xsl:with-param name="hide" select="$hide"/>
      <xsl:with-param name="mark" select="string(@change[. = 'ins' or . = 'del'])"/>
      <xsl:with-param name="class" select="string(@class)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="q:ol" mode="blocks">
    <xsl:param name="hide"/>
    <xsl:param name="mark"/>
    <xsl:param name="class"/>
    <xsl:if test="not(@change = $hide)">
      <xsl:apply-templates select="q:li" mode="blocks">
        <xsl:with-param name="hide" select="$hide"/>
        <xsl:with-param name="mark" select="concat(@change, substring($mark, 1, 3 * not(@change)))"/>
        <xsl:with-param name="class" select="concat(@class, substring($class, 1, 9 * not(@class)))"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:p | q:li" mode="blocks">
    <xsl:param name="hide"/>
    <xsl:param name="mark"/>
    <xsl:param name="class"/>
    <xsl:variable name="own" select="concat(@change, substring($mark, 1, 3 * not(@change)))"/>
    <xsl:variable name="sort" select="concat(@class, substring($class, 1, 9 * not(@class)))"/>
    <xsl:if test="not(@change = $hide)">
      <xsl:call-template name="block">
        <xsl:with-param name="hide" select="$hide"/>
        <xsl:with-param name="mark" select="$own"/>
        <xsl:with-param name="class" select="$sort"/>
      </xsl:call-template>
      <xsl:apply-templates select="q:ol" mode="blocks">
        <xsl:with-param name="hide" select="$hide"/>
        <xsl:with-param name="mark" select="$own"/>
        <xsl:with-param name="class" select="$sort"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- The block of a plain field, a paragraph or a point; another number alone tells only where the number is what changed. -->
  <xsl:template name="block">
    <xsl:param name="hide"/>
    <xsl:param name="mark" select="string(@change[. = 'ins' or . = 'del'])"/>
    <xsl:param name="class" select="string(@class)"/>
    <xsl:param name="note" select="''"/>
    <xsl:variable name="shown" select="substring($mark, 1, 3 * not($class != '' and $class = $diff.ignored))"/>
    <xsl:variable name="inside" select="(q:ins | q:del | q:cite/q:ins | q:cite/q:del)[not(@class) or @class != $diff.ignored] | q:cite[@change][not(@class = $diff.ignored)]"/>
    <xsl:variable name="numbers" select="(@was-marker or contains(concat(' ', @was-not, ' '), ' marker ')) and $class = 'layout'"/>
    <block kind="{local-name()}" depth="{count(ancestor::q:ol)}">
      <xsl:copy-of select="@part"/>
      <xsl:if test="$shown != ''"><xsl:attribute name="mark"><xsl:value-of select="$shown"/></xsl:attribute></xsl:if>
      <xsl:if test="$shown != '' or $inside or $numbers"><xsl:attribute name="changed">yes</xsl:attribute></xsl:if>
      <xsl:if test="q:cite[@role = 'basis']"><xsl:attribute name="lead">yes</xsl:attribute></xsl:if>
      <xsl:call-template name="marker"><xsl:with-param name="hide" select="$hide"/></xsl:call-template>
      <xsl:apply-templates select="text() | q:ins | q:del | q:cite" mode="runs">
        <xsl:with-param name="hide" select="$hide"/>
        <xsl:with-param name="mark" select="$shown"/>
        <xsl:with-param name="class" select="$class"/>
      </xsl:apply-templates>
      <xsl:if test="$note != ''"><run mark="note"><xsl:value-of select="$note"/></run></xsl:if>
    </block>
  </xsl:template>

  <xsl:template name="marker">
    <xsl:param name="hide"/>
    <xsl:choose>
      <xsl:when test="$hide = 'ins' and contains(concat(' ', @was-not, ' '), ' marker ')"/>
      <xsl:when test="$hide = 'ins' and @was-marker"><xsl:attribute name="marker"><xsl:value-of select="@was-marker"/></xsl:attribute></xsl:when>
      <xsl:otherwise><xsl:copy-of select="@marker"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== runs ==== -->

  <xsl:template match="text()" mode="runs">
    <xsl:param name="mark"/>
    <xsl:param name="class"/>
    <xsl:call-template name="run-of"><xsl:with-param name="mark" select="$mark"/><xsl:with-param name="class" select="$class"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="q:cite" mode="runs">
    <xsl:param name="hide"/>
    <xsl:param name="mark"/>
    <xsl:param name="class"/>
    <xsl:if test="not(@change = $hide)">
      <xsl:apply-templates mode="runs">
        <xsl:with-param name="hide" select="$hide"/>
        <xsl:with-param name="mark" select="concat(@change, substring($mark, 1, 3 * not(@change)))"/>
        <xsl:with-param name="class" select="concat(@class, substring($class, 1, 9 * not(@class)))"/>
      </xsl:apply-templates>
    </xsl:if>
  </xsl:template>

  <!-- Of an ignored change the text of the new revision stands where both would. -->
  <xsl:template match="q:ins | q:del" mode="runs">
    <xsl:param name="hide"/>
    <xsl:param name="class"/>
    <xsl:variable name="own" select="concat(@class, substring($class, 1, 9 * not(@class)))"/>
    <xsl:variable name="ignored" select="$own != '' and $own = $diff.ignored"/>
    <xsl:if test="local-name() != $hide and not($ignored and $hide = 'none' and self::q:del)">
      <xsl:call-template name="run-of">
        <xsl:with-param name="mark" select="substring(local-name(), 1, 3 * not($ignored))"/>
        <xsl:with-param name="class" select="$own"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="run-of">
    <xsl:param name="mark"/>
    <xsl:param name="class"/>
    <run>
      <xsl:if test="$mark != ''">
        <xsl:attribute name="mark"><xsl:value-of select="$mark"/></xsl:attribute>
        <xsl:if test="$class = 'layout'"><xsl:attribute name="class">layout</xsl:attribute></xsl:if>
      </xsl:if>
      <xsl:value-of select="."/>
    </run>
  </xsl:template>
</xsl:stylesheet>
