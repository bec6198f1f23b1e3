#!/bin/bash
# What the check of quotations finds in lists.
#
#   tests/bench/quotes.sh [--sample N SEED] DIR FILE…
#
# DIR is a folder of law texts as --law-texts takes it. Prints how many findings of each rule there are and how long the
# check takes. --sample prints N of them drawn by the seed, to be read against the texts of the laws (list, place, item,
# rule, law, article, version quoted, version in force, article told), as in quotes-verdicts.tsv, which has no words of laws.
# QUANZE is the program (default out/quanze), AS_OF the day judged for (default 2026-11-29).
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8
quanze=${QUANZE:-out/quanze} day=${AS_OF:-2026-11-29} sample='' seed=''
if [ "${1:-}" = --sample ]; then
	sample=$2 seed=$3
	shift 3
fi
[ $# -gt 1 ] || { echo 'tests/bench/quotes.sh [--sample N SEED] DIR FILE…' >&2; exit 2; }
texts=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
now() { date +%s%N; }
start=$(now)
"$quanze" validate -q --fail-on never --as-of "$day" --format json "$@" >"$work/without" 2>/dev/null || true
middle=$(now)
"$quanze" validate -q --fail-on never --as-of "$day" --format json --law-texts "$texts" "$@" >"$work/with" 2>/dev/null || true
end=$(now)
python3 - "$work/with" "$((middle - start))" "$((end - middle))" "$sample" "$seed" <<'PY'
import collections, json, os, random, sys
report = json.load(open(sys.argv[1], encoding='utf-8'))
found = [(os.path.basename(i['file']), f) for i in report['inputs'] for f in i['findings'] if f['rule'].startswith(('quote-', 'law-text'))]
if sys.argv[4]:
    drawn = random.Random(int(sys.argv[5])).sample([f for f in found if f[1]['rule'] != 'law-text-broken'], int(sys.argv[4]))
    for name, f in sorted(drawn, key=lambda one: (one[0], one[1]['pos'], one[1]['data']['law'], one[1]['data']['article'])):
        d = f['data']
        told = d.get('newArticle') or d.get('elsewhere') or '-'
        print(name, f['pos'], f.get('item', '-'), f['rule'], d['law'], d['article'], d.get('quotedVersion') or '-', d['version'], told, sep='\t')
else:
    for rule, count in sorted(collections.Counter(f['rule'] for _, f in found).items()):
        print(f'{rule:20}{count:6}')
    print(f'{"penalties told":20}{sum(bool(f["data"].get("penalty")) for _, f in found):6}')
    print('seconds without, with: %.2f %.2f' % (int(sys.argv[2]) / 1e9, int(sys.argv[3]) / 1e9))
PY
