#!/usr/bin/env python3
"""bench.py [QUANZE [PAIRS [FILES [ITEMS]]]]: quanze beside its peers, in one run, on the same lists; one table. FILES or
ITEMS 0: no batch, no long list.

quanze does its whole job from the raw table: reading, repairing, proving, validating, judging, XML, Word, page, text.
The peers start from quanze's XML, which spares them the reading: xmllint + xsltproc + zip (shell.sh) and python3-lxml
(peer.py), each with quanze's own schema and stylesheets, and with the frozen plain set of plain/; pandoc and
LibreOffice make a Word file from the page of the plain set. “The whole job” is what someone would write instead of
quanze, from the raw table or a workbook on (user.py: csv or openpyxl, lxml, zipfile), without repair, proof or judgement. Times are medians over alternating runs, ratios are
quanze ÷ peer. Outputs are checked before anything counts. Peak memory is that of all processes of a command together
(sum of Pss, looked at every 10 ms, less often where looking takes long; short peaks may be missed), where it runs long enough; else that of the largest."""
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
QUANZE = str(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / 'out/quanze').resolve())
PAIRS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
FILES = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
HUGE = int(sys.argv[4]) if len(sys.argv) > 4 else 140000  # items of the longest list
PATIENCE = 420  # seconds that a peer gets for the longest list
PYTHON = '/usr/bin/python3'
OWN = [str(ROOT / path) for path in ('xsd/quanze-list.xsd', 'xslt/html/main.xsl', 'xslt/text/main.xsl', 'xslt/docx/main.xsl')]
PLAIN = [str(HERE / 'plain' / name) for name in ('list.xsd', 'html.xsl', 'text.xsl', 'docx.xsl')]
SAMPLE = ROOT / 'samples/jiuquan-wangxin.tsv'
ITEMS = 14


def descendants(pid):
    found = [pid]
    for one in found:
        try:
            for task in os.listdir(f'/proc/{one}/task'):
                found += [int(child) for child in Path(f'/proc/{one}/task/{task}/children').read_text().split()]
        except OSError:
            pass
    return found


def memory(pid):
    total = 0
    for one in descendants(pid):
        try:
            total += int(re.search(r'^Pss:\s+(\d+)', Path(f'/proc/{one}/smaps_rollup').read_text(), re.M)[1])
        except (OSError, TypeError):
            pass
    return total


class Run:
    """One run of a command: seconds of wall clock and of processor, KiB at the peak."""

    def __init__(self, command, watch=False, ok=(0, 1), patience=None):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.peak = 0
        watcher = threading.Thread(target=self.watch, args=(process.pid,))
        self.going = watch
        if watch:
            watcher.start()
        alarm = threading.Timer(patience or 1e6, process.kill)
        alarm.daemon = True
        alarm.start()
        _, status, usage = os.wait4(process.pid, 0)
        alarm.cancel()
        self.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.going = False
        if watch:
            watcher.join()
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss)
        self.finished = process.returncode != -9
        if process.returncode not in (*ok, *([-9] if patience else [])):
            sys.exit(f'{command[0]} … ended with {process.returncode}')

    def watch(self, pid):
        while self.going:
            start = time.perf_counter()
            self.peak = max(self.peak, memory(pid))
            time.sleep(max(0.01, 50 * (time.perf_counter() - start)))  # the kernel walks all pages: a large process must not wait for that


# The page as the peers draw it, who know of no profile: it shows every column and part.
CONVERT = [QUANZE, 'convert', '-q', '--profile', 'full']


def rows(docx):
    """Rows of the list's own table; the appendix has tables of its own."""
    text = zipfile.ZipFile(docx).read('word/document.xml').decode()
    table = text[text.index('<w:tbl>'):text.index('</w:tbl>')]
    return table.count('<w:tr>') + table.count('<w:tr ')


def need(condition, what):
    if not condition:
        sys.exit('wrong output: ' + what)


def check_quanze(folder, stem):
    subprocess.run(['xmllint', '--noout', '--schema', OWN[0], f'{folder}/{stem}.xml'], check=True, capture_output=True)
    need(rows(f'{folder}/{stem}.docx') == ITEMS + 1, 'rows of the Word file')
    need(len(Path(f'{folder}/{stem}.txt').read_text()) > 1000, 'text')


def check_peer(folder, stem, own):
    """With our own stylesheets a peer's page is quanze's page, and its Word file has as many rows."""
    need(rows(f'{folder}/{stem}.docx') >= ITEMS, 'rows of a peer\'s Word file')
    need(Path(f'{folder}/{stem}.html').read_text().count('<tr') >= ITEMS, 'rows of a peer\'s page')
    if own:
        need(Path(f'{folder}/{stem}.html').read_bytes() == own.read_bytes(), 'a peer\'s page differs')


