#!/bin/bash
# Everything `make check` runs, with one closing line.  check.sh OUT
set -u
cd "$(dirname "$0")/.." || exit 1
out=${1:-out}
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1

# Runs a program whose last line is "N passed, N failed".
counted() {
	echo "== $1"
	shift
	"$@" >"$log" 2>&1
	local status=$?
	local last
	last=$(tail -n 1 "$log")
	grep -v '^ok' "$log" | tail -n 40
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=$((passed + BASH_REMATCH[1]))
		failed=$((failed + BASH_REMATCH[2]))
		[ $status != 0 ] && [ "${BASH_REMATCH[2]}" = 0 ] && failed=$((failed + 1))
	else
		failed=$((failed + 1))
	fi
}
# Runs a program that passes or fails as one.
single() {
	echo "== $1"
	shift
	if "$@" >"$log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		tail -n 40 "$log"
	fi
}
units() {
	echo "== unit tests"
	for unit in "$out"/asan/unit/test_*; do
		[ -x "$unit" ] && [ "${unit%.d}" = "$unit" ] || continue
		if CMOCKA_MESSAGE_OUTPUT=TAP "$unit" >"$log" 2>&1; then
			passed=$((passed + $(grep -c '^ok' "$log")))
		else
			echo "not ok - $unit"
			grep -v '^ok' "$log" | tail -n 30
			passed=$((passed + $(grep -c '^ok' "$log")))
			failed=$((failed + 1))
		fi
	done
}
units
counted "cases, with sanitizers" env QUANZE="$out/asan/quanze" tests/run.sh
counted "lists in chunks of any size, by any number of threads" tests/chunks.sh "$out"
counted "the library: an example, threads under helgrind" tests/library.sh "$out"
counted "samples, under valgrind" env QUANZE="$out/quanze" RUNNER="valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99" tests/run.sh samples/county
for format in docx xlsx html ods; do # xls and doc, which LibreOffice writes, are among the gates
	counted "text in every place: $format" python3 "tests/carriers/$format.py" "$out/quanze"
done
counted "hostile inputs, in time and memory" python3 tests/hostile/run.py "$out/quanze"
counted "hostile inputs, with sanitizers" python3 tests/hostile/run.py "$out/asan/quanze" --instrumented
counted "damaged and costly inputs, in time" python3 tests/hostile.py "$out/quanze"
counted "damaged and costly inputs, with sanitizers" python3 tests/hostile.py "$out/asan/quanze" --instrumented
counted "batches: workers, skipping, summaries" tests/batch.sh "$out"
counted "validate: a gate in a script, --since" tests/validate.sh "$out"
counted "an office's statements, by table" tests/meta.sh "$out/asan/quanze"
counted "PDF by LibreOffice" tests/pdf.sh "$out/asan/quanze"
counted "strings that try to be more than text" python3 tests/injection/inert.py "$out/quanze"
counted "such strings in two revisions" python3 tests/injection/compared.py "$out/quanze"
counted "… and reports of them" python3 tests/injection/reports.py "$out/quanze"
counted "disks that are full, broken or slow; planted links; odd names" python3 tests/faults/io.py "$out/quanze" "$out/faults/io.so"
counted "batches that are killed" python3 tests/faults/kill.py "$out/quanze"
counted "output folders that somebody else can write to" python3 tests/faults/tampered.py "$out/quanze"
counted "memory runs out, in the library" python3 tests/faults/alloc.py "$out/faults/journey" "$out/faults/alloc.so" --thin 10
counted "memory runs out, in a comparison" python3 tests/faults/alloc.py "$out/faults/journey" "$out/faults/alloc.so" tests/diff/cases/all.new.tsv --old tests/diff/cases/all.old.tsv --thin 20
counted "memory runs out, in a worker" python3 tests/faults/alloc.py --workers "$out/quanze" "$out/faults/alloc.so" --thin 40
counted "comparisons, with sanitizers" env QUANZE="$out/asan/quanze" tests/diff/run.sh
counted "revisions with known edits" python3 tests/diff/revise.py "$out/quanze" --pairs 30 samples/*.tsv tests/diff/cases/all.*.tsv
counted "shuffled variants" python3 tests/shuffle/shuffle.py "$out/quanze"
single "every lost character is caught" "$out/drop/unit/drop" samples/jiuquan-wangxin.tsv 3
single "… in a sample of our own, each one" "$out/drop/unit/drop" samples/county-archives.tsv
counted "what is installed: library, header, completions, manual pages" tests/package/install.sh "$out"
for lint in tests/lint/*.sh; do
	single "lint: $(basename "$lint" .sh)" "$lint" "$out"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
