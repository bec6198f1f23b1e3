#!/bin/bash
# formats.sh DIR: every workbook of a folder again as a web page (LibreOffice), as
# CSV in UTF-8 and GB18030 (LibreOffice, a file a sheet) and as a Word table made
# from its cells and merges: do they give the same items?
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3
office() { timeout 180 soffice --headless --norestore "-env:UserInstallation=file://$work/profile" "$@" >/dev/null 2>&1; }
convert() { out/quanze convert -q -t xml -o "$1" "$2" >/dev/null 2>&1; }
for file in "${1:?a folder of workbooks}"/*.xls*; do
	stem=$(basename "${file%.*}")
	mkdir -p "$work/$stem"
	real=$work/$stem/$stem.xlsx
	if [ "$(head -c 2 "$file")" = PK ]; then cp "$file" "$real"; else
		cp "$file" "$work/$stem/$stem.xls"
		office --convert-to xlsx --outdir "$work/$stem" "$work/$stem/$stem.xls"
	fi
	convert "$work/$stem/own" "$file"
	own=$work/$stem/own/$stem.xml
	convert "$work/$stem/xlsx" "$real"
	$python tests/bench/formats.py compare "$stem" xlsx "$own" "$work/$stem/xlsx/$stem.xml"
	office --convert-to html --outdir "$work/$stem" "$real"
	convert "$work/$stem/html" "$work/$stem/$stem.html"
	$python tests/bench/formats.py compare "$stem" html "$own" "$work/$stem/html/$stem.xml"
	$python tests/bench/formats.py docx "$real" "$work/$stem/$stem.docx"
	convert "$work/$stem/docx" "$work/$stem/$stem.docx"
	$python tests/bench/formats.py compare "$stem" docx "$own" "$work/$stem/docx/$stem.xml"
	mkdir -p "$work/$stem/csv"
	office --convert-to 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' --outdir "$work/$stem/csv" "$real"
	for encoding in UTF-8 GB18030; do
		rm -rf "$work/$stem/one"
		mkdir -p "$work/$stem/one"
		$python tests/bench/formats.py sheets "$real" | while IFS= read -r sheet; do
			iconv -f UTF-8 -t $encoding "$work/$stem/csv/$stem-$sheet.csv" >"$work/$stem/one/$sheet.csv" 2>/dev/null
			convert "$work/$stem/one" "$work/$stem/one/$sheet.csv"
			[ -f "$work/$stem/one/$sheet.xml" ] && echo "$work/$stem/one/$sheet.xml"
		done >"$work/list"
		mapfile -t parts <"$work/list"
		$python tests/bench/formats.py compare "$stem" "csv $encoding" "$own" "${parts[@]}"
	done
done
