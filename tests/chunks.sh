#!/bin/bash
# chunks.sh OUT: a list drawn item by item, some items at a time and as a whole
# gives the same bytes, whoever draws: every case, with its options and with
# findings; and a longer list by one thread and by several.
set -u
cd "$(dirname "$0")/.." || exit 1
quanze=${1:-out}/quanze
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
passed=0 failed=0

# convert FOLDER INPUT [OPTION…]
convert() {
	local folder=$1
	shift
	"$quanze" convert -q --as-of 2026-11-24 -t docx,html,txt,xlsx,json,csv -o "$work/$folder" "$@" >/dev/null 2>&1
}
# same NAME ONE OTHER
same() {
	if diff -r "$work/$2" "$work/$3" >/dev/null; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok - $1"
	fi
}

for input in samples/*.tsv tests/cases/*/*; do
	case $input in *.args | *.xml | *.diag | *.html.html | *.txt | *.json | *.validate | *.no-*) continue ;; esac
	args=
	[ -f "$input.args" ] && args=$(cat "$input.args")
	rm -rf "$work"/*
	# shellcheck disable=SC2086
	for size in 0 1 2; do
		convert $size "$input" $args --with-findings --allow-errors --chunk=$size
	done
	[ "$(ls "$work/0" 2>/dev/null)" ] || continue # nothing is drawn of an input that is refused
	same "$input, by item" 0 1
	same "$input, two at a time" 0 2
done

# Texts with line ends, and elements with blanks between them, which stylesheets strip.
rm -rf "$work"/*
convert xml samples/county-archives.tsv -t xml
xmllint --format "$work/xml/county-archives.xml" >"$work/blanks.xml"
for size in 0 1 64; do
	convert $size "$work/blanks.xml" -j2 --chunk=$size
done
same 'a document with blanks, by item' 0 1
same 'a document with blanks, at once' 0 64

[ $passed -ge 150 ] || { failed=$((failed + 1)); echo 'not ok - there are hardly any cases'; }
rm -rf "$work"/*
{
	printf '序号\t事项名称\t权力类型\t实施依据\t责任事项\n'
	for ((i = 1; i <= 700; i++)); do
		printf '%d\t对甲%d的处罚\t%s\t《中华人民共和国网络安全法》第%d条 甲。《某某%d条例》第三条 乙。\t立案责任。 送达责任。\n' $i $i "$([ $((i % 3)) = 0 ] && echo 行政许可 || echo 行政处罚)" $((i % 79 + 1)) $((i % 50))
	done
} >"$work/long.tsv"
convert one "$work/long.tsv" -j1 --chunk=0
convert two "$work/long.tsv" -j2 --chunk=13
convert eight "$work/long.tsv" -j8
QUANZE_SANDBOX=off convert nine "$work/long.tsv" -j9 --chunk=1
same 'a long list by two threads' one two
same 'by eight' one eight
same 'by nine, item by item, outside the sandbox' one nine
# data by a mapping: rows of all tables are one array
for input in tests/cases/layout/sheets.xlsx tests/cases/layout/merges.xlsx "$work/long.tsv"; do
	for mapping in samples/mappings/*.xml; do
		rm -rf "$work"/{0,1,2}
		for size in 0 1 2; do
			"$quanze" convert -q -t json,csv --csv-for spreadsheet --mapping "$mapping" --chunk=$size -o "$work/$size" "$input" >/dev/null 2>&1
		done
		[ -s "$work/0/$(basename "${input%.*}").json" ] || { failed=$((failed + 1)); echo "not ok - $input by $mapping"; }
		same "$input by $mapping, by item" 0 1
		same "$input by $mapping, two at a time" 0 2
	done
done
cp "$work/long.tsv" "$work/other.tsv"
for jobs in 1 8; do
	"$quanze" validate -q --as-of 2026-11-24 --format xlsx -j$jobs -o "$work/marked-$jobs" "$work/long.tsv" "$work/other.tsv" >/dev/null 2>&1
	[ -s "$work/marked-$jobs/long.report.xlsx" ] || rm -rf "$work/marked-$jobs"
done
same 'clean lists marked, by eight' marked-1 marked-8
"$quanze" convert -q -j4 -t docx -o - "$work/long.tsv" >"$work/stdout.docx" 2>/dev/null
cmp -s "$work/stdout.docx" "$work/one/long.docx" && passed=$((passed + 1)) || { failed=$((failed + 1)); echo 'not ok - to standard output'; }

echo "$passed passed, $failed failed"
[ $failed = 0 ]