def show(title, results, base):
    wall, cpu, peak = (statistics.median(getattr(run, name) for run in results) for name in ('wall', 'cpu', 'peak'))
    ratio = ' '.join(f'{statistics.median(getattr(b, name) / getattr(r, name) for b, r in zip(base, results)):7.2f}' for name in ('wall', 'cpu'))
    print(f'{title:44} {wall * 1000:9.1f} {cpu * 1000:9.1f} {peak / 1024:8.1f}  {ratio}  n={len(results)}', flush=True)


def make_book(path):
    """The sample as a workbook."""
    path.parent.mkdir()
    subprocess.run([PYTHON, '-c', 'import sys, openpyxl\n'
                    'book = openpyxl.Workbook()\n'
                    'for line in open(sys.argv[1], encoding="utf-8"): book.active.append(line.rstrip("\\n").split("\\t"))\n'
                    'book.save(sys.argv[2])', SAMPLE, path], check=True)


def single(work):
    subprocess.run([*CONVERT, '-t', 'xml,html', '-o', work / 'list', SAMPLE], capture_output=True)  # without links to other files
    (work / 'list/jiuquan-wangxin.xml').rename(work / 'list.xml')
    own = work / 'list/jiuquan-wangxin.html'
    subprocess.run(['xsltproc', '-o', work / 'plain.html', PLAIN[1], work / 'list.xml'], check=True)
    make_book(work / 'book/list.xlsx')
    commands = {
        'quanze': [*CONVERT, '-o', str(work / 'q'), str(SAMPLE)],
        'shell, own stylesheets': [str(HERE / 'shell.sh'), *OWN, str(work / 'list.xml'), str(work / 's')],
        'shell, plain stylesheets': [str(HERE / 'shell.sh'), *PLAIN, str(work / 'list.xml'), str(work / 'sp')],
        'lxml, own stylesheets': [PYTHON, str(HERE / 'peer.py'), *OWN, '1', str(work / 'l'), str(work / 'list.xml')],
        'lxml, plain stylesheets': [PYTHON, str(HERE / 'peer.py'), *PLAIN, '1', str(work / 'lp'), str(work / 'list.xml')],
        'the whole job by csv and lxml': [PYTHON, str(HERE / 'user.py'), *OWN, '1', str(work / 'u'), str(SAMPLE)],
        'quanze, from a workbook': [*CONVERT, '-o', str(work / 'qx'), str(work / 'book/list.xlsx')],
        'the whole job by openpyxl and lxml': [PYTHON, str(HERE / 'user.py'), *OWN, '1', str(work / 'ux'), str(work / 'book/list.xlsx')],
        'pandoc, docx alone': ['pandoc', '-f', 'html', '-o', str(work / 'p.docx'), str(work / 'plain.html')],
    }
    office = ['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{work}/office', '--convert-to', 'docx:MS Word 2007 XML', '--infilter=HTML (StarWriter)',
              '--outdir', str(work / 'o'), str(work / 'plain.html')]
    results = {title: [] for title in commands}
    for _ in range(PAIRS + 1):  # the first fills the caches and is left out
        for title, command in commands.items():
            results[title].append(Run(command))
    check_quanze(work / 'q', 'jiuquan-wangxin')
    for folder in ('s', 'sp', 'l', 'lp', 'ux'):
        check_peer(work / folder, 'list', own if folder in ('s', 'l') else None)
    check_peer(work / 'u', 'jiuquan-wangxin', None)
    need(rows(work / 'p.docx') >= ITEMS, 'pandoc')
    print(f'one list of {ITEMS} items, whole process')
    for title, runs in results.items():
        show(title, runs[1:], results['quanze, from a workbook' if 'openpyxl' in title else 'quanze'][1:])
    if shutil.which('soffice'):
        runs = [Run(office) for _ in range(3)]
        need(rows(work / 'o/plain.docx') >= ITEMS, 'LibreOffice')
        show('LibreOffice, docx alone', runs[1:], results['quanze'][1:3])


