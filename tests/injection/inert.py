#!/usr/bin/env python3
"""inert.py QUANZE [--write DIR]: no text of a source becomes markup, a field or a control sequence.

Each of the strings stands once in every place of a list of its own: title, label of a column, every field,
note, name of the file. What is written must be built like the same list with a harmless word in these places;
paragraphs and list points alone may differ, for some strings hold marks of those. Page (with findings), Word file
(with appendix), workbook, text, JSON, CSV and what is said on the terminal are looked at, and of a batch with all lists the index page
and the summary as Word file, table and JSON. --write: one list with all strings, for a browser to open."""
import collections
import csv
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ET
import zipfile

import jsonschema

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from strings import STRINGS  # noqa: E402

LABELS = ['序号', '事项编码', '事项名称', '子项名称', '权力类型', '行使主体', '承办机构', '实施层级及权限', '部门职责', '实施依据', '责任事项内容', '责任事项依据',
          '追责对象范围', '追责情形', '救济渠道', '备注']
TOP = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../..')
CLEAN = '无害的词'
OUTPUTS = 'xml,docx,html,txt,xlsx,json,csv'
# Built from marks of paragraphs and lists in the source, for its findings, and for a title that is known as one.
STRUCTURE = {'p', 'ul', 'li', 'div', 'span', 'details', 'summary', 'a', 'bdi', 'option', 'h3', 'section', 'h2', 'caption', 'dt', 'dd', 'b'}


def row(serial, text):
    """One item: the string in every field, among words that let each column be known."""
    return [serial, f'620900-{text}', f'对甲{text}的处罚', f'子项{text}', f'行政处罚{text}', f'甲县乙局{text}', f'法规科{text}', f'县级{text}权限', f'负责{text}工作', f'《甲法》第一条{text}规定', f'1.立案责任{text}。2.决定责任。',
            f'《甲法》第二条{text}', f'行政机关{text}', f'玩忽职守{text}的', f'行政复议{text}', f'{text}', f'其他{text}']


def write_list(path, texts):
    with open(path, 'w', encoding='utf-8', newline='') as out:
        table = csv.writer(out)
        table.writerow([f'甲县乙局{texts[0]}权责清单'])
        table.writerow(LABELS + [f'自设栏{texts[0]}'])
        for number, text in enumerate(texts, 1):
            table.writerow(row(str(number), text))
        table.writerow([f'注：{texts[0]}'])


class Page(html.parser.HTMLParser):
    """The elements of a page with their attributes, and the text of its style and script."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.code, self.within, self.ids, self.links = [], collections.defaultdict(list), None, [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs)), dict(attrs)))
        self.within = tag if tag in ('script', 'style') else None
        self.ids += [value for name, value in attrs if name == 'id']
        self.links += [value for name, value in attrs if name in ('href', 'src', 'action')]

    def handle_endtag(self, tag):
        self.within = None

    def handle_data(self, data):
        if self.within:
            self.code[self.within].append(data)

    def handle_comment(self, data):
        self.elements.append(('comment', (), {}))

    def handle_pi(self, data):
        self.elements.append(('pi', (), {}))

    def shape(self):
        return collections.Counter((tag, names) for tag, names, _ in self.elements if tag not in STRUCTURE)

    def kinds(self):
        return {(tag, names, attrs.get('class') if not re.fullmatch(r'c\d+( \w+)?', attrs.get('class') or '') else '') for tag, names, attrs in self.elements}


def look_at_page(path, clean, kinds):
    page = Page(open(path, encoding='utf-8').read())
    yield page.shape() == clean.shape(), f'elements differ: {page.shape() - clean.shape()} {clean.shape() - page.shape()}'
    yield page.kinds() <= kinds, f'new kinds of elements: {page.kinds() - kinds}'
    yield page.code == clean.code, 'style or script differ'
    # … to places of its own, and to the files that were written beside it
    beside = {urllib.parse.quote(os.path.basename(path)[:-len('.html')] + kind, safe='') for kind in ('.docx', '.xlsx')}
    yield all(link in beside or (link.startswith('#') and link[1:] in page.ids) for link in page.links), f'links: {page.links}'
    yield len(page.ids) == len(set(page.ids)), 'an id stands twice'
    yield {i for i in page.ids if i.startswith('page:')} == {i for i in clean.ids if i.startswith('page:')}, 'ids of the page'
    yield all(not re.search(r'\s', i) for i in page.ids), 'an id holds a blank'


W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
# What a paragraph, a point of a list, or a part of the appendix brings along.
WORD_STRUCTURE = {W + name for name in 'p pPr pStyle r rPr t rFonts tab br numPr ilvl numId ind jc spacing keepNext bookmarkStart bookmarkEnd rStyle tr trPr tc tcPr tcW tcBorders vMerge shd highlight gridCol gridSpan cantSplit '
                  'tbl tblPr tblStyle tblW tblLayout tblLook tblCaption tblDescription tblGrid tblHeader'.split()}


class Word:
    """The parts of a Word file; what its fields say; the elements of its document."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.elements, self.fields = collections.Counter(), collections.Counter()
        for name, data in self.parts.items():
            for element in ET.fromstring(data).iter():
                if name == 'word/document.xml':
                    self.elements[element.tag] += 1
                if element.tag == W + 'instrText':
                    self.fields[element.text] += 1
                if element.tag == W + 'fldSimple':
                    self.fields[element.get(W + 'instr')] += 1


