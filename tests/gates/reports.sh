# Reports of validate as page and Word sheet: Nu HTML checker, Open XML SDK, the
# structure of the package, LibreOffice opens it with all its text. Sourced by run.sh.
"$out/quanze" validate --format json samples/*.tsv >"$work/earlier.json" 2>/dev/null
mkdir -p "$work/next"
for list in samples/*.tsv; do sed 's/的的/的/; /^3\t/d' "$list" >"$work/next/$(basename "$list")"; done
for kind in html docx; do
	"$out/quanze" validate -q --format $kind -o "$work/reports" samples/*.tsv tests/cases/layout/garbled.tsv >/dev/null 2>&1
	"$out/quanze" validate -v --format $kind --since "$work/earlier.json" -o "$work/reports/since" "$work"/next/*.tsv >/dev/null 2>&1
	"$out/quanze" validate --lang en --format $kind samples/*.tsv >"$work/reports/all.report.$kind" 2>/dev/null
done
for page in "$work"/reports/*.html "$work"/reports/since/*.html; do
	java -jar $checker --also-check-css --format gnu "$page" >"$work/log" 2>&1 && ok || { not_ok "$page: Nu HTML checker"; head -n 5 "$work/log"; }
done
for sheet in "$work"/reports/*.docx "$work"/reports/since/*.docx; do
	node $validator "$sheet" >"$work/log" 2>&1 && ok || { not_ok "$sheet: Open XML SDK"; head -n 20 "$work/log"; }
	python3 tests/gates/structure.py "$sheet" >"$work/log" 2>&1 && ok || { not_ok "$sheet: structure"; head -n 5 "$work/log"; }
	office 180 --convert-to pdf --outdir "$(dirname "$sheet")" "$sheet"
	[ -s "${sheet%.docx}.pdf" ] && ok || { not_ok "$sheet: LibreOffice does not open it"; continue; }
	pdftotext -raw -enc UTF-8 "${sheet%.docx}.pdf" "${sheet%.docx}.pdf.txt"
	python3 tests/gates/equal.py "$sheet" "${sheet%.docx}.pdf.txt" >"$work/log" 2>&1 && ok || { not_ok "$sheet: the PDF's text differs"; head -n 5 "$work/log"; }
	pdftoppm -r 60 -l 3 -png "${sheet%.docx}.pdf" "${sheet%.docx}"
done
