#!/bin/bash
# Batches: worker processes and what they survive.  batch.sh OUT
# Uses OUT/hooks/quanze, in which inputs called test-hang, test-stall, test-crash, test-exit
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
check "workers: four died" [ "$(grep -cF '[worker-died]' "$work/j1.said")" = 4 ]
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

# ---- limits that nothing could keep are refused; memory that is set aside does not count for more ----
convert -t xml --limit job-memory=1 -o "$work/least" "$in/d0" >/dev/null 2>&1
check "job-memory=1 is refused" [ $? = 2 ]
{ printf '序号\t事项名称\t权力类型\n'; for i in $(seq 40000); do printf '%s\t对第%s种行为的处罚\t行政处罚\n' "$i" "$i"; done; } >"$work/long.tsv"
convert -t html --limit job-memory=64M -o "$work/least" "$work/long.tsv" >/dev/null 2>"$work/said"
check "job-memory=64M ends a job that needs more" grep -q 'of memory: 67108864' "$work/said"

# ---- an answer that does not go on costs its job in seconds, whatever job-seconds is ----
mkdir "$work/stall"
cp samples/county-archives.tsv "$work/stall/list.tsv"
cp samples/county-archives.tsv "$work/stall/test-stall.tsv"
timeout 60 "$hooked" convert -j 2 -t xml -o "$work/stalled" "$work/stall" >/dev/null 2>"$work/said"
check "half an answer: exit 3" [ $? = 3 ]
check "half an answer: said" grep -q 'test-stall.tsv: .*its answer came apart);' "$work/said"
check "half an answer: the other list is there" [ -f "$work/stalled/list.xml" ]

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

# ---- progress: a line on a terminal, JSON when asked for, nothing on a pipe ----
check "progress: nothing on a pipe" [ -z "$(grep $'\r' "$work/j1.said")" ]
"$hooked" convert -q -t xml --progress json --limit job-seconds=2 --limit job-memory=1G -o "$work/json" "$in" 2>"$work/said" >/dev/null
check "progress: JSON" python3 -c 'import json, sys; last = [json.loads(line) for line in open(sys.argv[1]) if line[:1] == "{"][-1]; assert last["done"] == last["total"] > 10' "$work/said"
script -qec "stty cols 100; $hooked convert -q -t xml --limit job-seconds=2 --limit job-memory=1G -o $work/tty $in" /dev/null </dev/null >"$work/said" 2>&1
check "progress: a line on a terminal" grep -q $'\r\033\[K[0-9]*/17, ' "$work/said"
for quiet in '' -q; do
	script -qec "stty cols 100; $hooked convert $quiet -j1 -t html -o $work/tty $work/long.tsv" /dev/null </dev/null >"$work/said$quiet" 2>&1
done
check "progress: of one long list" grep -qE $'\r\033\\[K[0-9]+ of [0-9]+ (items drawn|rows read), [0-9:]+: ' "$work/said"
check "progress: none with --quiet" [ -z "$(grep $'\033' "$work/said-q")" ]
"$hooked" convert -j1 -t html -o "$work/tty" "$work/long.tsv" >"$work/said" 2>&1
check "progress: of one long list, nothing on a pipe" [ -z "$(grep $'\033' "$work/said")" ]

