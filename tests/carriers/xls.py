#!/usr/bin/env python3
"""xls.py QUANZE: plants a sentence in every place of a workbook that LibreOffice writes into .xls, and in those
that only other programs write (by hand, BIFF8 and BIFF5); each has to be found in the XML, or be named in the report."""
import json
import subprocess
import struct
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / 'hostile'))
import biff

HEADER = ['序号', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '追责情形']
ROW = ['1', '对擅自占用林地的处罚', '行政处罚', '某县林业局', '《某县林地条例》第三条', '立案责任。', '不履行职责的，追究责任。']
SPACES = ' '.join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"' for name, path in
                  (('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('draw', 'drawing'), ('fo', 'xsl-fo-compatible'),
                   ('svg', 'svg-compatible'), ('chart', 'chart'), ('number', 'datastyle')))
DOT = ('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC')


class Places:
    """Sentences and where they were planted."""

    def __init__(self):
        self.all = {}

    def __call__(self, place, letters='植入'):
        sentence = f'{letters}第{len(self.all) + 101}句'
        self.all[sentence] = place
        return sentence


def cell(words, style='', inside='', more=''):
    style = f' table:style-name="{style}"' if style else ''
    return f'<table:table-cell{style}{more} office:value-type="string"><text:p>{words}</text:p>{inside}</table:table-cell>'


def frame(inside):
    return f'<draw:frame svg:width="4cm" svg:height="2cm" svg:x="1cm" svg:y="5cm">{inside}</draw:frame>'


def image():
    return frame(f'<draw:image><office:binary-data>{DOT}</office:binary-data></draw:image>')


def shape(kind, words, at=1):
    return f'<draw:{kind} svg:width="4cm" svg:height="2cm" svg:x="{at}cm" svg:y="6cm"><text:p>{words}</text:p></draw:{kind}>'


