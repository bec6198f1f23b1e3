#!/bin/bash
# Cases: an input with expected files beside it.
#
#   tests/run.sh [--regen] [PATTERN]     (errors: tests/errors.sh alone)
#
# tests/cases/DIR/NAME.EXT is an input (for DIR = samples: samples/NAME.EXT).
# What is expected decides what runs:
#   NAME.EXT.xml .html .txt .docx.xml   outputs of convert (.docx.xml: word/document.xml)
#   NAME.EXT.diag                       what convert says on stderr
#   NAME.EXT.validate                   the report of validate; last line: its exit status
#   NAME.EXT.json                       validate --format json
#   NAME.EXT.args                       further options for all of them
# tests/cases/marked holds what is expected of tests/diff/*.xml, two revisions in one document.
# An input without any of these fails. --regen writes those that exist anew (and
# .xml and .diag where there is none): git diff is the review.
#
# QUANZE is the program (default out/quanze), RUNNER a prefix such as valgrind.
set -u
cd "$(dirname "$0")/.." || exit 1
quanze=${QUANZE:-out/quanze}
regen=
[ "${1:-}" = --regen ] && { regen=1; shift; }
pattern=${1:-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC
unset SOURCE_DATE_EPOCH
passed=0 failed=0

ok() { passed=$((passed + 1)); }
not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
}
# Messages are pinned in Chinese: this makes the program choose them.
speak_chinese() { LC_ALL=zh_CN.UTF-8 "$@"; }
run() { speak_chinese ${RUNNER:-} "$quanze" "$@"; }

# compare NAME EXPECTED FOUND: the same bytes, or a difference shown.
compare() {
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

one_case() {
	local input=$1 expect=$2 name=$3 args='' stem
	[ -f "$expect.args" ] && args=$(cat "$expect.args")
	stem=$(basename "${input%.*}")
	rm -rf "$work/out"
	# shellcheck disable=SC2086
	run convert --as-of 2026-11-24 -v $args -o "$work/out" "$input" >"$work/stdout" 2>"$work/diag"
	local status=$?
	sed -i "s|^$input:|$(basename "$input"):|" "$work/diag"
	echo "exit $status" >>"$work/diag"
	[ -f "$work/out/$stem.docx" ] && unzip -p "$work/out/$stem.docx" word/document.xml >"$work/out/$stem.docx.xml"
	if [ "$regen" ]; then
		[ -f "$work/out/$stem.xml" ] && [[ $input != *.xml ]] && touch "$expect.xml"
		touch "$expect.diag"
	fi
	local any=
	for kind in xml html txt docx.xml; do
		[ -f "$expect.$kind" ] || continue
		any=1
		if [ -f "$work/out/$stem.$kind" ]; then compare "$name.$kind" "$expect.$kind" "$work/out/$stem.$kind"; else not_ok "$name.$kind: not written"; fi
	done
	if [ -f "$expect.diag" ]; then any=1; compare "$name.diag" "$expect.diag" "$work/diag"; fi
	if [ -f "$work/out/$stem.xml" ]; then
		local schema=list
		grep -q '<list [^>]*diff="' "$work/out/$stem.xml" && schema=diff
		if xmllint --noout --schema xsd/quanze-$schema.xsd "$work/out/$stem.xml" 2>"$work/xmllint"; then ok; else not_ok "$name: xmllint"; cat "$work/xmllint"; fi
	fi
	for kind in validate json; do
		[ -f "$expect.$kind" ] || continue
		any=1
		local format=text
		[ $kind = json ] && format=json
		# shellcheck disable=SC2086
		run validate --as-of 2026-11-24 --format $format $args "$input" >"$work/report" 2>&1
		echo "exit $?" >>"$work/report"
		sed -i "s|$input|$(basename "$input")|" "$work/report"
		compare "$name.$kind" "$expect.$kind" "$work/report"
	done
	[ "$any" ] || not_ok "$name: no expectation"
}

is_expectation() { case $1 in *.*.xml | *.*.html | *.*.txt | *.diag | *.validate | *.json | *.args | *.docx.xml | *.no-roundtrip) return 0 ;; *) return 1 ;; esac; }

