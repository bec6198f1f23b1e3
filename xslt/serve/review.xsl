<?xml version="1.0" encoding="UTF-8"?>
<!-- The findings of one list, item by item: what it is, how much was found, a filter, the items, and what can be done now. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:v="urn:quanze:serve:1"
                xmlns:r="urn:quanze:review:1" xmlns:str="http://exslt.org/strings" exclude-result-prefixes="l v r str">

  <xsl:variable name="list" select="/v:view/r:review/r:list"/>

  <xsl:template match="v:view[@page = 'review']" mode="title">
    <xsl:choose>
      <xsl:when test="normalize-space($list/@title)"><xsl:value-of select="normalize-space($list/@title)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$list/@file"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="v:view[@page = 'review']" mode="content">
    <xsl:if test="$several"><xsl:call-template name="inputs-nav"/></xsl:if>
    <p class="facts">
      <span><xsl:value-of select="$list/@file"/></span>
      <span><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.items'"/><xsl:with-param name="n" select="$list/@items"/></xsl:call-template></span>
    </p>
    <xsl:choose>
      <xsl:when test="$list/@read = 'no'"><xsl:call-template name="unread"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="verdict"/>
        <xsl:call-template name="fixed"/>
        <xsl:call-template name="whole"/>
        <xsl:call-template name="decided"/>
        <xsl:call-template name="filter"/>
        <xsl:choose>
          <xsl:when test="not(r:review/r:item)"><p class="card"><xsl:value-of select="l:text('serve.filter.none')"/></p></xsl:when>
          <xsl:when test="r:review/r:item//r:line">
            <form class="decisions" method="post" action="{$session}/decide">
              <xsl:call-template name="token"/>
              <input type="hidden" name="i" value="{@i}"/>
              <input type="hidden" name="back" value="i={@i}&amp;level={@level}&amp;order={@order}&amp;p={@p}"/>
              <xsl:apply-templates select="r:review/r:item"/>
              <xsl:call-template name="apply"/>
            </form>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="r:review/r:item"/></xsl:otherwise>
        </xsl:choose>
        <xsl:call-template name="pager"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="later"/>
  </xsl:template>

  <!-- From one list of a batch to the next. -->
  <xsl:template name="inputs-nav">
    <nav class="inputs" aria-label="{l:text('serve.index.title')}">
      <a href="{$session}/index"><xsl:value-of select="l:text('serve.index.all')"/></a>
      <xsl:if test="@i &gt; 0"><a href="{$session}/review?i={@i - 1}"><xsl:value-of select="l:text('serve.index.before')"/></a></xsl:if>
      <span><xsl:value-of select="concat(@i + 1, ' / ', count(v:input))"/></span>
      <xsl:if test="@i + 1 &lt; count(v:input)"><a href="{$session}/review?i={@i + 1}"><xsl:value-of select="l:text('serve.index.next')"/></a></xsl:if>
    </nav>
  </xsl:template>

  <!-- No list came of it: why, and what to do. -->
  <xsl:template name="unread">
    <div class="verdict error">
      <xsl:variable name="key"><xsl:choose><xsl:when test="$list/r:finding[@rule = 'decision-invalid']">serve.invalid</xsl:when><xsl:otherwise>serve.unread</xsl:otherwise></xsl:choose></xsl:variable>
      <p><b><xsl:value-of select="l:text(string($key))"/></b></p>
      <p><xsl:value-of select="l:text(concat($key, '.do'))"/></p>
    </div>
    <section aria-labelledby="p:why">
      <h2 id="p:why"><xsl:value-of select="l:text('serve.unread.why')"/></h2>
      <ul class="found"><xsl:apply-templates select="$list/r:finding"/></ul>
    </section>
    <xsl:call-template name="decided"/>
    <p class="go"><a class="button" href="/"><xsl:value-of select="l:text('serve.error.again')"/></a></p>
  </xsl:template>

  <xsl:template name="verdict">
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="$list/@error &gt; 0">error</xsl:when>
        <xsl:when test="$list/@warning &gt; 0">warning</xsl:when>
        <xsl:otherwise>fine</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <div class="verdict {$level}">
      <p><b><xsl:value-of select="str:replace(str:replace(l:text(concat('serve.verdict.', $level)), '{error}', string($list/@error)), '{warning}', string($list/@warning))"/></b></p>
      <p>
        <xsl:value-of select="str:replace(str:replace(str:replace(str:replace(l:text('serve.counts'), '{error}', string($list/@error)), '{warning}', string($list/@warning)),
          '{style}', string($list/@style)), '{info}', string($list/@info))"/>
        <xsl:if test="$list/@laws &gt; 0"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.laws'"/><xsl:with-param name="n" select="$list/@laws"/></xsl:call-template></xsl:if>
      </p>
      <p class="go"><a class="button" href="{$session}/take"><xsl:value-of select="l:text('serve.take.go')"/></a></p>
    </div>
    <xsl:if test="$list/@left-out &gt; 0"><p class="note"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.left-out'"/><xsl:with-param name="n" select="$list/@left-out"/></xsl:call-template></p></xsl:if>
  </xsl:template>

  <!-- The second round. -->
  <xsl:template name="fixed">
    <xsl:if test="$list/r:fixed">
      <details class="card" open="open">
        <summary><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.since.fixed'"/><xsl:with-param name="n" select="$list/r:fixed/@count"/></xsl:call-template></summary>
        <ul>
          <xsl:for-each select="$list/r:fixed/r:was">
            <li>
              <xsl:if test="@serial"><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.item'"/><xsl:with-param name="n" select="normalize-space(@serial)"/></xsl:call-template><xsl:text> </xsl:text></xsl:if>
              <xsl:if test="@name"><xsl:value-of select="concat(@name, $l10n.colon)"/></xsl:if>
              <xsl:value-of select="r:message"/>
            </li>
          </xsl:for-each>
        </ul>
        <xsl:if test="$list/r:fixed/@count &gt; count($list/r:fixed/r:was)"><p class="note"><xsl:value-of select="l:text('serve.more')"/></p></xsl:if>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- What belongs to no item. -->
  <xsl:template name="whole">
    <xsl:if test="$list/r:finding">
      <details class="card whole">
        <xsl:if test="$list/r:finding[@severity = 'error' or @severity = 'warning']"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
        <summary><xsl:call-template name="counted"><xsl:with-param name="key" select="'serve.whole'"/><xsl:with-param name="n" select="count($list/r:finding)"/></xsl:call-template></summary>
        <xsl:choose>
          <xsl:when test="$list/r:finding/r:line">
            <form method="post" action="{$session}/decide">
              <xsl:call-template name="token"/>
              <input type="hidden" name="i" value="{/v:view/@i}"/>
              <input type="hidden" name="back" value="i={/v:view/@i}"/>
              <ul class="found"><xsl:apply-templates select="$list/r:finding"/></ul>
              <p class="go">
                <label><xsl:value-of select="l:text('serve.who')"/><xsl:text> </xsl:text><input type="text" name="who" value="{$who}" autocomplete="name"/></label>
                <xsl:text> </xsl:text><button><xsl:value-of select="l:text('serve.apply')"/></button>
              </p>
            </form>
          </xsl:when>
          <xsl:otherwise><ul class="found"><xsl:apply-templates select="$list/r:finding"/></ul></xsl:otherwise>
        </xsl:choose>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Which items are shown, in which order: links, with counts. -->
  <xsl:template name="filter">
    <nav class="filter" aria-label="{l:text('serve.filter')}">
      <ul>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'all'"/><xsl:with-param name="n" select="@count-all"/></xsl:call-template>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'error'"/><xsl:with-param name="n" select="@count-error"/></xsl:call-template>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'warning'"/><xsl:with-param name="n" select="@count-warning"/></xsl:call-template>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'style'"/><xsl:with-param name="n" select="@count-style"/></xsl:call-template>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'repaired'"/><xsl:with-param name="n" select="@count-repaired"/></xsl:call-template>
        <xsl:call-template name="chip"><xsl:with-param name="level" select="'open'"/><xsl:with-param name="n" select="@count-open"/></xsl:call-template>
        <xsl:if test="@since"><xsl:call-template name="chip"><xsl:with-param name="level" select="'new'"/><xsl:with-param name="n" select="@count-new"/></xsl:call-template></xsl:if>
      </ul>
      <ul class="order">
        <li><xsl:call-template name="order-link"><xsl:with-param name="order" select="'level'"/></xsl:call-template></li>
        <li><xsl:call-template name="order-link"><xsl:with-param name="order" select="'row'"/></xsl:call-template></li>
      </ul>
    </nav>
    <xsl:if test="@pages &gt; 1"><xsl:call-template name="pager"><xsl:with-param name="above" select="true()"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="chip">
    <xsl:param name="level"/>
    <xsl:param name="n"/>
    <li>
      <a class="chip {$level}" href="{$session}/review?i={@i}&amp;level={$level}&amp;order={@order}">
        <xsl:if test="@level = $level"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
        <xsl:value-of select="l:text(concat('serve.filter.', $level))"/><xsl:text> </xsl:text><span class="n"><xsl:value-of select="$n"/></span>
      </a>
    </li>
  </xsl:template>

  <xsl:template name="order-link">
    <xsl:param name="order"/>
    <a href="{$session}/review?i={@i}&amp;level={@level}&amp;order={$order}">
      <xsl:if test="@order = $order"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
      <xsl:value-of select="l:text(concat('serve.order.', $order))"/>
    </a>
  </xsl:template>

  <xsl:template name="pager">
    <xsl:param name="above" select="false()"/>
    <xsl:if test="@pages &gt; 1">
      <nav class="pager">
        <xsl:attribute name="aria-label"><xsl:value-of select="l:text('serve.pages')"/><xsl:if test="$above"><xsl:value-of select="l:text('serve.pages.above')"/></xsl:if></xsl:attribute>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="@p - 1"/><xsl:with-param name="key" select="'serve.page.before'"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="1"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="@p - 1"/><xsl:with-param name="inner" select="true()"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="number(@p)"/><xsl:with-param name="inner" select="true()"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="@p + 1"/><xsl:with-param name="inner" select="true()"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="number(@pages)"/></xsl:call-template>
        <xsl:call-template name="page-link"><xsl:with-param name="to" select="@p + 1"/><xsl:with-param name="key" select="'serve.page.next'"/></xsl:call-template>
        <span class="note">
          <xsl:value-of select="str:replace(str:replace(str:replace(l:text('serve.page.of'), '{from}', string(@first)), '{to}', string(@first + count(r:review/r:item) - 1)), '{n}', string(@chosen))"/>
        </span>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- A page: by its number, or as the next one; those at the ends are not named twice. -->
  <xsl:template name="page-link">
    <xsl:param name="to"/>
    <xsl:param name="key"/>
    <xsl:param name="inner" select="false()"/>
    <xsl:if test="$to &gt;= 1 + $inner and $to &lt;= @pages - $inner">
      <a href="{$session}/review?i={@i}&amp;level={@level}&amp;order={@order}&amp;p={$to}">
        <xsl:if test="$to = @p and not($key)"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
        <xsl:choose>
          <xsl:when test="$key"><xsl:value-of select="l:text($key)"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$to"/></xsl:otherwise>
        </xsl:choose>
      </a>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
