# What goes wrong: each with its exact message, its exit status, and nothing
# written. Sourced by run.sh.

# refused NAME STATUS FRAGMENT-OF-THE-MESSAGE ARGUMENTS…
refused() {
	local name=$1 status=$2 message=$3
	shift 3
	rm -rf "$work/refused"
	mkdir "$work/refused"
	run "$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	if [ $found != "$status" ]; then
		not_ok "errors/$name: exit $found, expected $status"
		head -n 5 "$work/stderr"
	elif ! grep -qF -- "$message" "$work/stderr"; then
		not_ok "errors/$name: message"
		head -n 5 "$work/stderr"
	elif [ -n "$(find "$work/refused" -type f)" ]; then
		not_ok "errors/$name: something was written"
	else
		ok
	fi
}

in=$work/in
mkdir -p "$in/empty"
sample=samples/jiuquan-wangxin.tsv
: >"$in/empty.tsv"
printf '\n \n\t\n' >"$in/blank.tsv"
head -c 3000 /dev/urandom >"$in/binary.tsv"
printf '\0\1\2\3\4\5\6\7binary' >"$in/binary2.tsv"
{ cat $sample; printf '\n15\t\xff\xfe坏\n'; } >"$in/utf8.tsv"
printf '甲\t乙\n1\t2\n3\t4\n' >"$in/noheader.tsv"
printf '序号\t实施依据\t权力类型\n1\t《某法》第一条\t行政处罚\n' >"$in/nolist.tsv"
: >"$in/file"

refused missing-file 3 '[cannot-open]' convert -o "$work/refused" "$in/nowhere.tsv"
refused empty-file 3 '[input-empty]' convert -o "$work/refused" "$in/empty.tsv"
refused blank-file 3 '文件是空的' convert -o "$work/refused" "$in/blank.tsv"
refused empty-folder 3 '文件夹中没有可读的文件' convert -o "$work/refused" "$in/empty"
refused binary-file 3 '[format-unknown]' convert -o "$work/refused" "$in/binary2.tsv"
printf '%%PDF-1.7\n' >"$in/foreign.pdf"
printf '{\\rtf1 }' >"$in/foreign.rtf"
printf '\x89PNG\r\n\x1a\n' >"$in/foreign.png"
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 \0D\0o\0c\0u\0m\0e\0n\0t\0' >"$in/foreign.ppt"
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0' >"$in/broken.doc"
python3 - tests/cases/outside/doc-merges.doc "$in/word6.doc" "$in/encrypted.doc" <<'END'
import sys
data = open(sys.argv[1], 'rb').read()
at = data.index(b'\xec\xa5')  # wIdent of the file information block, nFib behind it
open(sys.argv[2], 'wb').write(data[:at] + b'\xdc\xa5\x68' + data[at + 3:])
open(sys.argv[3], 'wb').write(data[:at + 11] + bytes([data[at + 11] | 1]) + data[at + 12:])
END
refused broken-doc 3 '旧版 Word 文档（doc）已损坏，无法读取，未处理（文件头有误）。 [format-broken]' convert -o "$work/refused" "$in/broken.doc"
refused word-6 3 'Word 6/95 (.doc)' convert -o "$work/refused" "$in/word6.doc"
refused encrypted-doc 3 '[format-encrypted]' convert -o "$work/refused" "$in/encrypted.doc"
for named in PDF:pdf RTF:rtf PNG:png 'PowerPoint 97 (.ppt):ppt'; do
	refused "foreign-${named##*:}" 3 "文件是 ${named%%:*} 格式，读不出其中的表格；未处理。 [format-foreign]" convert -o "$work/refused" "$in/foreign.${named##*:}"
