<?xml version="1.0" encoding="UTF-8"?>
<!--
  Decisions: what the form sends of a finding are the cells of its line in the
  table of decisions (src/decide/write.c), as hidden fields, and what the clerk
  chose. NUMBER.NAME; numbers are those of the item and the finding on this page.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:r="urn:quanze:review:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v r str">

  <xsl:template match="r:line">
    <xsl:variable name="n" select="1000 * (count(../../preceding-sibling::r:item) + boolean(../../self::r:item)) + count(../preceding-sibling::r:finding) + 1"/>
    <fieldset class="decide">
      <legend><xsl:value-of select="l:text('serve.decide')"/></legend>
      <xsl:call-template name="hidden"><xsl:with-param name="n" select="$n"/></xsl:call-template>
      <ul>
        <li><label><input type="radio" name="{$n}.decision" value="" checked="checked"/><xsl:text> </xsl:text><xsl:value-of select="l:text('serve.decide.open')"/></label></li>
        <xsl:if test="@accept = 'yes'">
          <li><label><input type="radio" name="{$n}.decision" value="accept"/><xsl:text> </xsl:text><xsl:value-of select="l:text('serve.decide.accept')"/><xsl:text> </xsl:text><b lang="zh-CN"><xsl:value-of select="r:suggested"/></b></label></li>
        </xsl:if>
        <xsl:if test="string(@change)">
          <li>
            <label><input type="radio" name="{$n}.decision" value="change"/><xsl:text> </xsl:text><xsl:value-of select="l:text('serve.decide.change')"/></label><xsl:text> </xsl:text>
            <xsl:call-template name="new-value"><xsl:with-param name="n" select="$n"/></xsl:call-template>
          </li>
        </xsl:if>
        <xsl:if test="@waive = 'yes'">
          <li><label><input type="radio" name="{$n}.decision" value="waive"/><xsl:text> </xsl:text><xsl:value-of select="l:text('serve.decide.waive')"/></label></li>
        </xsl:if>
        <li>
          <label><xsl:value-of select="l:text('serve.decide.reason')"/><xsl:text> </xsl:text><input class="reason" type="text" name="{$n}.reason" value="" autocomplete="off"/></label>
        </li>
        <xsl:if test="@count &gt; 1">
          <li>
            <label>
              <xsl:value-of select="l:text('serve.decide.scope')"/><xsl:text> </xsl:text>
              <select name="{$n}.scope">
                <option value="all"><xsl:value-of select="str:replace(str:replace(l:text('serve.decide.all'), '{n}', string(@count)), '{items}', string(r:item))"/></option>
                <option value="one"><xsl:value-of select="l:text('serve.decide.one')"/></option>
              </select>
            </label>
          </li>
        </xsl:if>
      </ul>
    </fieldset>
  </xsl:template>

  <xsl:template name="new-value">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="@change = 'type'">
        <select name="{$n}.change" aria-label="{l:text('serve.decide.new')}" lang="zh-CN">
          <option value=""><xsl:value-of select="l:text('serve.decide.choose')"/></option>
          <xsl:for-each select="/v:view/r:review/r:list/r:type"><option><xsl:value-of select="."/></option></xsl:for-each>
        </select>
      </xsl:when>
      <xsl:otherwise>
        <input type="text" name="{$n}.change" value="" aria-label="{l:text('serve.decide.new')}" autocomplete="off" lang="zh-CN">
          <xsl:if test="@change = 'article'"><xsl:attribute name="placeholder"><xsl:value-of select="l:text('serve.decide.article')"/></xsl:attribute></xsl:if>
        </input>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="hidden">
    <xsl:param name="n"/>
    <xsl:for-each select="r:file | r:name | r:column | r:found | r:suggested | r:item | r:key | r:item1 | r:key1">
      <xsl:if test="string(.)"><input type="hidden" name="{$n}.{local-name()}" value="{.}"/></xsl:if>
    </xsl:for-each>
    <input type="hidden" name="{$n}.finding" value="{../r:message}"/>
  </xsl:template>

  <!-- Who decides: as last written. -->
  <xsl:variable name="who">
    <xsl:choose>
      <xsl:when test="/v:view/@who"><xsl:value-of select="/v:view/@who"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="/v:view/v:decision[v:who][last()]/v:who"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- Stays in sight at the end of the screen: who decides, and the button. -->
  <xsl:template name="apply">
    <div class="apply">
      <div class="inner">
        <label for="p:who"><xsl:value-of select="l:text('serve.who')"/></label>
        <input id="p:who" type="text" name="who" value="{$who}" autocomplete="name"/>
        <button class="main"><xsl:value-of select="l:text('serve.apply')"/></button>
        <xsl:if test="r:review/r:item//r:line[@accept = 'yes']">
          <button name="all" value="accept"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.apply.all'"/><xsl:with-param name="n" select="count(r:review/r:item//r:line[@accept = 'yes'])"/></xsl:call-template></button>
        </xsl:if>
        <span class="chosen" role="status"/>
      </div>
    </div>
  </xsl:template>

  <!-- What was decided so far; each can be taken back. -->
  <xsl:template name="decided">
    <xsl:if test="v:decision">
      <details class="card decided">
        <xsl:if test="count(v:decision) &lt; 6"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
        <summary><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.decided'"/><xsl:with-param name="n" select="count(v:decision)"/></xsl:call-template></summary>
        <ul class="list">
          <xsl:for-each select="v:decision">
            <xsl:sort select="position()" data-type="number" order="descending"/>
            <li>
              <p lang="zh-CN">
                <b><xsl:value-of select="v:answer"/><xsl:if test="v:change or (v:suggested and not(v:reason))"><xsl:value-of select="$l10n.colon"/><xsl:value-of select="v:change"/><xsl:if test="not(v:change)"><xsl:value-of select="v:suggested"/></xsl:if></xsl:if></b>
                <xsl:text> </xsl:text><xsl:value-of select="v:item"/><xsl:text> </xsl:text><xsl:value-of select="v:name"/><xsl:text> </xsl:text><xsl:value-of select="v:column"/>
              </p>
              <p class="note" lang="zh-CN"><xsl:for-each select="v:reason | v:who | v:date"><xsl:if test="position() &gt; 1"> · </xsl:if><xsl:value-of select="."/></xsl:for-each></p>
              <form method="post" action="{$session}/undo">
                <xsl:call-template name="token"/>
                <input type="hidden" name="line" value="{@line}"/>
                <input type="hidden" name="i" value="{/v:view/@i}"/>
                <button class="plain" aria-label="{l:text('serve.undo')} {v:item} {v:answer}"><xsl:value-of select="l:text('serve.undo')"/></button>
              </form>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
