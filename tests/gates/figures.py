#!/usr/bin/env python3
"""figures.py FILE.docx FILE.pdf: a table "figure, standard, measured". Fonts and
sizes from the XML; paper, margins, line pitch and page numbers from the PDF.
Fails where a font differs or a place is off by more than 1 mm (GB/T 9704—2012).
Landscape places are derived: the page turned with its portrait number."""
import re
import statistics
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
DPI = 200
MM = 25.4 / 72
rows = []


def styles(path):
    root = ET.fromstring(zipfile.ZipFile(path).read('word/styles.xml'))
    found = {s.get(W + 'styleId'): s for s in root.iter(W + 'style')}
    default = root.find(f'{W}docDefaults/{W}rPrDefault/{W}rPr')

    def value(style, tag, attribute):
        while style is not None:
            node = style.find(f'{W}rPr/{W}{tag}')
            if node is not None and node.get(W + attribute):
                return node.get(W + attribute)
            base = style.find(W + 'basedOn')
            style = found.get(base.get(W + 'val')) if base is not None else None
        return default.find(W + tag).get(W + attribute)
    return lambda name: (value(found[name], 'rFonts', 'eastAsia'), float(value(found[name], 'sz', 'val')) / 2)


def add(figure, standard, measured, fine):
    rows.append((figure, standard, measured, 'ok' if fine else 'DEVIATES'))


def place(figure, standard, measured):
    """A place in mm; measured in PDF points."""
    if measured is None:
        rows.append((figure, f'{standard:.1f} mm', 'no such page', '-'))
    else:
        add(figure, f'{standard:.1f} mm', f'{measured * MM:.1f} mm', abs(measured * MM - standard) <= 1)


