<?xml version="1.0" encoding="UTF-8"?>
<!--
  Pages of `quanze serve`, drawn of a view (urn:quanze:serve:1, src/serve/view.c).
  All work without script; style and script are files of their own, as the pages'
  Content-Security-Policy asks. Source text reaches a page through text nodes and
  plain attributes alone. Ids begin with "p:", which no item's can.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:r="urn:quanze:review:1" xmlns:q="urn:quanze:list:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v r q str">
  <xsl:include href="../common/l10n-serve.xsl"/>
  <xsl:include href="start.xsl"/>
  <xsl:include href="status.xsl"/>
  <xsl:include href="review.xsl"/>
  <xsl:include href="item.xsl"/>
  <xsl:include href="decide.xsl"/>
  <xsl:include href="later.xsl"/>
  <xsl:include href="take.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:variable name="page" select="string(/v:view/@page)"/>
  <xsl:variable name="session" select="string(/v:view/@session)"/>
  <xsl:variable name="several" select="count(/v:view/v:input) &gt; 1"/>

  <xsl:template match="/v:view">
    <html lang="{$lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <xsl:if test="@page = 'wait'"><noscript><meta http-equiv="refresh" content="2"/></noscript></xsl:if>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="title"/><xsl:if test="@page != 'start'"> · <xsl:value-of select="l:text('serve.name')"/></xsl:if></title>
        <link rel="icon" href="data:,"/>
        <link rel="stylesheet" href="/style.css"/>
        <script src="/script.js" defer="defer"/>
      </head>
      <body class="{@page}" data-chosen="{l:text('serve.js.chosen')}" data-sending="{l:text('serve.js.sending')}" data-pasted="{l:text('serve.js.pasted')}"
            data-decided="{l:text('serve.js.decided')}" data-progress="{l:text('serve.js.progress')}" data-queued="{l:text('serve.js.queued')}">
        <a class="skip" href="#p:main"><xsl:value-of select="l:text('serve.skip')"/></a>
        <header class="bar">
          <div class="inner">
            <p class="brand"><a href="/"><xsl:value-of select="l:text('serve.name')"/></a></p>
            <xsl:if test="@page != 'error'"><xsl:call-template name="steps"/></xsl:if>
          </div>
        </header>
        <main id="p:main" tabindex="-1">
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <xsl:apply-templates select="." mode="content"/>
        </main>
        <footer class="foot">
          <div class="inner">
            <p><xsl:value-of select="l:text('serve.foot')"/></p>
            <xsl:if test="contains(' review take compare index ', concat(' ', @page, ' '))">
              <form method="post" action="{$session}/end">
                <xsl:call-template name="token"/>
                <button class="plain"><xsl:value-of select="l:text('serve.end')"/></button>
              </form>
            </xsl:if>
          </div>
        </footer>
      </body>
    </html>
  </xsl:template>

  <!-- The way, with where one is. -->
  <xsl:template name="steps">
    <xsl:variable name="at" select="1 + (@page = 'wait') + 2 * (@page = 'review' or @page = 'index') + 3 * (@page = 'take' or @page = 'compare')"/>
    <nav aria-label="{l:text('serve.steps')}">
      <ol class="steps">
        <xsl:call-template name="step"><xsl:with-param name="n" select="1"/><xsl:with-param name="at" select="$at"/><xsl:with-param name="name" select="l:text('serve.step.give')"/></xsl:call-template>
        <xsl:call-template name="step"><xsl:with-param name="n" select="2"/><xsl:with-param name="at" select="$at"/><xsl:with-param name="name" select="l:text('serve.step.check')"/></xsl:call-template>
        <xsl:call-template name="step"><xsl:with-param name="n" select="3"/><xsl:with-param name="at" select="$at"/><xsl:with-param name="name" select="l:text('serve.step.decide')"/>
          <xsl:with-param name="to"><xsl:if test="@page = 'take'"><xsl:value-of select="concat($session, '/review')"/></xsl:if></xsl:with-param></xsl:call-template>
        <xsl:call-template name="step"><xsl:with-param name="n" select="4"/><xsl:with-param name="at" select="$at"/><xsl:with-param name="name" select="l:text('serve.step.take')"/>
          <xsl:with-param name="to"><xsl:if test="@page = 'review' or @page = 'index'"><xsl:value-of select="concat($session, '/take')"/></xsl:if></xsl:with-param></xsl:call-template>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="step">
    <xsl:param name="n"/>
    <xsl:param name="at"/>
    <xsl:param name="name"/>
    <xsl:param name="to"/>
    <li>
      <xsl:if test="$n = $at"><xsl:attribute name="aria-current">step</xsl:attribute></xsl:if>
      <xsl:if test="$n &lt; $at"><xsl:attribute name="class">done</xsl:attribute></xsl:if>
      <span class="n"><xsl:value-of select="$n"/></span>
      <xsl:choose>
        <xsl:when test="string($to)"><a href="{$to}"><xsl:value-of select="$name"/></a></xsl:when>
        <xsl:otherwise><span><xsl:value-of select="$name"/></span></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template name="token">
    <input type="hidden" name="token" value="{/v:view/@token}"/>
  </xsl:template>

  <!-- {n} in a text. -->
  <xsl:template name="counted">
    <xsl:param name="key"/>
    <xsl:param name="n"/>
    <xsl:value-of select="str:replace(l:text($key), '{n}', string($n))"/>
  </xsl:template>
</xsl:stylesheet>
