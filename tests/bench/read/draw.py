#!/usr/bin/env python3
"""draw.py QUANZE CORPUS SEED OUT: a random sample to read against the sources.

From all workbooks of a folder: 100 citations, and 100 findings of each severity (all, where there are fewer), into
OUT/citations.tsv and OUT/error.tsv, warning.tsv, style.tsv, info.tsv. A line holds what the program says and short
words of the source around it; the columns verdict and why are for the reader to fill in. Verdicts that stand in OUT
already are kept for lines that come again."""
import csv
import json
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

NS = '{urn:quanze:list:1}'
DAY = '2026-11-24'


def text_of(element):
    return ''.join(element.itertext())


def citations(document):
    """(place, words before, citation, words behind, facts) of each citation of a basis."""
    for basis in document.iter(NS + 'basis'):
        for block in list(basis.iter(NS + 'p')) + list(basis.iter(NS + 'li')):
            whole, at = text_of(block), 0
            for cite in block.iter(NS + 'cite'):
                words = text_of(cite)
                start = whole.index(words, at)
                at = start + len(words)
                facts = ' '.join(f'{name}={value}' for name, value in sorted(cite.attrib.items()) if name not in ('note-body', 'note-verb'))
                yield basis.get('pos') or basis.get('from') or '', whole[max(0, start - 15):start], words, whole[at:at + 30], facts


def write(path, header, rows):
    known = {}
    if path.exists():
        for row in csv.DictReader(open(path, encoding='utf-8'), delimiter='\t'):
            known[tuple(row[name] for name in header)] = (row['verdict'], row['why'])
    with open(path, 'w', encoding='utf-8', newline='') as file:
        table = csv.writer(file, delimiter='\t', lineterminator='\n')
        table.writerow(header + ['verdict', 'why'])
        for row in rows:
            table.writerow(list(row) + list(known.get(tuple(row), ('', ''))))


def flat(text):
    return ' '.join(text.split())


def main():
    quanze, corpus, seed, out = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    files = sorted(corpus.glob('*.xls*'))
    cites, findings = [], {'error': [], 'warning': [], 'style': [], 'info': []}
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            subprocess.run([quanze, 'convert', '-q', '-t', 'xml', '-o', folder, str(file)], capture_output=True)
            document = ET.parse(Path(folder) / (file.stem + '.xml'))
            cites += [(file.stem, *map(flat, found)) for found in citations(document)]
            report = json.loads(subprocess.run([quanze, 'validate', '--as-of', DAY, '--format', 'json', str(file)], capture_output=True).stdout)
            for finding in report['inputs'][0]['findings']:
                excerpt = finding.get('excerpt', {'text': '', 'at': 0, 'length': 0})
                words, at, end = excerpt['text'], excerpt['at'], excerpt['at'] + excerpt['length']
                shown = f'{words[:at]}⟦{words[at:end]}⟧{words[end:]}' if excerpt['length'] else words
                data = ' '.join(f'{name}={value}' for name, value in finding['data'].items() if name != 'message')
                findings[finding['severity']].append((file.stem, finding['pos'] or '', finding['rule'], finding['item'] or '', flat(data), flat(shown)))
    draw = random.Random(seed)
    write(out / 'citations.tsv', ['file', 'pos', 'before', 'citation', 'behind', 'facts'], draw.sample(cites, min(100, len(cites))))
    for severity, found in findings.items():
        write(out / f'{severity}.tsv', ['file', 'pos', 'rule', 'item', 'data', 'excerpt'], draw.sample(found, min(100, len(found))))
        print(f'{severity}: {min(100, len(found))} of {len(found)}')
    print(f'citations: {min(100, len(cites))} of {len(cites)}')


main()
