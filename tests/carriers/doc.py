#!/usr/bin/env python3
"""doc.py QUANZE: a sentence of its own in every place of a document that
LibreOffice carries into .doc; each has to be in the XML that quanze writes, or
named in its JSON report. What a document says of itself and not to its readers
(authors, addresses of links, codes of fields) is left out on purpose, and
listed here as such. The last line is 'N passed, N failed'."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
NAMES = (f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
         'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
         'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
         'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" xmlns:v="urn:schemas-microsoft-com:vml" '
         'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"')
PNG = bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082')

carriers = {}  # name: (sentence, what becomes of it)


def say(name, fate='kept'):
    """A sentence for a place; `fate` is kept, dropped, or the rule that names it."""
    sentence = f'此处{len(carriers) + 101}号文字'
    carriers[name] = (sentence, fate)
    return sentence


def run(text, properties=''):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs, properties=''):
    return f'<w:p><w:pPr>{properties}</w:pPr>{"".join(runs)}</w:p>'


def cell(*content, properties='', width=1500):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{"".join(content) or para()}</w:tc>'


def row(*cells, properties=''):
    return f'<w:tr><w:trPr>{properties}</w:trPr>{"".join(cells)}</w:tr>'


def table(*rows, columns=4, width=1500):
    grid = f'<w:gridCol w:w="{width}"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="{columns * width}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def field(code, result):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ('begin', 'separate', 'end')]
    return f'{marks[0]}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}'


def picture(number, description, anchored=False):
    body = (f'<wp:extent cx="300000" cy="300000"/><wp:docPr id="{number}" name="P{number}" descr="{description}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="p" descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPng"/><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="300000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic>')
    return f'<w:r><w:drawing>{anchor(body) if anchored else "<wp:inline>" + body + "</wp:inline>"}</w:drawing></w:r>'


def anchor(body):
    extent, rest = body.split('/>', 1)
    return ('<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
            '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
            f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>{extent}/><wp:wrapNone/>{rest}</wp:anchor>')


def shape(content, number, geometry='rect'):
    return (f'<wps:wsp><wps:cNvPr id="{number}" name="s{number}"/><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="600000"/></a:xfrm>'
            f'<a:prstGeom prst="{geometry}"/></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>')


def box(content, number, geometry='rect', description=''):
    body = (f'<wp:extent cx="900000" cy="600000"/><wp:docPr id="{number}" name="B{number}" descr="{description}"/><a:graphic>'
            f'<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">{shape(content, number, geometry)}</a:graphicData></a:graphic>')
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor(body)}</w:drawing></mc:Choice></mc:AlternateContent></w:r>'


def group(contents, number):
    shapes = ''.join(shape(content, number + i + 1) for i, content in enumerate(contents))
    body = (f'<wp:extent cx="1800000" cy="600000"/><wp:docPr id="{number}" name="G{number}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1800000" cy="600000"/>'
            f'<a:chOff x="0" y="0"/><a:chExt cx="1800000" cy="600000"/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp></a:graphicData></a:graphic>')
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing>{anchor(body)}</w:drawing></mc:Choice></mc:AlternateContent></w:r>'


def word_art(text, number):
    return (f'<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" xmlns:o="urn:schemas-microsoft-com:office:office" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
            f'<v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="art{number}" type="#_x0000_t136" style="width:150pt;height:40pt"><v:textpath style="font-family:&quot;SimSun&quot;" string="{text}"/></v:shape></w:pict></w:r>')


def changed(kind, content):
    return f'<w:{kind} w:id="{len(carriers) + 500}" w:author="审核人" w:date="2024-01-01T00:00:00Z">{content}</w:{kind}>'


def deleted(text):
    return changed('del', f'<w:r><w:delText>{text}</w:delText></w:r>')


def reference(kind, number):
    return f'<w:r><w:{kind} w:id="{number}"/></w:r>'


def commented(number):
    return f'<w:commentRangeStart w:id="{number}"/>{run("批注处")}<w:commentRangeEnd w:id="{number}"/>{reference("commentReference", number)}'


STRIKE, VANISH, WHITE = '<w:strike/>', '<w:vanish/>', '<w:color w:val="FFFFFF"/>'


def numbered(text, level=0, list_id=1):
    return para(run(text), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def body():
    nested = table(row(cell(para(run(say('nested table')))), cell(para(run(say('nested table, next cell'))))), columns=2, width=600)
    deep = table(row(cell(nested, para(run(say('behind a nested table')))), cell(para(run('深'))), properties=''), columns=2, width=700)
    header = row(*[cell(para(run(text))) for text in ('序号', '职权名称', '职权类型', '备注')])
    rows = [
        [para(run(say('cell'))), para(run(say('second paragraph'))) + numbered(say('list item')) + numbered(say('list item, level 2'), 1)],
        [para(run(say('before a line break')) + '<w:r><w:br/></w:r>' + run(say('behind a line break')) + '<w:r><w:tab/></w:r>' + run(say('behind a tab'))), para(run(say('Latin letters').replace('此处', 'Place ').replace('号文字', ' words')))],
        [para(run('留'), run(say('struck'), STRIKE), run('下')), para(run(say('struck twice'), '<w:dstrike/>'), run(say('style that strikes'), '<w:rStyle w:val="Gone"/>'))],
        [para(run('明'), run(say('hidden'), VANISH)), para(run(say('style that hides'), '<w:rStyle w:val="Secret"/>'), run('见'))],
        [para(run(say('white')  , WHITE)), para(run(say('tiny'), '<w:sz w:val="2"/>'))],
        [para(run('旧'), deleted(say('deleted')), changed('ins', run(say('inserted')))), para(changed('ins', run('新')), deleted(say('deleted, whole paragraph'))) + para(run('段'))],
        [para(run('注'), reference('footnoteReference', 1)), para(run('尾'))],
        [para(commented(0)), para(commented(1))],
        [para(run('框'), box(para(run(say('text box'))) + para(run(say('text box, second paragraph'))), 21)), para(run('组'), group([para(run(say('box in a group'))), para(run(say('second box in a group')))], 31))],
        [para(run('图'), picture(41, say('alternative text of a picture in the line'))), para(run('图'), picture(42, say('alternative text of an anchored picture'), True))],
        [para(run('艺'), word_art(say('WordArt'), 51)), para(field('PAGE \\* MERGEFORMAT', say('result of a field')))],
        [para(f'<w:hyperlink r:id="rIdLink">{run(say("text of a link"))}</w:hyperlink>'), para(run('字段'), field(f'DOCPROPERTY {say("code of a field", "dropped")}', '值'))],
        [deep + para(), para(run('内'))],
        [para('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c"/><w:enabled/><w:checkBox><w:sizeAuto/><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'
              '<w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(say('behind a check box'))),
         para('<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="甲" w:value="1"/></w:dropDownList></w:sdtPr><w:sdtContent>' + run(say('choice of a drop-down list')) + '</w:sdtContent></w:sdt>')],
        [para(run('音'), '<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>' + say('base of a pronunciation') + '</w:t></w:r></w:rubyBase></w:ruby></w:r>'),
         para(run(say('superscript'), '<w:vertAlign w:val="superscript"/>'), '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', run(say('behind a symbol')))],
        [para(run('盖'), properties=''), para(run('书签'), '<w:bookmarkStart w:id="7" w:name="b"/>', run(say('in a bookmark')), '<w:bookmarkEnd w:id="7"/>')],
    ]
    list_rows = ''.join(row(cell(para(run(str(i + 1)))), cell(para(run(f'事项{i + 1}号'))), cell(left), cell(right)) for i, (left, right) in enumerate(rows))
    count = len(rows)
    merged = row(cell(para(run(str(count + 1)))), cell(para(run(say('merged down'))), properties='<w:vMerge w:val="restart"/>'), cell(para(run(say('merged across'))), properties='<w:gridSpan w:val="2"/>', width=3000))
    under = row(cell(para(run(str(count + 2)))), cell(para(run(say('under a merge'))), properties='<w:vMerge/>'), cell(para(run('甲'))), cell(para(run('乙'))))
    gone = row(cell(para(deleted(say('deleted row')))), cell(para(deleted('全'))), cell(para(deleted('行'))), cell(para(deleted('删'))), properties=changed('del', ''))
    frame = '<w:framePr w:w="2000" w:h="500" w:hRule="exact" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="1000" w:y="200"/>'
    return ''.join((
        para(run('某某局权责清单'), properties='<w:pStyle w:val="Title"/>'),
        para(run(say('heading')), properties='<w:pStyle w:val="Heading1"/>'),
        para(run(say('paragraph before the table'))),
        numbered(say('numbered paragraph')),
        para(run(say('struck paragraph'), STRIKE), run(say('hidden words of a paragraph'), VANISH), deleted(say('deleted words of a paragraph'))),
        para(run(say('in a frame')), properties=frame),
        para(run('框外'), box(para(run(say('text box outside'))), 61), box(para(run(say('shape with text'))), 62, 'ellipse', say('alternative text of a shape'))),
        para(run('页'), picture(63, say('alternative text outside'), True), reference('endnoteReference', 1), commented(2)),
        table(header + list_rows + merged + under + gone),
        para(run(say('paragraph behind the table')) + '<w:r><w:br w:type="page"/></w:r>' + run(say('behind a page break'))),
        para(run(say('section end')), properties=f'<w:sectPr>{references(1)}<w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/><w:titlePg/></w:sectPr>'),
        table(row(*[cell(para(run(text))) for text in ('序号', '职权名称', '职权类型', '备注')]), row(cell(para(run('1'))), cell(para(run(say('second table')))), cell(para(run('行政许可'))), cell(para()))),
        para(run(say('last paragraph'))),
        f'<w:sectPr>{references(2)}<w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:titlePg/></w:sectPr>'))


def references(section):
    return ''.join(f'<w:{kind}Reference w:type="{turn}" r:id="rId{kind}{turn}{section}"/>' for kind in ('header', 'footer') for turn in ('default', 'first', 'even'))


def parts():
    made = {'word/document.xml': f'<w:document {NAMES}><w:body>{body()}</w:body></w:document>'}
    relations = ['<Relationship Id="rIdPng" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/p.png"/>',
                 f'<Relationship Id="rIdLink" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://example.org/{say("address of a link", "dropped")}" TargetMode="External"/>']
    types = []

    def add(name, root, kind, content):
        made[f'word/{name}.xml'] = f'<w:{root} {NAMES}>{content}</w:{root}>'
        relations.append(f'<Relationship Id="rId{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{name}.xml"/>')
        types.append(f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>')

    for note in ('footnote', 'endnote'):
        separators = ''.join(f'<w:{note} w:id="{i - 1}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:{note}>' for i, kind in enumerate(('separator', 'continuationSeparator')))
        notes = f'<w:{note} w:id="1">{para(run(say(note)))}{para(run(say(note + ", second paragraph")))}</w:{note}>'
        add(note + 's', note + 's', note + 's', separators + notes)
    add('comments', 'comments', 'comments', ''.join(
        f'<w:comment w:id="{i}" w:author="{say("author of comment " + str(i), "dropped")}" w:initials="甲">{para(run(say("comment " + str(i))))}</w:comment>' for i in range(3)))
    for kind, root in (('header', 'hdr'), ('footer', 'ftr')):
        for turn in ('default', 'first', 'even'):
            for section in (1, 2):
                words = para(run(say(f'{kind}, {turn}, section {section}')))
                if kind == 'header' and turn == 'default':
                    words += para(run('页眉框'), box(para(run(say(f'box in a header, section {section}'))), 70 + section))
                add(f'{kind}{turn}{section}', root, kind, words)
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    add('numbering', 'numbering', 'numbering', '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>' + level.format(0, 'chineseCountingThousand', say('text of a list number') + '%1、') +
        level.format(1, 'decimal', '%2.') + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')
    add('styles', 'styles', 'styles', '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>')
    add('settings', 'settings', 'settings', '<w:evenAndOddHeaders/>')
    made['word/_rels/document.xml.rels'] = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(relations)}</Relationships>'
    made['_rels/.rels'] = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
                           '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>')
    made['docProps/core.xml'] = ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                                 f'<dc:title>{say("title property", "dropped")}</dc:title><dc:creator>{say("author property", "dropped")}</dc:creator><dc:description>{say("comments property", "dropped")}</dc:description></cp:coreProperties>')
    made['[Content_Types].xml'] = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                                   '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
                                   '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
                                   f'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{"".join(types)}</Types>')
    return made


def make(path):
    with zipfile.ZipFile(path, 'w') as archive:
        for name, text in parts().items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
        archive.writestr('word/media/p.png', PNG)


def convert(work):
    subprocess.run(['soffice', '--headless', '--norestore', f'-env:UserInstallation=file://{work}/profile', '--convert-to', 'doc:MS Word 97', '--outdir', work, f'{work}/carriers.docx'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return Path(work, 'carriers.doc').read_bytes()


def main():
    quanze = sys.argv[1] if len(sys.argv) > 1 else 'out/quanze'
    if not shutil.which('soffice'):
        print('no LibreOffice here: 0 passed, 0 failed')
        return 0
    with tempfile.TemporaryDirectory() as work:
        make(f'{work}/carriers.docx')
        data = convert(work)
        if os.environ.get('KEEP'):
            shutil.copy(f'{work}/carriers.doc', os.environ['KEEP'])
        subprocess.run([quanze, 'convert', '-q', '-t', 'xml', '-o', work, f'{work}/carriers.doc'], env=dict(os.environ, LC_ALL='C.UTF-8'), stderr=subprocess.DEVNULL, check=False)
        document = Path(work, 'carriers.xml')
        text = document.read_text(encoding='utf-8') if document.exists() else ''
        report = subprocess.run([quanze, 'validate', '--format', 'json', '-v', f'{work}/carriers.doc'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
        named = json.dumps(json.loads(report), ensure_ascii=False)
    passed, failed, absent = 0, 0, []
    for name, (sentence, fate) in carriers.items():
        words = sentence.replace('此处', 'Place ').replace('号文字', ' words') if name == 'Latin letters' else sentence
        forms = [words.encode('utf-16-le'), words.encode(), words.encode('gb18030'), words.encode('utf-16-be')]
        if not any(form in data for form in forms):
            absent.append(name)
            continue
        found = words in text or words in named
        if (fate == 'dropped') != found:
            passed += 1
        else:
            failed += 1
            print(f'not ok - {name}: {words} is {"there, but left out on purpose" if found else "lost"}')
    print(f'{len(carriers)} sentences planted; not carried by LibreOffice: {", ".join(absent) or "none"}')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


if __name__ == '__main__':
    sys.exit(main())