done
printf 'MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n' >"$in/boundary.mht"
refused mhtml-boundary 3 '[format-broken]' convert -o "$work/refused" "$in/boundary.mht"
mkdir -p "$in/mixed"
cp $sample "$in/foreign.pdf" "$in/foreign.ppt" "$in/mixed"
run convert -q -t xml -o "$work/mixed" "$in/mixed" 2>"$work/log"
grep -qF '2 个文件不是能读的格式，未处理：foreign.pdf, foreign.ppt [files-passed-over]' "$work/log" && [ -s "$work/mixed/jiuquan-wangxin.xml" ] && ok || not_ok "errors/files-passed-over"
refused random-bytes 3 'tsv' convert -o "$work/refused" "$in/binary.tsv"
refused invalid-utf-8 3 '[text-damaged]' convert -o "$work/refused" "$in/utf8.tsv"
refused no-header 3 '[no-header]' convert -o "$work/refused" "$in/noheader.tsv"
refused filing 1 '[filing-refused]' convert --no-appendix -o "$work/refused" $sample
refused meta-key 2 '--meta' convert --meta 'colour=red' -o "$work/refused" $sample
refused meta-date 2 '--meta' convert --meta 'date=9.3.2026' -o "$work/refused" $sample
refused meta-blank 2 '--meta' convert --meta 'body= ' -o "$work/refused" $sample
refused paper 2 '--paper' convert --paper a5 -o "$work/refused" $sample
refused no-list 3 '[not-a-list]' convert -o "$work/refused" "$in/nolist.tsv"
# A document as input: broken, with a DOCTYPE, against the schema, too deep.
run convert -q -t xml -o "$in/doc" $sample 2>/dev/null
sed 's/<item /<\/item /' "$in/doc/jiuquan-wangxin.xml" >"$in/broken.xml"
sed 's/^<list/<!DOCTYPE list [<!ENTITY a "b">]>\n<list/' "$in/doc/jiuquan-wangxin.xml" >"$in/doctype.xml"
sed 's/<serial /<number /; s/<\/serial>/<\/number>/' "$in/doc/jiuquan-wangxin.xml" >"$in/schema.xml"
sed "s/<ol>/$(printf '<ol><li>%.0s' $(seq 300))/; s/<\/ol>/$(printf '<\/li><\/ol>%.0s' $(seq 300))/" "$in/doc/jiuquan-wangxin.xml" >"$in/deep.xml"
refused xml-broken 3 '不是合格的 XML）。 [format-broken]' convert -o "$work/refused" "$in/broken.xml"
refused xml-doctype 3 '不允许的 DOCTYPE）。 [format-broken]' convert -o "$work/refused" "$in/doctype.xml"
refused xml-schema 3 '[schema-invalid]' convert -o "$work/refused" "$in/schema.xml"
refused xml-deep 3 '--limit depth' convert -o "$work/refused" "$in/deep.xml"
echo '<rules xmlns="urn:quanze:rules:1" version="1.0"><rule id="serial-gaps" level="off"/></rules>' >"$in/policy.xml"
echo '<rules xmlns="urn:quanze:rules:1" version="1.0"><require field="serials"/></rules>' >"$in/policy2.xml"
refused policy-unknown-rule 3 '没有这条规则（serial-gaps）' convert --rules "$in/policy.xml" -o "$work/refused" $sample
refused policy-invalid 3 '审核口径文件（--rules）不合格式' convert --rules "$in/policy2.xml" -o "$work/refused" $sample
refused rule-that-cannot-be-off 2 '选项的值不对' convert --rule cannot-open=off -o "$work/refused" $sample
refused unwritable-folder 4 '[output-unwritable]' convert -o "$in/file/below" $sample
for size in +5 ' 5' -5 0x10 5kk 99999999999999999999 18446744073709551616 99999999999G; do
	refused "limit $size" 2 '选项的值不对' convert --limit "cells=$size" -o "$work/refused" $sample
