#!/usr/bin/env python3
"""run.py QUANZE [--regen]: the hostile corpus (corpus.py). Each input must be
refused with exactly the message in expected.txt, or be accepted where it says
so; within 10 seconds and 512 MB; without a file outside the output folder, a
temporary left over, or a word of the canary anywhere. Closing line: N passed, N
failed. --regen writes expected.txt anew: read its difference."""
import collections
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
import corpus

HERE = Path(__file__).parent
QUANZE = str(Path(sys.argv[1]).resolve())
REGEN = '--regen' in sys.argv
SECONDS, MEMORY = 10, 512 << 20
SUMMARY = ('summary.tsv', 'summary.json')  # beside index.html, summary.xml and summary.docx
SECRET = 'the canary sings 7f3a9c'


def make(folder):
    """Writes all inputs, in a folder for each set of options; returns {folder: options}, names."""
    canary = folder / 'canary.txt'
    canary.write_text(SECRET, encoding='utf-8')
    corpus.CANARY = str(canary)
    groups, names = {}, []
    for name, data, options in corpus.corpus('tests/cases'):
        group = folder / 'in' / ('-'.join(options).replace('--limit-', '') or 'plain')
        group.mkdir(parents=True, exist_ok=True)
        (group / name).write_bytes(data)
        groups[group] = options
        names.append((group.name, name))
    return groups, names


def convert(folder, group, options):
    out = folder / 'out' / group.name
    line = [QUANZE, 'convert', '-q', '-j2', '-t', 'xml,docx,html,txt', '-o', str(out), '--as-of', '2026-11-24', '--limit', f'job-seconds={SECONDS}',
            '--limit', f'job-memory={MEMORY}', *options, str(group)]
    return subprocess.run(line, capture_output=True, cwd=folder / 'cwd', env=dict(os.environ, LC_ALL='C.UTF-8'), timeout=1200, check=False), out


def sentences(stderr, group):
    """{name: [line]}: what was said of each input, the folder left out."""
    said, current = collections.defaultdict(list), None
    for line in stderr.decode('utf-8', 'replace').replace(corpus.CANARY, 'CANARY').replace(corpus.CANARY.lstrip('/'), 'CANARY').splitlines():
        start = f'{group}/'
        if line.startswith(start):
            current, _, rest = line[len(start):].partition(':')
            said[current].append(rest.strip())
        elif current and line.startswith('    '):
            said[current].append('  ' + line.strip())
        else:
            said[''].append(line)
    return said


def outcome(name, said, out):
    """What became of an input, as it stands in expected.txt."""
    written = {p.suffix for p in out.glob(Path(name).stem + '.*') if p.suffix in ('.xml', '.docx', '.html', '.txt')}
    if written == {'.xml', '.docx', '.html', '.txt'}:
        return ['accepted']
    if written:
        return [f'HALF WRITTEN {sorted(written)}']
    return said[name] or ['NOT A WORD']


def gather(folder):
    """{name: outcome}, complaints"""
    groups, names = make(folder)
    (folder / 'cwd').mkdir()
    found, complaints, inputs = {}, [], {p for p in folder.rglob('*') if p.is_file()}
    for group, options in groups.items():
        done, out = convert(folder, group, options)
        said = sentences(done.stderr, group)
        if said['']:
            complaints.append(f'{group.name}: {said[""][:5]}')
        if SECRET.encode() in done.stderr + done.stdout:
            complaints.append(f'{group.name}: the canary in a message')
        for where, name in names:
            if where == group.name:
                found[name] = outcome(name, said, out)
    for path in {p for p in folder.rglob('*') if not p.is_dir()} - inputs:
        if folder / 'out' not in path.parents or path.suffix not in ('.xml', '.docx', '.html', '.txt') and path.name not in SUMMARY:
            complaints.append(f'a file that should not be: {path}')
        elif SECRET.encode() in path.read_bytes():
            complaints.append(f'the canary in {path.name}')
    return found, complaints


def read_expected():
    expected, name = {}, None
    for line in (HERE / 'expected.txt').read_text(encoding='utf-8').splitlines():
        if line.startswith('== '):
            name = line[3:]
            expected[name] = []
        else:
            expected[name].append(line)
    return expected


def main():
    started = time.time()
    with tempfile.TemporaryDirectory() as folder:
        found, complaints = gather(Path(folder).resolve())
    if REGEN:
        (HERE / 'expected.txt').write_text(''.join(f'== {name}\n' + ''.join(line + '\n' for line in lines) for name, lines in found.items()), encoding='utf-8')
    expected = read_expected()
    for name in sorted(set(found) | set(expected)):
        if found.get(name) != expected.get(name):
            complaints.append(f'{name}: expected {expected.get(name)}, found {found.get(name)}')
        elif any('[worker-died]' in line or line.isupper() for line in expected[name]):
            complaints.append(f'{name}: {expected[name]}')
    for complaint in complaints:
        print('not ok -', complaint[:600])
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f'{len(found)} inputs in {time.time() - started:.1f} s, at most {most} MB in one process')
    print(f'{len(found)} passed, {len(complaints)} failed')
    sys.exit(bool(complaints))


main()
