#!/bin/bash
# Every rule has its texts in both languages and an entry in RULES.md, is raised
# somewhere in src, and RULES.md and the manual pages are what the texts say.
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
for rule in $(sed -nE 's/^(RULE|REPAIR)\(([A-Z_]+), "([a-z-]+)".*/\2=\3/p' src/base/rules.def); do
	name=${rule%=*} id=${rule#*=}
	for language in zh-CN en; do
		for part in message cause example cure; do
			sed -n "/<rule id=\"$id\">/,/<\/rule>/p" "xslt/l10n/messages.$language.xml" | grep -q "<$part>..*</$part>" || { echo "$id: no $part in $language"; status=1; }
		done
	done
	grep -q "^## $id\$" RULES.md || { echo "$id: not in RULES.md"; status=1; }
	grep -rqE "QZ_RULE_$name\b" src --include='*.c' || { echo "$id: nobody raises it"; status=1; }
done
# Rules whose findings may be waived have a name, for decisions and their record.
for id in $(sed -n '/^RULE(FILING_INVALID/,/^RULE(DECISION_APPLIED/s/^RULE([A-Z_]*, "\([a-z-]*\)".*/\1/p' src/base/rules.def | grep -v -e filing-invalid -e decision-applied); do
	for language in zh-CN en; do
		grep -q "key=\"target.$id\"" "xslt/l10n/messages.$language.xml" && grep -q "key=\"rule.$id\"" "xslt/l10n/$language.xml" || { echo "$id: no name in $language"; status=1; }
	done
done
python3 tools/rules-manual check || status=1
exit $status
