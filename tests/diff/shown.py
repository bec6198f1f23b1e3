#!/usr/bin/env python3
"""shown.py MARKED.xml OUTPUT…: what stands in one revision alone stands in every output: each text between ins or del, each
field, paragraph and point of one side, each item of one side; where form is ignored or a column alone differs, not those."""
import html
import re
import sys
import xml.etree.ElementTree as ET

NS = '{urn:quanze:list:1}'


def plain(text):
    """Without blanks and without the marks that the text output puts between pieces."""
    return re.sub(r'\s|\[-~?|-\]|\{\+~?|\+\}', '', text)


def pieces(node, quiet):
    """The texts of one side below a field, each once."""
    if node.get('class') in quiet:
        return
    if node.tag in (NS + 'ins', NS + 'del') or node.get('change') in ('ins', 'del'):
        yield from paragraphs(node)
        return
    for child in node:
        yield from pieces(child, quiet)


def paragraphs(node):
    """The text of a piece; of lists, that of each point."""
    own = (node.text or '') + ''.join(''.join(c.itertext()) + (c.tail or '') for c in node if c.tag not in (NS + 'p', NS + 'ol', NS + 'li'))
    if plain(own):
        yield own
    for child in node:
        if child.tag in (NS + 'p', NS + 'ol', NS + 'li'):
            yield from paragraphs(child)


def wanted(path):
    root = ET.parse(path).getroot()
    quiet = {'column', 'place', root.find(NS + 'summary').get('ignored')} - {None}
    for item in root.iter(NS + 'item'):
        for field in item:
            if field.tag == NS + 'changes' or (item.get('kind') == 'kept'):
                continue
            if item.get('change'):
                if field.tag != NS + 'serial':
                    yield from paragraphs(field)
            else:
                yield from pieces(field, quiet)


def shown(path):
    text = open(path, encoding='utf-8').read()
    if not path.endswith('.txt'):
        text = re.sub(r'<(style|script)>.*?</\1>', '', text, flags=re.S)
        text = html.unescape(re.sub(r'<[^>]*>', '', text))
    return plain(text)


missing = 0
texts = list(wanted(sys.argv[1]))
assert texts
for output in sys.argv[2:]:
    whole = shown(output)
    for text in texts:
        if plain(text) not in whole:
            missing += 1
            print(f'{output} lacks {text}')
sys.exit(missing > 0)
