#!/bin/bash
# The source tarball: the same bytes whoever makes it, and the README's two
# commands work in what it unpacks to. --all runs the whole of `make check-all` there
# (minutes); without it the cases and the lints run.
#
# dist.sh [OUT] [--all]       last line: N passed, N failed
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out} all=${2:-}
. tests/package/common.sh
trap 'rm -rf "$work"' EXIT

dist() { make -s -C "$1" OUT="$2" dist; }
tarball_of() { echo "$1"/quanze-*.tar.gz; }

check 'make dist' dist . "$out"
tarball=$(realpath "$(tarball_of "$out")")
copy=$work/$(basename "$tarball" .tar.gz)
check 'it unpacks into one folder of its name' tar -xzf "$tarball" -C "$work"
check '… there' test -f "$copy/Makefile" -a "$(find "$work" -mindepth 1 -maxdepth 1 -type d | wc -l)" = 1
(umask 077 && TZ=Asia/Shanghai LC_ALL=C dist . "$work/again") >"$work/log" 2>&1
check 'again: the same bytes' cmp "$tarball" "$(tarball_of "$work/again")"
check 'all that is in it is named in MANIFEST' diff <(cd "$copy" && find . -type f ! -name MANIFEST | sed 's|^\./||' | LC_ALL=C sort) "$copy/MANIFEST"
dist "$copy" "$work/third" >"$work/log" 2>&1
check 'from the unpacked one: the same bytes' cmp "$tarball" "$(tarball_of "$work/third")"
check 'make samples' make -s -C "$copy" samples
for sample in samples/*.tsv; do
	stem=$(basename "$sample" .tsv)
	for kind in xml docx html txt; do
		check "make samples: $stem.$kind" test -s "$copy/out/samples/$stem.$kind"
	done
done
if [ "$all" = --all ]; then
	check 'make check-all' make -s -C "$copy" check-all
	tail -n 1 "$work/log"
else
	check 'the cases' "$copy/tests/run.sh"
	for lint in "$copy"/tests/lint/*.sh; do
		check "lint: $(basename "$lint" .sh)" "$lint" "$copy/out"
	done
fi
closing
