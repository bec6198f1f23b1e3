#!/usr/bin/env python3
"""tampered.py QUANZE: an output folder that somebody else can write to. Whatever
stands in summary.xml and the journal, and whatever links, pipes and folders lie
there: a batch reads nothing secret, and writes and removes nothing outside; what
is damaged counts for nothing, and everything is done again. Closing line: N
passed, N failed."""
import ctypes
import hashlib
import multiprocessing
import os
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent.parent))
from measured import Run

QUANZE = str(Path(sys.argv[1]).resolve())
SAMPLE = Path('samples/county-archives.tsv').resolve()
SECRET = 'the canary sings 7f3a9c'
HANG = 60
passed = failed = 0


def check(name, good, detail=''):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('not ok -', name, detail)


def batch(root, *more):
    return Run([QUANZE, 'convert', '-q', '-j2', '-t', 'xml,txt', '--as-of', '2026-11-24', '-o', str(root / 'out'), *more, str(root / 'in')], HANG,
               env=dict(os.environ, LC_ALL='C.UTF-8'))


def stage(root):
    """A batch that was run, and beside it what must not be touched."""
    for part in ('a', 'b'):
        (root / 'in' / part).mkdir(parents=True)
        shutil.copy(SAMPLE, root / 'in' / part / f'list-{part}.tsv')
    batch(root)
    outside = root / 'outside'
    outside.mkdir()
    for name in ('victim.xml', '.quanze-999999-abcdef', 'canary'):
        (outside / name).write_text(SECRET, encoding='utf-8')
    return root / 'out', outside


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob('*')) if p.is_file() and not p.is_symlink() and p.stat().st_nlink == 1}


def untouched(outside):
    return {p.name for p in outside.iterdir()} == {'victim.xml', '.quanze-999999-abcdef', 'canary'} and all(p.read_text(encoding='utf-8') == SECRET for p in outside.iterdir())


def leftover(summary, file, secret=SECRET):
    """Plants a file in the record, as if an earlier run had written it."""
    text = summary.read_text(encoding='utf-8')
    digest = hashlib.sha256(secret.encode()).hexdigest()
    summary.write_text(text.replace('</summary>', f'<leftover file="{file}" size="{len(secret)}" sha256="{digest}"/></summary>'), encoding='utf-8')


def frame(row):
    return f'{hashlib.sha256(row.encode()).hexdigest()} {len(row.encode())}\n{row}\n'.encode()


# ---- what somebody may have done; each takes the output folder and what lies outside ----

def journal_link(out, outside):
    (out / '.quanze-journal').symlink_to(outside / 'victim.xml')
    (out / 'a' / 'list-a.txt').unlink()


def journal_link_to_nothing(out, outside):
    (out / '.quanze-journal').symlink_to(outside / 'new')
    (out / 'a' / 'list-a.txt').unlink()


def journal_second_name(out, outside):
    os.link(outside / 'victim.xml', out / '.quanze-journal')
    (out / 'a' / 'list-a.txt').unlink()


def journal_pipe(out, outside):
    os.mkfifo(out / '.quanze-journal')
    (out / 'a' / 'list-a.txt').unlink()


def journal_folder(out, outside):
    (out / '.quanze-journal').mkdir()


def journal_rows(out, outside):
    digest = hashlib.sha256(SECRET.encode()).hexdigest()
    rows = [f'<list file="a/list-a.tsv" status="0" items="1" errors="0" warnings="0" styles="0" infos="0" sha256="{digest}" key="k"><output kind="xml" file="{file}" href="x" '
            f'size="{len(SECRET)}" sha256="{digest}"/></list>' for file in ('../outside/victim.xml', str(outside / 'victim.xml'), 'a/../../outside/victim.xml', './/victim.xml')]
    (out / '.quanze-journal').write_bytes(b''.join(map(frame, [*rows, '<list/>', '<a>', '</summary><summary>', ''])) + b'0 1073741824\n')


def summary_pipe(out, outside):
    (out / 'summary.xml').unlink()
    os.mkfifo(out / 'summary.xml')


def summary_link(out, outside):
    (out / 'summary.xml').unlink()
    (out / 'summary.xml').symlink_to(outside / 'canary')


def outputs_links(out, outside):
    for name in ('index.html', 'summary.tsv', 'summary.json', 'summary.docx', 'a/list-a.txt', 'a/list-a.xml'):
        (out / name).unlink()
        (out / name).symlink_to(outside / 'victim.xml')


def outputs_pipes(out, outside):
    for name in ('a/list-a.txt', 'a/list-a.xml'):
        (out / name).unlink()
        os.mkfifo(out / name)


def leftover_through_link(out, outside):
    (out / 'way').symlink_to(outside)
    leftover(out / 'summary.xml', 'way/victim.xml')


def leftover_link(out, outside):
    (out / 'way').symlink_to(outside / 'victim.xml')
    leftover(out / 'summary.xml', 'way')


def leftover_above(out, outside):
    for file in ('../outside/victim.xml', 'a/../../outside/victim.xml', str(outside / 'victim.xml'), '/../' + str(outside / 'victim.xml'), '..', '.', '', '/', 'a/', 'a//../x', '././../outside/victim.xml'):
        leftover(out / 'summary.xml', file)


