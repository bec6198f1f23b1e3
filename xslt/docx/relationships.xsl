<?xml version="1.0" encoding="UTF-8"?>
<!-- The relationship parts of the package (ECMA-376 Part 2, clause 9). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage" exclude-result-prefixes="pkg">

  <xsl:variable name="office" select="'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'"/>

  <xsl:template name="part.relationships">
    <pkg:part pkg:name="/_rels/.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
      <pkg:xmlData>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rId1" Type="{$office}officeDocument" Target="word/document.xml"/>
          <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
          <Relationship Id="rId3" Type="{$office}extended-properties" Target="docProps/app.xml"/>
        </Relationships>
      </pkg:xmlData>
    </pkg:part>
    <pkg:part pkg:name="/word/_rels/document.xml.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
      <pkg:xmlData>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <Relationship Id="rIdStyles" Type="{$office}styles" Target="styles.xml"/>
          <Relationship Id="rIdSettings" Type="{$office}settings" Target="settings.xml"/>
          <Relationship Id="rIdFonts" Type="{$office}fontTable" Target="fontTable.xml"/>
          <Relationship Id="rIdLandscapeOdd" Type="{$office}header" Target="header1.xml"/>
          <Relationship Id="rIdLandscapeEven" Type="{$office}header" Target="header2.xml"/>
          <Relationship Id="rIdNoHeader" Type="{$office}header" Target="header3.xml"/>
          <Relationship Id="rIdPortraitOdd" Type="{$office}footer" Target="footer1.xml"/>
          <Relationship Id="rIdPortraitEven" Type="{$office}footer" Target="footer2.xml"/>
          <Relationship Id="rIdNoFooter" Type="{$office}footer" Target="footer3.xml"/>
          <xsl:apply-templates select="." mode="relationships"/>
        </Relationships>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- Further relationships of a kind of document. -->
  <xsl:template match="*" mode="relationships"/>
</xsl:stylesheet>
