#!/usr/bin/env python3
"""data.py QUANZE [INPUT…]: the outputs for other systems, over the samples and all cases.

JSON is what the XML says (worked out here once more, by other means), fits its schema, and no text or attribute of
the XML is missing in it. CSV is RFC 4180 with a byte order mark; each line of each field stands in the rows of its item once.
Read again, the CSV gives the same items, also the one that is for spreadsheets."""
import collections
import csv
import glob
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import jsonschema

NS = '{urn:quanze:list:1}'
ONCE = ('serial', 'name')
PLAIN = ('serial', 'code', 'name', 'subItem', 'powerType', 'body', 'office')
NUMBERS = ('part', 'line')
# A label that is merged over two columns stands twice in the CSV, and the second column is read as one of its own; an
# apostrophe that a workbook shows is taken for a spreadsheet's sign in a text.
CHANGED = {'page.html', 'unlabelled.xlsx', 'names-merged-label.html', 'names-merged-label.xlsx', 'codes-wrapped.xlsx'}
MADE = ('.args', '.xml', '.diag', '.html.html', '.txt', '.json', '.validate')


def local(name):
    return name.split('}')[-1]


# ---- what the JSON should be ----

def attributes(node):
    found = {}
    for name, value in node.attrib.items():
        if name.startswith('{'):
            continue
        first, *others = name.split('-')
        found[first + ''.join(other.capitalize() for other in others)] = int(value) if name in NUMBERS and node.tag != NS + 'repair' else value
    return found


def whole(node):
    return ''.join(node.itertext())


def own_text(point):
    return (point.text or '') + ''.join(whole(child) + (child.tail or '') for child in point if child.tag == NS + 'cite') + ''.join(child.tail or '' for child in point if child.tag != NS + 'cite')


def points(ol):
    made = []
    for li in ol:
        point = {**({'marker': li.get('marker')} if li.get('marker') else {}), 'text': own_text(li)}
        for below in li.findall(NS + 'ol'):
            point['points'] = points(below)
        made.append(point)
    return made


def lines(field):
    if local(field.tag) in PLAIN:
        return [whole(field)] if whole(field) else []
    return [whole(at) if at.tag == NS + 'p' else at.get('marker', '') + own_text(at) for at in field.iter() if at.tag in (NS + 'p', NS + 'li')]


def value(node):
    return {'text': whole(node), **attributes(node)}


def blocks(field):
    made = {'text': '\n'.join(lines(field)), **attributes(field)}
    if len(field) > 1 or any(child.tag == NS + 'ol' for child in field):
        made['blocks'] = [{'paragraph': whole(child)} if child.tag == NS + 'p' else {'points': points(child)} for child in field]
    citations = [value(cite) for cite in field.iter(NS + 'cite')]
    return {**made, **({'citations': citations} if citations else {})}


def item(node):
    made = attributes(node)
    for field in node:
        name = local(field.tag)
        if name in ONCE:
            made[name] = value(field)
        else:
            made.setdefault(name, []).append(value(field) if name in PLAIN else blocks(field))
    return made


def head(node):
    made = {}
    for child in node:
        name = local(child.tag)
        if name in ('title', 'body'):
            made[name] = value(child)
        elif name == 'region':
            made[name] = whole(child)
        elif name == 'revision':
            made[name] = attributes(child)
    made['meta'] = [value(at) for at in node.findall(NS + 'meta')]
    made['decisions'] = [attributes(at) for at in node.findall(f'{NS}decisions/{NS}decision')]
    made['sources'] = [attributes(at) for at in node.findall(NS + 'source')]
    made['repairs'] = [attributes(at) for at in node.findall(f'{NS}repairs/{NS}repair')]
    return made


def expected(root):
    tables = [{**attributes(table), 'columns': [attributes(at) for at in table.iter(NS + 'column')], 'omitted': [value(at) for at in table.findall(NS + 'omitted')],
               'items': [item(at) for at in table.findall(NS + 'item')]} for table in root.findall(NS + 'table')]
    return {'schema': 'urn:quanze:list:1:json', 'version': root.get('version'), 'language': root.get('{http://www.w3.org/XML/1998/namespace}lang'),
            'head': head(root.find(NS + 'head')), 'tables': tables}


def strings(node):
    """All texts of a JSON, also numbers as texts, with how often they stand there."""
    if isinstance(node, dict):
        return sum((strings(child) for child in node.values()), collections.Counter())
    if isinstance(node, list):
        return sum((strings(child) for child in node), collections.Counter())
    return collections.Counter([str(node)])


