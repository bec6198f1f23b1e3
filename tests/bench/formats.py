"""formats.py compare NAME FORMAT OWN.xml OTHER.xml… | docx BOOK.xlsx OUT.docx | sheets BOOK.xlsx  (see formats.sh)"""
import sys
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import escape

NS = '{urn:quanze:list:1}'


def items(paths):
    """Each item as [(field, text without blanks)], blank fields left out."""
    result = []
    for path in paths:
        for item in ET.parse(path).getroot().iter(NS + 'item'):
            fields = []
            for field in item:
                markers = ''.join(li.get('marker', '') for li in field.iter(NS + 'li'))
                text = ''.join((''.join(field.itertext()) + markers).split())
                if text and not field.get('origin'):
                    fields.append((field.tag.replace(NS, ''), ''.join(sorted(text))))
            result.append(fields)
    return result


def compare(name, form, own, others):
    a, b = items([own]), items(others)
    differing = {}
    same = 0
    for x, y in zip(a, b):
        same += x == y
        for field in {f for f, _ in x} | {f for f, _ in y}:
            if [t for f, t in x if f == field] != [t for f, t in y if f == field]:
                differing[field] = differing.get(field, 0) + 1
    print(f'{name:20} {form:12} items {len(a):4} and {len(b):4}, same text in {same:4}', differing or '', flush=True)


def sheets(book):
    from openpyxl import load_workbook
    for sheet in load_workbook(book).worksheets:
        if sheet.sheet_state == 'visible':
            print(sheet.title)


def docx(book, out):
    """The cells with their merges as Word tables, hidden rows and columns left out, line breaks as paragraphs."""
    from openpyxl import load_workbook
    body = []
    for sheet in load_workbook(book, data_only=True).worksheets:
        if sheet.sheet_state != 'visible' or sheet.max_row <= 1 and sheet.cell(1, 1).value is None:
            continue
        hidden = {c for d in sheet.column_dimensions.values() if d.hidden for c in range(d.min, d.max + 1)}
        spans = {}
        for merged in sheet.merged_cells.ranges:
            for row in range(merged.min_row, merged.max_row + 1):
                for column in range(merged.min_col, merged.max_col + 1):
                    spans[row, column] = merged
        rows = []
        for row in range(1, sheet.max_row + 1):
            if sheet.row_dimensions[row].hidden:
                continue
            cells = []
            for column in range(1, sheet.max_column + 1):
                merged = spans.get((row, column))
                if column in hidden or merged and column > merged.min_col:
                    continue
                value = sheet.cell(row, column).value
                value = '' if value is None else str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
                head = not merged or row == merged.min_row
                properties = f'<w:gridSpan w:val="{merged.max_col - merged.min_col + 1}"/>' if merged and merged.max_col > merged.min_col else ''
                if merged and merged.max_row > merged.min_row:
                    properties += '<w:vMerge w:val="restart"/>' if head else '<w:vMerge/>'
                lines = value.split('\n') if head else ['']
                text = ''.join(f'<w:br/><w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)[len('<w:br/>'):]
                cells.append(f'<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r>{text}</w:r></w:p></w:tc>')
            rows.append('<w:tr>' + ''.join(cells) + '</w:tr>')
        body.append('<w:tbl>' + ''.join(rows) + '</w:tbl><w:p/>')
    document = ('<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                '<w:body>' + ''.join(body) + '</w:body></w:document>')
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('word/document.xml', document)


command, *arguments = sys.argv[1:]
if command == 'compare':
    compare(arguments[0], arguments[1], arguments[2], arguments[3:])
elif command == 'sheets':
    sheets(*arguments)
else:
    docx(*arguments)
