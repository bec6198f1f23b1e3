#!/bin/sh
# The README's pictures, anew: the first page of the Word file; the web page, also
# dark and on a phone; the text; a page of the Word files of two revisions
# and of an amendment; what a clerk
# sees in the course of a day (README.zh-CN.md). pictures.sh QUANZE
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

# Of an amendment the Word page with the first items.
"$quanze" impact -q --law 网络安全法 --from 2016-11-07 --as-of 2026-11-01 -o "$work/impact.docx" samples/jiuquan-wangxin.tsv || [ $? = 1 ]
soffice --headless --norestore "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$work" "$work/impact.docx" >/dev/null 2>&1
pdftoppm -r 70 -f 2 -l 2 -singlefile -png "$work/impact.pdf" docs/impact-word
# What is to be reviewed of a law that was amended.
"$quanze" laws build -q -o "$work/register" tests/laws/texts
cp "$work/register/review.html" "$work/laws.html"

# The text as a terminal shows it: a page that holds nothing else.
{
	printf '<!doctype html><meta charset="utf-8"><title>text</title><style>body{margin:12px 16px;background:#15181d;color:#e6e8eb}pre{font:14px/1.5 "Noto Sans Mono CJK SC",monospace}</style><pre>'
	head -n 32 "$work/jiuquan-wangxin.txt" | sed 's/&/\&amp;/g; s/</\&lt;/g'
	printf '</pre>\n'
} >"$work/text.html"

# A clerk's day: findings in the terminal, the sheet to send back, the table of decisions, the
# filing copy, the page for the public, the summary of a folder.
day=$work/day
mkdir -p "$day"
cp samples/jiuquan-wangxin.tsv "$day/市网信办.tsv"
program=$(realpath "$quanze")
say() { (cd "$day" && LC_ALL=zh_CN.UTF-8 "$program" "$@"); }
say validate --fail-on never 市网信办.tsv >"$day/findings.txt"
say validate -q --fail-on never --write-decisions open.csv 市网信办.tsv >/dev/null
{
	printf '<!doctype html><meta charset="utf-8"><title>findings</title><style>body{margin:10px 14px;background:#fff;color:#222}pre{font:13px/1.5 "Noto Sans Mono CJK SC",monospace;margin:0;white-space:pre-wrap}</style><pre>$ quanze validate 市网信办.tsv\n……\n'
	sed 's/&/\&amp;/g; s/</\&lt;/g' "$day/findings.txt" | sed -n '/^第 6 项/,/^第 7 项/p' | grep -v '^第 7 项'
	printf '……\n'
	tail -n 1 "$day/findings.txt"
	printf '</pre>\n'
} >"$work/findings.html"
tools/decisions-page.py "$day/open.csv" "$day/decided.csv" >"$work/decisions.html"
say validate -q --fail-on never --format docx -o . 市网信办.tsv >/dev/null
say convert -q -t docx --no-appendix --decisions decided.csv --meta title=市委网信办权责清单 --meta body=市委网信办 --meta number=市网信发〔2026〕3号 --meta date=2026-11-30 市网信办.tsv >/dev/null
say convert -q -t html --profile public --decisions decided.csv --meta title=市委网信办权责清单 市网信办.tsv >/dev/null
"$quanze" convert -q -o "$day/all" samples >/dev/null 2>&1 || true
# The first two pages of a Word file, beside each other.
beside() {
	soffice --headless --norestore "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$day" "$day/$1.docx" >/dev/null 2>&1
	pdftoppm -r 55 -gray -l 2 -png "$day/$1.pdf" "$work/$2"
	{
		printf '<!doctype html><meta charset="utf-8"><title>pages</title><style>body{margin:8px;background:#999;display:flex;gap:8px;align-items:flex-start}img{display:block}</style>'
		for file in "$work/$2"-*.png; do printf '<img src="%s" alt="">' "$(basename "$file")"; done
	} >"$work/$2.html"
}
beside 市网信办.report reply
beside 市网信办 filing
# The department's workbook, marked: the list, and the sheet of findings.
say convert -q -t xlsx --no-appendix --allow-errors -o book 市网信办.tsv >/dev/null
say validate -q --fail-on never --format xlsx -o marked book/市网信办.xlsx >/dev/null
soffice --headless --norestore "-env:UserInstallation=file://$work/office" --convert-to pdf --outdir "$day/marked" "$day/marked/市网信办.report.xlsx" >/dev/null 2>&1
findings=1
until pdftotext -f "$findings" -l "$findings" "$day/marked/市网信办.report.pdf" - | grep -q 处理情况; do findings=$((findings + 1)); done
for n in 3 "$findings"; do pdftoppm -r 65 -f "$n" -l "$n" -singlefile -png "$day/marked/市网信办.report.pdf" "$work/marked-$n"; done
{
	printf '<!doctype html><meta charset="utf-8"><title>marked</title><style>body{margin:8px;background:#999}img{display:block;margin-bottom:8px;width:100%%}</style>'
	printf '<img src="marked-%s.png" alt="">' 3 "$findings"
} >"$work/marked.html"
cp "$day/市网信办.html" "$work/public.html"
cp "$day/all/index.html" "$work/batch.html"

node - "$work" docs <<'END'
const {start, visit, path} = require(process.cwd() + "/tests/gates/browser.js");
const [work, docs] = process.argv.slice(2);
const pictures = [["page", "jiuquan-wangxin", 1200, 760, "light"], ["page-dark", "jiuquan-wangxin", 1200, 760, "dark"],
	["page-phone", "jiuquan-wangxin", 390, 760, "light"], ["text", "text", 860, 620, "dark"],
	["clerk-findings", "findings", 900, 400, "light"], ["clerk-reply", "reply", 1120, 500, "light"], ["clerk-decisions", "decisions", 1160, 275, "light"],
	["clerk-filing", "filing", 1120, 660, "light"], ["clerk-public", "public", 1000, 560, "light"], ["clerk-batch", "batch", 1000, 480, "light"],
	["clerk-marked", "marked", 760, 620, "light"], ["laws", "laws", 1200, 760, "light"]];
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
node tools/pictures-serve.js "$quanze" "$day/市网信办.tsv" docs
ls -l docs
