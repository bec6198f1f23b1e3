<?xml version="1.0" encoding="UTF-8"?>
<!-- The page's style sheet, inline, and its hash for the Content-Security-Policy. The hash is checked by tests/lint/csp.sh. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="style.hash">sha256-v0fVK5tpsaqYHv2a1VwFAjxsixdAED43SWLitBrfBn8=</xsl:variable>
  <xsl:variable name="style.text"><![CDATA[:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#f2f4f7;--line:#6b7280;--accent:#1d4e89;--mark:#7a3e00;--markbg:#fff3dc}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#16181c;--soft:#22262d;--line:#9aa4b2;--accent:#8ec2ff;--mark:#ffd599;--markbg:#3d2c10}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1rem 1.5rem 3rem;max-width:110rem;color:var(--ink);background:var(--paper);font:1rem/1.6 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0 1rem}h2{font-size:1.15rem;margin:1.5rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}
a{color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
.facts{display:flex;flex-wrap:wrap;gap:.25rem 2rem;margin:0}.facts div{display:flex;gap:.5rem}.facts dt::after{content:"："}.facts dd{margin:0;font-weight:600}
.types{list-style:none;margin:0;padding:0;display:grid;gap:.2rem}.types li{display:grid;grid-template-columns:9rem 8rem auto;align-items:center;gap:.75rem}.types svg{background:var(--soft)}.types rect{fill:var(--accent)}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:1.5rem 0 .5rem}.filters[hidden]{display:none}
.filters input,.filters select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);padding:.25rem .5rem;min-height:2.25rem}
.scroll{overflow-x:auto;margin-top:1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border:1px solid var(--line);padding:.4rem .5rem;vertical-align:top;text-align:left}
th{background:var(--soft);position:sticky;top:0;min-width:4.5em}
td p{margin:0 0 .35rem}td p:last-child{margin:0}
.points{margin:0;padding-left:1.1rem}.points li::marker{color:var(--line)}
.serial{white-space:nowrap}.name,.body{min-width:9rem}.basis{min-width:20rem}.duties,.accountability,.dutiesBasis{min-width:14rem}
.cite.basis{color:var(--accent)}
.mark{color:var(--mark);background:var(--markbg);padding:0 .2rem}
tr:target td{background:var(--soft)}tr[hidden]{display:none}
.laws{columns:22rem;padding-left:1.2rem}.laws a{margin-right:.25rem}
details{margin-top:1.5rem}summary{cursor:pointer;font-weight:600}
@media (max-width:45rem){body{padding:1rem}thead{position:absolute;left:-99rem}table,caption,tbody,tr,td{display:block}tr{border:1px solid var(--line);margin-bottom:1rem}td{border:0;border-bottom:1px solid var(--soft);min-width:0}td::before{content:attr(data-label);display:block;font-weight:600;font-size:.8rem;color:var(--accent)}tr[hidden]{display:none}}
@media print{@page{size:A4 landscape;margin:15mm}body{max-width:none;padding:0;font-size:9pt}.filters,.skip{display:none}.scroll{overflow:visible}th{position:static}thead{display:table-header-group}td,th{min-width:0!important}}
]]></xsl:variable>
</xsl:stylesheet>
