#!/usr/bin/env python3
"""growth.py [QUANZE]: user time for inputs made to cost time, at one, two and four
times a size, and the ratios: 2.0 and 4.0 are linear. Then items per second for
lists of 1,400, 14,000 and 140,000 items."""
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
    print(f'{"input":20} {"1x":>7} {"2x":>7} {"4x":>7}  ratios')
    for title, make in MAKERS.items():
        times = [user_time(make(size).encode(), suffix_of(make), folder, 'xml,txt') for size in (8000, 16000, 32000)]
        print(f'{title:20} {times[0]:7.2f} {times[1]:7.2f} {times[2]:7.2f}  {times[1] / max(times[0], 0.01):.1f} {times[2] / max(times[0], 0.01):.1f}', flush=True)
    for items in (1400, 14000, 140000):
        rows = ''.join(f'{i}\t对甲{i}的处罚\t行政处罚\t甲县乙局\t《某某条例》第三条 甲。\t立案责任。 送达责任。\t追究责任。\n' for i in range(1, items + 1))
        for outputs in ('xml', 'xml,docx,html,txt'):
            seconds = user_time((HEADER + rows).encode(), '.tsv', folder, outputs)
            print(f'{items:7} items to {outputs:18} {seconds:8.2f} s, {seconds / items * 1e6:7.0f} us an item', flush=True)
