#!/usr/bin/env python3
"""inert.py QUANZE: the strings of tests/injection in a catalogue and in lists: what diff writes of them is
well-formed, has no other elements and attributes than the stylesheets write, no formulas or fields, and holds nothing
that acts on a terminal or on the order of text."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.join(HERE, '../..')
sys.path.insert(0, os.path.join(TOP, 'tests/injection'))
sys.argv, args = sys.argv[:1], sys.argv
sys.dont_write_bytecode = True
from inert import STRINGS, Page, look_at_text, name_of  # noqa: E402

TAGS = set('html head meta title style body header h1 h2 h3 main section dl div dt dd p ul li a table thead tbody tfoot tr th td footer'.split())
ATTRIBUTES = set('lang name content http-equiv aria-labelledby id href class scope tabindex role'.split())
S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def write_list(path, texts, own):
    with open(path, 'w', encoding='utf-8', newline='') as out:
        table = csv.writer(out)
        table.writerow(['序号', '事项名称', '子项名称', '权力类型', '行使主体', '实施依据', '行使层级'])
        for n, text in enumerate(texts):
            table.writerow([f'{n}{text}', f'对甲{n}{text}的处罚', f'{own}{text}', f'{own}{text}', f'甲县{text}', f'《甲{text}法》第{n + 1 + own}条{text}', f'{own}{text}'])
            table.writerow([f'{n}{text}', f'{text}乙{own}丙丁{text}', '', '行政处罚', f'甲县{text}', text, '县级'])


def looks(quanze, work):
    for kind in ('txt', 'json', 'xml', 'html', 'docx', 'xlsx'):
        done = subprocess.run([quanze, 'diff', '--catalogue', f'{work}/model.csv', '-t', kind, '-o', '-', f'{work}/in'],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, 'LC_ALL': 'zh_CN.UTF-8'}, timeout=300)
        yield done.returncode in (1, 3), f'{kind}: exit {done.returncode} {done.stderr.decode()[-300:]}'
        open(f'{work}/report.{kind}', 'wb').write(done.stdout)
        yield from look_at_text(done.stderr.decode(), f'{kind}, on the terminal')
    yield from look_at_text(open(f'{work}/report.txt', encoding='utf-8').read(), 'text')
    told = json.load(open(f'{work}/report.json', encoding='utf-8'))
    yield told['totals']['differs'] + told['totals']['unsure'] > len(STRINGS) / 2, f'only {told["totals"]} is told'
    valid = subprocess.run(['xmllint', '--noout', '--schema', f'{TOP}/xsd/quanze-catalogue.xsd', f'{work}/report.xml'], stderr=subprocess.PIPE)
    yield valid.returncode == 0, valid.stderr.decode()[-300:]
    page = Page(open(f'{work}/report.html', encoding='utf-8').read())
    yield from look_at_text(open(f'{work}/report.html', encoding='utf-8').read(), 'the page')
    yield {tag for tag, _, _ in page.elements} <= TAGS, f'elements: {({tag for tag, _, _ in page.elements} - TAGS)}'
    names = {name for _, names, _ in page.elements for name in names}
    yield names <= ATTRIBUTES, f'attributes: {names - ATTRIBUTES}'
    yield all(link.startswith('#') and link[1:] in page.ids for link in page.links), 'links'
    yield len(page.ids) == len(set(page.ids)), 'an id stands twice'
    archive = zipfile.ZipFile(f'{work}/report.docx')
    parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    fields = [element.text for part in parts.values() for element in part.iter() if element.tag.endswith('}instrText')]
    yield set(fields) == {' PAGE '}, f'fields: {set(fields)}'
    yield not [element for element in parts['word/document.xml'].iter() if element.tag.split('}')[1] in ('hyperlink', 'fldSimple', 'object', 'drawing', 'altChunk')], 'Word: elements'
    archive = zipfile.ZipFile(f'{work}/report.xlsx')
    for name in archive.namelist():
        part = ET.fromstring(archive.read(name))
        if not name.startswith('xl/worksheets/sheet') and not name.startswith('xl/worksheets/'):
            continue
        yield not list(part.iter(S + 'f')) and not list(part.iter(S + 'hyperlink')), f'{name}: formulas or links'
        yield all(cell.get('t') == 'inlineStr' or ''.join(cell.itertext()).isdigit() or len(cell) == 0 for cell in part.iter(S + 'c')), f'{name}: cells that are no text'
        yield from look_at_text(''.join(part.itertext()), name)


with tempfile.TemporaryDirectory() as work:
    os.mkdir(f'{work}/in')
    write_list(f'{work}/model.csv', STRINGS, 0)
    for number, string in enumerate(STRINGS[:3]):
        write_list(f'{work}/in/{name_of(number, string)}', STRINGS, number + 1)
    found = list(looks(args[1], work))
    wrong = [why for right, why in found if not right]
    for why in wrong:
        print('not ok -', why[:400])
    print(f'{len(found) - len(wrong)} passed, {len(wrong)} failed')
    sys.exit(bool(wrong))
