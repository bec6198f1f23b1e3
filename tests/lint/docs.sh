#!/bin/bash
# Links of the documents lead to files, make targets that they name are there, and
# what SECURITY.md names as a test.
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
for document in *.md; do
	named=
	[ $document = SECURITY.md ] && named=$(grep -oE '`(tests|src|man|xsd)/[a-zA-Z0-9_./-]+' "$document" | tr -d '`' | sort -u)
	for path in $(grep -oE '\]\([a-zA-Z0-9_./-]+\)' "$document" | tr -d ']()' | sort -u) $named; do
		[ -e "$path" ] || { echo "$document: no $path"; status=1; }
	done
	for target in $(grep -oE '`make [a-z-]+' "$document" | sed 's/.* //' | sort -u); do
		grep -qE "^$target:" Makefile packaging/*.mk || { echo "$document: no make $target"; status=1; }
	done
done
exit $status