def look_at_word(path, clean):
    word = Word(path)
    yield list(word.parts) == list(clean.parts), 'other parts'
    for name in word.parts:
        if name.endswith('.rels') or name in ('[Content_Types].xml', 'word/settings.xml', 'word/styles.xml'):
            yield word.parts[name] == clean.parts[name], f'{name} differs'
    yield word.fields == clean.fields, f'fields: {word.fields - clean.fields}'
    others = collections.Counter({tag: n for tag, n in word.elements.items() if tag not in WORD_STRUCTURE})
    wanted = collections.Counter({tag: n for tag, n in clean.elements.items() if tag not in WORD_STRUCTURE})
    yield others == wanted, f'elements: {others - wanted} {wanted - others}'
    yield set(word.elements) <= set(clean.elements) | WORD_STRUCTURE, 'new elements'


class Workbook:
    """What a workbook is built of, its cells' texts left out."""

    def __init__(self, path):
        archive = zipfile.ZipFile(path)
        self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.elements, self.kinds, self.names = set(), set(), []
        for name in self.parts:
            if name.endswith('.xml'):
                for node in ET.fromstring(self.parts[name]).iter():
                    self.elements.add(node.tag.split('}')[-1])
                    if node.tag.endswith('}c'):
                        self.kinds.add(node.get('t'))
                    if node.tag.endswith('}definedName'):
                        self.names.append((node.get('name'), node.text))


def numberless(part):
    """Rows and columns follow from whether a title is known as one, and what is left over."""
    return re.sub(rb'\$[A-Z]*\$?\d+', b'$', part)


def look_at_workbook(path, clean):
    book = Workbook(path)
    yield list(book.parts) == list(clean.parts), 'other parts of the workbook'
    for name in book.parts:
        if name.endswith('.rels') or name in ('[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml'):
            yield numberless(book.parts[name]) == numberless(clean.parts[name]), f'{name} differs'
    yield book.kinds <= {None, 'inlineStr'}, f'cells that are no text: {book.kinds}'
    yield book.elements <= clean.elements | {'r', 'rPr', 'rFont'}, f'new elements of the workbook: {book.elements - clean.elements}'
    yield not book.elements & {'f', 'hyperlink', 'externalReference', 'ddeLink'}, 'a formula or a link'


def look_at_document(path):
    try:
        ET.parse(path)
        yield True, ''
    except ET.ParseError as error:
        yield False, f'the document is no XML: {error}'


def look_at_json(path, schema):
    text = open(path, encoding='utf-8').read()
    try:
        document = json.loads(text, strict=True)
    except ValueError as error:
        yield False, f'no JSON: {error}'
        return
    wrong = [error.message[:200] for error in schema.iter_errors(document)] # no other members, no other kinds of values
    yield not wrong, f'the JSON is not what its schema says: {wrong[:2]}'
    yield not re.search('[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]', text), 'a control in the JSON'


