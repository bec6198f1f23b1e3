#!/usr/bin/env python3
"""equal.py FILE.docx PDFTEXT: the PDF's text is the Word file's, as a multiset of
characters. Set aside: page numbers, and header rows repeated on further pages
(each table's a whole number of times)."""
import collections
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
# Forms that a PDF's fonts may give back for the same character.
FOLD = {'〈': '〈', '〉': '〉', '―': '—', '‐': '-'}


def count(text):
    text = unicodedata.normalize('NFKC', text)
    return collections.Counter(FOLD.get(c, c) for c in text if not c.isspace() and unicodedata.category(c) not in ('Cf', 'Zs'))


def text_of(node):
    return ''.join(t.text or '' for t in node.iter(W + 't'))


body = ET.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml'))
pdf = open(sys.argv[2], encoding='utf-8').read()
sheets = pdf.count('\f')
found, wanted = count(pdf), count(text_of(body))
for number in range(1, sheets + 1):
    wanted += count(f'— {number} —')
heads = []
for table in body.iter(W + 'tbl'):
    head = count(''.join(text_of(row) for row in table.findall(W + 'tr') if row.find(f'{W}trPr/{W}tblHeader') is not None))
    if head and head not in heads:
        heads.append(head)
lost, more = wanted - found, found - wanted
while heads and not lost:
    # A header with a character that no other header has tells how often it was repeated.
    chosen = next((h for h in heads if any(all(c not in o for o in heads if o is not h) for c in h)), heads[0])
    mark = next((c for c in chosen if all(c not in o for o in heads if o is not chosen)), next(iter(chosen)))
    times = more[mark] // chosen[mark]
    for c in chosen:
        more[c] -= times * chosen[c]
    heads.remove(chosen)
wrong = {c: n for c, n in more.items() if n}
if lost:
    print('the PDF lacks', dict(lost.most_common(20)))
if wrong:
    print('the PDF has too many or too few', dict(list(wrong.items())[:20]))
sys.exit(bool(lost or wrong))
