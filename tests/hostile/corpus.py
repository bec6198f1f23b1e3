"""Hostile inputs, made by the same script every time: corpus() gives (name, bytes,
options). Names end in the format's extension. CANARY is the path of a file that
must not be read; whoever calls corpus() sets it."""
import base64
import struct
import zlib
from pathlib import Path

import archives
import marked_up
import biff
import compound
from archives import CELLS, HEAD, MAIN, PACKAGE, REL, WORD, Entry, archive

CANARY = '/nowhere/canary.txt'
HEADER = '\t'.join(CELLS[0]) + '\n'
ROW = '\t'.join(CELLS[1]) + '\n'


def zeros(megabytes):
    """So many megabytes of zeros, deflated."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b''.join(deflate.compress(bytes(1 << 20)) for _ in range(megabytes)) + deflate.flush()


# ---- archives: the same lies for workbooks and Word files ----

def zip_lies(parts, main):
    """(name, bytes, options) of archives that lie; `main` is the part that holds the list."""
    good = [Entry(name, text) for name, text in parts.items()]
    others = [Entry(name, text) for name, text in parts.items() if name != main]
    text = parts[main].encode()
    size = len(text)

    def lie(**fields):
        return archive(others + [Entry(main, text, **fields)])

    def more(*entries):
        return archive(good + list(entries))
    yield 'good', archive(good), []
    yield 'size-less', lie(size=size - 50), []
    yield 'size-more', lie(size=size + 50), []
    yield 'size-none', lie(size=0), []
    yield 'size-huge', lie(size=0xFFFFFFF0), []
    yield 'packed-less', lie(packed_size=20), []
    yield 'packed-more', lie(packed_size=0x7FFFFFFF), []
    yield 'crc-wrong', lie(crc=1), []
    yield 'method-store-lie', lie(method=0, packed=text, size=size - 1), []
    for number, method in (('bzip2', 12), ('lzma', 14), ('ppmd', 98), ('unknown', 77)):
        yield 'method-' + number, lie(method=method, packed=text), []
    yield 'encrypted', lie(flags=0x801), []
    yield 'encrypted-aes', lie(method=99, flags=0x801, extra=struct.pack('<HHH2sBH', 0x9901, 7, 2, b'AE', 3, 8)), []
    yield 'twice', more(Entry(main, b'<x/>')), []
    yield 'twice-in-case', more(Entry(main.upper(), b'<x/>')), []
    yield 'overlap', more(Entry('other.xml', text, at=0)), []
    yield 'overlap-inside', more(Entry('other.xml', b'x', at=7)), []
    yield 'all-the-same-bytes', archive([good[0]] + [Entry(f'part{i}', good[0].data, at=0) for i in range(200)]), []
    for number, name in (('absolute', '/etc/passwd'), ('dots', '../../evil.xml'), ('dots-inside', 'xl/../../evil.xml'), ('backslash', '..\\evil.xml'),
                         ('drive', 'C:\\evil.xml'), ('drive-slash', 'C:/evil.xml'), ('only-dots', '..'), ('url', 'http://evil/x'), ('unc', '\\\\evil\\x')):
        yield 'name-' + number, more(Entry(name, b'x')), []
    yield 'name-empty', more(Entry('', b'x')), []
    yield 'name-nul', more(Entry(b'a\0b.xml', b'x')), []
    yield 'name-control', more(Entry(b'a\x1b[2Jb.xml', b'x')), []
    yield 'name-not-utf8', more(Entry(b'\xff\xfe\xfd.xml', b'x')), []
    yield 'name-long', more(Entry('n' * 60000, b'x')), []
    yield 'name-lies-in-local', lie(local_name=b'harmless.txt'), []
    yield 'symlink', more(Entry('link', CANARY, attributes=0o120777 << 16, method=0)), []
    yield 'symlink-main', lie(attributes=0o120777 << 16), []
    yield 'device', more(Entry('device', b'', attributes=0o20666 << 16)), []
    yield 'main-is-folder', archive(others + [Entry(main + '/', b'')]), []
    yield 'main-missing', archive(others), []
    yield 'empty', archive([]), []
    yield 'entries-many', archive(good + [Entry(f'p{i}', b'', method=0) for i in range(20001)]), []
    yield 'entries-limit', archive(good + [Entry(f'p{i}', b'', method=0) for i in range(8)]), ['--limit', 'zip-entries=8']
    bomb = zeros(64)
    yield 'bomb', lie(packed=bomb, size=64 << 20), ['--limit', 'zip-bytes=32M']
    yield 'bomb-ratio', lie(packed=bomb, size=64 << 20), ['--limit', 'zip-ratio=100']
    yield 'bomb-in-secret', lie(packed=bomb, size=size), []
    yield 'bomb-many', archive(others + [Entry(f'p{i}', b'', packed=bomb, size=64 << 20) for i in range(17)]), []
    yield 'bomb-of-blanks', archive(others + [Entry(main, text.replace(b'?>', b'?>' + b' ' * (24 << 20), 1))]), []
    yield 'directory-cut', archive(good)[:-30], []
    yield 'end-missing', archive(good)[:-22], []
    yield 'count-more', archive(good, count=len(good) + 3), []
    yield 'count-less', archive(good, count=len(good) - 1), []
    yield 'count-none', archive(good, count=0), []
    yield 'start-beyond', archive(good, start=0x7FFFFFFF), []
    yield 'start-lies', archive(good, start=11), []
    yield 'length-lies', archive(good, length=0x7FFFFFFF), []
    yield 'other-disk', archive(good, disk=3), []
    yield 'two-ends', archive(good, comment=b'PK\5\6' + bytes(18)), []
    yield 'rubbish-behind', archive(good, after=b'x' * 300), []
    yield 'local-cut', archive(good)[:40] + archive(good)[60:], []
    yield 'deflate-broken', lie(packed=b'\x07' + b'\xff' * 200), []
    yield 'deflate-endless', lie(packed=b'\x00' * 5000), []
    yield 'zip64-lies', lie(size=0xFFFFFFFF, extra=struct.pack('<HHQ', 1, 8, 1 << 62)), []


# ---- XML: the same tricks in every part, and in a document as input ----

def xml_tricks(text, root):
    """`text`: a good document whose first element is `root`."""
    declaration, rest = text.split('\n', 1)
    opened = rest.index('>')
    inside = rest[:opened + 1], rest[opened + 1:]

    def doctype(subset, content='&x;'):
        return f'{declaration}\n<!DOCTYPE {root} [{subset}]>\n{inside[0]}{content}{inside[1]}'

    def within(content):
        return f'{declaration}\n{inside[0]}{content}{inside[1]}'
    laughs = '<!ENTITY x0 "ha">' + ''.join(f'<!ENTITY x{i} "{f"&x{i - 1};" * 10}">' for i in range(1, 12))
    yield 'doctype', doctype('', '')
    yield 'doctype-lower', text.replace('\n', '\n<!doctype x>\n', 1)
    yield 'laughs', doctype(laughs, '&x11;')
    yield 'quadratic', doctype(f'<!ENTITY x "{"a" * 100000}">', '&x;' * 1000)
    yield 'entity-file', doctype(f'<!ENTITY x SYSTEM "file://{CANARY}">')
    yield 'entity-network', doctype('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">')
    yield 'entity-parameter', doctype(f'<!ENTITY % p SYSTEM "file://{CANARY}"> %p;', '')
    yield 'doctype-external', f'{declaration}\n<!DOCTYPE {root} SYSTEM "file://{CANARY}">\n{rest}'
    yield 'xinclude', within(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{CANARY}" parse="text"/>')
    yield 'stylesheet', f'{declaration}\n<?xml-stylesheet type="text/xsl" href="file://{CANARY}"?>\n{rest}'
    yield 'entity-unknown', within('&unknown;')
    yield 'reference-nul', within('&#0;')
    yield 'reference-fffe', within('&#xFFFE;')
    yield 'reference-beyond', within('&#x110000;')
    yield 'deep', within('<a>' * 5000 + '</a>' * 5000)
    yield 'attributes', within('<a ' + ' '.join(f'a{i}="1"' for i in range(20000)) + '/>')
    yield 'attribute-huge', within('<a a="' + 'x' * (12 << 20) + '"/>')
    yield 'attribute-twice', within('<a a="1" a="2"/>')
    yield 'name-huge', within('<' + 'n' * 200000 + '/>')
    yield 'namespaces', within('<a ' + ' '.join(f'xmlns:n{i}="urn:{i}"' for i in range(20000)) + '/>')
    yield 'prefix-unknown', within('<q:a/>')
    yield 'cut', text[:len(text) * 2 // 3]
    yield 'two-roots', text + rest
    yield 'not-xml', 'hello'
    yield 'nothing', ''
    yield 'declared-gbk', text.replace('UTF-8', 'GBK', 1)
    yield 'declared-utf7', text.replace('UTF-8', 'UTF-7', 1)
    yield 'declared-long', text.replace('UTF-8', 'U' * 500, 1)
    yield 'utf16-doctype', text.replace('UTF-8', 'UTF-16', 1).replace('\n', '\n<!DOCTYPE x [<!ENTITY y "z">]>\n', 1).encode('utf-16')
    yield 'utf8-broken', text.encode()[:-30] + b'\xff\xc0\x80' + text.encode()[-30:]
    yield 'nul', within('\0')
    yield 'comment-open', within('<!-- ')
    yield 'cdata-open', within('<![CDATA[')


def as_bytes(data):
    return data.encode('utf-8') if isinstance(data, str) else data


# ---- workbooks ----

def cell(reference, value='<v>1</v>', kind='', style=''):
    return f'<c r="{reference}"{kind}{style}>{value}</c>'


def sheet_with(extra_cells='', behind=''):
    good = archives.sheet_xml()
    return good.replace('</sheetData>', f'<row r="9">{extra_cells}</row></sheetData>{behind}' if extra_cells else f'</sheetData>{behind}')


def workbook_tricks():
    for name, reference in (('column', 'ZZZZ9'), ('row', 'A99999999999'), ('row-nought', 'A0'), ('none', '9'), ('lower', 'a9'), ('empty', ''), ('negative', 'A-1'),
                            ('range', 'A1:B2'), ('sign', '$A$9')):
        yield 'reference-' + name, sheet_with(cell(reference))
    for name, row in (('nought', '0'), ('huge', '4294967297'), ('negative', '-1'), ('word', 'x'), ('again', '1')):
        yield 'row-' + name, archives.sheet_xml().replace('</sheetData>', f'<row r="{row}"/></sheetData>')
    for name, value in (('beyond', '5'), ('negative', '-1'), ('huge', '99999999999999999999'), ('word', 'x')):
        yield 'string-' + name, sheet_with(cell('A9', f'<v>{value}</v>', ' t="s"'))
    for name, value in (('beyond', '9999'), ('negative', '-3'), ('huge', '4294967296')):
        yield 'style-' + name, sheet_with(cell('A9', style=f' s="{value}"'))
    for name, value in (('huge', '1e999'), ('tiny', '1e-999'), ('nan', 'NaN'), ('long', '9' * 100000), ('hex', '0x10')):
        yield 'number-' + name, sheet_with(cell('A9', f'<v>{value}</v>'))
    for name, ref in (('all', 'A1:XFD1048576'), ('reversed', 'G2:A1'), ('beyond', 'A1:ZZZZ9'), ('word', 'x:y'), ('one', 'A1'), ('empty', '')):
        yield 'merge-' + name, sheet_with(behind=f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>')
    yield 'merge-many', sheet_with(behind='<mergeCells>' + ''.join(f'<mergeCell ref="A{i}:B{i}"/>' for i in range(3, 60000)) + '</mergeCells>')
    yield 'merge-overlap', sheet_with(behind='<mergeCells>' + ''.join(f'<mergeCell ref="A{i}:G{i + 500}"/>' for i in range(3, 3000)) + '</mergeCells>')
    yield 'columns-lie', archives.sheet_xml().replace('<sheetData>', '<cols><col min="1" max="4294967295" hidden="1"/><col min="9" max="2"/></cols><sheetData>')
    hidden = '<cols><col min="1" max="{}" hidden="1"/></cols><sheetData>'
    yield 'columns-all-hidden', archives.sheet_xml().replace('<sheetData>', hidden.format(16384))
    yield 'columns-of-the-list-hidden', sheet_with(cell('H9')).replace('<sheetData>', hidden.format(7))
    yield 'cells-backwards', sheet_with(cell('C9') + cell('A9'))
    yield 'root-other', f'{HEAD}<chartsheet xmlns="{MAIN}"/>'
    yield 'text-huge', archives.sheet_xml(cells=[CELLS[0], CELLS[1][:4] + ['甲' * (6 << 20)] + CELLS[1][5:]])


def workbook_structure():
    rel = f'<Relationship Id="r1" Type="{REL}/worksheet" Target="{{}}"{{}}/>'
    rels = f'{HEAD}<Relationships xmlns="{PACKAGE}">{{}}</Relationships>'
    book = f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{{}}</sheets></workbook>'
    for name, target in (('outside', '../../../../etc/passwd'), ('absolute', '/etc/passwd'), ('itself', 'workbook.xml'), ('url', 'http://127.0.0.1:9/x'),
                         ('file', 'file://' + CANARY), ('empty', ''), ('relationships', '_rels/workbook.xml.rels')):
        yield 'sheet-' + name, archives.workbook(**{'xl/_rels/workbook.xml.rels': rels.format(rel.format(target, ''))})
    yield 'sheet-external', archives.workbook(**{'xl/_rels/workbook.xml.rels': rels.format(rel.format('file://' + CANARY, ' TargetMode="External"'))})
    yield 'sheet-without', archives.workbook(**{'xl/_rels/workbook.xml.rels': rels.format('')})
    yield 'sheet-many', archives.workbook(**{'xl/workbook.xml': book.format('<sheet name="甲" sheetId="1" r:id="r1"/>' * 5000)})
    yield 'sheet-same', archives.workbook(**{'xl/workbook.xml': book.format('<sheet name="甲" sheetId="1" r:id="r1"/>' * 50)})
    yield 'sheet-none', archives.workbook(**{'xl/workbook.xml': book.format('')})
    yield 'sheet-name', archives.workbook(**{'xl/workbook.xml': book.format('<sheet name="../../../../tmp/evil" sheetId="1" r:id="r1"/>')})
    yield 'sheet-name-control', archives.workbook(**{'xl/workbook.xml': book.format('<sheet name="a&#9;&#10;&#x202E;b" sheetId="1" r:id="r1"/>')})
    yield 'sheet-part-twice', archives.workbook(**{'xl/workbook.xml': book.format(''.join(f'<sheet name="甲{i}" sheetId="{i + 1}" r:id="r1"/>' for i in range(4000)))})
    around = 'xl/worksheets/_rels/sheet1.xml.rels'
    hangs = '<Relationship Id="d{}" Type="' + REL + '/{}" Target="{}"/>'
    for name, target in (('outside', '../../../../etc/passwd'), ('file', 'file://' + CANARY), ('itself', 'sheet1.xml'), ('relationships', '_rels/sheet1.xml.rels')):
        yield 'around-' + name, archives.workbook(**{around: rels.format(''.join(hangs.format(i, kind, target) for i, kind in enumerate(
            ('drawing', 'comments', 'vmlDrawing', 'table', 'ctrlProp', 'threadedComment'))))})
    drawing = f'{HEAD}<wsDr xmlns:a="a" xmlns:r="{REL}">{{}}</wsDr>'
    anchor = '<oneCellAnchor><from><col>1</col><row>2</row></from>{}</oneCellAnchor>'
    for name, content in (('pictures', anchor.format('<pic><a:blip/></pic>') * 50000), ('boxes', anchor.format('<sp><txBody><a:p><a:r><a:t>甲</a:t></a:r></a:p></txBody></sp>') * 20000),
                          ('deep', '<grpSp>' * 3000 + '</grpSp>' * 3000), ('charts', anchor.format('<chart r:id="c"/>') * 50000), ('place', anchor.format('<sp/>').replace('2', '4294967296'))):
        yield 'drawing-' + name, archives.workbook(**{around: rels.format(hangs.format(1, 'drawing', '../drawing.xml')), 'xl/drawing.xml': drawing.format(content),
                                                      'xl/_rels/drawing.xml.rels': rels.format(hangs.format(1, 'chart', '../xl/drawing.xml'))})
    yield 'shapes-many', archives.workbook(**{around: rels.format(hangs.format(1, 'vmlDrawing', '../shapes.vml')),
                                              'xl/shapes.vml': '<xml><shape>' + '<textbox>甲<br></textbox>' * 20000 + '</shape></xml>'})
    yield 'shapes-broken', archives.workbook(**{around: rels.format(hangs.format(1, 'vmlDrawing', '../shapes.vml')), 'xl/shapes.vml': '<xml><p><b></xml>'})
    yield 'formats-hostile', archives.workbook(sheet_with(cell('A9', style=' s="0"')), **{'xl/styles.xml': f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>'
                                               f'<numFmt numFmtId="200" formatCode="{"[h]" * 9000}{"0" * 9000}%%%%E+0;;;@"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'})
    yield 'relationships-many', archives.workbook(**{'xl/_rels/workbook.xml.rels': rels.format(rel.format('worksheets/sheet1.xml', '') * 30000)})


# ---- Word files ----

def document_tricks():
    table = archives.document_xml()
    for name, span in (('huge', '99999999'), ('nought', '0'), ('negative', '-5'), ('word', 'x')):
        yield 'span-' + name, {'word/document.xml': table.replace('<w:tc>', f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>', 1)}
    yield 'before-huge', {'word/document.xml': table.replace('<w:tr>', '<w:tr><w:trPr><w:gridBefore w:val="99999999"/></w:trPr>', 1)}
    yield 'spans-many', {'word/document.xml': table.replace('<w:tc>', '<w:tc><w:tcPr><w:gridSpan w:val="16000"/></w:tcPr>')}
    yield 'merge-without-start', {'word/document.xml': table.replace('<w:tc>', '<w:tc><w:tcPr><w:vMerge/></w:tcPr>')}
    yield 'tables-nested', {'word/document.xml': archives.document_xml('<w:tbl><w:tr><w:tc>' * 60 + '<w:p/>' + '</w:tc></w:tr></w:tbl>' * 60)}
    yield 'tables-deep', {'word/document.xml': archives.document_xml('<w:tbl><w:tr><w:tc>' * 900 + '<w:p/>' + '</w:tc></w:tr></w:tbl>' * 900)}
    yield 'controls-deep', {'word/document.xml': archives.document_xml('<w:sdt><w:sdtContent>' * 900 + '<w:p/>' + '</w:sdtContent></w:sdt>' * 900)}
    yield 'alternate', {'word/document.xml': table.replace('<w:tbl>', '<w:altChunk r:id="r9"/><w:tbl>', 1),
                        'word/_rels/document.xml.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r9" Type="{REL}/aFChunk" Target="file://{CANARY}" TargetMode="External"/></Relationships>'}
    numbered = table.replace('<w:p><w:r><w:t>立案', '<w:p><w:pPr><w:pStyle w:val="A"/><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>立案')
    numbering = f'{HEAD}<w:numbering xmlns:w="{WORD}">{{}}</w:numbering>'
    for name, level, number in (('huge', 0, 4294967297), ('negative', 0, -1), ('level-huge', 99, 1), ('level-negative', -9, 1)):
        yield 'number-' + name, {'word/document.xml': numbered.format(level, number), 'word/numbering.xml': numbering.format(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:lvlText w:val="%1.%2.%9"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')}
    yield 'number-circle', {'word/document.xml': numbered.format(0, 1), 'word/styles.xml': f'{HEAD}<w:styles xmlns:w="{WORD}"><w:style w:type="numbering" w:styleId="N"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>',
                            'word/numbering.xml': numbering.format('<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="N"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')}
    yield 'number-text-long', {'word/document.xml': numbered.format(0, 1), 'word/numbering.xml': numbering.format(
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{"%1" * 50000}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>')}
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    for name, styles in (('circle', style.format('A', 'B') + style.format('B', 'A')), ('itself', style.format('A', 'A')),
                         ('chain', ''.join(style.format(f'A{i}' if i else 'A', f'A{i + 1}') for i in range(20000)))):
        yield 'style-' + name, {'word/document.xml': numbered.format(0, 0), 'word/styles.xml': f'{HEAD}<w:styles xmlns:w="{WORD}">{styles}</w:styles>'}
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    yield 'fields-open', {'word/document.xml': table.replace('<w:p>', '<w:p>' + field * 5000, 1)}
    yield 'fields-file', {'word/document.xml': table.replace('<w:p>', f'<w:p>{field}<w:r><w:instrText>INCLUDETEXT "{CANARY}"</w:instrText></w:r>', 1)}
    yield 'fields-ended', {'word/document.xml': table.replace('<w:p>', '<w:p>' + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 5000, 1)}
    yield 'symbol', {'word/document.xml': table.replace('<w:r>', '<w:r><w:sym w:char="FFFFFFFF"/><w:sym w:char="D800"/><w:sym w:char="x"/>', 1)}
    yield 'columns-many', {'word/document.xml': archives.document_xml(cells=[['甲'] * 20000, ['乙'] * 20000])}
    rels = f'{HEAD}<Relationships xmlns="{PACKAGE}">{{}}</Relationships>'
    rel = f'<Relationship Id="{{}}" Type="{REL}/{{}}" Target="{{}}"/>'
    notes = f'{HEAD}<w:footnotes xmlns:w="{WORD}">{{}}</w:footnotes>'
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t><w:footnoteReference w:id="{}"/></w:r></w:p></w:footnote>'
    refer = '<w:r><w:footnoteReference w:id="0"/></w:r>'
    for name, times, text in (('circle', 1, note.format(0, '甲', 1) + note.format(1, '乙', 0)), ('same', 20000, note.format(0, '注' * 20000, 0)), ('ids', 1, note.format(0, '甲', 'x') * 20000),
                              ('chain', 1, ''.join(note.format(i, '甲', i + 1) for i in range(20000)))):
        yield 'notes-' + name, {'word/document.xml': table.replace('<w:p>', '<w:p>' + refer * times, 1), 'word/footnotes.xml': notes.format(text)}
    section = '<w:p><w:pPr><w:sectPr><w:headerReference r:id="h"/></w:sectPr></w:pPr></w:p>'
    header = f'{HEAD}<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:hdr>'
    for name, target, text in (('same', 'h.xml', '密' * 20000), ('page', 'h.xml', '　第' * 300000), ('up', '../' * 9000 + 'etc/passwd', '密'), ('itself', 'document.xml', '密')):
        yield 'header-' + name, {'word/document.xml': table.replace('<w:tbl>', section * 5000 + '<w:tbl>', 1), 'word/h.xml': header.format(text),
                                 'word/_rels/document.xml.rels': rels.format(rel.format('h', 'header', target))}
    charts = ''.join(f'<w:r><w:drawing><w:chart r:id="c{i}"/></w:drawing></w:r>' for i in range(5000))
    yield 'charts-same', {'word/document.xml': table.replace('<w:p>', '<w:p>' + charts, 1), 'word/c.xml': header.format('图' * 20000),
                          'word/_rels/document.xml.rels': rels.format(''.join(rel.format(f'c{i}', 'chart', 'c.xml') for i in range(5000)))}
    yield 'links-broken', {'word/_rels/document.xml.rels': rels.format('<Relationship/>' * 1000 + '<')}
    math = '<w:oMath>' + '<w:f><w:num>' * 60 + '<w:r><w:t>1+1</w:t></w:r>' + '</w:num></w:f>' * 60 + '</w:oMath>'
    yield 'math-nested', {'word/document.xml': table.replace('<w:p>', '<w:p>' + math, 1)}
    looks = '<w:style w:styleId="T"><w:basedOn w:val="T"/>' + '<w:tblStylePr w:type="x"><w:tcPr/></w:tblStylePr>' * 20000 + '</w:style>'
    white = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>甲</w:t></w:r>'
    yield 'style-parts', {'word/document.xml': table.replace('<w:tbl>', '<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr>', 1).replace('<w:p>', '<w:p>' + white * 20000, 1),
                          'word/styles.xml': f'{HEAD}<w:styles xmlns:w="{WORD}">{looks}</w:styles>'}
    struck = '<w:r><w:rPr><w:strike/></w:rPr><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>'
    yield 'struck-many', {'word/document.xml': table.replace('<w:p>', '<w:p>' + struck * 50000, 1)}
    yield 'paragraphs-many', {'word/document.xml': table.replace('<w:tbl>', '<w:p><w:r><w:t>某某县</w:t></w:r></w:p>' * 50000 + '<w:tbl>', 1)}


# ---- pages ----

def page(cells=None, before='', attributes='', head=''):
    rows = ''.join('<tr>' + ''.join(f'<td{attributes}>{text}</td>' for text in row) + '</tr>' for row in cells or CELLS)
    return f'<html><head><meta charset="utf-8">{head}</head><body>{before}<table>{rows}</table></body></html>'


def page_tricks():
    yield 'good', page()
    for kind in ('colspan', 'rowspan'):
        for name, value in (('huge', '999999999'), ('nought', '0'), ('negative', '-1'), ('overflow', '18446744073709551617'), ('word', 'x')):
            yield f'{kind}-{name}', page(attributes=f' {kind}={value}')
    for name, before in (('deep', '<div>' * 5000), ('deep-inline', '<b>' * 5000), ('deep-tables', '<table><tr><td>' * 300), ('lists', '<ul><li>' * 3000),
                         ('attributes', '<p ' + ' '.join(f'a{i}=1' for i in range(30000)) + '>'), ('attribute-huge', f'<p a="{"x" * (9 << 20)}">'),
                         ('name-huge', '<' + 'n' * 300000 + '>'), ('comment-open', '<!-- '), ('script-open', '<script>'), ('style-open', '<style>'), ('textarea-open', '<textarea>'),
                         ('title-open', '<title>'), ('plaintext', '<plaintext>'), ('cdata', '<![CDATA[ <table> ]]>'), ('doctype', '<!DOCTYPE html [<!ENTITY x "y">]>&x;'),
                         ('entities', '&amp' * 100000), ('entity-numbers', '&#99999999999999;&#x110000;&#0;&#xD800;' * 2000), ('instruction', '<?php system("x") ?>'),
                         ('nul', '\0' * 1000), ('iframe', f'<iframe src="file://{CANARY}"></iframe>'), ('image', f'<img src="file://{CANARY}" onerror=alert(1)>'),
                         ('object', f'<object data="file://{CANARY}"></object>'), ('base', '<base href="file:///etc/">'), ('frames', '<frameset><frame src=x></frameset>'),
                         ('svg', '<svg><script>alert(1)</script></svg>'), ('form-tables', '<form>' * 2000 + '<table>')):
        yield name, page(before=before)
    yield 'tables-many', page() + '<table><tr><td>甲<td>乙<td>丙</table>' * 5000
    yield 'charset-lies', page().replace('utf-8', 'gb18030')
    yield 'charset-utf7', page().replace('utf-8', 'utf-7').replace('甲', '+dTI-')
    yield 'charset-unknown', page().replace('utf-8', 'x-' + 'a' * 5000)
    yield 'charset-two', page(head='<meta charset="big5"><meta charset="utf-16">')
    yield 'markup-in-cells', page([CELLS[0], ['1', '<script>alert(1)</script>甲', '行政处罚', '<a href="javascript:alert(1)">局</a>', '<img src=x onerror=alert(1)>《甲》第一条', '责任。', '追究。']])


def style_tricks():
    """Rules of a page's own, and what hides or strikes."""
    for name, style in (('rules-many', ''.join(f'.c{i}{{display:none}}' for i in range(200000))), ('rules-one-class', ''.join(f'td.c{i}.x{{color:red}}' for i in range(50000))),
                        ('selectors-many', ','.join(f'.c{i}' for i in range(100000)) + '{color:red}'), ('declarations-many', 'td{' + 'color:red;' * 200000 + '}'),
                        ('braces-open', 'td{' * 200000), ('comment-open', '/*' * 200000), ('string-open', 'td{content:"' + 'x' * 200000), ('brackets', 'td{color:' + 'rgb(' * 100000),
                        ('media-open', '@media print {' * 100000), ('hides-all', '*{display:none}td{display:none}'), ('hides-body', 'body{display:none}'), ('names', '.' + 'n' * 300000 + '{}')):
        yield 'style-' + name, page(head=f'<style>{style}</style>', attributes=' class="c1 c2 x" id=z')
    yield 'classes-many', page(head='<style>.c1{color:red}</style>', attributes=' class="' + 'c1 ' * 20000 + '"')
    yield 'struck-all', page(before='<s>')
    yield 'titles', page(before='<div title="甲">' * 150 + '</div>' * 150 + '<b title="甲乙">甲</b>' * 20000)
    yield 'choices', page(before='<select>' + '<option>甲' * 50000 + '</select>')
    yield 'cards', page(before='<table><tr><td>' + '<table><tr><td>名<td>1<tr><td>类<td>2<tr><td>据<td>3</table>' * 3000 + '</table>')
    yield 'frame-attributes', page(before="<iframe srcdoc='<p " + ' '.join(f'a{i}=1' for i in range(30000)) + ">'></iframe>")
    yield 'frame-inside', page(before='<iframe srcdoc="' + '&lt;iframe srcdoc=' * 20000 + '"></iframe>')


