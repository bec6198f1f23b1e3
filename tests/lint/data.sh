#!/bin/bash
# The program's own data are valid by their schemas: it does not judge them again each time it starts.
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
while read -r data schema; do
	xmllint --noout --nonet --schema "xsd/$schema" "data/$data" 2>/dev/null || { echo "$data is not what $schema says"; status=1; }
done < <(sed -n 's|.*"data/\([a-z-]*\.xml\)", "xsd/\([a-z-]*\.xsd\)".*|\1 \2|p' src/data.c)
xmllint --noout --nonet --schema xsd/quanze-columns.xsd data/columns.xml 2>/dev/null || { echo 'columns.xml is not what quanze-columns.xsd says'; status=1; }
# the register is there as tables, and its files in a folder of resources are looked for by name
for register in data/laws/*.xml; do
	xmllint --noout --nonet --schema xsd/quanze-laws.xsd "$register" 2>/dev/null || { echo "$register is not what quanze-laws.xsd says"; status=1; }
	grep -q "\"$register\"" src/data.c || { echo "$register: src/data.c does not know it"; status=1; }
done
[ "$(grep -c 'static const struct data_kind kind' src/data.c)" = "$(grep -cE '("data/[a-z-]*\.xml"|NULL), "xsd/' src/data.c)" ] || { echo 'a kind of data in src/data.c is not looked at'; status=1; }
exit $status
