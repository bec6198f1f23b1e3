#!/usr/bin/env python3
"""equal.py FILE.docx PDFTEXT: the PDF's text is the Word file's, as a multiset of
characters. Set aside: page numbers (the appendix has its own; those of contents), and header rows that are repeated at the head
of further pages."""
import collections
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
# Forms that a PDF's fonts may give back for the same character.
FOLD = {'〈': '〈', '〉': '〉', '―': '—', '‐': '-'}


def fold(text):
    text = unicodedata.normalize('NFKC', text)
    return ''.join(FOLD.get(c, c) for c in text if not c.isspace() and unicodedata.category(c) not in ('Cf', 'Zs'))


def count(text):
    return collections.Counter(fold(text))


def text_of(node):
    """The text but for what fields show: numbers of pages, which the PDF alone has right."""
    parts, shown = [], False
    for part in node.iter():
        if part.tag == W + 'fldChar':
            shown = part.get(W + 'fldCharType') == 'separate'
        elif part.tag == W + 't' and not shown:
            parts.append(part.text or '')
    return ''.join(parts)


def heads_of(body):
    """The header rows of each table, as {text: beginnings of the rows behind them}."""
    heads = collections.defaultdict(set)
    for table in body.iter(W + 'tbl'):
        rows = table.findall(W + 'tr')
        above = [row for row in rows if row.find(f'{W}trPr/{W}tblHeader') is not None]
        behind = fold(text_of(rows[len(above)])) if len(rows) > len(above) else ''
        heads[fold(''.join(text_of(row) for row in above))].add(behind[:12])
    heads.pop('', None)
    return heads


def repeated(sheet, heads):
    """The header that a page repeats; one with its own first row behind it is no repetition."""
    for head in sorted(heads, key=len, reverse=True):
        if sheet.startswith(head):
            return '' if any(sheet.startswith(head + behind) for behind in heads[head]) else head
    return ''


body = ET.fromstring(zipfile.ZipFile(sys.argv[1]).read('word/document.xml')).find(W + 'body')
pdf = open(sys.argv[2], encoding='utf-8').read()
pdf = re.sub('·{3,}[0-9]*$', '', pdf, flags=re.M)  # contents: dots, and the number of a page
heads = heads_of(body)
found, wanted = count(pdf), count(text_of(body))
sheets = pdf.split('\f')[:-1]
label = re.compile(r'附录\(共(\d+)页\)')  # the appendix counts its pages from 1
own = [number for number, sheet in enumerate(sheets, 1) if label.search(fold(sheet))]
for number, sheet in enumerate(sheets, 1):
    shown = number - own[0] + 1 if number in own else number
    wanted += count(f'— {shown} —')
    if number in own:
        wanted += count(f'附录（共{len(own)}页）')
    wanted += count(repeated(re.sub(f'—{shown}—', '', label.sub('', fold(sheet)), count=1), heads))
lost, more = wanted - found, found - wanted
if lost:
    print('the PDF lacks', dict(lost.most_common(20)))
if more:
    print('the PDF has too many', dict(more.most_common(20)))
sys.exit(bool(lost or more))
