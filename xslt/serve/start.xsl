<?xml version="1.0" encoding="UTF-8"?>
<!-- Where one begins: a file, several, a folder as .zip, or pasted cells; or two revisions. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v str">

  <xsl:variable name="start.accept">.xlsx,.xls,.docx,.doc,.wps,.et,.ods,.odt,.fods,.fodt,.html,.htm,.mht,.csv,.tsv,.txt,.xml,.zip</xsl:variable>

  <xsl:template match="v:view[@page = 'start']" mode="title"><xsl:value-of select="l:text('serve.start.title')"/></xsl:template>

  <xsl:template match="v:view[@page = 'start']" mode="content">
    <p class="lead"><xsl:value-of select="l:text('serve.start.lead')"/></p>
    <form class="card" method="post" action="/sessions" enctype="multipart/form-data" data-busy="yes">
      <xsl:call-template name="token"/>
      <h2><xsl:value-of select="l:text('serve.start.files')"/></h2>
      <div class="drop">
        <label for="p:files"><xsl:value-of select="l:text('serve.start.drop')"/></label>
        <input id="p:files" type="file" name="files" multiple="multiple" accept="{$start.accept}" aria-describedby="p:files-note"/>
        <p class="note" id="p:files-note"><xsl:value-of select="str:replace(l:text('serve.start.formats'), '{megabytes}', string(@megabytes))"/></p>
        <p class="chosen" role="status"/>
      </div>
      <h2><label for="p:paste"><xsl:value-of select="l:text('serve.start.paste')"/></label></h2>
      <textarea id="p:paste" name="paste" rows="5" spellcheck="false" aria-describedby="p:paste-note"/>
      <p class="note" id="p:paste-note"><xsl:value-of select="l:text('serve.start.paste-note')"/></p>
      <input type="hidden" name="paste-html" value=""/>
      <xsl:call-template name="start-options"/>
      <p class="go"><button class="main"><xsl:value-of select="l:text('serve.start.go')"/></button></p>
    </form>
    <xsl:call-template name="start-compare"/>
    <p class="note trust"><xsl:value-of select="str:replace(l:text('serve.start.trust'), '{minutes}', string(@minutes))"/></p>
  </xsl:template>

  <xsl:template name="start-options">
    <details class="options">
      <summary><xsl:value-of select="l:text('serve.start.options')"/></summary>
      <div class="fields">
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'meta-title'"/></xsl:call-template>
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'meta-body'"/></xsl:call-template>
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'meta-number'"/></xsl:call-template>
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'meta-date'"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'annex'"/></xsl:call-template>
        <xsl:call-template name="text-field"><xsl:with-param name="name" select="'as-of'"/><xsl:with-param name="type" select="'date'"/></xsl:call-template>
        <xsl:if test="v:register">
          <div class="field">
            <label for="p:laws"><xsl:value-of select="l:text('serve.field.laws')"/></label>
            <select id="p:laws" name="laws">
              <option value=""><xsl:value-of select="l:text('serve.field.laws.own')"/></option>
              <xsl:for-each select="v:register"><option value="{@key}"><xsl:value-of select="@label"/></option></xsl:for-each>
            </select>
          </div>
        </xsl:if>
        <xsl:if test="v:profile">
          <div class="field">
            <label for="p:profile"><xsl:value-of select="l:text('serve.field.profile')"/></label>
            <select id="p:profile" name="profile">
              <xsl:for-each select="v:profile">
                <option value="{@key}">
                  <xsl:choose>
                    <xsl:when test="'public' = @key"><xsl:value-of select="l:text('serve.field.profile.public')"/></xsl:when>
                    <xsl:when test="'full' = @key"><xsl:value-of select="l:text('serve.field.profile.full')"/></xsl:when>
                    <xsl:otherwise><xsl:value-of select="@label"/></xsl:otherwise>
                  </xsl:choose>
                </option>
              </xsl:for-each>
            </select>
          </div>
        </xsl:if>
      </div>
    </details>
  </xsl:template>

  <xsl:template name="text-field">
    <xsl:param name="name"/>
    <xsl:param name="type" select="'text'"/>
    <div class="field">
      <label for="p:{$name}"><xsl:value-of select="l:text(concat('serve.field.', $name))"/></label>
      <input id="p:{$name}" name="{$name}" type="{$type}" aria-describedby="p:{$name}-note"/>
      <p class="note" id="p:{$name}-note"><xsl:value-of select="l:text(concat('serve.field.', $name, '.note'))"/></p>
    </div>
  </xsl:template>

  <xsl:template name="start-compare">
    <form class="card" method="post" action="/sessions" enctype="multipart/form-data" data-busy="yes">
      <xsl:call-template name="token"/>
      <input type="hidden" name="kind" value="compare"/>
      <h2><xsl:value-of select="l:text('serve.compare.title')"/></h2>
      <p><xsl:value-of select="l:text('serve.compare.lead')"/></p>
      <div class="fields">
        <div class="field">
          <label for="p:old"><xsl:value-of select="l:text('serve.compare.old')"/></label>
          <input id="p:old" type="file" name="old" accept="{substring-before($start.accept, ',.zip')}" required="required"/>
        </div>
        <div class="field">
          <label for="p:new"><xsl:value-of select="l:text('serve.compare.new')"/></label>
          <input id="p:new" type="file" name="new" accept="{substring-before($start.accept, ',.zip')}" required="required"/>
        </div>
      </div>
      <p class="check"><input id="p:layout" type="checkbox" name="ignore-layout" value="yes"/><xsl:text> </xsl:text><label for="p:layout"><xsl:value-of select="l:text('serve.compare.layout')"/></label></p>
      <p class="go"><button><xsl:value-of select="l:text('serve.compare.go')"/></button></p>
    </form>
  </xsl:template>
</xsl:stylesheet>
