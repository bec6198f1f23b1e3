#!/usr/bin/env python3
"""alloc.py PROGRAM SHIM [--thin N] [--every N] [--rest] [--workers] [--old FILE] [--law LAW] [--jobs N] [INPUT…]
Memory runs out, once, at every place that allocates while an input becomes all
its outputs (alloc.c says how). PROGRAM is journey, or with --workers quanze: then
the failure is one in a worker process. Each run must end with a clean error and
nothing written, or with the very same outputs and messages; journey may crash
inside a library alone, and then leaves no half file. With workers nothing may
crash: the death of a worker is a finding. Closing line: N passed, N failed."""
import argparse
import collections
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

IMPACT = Path(__file__).resolve().parent.parent / 'impact'
ENVIRONMENT = dict(os.environ, LC_ALL='C.UTF-8', QUANZE_SANDBOX='off', QZ_JOURNEY_LAWS=str(IMPACT / 'laws.xml'), QZ_JOURNEY_TEXTS=str(IMPACT / 'texts'))
OURS = ('quanze', 'journey')
ENDS_ITSELF = b'Error allocating temporary storage for tim sort'  # libxml2 prints that and calls exit(1)


def command(arguments, source):
    program, source = str(Path(arguments.program).resolve()), str(Path(source).resolve())
    if arguments.law:
        return [program, '--law', arguments.law, source]
    if arguments.old:
        return [program, str(Path(arguments.old).resolve()), source]
    return [program, 'convert', '-j1', '-t', 'xml,docx,html,txt', '-o', 'out', '--as-of', '2026-11-24', source] if arguments.workers else [program, source]


def last_output(arguments, source):
    if arguments.law:
        return 'impact.all'
    return Path(source).name.split('.')[0] + '.diff.json' if arguments.old else Path(source).stem + '.xlsx'


def snapshot(folder):
    """Outputs by name; None stands for a temporary file left behind."""
    return {p.name: None if p.name.startswith('.quanze') else p.read_bytes() for p in (folder / 'out').rglob('*') if p.is_file()}


def read(file):
    try:
        return file.read_bytes()
    except OSError:
        return b''


@functools.lru_cache(None)
def name_of(program, offset):
    """The function and line of an address in the program."""
    found = subprocess.run(['addr2line', '-f', '-e', program, '0x' + offset], capture_output=True, text=True, check=False).stdout.split('\n')
    return f'{found[0]} ({Path(found[1]).name})' if len(found) > 1 else offset


def callers(arguments, file):
    """[(module, name)], the innermost first; the C library's own and our allocator's for libxml2 left out."""
    chain = []
    for line in read(file).decode().splitlines():
        module, name, offset = line.split()
        if module in OURS:
            name = name_of(arguments.program, offset)
        if not module.startswith(('libc.', 'ld-linux', 'alloc.so')) and not name.startswith(('look_at', 'allocate', 'reallocate', 'duplicate')):
            chain.append((module, name))
    return chain or [('?', '?')]


def show(chain):
    return ' < '.join(name if module in OURS else f'{module.split(".")[0]}:{name}' for module, name in chain[:9])


def judge(arguments, folder, status, stderr, reference):
    """('same' | 'clean' | 'worker died' | 'crash LIBRARY' | anything else: a failure), detail"""
    written = snapshot(folder)
    if (folder / 'written').exists():  # the outputs stood there before; they were compared with the reference's
        good = stderr == reference['stderr'] if status == 0 else status in (3, 4) and stderr
        return ('same' if good else 'after writing'), f'exit {status} {stderr[-200:]!r}'
    if any(data is not None and reference['out'].get(name) != data for name, data in written.items()):
        return 'other bytes', f'exit {status}: {sorted(written)}'
    if status < 0:
        chain = callers(arguments, folder / 'crash')
        own = chain[0][0] in OURS + ('?',) or arguments.workers
        return f'{"CRASH" if own else "crash"} {chain[0][0]}', f'signal {-status}: {show(chain)}'
    if status == 1 and stderr.startswith(ENDS_ITSELF) and not any(written.values()):  # a temporary may stay, as after any crash
        return 'crash libxml2.so.2 (exit)', ''
    if None in written.values():
        return 'temporary left', f'exit {status}: {sorted(written)}'
    if status == 0 and written != reference['out']:
        return 'success without all outputs', str(sorted(written))
    if status == 0:
        return ('same' if stderr == reference['stderr'] else 'success, other messages'), repr(stderr[-200:])
    if b'[worker-died]' in stderr and written == reference['out']:
        return 'worker died, outputs whole', ''  # between the last output and its answer
    if written:
        return 'error with outputs', f'exit {status}: {sorted(written)} {stderr[-200:]!r}'
    if b'[worker-died]' in stderr:
        return 'worker died', ''
    return ('clean' if status in (3, 4) and stderr else 'error without a word'), f'exit {status} {stderr[-200:]!r}'


