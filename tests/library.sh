#!/bin/bash
# library.sh OUT: the library as a program uses it. The example of samples/ gives
# the program's page and findings; threads with engines of their own give the same
# bytes, and helgrind sees no race between them.
set -u
cd "$(dirname "$0")/.." || exit 1
out=${1:-out}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() {
	local name=$1
	shift
	if "$@"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "not ok - $name"
	fi
}
build() { # SOURCE PROGRAM
	${CC:-cc} -O1 -g -std=c11 -Wall -Wextra -Werror -D_GNU_SOURCE -Isrc -o "$2" "$1" "$out/libquanze.a" \
		$(pkg-config --cflags --libs libxml-2.0 libxslt libexslt libzip nettle jansson) -lunistring -lm -pthread
}
page() { "$work/library" county-archives.tsv <samples/county-archives.tsv >"$work/page.html" 2>"$work/findings"; }
refused() { echo nothing | "$work/library" list.tsv >"$work/refused" 2>"$work/why"; [ $? = 3 ] && [ ! -s "$work/refused" ] && grep -q 'no-header' "$work/why"; }
races() {
	"$out/quanze" convert -q -t xml -o "$work" samples/county-archives.tsv >/dev/null 2>&1
	xmllint --format "$work/county-archives.xml" >"$work/blanks.xml" # which stylesheets strip
	valgrind -q --tool=helgrind --suppressions=tests/library/helgrind.supp --error-exitcode=99 "$work/threads" "$work/made" samples/county-archives.tsv "$work/blanks.xml" >"$work/helgrind" 2>&1 && return 0
	head -n 40 "$work/helgrind"
	return 1
}

check 'the example is built' build samples/library/page.c "$work/library"
check 'it makes a page' page
"$out/quanze" convert -q --as-of 2026-11-24 -t html -o "$work" samples/county-archives.tsv >/dev/null 2>&1
check "which is the program's" cmp "$work/page.html" "$work/county-archives.html"
check 'and says what was found' grep -q '\[' "$work/findings"
check 'what is no list is refused' refused
check 'the threads are built' build tests/library/threads.c "$work/threads"
check 'they make the same' "$work/threads" "$work/made" samples/*.tsv
check 'without a race' races
echo "$passed passed, $failed failed"
[ $failed = 0 ]
