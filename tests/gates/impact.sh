# The worklist of an amendment as page and Word sheet: Nu HTML checker, Open XML SDK, the
# structure of the package, LibreOffice opens it with all its text. Sourced by run.sh.
mkdir -p "$work/impact"
for kind in html docx; do
	for law in 水塔法 云溪县水塔管理办法 会计法; do
		"$out/quanze" impact -q --law $law --laws tests/impact/laws.xml --law-texts tests/impact/texts --as-of 2026-11-01 -o "$work/impact/$law.$kind" tests/impact/lists >/dev/null 2>&1
	done
	"$out/quanze" impact -q --law 水塔法 --lang en --laws tests/impact/laws.xml --law-texts tests/impact/texts --as-of 2026-11-01 -o "$work/impact/en.$kind" tests/impact/lists >/dev/null 2>&1
	"$out/quanze" impact -q --law 网络安全法 --as-of 2026-11-01 -o "$work/impact/samples.$kind" samples >/dev/null 2>&1
done
for page in "$work"/impact/*.html; do
	java -jar $checker --also-check-css --format gnu "$page" >"$work/log" 2>&1 && ok || { not_ok "$page: Nu HTML checker"; head -n 5 "$work/log"; }
done
check "worklists in Chromium" node tests/gates/impact.js "$work"/impact/*.html
for sheet in "$work"/impact/*.docx; do
	node $validator "$sheet" >"$work/log" 2>&1 && ok || { not_ok "$sheet: Open XML SDK"; head -n 20 "$work/log"; }
	python3 tests/gates/structure.py "$sheet" >"$work/log" 2>&1 && ok || { not_ok "$sheet: structure"; head -n 5 "$work/log"; }
	office 180 --convert-to pdf --outdir "$work/impact" "$sheet"
	[ -s "${sheet%.docx}.pdf" ] && ok || { not_ok "$sheet: LibreOffice does not open it"; continue; }
	pdftotext -raw -enc UTF-8 "${sheet%.docx}.pdf" "${sheet%.docx}.pdf.txt"
	python3 tests/gates/equal.py "$sheet" "${sheet%.docx}.pdf.txt" >"$work/log" 2>&1 && ok || { not_ok "$sheet: the PDF's text differs"; head -n 5 "$work/log"; }
	pdftoppm -r 60 -l 3 -png "${sheet%.docx}.pdf" "${sheet%.docx}"
done
