#!/bin/bash
# The same keys in every language, and every key that stylesheets or the program use.
set -u
cd "$(dirname "$0")/../.." || exit 1
status=0
keys() { grep -oE '(key|id)="[^"]*"' "$1" | sort; }
for pair in 'zh-CN.xml en.xml' 'others.zh-CN.xml others.en.xml' 'serve.zh-CN.xml serve.en.xml' 'messages.zh-CN.xml messages.en.xml'; do
	set -- $pair
	diff <(keys "xslt/l10n/$1") <(keys "xslt/l10n/$2") || status=1
done
# (q:meta[@key = …] names what an office states, no text)
for key in $(cat xslt/*/*.xsl | sed "s/meta\[@key = [^]]*\]//g" | grep -oE "l:text\('[^']+'\)|name=\"key\" select=\"'[^']+'\"|@key = '[^']+'" | sed "s/.*'\(.*\)'.*/\1/" | sort -u); do
	grep -q "key=\"$key\"" xslt/l10n/{,others.,serve.}zh-CN.xml || { echo "xslt: no text for $key"; status=1; }
done
# a list is drawn without the texts of summaries, comparisons and reports
for key in $(cat xslt/common/*.xsl xslt/docx/*.xsl xslt/html/*.xsl xslt/text/*.xsl | grep -oE "l:text\('[^']+'\)|name=\"key\" select=\"'[^']+'\"" | sed "s/.*'\(.*\)'.*/\1/" | sort -u); do
	grep -q "key=\"$key\"" xslt/l10n/zh-CN.xml || { echo "xslt: the text $key is missing where a list is drawn"; status=1; }
done
# keys that stylesheets put together from a repair's rule
for id in $(sed -nE 's/^REPAIR\([A-Z_]+, "([a-z-]+)".*/\1/p' src/base/rules.def); do
	grep -q "key=\"rule.$id\"" xslt/l10n/zh-CN.xml || { echo "xslt: no text for rule.$id"; status=1; }
done
for key in $(grep -rhoE '(messages_text\([^,]*, |cli_complain\([^,]*, )"[a-z.-]+"' src | sed 's/.*"\(.*\)"/\1/' | sort -u) $(sed -nE 's/^\t\{.*, "([a-z-]+)", .*CMD_.*/opt.\1/p' src/cli/opt.c); do
	grep -q "key=\"$key\"" xslt/l10n/messages.en.xml || { echo "src: no text for $key"; status=1; }
done
# each command: what completions say of it
for name in $(sed -nE 's/^\t\{"([a-z]+)", CMD_.*/\1/p' src/cli/main.c); do
	grep -q "key=\"command.$name\"" xslt/l10n/messages.en.xml || { echo "src: no text for command.$name"; status=1; }
done
# no English inside Chinese sentences, but for names: of options, commands, files, formats, data
python3 - <<'END' || status=1
import re
import sys
from xml.etree import ElementTree
NAMES = set("""quanze Word Excel Windows JSON SARIF XML XSD UTF FFFD DOCTYPE OpenDocument docx xlsx json html text error warning style info never auto
bash zsh fish shell public full safe none drawn semicolon pipe mhtml fods fodt cells serial number findings only Cookie schema report title body region contact date
LibreOffice soffice Markdown Sheet Strict Open addressee annexes copies printed source standard impact laws build list show where mapping column field value constant name program spreadsheet validate texts diff data convert README INDEX HTML NAME FILE LEVEL""".split())
found = []
texts = [*ElementTree.parse('xslt/l10n/messages.zh-CN.xml').iter(), *ElementTree.parse('xslt/l10n/serve.zh-CN.xml').iter()]
for text in texts:
    words, key = text.text or '', text.get('key') or ''
    if not re.search('[\u4e00-\u9fff]', words) or key.startswith(('help.', 'takes.')):
        continue
    bare = re.sub(r'\{[^}]*\}|--?[a-z-]+(=[a-z-]+)?|quanze [a-z]+|[a-z/-]+[./][a-z./-]+|[a-z]+-[a-z-]+|urn:[a-z:]+', '', words)
    found += [f'{key or text.tag}: {word}' for word in re.findall('[A-Za-z]{4,}', bare) if word not in NAMES]
print('\n'.join(found), end='\n' if found else '')
sys.exit(bool(found))
END
exit $status
