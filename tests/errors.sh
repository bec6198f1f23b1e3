# What goes wrong: each with its exact message, its exit status, and nothing
# written. Sourced by run.sh (tests/run.sh errors): by itself it would work in /.
[ -n "${work:-}" ] && [ -d "$work" ] || { echo 'tests/run.sh errors runs these'; exit 1; }

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
refused empty-folder 3 '[folder-empty]' convert -o "$work/refused" "$in/empty"
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
grep -qF '2 个文件不是能读的格式，或是说明一类的文件，未处理：foreign.pdf、foreign.ppt [files-passed-over]' "$work/log" && [ -s "$work/mixed/jiuquan-wangxin.xml" ] && ok || not_ok "errors/files-passed-over"
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
refused rule-that-cannot-be-off 2 '的值不能写“' convert --rule cannot-open=off -o "$work/refused" $sample
refused unwritable-folder 4 '[output-unwritable]' convert -o "$in/file/below" $sample
# It is said alone, before anything is read, by each command that writes; filing refused is said last.
for command in "convert" "validate --format json" "diff -t xml,txt $sample"; do
	# shellcheck disable=SC2086
	refused "unwritable-folder: $command" 4 '路径中有一段不是文件夹' $command -o "$in/file/below" $sample
	[ "$(wc -l <"$work/stderr")" = 2 ] || not_ok "errors/unwritable-folder is not said alone: $command"
done
run convert --no-appendix -t docx -o "$work/refused" $sample 2>&1 >/dev/null | grep -v '^ ' | tail -n 1 | grep -qF '[filing-refused]' && ok || not_ok "errors/filing-refused is not said last"
# Sheets by their names, no empty list of places, like findings of form once, the words meant marked.
python3 tests/sheetnames.py "$in/sheets.xlsx"
run validate "$in/sheets.xlsx" >"$work/stdout" 2>&1
grep -qF "'行政处罚 (2026年)'!E3" "$work/stdout" && ! grep -q '%20' "$work/stdout" && grep -qF '"pos":' <(run validate --format json "$in/sheets.xlsx") && grep -qF '%20(2026' <(run validate --format json "$in/sheets.xlsx") && ok || not_ok "errors/sheet names"
[ "$(grep -c '\[width-mixed\]' "$work/stdout")" = 1 ] && grep -q '\[width-mixed\] (4 处: ' "$work/stdout" && ok || not_ok "errors/width-mixed: said once"
grep -A2 'width-mixed' "$work/stdout" | grep -q '| 　*^^^^^$' && ok || not_ok "errors/width-mixed: no caret"
! grep -qE '处: ?\)' "$work/stdout" && ok || not_ok "errors/an empty list of places"
run validate --format docx -o "$work/sheets" "$in/sheets.xlsx" >/dev/null 2>&1
unzip -p "$work/sheets/sheets.report.docx" word/document.xml | sed 's/<[^>]*>//g' >"$work/stdout"
grep -q '行政处罚 (2026年)!B3' "$work/stdout" && ! grep -qE '未改动|未重排|已按|未列入事项的原文|XML|--' "$work/stdout" && ok || not_ok "errors/the sheet for the department speaks of the program"
for size in +5 ' 5' -5 0x10 5kk 99999999999999999999 18446744073709551616 99999999999G; do
	refused "limit $size" 2 '的值不能写“' convert --limit "cells=$size" -o "$work/refused" $sample
