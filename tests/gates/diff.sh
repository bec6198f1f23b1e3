# Comparisons: the documents made by hand, a revision of a sample, a long one. Word by the
# Open XML SDK, LibreOffice and the figures of GB/T 9704; pages by the Nu HTML checker and in Chromium;
# what stands on one side alone is in all of them. Sourced by run.sh.
mkdir -p "$work/diff/pairs"
python3 tests/gates/revisions.py "$work/diff/pairs"
"$out/quanze" convert -q -o "$work/diff" tests/diff/*.xml
for old in "$work"/diff/pairs/*.old.tsv; do
	"$out/quanze" diff -q -t xml,docx,html,txt -o "$work/diff" "$old" "${old%.old.tsv}.new.tsv" 2>/dev/null
done
office 180 --convert-to pdf --outdir "$work/diff" "$work"/diff/*.docx
for document in "$work"/diff/*.xml; do
	stem=${document%.xml} name=$(basename "$document" .xml)
	check "$name.docx: Open XML SDK" node $validator "$stem.docx"
	check "$name.docx: structure" python3 tests/gates/structure.py "$stem.docx"
	check "$name.html: Nu HTML checker" java -jar $checker --also-check-css --errors-only --format gnu "$stem.html"
	[ -s "$stem.pdf" ] && ok || { not_ok "$name.docx: LibreOffice does not open it"; continue; }
	pdftotext -raw -enc UTF-8 "$stem.pdf" "$stem.pdf.txt"
	unzip -p "$stem.docx" word/document.xml >"$stem.docx.xml"
	check "$name: not all is shown" python3 tests/diff/shown.py "$document" "$stem.txt" "$stem.html" "$stem.docx.xml"
	check "$name.docx: the PDF's text differs" python3 tests/gates/equal.py "$stem.docx" "$stem.pdf.txt"
	python3 tests/gates/figures.py "$stem.docx" "$stem.pdf" >"$stem.figures" 2>&1 && ok || { not_ok "$name.docx: figures"; grep -v '| ok$' "$stem.figures"; }
	pdftoppm -r 60 -l 6 -png "$stem.pdf" "$stem"
done
counted node tests/gates/diff.js "$work"/diff/*.html