def pages(path):
    text = subprocess.run(['pdftotext', '-bbox', path, '-'], capture_output=True, text=True, check=True).stdout
    for part in re.findall(r'<page .*?</page>', text, re.S):
        size = [float(x) for x in re.search(r'width="([\d.]+)" height="([\d.]+)"', part).groups()]
        words = [(*map(float, w[:4]), w[4]) for w in re.findall(r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', part)]
        yield size, words


def ruled(path, number):
    """The table's outer lines on a page, in points: left, top, right, bottom."""
    data = subprocess.run(['pdftoppm', '-gray', '-r', str(DPI), '-f', str(number), '-l', str(number), path], capture_output=True, check=True).stdout
    head = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(head[1]), int(head[2])
    body = data[head.end():]
    across = [y for y in range(height) if sum(b < 160 for b in body[y * width:(y + 1) * width]) > width * 0.6]
    down = [x for x in range(width) if sum(b < 160 for b in body[x::width]) > height * 0.3]
    return [v * 72 / DPI for v in (down[0], across[0], down[-1], across[-1])] if across and down else None


def number_of(words, number):
    """The dashes and digits of a page number."""
    marks = [w for w in words if w[4] == '—']
    digits = [w for w in words if w[4] == str(number)]
    for first in marks:
        for second in marks:
            if first is not second and any(min(first[0], second[0]) - 1 <= d[0] <= max(first[2], second[2]) and min(first[1], second[1]) - 1 <= d[1] <= max(first[3], second[3]) for d in digits):
                return first, second
    return None


def measure(path):
    found, faults, before = {}, [], None
    for number, (size, words) in enumerate(pages(path), 1):
        turned = size[0] > size[1]
        if before is None and any(w[4].startswith('附录（共') for w in words):
            before = number - 1  # the appendix counts its pages from 1
        shown = number - (before or 0)
        kind = ('landscape' if turned else 'portrait', 'odd' if shown % 2 else 'even')
        pair = number_of(words, shown)
        if not pair:
            faults.append(f'page {number}: no page number')
        else:
            found.setdefault(kind, []).append((number, size, words, pair))
    return found, faults


def report_numbers(found):
    for side in ('odd', 'even'):
        seen = found.get(('landscape', side), [])
        worst = max((p[0][0] + p[0][2] for *_, p in seen), key=lambda x: abs(x / 2 * MM - 28), default=None)
        place(f'landscape, {side}: middle of the page number from the left edge', 28, worst and worst / 2)
        if side == 'odd':
            ends = [size[1] - max(d[3] for d in p) for _, size, _, p in seen]
            place('landscape, odd: end of the page number from the lower edge', 26 + 4.94, max(ends, key=lambda x: abs(x * MM - 30.9), default=None))
        else:
            ends = [min(d[1] for d in p) for *_, p in seen]
            place('landscape, even: begin of the page number from the upper edge', 28 + 4.94, max(ends, key=lambda x: abs(x * MM - 32.9), default=None))
        seen = found.get(('portrait', side), [])
        height = [(p[0][1] + p[0][3]) / 2 for *_, p in seen]
        place(f'portrait, {side}: page number from the upper edge (7 mm below the type area)', 269, height[0] if height else None)
        if side == 'odd':
            ends = [size[0] - max(d[2] for d in p) for _, size, _, p in seen]
            place('portrait, odd: end of the page number from the right edge', 26 + 4.94, ends[0] if ends else None)
        else:
            ends = [min(d[0] for d in p) for *_, p in seen]
            place('portrait, even: begin of the page number from the left edge', 28 + 4.94, ends[0] if ends else None)


def report_pages(found, path):
    whole = [p for kind in found for p in found[kind]]
    for way, paper in (('portrait', (210, 297)), ('landscape', (297, 210))):
        for size in {tuple(p[1]) for kind in found for p in found[kind] if kind[0] == way}:
            if way == 'landscape' and size[0] * MM > 400:
                paper = (420, 297)  # A3, which a table may need
            place(f'{way} paper, width', paper[0], size[0])
            place(f'{way} paper, height', paper[1], size[1])
    sheets = sorted(p for side in ('odd', 'even') for p in found.get(('landscape', side), []))
    numbers = [p[0] for p in sheets]
    # Of the pages behind the first the one on which text begins highest: there a table goes on from the page before.
    first = min(sheets[1:], key=lambda p: (round(min((w[1] for w in p[2] if w[0] * MM > 35), default=p[1][1])), p[0]), default=None)
    lines = ruled(path, first[0]) if len(numbers) > 2 else None
    size = next((p[1] for p in whole if numbers and p[0] == numbers[0]), (0, 0))
    place('landscape: type area from the left edge', 35, lines and lines[0])
    place('landscape: type area from the right edge', 37, lines and size[0] - lines[2])
    place('landscape: type area from the upper edge (27: between 28 and 26)', 27, lines and lines[1])
    upright = [[w for w in p[2] if w[1] < 740] for p in whole if p[1][0] < p[1][1]]
    # A page of running text: words of ideographs (digits stand otherwise in their line), lines with and without indent.
    upright = [[w for w in words if len(w[4]) > 3 and all('\u4e00' <= c <= '\u9fff' for c in w[4][:2])] for words in upright]
    fullest = max(upright, key=len, default=[])
    tops = sorted({round(w[1]) for w in fullest if w[3] - w[1] < 24})
    steps = [b - a for a, b in zip(tops, tops[1:]) if b - a > 20]
    wrapped = bool(fullest) and max(w[0] for w in fullest) - min(w[0] for w in fullest) > 30
    pitch = statistics.median(steps) if len(steps) > 12 and wrapped else None
    place('portrait: 22 lines', 225, pitch and pitch * 22)
    place('portrait: type area from the left edge', 28, min(w[0] for w in fullest) if pitch else None)


def main():
    style = styles(sys.argv[1])
    for name, figure, font, size in (('Title', 'title', '方正小标宋简体', 22), ('Normal', 'text', '仿宋_GB2312', 16), ('Heading1', 'first level', '黑体', 16),
                                     ('Heading2', 'second level', '楷体_GB2312', 16), ('QzAnnex', '附件', '黑体', 16), ('QzPageOdd', 'page number', '宋体', 14)):
        measured = style(name)
        add(figure, f'{font} {size} pt', f'{measured[0]} {measured[1]:g} pt', measured == (font, size))
    cell = style('QzCell')
    add('table text', '10.5 to 12 pt (practice)', f'{cell[0]} {cell[1]:g} pt', 10.5 <= cell[1] <= 12)
    found, faults = measure(sys.argv[2])
    report_pages(found, sys.argv[2])
    report_numbers(found)
    for row in rows:
        print(' | '.join(row))
    print('\n'.join(faults))
    return bool(faults) or any(row[3] == 'DEVIATES' for row in rows)


sys.exit(main())