done
refused no-command 2 '没有给出命令'
refused unknown-command 2 '没有命令“converge”；是不是要写 convert？' converge
refused unknown-option 2 '没有选项 --colour；是不是要写 --color？' convert --colour $sample
refused option-of-another 2 '有此选项的命令是 validate' convert --format html $sample
refused option-shortened 2 '是不是要写 --output？' convert --out "$work/refused" $sample
refused option-far 2 '没有选项 --kolumnen' convert --kolumnen $sample
refused option-first 2 '先写命令，再写选项' --lang en convert $sample
refused file-first 2 '前面没有写命令' $sample
refused value-missing 2 '--to 后面要写值：xml、' convert $sample --to
refused level-mistyped 2 '可以写：error、warning、style、info、never；是不是要写 error？' convert --fail-on eror $sample
refused limit-mistyped 2 '的值不能写“cel”' convert --limit cel=3 $sample
refused meta-mistyped 2 '是不是要写 title？' convert --meta titel=x $sample
refused rule-mistyped 2 '的值不能写“serial-gpa”；' convert --rule serial-gpa=off $sample
refused day-mistyped 2 '可以写：日期，如 2026-01-31' convert --as-of 2026/1/31 $sample
refused share-mistyped 2 '可以写：份额' convert --shard 3/2 $sample
refused format-mistyped 2 '是不是要写 sarif？' validate --format sraif $sample
refused diff-mistyped 2 '是不是要写 json？' diff -t xml,jsno $sample $sample
refused shell-mistyped 2 '是不是要写 zsh？' completion zhs
refused unknown-output 2 '的值不能写“' convert -t odt $sample
refused profile-unknown 3 '没有这个发布口径（nobody）；可写：public、full' convert --profile nobody -o "$work/refused" $sample
echo '<profiles xmlns="urn:quanze:profiles:1" version="1.0"><profile name="a"><leave-out><part>all</part></leave-out></profile></profiles>' >"$in/wrong.xml"
echo '<profiles xmlns="urn:quanze:profiles:1" version="1.0"><profile name="a"><only><label>没有的栏</label></only></profile></profiles>' >"$in/nothing.xml"
refused profile-invalid 3 '发布口径文件（--profile）不合格式' convert --profile "$in/wrong.xml" -o "$work/refused" $sample
refused profile-empty 3 '[profile-empty]' convert --profile "$in/nothing.xml" -o "$work/refused" $sample
refused no-input 2 '没有给出输入' convert
refused unknown-rule 2 '没有规则“no-such-rule”' explain no-such-rule
refused explained-rule-mistyped 2 '是不是要写 serial-gap？' explain serial-gpa
# Help names each command that there is.
for name in $(sed -nE 's/^\t\{"([a-z]+)", CMD_.*/\1/p' src/cli/main.c); do
	run --help | grep -q "^  $name " && ok || not_ok "errors/help: no command $name"
done

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

# Nor any other file that it reads: the second of several inputs, the older revision, what an option names.
other=$in/own/other.xml
run convert -q -t xml -o "$in/own" $sample 2>/dev/null
mv "$in/own/$(basename $sample .tsv).xml" "$other"
printf '文件\t标题\nlist.txt\t清单\n' >"$in/own/said.xml"
keeps() { # NAME FILE ARGUMENT…
	local name=$1 file=$2 before
	shift 2
	before=$(sha256sum <"$file")
	run "$@" >/dev/null 2>"$work/stderr"
	[ $? = 4 ] && grep -qF '[output-is-input]' "$work/stderr" && [ "$(sha256sum <"$file")" = "$before" ] && ok || not_ok "errors/output-is-input: $name"
}
keeps 'second input' "$other" convert -q --join other -t xml -o "$in/own" $sample "$other"
keeps 'older revision' "$other" diff -q -t xml -o "$in/own/other.xml" "$other" $sample
keeps 'cover data' "$in/own/said.xml" convert -q --meta-file "$in/own/said.xml" --join said -t xml -o "$in/own" $sample

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
file = open(sys.argv[1], encoding='utf-8-sig')
next(file)
rows = list(csv.DictReader(file, delimiter='\t'))
english = {'文件': 'file', '事项': 'item', '决定': 'Decision', '理由': 'reason', '经办人': 'who', '识别码（请勿改动）': 'key (do not change)'}
assert len(rows) > 18 and all(not row['决定'] for row in rows), len(rows)
with open(sys.argv[2], 'w', encoding='gb18030', newline='') as file:
    table = csv.DictWriter(file, english)
    table.writerow(english)
    for row in rows:
        row['决定'] = 'accept' if row['建议'] else 'waive'
        row['理由'] = '' if row['建议'] else '原件如此'
        row['经办人'] = '张三'
        table.writerow({name: row[name] for name in english})
END
run validate --fail-on style --decisions "$in/decided.csv" --rule row-realigned=info --rule cell-split=info --rule list-restored=info --rule blank-dropped=info $sample samples/township-services.tsv >"$work/stdout" 2>&1
[ $? = 0 ] && [ "$(grep -c '\[decision-applied\]' "$work/stdout")" -gt 10 ] && ! grep -q 'decision-stale' "$work/stdout" && ok || not_ok "decisions: all open ones decided"
run convert -q -t xml,docx,html --profile full --decisions "$in/decided.csv" -o "$work/decided" $sample 2>/dev/null
decided=$(grep -o '<decision ' "$work/decided/jiuquan-wangxin.xml" | wc -l)
xmllint --noout --schema xsd/quanze-filing.xsd "$work/decided/jiuquan-wangxin.xml" 2>/dev/null && [ "$decided" = 28 ] &&
	unzip -p "$work/decided/jiuquan-wangxin.docx" word/document.xml | grep -q '核定事项' && grep -q "核定事项 ($decided)" "$work/decided/jiuquan-wangxin.html" && ok || not_ok "decisions: in the outputs ($decided)"
