#!/bin/bash
# The page's Content-Security-Policy names the hash of its own style and script.
set -u
cd "$(dirname "$0")/../.." || exit 1
page=$(mktemp)
trap 'rm -f "$page"' EXIT
"${1:-out}"/quanze convert -q -t html -o - samples/county-archives.tsv 2>/dev/null >"$page"
python3 - "$page" <<'END'
import base64, hashlib, re, sys
page = open(sys.argv[1], encoding='utf-8').read()
wrong = []
for name in ('style', 'script'):
    text = re.search(f'<{name}>(.*?)</{name}>', page, re.S).group(1)
    found = 'sha256-' + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    if f"{name}-src '{found}'" not in page:
        wrong.append(f'{name}: write {found} into xslt/html/{name}.xsl')
print('\n'.join(wrong))
sys.exit(bool(wrong))
END
