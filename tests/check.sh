#!/bin/bash
# The suites of tests, as many at once as there are processors; with one closing line.
#
#   tests/check.sh fast|all [OUT]
#
# fast: what a developer runs before each commit (make check). all: everything
# that needs no outside program (make check-all). What a suite said is printed
# when it ends, with its seconds by the clock and of the processor.
set -u
cd "$(dirname "$0")/.." || exit 1
unset MAKEFLAGS MFLAGS MAKELEVEL # suites that build are on their own
level=$1
out=${2:-out}
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

names=() commands=()
# suite LEVEL NAME COMMAND…: a program whose last line is "N passed, N failed".
suite() {
	[ "$1" = all ] && [ "$level" = fast ] && return
	names+=("$2")
	commands+=("$(printf '%q ' "${@:3}")")
}
# single NAME COMMAND…: a program that passes or fails as one.
single() { "$@" && echo "1 passed, 0 failed" || { echo "0 passed, 1 failed"; return 1; }; }
units() {
	local unit log=$work/unit passed=0 failed=0
	for unit in "$out"/asan/unit/test_*; do
		[ -x "$unit" ] && [ "${unit%.d}" = "$unit" ] || continue
		CMOCKA_MESSAGE_OUTPUT=TAP "$unit" >"$log" 2>&1 || {
			echo "not ok - $unit"
			grep -v '^ok' "$log" | tail -n 30
			failed=$((failed + 1))
		}
		passed=$((passed + $(grep -c '^ok' "$log")))
	done
	echo "$passed passed, $failed failed"
	[ $failed = 0 ]
}
lints() {
	local lint passed=0 failed=0
	for lint in tests/lint/*.sh; do
		"$lint" "$out" && passed=$((passed + 1)) || { echo "not ok - $lint"; failed=$((failed + 1)); }
	done
	echo "$passed passed, $failed failed"
	[ $failed = 0 ]
}
QUANZE=$out/quanze sanitized=$out/asan/quanze
alloc() { suite all "memory runs out, $1" python3 tests/faults/alloc.py "${@:2}"; }

# The longest come first, so that none is left alone at the end.
suite all "hostile inputs, with sanitizers" python3 tests/hostile/run.py "$sanitized" --instrumented
suite all "hostile lists that pass as lists, with sanitizers" python3 tests/hostile/lists.py "$sanitized" --instrumented
suite fast "cases, with sanitizers" env QUANZE="$sanitized" tests/run.sh
alloc "in the library" "$out/faults/journey" "$out/faults/alloc.so" --thin 10
suite all "damaged and costly inputs, with sanitizers" python3 tests/hostile.py "$sanitized" --instrumented
alloc "in a comparison" "$out/faults/journey" "$out/faults/alloc.so" tests/diff/cases/all.new.tsv --old tests/diff/cases/all.old.tsv --thin 20
alloc "in a worker" --workers "$QUANZE" "$out/faults/alloc.so" --thin 40
suite all "every lost character is caught" single "$out/drop/unit/drop" samples/jiuquan-wangxin.tsv 3
suite all "… in a sample of our own, each one" single "$out/drop/unit/drop" samples/county-archives.tsv
suite all "lists in chunks of any size, by any number of threads" tests/chunks.sh "$out"
suite all "what is installed: library, header, completions, manual pages" tests/package/install.sh "$out"
suite all "comparisons, with sanitizers" env QUANZE="$sanitized" tests/diff/run.sh
suite all "hostile inputs, in time and memory" python3 tests/hostile/run.py "$QUANZE"
suite all "workbooks that look as if they had been marked" python3 tests/hostile/returned.py "$QUANZE"
suite all "… with sanitizers" python3 tests/hostile/returned.py "$sanitized"
suite all "damaged and costly inputs, in time" python3 tests/hostile.py "$QUANZE"
suite all "the library: an example, threads under helgrind" tests/library.sh "$out"
suite all "samples, under valgrind" env QUANZE="$QUANZE" RUNNER="valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99" tests/run.sh samples/county
suite all "shuffled variants" python3 tests/shuffle/shuffle.py "$QUANZE"
for format in docx xlsx html ods; do # xls and doc, which LibreOffice writes, are among the gates
	suite all "text in every place: $format" python3 "tests/carriers/$format.py" "$QUANZE"
done
suite all "revisions with known edits" python3 tests/diff/revise.py "$QUANZE" --pairs 30 samples/*.tsv tests/diff/cases/all.*.tsv
suite fast "the server: byte for byte, faults, strangers, programs" tests/serve/run.sh "$out"
suite all "hostile inputs, posted to the server" python3 tests/serve/hostile.py "$QUANZE"
suite all "batches: workers, skipping, summaries" tests/batch.sh "$out"
suite all "disks that are full, broken or slow; planted links; odd names" python3 tests/faults/io.py "$QUANZE" "$out/faults/io.so"
suite all "batches that are killed" python3 tests/faults/kill.py "$QUANZE"
suite all "output folders that somebody else can write to" python3 tests/faults/tampered.py "$QUANZE"
suite all "data for other systems: JSON, CSV, mappings" "${SYSTEM_PYTHON:-/usr/bin/python3}" tests/data.py "$QUANZE"
suite all "strings that try to be more than text" python3 tests/injection/inert.py "$QUANZE"
suite all "such strings in two revisions" python3 tests/injection/compared.py "$QUANZE"
suite all "… and reports of them" python3 tests/injection/reports.py "$QUANZE"
suite fast "validate: a gate in a script, --since" tests/validate.sh "$out"
suite fast "an office's statements, by table" tests/meta.sh "$sanitized"
suite all "a worker that somebody took over" python3 tests/faults/attack.py "$QUANZE" "$out/faults/attack.so"
suite all "each limit is met by a job" python3 tests/limits.py "$QUANZE"
suite all "cost in proportion to what there is" python3 tests/cost.py "$QUANZE"
suite all "PDF by LibreOffice" tests/pdf.sh "$sanitized"
suite all "amendments, with sanitizers" env QUANZE="$sanitized" tests/impact/run.sh
suite all "lists against a catalogue, with sanitizers" env QUANZE="$sanitized" tests/catalogue/run.sh
suite all "texts of laws: a register, its review" tests/laws.sh "$out"
suite all "… with sanitizers" env QUANZE="$sanitized" tests/laws.sh "$out"
suite all "decisions: written, filled in, saved by others, read" python3 tests/decisions.py "$sanitized"
suite all "marked workbooks that come back, and are decided in" "${SYSTEM_PYTHON:-/usr/bin/python3}" tests/returned.py "$sanitized"
suite all "the clerk's day in README.zh-CN" tests/readme.sh "$out"
suite all "quotations: folders of law texts that are not as they should be, and sizes" tests/quotes.sh "$QUANZE"
suite fast "unit tests, with sanitizers" units
suite fast "lints" lints

# Runs suite number $1; leaves what it said and a line "passed failed elapsed user system name".
run() {
	local log=$work/$1.log status last passed failed TIMEFORMAT='%R %U %S'
	{ time eval "${commands[$1]}" >"$log" 2>&1; } 2>"$work/$1.time"
	status=$?
	last=$(tail -n 1 "$log")
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=${BASH_REMATCH[1]} failed=${BASH_REMATCH[2]}
		[ $status != 0 ] && [ "$failed" = 0 ] && failed=1
	else
		passed=0 failed=1
	fi
	read -r elapsed user system <"$work/$1.time"
	echo "$passed $failed $elapsed $user $system ${names[$1]}" >"$work/$1.result"
	{
		printf '== %s: %.0f s, of the processor %.0f s\n' "${names[$1]}" "$elapsed" "$(awk "BEGIN { print $user + $system }")"
		grep -v '^ok' "$log" | tail -n 40
	} >"$work/$1.said"
	cat "$work/$1.said"
}
started=$SECONDS running=0
for i in "${!names[@]}"; do
	[ $running -lt "$(nproc)" ] || { wait -n; running=$((running - 1)); }
	run "$i" &
	running=$((running + 1))
done
wait
echo "The slowest:"
sort -k3,3nr "$work"/*.result | head -n 5 | awk '{ printf "  %6.0f s  ", $3; for (i = 6; i <= NF; i++) printf "%s ", $i; print "" }'
echo "$((SECONDS - started)) s in all"
awk '{ passed += $1; failed += $2 } END { print passed " passed, " failed " failed"; exit failed > 0 }' "$work"/*.result
