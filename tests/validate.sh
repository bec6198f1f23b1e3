#!/bin/bash
# validate as a gate in a script: a folder of submissions, exit statuses, totals
# in JSON, and the second round beside the first one's report.  validate.sh OUT
set -u
cd "$(dirname "$0")/.." || exit 1
out=${1:-out}
quanze=${QUANZE:-$PWD/$out/quanze}
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795000000
for python in /usr/bin/python3 python3; do $python -c 'import jsonschema' 2>/dev/null && break; done

check() { # NAME COMMAND…
	local name=$1
	shift
	if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "not ok - $name"
		head -n 8 "$work/log"
	fi
}
status() { # EXPECTED ARGUMENTS…: the exit status of validate
	local expected=$1
	shift
	"$quanze" validate "$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	[ $found = "$expected" ] || { echo "exit $found, expected $expected"; cat "$work/stderr"; false; }
}
says() { grep -qF -- "$1" "$work/stdout"; }
complains() { grep -qF -- "$1" "$work/stderr"; }
fits() { "$python" tests/fits.py xsd/quanze-report.schema.json "$@"; }
# holds FILE CONDITION: of the report r
holds() { python3 -c "
import json, sys
r = json.load(open(sys.argv[1], encoding='utf-8'))
assert $2, r.get('since') or r['totals']" "$1"; }

# ---- a folder of submissions ----
in=$work/in
mkdir -p "$in/a" "$in/b"
cp samples/jiuquan-wangxin.tsv "$in/a/list.tsv"
# laws that no register has
strange() { sed -E 's/《(中华人民共和国)?/《甲县/g' "$1"; }
strange samples/township-services.tsv >"$in/b/list.tsv"
strange samples/county-archives.tsv >"$in/good.tsv"
check 'a folder with errors: 1' status 1 "$in"
check 'its totals are summed up' says '3 files in all: 11 errors, 25 warnings, 40 style, 16 info'
check 'a list without errors: 0' status 0 "$in/good.tsv"
check 'a list with information alone passes style' status 0 --fail-on style "$in/good.tsv"
check 'and does not pass info' status 1 --fail-on info "$in/good.tsv"
check 'never fails' status 0 --fail-on never "$in"
check 'one that cannot be read: 3, the others are judged' status 3 --format json "$in/nowhere.tsv" "$in"
check 'and are in the report' holds "$work/stdout" "[len(i['findings']) > 0 for i in r['inputs']] == [True] * 4 and r['inputs'][0]['title'] is None"
check 'that fits the schema' fits "$work/stdout"
check 'no such option: 2' status 2 --frobnicate "$in"
: >"$work/file"
check 'a report that cannot be written: 4' status 4 --format json -o "$work/file" "$in"
check 'JSON: 1' status 1 --format json "$in"
cp "$work/stdout" "$work/first.json"
check 'JSON: totals' holds "$work/first.json" "r['totals'] == {'error': 11, 'warning': 25, 'style': 40, 'info': 16} and [i['items'] for i in r['inputs']] == [14, 4, 3]"
check 'JSON: totals are those of the inputs' holds "$work/first.json" "sum(r['totals'].values()) == sum(len(i['findings']) for i in r['inputs'])"
check 'JSON: laws that were not judged' holds "$work/first.json" "[sum(l['citations'] for l in i['lawsNotJudged']) for i in r['inputs']] == [0, 4, 4] and all(sum(l['citations'] for l in i['lawsNotJudged']) == sum(f['rule'] == 'law-unknown' for f in i['findings']) for i in r['inputs'])"
check 'JSON: the excerpts are marked' holds "$work/first.json" "[f['excerpt']['text'][f['excerpt']['at']:][:f['excerpt']['length']] for f in r['inputs'][0]['findings'] if f['rule'] in ('doubled-character', 'penalty-moved')] == ['第六十四条', '的的', '第六十六条']"
check 'JSON fits the schema' fits "$work/first.json"
check 'one process or four: the same bytes' cmp "$work/first.json" <("$quanze" validate -j1 --format json "$in")
check 'a second run: the same bytes' cmp "$work/first.json" <("$quanze" validate -j4 --format json "$in")
LC_ALL=zh_CN.UTF-8 "$quanze" validate --format json "$in" >"$work/zh.json"
check 'JSON in Chinese fits too' fits "$work/zh.json"
check 'and has the same facts' python3 -c "
import json
a, b = (json.load(open('$work/' + n + '.json')) for n in ('first', 'zh'))
facts = lambda r: [[(f['rule'], f['pos'], f['data']) for f in i['findings']] for i in r['inputs']]
assert facts(a) == facts(b)"
check 'text: laws that were not judged' status 1 "$in/b/list.tsv"
check 'text: they are counted and named' says 'laws not judged to be in force: 3 that the law register lacks, 4 citations'
check 'text: by name' says '《甲县老年人权益保障法》'
check 'articles are written as people do' grep -q 'article 70 and 69\.' <("$quanze" validate samples/jiuquan-wangxin.tsv)
check 'and in Chinese' grep -q '该条现为第 70、69 条' <(LC_ALL=zh_CN.UTF-8 "$quanze" validate samples/jiuquan-wangxin.tsv)

# ---- a flood is capped, and said ----
check 'at most 3 findings: 1' status 1 --max-findings 3 samples/jiuquan-wangxin.tsv
check 'how many more, of which severity' says ': 72 more are not shown (--max-findings): error 6, warning 24, style 40, info 2'
check 'three are shown' test "$(grep -c '^samples.*\]$' "$work/stdout")" = 3
check 'JSON: at most 20' status 1 --format json --max-findings 20 samples/jiuquan-wangxin.tsv
cp "$work/stdout" "$work/cut.json"
check 'JSON: the worst ones, and how many more' holds "$work/cut.json" "len(r['inputs'][0]['findings']) == 20 and sum(f['severity'] == 'error' for f in r['inputs'][0]['findings']) == 9 and r['inputs'][0]['more'] == {'error': 0, 'warning': 13, 'style': 40, 'info': 2} and r['totals']['style'] == 40"
check 'JSON that was cut fits the schema' fits "$work/cut.json"

# ---- the second round ----
next=$work/next
mkdir -p "$next/a" "$next/b"
# item 3 is gone, a slip is mended, item 6 has its type, a new slip; a new first row moves all others
sed -e '/^3\t/d' -e 's/数据的的处罚/数据的处罚/' -e 's/^\(6\t[^\t]*\)\t\t\(中共\)/\1\t\t行政处罚\t\2/' -e '/^8\t/s/传输的信息/传输的的信息/' samples/jiuquan-wangxin.tsv | sed '1i\清单（第二次报送）' >"$next/a/list.csv"
mv "$next/a/list.csv" "$next/a/list.tsv"
strange samples/township-services.tsv >"$next/b/list.tsv"
check 'since: 1' status 1 --format json --since "$work/first.json" "$next"
cp "$work/stdout" "$work/second.json"
check 'since: fits the schema' fits "$work/second.json"
check 'since: what is fixed' holds "$work/second.json" "sorted({(f['rule'], f['item']) for f in r['inputs'][0]['fixed'] if f['item'] != '3'}) == [('doubled-character', '7'), ('power-type-missing', '6'), ('row-realigned', '6')] and {f['item'] for f in r['inputs'][0]['fixed']} == {'3', '6', '7'}"
check 'since: what is new' holds "$work/second.json" "[(f['rule'], f['item']) for f in r['inputs'][0]['findings'] if f['state'] == 'new' and f['item']] == [('serial-gap', '4'), ('doubled-character', '8')]"
check 'since: every finding of then and now is counted once' holds "$work/second.json" "r['since']['open'] + r['since']['new'] == sum(r['totals'].values()) and r['since']['open'] + r['since']['fixed'] == 86 and r['since']['missing'] == ['$in/good.tsv']"
check 'since: the untouched list is as it was' holds "$work/second.json" "all(f['state'] == 'open' for f in r['inputs'][1]['findings']) and r['inputs'][1]['fixed'] == []"
check 'since: the same report again is all open' status 1 --format json --since "$work/first.json" "$in"
check 'nothing fixed, nothing new' holds "$work/stdout" "(r['since']['fixed'], r['since']['open'], r['since']['new']) == (0, 92, 0)"
check 'since: a report in Chinese serves as well' status 1 --format json --since "$work/zh.json" "$in"
check 'and says the same' holds "$work/stdout" "(r['since']['fixed'], r['since']['open'], r['since']['new']) == (0, 92, 0)"
check 'since: text' status 1 --since "$work/first.json" "$next"
check 'text: counts' grep -qE 'a/list.tsv: since the earlier report \(laws of [0-9-]{10}\): [0-9]+ fixed, [0-9]+ still open, [0-9]+ new$' "$work/stdout"
check 'text: a state for each' says 'warning (new): the serials do not follow'
check 'text: what did not come again' says 'good.tsv'
check 'since: a rule that is off now is not taken for fixed' status 1 --format json --rule citation-superseded=off --since "$work/first.json" "$in/a/list.tsv"
check 'but not looked for' holds "$work/stdout" "r['since']['fixed'] == 0 and r['inputs'][0]['unjudged'] == 9"
check 'since: a file that cannot be read has fixed nothing' status 3 --format json --since "$work/first.json" "$work/nowhere/a/list.tsv"
check 'none of its findings' holds "$work/stdout" "r['since']['fixed'] == 0 and r['inputs'][0]['unjudged'] == 75"
head -n 5 samples/jiuquan-wangxin.tsv >"$next/renamed.tsv"
sed -n '6,7p' samples/jiuquan-wangxin.tsv >>"$next/renamed.tsv"
"$quanze" validate --format json samples/jiuquan-wangxin.tsv >"$work/one.json"
check 'since: the only list under another name' status 0 --format json --since "$work/one.json" "$next/renamed.tsv"
check 'is compared' holds "$work/stdout" "r['since']['open'] == 8 and r['since']['new'] == 0 and r['since']['fixed'] == 67 and not r['since']['missing']"

# ---- SARIF ----
cp samples/jiuquan-wangxin.tsv "$in/清单 1：a%b.tsv"
"$quanze" validate --format sarif "$in" tests/cases/layout/sheets.xlsx "$in/nowhere.tsv" >"$work/a.sarif" 2>/dev/null
# A title that is still missing is the same fault, whatever stands in its place: the body's name then, nothing now.
printf '序号\t事项名称\t权力类型\t行使主体\t实施依据\t责任事项\n1\t对甲的处罚\t行政处罚\t甲县乙局\t《甲法》第一条\t立案责任。\n' >"$work/untitled.tsv"
check 'since: a list without a title' status 1 --format json "$work/untitled.tsv"
cp "$work/stdout" "$work/untitled.json"
printf '2\t对乙的处罚\t行政处罚\t甲县丙局\t《甲法》第一条\t立案责任。\n' >>"$work/untitled.tsv"
check 'since: still without one' status 1 --format json --since "$work/untitled.json" "$work/untitled.tsv"
check 'is neither fixed nor new' holds "$work/stdout" "[f['state'] for f in r['inputs'][0]['findings'] if f['rule'] == 'filing-invalid'] == ['open'] and r['inputs'][0]['fixed'] == []"
LC_ALL=zh_CN.UTF-8 "$quanze" validate --format sarif --since "$work/first.json" "$next" >"$work/b.sarif" 2>/dev/null
check 'SARIF: what its schema asks for' python3 tests/sarif.py "$work/a.sarif" "$work/b.sarif"
# (renamed.tsv is no file of the earlier report: its 8 findings are new)
check 'SARIF: what was put right is absent' python3 -c "
import collections, json
states = collections.Counter(r['baselineState'] for r in json.load(open('$work/b.sarif', encoding='utf-8'))['runs'][0]['results'])
assert states['absent'] == 8 and states['new'] == 3 + 8 and states['unchanged'] == 78, states"
rm "$in/清单 1：a%b.tsv"

# ---- the XSD alone ----
"$quanze" convert -q -t xml -o "$work/xml" samples/jiuquan-wangxin.tsv 2>/dev/null
sed 's/<serial /<number /; s/<\/serial>/<\/number>/' "$work/xml/jiuquan-wangxin.xml" >"$work/wrong.xml"
check 'schema-only: a document is valid although its list has errors: 0' status 0 --schema-only --format json "$work/xml/jiuquan-wangxin.xml"
check 'schema-only: nothing else is judged' holds "$work/stdout" "sum(r['totals'].values()) == 0 and r['inputs'][0]['items'] == 14"
check 'the same is judged without: 1' status 1 "$work/xml/jiuquan-wangxin.xml"
check 'schema-only: a violation: 1' status 1 --schema-only --format json "$work/wrong.xml"
check 'schema-only: is a finding' holds "$work/stdout" "[f['rule'] for f in r['inputs'][0]['findings']][:1] == ['schema-invalid']"
check 'schema-only: what is no XML: 3' status 3 --schema-only samples/jiuquan-wangxin.tsv

# ---- reports as documents ----
docs=$work/docs
valid() { "$quanze" validate --format xml "$@" >"$work/report.xml"; xmllint --noout --schema xsd/quanze-report.xsd "$work/report.xml"; }
words() { unzip -p "$1" word/document.xml | sed 's/<[^>]*>//g'; }
check 'XML fits its schema' valid "$in"
check 'XML beside an earlier report fits' valid --since "$work/first.json" "$next"
check 'XML of what cannot be read fits' valid "$in/nowhere.tsv"
check 'XML that was cut fits' valid --max-findings 5 "$in"
check 'XML holds every finding' python3 -c "
import sys, xml.etree.ElementTree as ET
n = '{urn:quanze:report:1}'
root = ET.parse(sys.argv[1]).getroot()
for i in root.findall(n + 'input'):
    alone = len(i.findall(n + 'finding')) + len(i.findall(n + 'item/' + n + 'finding'))
    shared, laws = len(i.findall(n + 'shared/' + n + 'place')), sum(int(l.get('citations')) for l in i.findall(n + 'law'))
    assert alone + shared + laws == sum(map(int, i.find(n + 'totals').attrib.values())), i.get('file')
" <("$quanze" validate --format xml "$in")
check 'pages: 1, one for each input' status 1 --format html -o "$docs" "$in"
check 'they are named' says "$docs/a/list.report.html"
check 'and are there' test -s "$docs/a/list.report.html" -a -s "$docs/b/list.report.html" -a -s "$docs/good.report.html" -a "$(find "$docs" -type f | wc -l)" = 3
check 'a page: title, item, place, excerpt with a mark, reply' python3 -c "
page = open('$docs/a/list.report.html', encoding='utf-8').read()
for words in ('<h1>退回修改意见</h1>', '<h3 id=\"list1-7\">第 7 项　对在境外存储', '位置：14:5 · penalty-moved', '<mark>的的</mark>', '修改意见：请填写权力类型', '14 处：第 1–14 项'):
    assert words in page, words
assert '--accept-suggestions' not in page and '<script' not in page and \"default-src 'none'\" in page"
check 'a page of a list without faults says so' grep -q '没有发现需要修改的问题' "$docs/good.report.html"
check 'in English' grep -q '<h1>Returned for correction</h1>' <("$quanze" validate --lang en --format html "$in/a/list.tsv")
check 'on standard output one page for all' test "$("$quanze" validate --format html "$in" | grep -o '<h2' | wc -l)" = 3
check 'a page beside an earlier report' grep -q '已改正 8 处，仍存在 65 处，新出现 2 处' <("$quanze" validate --format html --since "$work/first.json" "$next/a/list.tsv")
# Two tables with the same numbers: the item's table is named, and what many items share has ranges of each.
table() {
	echo "<p>甲县乙局$1事项清单</p><table><tr><td>序号</td><td>事项名称</td><td>权力类型</td><td>行使主体</td><td>实施依据</td></tr>"
	for i in $2; do echo "<tr><td>$i</td><td>对第${i}种情形的$1</td><td></td><td>甲县乙局</td><td>《中华人民共和国网络安全法》（2016年11月7日通过）第五十九条</td></tr>"; done
	echo '</table>'
}
{ table 处罚 '1 2 3'; table 检查 '1 2 4 6 7'; } >"$work/tables.html"
check 'two tables: text' status 1 "$work/tables.html"
check 'an item is named by its table, too' grep -qF '甲县乙局检查事项清单: item 2 对第2种情形的检查' "$work/stdout"
check 'two tables: Word' status 1 --format docx -o "$docs" "$work/tables.html"
check 'a warning of many items stands once, with ranges' grep -qF '甲县乙局处罚事项清单 第 1–3 项；甲县乙局检查事项清单 第 1、2、4、6、7 项' <(unzip -p "$docs/tables.report.docx" word/document.xml)
check 'two tables: XML fits' xmllint --noout --schema xsd/quanze-report.xsd <("$quanze" validate --format xml "$work/tables.html")
check 'amendment: an item is named by its table' grep -qF '对第2种情形的检查〔甲县乙局检查事项清单〕' <(LC_ALL=zh_CN.UTF-8 "$quanze" impact --law 网络安全法 --from 2016-11-07 "$work/tables.html" | tr -d '\n')
check 'Word: 1' status 1 --format docx -o "$docs" "$in"
check 'Word: the sheet' python3 -c "
import sys
text = sys.stdin.read()
for words in ('退回修改意见', '有错误 9 处、警告 24 处、格式问题 40 处，分项列于附件', '附件：审核发现的问题', '审核单位（印章）：经办人：　　　年　　月　　日', '请填写权力类型'):
    assert words in text, words
" < <(words "$docs/a/list.report.docx")
check 'Word: nobody is named as addressee' grep -q '退回修改意见　　　　　　　　　　：' <(words "$docs/a/list.report.docx")
check 'Word: the same bytes again' cmp "$docs/a/list.report.docx" <("$quanze" validate --format docx "$in/a/list.tsv" 2>/dev/null)
check 'Word is not for folders that are files: 4' status 4 --format docx -o "$work/file" "$in"

# ---- the workbook sent back ----
marked=$work/marked
check 'workbook: 1' status 1 --format xlsx -o "$marked" tests/cases/layout/sheets.xlsx
check 'workbook: parts, cells, colours, comments, lines' "${SYSTEM_PYTHON:-/usr/bin/python3}" tests/gates/marked.py "$quanze" tests/cases/layout/sheets.xlsx "$marked/sheets.report.xlsx"
check 'workbook: the same bytes again' cmp "$marked/sheets.report.xlsx" <("$quanze" validate --format xlsx tests/cases/layout/sheets.xlsx 2>/dev/null)
check 'workbook: its list is still the same' python3 tests/roundtrip.py <("$quanze" convert -q -t xml -o - tests/cases/layout/sheets.xlsx 2>/dev/null) <("$quanze" convert -q -t xml -o - "$marked/sheets.report.xlsx" 2>/dev/null)
check 'workbook: comments in it are kept' "${SYSTEM_PYTHON:-/usr/bin/python3}" -c "
import openpyxl, subprocess, sys
from openpyxl.comments import Comment
book = openpyxl.load_workbook('tests/cases/layout/untyped.xlsx')
sheet = book.worksheets[0]
for row in sheet.iter_rows(min_row=2):
    for cell in row:
        if cell.value: cell.comment = Comment('部门自己的批注 & 说明', '经办人')
book.save('$work/commented.xlsx')
subprocess.run(['$quanze', 'validate', '-q', '--format', 'xlsx', '-o', '$marked', '$work/commented.xlsx'])
subprocess.run([sys.executable, 'tests/gates/marked.py', '$quanze', '$work/commented.xlsx', '$marked/commented.report.xlsx'], check=True)"
check 'workbook: signed ones are refused' python3 -c "
import subprocess, zipfile
with zipfile.ZipFile('tests/cases/layout/merges.xlsx') as old, zipfile.ZipFile('$work/signed.xlsx', 'w') as new:
    for name in old.namelist(): new.writestr(name, old.read(name))
    new.writestr('_xmlsignatures/origin.sigs', '')
done = subprocess.run(['$quanze', 'validate', '--format', 'xlsx', '-o', '$work/none', '$work/signed.xlsx'], stderr=subprocess.PIPE)
assert done.returncode == 4 and '[mark-refused]' in done.stderr.decode(), (done.returncode, done.stderr.decode())
import os; assert not os.path.exists('$work/none/signed.report.xlsx')"

# ---- reports that are none ----
refused() { # NAME BYTES MESSAGE
	printf '%s' "$2" >"$work/bad.json"
	check "since, $1: 3" status 3 --since "$work/bad.json" "$in/good.tsv"
	check "since, $1: says why" complains "$3"
	check "since, $1: nothing was judged" test ! -s "$work/stdout"
}
deep=$(printf '[%.0s' $(seq 100000))
good='"schema":"urn:quanze:report:1","quanze":"0.1.0","asOf":"2026-01-01"'
refused 'no JSON' 'not json' 'not well-formed JSON'
refused 'cut off' "$(head -c 3000 "$work/first.json")" 'not well-formed JSON'
refused 'empty' '' 'earlier report'
refused 'too deep' "$deep" "not that of a report"
refused 'a member twice' "{$good,\"inputs\":[],\"inputs\":[]}" 'duplicate object key'
refused 'other JSON' '{"version":"2.1.0","runs":[]}' 'its schema is not urn:quanze:report:1'
refused 'an array' '[1,2]' 'its schema is not'
refused 'no inputs' "{$good}" 'not that of a report'
refused 'wrong types' "{$good,\"inputs\":[{\"file\":1,\"findings\":{}}]}" 'not that of a report'
refused 'findings that are none' "{$good,\"inputs\":[{\"file\":\"a\",\"findings\":[1]}]}" 'not that of a report'
refused 'data that are none' "{$good,\"inputs\":[{\"file\":\"a\",\"findings\":[{\"rule\":\"law-unknown\",\"severity\":\"info\",\"data\":[]}]}]}" 'not that of a report'
refused 'a severity that is none' "{$good,\"inputs\":[{\"file\":\"a\",\"findings\":[{\"rule\":\"law-unknown\",\"severity\":\"fatal\"}]}]}" 'not that of a report'
refused 'NUL in a text' "{$good,\"inputs\":[{\"file\":\"a\\u0000b\",\"findings\":[]}]}" 'not well-formed JSON'
refused 'bytes that are no UTF-8' "{$good,\"inputs\":[{\"file\":\"$(printf '\xff\xfe')\",\"findings\":[]}]}" 'not well-formed JSON'
check 'since, cut by --max-findings: 3' status 3 --since "$work/cut.json" samples/jiuquan-wangxin.tsv
check 'since, cut by --max-findings: says so' complains 'cut short by --max-findings'
check 'since, cut by --max-findings: the rule' complains '[report-invalid]'
check 'since, no file: 3' status 3 --since "$work/nowhere.json" "$in/good.tsv"
check 'since, a bomb of values: 3' status 3 --limit report-values=1000 --since "$work/first.json" "$in/good.tsv"
check 'since, a bomb of values: names the limit' complains 'report-values=1000'
check 'since, too many bytes' status 3 --limit input-bytes=8000 --since "$work/first.json" "$in/good.tsv"
python3 - "$work/first.json" "$work/hostile.json" <<'END'
import json, sys
report = json.load(open(sys.argv[1], encoding='utf-8'))
finding = report['inputs'][2]['findings'][0]
finding['data']['label'] = 'x\x1b[2J\u202e'
finding['name'] = '\x1b]0;owned\x07'
report['inputs'][2]['findings'].append({'rule': 'rule-of-tomorrow', 'severity': 'error', 'pos': None})
json.dump(report, open(sys.argv[2], 'w'))
END
check 'since: control characters in a report' status 0 --since "$work/hostile.json" "$in/good.tsv"
check 'reach no terminal' python3 -c "
text = open('$work/stdout', encoding='utf-8').read()
assert not any(c in text for c in '\x1b\x07\u202e') and '<U+001B>' in text, text"
check 'since: rules of another version were not looked for' says '1 of the earlier report were not looked for'

# ---- what a finding means: every rule, in either language ----
explained() {
	local ids
	ids=$(sed -nE 's/^(RULE|REPAIR)\([A-Z_]+, "([a-z-]+)".*/\2/p' src/base/rules.def)
	# shellcheck disable=SC2086
	LC_ALL=$1 "$quanze" explain $ids | python3 -c "
import sys
lines, words, ids = sys.stdin.read().splitlines(), sys.argv[1:4], sys.argv[4:]
blocks = [lines[i:i + 5] for i in range(0, len(lines), 5)]
assert [b[0].split(' ')[0] for b in blocks] == ids, 'each rule, five lines each'
for block in blocks:
    for line, word in zip(block[2:], words):
        assert line.strip().startswith(word) and len(line.strip()) > len(word), (block[0], word)
" "$2" "$3" "$4" $ids
}
check 'explain: cause, example and cure of every rule' explained C.UTF-8 'cause: ' 'example: ' 'cure: '
check 'explain: in Chinese' explained zh_CN.UTF-8 原因： 例： 处理：
check 'explain --lang: in one' test "$("$quanze" explain --lang zh-CN serial-gap | wc -l)" = 5

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
