<?xml version="1.0" encoding="UTF-8"?>
<!-- What there is to take away, list by list; the lists of a batch; what a comparison says. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:q="urn:quanze:list:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v q str">

  <!-- ==== a batch ==== -->

  <xsl:template match="v:view[@page = 'index']" mode="title"><xsl:value-of select="l:text('serve.index.title')"/></xsl:template>

  <xsl:template match="v:view[@page = 'index']" mode="content">
    <p class="facts">
      <span><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.index.lists'"/><xsl:with-param name="n" select="count(v:input)"/></xsl:call-template></span>
      <span><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.items'"/><xsl:with-param name="n" select="sum(v:input/@items)"/></xsl:call-template></span>
    </p>
    <p class="go"><a class="button" href="{$session}/take"><xsl:value-of select="l:text('serve.take.go')"/></a></p>
    <table class="grid">
      <caption><xsl:value-of select="l:text('serve.index.caption')"/></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="l:text('serve.index.list')"/></th>
          <th scope="col" class="num"><xsl:value-of select="l:text('serve.index.items')"/></th>
          <th scope="col" class="num"><xsl:value-of select="l:text('serve.level.error')"/></th>
          <th scope="col" class="num"><xsl:value-of select="l:text('serve.level.warning')"/></th>
          <th scope="col" class="num"><xsl:value-of select="l:text('serve.level.style')"/></th>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="v:input">
          <xsl:sort select="number(boolean(@failed))" data-type="number" order="descending"/>
          <xsl:sort select="@errors" data-type="number" order="descending"/>
          <xsl:sort select="@warnings" data-type="number" order="descending"/>
          <tr>
            <th scope="row"><a href="{$session}/review?i={@n}" lang="zh-CN"><xsl:value-of select="@name"/></a><xsl:if test="@failed"><xsl:text> </xsl:text><span class="state new"><xsl:value-of select="l:text('serve.index.failed')"/></span></xsl:if></th>
            <td class="num"><xsl:value-of select="@items"/></td>
            <td class="num"><xsl:if test="@errors &gt; 0"><xsl:attribute name="class">num error</xsl:attribute></xsl:if><xsl:value-of select="@errors"/></td>
            <td class="num"><xsl:if test="@warnings &gt; 0"><xsl:attribute name="class">num warning</xsl:attribute></xsl:if><xsl:value-of select="@warnings"/></td>
            <td class="num"><xsl:value-of select="@styles"/></td>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
    <xsl:call-template name="later"/>
  </xsl:template>

  <!-- ==== the files ==== -->

  <xsl:template match="v:view[@page = 'take']" mode="title"><xsl:value-of select="l:text('serve.take.title')"/></xsl:template>

  <xsl:template match="v:view[@page = 'take']" mode="content">
    <xsl:variable name="view" select="."/>
    <p class="lead"><xsl:value-of select="l:text('serve.take.lead')"/></p>
    <xsl:if test="sum(v:input/@errors) &gt; 0"><p class="verdict warning"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.take.errors'"/><xsl:with-param name="n" select="sum(v:input/@errors)"/></xsl:call-template></p></xsl:if>
    <p class="go">
      <a class="button main" href="{$session}/all.zip"><xsl:value-of select="l:text('serve.take.all')"/></a><xsl:text> </xsl:text>
      <a class="button" href="{$session}/review"><xsl:value-of select="l:text('serve.take.back')"/></a>
    </p>
    <xsl:if test="$several"><xsl:call-template name="session-files"/></xsl:if>
    <xsl:for-each select="v:input">
      <section class="card" aria-labelledby="p:input-{@n}">
        <h2 id="p:input-{@n}" lang="zh-CN"><xsl:value-of select="@name"/></h2>
        <xsl:choose>
          <xsl:when test="$view/v:file[@input = current()/@n]"><xsl:call-template name="files"><xsl:with-param name="files" select="$view/v:file[@input = current()/@n]"/></xsl:call-template></xsl:when>
          <xsl:otherwise><p><xsl:value-of select="l:text('serve.take.nothing')"/></p></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:for-each>
    <xsl:if test="not($several)"><xsl:call-template name="session-files"/></xsl:if>
    <xsl:if test="count(v:file[@kind = 'html']) = 1">
      <details class="card preview">
        <summary><xsl:value-of select="l:text('serve.take.preview')"/></summary>
        <iframe sandbox="" loading="lazy" src="{$session}/page/{v:file[@kind = 'html']/@path}" title="{l:text('serve.take.preview')}"/>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- What belongs to all lists: before them; of one list behind it. -->
  <xsl:template name="session-files">
    <xsl:if test="v:file[not(@input)]">
      <section class="card" aria-labelledby="p:whole">
        <h2 id="p:whole">
          <xsl:choose>
            <xsl:when test="$several"><xsl:value-of select="l:text('serve.take.whole')"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="l:text('serve.take.round')"/></xsl:otherwise>
          </xsl:choose>
        </h2>
        <xsl:call-template name="files"><xsl:with-param name="files" select="v:file[not(@input)]"/></xsl:call-template>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- What most clerks come for stands first. -->
  <xsl:variable name="take.kinds" select="' docx-plain docx html xlsx marked reply reply-html report txt csv json xml summary-docx summary summary-tsv diff-docx diff-html diff-txt diff-json diff-xml '"/>
  <xsl:template name="files">
    <xsl:param name="files"/>
    <ul class="files">
      <xsl:apply-templates select="$files"><xsl:sort select="string-length(substring-before($take.kinds, concat(' ', @kind, ' ')))" data-type="number"/></xsl:apply-templates>
    </ul>
  </xsl:template>

  <!-- What it is for, and how large. -->
  <xsl:template match="v:file">
    <li>
      <a href="{$session}/files/{@path}" download="{@name}"><b><xsl:value-of select="l:text(concat('serve.file.', @kind))"/></b></a>
      <span class="note"><span lang="zh-CN"><xsl:value-of select="@name"/></span><xsl:text> · </xsl:text><xsl:call-template name="size"/></span>
      <span class="for"><xsl:value-of select="l:text(concat('serve.file.', @kind, '.for'))"/></span>
    </li>
  </xsl:template>

  <xsl:template name="size">
    <xsl:choose>
      <xsl:when test="@bytes &gt;= 1048576"><xsl:value-of select="concat(format-number(@bytes div 1048576, '0.0'), ' MB')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(ceiling(@bytes div 1024), ' KB')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== two revisions ==== -->

  <xsl:template match="v:view[@page = 'compare']" mode="title"><xsl:value-of select="l:text('serve.compare.title')"/></xsl:template>

  <xsl:template match="v:view[@page = 'compare']" mode="content">
    <xsl:choose>
      <xsl:when test="q:summary">
        <p class="lead">
          <xsl:value-of select="str:replace(str:replace(l:text('serve.compare.counts'), '{old}', string(q:summary/@old)), '{new}', string(q:summary/@new))"/>
        </p>
        <xsl:apply-templates select="q:summary" mode="compare"/>
      </xsl:when>
      <xsl:otherwise><p class="verdict error"><xsl:value-of select="l:text('serve.compare.failed')"/></p></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="v:file">
      <section class="card" aria-labelledby="p:files">
        <h2 id="p:files"><xsl:value-of select="l:text('serve.take.title')"/></h2>
        <xsl:call-template name="files"><xsl:with-param name="files" select="v:file"/></xsl:call-template>
        <p class="go"><a class="button main" href="{$session}/all.zip"><xsl:value-of select="l:text('serve.take.all')"/></a></p>
      </section>
    </xsl:if>
    <xsl:if test="v:file[@kind = 'diff-html']">
      <h2><xsl:value-of select="l:text('serve.compare.page')"/></h2>
      <iframe sandbox="" src="{$session}/page/{v:file[@kind = 'diff-html']/@path}" title="{l:text('serve.compare.page')}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:summary" mode="compare">
    <table class="grid">
      <caption><xsl:value-of select="l:text('serve.compare.caption')"/></caption>
      <thead>
        <tr>
          <th scope="col"><xsl:value-of select="l:text('field.powerType')"/></th>
          <xsl:for-each select="@added | @removed | @devolved | @changed | @split | @merged | @kept"><th scope="col" class="num"><xsl:value-of select="l:text(concat('serve.kind.', name()))"/></th></xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="q:type">
          <tr>
            <th scope="row" lang="zh-CN"><xsl:choose><xsl:when test="normalize-space(@name)"><xsl:value-of select="@name"/></xsl:when><xsl:otherwise><xsl:value-of select="l:text('serve.compare.untyped')"/></xsl:otherwise></xsl:choose></th>
            <xsl:for-each select="@added | @removed | @devolved | @changed | @split | @merged | @kept"><td class="num"><xsl:value-of select="."/></td></xsl:for-each>
          </tr>
        </xsl:for-each>
        <tr class="sum">
          <th scope="row"><xsl:value-of select="l:text('serve.compare.sum')"/></th>
          <xsl:for-each select="@added | @removed | @devolved | @changed | @split | @merged | @kept"><td class="num"><xsl:value-of select="."/></td></xsl:for-each>
        </tr>
      </tbody>
    </table>
  </xsl:template>
</xsl:stylesheet>
