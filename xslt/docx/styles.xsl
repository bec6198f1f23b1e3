<?xml version="1.0" encoding="UTF-8"?>
<!--
  Styles by GB/T 9704—2012: body 仿宋 3号 (16 pt), title 小标宋 2号 (22 pt),
  levels 黑体 / 楷体; sizes are half-points, lines twips. Cells 五号 (10.5 pt).
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"
                xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" exclude-result-prefixes="pkg">

  <xsl:template name="part.styles">
    <pkg:part pkg:name="/word/styles.xml" pkg:contentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml">
      <pkg:xmlData>
        <w:styles>
          <w:docDefaults>
            <w:rPrDefault>
              <w:rPr>
                <w:rFonts w:ascii="{$font.latin}" w:hAnsi="{$font.latin}" w:eastAsia="{$font.body}" w:cs="{$font.latin}"/>
                <w:sz w:val="{$size.body}"/><w:szCs w:val="{$size.body}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>
              </w:rPr>
            </w:rPrDefault>
            <w:pPrDefault/>
          </w:docDefaults>
          <xsl:call-template name="styles.text"/>
          <xsl:call-template name="styles.cells"/>
          <xsl:call-template name="styles.cover"/>
          <xsl:call-template name="styles.index"/>
          <xsl:call-template name="styles.characters"/>
          <xsl:apply-templates select="." mode="styles"/>
        </w:styles>
      </pkg:xmlData>
    </pkg:part>
  </xsl:template>

  <!-- Further styles of a kind of document. -->
  <xsl:template match="*" mode="styles"/>

  <!-- overflowPunct says what Word does anyhow. LibreOffice (7.4) reads it turned round and hangs no punctuation: one that hangs may not be printed there. -->
  <xsl:template name="styles.text">
    <w:style w:type="paragraph" w:default="1" w:styleId="Normal">
      <w:name w:val="Normal"/>
      <w:pPr><w:overflowPunct w:val="1"/><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Title">
      <w:name w:val="Title"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:spacing w:before="120" w:after="240" w:line="640" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.title}"/><w:sz w:val="{$size.title}"/><w:szCs w:val="{$size.title}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzCaption">
      <w:name w:val="Qz Caption"/><w:basedOn w:val="Title"/>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Heading1">
      <w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
      <w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level1}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="Heading2">
      <w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>
      <w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level2}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzSheet">
      <w:name w:val="Qz Sheet"/><w:basedOn w:val="Heading2"/><w:next w:val="Normal"/>
      <w:pPr><w:outlineLvl w:val="0"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzAnnex">
      <w:name w:val="Qz Annex"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level1}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzPageOdd">
      <w:name w:val="Qz Page Odd"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="280" w:lineRule="exact"/><w:ind w:right="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/></w:pPr>
      <w:rPr><w:rFonts w:ascii="{$font.page}" w:hAnsi="{$font.page}" w:eastAsia="{$font.page}"/><w:sz w:val="{$size.page}"/><w:szCs w:val="{$size.page}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzPageEven">
      <w:name w:val="Qz Page Even"/><w:basedOn w:val="QzPageOdd"/>
      <w:pPr><w:ind w:left="280" w:right="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles.cells">
    <w:style w:type="paragraph" w:styleId="QzCell">
      <w:name w:val="Qz Cell"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="{$line.cell}" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>
      <w:rPr><w:sz w:val="{$size.cell}"/><w:szCs w:val="{$size.cell}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzHead">
      <w:name w:val="Qz Head"/><w:basedOn w:val="QzCell"/>
      <w:pPr><w:jc w:val="center"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level1}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzLabel">
      <w:name w:val="Qz Label"/><w:basedOn w:val="QzHead"/>
      <w:pPr><w:jc w:val="left"/></w:pPr>
    </w:style>
    <!-- A type over its items: in a table, between cards; a section between cards; what is said of columns. -->
    <w:style w:type="paragraph" w:styleId="QzTypeRow">
      <w:name w:val="Qz Type Row"/><w:basedOn w:val="QzLabel"/>
      <w:pPr><w:keepNext/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzTypeHead">
      <w:name w:val="Qz Type Head"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:outlineLvl w:val="1"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level1}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzSection">
      <w:name w:val="Qz Section"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>
      <w:rPr><w:rFonts w:eastAsia="{$font.level2}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzEmptyColumns">
      <w:name w:val="Qz Empty Columns"/><w:basedOn w:val="QzCell"/>
      <w:pPr><w:keepNext/><w:spacing w:after="60"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzItem">
      <w:name w:val="Qz Item"/><w:basedOn w:val="QzCell"/>
      <w:pPr><w:ind w:left="210" w:firstLineChars="0" w:firstLine="0"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzListItem">
      <w:name w:val="Qz List Item"/><w:basedOn w:val="QzCell"/>
    </w:style>
    <w:style w:type="table" w:default="1" w:styleId="TableNormal">
      <w:name w:val="Normal Table"/>
      <w:tblPr><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
    </w:style>
    <w:style w:type="table" w:styleId="QzTable">
      <w:name w:val="Qz Table"/><w:basedOn w:val="TableNormal"/>
      <w:tblPr>
        <w:tblBorders>
          <w:top w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>
          <w:bottom w:val="single" w:sz="8" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>
          <w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>
        </w:tblBorders>
      </w:tblPr>
    </w:style>
    <!-- The appendix's tables: for the reader of our own files no tables of the list. -->
    <w:style w:type="table" w:styleId="QzAppendix">
      <w:name w:val="Qz Appendix"/><w:basedOn w:val="QzTable"/>
    </w:style>
  </xsl:template>

  <!-- 7.2.4 to 7.2.7, 7.3.1, 7.3.5 and 7.3.7; a blank line is 579 twips. -->
  <xsl:template name="styles.cover">
    <w:style w:type="paragraph" w:styleId="QzMark">
      <w:name w:val="Qz Mark"/><w:basedOn w:val="Title"/>
      <w:pPr><w:spacing w:before="{$mark.above}" w:after="0" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="9"/></w:pPr>
      <w:rPr><w:color w:val="{$colour.mark}"/><w:sz w:val="{$size.mark}"/><w:szCs w:val="{$size.mark}"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzNumber">
      <w:name w:val="Qz Number"/><w:basedOn w:val="Normal"/>
      <w:pPr>
        <w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{$colour.mark}"/></w:pBdr>
        <w:spacing w:before="1158"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>
      </w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzCoverTitle">
      <w:name w:val="Qz Cover Title"/><w:basedOn w:val="Title"/>
      <w:pPr><w:spacing w:before="1158" w:after="0"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzSealRoom">
      <w:name w:val="Qz Seal Room"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:spacing w:before="{$seal.above}"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzSeal">
      <w:name w:val="Qz Seal"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:ind w:left="{8844 - 2 * $seal.middle}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzAddressee">
      <w:name w:val="Qz Addressee"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>
    </w:style>
    <xsl:call-template name="styles.letter"/>
  </xsl:template>

  <!-- 7.3.2 to 7.3.7, 7.4. -->
  <xsl:template name="styles.letter">
    <w:style w:type="paragraph" w:styleId="QzLetter">
      <w:name w:val="Qz Letter"/><w:basedOn w:val="Normal"/>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzAnnexes">
      <w:name w:val="Qz Annexes"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:keepLines/><w:jc w:val="left"/></w:pPr>
    </w:style>
    <!-- 7.4: 四号, one character in on both sides, lines above and below. -->
    <w:style w:type="paragraph" w:styleId="QzFoot">
      <w:name w:val="Qz Foot"/><w:basedOn w:val="Normal"/>
      <w:pPr>
        <w:pBdr><w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/><w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/><w:between w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>
        <w:tabs><w:tab w:val="right" w:pos="8564"/></w:tabs>
        <w:spacing w:line="480" w:lineRule="exact"/><w:ind w:left="280" w:right="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>
      </w:pPr>
      <w:rPr><w:sz w:val="{$size.page}"/><w:szCs w:val="{$size.page}"/></w:rPr>
    </w:style>
    <!-- The end of a section: no line of its own that could stand alone on a page. -->
    <w:style w:type="paragraph" w:styleId="QzBreak">
      <w:name w:val="Qz Break"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>
      <w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzSign">
      <w:name w:val="Qz Sign"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:keepNext/><w:keepLines/><w:ind w:left="4422" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzNote">
      <w:name w:val="Qz Note"/><w:basedOn w:val="Normal"/>
    </w:style>
    <!-- The appendix's: for the reader of our own files no text of the list. -->
    <w:style w:type="paragraph" w:styleId="QzText">
      <w:name w:val="Qz Text"/><w:basedOn w:val="Normal"/>
    </w:style>
  </xsl:template>

  <xsl:template name="styles.index">
    <w:style w:type="paragraph" w:styleId="QzIndexTitle">
      <w:name w:val="Qz Index Title"/><w:basedOn w:val="Title"/>
    </w:style>
    <!-- Lines with dots up to the number of a page. -->
    <w:style w:type="paragraph" w:styleId="QzIndexSheet">
      <w:name w:val="Qz Index Sheet"/><w:basedOn w:val="Normal"/>
      <w:pPr><w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="8844"/></w:tabs><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzIndexType">
      <w:name w:val="Qz Index Type"/><w:basedOn w:val="QzIndexSheet"/>
      <w:pPr><w:ind w:left="640" w:firstLineChars="0" w:firstLine="0"/></w:pPr>
    </w:style>
    <w:style w:type="paragraph" w:styleId="QzIndex">
      <w:name w:val="Qz Index"/><w:basedOn w:val="QzCell"/>
      <w:pPr><w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="8844"/></w:tabs><w:ind w:left="640" w:firstLineChars="0" w:firstLine="0"/></w:pPr>
    </w:style>
  </xsl:template>

  <xsl:template name="styles.characters">
    <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
    <w:style w:type="character" w:styleId="QzColumnName"><w:name w:val="Qz Column Name"/></w:style>
    <w:style w:type="character" w:styleId="QzType">
      <w:name w:val="Qz Type"/>
      <w:rPr><w:rFonts w:eastAsia="{$font.level2}"/></w:rPr>
    </w:style>
    <w:style w:type="character" w:styleId="QzMarker"><w:name w:val="Qz Marker"/></w:style>
    <w:style w:type="character" w:styleId="QzSuggestion">
      <w:name w:val="Qz Suggestion"/>
      <w:rPr><w:rFonts w:eastAsia="{$font.level2}"/><w:shd w:val="clear" w:color="auto" w:fill="E6E6E6"/></w:rPr>
    </w:style>
  </xsl:template>
</xsl:stylesheet>
