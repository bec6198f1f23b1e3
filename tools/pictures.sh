#!/bin/sh
# The README's pictures: the first page of the Word file, the web page, and a page of
# the Word file of two revisions. Needs tools/deps.sh gates and chromium.
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
# Of two revisions the Word page on which an item has changed.
revisions=out/gates/revisions
out/quanze diff -q -t docx,html -o $revisions tests/diff/cases/all.old.tsv tests/diff/cases/all.new.tsv || [ $? = 1 ]
FONTCONFIG_FILE=$PWD/tests/gates/fonts.conf soffice --headless --norestore "-env:UserInstallation=file://$PWD/$revisions/profile" \
	--convert-to pdf --outdir $revisions $revisions/all.new.diff.docx >/dev/null 2>&1
page=$(pdftotext $revisions/all.new.diff.pdf - | awk 'BEGIN { RS = "\f" } /拆分（1/ { print NR; exit }')
pdftoppm -r 70 -f $page -l $page -singlefile -png $revisions/all.new.diff.pdf docs/diff-word
ls -l docs
