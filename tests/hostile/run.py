#!/usr/bin/env python3
"""run.py QUANZE [--regen] [--instrumented]: the hostile corpus (corpus.py). Each input must be
refused with exactly the message in expected.txt, or be accepted where it says
so; within 10 seconds of processor time (measured.py) and 512 MB; without a file outside the output folder, a
temporary left over, or a word of the canary anywhere. Closing line: N passed, N
failed. --regen writes expected.txt anew: read its difference."""
import collections
import os
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))
import corpus
from measured import PATIENCE, SECONDS, Run

QUANZE = str(Path(sys.argv[1]).resolve())
REGEN = '--regen' in sys.argv
MEMORY = 512 << 20
FEW = 24  # inputs in one run; where all of them together are within the limit, each one is
SUMMARY = ('summary.tsv', 'summary.json')  # beside index.html, summary.xml and summary.docx
FAULTS = ('[worker-died]', '[schema-invalid]', '[conservation-broken]', '[stage-failed]', '[out-of-memory]')  # the program's own, but of a document that comes in: never to be expected
SECRET = 'the canary sings 7f3a9c'


def make(folder):
    """Writes all inputs, few to a folder, of one kind and set of options each; returns {folder: options}, names."""
    canary = folder / 'canary.txt'
    canary.write_text(SECRET, encoding='utf-8')
    corpus.CANARY = str(canary)
    groups, names, counts = {}, [], collections.Counter()
    for name, data, options in corpus.corpus('tests/cases'):
        title = '-'.join(options).replace('--limit-', '') or 'plain'
        title += Path(name).suffix
        group = folder / 'in' / f'{title}.{counts[title] // FEW}'
        counts[title] += 1
        group.mkdir(parents=True, exist_ok=True)
        (group / name).write_bytes(data)
        groups[group] = options
        names.append((group.name, name))
    return groups, names


def convert(folder, out, options, inputs, outputs='xml,docx,html,txt'):
    line = [QUANZE, 'convert', '-q', '-j2', '-t', outputs, '-o', str(out), '--as-of', '2026-11-24', '--limit', f'job-seconds={PATIENCE // 3}',
            '--limit', f'job-memory={MEMORY}', *options, *inputs]
    return Run(line, PATIENCE, cwd=folder / 'cwd', env=dict(os.environ, LC_ALL='C.UTF-8'))


def too_costly(folder, done, options, group):
    """Complaints about a run that was not within the limits: where all inputs together took longer than one may, each by itself."""
    if done.hung or done.memory > MEMORY and not b'__asan_init' in Path(QUANZE).read_bytes():
        yield f'{group.name}: {"hung" if done.hung else f"{done.memory >> 20} MB"}'
    for path in sorted(group.iterdir()) if done.processor > SECONDS else ():
        alone = convert(folder, folder / 'alone' / path.name, options, [str(path)])
        if alone.hung or alone.processor > SECONDS:
            yield f'{path.name}: {alone.processor:.1f} s of processor time'


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


def without_workbook(names, found, said, out):
    """What the other outputs hold and a workbook does not, though no sheet's limit forbids it."""
    for name in names:
        if found[name] == ['accepted'] and not (out / (Path(name).stem + '.xlsx')).exists() and not any('[sheet-limit]' in line for line in said[name]):
            yield f'{name}: no workbook: {said[name]}'


def misplaced(folder, inputs):
    for path in {p for p in folder.rglob('*') if not p.is_dir()} - inputs:
        if not {folder / 'out', folder / 'books'} & set(path.parents) or path.suffix not in ('.xml', '.docx', '.html', '.txt', '.xlsx') and path.name not in SUMMARY:
            yield f'a file that should not be: {path}'
        elif SECRET.encode() in path.read_bytes():
            yield f'the canary in {path.name}'


def gather(folder):
    """{name: outcome}, complaints, figures"""
    groups, names = make(folder)
    (folder / 'cwd').mkdir()
    found, complaints, costly, inputs = {}, [], [], {p for p in folder.rglob('*') if p.is_file()}
    processor = memory = 0
    for group, options in groups.items():
        out = folder / 'out' / group.name
        done = convert(folder, out, options, [str(group)])
        said = sentences(done.stderr, group)
        processor, memory = processor + done.processor, max(memory, done.memory)
        if said['']:
            complaints.append(f'{group.name}: {said[""][:5]}')
        if SECRET.encode() in done.stderr + done.stdout:
            complaints.append(f'{group.name}: the canary in a message')
        found.update({name: outcome(name, said, out) for where, name in names if where == group.name})
        costly.append((done, options, group))
        books = convert(folder, folder / 'books' / group.name, options, [str(group)], 'xlsx')
        complaints += without_workbook([name for where, name in names if where == group.name], found, sentences(books.stderr, group), folder / 'books' / group.name)
        memory = max(memory, books.memory)
        if books.hung or books.processor > 2 * SECONDS:
            complaints.append(f'{group.name}: workbooks took {books.processor:.1f} s of processor time')
    complaints += misplaced(folder, inputs)
    complaints += [complaint for run in costly for complaint in too_costly(folder, *run)]
    found = {name: found[name] for _, name in names}
    return found, complaints, f'{processor:.1f} s of processor time, at most {memory >> 20} MB in one process'


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
    with tempfile.TemporaryDirectory() as folder:
        found, complaints, figures = gather(Path(folder).resolve())
    if REGEN:
        (HERE / 'expected.txt').write_text(''.join(f'== {name}\n' + ''.join(line + '\n' for line in lines) for name, lines in found.items()), encoding='utf-8')
    expected = read_expected()
    for name in sorted(set(found) | set(expected)):
        if found.get(name) != expected.get(name):
            complaints.append(f'{name}: expected {expected.get(name)}, found {found.get(name)}')
        elif any(any(fault in line for fault in FAULTS) or line.isupper() for line in expected[name]) and not name.startswith('xml-list-'):
            complaints.append(f'{name}: {expected[name]}')
    for complaint in complaints:
        print('not ok -', complaint[:600])
    print(f'{len(found)} inputs, {figures}')
    print(f'{len(found)} passed, {len(complaints)} failed')
    sys.exit(bool(complaints))


main()
