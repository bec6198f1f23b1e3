#!/bin/bash
# What an amendment touches.  tests/impact/run.sh [--regen] [PATTERN]
#
# cases/NAME.args are the options of `impact` over lists/; NAME.json and NAME.txt
# are what it says, last line: the exit status. Every output must be valid: XML and
# JSON by their schemas, the page and the Word file well-formed.
set -u
cd "$(dirname "$0")/../.." || exit 1
quanze=${QUANZE:-out/quanze}
regen=
[ "${1:-}" = --regen ] && { regen=1; shift; }
pattern=${1:-}
here=tests/impact
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
impact() { "$quanze" impact -q --laws $here/laws.xml --as-of 2026-11-01 "$@"; }
fits() { "$python" tests/fits.py xsd/quanze-impact.schema.json "$1" >"$work/log" 2>&1 && ok || { not_ok "$2: JSON schema"; head -n 4 "$work/log"; }; }
valid() { xmllint --noout --schema xsd/quanze-impact.xsd "$1" 2>"$work/log" && ok || { not_ok "$2: schema"; head -n 4 "$work/log"; }; }
for args in $here/cases/*.args; do
	name=$(basename "${args%.args}")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	eval "set -- $(cat "$args")"
	for kind in json text; do
		impact "$@" -t $kind $here/lists >"$work/$kind" 2>"$work/stderr"
		status=$?
		grep -q 'Sanitizer\|runtime error' "$work/stderr" && not_ok "$name: $(grep -m1 'Sanitizer\|runtime error' "$work/stderr")"
		[ $kind = json ] && cp "$work/json" "$work/bare.json"
		printf '\nexit %s\n' $status >>"$work/$kind"
	done
	compare "$here/cases/$name.json" "$work/json"
	compare "$here/cases/$name.txt" "$work/text"
	fits "$work/bare.json" "$name"
	impact "$@" -t xml $here/lists >"$work/xml" 2>/dev/null
	valid "$work/xml" "$name"
	impact "$@" -t html -o "$work/page.html" $here/lists 2>/dev/null
	"$python" - "$work/page.html" <<'END' && ok || not_ok "$name: page"
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
	impact "$@" -t docx -o "$work/sheet.docx" $here/lists 2>/dev/null
	/usr/bin/python3 - "$work/sheet.docx" <<'END' && ok || not_ok "$name: Word file"
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
done
expect() { # NAME STATUS COMMAND…: standard output is in $work/stdout
	local name=$1 status=$2
	shift 2
	"$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	[ $found = "$status" ] && ok || { not_ok "$name: exit $found"; head -n 4 "$work/stderr"; }
}
if [ -z "$pattern" ]; then
	list=$here/lists/water.tsv
	law='--law 水塔法 --from 2010-06-01'
	# the same bytes by one worker and by several, in another time zone and locale, to a file and to standard output
	impact $law -j1 -t xml $here/lists >"$work/one" 2>/dev/null
	impact $law -j4 -t xml $here/lists 2>/dev/null | cmp -s - "$work/one" && ok || not_ok "-j1 and -j4 differ"
	env TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 "$quanze" impact -q --laws $here/laws.xml --as-of 2026-11-01 $law -t xml $here/lists 2>/dev/null | cmp -s - "$work/one" && ok || not_ok "other bytes in another locale"
	impact $law -t docx $here/lists >"$work/one.docx" 2>/dev/null
	impact $law -o "$work/out/two.docx" $here/lists 2>/dev/null
	cmp -s "$work/one.docx" "$work/out/two.docx" && ok || not_ok "the format of a file by its name"
	# our own XML, a folder of outputs and its summary say the same as the list
	# (notes are passed over by a batch: under another name the file is a list that failed)
	mkdir "$work/lists"
	cp $here/lists/*.tsv "$work/lists"
	cp $here/lists/notes.txt "$work/lists/scan.txt"
	"$quanze" convert -q -t xml,html -o "$work/batch" "$work/lists" 2>/dev/null
	for input in "$work/batch" "$work/batch/summary.xml"; do
		impact $law -t json "$input" 2>"$work/stderr" | "$python" -c 'import json,sys; a=json.load(sys.stdin); print(a["totals"]["touched"], a["totals"]["lists"])' >"$work/told"
		[ "$(cat "$work/told")" = "10 2" ] && ok || not_ok "$input: $(cat "$work/told")"
		grep -q 'scan.txt' "$work/stderr" && ok || not_ok "a list without outputs is not named"
	done
	expect "our own XML" 1 impact $law "$work/batch/water.xml"
	# a report written where lists are is no list
	cp $here/lists/*.tsv "$work/out"
	expect "a folder with its report" 1 impact $law -o "$work/out/two.docx" "$work/out"
	[ "$(impact $law -t json -o - "$work/out" 2>/dev/null | "$python" -c 'import json,sys; print(json.load(sys.stdin)["totals"]["lists"])')" = 2 ] && ok || not_ok "a report is taken for a list"
	cp "$list" "$work/out/mine.html"
	expect "a list is not replaced by the report" 4 impact $law --from 2010-06-01 -o "$work/out/mine.html" "$work/out"
	cmp -s "$list" "$work/out/mine.html" && ok || not_ok "a list was replaced"
	rm "$work/out/mine.html"
	# what is touched, and what cannot be done
	expect "nothing touched" 0 impact --law 会计法 --from 2017-11-04 "$list"
	grep -q 没有涉及的事项 "$work/stdout" && ok || not_ok "nothing touched: not said"
	expect "the name that a law had" 1 impact --law 蓄水塔法 --from 2010-06-01 "$list"
	expect "the day of promulgation" 1 impact --law 中华人民共和国水塔法 --from 2010-06-03 "$list"
	expect "no law" 2 impact "$list"
	expect "no list" 2 impact $law
	expect "a law that nobody knows" 2 impact --law 云溪县水桶办法 "$list"
	grep -q 'amendment-unknown' "$work/stderr" && ok || not_ok "a law that nobody knows: not said"
	expect "a day that is no version's" 2 impact --law 水塔法 --from 2010-09-01 "$list"
	grep -q '2001-03-01, 2010-06-01, 2022-04-20' "$work/stderr" && ok || not_ok "the versions that there are: not said"
	expect "the last version" 2 impact --law 水塔法 --from 2022-04-20 "$list"
	expect "no day" 2 impact --law 水塔法 --from 2010/06/01 "$list"
	expect "no such format" 2 impact $law -t sarif "$list"
	expect "no such file" 3 impact $law "$work/none.tsv"
	expect "one list of several" 3 impact $law "$work/none.tsv" "$list"
	grep -q 水塔年度检查 "$work/stdout" && ok || not_ok "one bad list stops the others"
	printf x >"$work/file"
	expect "no folder" 4 impact $law -o "$work/file/a.html" "$list"
	expect "no texts" 3 impact $law --law-texts "$work/none" "$list"
	# a text that is broken is said, and the register alone speaks
	mkdir -p "$work/texts/texts"
	printf '<law-text>' >"$work/texts/texts/水塔法.xml"
	expect "a broken text" 1 impact $law --law-texts "$work/texts" -t json "$list"
	grep -q 'law-text-broken' "$work/stderr" && ok || not_ok "a broken text: not said"
	grep -q '"text"' "$work/stdout" && not_ok "a broken text: used" || ok
	# strings that try to be more than text
	"$python" $here/inert.py "$quanze" >"$work/log" 2>&1 && ok || { not_ok "injection"; head -n 5 "$work/log"; }
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