def batch(work):
    text = SAMPLE.read_text()
    for i in range(FILES):
        folder = work / f'in/{i // 100:03}'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f'list{i:06}.tsv').write_text(text.replace('酒泉', f'酒泉{i}'))
    some = f'list{min(7, FILES - 1):06}'
    subprocess.run([*CONVERT, '-t', 'html', '-o', work / 'page', work / f'in/000/{some}.tsv'], capture_output=True)
    page = work / f'page/{some}.html'
    results = {'quanze -j2': [], 'lxml, pool of 2, own stylesheets': [], 'lxml, pool of 2, plain stylesheets': [], 'the whole job by csv and lxml, pool of 2': []}
    for i in range(3):  # each into a new folder: ext4 without a journal searches long for what was deleted lately, and that is no work of theirs
        made = work / f'bq{i}'
        results['quanze -j2'].append(Run([*CONVERT, '-j2', '-o', str(made), str(work / 'in')], watch=True))
        lists = sorted(str(path) for path in made.glob('*/list*.xml'))
        need(len(lists) == FILES, 'as many lists as inputs')
        for own, title in ((OWN, 'lxml, pool of 2, own stylesheets'), (PLAIN, 'lxml, pool of 2, plain stylesheets')):
            theirs = work / f'bl{i}{own is OWN}'
            results[title].append(Run([PYTHON, str(HERE / 'peer.py'), *own, '2', str(theirs), *lists], watch=True))
            need(len(list(theirs.glob('*.docx'))) == FILES, 'as many Word files')
            check_peer(theirs, some, page if own is OWN else None)
        tables = sorted(str(path) for path in (work / 'in').glob('*/list*.tsv'))
        theirs = work / f'bu{i}'
        results['the whole job by csv and lxml, pool of 2'].append(Run([PYTHON, str(HERE / 'user.py'), *OWN, '2', str(theirs), *tables], watch=True))
        need(len(list(theirs.glob('*.docx'))) == FILES, 'as many Word files')
        check_peer(theirs, some, None)
    check_quanze(made / '000', some)
    print(f'{FILES} lists of {ITEMS} items, two processes')
    for title, runs in results.items():
        show(title, runs, results['quanze -j2'])
    best = max(run.cpu / run.wall / 2 for run in results['quanze -j2'])
    print(f'{"":44} share of two processors used by quanze: {best:.0%}')
    runs = [Run([*CONVERT, '-j2', '-o', str(made), str(work / 'in')])]
    show('quanze -j2 again, nothing changed', runs, results['quanze -j2'][:1])


def count(stream, *words):
    """How often words stand in a stream of bytes, which may be long."""
    total, rest = 0, b''
    longest = max(len(word) for word in words)
    while piece := stream.read(1 << 20):
        piece = rest + piece
        cut = len(piece) - longest + 1 if len(piece) >= longest else 0
        total += sum(piece.count(word) - piece[cut:].count(word) for word in words)
        rest = piece[cut:]
    return total + sum(rest.count(word) for word in words)


def check_huge(folder, stem, items):
    with open(folder / f'{stem}.xml', 'rb') as file:
        need(count(file, b'<item ') == items, 'items of a long list')
    with open(folder / f'{stem}.html', 'rb') as file:
        need(count(file, b'<tr id=') == items, 'rows of a long page')
    with open(folder / f'{stem}.txt', 'rb') as file:
        need(count(file, '\n────────────────────\n'.encode()) >= items, 'blocks of a long text')
    with zipfile.ZipFile(folder / f'{stem}.docx').open('word/document.xml') as file:
        need(count(file, b'<w:tr>', b'<w:tr ') == items + 1, 'rows of a long Word file')


def make_list(path, items):
    with open(path, 'w') as file:
        file.write('序号\t事项名称\t权力类型\t行使主体\t实施依据\t责任事项\t追责情形\n')
        for i in range(1, items + 1):
            file.write(f'{i}\t对甲{i}的处罚\t行政处罚\t甲县乙局\t《某某条例》第三条 甲。\t立案责任。 送达责任。\t追究责任。\n')


def huge(work):
    """Lists of growing length, two threads; the peer on the longest, within its time: what it has used by then is less than it needs."""
    print(f'one list of up to {HUGE} items, two processors')
    first, last = None, None
    for items, times in ((max(HUGE // 100, 1), 5), (max(HUGE // 10, 1), 3), (HUGE, 1)):
        make_list(work / 'long.tsv', items)
        runs = [Run([*CONVERT, '-j2', '--limit', 'job-seconds=3000', '-o', str(work / 'long'), str(work / 'long.tsv')], watch=True) for _ in range(times)]
        check_huge(work / 'long', 'long', items)
        wall, cpu = (statistics.median(getattr(run, name) for run in runs) / items for name in ('wall', 'cpu'))
        first = first or (wall, cpu)
        last = runs
        show(f'quanze -j2, {items} items', runs, runs)
        print(f'{"":44} an item {wall * 1e6:.0f} us ({wall / first[0] - 1:+.0%}), processor {cpu * 1e6:.0f} us ({cpu / first[1] - 1:+.0%})', flush=True)
    peer = Run([PYTHON, str(HERE / 'peer.py'), *OWN, '1', str(work / 'longp'), str(work / 'long/long.xml')], watch=True, patience=PATIENCE)
    show(f'lxml, own stylesheets, {HUGE} items' + ('' if peer.finished else ', cut short'), [peer], last)
    print(f'{"":44} memory of all processes, quanze ÷ lxml: {last[0].peak / peer.peak:.2f}' + ('' if peer.finished else ' or less'), flush=True)


with tempfile.TemporaryDirectory() as name:
    os.environ.pop('SOURCE_DATE_EPOCH', None)
    print(f'{"":44} {"wall ms":>9} {"cpu ms":>9} {"MiB":>8}  {"÷ wall":>7} {"÷ cpu":>7}')
    single(Path(name))
    if FILES:
        batch(Path(name))
    if HUGE:
        huge(Path(name))
