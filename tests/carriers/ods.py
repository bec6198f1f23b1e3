#!/usr/bin/env python3
"""ods.py QUANZE: plants a sentence of its own in every place where OpenDocument can
hold text (.ods, .fods, .odt, .fodt; XML Spreadsheet 2003, too), converts the files, and wants each sentence in
the XML, or the thing that holds it named in the report. What is left out on
purpose (who wrote a comment, the file's properties) must not be there. Last
line: N passed, N failed."""
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

QUANZE = sys.argv[1]
passed = failed = count = 0
SPACES = {p: f'urn:oasis:names:tc:opendocument:xmlns:{u}:1.0' for p, u in (
    ('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('draw', 'drawing'), ('svg', 'svg-compatible'),
    ('fo', 'xsl-fo-compatible'), ('form', 'form'), ('meta', 'meta'), ('chart', 'chart'), ('script', 'script'))}
SPACES |= {'dc': 'http://purl.org/dc/elements/1.1/', 'xlink': 'http://www.w3.org/1999/xlink',
           'calcext': 'urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'}
NAMES = ' '.join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
HEADER = ('序号', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '备注')
ROW = ('1', '对甲的处罚', '行政处罚', '某某县乙局', '《某某条例》第三条', '立案责任：及时立案。', '')
MIME = 'application/vnd.oasis.opendocument.'


def check(good, message):
    global passed, failed
    passed += good
    failed += not good
    if not good:
        print('not ok -', message)


class Planted:
    """Sentences given out, by the place they are planted in."""

    def __init__(self):
        self.kept, self.named, self.dropped = {}, {}, {}

    def _next(self):
        global count
        count += 1
        return f'第{count:03}号暗藏之句'

    def keep(self, place):
        return self.kept.setdefault(place, self._next())

    def name(self, place, what):
        self.named[place] = what
        return self._next()

    def drop(self, place):
        return self.dropped.setdefault(place, self._next())


def drawings(plant, where):
    """Everything that can be drawn, anchored at one place."""
    keep = lambda place: plant.keep(f'{where}: {place}')
    return (f'<draw:frame draw:name="f1"><draw:text-box><text:p>{keep("text box")}</text:p><text:list><text:list-item><text:p>{keep("list in a box")}</text:p></text:list-item></text:list>'
            f'<table:table><table:table-row><table:table-cell><text:p>{keep("table in a box")}</text:p></table:table-cell></table:table-row></table:table></draw:text-box>'
            f'<svg:title>{keep("title of a box")}</svg:title></draw:frame>'
            f'<draw:custom-shape><svg:title>{keep("title of a shape")}</svg:title><svg:desc>{keep("description of a shape")}</svg:desc><text:p>{keep("shape")}</text:p><draw:enhanced-geometry/></draw:custom-shape>'
            f'<draw:g><svg:desc>{keep("description of a group")}</svg:desc><draw:rect><text:p>{keep("shape in a group")}</text:p></draw:rect><draw:line><text:p>{keep("line")}</text:p></draw:line></draw:g>'
            f'<draw:caption><text:p>{keep("callout")}</text:p></draw:caption><draw:connector><text:p>{keep("connector")}</text:p></draw:connector>'
            f'<draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>{keep("title of a picture")}</svg:title><svg:desc>{keep("description of a picture")}</svg:desc></draw:frame>'
            f'<draw:frame><draw:object xlink:href="./Object 1" draw:notify-on-update-of-ranges="A1"/><draw:image xlink:href="./ObjectReplacements/1"/><svg:desc>{keep("description of a chart")}</svg:desc></draw:frame>'
            f'<draw:frame><draw:object xlink:href="./Object 2"/></draw:frame>'
            f'<draw:a xlink:href="x"><draw:frame><draw:text-box><text:p>{keep("box in a link")}</text:p></draw:text-box></draw:frame></draw:a>')


def runs(plant, where):
    """Everything that can stand inside a paragraph."""
    keep = lambda place: plant.keep(f'{where}: {place}')
    return (f'{keep("text")}<text:span>{keep("span")}</text:span><text:a xlink:href="x">{keep("link")}</text:a><text:s text:c="3"/><text:tab/><text:line-break/>'
            f'<text:span text:style-name="Struck">{keep("struck")}</text:span><text:span text:style-name="StruckChild">{keep("struck by a parent style")}</text:span>'
            f'<text:span text:style-name="Hidden">{keep("hidden characters")}</text:span>'
            f'<text:hidden-text text:condition="x" text:string-value="{keep("hidden text field")}" text:is-hidden="true"/>'
            f'<text:conditional-text text:current-value="true">{keep("conditional text")}</text:conditional-text>'
            f'<text:user-field-get>{keep("user field")}</text:user-field-get><text:variable-set text:display="none">{keep("variable not displayed")}</text:variable-set>'
            f'<text:placeholder text:placeholder-type="text" text:description="{keep("prompt of a placeholder")}">{keep("placeholder")}</text:placeholder>'
            f'<text:text-input text:description="{keep("prompt of an input field")}">{keep("input field")}</text:text-input>'
            f'<text:drop-down><text:label text:value="{keep("choice of a drop-down")}"/>{keep("drop-down")}</text:drop-down>'
            f'<text:alphabetical-index-mark text:string-value="{keep("index mark")}"/><text:bookmark-ref>{keep("reference")}</text:bookmark-ref>'
            f'<text:ruby><text:ruby-base>{keep("base of ruby")}</text:ruby-base><text:ruby-text>{plant.name(f"{where}: ruby", "ruby")}</text:ruby-text></text:ruby>'
            f'<text:script script:language="x">{plant.name(f"{where}: script", "scripts")}</text:script>'
            f'<text:meta>{keep("meta")}</text:meta><text:sequence>{keep("sequence")}</text:sequence><text:bibliography-mark>{keep("bibliography mark")}</text:bibliography-mark>'
            f'<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{keep("footnote")}</text:p></text:note-body></text:note>'
            f'<text:note text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>{keep("endnote")}<text:span text:style-name="Struck">{keep("struck in an endnote")}</text:span></text:p></text:note-body></text:note>'
            f'<office:annotation><dc:creator>{plant.drop(f"{where}: author of a comment")}</dc:creator><dc:date>2024-01-01</dc:date><text:p>{keep("comment")}</text:p><text:list><text:list-item><text:p>{keep("list in a comment")}</text:p></text:list-item></text:list></office:annotation>')


def forms(plant, where):
    keep = lambda place: plant.keep(f'{where}: {place}')
    return (f'<office:forms><form:form><form:fixed-text form:label="{keep("label of a form")}"/><form:text form:current-value="{keep("value of a field")}" form:title="{keep("help of a field")}"/>'
            f'<form:listbox><form:option form:label="{keep("option")}"/></form:listbox><form:combobox><form:item form:label="{keep("item of a combo box")}"/></form:combobox>'
            f'<form:checkbox form:label="{keep("check box")}"/><form:textarea><text:p>{keep("text area")}</text:p></form:textarea><form:button form:label="{keep("button")}"/></form:form></office:forms>')


def list_table(plant, cell, extra, workbook):
    """The list: its last cell holds what `cell` gives; `extra` follows the columns or rows."""
    def row(cells, last='', attributes=''):
        cells = [f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in cells[:-1 if last else None]]
        return f'<table:table-row{attributes}>{"".join(cells)}{last}</table:table-row>'
    rows = [row(HEADER), row(ROW, cell), row(('2', '对丙的许可', '行政许可', '某某县乙局', '《某某条例》第四条', '受理责任：受理。', plant.keep('plain cell')))]
    if workbook:
        rows.append(row(['3', plant.keep('hidden row')], '', ' table:visibility="collapse"'))
        rows.append(row(['4', plant.keep('filtered row')], '', ' table:visibility="filter"'))
        rows.append(f'<table:table-row-group table:display="false">{row(["5", plant.keep("row of a closed group")])}</table:table-row-group>')
    columns = '<table:table-column table:number-columns-repeated="7"/>'
    return extra + columns + f'<table:table-header-rows>{rows[0]}</table:table-header-rows>{"".join(rows[1:])}'


STYLES = ('<style:style style:name="Struck" style:family="text"><style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
          '<style:style style:name="StruckChild" style:family="text" style:parent-style-name="Struck"/>'
          '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>'
          '<style:style style:name="StruckCell" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
          '<style:style style:name="StruckLine" style:family="paragraph"><style:text-properties style:text-line-through-style="solid"/></style:style>'
          '<style:style style:name="Away" style:family="table"><style:table-properties table:display="false"/></style:style>')


def masters(plant):
    keep = plant.keep
    return (f'<office:master-styles><style:master-page style:name="Standard" style:next-style-name="Next"><style:header><text:p>{keep("page header")}<text:page-number>1</text:page-number></text:p>'
            f'<style:region-left><text:p>{keep("left part of a page header")}</text:p></style:region-left></style:header><style:header-left><text:p>{keep("header of left pages")}</text:p></style:header-left>'
            f'<style:header-first><text:p>{keep("header of the first page")}</text:p></style:header-first>'
            f'<style:footer><text:p>{keep("page footer")}</text:p><text:p><text:span text:style-name="Struck">{keep("struck in a page footer")}</text:span></text:p></style:footer></style:master-page>'
            f'<style:master-page style:name="Next"><style:header><text:p>{keep("header of the pages that follow")}</text:p></style:header><style:footer style:display="false"><text:p>{plant.drop("footer that is switched off")}</text:p></style:footer></style:master-page>'
            f'<style:master-page style:name="Unused"><style:header><text:p>{plant.drop("header of a page style that nothing uses")}</text:p></style:header></style:master-page></office:master-styles>')


def workbook(plant):
    keep = plant.keep
    cell = (f'<table:table-cell office:value-type="string" table:content-validation-name="v1"><text:p>{runs(plant, "cell")}</text:p><text:p text:style-name="StruckLine">{keep("struck paragraph of a cell")}</text:p>'
            f'<text:list><text:list-item><text:p>{keep("list in a cell")}</text:p></text:list-item></text:list>{drawings(plant, "cell")}</table:table-cell>'
            f'<table:table-cell table:style-name="StruckCell" office:value-type="string"><text:p>{keep("struck cell")}</text:p></table:table-cell>'
            f'<table:table-cell office:value-type="string" office:string-value="{keep("value that its format hides")}"><text:p/></table:table-cell>'
            f'<table:table-cell office:value-type="string" office:string-value="{keep("value without text")}"/>'
            f'<table:covered-table-cell office:value-type="string"><text:p>{keep("covered cell without a merge")}</text:p></table:covered-table-cell>'
            f'<table:table-cell table:number-columns-spanned="2"/><table:covered-table-cell office:value-type="string"><text:p>{keep("cell under a merge")}</text:p></table:covered-table-cell>')
    extra = (f'<table:title>{keep("title of a table")}</table:title><table:desc>{keep("description of a table")}</table:desc><table:scenario table:comment="{keep("comment of a scenario")}"/>'
             f'{forms(plant, "sheet")}<table:shapes>{drawings(plant, "sheet")}</table:shapes>')
    return (f'<office:spreadsheet><table:tracked-changes><table:cell-content-change table:id="c1"><office:change-info><dc:creator>{plant.drop("author of a change")}</dc:creator>'
            f'<text:p>{keep("remark on a change")}</text:p></office:change-info><table:previous><table:change-track-table-cell><text:p>{keep("text before a change")}</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>'
            f'<table:content-validations><table:content-validation table:name="v1" table:condition="of:cell-content-is-in-list(&quot;{keep("choice of a list")}&quot;;&quot;{keep("second choice")}&quot;)">'
            f'<table:help-message table:title="{keep("title of help")}"><text:p>{keep("help message")}</text:p></table:help-message><table:error-message table:title="{keep("title of an error message")}"><text:p>{keep("error message")}</text:p></table:error-message></table:content-validation></table:content-validations>'
            f'<table:table table:name="清单">{list_table(plant, cell, extra, True)}</table:table>'
            f'<table:table table:name="{keep("name of a sheet")}" table:style-name="Away"><table:table-row><table:table-cell office:value-type="string"><text:p>{keep("hidden sheet")}</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet>')


def document(plant):
    keep = plant.keep
    nested = (f'<table:table><table:table-row><table:table-cell><text:p>{keep("table in a cell")}</text:p></table:table-cell></table:table-row></table:table>'
              f'<table:table table:is-sub-table="true"><table:table-row><table:table-cell><text:p>{keep("sub-table of a cell")}</text:p></table:table-cell></table:table-row></table:table>')
    cell = (f'<table:table-cell office:value-type="string"><text:p>{runs(plant, "cell")}</text:p><text:h text:outline-level="2">{keep("heading in a cell")}</text:h>'
            f'<text:list text:style-name="L1"><text:list-header><text:p>{keep("header of a list")}</text:p></text:list-header><text:list-item><text:p>{keep("item")}</text:p><text:list><text:list-item><text:p>{keep("item of an item")}</text:p></text:list-item></text:list></text:list-item></text:list>'
            f'<text:section text:display="none"><text:p>{keep("hidden section in a cell")}</text:p></text:section><text:p><text:change text:change-id="d1"/></text:p>{nested}{drawings(plant, "cell")}</table:table-cell>')
    extra = f'<table:title>{keep("title of a table")}</table:title><table:desc>{keep("description of a table")}</table:desc>'
    return (f'<office:text>{forms(plant, "document")}<text:tracked-changes>'
            f'<text:changed-region text:id="d1"><text:deletion><office:change-info><dc:creator>{plant.drop("author of a deletion")}</dc:creator><text:p>{keep("remark on a deletion")}</text:p></office:change-info><text:p>{keep("deletion in a cell")}</text:p></text:deletion></text:changed-region>'
            f'<text:changed-region text:id="d2"><text:deletion><text:p>{keep("deletion between tables")}</text:p><text:list><text:list-item><text:p>{keep("deleted list")}</text:p></text:list-item></text:list></text:deletion></text:changed-region>'
            f'<text:changed-region text:id="d3"><text:deletion><text:p>{keep("deletion that stands nowhere")}</text:p></text:deletion></text:changed-region></text:tracked-changes>'
            f'{drawings(plant, "page")}<text:p text:style-name="Title">{keep("title")}</text:p><text:h text:outline-level="1">{keep("heading")}</text:h><text:p>{runs(plant, "paragraph")}</text:p><text:p text:style-name="StruckLine">{keep("struck paragraph")}</text:p>'
            f'<text:p><text:hidden-paragraph text:is-hidden="true"/>{keep("hidden paragraph")}</text:p><text:p>{drawings(plant, "paragraph")}<text:change text:change-id="d2"/></text:p>'
            f'<text:list text:style-name="L1"><text:list-header><text:p>{keep("list header")}</text:p></text:list-header><text:list-item><text:p>{keep("list item")}</text:p><text:list><text:list-item><text:h text:outline-level="3">{keep("heading in a list")}</text:h></text:list-item></text:list></text:list-item></text:list>'
            f'<text:section text:name="s"><text:p>{keep("section")}</text:p><text:section text:display="none"><text:p>{keep("hidden section")}</text:p></text:section></text:section>'
            f'<text:numbered-paragraph><text:p>{keep("numbered paragraph")}</text:p></text:numbered-paragraph>'
            f'<text:table-of-content><text:table-of-content-source><text:index-title-template>{plant.drop("template of an index")}</text:index-title-template></text:table-of-content-source><text:index-body><text:index-title><text:p>{keep("title of an index")}</text:p></text:index-title><text:p>{keep("index")}</text:p></text:index-body></text:table-of-content>'
            f'<table:table table:name="T1">{list_table(plant, cell, extra, False)}</table:table><text:p>{keep("paragraph behind the table")}</text:p></office:text>')


LISTS = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>'
CHART = '<office:document-content {names}><office:body><office:chart><chart:chart><chart:title><text:p>{title}</text:p></chart:title></chart:chart></office:chart></office:body></office:document-content>'


def package(kind, body, styles, title, property_):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('mimetype', MIME + kind, zipfile.ZIP_STORED)
        archive.writestr('content.xml', f'<office:document-content {NAMES}><office:automatic-styles>{STYLES}{LISTS}</office:automatic-styles><office:body>{body}</office:body></office:document-content>')
        archive.writestr('styles.xml', f'<office:document-styles {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>{styles}</office:document-styles>')
        archive.writestr('meta.xml', f'<office:document-meta {NAMES}><office:meta><dc:title>{property_}</dc:title></office:meta></office:document-meta>')
        archive.writestr('Object 1/content.xml', CHART.format(names=NAMES, title=title))
        archive.writestr('META-INF/manifest.xml', '<manifest/>')
    return out.getvalue()


def flat(kind, body, styles, property_):
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:mimetype="{MIME}{kind}"><office:meta><dc:title>{property_}</dc:title></office:meta>'
            f'<office:automatic-styles>{STYLES}{LISTS}</office:automatic-styles>{styles}<office:body>{body}</office:body></office:document>').encode()


