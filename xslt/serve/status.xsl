<?xml version="1.0" encoding="UTF-8"?>
<!-- While the work is done, and what went wrong: what it means and what to do, for a clerk. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v str">

  <xsl:template match="v:view[@page = 'wait']" mode="title"><xsl:value-of select="l:text('serve.wait.title')"/></xsl:template>

  <xsl:template match="v:view[@page = 'wait']" mode="content">
    <div class="card wait" data-state="{$session}/state">
      <p class="doing" role="status"><xsl:value-of select="l:text('serve.wait.lead')"/></p>
      <progress aria-label="{l:text('serve.wait.title')}"/>
      <p class="note"><xsl:value-of select="l:text('serve.wait.note')"/></p>
      <p><a href="{$session}/"><xsl:value-of select="l:text('serve.wait.look')"/></a></p>
    </div>
  </xsl:template>

  <!-- The text of a reason; of its status, where there is none. -->
  <xsl:template name="error-text">
    <xsl:param name="behind"/>
    <xsl:variable name="why" select="concat('serve.error.', @why, $behind)"/>
    <xsl:variable name="text"><xsl:if test="@why"><xsl:value-of select="l:text($why)"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="@why and string($text) != $why"><xsl:value-of select="str:replace(string($text), '{megabytes}', string(@megabytes))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="l:text(concat('serve.error.other', $behind))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="v:view[@page = 'error']" mode="title"><xsl:call-template name="error-text"/></xsl:template>

  <xsl:template match="v:view[@page = 'error']" mode="content">
    <div class="card">
      <p><xsl:call-template name="error-text"><xsl:with-param name="behind" select="'.do'"/></xsl:call-template></p>
      <p class="go"><a class="button" href="/"><xsl:value-of select="l:text('serve.error.again')"/></a></p>
      <p class="note"><xsl:value-of select="str:replace(l:text('serve.error.code'), '{n}', string(@status))"/></p>
    </div>
  </xsl:template>
</xsl:stylesheet>
