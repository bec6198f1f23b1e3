#!/usr/bin/env python3
"""complete.py DOCUMENT.xml OUTPUT…: every non-blank character of the document's items stands in each output, as often.
In Word's PDF (.pdf.txt) a cell that is merged over items stands once, so that copies (@from) are not asked for there."""
import collections
import html
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

NS = '{urn:quanze:list:1}'
# Compatibility forms that a PDF's fonts may give back for the same character.
FOLD = {'〈': '〈', '〉': '〉', '―': '—', '‐': '-'}


def count(text):
    text = unicodedata.normalize('NFKC', text)
    return collections.Counter(FOLD.get(c, c) for c in text if not c.isspace() and unicodedata.category(c) not in ('Cf', 'Zs'))


def items(path, copies):
    parts = []
    for item in ET.parse(path).getroot().iter(NS + 'item'):
        for field in item:
            if field.get('from') and not copies:
                continue
            parts.append(''.join(field.itertext()))
            parts += [li.get('marker', '') for li in field.iter(NS + 'li')]
    return ''.join(parts)


def read(path):
    text = open(path, encoding='utf-8').read()
    if path.endswith('.html'):
        text = re.sub(r'<(style|script)>.*?</\1>', '', text, flags=re.S)
        text = html.unescape(re.sub(r'<[^>]*>', '', text))
    return count(text)


lost = False
for output in sys.argv[2:]:
    missing = count(items(sys.argv[1], not output.endswith('.pdf.txt'))) - read(output)
    if missing:
        lost = True
        print(output, 'lacks', dict(missing.most_common(20)))
sys.exit(lost)