def fods(plant):
    styles = ('<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
              '<style:style style:name="s" style:family="text"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
              '<number:text-style style:name="nothing"><number:text/></number:text-style>'
              '<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>'
              '<style:style style:name="tiny" style:family="table-cell"><style:text-properties fo:font-size="1pt"/></style:style>'
              '<style:style style:name="wide" style:family="table-cell"/>'
              '<style:style style:name="ta1" style:family="table" style:master-page-name="page"><style:table-properties table:display="true"/></style:style>'
              '<style:style style:name="ta2" style:family="table" style:master-page-name="page"><style:table-properties table:display="false"/></style:style>'
              '<style:page-layout style:name="pl"><style:page-layout-properties/><style:header-style/><style:footer-style/></style:page-layout>')
    part = lambda name, words: f'<style:region-{name}><text:p>{words}</text:p></style:region-{name}>'
    master = ('<style:master-page style:name="page" style:page-layout-name="pl">'
              '<style:header>' + ''.join(part(n, plant('页眉' + n)) for n in ('left', 'center', 'right')) + '</style:header>'
              '<style:footer>' + part('left', plant('页脚')) + part('center', '第<text:page-number>1</text:page-number>页') + '</style:footer>'
              '</style:master-page>')
    note = lambda words: f'<office:annotation><text:p>{words}</text:p><text:p>第二段</text:p></office:annotation>'
    check = ('<table:content-validations><table:content-validation table:name="v" table:condition="of:cell-content-text-length()&gt;3" table:base-cell-address="甲.B2">'
             f'<table:help-message table:title="{plant("提示标题")}" table:display="true"><text:p>{plant("提示")}</text:p></table:help-message>'
             f'<table:error-message table:title="{plant("出错标题")}" table:display="true" table:message-type="stop"><text:p>{plant("出错")}</text:p></table:error-message>'
             '</table:content-validation></table:content-validations>')
    group = ('<draw:g>' + shape('rect', plant('组合内的矩形'), 2) + shape('ellipse', plant('组合内的椭圆'), 8) + '</draw:g>')
    custom = ('<draw:custom-shape svg:width="4cm" svg:height="2cm" svg:x="9cm" svg:y="9cm"><text:p>' + plant('自选图形') + '</text:p>'
              '<draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>')
    art = ('<draw:custom-shape svg:width="6cm" svg:height="2cm" svg:x="9cm" svg:y="12cm"><text:p>' + plant('艺术字') + '</text:p>'
           '<draw:enhanced-geometry draw:type="fontwork-plain-text" draw:text-path="true"/></draw:custom-shape>')
    shapes = ('<table:shapes>' + frame('<draw:text-box><text:p>' + plant('文本框') + '</text:p><text:p>' + plant('文本框第二段') + '</text:p></draw:text-box>')
              + shape('rect', plant('矩形')) + group + custom + art + image() + '</table:shapes>')
    rich = '新条<text:span text:style-name="s">' + plant('部分划去') + '</text:span>末'
    rows = ['<table:table-row>' + ''.join(cell(w) for w in HEADER) + '</table:table-row>']
    for i in range(1, 9):
        words = [str(i), ROW[1] + '一二三四五六七八'[i - 1], *ROW[2:]]
        cells = [cell(w) for w in words]
        if i == 1:
            cells[4] = cell(ROW[4], inside=note(plant('批注')))
            cells[1] = cell(words[1] + plant('单元格'), more=' table:content-validation-name="v"')
        if i == 2:
            cells[4] = cell(rich)
            cells[5] = cell(plant('全部划去'), 'struck')
        if i == 3:
            cells[5] = cell(plant('白字'), 'white')
            cells[6] = cell(plant('小字'), 'tiny')
        if i == 4:
            cells[5] = f'<table:table-cell office:value-type="string" table:number-columns-spanned="1" table:number-rows-spanned="2"><text:p>{plant("合并单元格")}</text:p></table:table-cell>'
        if i == 5:
            cells[5] = f'<table:covered-table-cell office:value-type="string"><text:p>{plant("合并下面")}</text:p></table:covered-table-cell>'
        if i == 7:
            cells[5] = cell('<text:a xlink:href="http://example.invalid/" xmlns:xlink="http://www.w3.org/1999/xlink">' + plant('超链接') + '</text:a>')
        hidden = ' table:visibility="collapse"' if i == 8 else ''
        if i == 8:
            cells[5] = cell(plant('隐藏行'))
        rows.append(f'<table:table-row{hidden}>{"".join(cells)}{cell(plant("隐藏列")) if i == 1 else ""}</table:table-row>')
    columns = '<table:table-column table:number-columns-repeated="7"/><table:table-column table:visibility="collapse"/>'
    second = f'<table:table table:name="乙" table:style-name="ta2"><table:table-row>{cell(plant("隐藏工作表"))}</table:table-row></table:table>'
    third = f'<table:table table:name="丙" table:style-name="ta1"><table:table-row>{cell(plant("不是清单的工作表"))}</table:table-row></table:table>'
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            f'<office:automatic-styles>{styles}</office:automatic-styles><office:master-styles>{master}</office:master-styles>'
            f'<office:body><office:spreadsheet>{check}<table:table table:name="甲" table:style-name="ta1">{shapes}{columns}{"".join(rows)}</table:table>{second}{third}'
            '</office:spreadsheet></office:body></office:document>')


def old_box(words):
    data = words.encode('gb18030')
    return biff.record(0x5D, struct.pack('<IHHH8HHHHH', 1, 6, 1, 0x6011, 2, 0, 3, 0, 4, 0, 5, 0, 0, 0, 0, 0) + bytes(10) + struct.pack('<H', len(data)) + bytes(24) + data)