done
refused no-command 2 '没有给出命令'
refused unknown-command 2 '不认识的命令' converge
refused unknown-option 2 '不认识的选项' convert --colour $sample
refused unknown-output 2 '选项的值不对' convert -t pdf $sample
refused profile-unknown 3 '没有这个发布口径（nobody）' convert --profile nobody -o "$work/refused" $sample
echo '<profiles xmlns="urn:quanze:profiles:1" version="1.0"><profile name="a"><leave-out><part>all</part></leave-out></profile></profiles>' >"$in/wrong.xml"
echo '<profiles xmlns="urn:quanze:profiles:1" version="1.0"><profile name="a"><only><label>没有的栏</label></only></profile></profiles>' >"$in/nothing.xml"
refused profile-invalid 3 '发布口径文件（--profile）不合格式' convert --profile "$in/wrong.xml" -o "$work/refused" $sample
refused profile-empty 3 '[profile-empty]' convert --profile "$in/nothing.xml" -o "$work/refused" $sample
refused no-input 2 '没有给出输入' convert
refused unknown-rule 2 '没有这条规则' explain no-such-rule

# A workbook whose parts are encrypted; edited resources that are wrong.
python3 - tests/cases/layout/two-levels.xlsx "$in/encrypted.xlsx" <<'END'
import re, sys
data = bytearray(open(sys.argv[1], 'rb').read())
for signature, flags in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
    for found in re.finditer(re.escape(signature), bytes(data)):
        data[found.start() + flags] |= 1
open(sys.argv[2], 'wb').write(data)
END
python3 - tests/cases/layout/two-levels.xls "$in/encrypted.xls" <<'END'
import sys
data = open(sys.argv[1], 'rb').read()
at = data.index(b'\x42\x00\x02\x00')  # CODEPAGE becomes FILEPASS
open(sys.argv[2], 'wb').write(data[:at] + b'\x2f' + data[at + 1:])
END
refused encrypted-xls 3 '[format-encrypted]' convert -o "$work/refused" "$in/encrypted.xls"
refused encrypted 3 '[format-encrypted]' convert -o "$work/refused" "$in/encrypted.xlsx"
mkdir -p "$in/resources/xslt/text" "$in/resources2/xslt/html"
echo '<xsl:stylesheet' >"$in/resources/xslt/text/main.xsl"
refused broken-stylesheet 3 '[stage-failed]' convert --resources "$in/resources" -o "$work/refused" $sample
sed 's|<html lang|<xsl:copy-of select="document(\x27/etc/passwd\x27)"/><html lang|' xslt/html/main.xsl >"$in/resources2/xslt/html/main.xsl"
refused reading-stylesheet 3 '[stage-failed]' convert --resources "$in/resources2" -o "$work/refused" $sample

# The offending place of damaged text is named.
run convert -o "$work/refused" "$in/utf8.tsv" 2>"$work/stderr"
grep -q ':24:2: 错误: 文字已损坏' "$work/stderr" && ok || not_ok "errors/invalid-utf-8: place"

# An output never replaces its input: by name, by symbolic link, by hard link.
mkdir "$in/own"
cp $sample "$in/own/list.txt"
before=$(sha256sum <"$in/own/list.txt")
for way in name symbolic hard; do
	rm -rf "$in/target"
	mkdir "$in/target"
	case $way in
	name) target=$in/own ;;
	symbolic) target=$in/target && ln -s "$in/own/list.txt" "$target/list.txt" ;;
	hard) target=$in/target && ln "$in/own/list.txt" "$target/list.txt" ;;
	esac
	run convert -o "$target" "$in/own/list.txt" 2>"$work/stderr" >/dev/null
	status=$?
	if [ $status = 4 ] && grep -qF '[output-is-input]' "$work/stderr" && [ "$(sha256sum <"$in/own/list.txt")" = "$before" ] &&
		[ "$(find "$target" -type f | wc -l)" -le 1 ] && [ ! -e "$target/list.xml" ]; then ok; else not_ok "errors/output-is-input by $way ($status)"; fi
done

# One bad input does not stop the others; the worst status is returned.
rm -rf "$work/many"
run convert -q -t xml -o "$work/many" "$in/nowhere.tsv" $sample 2>/dev/null
[ $? = 3 ] && [ -s "$work/many/jiuquan-wangxin.xml" ] && ok || not_ok "errors/others go on"

