#!/bin/bash
# quanze laws: a register from texts of laws (invented ones, tests/laws), its review, and
# the questions at the terminal.  laws.sh [OUT]
set -u
cd "$(dirname "$0")/.." || exit 1
out=${1:-out}
quanze=${QUANZE:-$PWD/$out/quanze}
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 SOURCE_DATE_EPOCH=1795000000

check() { # NAME COMMAND…
	local name=$1
	shift
	if "$@" >"$work/log" 2>&1; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "not ok - $name"
		head -n 8 "$work/log"
	fi
}
status() { # EXPECTED ARGUMENTS…: the exit status of laws
	local expected=$1
	shift
	"$quanze" laws "$@" >"$work/stdout" 2>"$work/stderr"
	local found=$?
	[ $found = "$expected" ] || { echo "exit $found, expected $expected"; cat "$work/stderr"; false; }
}
says() { grep -qF -- "$1" "$work/stdout" || { cat "$work/stdout"; false; }; }
complains() { grep -qF -- "$1" "$work/stderr" || { cat "$work/stderr"; false; }; }
has() { grep -qF -- "$2" "$1" || { grep -F "<move" "$1" | head -n 20; false; }; }
lacks() { ! grep -qF -- "$2" "$1"; }
valid() { xmllint --noout --nonet --schema "xsd/$1" "${@:2}"; }
same() { diff -r "$1" "$2"; }

# ---- a register ----
reg=$work/reg
check 'two versions of a law: 0' status 0 build -o "$reg" tests/laws/texts
check 'what was made is said' says '3 texts, 2 laws, 3 versions, 1 pairs compared'
check 'the register is valid' valid quanze-laws.xsd "$reg/laws.xml"
check 'the texts are valid' valid quanze-law-text.xsd "$reg/texts/甲乙条例.xml" "$reg/texts/丙丁办法.xml"
check 'days and order of the head' has "$reg/laws.xml" '<version adopted="2015-03-06" promulgated="2015-03-20" force="2015-06-01" order="unknown" articles="13"/>'
check 'an article that moved past others' has "$reg/laws.xml" '<move from="8" to="5"/>'
check 'one that was split' has "$reg/laws.xml" '<move from="6" to="8,9" text="changed" likeness='
check 'two that became one' has "$reg/laws.xml" '<move from="9" to="10" text="changed" likeness='
check 'a fine that the law leaves to others' has "$reg/laws.xml" '<move from="11" to="12" text="changed" penalty="moved" likeness='
check 'words that are the same but for references' has "$reg/laws.xml" '<move from="12" to="13" text="references"/>'
check 'an inserted article is new' has "$reg/laws.xml" '<added article="6.1"/>'
check 'what the law repealed' has "$reg/laws.xml" '<repealed date="2015-06-01" by="甲乙条例">'
check 'an article knows its chapter' has "$reg/texts/甲乙条例.xml" '<article n="13" division="第四章 附则">'
check 'points are numbered' has "$reg/texts/甲乙条例.xml" '<p point="4">（四）周边建筑物安全说明。</p>'
check 'the table of contents is no article' lacks "$reg/texts/甲乙条例.xml" '目'
check 'what changed is in the table' grep -qP '甲乙条例\t2015-03-06\t2024-08-30\t6\t8,9\t拆分\t' "$reg/review.tsv"
check 'what is the same is not' bash -c "! grep -qP '甲乙条例\t2015-03-06\t2024-08-30\t1\t' '$reg/review.tsv'"
check 'the page has the words that differ' has "$reg/review.html" '<ins>'
check 'as many processes, the same bytes' status 0 build -j 1 -o "$work/one" tests/laws/texts
check '… all of them' same "$reg" "$work/one"
check 'nothing is left lying about' bash -c "! find '$reg' -name '.quanze*' | grep -q ."

