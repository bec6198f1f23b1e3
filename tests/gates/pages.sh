# Pages in Chromium: those of the lists, one with the findings, one as it is published. Sourced by run.sh.
"$out/quanze" convert -q -t html --profile full --with-findings -o "$work/findings" samples/jiuquan-wangxin.tsv samples/county-archives.tsv "$work/lists/columns-26.tsv" 2>/dev/null
"$out/quanze" convert -q -t html -o "$work/public" samples/jiuquan-wangxin.tsv 2>/dev/null
counted node tests/gates/page.js "$work"/{county-archives,jiuquan-wangxin,township-services,merges,columns-3,columns-8,columns-14,columns-26}.html "$work"/{findings,public}/*.html
# A fragment in a site's page: its style goes into the head here, where the checker wants it; a site has it where it stands.
"$out/quanze" convert -q -t html --fragment -o "$work/fragment" samples/jiuquan-wangxin.tsv "$work/lists/columns-26.tsv" 2>/dev/null
for fragment in jiuquan-wangxin columns-26; do
	{ printf '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>site</title>'; sed 's|</style>|</style></head><body><h1>site</h1>|' "$work/fragment/$fragment.html"; printf '</body></html>'; } >"$work/fragment/$fragment.site.html"
	check "$fragment: a fragment by the Nu HTML checker" java -jar $checker --also-check-css --errors-only --format gnu "$work/fragment/$fragment.site.html"
done
