<?xml version="1.0" encoding="UTF-8"?>
<!--
  An item: the row of the source as it stood beside the item as it was understood
  (what is the same stands once), and beside both what was found.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:r="urn:quanze:review:1" xmlns:q="urn:quanze:list:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v r q str">

  <xsl:template match="r:item">
    <xsl:variable name="level" select="string(r:finding[1]/@severity)"/>
    <section class="item {$level}" aria-labelledby="p:item-{@n}">
      <h2 id="p:item-{@n}">
        <xsl:if test="@serial"><span class="serial"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.item'"/><xsl:with-param name="n" select="normalize-space(@serial)"/></xsl:call-template></span><xsl:text> </xsl:text></xsl:if>
        <span lang="zh-CN">
          <xsl:choose>
            <xsl:when test="normalize-space(@name)"><xsl:value-of select="normalize-space(@name)"/></xsl:when>
            <xsl:otherwise><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.item.unnamed'"/><xsl:with-param name="n" select="@n"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </span>
      </h2>
      <div class="sides">
        <div class="found-side">
          <xsl:choose>
            <xsl:when test="r:finding">
              <xsl:variable name="major" select="r:finding[@severity = 'error' or @severity = 'warning']"/>
              <xsl:variable name="minor" select="r:finding[@severity = 'style' or @severity = 'info']"/>
              <xsl:if test="$major"><ul class="found"><xsl:apply-templates select="$major"/></ul></xsl:if>
              <xsl:if test="$minor">
                <details class="minor">
                  <summary>
                    <xsl:value-of select="l:text('serve.minor')"/>
                    <xsl:call-template name="minor-count"><xsl:with-param name="n" select="count($minor[@severity = 'style'])"/><xsl:with-param name="key" select="'serve.minor.style'"/></xsl:call-template>
                    <xsl:if test="$minor[@severity = 'style'] and $minor[@severity = 'info']"><xsl:value-of select="$l10n.comma"/></xsl:if>
                    <xsl:call-template name="minor-count"><xsl:with-param name="n" select="count($minor[@severity = 'info'])"/><xsl:with-param name="key" select="'serve.minor.info'"/></xsl:call-template>
                  </summary>
                  <ul class="found"><xsl:apply-templates select="$minor"/></ul>
                </details>
              </xsl:if>
            </xsl:when>
            <xsl:otherwise><p class="fine"><xsl:value-of select="l:text('serve.item.fine')"/></p></xsl:otherwise>
          </xsl:choose>
        </div>
        <div class="source-side"><xsl:call-template name="pairs"/></div>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="minor-count">
    <xsl:param name="n"/>
    <xsl:param name="key"/>
    <xsl:if test="$n &gt; 0"><xsl:call-template name="counted"><xsl:with-param name="key" select="$key"/><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- What differs or is spoken of stands open; what the source has word for word is folded. -->
  <xsl:template name="pairs">
    <xsl:variable name="fields" select="r:finding[@severity = 'error' or @severity = 'warning']/@field"/>
    <xsl:variable name="open" select="r:pair[@same = 'no' or r:field/@name = $fields or r:field/@origin]"/>
    <xsl:variable name="rest" select="r:pair[@same = 'yes' and not(r:field/@name = $fields) and not(r:field/@origin) and normalize-space(r:field/q:t)]"/>
    <xsl:if test="$open">
      <table class="pairs">
        <caption><xsl:value-of select="l:text('serve.pairs')"/></caption>
        <thead>
          <tr>
            <th scope="col"><xsl:value-of select="l:text('serve.pairs.field')"/></th>
            <th scope="col"><xsl:value-of select="l:text('serve.pairs.source')"/></th>
            <th scope="col"><xsl:value-of select="l:text('serve.pairs.list')"/></th>
          </tr>
        </thead>
        <tbody><xsl:apply-templates select="$open"/></tbody>
      </table>
    </xsl:if>
    <xsl:if test="$rest">
      <details class="same">
        <summary>
          <xsl:choose>
            <xsl:when test="$open"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.pairs.rest'"/><xsl:with-param name="n" select="count($rest)"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.pairs.same'"/><xsl:with-param name="n" select="count($rest)"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
        </summary>
        <dl>
          <xsl:for-each select="$rest/r:field">
            <dt lang="zh-CN"><xsl:value-of select="@label"/></dt>
            <dd lang="zh-CN"><xsl:apply-templates select="q:t"/></dd>
          </xsl:for-each>
        </dl>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:pair">
    <tr>
      <th scope="row" lang="zh-CN">
        <xsl:for-each select="r:field"><xsl:if test="position() &gt; 1"><br/></xsl:if><xsl:value-of select="@label"/></xsl:for-each>
        <xsl:if test="not(r:field)"><span lang="{$lang}"><xsl:value-of select="l:text('serve.pairs.none')"/></span></xsl:if>
      </th>
      <xsl:choose>
        <xsl:when test="@same = 'yes'">
          <td colspan="2" class="both" lang="zh-CN"><xsl:apply-templates select="r:field" mode="value"/></td>
        </xsl:when>
        <xsl:otherwise>
          <td class="raw" data-label="{l:text('serve.pairs.source')}">
            <xsl:apply-templates select="r:cell"/>
            <xsl:if test="not(r:cell)"><span class="none"><xsl:value-of select="l:text('serve.pairs.absent')"/></span></xsl:if>
          </td>
          <td data-label="{l:text('serve.pairs.list')}" lang="zh-CN">
            <xsl:apply-templates select="r:field" mode="value"/>
            <xsl:if test="not(r:field)"><span class="none" lang="{$lang}"><xsl:value-of select="l:text('serve.pairs.kept')"/></span></xsl:if>
          </td>
        </xsl:otherwise>
      </xsl:choose>
    </tr>
  </xsl:template>

  <xsl:template match="r:cell">
    <div class="cell">
      <span class="pos"><xsl:value-of select="@pos"/></span>
      <xsl:choose>
        <xsl:when test="not(normalize-space(r:text))"><span class="none"><xsl:value-of select="l:text('serve.pairs.empty')"/></span></xsl:when>
        <xsl:otherwise><xsl:call-template name="long"><xsl:with-param name="text" select="string(r:text)"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- A text of the source, its line ends kept; a long one is folded behind its beginning. -->
  <xsl:template name="long">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="string-length($text) &gt; 160">
        <details class="long" lang="zh-CN">
          <summary><xsl:value-of select="substring($text, 1, 90)"/>… <span class="n" lang="{$lang}"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.chars'"/><xsl:with-param name="n" select="string-length($text)"/></xsl:call-template></span></summary>
          <div class="text"><xsl:value-of select="$text"/></div>
        </details>
      </xsl:when>
      <xsl:otherwise><div class="text" lang="zh-CN"><xsl:value-of select="$text"/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:field" mode="value">
    <div class="value">
      <xsl:if test="count(../r:field) &gt; 1"><span class="of"><xsl:value-of select="@label"/></span></xsl:if>
      <xsl:choose>
        <xsl:when test="not(normalize-space(q:t))"><span class="none" lang="{$lang}"><xsl:value-of select="l:text('serve.pairs.blank')"/></span></xsl:when>
        <xsl:when test="string-length(q:t) &gt; 160">
          <details class="long">
            <summary><xsl:value-of select="substring(normalize-space(q:t), 1, 90)"/>… <span class="n" lang="{$lang}"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.chars'"/><xsl:with-param name="n" select="string-length(q:t)"/></xsl:call-template></span></summary>
            <xsl:apply-templates select="q:t"/>
          </details>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="q:t"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@origin"><span class="tag" lang="{$lang}"><xsl:value-of select="l:text(concat('serve.origin.', @origin))"/></span></xsl:if>
      <xsl:if test="@suggested and not(normalize-space(q:t))"><span class="tag" lang="{$lang}"><xsl:value-of select="str:replace(l:text('serve.suggested'), '{value}', string(@suggested))"/></span></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="q:t">
    <xsl:choose>
      <xsl:when test="q:p or q:ol"><div class="text"><xsl:apply-templates select="*" mode="text"/></div></xsl:when>
      <xsl:otherwise><div class="text"><xsl:value-of select="."/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="q:p" mode="text"><p><xsl:value-of select="."/></p></xsl:template>
  <xsl:template match="q:ol" mode="text"><ul><xsl:apply-templates select="q:li" mode="text"/></ul></xsl:template>
  <xsl:template match="q:li" mode="text">
    <li>
      <xsl:if test="@marker"><xsl:attribute name="class">marked</xsl:attribute><xsl:value-of select="concat(@marker, ' ')"/></xsl:if>
      <xsl:for-each select="text() | q:cite"><xsl:value-of select="."/></xsl:for-each>
      <xsl:apply-templates select="q:ol" mode="text"/>
    </li>
  </xsl:template>
  <xsl:template match="*" mode="text" priority="-1"><xsl:value-of select="."/></xsl:template>

  <!-- ==== findings ==== -->

  <xsl:template match="r:finding">
    <li class="{@severity}">
      <p>
        <b class="level"><xsl:value-of select="l:text(concat('serve.level.', @severity))"/></b>
        <xsl:if test="@state"><xsl:text> </xsl:text><span class="state {@state}"><xsl:value-of select="l:text(concat('serve.state.', @state))"/></span></xsl:if>
        <xsl:if test="@repair"><xsl:text> </xsl:text><span class="state"><xsl:value-of select="l:text('serve.repaired')"/></span></xsl:if>
        <xsl:text> </xsl:text>
        <xsl:if test="@label and not(starts-with(r:message, @label))"><xsl:value-of select="concat(@label, $l10n.colon)"/></xsl:if>
        <xsl:value-of select="r:message"/>
      </p>
      <xsl:apply-templates select="r:excerpt"/>
      <xsl:if test="r:cure"><p class="cure"><xsl:value-of select="concat(l:text('serve.cure'), r:cure)"/></p></xsl:if>
      <p class="place"><xsl:if test="@pos"><span><xsl:value-of select="@pos"/></span><xsl:text> </xsl:text></xsl:if><code><xsl:value-of select="@rule"/></code></p>
      <xsl:apply-templates select="r:line"/>
    </li>
  </xsl:template>

  <xsl:template match="r:excerpt">
    <blockquote lang="zh-CN"><p><xsl:if test="@cut-before">…</xsl:if><xsl:value-of select="r:before"/><mark><xsl:value-of select="r:mark"/></mark><xsl:value-of select="r:behind"/><xsl:if test="@cut-behind">…</xsl:if></p></blockquote>
  </xsl:template>
</xsl:stylesheet>