# The verdicts: validate is a gate, convert is not.
run validate $sample >/dev/null 2>&1
[ $? = 1 ] && ok || not_ok "validate exits 1 on the sample"
run validate --fail-on never $sample >/dev/null 2>&1
[ $? = 0 ] && ok || not_ok "validate --fail-on never"
run validate --accept-suggestions $sample >/dev/null 2>&1
[ $? = 0 ] && ok || not_ok "validate --accept-suggestions passes"
run convert -q -t xml -o "$work/filing" $sample 2>/dev/null
items=$(xmllint --noout --schema xsd/quanze-filing.xsd "$work/filing/jiuquan-wangxin.xml" 2>&1 | grep -c 'validity error')
[ "$items" = 9 ] && ok || not_ok "the filing schema refuses nine items ($items)"
run convert -q -t xml --accept-suggestions -o "$work/filing" $sample 2>/dev/null
xmllint --noout --schema xsd/quanze-filing.xsd "$work/filing/jiuquan-wangxin.xml" 2>/dev/null && ok || not_ok "the filing schema takes accepted suggestions"

# A table of decisions: written, decided in a spreadsheet's CSV, applied; several inputs in one table; what is wrong with one.
run validate --fail-on never --write-decisions "$work/open.tsv" $sample samples/township-services.tsv >/dev/null 2>&1
python3 - "$work/open.tsv" "$in/decided.csv" <<'END'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig'), delimiter='\t'))
english = {'文件': 'file', '事项': 'item', '栏或规则': 'Field or Rule', '原值': 'value found', '决定': 'decision', '经办人': 'who'}
assert len(rows) > 30 and all(not row['决定'] for row in rows), len(rows)
with open(sys.argv[2], 'w', encoding='gb18030', newline='') as file:
    table = csv.DictWriter(file, english)
    table.writerow(english)
    for row in rows:
        row['决定'] = 'accept' if row['建议'] else 'waive'
        row['经办人'] = '张三'
        table.writerow({name: row[name] for name in english})
END
run validate --fail-on style --decisions "$in/decided.csv" --rule row-realigned=info --rule cell-split=info --rule list-restored=info --rule blank-dropped=info $sample samples/township-services.tsv >"$work/stdout" 2>&1
[ $? = 0 ] && [ "$(grep -c '\[decision-applied\]' "$work/stdout")" -gt 10 ] && ! grep -q 'decision-stale' "$work/stdout" && ok || not_ok "decisions: all open ones decided"
run convert -q -t xml,docx,html --decisions "$in/decided.csv" -o "$work/decided" $sample 2>/dev/null
xmllint --noout --schema xsd/quanze-filing.xsd "$work/decided/jiuquan-wangxin.xml" 2>/dev/null && [ "$(grep -o '<decision ' "$work/decided/jiuquan-wangxin.xml" | wc -l)" = 30 ] &&
	unzip -p "$work/decided/jiuquan-wangxin.docx" word/document.xml | grep -q '核定事项：第6项 权力类型：（空）→“行政处罚”（张三）' && grep -q '核定事项 (30)' "$work/decided/jiuquan-wangxin.html" && ok || not_ok "decisions: in the outputs"
run convert -q -t xml --decisions "$in/decided.csv" -o "$work/again" "$work/decided/jiuquan-wangxin.xml" 2>/dev/null
cmp -s "$work/again/jiuquan-wangxin.xml" "$work/decided/jiuquan-wangxin.xml" && ok || not_ok "decisions: applied twice"
printf '事项,栏或规则,原值,决定\ni1,serial-gap,,3\n' >"$in/undecided.csv"
printf '事项,栏,原值,现值\ni1,name,,3\n' >"$in/unlabelled.csv"
refused decision-invalid 3 '决定文件“undecided.csv”第 2 行不能使用：对规则只能写“豁免”（serial-gap）' convert --decisions "$in/undecided.csv" -o "$work/refused" $sample
refused decision-labels 3 '缺少列名' convert --decisions "$in/unlabelled.csv" -o "$work/refused" $sample
refused decisions-missing 3 '[cannot-open]' convert --decisions "$in/nowhere.csv" -o "$work/refused" $sample
refused decisions-there 2 '已有同名的决定文件' validate --write-decisions "$work/open.tsv" $sample
run validate --write-decisions "$in/file/open.tsv" $sample >/dev/null 2>&1
[ $? = 4 ] && ok || not_ok "decisions: cannot be written"