# ---- the same text in other files ----
bare() { sed -E 's/ (file|sha256)="[^"]*"//g' "$1"; }
check 'the text alone' status 0 build -o "$work/plain" tests/laws/texts/new.txt
for file in tests/laws/formats/*; do
	check "$file" status 0 build -o "$work/format-${file##*.}" "$file"
	check "… has the same articles" diff <(bare "$work/plain/texts/甲乙条例.xml") <(bare "$work/format-${file##*.}/texts/甲乙条例.xml")
done

# ---- the register is used ----
check 'list' status 0 list --laws "$reg/laws.xml"
check '… has it' says '甲乙条例; versions: 2, the last one: 2024-08-30'
check 'show' status 0 show 《甲乙条例》 --laws "$reg/laws.xml" --as-of 2020-01-01
check '… says what was in force' says '* adopted 2015-03-06, promulgated 2015-03-20, in force since 2015-06-01, 13 articles  in force on 2020-01-01'
check 'where' status 0 where 甲乙条例 第六条 --laws "$reg/laws.xml"
check '… in two articles, and how sure' says 'article 8 and 9 (derived by comparing the texts, likeness'
check 'a penalty that is only likely' status 0 where 甲乙条例 11 --from 2015-03-06 --laws "$reg/laws.xml"
check '… is said as such' says 'only likely'
check 'an unknown law: 2' status 2 show 甲乙 --laws "$reg/laws.xml"
check '… and near names' complains 'nearest: 《甲乙条例》'
check 'an article beyond the last' status 0 where 甲乙条例 99 --laws "$reg/laws.xml"
check '… is said' says 'has no such article; its last one is 13'
check 'no number of an article: 2' status 2 where 甲乙条例 五 --laws "$reg/laws.xml"
check 'no such version: 2' status 2 where 甲乙条例 5 --from 1999-01-01 --laws "$reg/laws.xml"
check 'the built-in register: where' status 0 where 网络安全法 59
check '… reviewed' says 'article 61 (reviewed)'

# ---- the review ----
mark() { sed -E "/^甲乙条例\t2015-03-06\t2024-08-30\t$1\t/s/^(([^\t]*\t){4})[^\t]*(\t([^\t]*\t){3})[^\t]*/\1$2\3是/" "$3"; }
mark 11 '12' "$reg/review.tsv" >"$work/first.tsv"
mark 13 删去 "$work/first.tsv" >"$work/reviewed.tsv"
check 'reviewed lines come back' status 0 build -o "$work/again" --reviewed "$work/reviewed.tsv" tests/laws/texts
check '… and are reviewed' has "$work/again/laws.xml" '<move from="11" to="12" text="changed" penalty="moved" confidence="reviewed"/>'
check '… as corrected' has "$work/again/laws.xml" '<move from="13" to="" text="changed" confidence="reviewed"/>'
check '… the register stays valid' valid quanze-laws.xsd "$work/again/laws.xml"
check '… and says so' status 0 where 甲乙条例 11 --laws "$work/again/laws.xml"
check '… at the terminal' says 'article 12 (reviewed)'
check 'the new table has them marked' grep -qP '甲乙条例\t2015-03-06\t2024-08-30\t11\t12\t[^\t]*\t[^\t]*\t[^\t]*\t是\t' "$work/again/review.tsv"
mkdir "$work/changed"
sed 's/一千元以上一万元以下/二千元以上一万元以下/' tests/laws/texts/new.txt >"$work/changed/new.txt"
cp tests/laws/texts/old.md "$work/changed"
check 'reviewed of other texts' status 0 build -o "$work/stale" --reviewed "$work/reviewed.tsv" "$work/changed"
check '… is stale' complains '[review-stale]'
check '… and not applied' lacks "$work/stale/laws.xml" 'confidence="reviewed"'
mark 11 88 "$reg/review.tsv" >"$work/invalid.tsv"
check 'a new article that is not there' status 0 build -o "$work/invalid" --reviewed "$work/invalid.tsv" tests/laws/texts
check '… is stale, too' complains '[review-stale]'

