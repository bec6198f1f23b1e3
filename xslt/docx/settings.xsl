<?xml version="1.0" encoding="UTF-8"?>
<!-- Settings, and the font table with substitutes for fonts that may be missing where the file is opened. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="pkg">

  <xsl:template name="part.settings">
    <pkg:part pkg:name="/word/settings.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml">
      <pkg:xmlData>
        <w:settings>
          <w:evenAndOddHeaders/>
          <w:characterSpacingControl w:val="compressPunctuation"/>
          <xsl:apply-templates select="." mode="settings"/>
          <w:compat>
            <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
          </w:compat>
          <w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>
        </w:settings>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- Further settings of a kind of document. -->
  <xsl:template match="*" mode="settings"/>

  <xsl:template name="part.fonts">
    <pkg:part pkg:name="/word/fontTable.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml">
      <pkg:xmlData>
        <w:fonts>
          <w:font w:name="{$font.title}"><w:altName w:val="小标宋"/><w:charset w:val="86"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
          <w:font w:name="{$font.body}"><w:altName w:val="仿宋"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
          <w:font w:name="{$font.level2}"><w:altName w:val="楷体"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
          <w:font w:name="{$font.level1}"><w:altName w:val="SimHei"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font>
          <w:font w:name="{$font.page}"><w:altName w:val="SimSun"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>
          <w:font w:name="{$font.latin}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
        </w:fonts>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>
</xsl:stylesheet>
