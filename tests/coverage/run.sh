#!/bin/bash
# Runs the tests on a build that counts lines (make coverage), and says which part
# of src they reach.  run.sh OUT
# The sandbox is off but in its own test: it would keep the counts from being
# written. What fails here fails in make check-all, where it is looked at.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=$1
export QUANZE_SANDBOX=off
mkdir -p "$out/hooks" "$out/asan" "$out/log"
ln -sf ../quanze "$out/hooks/quanze"
ln -sf ../quanze "$out/asan/quanze"
find "$out" -name '*.gcda' -delete
# step NAME PROGRAM…
step() {
	local name=$1
	shift
	nice "$@" >"$out/log/$name" 2>&1
	echo "$name: $(tail -n 1 "$out/log/$name" | cut -c1-100)"
}
for unit in "$out"/unit/test_*; do
	[ -x "$unit" ] && [ "${unit%.d}" = "$unit" ] && CMOCKA_MESSAGE_OUTPUT=TAP step "$(basename "$unit")" "$unit" | grep 'not ok\|FAILED'
done
step cases env QUANZE="$out/quanze" tests/run.sh
step hostile python3 tests/hostile/run.py "$out/quanze"
step damaged python3 tests/hostile.py "$out/quanze"
step batch tests/batch.sh "$out"
step validate tests/validate.sh "$out"
step injection python3 tests/injection/inert.py "$out/quanze"
step io python3 tests/faults/io.py "$out/quanze" "$out/faults/io.so"
step tampered python3 tests/faults/tampered.py "$out/quanze"
step memory python3 tests/faults/alloc.py "$out/faults/journey" "$out/faults/alloc.so" samples/county-archives.tsv --thin 40
step shuffled python3 tests/shuffle/shuffle.py "$out/quanze"
gcovr --root . --filter 'src/' --object-directory "$out" --exclude-unreachable-branches --sort-uncovered --txt "$out/coverage.txt" --json-summary "$out/coverage.json" --html-details "$out/coverage.html" "$out" 2>"$out/log/gcovr"
python3 - "$out/coverage.json" <<'EOF'
import json
import sys
summary = json.load(open(sys.argv[1]))
for file in sorted(summary['files'], key=lambda file: file['line_percent']):
    print(f"{file['line_percent']:6.1f} %  {file['line_total'] - file['line_covered']:4d} of {file['line_total']:4d} lines not reached  {file['filename']}")
print(f"{summary['line_percent']:.1f} % of {summary['line_total']} lines, {summary['function_percent']:.1f} % of {summary['function_total']} functions")
EOF
