#!/bin/bash
# No function over 60 lines, no file over 600, no template over 60.
set -u
cd "$(dirname "$0")/../.." || exit 1
long=$(ctags -R --languages=C --kinds-C=f --fields=+ne -f - src tests/unit | awk -F'\t' '{
	start = end = 0
	for (i = 4; i <= NF; i++) { if ($i ~ /^line:/) start = substr($i, 6); if ($i ~ /^end:/) end = substr($i, 5) }
	if (end - start >= 60) print $2 ": " $1 ": " end - start + 1 " lines"
}')
big=$(wc -l src/*.[ch] src/*/*.[ch] xslt/*/*.xsl | awk '$2 != "total" && $1 > 600 { print $2 ": " $1 " lines" }')
templates=$(awk '/<xsl:template/ { start = FNR } /<\/xsl:template>/ { if (FNR - start >= 60) print FILENAME ":" start ": template of " FNR - start + 1 " lines" }' xslt/*/*.xsl)
[ -z "$long$big$templates" ] || { echo "$long$big$templates"; exit 1; }
