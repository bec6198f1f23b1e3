"""Hostile OpenDocument and XML Spreadsheet 2003, for corpus.py."""
import archives
from archives import CELLS, HEAD, Entry, archive

MIME = 'application/vnd.oasis.opendocument.'
NAMES = ' '.join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{uri}:1.0"' for prefix, uri in (
    ('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('draw', 'drawing'), ('fo', 'xsl-fo-compatible')))
EXCEL = 'urn:schemas-microsoft-com:office:spreadsheet'


def cell(text, attributes=''):
    return f'<table:table-cell office:value-type="string"{attributes}><text:p>{text}</text:p></table:table-cell>'


def row(cells, attributes=''):
    return f'<table:table-row{attributes}>{"".join(map(cell, cells))}</table:table-row>'


def table(behind='', before=''):
    return f'<table:table table:name="甲">{before}{"".join(map(row, CELLS))}{behind}</table:table>'


def body(kind, inside):
    return f'<office:body><office:{kind}>{inside}</office:{kind}></office:body>'


def parts(kind='spreadsheet', inside=None, styles='', **more):
    name = 'spreadsheet' if kind == 'spreadsheet' else 'text'
    content = f'{HEAD}<office:document-content {NAMES}>{styles}{body(name, table() if inside is None else inside)}</office:document-content>'
    return {'mimetype': MIME + kind, 'content.xml': content, 'META-INF/manifest.xml': '<manifest/>', **more}


def pack(members):
    return archive([Entry(name, text, method=0 if name == 'mimetype' else 8) for name, text in members.items()])


def repeats():
    """(name, what stands in the table behind the list)."""
    many = ' table:number-{}-repeated="{}"'
    yield 'rows-empty', f'<table:table-row{many.format("rows", 1048576)}><table:table-cell{many.format("columns", 16384)}/></table:table-row>' * 100
    yield 'rows-filled', row(CELLS[1], many.format('rows', 1000000))
    yield 'rows-beyond', row(CELLS[1], many.format('rows', '9' * 40))
    yield 'rows-some', row(CELLS[1], many.format('rows', 20))
    yield 'rows-negative', row(CELLS[1], many.format('rows', -5))
    yield 'rows-filled-often', row(CELLS[1], many.format('rows', 500)) * 500
    yield 'columns-filled', f'<table:table-row>{cell("甲", many.format("columns", 16384))}</table:table-row>' * 500
    yield 'columns-beyond', f'<table:table-row>{cell("甲", many.format("columns", 999999999))}</table:table-row>'
    yield 'columns-far', f'<table:table-row><table:table-cell{many.format("columns", 999999999)}/>{cell("甲")}</table:table-row>'
    yield 'both', f'<table:table-row{many.format("rows", 1000000)}>{cell("甲", many.format("columns", 16384))}</table:table-row>'
    yield 'long-text', f'<table:table-row{many.format("rows", 90000)}>{cell("甲" * 20000)}</table:table-row>'
    yield 'merged-rows', f'<table:table-row{many.format("rows", 1000000)}><table:table-cell table:number-columns-spanned="2"/></table:table-row>' * 20 + row(['9'])
    yield 'spans', f'<table:table-row>{cell("甲", " table:number-columns-spanned=%s table:number-rows-spanned=%s" % (chr(34) + "9" * 12 + chr(34), chr(34) + "9" * 12 + chr(34)))}</table:table-row>' + row(['9']) * 50
    yield 'spans-many', ''.join(f'<table:table-row>{cell("甲", " table:number-columns-spanned=%s3%s table:number-rows-spanned=%s900%s" % ((chr(34),) * 4))}</table:table-row>' for _ in range(3000))
    yield 'row-beyond', f'<table:table-row{many.format("rows", 16777216)}/>' * 3 + row(['9'])
    yield 'blanks', row(['甲<text:s text:c="999999999"/>乙'] * 3)
    yield 'blanks-many', row(['甲' + '<text:s text:c="100"/>' * 200000])
    yield 'columns-declared', f'<table:table-column{many.format("columns", 999999999)} table:visibility="collapse"/>' * 2000


def styles_and_lists():
    """(name, styles, what stands in the text document)."""
    def automatic(inside):
        return f'<office:automatic-styles>{inside}</office:automatic-styles>'
    circle = ''.join(f'<style:style style:name="s{i}" style:family="text" style:parent-style-name="s{(i + 1) % 50}"/>' for i in range(50))
    yield 'styles-in-a-circle', automatic(circle), table() + '<text:p>' + '<text:span text:style-name="s1">甲</text:span>' * 5000 + '</text:p>'
    numbers = f'<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="{"前" * 60000}" text:start-value="99999999999"/></text:list-style>'
    items = '<text:list text:style-name="L">' + '<text:list-item><text:p>甲</text:p></text:list-item>' * 3000 + '</text:list>'
    yield 'prefix-long', automatic(numbers), table() + items
    yield 'lists-deep', '', table() + '<text:list><text:list-item>' * 60 + '<text:p>甲</text:p>' + '</text:list-item></text:list>' * 60
    yield 'lists-too-deep', '', table() + '<text:list><text:list-item>' * 300 + '</text:list-item></text:list>' * 300
    yield 'tables-in-tables', '', table(behind=''.join('<table:table-row><table:table-cell><table:table>' for _ in range(60)) + ''.join('</table:table></table:table-cell></table:table-row>' for _ in range(60)))
    yield 'boxes-in-boxes', '', table() + '<text:p>' + '<draw:frame><draw:text-box><text:p>甲' * 60 + '</text:p></draw:text-box></draw:frame>' * 60 + '</text:p>'
    yield 'tables-many', '', '<table:table/>' * 5000
    yield 'changes-many', '', '<text:tracked-changes>' + ''.join(f'<text:changed-region text:id="c{i}"><text:deletion><text:p>甲</text:p></text:deletion></text:changed-region>' for i in range(3000)) + '</text:tracked-changes>' + table() + '<text:p><text:change text:change-id="c1"/></text:p>' * 3000


def excel(inside, declaration=HEAD):
    rows = ''.join('<Row>' + ''.join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in line) + '</Row>' for line in CELLS)
    return f'{declaration}<Workbook xmlns="{EXCEL}" xmlns:ss="{EXCEL}"><Worksheet ss:Name="甲"><Table>{rows}{inside}</Table></Worksheet></Workbook>'


