#!/bin/bash
# How well texts of laws are read and aligned: how many are whole, how many of 200
# synthetic splits and mergers are found (95 % at least), and, with a table of where
# articles went, how much of it a built register tells the same.
#   lawtexts.sh FOLDER [TABLE [OUT]]
set -u
folder=${1:?the folder of the texts} table=${2:-}
cd "$(dirname "$0")/../.." || exit 1
out=${3:-out}
make -s OUT="$out" all "$out/bench/lawtexts" >/dev/null || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
find "$folder" -type f ! -name '.*' -print0 | sort -z >"$work/files"
xargs -0 "$out/bench/lawtexts" parse <"$work/files" | awk -F'\t' '{ split($11, f, " "); n[f[1]]++ } END { for (k in n) print n[k], "files:", k }'
find "$folder" -type f -size +8k ! -name '.*' -print0 | sort -z | xargs -0 "$out/bench/lawtexts" synthetic 200
status=$?
/usr/bin/time -f '%e s, %U s of processor time, %M KB' "$out/quanze" laws build -o "$work/register" "$folder" 2>"$work/said"
tail -n 1 "$work/said"
[ -z "$table" ] || tests/bench/renumbering.py "$work/register" "$table" | tail -n 1
exit $status