# Several inputs as one list: all of them, or nothing.
run convert -q -t xml --join all -o "$work/join" samples/*.tsv tests/cases/layout/sheets.xlsx 2>/dev/null
[ "$(grep -o '<item ' "$work/join/all.xml" | wc -l)" = 23 ] && xmllint --noout --schema xsd/quanze-list.xsd "$work/join/all.xml" 2>/dev/null && ok || not_ok "--join"
refused join-with-a-bad-one 3 '[cannot-open]' convert --join all -o "$work/refused" $sample "$in/nowhere.tsv"
refused join-outside 2 '选项的值不对' convert --join ../all -o "$work/refused" $sample

# A day for the register that is none.
for epoch in 99999999999999999999 253402300800 -1 1e9 yesterday; do
	SOURCE_DATE_EPOCH=$epoch refused "SOURCE_DATE_EPOCH=$epoch" 2 SOURCE_DATE_EPOCH convert -o "$work/refused" $sample
done
SOURCE_DATE_EPOCH=none run validate --as-of 2026-11-24 --fail-on never $sample >/dev/null 2>&1 && ok || not_ok "SOURCE_DATE_EPOCH is not looked at beside --as-of"

# Reports into a folder.
for format in text json sarif; do run validate --format $format -o "$work/reports" $sample >"$work/stdout" 2>&1; done
[ ! -s "$work/stdout" ] && [ -s "$work/reports/report.txt" ] && python3 -c "
import json
report = json.load(open('$work/reports/report.json'))
assert report['totals']['error'] == 18 and report['inputs'][0]['items'] == 14, report['totals']
found = [f for f in report['inputs'][0]['findings'] if f['rule'] == 'citation-superseded']
assert [(f['item'], f['data']['article'], f['data']['newArticle']) for f in found] == [('1', '59', '61'), ('2', '60', '62'),
    ('3', '61', '64'), ('4', '62', '65'), ('5', '64', '71'), ('6', '65', '67'), ('7', '66', '71'), ('8', '68', '69'), ('9', '69', '70,69')]
assert [f['item'] for f in report['inputs'][0]['findings'] if f['rule'] == 'penalty-moved'] == ['5', '7']
assert json.load(open('$work/reports/report.sarif'))['version'] == '2.1.0'
" && ok || not_ok "validate -o"

# The width of text: other breaks, the same characters; 0 breaks nothing.
run convert -q -t txt --width 0 -o "$work/w0" $sample 2>/dev/null
for width in 20 40 60 72 100 200; do
	run convert -q -t txt --width $width -o "$work/w" $sample 2>/dev/null
	python3 - $width "$work/w/jiuquan-wangxin.txt" "$work/w0/jiuquan-wangxin.txt" <<'END' && ok || not_ok "--width $width"
import sys, unicodedata
width, text, whole = int(sys.argv[1]), *(open(path, encoding='utf-8').read() for path in sys.argv[2:])
for line in text.splitlines():
    columns = sum(2 if unicodedata.east_asian_width(c) in 'WFA' else 1 for c in line)
    assert columns <= width or set(line) <= set('═─'), (columns, line)
    assert not line.lstrip().startswith(tuple('，。、；：！？）》】〕”')), line
assert ''.join(text.split()) == ''.join(whole.split())
assert len(whole.splitlines()) < len(text.splitlines())
END
done
refused width-no-number 2 '选项的值不对' convert --width wide $sample

# Standard input and output.
run convert --from tsv -t txt -o - - <$sample 2>/dev/null | grep -q '事项数：14' && ok || not_ok "standard input to standard output"
for word in --help 'convert --help' 'validate --help' 'explain --help' formats explain 'explain row-realigned' --version; do
	# shellcheck disable=SC2086
	run $word >"$work/stdout" 2>&1 && [ -s "$work/stdout" ] && ok || not_ok "quanze $word"
done

# A copy for filing in spite of its errors: written, and without its appendix.
run convert -q -t docx --no-appendix --allow-errors -o "$work/filing" $sample >/dev/null 2>&1
unzip -p "$work/filing/jiuquan-wangxin.docx" word/document.xml 2>/dev/null | grep -q '源表修正与待核事项' && not_ok "errors/allow-errors: an appendix" || ok
[ -s "$work/filing/jiuquan-wangxin.docx" ] && ok || not_ok "errors/allow-errors: nothing written"

# Names that act on a terminal, or are no text: shown escaped wherever they are named.
acting=$'a\x1b[2J\xe2\x80\xae\xc2\x9bb\xe2\x81\xa6\xe2\x80\x8f\xe2\x80\xa8\tc'
odd=$work/acting
mkdir -p "$odd/in"
cp $sample "$odd/in/$acting.tsv"
printf '甲\t乙\n1\t2\n' >"$odd/in/$acting-none.tsv"
cp $sample "$odd/in/"$'bad\xff.tsv'
inert() { ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]' "$1"; }
run convert -v -o "$odd/out" "$odd/in" >"$odd/names" 2>"$odd/said"
[ -s "$odd/said" ] && LC_ALL=C inert "$odd/said" && ok || not_ok "errors/acting-names: convert"
grep -qF 'a\x1B[2J' "$odd/said" || grep -qF 'a<U+001B>' "$odd/said" || grep -q 'a[^ ]*1B[^ ]*\[2J' "$odd/said" && ok || not_ok "errors/acting-names: not shown"
LC_ALL=C inert "$odd/names" && grep -qF 'a<U+001B>[2J' "$odd/names" && ok || not_ok "errors/acting-names: a name is a line, in a file too"
run convert --print0 --rebuild -o "$odd/out" "$odd/in" >"$odd/names" 2>/dev/null
tr '\0' '\n' <"$odd/names" | grep -qF "$acting.xml" && ok || not_ok "errors/acting-names: --print0 gives programs the name byte for byte"
rm "$odd/in/$acting.tsv"
run convert -q -o "$odd/out" "$odd/in" >/dev/null 2>"$odd/said"
grep -q '2J' "$odd/said" && LC_ALL=C inert "$odd/said" && ok || not_ok "errors/acting-names: leftovers"
cp $sample "$odd/in/$acting.tsv"
run validate "$odd/in" >"$odd/report" 2>"$odd/said"
LC_ALL=C inert "$odd/report" && LC_ALL=C inert "$odd/said" && ok || not_ok "errors/acting-names: validate"
run convert -q "--$acting" "$odd/in" >/dev/null 2>"$odd/said"
LC_ALL=C inert "$odd/said" && ok || not_ok "errors/acting-names: an option"
script -qec "${QUANZE:-out/quanze} convert -t xml -o '$odd/tty' '$odd/in/$acting.tsv'" /dev/null </dev/null 2>/dev/null | sed $'s/\r$//; s/\x1b\\[[0-9;]*m//g' >"$odd/said"
grep -q 'xml$' "$odd/said" && LC_ALL=C inert "$odd/said" && ok || not_ok "errors/acting-names: written paths on a terminal"
run validate --format json "$odd/in/"$'bad\xff.tsv' 2>/dev/null | python3 -c 'import json, sys; assert json.load(sys.stdin)["inputs"][0]["file"].endswith("bad\ufffd.tsv")' && ok || not_ok "errors/acting-names: JSON is UTF-8 whatever the name"
