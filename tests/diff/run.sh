#!/bin/bash
# Comparisons with a known answer.  tests/diff/run.sh [--regen] [PATTERN]
#
# cases/NAME.old.* and NAME.new.* are two revisions; NAME.json is what `diff -t
# json` says of them, NAME.xml the marked document, last line: the exit status.
# NAME.args holds further options. A marked document must be valid, its two
# readings must be the two lists, and its JSON must fit its schema.
# --regen writes NAME.json anew, and NAME.xml where there is one.
set -u
cd "$(dirname "$0")/../.." || exit 1
quanze=${QUANZE:-out/quanze}
regen=
[ "${1:-}" = --regen ] && { regen=1; shift; }
pattern=${1:-}
cases=tests/diff/cases
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC
python=python3
"$python" -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3
passed=0 failed=0
ok() { passed=$((passed + 1)); }
not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
}
compare() { # NAME EXPECTED FOUND
	if [ "$regen" ]; then
		cp "$3" "$2"
		ok
	elif cmp -s "$2" "$3"; then
		ok
	else
		not_ok "$1"
		diff "$2" "$3" | cut -c1-200 | head -n 12
	fi
}
# The list that the marked document holds is the list itself.
reading() { # SIDE LIST NAME
	"$quanze" convert -q -t xml -o "$work/list" "$2" 2>/dev/null
	local list
	list=$work/list/$(basename "${2%.*}").xml
	xsltproc --stringparam side "$1" tests/diff/project.xsl "$work/marked.xml" | xmllint --c14n - >"$work/read"
	xmllint --c14n "$list" | cmp -s - "$work/read" && ok || not_ok "$3: the reading $1 is not the $1 list"
}
for old in "$cases"/*.old.*; do
	name=$(basename "${old%.old.*}")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	new=$(echo "$cases/$name".new.*)
	args=
	[ -f "$cases/$name.args" ] && args=$(cat "$cases/$name.args")
	# shellcheck disable=SC2086
	"$quanze" diff -q $args -t json "$old" "$new" >"$work/json" 2>"$work/stderr"
	echo "exit $?" >>"$work/json"
	compare "$name.json" "$cases/$name.json" "$work/json"
	head -n -1 "$work/json" >"$work/changes.json"
	"$python" tests/fits.py xsd/quanze-diff.schema.json "$work/changes.json" >"$work/log" 2>&1 && ok || { not_ok "$name: JSON schema"; head -n 4 "$work/log"; }
	# shellcheck disable=SC2086
	"$quanze" diff -q $args -t xml "$old" "$new" >"$work/marked.xml" 2>/dev/null
	xmllint --noout --schema xsd/quanze-diff.xsd "$work/marked.xml" 2>"$work/log" && ok || { not_ok "$name: schema"; head -n 4 "$work/log"; }
	[ -f "$cases/$name.xml" ] && compare "$name.xml" "$cases/$name.xml" "$work/marked.xml"
	reading old "$old" "$name"
	reading new "$new" "$name"
done
# The document made by hand that says what all marks are.
if [ -z "$pattern" ]; then
	xmllint --noout --schema xsd/quanze-diff.xsd tests/diff/marked.xml 2>/dev/null && ok || not_ok "marked.xml: schema"
	for side in old new; do
		xsltproc --stringparam side $side tests/diff/project.xsl tests/diff/marked.xml >"$work/read.xml"
		xmllint --noout --schema xsd/quanze-list.xsd "$work/read.xml" 2>/dev/null && ok || not_ok "marked.xml: the reading $side is no list"
	done
fi
# Folders: by the names of files, then by the department that the lists name; what has no counterpart is all new, or gone.
expect() { # NAME STATUS COMMAND…: standard output is in $work/stdout
	local name=$1 status=$2
	shift 2
	"$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	[ $found = "$status" ] && ok || { not_ok "$name: exit $found"; head -n 4 "$work/stderr"; }
}
if [ -z "$pattern" ]; then
	mkdir -p "$work/2024/a" "$work/2026/a"
	cp $cases/rename.old.tsv "$work/2024/a/one.tsv"
	cp $cases/rename.new.tsv "$work/2026/a/one.csv.tsv"
	cp $cases/split.old.tsv "$work/2024/two.tsv"
	cp $cases/split.new.tsv "$work/2026/two.tsv"
	sed -i 's/云溪县档案馆/云溪县数据局/g' "$work"/20*/two.tsv
	sed 's/云溪县档案馆/云溪县应急管理局/g' $cases/added.old.tsv >"$work/2024/gone.tsv"
	sed 's/云溪县档案馆/云溪县气象局/g' $cases/added.old.tsv >"$work/2026/come.tsv"
	expect "folders" 1 "$quanze" diff -q -t json -o "$work/folders" "$work/2024" "$work/2026"
	told() { "$python" -c 'import json, sys; print({k: v for k, v in json.load(open(sys.argv[1]))["summary"].items() if v})' "$work/folders/$1.diff.json"; }
	[ "$(told a/one.csv)" = "{'changed': 1, 'kept': 4}" ] && ok || not_ok "folders: paired by department"
	[ "$(told two)" = "{'split': 1, 'kept': 4}" ] && ok || not_ok "folders: paired by name"
	[ "$(told gone)" = "{'removed': 5}" ] && ok || not_ok "folders: what is gone"
	[ "$(told come)" = "{'added': 5}" ] && ok || not_ok "folders: what is new"
	[ "$(find "$work/folders" -type f | wc -l)" = 4 ] && ok || not_ok "folders: other files"
	expect "one folder, -j1 and -j3 alike" 1 "$quanze" diff -q -j1 -t json,xml -o "$work/j1" "$work/2024" "$work/2026"
	expect "one folder, -j3" 1 "$quanze" diff -q -j3 -t json,xml -o "$work/j3" "$work/2024" "$work/2026"
	diff -r "$work/j1" "$work/j3" >/dev/null && ok || not_ok "-j1 and -j3 differ"
	# what cannot be done
	old=$cases/rename.old.tsv new=$cases/rename.new.tsv
	expect "one operand" 2 "$quanze" diff "$old"
	expect "three operands" 2 "$quanze" diff "$old" "$new" "$new"
	expect "a file and a folder" 2 "$quanze" diff "$old" "$work/2026"
	expect "two outputs on one stream" 2 "$quanze" diff -t xml,json -o - "$old" "$new"
	expect "several lists on one stream" 2 "$quanze" diff -t json -o - "$work/2024" "$work/2026"
	expect "no such output" 2 "$quanze" diff -t pdf "$old" "$new"
	expect "no such file" 3 "$quanze" diff "$old" "$work/none.tsv"
	expect "no list" 3 "$quanze" diff -t json "$old" README.md
	[ -s "$work/stdout" ] && not_ok "no list: something was written" || ok
	expect "standard input" 1 "$quanze" diff -q -t json - "$new" <"$old"
	# the output may be named; its format is what is written then
	expect "a name" 1 "$quanze" diff -q -o "$work/named/调整情况对照表.docx" "$old" "$new"
	[ "$(ls "$work/named")" = 调整情况对照表.docx ] && ok || not_ok "a name: other files"
	unzip -p "$work/named/调整情况对照表.docx" word/document.xml >"$work/document.xml"
	expect "a name, several formats" 1 "$quanze" diff -q -t docx,json -o "$work/named2/对照.docx" "$old" "$new"
	[ "$(ls "$work/named2" | wc -l)" = 2 ] && [ -s "$work/named2/对照.json" ] && ok || not_ok "a name, several formats: other files"
	expect "a name, another format" 2 "$quanze" diff -q -t json -o "$work/named/对照.docx" "$old" "$new"
	expect "a name for several lists" 2 "$quanze" diff -q -o "$work/named/对照.docx" "$work/2024" "$work/2026"
	# Word: both sides of every kind; the first row of an entry stays with the next
	"$quanze" diff -q -o "$work/added.docx" $cases/added.old.tsv $cases/added.new.tsv
	unzip -p "$work/added.docx" word/document.xml | sed 's/<w:tr>/\n&/g' | grep '调整前\|电子\|／' >"$work/rows"
	[ "$(grep -c '变化的要素.*调整前.*调整后' "$work/rows")" = 1 ] && grep -q '／' "$work/rows" && grep -q 'w:cantSplit.*w:keepNext' "$work/rows" && ok || not_ok "added: one side alone"
	printf 'x' >"$work/file"
	expect "no folder" 4 "$quanze" diff -q -t json -o "$work/file" "$old" "$new"
	# the same bytes, in another time zone and locale
	"$quanze" diff -q -t xml "$old" "$new" >"$work/one" 2>/dev/null
	TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8 "$quanze" diff -q -t xml "$old" "$new" 2>/dev/null | cmp -s - "$work/one" && ok || not_ok "other bytes in another locale"
	# an office's own figures
	mkdir -p "$work/own/data"
	sed 's/least="50"/least="100"/' data/diff.xml >"$work/own/data/diff.xml"
	expect "own figures" 1 "$quanze" diff -q -t json --resources "$work/own" "$old" "$new"
	grep -q '"added": 1' "$work/stdout" && ok || not_ok "--resources: own figures are not used"
	sed 's/ least="50"//' data/diff.xml >"$work/own/data/diff.xml"
	expect "wrong figures" 3 "$quanze" diff -q -t json --resources "$work/own" "$old" "$new"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