# ---- the record: unchanged inputs are passed over ----
schema() { xmllint --noout --schema xsd/quanze-summary.xsd "$1" 2>/dev/null; }
in=$work/in2 made=$work/made
make_lists "$in" 24
printf 'no list\n' >"$in/d0/bad.tsv"
convert -q -j 2 -o "$made" "$in" >"$work/names" 2>/dev/null
check "record: exit 3 for one bad input" [ $? = 3 ]
check "record: the summary is valid" schema "$made/summary.xml"
check "record: no journal is left" [ ! -e "$made/.quanze-journal" ]
cp -r "$made" "$work/first"
convert -o "$made" "$in" >"$work/names" 2>"$work/said"
check "record: the second run has nothing to do but the bad one" grep -q '25 inputs: 0 converted, 24 unchanged and skipped, 1 failed' "$work/said"
check "record: and changes nothing" diff -r "$work/first" "$made"
check "record: and names nothing" [ ! -s "$work/names" ]
echo "changed" >>"$made/d1/list-10.txt"
rm "$made/d1/list-11.docx"
cp samples/township-services.tsv "$in/d1/list-12.tsv"
convert -o "$made" "$in" >"$work/names" 2>"$work/said"
check "record: what was changed on either side is done again" grep -q ' 3 converted, 21 unchanged' "$work/said"
cp samples/township-services.tsv "$work/first/township.tsv"
convert -o "$made" --lang en "$in" >"$work/names" 2>"$work/said"
check "record: other options, all again" grep -q ' 24 converted, 0 unchanged' "$work/said"
convert -o "$made" --rebuild --lang en "$in" >"$work/names" 2>"$work/said"
check "record: --rebuild" grep -q ' 24 converted, 0 unchanged' "$work/said"

# What has no input any more is listed, and removed when asked for.
rm "$in/d0/list-3.tsv" && rm -r "$in/d2"
echo "a note of someone's" >>"$made/d0/list-3.txt"
convert -o "$made" --lang en "$in" >"$work/names" 2>"$work/said"
check "leftovers are listed" [ "$(grep -c '^d[02]/list-' "$work/said")" = 24 ]
check "leftovers are not removed" [ -s "$made/d2/list-20.docx" ]
check "leftovers: the summary is valid" schema "$made/summary.xml"
convert -o "$made" --lang en --prune "$in" >"$work/names" 2>"$work/said"
check "--prune removes them" [ ! -e "$made/d2" ]
check "--prune keeps what someone has changed" grep -q someone "$made/d0/list-3.txt"
check "--prune removes nothing else" [ "$(find "$made" -name 'list-*.xml' | wc -l)" = 18 ]

# A summary that was tampered with removes nothing outside.
echo keep >"$work/outside"
hash=$(sha256sum <"$work/outside" | cut -c1-64)
sed -i "s|</summary>|<leftover file=\"../outside\" size=\"5\" sha256=\"$hash\"/></summary>|" "$made/summary.xml"
convert -o "$made" --lang en --prune "$in" >/dev/null 2>&1
check "--prune stays below the folder" [ -s "$work/outside" ]

# Single files leave no record, nor does a join.
(cd "$work" && mkdir single && cp "$in/d0/list-1.tsv" "$in/d0/list-2.tsv" single && cd single && "$hooked" convert -q list-1.tsv list-2.tsv) >/dev/null 2>&1
check "single files leave no record" [ ! -e "$work/single/summary.xml" ]

# ---- what inputs are, and what their outputs are called ----
in=$work/in3 made=$work/made3
mkdir -p "$in/a/b"
for name in a/x.tsv a/X.csv a/b/x.tsv index.tsv a/con.tsv a/one.tsv; do cp samples/county-archives.tsv "$in/$name"; done
convert --from tsv -t xml -o "$made" "$in" >"$work/names" 2>"$work/said"
check "names: clashes and reserved names" [ "$(cd "$made" && find . -name '*.xml' ! -name summary.xml | sort | tr '\n' ' ')" = "./_index.xml ./a/X.csv.xml ./a/_con.xml ./a/b/x.xml ./a/one.xml ./a/x.tsv.xml " ]
check "names: each is said" [ "$(grep -cF '[output-renamed]' "$work/said")" = 4 ]
convert -t xml -o "$work/glob" "$in/a/*.tsv" >"$work/names" 2>/dev/null
check "a pattern in quotes" [ "$(sed "s|$work/glob/||" "$work/names" | tr '\n' ' ')" = "_con.xml one.xml x.xml " ]
(cd "$in" && find a -name '*.tsv' | sort | "$hooked" convert -t xml -o "$work/listed" --files-from -) >"$work/names" 2>/dev/null
check "a list of files" [ "$(sed "s|$work/listed/||" "$work/names" | tr '\n' ' ')" = "a/b/x.xml a/_con.xml a/one.xml a/x.xml " ]
(cd "$in" && find a -name '*.tsv' -print0 | sort -z | "$hooked" convert -t xml -o "$work/listed0" --files-from -) >/dev/null 2>&1
check "… with NULs" diff -r "$work/listed" "$work/listed0"
(cd "$in" && "$hooked" convert -q --from tsv . >/dev/null 2>&1; "$hooked" convert --from tsv . >/dev/null 2>"$work/said")
check "in its own folder, outputs are no inputs" grep -q ' 6 inputs: 0 converted, 6 unchanged' <(sed 's/quanze:/quanze: /' "$work/said")