def missing(root, document):
    """Texts and attributes of the XML that are in no string of the JSON."""
    held = strings(document)
    joined = '\n'.join(held)
    for node in root.iter():
        for text in [*(v for k, v in node.attrib.items()), (node.text or '').strip(), (node.tail or '').strip()]:
            if text and text not in held and text not in joined:
                yield f'{local(node.tag)}: {text[:60]!r}'


# ---- CSV ----

def records(data):
    """A strict reader of RFC 4180: what stands between quotes, lines that end in CR LF. Raises ValueError."""
    if not data.startswith(b'\xef\xbb\xbf'):
        raise ValueError('no byte order mark')
    text, at, rows, row = data[3:].decode(), 0, [], []
    while at < len(text):
        if text[at] == '"':
            cell, at = '', at + 1
            while True:
                end = text.index('"', at)
                cell += text[at:end]
                at = end + 1
                if text[at:at + 1] != '"':
                    break
                cell += '"'
                at += 1
        else:
            end = at
            while text[end] not in ',\r\n"':
                end += 1
            cell, at = text[at:end], end
        row.append(cell)
        if text.startswith('\r\n', at):
            rows.append(row)
            row, at = [], at + 2
        elif text[at] == ',':
            at += 1
        else:
            raise ValueError(f'{text[at:at + 20]!r} behind a cell')
    if row:
        raise ValueError('the last line has no end')
    return rows


def look_at_csv(root, data):
    rows = records(data)
    yield all(len(row) == len(rows[0]) for row in rows), 'rows of different lengths'
    yield rows == list(csv.reader(io.StringIO(data[3:].decode(), newline=''))), 'python reads other cells'
    wanted = collections.Counter(line for node in root.iter(NS + 'item') for field in node for line in lines(field) if line)
    found = collections.Counter(line for row in rows[1:] for cell in row for line in cell.split('\n') if line)
    # a text with a line end of its own is several lines
    wanted = collections.Counter(part for line, count in wanted.items() for _ in range(count) for part in line.split('\n') if part)
    yield wanted == found, f'lost {list((wanted - found).items())[:2]}, more {list((found - wanted).items())[:2]}'


def read_again(a, b):
    """The same items: the same fields in the same order with the same lines, whatever these lines are called (paragraphs, points)."""
    def items(root):
        return [[(local(field.tag), [''.join(line.split()) for line in lines(field) if line.strip()]) for field in node if lines(field)] for node in root.iter(NS + 'item')]
    one, other = items(a), items(b)
    if len(one) != len(other):
        return f'{len(one)} items became {len(other)}'
    for x, y in zip(one, other):
        if x != y:
            return next((f'{p} became {q}' for p, q in zip(x, y) if p != q), f'{len(x)} fields became {len(y)}')
    return ''


# ---- by a mapping ----

MAPPED = [{'name': '对甲的处罚', 'subItem': '甲一', 'typeCode': '02', 'levelCode': '3\n4', 'citations': '《某某条例》第三条\n《某某条例》第四条'},
          {'name': '对乙的监督', 'type': '行政监督', 'typeCode': '', 'levelCode': '市、县', 'remark': '见附注'},
          {'name': '对丙的许可', 'type': '许可', 'typeCode': '01', 'levelCode': '4', 'code': '000120003'}]
NUMBERED = '''<mapping xmlns="urn:quanze:mapping:1" version="1.0" name="n" rows="{rows}" repeat="{repeat}" header="no">
<column field="serial" label="序号" key="n" type="number"/><column field="code" label="编码" type="number"/>
<column constant="=甲" label="市" key="city"/><column field="subItem" label="子项"/><column field="listTitle" label="清单"/><column field="name" label="名称"/></mapping>'''


