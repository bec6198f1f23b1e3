#!/usr/bin/env python3
"""seeds.py FOLDER: first inputs for each fuzz target, from the cases, the
citations and the small ones of the hostile corpus. The parts of archives are
divided by 0xFF, as fuzz_docx and fuzz_xlsx take them."""
import io
import re
import struct
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True
sys.path.insert(0, 'tests/hostile')
import compound
import corpus

PARTS = {'docx': ('word/document.xml', 'word/numbering.xml', 'word/styles.xml', 'word/_rels/document.xml.rels',
                  'word/footnotes.xml', 'word/comments.xml', 'word/header1.xml', 'word/charts/chart1.xml'),
         'xlsx': ('xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels',
                  'xl/worksheets/_rels/sheet1.xml.rels', 'xl/drawings/drawing1.xml', 'xl/drawings/_rels/drawing1.xml.rels', 'xl/charts/chart1.xml',
                  'xl/diagrams/data1.xml', 'xl/comments1.xml', 'xl/threadedComments/threadedComment1.xml', 'xl/drawings/vmlDrawing1.vml', 'xl/tables/table1.xml'),
         'odf': ('content.xml', 'styles.xml')}
TARGETS = {'.tsv': 'text', '.csv': 'text', '.txt': 'text', '.html': 'html', '.htm': 'html', '.mht': 'mhtml', '.mhtml': 'mhtml', '.xls': 'xls', '.doc': 'doc', '.xml': 'document', '.json': 'since', '.docx': 'docx', '.xlsx': 'xlsx',
           '.ods': 'odf', '.odt': 'odf', '.fods': 'odf', '.fodt': 'odf', '.ots': 'odf'}
MOST = 40000


def divide(data, names):
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return b'\xff'.join(archive.read(name) if name in archive.namelist() else b'' for name in names)
    except Exception:  # a hostile archive: the fuzzer may have it as it is
        return data


def divide_word(data):
    """The streams of a Word 97 document behind their lengths, as fuzz_doc takes them."""
    try:
        content = compound.streams(data)
    except Exception:
        return data
    main, table = content.get('WordDocument', b''), content.get('1Table', b'')
    lengths = b''.join(bytes((len(part) & 0xFF, len(part) >> 8 & 0xFF, len(part) >> 16)) for part in (main, table))
    return lengths + bytes(2) + main + table + content.get('Data', b'')


def inputs():
    for path in sorted(Path('tests/cases').rglob('*')):
        suffix = ''.join(path.suffixes[-1:])
        if path.is_file() and suffix in TARGETS and len(path.suffixes) == 1:
            yield path.name, path.read_bytes()
    for path in sorted(Path('samples').iterdir()):
        if path.is_file() and path.suffix in TARGETS:
            yield path.name, path.read_bytes()
    yield 'list.xml', Path('tests/cases/samples/county-archives.tsv.xml').read_bytes()
    for name, data, _ in corpus.corpus('tests/cases'):
        if len(data) < MOST:
            yield name, data


def answer(findings):
    """What a worker sends: a result with so many findings (src/batch/wire.c)."""
    def number(value):
        return struct.pack('=Q', value)

    def text(value):
        return number(2 ** 64 - 1) if value is None else number(len(value.encode())) + value.encode()

    finding = number(3) + number(1) + number(7) + b''.join(map(text, ('7:2', '1', 'name', None, '甲'))) + number(0) + text('甲乙丙') + number(3) + number(3) + number(1) + number(2) + b''.join(
        map(text, ('path', 'a.tsv', 'reason', None)))
    return number(14) + text('甲局权责清单') + text(None) + number(findings) + finding * findings + number(0) + number(0) + number(2) + text('out/a.xml') + text('out/a.docx')


def seal(text):
    """As in src/base/own.c."""
    value = 2166136261
    for byte in ''.join(text.split()).encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return f'{value:08x}'


SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
BOOK = (f'<workbook xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>',
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')


def sheet(rows):
    """A worksheet of such texts."""
    cells = lambda row: ''.join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in row)
    return f'<worksheet xmlns="{SHEET}"><sheetData>' + ''.join(f'<row>{cells(row)}</row>' for row in rows) + '</sheetData></worksheet>'


def marked():
    """Comments with words of ours: alone, behind others, before others, changed."""
    own = '【错误】甲\n乙。'
    whole = f'quanze:\n{own}\n[{seal(own)}]'
    for number, text in enumerate((whole, '丙\n' + whole, whole + '\n丁', whole.replace('乙', '戊'), whole + whole)):
        yield number, (f'<comments xmlns="{SHEET}"><authors><author>quanze</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>'
                       f'{escape(text[:9])}</t></r><r><rPr><b/></rPr><t>{escape(text[9:])}</t></r></text></comment></commentList></comments>')


