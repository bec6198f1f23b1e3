# Pages in Chromium: those of the lists, one with the findings, one as it is published. Sourced by run.sh.
"$out/quanze" convert -q -t html --profile full --with-findings -o "$work/findings" samples/jiuquan-wangxin.tsv samples/county-archives.tsv "$work/lists/columns-26.tsv" 2>/dev/null
"$out/quanze" convert -q -t html -o "$work/public" samples/jiuquan-wangxin.tsv 2>/dev/null
counted node tests/gates/page.js "$work"/{county-archives,jiuquan-wangxin,township-services,merges,columns-3,columns-8,columns-14,columns-26}.html "$work"/{findings,public}/*.html
