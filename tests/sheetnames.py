#!/usr/bin/env python3
"""A workbook whose sheets have names with blanks and marks, and faults of form in them.  sheetnames.py FILE.xlsx"""
import sys
import zipfile
from xml.sax.saxutils import escape, quoteattr

ROWS = [('序号', '事项名称', '权力类型', '行使主体', '实施依据'),
        ('1', '对擅自占用林地行为的处罚', '行政处罚', '白石县林业局', '《森林法实施条例》第四十三条'),
        ('2', '对擅自移动界标行为的的处罚', '行政处罚', '白石县林业局', '《森林法实施条例》第四十五条，情节严重的,可以罚款'),
        ('4', '对无证采伐行为的处罚', '行政处罚', '白石县林业局', '《森林法实施条例》第四十条:责令补种（可以代为补种)')]
NAMES = ['行政处罚 (2026年)', "张三's 表!底稿"]
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'


def sheet():
    rows = ''.join(f'<row r="{r}">' + ''.join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for c, text in enumerate(row))
                   + '</row>' for r, row in enumerate(ROWS, 1))
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


numbers = range(1, len(NAMES) + 1)
with zipfile.ZipFile(sys.argv[1], 'w') as book:
    book.writestr('[Content_Types].xml', f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                  '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                  + ''.join(f'<Override PartName="/xl/s{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for n in numbers) + '</Types>')
    book.writestr('_rels/.rels', f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    book.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
                  + ''.join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(NAMES, 1)) + '</sheets></workbook>')
    book.writestr('xl/_rels/workbook.xml.rels', f'<Relationships xmlns="{PACKAGE}/relationships">'
                  + ''.join(f'<Relationship Id="r{n}" Type="{REL}/worksheet" Target="s{n}.xml"/>' for n in numbers) + '</Relationships>')
    for n in numbers:
        book.writestr(f'xl/s{n}.xml', sheet())
