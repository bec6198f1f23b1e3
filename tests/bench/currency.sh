#!/bin/bash
# How many citations of lists the law register can judge, and what it finds.
#
#   tests/bench/currency.sh [--sample N SEED] FILE…
#
# Counts citations with an article in the fields that items rest on (实施依据, 责任事项依据). "judged": the version that is
# meant is known, and how many articles it has. --sample prints N findings drawn by the seed, to be read against the texts of
# the laws (law, note, article, state, version in force, new article, likeness), as in currency-verdicts.tsv.
# QUANZE is the program (default out/quanze), AS_OF the day judged for (default 2026-11-29).
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
quanze=${QUANZE:-out/quanze} day=${AS_OF:-2026-11-29} sample='' seed=''
if [ "${1:-}" = --sample ]; then
	sample=$2 seed=$3
	shift 3
fi
[ $# -gt 0 ] || { echo 'tests/bench/currency.sh [--sample N SEED] FILE…' >&2; exit 2; }
make -s "$(dirname "$quanze")/bench/currency"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$quanze" convert -q -t xml --as-of "$day" -o "$work" "$@" 2>/dev/null || true
"$(dirname "$quanze")/bench/currency" "$day" "$work"/*.xml >"$work/lines"
if [ "$sample" ]; then
	# each different finding once, in the order of numbers drawn by the seed
	grep -P '^(amended|kept|superseded|proposed|revised|beyond|repealed)\t' "$work/lines" | cut -f1,3- | sort -u |
		awk -v seed="$seed" 'BEGIN { srand(seed) } { printf "%.9f\t%s\n", rand(), $0 }' | sort -n | head -n "$sample" |
		awk -F '\t' -v OFS='\t' '{ print $3, $4, $5, $2, $6, $7, $8 }'
	exit
fi
awk -F '\t' '
	function show(name, count) { printf "%-44s %6d  %5.1f %%\n", name, count, total ? 100 * count / total : 0 }
	{ total++; known += $1 != "unknown"; judged += $2 == "judged"; state[$1]++ }
	END {
		show("citations with an article", total)
		show("of a known law", known)
		show("judged (version and number of articles known)", judged)
		show("superseded, new article known", state["superseded"])
		show("superseded, its number kept", state["kept"])
		show("superseded, new article proposed", state["proposed"])
		show("superseded, new article unknown", state["revised"])
		show("amended lately, cited without a note", state["amended"])
		show("repealed", state["repealed"])
		show("beyond the last article", state["beyond"])
	}' "$work/lines"
