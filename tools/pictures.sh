#!/bin/sh
# The README's pictures, anew: the first page of the Word file; the web page, also
# dark and on a phone; the text; a page of the Word file of two revisions. pictures.sh QUANZE
# Needs tools/deps.sh gates: LibreOffice, poppler, Chromium, fonts.
set -eu
cd "$(dirname "$0")/.."
quanze=${1:-out/quanze}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export FONTCONFIG_FILE="$PWD/tests/gates/fonts.conf" XDG_CACHE_HOME="$work/cache"
mkdir -p docs
"$quanze" convert -q --width 96 -o "$work" samples/jiuquan-wangxin.tsv 2>/dev/null

soffice --headless --norestore "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$work" "$work/jiuquan-wangxin.docx" >/dev/null 2>&1
pdftoppm -r 70 -l 1 -singlefile -png "$work/jiuquan-wangxin.pdf" docs/word

# Of two revisions the Word page on which an item has changed.
revisions=$work/revisions
"$quanze" diff -q -t docx,html -o "$revisions" tests/diff/cases/all.old.tsv tests/diff/cases/all.new.tsv || [ $? = 1 ]
soffice --headless --norestore "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$revisions" "$revisions/all.new.diff.docx" >/dev/null 2>&1
page=$(pdftotext "$revisions/all.new.diff.pdf" - | awk 'BEGIN { RS = "\f" } /拆分（1/ { print NR; exit }')
pdftoppm -r 70 -f "$page" -l "$page" -singlefile -png "$revisions/all.new.diff.pdf" docs/diff-word

# What is to be reviewed of a law that was amended.
"$quanze" laws build -q -o "$work/register" tests/laws/texts
cp "$work/register/review.html" "$work/laws.html"

# The text as a terminal shows it: a page that holds nothing else.
{
	printf '<!doctype html><meta charset="utf-8"><title>text</title><style>body{margin:12px 16px;background:#15181d;color:#e6e8eb}pre{font:14px/1.5 "Noto Sans Mono CJK SC",monospace}</style><pre>'
	head -n 32 "$work/jiuquan-wangxin.txt" | sed 's/&/\&amp;/g; s/</\&lt;/g'
	printf '</pre>\n'
} >"$work/text.html"

node - "$work" docs <<'END'
const {start, visit, path} = require(process.cwd() + "/tests/gates/browser.js");
const [work, docs] = process.argv.slice(2);
const pictures = [["page", "jiuquan-wangxin", 1200, 760, "light"], ["page-dark", "jiuquan-wangxin", 1200, 760, "dark"],
	["page-phone", "jiuquan-wangxin", 390, 760, "light"], ["text", "text", 860, 620, "dark"], ["laws", "laws", 1200, 760, "light"]];
(async () => {
	const browser = await start();
	for (const [name, file, width, height, colorScheme] of pictures) {
		const page = await visit(browser, path.join(work, file + ".html"), {viewport: {width, height}, colorScheme});
		if (name === "page-phone") { await page.evaluate(() => document.querySelector("tbody tr").scrollIntoView()); }
		await page.screenshot({path: path.join(docs, name + ".png")});
		await page.context().close();
	}
	await browser.close();
})();
END
ls -l docs
