#!/bin/bash
# PDF by LibreOffice (convert -t pdf), with programs that stand in for it.  pdf.sh QUANZE
set -u
cd "$(dirname "$0")/.." || exit 1
quanze=$PWD/$1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
check() {
	if "${@:2}"; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "not ok - $1"
	fi
}
mkdir -p "$work/bin" "$work/none" "$work/temporary"
export TMPDIR=$work/temporary
# office LINE…: what stands in for LibreOffice.
office() {
	printf '#!/bin/bash\nexec 2>/dev/null\necho "$PWD $HOME ${DISPLAY-none} $*" >%q\n%s\n' "$work/seen" "$1" >"$work/bin/soffice"
	chmod +x "$work/bin/soffice"
}
convert() { LC_ALL=C.UTF-8 DISPLAY=:9 PATH=$1 "$quanze" convert -t pdf -q -o "$work/out" "${@:2}" samples/county-archives.tsv >"$work/stdout" 2>"$work/said"; }
exits() { convert "$work/bin:$PATH" "${@:2}"; [ $? = "$1" ]; }
said() { grep -qF "$1" "$work/said"; }
none_left() { [ -z "$(ls -A "$work/temporary")" ]; }

office 'cp in.docx in.pdf'
check "made: 0" exits 0
check "the Word file and the PDF" cmp -s "$work/out/county-archives.docx" "$work/out/county-archives.pdf"
check "its folder is its home, its profile new, no display" grep -qE "^($work/temporary/quanze-pdf-[^ /]+) \1 none .*-env:UserInstallation=file://\1/profile .*--convert-to pdf in\.docx$" "$work/seen"
check "nothing is left behind" none_left
rm -rf "$work/out"
office 'exit 3'
check "it makes none: 4" exits 4
check "it makes none: said" said 'LibreOffice did not make one'
check "the Word file stays" [ -s "$work/out/county-archives.docx" ]
check "no PDF" [ ! -e "$work/out/county-archives.pdf" ]
office 'sleep 60 & sleep 60'
check "late: 4" exits 4 --limit job-seconds=1
check "late: said" said 'longer than --limit job-seconds'
check "late: nothing is left behind" none_left
rm "$work/bin/soffice"
convert "$work/none"
check "absent: 4" [ $? = 4 ]
check "absent: named" said 'LibreOffice (soffice) is not installed'
check "not on standard output: 2" [ "$(PATH=$work/none "$quanze" convert -t pdf -o - samples/county-archives.tsv >/dev/null 2>&1; echo $?)" = 2 ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
