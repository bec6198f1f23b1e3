#!/usr/bin/env python3
"""xlsx.py QUANZE: a sentence in every place of a workbook (ECMA-376 Part 1, SpreadsheetML and the DrawingML in it) that can hold text."""
import sys

from places import pack, run

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
RELATED = 'http://schemas.openxmlformats.org/package/2006/relationships'
DRAWING = ('xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
           f' xmlns:r="{OFFICE}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
           ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
LABELS = ['序号', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '追责情形']
ITEM = ['1', '对违法采砂的处罚', '行政处罚', '某某县水利局', '《中华人民共和国水法》第七十条', '立案责任。', '不履行职责的。']
STYLES = (f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode=";;;"/></numFmts>'
          '<fonts><font><sz val="11"/></font><font><strike/></font><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>'
          '<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>'
          '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf numFmtId="164"/></cellXfs></styleSheet>')


def text(ref, value, style=''):
    return f'<c r="{ref}" t="str"{style}><v>{value}</v></c>'


def row(number, values, attributes=''):
    cells = ''.join(text('ABCDEFGH'[i] + str(number), value) for i, value in enumerate(values))
    return f'<row r="{number}"{attributes}>{cells}</row>'


def anchored(inside):
    return (f'<xdr:wsDr {DRAWING}><xdr:twoCellAnchor><xdr:from><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>'
            f'<xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{inside}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>')


def shape(s, tag='sp'):
    return (f'<xdr:{tag}><xdr:nvSpPr><xdr:cNvPr id="2" name="x"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{s}</a:t></a:r></a:p></xdr:txBody></xdr:{tag}>')


def last_cell(cell):
    return lambda s: {'cell': cell(s)}


# What each place puts where: another last cell, rows, elements behind sheetData, parts.
PLACES = {
    'inline string': last_cell(lambda s: f'<c r="G2" t="inlineStr"><is><t>{s}</t></is></c>'),
    'inline string of runs': last_cell(lambda s: f'<c r="G2" t="inlineStr"><is><r><t>{s[:2]}</t></r><r><t>{s[2:]}</t></r></is></c>'),
    'shared string': lambda s: {'cell': '<c r="G2" t="s"><v>0</v></c>', 'strings': f'<si><t>{s}</t></si>'},
    'shared string of runs': lambda s: {'cell': '<c r="G2" t="s"><v>0</v></c>', 'strings': f'<si><r><t>{s[:2]}</t></r><r><t>{s[2:]}</t></r></si>'},
    'struck run': lambda s: {'cell': '<c r="G2" t="s"><v>0</v></c>', 'strings': f'<si><r><rPr><strike/></rPr><t>{s}</t></r><r><t>新的</t></r></si>'},
    'struck cell': last_cell(lambda s: text('G2', s, ' s="1"')),
    'white text': last_cell(lambda s: text('G2', s, ' s="2"')),
    'tiny text': last_cell(lambda s: text('G2', s, ' s="3"')),
    'format ;;;': last_cell(lambda s: text('G2', s, ' s="4"')),
    'result of a formula': last_cell(lambda s: f'<c r="G2" t="str"><f>A1</f><v>{s}</v></c>'),
    'hidden row': lambda s: {'rows': row(3, ['2', s] + ITEM[2:], ' hidden="1"')},
    'row of no height': lambda s: {'rows': row(3, ['2', s] + ITEM[2:], ' ht="0" customHeight="1"')},
    'filtered row': lambda s: {'rows': row(3, ['2', s] + ITEM[2:], ' hidden="1"'), 'behind': '<autoFilter ref="A1:G3"/>'},
    'hidden column': lambda s: {'cells': text('H2', s), 'cols': '<cols><col min="8" max="8" hidden="1"/></cols>'},
    'column of no width': lambda s: {'cells': text('H2', s), 'cols': '<cols><col min="8" max="8" width="0" customWidth="1"/></cols>'},
    'column without label': lambda s: {'cells': text('H2', s)},
    'far away': lambda s: {'rows': f'<row r="900000">{text("XFD900000", s)}</row>'},
    'covered by a merge': lambda s: {'rows': row(3, ['2'] + ITEM[1:6] + [s]), 'behind': '<mergeCells><mergeCell ref="G2:G3"/></mergeCells>'},
    'note below the list': lambda s: {'rows': row(3, ['注：' + s])},
    'second sheet': lambda s: {'sheet2': row(1, [s])},
    'hidden sheet': lambda s: {'sheet2': row(1, [s]), 'state': ' state="hidden"'},
    'very hidden sheet': lambda s: {'sheet2': row(1, [s]), 'state': ' state="veryHidden"'},
    'comment': lambda s: {'part': ('comments', 'xl/comments1.xml', f'<comments xmlns="{MAIN}"><authors><author>张三</author></authors><commentList>'
                          f'<comment ref="C2" authorId="0"><text><r><t>张三:</t></r><r><t xml:space="preserve">\n{s}</t></r></text></comment></commentList></comments>')},
    'threaded comment': lambda s: {'part': ('threadedComment', 'xl/threadedComments/threadedComment1.xml',
                                   '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
                                   f'<threadedComment ref="C2" personId="x" id="y"><text>{s}</text></threadedComment></ThreadedComments>')},
    'text box': lambda s: {'part': ('drawing', 'xl/drawings/drawing1.xml', anchored(shape(s)))},
    'grouped shape': lambda s: {'part': ('drawing', 'xl/drawings/drawing1.xml', anchored(f'<xdr:grpSp><xdr:nvGrpSpPr/><xdr:grpSpPr/>{shape(s)}</xdr:grpSp>'))},
    'connector': lambda s: {'part': ('drawing', 'xl/drawings/drawing1.xml', anchored(shape(s, 'cxnSp')))},
    'shape in alternate content': lambda s: {'part': ('drawing', 'xl/drawings/drawing1.xml', anchored(
        f'<mc:AlternateContent><mc:Choice Requires="a14">{shape(s)}</mc:Choice><mc:Fallback>{shape(s)}</mc:Fallback></mc:AlternateContent>'))},
    'alternative text of a picture': lambda s: {'part': ('drawing', 'xl/drawings/drawing1.xml', anchored(
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="x" descr="{s}"/></xdr:nvPicPr></xdr:pic>'))},
    'chart title': lambda s: {'part': ('chart', 'xl/charts/chart1.xml', f'<c:chartSpace {DRAWING}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>{s}</a:t></a:r></a:p></c:rich></c:tx></c:title></c:chart></c:chartSpace>')},
    'SmartArt': lambda s: {'part': ('diagramData', 'xl/diagrams/data1.xml', f'<dgm:dataModel xmlns:dgm="x" {DRAWING}><a:p><a:r><a:t>{s}</a:t></a:r></a:p></dgm:dataModel>')},
    'VML control': lambda s: {'part': ('vmlDrawing', 'xl/drawings/vmlDrawing1.vml', '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
                              f'<v:shape><v:textbox><div>{s}</div></v:textbox><x:ClientData ObjectType="Checkbox"/></v:shape></xml>')},
    'page header': lambda s: {'behind': f'<headerFooter><oddHeader>&amp;C{s}</oddHeader></headerFooter>'},
    'page footer of even pages': lambda s: {'behind': f'<headerFooter differentOddEven="1"><evenFooter>&amp;L&amp;"宋体"&amp;12{s}</evenFooter></headerFooter>'},
    'prompt of a validation': lambda s: {'behind': f'<dataValidations count="1"><dataValidation type="list" sqref="C2" prompt="{s}"><formula1>"a,b"</formula1></dataValidation></dataValidations>'},
    'error of a validation': lambda s: {'behind': f'<dataValidations count="1"><dataValidation type="list" sqref="C2" error="{s}"><formula1>"a,b"</formula1></dataValidation></dataValidations>'},
    'unknown element of a sheet': lambda s: {'behind': f'<extLst><ext uri="x"><strange>{s}</strange></ext></extLst>'},
    'unknown part': lambda s: {'part': ('strange', 'xl/strange1.xml', f'<strange>{s}</strange>')},
    'name of a sheet that is no list': lambda s: {'sheet2': row(1, ['其他']), 'name2': s},
}
REST = {'threadedComment': 'http://schemas.microsoft.com/office/2017/10/relationships/threadedComment'}


def relationships(entries):
    return f'<Relationships xmlns="{RELATED}">' + ''.join(
        f'<Relationship Id="{i}" Type="{REST.get(kind, OFFICE + "/" + kind)}" Target="{target}"/>' for i, kind, target in entries) + '</Relationships>'


def write(path, name, s):
    has = PLACES[name](s) if name else {}
    last = has.get('cell', text('G2', ITEM[6]))
    first = ''.join(text('ABCDEF'[i] + '2', value) for i, value in enumerate(ITEM[:6]))
    rows = row(1, LABELS) + f'<row r="2">{first}{last}{has.get("cells", "")}</row>' + has.get('rows', '')
    part = has.get('part')
    drawing = {'drawing': '<drawing r:id="p1"/>', 'vmlDrawing': '<legacyDrawing r:id="p1"/>'}.get(part[0], '') if part else ''
    sheet = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{has.get("cols", "")}<sheetData>{rows}</sheetData>{has.get("behind", "")}{drawing}</worksheet>'
    second = f'<sheet name="{has.get("name2", "二")}" sheetId="2" r:id="s2"{has.get("state", "")}/>' if 'sheet2' in has else ''
    parts = {
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        '_rels/.rels': relationships([('r1', 'officeDocument', 'xl/workbook.xml')]),
        'xl/workbook.xml': f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="清单" sheetId="1" r:id="s1"/>{second}</sheets></workbook>',
        'xl/_rels/workbook.xml.rels': relationships([('s1', 'worksheet', 'worksheets/sheet1.xml'), ('s2', 'worksheet', 'worksheets/sheet2.xml'),
                                                     ('t', 'sharedStrings', 'sharedStrings.xml'), ('y', 'styles', 'styles.xml')]),
        'xl/worksheets/sheet1.xml': sheet,
        'xl/styles.xml': STYLES,
        'xl/sharedStrings.xml': f'<sst xmlns="{MAIN}">{has.get("strings", "")}</sst>',
    }
    if 'sheet2' in has:
        parts['xl/worksheets/sheet2.xml'] = f'<worksheet xmlns="{MAIN}"><sheetData>{has["sheet2"]}</sheetData></worksheet>'
    if part:
        parts['xl/worksheets/_rels/sheet1.xml.rels'] = relationships([('p1', part[0], '/' + part[1])])
        parts[part[1]] = part[2]
    if part and part[0] in ('chart', 'diagramData'):
        parts['xl/worksheets/_rels/sheet1.xml.rels'] = relationships([('p1', 'drawing', '/xl/drawings/drawing1.xml')])
        parts['xl/drawings/drawing1.xml'] = anchored(f'<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="x"/></xdr:nvGraphicFramePr>'
                                                     f'<a:graphic><a:graphicData uri="x"><c:chart r:id="c1"/></a:graphicData></a:graphic></xdr:graphicFrame>')
        parts['xl/drawings/_rels/drawing1.xml.rels'] = relationships([('c1', part[0], '/' + part[1])])
        parts['xl/worksheets/sheet1.xml'] = sheet.replace('</worksheet>', '<drawing r:id="p1"/></worksheet>')
    pack(path, parts)


sys.exit(run(sys.argv[1], 'xlsx', list(PLACES), write))
