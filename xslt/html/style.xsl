<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet, inline; each rule begins with the page's class, so that a fragment
  of a page leaves the site around it as it is. Its hash for the page's
  Content-Security-Policy; tests/lint/csp.sh says when the hash has to change.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-IcOPV0UNNuUh/8xXlUrOp+oWlYuLxZepB+d7BuBDodQ=</xsl:variable>
  <xsl:variable name="style.parts"><![CDATA[.quanze{--u:1rem;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--edge:#6b7280;--accent:#174a84;--bar:#3f78b5;--mark:#7a3b00;--mark-paper:#fff1d6;--target:#e6f0fb;--error:#a4161a}
.quanze,.quanze *{box-sizing:border-box}
.quanze tr,.quanze h3{scroll-margin-top:6.5rem}
.quanze{color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
.quanze h1{font-size:1.6rem;line-height:1.35;margin:0 0 .75rem}
.quanze h2{font-size:1.2rem;margin:2rem 0 .6rem}
.quanze h3{font-size:1rem;margin:1.1rem 0 .3rem}
.quanze a{color:var(--accent)}
.quanze :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.quanze .skip{position:absolute;left:-99rem}
.quanze .skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:var(--paper);z-index:3}
.quanze .note{color:var(--soft-ink);font-size:.9rem;max-width:60rem}
.quanze .mark{color:var(--mark);background:var(--mark-paper);padding:0 .2rem;unicode-bidi:isolate}
.quanze .facts{display:flex;flex-wrap:wrap;gap:.2rem 2rem;margin:0}
.quanze .facts div{display:flex;gap:.6rem}
.quanze .facts dt{color:var(--soft-ink);flex:none}
.quanze .facts dd{margin:0}
.quanze .downloads{margin:.6rem 0 0}
.quanze .downloads a{display:inline-block;min-height:1.5rem;margin-right:1.2rem}
.quanze .types{list-style:none;margin:0;padding:0;max-width:44rem}
.quanze .types li{display:grid;grid-template-columns:10rem 1fr 4rem;align-items:center;gap:.75rem;padding:.1rem 0}
.quanze .types svg{display:block;width:100%;height:.9rem;background:var(--soft)}
.quanze .types rect{fill:var(--bar)}
.quanze .count{font-variant-numeric:tabular-nums}
.quanze .tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:0 0 1rem;padding:.8rem 1rem;background:var(--soft)}
.quanze .tools[hidden]{display:none}
.quanze .tools>div{display:flex;flex-direction:column}
.quanze .tools label,.quanze .tools legend{font-size:.85rem;color:var(--soft-ink)}
.quanze .tools input[type=search],.quanze .tools select,.quanze .tools button,.quanze .tools summary{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.2rem;padding:.25rem .6rem;min-height:2.4rem;max-width:22rem}
.quanze .tools button,.quanze .tools summary{cursor:pointer}
.quanze .tools .columns{position:relative}
.quanze .tools fieldset{position:absolute;z-index:2;min-width:16rem;max-height:60vh;overflow:auto;margin:.2rem 0 0;background:var(--paper);border:1px solid var(--edge)}
.quanze .tools legend{position:absolute;left:-99rem}
.quanze .tools fieldset label{display:flex;gap:.5rem;align-items:center;min-height:1.8rem;color:inherit}
.quanze .tools output,.quanze .tools [role=status]{min-height:2.4rem;line-height:2.4rem}.quanze .tools [role=status]:empty{display:none}
.quanze .table{margin:0 0 1.5rem}
.quanze table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:.92rem;line-height:1.6}
.quanze .same{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.quanze caption{text-align:left;font-weight:600;padding:.3rem 0}
.quanze col{width:calc(7.5*var(--u))}
.quanze col.serial{width:calc(4*var(--u))}
.quanze col.powerType{width:calc(6.5*var(--u))}
.quanze col.name,.quanze col.departmentDuty,.quanze col.remedies,.quanze col.remark,.quanze col.accountabilityScope{width:calc(10*var(--u))}
.quanze col.findings{width:calc(17*var(--u))}
.quanze col.basis{width:calc(19*var(--u))}
.quanze col.duties,.quanze col.dutiesBasis,.quanze col.accountability{width:calc(14*var(--u))}
.quanze th,.quanze td{border:1px solid var(--line);padding:.45rem .55rem;vertical-align:top;text-align:left}
.quanze th{font-weight:600}
.quanze thead th{position:sticky;top:0;z-index:1;background:var(--soft);border-color:var(--edge)}
.quanze thead button{font:inherit;line-height:1;color:var(--soft-ink);background:none;border:0;padding:0;min-height:1.5rem;min-width:1.5rem;cursor:pointer}
.quanze thead button::after{content:"↕"}
.quanze thead [aria-sort=ascending] button::after{content:"↑"}
.quanze thead [aria-sort=descending] button::after{content:"↓"}
.quanze th p,.quanze td p{margin:0 0 .4rem}
.quanze th p:last-child,.quanze td p:last-child{margin:0}
.quanze .points{margin:0 0 .4rem;padding-left:1.2rem}
.quanze .points .marked{list-style:none;margin-left:-1.2rem}
.quanze .cite.basis{color:var(--accent)}
.quanze .cited{margin-top:.5em;font-size:.95em;color:var(--soft-ink)}
.quanze .cited ul{margin:0;padding-left:1.2rem}
.quanze .cited a{display:inline-block;min-height:1.5rem}
.quanze .self{float:right;min-width:1.5rem;min-height:1.5rem;text-align:center;text-decoration:none;color:var(--soft-ink)}
.quanze [data-part]::before{content:attr(data-part);display:inline-block;min-width:1.4em;margin-right:.3em;border:1px solid var(--edge);border-radius:.7em;font-size:.8em;line-height:1.4;text-align:center}
.quanze .found{list-style:none;margin:0;padding:0}
.quanze .found li{border-left:.3rem solid var(--edge);padding:0 0 0 .5rem;margin:0 0 .6rem}
.quanze .found .error{border-color:var(--error)}
.quanze .found .warning{border-color:var(--mark)}
.quanze .found .error b{color:var(--error)}
.quanze .found .warning b{color:var(--mark)}
.quanze .found span{display:block;font-size:.92em;color:var(--soft-ink)}
.quanze tr:target>*{background:var(--target)}
.quanze tr[hidden],.quanze .table[hidden]{display:none}
.quanze .laws ul{margin:0;padding-left:1.2rem;columns:18rem}
.quanze .laws li a,.quanze details li a{display:inline-block;min-width:1.5rem;min-height:1.5rem;text-align:center}
.quanze details{margin-top:1.2rem}
.quanze .tools details{margin:0}
.quanze summary{cursor:pointer;font-weight:600}
.quanze .tools summary{font-weight:400}
.quanze .place{color:var(--soft-ink)}
.quanze footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media screen{.quanze .long .text,.quanze .long .cited{content-visibility:auto;contain-intrinsic-size:auto 20rem}}
.quanze .wide thead,.quanze .wide colgroup{display:none}
.quanze .wide table,.quanze .wide caption,.quanze .wide tbody,.quanze .wide th,.quanze .wide td{display:block;width:auto}
.quanze .wide tr:not([hidden]){display:grid;grid-template-columns:repeat(auto-fill,minmax(12rem,1fr));border:1px solid var(--edge);margin-bottom:1rem}
.quanze .wide tbody th,.quanze .wide td{border:0;border-top:1px solid var(--line);padding:.5rem .75rem}
.quanze .wide tbody th{order:-1;grid-column:1/-1;font-size:1.05rem;background:var(--soft);border:0}
.quanze .wide td.serial{order:-2;background:var(--soft);border:0}
.quanze .wide td.basis,.quanze .wide td.duties,.quanze .wide td.dutiesBasis,.quanze .wide td.accountability,.quanze .wide td.departmentDuty,.quanze .wide td.findings{grid-column:1/-1}
.quanze .wide td:empty{display:none}
.quanze .wide tbody th::before,.quanze .wide td::before{content:attr(data-label);display:block;font-weight:400;font-size:.8rem;color:var(--soft-ink)}
@media screen and (min-width:64rem){.quanze .wide tr:not([hidden]){grid-template-columns:repeat(6,1fr)}.quanze .wide td.serial~th{grid-column:2/-1}.quanze .wide td.basis,.quanze .wide td.duties,.quanze .wide td.dutiesBasis,.quanze .wide td.accountability{grid-column:span 3}.quanze .wide td.departmentDuty,.quanze .wide td.extra,.quanze .wide td.remedies,.quanze .wide td.remark,.quanze .wide td.accountabilityScope{grid-column:span 2}}
@media screen and (max-width:90rem){.quanze{--u:.85rem}}
@media screen and (max-width:76rem){.quanze{--u:.7rem}}
@media screen and (max-width:63.99rem){.quanze thead,.quanze colgroup{display:none}.quanze table,.quanze caption,.quanze tbody,.quanze tr,.quanze th,.quanze td{display:block;width:auto}.quanze tr{border:1px solid var(--edge);margin-bottom:1rem}.quanze tbody th,.quanze td{border:0;border-bottom:1px solid var(--line);padding:.5rem .75rem}.quanze tbody th{font-size:1.05rem}.quanze tbody tr>:last-child{border-bottom:0}.quanze td:empty{display:none}.quanze tbody th::before,.quanze td::before{content:attr(data-label);display:block;font-weight:400;font-size:.8rem;color:var(--soft-ink)}}
@media screen and (max-width:40rem){.quanze .types li{grid-template-columns:7rem 1fr 3rem}.quanze .tools>div,.quanze .tools input[type=search],.quanze .tools select{width:100%;max-width:none}}
@media print{.quanze{color-scheme:light;--u:.3rem;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--edge:#444;--accent:#000;--bar:#777;--mark:#000;--mark-paper:#eee;--target:#fff;--error:#000}.quanze table{line-height:1.45}.quanze .tools,.quanze .skip,.quanze .downloads,.quanze .self,.quanze thead button,.quanze footer{display:none}.quanze .cited a,.quanze .laws li a,.quanze details li a{display:inline;min-height:0}.quanze thead{display:table-header-group}.quanze thead th{position:static}.quanze tr{break-inside:auto}.quanze .wide tr:not([hidden]){display:block}.quanze .wide tbody th,.quanze .wide td{padding:.2rem .5rem}.quanze h2,.quanze h3,.quanze caption{break-after:avoid}.quanze a{text-decoration:none}}]]></xsl:variable>
  <!-- Of the page alone: a fragment takes these from the site that it stands in. -->
  <xsl:variable name="style.page"><![CDATA[
@media screen{html{color-scheme:light dark}}
@media screen and (prefers-color-scheme:dark){.quanze{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--edge:#8b95a3;--accent:#93c4ff;--bar:#5b97d6;--mark:#ffd08a;--mark-paper:#3a2a10;--target:#1c304a;--error:#ff9a94}}
body.quanze{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:120rem}
@media screen and (max-width:40rem){body.quanze{padding:1rem}}
@media print{@page{size:A4 landscape;margin:14mm 12mm}html{font-size:9pt}body.quanze{max-width:none;padding:0}}]]></xsl:variable>
  <xsl:variable name="style.text" select="concat($style.parts, $style.page)"/>
</xsl:stylesheet>
