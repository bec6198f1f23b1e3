<?xml version="1.0" encoding="UTF-8"?>
<!-- To go on another day: decisions as a table; the second round against a first report. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:r="urn:quanze:review:1" exclude-result-prefixes="l v r">

  <xsl:template name="later">
    <details class="card later">
      <summary><xsl:value-of select="l:text('serve.later')"/></summary>
      <div class="columns">
        <section aria-labelledby="p:later-decisions">
          <h2 id="p:later-decisions"><xsl:value-of select="l:text('serve.later.decisions')"/></h2>
          <p><xsl:value-of select="l:text('serve.later.decisions.note')"/></p>
          <p><a href="{$session}/decisions"><xsl:value-of select="l:text('serve.later.download')"/></a></p>
          <xsl:call-template name="send"><xsl:with-param name="to" select="'decisions'"/><xsl:with-param name="accept" select="'.tsv,.csv,.txt,.xlsx,.xls,.ods'"/></xsl:call-template>
        </section>
        <section aria-labelledby="p:later-since">
          <h2 id="p:later-since"><xsl:value-of select="l:text('serve.later.since')"/></h2>
          <p><xsl:value-of select="l:text('serve.later.since.note')"/></p>
          <xsl:call-template name="send"><xsl:with-param name="to" select="'since'"/><xsl:with-param name="accept" select="'.json'"/></xsl:call-template>
        </section>
      </div>
    </details>
  </xsl:template>

  <xsl:template name="send">
    <xsl:param name="to"/>
    <xsl:param name="accept"/>
    <form method="post" action="{$session}/{$to}" enctype="multipart/form-data" data-busy="yes">
      <xsl:call-template name="token"/>
      <input type="hidden" name="i" value="{/v:view/@i}"/>
      <p class="field">
        <label for="p:send-{$to}"><xsl:value-of select="l:text(concat('serve.later.', $to, '.file'))"/></label>
        <input id="p:send-{$to}" type="file" name="file" accept="{$accept}" required="required"/>
      </p>
      <p><button><xsl:value-of select="l:text(concat('serve.later.', $to, '.go'))"/></button></p>
    </form>
  </xsl:template>
</xsl:stylesheet>