grep -qF '〔核定〕</span></p></div>' "$work/decided/jiuquan-wangxin.html" && ok || not_ok "decisions: a longer text is not marked on the page"
run convert -q -t xml --decisions "$in/decided.csv" -o "$work/again" "$work/decided/jiuquan-wangxin.xml" 2>/dev/null
cmp -s "$work/again/jiuquan-wangxin.xml" "$work/decided/jiuquan-wangxin.xml" && ok || not_ok "decisions: applied twice"
printf '事项,栏或规则,原值,决定\ni1,serial-gap,,3\n' >"$in/undecided.csv"
printf '事项,栏,原值,现值\ni1,name,,3\n' >"$in/unlabelled.csv"
refused decision-invalid 3 '决定文件“undecided.csv”第 2 行不能使用：对规则只能写“豁免”（所写：serial-gap）' convert --decisions "$in/undecided.csv" -o "$work/refused" $sample
refused decisions-refused 3 '[decisions-refused]' convert --decisions "$in/undecided.csv" -o "$work/refused" $sample
refused decision-labels 3 '缺少列名' convert --decisions "$in/unlabelled.csv" -o "$work/refused" $sample
refused decisions-missing 3 '[cannot-open]' convert --decisions "$in/nowhere.csv" -o "$work/refused" $sample
refused decisions-there 2 '已有同名的决定文件' validate --write-decisions "$work/open.tsv" $sample
run validate --write-decisions "$work/open3.tsv" $sample "$in/nowhere.tsv" >"$work/stdout" 2>/dev/null
grep -qF '[power-type-missing]' "$work/stdout" && not_ok "decisions: all is told again" || { grep -qF '个事项，9 个错误' "$work/stdout" && grep -qF '[cannot-open]' "$work/stdout" && ok || not_ok "decisions: the totals"; }
run validate --write-decisions "$in/file/open.tsv" $sample >/dev/null 2>&1
[ $? = 4 ] && ok || not_ok "decisions: cannot be written"

