<?xml version="1.0" encoding="UTF-8"?>
<!--
  Page numbers (GB/T 9704—2012, 7.5 and 8): 四号 half-width Arabic between two
  一字线. On landscape pages the number keeps the place it has on portrait ones:
  a text box at the page's left edge, its text turned clockwise, anchored in the
  header; odd pages lower left, even pages upper left. Places are EMU. Word
  draws the box as DrawingML; LibreOffice, which puts such a box of a short
  list's first page at the page's corner, does not know "wp14" and takes the
  VML, a box larger by the 4.2 pt that LibreOffice keeps free on each side.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:l="urn:quanze:l10n:1"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
                exclude-result-prefixes="l pkg">

  <xsl:template name="parts.page-numbers">
    <xsl:call-template name="part.landscape">
      <xsl:with-param name="name" select="'/word/header1.xml'"/>
      <xsl:with-param name="id" select="1"/>
      <xsl:with-param name="top" select="5184000 + 3132000 * ($paper = 'a3')"/>
      <xsl:with-param name="style" select="'QzPageOdd'"/>
    </xsl:call-template>
    <xsl:call-template name="part.landscape">
      <xsl:with-param name="name" select="'/word/header2.xml'"/>
      <xsl:with-param name="id" select="2"/>
      <xsl:with-param name="top" select="1008000"/>
      <xsl:with-param name="style" select="'QzPageEven'"/>
    </xsl:call-template>
    <pkg:part pkg:name="/word/header3.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
      <pkg:xmlData><w:hdr><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></w:hdr></pkg:xmlData>
    </pkg:part>
    <xsl:call-template name="part.portrait">
      <xsl:with-param name="name" select="'/word/footer1.xml'"/>
      <xsl:with-param name="style" select="'QzPageOdd'"/>
    </xsl:call-template>
    <xsl:call-template name="part.portrait">
      <xsl:with-param name="name" select="'/word/footer2.xml'"/>
      <xsl:with-param name="style" select="'QzPageEven'"/>
    </xsl:call-template>
    <pkg:part pkg:name="/word/footer3.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
      <pkg:xmlData><w:ftr><w:p><w:pPr><w:pStyle w:val="QzCell"/></w:pPr></w:p></w:ftr></pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- The number of the page on which a bookmark stands. -->
  <xsl:template name="page-of">
    <xsl:param name="bookmark"/>
    <w:r><w:fldChar w:fldCharType="begin"/></w:r>
    <w:r><w:instrText xml:space="preserve"><xsl:value-of select="concat(' PAGEREF ', $bookmark, ' \h ')"/></w:instrText></w:r>
    <w:r><w:fldChar w:fldCharType="separate"/></w:r>
    <w:r><w:t>1</w:t></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r>
  </xsl:template>

  <xsl:template name="part.portrait">
    <xsl:param name="name"/>
    <xsl:param name="style"/>
    <xsl:param name="before" select="/.."/>
    <xsl:param name="behind" select="/.."/>
    <pkg:part pkg:name="{$name}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml">
      <pkg:xmlData>
        <w:ftr>
          <xsl:call-template name="page-number">
            <xsl:with-param name="style" select="$style"/>
            <xsl:with-param name="before" select="$before"/>
            <xsl:with-param name="behind" select="$behind"/>
          </xsl:call-template>
        </w:ftr>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- — 1 —, with runs before or behind it -->
  <xsl:template name="page-number">
    <xsl:param name="style"/>
    <xsl:param name="before" select="/.."/>
    <xsl:param name="behind" select="/.."/>
    <w:p>
      <w:pPr><w:pStyle w:val="{$style}"/></w:pPr>
      <xsl:copy-of select="$before"/>
      <w:r><w:t xml:space="preserve">— </w:t></w:r>
      <w:r><w:fldChar w:fldCharType="begin"/></w:r>
      <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>
      <w:r><w:fldChar w:fldCharType="separate"/></w:r>
      <w:r><w:t>1</w:t></w:r>
      <w:r><w:fldChar w:fldCharType="end"/></w:r>
      <w:r><w:t xml:space="preserve"> —</w:t></w:r>
      <xsl:copy-of select="$behind"/>
    </w:p>
  </xsl:template>

  <xsl:template name="part.landscape"
                xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
                xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
                xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
                xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
    <xsl:param name="name"/>
    <xsl:param name="id"/>
    <xsl:param name="top"/>
    <xsl:param name="style"/>
    <pkg:part pkg:name="{$name}" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml">
      <pkg:xmlData>
        <w:hdr>
          <w:p>
            <w:pPr><w:pStyle w:val="QzCell"/></w:pPr>
            <w:r>
              <mc:AlternateContent>
                <mc:Choice Requires="wps wp14">
                  <xsl:call-template name="text-box">
                    <xsl:with-param name="id" select="$id"/>
                    <xsl:with-param name="top" select="$top"/>
                    <xsl:with-param name="style" select="$style"/>
                  </xsl:call-template>
                </mc:Choice>
                <mc:Fallback>
                  <w:pict>
                    <v:shape style="position:absolute;margin-left:61.6pt;margin-top:{format-number($top div 12700 - 4.2, '0.0')}pt;width:31.1pt;height:121.8pt;mso-position-horizontal-relative:page;mso-position-vertical-relative:page" filled="f" stroked="f">
                      <v:textbox inset="0,0,0,0" style="layout-flow:vertical"><w:txbxContent><xsl:call-template name="page-number"><xsl:with-param name="style" select="$style"/></xsl:call-template></w:txbxContent></v:textbox>
                    </v:shape>
                  </w:pict>
                </mc:Fallback>
              </mc:AlternateContent>
            </w:r>
          </w:p>
        </w:hdr>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <xsl:template name="text-box"
                xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
                xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
                xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
                xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
                xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
    <xsl:param name="id"/>
    <xsl:param name="top"/>
    <xsl:param name="style"/>
    <w:drawing>
      <wp:anchor wp14:anchorId="0000000{$id}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{$id}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
        <wp:simplePos x="0" y="0"/>
        <wp:positionH relativeFrom="page"><wp:posOffset>835200</wp:posOffset></wp:positionH>
        <wp:positionV relativeFrom="page"><wp:posOffset><xsl:value-of select="$top"/></wp:posOffset></wp:positionV>
        <wp:extent cx="288000" cy="1440000"/>
        <wp:effectExtent l="0" t="0" r="0" b="0"/>
        <wp:wrapNone/>
        <wp:docPr id="{$id}" name="page number {$id}" descr="{l:text('docx.page-number')}"/>
        <wp:cNvGraphicFramePr/>
        <a:graphic>
          <a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
            <wps:wsp>
              <wps:cNvSpPr txBox="1"/>
              <wps:spPr>
                <a:xfrm><a:off x="0" y="0"/><a:ext cx="288000" cy="1440000"/></a:xfrm>
                <a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>
              </wps:spPr>
              <wps:txbx><w:txbxContent><xsl:call-template name="page-number"><xsl:with-param name="style" select="$style"/></xsl:call-template></w:txbxContent></wps:txbx>
              <wps:bodyPr vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t" anchorCtr="0"><a:noAutofit/></wps:bodyPr>
            </wps:wsp>
          </a:graphicData>
        </a:graphic>
      </wp:anchor>
    </w:drawing>
  </xsl:template>
</xsl:stylesheet>