class Count:
    def __init__(self, arguments, source):
        self.arguments, self.source, self.verdicts = arguments, source, collections.Counter()

    def add(self, folder, point, status, stderr, reference):
        verdict, detail = judge(self.arguments, folder, status, stderr, reference)
        self.verdicts[verdict] += 1
        if self.arguments.verbose or (is_bad(verdict) and self.verdicts[verdict] <= 20):
            place = show(callers(self.arguments, folder / 'failed'))
            print(f'{Path(self.source).name} allocation {point}: {verdict}: {detail}\n    failed in {place}')
        shutil.rmtree(folder, ignore_errors=True)


def is_bad(verdict):
    return verdict not in ('same', 'clean', 'worker died', 'worker died, outputs whole') and not verdict.startswith('crash ')


def shimmed(arguments, root, **more):
    settings = {'QZ_FAULT_ROOT': root, 'QZ_FAULT_THIN': arguments.thin, 'QZ_FAULT_EVERY': arguments.every, 'LD_PRELOAD': Path(arguments.shim).resolve(), **more}
    if arguments.rest:
        settings['QZ_FAULT_REST'] = 1
    return dict(ENVIRONMENT, **{name: str(value) for name, value in settings.items()})


def follow(folder, process):
    """(point, status) of each child as the run notes them."""
    with open(folder / 'log', encoding='ascii') as log:
        while True:
            ended = process.poll() is not None
            for line in iter(log.readline, ''):
                yield tuple(int(word) for word in line.split())
            if ended:
                return
            try:
                process.wait(0.2)
            except subprocess.TimeoutExpired:
                pass


def sweep_library(arguments, source, root, reference, count):
    running = []
    for job in range(arguments.jobs):
        folder = root / f'job{job}'
        (folder / 'out').mkdir(parents=True)
        (folder / 'log').touch()
        (folder / 'out' / 'done').symlink_to(last_output(arguments, source))
        environment = shimmed(arguments, folder, QZ_FAULT_SHARD=f'{job}/{arguments.jobs}')
        running.append((folder, subprocess.Popen(command(arguments, source), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)))
    for folder, process in running:
        for point, status in follow(folder, process):
            count.add(folder / str(point), point, status, read(folder / str(point) / 'stderr'), reference)
        (folder / 'out' / 'done').unlink()
        if process.returncode != 0 or snapshot(folder) != reference['out']:
            count.verdicts['the run itself failed'] += 1


def sweep_workers(arguments, source, root, reference, count):
    """The worker's places are listed by one run, then each is tried in a run of its own."""
    listing = root / 'list'
    listing.mkdir()
    subprocess.run(command(arguments, source), cwd=listing, env=shimmed(arguments, listing, QZ_FAULT_AT='list'), capture_output=True, check=False)
    points = [int(line) for line in read(listing / 'points').split()]

    def attempt(point):
        folder = root / str(point)
        folder.mkdir()
        done = subprocess.run(command(arguments, source), cwd=folder, env=shimmed(arguments, folder, QZ_FAULT_AT=point), capture_output=True, timeout=120, check=False)
        return folder, point, done
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for folder, point, done in pool.map(attempt, points):
            count.add(folder, point, done.returncode, done.stderr, reference)


def sweep(arguments, source, root):
    plain = root / 'plain'
    plain.mkdir(parents=True)
    done = subprocess.run(command(arguments, source), cwd=plain, capture_output=True, env=ENVIRONMENT, check=False)
    reference = {'out': snapshot(plain), 'stderr': done.stderr}
    count = Count(arguments, source)
    if done.returncode != 0 or len(reference['out']) != (1 if arguments.law else 4 if arguments.workers else 5 if arguments.old else 7):
        count.verdicts['no reference'] += 1
    else:
        (sweep_workers if arguments.workers else sweep_library)(arguments, source, root, reference, count)
    return count.verdicts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    parser.add_argument('shim')
    parser.add_argument('inputs', nargs='*', default=['samples/county-archives.tsv'])
    parser.add_argument('--thin', type=int, default=1)
    parser.add_argument('--every', type=int, default=0)
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--rest', action='store_true')
    parser.add_argument('--workers', action='store_true')
    parser.add_argument('--old', help='each input is compared with this revision, by journey')
    parser.add_argument('--law', help='what an amendment of this law touches, by journey and the register of tests/impact')
    parser.add_argument('--verbose', action='store_true')
    arguments = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory(dir='/dev/shm' if os.path.isdir('/dev/shm') else None) as root:
        for number, source in enumerate(arguments.inputs):
            counts = sweep(arguments, source, Path(root) / str(number))
            bad = sum(count for verdict, count in counts.items() if is_bad(verdict))
            failed += bad
            passed += sum(counts.values()) - bad
            print(f'{source}: {sum(counts.values())} places: ' + ', '.join(f'{verdict} {count}' for verdict, count in sorted(counts.items())))
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed != 0 or passed == 0)


main()
