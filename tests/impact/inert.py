#!/usr/bin/env python3
"""inert.py QUANZE: the strings of tests/injection in lists that an amendment touches: what impact writes of them is
well-formed, has no other elements and attributes than the stylesheets write, and holds nothing that acts on a
terminal or on the order of text."""
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

TAGS = set('html head meta title style body header h1 h2 h3 h4 main section dl div dt dd p ul li a span table thead tbody tfoot tr th td ins del footer'.split())
ATTRIBUTES = set('lang name content http-equiv aria-labelledby id href class scope rowspan tabindex role'.split())


def write_list(path, text):
    with open(path, 'w', encoding='utf-8', newline='') as out:
        table = csv.writer(out)
        table.writerow(['序号', '事项名称', '权力类型', '行使主体', '实施依据'])
        for n in range(2):
            table.writerow([f'{n}{text}', f'对甲{text}的处罚', '行政处罚', f'甲县乙局{n}{text}', f'《中华人民共和国水塔法》（2010年6月1日通过）第四条{text}规定{text}第{n + 2}条'])


def looks(quanze, folder, out):
    for kind in ('text', 'json', 'xml', 'html', 'docx'):
        done = subprocess.run([quanze, 'impact', '--law', '水塔法', '--laws', f'{HERE}/laws.xml', '--law-texts', f'{HERE}/texts', '--as-of', '2026-11-01', '-t', kind, folder],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, 'LC_ALL': 'zh_CN.UTF-8'}, timeout=300)
        yield done.returncode in (1, 3), f'{kind}: exit {done.returncode}'
        open(f'{out}/impact.{kind}', 'wb').write(done.stdout)
        yield from look_at_text(done.stderr.decode(), f'{kind}, on the terminal')
    yield from look_at_text(open(f'{out}/impact.text', encoding='utf-8').read(), 'text')
    told = json.load(open(f'{out}/impact.json', encoding='utf-8'))
    yield told['totals']['touched'] > len(STRINGS), f'only {told["totals"]["touched"]} items are told'
    valid = subprocess.run(['xmllint', '--noout', '--schema', f'{TOP}/xsd/quanze-impact.xsd', f'{out}/impact.xml'], stderr=subprocess.PIPE)
    yield valid.returncode == 0, valid.stderr.decode()[-300:]
    page = Page(open(f'{out}/impact.html', encoding='utf-8').read())
    yield from look_at_text(open(f'{out}/impact.html', encoding='utf-8').read(), 'the page')
    yield {tag for tag, _, _ in page.elements} <= TAGS, f'elements: {({tag for tag, _, _ in page.elements} - TAGS)}'
    names = {name for _, names, _ in page.elements for name in names}
    yield names <= ATTRIBUTES, f'attributes: {names - ATTRIBUTES}'
    yield all(link.startswith('#') and link[1:] in page.ids for link in page.links), 'links'
    yield len(page.ids) == len(set(page.ids)), 'an id stands twice'
    archive = zipfile.ZipFile(f'{out}/impact.docx')
    parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    fields = [element.text for part in parts.values() for element in part.iter() if element.tag.endswith('}instrText')]
    yield set(fields) == {' PAGE '}, f'fields: {set(fields)}'
    yield not [element for element in parts['word/document.xml'].iter() if element.tag.split('}')[1] in ('hyperlink', 'fldSimple', 'object', 'drawing', 'altChunk')], 'Word: elements'


with tempfile.TemporaryDirectory() as work:
    os.mkdir(f'{work}/in')
    for number, string in enumerate(STRINGS):
        write_list(f'{work}/in/{name_of(number, string)}', string)
    found = list(looks(args[1], f'{work}/in', work))
    wrong = [why for right, why in found if not right]
    for why in wrong:
        print('not ok -', why[:400])
    print(f'{len(found) - len(wrong)} passed, {len(wrong)} failed')
    sys.exit(bool(wrong))
