#!/usr/bin/env python3
"""bench.py [QUANZE [PAIRS [FILES]]]: quanze beside its peers, in one run, on the same lists; one table.

quanze does its whole job from the raw table: reading, repairing, proving, validating, judging, XML, Word, page, text.
The peers start from quanze's XML, which spares them the reading: xmllint + xsltproc + zip (shell.sh) and python3-lxml
(peer.py), each with quanze's own schema and stylesheets, and with the frozen plain set of plain/; pandoc and
LibreOffice make a Word file from the page of the plain set. Times are medians over alternating runs, ratios are
quanze ÷ peer. Outputs are checked before anything counts. Peak memory is that of all processes of a command together
(sum of Pss, looked at every 10 ms; short peaks may be missed), where it runs long enough; else that of the largest."""
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

    def __init__(self, command, watch=False, ok=(0, 1)):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.peak = 0
        watcher = threading.Thread(target=self.watch, args=(process.pid,))
        self.going = watch
        if watch:
            watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        self.going = False
        if watch:
            watcher.join()
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss)
        if process.returncode not in ok:
            sys.exit(f'{command[0]} … ended with {process.returncode}')

    def watch(self, pid):
        while self.going:
            self.peak = max(self.peak, memory(pid))
            time.sleep(0.01)


def rows(docx):
    return zipfile.ZipFile(docx).read('word/document.xml').decode().count('<w:tr>') + zipfile.ZipFile(docx).read('word/document.xml').decode().count('<w:tr ')


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


def single(work):
    subprocess.run([QUANZE, 'convert', '-q', '-o', work / 'list', SAMPLE], capture_output=True)
    (work / 'list/jiuquan-wangxin.xml').rename(work / 'list.xml')
    own = work / 'list/jiuquan-wangxin.html'
    subprocess.run(['xsltproc', '-o', work / 'plain.html', PLAIN[1], work / 'list.xml'], check=True)
    commands = {
        'quanze': [QUANZE, 'convert', '-q', '-o', str(work / 'q'), str(SAMPLE)],
        'shell, own stylesheets': [str(HERE / 'shell.sh'), *OWN, str(work / 'list.xml'), str(work / 's')],
        'shell, plain stylesheets': [str(HERE / 'shell.sh'), *PLAIN, str(work / 'list.xml'), str(work / 'sp')],
        'lxml, own stylesheets': [PYTHON, str(HERE / 'peer.py'), *OWN, '1', str(work / 'l'), str(work / 'list.xml')],
        'lxml, plain stylesheets': [PYTHON, str(HERE / 'peer.py'), *PLAIN, '1', str(work / 'lp'), str(work / 'list.xml')],
        'pandoc, docx alone': ['pandoc', '-f', 'html', '-o', str(work / 'p.docx'), str(work / 'plain.html')],
    }
    office = ['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{work}/office', '--convert-to', 'docx:MS Word 2007 XML', '--infilter=HTML (StarWriter)',
              '--outdir', str(work / 'o'), str(work / 'plain.html')]
    results = {title: [] for title in commands}
    for _ in range(PAIRS + 1):  # the first fills the caches and is left out
        for title, command in commands.items():
            results[title].append(Run(command))
    check_quanze(work / 'q', 'jiuquan-wangxin')
    for folder in ('s', 'sp', 'l', 'lp'):
        check_peer(work / folder, 'list', own if folder in ('s', 'l') else None)
    need(rows(work / 'p.docx') >= ITEMS, 'pandoc')
    print(f'one list of {ITEMS} items, whole process')
    for title, runs in results.items():
        show(title, runs[1:], results['quanze'][1:])
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
    results = {'quanze -j2': [], 'lxml, pool of 2, own stylesheets': [], 'lxml, pool of 2, plain stylesheets': []}
    for _ in range(3):
        shutil.rmtree(work / 'bq', ignore_errors=True)
        results['quanze -j2'].append(Run([QUANZE, 'convert', '-q', '-j2', '-o', str(work / 'bq'), str(work / 'in')], watch=True))
        lists = sorted(str(path) for path in (work / 'bq').glob('*/list*.xml'))
        need(len(lists) == FILES, 'as many lists as inputs')
        for own, title in ((OWN, 'lxml, pool of 2, own stylesheets'), (PLAIN, 'lxml, pool of 2, plain stylesheets')):
            shutil.rmtree(work / 'bl', ignore_errors=True)
            results[title].append(Run([PYTHON, str(HERE / 'peer.py'), *own, '2', str(work / 'bl'), *lists], watch=True))
            need(len(list((work / 'bl').glob('*.docx'))) == FILES, 'as many Word files')
            check_peer(work / 'bl', 'list000007', work / 'bq/000/list000007.html' if own is OWN else None)
    check_quanze(work / 'bq/000', 'list000007')
    print(f'{FILES} lists of {ITEMS} items, two processes')
    for title, runs in results.items():
        show(title, runs, results['quanze -j2'])
    best = max(run.cpu / run.wall / 2 for run in results['quanze -j2'])
    print(f'{"":44} share of two processors used by quanze: {best:.0%}')
    runs = [Run([QUANZE, 'convert', '-q', '-j2', '-o', str(work / 'bq'), str(work / 'in')])]
    show('quanze -j2 again, nothing changed', runs, results['quanze -j2'][:1])


with tempfile.TemporaryDirectory() as name:
    os.environ.pop('SOURCE_DATE_EPOCH', None)
    print(f'{"":44} {"wall ms":>9} {"cpu ms":>9} {"MiB":>8}  {"÷ wall":>7} {"÷ cpu":>7}')
    single(Path(name))
    batch(Path(name))
