#!/bin/bash
# Two builds of one tarball, in folders, time zones, languages and with masks and
# numbers of jobs that differ: the same bytes, of the programs and of what they write.
#
# reproducible.sh [OUT]       last line: N passed, N failed
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
. tests/package/common.sh
trap 'rm -rf "$work"' EXIT

build() { # FOLDER JOBS: unpacks, builds, installs into FOLDER/root, converts a sample
	mkdir -p "$1" && tar -xzf "$tarball" -C "$1" --strip-components=1 || return
	make -s -C "$1" -j"$2" OUT="$3" DESTDIR="$1/root" PREFIX=/usr all libraries install &&
		(cd "$1" && "$3/quanze" convert -q --as-of 2026-11-24 -o root/converted samples/county-archives.tsv)
}
no_trace_of() { ! grep -rlF -- "$1" "$work/one/root"; }

check 'make dist' make -s OUT="$out" dist
tarball=$(realpath "$out"/quanze-*.tar.gz)
one=$work/one two=$work/another/place/of/work
export -f build
export tarball
check 'first build' env TZ=Asia/Shanghai LC_ALL=C.UTF-8 bash -c 'build "$@"' - "$one" 1 out
check 'second build' env TZ=America/Caracas LC_ALL=C HOME=/nowhere USER=other bash -c 'umask 077; build "$@"' - "$two" 3 o/u/t
(cd "$one/root" && find . -type f | sort) >"$work/files"
check 'there are files to compare' test "$(wc -l <"$work/files")" -ge 15
while read -r file; do
	check "the same bytes: $file" cmp "$one/root/$file" "$two/root/$file"
done <"$work/files"
check 'no folder of this machine in them' no_trace_of "$work"
check 'no folder of this machine in them' no_trace_of "$PWD"
closing
