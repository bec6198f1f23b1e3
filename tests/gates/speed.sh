# A page of 2,002 items, made from the sample's. Sourced by run.sh.
awk -F '\t' 'NF < 7 { next } !head { head = 1; print; next } { row[++n] = $0 }
END { for (i = 0; i < 2002; i++) { line = row[i % n + 1]; sub(/^[^\t]*/, i + 1, line); sub(/\t对/, "\t对第" i "类", line); print line } }' samples/jiuquan-wangxin.tsv >"$work/lists/large.tsv"
"$out/quanze" convert -q -t html -o "$work/large" "$work/lists/large.tsv" 2>/dev/null
check "2,002 items in Chromium" node tests/gates/speed.js "$work/large/large.html"
cat "$work/log"
