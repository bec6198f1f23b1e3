<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet of the page, inline, and its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-G3Wz4KxiWyjXTkZsQbMCsYHCZWyahmhX931BtXo1Kns=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--accent:#174a84;--gone:#a4161a;--added:#14603a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--accent:#93c4ff;--gone:#ff9a94;--added:#8fd6ae}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:84rem;color:var(--ink);background:var(--paper);font:1rem/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .6rem}
h2{font-size:1.25rem;margin:1.8rem 0 .4rem}
h3{font-size:1.1rem;margin:1.5rem 0 .3rem}
h4{font-size:1rem;margin:1rem 0 .2rem}
p{margin:.2rem 0}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.facts{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem}
.facts div{display:contents}
.facts dt{color:var(--soft-ink)}
.facts dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{border:1px solid var(--line);padding:.35rem .55rem;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
thead th,tfoot th,tfoot td{background:var(--soft);font-weight:600}
.found td,.found th{min-width:12rem}
.found th{width:28%}
.count{text-align:right;font-variant-numeric:tabular-nums}
.place{display:block;color:var(--soft-ink);font-size:.85rem}
footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media (max-width:45rem){.facts{grid-template-columns:1fr}.facts dd{margin:0 0 .3rem}}
@media print{@page{size:A4 landscape;margin:16mm}:root{color-scheme:light;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--accent:#000;--gone:#000;--added:#000}html{font-size:9pt}body{max-width:none;padding:0}a{text-decoration:none}footer{display:none}.scroll{overflow:visible}h2,h3,h4{break-after:avoid}tr{break-inside:avoid}}]]></xsl:variable>
</xsl:stylesheet>
