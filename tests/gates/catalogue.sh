# Lists held against a catalogue as page, Word file and workbook: Nu HTML checker, Chromium, Open XML
# SDK, the structure of the package, LibreOffice opens them with all their text. Sourced by run.sh.
mkdir -p "$work/catalogue"
for lang in zh-CN en; do
	"$out/quanze" diff -q --catalogue tests/catalogue/model.tsv --lang $lang -t html,docx,xlsx -o "$work/catalogue/lists-$lang.html" tests/catalogue/lists >/dev/null 2>&1
	"$out/quanze" diff -q --catalogue samples/catalogue/archives.tsv --level 县级 --lang $lang -t html,docx,xlsx -o "$work/catalogue/sample-$lang.html" samples/county-archives.tsv >/dev/null 2>&1
done
for name in codes divided basis levels same; do
	"$out/quanze" diff -q --catalogue tests/catalogue/cases/$name.model.tsv -t html,docx,xlsx -o "$work/catalogue/$name.html" tests/catalogue/cases/$name.own.tsv >/dev/null 2>&1
done
for page in "$work"/catalogue/*.html; do
	java -jar $checker --also-check-css --format gnu "$page" >"$work/log" 2>&1 && ok || { not_ok "$page: Nu HTML checker"; head -n 5 "$work/log"; }
done
check "reports of a catalogue in Chromium" node tests/gates/impact.js "$work"/catalogue/*.html
for file in "$work"/catalogue/*.docx "$work"/catalogue/*.xlsx; do
	node $validator "$file" >"$work/log" 2>&1 && ok || { not_ok "$file: Open XML SDK"; head -n 20 "$work/log"; }
	office 180 --convert-to pdf --outdir "$work/catalogue/${file##*.}" "$file"
	pdf=$work/catalogue/${file##*.}/$(basename "${file%.*}").pdf
	[ -s "$pdf" ] && ok || { not_ok "$file: LibreOffice does not open it"; continue; }
	pdftoppm -r 60 -l 3 -png "$pdf" "${pdf%.pdf}"
	case $file in *.xlsx) continue ;; esac
	python3 tests/gates/structure.py "$file" >"$work/log" 2>&1 && ok || { not_ok "$file: structure"; head -n 5 "$work/log"; }
	pdftotext -raw -enc UTF-8 "$pdf" "$pdf.txt"
	python3 tests/gates/equal.py "$file" "$pdf.txt" >"$work/log" 2>&1 && ok || { not_ok "$file: the PDF's text differs"; head -n 5 "$work/log"; }
done
