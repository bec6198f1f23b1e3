#!/usr/bin/env python3
"""hostile.py QUANZE: damaged inputs. Every small case is cut off and corrupted in
many places (fixed seeds); the program must end with 0 or 3 in time, without an
internal error, a sanitizer report or a file of its own left behind. Then inputs
made to cost time: each has two sizes, and twice the size may cost at most about
three times the time. Closing line: N passed, N failed."""
import io
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

QUANZE = sys.argv[1]
INTERNAL = (b'Sanitizer', b'runtime error', b'[conservation-broken]', b'[schema-invalid]', b'[stage-failed]')
HEADER = '序号\t事项名称\t权力类型\t行使主体\t实施依据\t责任事项\t追责情形\n'
ITEM = '1\t对甲的处罚\t行政处罚\t甲县乙局\t{}\t{}\t追究责任。\n'
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
    start = time.process_time(), time.monotonic()
    try:
        done = subprocess.run([QUANZE, 'convert', '-q', '-t', outputs, '-o', str(folder / 'out'), str(source)], capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return None, b'time-out', 60
    return done.returncode, done.stderr, time.monotonic() - start[1]


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
    for case in ('merges.xls', 'merges.xlsx', 'changes.docx', 'page.html', 'sections.tsv', 'csv.csv', 'cards.tsv', 'lines.tsv'):
        data = (Path('tests/cases/layout') / case).read_bytes()
        suffix = Path(case).suffix
        inputs = [('cut', data[:len(data) * k // 12]) for k in range(1, 12)] + [('bytes', corrupt(data, seed)) for seed in range(24)]
        if suffix in ('.xlsx', '.docx'):
            inputs += [('part', corrupt_part(data, seed)) for seed in range(24)]
        for number, (kind, bad) in enumerate(inputs):
            status, complaint, seconds = run(bad, suffix, folder)
            good = status in (0, 3) and not any(word in complaint for word in INTERNAL) and not list(folder.glob('out/.quanze*'))
            check(f'{case} {kind} {number}', good, f'{status} {complaint[:200]}')


def page(cell):
    return '<table><tr><th>序号<th>事项名称<th>实施依据<th>行使主体</tr><tr><td>1<td>对甲的处罚<td>' + cell + '<td>甲县乙局</tr></table>'


def costly(folder):
    law = '《中华人民共和国网络安全法》第五条 甲。'
    makers = {
        'a long cell': lambda n: HEADER + ITEM.format('《某某条例》第三条 甲。 ' * n, '责任。'),
        'undated citations': lambda n: HEADER + ITEM.format(law * n, '责任。'),
        'book marks': lambda n: HEADER + ITEM.format('《' * 8 * n, '责任。'),
        'open tags': lambda n: HEADER + ITEM.format('<p ' * 8 * n, '责任。'),
        'nested lists': lambda n: HEADER + ITEM.format('《某某条例》第三条', '<ol>' * 4 * n),
        'points': lambda n: HEADER + ITEM.format('《某某条例》第三条', '1.立案。2.调查。' * n),
        'ampersands': lambda n: HEADER + ITEM.format('<p>' + '&' * 16 * n + '</p>', '责任。'),
        'quotes': lambda n: HEADER + '"a\n' * n,
        'joined rows': lambda n: HEADER + ITEM.format('《某某条例》第三条', '责任。') + '\t\t\t\t续文。\t\t\n' * n,
        'the same item': lambda n: HEADER + ITEM.format('《某某条例》第三条', '责任。') * n,
        'short rows': lambda n: HEADER + ''.join(f'{i}\t对甲{i}的处罚\t甲县乙局\t《某某条例》第三条\t立案责任。\t追究责任。\n' for i in range(1, n // 4)),
        'deep page': lambda n: page('<div>' * n + 'x'),
        'wide spans': lambda n: page('x').replace('<td>1', '<td rowspan=9999999>1') + '<p>' * n,
        'many rows': lambda n: page('<ul>' + '<li>x' * n),
    }
    for name, make in makers.items():
        suffix = '.html' if make(1).startswith('<') else '.tsv'
        times = []
        for size in (4000, 8000):
            status, complaint, seconds = run(make(size).encode(), suffix, folder)
            times.append(seconds)
            good = status in (0, 3) and not any(word in complaint for word in INTERNAL)
            check(f'{name} {size}', good, f'{status} {complaint[:200]}')
        check(f'{name}: growth', times[1] < 0.5 or times[1] < 3.2 * times[0], f'{times[0]:.2f} s, then {times[1]:.2f} s')


def outside(folder):
    """Names that point outside the output folder stay inside it."""
    jail = folder / 'jail'
    (jail / 'in').mkdir(parents=True)
    for name in ('..tsv', '...tsv', 'a%2f..%2fb.tsv', '-o.tsv', '名 称.tsv', 'x' * 240 + '.tsv'):
        (jail / 'in' / name).write_text(HEADER + ITEM.format('《某某条例》第三条', '责任。'), encoding='utf-8')
    before = {p for p in folder.rglob('*') if p.is_file()}
    subprocess.run([QUANZE, 'convert', '-q', '-t', 'xml', '-o', str(jail / 'out'), str(jail / 'in')], capture_output=True, timeout=60)
    new = {p for p in folder.rglob('*') if p.is_file()} - before
    check('outputs stay in their folder', new and all(jail / 'out' in p.parents for p in new), str(new)[:300])


with tempfile.TemporaryDirectory() as name:
    damaged(Path(name))
    costly(Path(name))
    outside(Path(name))
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
