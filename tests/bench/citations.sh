#!/bin/bash
# citations.sh DIR: per workbook of a folder, mentions 《…》 in the bases, how many
# the grammar recognises, how many with an article, and 《…》 followed by 第…条
# that it does not (shown).
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%-26s %9s %11s %9s %9s %9s\n' file mentions recognised articles shapes missed
for file in "${1:?a folder of workbooks}"/*.xls*; do
	out/quanze convert -q -t xml -o "$work" "$file" >/dev/null 2>&1
	python3 tests/bench/citations.py "$work/$(basename "${file%.*}").xml"
done