def xml2003(plant):
    keep = plant.keep
    rich = (f'<Cell ss:HRef="x" x:HRefScreenTip="{keep("tip of a link")}"><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">{keep("rich text")}<B>{keep("bold")}</B><S>{keep("struck")}</S><Del>{keep("deleted")}</Del>'
            f'<Font><Sub>{keep("subscript")}</Sub></Font><Span html:Style="text-decoration:line-through">{keep("struck by a style")}</Span></ss:Data>'
            f'<Comment ss:Author="{plant.drop("author of a comment")}"><ss:Data><B>{plant.dropped["author of a comment"]}:</B>{keep("comment")}</ss:Data></Comment>'
            f'<PhoneticText>{plant.name("phonetic text", "ruby")}</PhoneticText></Cell><Cell ss:StyleID="gone"><Data ss:Type="String">{keep("struck cell")}</Data></Cell>'
            f'<Cell ss:StyleID="secret"><Data ss:Type="String">{keep("value that its format hides")}</Data></Cell><Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">{keep("merged cell")}</Data></Cell>')
    text = lambda value: f'<Cell><Data ss:Type="String">{value}</Data></Cell>'
    rows = ['<Row>' + ''.join(map(text, HEADER)) + '</Row>', '<Row>' + ''.join(map(text, ROW[:-1])) + rich + '</Row>',
            f'<Row><Cell ss:Index="2">{text("对丙的许可")[6:]}<Cell ss:Index="10"><Data ss:Type="String">{keep("cell under a merge")}</Data></Cell></Row>',
            f'<Row ss:Hidden="1">{text("3")}{text(keep("hidden row"))}</Row>', f'<Row ss:Height="0">{text("4")}{text(keep("row without height"))}</Row>',
            f'<Row>{text("5")}<Cell ss:Index="12"><Data ss:Type="String">{keep("hidden column")}</Data></Cell></Row>']
    head = ('<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
            'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">')
    return (f'<?xml version="1.0"?>{head}<DocumentProperties xmlns="urn:schemas-microsoft-com:office:office"><Title>{plant.drop("title of the file")}</Title></DocumentProperties>'
            f'<Styles><Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="secret"><NumberFormat ss:Format=";;;"/></Style></Styles>'
            f'<Worksheet ss:Name="清单"><Table><Column ss:Index="12" ss:Hidden="1"/>{"".join(rows)}</Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><PageSetup>'
            f'<Header x:Data="&amp;L{keep("page header")}&amp;R&amp;&quot;黑体&quot;&amp;14{keep("right part of a page header")}"/><Footer x:Data="{keep("page footer")}&amp;P"/></PageSetup></WorksheetOptions>'
            f'<DataValidation xmlns="urn:schemas-microsoft-com:office:excel"><Range>R2C3</Range><Type>List</Type><Value>&quot;{keep("choice of a list")}&quot;</Value><InputTitle>{keep("title of help")}</InputTitle>'
            f'<InputMessage>{keep("help message")}</InputMessage><ErrorTitle>{keep("title of an error message")}</ErrorTitle><ErrorMessage>{keep("error message")}</ErrorMessage></DataValidation></Worksheet>'
            f'<Worksheet ss:Name="{keep("name of a sheet")}"><Table><Row>{text(keep("hidden sheet"))}</Row></Table><WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>').encode()


