#!/bin/bash
# Who may include whom (ARCHITECTURE.md), and who may use which library.
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
complain() { echo "$1"; status=1; }

# FOLDER: the folders whose headers its files may include, besides its own.
allowed() {
	case $1 in
	base) echo '' ;;
	read) echo 'base' ;;
	model) echo 'base read/table.h read/read.h' ;;
	check) echo 'base model/vocabulary.h model/numeral.h diff/words.h diff/sequence.h' ;;
	diff) echo 'base model/vocabulary.h' ;;
	impact) echo 'base check diff' ;;
	catalogue) echo 'base check diff model/vocabulary.h' ;;
	decide) echo 'base read/table.h model report/messages.h' ;;
	laws) echo 'base read diff model/numeral.h check/laws_table.h check/laws.h' ;;
	emit) echo 'base model/vocabulary.h' ;;
	report) echo 'base' ;;
	mark) echo 'base report/messages.h' ;;
	batch) echo 'base quanze.h' ;;
	cli) echo 'quanze.h batch' ;;
	esac
}
for folder in base read model check diff impact catalogue laws decide emit report mark batch cli; do
	for file in src/$folder/*.[ch]; do
		for header in $(sed -n 's/^#include "\([^"]*\)"/\1/p' "$file"); do
			fine=
			case $header in $folder/*) fine=1 ;; esac
			for may in $(allowed $folder); do
				case $header in "$may" | "$may"/*) fine=1 ;; esac
			done
			[ "$fine" ] || complain "$file includes $header"
		done
	done
done
only() { # PATTERN FILE…: only these files may include it
	local pattern=$1
	shift
	for file in $(grep -lE "^#include <$pattern" src/*.[ch] src/*/*.[ch]); do
		case " $* " in *" $file "*) ;; *) complain "$file includes <$pattern>" ;; esac
	done
}
only 'zip\.h' src/base/zip.c
only 'lib(xslt|exslt)/' src/emit/stage.c
only 'libxml/(parser|xmlreader|HTMLparser|xmlsave)' src/base/xml.c src/base/xml.h
only '(seccomp|linux/landlock)\.h' src/batch/sandbox.c src/batch/landlock.h
only 'iconv\.h' src/read/encoding.c src/read/xls_strings.c
only 'jansson' src/report/summary.c src/report/json.c src/report/sarif.c src/report/since.c src/report/changes.c src/report/impact.c src/report/catalogue.c src/report/jsonvalue.c src/report/jsonvalue.h
grep -nE 'XML_PARSE_|HTML_PARSE_' src/*/*.c | grep -v '^src/base/xml.c' && complain 'parse options outside base/xml.c'
exit $status
