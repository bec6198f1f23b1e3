#!/bin/bash
# Each limit (src/base/limits.def): its meaning in the texts, its default and the
# finding above it in the manual as the program has them, and an input that exceeds it.
# limits.sh [OUT]
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
status=0
complain() { echo "$1"; status=1; }
make -s OUT="$out" all >/dev/null || exit 1
LC_ALL=C "$out/quanze" formats | sed '1,/^Limits/d' >"${TMPDIR:-/tmp}/limits.$$"
while read -r name value finding meaning; do
	[ "$meaning" != "limits.$name" ] || complain "$name: no text"
	# .It Cm NAME / meaning / .Pq default ; Cm finding
	manual=$(sed -n "/^\.It Cm $name\$/,/^\.Pq /p" man/quanze.1 | tail -n 1)
	expected=".Pq $value ; Cm $finding"
	[ "$manual" = "${expected% ; Cm limit-exceeded}" ] || complain "$name: the manual says \"$manual\", the program \"$expected\""
	grep -q "^        '$name': \[" tests/limits.py || complain "$name: no input of tests/limits.py exceeds it"
done <"${TMPDIR:-/tmp}/limits.$$"
[ "$(wc -l <"${TMPDIR:-/tmp}/limits.$$")" = "$(grep -c '^LIMIT(' src/base/limits.def)" ] || complain 'not all limits are listed'
rm -f "${TMPDIR:-/tmp}/limits.$$"
exit $status
