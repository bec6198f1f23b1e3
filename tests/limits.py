#!/usr/bin/env python3
"""limits.py QUANZE: each limit is met by a job. For every line of src/base/limits.def an input that needs exactly so much: with
the limit at that all goes well, one lower the input gets the limit's own finding, which names the limit and its value. A limit
without an input here fails the test. Closing line: N passed, N failed."""
import json
import os
import re
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parent
sys.path[:0] = [str(TOP), str(TOP / 'hostile')]
import archives
import marked_up
from measured import Run

QUANZE = str(Path(sys.argv[1]).resolve())
HEADER = '\t'.join(archives.CELLS[0]) + '\n'
ROW = '\t'.join(archives.CELLS[1]) + '\n'
CONVERT = ['convert', '-q', '-t', 'xml,txt']
passed = failed = 0


class Met:
    """An input: its name and bytes, what it needs, and how it is run. least: what it needs is no exact number; `least` is too little, `needed` enough."""

    def __init__(self, name, data, needed, least=None, line=None, said=None):
        self.name, self.data, self.needed = name, data.encode() if isinstance(data, str) else data, needed
        self.least, self.line, self.said = needed - 1 if least is None else least, line or CONVERT, said


def rows(count):
    return HEADER + ''.join(f'{i}\t对第{i}种行为的处罚\t行政处罚\t甲县乙局\t《某某条例》第三条\t立案责任。\t追究责任。\n' for i in range(count))


def page(cells):
    return '<table>' + ''.join('<tr>' + ''.join(f'<td>{text}</td>' for text in row) + '</tr>' for row in cells) + '</table>'


def nested(depth):
    return '<html><body>' + '<div>' * depth + page(archives.CELLS) + '</div>' * depth + '</body></html>'


def two_sheets():
    parts = archives.workbook_parts()
    parts['xl/workbook.xml'] = parts['xl/workbook.xml'].replace('</sheets>', '<sheet name="乙" sheetId="2" r:id="r9"/></sheets>')
    parts['xl/_rels/workbook.xml.rels'] = parts['xl/_rels/workbook.xml.rels'].replace('</Rel', f'<Relationship Id="r9" Type="{archives.REL}/worksheet" Target="worksheets/sheet2.xml"/></Rel')
    parts['xl/worksheets/sheet2.xml'] = archives.sheet_xml()
    return archives.pack(parts)


def report(folder):
    """A report of --since, and a list to be held against it; the JSON's values are counted as the program counts them: too few and enough are far apart."""
    (folder / 'first.json').write_text(json.dumps({'schema': 'urn:quanze:report:1', 'quanze': '1', 'asOf': '2026-11-24', 'totals': {'error': 0, 'warning': 0, 'style': 0, 'info': 0},
                                                   'inputs': [{'file': 'list.tsv', 'items': 1, 'findings': []}] * 1}), encoding='utf-8')
    return Met('list.tsv', HEADER + ROW, 100, 2, ['validate', '-q', '--fail-on', 'never', '--since', str(folder / 'first.json')])


def law_text(folder):
    texts = folder / 'store/texts'
    texts.mkdir(parents=True)
    words = '河灯每晚日落以后点亮，日出以前熄灭，不得遮挡。'
    text = ('<?xml version="1.0" encoding="UTF-8"?>\n<law-text xmlns="urn:quanze:law-text:1" version="1.0" name="好法">\n<version adopted="2020-01-01" promulgated="unknown" force="2020-01-01" file="x">'
            f'<article n="1"><p>{words}</p></article></version></law-text>\n').encode()
    (texts / '好法.xml').write_bytes(text)
    return Met('quoted.tsv', HEADER + ROW.replace('《某某条例》第三条', f'《好法》第一条：{words}'), len(text), None, ['validate', '--fail-on', 'never', '--law-texts', str(folder / 'store')])


def ratio():
    """A part of two megabytes, most of them blanks."""
    parts = archives.workbook_parts()
    entries = [archives.Entry(name, text.replace('?>', '?>' + ' ' * (2 << 20), 1) if name.endswith('sheet1.xml') else text) for name, text in parts.items()]
    return Met('ratio.xlsx', archives.archive(entries), 1000, 10)


