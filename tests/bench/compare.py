#!/usr/bin/env python3
"""compare.py [QUANZE]: processor time and peak memory of `quanze diff` for 310, 1,250, 2,500 and 5,000 items a side, reading
both tables included, texts as long as lists of penalties have them; a third of the items is renamed, amended or reworded,
a twentieth dropped, some moved. Exit status 1 when 310 take 0.7 s, 5,000 take 10 s, or memory grows faster than the lists."""
import random
import subprocess
import sys
import tempfile
from pathlib import Path

QUANZE = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'
HEADER = '某县某局权责清单\n序号\t事项名称\t权力类型\t行使主体\t实施依据\t责任事项\t追责情形\n'
SYLLABLES = [chr(c) for c in range(0x4E00, 0x4E00 + 1200)]
RNG = random.Random(1)


def words(count):
    return ''.join(RNG.choice(SYLLABLES) for _ in range(count))


def make_item(number):
    basis = f'《某某条例》第{number % 90 + 1}条 违反本条例规定，' + '，'.join(words(18) for _ in range(12)) + '的，由县级以上主管部门责令改正。'
    duties = ' '.join(f'{i}.{what}责任：' + '，'.join(words(14) for _ in range(2)) + '。' for i, what in enumerate(('立案', '调查', '审查', '告知', '决定', '送达', '执行'), 1))
    return [f'对{words(10)}的处罚', '行政处罚', '某县某局', basis, duties, '因不履行职责，' + words(40) + '的，承担相应责任。']


def revise(items):
    new = []
    for item in items:
        roll, item = RNG.random(), list(item)
        if roll < 0.05:
            continue
        if roll < 0.15:
            item[0] = item[0][:5] + '重大' + item[0][6:]
        elif roll < 0.28:
            item[4] = item[4][:40] + '全过程记录' + item[4][43:]
        elif roll < 0.38:
            item[3] = item[3].replace('第', '第一百', 1)
        new.append(item)
    for _ in range(len(new) // 50):
        new.insert(RNG.randrange(len(new)), new.pop(RNG.randrange(len(new))))
    return new


def write(path, items):
    path.write_text(HEADER + ''.join('\t'.join([str(i)] + item) + '\n' for i, item in enumerate(items, 1)), encoding='utf-8')


def measure(folder, count):
    items = [make_item(i) for i in range(count)]
    write(folder / 'old.tsv', items)
    write(folder / 'new.tsv', revise(items))
    script = f'import resource,subprocess,sys; subprocess.run({[QUANZE, "diff", "-q", "-j1", "-t", "xml,json", "-o", str(folder), str(folder / "old.tsv"), str(folder / "new.tsv")]!r}, stdout=subprocess.DEVNULL); u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, u.ru_maxrss)'
    seconds, memory = subprocess.run([sys.executable, '-c', script], capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), int(memory) / 1024


with tempfile.TemporaryDirectory() as name:
    found = {}
    for count in (310, 1250, 2500, 5000):
        found[count] = measure(Path(name), count)
        print(f'{count:5} items: {found[count][0]:6.2f} s, {found[count][1]:6.0f} MB, {found[count][1] * 1024 / count:5.1f} kB an item', flush=True)
wrong = [text for bad, text in ((found[310][0] >= 0.7, '310 items take too long'), (found[5000][0] >= 10, '5,000 items take too long'),
                                (found[5000][1] > 4.4 * found[1250][1], 'memory grows faster than the lists')) if bad]
print('\n'.join(wrong) or 'within bounds')
sys.exit(bool(wrong))
