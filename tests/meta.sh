#!/bin/bash
# What an office says about its lists, in one table (--meta-file).  meta.sh QUANZE
set -u
cd "$(dirname "$0")/.." || exit 1
quanze=$PWD/$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC
passed=0 failed=0
check() {
	if "${@:2}"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "not ok - $1"
	fi
}
convert() { LC_ALL=zh_CN.UTF-8 "$quanze" convert -q -t xml --as-of 2026-11-24 "$@" 2>"$work/said"; }
# said_of LIST KEY: what its document states.
said_of() { xmllint --xpath "string(//*[local-name()='meta'][@key='$2'])" "$work/out/$1.xml" 2>/dev/null; }
says() { [ "$(said_of "$1" "$2")" = "$3" ]; }

mkdir -p "$work/in/one" "$work/in/two"
cp samples/county-archives.tsv "$work/in/one/archives.tsv"
cp samples/county-archives.tsv "$work/in/two/archives.tsv"
cp samples/township-services.tsv "$work/in/services.tsv"
table=$work/in/cover.csv
# As a spreadsheet saves it: GB18030, dates its own way, a line for all, a file with its folder, one without extension.
printf '各单位封面内容\n文件,发文机关,发文字号,成文日期,联系方式\n,云溪县编办,,2026/3/9,\none/archives.tsv,云溪县档案馆,云档〔2026〕3号,2026年11月24日,\nservices,云溪镇,,,李某 0000-1234567\n' | iconv -f UTF-8 -t GB18030 >"$table"
convert -v --meta-file "$table" -o "$work/out" "$work/in"
check "a folder with the table in it: three lists" [ "$(find "$work/out" -name '*.xml' ! -name summary.xml | wc -l)" = 3 ]
check "by folder and name: body" says one/archives body 云溪县档案馆
check "by folder and name: number" says one/archives number 云档〔2026〕3号
check "by folder and name: date" says one/archives date 2026-11-24
check "a line for all: body" says two/archives body 云溪县编办
check "a line for all: date" says two/archives date 2026-03-09
check "a line for all: no number" says two/archives number ''
check "by name without extension" says services contact '李某 0000-1234567'
check "an empty cell leaves what stands for all" says services date 2026-03-09
check "nothing is said to be missing" [ "$(grep -c meta-missing "$work/said")" = 0 ]
LC_ALL=zh_CN.UTF-8 "$quanze" convert -t xml --as-of 2026-11-24 --meta-file "$table" -o "$work/out" "$work/in" >/dev/null 2>"$work/said"
check "unchanged: nothing is done again" grep -q '0 个已转换，3 个未变' "$work/said"
iconv -f GB18030 -t UTF-8 "$table" | sed 's/3号/4号/' >"$work/new" && mv "$work/new" "$table"
convert --meta-file "$table" -o "$work/out" "$work/in"
check "another number: done again" says one/archives number 云档〔2026〕4号
convert --meta-file "$table" --meta body=另一机关 -o "$work/out" "$work/in"
check "--meta goes before the table" says one/archives body 另一机关
convert --meta-file "$table" --join archives -o "$work/out" "$work/in/one/archives.tsv" "$work/in/services.tsv"
check "joined lists: by the name given" says archives body 云溪县编办

# The title of joined lists: what is common to theirs, else none.
mkdir "$work/join"
list() { printf '%s\n序号\t事项名称\t权力类型\t行使主体\t实施依据\n1\t取水许可\t行政许可\t%s\t《中华人民共和国水法》第七条\n' "$2" "$3" >"$work/join/$1.tsv"; }
list one 甲市民政局权责清单 甲市民政局
list two 甲市财政局权责清单 甲市财政局
list three 乙县林业事项 乙县林业局
titled() { convert --join "$1" -o "$work/out" "${@:3}"; [ "$(xmllint --xpath "string(//*[local-name()='head']/*[local-name()='title'])" "$work/out/$1.xml")" = "$2" ]; }
check "joined: a place and the kind of list" titled both 甲市权责清单 "$work/join/one.tsv" "$work/join/two.tsv"
check "joined: nothing in common" titled apart '' "$work/join/one.tsv" "$work/join/three.tsv"
check "joined: the same title" titled same 甲市民政局权责清单 "$work/join/one.tsv" "$work/join/one.tsv"

# The contents count the items; a number that a title tells of itself is not shown beside it.
counted() {
	echo "<p>甲县乙局$1</p><table><tr><td>序号</td><td>事项名称</td><td>权力类型</td><td>行使主体</td><td>实施依据</td></tr>"
	for i in $(seq "$2"); do echo "<tr><td>$i</td><td>对第${i}种情形的办理</td><td>行政许可</td><td>甲县乙局</td><td>《甲法》第一条</td></tr>"; done
	echo '</table>'
}
{ counted '权责清单（市级）（共11项）' 10; counted '事项目录（31项）' 31; counted '服务清单5 项' 6; } >"$work/in/counted.html"
convert -t docx -o "$work/out" "$work/in/counted.html"
unzip -p "$work/out/counted.docx" word/document.xml | sed 's/<w:p[ >]/\n&/g' | grep QzIndexSheet | sed 's/<[^>]*>//g; s/ PAGEREF.*//' >"$work/contents"
check "contents: each count once" [ "$(tr '\n' ' ' <"$work/contents")" = "甲县乙局权责清单（市级）（10项） 甲县乙局事项目录（31项） 甲县乙局服务清单（6项） " ]
rm "$work/in/counted.html"

rm "$table"
table=$work/in/cover.tsv
printf 'file\tbody\nother.tsv\t甲局\n' >"$table"
convert --meta-file "$table" -o "$work/out" "$work/in/services.tsv"
check "a list without a line: still written" [ $? = 0 ]
LC_ALL=zh_CN.UTF-8 "$quanze" convert -t xml --meta-file "$table" -o "$work/out" "$work/in/services.tsv" >/dev/null 2>"$work/said"
check "a list without a line: said" grep -qF '中没有写明“services.tsv”的一行，这份清单没有由它得到封面内容。 [meta-missing]' "$work/said"
check "a list without a line: no body" says services body ''
refused() {
	printf '%b' "$3" >"$table"
	rm -rf "$work/refused"
	convert --meta-file "$table" -o "$work/refused" "$work/in/services.tsv"
	check "$1: exit 3" [ $? = 3 ]
	check "$1: said" grep -qF "$2" "$work/said"
	check "$1: as a finding" grep -qF '[meta-invalid]' "$work/said"
	check "$1: nothing written" [ -z "$(find "$work/refused" -type f 2>/dev/null)" ]
}
refused 'a date that is none' '第 2 行不能使用：这一项不能这样写（2026年13月1日）' '文件\t成文日期\nservices\t2026年13月1日\n'
refused 'an unknown column' '不认识这一列，或列名重复（文号）' '文件\t文号\nservices\t5号\n'
refused 'a column twice' '不认识这一列，或列名重复（body）' 'body\tbody\n甲\t乙\n'
refused 'no labels' '缺少列名' '甲\t乙\n丙\t丁\n'
refused 'a page' '只能是文本表格或工作簿' '<table><tr><td>文件</td><td>body</td></tr><tr><td>services</td><td>甲局</td></tr></table>'
rm -f "$table"
convert --meta-file "$table" -o "$work/refused" "$work/in/services.tsv"
check "no such file: exit 3" [ $? = 3 ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
