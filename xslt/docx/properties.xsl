<?xml version="1.0" encoding="UTF-8"?>
<!-- Document properties: the title and who made the file; no dates, so that the same list gives the same bytes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                exclude-result-prefixes="q pkg">

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
</xsl:stylesheet>
