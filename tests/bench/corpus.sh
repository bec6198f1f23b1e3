#!/bin/bash
# corpus.sh DIR: converts every workbook of a folder and prints, per file, time,
# items, columns, characters of the visible cells as an independent reader counts
# them against the document's, and findings by rule. Exit 1 when characters differ.
# Needs python3 with openpyxl (Debian python3-openpyxl), LibreOffice for .xls.
set -u
cd "$(dirname "$0")/../.." || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=/usr/bin/python3
[ -x $python ] || python=python3
status=0
printf '%-34s %7s %6s %8s %9s %9s %9s %s\n' file seconds items columns cells document omitted findings
for file in "${1:?a folder of workbooks}"/*.xls*; do
	stem=$(basename "${file%.*}")
	copy=$file
	if [ "$(head -c 2 "$file")" != PK ]; then
		cp "$file" "$work/$stem.xls"
		timeout 120 soffice --headless --norestore "-env:UserInstallation=file://$work/profile" --convert-to xlsx --outdir "$work" "$work/$stem.xls" >/dev/null 2>&1
		copy=$work/$stem.xlsx
	fi
	start=$(date +%s.%N)
	out/quanze convert -q -t xml -o "$work/out" "$file" >/dev/null 2>&1
	end=$(date +%s.%N)
	out/quanze validate --format json "$file" >"$work/report.json"
	$python tests/bench/corpus.py "$(basename "$file")" "$work/out/$stem.xml" "$copy" "$work/report.json" "$start" "$end" || status=1
done
exit $status
