#!/usr/bin/env python3
"""alloc.py QUANZE SHIM [--thin N] [--every N] [--rest] [--jobs N] [--keep] [INPUT…]: memory runs
out, once, at every place that allocates while an input becomes all its outputs
(alloc.c says how). Each such run must end with a clean error and nothing
written, or with the very same outputs and messages; a crash is allowed inside a
library alone, where the worker's death is the finding, and leaves no half file.
Closing line: N passed, N failed."""
import argparse
import collections
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


def crashed_in(folder):
    """The program or the library in which it crashed: the first caller outside the C library; and the chain."""
    try:
        lines = (folder / 'crash').read_text().split('\n')
    except OSError:
        return '?', '?'
    outside = [line for line in lines if line and not line.startswith(('libc.', 'ld-linux', 'alloc.so', 'libasan', 'libubsan'))]
    return (outside[0].split()[0] if outside else '?'), ' < '.join(lines[:5])


def judge(folder, status, reference):
    """('same' | 'clean' | 'crash LIBRARY' | anything else: a failure), detail"""
    written = snapshot(folder)
    stderr = (folder / 'stderr').read_bytes()
    half = {name for name, data in written.items() if data is not None and reference['out'].get(name) != data}
    if half:
        return 'other bytes', f'exit {status}: {sorted(half)}'
    if status < 0:
        where, chain = crashed_in(folder)
        return (f'CRASH {where}' if where in (OWN, '?') else f'crash {where}'), f'signal {-status}: {chain}'
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
        running.append((folder, subprocess.Popen(command(arguments, source), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                                 env=dict(environment, QZ_FAULT_ROOT=str(folder), QZ_FAULT_SHARD=f'{job}/{arguments.jobs}'))))
    for folder, process in running:
        with open(folder / 'log', encoding='ascii') as log:
            while True:
                ended = process.poll() is not None
                for line in iter(log.readline, ''):
                    point, status = (int(word) for word in line.split())
                    verdict, detail = judge(folder / str(point), status, reference)
                    counts[verdict] += 1
                    if verdict not in ('same', 'clean'):
                        shown[verdict] += 1
                        if arguments.verbose or (is_bad(verdict) and shown[verdict] <= 20):
                            print(f'{Path(source).name} allocation {point}: {verdict}: {detail}')
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
