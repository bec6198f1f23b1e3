#!/usr/bin/env python3
"""roundtrip.py A.xml B.xml: the same document, once the head, the places and text that is no item's are set aside."""
import sys
import xml.etree.ElementTree as ET

NS = '{urn:quanze:list:1}'
PLACES = ('pos', 'line', 'sheet', 'groupPos', 'titlePos', 'titleAlso', 'also')


def read(path):
    root = ET.parse(path).getroot()
    root.remove(root.find(NS + 'head'))
    for table in root.findall(NS + 'table'):
        for omitted in table.findall(NS + 'omitted'):
            table.remove(omitted)
    for node in root.iter():
        for name in PLACES:
            node.attrib.pop(name, None)
        if 'from' in node.attrib:
            node.set('from', 'merged')
    return root


def lines(root):
    return ET.tostring(root, encoding='unicode').replace('><', '>\n<').split('\n')


a, b = lines(read(sys.argv[1])), lines(read(sys.argv[2]))
wrong = [(x, y) for x, y in zip(a, b) if x != y]
for x, y in wrong[:5]:
    print(x[:200], '\n  became', y[:200])
if len(a) != len(b):
    print(len(a), 'lines became', len(b))
sys.exit(a != b)