# ---- killed at random, again and again: it goes on where it stood, with the same bytes ----
# "batch.sh OUT 2000" does this with so many inputs, a hundredth of them bad.
count=${2:-150}
in=$work/in5 made=$work/made5 whole=$work/whole5
make_lists "$in" $((count - count / 100 - 4))
for ((i = 0; i < count / 100; i++)); do printf 'no list %d\n' $i >"$in/d0/bad-$i.tsv"; done
for kind in hang crash exit memory; do cp samples/county-archives.tsv "$in/d1/test-$kind.tsv"; done
bad=$((count / 100 + 4))
# shellcheck disable=SC2086
convert -q -j 2 $limits -o "$whole" "$in" >/dev/null 2>"$work/said"
check "killed: undisturbed, exit 3" [ $? = 3 ]
check "killed: undisturbed, each bad one is named" [ "$(grep -c '/\(bad\|test\)-[a-z0-9]*.tsv:.*error' "$work/said")" = $bad ]
check "killed: undisturbed, the others are there" [ "$(find "$whole" -name 'list-*.docx' | wc -l)" = $((count - bad)) ]
for round in 1 2 3; do
	# shellcheck disable=SC2086
	"$hooked" convert -q -j 2 --as-of 2026-11-24 $limits -o "$made" "$in" >/dev/null 2>&1 &
	pid=$!
	sleep "0.$((RANDOM % 5 + 2))"
	kill -9 $pid
	wait $pid 2>/dev/null
done
had=$(find "$made" -name 'list-*.txt' | wc -l)
sleep 0.5
# shellcheck disable=SC2086
convert -j 2 $limits -o "$made" "$in" >/dev/null 2>"$work/said"
check "killed: exit 3 at the end" [ $? = 3 ]
unchanged=$(sed -n 's/.* \([0-9]*\) unchanged.*/\1/p' "$work/said")
check "killed: what was done is not done again ($unchanged of $had)" [ "$unchanged" -ge $((had - 6)) ] && [ "$had" -gt 6 ]
check "killed: the same bytes as an undisturbed run" diff -r "$whole" "$made"

