<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet of a report, inline, and its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-HZwwNlESNuqkJFxzTeYYhjoo5dehYjq1PmYZBugTI6g=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--edge:#6b7280;--accent:#174a84;--error:#a4161a;--warning:#7a3b00;--mark:#ffe28a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--edge:#8b95a3;--accent:#93c4ff;--error:#ff9a94;--warning:#ffd08a;--mark:#5c4600}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:60rem;color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .5rem}
h2{font-size:1.25rem;margin:1.5rem 0 .6rem}
h3{font-size:1.05rem;margin:1.8rem 0 .5rem;padding-top:.5rem;border-top:1px solid var(--line)}
p{margin:.3rem 0}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
:target{background:var(--soft)}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0 0 .6rem}
.facts div{display:flex;gap:.6rem}
.facts dt{color:var(--soft-ink);flex:none}
.facts dd{margin:0}
nav ul,.laws{margin:0;padding-left:1.2rem;columns:22rem}
nav li,.laws li{break-inside:avoid}nav a{padding:.15rem 0}
.count{color:var(--soft-ink);font-variant-numeric:tabular-nums}
.found{list-style:none;margin:0;padding:0}
.found>li{border-left:.3rem solid var(--edge);padding:0 0 0 .8rem;margin:0 0 1.1rem}
.found>.error{border-color:var(--error)}
.found>.warning{border-color:var(--warning)}
.error b{color:var(--error)}
.warning b{color:var(--warning)}
.state{font-size:.85rem;border:1px solid var(--edge);border-radius:.2rem;padding:0 .3rem}
.state.new{border-color:var(--error);color:var(--error)}
blockquote{margin:.3rem 0;padding:.3rem .7rem;background:var(--soft)}
blockquote p{margin:0}
mark{background:var(--mark);color:inherit;padding:0 .1rem}
.place{color:var(--soft-ink);font-size:.85rem}
.fixed ul{margin:0;padding-left:1.2rem}
footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media print{@page{size:A4;margin:18mm 16mm}:root{color-scheme:light;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--edge:#444;--accent:#000;--error:#000;--warning:#000;--mark:#ddd}html{font-size:10pt}body{max-width:none;padding:0}a{text-decoration:none}nav,footer{display:none}h2,h3{break-after:avoid}.found>li{break-inside:avoid}mark{text-decoration:underline}section+section{break-before:page}}]]></xsl:variable>
</xsl:stylesheet>
