#!/bin/bash
# The clerk's day in README.zh-CN.md, command by command, as it stands there: each ends as the
# text says, and leaves what it says.  readme.sh OUT       Closing line: N passed, N failed.
set -u
cd "$(dirname "$0")/.." || exit 1
root=$PWD
out=$(realpath "${1:-out}")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() { # NAME COMMAND…
	local name=$1
	shift
	if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not ok - $name"; fi
}
mkdir -p "$work"/{bin,2024,2026,报送/乡镇,全市}
printf '#!/bin/sh\nLC_ALL=zh_CN.UTF-8 exec "%s" "$@"\n' "$out/quanze" >"$work/bin/quanze"
chmod +x "$work/bin/quanze"
export PATH="$work/bin:$PATH"
cp samples/jiuquan-wangxin.tsv "$work/市网信办.xlsx"
cp samples/jiuquan-wangxin.tsv "$work/2024/市网信办.xlsx"
sed 's/对未履行法定义务的处理/对未履行法定义务的处罚/' samples/jiuquan-wangxin.tsv >"$work/2026/市网信办.xlsx"
cp samples/county-archives.tsv "$work/报送"
cp samples/township-services.tsv "$work/报送/乡镇"
cp -r tests/laws/texts "$work/法律文本"
cp samples/catalogue/archives.tsv "$work/省级指导目录.xlsx"
cp samples/county-archives.tsv "$work/云溪县清单.xlsx"
mkdir "$work/各县清单"
cp samples/county-archives.tsv "$work/各县清单/云溪县.tsv"
for county in 甲县 乙县; do
	(cd "$work" && quanze convert -q -t xml -o "全市/$county" 报送/ >/dev/null 2>&1)
done
cd "$work" || exit 1
number=0
while IFS= read -r line; do
	number=$((number + 1))
	eval "$line" >"$work/said" 2>&1 </dev/null
	status=$?
	case $line in # what is not 0: the sample has errors, the two revisions differ
	*--format\ docx* | *--format\ html* | *--format\ json* | 'quanze validate '* | 'quanze diff '*) expected=1 ;;
	*) expected=0 ;;
	esac
	check "$line: status $status: $(head -c 300 "$work/said")" [ $status = $expected ]
	case $line in *--write-decisions*)
		"$root/tools/decisions-page.py" 决定.csv 填好.csv >/dev/null
		mv 填好.csv 决定.csv
		;;
	esac
done < <(sed -n '/^```$/,/^```$/p' "$root/README.zh-CN.md" | grep '^quanze ')
check "commands were found ($number)" [ "$number" -gt 11 ]
for file in 退回/市网信办.report.docx 退回/市网信办.report.html 第一轮.json 决定.csv 备案/市网信办.docx 公布/市网信办.html 成果/index.html \
	成果/summary.docx 成果/乡镇/township-services.docx 全市/index.html 对照/市网信办.diff.docx 对照/catalogue.docx 对照/catalogue.xlsx; do
	check "there is $file" [ -s "$file" ]
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
