#!/bin/bash
# Touching a stylesheet makes the program be built anew.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=${1:-out}
make -s OUT="$out" all >/dev/null || exit 1
make -q OUT="$out" all || { echo 'not up to date after a build'; exit 1; }
old=$(mktemp)
touch -r xslt/text/main.xsl "$old"
touch xslt/text/main.xsl
make -q OUT="$out" all && { echo 'a newer stylesheet does not rebuild'; rm -f "$old"; exit 1; }
touch -r "$old" xslt/text/main.xsl
rm -f "$old"
make -q OUT="$out" all
