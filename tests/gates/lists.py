#!/usr/bin/env python3
"""lists.py FOLDER: lists of 3, 8, 12, 14 and 26 columns for the Word gates, long
enough for odd and even pages, with one row that is longer than a page."""
import sys

COLUMNS = ['序号', '事项名称', '实施依据', '权力类型', '行使主体', '责任事项', '追责情形', '备注', '事项编码', '子项名称', '承办机构', '实施层级',
           '救济渠道', '责任事项依据', '办理时限', '收费依据和标准', '实施对象', '咨询电话', '监督电话', '办理地点', '办理时间', '是否公示', '数量限制',
           '中介服务', '年审年检', '更新日期']
LONG = {'实施依据': '《示例条例》第{n}条：违反本条例规定，有下列情形之一的，由主管部门责令限期改正，给予警告；逾期不改正的，处一万元以下罚款。',
        '责任事项': '1.立案责任：发现线索，予以审查，决定是否立案。2.调查责任：收集证据，听取陈述、申辩。',
        '追责情形': '不履行或者不正确履行职责的，依法追究责任。', '责任事项依据': '《示例程序规定》第{n}条：立案后应当及时调查。'}
SHORT = {'序号': '{n}', '权力类型': '行政处罚', '行使主体': '某县示例局', '事项编码': '0200{n:04d}0000', '实施层级': '县级', '子项名称': '无', '承办机构': '法规股'}


def cell(label, n):
    text = LONG.get(label) or SHORT.get(label) or ('对第{n}类行为的处罚' if label == '事项名称' else '见第{n}页')
    return text.format(n=n) * (25 if n == 4 and label == '实施依据' else 1)


for width in (3, 8, 12, 14, 26):
    labels = COLUMNS[:width]
    with open(f'{sys.argv[1]}/columns-{width}.tsv', 'w', encoding='utf-8') as out:
        out.write(f'某县示例局权责清单（{width}列）\n' + '\t'.join(labels) + '\n')
        for n in range(1, 13):
            out.write('\t'.join(cell(label, n) for label in labels) + '\n')
