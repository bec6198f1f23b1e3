#!/bin/bash
# Lists held against a catalogue.  tests/catalogue/run.sh [--regen] [PATTERN]
#
# cases/NAME.args are operands and options of `diff`; NAME.json and NAME.txt are what
# it says, last line: the exit status. Every output must be valid: XML and JSON by
# their schemas, the page, the Word file and the workbook well-formed.
set -u
cd "$(dirname "$0")/../.." || exit 1
quanze=${QUANZE:-out/quanze}
regen=
[ "${1:-}" = --regen ] && { regen=1; shift; }
pattern=${1:-}
here=tests/catalogue
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1793491200
python=python3
"$python" -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3
passed=0 failed=0
ok() { passed=$((passed + 1)); }
not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
}
compare() { # EXPECTED FOUND
	if [ "$regen" ]; then
		cp "$2" "$1"
		ok
	elif cmp -s "$1" "$2"; then
		ok
	else
		not_ok "$1"
		diff "$1" "$2" | cut -c1-200 | head -n 12
	fi
}
hold() { "$quanze" diff -q "$@"; }
# The counts of a list are those of its findings, and each item of either side is told once.
counts() {
	"$python" - "$1" <<'END'
import json, sys
told = json.load(open(sys.argv[1], encoding='utf-8'))
for found in told['lists']:
    kinds = [f['kind'] for f in found['findings']]
    assert all(found[k] == kinds.count(k) for k in ('missing', 'surplus', 'differs', 'unsure', 'split', 'merged', 'repeated', 'passed')), found['file']
    model = found['same'] + sum(1 if len(f['own']) > 1 and f['kind'] == 'repeated' else len(f['model']) for f in found['findings'])
    own = found['same'] + sum(1 if len(f['model']) > 1 and f['kind'] == 'repeated' else len(f['own']) for f in found['findings'])
    # an item that is repeated is told beside its twin, which is told, or the same, by itself
    twins_own = sum(1 for f in found['findings'] if f['kind'] == 'repeated' and len(f['own']) > 1)
    twins_model = sum(1 for f in found['findings'] if f['kind'] == 'repeated' and len(f['model']) > 1)
    assert model - twins_own - twins_model == told['model']['items'], (found['file'], model, twins_own, twins_model)
    assert own - twins_own - twins_model == found['items'], (found['file'], own)
    for f in found['findings']:
        assert bool(f['model']) == (f['kind'] != 'surplus') and bool(f['own']) == (f['kind'] not in ('missing', 'passed'))
assert all(told['totals'][k] == sum(l[k] for l in told['lists']) for k in told['totals'] if k not in ('lists', 'unread'))
END
}
for args in $here/cases/*.args; do
	name=$(basename "${args%.args}")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	eval "set -- $(cat "$args")"
	for kind in json txt; do
		hold "$@" -t $kind >"$work/$kind" 2>"$work/stderr"
		status=$?
		grep -q 'Sanitizer\|runtime error' "$work/stderr" && not_ok "$name: $(grep -m1 'Sanitizer\|runtime error' "$work/stderr")"
		[ $kind = json ] && cp "$work/json" "$work/bare.json"
		printf '\nexit %s\n' $status >>"$work/$kind"
		compare "$here/cases/$name.$kind" "$work/$kind"
	done
	"$python" tests/fits.py xsd/quanze-catalogue.schema.json "$work/bare.json" >"$work/log" 2>&1 && ok || { not_ok "$name: JSON schema"; head -n 4 "$work/log"; }
	counts "$work/bare.json" 2>"$work/log" && ok || { not_ok "$name: counts"; tail -n 2 "$work/log"; }
	hold "$@" -t xml >"$work/xml" 2>/dev/null
	xmllint --noout --schema xsd/quanze-catalogue.xsd "$work/xml" 2>"$work/log" && ok || { not_ok "$name: schema"; head -n 4 "$work/log"; }
	hold "$@" -t html,docx,xlsx -o "$work/out/report.html" 2>/dev/null
	"$python" - "$work/out/report.html" <<'END' && ok || not_ok "$name: page"
import sys, html.parser
class Page(html.parser.HTMLParser):
    def __init__(self): super().__init__(); self.ids = []; self.links = []; self.open = []
    def handle_starttag(self, tag, attrs):
        self.ids += [v for k, v in attrs if k == 'id']; self.links += [v for k, v in attrs if k == 'href']
        if tag not in ('meta', 'br'): self.open.append(tag)
    def handle_endtag(self, tag): assert self.open.pop() == tag
page = Page(); page.feed(open(sys.argv[1], encoding='utf-8').read())
assert not page.open and len(set(page.ids)) == len(page.ids) and all(l[0] == '#' and l[1:] in page.ids for l in page.links)
END
	/usr/bin/python3 - "$work/out/report.docx" <<'END' && ok || not_ok "$name: Word file"
import sys, zipfile, xml.etree.ElementTree as ET
w = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
archive = zipfile.ZipFile(sys.argv[1])
parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
for table in parts['word/document.xml'].iter(w + 'tbl'):
    grid = [int(c.get(w + 'w')) for c in table.find(w + 'tblGrid')]
    assert sum(grid) == int(table.find(w + 'tblPr/' + w + 'tblW').get(w + 'w')) and sum(grid) in (8844, 12756), grid
    for row in table.iter(w + 'tr'):
        cells = row.findall(w + 'tc')
        assert [int(c.find(w + 'tcPr/' + w + 'tcW').get(w + 'w')) for c in cells] == grid
        assert all(list(c)[-1].tag == w + 'p' for c in cells)
END
	/usr/bin/python3 - "$work/out/report.xlsx" "$work/xml" <<'END' && ok || not_ok "$name: workbook"
import sys, zipfile, xml.etree.ElementTree as ET
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
c = '{urn:quanze:catalogue:1}'
told = ET.parse(sys.argv[2]).getroot()
lists, findings = told.findall(c + 'list'), told.findall(f'{c}list/{c}finding')
rows = sum(sum(len(d) or 1 for d in f.findall(c + 'difference')) or 1 for f in findings)
details = book.worksheets[1]
assert details.max_row == rows + 1, (details.max_row, rows)
assert details.auto_filter.ref == (f'A1:J{rows + 1}' if rows else None)
names = {cell.value for row in details.iter_rows(min_row=2) for cell in row}
assert all(cell.data_type in 'sn' for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
for finding in findings:
    for item in list(finding.findall(c + 'model')) + list(finding.findall(c + 'own')):
        assert any(item.get('name') in (name or '') for name in names), item.get('name')
assert [cell.value for cell in book.worksheets[0][2]][1] == int(lists[0].get('items'))
END
done
expect() { # NAME STATUS COMMAND…: standard output is in $work/stdout
	local name=$1 status=$2
	shift 2
	"$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	[ $found = "$status" ] && ok || { not_ok "$name: exit $found"; head -n 4 "$work/stderr"; }
}
said() { grep -q "$1" "$work/stderr" && ok || { not_ok "not said: $1"; head -n 3 "$work/stderr"; }; }
if [ -z "$pattern" ]; then
	model=$here/model.tsv list=$here/lists/云溪县.tsv
	mkdir "$work/in"
	cp $here/lists/*.tsv "$work/in"
	# the same bytes by one worker and by several, in another time zone and locale, to files and to standard output
	hold --catalogue $model -j1 -t xml,json,docx,xlsx,html,txt -o "$work/j1" "$work/in" >"$work/log" 2>&1
	hold --catalogue $model -j8 -t xml,json,docx,xlsx,html,txt -o "$work/j8" "$work/in" >"$work/log" 2>&1
	[ "$(ls "$work/j1" | wc -l)" = 6 ] && diff -r "$work/j1" "$work/j8" && ok || not_ok "-j1 and -j8 differ"
	env TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 "$quanze" diff -q --catalogue $model -t xlsx -o - "$work/in" 2>/dev/null | cmp -s - "$work/j1/catalogue.xlsx" && ok || not_ok "other bytes in another locale"
	# names of outputs
	expect "one list" 1 hold --catalogue $model -t json -o "$work/one" "$list"
	[ "$(ls "$work/one")" = 云溪县.catalogue.json ] && ok || not_ok "one list: $(ls "$work/one")"
	expect "a name" 1 hold --catalogue $model -o "$work/named/对照情况.xlsx" $here/lists
	[ "$(ls "$work/named")" = 对照情况.xlsx ] && ok || not_ok "a name: $(ls "$work/named")"
	expect "another format than the name's" 2 hold --catalogue $model -t json -o "$work/named/对照情况.xlsx" $here/lists
	# our own XML is a list, and a catalogue
	"$quanze" convert -q -t xml -o "$work/own" $model "$list" 2>/dev/null
	hold --catalogue "$work/own/model.xml" -t json "$work/own/云溪县.xml" 2>/dev/null | sed 's/"file": .*//' >"$work/one.json"
	hold --catalogue $model -t json "$list" 2>/dev/null | sed 's/"file": .*//' | cmp -s - "$work/one.json" && ok || not_ok "our own XML says something else"
	# nothing is ever replaced that was read
	cp $model "$work/in/总目录.tsv"
	expect "the catalogue in the folder of lists" 1 "$quanze" diff --catalogue "$work/in/总目录.tsv" -t json "$work/in"
	grep -q '"lists": 2' "$work/stdout" && ok || not_ok "the catalogue is held against itself"
	said '总目录.tsv'
	expect "the catalogue as a list" 2 hold --catalogue $model $model
	cp "$list" "$work/in/report.html"
	expect "a list is not replaced" 4 hold --catalogue $model -o "$work/in/report.html" "$work/in"
	cmp -s "$list" "$work/in/report.html" && ok || not_ok "a list was replaced"
	cp $model "$work/model.xlsx"
	expect "the catalogue is not replaced" 4 hold --catalogue "$work/model.xlsx" -o "$work/model.xlsx" "$list"
	cmp -s $model "$work/model.xlsx" && ok || not_ok "the catalogue was replaced"
	rm "$work/in/report.html" "$work/in/总目录.tsv"
	# what cannot be done
	expect "no catalogue" 3 hold --catalogue "$work/none.tsv" "$list"
	[ -s "$work/stdout" ] && not_ok "no catalogue: something was written" || ok
	printf '' >"$work/empty.tsv"
	expect "an empty catalogue" 3 hold --catalogue "$work/empty.tsv" "$list"
	head -n 1 $model >"$work/head.tsv"
	expect "a catalogue without items" 3 hold --catalogue "$work/head.tsv" "$list"
	printf 'PK\003\004broken' >"$work/broken.xlsx"
	expect "a broken catalogue" 3 hold --catalogue "$work/broken.xlsx" "$list"
	expect "a catalogue that is no list" 3 hold --catalogue tests/catalogue/run.sh "$list"
	expect "two revisions as a catalogue" 3 hold --catalogue tests/diff/marked.xml "$list"
	expect "a folder as a catalogue" 3 hold --catalogue $here/lists "$list"
	expect "one bad list of several" 3 hold --catalogue $model -t json "$work/broken.xlsx" "$list"
	grep -q '"unread": 1' "$work/stdout" && grep -q '"missing": 2' "$work/stdout" && ok || not_ok "one bad list stops the others"
	expect "no list" 2 hold --catalogue $model
	expect "no list there" 3 hold --catalogue $model "$work/none.tsv"
	expect "no such level" 2 hold --catalogue $model --level 地级 "$list"
	said 县级
	expect "a level without a catalogue" 2 hold --level 县级 "$list" "$list"
	expect "a workbook of two revisions" 2 hold -t xlsx "$list" "$list"
	expect "an option of two revisions" 2 hold --catalogue $model --list-kept "$list"
	expect "two outputs on one stream" 2 hold --catalogue $model -t json,xml -o - "$list"
	expect "no such output" 2 hold --catalogue $model -t pdf "$list"
	printf x >"$work/file"
	expect "no folder" 4 hold --catalogue $model -t json -o "$work/file" "$list"
	expect "standard input as a list" 1 hold --catalogue $model -t json - <"$list"
	expect "standard input as the catalogue" 2 hold --catalogue - -t json "$list"
	# an office's own figures
	mkdir -p "$work/own/data"
	sed 's/ sure="75"/ sure="100"/' data/diff.xml >"$work/own/data/diff.xml"
	expect "own figures" 1 hold --catalogue $model -t json --resources "$work/own" "$list"
	grep -q '"unsure": 3' "$work/stdout" && ok || not_ok "--resources: own figures are not used"
	sed 's/ sure="75"//;/<exercised>/,/<\/exercised>/d' data/diff.xml >"$work/own/data/diff.xml"
	expect "figures of an earlier version" 1 hold --catalogue $model -t json --resources "$work/own" "$list"
	# strings that try to be more than text
	"$python" $here/inert.py "$quanze" >"$work/log" 2>&1 && ok || { not_ok "injection"; head -n 5 "$work/log"; }
	# catalogues with known differences
	"$python" $here/mutate.py "$quanze" --catalogues 8 samples/*.tsv >"$work/log" 2>&1 && ok || { not_ok "known differences"; tail -n 5 "$work/log"; }
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
