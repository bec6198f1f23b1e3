#!/usr/bin/env python3
"""hostile.py QUANZE [--instrumented]: damaged inputs. Every small case is cut off and corrupted in
many places (fixed seeds); the program must end with 0 or 3, within 10 seconds of
processor time (measured.py), without an internal error, a sanitizer report or a file of its own left behind; inputs made
to cost time likewise (how their cost grows is for bench/growth.py). Names that
point outside the output folder stay inside. --instrumented: a program that
sanitizers watch, which gets more time. Closing line: N passed, N failed."""
import io
import random
import sys
import tempfile
import zipfile
from pathlib import Path

from costly import HEADER, ITEM, MAKERS, suffix_of
from measured import SECONDS, Run

QUANZE = sys.argv[1]
INTERNAL = (b'Sanitizer', b'runtime error', b'[conservation-broken]', b'[schema-invalid]', b'[stage-failed]')
passed = failed = 0


def check(name, good, detail=''):
    global passed, failed
    passed += good
    failed += not good
    if not good:
        print('not ok -', name, detail)


def run(data, suffix, folder, outputs='xml,txt'):
    source = folder / ('in' + suffix)
    source.write_bytes(data)
    done = Run([QUANZE, 'convert', '-q', '-t', outputs, '-o', str(folder / 'out'), str(source)])
    if done.hung or done.processor > SECONDS:
        return None, f'{done.processor:.1f} s of processor time{", hung" * done.hung}'.encode()
    return done.status, done.stderr


def corrupt(data, seed):
    chance = random.Random(seed)
    data = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            data[at:at + 4] = chance.choice((b'\xff\xff\xff\xff', b'\0\0\0\0', b'\xfe\xff\xff\xff', b'\0\0\0\x80'))
        elif kind == 2:
            del data[at:at + chance.randrange(1, 40)]
        else:
            data[at:at] = data[at // 2:at // 2 + chance.randrange(1, 80)]
    return bytes(data)


def corrupt_part(data, seed):
    """One XML part of an archive corrupted, the archive itself in order."""
    chance = random.Random(seed)
    archive, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    victim = chance.choice([n for n in archive.namelist() if n.endswith('.xml')])
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, corrupt(archive.read(name), seed) if name == victim else archive.read(name))
    return out.getvalue()


def damaged(folder):
    for case in ('merges.xls', 'merges.xlsx', 'changes.docx', 'page.html', 'sections.tsv', 'csv.csv', 'cards.tsv', 'lines.tsv',
                 '../outside/ods-document.odt', '../outside/ods-workbook.ods', '../outside/ods-text.fodt', '../outside/xml2003-styles.xls'):
        data = (Path('tests/cases/layout') / case).read_bytes()
        suffix = Path(case).suffix
        inputs = [('cut', data[:len(data) * k // 12]) for k in range(1, 12)] + [('bytes', corrupt(data, seed)) for seed in range(24)]
        if suffix in ('.xlsx', '.docx', '.odt', '.ods'):
            inputs += [('part', corrupt_part(data, seed)) for seed in range(24)]
        for number, (kind, bad) in enumerate(inputs):
            status, complaint = run(bad, suffix, folder)
            good = status in (0, 3) and not any(word in complaint for word in INTERNAL) and not list(folder.glob('out/.quanze*'))
            check(f'{case} {kind} {number}', good, f'{status} {complaint[:200]}')


def costly(folder):
    for name, make in MAKERS.items():
        for size in (1, 2000, 8000):
            status, complaint = run(make(size).encode(), suffix_of(make), folder)
            check(f'{name} {size}', status in (0, 3) and not any(word in complaint for word in INTERNAL), f'{status} {complaint[:200]}')


def outside(folder):
    """Names that point outside the output folder stay inside it."""
    jail = folder / 'jail'
    (jail / 'in').mkdir(parents=True)
    for name in ('..tsv', '...tsv', 'a%2f..%2fb.tsv', '-o.tsv', '名 称.tsv', 'x' * 240 + '.tsv'):
        (jail / 'in' / name).write_text(HEADER + ITEM.format('《某某条例》第三条', '责任。'), encoding='utf-8')
    before = {p for p in folder.rglob('*') if p.is_file()}
    Run([QUANZE, 'convert', '-q', '-t', 'xml', '-o', str(jail / 'out'), str(jail / 'in')])
    new = {p for p in folder.rglob('*') if p.is_file()} - before
    check('outputs stay in their folder', new and all(jail / 'out' in p.parents for p in new), str(new)[:300])


with tempfile.TemporaryDirectory() as name:
    damaged(Path(name))
    costly(Path(name))
    outside(Path(name))
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
