<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet of the index page, inline, and its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-UoQRiqvbtY0vXuE2DjHUhSuUjrtxr9TOjtcx0LFpUBA=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--edge:#6b7280;--accent:#174a84}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--edge:#8b95a3;--accent:#93c4ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:110rem;color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .75rem}
h2{font-size:1.2rem;margin:2rem 0 .6rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:var(--paper);z-index:3}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0}
.facts div{display:flex;gap:.6rem}
.facts dt{color:var(--soft-ink)}
.facts dd{margin:0}
.count{font-variant-numeric:tabular-nums}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;list-style:none;margin:0 0 .8rem;padding:0}
.swatch{width:.9rem;height:.9rem;margin-right:.4rem;vertical-align:-.1rem}
.bars{max-width:70rem;max-height:32rem;overflow:auto}
.bars ol{list-style:none;margin:0;padding:0}
.bars li{display:grid;grid-template-columns:minmax(8rem,22rem) 1fr 4rem;align-items:center;gap:.75rem;padding:.1rem 0}
.bars svg{display:block;width:100%;height:.9rem;background:var(--soft)}
rect{fill:#8a8f98}
.t-01{fill:#3f78b5}.t-02{fill:#c4502c}.t-03{fill:#2f8a5b}.t-04{fill:#a2751a}.t-05{fill:#7a57b0}.t-06{fill:#b8487f}.t-07{fill:#2b8c96}.t-08{fill:#6f7d1f}.t-09{fill:#8c5a3c}.t-10{fill:#5468c9}.t-local{fill:#6a7480}.t-none{fill:#b9bec6}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:center;margin:0 0 1rem;padding:.8rem 1rem;background:var(--soft)}
.tools[hidden],tr[hidden],li[hidden]{display:none}
.tools input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.2rem;padding:.25rem .6rem;min-height:2.4rem;width:min(26rem,100%)}
.scroll{overflow:auto;max-height:calc(100vh - 1rem)}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{border:1px solid var(--line);padding:.4rem .35rem;vertical-align:top;text-align:left}
thead th{position:sticky;top:0;background:var(--soft);border-color:var(--edge);min-width:2.75em}
thead th:first-child{min-width:14em}
tbody th{font-weight:400}
tfoot th,tfoot td{font-weight:600;background:var(--soft)}
td.count{text-align:right}
.outputs{min-width:5.5em}
.outputs a,tbody th>a{display:inline-block;min-height:1.5rem;min-width:1.5rem}
.place{display:block;color:var(--soft-ink);font-size:.85rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.outputs a{position:relative}
details ul{margin:.2rem 0;padding-left:1.2rem}
details li a{display:inline-block;min-height:1.5rem}
summary{cursor:pointer;color:var(--soft-ink)}
footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media screen and (max-width:60rem){.scroll{overflow:visible;max-height:none}thead{display:none}table,tbody,tfoot,tr,th{display:block}tr{border:1px solid var(--edge);margin-bottom:.8rem;padding:.4rem .6rem}tr[hidden]{display:none}th,td{border:0;padding:.1rem 0}td{display:inline-block;margin-right:1rem}td::before{content:attr(data-label) " ";color:var(--soft-ink)}td.zero,td:empty{display:none}tfoot th,tfoot td,tfoot tr{background:var(--soft)}}
@media (max-width:40rem){body{padding:1rem}.bars li{grid-template-columns:9rem 1fr 3rem}}
@media print{@page{size:A4 landscape;margin:14mm 12mm}:root{color-scheme:light;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--edge:#444;--accent:#000}html{font-size:9pt}body{max-width:none;padding:0}.tools,.skip,details{display:none}.scroll,.bars{overflow:visible;max-height:none}thead{display:table-header-group}thead th{position:static}}]]></xsl:variable>
</xsl:stylesheet>
