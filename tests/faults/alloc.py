#!/usr/bin/env python3
"""alloc.py QUANZE SHIM [--thin N] [--every N] [--rest] [--jobs N] [--keep] [INPUT…]: memory runs
out, once, at every place that allocates while an input becomes all its outputs
(alloc.c says how). Each such run must end with a clean error and nothing
written, or with the very same outputs and messages; a crash is allowed inside a
library alone, where the worker's death is the finding, and leaves no half file.
Closing line: N passed, N failed."""
import argparse
import collections
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OUTPUTS = 'xml,docx,html,txt'
OWN = 'quanze'


def command(arguments, source):
    return [str(Path(arguments.quanze).resolve()), 'convert', '-t', OUTPUTS, '-o', 'out', '--as-of', '2026-11-24', str(Path(source).resolve())]


def snapshot(folder):
    """Outputs by name; None stands for a temporary file left behind."""
    return {str(p.relative_to(folder)): None if p.name.startswith('.quanze') else p.read_bytes() for p in (folder / 'out').rglob('*') if p.is_file()}


@functools.lru_cache(None)
def name_of(program, offset):
    """The function and line of an address in the program."""
    found = subprocess.run(['addr2line', '-f', '-e', program, '0x' + offset], capture_output=True, text=True, check=False).stdout.split('\n')
    return f'{found[0]} ({Path(found[1]).name})' if len(found) > 1 else offset


def callers(arguments, file):
    """[(module, name)], the innermost first; the C library's own and our allocator's for libxml2 left out."""
    chain = []
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return [('?', '?')]
    for line in lines:
        module, name, offset = line.split()
        if module == OWN:
            name = name_of(arguments.quanze, offset)
        if not module.startswith(('libc.', 'ld-linux', 'alloc.so')) and not name.startswith(('look_at', 'allocate', 'reallocate', 'duplicate')):
            chain.append((module, name))
    return chain or [('?', '?')]


def show(chain):
    return ' < '.join(name if module == OWN else f'{module.split(".")[0]}:{name}' for module, name in chain[:9])


def stderr_of(folder):
    return (folder / 'stderr').read_bytes()


def judge(arguments, folder, status, reference):
    """('same' | 'clean' | 'crash LIBRARY' | anything else: a failure), detail"""
    written = snapshot(folder)
    if (folder / 'written').exists():
        return ('same', '') if status == 0 and stderr_of(folder) == reference['stderr'] or status in (3, 4) and stderr_of(folder) else ('after writing', f'exit {status}')
    stderr = stderr_of(folder)
    half = {name for name, data in written.items() if data is not None and reference['out'].get(name) != data}
    if half:
        return 'other bytes', f'exit {status}: {sorted(half)}'
    if status < 0:
        chain = callers(arguments, folder / 'crash')
        where = chain[0][0]
        return (f'CRASH {where}' if where in (OWN, '?') else f'crash {where}'), f'signal {-status}: {show(chain)}'
    if status == 1 and stderr.startswith(b'Error allocating temporary storage for tim sort'):
        return 'crash libxml2.so.2 (exit)', '' # it ends the process itself
    if None in written.values():
        return 'temporary left', f'exit {status}: {sorted(written)}'
    if status == 0:
        if written != reference['out']:
            return 'success without all outputs', str(sorted(written))
        return ('same', '') if stderr == reference['stderr'] else ('success, other messages', stderr[-200:].decode('utf-8', 'replace'))
    if written:
        return 'error with outputs', f'exit {status}: {sorted(written)} {stderr[-200:]!r}'
    return ('clean', '') if status in (3, 4) and stderr else ('error without a word', f'exit {status} {stderr[-200:]!r}')


def sweep(arguments, source, root):
    plain = root / 'plain'
    plain.mkdir(parents=True)
    environment = dict(os.environ, LC_ALL='C.UTF-8', QUANZE_SANDBOX='off')
    done = subprocess.run(command(arguments, source), cwd=plain, capture_output=True, env=environment, check=False)
    reference = {'out': snapshot(plain), 'stderr': done.stderr}
    counts, shown = collections.Counter(), collections.Counter()
    if done.returncode != 0 or len(reference['out']) != 4:
        return collections.Counter({'no reference': 1})
    environment.update(LD_PRELOAD=str(Path(arguments.shim).resolve()), QZ_FAULT_THIN=str(arguments.thin), QZ_FAULT_EVERY=str(arguments.every))
    if arguments.rest:
        environment['QZ_FAULT_REST'] = '1'
    running = []
    for job in range(arguments.jobs):
        folder = root / f'job{job}'
        folder.mkdir()
        (folder / 'log').touch()
        (folder / 'out').mkdir()
        (folder / 'out' / 'done').symlink_to(Path(source).stem + '.txt')
        running.append((folder, subprocess.Popen(command(arguments, source), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                                 env=dict(environment, QZ_FAULT_ROOT=str(folder), QZ_FAULT_SHARD=f'{job}/{arguments.jobs}'))))
    for folder, process in running:
        with open(folder / 'log', encoding='ascii') as log:
            while True:
                ended = process.poll() is not None
                for line in iter(log.readline, ''):
                    point, status = (int(word) for word in line.split())
                    verdict, detail = judge(arguments, folder / str(point), status, reference)
                    counts[verdict] += 1
                    if verdict not in ('same', 'clean'):
                        shown[verdict] += 1
                        if arguments.verbose or (is_bad(verdict) and shown[verdict] <= 20):
                            place = show(callers(arguments, folder / str(point) / 'failed'))
                            print(f'{Path(source).name} allocation {point}: {verdict}: {detail}\n    failed in {place}')
                    if not arguments.keep or not is_bad(verdict):
                        shutil.rmtree(folder / str(point), ignore_errors=True)
                if ended:
                    break
                try:
                    process.wait(0.2)
                except subprocess.TimeoutExpired:
                    pass
        if process.returncode != 0:
            counts['the run itself failed'] += 1
    return counts


def is_bad(verdict):
    return verdict not in ('same', 'clean') and not verdict.startswith('crash ')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('quanze')
    parser.add_argument('shim')
    parser.add_argument('inputs', nargs='*', default=['samples/county-archives.tsv'])
    parser.add_argument('--thin', type=int, default=1)
    parser.add_argument('--every', type=int, default=0)
    parser.add_argument('--jobs', type=int, default=2)
    parser.add_argument('--rest', action='store_true')
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('--verbose', action='store_true')
    arguments = parser.parse_args()
    passed = failed = 0
    base = '/dev/shm' if os.path.isdir('/dev/shm') else None
    root = Path(tempfile.mkdtemp(dir=base))
    for number, source in enumerate(arguments.inputs):
        counts = sweep(arguments, source, root / str(number))
        bad = sum(count for verdict, count in counts.items() if is_bad(verdict))
        failed += bad
        passed += sum(counts.values()) - bad
        print(f'{source}: {sum(counts.values())} places: ' + ', '.join(f'{verdict} {count}' for verdict, count in sorted(counts.items())))
    if arguments.keep:
        print(root)
    else:
        shutil.rmtree(root, ignore_errors=True)
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed != 0 or passed == 0)


main()
