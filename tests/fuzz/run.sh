#!/bin/bash
# Fuzzes every target for FUZZ_SECONDS, two at a time and at low priority.
#   run.sh FOLDER-OF-TARGETS [TARGET…]
# Seeds are made once into FOLDER/seeds; what is found new is kept in FOLDER/corpus.
# A crash leaves its input in FOLDER/crashes: make it a case of tests/hostile.
# Closing line: N passed, N failed.
set -u
cd "$(dirname "$0")/../.." || exit 1
folder=$1
shift
seconds=${FUZZ_SECONDS:-60}
export folder seconds
mkdir -p "$folder/crashes"
[ -d "$folder/seeds" ] || python3 tests/fuzz/seeds.py "$folder/seeds" || exit 1
# libFuzzer reads ASCII alone
python3 -c 'import sys; sys.stdout.write("".join(chr(b) if b < 128 else f"\\x{b:02X}" for b in open("tests/fuzz/fuzz.dict", "rb").read()))' >"$folder/fuzz.dict"
[ $# -gt 0 ] || set -- $(for target in tests/fuzz/fuzz_*.c; do basename "$target" .c | sed 's/fuzz_//'; done)
fuzz() {
	mkdir -p "$folder/corpus/$1"
	nice -n 15 "$folder/fuzz_$1" -max_total_time="$seconds" -max_len=65536 -timeout=10 -rss_limit_mb=1500 -print_final_stats=1 \
		-dict="$folder/fuzz.dict" -artifact_prefix="$folder/crashes/$1-" "$folder/corpus/$1" "$folder/seeds/$1" >"$folder/$1.log" 2>&1
	local status=$?
	echo "$1: $([ $status = 0 ] && echo ok || echo "FOUND SOMETHING, see $folder/$1.log"), $(grep -o 'number_of_executed_units: [0-9]*' "$folder/$1.log" | grep -o '[0-9]*') runs, $(grep -o 'cov: [0-9]*' "$folder/$1.log" | tail -n 1)"
	return $status
}
export -f fuzz
failed=$(printf '%s\n' "$@" | xargs -P 2 -I{} bash -c 'fuzz {} >&2 || echo {}' | wc -l)
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" = 0 ]
