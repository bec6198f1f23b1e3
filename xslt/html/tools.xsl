<?xml version="1.0" encoding="UTF-8"?>
<!--
  The tools above the list. They are hidden until the script shows them:
  without it they would do nothing. Types and laws are chosen by number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" exclude-result-prefixes="l">

  <xsl:template name="tools">
    <div class="tools" id="page:tools" role="search" hidden="hidden" lang="{$lang}" aria-label="{l:text('html.tools')}"
          data-shown="{l:text('html.shown')}" data-copied="{l:text('html.copied')}"
          data-sort="{l:text('html.sort')}" data-ascending="{l:text('html.ascending')}" data-descending="{l:text('html.descending')}">
      <div>
        <label for="page:search"><xsl:value-of select="l:text('html.search')"/></label>
        <input id="page:search" type="search" autocomplete="off"/>
      </div>
      <xsl:if test="$publish.types and $index.types.root/type">
        <div>
          <label for="page:type"><xsl:value-of select="l:text('html.type')"/></label>
          <select id="page:type">
            <xsl:call-template name="any"/>
            <xsl:for-each select="$index.types.root/type">
              <option value="{@n}">
                <xsl:value-of select="@name"/>
                <xsl:if test="not(normalize-space(@name))"><xsl:value-of select="l:text('html.unstated')"/></xsl:if>
              </option>
            </xsl:for-each>
          </select>
        </div>
      </xsl:if>
      <xsl:if test="$publish.laws and $index.laws.root/law">
        <div>
          <label for="page:law"><xsl:value-of select="l:text('html.law')"/></label>
          <select id="page:law">
            <xsl:call-template name="any"/>
            <xsl:for-each select="$index.laws.root/law">
              <option value="{@n}"><xsl:value-of select="@name"/></option>
            </xsl:for-each>
          </select>
        </div>
      </xsl:if>
      <xsl:if test="$findings = 'yes'"><xsl:call-template name="level-filter"/></xsl:if>
      <div>
        <label for="page:sort"><xsl:value-of select="l:text('html.sort')"/></label>
        <select id="page:sort">
          <option value=""><xsl:value-of select="l:text('html.unsorted')"/></option>
        </select>
      </div>
      <details class="columns">
        <summary><xsl:value-of select="l:text('html.columns')"/></summary>
        <fieldset id="page:columns"><legend><xsl:value-of select="l:text('html.columns')"/></legend></fieldset>
      </details>
      <button type="button" id="page:clear"><xsl:value-of select="l:text('html.clear')"/></button>
      <output id="page:shown" for="page:search"/>
      <span id="page:said" role="status"/>
    </div>
  </xsl:template>

  <xsl:template name="any">
    <option value=""><xsl:value-of select="l:text('html.all')"/></option>
  </xsl:template>
</xsl:stylesheet>
