#!/usr/bin/env python3
"""growth.py [QUANZE]: user time for inputs made to cost time, at one, two and four
times a size, and the ratios: 2.0 and 4.0 are linear. Then one cell of a million
characters. (Lists of up to 140,000 items: bench.py.)"""
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from costly import HEADER, MAKERS, suffix_of

QUANZE = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'


def user_time(data, suffix, folder, outputs):
    source = folder / ('in' + suffix)
    source.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([QUANZE, 'convert', '-q', '-t', outputs, '-o', str(folder), str(source)], capture_output=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    print(f'{"input":20} {"output":6} {"1x":>7} {"2x":>7} {"4x":>7}  ratios')
    worst = 0
    for title, make in MAKERS.items():
        for output in ('xml', 'docx', 'html', 'txt'):
            times = [user_time(make(size).encode(), suffix_of(make), folder, output) for size in (8000, 16000, 32000)]
            worst = max(worst, times[2] / max(times[0], 0.1))
            print(f'{title:20} {output:6} {times[0]:7.2f} {times[1]:7.2f} {times[2]:7.2f}  {times[1] / max(times[0], 0.01):.1f} {times[2] / max(times[0], 0.01):.1f}', flush=True)
    for title, cell in (('one sentence', '甲' * 1000000), ('clauses', '甲乙丙丁戊己庚辛，' * 111111), ('points', '1.立案。2.调查。' * 100000)):
        row = f'1\t对甲的处罚\t行政处罚\t甲县乙局\t《某某条例》第三条 {cell}\t立案责任。\t追究责任。\n'
        for output in ('xml', 'docx', 'html', 'txt'):
            print(f'a million characters: {title:12} to {output:5} {user_time((HEADER + row).encode(), ".tsv", folder, output):6.2f} s', flush=True)
    print(f'worst ratio for four times the size: {worst:.1f}')
    sys.exit(worst > 6)
