#!/usr/bin/env python3
"""Writes texts that are no laws, or laws gone wrong, into a folder: hostile.py DIR. The words are invented."""
import sys
from pathlib import Path

to = Path(sys.argv[1])
DIGITS = '〇一二三四五六七八九'


def number(n):
    text = ''
    for unit, name in ((1000, '千'), (100, '百'), (10, '十')):
        if n >= unit:
            text += DIGITS[n // unit] + name
            n %= unit
        elif text and not text.endswith('零') and n:
            text += '零'
    text = text.rstrip('零') if not n else text
    return (text + (DIGITS[n] if n else '')).replace('一十', '十', 1) if text.startswith('一十') else text + (DIGITS[n] if n else '')


def write(name, text):
    path = to / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')


HEAD = '# {}\n\n{}年3月6日 甲乙市人民政府令第{}号公布\n\n'
END = '第{}条 本办法自{}年6月1日起施行。\n'


def law(name, year, order, body, end=None):
    return HEAD.format(name, year, order) + body + (END.format(end, year) if end else '')


write('notes.txt', '买菜的单子\n\n白菜两棵，豆腐一块。\n')
write('gap.md', law('缺条办法', 2001, 1, '第一条 甲。\n\n第二条 乙。\n\n第五条 丙。\n\n', '六'))
write('back.md', law('倒退办法', 2002, 2, '第一条 甲。\n\n第三条 乙。\n\n第二条 丙。\n\n', '四'))
write('cut.md', law('截断办法', 2003, 3, '第一条 甲乙。\n\n第二条 丙丁。\n'))
write('counted.md', law('数点办法', 2004, 4, '一、甲。\n\n二、乙。\n\n三、本办法自2004年6月1日起施行。\n'))
write('dated办法(2010-01-02).md', law('有日办法', 2005, 5, '第一条 甲。\n\n', '二'))
write('twice/a.md', law('两份办法', 2006, 6, '第一条 甲。\n\n', '二'))
write('twice/b.md', law('两份办法', 2006, 6, '第一条 乙。\n\n', '二'))
write('path.md', law('../../evil办法', 2007, 7, '第一条 甲。\n\n', '二'))
write('long.md', law('甲' * 90 + '办法', 2008, 8, '第一条 甲。\n\n', '二'))
write('code/README.md', '# 戊己法典\n\n2020年5月28日 甲乙市第九次会议通过\n')
write('code/1.md', '# 第一编 总则\n\n第一条 本法典所称房屋，是指有屋顶的建筑物。\n\n第二条 房屋应当有门。\n')
write('code/2.md', '# 第二编 分则\n\n第三条 门应当有锁。\n\n第四条 锁应当有钥匙。\n\n')
write('code/3.md', '# 附则\n\n第五条 本法典自2021年1月1日起施行。\n')
many = ''.join(f'第{number(n)}条 第{n}号摊位由编号为{n * 7919 % 100003}的住户使用，租金{n * 31 % 977}元。\n\n' for n in range(1, 10000))
write('many/old.md', law('一万条办法', 2009, 9, many))
write('many/new.md', law('一万条办法', 2019, 19, many.replace('租金3', '租价3')))
write('same/old.md', law('同样办法', 2009, 29, ''.join(f'第{number(n)}条 构成犯罪的，依法追究刑事责任。\n\n' for n in range(1, 3000))))
write('same/new.md', law('同样办法', 2019, 39, ''.join(f'第{number(n)}条 构成犯罪的，依法追究刑事责任。\n\n' for n in range(1, 3001))))
write('comments.md', '# 注释办法\n\n' + '<!--' * 200000)
write('dates.md', '# 日期办法\n\n' + '2001年1月1日 修正\n' * 20000 + '第一条 甲。\n')
write('titles.md', law('书名办法', 2011, 11, '第一条 甲。\n\n第二条 ' + '《' * 20000 + '同时废止。\n'))
write('line.txt', '单行办法\n2012年3月6日甲乙市人民政府令第12号公布\n第一条 ' + '甲' * 3000000 + '。\n第二条 本办法自公布之日起施行。\n')
write('wrapped.txt', '断行办法\n2013年3月6日甲乙市人民政府令第13号公布\n第一条 ' + ('本市行政区域内各类摊位的设置和管理以及有关活动适用\n' * 60000) + '本办法。\n第二条 本办法自公布之日起施行。\n')
write('controls.md', '# 控制\u202e办法\n\n2014年3月6日 甲乙市人民政府令第14号公布\n\n第一条 甲\u202e乙\x01丙。\n\n第二条 本办法自公布之日起施行。\n')
