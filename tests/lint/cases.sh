#!/bin/bash
# Rules that a case can raise have one that does. Those that need another
# program's failure, or memory to run out, are named here.
set -u
cd "$(dirname "$0")/../.." || exit 1
unraisable='out-of-memory conservation-broken schema-invalid'
status=0
for id in $(sed -nE 's/^(RULE|REPAIR)\([A-Z_]+, "([a-z-]+)".*/\2/p' src/base/rules.def); do
	case " $unraisable " in *" $id "*) continue ;; esac
	name=QZ_RULE_$(echo "$id" | tr a-z- A-Z_)
	grep -rqF -e "[$id]" tests/cases tests/errors.sh tests/batch.sh tests/meta.sh tests/validate.sh tests/laws.sh || grep -rq "$name" tests/unit || { echo "$id: no case raises it"; status=1; }
done
exit $status