# Several inputs as one list: all of them, or nothing.
run convert -q -t xml --join all -o "$work/join" samples/*.tsv tests/cases/layout/sheets.xlsx 2>/dev/null
[ "$(grep -o '<item ' "$work/join/all.xml" | wc -l)" = 23 ] && xmllint --noout --schema xsd/quanze-list.xsd "$work/join/all.xml" 2>/dev/null && ok || not_ok "--join"
refused join-with-a-bad-one 3 '[cannot-open]' convert --join all -o "$work/refused" $sample "$in/nowhere.tsv"
refused join-outside 2 '的值不能写“' convert --join ../all -o "$work/refused" $sample

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
assert report['totals']['error'] == 9 and report['inputs'][0]['items'] == 14, report['totals']
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
refused width-no-number 2 '的值不能写“' convert --width wide $sample

# An office's labels.
printf '序号\t权责事由\t权力类型\t行使机关名\t实施依据\n1\t对毁坏界桩行为的处罚\t行政处罚\t松岭县民政局\t《行政区域界线管理条例》第十七条\n' >"$in/labelled.tsv"
printf '本局用的列名\n归入,列名\n事项名称,权责事由（按规定填写）\nbody,行使机关名\n,\n备注,实施依据\n' >"$in/labels.csv"
printf '列名,归入\n权责事由,事由\n' >"$in/labels2.csv"
printf '列名,归入\n,事项名称\n' >"$in/labels3.csv"
refused labels-missing 3 '写进列名文件' convert -o "$work/refused" "$in/labelled.tsv"
run convert -q -t xml --labels "$in/labels.csv" -o "$work/labelled" "$in/labelled.tsv" >/dev/null 2>&1
grep -q '<name [^>]*>对毁坏界桩行为的处罚</name>.*<body [^>]*>松岭县民政局</body>.*<remark ' "$work/labelled/labelled.xml" && ok || not_ok "errors/--labels"
run diff -q --labels "$in/labels.csv" "$in/labelled.tsv" "$in/labelled.tsv" >/dev/null 2>&1 && ok || not_ok "errors/diff --labels"
refused labels-field 3 '第 2 行不能使用：没有这个栏（事由）；清单均未处理。 [labels-invalid]' convert --labels "$in/labels2.csv" -o "$work/refused" "$in/labelled.tsv"
refused labels-label 3 '缺少列名' validate --labels "$in/labels3.csv" "$in/labelled.tsv"
refused labels-no-table 3 '[labels-invalid]' convert --labels $sample -o "$work/refused" "$in/labelled.tsv"
refused labels-nowhere 3 '[cannot-open]' convert --labels "$in/none.csv" -o "$work/refused" "$in/labelled.tsv"
# -o may name the output of one list.
run convert -q -o "$work/own-name/权责清单.docx" $sample >/dev/null 2>&1
[ "$(ls "$work/own-name")" = 权责清单.docx ] && ok || not_ok "-o FILE.docx"
run convert -q -t html,docx -o "$work/own-name/公布.html" $sample >/dev/null 2>&1
[ "$(ls "$work/own-name" | wc -l)" = 3 ] && grep -q 'href="%E5%85%AC%E5%B8%83.docx"' "$work/own-name/公布.html" && ok || not_ok "-o FILE.html with -t: the page offers the Word file"
run convert -q -t html -o "$work/own-name" $sample >/dev/null 2>&1
! grep -q 'class="downloads"' "$work/own-name/jiuquan-wangxin.html" && ok || not_ok "a page offers what is not written"
refused name-of-several 2 '有几份清单' convert -o "$work/refused/a.docx" $sample samples/county-archives.tsv
refused name-of-a-folder 2 '有几份清单' convert -o "$work/refused/a.docx" samples
refused name-and-format 2 '格式不一致' convert -t html -o "$work/refused/a.docx" $sample
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

# What no workbook can hold: nothing is cut, nothing written. Names of sheets alone are made to fit.
{ printf '序号\t事项名称\t权力类型\t实施依据\n1\t对甲的处罚\t行政处罚\t《甲法》第一条'; head -c 99000 /dev/zero | sed 's/\x0\x0\x0/长/g'; printf '\n'; } >"$in/long-cell.tsv"
refused sheet-limit 3 '每格的字符最多 32767，这里有 33007；没有写出任何文件。 [sheet-limit]' convert -t xml,xlsx -o "$work/refused" "$in/long-cell.tsv"
refused output-unfit 3 '[output-unfit]' convert -t xlsx -o "$work/refused" tests/diff/marked.xml
refused comparison-without-workbook 2 '两个版本的对照不写成工作簿' diff -t xlsx -o "$work/refused" $sample $sample
refused output-unfit-json 3 '[output-unfit]' convert -t json -o "$work/refused" tests/diff/marked.xml
refused output-unfit-csv 3 '[output-unfit]' convert -t xml,csv -o "$work/refused" tests/diff/marked.xml
refused csv-for 2 '的值不能写“' convert -t csv --csv-for excel -o "$work/refused" $sample
# A mapping that is none: which line, what is allowed there, what was meant; nothing is written.
sed 's/field="name"/field="nmae"/' samples/mappings/plain.xml >"$in/mapping.xml"
refused mapping-field 3 "第 $(grep -n nmae "$in/mapping.xml" | cut -d: -f1) 行不能使用：这一项不能这样写：nmae；是不是“name”？" convert -t csv --mapping "$in/mapping.xml" -o "$work/refused" $sample
head -c 900 samples/mappings/plain.xml >"$in/mapping.xml"
refused mapping-cut 3 '不是格式良好的 XML' convert -t json --mapping "$in/mapping.xml" -o "$work/refused" $sample
cp data/rules.xml "$in/mapping.xml"
refused mapping-other 3 '这不是对应表' convert -t json --mapping "$in/mapping.xml" -o "$work/refused" $sample
refused mapping-nowhere 3 "[cannot-open]" convert -t json --mapping "$in/no-mapping.xml" -o "$work/refused" $sample
# A mapping and a list in one folder: the one is no list.
mkdir -p "$in/mapped"
cp samples/mappings/plain.xml $sample "$in/mapped"
run convert -q -t csv,json --mapping "$in/mapped/plain.xml" -o "$work/mapped" "$in/mapped" >/dev/null 2>&1
[ -s "$work/mapped/jiuquan-wangxin.csv" ] && [ -s "$work/mapped/jiuquan-wangxin.json" ] && [ ! -e "$work/mapped/plain.csv" ] && ok || not_ok "errors/mapping beside lists"
# JSON and CSV are asked for by name; a source is not overwritten by its own CSV.
run convert -q -o "$work/usual" $sample >/dev/null 2>&1
[ "$(ls "$work/usual" | tr '\n' ' ')" = 'jiuquan-wangxin.docx jiuquan-wangxin.html jiuquan-wangxin.txt jiuquan-wangxin.xml ' ] && ok || not_ok "errors/default outputs"
cp tests/cases/outside/mapped.tsv "$in/own.csv"
refused csv-is-input 4 '[output-is-input]' convert --from tsv -t csv -o "$in" "$in/own.csv"
refused filing-workbook 1 '[filing-refused]' convert -t xlsx --no-appendix -o "$work/refused" $sample
refused columns-order 2 '的值不能写“' convert --columns any $sample
mkdir -p "$in/join"
cp tests/cases/layout/merges.xlsx "$in/join/a.xlsx"
cp tests/cases/layout/merges.xlsx "$in/join/b.xlsx"
run convert -v -t xlsx --join both -o "$work/join-sheets" "$in/join" >/dev/null 2>"$work/stderr"
grep -qF '写成“行政处罚 (2)”。 [sheet-renamed]' "$work/stderr" && ok || { not_ok "errors/sheet-renamed"; cat "$work/stderr"; }
run convert -q -t xlsx --columns standard -o "$work/columns" tests/cases/layout/two-levels.xlsx >/dev/null 2>&1
unzip -p "$work/columns/two-levels.xlsx" xl/worksheets/sheet1.xml | grep -oP '(?<=<t xml:space="preserve">)[^<]*' | head -n 5 | tr '\n' ' ' | grep -q '^序号 事项名称 行使主体 实施依据 / 法律 实施依据 / 规章 $' && ok || not_ok "errors/columns-standard"

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

# Files that lie beside lists: passed over, said, no failures; a list of that name is a list; a list that lost its header is a failure.
beside=$work/beside
mkdir -p "$beside/in/sub"
cp samples/county-archives.tsv "$beside/in/a.tsv"
cp samples/county-archives.tsv "$beside/in/sub/README.tsv"
printf '# 目录\n\n| 文件 | 单位 |\n|---|---|\n| a.tsv | 档案馆 |\n' >"$beside/in/INDEX.md"
printf '各单位三月报送。\n' >"$beside/in/readme.txt"
printf '填写要求：\n一、逐条填写。\n' >"$beside/in/填报说明（2026）.txt"
run convert -t xml -o "$beside/out" "$beside/in" >"$work/stdout" 2>"$work/stderr"
[ $? = 0 ] && [ "$(grep -cF '[companion-passed-over]' "$work/stderr")" = 3 ] && grep -q '2 个输入：2 个已转换' "$work/stderr" && ! grep -q 'status="3"' "$beside/out/summary.xml" && ok || not_ok "errors/companions: passed over"
run validate --format json --fail-on never "$beside/in" 2>/dev/null | python3 -c 'import json, sys; assert len(json.load(sys.stdin)["inputs"]) == 2' && ok || not_ok "errors/companions: validate"
run convert -q -t xml --join all -o "$beside/joined" "$beside/in/a.tsv" "$beside/in/sub" "$beside/in/INDEX.md" >/dev/null 2>&1
[ $? = 3 ] && ok || not_ok "errors/companions: one that is named itself is an input"
mkdir "$beside/bad"
cp "$beside/in/INDEX.md" "$beside/bad"
printf '甲\t乙\n1\t2\n' >"$beside/bad/市教育局.tsv"
run convert -t xml,docx -o "$beside/bad-out" "$beside/bad" "$beside/in/a.tsv" >/dev/null 2>"$work/stderr"
[ $? = 3 ] && grep -q '2 个输入：1 个已转换，0 个未变、跳过，1 个失败' "$work/stderr" && ok || not_ok "errors/companions: a list that failed"
unzip -p "$beside/bad-out/summary.docx" word/document.xml | sed 's/<w:tbl>/\n&/g' | grep '<w:tbl>' >"$work/tables"
[ "$(wc -l <"$work/tables")" = 2 ] && ! sed -n 1p "$work/tables" | grep -q 市教育局 && sed -n 2p "$work/tables" | grep -q '市教育局.*没有找到清单的表头' && ok || not_ok "errors/summary.docx: what failed stands apart"
# Nothing converted: nothing is left where the clerk happens to be.
(cd "$beside/bad" && speak_chinese "$(realpath "$OLDPWD/$quanze" 2>/dev/null || realpath "$quanze")" convert . >/dev/null 2>"$work/stderr")
[ "$(ls -A "$beside/bad" | wc -l)" = 2 ] && grep -q '当前文件夹中没有写汇总' "$work/stderr" && ok || not_ok "errors/nothing converted: a summary"