def chart(plant):
    """A chart in the sheet: a title of its own, and a text box drawn on it."""
    start = biff.record(0x0809, struct.pack('<HHHHII', 0x0600, 0x20, 0x0DBB, 1996, 0, 6))
    words = plant('图表标题').encode('utf-16-le')
    title = biff.record(0x1051, struct.pack('<BBHHH', 0, 1, 0, 0, 0)) + biff.record(0x100D, struct.pack('<HBB', 0, len(words) // 2, 1) + words)
    return box(plant, '图表', 5, words='') + start + title + box(plant, '图表上的文本框', 6) + biff.record(0x000A)


def box(plant, place, kind, words=None, number=9):
    words = plant(place) if words is None else words
    data = biff.record(0x5D, struct.pack('<HHHHH12xHH', 0x15, 0x12, kind, number, 0x6011, 0, 0))
    if not words:
        return data
    return data + biff.record(0x1B6, struct.pack('<HH6xHHH', 0x212, 0, len(words), 16, 0)) + \
        biff.record(0x3C, b'\1' + words.encode('utf-16-le')) + biff.record(0x3C, struct.pack('<HHIHHI', 0, 0, 0, len(words), 0, 0))


def art(kind, version, data):
    return struct.pack('<HHI', version, kind, len(data)) + data


def drawing(plant):
    """WordArt and a tip of a picture: both stand in the drawing alone."""
    words, other = (plant(p).encode('utf-16-le') + b'\0\0' for p in ('旧艺术字', '旧图片的替代文字'))
    properties = struct.pack('<HIHI', 0x80C0, len(words), 0x8381, len(other)) + words + other
    anchor = art(0xF010, 0, struct.pack('<9H', 0, 3, 0, 2, 0, 4, 0, 3, 0))
    return biff.record(0xEC, art(0xF004, 15, art(0xF00B, 2 << 4 | 3, properties) + anchor + art(0xF011, 0, b''))) + box(plant, '旧艺术字的框', 6, '')


def by_hand(plant, old):
    book = biff.Book(old)
    for flags in (0, 0, 0, 0, 8):
        book.font(flags=flags)
    book.format(164, ';;;')
    book.style()
    book.style(font=5)
    book.style(code=164)
    for r, words in enumerate([HEADER, ROW]):
        for c, text in enumerate(words):
            book.label(r, c, text)
    book.label(1, 5, plant('划去'), 1)
    book.label(1, 6, plant('不显示'), 2)
    book.sheet += biff.record(6, struct.pack('<HHH', 1, 7, 0) + bytes(6) + b'\xff\xff' + bytes(8)) + biff.record(0x207, book.text(plant('公式结果')))
    if old:
        words = plant('批注').encode('gb18030')
        book.sheet += biff.record(0x1C, struct.pack('<HHH', 1, 4, len(words)) + words[:5]) + biff.record(0x1C, struct.pack('<HHH', 0xFFFF, 0, len(words) - 5) + words[5:])
        book.sheet += old_box(plant('文本框'))
        book.sheet += biff.record(0x14, book.text('&C' + plant('页眉'), '<B')) + biff.record(0x15, book.text(plant('页脚') + '&P', '<B'))
        return book.bytes()
    pages = [plant(p) for p in ('双页页眉', '双页页脚', '首页页眉', '首页页脚')]
    book.sheet += biff.record(0x89C, struct.pack('<H26x5H', 0x89C, 3, *map(len, pages)) + b''.join(map(biff.text16, pages)))
    book.sheet += biff.record(0x800, struct.pack('<HHHHH', 0x800, 2, 2, 1, 1) + (plant('链接提示') + '\0').encode('utf-16-le'))
    book.sheet += drawing(plant) + chart(plant) + box(plant, '按钮', 7) + box(plant, '复选框', 11) + box(plant, '分组框', 19) + box(plant, '标签控件', 14)
    book.sheet += box(plant, '无主的批注', 25, number=77)
    book.sheet += biff.record(0x7777, bytes(4) + biff.text16(plant('未知记录')))
    return book.bytes()


def judge(quanze, folder, name, places):
    """Names of the places whose sentence is nowhere."""
    subprocess.run([quanze, 'convert', '-q', '-t', 'xml', '-o', folder, f'{folder}/{name}.xls'], check=False, capture_output=True)
    xml = Path(folder, f'{name}.xml').read_text(encoding='utf-8') if Path(folder, f'{name}.xml').exists() else ''
    report = subprocess.run([quanze, 'validate', '--format', 'json', f'{folder}/{name}.xls'], check=False, capture_output=True).stdout
    said = json.dumps(json.loads(report), ensure_ascii=False)
    passed = 0
    for sentence, place in places.all.items():
        good = sentence in xml or sentence in said
        passed += good
        if not good:
            print(f'not ok - {name}: {place} ({sentence})')
    return passed, len(places.all)


def main():
    quanze = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'
    passed = total = 0
    with tempfile.TemporaryDirectory() as folder:
        places = {name: Places() for name in ('calc', 'biff8', 'biff5')}
        Path(folder, 'calc.fods').write_text(fods(places['calc']), encoding='utf-8')
        subprocess.run(['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{folder}/profile', '--convert-to', 'xls:MS Excel 97', '--outdir', folder,
                        f'{folder}/calc.fods'], check=True, capture_output=True, timeout=300)
        Path(folder, 'biff8.xls').write_bytes(by_hand(places['biff8'], False))
        Path(folder, 'biff5.xls').write_bytes(by_hand(places['biff5'], True))
        for name, planted in places.items():
            good, count = judge(quanze, folder, name, planted)
            passed, total = passed + good, total + count
    print(f'{total} places')
    print(f'{passed} passed, {total - passed} failed')
    return passed != total


if __name__ == '__main__':
    sys.exit(main())
