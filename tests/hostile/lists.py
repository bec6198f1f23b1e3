#!/usr/bin/env python3
"""lists.py QUANZE [--instrumented]: hostile lists that pass as lists (listed.py), so that judging and all outputs are reached: the
document, Word, page, text, workbook, and the workbook marked for the department. Each input ends with all of them or with a
refusal that says why; what is written is whole and holds nothing that acts. How many reached the outputs is said, and 500 have to.
Closing line: N passed, N failed."""
import collections
import os
import re
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import listed
from measured import PATIENCE, SECONDS, Run

QUANZE = str(Path(sys.argv[1]).resolve())
OUTPUTS = ('xml', 'docx', 'html', 'txt', 'xlsx')
LEAST = 500
REFUSALS = {'format-unknown', 'no-header', 'not-a-list', 'text-damaged', 'format-broken', 'xml-broken', 'limit-exceeded'}
FAULTS = re.compile(r'\[(worker-died|schema-invalid|conservation-broken|stage-failed|out-of-memory)\]|Sanitizer|runtime error')
FOREIGN = {'script', 'style', 'link', 'meta', 'iframe', 'object', 'embed', 'form', 'base', 'img', 'svg', 'math', 'video', 'audio', 'comment', 'pi'}
ACTS = re.compile(r'INCLUDE|DDE|HYPERLINK\s+"?\w+:|LINK |passwd|MACROBUTTON')


def accepted():
    """Names of the corpus's inputs that are read."""
    text = (HERE / 'expected.txt').read_text(encoding='utf-8')
    return set(re.findall(r'^== (\S+)\naccepted$', text, re.M))


def run(*arguments):
    return Run([QUANZE, *map(str, arguments)], 3 * PATIENCE, env=dict(os.environ, LC_ALL='C.UTF-8'))


def document(folder):
    """A list as quanze writes it, of harmless words."""
    listed.inert.write_list(folder / 'clean.csv', [listed.inert.CLEAN])
    run('convert', '-q', '-t', 'xml,html', '-o', folder, folder / 'clean.csv')
    return (folder / 'clean.xml').read_text(encoding='utf-8')


def write(folder):
    """[(format, name)]; a folder each for the formats, as inputs of one name would be outputs of one name."""
    inputs = []
    for name, data in listed.lists('tests/cases', document(folder), accepted()):
        group = ('archive.' if name.startswith('zip-') else '') + name.split('.', 1)[1]
        (folder / 'in' / group).mkdir(parents=True, exist_ok=True)
        (folder / 'in' / group / name).write_bytes(data)
        inputs.append((group, name))
    return inputs


def rules_of(stderr):
    """{group/name: rules of errors}, complaints about faults"""
    said, faults = collections.defaultdict(set), []
    for line in stderr.decode('utf-8', 'replace').splitlines():
        found = re.match(r'.*?/in/([^/]+/[^:/]+):.*error: .*\[([a-z-]+)\]', line)
        if found:
            said[found[1]].add(found[2])
        if FAULTS.search(line):
            faults.append(line)
    return said, faults


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def look_at_package(path, source=None):
    """source: the workbook that was marked, whose other parts stay as they are."""
    kept = set(parts_of(source).values()) if source else ()
    for name, data in parts_of(path).items():
        if data not in kept:
            root = ET.fromstring(data) if name.endswith(('.xml', '.rels')) else ()
            for element in root:
                if name.endswith('.rels') and element.get('TargetMode') == 'External':
                    yield f'{name} leads out: {element.get("Target")}'
            for field in re.findall(rb'<w:instrText[^>]*>([^<]*)', data) + re.findall(rb'w:instr="([^"]*)', data) + re.findall(rb'<f>([^<]*)', data):
                if ACTS.search(field.decode()):
                    yield f'{name}: {field.decode()}'


def look_at_page(path, clean):
    page = listed.inert.Page(path.read_text(encoding='utf-8'))
    if page.code != clean.code:
        yield 'style or script differ'
    ours = clean.shape()
    for tag, names, _ in page.elements:
        if (tag, names) not in ours and tag in FOREIGN or any(name.startswith('on') for name in names):
            yield f'a <{tag}> {names}'
            return


def look_at(stem, clean):
    """What is wrong with the outputs that are there."""
    try:
        ET.parse(f'{stem}.xml')
        yield from look_at_package(f'{stem}.docx')
        yield from look_at_package(f'{stem}.xlsx')
    except (ET.ParseError, zipfile.BadZipFile) as error:
        yield f'not whole: {error}'
    yield from look_at_page(Path(f'{stem}.html'), clean)
    yield from (why for right, why in listed.inert.look_at_text(Path(f'{stem}.txt').read_text(encoding='utf-8'), 'the text') if not right)


def outcome(folder, group, name, said, clean):
    """(reached, complaints)"""
    stem = folder / 'out' / group / name.rsplit('.', 1)[0]
    marked = folder / 'back' / group / (stem.name + '.report.xlsx')
    written = [kind for kind in OUTPUTS if Path(f'{stem}.{kind}').exists()]
    if not written:
        refused = said.get(f'{group}/{name}', set()) & REFUSALS
        return False, [] if refused and not marked.exists() else [f'nothing was written: {said.get(f"{group}/{name}")}']
    if len(written) < len(OUTPUTS) or not marked.exists():
        return False, [f'only {written}{", marked" * marked.exists()}']
    try:
        return True, [*look_at(stem, clean), *look_at_package(marked, folder / 'in' / group / name if name.endswith('.xlsx') else None)]
    except (ET.ParseError, zipfile.BadZipFile) as error:
        return True, [f'the marked workbook is not whole: {error}']


def main():
    passed = failed = 0
    reached = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        inputs = write(folder)
        runs = [run('convert', '-q', '-j2', '-t', ','.join(OUTPUTS), '--with-findings', '-o', folder / 'out', folder / 'in'),
                run('validate', '-q', '-j2', '--format', 'xlsx', '-o', folder / 'back', folder / 'in')]
        said, faults = rules_of(runs[0].stderr)
        faults += rules_of(runs[1].stderr)[1]
        faults += [f'exit status {done.status}' for done in runs if done.status != 3 or done.hung]
        clean = listed.inert.Page((folder / 'clean.html').read_text(encoding='utf-8'))
        for group, name in inputs:
            good, complaints = outcome(folder, group, name, said, clean)
            reached[group] += good
            passed, failed = passed + (not complaints), failed + bool(complaints)
            for complaint in complaints[:3]:
                print(f'not ok - {group}/{name}: {complaint[:300]}')
    total = sum(reached.values())
    if total < LEAST:
        faults.append(f'only {total} inputs reached the outputs')
    for fault in faults[:20]:
        print('not ok -', fault[:300])
    print(', '.join(f'{group} {count}' for group, count in reached.items()))
    print(f'{len(inputs)} inputs, {total} of them reached judging and all outputs; {sum(done.processor for done in runs):.0f} s of processor time (at most {SECONDS} s each)')
    print(f'{passed} passed, {failed + len(faults)} failed')
    sys.exit(bool(failed or faults))


if __name__ == '__main__':
    main()
