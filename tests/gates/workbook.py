#!/usr/bin/env python3
"""workbook.py DOCUMENT.xml FILE.xlsx: every cell of the workbook, read by openpyxl, holds the document's text, as text
(no formula, no number), and nothing else stands in the sheets of the tables."""
import sys
import xml.etree.ElementTree as ET

import openpyxl

NS = '{urn:quanze:list:1}'


def own(node):
    return (node.text or '') + ''.join(('' if c.tag == NS + 'ol' else ''.join(c.itertext())) + (c.tail or '') for c in node)


def lines(node):
    for child in node:
        if child.tag == NS + 'p':
            yield ''.join(child.itertext())
        elif child.tag == NS + 'ol':
            for li in child.findall(NS + 'li'):
                yield li.get('marker', '') + own(li)
                yield from lines(li)


def text(node):
    blocks = node.find(NS + 'p') is not None or node.find(NS + 'ol') is not None
    return [' '.join(line.split('\n')) for line in (lines(node) if blocks else [''.join(node.itertext())]) if line]


def wanted(table):
    """The texts of the items, in the order of the elements; what is merged with the cell above stands there."""
    fields = [c.get('field') for c in table.find(NS + 'columns')]
    for item in table.findall(NS + 'item'):
        for field in item:
            name = field.tag[len(NS):]
            if not (field.get('from') and fields.count(name) == 1 and name != 'extra') and text(field):
                yield '\n'.join(text(field))


def found(sheet, heads):
    for row in sheet.iter_rows(min_row=heads + 1):
        for cell in row:
            if cell.value is not None:
                assert cell.data_type == 's', f'{sheet.title}!{cell.coordinate} is no text'
                yield cell.value


def flat(texts):
    return sorted(''.join('\n'.join(texts).split()))


tables = ET.parse(sys.argv[1]).getroot().findall(NS + 'table')
book = openpyxl.load_workbook(sys.argv[2])
wrong = False
for table, sheet in zip(tables, book.worksheets):
    columns = table.find(NS + 'columns').findall(NS + 'column')
    heads = (sheet.freeze_panes and int(sheet.freeze_panes[1:])) - 1
    sections, last = [], None
    expected, read = list(wanted(table)), list(found(sheet, heads))
    missing = set(expected) - set(read)
    # Several elements may share a cell, and rows of sections stand between items: then characters are compared.
    for item in table.findall(NS + 'item'):
        if item.get('section') and item.get('section') != last and not any(f.get('from') for f in item):
            sections.append(item.get('section'))
        last = item.get('section')
    if flat(expected + sections) != flat(read):
        wrong = True
        print(f'{sheet.title}: the texts differ; missing {sorted(missing)[:3]}')
    if not sheet.auto_filter.ref and len(table.findall(NS + 'item')):
        wrong = True
        print(f'{sheet.title}: no filter')
    labels = ''.join(str(c.value or '') for row in sheet.iter_rows(min_row=1, max_row=heads) for c in row)
    for column in columns:
        if column.get('label') not in labels:
            wrong = True
            print(f'{sheet.title}: no label {column.get("label")}')
if len(book.worksheets) != len(tables) + 1:
    wrong = True
    print(len(book.worksheets), 'sheets for', len(tables), 'tables')
sys.exit(wrong)
