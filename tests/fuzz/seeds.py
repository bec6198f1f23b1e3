#!/usr/bin/env python3
"""seeds.py FOLDER: first inputs for each fuzz target, from the cases, the
citations and the small ones of the hostile corpus. The parts of archives are
divided by 0xFF, as fuzz_docx and fuzz_xlsx take them."""
import io
import sys
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, 'tests/hostile')
import corpus

PARTS = {'docx': ('word/document.xml', 'word/numbering.xml', 'word/styles.xml'),
         'xlsx': ('xl/worksheets/sheet1.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels')}
TARGETS = {'.tsv': 'text', '.csv': 'text', '.txt': 'text', '.html': 'html', '.htm': 'html', '.xls': 'xls', '.xml': 'document', '.docx': 'docx', '.xlsx': 'xlsx'}
MOST = 40000


def divide(data, names):
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        return b'\xff'.join(archive.read(name) if name in archive.namelist() else b'' for name in names)
    except Exception:  # a hostile archive: the fuzzer may have it as it is
        return data


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


def main():
    root = Path(sys.argv[1])
    for target in set(TARGETS.values()) | {'fragment', 'cite', 'diff'}:
        (root / target).mkdir(parents=True, exist_ok=True)
    for name, data in inputs():
        target = TARGETS[Path(name).suffix]
        if target in PARTS and len(data) < 10 * MOST:
            data = divide(data, PARTS[target])
        if target == 'text':
            data = b'\x04' + data
        if len(data) < 2 * MOST:
            (root / target / name).write_bytes(data)
    for number, line in enumerate(Path('tests/cite/cases.txt').read_text(encoding='utf-8').splitlines()):
        if line.startswith('> '):
            (root / 'cite' / f'{number}').write_text(line[2:].replace('\\n', '\n'), encoding='utf-8')
            (root / 'fragment' / f'{number}').write_text(chr(number % 16) + line[2:], encoding='utf-8')
    for number, text in enumerate(('<p>甲</p><ol><li>乙</li></ol>', '1.甲。2.乙。', '（一）甲；（二）乙。', '<GB/T 9704> & <br>', '<ol><li value="（一）">甲<ul><li>乙')):
        for kind in range(16):
            (root / 'fragment' / f'm{number}-{kind}').write_text(chr(kind) + text, encoding='utf-8')
    for old in sorted(Path('tests/diff/cases').glob('*.old.tsv')):
        new = old.with_name(old.name.replace('.old.', '.new.'))
        if new.is_file():
            (root / 'diff' / old.name.split('.')[0]).write_bytes(old.read_bytes() + b'\xff' + new.read_bytes())


main()
