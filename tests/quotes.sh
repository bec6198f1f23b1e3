#!/bin/bash
# A folder of law texts that is not as it should be, and many quotations.  quotes.sh QUANZE
set -u
quanze=$(realpath "$1")
cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C.UTF-8
unset SOURCE_DATE_EPOCH
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() { # NAME COMMAND…
	local name=$1
	shift
	if "$@" >"$work/said" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "not ok - $name"
		head -c 600 "$work/said"
	fi
}
texts=$work/store/texts
mkdir -p "$texts" "$work/in"
law() { # NAME ARTICLES: a law of one version
	printf '<?xml version="1.0" encoding="UTF-8"?>\n<law-text xmlns="urn:quanze:law-text:1" version="1.0" name="%s">\n<version adopted="2020-01-01" promulgated="unknown" force="2020-01-01" file="x">%s</version></law-text>\n' "$1" "$2" >"$texts/$1.xml"
}
list() { # FILE: rows on standard input, "law<tab>quotation"
	awk -F '\t' -v OFS='\t' 'BEGIN { print "序号", "事项名称", "权力类型", "行使主体", "实施依据" }
		{ print NR, "对第" NR "种行为的处罚", "行政处罚", "灯务局", "《" $1 "》第一条：" $2 }' >"$1"
}
validate() { timeout 60 "$quanze" validate --fail-on never --as-of 2026-11-24 --law-texts "$work/store" "$@" 2>&1; }
says() { # TEXT OPTIONS…
	local text=$1
	shift
	validate "$@" | tee "$work/out" | grep -qF -e "$text" || { cat "$work/out"; return 1; }
}

# ---- files that cannot be used: each is named, with its place, and all else goes on
good='河灯每晚日落以后点亮，日出以前熄灭，不得遮挡。'
law 好法 "<article n=\"1\"><p>$good</p></article>"
printf '' >"$texts/空法.xml"
printf '\x89PNG\r\n\x1a\n\0\0' >"$texts/图法.xml"
printf '<!DOCTYPE law-text [<!ENTITY a SYSTEM "/etc/passwd">]>\n<law-text xmlns="urn:quanze:law-text:1" version="1.0" name="实体法">&a;</law-text>' >"$texts/实体法.xml"
printf '<list xmlns="urn:quanze:list:1"/>' >"$texts/他法.xml"
law 倒法 '<article n="2"><p>二</p></article>
<article n="1"><p>一</p></article>'
law 日法 ''
sed -i 's/adopted="2020-01-01"/adopted="昨天"/' "$texts/日法.xml"
law 款法 '<article n="1"><p point="0">一</p></article>'
law 嵌法 '<article n="1"><p>一<b>二</b></p></article>'
mkdir "$texts/夹法.xml"
law 大法 "<article n=\"1\"><p>$good</p></article>"
head -c 2000000 /dev/zero | tr '\0' ' ' >>"$texts/大法.xml"
for name in 空法 图法 实体法 他法 倒法 日法 款法 嵌法 夹法 大法 好法; do
	printf '%s\t%s\n%s\t%s\n' $name "${good/点亮/点燃}" $name "$good" | list "$work/in/$name.tsv"
done
for name in 空法 图法 实体法 他法 倒法 日法 款法 嵌法 夹法; do
	check "$name is named" says "The law text \"texts/$name.xml\"" "$work/in/$name.tsv"
	check "$name is named once" [ "$(validate "$work/in/$name.tsv" | grep -cF '[law-text-broken]')" = 1 ]
done
check "the line is named" says 'texts/倒法.xml", line 4,' "$work/in/倒法.tsv"
check "too large" says 'law-text-bytes' --limit law-text-bytes=1000000 "$work/in/大法.tsv"
check "large enough" says '[quote-differs]' "$work/in/大法.tsv"
check "all else goes on" says '“后点燃，日出”→“后点亮，日出”' -j2 "$work"/in/*.tsv
check "off by policy" [ "$(validate --rule quote-differs=off "$work/in/好法.tsv" | grep -c 'quote-')" = 0 ]
check "another level" says 'error:' --rule quote-differs=error "$work/in/好法.tsv"
check "no such folder" bash -c "'$quanze' validate --law-texts '$work/none' '$work/in/好法.tsv' 2>&1 | grep -q 'stage-failed'"

# ---- workers read the folder from within their sandbox, and all say the same
"$quanze" validate --fail-on never --as-of 2026-11-24 --law-texts "$work/store" --format json -j1 "$work"/in/*.tsv >"$work/one" 2>/dev/null
"$quanze" validate --fail-on never --as-of 2026-11-24 --law-texts "$work/store" --format json -j8 "$work"/in/*.tsv >"$work/eight" 2>/dev/null
check "-j1 and -j8" cmp "$work/one" "$work/eight"
check "workers find" [ "$(grep -c '"quote-differs"' "$work/eight")" -ge 2 ]

# ---- a changed text makes outputs anew
convert() { "$quanze" convert -t xml,html --with-findings --as-of 2026-11-24 --law-texts "$work/store" -o "$work/results" "$work/in/好法.tsv" "$work/in/大法.tsv" >"$work/said" 2>&1; }
convert
cp "$work/results/好法.html" "$work/before"
law 好法 "<article n=\"1\"><p>${good/点亮/点燃}</p></article>"
convert
check "made anew" bash -c "! cmp -s '$work/before' '$work/results/好法.html'"

# ---- sizes
python3 - "$texts/巨法.xml" "$texts/长法.xml" <<'PY'
import sys
head = '<law-text xmlns="urn:quanze:law-text:1" version="1.0" name="%s"><version adopted="2020-01-01" promulgated="unknown" force="unknown" file="x">'
open(sys.argv[1], 'w', encoding='utf-8').write(head % '巨法' + '<article n="1"><p>' + '灯杆由县里看管，' * 400000 + '</p></article></version></law-text>')
open(sys.argv[2], 'w', encoding='utf-8').write(head % '长法' + ''.join(f'<article n="{n}"><p>第{n}种灯由第{n * 7 % 83}县的灯务部门看管，每晚点亮{n % 9}盏，误时的处{n}元罚款。</p></article>' for n in range(1, 3000)) + '</version></law-text>')
PY
printf '巨法\t%s\n' "灯杆由县里看管，灯杆由镇里看管，灯杆由县里看管，" "$(printf '灯杆由县里看管，%.0s' $(seq 20000))" | list "$work/huge.tsv"
check "a huge article" validate "$work/huge.tsv"
for n in $(seq 10000); do printf '长法\t第%d种灯由第%d县的灯务部门看管，每晚点亮%d盏，误时的处%d元罚款。\n' $((n % 2999 + 1)) $((n % 83)) $((n % 9)) "$n"; done | list "$work/many.tsv"
start=$(date +%s%N)
check "10,000 quotations" validate -q "$work/many.tsv"
seconds=$((($(date +%s%N) - start) / 1000000000))
check "10,000 quotations in $seconds s" [ $seconds -lt 40 ]
awk 'BEGIN { printf "序号\t事项名称\t权力类型\t行使主体\t实施依据\n1\t对多种行为的处罚\t行政处罚\t灯务局\t《长法》"; for (n = 1; n <= 10000; n++) printf "第%d条：第%d种灯由第%d县的灯务部门看管，每晚点亮。", n % 2999 + 1, n, n % 83; print "" }' >"$work/cell.tsv"
check "10,000 quotations in one cell" validate -q "$work/cell.tsv"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