def main():
    root = Path(sys.argv[1])
    for target in set(TARGETS.values()) | {'xmlss', 'record', 'fragment', 'cite', 'diff', 'quote', 'decisions', 'lawtext', 'wire', 'mark', 'form'}:
        (root / target).mkdir(parents=True, exist_ok=True)
    for name, data in inputs():
        target = TARGETS[Path(name).suffix]
        if b'office:spreadsheet"' in data and target == 'xls':
            target = 'xmlss'
        if Path(name).suffix in ('.fods', '.fodt'):
            data = b'< ' + data
        elif target in PARTS and len(data) < 10 * MOST:
            data = divide(data, PARTS[target])
        if target == 'doc':
            data = divide_word(data)
        if target == 'text':
            data = b'\x04' + data
        if len(data) < 2 * MOST:
            (root / target / name).write_bytes(data)
            if target == 'xlsx' and data[:2] != b'PK':
                (root / 'mark' / name).write_bytes(data)
    for number, comments in marked():
        data = (root / 'xlsx' / 'xlsx-around.xlsx').read_bytes().split(b'\xff')
        data[10] = comments.encode()
        (root / 'mark' / f'own-{number}').write_bytes(b'\xff'.join(data))
    for number, (body, kind) in enumerate(((b'--x\r\nContent-Disposition: form-data; name="file"; filename="\xe7\x94\xb2%22.tsv"\r\nContent-Type: a/b\r\n\r\n1\t2\r\n--\r\n--x\r\n'
                                            b'Content-Disposition: form-data; name="annex"\r\n\r\n1\r\n--x--\r\n', 0),
                                           (b'token=0123&1.decision=accept&1.reason=%E7%94%B2+%26&&x', 1), (b'pre\r\n----a-b \r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n----a-b--', 2))):
        (root / 'form' / f'{number}').write_bytes(bytes((kind, number)) + body)
    for number, line in enumerate(Path('tests/cite/cases.txt').read_text(encoding='utf-8').splitlines()):
        if line.startswith('> '):
            (root / 'cite' / f'{number}').write_text(line[2:].replace('\\n', '\n'), encoding='utf-8')
            (root / 'fragment' / f'{number}').write_text(chr(number % 16) + line[2:], encoding='utf-8')
    for path in sorted(Path('tests/cases').rglob('*.json')):
        data = path.read_bytes()
        (root / 'since' / path.name).write_bytes(data[:data.rindex(b'}') + 1])  # behind it stands the exit status
    row = ('<list file="{}" status="0" items="1" errors="0" warnings="0" styles="0" infos="0" sha256="{}" key="0123456789abcdef"><output kind="xml" file="{}" href="x" size="0" sha256="{}"/>'
           '<title>甲</title><body>乙</body><type name="行政处罚" code="02" items="1"/><item id="x">丙</item></list>')
    empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    for number, file in enumerate(('a/list-a.xml', '../canary', 'a/../../canary', './/canary', 'b.xml')):
        text = row.format('a/list-a.tsv', empty, file, empty)
        whole = f'<?xml version="1.0"?><summary xmlns="urn:quanze:summary:1" version="1.0" quanze="0">{text}<leftover file="{file}" size="0" sha256="{empty}"/></summary>'
        (root / 'record' / f'{number}').write_bytes(whole.encode() + b'\xff' + row.format('b.tsv', empty, file, empty).encode() + b'\xfe' + text.encode())
    for count in range(3):
        (root / 'wire' / f'{count}').write_bytes(answer(count))
    for number, text in enumerate(('<p>甲</p><ol><li>乙</li></ol>', '1.甲。2.乙。', '（一）甲；（二）乙。', '<GB/T 9704> & <br>', '<ol><li value="（一）">甲<ul><li>乙')):
        for kind in range(16):
            (root / 'fragment' / f'm{number}-{kind}').write_text(chr(kind) + text, encoding='utf-8')
    laws = b'\n'.join(path.read_bytes() for path in sorted(Path('tests/laws-texts/texts').glob('*.xml')))
    articles = [re.sub(b'<[^>]*>', b'', article) for article in re.findall(b'<article.*?</article>', laws, re.S)]
    for number, quote in enumerate(articles):
        for other in (number, number + 1, (number + 5) % len(articles)):
            (root / 'quote' / f'{number}-{other}').write_bytes(quote + b'\xff' + articles[other % len(articles)])
    for path in sorted(Path('tests/cases/rules').glob('*.decisions.*')):
        data = path.read_bytes()
        (root / 'decisions' / path.name).write_bytes(data)
        if b'\t' in data:
            rows = [line.split('\t') for line in data.decode('utf-8-sig').splitlines()]
            (root / 'decisions' / f'{path.name}.xlsx').write_bytes(b'\xff'.join(part.encode() for part in (sheet(rows), *BOOK)))
        for coding in ('utf-16', 'gb18030'):
            (root / 'decisions' / f'{path.name}.{coding}').write_bytes(data.decode('utf-8-sig').encode(coding))
    for old in sorted(Path('tests/diff/cases').glob('*.old.tsv')):
        new = old.with_name(old.name.replace('.old.', '.new.'))
        if new.is_file():
            (root / 'diff' / old.name.split('.')[0]).write_bytes(old.read_bytes() + b'\xff' + new.read_bytes())
    texts = [path.read_bytes() for path in sorted(Path('tests/laws/texts').iterdir())]
    for number, one in enumerate(texts):
        for other, two in enumerate(texts):
            (root / 'lawtext' / f'{number}-{other}').write_bytes(one + b'\xff' + two)


main()
