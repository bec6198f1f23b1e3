<?xml version="1.0" encoding="UTF-8"?>
<!--
  Two revisions as one page: the summary, then the items by kind, what changed
  before and after side by side, in ins and del. Readable without script; the
  filters are shown by it. The items keep their ids, so that links to them hold;
  those of the old revision alone stand under "old:". Own ids are "page:…".
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="l q exsl">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="../common/document.xsl"/>
  <xsl:include href="marked.xsl"/>
  <xsl:include href="blocks.xsl"/>
  <xsl:include href="style.xsl"/>
  <xsl:include href="script.xsl"/>
  <xsl:include href="front.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/q:list">
    <html lang="{@xml:lang}">
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{$style.hash}'; script-src '{$script.hash}'; base-uri 'none'; form-action 'none'"/>
        <meta name="generator" content="quanze"/>
        <title><xsl:apply-templates select="." mode="title"/></title>
        <style><xsl:value-of select="$style.text"/></style>
      </head>
      <body class="{$lang}">
        <a class="skip" href="#page:changes" lang="{$lang}"><xsl:value-of select="l:text('diff.skip')"/></a>
        <header>
          <h1><xsl:apply-templates select="." mode="title"/></h1>
          <xsl:call-template name="revisions"/>
        </header>
        <main>
          <xsl:call-template name="summary"/>
          <xsl:call-template name="citations"/>
          <xsl:call-template name="list"/>
          <section aria-labelledby="page:changes">
            <h2 id="page:changes" tabindex="-1" lang="{$lang}"><xsl:value-of select="l:text('diff.changes')"/></h2>
            <xsl:call-template name="legend"/>
            <xsl:call-template name="tools"/>
            <xsl:for-each select="$diff.kinds[@name != 'kept']"><xsl:call-template name="kind"/></xsl:for-each>
            <xsl:call-template name="kept"/>
          </section>
        </main>
        <footer lang="{$lang}"><p><xsl:value-of select="l:text('html.generated')"/></p></footer>
        <script><xsl:value-of select="$script.text" disable-output-escaping="yes"/></script>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
