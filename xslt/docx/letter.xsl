<?xml version="1.0" encoding="UTF-8"?>
<!--
  The letter on the cover, an office's to change: copy this file below a folder
  for the option "resources" (samples/office). What is stated by the option "meta"
  goes before what stands here: addressee, text, annexes, copies, printed; "|"
  divides paragraphs and annexes. No letter is written where neither an addressee
  nor a text is stated. {title} is the title of the list, {body} the issuing body.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- 正文, where none is stated. -->
  <xsl:variable name="letter.text" select="'现将《{title}》报上，请予备案。'"/>

  <!-- 附件说明, where none is stated. -->
  <xsl:variable name="letter.annexes" select="'{title}'"/>

  <!-- 抄送 and 印发机关, where none are stated: an office writes its own here. -->
  <xsl:variable name="letter.copies" select="''"/>
  <xsl:variable name="letter.printed" select="''"/>

  <!-- The words before them. -->
  <xsl:variable name="letter.annexes.label" select="'附件：'"/>
  <xsl:variable name="letter.copies.label" select="'抄送：'"/>
</xsl:stylesheet>
