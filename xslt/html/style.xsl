<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page's style sheet, inline, and its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-/RMcw9QuiKec9hBUb9Otvj0ACS1VrtEJgUeSQBFjQ+A=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--u:1rem;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--edge:#6b7280;--accent:#174a84;--bar:#3f78b5;--mark:#7a3b00;--mark-paper:#fff1d6;--target:#e6f0fb;--error:#a4161a}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--edge:#8b95a3;--accent:#93c4ff;--bar:#5b97d6;--mark:#ffd08a;--mark-paper:#3a2a10;--target:#1c304a;--error:#ff9a94}}
*{box-sizing:border-box}
tr,h3{scroll-margin-top:6.5rem}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:120rem;color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .75rem}
h2{font-size:1.2rem;margin:2rem 0 .6rem}
h3{font-size:1rem;margin:1.1rem 0 .3rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:var(--paper);z-index:3}
.note{color:var(--soft-ink);font-size:.9rem;max-width:60rem}
.mark{color:var(--mark);background:var(--mark-paper);padding:0 .2rem;unicode-bidi:isolate}
.facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0}
.facts div{display:flex;gap:.6rem}
.facts dt{color:var(--soft-ink);flex:none}
.facts dd{margin:0}
.types{list-style:none;margin:0;padding:0;max-width:44rem}
.types li{display:grid;grid-template-columns:10rem 1fr 4rem;align-items:center;gap:.75rem;padding:.1rem 0}
.types svg{display:block;width:100%;height:.9rem;background:var(--soft)}
.types rect{fill:var(--bar)}
.count{font-variant-numeric:tabular-nums}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:0 0 1rem;padding:.8rem 1rem;background:var(--soft)}
.tools[hidden]{display:none}
.tools>div{display:flex;flex-direction:column}
.tools label,.tools legend{font-size:.85rem;color:var(--soft-ink)}
.tools input[type=search],.tools select,.tools button,.tools summary{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.2rem;padding:.25rem .6rem;min-height:2.4rem;max-width:22rem}
.tools button,.tools summary{cursor:pointer}
.tools .columns{position:relative}
.tools fieldset{position:absolute;z-index:2;min-width:16rem;max-height:60vh;overflow:auto;margin:.2rem 0 0;background:var(--paper);border:1px solid var(--edge)}
.tools legend{position:absolute;left:-99rem}
.tools fieldset label{display:flex;gap:.5rem;align-items:center;min-height:1.8rem;color:inherit}
.tools output,.tools [role=status]{min-height:2.4rem;line-height:2.4rem}.tools [role=status]:empty{display:none}
.table{margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:.92rem;line-height:1.6}
.same{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
caption{text-align:left;font-weight:600;padding:.3rem 0}
col{width:calc(7.5*var(--u))}
col.serial{width:calc(4*var(--u))}
col.powerType{width:calc(6.5*var(--u))}
col.name,col.departmentDuty,col.remedies,col.remark,col.accountabilityScope{width:calc(10*var(--u))}
col.findings{width:calc(17*var(--u))}
col.basis{width:calc(19*var(--u))}
col.duties,col.dutiesBasis,col.accountability{width:calc(14*var(--u))}
th,td{border:1px solid var(--line);padding:.45rem .55rem;vertical-align:top;text-align:left}
th{font-weight:600}
thead th{position:sticky;top:0;z-index:1;background:var(--soft);border-color:var(--edge)}
thead button{font:inherit;line-height:1;color:var(--soft-ink);background:none;border:0;padding:0;min-height:1.5rem;min-width:1.5rem;cursor:pointer}
thead button::after{content:"↕"}
thead [aria-sort=ascending] button::after{content:"↑"}
thead [aria-sort=descending] button::after{content:"↓"}
th p,td p{margin:0 0 .4rem}
th p:last-child,td p:last-child{margin:0}
.points{margin:0 0 .4rem;padding-left:1.2rem}
.points .marked{list-style:none;margin-left:-1.2rem}
.cite.basis{color:var(--accent)}
.cited{margin-top:.5em;font-size:.95em;color:var(--soft-ink)}
.cited ul{margin:0;padding-left:1.2rem}
.cited a{display:inline-block;min-height:1.5rem}
.self{float:right;min-width:1.5rem;min-height:1.5rem;text-align:center;text-decoration:none;color:var(--soft-ink)}
[data-part]::before{content:attr(data-part);display:inline-block;min-width:1.4em;margin-right:.3em;border:1px solid var(--edge);border-radius:.7em;font-size:.8em;line-height:1.4;text-align:center}
.found{list-style:none;margin:0;padding:0}
.found li{border-left:.3rem solid var(--edge);padding:0 0 0 .5rem;margin:0 0 .6rem}
.found .error{border-color:var(--error)}
.found .warning{border-color:var(--mark)}
.found .error b{color:var(--error)}
.found .warning b{color:var(--mark)}
.found span{display:block;font-size:.92em;color:var(--soft-ink)}
tr:target>*{background:var(--target)}
tr[hidden],.table[hidden]{display:none}
.laws ul{margin:0;padding-left:1.2rem;columns:18rem}
.laws li a,details li a{display:inline-block;min-width:1.5rem;min-height:1.5rem;text-align:center}
details{margin-top:1.2rem}
.tools details{margin:0}
summary{cursor:pointer;font-weight:600}
.tools summary{font-weight:400}
.place{color:var(--soft-ink)}
footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media screen{.long .text,.long .cited{content-visibility:auto;contain-intrinsic-size:auto 20rem}}
@media screen and (min-width:64rem){.wide{overflow:auto;max-height:calc(100vh - 1rem)}.wide td.findings{position:sticky;right:0;background:var(--paper)}.wide .findings{box-shadow:-1px 0 var(--line)}.wide thead th.findings{right:0;z-index:2}}
@media screen and (max-width:90rem){:root{--u:.85rem}}
@media screen and (max-width:76rem){:root{--u:.7rem}}
@media screen and (max-width:63.99rem){thead,colgroup{display:none}table,caption,tbody,tr,th,td{display:block;width:auto}tr{border:1px solid var(--edge);margin-bottom:1rem}tbody th,td{border:0;border-bottom:1px solid var(--line);padding:.5rem .75rem}tbody th{font-size:1.05rem}tbody tr>:last-child{border-bottom:0}td:empty{display:none}tbody th::before,td::before{content:attr(data-label);display:block;font-weight:400;font-size:.8rem;color:var(--soft-ink)}}
@media screen and (max-width:40rem){body{padding:1rem}.types li{grid-template-columns:7rem 1fr 3rem}.tools>div,.tools input[type=search],.tools select{width:100%;max-width:none}}
@media print{@page{size:A4 landscape;margin:14mm 12mm}:root{color-scheme:light;--u:.3rem;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--edge:#444;--accent:#000;--bar:#777;--mark:#000;--mark-paper:#eee;--target:#fff;--error:#000}html{font-size:9pt}body{max-width:none;padding:0}table{line-height:1.45}.tools,.skip,.self,thead button,footer{display:none}.cited a,.laws li a,details li a{display:inline;min-height:0}thead{display:table-header-group}thead th{position:static}tr{break-inside:auto}h2,h3,caption{break-after:avoid}a{text-decoration:none}}
@media print{.wide thead,.wide colgroup{display:none}.wide table,.wide caption,.wide tbody,.wide tr,.wide th,.wide td{display:block;width:auto}.wide tr{border:1px solid var(--edge);margin-bottom:1rem}.wide tbody th,.wide td{border:0;border-bottom:1px solid var(--line);padding:.5rem .75rem}.wide tbody th{font-size:1.05rem}.wide tbody tr>:last-child{border-bottom:0}.wide td:empty{display:none}.wide tbody th::before,.wide td::before{content:attr(data-label);display:block;font-weight:400;font-size:.8rem;color:var(--soft-ink)}.wide tr{break-inside:auto}.wide tbody th,.wide td{padding:.2rem .5rem}}]]></xsl:variable>
</xsl:stylesheet>
