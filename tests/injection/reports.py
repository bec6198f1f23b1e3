#!/usr/bin/env python3
"""reports.py QUANZE: the strings of inert.py in lists that are judged: what validate writes of them, in every
format, is well-formed, has no other elements and attributes than the stylesheets write, holds nothing that acts
on a terminal or on the order of text, and fits its schema."""
import glob
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from inert import STRINGS, Page, look_at_text, name_of, write_list  # noqa: E402

TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
TAGS = set('html head meta title style body header h1 h2 h3 main section nav dl div dt dd p ul li a span b blockquote mark footer'.split())
ATTRIBUTES = set('lang name content http-equiv aria-labelledby id href class'.split())
CLASSES = {None, 'facts', 'count', 'found', 'error', 'warning', 'style', 'info', 'cure', 'place', 'fixed', 'laws', 'state open', 'state new'}


def judge(quanze, kind, folder, *options):
    done = subprocess.run([quanze, 'validate', '--from', 'csv', '--format', kind, *options, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, 'LC_ALL': 'zh_CN.UTF-8'}, timeout=300)
    return done.returncode, done.stdout


def looks(quanze, folder, out):
    for kind in ('text', 'json', 'sarif', 'xml', 'html', 'docx'):
        status, report = judge(quanze, kind, folder)
        yield status in (1, 3), f'{kind}: exit {status}'
        with open(f'{out}/report.{kind}', 'wb') as file:
            file.write(report)
    yield from look_at_text(open(f'{out}/report.text', encoding='utf-8').read(), 'text')
    for kind in ('json', 'sarif'):
        json.load(open(f'{out}/report.{kind}', encoding='utf-8'))
    valid = subprocess.run(['xmllint', '--noout', '--schema', f'{TOP}/xsd/quanze-report.xsd', f'{out}/report.xml'], stderr=subprocess.PIPE)
    yield valid.returncode == 0, valid.stderr.decode()[-300:]
    yield from look_at_text(open(f'{out}/report.xml', encoding='utf-8').read().replace('\n', ''), 'XML')
    page = Page(open(f'{out}/report.html', encoding='utf-8').read())
    yield from look_at_text(open(f'{out}/report.html', encoding='utf-8').read(), 'the page')
    yield {tag for tag, _, _ in page.elements} <= TAGS, f'elements: {({tag for tag, _, _ in page.elements} - TAGS)}'
    yield {name for _, names, _ in page.elements for name in names} <= ATTRIBUTES, 'attributes'
    yield {attrs.get('class') for _, _, attrs in page.elements} <= CLASSES, f'classes: {({attrs.get("class") for _, _, attrs in page.elements} - CLASSES)}'
    yield all(link.startswith('#') and link[1:] in page.ids for link in page.links), 'links'
    yield len(page.ids) == len(set(page.ids)), 'an id stands twice'
    archive = zipfile.ZipFile(f'{out}/report.docx')
    parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    fields = [element.text for part in parts.values() for element in part.iter() if element.tag.endswith('}instrText')]
    yield set(fields) == {' PAGE '}, f'fields: {set(fields)}'
    yield not [element for element in parts['word/document.xml'].iter() if element.tag.split('}')[1] in ('hyperlink', 'fldSimple', 'object', 'drawing', 'altChunk')], 'Word: elements'


def look_at_workbooks(quanze, folder, out):
    """The clean list of each, marked: texts alone, in cells, comments and the sheet of findings."""
    status, _ = judge(quanze, 'xlsx', folder, '-q', '-o', f'{out}/marked')
    yield status in (1, 3), f'xlsx: exit {status}'
    books = sorted(glob.glob(f'{glob.escape(out)}/marked/*.xlsx'))
    yield len(books) > len(STRINGS) - 5, f'{len(books)} workbooks'
    subprocess.run([quanze, 'validate', '-q', '--format', 'xlsx', '-o', f'{out}/again', *books], stderr=subprocess.PIPE, timeout=300)
    again = sorted(glob.glob(f'{glob.escape(out)}/again/*.xlsx'))
    yield len(again) == len(books), f'{len(again)} workbooks marked again'
    for path in books + again:
        archive = zipfile.ZipFile(path)
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
        tags = {element.tag.split('}')[-1] for part in parts.values() for element in part.iter()}
        yield not tags & {'f', 'externalReference', 'ddeLink', 'oleObject'}, f'{path}: a formula'
        links = [element for part in parts.values() for element in part.iter() if element.tag.endswith('}hyperlink')]
        yield all(link.get('location', '').startswith("'Sheet1'!") and set(link.keys()) == {'ref', 'location'} for link in links), f'{path}: a link leads elsewhere'
        cells = {element.get('t') for name, part in parts.items() if 'sheet' in name or 'findings' in name for element in part.iter() if element.tag.endswith('}c')}
        yield cells <= {None, 'inlineStr'}, f'{path}: {cells}'
        choices = {element.text for name, part in parts.items() if 'findings' in name for element in part.iter() if element.tag.split('}')[-1].startswith('formula')}
        yield all(set(choice.strip('"').split(',')) <= {'采用', '改为', '豁免'} for choice in choices), f'{path}: {choices}'
        names = {element.get('name') for element in parts['xl/workbook.xml'].iter() if element.tag.endswith('}definedName')}
        yield names <= {'_xlnm._FilterDatabase', '_xlnm.Print_Titles'}, f'{path}: {names}'


def main():
    quanze = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(f'{folder}/in')
        for number, text in enumerate(STRINGS):
            write_list(f'{folder}/in/{name_of(number, text)}', [text])
        found = [*looks(quanze, f'{folder}/in', folder), *look_at_workbooks(quanze, f'{folder}/in', folder)]
        wrong = [why for right, why in found if not right]
        for why in wrong:
            print('not ok -', why[:400])
        print(f'{len(found) - len(wrong)} passed, {len(wrong)} failed')
        sys.exit(bool(wrong))


main()
