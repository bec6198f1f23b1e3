#!/usr/bin/env python3
"""structure.py FILE.docx: what validators do not look at. Styles and numberings
used are defined, relationships lead to parts and all parts are reached, ids and
bookmarks are unique, fields and bookmarks are closed, cells end in a paragraph,
rows fill the grid, header rows come first."""
import posixpath
import sys
import xml.etree.ElementTree as ET
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
REL = '{http://schemas.openxmlformats.org/package/2006/relationships}'
archive = zipfile.ZipFile(sys.argv[1])
names = archive.namelist()
wrong = []


def say(condition, text):
    if not condition:
        wrong.append(text)


say(names[0] == '[Content_Types].xml', 'the first part is not [Content_Types].xml')
say(len(names) == len(set(names)), 'a part stands twice')
parts = {name: ET.fromstring(archive.read(name)) for name in names}
styles = {s.get(W + 'styleId') for s in parts['word/styles.xml'].iter(W + 'style')}
numberings = {n.get(W + 'numId') for n in parts['word/numbering.xml'].iter(W + 'num')} if 'word/numbering.xml' in parts else set()

reached = {'[Content_Types].xml'}
for name, root in parts.items():
    if not name.endswith('.rels'):
        continue
    reached.add(name)
    base = posixpath.dirname(posixpath.dirname(name))
    for relationship in root.iter(REL + 'Relationship'):
        target = posixpath.normpath(posixpath.join(base, relationship.get('Target')))
        say(relationship.get('TargetMode') == 'External' or target in names, f'{name}: {target} is missing')
        reached.add(target)
say(reached >= set(names), f'stray parts: {set(names) - reached}')

for name, root in parts.items():
    if not name.startswith('word/') or name.endswith('.rels'):
        continue
    for tag in ('pStyle', 'rStyle', 'tblStyle', 'basedOn', 'next'):
        for use in root.iter(W + tag):
            say(use.get(W + 'val') in styles, f'{name}: style {use.get(W + "val")} is not defined')
    for use in root.iter(W + 'numId'):
        say(use.get(W + 'val') in numberings, f'{name}: numbering {use.get(W + "val")} is not defined')
    depth = 0
    for field in root.iter(W + 'fldChar'):
        depth += {'begin': 1, 'separate': 0, 'end': -1}[field.get(W + 'fldCharType')]
    say(depth == 0, f'{name}: a field is not closed')

body = parts['word/document.xml'].find(W + 'body')
say(body[-1].tag == W + 'sectPr', 'the body does not end in sectPr')
starts = [b.get(W + 'name') for b in body.iter(W + 'bookmarkStart')]
say(len(starts) == len(set(starts)), 'a bookmark name stands twice')
say(sorted(b.get(W + 'id') for b in body.iter(W + 'bookmarkStart')) == sorted(b.get(W + 'id') for b in body.iter(W + 'bookmarkEnd')), 'a bookmark is not closed')
for table in body.iter(W + 'tbl'):
    grid = [int(c.get(W + 'w')) for c in table.find(W + 'tblGrid')]
    layout = table.find(f'{W}tblPr/{W}tblLayout')
    fixed = layout is not None and layout.get(W + 'type') == 'fixed'
    say(sum(grid) == int(table.find(W + 'tblPr').find(W + 'tblW').get(W + 'w')), 'the grid is not as wide as the table')
    heads = [row.find(f'{W}trPr/{W}tblHeader') is not None for row in table.findall(W + 'tr')]
    say(heads == sorted(heads, reverse=True), 'a header row stands below the first')
    for row in table.findall(W + 'tr'):
        cells = row.findall(W + 'tc')
        spans = [int((c.find(f'{W}tcPr/{W}gridSpan').get(W + 'val')) if c.find(f'{W}tcPr/{W}gridSpan') is not None else 1) for c in cells]
        say(sum(spans) == len(grid), 'a row does not fill the grid')
        starts = [sum(spans[:i]) for i in range(len(spans))]
        for cell, start, span in zip(cells, starts, spans):
            say(cell[-1].tag == W + 'p', 'a cell does not end in a paragraph')
            own = cell.find(f'{W}tcPr/{W}tcW')  # without one the grid holds, where the layout is fixed (ECMA-376-1, 17.4.52, 17.4.71)
            say(fixed if own is None else int(own.get(W + 'w')) == sum(grid[start:start + span]), 'a cell is not as wide as its columns')
print('\n'.join(wrong))
sys.exit(bool(wrong))
