#!/bin/sh
# The peer made of command-line tools: shell.sh XSD HTML.xsl TEXT.xsl DOCX.xsl LIST.xml FOLDER
set -e
here=$(cd "$(dirname "$0")" && pwd)
xmllint --noout --schema "$1" "$5" 2>/dev/null
mkdir -p "$6/parts"
xsltproc -o "$6/list.html" "$2" "$5"
xsltproc -o "$6/list.txt" "$3" "$5"
xsltproc -o "$6/flat.xml" "$4" "$5"
cd "$6/parts"
xsltproc "$here/split.xsl" ../flat.xml
zip -q -X -r ../list.docx '[Content_Types].xml' _rels word docProps