# ---- pages in one file ----

def mail(parts=None, boundary='=_b', head='', end=True):
    """parts: (headers, body) each; a page where none are given."""
    parts = parts or (('Content-Type: text/html; charset=utf-8', page()),)
    text = f'MIME-Version: 1.0\r\n{head}Content-Type: multipart/related; boundary="{boundary}"\r\n\r\n'
    text += ''.join(f'--{boundary}\r\n{headers}\r\n\r\n{body}\r\n' for headers, body in parts)
    return text + (f'--{boundary}--\r\n' if end else '')


def mail_tricks():
    html, good = 'Content-Type: text/html; charset=utf-8', page()
    packed = base64.encodebytes(good.encode()).decode()
    yield 'good', mail()
    yield 'single', f'MIME-Version: 1.0\r\n{html}\r\n\r\n{good}'
    yield 'boundary-none', mail().replace('boundary="=_b"', '')
    yield 'boundary-empty', mail(boundary='')
    yield 'boundary-lies', mail().replace('boundary="=_b"', 'boundary="other"')
    yield 'boundary-long', mail(boundary='b' * 5000)
    yield 'boundaries-many', mail() + '--=_b\r\n' * 100000
    yield 'boundaries-nearly', mail(((html, good + '\r\n--=_bx\r\n--=_\r\n-=_b' * 50000),))
    yield 'end-none', mail(end=False)
    yield 'headers-endless', 'MIME-Version: 1.0\r\n' + 'X-A: b\r\n' * 100000 + mail()
    yield 'headers-folded', 'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n' + ' x=y;\r\n' * 100000
    yield 'headers-part', mail(((html + '\r\nX-A: ' + 'b' * 300000, good),))
    yield 'parameters', mail(((html + '; a="b' * 5000, good),))
    for depth in (5, 5000):
        nested = f'{html}\r\n\r\n{good}'
        for level in range(depth):
            nested = f'Content-Type: multipart/mixed; boundary=n{level}x\r\n\r\n--n{level}x\r\n{nested}\r\n--n{level}x--' if len(nested) < 2 << 20 else nested
        yield f'nested-{depth}', 'MIME-Version: 1.0\r\n' + nested
    yield 'nested-itself', 'MIME-Version: 1.0\r\n' + 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n' * 3000
    yield 'parts-many', mail(((html, good),) + (('Content-Type: image/png', 'x'),) * 30000)
    yield 'pages-many', mail(((html, good),) * 300)
    yield 'page-none', mail((('Content-Type: text/plain', 'x'),))
    yield 'page-empty', mail(((html, ''),))
    for name, body in (('cut', packed[:len(packed) // 2 + 1]), ('odd', packed.rstrip('=\n') + 'A'), ('garbage', '!' * 300000 + packed), ('nul', '\0' * 1000)):
        yield f'base64-{name}', mail(((html + '\r\nContent-Transfer-Encoding: base64', body),))
    for name, body in (('equals', good.replace('=', '=3D') + '=' * 300000), ('cut', good.replace('=', '=3D') + '=E'), ('wrong', good.replace('=', '=3D') + '=GG=')):
        yield f'quoted-{name}', mail(((html + '\r\nContent-Transfer-Encoding: quoted-printable', body),))
    yield 'coding-unknown', mail(((html + '\r\nContent-Transfer-Encoding: x-' + 'u' * 3000, good),))
    yield 'charset-lies', mail((('Content-Type: text/html; charset=big5', good),))
    yield 'location-canary', mail(((html, good), (f'Content-Type: text/css\r\nContent-Location: file://{CANARY}', 'x'), (f'Content-Type: message/external-body; access-type=local-file; name="{CANARY}"', '')))
    yield 'book-without-sheets', mail(((html, '<html><x:ExcelWorkbook><frameset><frame src=x></frameset>'),))


# ---- text ----

def text_tricks():
    good = HEADER + ROW
    yield 'good', good
    yield 'nul', good.replace('甲的', '甲\0的')
    yield 'control', good.replace('甲的', '甲\x01\x07\x08\x1b[31m\x7f的')
    yield 'c1', good.replace('甲的', '甲\x9b31m\x85的')
    yield 'bidi', good.replace('甲的', '甲\u202e\u2066\u200f的')
    yield 'noncharacters', good.replace('甲的', '甲\ufffe\uffff\U0001ffff的')
    yield 'tags', good.replace('甲的', '甲\U000e0041\U000e007f的')
    yield 'combining', good.replace('甲的', '甲' + '\u0301' * 50000 + '的')
    yield 'boms', '\ufeff\ufeff\ufeff' + good
    yield 'surrogates', good.encode().replace('甲的'.encode(), b'\xed\xa0\x80\xed\xb0\x80')
    yield 'overlong', good.encode().replace('甲的'.encode(), b'\xc0\xaf\xe0\x80\xaf')
    yield 'beyond', good.encode().replace('甲的'.encode(), b'\xf4\x90\x80\x80\xff')
    yield 'utf16-odd', good.encode('utf-16') + b'\x41'
    yield 'utf16-lone', good.encode('utf-16') + b'\x00\xd8\x41\x00'
    yield 'utf16-big', b'\xfe\xff' + good.encode('utf-16-be')
    yield 'utf32', good.encode('utf-32')
    yield 'utf7', good.encode('utf-7')
    yield 'gb18030', good.encode('gb18030')
    yield 'gb18030-cut', good.encode('gb18030') + b'\x81'
    yield 'gb18030-four', good.encode('gb18030') + b'\x81\x30\x81\xff\xe3\x32\x9a\x36'
    yield 'big5', '權責清單'.encode('big5') * 40
    yield 'crs', good.replace('\n', '\r')
    yield 'quote-open', HEADER + '1\t"' + ROW * 2000
    yield 'quotes', HEADER + '"' * 100001 + ROW
    yield 'tabs', good + '\t' * 300000
    yield 'columns', HEADER.strip() + '\t甲' * 20000 + '\n' + ROW
    yield 'lines', good + '\n' * 500000
    yield 'one-line', good + '甲' * 3000000
    yield 'markup', good.replace('立案责任。', '<script>alert(1)</script><ol onclick=x><li>立案责任。</ol>')
    yield 'markup-open', good.replace('立案责任。', '<p ' * 20000)
    yield 'markup-deep', good.replace('立案责任。', '<ol><li>' * 20000)
    yield 'entities', good.replace('立案责任。', '&lt;&#0;&#xD800;&#99999999;&unknown;')
    yield 'citations', good.replace('《某某条例》第三条', '《' * 30000)
    yield 'citations-nested', good.replace('《某某条例》第三条', '《' * 3000 + '法' + '》' * 3000 + '第三条')
    yield 'articles', good.replace('第三条', '第' + '九' * 3000 + '条、第99999999999999999999条至第1条')
    yield 'articles-many', good.replace('第三条', '第三条' + '、第四条' * 20000)
    yield 'notes', good.replace('》第', '》（' + '2020年1月1日' * 5000 + '）第')
    yield 'formulas', good.replace('甲县乙局', '=cmd|\' /C calc\'!A0')
    yield 'title-path', '../../../../tmp/evil权责清单\n' + good
    yield 'title-long', '甲' * 20000 + '权责清单\n' + good
    yield 'serials', HEADER + ''.join(f'{n}\t' + ROW.split('\t', 1)[1] for n in ('999999999999999999999', '-1', '1e9', '0x1', '１', '一亿'))
    yield 'codes', good.replace('序号', '事项编码').replace('1\t', '\' OR 1=1 --\t')
    yield 'same-labels', HEADER.replace('责任事项', '事项名称') * 30 + ROW
    yield 'polyglot', 'PK\3\4' + good
    yield 'magic-html', '<html>' + good
    yield 'magic-cfb', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + good.encode()


# ---- old workbooks: each field of the container's header, and records, set to extremes (MS-CFB 2.2, MS-XLS 2.1.4) ----

HEADER_FIELDS = (('version', 26, 2), ('byte-order', 28, 2), ('sector-shift', 30, 2), ('mini-shift', 32, 2), ('fat-sectors', 44, 4), ('directory-start', 48, 4), ('mini-cutoff', 56, 4),
                 ('mini-start', 60, 4), ('mini-sectors', 64, 4), ('difat-start', 68, 4), ('difat-sectors', 72, 4), ('difat-first', 76, 4), ('difat-second', 80, 4))


def container_tricks(data):
    for name, at, size in HEADER_FIELDS:
        for label, value in (('nought', 0), ('one', 1), ('huge', (1 << 8 * size) - 1), ('half', (1 << 8 * size - 1) - 1)):
            yield f'{name}-{label}', data[:at] + value.to_bytes(size, 'little') + data[at + size:]
    shift = 1 << struct.unpack_from('<H', data, 30)[0]
    fat = shift * (1 + struct.unpack_from('<I', data, 76)[0])
    directory = shift * (1 + struct.unpack_from('<I', data, 48)[0])
    circle = b''.join(struct.pack('<I', (i + 1) % 64) for i in range(shift // 4))
    yield 'fat-circle', data[:fat] + circle + data[fat + shift:]
    yield 'fat-itself', data[:fat] + b''.join(struct.pack('<I', i) for i in range(shift // 4)) + data[fat + shift:]
    yield 'fat-nought', data[:fat] + bytes(shift) + data[fat + shift:]
    for entry in range(2):
        at = directory + 128 * entry
        for name, field, value in (('left', 68, b'\1\0\0\0'), ('child', 76, b'\0\0\0\0'), ('start', 116, b'\xf0\xff\xff\x7f'), ('size', 120, b'\xff\xff\xff\x7f'), ('name-length', 64, b'\xff\xff'),
                                   ('type', 66, b'\x09')):
            yield f'entry{entry}-{name}', data[:at + field] + value + data[at + field + len(value):]
    yield 'header-alone', data[:512]
    yield 'cut', data[:len(data) // 2]


def record_tricks(data):
    """Records of the stream, whose length or count lies: BOF, SST, LABELSST, MERGECELLS, BOUNDSHEET, FILEPASS."""
    kinds = {0x0809: 'bof', 0x00FC: 'sst', 0x00FD: 'label', 0x00E5: 'merges', 0x0085: 'sheet', 0x0208: 'row', 0x000A: 'end', 0x003C: 'continue', 0x0203: 'number'}
    at = data.find(b'\x09\x08\x10\x00\x00\x06')
    seen = set()
    while 0 <= at < len(data) - 4:
        kind, size = struct.unpack_from('<HH', data, at)
        if kind in kinds and kind not in seen:
            seen.add(kind)
            yield kinds[kind] + '-length', data[:at + 2] + b'\xff\xff' + data[at + 4:]
            yield kinds[kind] + '-short', data[:at + 2] + b'\1\0' + data[at + 4:]
            yield kinds[kind] + '-full', data[:at + 4] + b'\xff' * size + data[at + 4 + size:]
            yield kinds[kind] + '-filepass', data[:at] + struct.pack('<H', 0x002F) + data[at + 2:]
        at += 4 + size
        if kind == 0 and size == 0:
            break


def binary_records():
    """Records of what hangs on a sheet, and of styles, that lie."""
    text = biff.text16

    def book(sheet=b'', start=b'', old=False):
        made = biff.Book(old)
        made.font()
        made.font(flags=8)
        made.globals += start
        made.style()
        made.style(font=1)
        for r, row in enumerate(archives.CELLS):
            for c, words in enumerate(row):
                made.label(r, c, words)
        made.sheet += sheet
        return made.bytes()

    obj = lambda kind, number=1: biff.record(0x5D, struct.pack('<HHHHH12xI', 0x15, 0x12, kind, number, 0, 0))
    txo = lambda count, runs=16: biff.record(0x1B6, struct.pack('<HH6xHHH', 0, 0, count, runs, 0))
    art = lambda kind, version, data, size=None: struct.pack('<HHI', version, kind, len(data) if size is None else size) + data
    more = lambda words: biff.record(0x3C, b'\1' + words.encode('utf-16-le'))
    note = lambda row, column, number, author: biff.record(0x1C, struct.pack('<HHHH', row, column, 0, number) + author)
    yield 'text-cut', book(obj(6) + txo(500) + more('短'))
    yield 'text-alone', book(txo(2) + more('两字'))
    yield 'text-without-characters', book(obj(6) + txo(65535))
    yield 'text-twice', book(obj(6) + txo(2) + more('两字') + txo(2) + more('又来'))
    yield 'object-short', book(biff.record(0x5D, b'\x15\0'))
    yield 'object-parts-nought', book(biff.record(0x5D, struct.pack('<HHHHH', 0x15, 0, 8, 1, 0) + bytes(64)))
    yield 'note-no-object', book(note(1, 4, 9, text('某')))
    yield 'note-far-column', book(obj(25) + txo(2) + more('两字') + note(65535, 65535, 1, text('某')))
    yield 'note-author-long', book(note(1, 4, 1, b'\xff\xff\1ab'))
    yield 'notes-of-one-object', book(obj(25) + txo(2) + more('两字') + note(1, 4, 1, text('某')) * 3)
    yield 'drawing-size', book(biff.record(0xEC, art(0xF00B, 0x13, b'ab', 0xFFFFFFFF)) + obj(6) + txo(2) + more('两字'))
    yield 'drawing-properties', book(biff.record(0xEC, art(0xF00B, 0xFFF3, bytes(12))) + biff.record(0xEC, art(0xF00B, 0x23, struct.pack('<HIHI', 0xC381, 0xFFFFFFFF, 0x80C0, 4) + b'abcd')) + obj(8))
    yield 'drawing-anchor', book(biff.record(0xEC, art(0xF010, 0, b'\xff' * 18)) + obj(6) + txo(2) + more('两字') + biff.record(0xEC, art(0xF010, 0, b'ab')) + obj(6))
    yield 'header-length', book(biff.record(0x14, b'\xff\xff\1ab'))
    yield 'header-codes', book(biff.record(0x14, text('&"&K&&&')) + biff.record(0x15, text('&L&R&C&K&"')) + biff.record(0x14, text('&K01+')) + biff.record(0x14, text('甲\0乙&')))
    yield 'headers-more', book(biff.record(0x89C, bytes(30) + b'\xff' * 8) + biff.record(0x89C, bytes(30) + b'\1\0' * 4))
    yield 'validation-short', book(biff.record(0x1BE, bytes(5)) + biff.record(0x1BE, bytes(4) + text('甲') * 3 + b'\xff\xff\1'))
    yield 'validation-formula', book(biff.record(0x1BE, bytes(4) + text('甲') * 4 + b'\xff\xff\0\0'))
    yield 'tip-not-ended', book(biff.record(0x800, struct.pack('<HHHHH', 0x800, 65535, 65535, 65535, 65535) + '提示'.encode('utf-16-le')))
    yield 'chart-not-ended', book(obj(5) + biff.record(0x809, bytes(16)))
    yield 'chart-title', book(obj(5) + biff.record(0x809, bytes(16)) + biff.record(0x1051, b'\0\1') + biff.record(0x100D, b'\0\0\xff\1ab') + biff.record(0xA))
    yield 'filter-range', book(biff.record(0x9B) + biff.record(0x208, struct.pack('<HHHHHHI', 1, 0, 7, 255, 0, 0, 0x20)), biff.record(0x18, b'\x21\0\0\1\xff\xff\0\0\1\0\0\0\0\0\0\x0d\x3b\0\0\xff\xff\0\0'))
    yield 'font-short', book(start=biff.record(0x31, b'ab'))
    yield 'palette-short', book(start=biff.record(0x92, b'\xff\xff') + biff.record(0x92, b'\x38\0abc'))
    yield 'style-font', book(start=biff.record(0xE0, b'\xff' * 20))
    yield 'runs-cut', book(biff.record(0xD6, struct.pack('<HHH', 1, 4, 0) + text('有划去的') + b'\xff\xff\0\0'))
    runs = b''.join(struct.pack('<HH', at, 1) for at in (9, 3, 0, 0, 2, 65535))
    yield 'runs-out-of-order', book(biff.record(0xFD, struct.pack('<HHHI', 1, 4, 0, 0)), biff.record(0xFC, struct.pack('<IIHBH', 1, 1, 4, 9, 6) + '有划去的'.encode('utf-16-le') + runs))
    yield 'runs-old', book(biff.record(0xD6, struct.pack('<HHHH', 1, 4, 0, 3) + b'\xbc\xd7\xd2' + b'\xff\2\5\1\5\xff'), old=True)
    yield 'formula-without-string', book(biff.record(6, struct.pack('<HHH', 1, 4, 0) + b'\0\0\0\0\0\0\xff\xff' + bytes(8)) * 2)
    yield 'formula-nothing-saved', book(biff.record(6, struct.pack('<HHH', 1, 4, 0) + b'\3\0\0\0\0\0\xff\xff' + bytes(8)))
    yield 'old-note-long', book(biff.record(0x1C, struct.pack('<HHH', 1, 4, 65535) + b'ab') + biff.record(0x1C, struct.pack('<HHH', 65535, 0, 9) + b'cd') + biff.record(0x1C, b'ab'), old=True)
    yield 'old-note-alone', book(biff.record(0x1C, struct.pack('<HHH', 65535, 0, 9) + b'cd'), old=True)
    yield 'old-box-lies', book(biff.record(0x5D, struct.pack('<IHH', 1, 6, 1) + b'\xff' * 80) + biff.record(0x5D, struct.pack('<IHH', 1, 6, 1) + bytes(36) + b'\xff\xff' + bytes(30)), old=True)
    yield 'unknown-records', book(b''.join(biff.record(0x7000 + i, bytes(i) + text('本系统自动生成')) for i in range(40)) + biff.record(0x7FFF, b'\xff\xff\1' * 900))
    yield 'continue-alone', book(more('没有前文') * 3)
# ---- Word 97: the structures that the file information block leads to ----

PARTS = {'styles': 1, 'footnote-places': 2, 'footnotes': 3, 'comments': 5, 'headers': 11, 'characters': 12, 'paragraphs': 13, 'fonts': 15, 'clx': 33,
         'shapes': 40, 'drawings': 50, 'boxes': 56, 'lists': 73, 'list-uses': 74}
LENGTHS = {'text': 76, 'footnotes': 80, 'headers': 84, 'comments': 92, 'boxes': 100}


def put(data, at, layout, *values):
    return data[:at] + struct.pack(layout, *values) + data[at + struct.calcsize(layout):]


def word_97(main, table, **more):
    return compound.pack({'WordDocument': main, '1Table': table, **more})


def fib_tricks(main, table):
    for name, at, value in (('mark', 0, 0x1234), ('word-6', 0, 0xA5DC), ('word-95', 2, 0x68), ('encrypted', 10, 0x1300), ('other-table', 10, 0x1000), ('shorts', 32, 0xFFFF),
                            ('longs', 62, 0xFFFF), ('parts-many', 152, 0xFFFF), ('parts-few', 152, 3)):
        yield name, word_97(put(main, at, '<H', value), table)
    yield 'cut', word_97(main[:100], table)
    yield 'no-table', compound.pack({'WordDocument': main})
    yield 'cut-table', word_97(main, table[:len(table) // 2])
    for name, at in LENGTHS.items():
        for value in (1, 0x7FFFFFFF, 0xFFFFFFFF, struct.unpack_from('<I', main, at)[0] + 1000):
            yield f'length-{name}-{value:x}', word_97(put(main, at, '<I', value), table)
    for name, number in PARTS.items():
        at = 154 + 8 * number
        where, size = struct.unpack_from('<II', main, at)
        for kind, values in (('far', (0xFFFFFFF0, size or 8)), ('long', (where, 0x7FFFFFFF)), ('over', (len(table) - 1, 2)), ('short', (where, 3)), ('elsewhere', (0, len(table)))):
            yield f'{name}-{kind}', word_97(put(main, at, '<II', *values), table)
        if size:
            yield f'{name}-full', word_97(main, table[:where] + b'\xff' * size + table[where + size:])
            yield f'{name}-zero', word_97(main, table[:where] + bytes(size) + table[where + size:])


def piece_tricks(main, table):
    at = struct.unpack_from('<I', main, 154 + 8 * 33)[0]
    end = struct.unpack_from('<I', main, 76)[0]

    def pieces(*list_of, before=b''):
        positions = [0]
        for piece in list_of:
            positions.append(positions[-1] + piece[0])
        plc = struct.pack(f'<{len(positions)}I', *positions) + b''.join(struct.pack('<HIH', 0, piece[1], piece[2]) for piece in list_of)
        clx = before + b'\x02' + struct.pack('<I', len(plc)) + plc
        return word_97(put(put(main, 154 + 8 * 33, '<II', len(table), len(clx)), 76, '<7I', positions[-1], 0, 0, 0, 0, 0, 0), table + clx)
    start = struct.unpack_from('<I', table[at:], 5 + 8 + 2)[0]
    yield 'pieces-outside', pieces((end, 0x3FFFFFFE, 0))
    yield 'pieces-same', pieces(*[(end, start, 0)] * 400)
    yield 'pieces-single', pieces(*[(1, start + 2 * (i % end), 0) for i in range(20000)])
    yield 'pieces-narrow', pieces((end, start * 2 | 0x40000000, 0))
    yield 'pieces-change-missing', pieces((end, start, 0xFFFF))
    yield 'pieces-change-long', pieces((end, start, 1), before=b'\x01\xff\xff')
    huge = b'\x01' + struct.pack('<H', 0x3F00) + struct.pack('<HB', 0x2416, 1) * (0x3F00 // 3)
    yield 'pieces-changes', pieces(*[(1, start + 2 * (i % end), 1) for i in range(20000)], before=huge)
    yield 'pieces-row-ends', pieces((end, start, 1), before=b'\x01\x06\x00' + struct.pack('<HBHB', 0x2416, 1, 0x2417, 1))
    yield 'pieces-deep', pieces((end, start, 1), before=b'\x01\x06\x00' + struct.pack('<HI', 0x6649, 0x7FFFFFFF))
    yield 'pieces-marks', word_97(put(put(main, 154 + 8 * 33, '<II', len(table), 21), 76, '<7I', 100000, 0, 0, 0, 0, 0, 0).ljust(120000, b'\x07'),
                                  table + b'\x02' + struct.pack('<IIIHIH', 16, 0, 100000, 0, 0x40000000 | 2 * 16000, 1))


def page_tricks_97(main, table):
    """Pages of properties: more runs than there is room for, properties beyond the page, pages beyond the file; and operands that lie."""
    for kind, number in (('characters', 12), ('paragraphs', 13)):
        where, size = struct.unpack_from('<II', main, 154 + 8 * number)
        count = (size - 4) // 8
        page = struct.unpack_from('<I', table, where + 4 * (count + 1))[0] * 512
        yield f'{kind}-beyond', word_97(main, put(table, where + 4 * (count + 1), '<I', 0x3FFFFF))
        for value in (0, 1, 255):
            yield f'{kind}-runs-{value}', word_97(put(main, page + 511, '<B', value), table)
        runs = main[page + 511]
        each = 1 if kind == 'characters' else 13
        for value in (1, 127, 255):
            filled = main
            for run in range(runs):
                filled = put(filled, page + 4 * (runs + 1) + each * run, '<B', value)
            yield f'{kind}-offset-{value}', word_97(filled, table)
        for sprm in (b'\x08\xd6', b'\x49\x66', b'\x16\x24'):
            for fill in (b'\x00', b'\x7f', b'\xff'):
                lied, at = main, main.find(sprm, page, page + 512)
                while at >= 0:
                    lied = lied[:at + 2] + fill * 3 + lied[at + 5:]
                    at = main.find(sprm, at + 2, page + 512)
                yield f'{kind}-operand-{sprm.hex()}-{fill.hex()}', word_97(lied, table)
    huge = main.replace(struct.pack('<HBHB', 0x2416, 1, 0x2417, 1), struct.pack('<HI', 0x6646, 0))
    yield 'huge-missing', word_97(huge, table)
    yield 'huge-circle', word_97(huge, table, Data=struct.pack('<HHI', 6, 0x6646, 0) * 600)
    yield 'huge-far', word_97(main.replace(struct.pack('<HBHB', 0x2416, 1, 0x2417, 1), struct.pack('<HI', 0x6646, 0xFFFFFFFF)), table, Data=bytes(5000))


def doc_tricks(data):
    content = compound.streams(data)
    main, table = content['WordDocument'], content['1Table']
    yield from fib_tricks(main, table)
    yield from piece_tricks(main, table)
    yield from page_tricks_97(main, table)
    for part in (4, 2):
        yield f'cut-{part}', data[:len(data) // part]


# ---- limits: each lowered, so that a good input passes it ----

def limited(old_word):
    good = (HEADER + ROW).encode()
    for name, value in (('input-bytes', 100), ('cells', 5), ('cell-bytes', 10)):
        yield f'{name}.tsv', good, ['--limit', f'{name}={value}']
    for name, value in (('cells', 5), ('cell-bytes', 10), ('depth', 3), ('zip-entries', 2), ('zip-bytes', 500), ('sheets', 0), ('input-bytes', 500)):
        yield f'{name}.xlsx', archives.workbook(), ['--limit', f'{name}={value}']
    strings = f'{HEAD}<sst xmlns="{MAIN}">' + '<si><t>甲</t></si>' * 9 + '</sst>'
    yield 'strings.xlsx', archives.workbook(**{'xl/sharedStrings.xml': strings}), ['--limit', 'strings=8']
    for name, value in (('cells', 5), ('cell-bytes', 10), ('depth', 3), ('span', 4), ('zip-entries', 1), ('zip-bytes', 500), ('sheets', 0)):
        yield f'{name}.docx', archives.document(), ['--limit', f'{name}={value}']
    for name, value in (('cells', 5), ('cell-bytes', 10), ('depth', 1), ('span', 4), ('sheets', 0)):
        yield f'{name}.doc', old_word, ['--limit', f'{name}={value}']
    for name, value in (('cells', 5), ('cell-bytes', 10), ('depth', 3), ('sheets', 0)):
        yield f'{name}.html', page().encode(), ['--limit', f'{name}={value}']


def corpus(folder):
    """folder: where the project's cases are."""
    old = (Path(folder) / 'layout/merges.xls').read_bytes()
    listing = (Path(folder) / 'samples/county-archives.tsv.xml').read_text(encoding='utf-8')
    book, word = archives.workbook_parts(), archives.document_parts()
    for name, data, options in zip_lies(book, 'xl/worksheets/sheet1.xml'):
        yield f'zip-{name}.xlsx', data, options
    for name, data, options in zip_lies(word, 'word/document.xml'):
        yield f'zip-{name}.docx', data, options
    for part, root in (('xl/workbook.xml', 'workbook'), ('xl/worksheets/sheet1.xml', 'worksheet'), ('xl/_rels/workbook.xml.rels', 'Relationships')):
        for name, data in xml_tricks(book[part], root):
            yield f'xml-{root}-{name}.xlsx', archives.pack(dict(book, **{part: data})), []
    strings = f'{HEAD}<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>'
    for name, data in xml_tricks(strings, 'sst'):
        yield f'xml-sst-{name}.xlsx', archives.workbook(**{'xl/sharedStrings.xml': data}), []
    for name, data in xml_tricks(word['word/document.xml'], 'w:document'):
        yield f'xml-document-{name}.docx', archives.pack(dict(word, **{'word/document.xml': data})), []
    for name, data in xml_tricks(listing, 'list'):
        yield f'xml-list-{name}.xml', as_bytes(data), []
    for name, sheet in workbook_tricks():
        yield f'book-{name}.xlsx', archives.workbook(sheet), []
    for name, data in workbook_structure():
        yield f'book-{name}.xlsx', data, []
    for name, parts in document_tricks():
        yield f'word-{name}.docx', archives.document(**parts), []
    for name, data in page_tricks():
        yield f'page-{name}.html', as_bytes(data), []
    for name, data in style_tricks():
        yield f'page-{name}.html', as_bytes(data), []
    for name, data in mail_tricks():
        yield f'mail-{name}.mht', as_bytes(data), []
    for name, data in text_tricks():
        yield f'text-{name}.tsv', as_bytes(data), []
    for name, data in container_tricks(old):
        yield f'container-{name}.xls', data, []
    for name, data in record_tricks(old):
        yield f'record-{name}.xls', data, []
    yield from marked_up.corpus(zip_lies, xml_tricks, as_bytes)
    for name, data in binary_records():
        yield f'binary-{name}.xls', data, []
    old_word = (Path(folder) / 'outside/doc-outside.doc').read_bytes()
    for name, data in doc_tricks(old_word):
        yield f'doc-{name}.doc', data, []
    for name, data, options in limited((Path(folder) / 'outside/doc-lists.doc').read_bytes()):
        yield f'limit-{name}', data, options