def look(folder, name, data, plant):
    source = folder / name
    source.write_bytes(data)
    done = subprocess.run([QUANZE, 'convert', '-q', '-t', 'xml', '-o', str(folder), str(source)], capture_output=True)
    document_ = folder / (source.stem + '.xml')
    if done.returncode or not document_.exists() or document_ == source:
        check(False, f'{name}: {done.stderr.decode()[:300]}')
        return
    text = re.sub(r'\s', '', document_.read_text(encoding='utf-8'))
    report = subprocess.run([QUANZE, 'validate', '--format', 'json', str(source)], capture_output=True).stdout.decode()
    skipped = {finding['data'].get('what') for finding in json.loads(report)['inputs'][0]['findings'] if finding['rule'] == 'content-skipped'}
    for place, sentence in plant.kept.items():
        check(sentence in text or sentence in report, f'{name}: {place}: neither kept nor named')
    for place, what in plant.named.items():
        check(what in skipped, f'{name}: {place}: {what} is not named')
    for place, sentence in plant.dropped.items():
        check(sentence not in text and sentence not in report, f'{name}: {place}: was to be left out')
    check(text.count('<item') >= 2 and '对甲的处罚</name>' in text, f'{name}: the list is not what it was')


def main():
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for kind, suffix, body in (('spreadsheet', 'ods', workbook), ('text', 'odt', document)):
            plant = Planted()
            content, styles, title = body(plant), masters(plant), plant.name('title of a chart', 'charts-unread')
            plant.name('picture', 'pictures')
            plant.name('object', 'objects')
            property_ = plant.drop('title of the file')
            look(folder, f'package.{suffix}', package(kind, content, styles, title, property_), plant)
            look(folder, f'flat.f{suffix}', flat(kind, content, styles, property_), plant)
        plant = Planted()
        look(folder, 'book.xls', xml2003(plant), plant)
    print(f'{count} sentences planted')
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


sys.exit(main())
