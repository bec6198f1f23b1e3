#!/usr/bin/env python3
"""docx.py QUANZE: a sentence in every place of a Word file (ECMA-376 Part 1, WordprocessingML and the DrawingML in it) that can hold text."""
import sys

from places import pack, run

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (W + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
              ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
              ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
              ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
              ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
              ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
              ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
              ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
              ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"')
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
LABELS = ['序号', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '追责情形']
ITEM = ['1', '对违法采砂的处罚', '行政处罚', '某某县水利局', '《中华人民共和国水法》第七十条', '立案责任。', '不履行职责的。']


def r(text):
    return f'<w:r><w:t>{text}</w:t></w:r>'


def p(content, properties=''):
    return f'<w:p>{properties}{content}</w:p>'


def cell(content, properties=''):
    return f'<w:tc>{properties}{content}</w:tc>'


def row(texts, last=None):
    cells = [cell(p(r(text))) for text in texts]
    if last is not None:
        cells[-1] = cell(last)
    return '<w:tr>' + ''.join(cells) + '</w:tr>'


def drawing(inside, describe=''):
    return (f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="9" name="x"{describe}/><a:graphic>'
            f'<a:graphicData uri="x">{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def shape(text):
    return f'<wps:wsp><wps:txbx><w:txbxContent>{p(r(text))}</w:txbxContent></wps:txbx></wps:wsp>'


def field(code, result):
    return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + f'<w:r><w:instrText>{code}</w:instrText></w:r>'
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r(result) + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def control(text, properties=''):
    return f'<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>'


MARK = 'w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z"'

# Runs that may stand in any paragraph, by what they are.
RUNS = {
    'run': r,
    'bold': lambda s: f'<w:r><w:rPr><w:b/></w:rPr><w:t>{s}</w:t></w:r>',
    'strike': lambda s: f'<w:r><w:rPr><w:strike/></w:rPr><w:t>{s}</w:t></w:r>',
    'dstrike': lambda s: f'<w:r><w:rPr><w:dstrike/></w:rPr><w:t>{s}</w:t></w:r>',
    'vanish': lambda s: f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>{s}</w:t></w:r>',
    'white': lambda s: f'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>{s}</w:t></w:r>',
    'tiny': lambda s: f'<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>{s}</w:t></w:r>',
    'insertion': lambda s: f'<w:ins {MARK}>{r(s)}</w:ins>',
    'deletion': lambda s: f'<w:del {MARK}><w:r><w:delText>{s}</w:delText></w:r></w:del>',
    'moved away': lambda s: f'<w:moveFrom {MARK}>{r(s)}</w:moveFrom>',
    'moved here': lambda s: f'<w:moveTo {MARK}>{r(s)}</w:moveTo>',
    'hyperlink': lambda s: f'<w:hyperlink w:anchor="x">{r(s)}</w:hyperlink>',
    'simple field': lambda s: f'<w:fldSimple w:instr="DATE">{r(s)}</w:fldSimple>',
    'result of a field': lambda s: field('DATE', s),
    'smart tag': lambda s: f'<w:smartTag w:uri="x" w:element="y">{r(s)}</w:smartTag>',
    'custom XML': lambda s: f'<w:customXml w:uri="x" w:element="y">{r(s)}</w:customXml>',
    'content control': lambda s: control(r(s)),
    'placeholder of a control': lambda s: control(r(s), '<w:showingPlcHdr/>'),
    'ruby base': lambda s: f'<w:r><w:ruby><w:rt>{r("x")}</w:rt><w:rubyBase>{r(s)}</w:rubyBase></w:ruby></w:r>',
    'bidirectional': lambda s: f'<w:bdo w:val="ltr">{r(s)}</w:bdo>',
    'formula': lambda s: f'<m:oMath><m:r><m:t>{s}</m:t></m:r></m:oMath>',
    'text box': lambda s: drawing(shape(s)),
    'text box, alternate content': lambda s: '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="3" name="x"/>'
    f'<a:graphic><a:graphicData uri="x">{shape(s)}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>'
    f'<v:textbox><w:txbxContent>{p(r(s))}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>',
    'VML text box': lambda s: f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r(s))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>',
    'VML alternative text': lambda s: f'<w:r><w:pict><v:shape alt="{s}"/></w:pict></w:r>',
    'VML WordArt': lambda s: f'<w:r><w:pict><v:shape><v:textpath string="{s}"/></v:shape></w:pict></w:r>',
    'text of a DrawingML shape': lambda s: drawing(f'<a:p><a:r><a:t>{s}</a:t></a:r></a:p>'),
    'alternative text of a picture': lambda s: drawing('<pic:pic/>', f' descr="{s}"'),
    'title of a picture': lambda s: drawing('<pic:pic/>', f' title="{s}"'),
    'status text of a form field': lambda s: '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:statusText w:type="text" '
    f'w:val="{s}"/></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
}
PARTS = {
    'page header': ('header1.xml', 'hdr', lambda s: p(r(s))),
    'page footer': ('footer1.xml', 'ftr', lambda s: p(r(s))),
    'footnote': ('footnotes.xml', 'footnotes', lambda s: f'<w:footnote w:id="2">{p(r(s))}</w:footnote>'),
    'endnote': ('endnotes.xml', 'endnotes', lambda s: f'<w:endnote w:id="2">{p(r(s))}</w:endnote>'),
    'comment': ('comments.xml', 'comments', lambda s: f'<w:comment w:id="2" w:author="a">{p(r(s))}</w:comment>'),
    'unknown part': ('strange.xml', 'strange', lambda s: p(r(s))),
    'chart title': ('charts/chart1.xml', 'chartSpace', lambda s: f'<a:p><a:r><a:t>{s}</a:t></a:r></a:p>'),
    'SmartArt': ('diagrams/data1.xml', 'dataModel', lambda s: f'<a:p><a:r><a:t>{s}</a:t></a:r></a:p>'),
}
TYPES = {'header1.xml': 'header', 'footer1.xml': 'footer', 'footnotes.xml': 'footnotes', 'endnotes.xml': 'endnotes', 'comments.xml': 'comments',
         'charts/chart1.xml': 'chart', 'diagrams/data1.xml': 'diagramData', 'strange.xml': 'strange'}
BLOCKS = {
    'before the table': lambda s, t: p(r(s)) + t,
    'after the table': lambda s, t: t + p(r(s)),
    'heading before the table': lambda s, t: p(r(s), '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + t,
    'between two tables': lambda s, t: t + p(r(s)) + t,
    'numbered paragraph': lambda s, t: p(r(s), '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>') + t,
    'paragraph in a control': lambda s, t: control(p(r(s))) + t,
    'paragraph in custom XML': lambda s, t: f'<w:customXml w:uri="x" w:element="y">{p(r(s))}</w:customXml>' + t,
    'paragraph whose mark is hidden': lambda s, t: p(r(s), '<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>') + t,
    'inserted paragraph': lambda s, t: p(f'<w:ins {MARK}>{r(s)}</w:ins>') + t,
    'table that is no list': lambda s, t: t + '<w:tbl><w:tr>' + cell(p(r(s))) + cell(p(r('二'))) + '</w:tr></w:tbl>',
    'table around the table': lambda s, t: '<w:tbl><w:tr>' + cell(p(r(s)) + t + p('')) + '</w:tr></w:tbl>',
    'table in a cell': lambda s, t: t.replace(r('不履行职责的。'), r('不履行职责的。') + '</w:p><w:tbl><w:tr>' + cell(p(r(s))) + '</w:tr></w:tbl><w:p>'),
    'hidden row': lambda s, t: t.replace('</w:tbl>', row(['2', s] + ITEM[2:]).replace('<w:tr>', '<w:tr><w:trPr><w:hidden/></w:trPr>') + '</w:tbl>'),
    'deleted row': lambda s, t: t.replace('</w:tbl>', row(['2', s] + ITEM[2:]).replace('<w:tr>', f'<w:tr><w:trPr><w:del {MARK}/></w:trPr>') + '</w:tbl>'),
    'covered by a vertical merge': lambda s, t: t.replace('</w:tbl>', row(ITEM[:6] + ['x']).replace(cell(p(r('x'))), cell(p(r(s)), '<w:tcPr><w:vMerge/></w:tcPr>'))
                                                         + '</w:tbl>').replace(cell(p(r(ITEM[6]))), cell(p(r(ITEM[6])), '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>')),
    'more cells than columns': lambda s, t: t.replace('</w:tbl>', row(['2'] + ITEM[1:] + [s]) + '</w:tbl>'),
    'caption of the table': lambda s, t: t.replace('<w:tblPr>', f'<w:tblPr><w:tblCaption w:val="{s}"/>'),
    'description of the table': lambda s, t: t.replace('<w:tblPr>', f'<w:tblPr><w:tblDescription w:val="{s}"/>'),
}
PLACES = ([f'{where}: {name}' for where in ('in a cell', 'outside') for name in RUNS] + list(BLOCKS) + list(PARTS))


def write(path, name, s):
    last, before = p(r(ITEM[6])), ''
    part = PARTS.get(name)
    if name and ': ' in name and name.split(': ', 1)[1] in RUNS:
        where, kind = name.split(': ', 1)
        runs = RUNS[kind](s)
        if where == 'outside':
            before = p(runs)
        else:
            last = p(r(ITEM[6]) + runs)
    table = '<w:tbl><w:tblPr></w:tblPr>' + row(LABELS) + row(ITEM[:6] + ['x'], last) + '</w:tbl>'
    body = before + (BLOCKS[name](s, table) if name in BLOCKS else table)
    refs = ''
    if part and TYPES[part[0]] in ('header', 'footer'):
        refs = f'<w:{TYPES[part[0]]}Reference w:type="default" r:id="r9"/>'
    if part and part[0].split('.')[0] in ('footnotes', 'endnotes', 'comments'):
        one = part[0].split('s.')[0]
        body += p(f'<w:r><w:{one}Reference w:id="2"/></w:r>')
    parts = {
        '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        '_rels/.rels': f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{OFFICE}officeDocument" Target="word/document.xml"/></Relationships>',
        'word/document.xml': f'<w:document {NAMESPACES}><w:body>{body}<w:sectPr>{refs}</w:sectPr></w:body></w:document>',
    }
    if part:
        parts['word/_rels/document.xml.rels'] = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                                                 f'<Relationship Id="r9" Type="{OFFICE}{TYPES[part[0]]}" Target="{part[0]}"/></Relationships>')
        parts['word/' + part[0]] = f'<w:{part[1]} {NAMESPACES}>{part[2](s)}</w:{part[1]}>'
    pack(path, parts)


sys.exit(run(sys.argv[1], 'docx', PLACES, write))
