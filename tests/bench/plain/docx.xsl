<?xml version="1.0" encoding="UTF-8"?>
<!-- Frozen for the bench: the smallest Word file with a table that Word opens. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="q">
  <xsl:template match="/q:list">
    <pkg:package>
      <pkg:part pkg:name="/_rels/.rels" pkg:contentType="application/vnd.openxmlformats-package.relationships+xml">
        <pkg:xmlData>
          <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
            <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>
          </Relationships>
        </pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/docProps/app.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.extended-properties+xml">
        <pkg:xmlData><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/></pkg:xmlData>
      </pkg:part>
      <pkg:part pkg:name="/word/document.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml">
        <pkg:xmlData>
          <w:document><w:body>
            <xsl:for-each select="q:table">
              <w:tbl>
                <w:tblPr/><w:tblGrid><xsl:for-each select="q:columns/q:column"><w:gridCol/></xsl:for-each></w:tblGrid>
                <xsl:for-each select="q:item">
                  <w:tr><xsl:for-each select="*"><w:tc><w:p><w:r><w:t><xsl:value-of select="."/></w:t></w:r></w:p></w:tc></xsl:for-each></w:tr>
                </xsl:for-each>
              </w:tbl>
              <w:p/>
            </xsl:for-each>
          </w:body></w:document>
        </pkg:xmlData>
      </pkg:part>
    </pkg:package>
  </xsl:template>
</xsl:stylesheet>
