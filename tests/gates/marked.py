#!/usr/bin/env python3
"""marked.py QUANZE INPUT.xlsx MARKED.xlsx: every part of the workbook that was read is in the marked one, byte for byte
but the sheets, comments, drawings of notes, styles, kinds of content, relationships and the workbook's list of sheets;
cells keep their values; each finding with a cell has its colour and its comment, and its line. Of an input that
openpyxl itself does not read, the parts alone are compared."""
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

import openpyxl

quanze, source, marked = sys.argv[1:4]
wrong = []
before, after = zipfile.ZipFile(source), zipfile.ZipFile(marked)
for name in before.namelist():
    if name.endswith('/'):
        continue
    if name not in after.namelist():
        wrong.append(f'{name} is missing')
    elif before.read(name) != after.read(name) and not re.search(r'^\[Content_Types\]\.xml$|styles\.xml$|\.rels$|worksheets/|comments?[^/]*$|\.vml$|workbook\.xml$', name):
        wrong.append(f'{name} differs')
try:
    old = openpyxl.load_workbook(source)
except (TypeError, KeyError, IndexError) as error:  # a style sheet that openpyxl does not read, in the input already: its parts are compared, no more
    print(*wrong[:8], f'openpyxl does not read {source}: {error}', sep='\n')
    sys.exit(bool(wrong))
new = openpyxl.load_workbook(marked)
findings = json.loads(subprocess.run([quanze, 'validate', '--format', 'json', source], stdout=subprocess.PIPE, env={**os.environ, 'LC_ALL': 'zh_CN.UTF-8'}).stdout)['inputs'][0]['findings']
shown = [f for f in findings if f['severity'] != 'info']
listed = new.worksheets[-1]
if len(list(listed.iter_rows(min_row=2))) != len(shown):
    wrong.append(f'{len(list(listed.iter_rows(min_row=2)))} lines for {len(shown)} findings')
# A department is told what it sees in its own file, where a rule has words for that: the words of them that come before any datum.
rules = ET.parse(os.path.join(os.path.dirname(__file__), '../../xslt/l10n/messages.zh-CN.xml')).getroot().findall('.//{*}rule')
seen = {rule.get('id'): max(re.split(r'[{}\[\]]', rule.findtext('{*}seen'))[::2], key=len)[:12] for rule in rules if rule.findtext('{*}seen')}
places = {}
for finding in shown:
    for place in (finding.get('pos') or '').split(' '):
        match = re.fullmatch(r'(.*?)!([A-Z]+\d+)([-#:].*)?', place)
        if match:
            name = re.sub('%([0-9A-F]{2})', lambda m: chr(int(m.group(1), 16)), match.group(1))
            places.setdefault((name, match.group(2)), []).append(seen.get(finding['rule'], finding['message'][:20]))
styled = any(name.endswith('styles.xml') for name in before.namelist())
# What lies under a merged range is marked at its first cell.
for (title, place), messages in list(places.items()):
    for merged in old[title].merged_cells.ranges if title in old.sheetnames else ():
        if place in merged and place != merged.start_cell.coordinate:
            places.setdefault((title, merged.start_cell.coordinate), []).extend(places.pop((title, place)))
for sheet in old.worksheets:
    other = new[sheet.title]
    if sorted(map(str, sheet.merged_cells.ranges)) != sorted(map(str, other.merged_cells.ranges)):
        wrong.append(f'{sheet.title}: merges')
    if len(sheet.data_validations.dataValidation) != len(other.data_validations.dataValidation):
        wrong.append(f'{sheet.title}: validations')
    for row in other.iter_rows():
        for cell in row:
            was = sheet[cell.coordinate]
            said = places.get((sheet.title, cell.coordinate))
            if was.value != cell.value:
                wrong.append(f'{sheet.title}!{cell.coordinate}: another value')
            if said and not (cell.comment and all(words in cell.comment.text for words in said)):
                wrong.append(f'{sheet.title}!{cell.coordinate}: no comment')
            if said and cell.fill.fgColor.rgb not in ('FFFFC6CD', 'FFFFEA9B', 'FFDCEAF6'):
                wrong.append(f'{sheet.title}!{cell.coordinate}: no colour')
            if not said and (repr(was.fill) != repr(cell.fill) or (was.comment and was.comment.text) != (cell.comment and cell.comment.text)):
                wrong.append(f'{sheet.title}!{cell.coordinate}: changed')
            same = all(repr(getattr(was, part)) == repr(getattr(cell, part)) for part in ('font', 'border', 'alignment', 'number_format'))
            if styled and said and not same:
                wrong.append(f'{sheet.title}!{cell.coordinate}: another style')
            if was.comment and was.comment.text not in cell.comment.text:
                wrong.append(f'{sheet.title}!{cell.coordinate}: its comment is gone')
    gone = [place for place in places if place[0] == sheet.title and place[1] not in {c.coordinate for row in other.iter_rows() for c in row}]
    if gone:
        wrong.append(f'{gone[:3]} have no cell')
print(*wrong[:8], sep='\n')
sys.exit(bool(wrong))
