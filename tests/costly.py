"""Inputs made to cost time, in any size: for hostile.py (they end in good order) and bench/growth.py (how the cost grows)."""

HEADER = '序号\t事项名称\t权力类型\t行使主体\t实施依据\t责任事项\t追责情形\n'
ITEM = '1\t对甲的处罚\t行政处罚\t甲县乙局\t{}\t{}\t追究责任。\n'
LAW = '《中华人民共和国网络安全法》第五条 甲。'


def page(cell):
    return '<table><tr><th>序号<th>事项名称<th>实施依据<th>行使主体</tr><tr><td>1<td>对甲的处罚<td>' + cell + '<td>甲县乙局</tr></table>'


MAKERS = {
    'a long cell': lambda n: HEADER + ITEM.format('《某某条例》第三条 甲。 ' * n, '责任。'),
    'undated citations': lambda n: HEADER + ITEM.format(LAW * n, '责任。'),
    'book marks': lambda n: HEADER + ITEM.format('《' * 8 * n, '责任。'),
    'open tags': lambda n: HEADER + ITEM.format('<p ' * 8 * n, '责任。'),
    'nested lists': lambda n: HEADER + ITEM.format('《某某条例》第三条', '<ol>' * 4 * n),
    'points': lambda n: HEADER + ITEM.format('《某某条例》第三条', '1.立案。2.调查。' * n),
    'ampersands': lambda n: HEADER + ITEM.format('<p>' + '&' * 16 * n + '</p>', '责任。'),
    'quotes': lambda n: HEADER + '"a\n' * n,
    'joined rows': lambda n: HEADER + ITEM.format('《某某条例》第三条', '责任。') + '\t\t\t\t续文。\t\t\n' * n,
    'the same item': lambda n: HEADER + ITEM.format('《某某条例》第三条', '责任。') * n,
    'short rows': lambda n: HEADER + ''.join(f'{i}\t对甲{i}的处罚\t甲县乙局\t《某某条例》第三条\t立案责任。\t追究责任。\n' for i in range(1, n // 4)),
    'sub-items': lambda n: HEADER.replace('事项名称', '事项名称\t子项名称') + '1\t对甲的处罚\t子项0\t行政处罚\t甲县乙局\t《某某条例》第一条 甲。\t责任。\t追究责任。\n'
    + ''.join(f'\t\t子项{i}\t\t\t《某某条例》第{i}条 甲。\t\t\n' for i in range(1, n // 8)),
    'a drawn table': lambda n: '┌─┬─┬─┐\n│序号│事项名称│实施依据│\n' + '├─┼─┼─┤\n│1│对甲的处罚│《某某条例》第三条│\n│ ├─┼─┤\n' * (n // 8),
    'drawn borders': lambda n: '+-+-+\n|序号|事项名称|\n+-+-+\n' + ('|' * 40 + '\n' + '+-' * 20 + '+\n') * (n // 16),
    'cells one a line': lambda n: '序号\n事项名称\n权力类型\n行使主体\n实施依据\n' + ''.join(f'{i}\n对甲{i}的处罚\n行政处罚\n《某某条例》第三条\n' for i in range(1, n // 8)),
    'codes': lambda n: HEADER.replace('序号', '序号\t事项编码') + ''.join(f'{i}\t{10**17 + i * 1000}\t对甲{i}的处罚\t行政处罚\t甲县乙局\t《某某条例》第三条\t责任。\t追究责任。\n' for i in range(1, n // 8)),
    'deep page': lambda n: page('<div>' * n + 'x'),
    'wide spans': lambda n: page('x').replace('<td>1', '<td rowspan=9999999>1') + '<p>' * n,
    'many rows': lambda n: page('<ul>' + '<li>x' * n),
}


def suffix_of(make):
    return '.html' if make(1).startswith('<') else '.tsv'
