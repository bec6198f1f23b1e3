#!/usr/bin/env python3
"""decisions-page.py OPEN.csv DECIDED.csv: fills in some lines of a table of decisions, as a clerk would,
and prints how it looks in a spreadsheet as a page, for the README's picture."""
import csv
import html
import io
import sys

WIDTHS = {'文件': 60, '事项': 110, '名称': 110, '栏目': 62, '问题': 220, '原值': 150, '建议': 150, '可填': 62, '决定': 42, '改为': 70, '理由': 64, '经办人': 46, '日期': 66}
ROWS = 7
rows = list(csv.reader(io.StringIO(open(sys.argv[1], encoding='utf-8-sig').read(), newline='')))
labels = rows[1]


def put(row, **cells):
    for name, value in cells.items():
        row[labels.index(name)] = value


for row in rows[2:]:
    cell = dict(zip(labels, row))
    if cell['建议']:
        put(row, 决定='采用')
    elif '第 70、69 条' in cell['问题']:
        put(row, 决定='改为', 改为='第七十条')
    elif '叠字' in cell['问题']:
        put(row, 决定='改为', 改为=cell['原值'].replace('的的', '的'))
    else:
        put(row, 决定='豁免', 理由='原件如此')
    put(row, 经办人='张三', 日期='2026-11-30')
with open(sys.argv[2], 'w', encoding='utf-8-sig', newline='') as file:
    csv.writer(file).writerows(rows)

shown = [name for name in labels if name in WIDTHS and name not in ('文件', '名称')]
print('<!doctype html><meta charset="utf-8"><title>decisions</title><style>body{margin:0;background:#fff}table{border-collapse:collapse;'
      'font:11px/1.35 "Noto Sans CJK SC",sans-serif;table-layout:fixed;width:1160px}td,th{border:1px solid #ccc;padding:2px 4px;vertical-align:top;'
      'overflow:hidden;height:15px;text-align:left}th{background:#eef;font-weight:600}td div{max-height:30px;overflow:hidden}.in{background:#fffbe0}</style><table>')
print(''.join(f'<col style="width:{WIDTHS[name]}px">' for name in shown))
print(f'<tr><td colspan="{len(shown)}">{html.escape(rows[0][0])}</td></tr>')
print('<tr>' + ''.join(f'<th>{name}</th>' for name in shown) + '</tr>')
for row in sorted(rows[2:], key=lambda row: (row[labels.index('决定')] == '采用' and row[1][:2] != '第6', row[1]))[:ROWS]:
    cell = dict(zip(labels, row))
    print('<tr>' + ''.join(f'<td{" class=in" if name in ("决定", "改为", "理由", "经办人", "日期") else ""}><div>{html.escape(cell[name])}</div></td>' for name in shown) + '</tr>')
print('</table>')