def look_at_csv(path, guarded):
    """What a program reads is the text itself; what a spreadsheet opens has no cell that it would run."""
    cells = [row for row in csv.reader(open(path, encoding='utf-8-sig', newline=''), strict=True)]
    yield len({len(row) for row in cells}) == 1, 'rows of the CSV have other numbers of cells'
    for safe, exact in zip(csv.reader(open(guarded, encoding='utf-8-sig', newline=''), strict=True), cells):
        for cell, text in zip(safe, exact):
            constant = re.fullmatch('="[^"]*"', cell)
            runs = re.match(r'[\t\r]|\s*[=+\-@＝＋－＠]+[\s=+\-@＝＋－＠]*[^\s=+\-@＝＋－＠]', cell)
            yield bool(constant) or not runs, f'a formula: {cell[:60]!r}'
            yield cell in (text, "'" + text, f'="{text}"'), f'{text[:40]!r} is {cell[:40]!r} for a spreadsheet'


def acts(character):
    """Controls, changes of order, separators: as Unicode says, not as the program does."""
    return character != '\n' and (unicodedata.category(character) in ('Cc', 'Zl', 'Zp') or unicodedata.bidirectional(character) in
                                  ('LRE', 'RLE', 'LRO', 'RLO', 'PDF', 'LRI', 'RLI', 'FSI', 'PDI') or character in '\u200e\u200f\u061c\u200b\u2060\ufeff')


def look_at_text(text, what):
    found = sorted({f'U+{ord(c):04X}' for c in text if acts(c)})
    yield not found, f'{what} holds {found}'


def run(quanze, *arguments):
    done = subprocess.run([quanze, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, 'LC_ALL': 'zh_CN.UTF-8'}, timeout=300)
    return done.returncode, done.stderr.decode('utf-8', 'surrogateescape')


# ---- a batch of them all ----

def look_at_index(folder, clean, ordinary):
    page, plain, usual = (Page(open(f'{path}/index.html', encoding='utf-8').read()) for path in (folder, clean, ordinary))
    kinds = plain.kinds() | usual.kinds()
    yield page.code == plain.code, 'style or script differ'
    yield page.kinds() <= kinds, f'new kinds of elements: {page.kinds() - kinds}'
    for link in page.links:
        path, _, target = link.partition('#')
        leads = os.path.exists(os.path.join(folder, urllib.parse.unquote(path))) if path else target in page.ids
        yield leads and not re.match(r'[^/]*:', path), f'a link leads to {link}'


def look_at_tables(folder, clean):
    lines = open(f'{folder}/summary.tsv', encoding='utf-8-sig').read().split('\n')[:-1]
    yield len(lines) == len(open(f'{clean}/summary.tsv', encoding='utf-8-sig').read().split('\n')[:-1]), 'lines of the table'
    for line in lines:
        cells = line.split('\t')
        yield len(cells) == len(lines[0].split('\t')), f'cells of a line: {line}'
        yield not any(cell.strip()[:1] in tuple('=+-@＝＋－＠"') and cell.strip() for cell in cells), f'a formula: {line}'
        yield from look_at_text(line.replace('\t', ''), 'the table')
    lists = json.load(open(f'{folder}/summary.json', encoding='utf-8'))['lists']
    yield len(lists) == len(lines) - 1, 'lists of the JSON'


def look_at_batch(quanze, folder):
    texts = [text for text in STRINGS if '\x00' not in text]
    for name, values in (('all', texts), ('none', [CLEAN] * len(texts))):
        os.mkdir(f'{folder}/{name}')
        for number, text in enumerate(values):
            write_list(f'{folder}/{name}/' + name_of(number, text), [text])
        status, said = run(quanze, 'convert', '-q', '--from', 'csv', '-t', 'html', '-o', f'{folder}/{name}-out', f'{folder}/{name}')
        yield status == 0, f'batch {name}: exit {status}: {said[-300:]}'
    ours, clean = f'{folder}/all-out', f'{folder}/none-out'
    run(quanze, 'convert', '-q', '-t', 'html', '-o', f'{folder}/usual', f'{TOP}/samples')
    yield from look_at_index(ours, clean, f'{folder}/usual')
    yield from look_at_word(f'{ours}/summary.docx', Word(f'{clean}/summary.docx'))
    yield from look_at_tables(ours, clean)