def makers(folder):
    """{limit: inputs}"""
    one, book = HEADER + ROW, archives.workbook()
    unpacked = sum(len(text.encode()) for text in archives.workbook_parts().values())
    strings = f'{archives.HEAD}<sst xmlns="{archives.MAIN}">' + '<si><t>甲</t></si>' * 9 + '</sst>'
    repeated = marked_up.pack(marked_up.parts(inside=marked_up.table(marked_up.row(archives.CELLS[1], ' table:number-rows-repeated="900"'))))
    damaged = one.encode().replace('立案责任。'.encode(), '立案责任。'.encode() + b'\xff\xff\xff')
    return {
        'input-bytes': [Met('bytes.tsv', one, len(one.encode())), Met('bytes.xlsx', book, len(book))],
        'cells': [Met('cells.tsv', one, 14), Met('cells.html', page(archives.CELLS), 14), Met('cells.xlsx', book, 14), Met('cells.docx', archives.document(), 14)],
        'cell-bytes': [Met('cell.tsv', one, len('《某某条例》第三条'.encode())), Met('cell.xlsx', book, len('《某某条例》第三条'.encode()))],
        'depth': [Met('depth.html', nested(40), 46, 20)],
        'span': [Met('span.docx', archives.document(), 7), Met('span.html', page(archives.CELLS), 7)],
        'sheets': [Met('sheets.xlsx', two_sheets(), 2), Met('sheets.html', page(archives.CELLS) + '<p>又一表</p>' + page(archives.CELLS), 2)],
        'columns': [Met('columns.tsv', one.replace('\n', '\t备注\n'), 8)],
        'repeats': [Met('repeats.ods', repeated, 10000, 100)],
        'strings': [Met('strings.xlsx', archives.workbook(**{'xl/sharedStrings.xml': strings}), 9)],
        'zip-entries': [Met('entries.xlsx', book, 4), Met('entries.docx', archives.document(), 2)],
        'zip-bytes': [Met('unpacked.xlsx', book, unpacked)],
        'zip-ratio': [ratio()],
        'bad-bytes': [Met('bad.tsv', damaged, 3, said=r'text-damaged')],
        'findings': [Met('violations.tsv', (TOP / 'cases/rules/violations-unlisted.tsv').read_bytes(), 1000, 1, ['validate', '--fail-on', 'never'])],
        'report-values': [report(folder)],
        'law-text-bytes': [law_text(folder)],
        'job-seconds': [Met('seconds.tsv', rows(20000), 3000, 1, ['convert', '-q', '-j1', '-t', 'docx,html'], r'limit of seconds: 1\b')],
        'job-memory': [Met('memory.tsv', rows(30000), 4 << 30, 64 << 20, said=r'67108864')],
    }


def check(name, good, detail=''):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('not ok -', name, detail)


def meet(limit, finding, met, folder):
    source = folder / met.name
    source.write_bytes(met.data)
    said = {}
    for value in (met.least, met.needed):
        done = Run([QUANZE, *met.line, '-o', str(folder / f'out{value}'), '--limit', f'{limit}={value}', str(source)] if met.line[0] == 'convert' else
                   [QUANZE, *met.line, '--limit', f'{limit}={value}', str(source)], env=dict(os.environ, LC_ALL='C'))
        said[value] = done.status, done.stderr.decode() + done.stdout.decode()
    status, text = said[met.least]
    check(f'{limit}={met.least}, {met.name}: is met', f'[{finding}]' in text, f'{status} {text[:300]}')
    check(f'{limit}={met.least}, {met.name}: is named', re.search(met.said or f'{limit}(={met.least}|\\b)', text), text[:300])
    status, text = said[met.needed]
    check(f'{limit}={met.needed}, {met.name}: is enough', status == 0 and f'[{finding}]' not in text, f'{status} {text[:300]}')


def main():
    known = re.findall(r'^LIMIT\(\w+, "([a-z-]+)", .*, ([A-Z_]+)\)$', (TOP.parent / 'src/base/limits.def').read_text(encoding='utf-8'), re.M)
    listing = Run([QUANZE, 'formats'], env=dict(os.environ, LC_ALL='C')).stdout.decode()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = makers(folder)
        for limit, finding in known:
            check(f'{limit}: quanze formats tells of it', re.search(f'^  {limit} ', listing, re.M))
            check(f'{limit}: an input meets it', limit in inputs)
            for met in inputs.get(limit, ()):
                meet(limit, finding.lower().replace('_', '-'), met, folder)
        check('no limit but these', len(known) > 10 and set(inputs) == {limit for limit, _ in known})
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed != 0)


main()
