<?xml version="1.0" encoding="UTF-8"?>
<!--
  The style sheet of the page of two revisions, inline, and its hash for the
  page's Content-Security-Policy; tests/lint/csp.sh says when it has to change.
  What was added is underlined, what was deleted struck through: no colour is
  needed to tell them; and before both stands a word that is read out, not shown.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-QgV4g3r12EoxjtaiIqF6L5n9HHRRnYSP70eiT1YtUs0=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1c1f24;--soft-ink:#4d5561;--paper:#fff;--soft:#f3f5f8;--line:#c9ced6;--edge:#6b7280;--accent:#174a84;--mark:#7a3b00;--mark-paper:#fff1d6;--ins:#0b4a22;--ins-paper:#dff3e4;--del:#8a1118;--del-paper:#fde3e3;--target:#e6f0fb}
@media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft-ink:#aab3bf;--paper:#15181d;--soft:#20252c;--line:#3b434e;--edge:#8b95a3;--accent:#93c4ff;--mark:#ffd08a;--mark-paper:#3a2a10;--ins:#a6e3b8;--ins-paper:#12331f;--del:#ffb3b0;--del-paper:#431a1d;--target:#1c304a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.25rem 1.5rem 3rem;max-width:100rem;color:var(--ink);background:var(--paper);font:1rem/1.65 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.35;margin:0 0 .75rem}
h2{font-size:1.25rem;margin:2rem 0 .6rem}
h3{font-size:1.1rem;margin:1.6rem 0 .6rem}
h4{font-size:1.02rem;margin:0 0 .5rem}
h5{font-size:1rem;margin:1rem 0 .5rem}
h3,h5,article{scroll-margin-top:1rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.4rem .8rem;background:var(--paper);z-index:3}
.note{color:var(--soft-ink);font-size:.9rem}
.mark{color:var(--mark);background:var(--mark-paper);padding:0 .2rem}
.facts{margin:0}
.facts div{display:flex;gap:.6rem}
.facts dt{color:var(--soft-ink);flex:none}
.facts dd{margin:0}
ins{color:var(--ins);background:var(--ins-paper);text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.2em;font-weight:600}
del{color:var(--del);background:var(--del-paper);text-decoration:line-through}
ins.form,del.form{color:inherit;background:none;font-weight:inherit}
ins.form{text-decoration:underline dotted;text-underline-offset:.2em}
ins::before,del::before{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;content:"增加："}
del::before{content:"删去："}
.en ins::before{content:"added: "}
.en del::before{content:"deleted: "}
.noform ins.form{text-decoration:none}
.noform ins.form::before,.noform del.form,.noform tr.form,.noform article.form{display:none}
.tools{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;align-items:end;margin:0 0 1rem;padding:.8rem 1rem;background:var(--soft)}
.tools>div{display:flex;flex-direction:column}
.tools div label{font-size:.85rem;color:var(--soft-ink)}
.tools input[type=search],.tools select,.tools button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:.2rem;padding:.25rem .6rem;min-height:2.4rem;max-width:22rem}
.tools button{cursor:pointer}
.tools .box{display:flex;gap:.5rem;align-items:center;min-height:2.4rem}
.tools .box input{width:1.2rem;height:1.2rem}
.tools output{min-height:2.4rem;line-height:2.4rem}
.tools[hidden],[hidden]{display:none}
table{border-collapse:collapse;font-size:.94rem;line-height:1.6}
th,td{border:1px solid var(--line);padding:.4rem .6rem;vertical-align:top;text-align:left}
thead th,tfoot th,tfoot td{background:var(--soft)}
.counts .count{text-align:right;font-variant-numeric:tabular-nums}
.counts a{display:inline-block;min-width:1.5rem;min-height:1.5rem}
.sides{width:100%;table-layout:fixed}
.sides th:first-child{width:11rem}
.sides p{margin:0 0 .35rem}
.sides p:last-child{margin:0}
.point{padding-left:1.2rem;text-indent:-1.2rem}
.point>*{text-indent:0}
.d2{margin-left:1.2rem!important}.d3{margin-left:2.4rem!important}.d4{margin-left:3.6rem!important}.d5{margin-left:4.8rem!important}.d6{margin-left:6rem!important}
.dot{display:inline-block;width:1.2rem}
article{border:1px solid var(--edge);border-radius:.3rem;padding:.8rem 1rem;margin:0 0 1rem}
article:target,li:target{background:var(--target)}
.badge{display:inline-block;border:1px solid var(--edge);border-radius:.2rem;padding:0 .4rem;font-size:.85rem;font-weight:400}
.place{color:var(--soft-ink);font-weight:400}
th .place{display:block;font-size:.88rem}
.self{display:inline-block;min-width:1.5rem;min-height:1.5rem;text-align:center;text-decoration:none;color:var(--soft-ink);font-weight:400}
.reason{margin:.6rem 0 0}
.kept{padding-left:1.4rem}
summary{cursor:pointer}
footer{margin-top:2rem;color:var(--soft-ink);font-size:.85rem}
@media screen{.kind article{content-visibility:auto;contain-intrinsic-size:auto 16rem}}
@media screen and (max-width:48rem){body{padding:1rem}.tools>div,.tools input[type=search],.tools select{width:100%;max-width:none}.sides thead{display:none}.sides,.sides tbody,.sides tr,.sides th,.sides td{display:block;width:auto}.sides th:first-child{width:auto}.sides tr{margin-bottom:.8rem}.sides td.absent{display:none}.sides th,.sides td{border-bottom:0}.sides tr>:last-child{border-bottom:1px solid var(--line)}.sides td::before{content:attr(data-label);display:block;font-size:.8rem;color:var(--soft-ink)}.counts th,.counts td{padding:.3rem .25rem}}
@media print{@page{size:A4 landscape;margin:14mm 12mm}:root{color-scheme:light;--ink:#000;--soft-ink:#333;--paper:#fff;--soft:#eee;--line:#777;--edge:#444;--accent:#000;--mark:#000;--mark-paper:#eee;--ins:#000;--ins-paper:#fff;--del:#000;--del-paper:#fff;--target:#fff}html{font-size:9pt}body{max-width:none;padding:0}.tools,.skip,.self,footer{display:none}.sides thead{display:table-header-group}h2,h3,h4,h5{break-after:avoid}a{text-decoration:none}}]]></xsl:variable>
</xsl:stylesheet>
