<?xml version="1.0" encoding="UTF-8"?>
<!-- The parts around the sheets: relationships, the workbook's own part, document properties (no dates: the same list gives the same bytes). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" xmlns:str="http://exslt.org/strings" xmlns:s="urn:quanze:stage:1"
                exclude-result-prefixes="l q pkg str s">

  <xsl:variable name="office" select="'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'"/>
  <xsl:variable name="relationships" select="'application/vnd.openxmlformats-package.relationships+xml'"/>
  <xsl:variable name="spreadsheet" select="'application/vnd.openxmlformats-officedocument.spreadsheetml.'"/>
  <xsl:variable name="tables" select="/q:list/q:table"/>

  <xsl:template name="parts.package">
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
    <pkg:part pkg:name="/xl/workbook.xml" pkg:contentType="{$spreadsheet}sheet.main+xml"><pkg:xmlData><xsl:call-template name="workbook"/></pkg:xmlData></pkg:part>
    <pkg:part pkg:name="/xl/_rels/workbook.xml.rels" pkg:contentType="{$relationships}">
      <pkg:xmlData>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <xsl:for-each select="$tables"><Relationship Id="rId{position()}" Type="{$office}worksheet" Target="worksheets/sheet{position()}.xml"/></xsl:for-each>
          <xsl:if test="$appendix = 'yes'"><Relationship Id="rIdAppendix" Type="{$office}worksheet" Target="worksheets/appendix.xml"/></xsl:if>
          <Relationship Id="rIdStyles" Type="{$office}styles" Target="styles.xml"/>
        </Relationships>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="parts.properties" xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
                xmlns:dc="http://purl.org/dc/elements/1.1/"
                xmlns:ep="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">
    <pkg:part pkg:name="/docProps/core.xml" pkg:contentType="application/vnd.openxmlformats-package.core-properties+xml">
      <pkg:xmlData>
        <cp:coreProperties>
          <dc:title><xsl:apply-templates select="." mode="title"/></dc:title>
          <xsl:if test="$meta[@key = 'body'] or normalize-space(q:head/q:body)">
            <dc:creator><xsl:value-of select="$meta[@key = 'body']"/><xsl:if test="not($meta[@key = 'body'])"><xsl:value-of select="q:head/q:body"/></xsl:if></dc:creator>
          </xsl:if>
          <dc:language><xsl:value-of select="@xml:lang"/></dc:language>
        </cp:coreProperties>
      </pkg:xmlData>
    </pkg:part>
    <pkg:part pkg:name="/docProps/app.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.extended-properties+xml">
      <pkg:xmlData>
        <ep:Properties><ep:Application>quanze</ep:Application></ep:Properties>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="workbook" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <!-- Names of the sheets may not be alike. -->
    <xsl:variable name="appendix-name">
      <xsl:value-of select="l:text('docx.appendix')"/>
      <xsl:if test="$tables[contains(concat('&#9;', @s:told), concat('&#9;', l:text('docx.appendix'), '&#9;'))]"> (quanze)</xsl:if>
    </xsl:variable>
    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
      <bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15000"/></bookViews>
      <sheets>
        <xsl:for-each select="$tables">
          <sheet sheetId="{position()}" r:id="rId{position()}"><xsl:attribute name="name"><xsl:apply-templates select="." mode="name"/></xsl:attribute></sheet>
        </xsl:for-each>
        <xsl:if test="$appendix = 'yes'"><sheet name="{$appendix-name}" sheetId="{count($tables) + 1}" r:id="rIdAppendix"/></xsl:if>
      </sheets>
      <definedNames>
        <xsl:apply-templates select="$tables" mode="filter"/>
        <xsl:apply-templates select="$tables" mode="titles"/>
        <xsl:if test="$appendix = 'yes'"><definedName name="_xlnm.Print_Titles" localSheetId="{count($tables)}"><xsl:value-of select="concat(&quot;'&quot;, $appendix-name, &quot;'!$1:$1&quot;)"/></definedName></xsl:if>
      </definedNames>
    </workbook>
  </xsl:template>

  <xsl:template match="q:table" mode="name">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="told"><xsl:with-param name="cell" select="1"/></xsl:apply-templates></xsl:variable>
    <xsl:value-of select="$name"/>
    <xsl:if test="$name = ''">Sheet<xsl:apply-templates select="." mode="number"/></xsl:if>
  </xsl:template>

  <!-- The range that is filtered, which programs keep as a name, and the rows repeated on every page. -->
  <xsl:template match="q:table" mode="filter">
    <xsl:variable name="range"><xsl:apply-templates select="." mode="filtered"><xsl:with-param name="dollar" select="'$'"/></xsl:apply-templates></xsl:variable>
    <xsl:if test="string($range)">
      <definedName xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="_xlnm._FilterDatabase" localSheetId="{position() - 1}" hidden="1">
        <xsl:text>'</xsl:text><xsl:apply-templates select="." mode="name"/><xsl:value-of select="concat(&quot;'!&quot;, $range)"/>
      </definedName>
    </xsl:if>
  </xsl:template>

  <xsl:template match="q:table" mode="titles">
    <xsl:variable name="heads"><xsl:apply-templates select="." mode="head-rows"/></xsl:variable>
    <xsl:variable name="titled"><xsl:apply-templates select="." mode="titled"/></xsl:variable>
    <definedName xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="_xlnm.Print_Titles" localSheetId="{position() - 1}">
      <xsl:text>'</xsl:text><xsl:apply-templates select="." mode="name"/>
      <xsl:value-of select="concat(&quot;'!$&quot;, $titled + 1, ':$', $titled + $heads)"/>
    </definedName>
  </xsl:template>
</xsl:stylesheet>