for input in samples/*.*; do
	name=samples/$(basename "$input")
	case $name in *"$pattern"*) one_case "$input" "tests/cases/$name" "$name" ;; esac
done
for input in tests/diff/*.xml; do
	name=marked/$(basename "$input")
	case $name in *"$pattern"*) one_case "$input" "tests/cases/$name" "$name" ;; esac
done
for input in tests/cases/*/*; do
	case $input in tests/cases/samples/* | tests/cases/marked/*) continue ;; esac
	is_expectation "$input" && continue
	case $input in *"$pattern"*) one_case "$input" "$input" "${input#tests/cases/}" ;; esac
done

# The same bytes again, in another time zone and locale, and from another folder.
same_bytes() {
	local input=$1 a=$work/a b=$work/b
	rm -rf "$a" "$b"
	run convert -q -o "$a" "$input" 2>/dev/null
	TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8 ${RUNNER:-} "$quanze" convert -q -o "$b" "$input" 2>/dev/null
	if [ -n "$(ls "$a")" ] && diff -r "$a" "$b" >/dev/null; then ok; else not_ok "same bytes: $input"; fi
}
# The stylesheets give the same result under bare xsltproc (text: before its lines are broken).
bare_xsltproc() {
	local input=$1 html=${2:-html/main} text=${3:-text/main} docx=${4:-docx/main} stem
	stem=$(basename "${input%.*}")
	rm -rf "$work/out"
	run convert -q --profile full -t xml,html,txt -o "$work/out" "$input" 2>/dev/null
	xsltproc "xslt/$html.xsl" "$work/out/$stem.xml" >"$work/bare.html" && cmp -s "$work/bare.html" "$work/out/$stem.html" && ok || not_ok "xsltproc html: $input"
	xsltproc "xslt/$text.xsl" "$work/out/$stem.xml" | tr -d ' \n' >"$work/bare.txt" && tr -d ' \n' <"$work/out/$stem.txt" | cmp -s - "$work/bare.txt" && ok || not_ok "xsltproc text: $input"
	xsltproc "xslt/$docx.xsl" "$work/out/$stem.xml" >"$work/bare.xml" && xmllint --noout "$work/bare.xml" && ok || not_ok "xsltproc docx: $input"
}
# Both lists that a marked document holds are lists; no text that stands on one side alone is lost in an output.
both_readings() {
	local document=$1 side stem
	stem=$(basename "${document%.xml}")
	for side in old new; do
		xsltproc --stringparam side $side tests/diff/project.xsl "$document" | xmllint --noout --schema xsd/quanze-list.xsd - 2>/dev/null && ok || not_ok "$document: the $side list"
	done
	run convert -q -o "$work/views" "$document" 2>/dev/null
	unzip -p "$work/views/$stem.docx" word/document.xml >"$work/views/$stem.docx.xml"
	python3 tests/diff/shown.py "$document" "$work/views/$stem".{txt,html,docx.xml} >"$work/log" 2>&1 && ok || { not_ok "$document: not all is shown"; head -n 6 "$work/log"; }
}
# A document as input gives the same document, page, Word file and text.
same_document() {
	local input=$1 a=$work/a b=$work/b
	rm -rf "$a" "$b"
	run convert -q -o "$a" "$input" 2>/dev/null
	run convert -q -o "$b" "$a"/*.xml 2>/dev/null
	if [ -n "$(ls "$b")" ] && diff -r "$a" "$b" >/dev/null; then ok; else not_ok "document as input: $input"; fi
}
# Our own Word file and workbook, read back, are the same document.
round_trip() {
	local input=$1 stem kind
	stem=$(basename "${input%.*}")
	rm -rf "$work/a" "$work/b"
	run convert -q -t xml,docx,xlsx -o "$work/a" "$input" >/dev/null 2>&1
	[ -f "$work/a/$stem.xml" ] || return # refused, as its other expectations say
	for kind in docx xlsx; do
		[ $kind = docx ] && [ -f "tests/cases/$input.no-roundtrip" ] && continue
		run convert -q -t xml -o "$work/b" "$work/a/$stem.$kind" >/dev/null 2>&1
		python3 tests/roundtrip.py "$work/a/$stem.xml" "$work/b/$stem.xml" >"$work/log" 2>&1 && ok || { not_ok "round trip: $input as $kind"; head -n 6 "$work/log"; }
	done
}
if [ -z "$pattern" ] && [ -z "$regen" ]; then
	# NAME.EXT.no-roundtrip says what the Word file cannot carry.
	for input in samples/*.* tests/cases/layout/*; do
		is_expectation "$input" || [ -f "$input.no-roundtrip" ] || round_trip "$input"
	done
	for input in samples/*.*; do
		same_bytes "$input"
		same_document "$input"
		bare_xsltproc "$input"
	done
	for document in tests/diff/*.xml; do
		same_bytes "$document"
		both_readings "$document"
		bare_xsltproc "$document" diff/html diff/text diff/docx
	done
	# What diff shows where it is asked for more, or for less.
	compared() { run diff -q "$@" tests/diff/cases/all.old.tsv tests/diff/cases/all.new.tsv 2>/dev/null; }
	[ "$(compared | grep -c '保留的事项（\|-~,-')" = 1 ] && ok || not_ok "diff: marks of form"
	[ "$(compared --ignore-layout | grep -c '保留的事项（\|-~,-')" = 0 ] && ok || not_ok "diff --ignore-layout: marks of form"
	[ "$(compared --list-kept | grep -c '保留的事项（3项）\|  - 第[137]项')" = 4 ] && ok || not_ok "diff --list-kept: the items kept"
	compared -t docx,html,txt,json,xml -o "$work/compared" >/dev/null
	[ "$(ls "$work/compared" | wc -l)" = 5 ] && ok || not_ok "diff: outputs missing"
	# Documents of every released version stay valid.
	for document in tests/compat/*/*.xml; do
		xmllint --noout --schema xsd/quanze-list.xsd "$document" 2>/dev/null && ok || not_ok "compat: $document"
	done
	# The example of an office's own layout: its fonts and sizes, and no parameter missing.
	run convert -q -t docx --resources samples/office -o "$work/office" samples/county-archives.tsv 2>/dev/null
	unzip -p "$work/office/county-archives.docx" word/styles.xml | grep -q '华文中宋.*w:line="340".*w:sz w:val="24"' && ok || not_ok "samples/office: its parameters are not used"
	parameters() { grep -o 'variable name="[^"]*"' "$1"; }
	diff <(parameters xslt/docx/parameters.xsl) <(parameters samples/office/xslt/docx/parameters.xsl) && ok || not_ok "samples/office: other parameters than xslt/docx"
	. tests/edited.sh
	# A batch is summed up.
	run convert -q -o "$work/summed" samples >/dev/null 2>&1
	for name in index.html summary.xml summary.docx summary.tsv summary.json; do
		[ -s "$work/summed/$name" ] && ok || not_ok "summary: no $name"
	done
	xmllint --noout --schema xsd/quanze-summary.xsd "$work/summed/summary.xml" 2>/dev/null && ok || not_ok "summary: schema"
	. tests/errors.sh
fi
[ "$pattern" = errors ] && . tests/errors.sh
[ "$pattern" = edited ] && . tests/edited.sh
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