def folder_link(out, outside):
    """A folder of the outputs is exchanged for a link, after a run that was killed."""
    (out / '.quanze-journal').touch()
    shutil.rmtree(out / 'a')
    (out / 'a').symlink_to(outside)


def address(out, outside):
    summary = out / 'summary.xml'
    summary.write_text(re.sub('href="[^"]*"', 'href="javascript:alert(1)"', summary.read_text(encoding='utf-8')), encoding='utf-8')


def doctype(out, outside):
    summary = out / 'summary.xml'
    summary.write_text(summary.read_text(encoding='utf-8').replace('<summary', f'<!DOCTYPE summary [<!ENTITY x SYSTEM "file://{outside}/canary">]><summary', 1).replace('</title>', '&x;</title>'), encoding='utf-8')


PLANTED = (journal_link, journal_link_to_nothing, journal_second_name, journal_pipe, journal_folder, journal_rows, summary_pipe, summary_link, outputs_links, outputs_pipes, leftover_through_link,
           leftover_link, leftover_above, folder_link, address, doctype)


def planted(root):
    for plant in PLANTED:
        for options in ((), ('--prune',)):
            part = root / f'{plant.__name__}{"".join(options)}'
            part.mkdir()
            out, outside = stage(part)
            plant(out, outside)
            done = batch(part, *options)
            name = f'{plant.__name__} {" ".join(options)}'
            check(f'{name}: ends', not done.hung and done.status in (0, 3, 4), f'{"hung" if done.hung else done.status} {done.stderr[-300:]}')
            check(f'{name}: nothing outside is touched', untouched(outside), f'{sorted(p.name for p in outside.iterdir())}')
            check(f'{name}: nothing secret is shown', SECRET.encode() not in done.stderr + done.stdout and all(SECRET.encode() not in data for data in tree(out).values()))
            check(f'{name}: says why', done.status == 0 or b'error: ' in done.stderr, done.stderr)
            page = out / 'index.html'
            check(f'{name}: the page leads nowhere', b'javascript:' not in (page.read_bytes() if page.exists() else b''))


def damaged(root):
    """Record and journal with bytes changed, cut and doubled: the batch ends as if it had never been."""
    whole = root / 'whole'
    whole.mkdir()
    stage(whole)
    wanted = {name: data for name, data in tree(whole / 'out').items()}
    for seed in range(40):
        chance, part = random.Random(seed), root / f'seed-{seed}'
        shutil.copytree(whole, part)
        summary = part / 'out' / 'summary.xml'
        data = bytearray(summary.read_bytes())
        at, kind = chance.randrange(len(data)), seed % 4
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at:at + chance.randrange(1, 200)]
        elif kind == 2:
            data[at:at] = data[at:at + chance.randrange(1, 400)]
        else:
            rows = re.findall(rb'<list .*?</list>', bytes(data), re.S)
            (part / 'out' / '.quanze-journal').write_bytes(b''.join(frame(row.decode()) for row in rows)[:-chance.randrange(1, 900)])
            data = data[:at]
        summary.write_bytes(data)
        first, second = batch(part), batch(part)
        check(f'damaged record {seed}: the first or the second run mends it', second.status == 0 and tree(part / 'out') == wanted,
              f'{first.status} {first.stderr[-300:]} {second.status} {second.stderr[-300:]} {[n for n, d in tree(part / "out").items() if wanted.get(n) != d]}')
        shutil.rmtree(part)


# ---- folders that are exchanged for links all the time ----

def swap(first, second, running):
    """Two names change what they stand for, as fast as they can (renameat2 with RENAME_EXCHANGE); how often."""
    libc, count = ctypes.CDLL(None), 0
    first, second = os.fsencode(first), os.fsencode(second)
    while running.value:
        libc.renameat2(-100, first, -100, second, 2)
        count += 1
    running.value = -count


def swapped(root):
    """A folder of the outputs and a link to the outside change places while batches write there, without Landlock's help."""
    if not hasattr(ctypes.CDLL(None), 'renameat2'):
        return
    out, outside = stage(root)
    for i in range(30):
        shutil.copy(SAMPLE, root / 'in' / 'a' / f'more-{i}.tsv')
    (out / 'link').symlink_to(outside)
    for options in ((), ('--prune',)):
        running = multiprocessing.Value('i', 1)
        swapper = multiprocessing.Process(target=swap, args=(out / 'a', out / 'link', running))
        swapper.start()
        done = [batch(root, '--rebuild', *options) for _ in range(6)]
        running.value = 0
        swapper.join()
        name = f'a folder that is swapped {" ".join(options)}'
        check(f'{name}: swaps happened', running.value < -1000, running.value)
        check(f'{name}: each run ends', all(not one.hung and one.status in (0, 4) for one in done), [one.status for one in done])
        check(f'{name}: both ways were met', any(one.status == 4 for one in done))
        check(f'{name}: nothing outside is touched', untouched(outside), f'{sorted(p.name for p in outside.iterdir())}')


with tempfile.TemporaryDirectory() as folder:
    os.environ['QUANZE_SANDBOX'] = 'off'
    (Path(folder) / 'swapped').mkdir()
    swapped((Path(folder) / 'swapped').resolve())
    del os.environ['QUANZE_SANDBOX']
    for step in (planted, damaged):
        top = Path(folder).resolve() / step.__name__
        top.mkdir()
        step(top)
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
