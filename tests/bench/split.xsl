<?xml version="1.0" encoding="UTF-8"?>
<!-- For the bench's shell pipeline: the parts of a Flat OPC package as files below the current folder. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" extension-element-prefixes="exsl" exclude-result-prefixes="pkg">
  <xsl:template match="/pkg:package">
    <xsl:for-each select="pkg:part">
      <exsl:document href="{substring(@pkg:name, 2)}" method="xml" encoding="UTF-8" standalone="yes"><xsl:copy-of select="pkg:xmlData/*"/></exsl:document>
    </xsl:for-each>
    <exsl:document href="[Content_Types].xml" method="xml" encoding="UTF-8" standalone="yes">
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <xsl:for-each select="pkg:part[not(contains(@pkg:name, '.rels'))]"><Override PartName="{@pkg:name}" ContentType="{@pkg:contentType}"/></xsl:for-each>
      </Types>
    </exsl:document>
  </xsl:template>
</xsl:stylesheet>
