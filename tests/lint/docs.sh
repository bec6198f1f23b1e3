#!/bin/bash
# Links of the documents lead to files, make targets that they name are there, and
# what SECURITY.md names as a test; each of its promises has one, which is run. Options of quanze in the READMEs are in its help, its
# commands are commands, pictures are small.  docs.sh OUT
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
for document in *.md; do
	named=
	[ $document = SECURITY.md ] && named=$(grep -oE '`(tests|src|man|xsd)/[a-zA-Z0-9_./-]+' "$document" | tr -d '`' | sort -u)
	for path in $(grep -oE '\]\([a-zA-Z0-9_./-]+\)' "$document" | tr -d ']()' | sort -u) $named; do
		[ -e "$path" ] || { echo "$document: no $path"; status=1; }
	done
	for target in $(grep -oE '`make [a-z-]+' "$document" | sed 's/.* //' | sort -u); do
		grep -qE "^$target:" Makefile packaging/*.mk || { echo "$document: no make $target"; status=1; }
	done
done
# Each promise of SECURITY.md has a test, which somebody runs.
promises=0
while IFS='|' read -r _ promise _ tested _; do
	promises=$((promises + 1))
	named=$(grep -oE '`tests/[a-zA-Z0-9_./-]+|`make [a-z-]+' <<<"$tested" | tr -d '`')
	[ "$named" ] || { echo "SECURITY.md: no test of \"$promise\""; status=1; }
	while read -r test; do
		stem=$(basename "${test%.*}")
		case $test in
		tests/lint/*.sh | *.c | make* | '') ;; # all lints, units and fuzz targets are run; targets are looked at above
		*) grep -qE "\\b${test#tests/}|/$stem\\b|\\b$stem\\b" Makefile packaging/*.mk tests/check.sh tests/package/run.sh || grep -qs "import $stem" "$(dirname "$test")"/*.py ||
			{ echo "SECURITY.md: nobody runs $test"; status=1; } ;;
		esac
	done <<<"$named"
done < <(sed -n '/^| promise |/,/^$/p' SECURITY.md | sed '1,2d;/^$/d')
[ $promises -ge 10 ] || { echo "SECURITY.md: no table of promises ($promises)"; status=1; }
quanze=${1:-out}/quanze
help=$(for command in convert validate diff summary impact laws serve explain; do "$quanze" $command --help; done 2>/dev/null; echo ' --version --help')
for document in README.md README.zh-CN.md; do
	for option in $(grep -E 'quanze|`--' "$document" | grep -oE '[ `]--[a-z][a-z-]+' | tr -d ' `' | sort -u); do
		grep -qE -e "[ ,]$option( |$)" <<<"$help" || { echo "$document: no option $option"; status=1; }
	done
	for command in $(grep -oE '^quanze [a-z]+|`quanze [a-z]+' "$document" | sed 's/.* //' | sort -u); do
		case $command in convert | validate | diff | summary | impact | laws | serve | explain | formats) ;; *) echo "$document: no command $command"; status=1 ;; esac
	done
done
for picture in docs/clerk-*.png; do
	[ "$(wc -c <"$picture")" -lt 102400 ] || { echo "$picture: 100 KB or more"; status=1; }
	grep -q "$picture" README*.md || { echo "$picture: shown nowhere"; status=1; }
done
exit $status