def look_at_mapped(quanze, folder):
    schema = json.load(open('xsd/quanze-rows.schema.json', encoding='utf-8'))
    fits = jsonschema.validators.validator_for(schema)
    fits.check_schema(schema)
    def convert(mapping, path, *options):
        subprocess.run([quanze, 'convert', '-q', '-t', 'json,csv', '--mapping', mapping, '-o', folder, *options, path], stderr=subprocess.DEVNULL)
        stem = f'{folder}/' + os.path.splitext(os.path.basename(path))[0]
        document = json.load(open(stem + '.json', encoding='utf-8'))
        return document, records(open(stem + '.csv', 'rb').read()), [error.message for error in fits(schema).iter_errors(document)]
    document, table, wrong = convert('samples/mappings/gbt-39046.xml', 'tests/cases/outside/mapped.tsv')
    yield not wrong, f'rows: {wrong[:2]}'
    yield len(document['rows']) == 3 and all(row.items() >= wanted.items() for row, wanted in zip(document['rows'], MAPPED)), f'rows: {document["rows"]}'
    yield table == [[column['label'] for column in document['columns']], *([str(cell) for cell in row.values()] for row in document['rows'])], 'the CSV has other rows than the JSON'
    yield convert('samples/mappings/gbt-39046.xml', 'tests/cases/outside/mapped.tsv', '--lang', 'en')[0] == document, 'keys by language'
    for rows, repeat, subitems, names in (('item', 'no', ['对甲一的处罚\n对甲二的处罚', '', ''], 3), ('subItem', 'no', ['对甲一的处罚', '对甲二的处罚', '', ''], 3), ('subItem', 'yes', ['对甲一的处罚', '对甲二的处罚', '', ''], 4)):
        open(f'{folder}/numbered.xml', 'w', encoding='utf-8').write(NUMBERED.format(rows=rows, repeat=repeat))
        document, table, wrong = convert(f'{folder}/numbered.xml', 'tests/cases/layout/merges.xlsx')
        found = document['rows']
        yield not wrong and [row['子项'] for row in found] == subitems and sum(bool(row['名称']) for row in found) == names, f'{rows}, {repeat}: {found}'
        yield all(row['city'] == '=甲' and row['清单'] == '甲县乙局权责清单' for row in found) and found[0]['n'] == 1, f'constant, title, number: {found[0]}'
        yield len(table) == len(found) and table[0][0] == '1', 'a header that is not wanted'


def inputs():
    for path in sorted(glob.glob('samples/*.tsv') + glob.glob('tests/cases/*/*')):
        if os.path.isfile(path) and not path.endswith(MADE) and '.no-' not in path and not path.endswith(('.tsv.html', '.csv.html')) and not os.path.exists(path[:-len('.html')]):
            yield path


def main():
    quanze, given = sys.argv[1], sys.argv[2:]
    schema = json.load(open('xsd/quanze-list.schema.json', encoding='utf-8'))
    fits = jsonschema.validators.validator_for(schema)(schema)
    passed = failed = again = 0
    with tempfile.TemporaryDirectory() as folder:
        for right, why in look_at_mapped(quanze, folder):
            passed, failed = passed + right, failed + (not right)
            print('' if right else f'not ok - mapped: {why[:400]}\n', end='')
        for path in given or inputs():
            options = re.sub(r'(-t|--mapping) \S+', '', open(path + '.args').read()).split() if os.path.exists(path + '.args') else []
            stem = f'{folder}/' + os.path.splitext(os.path.basename(path))[0]
            subprocess.run([quanze, 'convert', '-q', '-t', 'xml,json,csv', '-o', folder, *options, path], stderr=subprocess.DEVNULL)
            if not os.path.exists(stem + '.json'):
                continue
            root = ET.parse(stem + '.xml').getroot()
            document = json.load(open(stem + '.json', encoding='utf-8'))
            wrong = [f'schema: {error.message[:100]}' for error in fits.iter_errors(document)]
            wrong += [] if document == expected(root) else ['the JSON is not what the XML says']
            wrong += [f'missing: {what}' for what in missing(root, document)]
            wrong += [why for right, why in look_at_csv(root, open(stem + '.csv', 'rb').read()) if not right]
            os.rename(stem + '.csv', f'{folder}/again.csv')
            subprocess.run([quanze, 'convert', '-q', '-t', 'csv', '--csv-for', 'spreadsheet', '-o', f'{folder}/guarded', *options, path], stderr=subprocess.DEVNULL)
            os.rename(f'{folder}/guarded/' + os.path.basename(stem) + '.csv', f'{folder}/guarded.csv')
            whys = []
            for name in ('again', 'guarded'):
                subprocess.run([quanze, 'convert', '-q', '-t', 'xml', '-o', folder, f'{folder}/{name}.csv'], stderr=subprocess.DEVNULL)
                whys.append(read_again(root, ET.parse(f'{folder}/{name}.xml').getroot()) if os.path.exists(f'{folder}/{name}.xml') else 'not read')
            why = whys[0] or whys[1]
            again += not why
            wrong += [f'read again: {why}'] if why and os.path.basename(path) not in CHANGED else []
            passed, failed = passed + (not wrong), failed + bool(wrong)
            for what in wrong[:4]:
                print(f'not ok - {path}: {what[:300]}')
            for old in glob.glob(f'{folder}/*.*'):
                os.remove(old)
    print(f'# read again: {again}')
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


if __name__ == '__main__':
    main()
