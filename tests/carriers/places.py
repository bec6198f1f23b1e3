"""What the carrier tests share: one file for each place that can hold text, a sentence in it that stands nowhere else, and the
question whether the sentence is in the XML or named by a finding that the same file without it has not."""
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

SENTENCE = '黄鹂鸣翠柳'  # none of its characters stands in the list or in the packaging
NAMING = {'content-skipped', 'content-unknown', 'aside-omitted', 'struck-omitted', 'text-unseen', 'text-omitted', 'hidden-omitted'}


def pack(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def findings(report):
    return {Path(entry['file']).stem: [(f['rule'], f.get('pos'), f.get('message')) for f in entry['findings']] for entry in report['inputs']}


def run(quanze, extension, places, write):
    """`places`: names; write(path, name or None, sentence) makes the file. Prints what is silent; the exit status."""
    work = Path(tempfile.mkdtemp())
    inputs = work / 'in'
    inputs.mkdir()
    names = ['none', *places]
    for number, name in enumerate(names):
        write(inputs / f'{number:03d}.{extension}', None if name == 'none' else name, SENTENCE)
    subprocess.run([quanze, 'convert', '-q', '-t', 'xml', '-o', work / 'out', inputs], capture_output=True)
    report = subprocess.run([quanze, 'validate', '--format', 'json', inputs], capture_output=True, text=True)
    said = findings(json.loads(report.stdout))
    baseline = {rule for rule, _, _ in said['000']}
    kept = named = failed = 0
    for number, name in enumerate(names[1:], 1):
        stem = f'{number:03d}'
        xml = work / 'out' / f'{stem}.xml'
        text = xml.read_text('utf-8') if xml.exists() else ''
        if SENTENCE in ''.join(text.split()):
            kept += 1
        elif [1 for rule, _, _ in said.get(stem, []) if rule in NAMING and (rule not in baseline or said[stem] != said['000'])]:
            named += 1
        else:
            failed += 1
            print(f'not ok - {extension}: {name}: silent', [rule for rule, _, _ in said.get(stem, [])])
    print(f'{extension}: {len(places)} places: kept {kept}, named {named}, silent {failed}')
    print(f'{kept + named} passed, {failed} failed')
    return failed > 0
