#!/usr/bin/env python3
"""Variants of the samples that must give the same items.

shuffle.py QUANZE

The reading of a sample (its XML, checked by a golden case) is written out again
as a table in many other shapes: columns in another order, an unknown column,
other labels, rows with lost cells, two fields in one cell, other markup, BOM,
CRLF. Each variant is converted, and its items are compared, field by field and
block by block, with what went in. Nothing here is shared with the program.
"""
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

NS = '{urn:quanze:list:1}'
QUANZE = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'
PLAIN = ['serial', 'code', 'name', 'subItem', 'powerType', 'body', 'office']
OTHER_LABELS = {
    'serial': ['编号', '总序号'], 'name': ['权责事项名称', '职权名称', '权力\n事项'], 'subItem': ['子项', '子项（如无，请填“无”）'],
    'powerType': ['权力类别', '职权类型', '事 项 类 型'], 'body': ['实施主体', '行政主体', '责任主体'], 'basis': ['设定依据', '法律依据', '职权依据（注明条款）'],
    'duties': ['责任事项', '责任内容'], 'accountability': ['追责情形及依据', '问责情形'], 'office': ['承办机构', '内设机构'],
    'code': ['职权编码', '权力编码'], 'remark': ['说明'], 'remedies': ['救济渠道'],
}


def blocks(element):
    """The field's blocks as (kind, marker, text); plain text as one block."""
    tag = element.tag.replace(NS, '')
    text = lambda node: ''.join(node.itertext()).strip()
    if tag in PLAIN:
        return [('text', '', text(element))]
    result = []
    for child in element:
        if child.tag == NS + 'p':
            result.append(('p', '', text(child)))
        else:
            result += [('li', li.get('marker', ''), text(li)) for li in child.iter(NS + 'li')]
    return result


def read(path):
    """Columns [(label, field)] and items [{field: blocks}] of a document; extra columns by label."""
    root = ET.parse(path).getroot()
    table = root.find(NS + 'table')
    columns = [(c.get('label'), c.get('field')) for c in table.find(NS + 'columns')]
    items = []
    for item in table.findall(NS + 'item'):
        fields = {}
        for element in item:
            tag = element.tag.replace(NS, '')
            key = 'extra:' + element.get('label', '') if tag == 'extra' else tag
            fields[key] = [b for b in blocks(element) if b[2] or b[1]]
        items.append(fields)
    return root.findtext(NS + 'head/' + NS + 'title'), columns, items


def cell(field, content, markup):
    """A cell's text in one of the styles of markup."""
    if not content:
        return ''
    if field in PLAIN:
        return content[0][2]
    lines = [marker + text for _, marker, text in content]
    # Without markup a blank behind a sentence's end tells of a lost boundary; other boundaries need their line ends.
    numbered = any(marker for _, marker, _ in content) or not all(line[-1:] in '。；：' for line in lines[:-1])
    if field == 'basis' or field.startswith('extra') or field in ('remark', 'remedies') or all(k == 'p' for k, _, _ in content):
        return ' '.join(f'<p>{line}</p>' for line in lines) if markup != 'none' else '\n'.join(lines) if markup == 'none' and numbered else ' '.join(lines)
    lead = [line for (kind, _, _), line in zip(content, lines) if kind == 'p']
    points = [line for (kind, _, _), line in zip(content, lines) if kind == 'li']
    if markup == 'none':
        return ('\n' if numbered else ' ').join(lead + points)
    paragraphs = ' '.join(f'<p>{line}</p>' for line in lead)
    if markup == 'li':
        return paragraphs + '<ol>' + ''.join(f'<li>{line}</li>' for line in points) + '</ol>'
    return paragraphs + ' <ol style="list-style-type: none"> ' + ' '.join(points)


def quote(text):
    return '"' + text.replace('"', '""') + '"' if re.search(r'["\n]', text) else text


def write(path, title, header, rows, bom=False, end='\n'):
    lines = ['', title or '', '', '\t'.join(quote(h) for h in header)] + ['\t'.join(quote(c) for c in row) for row in rows]
    path.write_bytes((b'\xef\xbb\xbf' if bom else b'') + (end.join(lines) + end).encode())


def key_of(label, field):
    return 'extra:' + label if field == 'extra' else field