def name_of(number, text):
    """A file's name with the string in it, as far as a file system takes it."""
    return f'{number:03d}-' + re.sub(r'[/\x00]', '', text)[:40] + '.csv'


def main():
    quanze = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        if '--write' in sys.argv:
            write_list(os.path.join(sys.argv[sys.argv.index('--write') + 1], 'injection.csv'), [text for text in STRINGS if '\x00' not in text])
            return
        os.mkdir(f'{folder}/in')
        names = {}
        for number, text in enumerate(STRINGS):
            names[number] = name_of(number, text)
            write_list(f'{folder}/in/{names[number]}', [text])
        write_list(f'{folder}/clean.csv', [CLEAN])
        status, _ = run(quanze, 'convert', '-q', '--profile', 'full', '--with-findings', '-t', OUTPUTS, '-o', f'{folder}/out', f'{folder}/clean.csv')
        for ordinary in ('samples', 'tests/cases/layout', 'tests/cases/rules'):
            run(quanze, 'convert', '-q', '--profile', 'full', '--with-findings', '-t', 'html', '-o', f'{folder}/ordinary/{ordinary}', f'{TOP}/{ordinary}')
        clean, word = Page(open(f'{folder}/out/clean.html', encoding='utf-8').read()), Word(f'{folder}/out/clean.docx')
        kinds = clean.kinds()
        schema = json.load(open(f'{TOP}/xsd/quanze-list.schema.json', encoding='utf-8'))
        schema = jsonschema.validators.validator_for(schema)(schema)
        for path in glob.glob(f'{folder}/ordinary/**/*.html', recursive=True):
            kinds |= Page(open(path, encoding='utf-8').read()).kinds()
        passed, failed, refused = 0, 0, []
        for number, text in enumerate(STRINGS):
            source = f'{folder}/in/{names[number]}'
            stem = f'{folder}/out/' + names[number][:-len('.csv')]
            status, said = run(quanze, 'convert', '-v', '--from', 'csv', '--profile', 'full', '--with-findings', '-t', OUTPUTS, '-o', f'{folder}/out', source)
            looks = list(look_at_text(said.replace('\udc00', ''), 'what is said'))
            if status == 3 and '\x00' in text and not os.path.exists(stem + '.html'):
                refused.append(number)  # not text at all: nothing is written, which is inert too
            else:
                looks.append((status == 0, f'exit {status}: {said[-200:]}'))
                if status == 0:
                    run(quanze, 'convert', '-q', '--from', 'csv', '-t', 'csv', '--csv-for', 'spreadsheet', '-o', f'{folder}/guarded', source)
                    looks += [*look_at_json(stem + '.json', schema), *look_at_csv(stem + '.csv', f'{folder}/guarded/' + os.path.basename(stem) + '.csv')]
                    looks += [*look_at_document(stem + '.xml'), *look_at_page(stem + '.html', clean, kinds), *look_at_word(stem + '.docx', word), *look_at_workbook(stem + '.xlsx', Workbook(f'{folder}/out/clean.xlsx')), *look_at_text(open(stem + '.txt', encoding='utf-8').read(), 'the text')]
            wrong = [why for right, why in looks if not right]
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for why in wrong[:3]:
                print(f'not ok - {number} {text[:60]!r}: {why[:400]}')
        wrong = [why for right, why in look_at_batch(quanze, folder) if not right]
        passed, failed = passed + (not wrong), failed + bool(wrong)
        for why in sorted(set(wrong))[:12]:
            print(f'not ok - batch: {why[:400]}')
        print(f'{passed} passed, {failed} failed')
        sys.exit(failed > 0)


if __name__ == "__main__":
    main()
