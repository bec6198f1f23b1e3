# The summary of 500 lists: Nu HTML checker, accessibility and use in Chromium,
# Open XML SDK. Sourced by run.sh.
for ((i = 1; i <= 500; i++)); do
	mkdir -p "$work/many/d$((i / 50))"
	sed "s/云溪县档案馆/云溪县第${i}档案馆/g" samples/county-archives.tsv >"$work/many/d$((i / 50))/list-$i.tsv"
done
cp samples/township-services.tsv samples/jiuquan-wangxin.tsv "$work/many"
printf 'no list\n' >"$work/many/bad.tsv"
"$out/quanze" convert -q -t xml,html -o "$work/index" "$work/many" >/dev/null 2>&1
check "index.html: Nu HTML checker" java -jar $checker --also-check-css --errors-only --format gnu "$work/index/index.html"
check "summary.docx: Open XML SDK" node $validator "$work/index/summary.docx"
check "index.html in Chromium" node tests/gates/index.js "$work/index/index.html"