def excel_tricks():
    text = '<Cell{}><Data ss:Type="String">甲</Data></Cell>'
    yield 'row-beyond', f'<Row ss:Index="99999999999">{text.format("")}</Row>'
    yield 'row-back', f'<Row ss:Index="1">{text.format("")}</Row>'
    yield 'row-none', f'<Row ss:Index="-7">{text.format("")}</Row>'
    yield 'cell-beyond', f'<Row>{text.format(" ss:Index=%s16385%s" % (chr(34), chr(34)))}</Row>'
    yield 'cell-back', f'<Row>{text.format("")}{text.format(" ss:Index=%s1%s" % (chr(34), chr(34)))}</Row>'
    yield 'merge-huge', f'<Row>{text.format(" ss:MergeAcross=%s99999%s ss:MergeDown=%s99999999%s" % ((chr(34),) * 4))}</Row><Row>{text.format("")}</Row>'
    yield 'merges-many', ''.join(f'<Row>{text.format(" ss:MergeAcross=%s5%s ss:MergeDown=%s900%s" % ((chr(34),) * 4))}</Row>' for _ in range(5000))
    yield 'spans', f'<Row ss:Span="99999999"/><Row>{text.format("")}</Row>'
    yield 'columns', '<Column ss:Hidden="1" ss:Span="99999"/>' * 3
    yield 'numbers', '<Row>' + ''.join(f'<Cell><Data ss:Type="{kind}">{value}</Data></Cell>' for kind in ('Number', 'DateTime', 'Boolean', 'Error', 'Nothing') for value in ('1e999', 'NaN', '9999-99-99T99:99', '0000', '-1', '')) + '</Row>'
    yield 'nested', '<Row><Cell><Data ss:Type="String">' + '<B>' * 150 + '甲' + '</B>' * 150 + '</Data></Cell></Row>'


def corpus(zip_lies, xml_tricks, as_bytes):
    for name, data, options in zip_lies(parts(), 'content.xml'):
        yield f'zip-{name}.ods', data, options
    for kind, suffix in (('spreadsheet', 'ods'), ('text', 'odt')):
        good = parts(kind)
        for name, data in xml_tricks(good['content.xml'], 'office:document-content'):
            yield f'xml-content-{name}.{suffix}', pack(dict(good, **{'content.xml': data})), []
    styles = f'{HEAD}<office:document-styles {NAMES}><office:master-styles/></office:document-styles>'
    for name, data in xml_tricks(styles, 'office:document-styles'):
        yield f'xml-styles-{name}.ods', pack(parts(**{'styles.xml': data})), []
    for name, data in xml_tricks(excel(''), 'Workbook'):
        yield f'xml-2003-{name}.xls', as_bytes(data), []
    flat = f'{HEAD}<office:document {NAMES} office:mimetype="{MIME}spreadsheet">{body("spreadsheet", table())}</office:document>'
    for name, data in xml_tricks(flat, 'office:document'):
        yield f'xml-flat-{name}.fods', as_bytes(data), []
    for name, behind in repeats():
        yield f'repeat-{name}.ods', pack(parts(inside=table(behind))), []
        if len(behind) < 100000:
            yield f'repeat-{name}.odt', pack(parts('text', table(behind))), []
    for name, own, inside in styles_and_lists():
        yield f'odf-{name}.odt', pack(parts('text', inside, own)), []
    for name, inside in excel_tricks():
        yield f'book2003-{name}.xls', excel(inside).encode(), []
    manifest = '<manifest:manifest xmlns:manifest="x"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
    yield 'odf-encrypted.ods', pack(parts(**{'META-INF/manifest.xml': manifest})), []
    yield 'odf-presentation.ods', pack(parts('presentation')), []
    yield 'odf-template.ots', pack(parts('spreadsheet-template')), []
    yield 'odf-without-mimetype.ods', pack({name: text for name, text in parts(**{'styles.xml': styles}).items() if name != 'mimetype'}), []
    yield 'odf-without-body.ods', pack(dict(parts(), **{'content.xml': f'{HEAD}<office:document-content {NAMES}/>'})), []
    yield 'odf-sheet-twice.ods', pack(parts(inside=table() + table())), []
    yield 'odf-lies-it-is-text.ods', pack(parts('spreadsheet', '').__class__(parts('text', table()), mimetype=MIME + 'spreadsheet')), []
    for name, value in (('cells', 5), ('cell-bytes', 10), ('depth', 3), ('zip-bytes', 500), ('sheets', 0)):
        for kind, suffix in (('spreadsheet', 'ods'), ('text', 'odt')):
            yield f'limit-{name}.{suffix}', pack(parts(kind)), ['--limit', f'{name}={value}']
        yield f'limit-{name}-2003.xls', excel('').encode(), ['--limit', f'{name}={value}']
    yield 'limit-repeats.ods', pack(parts(inside=table(row(CELLS[1], ' table:number-rows-repeated="5000"')))), ['--limit', 'repeats=20']
