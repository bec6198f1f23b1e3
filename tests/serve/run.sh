#!/bin/sh
# The server: what comes out is what the command line writes, with decisions and without, faults, who may ask, what programs are told.
#   tests/serve/run.sh OUT        (OUT/quanze, and OUT/hooks/quanze in which uploads of certain names misbehave)
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log" "$log".*' EXIT
python3 tests/serve/faults.py "$out/hooks/quanze" >"$log.1" 2>&1 &
python3 tests/serve/equal.py "$out/quanze" >"$log.2" 2>&1
python3 tests/serve/decided.py "$out/quanze" >"$log.4" 2>&1
"${SYSTEM_PYTHON:-/usr/bin/python3}" tests/serve/api.py "$out/hooks/quanze" >"$log.3" 2>&1
wait
for part in "$log".*; do
	grep -v ' passed, ' "$part"
	closing=$(grep ' passed, ' "$part")
	[ "$closing" ] || { failed=$((failed + 1)); continue; }
	passed=$((passed + ${closing%% passed*}))
	closing=${closing#*, }
	failed=$((failed + ${closing%% failed*}))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
