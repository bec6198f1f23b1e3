<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet of the page of what is to be reviewed, inline, and its hash for
  the page's Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-4Bfs1NPXXQ5VW4q2CfltvMIp6BgHG2sJZpw9nN8Rs8s=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--gone:#a4161a;--gone-paper:#fdecec;--came:#0b5d2a;--came-paper:#e8f6ec}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--gone:#ff9a94;--gone-paper:#3a2022;--came:#8ce0a6;--came-paper:#1b3325}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:76rem;color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .5rem}
h2{font-size:1.05rem;margin:0}
p{margin:.2rem 0}
section{border-top:1px solid var(--line);padding:.8rem 0}
.facts,.label{color:var(--soft-ink);font-size:.875rem}
.facts b{color:var(--ink)}
.move{font-variant-numeric:tabular-nums;font-weight:400}
.texts{display:grid;grid-template-columns:1fr 1fr;gap:0 1.5rem}
.texts p{white-space:pre-line}
del{color:var(--gone);background:var(--gone-paper)}
ins{color:var(--came);background:var(--came-paper)}
@media (max-width:44rem){.texts{grid-template-columns:1fr}}
@media print{@page{size:A4;margin:16mm}:root{color-scheme:light;--ink:#000;--soft-ink:#333;--paper:#fff;--line:#777;--gone:#000;--gone-paper:#fff;--came:#000;--came-paper:#fff}html{font-size:9pt}body{max-width:none;padding:0}h2{break-after:avoid}}]]></xsl:variable>
</xsl:stylesheet>
