<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lists held against a catalogue as a workbook: a sheet with a row for each list, one
  with a row for each difference, to be filtered and decided in, and, of several lists, one of
  what is missing where. All texts are texts, which no program takes for formulas.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:c="urn:quanze:catalogue:1"
                xmlns:q="urn:quanze:list:1" xmlns:exsl="http://exslt.org/common" xmlns:str="http://exslt.org/strings"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" exclude-result-prefixes="l c q exsl str pkg">
  <xsl:include href="../common/l10n-others.xsl"/>
  <xsl:include href="catalogue.xsl"/>
  <xsl:include href="xlsx-rows.xsl"/>
  <xsl:include href="../docx/properties.xsl"/>
  <xsl:include href="../xlsx/parameters.xsl"/>
  <xsl:include href="../xlsx/styles.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" standalone="yes"/>

  <xsl:variable name="meta" select="/.."/>
  <xsl:variable name="office" select="'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'"/>
  <xsl:variable name="relationships" select="'application/vnd.openxmlformats-package.relationships+xml'"/>
  <xsl:variable name="spreadsheet" select="'application/vnd.openxmlformats-officedocument.spreadsheetml.'"/>
  <xsl:variable name="sheets" select="str:tokenize(concat('summary details', substring(' gaps', 1, 5 * number(boolean($gaps)))), ' ')"/>

  <xsl:template match="/c:catalogue">
    <pkg:package>
      <pkg:part pkg:name="/_rels/.rels" pkg:contentType="{$relationships}">
        <pkg:xmlData>
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{$office}officeDocument" Target="xl/workbook.xml"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
            <Relationship Id="rId3" Type="{$office}extended-properties" Target="docProps/app.xml"/>
          </Relationships>
        </pkg:xmlData>
      </pkg:part>
      <xsl:call-template name="parts.properties"/>
      <xsl:call-template name="part.workbook"/>
      <xsl:call-template name="part.styles"/>
      <xsl:call-template name="summary"/>
      <xsl:call-template name="details"/>
      <xsl:if test="$gaps"><xsl:call-template name="gaps"/></xsl:if>
    </pkg:package>
  </xsl:template>

  <xsl:template name="part.workbook" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <pkg:part pkg:name="/xl/workbook.xml" pkg:contentType="{$spreadsheet}sheet.main+xml">
      <pkg:xmlData>
        <workbook>
          <bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>
          <sheets>
            <xsl:for-each select="$sheets"><sheet name="{l:text(concat('catalogue.xlsx.', .))}" sheetId="{position()}" r:id="rId{position()}"/></xsl:for-each>
          </sheets>
          <definedNames>
            <definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1"><xsl:value-of select="concat(&quot;'&quot;, l:text('catalogue.xlsx.details'), &quot;'!$A$1:$&quot;, $details.letter, '$', $details.last)"/></definedName>
            <xsl:for-each select="$sheets">
              <definedName name="_xlnm.Print_Titles" localSheetId="{position() - 1}"><xsl:value-of select="concat(&quot;'&quot;, l:text(concat('catalogue.xlsx.', .)), &quot;'!$1:$1&quot;)"/></definedName>
            </xsl:for-each>
          </definedNames>
        </workbook>
      </pkg:xmlData>
    </pkg:part>
    <pkg:part pkg:name="/xl/_rels/workbook.xml.rels" pkg:contentType="{$relationships}">
      <pkg:xmlData>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <xsl:for-each select="$sheets"><Relationship Id="rId{position()}" Type="{$office}worksheet" Target="worksheets/{.}.xml"/></xsl:for-each>
          <Relationship Id="rIdStyles" Type="{$office}styles" Target="styles.xml"/>
        </Relationships>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- A sheet: its header frozen, printed on landscape pages with it. -->
  <xsl:template name="sheet">
    <xsl:param name="name"/>
    <xsl:param name="widths"/>
    <xsl:param name="labels"/>
    <xsl:param name="rows"/>
    <xsl:param name="filter" select="''"/>
    <pkg:part pkg:name="/xl/worksheets/{$name}.xml" pkg:contentType="{$spreadsheet}worksheet+xml">
      <pkg:xmlData>
        <worksheet>
          <sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>
          <sheetViews>
            <sheetView workbookViewId="0">
              <xsl:if test="$name = 'summary'"><xsl:attribute name="tabSelected">1</xsl:attribute></xsl:if>
              <pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>
            </sheetView>
          </sheetViews>
          <sheetFormatPr defaultRowHeight="19"/>
          <cols><xsl:for-each select="str:tokenize($widths, ' ')"><col min="{position()}" max="{position()}" width="{.}" customWidth="1"/></xsl:for-each></cols>
          <sheetData>
            <row ht="32" customHeight="1">
              <xsl:for-each select="str:tokenize($labels, ' ')">
                <xsl:call-template name="text"><xsl:with-param name="style" select="$style.head"/><xsl:with-param name="text" select="l:text(concat('catalogue.', .))"/></xsl:call-template>
              </xsl:for-each>
            </row>
            <xsl:variable name="columns" select="str:tokenize($widths, ' ')"/>
            <xsl:for-each select="exsl:node-set($rows)/*"><xsl:call-template name="row"><xsl:with-param name="columns" select="$columns"/></xsl:call-template></xsl:for-each>
          </sheetData>
          <xsl:if test="string($filter)"><autoFilter ref="{$filter}"/></xsl:if>
          <pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>
          <pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>
          <headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>
        </worksheet>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- As high as its longest text needs: nearly all characters are two digits wide. 409.5 points is all that a row can be. -->
  <xsl:template name="row">
    <xsl:param name="columns"/>
    <xsl:variable name="all">
      <xsl:for-each select="*">
        <xsl:sort data-type="number" order="descending" select="ceiling(string-length() * 2.1 div ($columns[count(current()/preceding-sibling::*) + 1] - 1))"/>
        <xsl:if test="position() = 1"><xsl:value-of select="ceiling(string-length() * 2.1 div ($columns[count(current()/preceding-sibling::*) + 1] - 1))"/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="lines" select="number($all) + number($all = '0')"/>
    <row ht="{(4 + 15 * $lines) * ($lines &lt; 27) + 409.5 * ($lines &gt; 26)}" customHeight="1"><xsl:copy-of select="*"/></row>
  </xsl:template>

  <!-- ==== cells ==== -->

  <!-- _x0041_ would be read as A (ECMA-376 Part 1, 22.9.2.19). A cell holds 32,767 characters: what is longer ends in …… and stands whole in the other outputs. -->
  <xsl:template name="text">
    <xsl:param name="text"/>
    <xsl:param name="style" select="$style.text"/>
    <xsl:variable name="short" select="concat(substring($text, 1, 16000), substring('……', 1, 2 * number(string-length($text) &gt; 16000)))"/>
    <c s="{$style}">
      <xsl:if test="string($text)">
        <xsl:attribute name="t">inlineStr</xsl:attribute>
        <is><t xml:space="preserve"><xsl:value-of select="str:replace(translate($short, '&#9;&#10;&#13;', '   '), '_x', '_x005F_x')"/></t></is>
      </xsl:if>
    </c>
  </xsl:template>

  <xsl:template name="number"><xsl:param name="n"/><c s="{$style.number}"><v><xsl:value-of select="$n"/></v></c></xsl:template>
</xsl:stylesheet>
