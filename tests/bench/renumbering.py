#!/usr/bin/env python3
"""Compares the moves of a register that "quanze laws build" wrote with tables of where articles went.

tests/bench/renumbering.py DIR TABLE

TABLE has a line for each article, parted by tabs: law, day of the version before, of the version after, article before,
article after ("-": none found). Prints how many agree, of the pairs of versions whose texts
stand in DIR/texts (what the register knew before does not count), and the lines that do not.
"""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

NS = '{urn:quanze:laws:1}'


def fold(name):
    return re.sub(r'[\s《》]', '', name).replace('（', '(').replace('）', ')').removeprefix('中华人民共和国')


def moves_of(element):
    moves = {}
    for move in element.iter(NS + 'move'):
        old, new = move.get('from'), move.get('to')
        if '-' in old:
            first, last = (int(n) for n in old.split('-'))
            to = int(new.split('-')[0])
            for i in range(last - first + 1):
                moves[str(first + i)] = {str(to + i)}
        else:
            moves[old] = set() if new in ('', 'unknown') else set(new.split(','))
    return moves


def texts_in(folder):
    """The days of the versions of which there is a text."""
    return {(fold(root.get('name')), day)
            for root in (ET.parse(path).getroot() for path in Path(folder, 'texts').glob('*.xml'))
            for version in root for day in (version.get('adopted'), version.get('promulgated'))}


def main():
    register, texts = {}, texts_in(sys.argv[1])
    for law in ET.parse(Path(sys.argv[1], 'laws.xml')).getroot().iter(NS + 'law'):
        days = {}
        for version in law.iter(NS + 'version'):
            own = {version.get('adopted'), version.get('promulgated')} - {'unknown'}
            for way in version.iter(NS + 'renumbering'):
                since = way.get('since')
                for before in days.get(since, {since}):
                    for after in own:
                        register[fold(law.get('name')), before, after] = moves_of(way)
            for day in own:
                days[day] = own
    pairs, total, agree, differ = set(), 0, 0, []
    for line in open(sys.argv[2], encoding='utf-8'):
        cells = line.rstrip('\n').split('\t')
        if line.startswith('#') or len(cells) < 5:
            continue
        law, before, after, old, new = cells[:5]
        moves = register.get((fold(law), before, after))
        if moves is None or (fold(law), before) not in texts or (fold(law), after) not in texts:
            continue
        pairs.add((law, before, after))
        total += 1
        ours = moves.get(old, set())
        if (new == '-' and not ours) or new in ours:
            agree += 1
        else:
            differ.append((law, before, after, old, new, ','.join(sorted(ours)) or '-', *cells[5:]))
    for line in differ:
        print(*line, sep='\t')
    print(f'{len(pairs)} pairs of versions, {agree} of {total} articles agree ({100 * agree / max(total, 1):.1f} %)')


main()