# ---- summaries, and shards that are put together ----
in=$work/in4 made=$work/made4
make_lists "$in" 24
printf 'no list\n' >"$in/bad.tsv"
printf '序号\t权力名称\t权力类型\t行使主体\t实施依据\t责任事项\t追责情形\n1\t=HYPERLINK("http://x")<b>\t行政处罚\t=1+1"<script>\t《某法》第一条\t立案责任。\t追究责任。\n' >"$in/hostile & name.tsv"
convert -q -j 2 -o "$made" "$in" >/dev/null 2>&1
check "summary: all five files" [ "$(cd "$made" && ls index.html summary.* | tr '\n' ' ')" = "index.html summary.docx summary.json summary.tsv summary.xml " ]
check "summary: numbers and names" python3 - "$made" <<'END'
import json, sys, zipfile
folder = sys.argv[1]
lists = json.load(open(folder + '/summary.json'))['lists']
assert len(lists) == 26 and sum(l['status'] for l in lists) == 3 and sum(l['items'] for l in lists) == 24 * 3 + 1, (len(lists), sum(l['items'] for l in lists))
rows = open(folder + '/summary.tsv', encoding='utf-8-sig').read().rstrip('\n').split('\n')
assert len(rows) == 27 and len({row.count('\t') for row in rows}) == 1
assert not [cell for row in rows for cell in row.split('\t') if cell[:1] in ('=', '+', '-', '@', '"')]
page = open(folder + '/index.html', encoding='utf-8').read()
assert 'href="hostile%20%26%20name.html#' in page and '=HYPERLINK(&quot;' not in page.split('<table>')[0]
assert '<script>"' not in page and page.count('<script>') == 1 and '<b>"' not in page
assert 'bad.tsv' in page and sum(len(l['names']) for l in lists) == page.count('<li><a href=')
word = zipfile.ZipFile(folder + '/summary.docx').read('word/document.xml').decode()
assert word.count('<w:tr>') == 25 + 2 + 2 and word.count('<w:tbl>') == 2 # what failed stands apart
END
for shard in 1 2 3; do convert -q --shard $shard/3 -o "$work/shards" "$in" >/dev/null 2>&1; done
check "shards: none empty" [ "$(grep -L '<list ' "$work/shards"/summary.*-of-3.xml | wc -l)" = 0 ]
"$hooked" summary -q "$work/shards"
rm "$work/shards"/summary.*-of-3.xml
"$hooked" summary -q "$made"
check "shards: together the same bytes as one run" diff -r "$made" "$work/shards"
mkdir "$work/city"
mv "$work/shards" "$work/city/north side"
cp -r "$made" "$work/city/south"
"$hooked" summary -q -o "$work/city" "$work/city/north side" "$work/city/south"
check "summary of folders: valid" schema "$work/city/summary.xml"
check "summary of folders: every link leads to a file" python3 - "$work/city" <<'END'
import os, re, sys, urllib.parse
links = re.findall(r'href="([^"#]+)', open(sys.argv[1] + '/index.html', encoding='utf-8').read())
assert len(links) > 200 and not [link for link in links if not os.path.isfile(sys.argv[1] + '/' + urllib.parse.unquote(link))]
END
"$hooked" summary "$work/in4" >/dev/null 2>"$work/said"
check "summary: a folder without one" [ $? = 3 ]
"$hooked" summary "$work/nowhere" >/dev/null 2>&1
check "summary: a folder that is not there" [ $? = 3 -a ! -e "$work/nowhere" ]
# Two logins over ssh where an sshd can be started, on a port of its own; else two local slots.
start_sshd() {
	local sshd
	sshd=$(PATH=$PATH:/usr/sbin:/usr/local/sbin command -v sshd) && command -v ssh ssh-keygen >/dev/null || return 1
	mkdir -p "$work/ssh" && { [ "$(id -u)" != 0 ] || mkdir -p /run/sshd; }
	ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host" && ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/key" || return 1
	local port=$((20000 + $$ % 20000))
	printf '%s\n' "Port $port" 'ListenAddress 127.0.0.1' "HostKey $work/ssh/host" "AuthorizedKeysFile $work/ssh/key.pub" 'StrictModes no' 'UsePAM no' \
		"PidFile $work/ssh/pid" >"$work/ssh/conf"
	"$sshd" -f "$work/ssh/conf" -E "$work/ssh/log" || return 1
	printf '#!/bin/sh\nexec ssh -p %s -i %s -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "$@"\n' $port "$work/ssh/key" >"$work/ssh/login"
	chmod +x "$work/ssh/login"
	for ((i = 0; i < 30; i++)); do
		timeout 5 "$work/ssh/login" 127.0.0.1 true 2>/dev/null && return
		sleep 0.1
	done
	return 1
}
in_parallel() { parallel "$@" "$hooked" convert -q --as-of 2026-11-24 -j 1 --shard {}/4 -o "$work/parallel" "$in" ::: 1 2 3 4 >/dev/null 2>&1; }
if command -v parallel >/dev/null; then
	if start_sshd; then
		way='two logins over ssh'
		in_parallel -S "1/$work/ssh/login 127.0.0.1,1/$work/ssh/login localhost"
	else
		way='two local slots (no sshd could be started)'
		in_parallel -j 2
	fi
	[ ! -f "$work/ssh/pid" ] || kill "$(cat "$work/ssh/pid")"
	echo "GNU Parallel: $way"
	"$hooked" summary -q "$work/parallel"
	rm "$work/parallel"/summary.*-of-4.xml
	check "GNU Parallel, $way: the same bytes as one run" diff -r "$made" "$work/parallel"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
