<?xml version="1.0" encoding="UTF-8"?>
<!-- Texts by key, as in l10n.xsl, for the pages of `quanze serve`. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:include href="l10n.xsl"/>
  <xsl:include href="../l10n/serve.zh-CN.xml"/>
  <xsl:include href="../l10n/serve.en.xml"/>
</xsl:stylesheet>
