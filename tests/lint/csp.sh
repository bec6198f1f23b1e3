#!/bin/bash
# The pages' Content-Security-Policy names the hash of their own style and script.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${1:-out}"/quanze convert -q -t html -o "$work" samples/ 2>/dev/null
"${1:-out}"/quanze convert -q -t html -o "$work" tests/diff/marked.xml
"${1:-out}"/quanze validate --format html samples/county-archives.tsv >"$work/report.html" 2>/dev/null
"${1:-out}"/quanze impact --law 网络安全法 --from 2016-11-07 -t html -o "$work/impact.html" -q samples/jiuquan-wangxin.tsv
"${1:-out}"/quanze diff -q --catalogue samples/catalogue/archives.tsv -o "$work/catalogue.html" samples/county-archives.tsv
"${1:-out}"/quanze laws build -q -o "$work/laws" tests/laws/texts
python3 - "$work/county-archives.html" xslt/html "$work/index.html" xslt/summary "$work/marked.html" xslt/diff "$work/report.html" xslt/report "$work/impact.html" xslt/impact "$work/catalogue.html" xslt/catalogue "$work/laws/review.html" xslt/laws <<'END'
import base64, hashlib, re, sys
wrong = []
for path, folder in zip(sys.argv[1::2], sys.argv[2::2]):
    page = open(path, encoding='utf-8').read()
    for name in ('style', 'script'):
        found = re.search(f'<{name}>(.*?)</{name}>', page, re.S)
        if not found and f'{name}-src' not in page:
            continue  # a page without a script allows none
        text = found.group(1)
        found = 'sha256-' + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        if f"{name}-src '{found}'" not in page:
            wrong.append(f'{folder}/{name}.xsl: write {found}')
print('\n'.join(wrong))
sys.exit(bool(wrong))
END
