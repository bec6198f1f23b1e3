#!/usr/bin/env python3
"""revisions.py FOLDER: pairs of lists for the gates of comparisons, NAME.old.tsv and NAME.new.tsv.
sample: samples/jiuquan-wangxin.tsv and a revision of it. long: 180 items, every third one touched, one cell longer than a page."""
import csv
import re
import sys


def write(name, rows):
    with open(f'{sys.argv[1]}/{name}.tsv', 'w', encoding='utf-8', newline='') as out:
        csv.writer(out, delimiter='\t').writerows(rows)


def revise(row, n):
    """Row n, as an office would touch it."""
    cells = [cell for cell in row]
    if n % 5 == 0:
        cells = [re.sub('第五十九条', '第六十一条', cell) for cell in cells]
    if n % 5 == 1:
        cells = [re.sub('的处罚$', '行为的行政处罚', cell) for cell in cells]
    if n % 5 == 2:
        cells = [re.sub('(调查|审查)', r'及时\1', cell, count=2) for cell in cells]
    if n % 5 == 3:
        cells = [cell.replace('，', ',', 2) for cell in cells]
    return cells


with open('samples/jiuquan-wangxin.tsv', encoding='utf-8', newline='') as source:
    old = [row for row in csv.reader(source, delimiter='\t') if any(cell.strip() for cell in row)]
head, items = old[:2], old[2:]
new = head + [revise(row, n) for n, row in enumerate(items) if n != 4]
write('sample.old', old)
write('sample.new', new)

LABELS = ['序号', '事项编码', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '备注']
TYPES = ['行政处罚', '行政检查', '行政许可', '行政确认']


def item(n, changed):
    basis = f'《示例条例》第{n}条：违反本条例规定，有下列情形之一的，由主管部门责令限期改正，给予警告；逾期不改正的，处一万元以下罚款。' * (25 if n == 31 else 1)
    duties = '1.立案责任：发现线索，予以审查，决定是否立案。2.调查责任：收集证据，听取陈述、申辩。3.决定责任：制作决定书，送达当事人。'
    name = f'对第{n}类行为的处理'
    if changed and n % 3 == 1:
        basis = basis.replace(f'第{n}条', f'第{n + 2}条').replace('一万元', '二万元')
    if changed and n % 9 == 2:
        duties = duties.replace('予以审查', '在七个工作日内予以审查').replace('，送达当事人', '')
    if changed and n % 9 == 4:
        name = name.replace('的处理', '作出的处理')
    return [str(n), f'0200{n:04d}0000', name, TYPES[n % 4], '某县示例局', basis, duties, '下放乡镇' if changed and n % 60 == 7 else '']


for side, changed in (('old', False), ('new', True)):
    numbers = [n for n in range(1, 181) if not (n % 45 == 3 and changed) and not (n % 45 == 6 and not changed)]
    write(f'long.{side}', [['某县示例局权责清单'], LABELS] + [item(n, changed) for n in numbers])
