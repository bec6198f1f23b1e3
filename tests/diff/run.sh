#!/bin/bash
# Comparisons with a known answer.  tests/diff/run.sh [--regen] [PATTERN]
#
# cases/NAME.old.* and NAME.new.* are two revisions; NAME.json is what `diff -t
# json` says of them, NAME.xml the marked document, last line: the exit status.
# NAME.args holds further options. A marked document must be valid, its two
# readings must be the two lists, and its JSON must fit its schema.
# --regen writes NAME.json anew, and NAME.xml where there is one.
set -u
cd "$(dirname "$0")/../.." || exit 1
quanze=${QUANZE:-out/quanze}
regen=
[ "${1:-}" = --regen ] && { regen=1; shift; }
pattern=${1:-}
cases=tests/diff/cases
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
compare() { # NAME EXPECTED FOUND
	if [ "$regen" ]; then
		cp "$3" "$2"
		ok
	elif cmp -s "$2" "$3"; then
		ok
	else
		not_ok "$1"
		diff "$2" "$3" | cut -c1-200 | head -n 12
	fi
}
# The list that the marked document holds is the list itself.
reading() { # SIDE LIST NAME
	"$quanze" convert -q -t xml -o "$work/list" "$2" 2>/dev/null
	local list
	list=$work/list/$(basename "${2%.*}").xml
	xsltproc --stringparam side "$1" tests/diff/project.xsl "$work/marked.xml" | xmllint --c14n - >"$work/read"
	xmllint --c14n "$list" | cmp -s - "$work/read" && ok || not_ok "$3: the reading $1 is not the $1 list"
}
for old in "$cases"/*.old.*; do
	name=$(basename "${old%.old.*}")
	case $name in *"$pattern"*) ;; *) continue ;; esac
	new=$(echo "$cases/$name".new.*)
	args=
	[ -f "$cases/$name.args" ] && args=$(cat "$cases/$name.args")
	# shellcheck disable=SC2086
	"$quanze" diff -q $args -t json "$old" "$new" >"$work/json" 2>"$work/stderr"
	echo "exit $?" >>"$work/json"
	compare "$name.json" "$cases/$name.json" "$work/json"
	head -n -1 "$work/json" >"$work/changes.json"
	"$python" tests/fits.py xsd/quanze-diff.schema.json "$work/changes.json" >"$work/log" 2>&1 && ok || { not_ok "$name: JSON schema"; head -n 4 "$work/log"; }
	# shellcheck disable=SC2086
	"$quanze" diff -q $args -t xml "$old" "$new" >"$work/marked.xml" 2>/dev/null
	xmllint --noout --schema xsd/quanze-diff.xsd "$work/marked.xml" 2>"$work/log" && ok || { not_ok "$name: schema"; head -n 4 "$work/log"; }
	[ -f "$cases/$name.xml" ] && compare "$name.xml" "$cases/$name.xml" "$work/marked.xml"
	reading old "$old" "$name"
	reading new "$new" "$name"
done
# The document made by hand that says what all marks are.
if [ -z "$pattern" ]; then
	xmllint --noout --schema xsd/quanze-diff.xsd tests/diff/marked.xml 2>/dev/null && ok || not_ok "marked.xml: schema"
	for side in old new; do
		xsltproc --stringparam side $side tests/diff/project.xsl tests/diff/marked.xml >"$work/read.xml"
		xmllint --noout --schema xsd/quanze-list.xsd "$work/read.xml" 2>/dev/null && ok || not_ok "marked.xml: the reading $side is no list"
	done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
