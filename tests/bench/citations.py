"""One line of citations.sh: what the grammar makes of the 《…》 in a document's bases."""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

NS = '{urn:quanze:list:1}'
SHAPE = re.compile(r'《[^《》]{2,60}》(?:\s*[（(][^（）()]{0,160}[）)])?\s*第[〇零一二三四五六七八九十百千\d]{1,9}条')


def stretches(node):
    """The node's text, and [(start, end, has an article)] of its citations."""
    text, cites = node.text or '', []
    for child in node:
        if child.tag == NS + 'cite':
            cites.append((len(text), len(text) + len(child.text or ''), child.get('article') is not None))
            text += child.text or ''
        text += child.tail or ''
    return text, cites


mentions = recognised = articles = shapes = missed = 0
examples = []
for field in ('basis', 'dutiesBasis'):
    for basis in ET.parse(sys.argv[1]).getroot().iter(NS + field):
        for node in list(basis.iter(NS + 'p')) + list(basis.iter(NS + 'li')):
            text, cites = stretches(node)
            articles += sum(has for _, _, has in cites)
            for found in re.finditer('《[^《》]*》', text):
                mentions += 1
                recognised += any(a <= found.start() < b for a, b, _ in cites)
            for found in SHAPE.finditer(text):
                shapes += 1
                if not any(a <= found.start() < b and has for a, b, has in cites):
                    missed += 1
                    examples.append(found.group(0)[:70])
print(f'{Path(sys.argv[1]).stem:26} {mentions:9} {recognised:11} {articles:9} {shapes:9} {missed:9}')
for example in examples[:5]:
    print('   ', example)
