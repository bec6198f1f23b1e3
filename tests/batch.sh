#!/bin/bash
# Batches: worker processes and what they survive.  batch.sh OUT
# Uses OUT/hooks/quanze, in which inputs called test-hang, test-crash, test-exit
# and test-memory misbehave, and OUT/asan/quanze.
set -u
cd "$(dirname "$0")/.." || exit 1
out=${1:-out}
hooked=$PWD/$out/hooks/quanze sanitized=$PWD/$out/asan/quanze
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC
passed=0 failed=0
ok() { passed=$((passed + 1)); }
not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
}
# check NAME COMMAND…: the command succeeds.
check() {
	local name=$1
	shift
	if "$@"; then ok; else not_ok "$name"; fi
}
# make_lists FOLDER COUNT: small lists that differ, in folders of ten.
make_lists() {
	local i
	for ((i = 1; i <= $2; i++)); do
		mkdir -p "$1/d$((i / 10))"
		sed "s/档案/档案$i/g" samples/county-archives.tsv >"$1/d$((i / 10))/list-$i.tsv"
	done
}
convert() { "$hooked" convert --as-of 2026-11-24 "$@"; }

# ---- workers that hang, crash, exit and eat memory ----
in=$work/in
make_lists "$in" 12
for kind in hang crash exit memory; do cp samples/county-archives.tsv "$in/d0/test-$kind.tsv"; done
printf 'no list\n' >"$in/d1/broken.tsv"
limits='--limit job-seconds=2 --limit job-memory=1G'
for jobs in 1 8; do
	# shellcheck disable=SC2086
	convert -j $jobs $limits -o "$work/j$jobs" "$in" >"$work/j$jobs.names" 2>"$work/j$jobs.said"
	check "-j$jobs: exit 3" [ $? = 3 ]
	sed -i "s|$work/j$jobs|OUT|" "$work/j$jobs.names" "$work/j$jobs.said"
done
check "workers: the good ones are there" [ "$(find "$work/j1" -name 'list-*.docx' | wc -l)" = 12 ]
check "workers: the bad ones are not" [ -z "$(find "$work/j1" -name 'test-*' -o -name 'broken*')" ]
check "workers: no temporary file is left" [ -z "$(find "$work/j1" "$work/j8" -name '.quanze*')" ]
check "workers: four died" [ "$(grep -c '\[worker-died\]' "$work/j1.said")" = 4 ]
for said in 'test-hang.tsv: .*over its limit of seconds: 2' 'test-crash.tsv: .*ended by signal: 11' 'test-exit.tsv: .*with status: 7' 'test-memory.tsv: .*of memory: 1073741824'; do
	check "workers: $said" grep -q "$said" "$work/j1.said"
done
check "workers: -j1 and -j8 write the same" diff -r "$work/j1" "$work/j8"
check "workers: -j1 and -j8 say the same" cmp "$work/j1.said" "$work/j8.said"
check "workers: -j1 and -j8 name the same" cmp "$work/j1.names" "$work/j8.names"
for jobs in 1 8; do
	# shellcheck disable=SC2086
	"$hooked" validate --as-of 2026-11-24 --format json -j $jobs $limits "$in" >"$work/validate$jobs.json" 2>&1
	check "validate -j$jobs: exit 3" [ $? = 3 ]
done
check "workers: validate says the same" cmp "$work/validate1.json" "$work/validate8.json"
check "workers: leaks and errors under sanitizers" "$sanitized" convert -q --as-of 2026-11-24 -j 3 -o "$work/asan" "$in/d0"

# ---- interrupted: what is done is kept and said ----
# shellcheck disable=SC2086
"$hooked" convert -j 2 $limits -o "$work/stopped" "$in/d0" >"$work/names" 2>"$work/said" &
pid=$!
for ((i = 0; i < 100; i++)); do
	[ "$(find "$work/stopped" -name 'list-*.txt' 2>/dev/null | wc -l)" -ge 2 ] && break
	sleep 0.05
done
kill -TERM $pid
wait $pid
check "interrupted: ends by the signal" [ $? = 143 ]
check "interrupted: says so" grep -q 'interrupted: [0-9]* of 13 inputs' "$work/said"
check "interrupted: no temporary file is left" [ -z "$(find "$work/stopped" -name '.quanze*')" ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
