"""What someone would write instead of quanze, from the raw table on: user.py XSD HTML.xsl TEXT.xsl DOCX.xsl PROCESSES FOLDER TABLE…
Reads a workbook by openpyxl or a text by csv, makes the document with lxml, validates it, draws it by quanze's own stylesheets,
packs and writes it. Cells are taken as they stand: nothing is repaired, proved or judged."""
import csv
import hashlib
import multiprocessing
import os
import re
import sys

sys.dont_write_bytecode = True
import peer
from lxml import etree, html

NS = '{urn:quanze:list:1}'
FIELDS = {'序号': 'serial', '事项名称': 'name', '子项名称': 'subItem', '权力类型': 'powerType', '行使主体': 'body', '实施依据': 'basis', '责任事项内容': 'duties',
          '责任事项': 'duties', '追责情形': 'accountability'}
BLOCKS = {'basis', 'duties', 'accountability'}
CITATION = re.compile('《([^》]+)》(?:（[^）]*）)?第([一二三四五六七八九十百千]+)条')
DIGITS = {c: i for i, c in enumerate('零一二三四五六七八九')}
UNITS = {'十': 10, '百': 100, '千': 1000}


def number(text):
    total, digit = 0, 0
    for c in text:
        if c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            digit = DIGITS[c]
    return total + digit


def rows(path):
    if path.endswith('.xlsx'):
        from openpyxl import load_workbook
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
        return [['' if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    with open(path, encoding='utf-8-sig', newline='') as file:
        return list(csv.reader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def put_cited(node, text):
    """The text with its first citation marked."""
    found = CITATION.search(text)
    if not found:
        node.text = text
        return
    node.text = text[:found.start()]
    cite = etree.SubElement(node, NS + 'cite', role='basis', law=found[1], article=str(number(found[2])))
    cite.text = found[0]
    cite.tail = text[found.end():]


def put_blocks(parent, cell):
    if '<' not in cell:
        put_cited(etree.SubElement(parent, NS + 'p'), cell.strip())
        return
    for block in html.fragments_fromstring(cell):
        if isinstance(block, str):
            if block.strip():
                put_cited(etree.SubElement(parent, NS + 'p'), block.strip())
            continue
        points = block.findall('.//li')
        if block.tag == 'ol' and not points:
            points = [part for part in block.text_content().split('。 ') if part.strip()]
        if points:
            ol = etree.SubElement(parent, NS + 'ol')
            for point in points:
                etree.SubElement(ol, NS + 'li').text = (point if isinstance(point, str) else point.text_content()).strip()
        elif block.text_content().strip():
            put_cited(etree.SubElement(parent, NS + 'p'), ' '.join(block.text_content().split()))


def document(path):
    table = rows(path)
    header = next(i for i, row in enumerate(table) if sum(re.sub('[(（].*', '', cell) in FIELDS for cell in row) > 3)
    fields = [FIELDS[re.sub('[(（].*', '', cell)] for cell in table[header]]
    root = etree.Element(NS + 'list', nsmap={None: NS[1:-1]}, version='1.0')
    root.set('{http://www.w3.org/XML/1998/namespace}lang', 'zh-CN')
    head = etree.SubElement(root, NS + 'head')
    etree.SubElement(head, NS + 'title').text = next((cell for row in table[:header] for cell in row if cell.strip()), '')
    with open(path, 'rb') as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    etree.SubElement(head, NS + 'source', file=os.path.basename(path), format='xlsx' if path.endswith('.xlsx') else 'tsv', encoding='UTF-8', sha256=digest)
    etree.SubElement(head, NS + 'repairs')
    own = etree.SubElement(root, NS + 'table')
    columns = etree.SubElement(own, NS + 'columns')
    for i, label in enumerate(table[header]):
        etree.SubElement(columns, NS + 'column', label=label, field=fields[i], pos=f'{header + 1}:{i + 1}')
    for at, row in enumerate(table[header + 1:], header + 2):
        if not row or not row[0].strip().isdigit():
            continue
        item = etree.SubElement(own, NS + 'item', id=f'i{row[0].strip()}', pos=f'{at}:1')
        for i, field in enumerate(fields):
            node = etree.SubElement(item, NS + field, pos=f'{at}:{i + 1}')
            cell = row[i] if i < len(row) else ''
            if field in BLOCKS and cell.strip():
                put_blocks(node, cell)
            elif field not in BLOCKS:
                node.text = cell.strip()
    return root.getroottree()


def convert(path):
    doc = document(path)
    peer.tools['schema'].assertValid(doc)
    stem = os.path.join(peer.folder, os.path.splitext(os.path.basename(path))[0])
    doc.write(stem + '.xml', xml_declaration=True, encoding='UTF-8')
    for name in ('html', 'txt'):
        peer.tools[name](doc).write_output(f'{stem}.{name}')
    peer.pack(peer.tools['docx'](doc), stem + '.docx')


if __name__ == '__main__':
    os.makedirs(peer.folder, exist_ok=True)
    peer.load()
    if peer.processes == '1':
        for name in sys.argv[7:]:
            convert(name)
    else:
        with multiprocessing.Pool(int(peer.processes)) as pool:
            list(pool.imap_unordered(convert, sys.argv[7:], chunksize=4))
