#!/bin/bash
# The table of system calls in SECURITY.md has the calls of src/batch/sandbox.c, no more and no fewer.
set -u
cd "$(dirname "$0")/../.." || exit 1
in_code() {
	sed -n '/^static const char \*const allowed\[\]/,/^};/p; /^static const struct bound bounded\[\]/,/^};/p' src/batch/sandbox.c | grep -o '"[a-z_0-9]*"' | tr -d '"'
	grep -o 'SCMP_ACT_ALLOW, SCMP_SYS([a-z_0-9]*)' src/batch/sandbox.c | sed 's/.*(\(.*\))/\1/'
}
in_table() {
	sed -n '/^| calls | why/,/^$/p' SECURITY.md | tail -n +3 | cut -d'|' -f2 | grep -o '`[a-z_0-9]*`' | tr -d '`'
}
diff <(in_code | sort -u) <(in_table | sort -u) && exit 0
echo "SECURITY.md's table of calls (right) is not the sandbox's (left)"
exit 1
