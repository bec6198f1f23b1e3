<?xml version="1.0" encoding="UTF-8"?>
<!-- Frozen for the bench: a bare table. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:q="urn:quanze:list:1" exclude-result-prefixes="q">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:template match="/q:list">
    <html><head><title><xsl:value-of select="q:head/q:title"/></title></head><body>
      <xsl:for-each select="q:table">
        <table>
          <tr><xsl:for-each select="q:columns/q:column"><th><xsl:value-of select="@label"/></th></xsl:for-each></tr>
          <xsl:for-each select="q:item"><tr><xsl:for-each select="*"><td><xsl:value-of select="."/></td></xsl:for-each></tr></xsl:for-each>
        </table>
      </xsl:for-each>
    </body></html>
  </xsl:template>
</xsl:stylesheet>
