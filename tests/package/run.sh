#!/bin/bash
# All of make check-package: what goes out, built, unpacked, installed and removed.
#
# run.sh [OUT]       last line: N passed, N failed
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
for script in reproducible dist deb; do
	echo "== $script"
	last=$("tests/package/$script.sh" "${1:-out}" | tee /dev/stderr | tail -n 1)
	if [[ $last =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
		passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