# ---- what a register knew before is kept ----
cat >"$work/known.xml" <<'END'
<laws xmlns="urn:quanze:laws:1" version="1.0">
  <law name="甲乙条例" rank="地方性法规" asOf="2025-01-01">
    <alias>水井条例</alias>
    <version adopted="1999-01-02" promulgated="unknown" force="unknown" order="unknown" articles="9"/>
    <version adopted="2015-03-06" promulgated="unknown" force="unknown" order="unknown" articles="13">
      <renumbering since="1999-01-02"><move from="1-2" to="1-2"/><move from="3-9" to="unknown"/></renumbering>
    </version>
    <version adopted="2024-08-30" promulgated="unknown" force="2024-10-01" order="unknown" articles="14">
      <renumbering><move from="1-10" to="unknown"/><move from="11" to="11,12" text="changed"/><move from="12-13" to="unknown"/></renumbering>
    </version>
  </law>
</laws>
END
check 'a register that knows the law' status 0 build -o "$work/kept" --laws "$work/known.xml" tests/laws/texts
check '… stays valid' valid quanze-laws.xsd "$work/kept/laws.xml"
check '… an older version' has "$work/kept/laws.xml" '<version adopted="1999-01-02" promulgated="unknown" force="unknown" order="unknown" articles="9"/>'
check '… its moves' has "$work/kept/laws.xml" '<move from="1-2" to="1-2"/>'
check '… another name' has "$work/kept/laws.xml" '<alias>水井条例</alias>'
check '… a day that no text has' has "$work/kept/laws.xml" 'promulgated="unknown" force="2024-10-01"'
check '… a move that a person reviewed' has "$work/kept/laws.xml" '<move from="11" to="11,12" text="changed" confidence="reviewed"/>'

# ---- an earlier run, an interrupted one ----
check 'a law that is gone' status 0 build -o "$work/one" tests/laws/texts/old.md
check '… its text is named' complains '[law-text-leftover]'
mkdir "$work/slow"
python3 tests/laws/hostile.py "$work/slow"
"$quanze" laws build -q -o "$work/stopped" "$work/slow" >/dev/null 2>&1 &
pid=$!
sleep 0.3
kill -INT $pid
wait $pid
check 'interrupted: nothing is written, nothing left' bash -c "! find '$work/stopped' -type f | grep -q . || [ -s '$work/stopped/laws.xml' -a -s '$work/stopped/review.html' ]"

# ---- files that are no texts of laws ----
hostile=$work/hostile
mkdir "$hostile"
python3 tests/laws/hostile.py "$hostile"
check 'files that are no laws' timeout 60 "$quanze" laws build -v -o "$work/odd" "$hostile"
"$quanze" laws build -v -o "$work/odd" "$hostile" >"$work/stdout" 2>"$work/stderr"
for rule in '[law-text-unusable]' '[law-text-gap]' '[law-text-twice]' '[law-text-assumed]' '[law-text-unended]'; do check "$rule" complains "$rule"; done
check 'the register is valid all the same' valid quanze-laws.xsd "$work/odd/laws.xml"
check 'and the texts' bash -c "xmllint --noout --nonet --schema xsd/quanze-law-text.xsd '$work'/odd/texts/*.xml"
check 'a name leads nowhere' bash -c "[ ! -e '$work/evil.xml' ] && [ \"\$(find '$work/odd' -name '*.xml' | wc -l)\" = \"\$(find '$work/odd/texts' -maxdepth 1 -name '*.xml' | wc -l | awk '{print \$1 + 1}')\" ]"
check 'parts of a code are one text' has "$work/odd/laws.xml" '<law name="戊己法典" rank="unknown">'
check '… whole' has "$work/odd/laws.xml" 'articles="5"'
check 'no folder named: 2' status 2 build tests/laws/texts
check 'nothing to build from: 3' status 3 build -o "$work/none" "$work/nowhere"
check 'nothing was written' bash -c "[ ! -e '$work/none/laws.xml' ]"
: >"$work/file"
check 'a folder that is a file: 4' status 4 build -o "$work/file" tests/laws/texts
check 'no word: 2' status 2
check 'too many words: 2' status 2 list x

echo "$passed passed, $failed failed"
[ $failed = 0 ]
