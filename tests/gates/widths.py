#!/usr/bin/env python3
"""widths.py FOLDER FILE.docx…: the same Word files with columns equally wide, and wide in
proportion to their text; with `--pages`, the pages of all three (FOLDER/NAME.pdf,
NAME.equal.pdf, NAME.share.pdf, made in between). Fails where quanze's has more pages than another."""
import os
import re
import subprocess
import sys
import zipfile

LEAST = 590  # twips: two characters


def cells(row):
    """(place in the grid, span, match) of each cell of a row."""
    at = 0
    for cell in re.finditer(r'<w:tc>.*?</w:tc>', row, re.S):
        span = re.search(r'<w:gridSpan w:val="(\d+)"', cell.group())
        span = int(span.group(1)) if span else 1
        yield at, span, cell
        at += span


def rows(table):
    return re.finditer(r'<w:tr>.*?</w:tr>', table, re.S)


def texts(table, columns):
    count = [1] * columns
    for row in rows(table):
        for at, span, cell in cells(row.group()):
            if span == 1:
                count[at] += len(''.join(re.findall(r'<w:t[ >][^<]*', cell.group())))
    return count


def share(weights, width):
    room = width - LEAST * len(weights)
    widths = [LEAST + room * w // sum(weights) for w in weights]
    return widths[:-1] + [width - sum(widths[:-1])]


def resized(table, proportional):
    grid = [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"', table)]
    widths = share(texts(table, len(grid)) if proportional else [1] * len(grid), sum(grid))

    def row_of(row):
        text = row.group()
        for at, span, cell in reversed(list(cells(text))):
            new = re.sub(r'<w:tcW w:w="\d+"', f'<w:tcW w:w="{sum(widths[at:at + span])}"', cell.group(), count=1)
            text = text[:cell.start()] + new + text[cell.end():]
        return text

    table = re.sub(r'<w:tblGrid>.*?</w:tblGrid>', '<w:tblGrid>' + ''.join(f'<w:gridCol w:w="{w}"/>' for w in widths) + '</w:tblGrid>', table, count=1)
    return re.sub(r'<w:tr>.*?</w:tr>', row_of, table, flags=re.S)


def write(path, target, proportional):
    source = zipfile.ZipFile(path)
    with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            if name == 'word/document.xml':
                data = re.sub(r'<w:tbl>.*?</w:tbl>', lambda m: resized(m.group(), proportional), data.decode(), flags=re.S).encode()
            out.writestr(name, data)


def pages(path):
    return int(re.search(r'Pages: +(\d+)', subprocess.run(['pdfinfo', path], capture_output=True, text=True).stdout).group(1))


def main():
    folder, files = sys.argv[1], [a for a in sys.argv[2:] if a != '--pages']
    worse = False
    for path in files:
        stem = os.path.basename(path)[:-len('.docx')]
        if '--pages' not in sys.argv:
            write(path, f'{folder}/{stem}.equal.docx', False)
            write(path, f'{folder}/{stem}.share.docx', True)
            continue
        ours, equal, proportional = pages(path[:-len('.docx')] + '.pdf'), pages(f'{folder}/{stem}.equal.pdf'), pages(f'{folder}/{stem}.share.pdf')
        print(f'{stem}: {ours} pages; columns equally wide {equal}, in proportion to text {proportional}')
        worse = worse or ours > min(equal, proportional)
    sys.exit(worse)


main()
