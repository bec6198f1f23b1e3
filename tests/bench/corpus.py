"""One line of corpus.sh: what the document holds against what openpyxl sees in the workbook's visible cells."""
import collections
import json
import sys
import xml.etree.ElementTree as ET

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell

NS = '{urn:quanze:list:1}'
BLANKS = set('\u00a0\u1680\u3000\u200b\u200c\u200d\u2060\ufeff\u202f\u205f\x85') | {chr(c) for c in range(0x2000, 0x200b)}


def count(text):
    return collections.Counter(c for c in text if not c.isspace() and c not in BLANKS)


def shown(cell):
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return '' if value is None else str(value)


def visible(path):
    total = collections.Counter()
    for sheet in load_workbook(path, data_only=True).worksheets:
        if sheet.sheet_state != 'visible':
            continue
        hidden = set()
        for dimension in sheet.column_dimensions.values():
            if dimension.hidden:
                hidden |= set(range(dimension.min, dimension.max + 1))
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell) or cell.column in hidden or sheet.row_dimensions[cell.row].hidden:
                    continue
                total += count(shown(cell))
    return total


def document(path):
    """Characters of the document by their home: the list's own, and omitted but visible; and how many items and columns there are."""
    root = ET.parse(path).getroot()
    own, omitted = collections.Counter(), collections.Counter()
    title = root.find(f'{NS}head/{NS}title')
    if title is not None and title.get('pos'):
        own += count(title.text)
    columns = items = 0
    for table in root.findall(NS + 'table'):
        if table.get('titlePos'):
            own += count(table.get('title'))
        groups = set()
        for column in table.find(NS + 'columns'):
            columns += 1
            if column.get('pos'):
                own += count(column.get('label'))
            if column.get('groupPos') and column.get('groupPos') not in groups:
                groups.add(column.get('groupPos'))
                own += count(column.get('group'))
        for node in table.findall(NS + 'omitted'):
            if node.get('reason') not in ('hidden', 'covered'):
                omitted += count(node.text or '')
        for item in table.findall(NS + 'item'):
            items += 1
            for field in item:
                if field.get('from') or field.get('origin'):
                    continue
                text = count(''.join(field.itertext()) + ''.join(li.get('marker', '') for li in field.iter(NS + 'li')))
                for _ in range(1 + len(field.get('also', '').split())):
                    own += text
    return own, omitted, items, columns


name, xml, workbook, report, start, end = sys.argv[1:]
own, omitted, items, columns = document(xml)
wanted = visible(workbook)
findings = collections.Counter(f['rule'] for i in json.load(open(report))['inputs'] for f in i['findings'])
same = wanted == own + omitted
print(f'{name:34} {float(end) - float(start):7.3f} {items:6} {columns:8} {sum(wanted.values()):9} {sum(own.values()):9} {sum(omitted.values()):9} '
      + ' '.join(f'{rule}={n}' for rule, n in sorted(findings.items())))
if not same:
    print('   differs: in cells only', dict((wanted - own - omitted).most_common(8)), 'in document only', dict((own + omitted - wanted).most_common(8)))
sys.exit(not same)
