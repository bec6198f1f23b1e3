#!/bin/sh
# The README's pictures: the first page of the Word file, and the web page. Needs
# tools/deps.sh gates and chromium.
set -eu
cd "$(dirname "$0")/.."
mkdir -p docs
[ -s out/gates/jiuquan-wangxin.pdf ] || tests/gates/run.sh out samples/jiuquan-wangxin.tsv
pdftoppm -r 70 -l 1 -singlefile -png out/gates/jiuquan-wangxin.pdf docs/word
profile=$(mktemp -d)
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	--disable-component-update --disable-sync --user-data-dir="$profile" --hide-scrollbars --window-size=1200,760 \
	--screenshot="$PWD/docs/page.png" "file://$PWD/out/gates/jiuquan-wangxin.html" >/dev/null 2>&1
rm -rf "$profile"
ls -l docs
