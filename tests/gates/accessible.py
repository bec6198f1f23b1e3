#!/usr/bin/env python3
"""accessible.py FILE.docx: what Word's accessibility checker asks for, as far as it can be told
from the parts. Title and language; headings in order, none empty, the first one level 1; a bookmark
for each heading's text that links lead to; tables with header rows, caption and description, no
nested and no crooked ones; alternative texts; texts of links; contrast of colours."""
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
DC = '{http://purl.org/dc/elements/1.1/}'
WP = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
wrong = []


def say(condition, text):
    if not condition:
        wrong.append(text)


def text_of(node):
    return ''.join(t.text or '' for t in node.iter(W + 't')).strip()


def val(node, path):
    found = node.find(path)
    return None if found is None else found.get(W + 'val')


archive = zipfile.ZipFile(sys.argv[1])
parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith('.xml')}
body = parts['word/document.xml'].find(W + 'body')

# ---- the document ----
core = parts['docProps/core.xml']
say((core.findtext(DC + 'title') or '').strip(), 'no title')
say((core.findtext(DC + 'language') or 'zh-CN') == 'zh-CN', 'language of the properties')
language = parts['word/styles.xml'].find(f'{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang')
say(language is not None and language.get(W + 'eastAsia') == 'zh-CN', 'no language for the text')

# ---- headings ----
levels = {}
for style in parts['word/styles.xml'].iter(W + 'style'):
    level = val(style, f'{W}pPr/{W}outlineLvl')
    if level is not None:
        levels[style.get(W + 'styleId')] = int(level) + 1 if int(level) < 9 else None  # 9: text
for style in parts['word/styles.xml'].iter(W + 'style'):
    based = val(style, W + 'basedOn')
    if style.get(W + 'styleId') not in levels and based in levels:
        levels[style.get(W + 'styleId')] = levels[based]
before = 0
for paragraph in body.iter(W + 'p'):
    level = levels.get(val(paragraph, f'{W}pPr/{W}pStyle'))
    if level is None:
        continue
    say(text_of(paragraph), 'an empty heading')
    say(level <= before + 1, f'heading level {level} follows {before}: {text_of(paragraph)}')
    before = level

# ---- bookmarks and links ----
names = {b.get(W + 'name') for b in body.iter(W + 'bookmarkStart')}
for link in body.iter(W + 'hyperlink'):
    say(text_of(link), f'a link without text to {link.get(W + "anchor")}')
    say(not re.match(r'(https?:|#)', text_of(link)), f'a link whose text is an address: {text_of(link)}')
    say(link.get(W + 'anchor') in names, f'a link to nowhere: {link.get(W + "anchor")}')

# ---- tables ----
in_tables = {id(inner) for table in body.iter(W + 'tbl') for inner in table.iter(W + 'tbl') if inner is not table}
items = 0
for table in body.iter(W + 'tbl'):
    properties = table.find(W + 'tblPr')
    caption, description = val(properties, W + 'tblCaption'), val(properties, W + 'tblDescription')
    say(caption and caption.strip(), 'a table without a caption')
    say(description and description.strip(), f'a table without a description: {caption}')
    say(id(table) not in in_tables, 'a table within a table')
    rows = table.findall(W + 'tr')
    heads = [row for row in rows if row.find(f'{W}trPr/{W}tblHeader') is not None]
    cards = any(val(p, f'{W}pPr/{W}pStyle') == 'QzLabel' for p in rows[0].iter(W + 'p'))
    say(heads, f'a table without a header row: {caption}')
    look = properties.find(W + 'tblLook')
    say(look is not None and look.get(W + 'firstRow') == '1' and (look.get(W + 'firstColumn') == '1') == cards, f'the look of a table does not say where its header is: {caption}')
    for head in heads:
        for cell in head.findall(W + 'tc')[:1 if cards else None]:
            merge = cell.find(f'{W}tcPr/{W}vMerge')
            say(text_of(cell) or (merge is not None and merge.get(W + 'val') != 'restart'), f'an empty cell in a header: {caption}')
    items += sum(1 for b in table.iter(W + 'bookmarkStart'))
say(items > 0 or body.find(W + 'tbl') is None, 'no item has a bookmark')

# ---- pictures and boxes ----
for name, root in parts.items():
    for properties in root.iter(WP + 'docPr'):
        say(properties.get('descr') or any(e.tag.endswith('}decorative') and e.get('val') == '1' for e in properties.iter()), f'{name}: a shape without an alternative text')


# ---- colours ----
def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


for name in ('word/document.xml', 'word/styles.xml'):
    for properties in parts[name].iter(W + 'rPr'):
        colour, shade, size = val(properties, W + 'color'), properties.find(W + 'shd'), int(val(properties, W + 'sz') or 21)
        ink = colour if colour and colour != 'auto' else '000000'
        paper = shade.get(W + 'fill') if shade is not None and shade.get(W + 'fill') != 'auto' else 'FFFFFF'
        least = 3 if size >= 36 else 4.5  # 18 pt and more count as large
        say(contrast(ink, paper) >= least, f'{name}: {ink} on {paper} has a contrast of {contrast(ink, paper):.2f}')
print('\n'.join(dict.fromkeys(wrong)))
sys.exit(bool(wrong))