class Variant:
    """One way of writing the table; `lost` names fields that the variant truly leaves out."""

    def __init__(self, name, columns, items, markup='loose', labels=None, drop=None, merge=None, every=2, bom=False, end='\n'):
        self.name, self.bom, self.end = name, bom, end
        self.header = [(labels or {}).get(field, label) for label, field in columns]
        self.rows, self.expected = [], []
        for number, item in enumerate(items):
            keys = [key_of(*column) for column in columns]
            values = [cell(column[1], item.get(key, []), markup) for column, key in zip(columns, keys)]
            expected = dict(item)
            if drop in keys and number % every:
                values.pop(keys.index(drop))
                expected[drop] = []
            if merge and number % every and all(k in keys and item.get(k) for k in merge):
                first, second = (keys.index(k) for k in merge)
                if second == first + 1:
                    parts = [values[first], values[second]]
                    glue = ' ' if markup == 'none' else ''
                    values[first:second + 1] = [glue.join(p if p.startswith('<') or glue else f'<p>{p}</p> ' for p in parts)]
            self.rows.append(values)
            self.expected.append(expected)


def variants(columns, items):
    shuffled = random.Random(20261124)
    fields = [field for _, field in columns]
    for markup in ('loose', 'li', 'none'):
        yield Variant(f'markup {markup}', columns, items, markup)
    yield Variant('BOM', columns, items, bom=True)
    yield Variant('CRLF', columns, items, end='\r\n')
    for seed in range(6):
        order = columns[:]
        shuffled.shuffle(order)
        yield Variant(f'order {seed}', order, items)
        yield Variant(f'order {seed}, no markup', order, items, 'none')
        yield Variant(f'order {seed}, type lost', order, items, drop='powerType')
        yield Variant(f'order {seed}, body lost', order, items, drop='body')
    for turn in range(3):
        labels = {f: options[turn % len(options)] for f, options in OTHER_LABELS.items() if f in fields}
        yield Variant(f'labels {turn}', columns, items, labels=labels)
    for at in (0, 3, len(columns)):
        added = columns[:at] + [('录入时间', 'extra')] + columns[at:]
        with_value = [dict(item, **{'extra:录入时间': [('p', '', f'2025年{n + 1}月')]}) for n, item in enumerate(items)]
        yield Variant(f'unknown column at {at}', added, with_value)
    for lost in ('body', 'powerType', 'subItem', 'code', 'office'):
        if lost in fields:
            yield Variant(f'{lost} lost in every other row', columns, items, drop=lost)
            yield Variant(f'{lost} lost in two rows of three', columns, items, drop=lost, every=3)
            yield Variant(f'{lost} lost, no markup', columns, items, 'none', drop=lost)
    for pair in (('powerType', 'body'), ('body', 'basis')):
        for markup in ('loose', 'li', 'none'):
            yield Variant(f'{"+".join(pair)} in one cell, {markup}', columns, items, markup, merge=pair)


def differences(expected, found):
    if len(expected) != len(found):
        return [f'{len(found)} items instead of {len(expected)}']
    result = []
    for number, (want, have) in enumerate(zip(expected, found)):
        for key in sorted(set(want) | set(have)):
            if want.get(key, []) != have.get(key, []):
                result.append(f'item {number + 1}, {key}: {want.get(key)} became {have.get(key)}')
    return result


def convert(source, folder):
    done = subprocess.run([QUANZE, 'convert', '-q', '-t', 'xml', '-o', str(folder), str(source)], capture_output=True, text=True)
    return folder / (source.stem + '.xml') if done.returncode == 0 else None, done.stderr


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sample in sorted(Path('samples').glob('*.tsv')):
            original, complaint = convert(sample, folder / 'original')
            if not original:
                print('not ok -', sample, complaint)
                failed += 1
                continue
            title, columns, items = read(original)
            for variant in variants(columns, items):
                source = folder / 'variant.tsv'
                write(source, title, variant.header, variant.rows, variant.bom, variant.end)
                result, complaint = convert(source, folder / 'out')
                wrong = differences(variant.expected, read(result)[2]) if result else [complaint]
                if wrong:
                    failed += 1
                    print(f'not ok - {sample.stem}: {variant.name}')
                    for line in wrong[:3]:
                        print('   ', line[:400])
                else:
                    passed += 1
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed != 0)


main()
