"""Hostile lists that pass as lists: the strings of tests/injection in every place of a list of their own, the list in every format
and encoding that is read, and archives that lie where readers let them. lists() gives (name, bytes) for lists.py."""
import csv
import html
import io
import re
import sys
import unicodedata
from pathlib import Path

import archives
import biff
import compound
import corpus
import marked_up

sys.path.insert(0, str(Path(__file__).parent.parent / 'injection'))
import inert  # noqa: E402

EACH = 2  # formats that a string stands in by itself; in others it stands among more of them, in one among all
ILLEGAL = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')  # of XML 1.0
WORDS = re.compile(b'(?:[\x00-\xff][\x4e-\x9f]|[\x00-\xff][\x30\xff]){9,}')  # of a Word 97 document: nine characters and more


def rows_of(texts):
    """Title, labels, an item for each of the strings, note."""
    return ([[f'甲县乙局{texts[0]}权责清单'], inert.LABELS + [f'自设栏{texts[0]}']] + [inert.row(str(n), text) for n, text in enumerate(texts, 1)] + [[f'注：{texts[0]}']])


def marked(rows, way=html.escape):
    return [[way(ILLEGAL.sub('', text)) for text in row] for row in rows]


# ---- text ----

def delimited(rows, delimiter=',', encoding='utf-8'):
    out = io.StringIO(newline='')
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding, 'replace')


def width_of(text):
    return sum(2 if unicodedata.east_asian_width(c) in 'WF' else unicodedata.combining(c) == 0 for c in text)


def drawn(rows):
    """Rules between the rows, borders below one another; no line of a cell is one of the table."""
    cells = [[re.sub('[\\s│─┼├┤]+', ' ', text) for text in row] for row in rows[1:-1]]
    widths = [max(map(width_of, column)) for column in zip(*cells)]
    rule = '\n' + '├' + '┼'.join('─' * (width // 2 + 1) for width in widths) + '┤' + '\n'
    return (rule + rule.join('│' + '│'.join(text + ' ' * (width // 2 * 2 + 2 - width_of(text)) for text, width in zip(row, widths)) + '│' for row in cells) + rule).encode()


def one_a_line(rows):
    """Cells of a table that came apart."""
    return '\n'.join(re.sub('\\s+', ' ', text) for row in rows[1:-1] for text in row).encode('utf-16')


# ---- packages ----

AROUND = {  # what a workbook that is to be marked cannot do without
    '[Content_Types].xml': f'{archives.HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    'xl/styles.xml': f'{archives.HEAD}<styleSheet xmlns="{archives.MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
                     '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>'}


def book_parts(rows):
    """Characters that XML cannot hold as spreadsheets write them."""
    def escape(text):
        return html.escape(ILLEGAL.sub(lambda found: f'_x{ord(found[0]):04X}_', text))
    return archives.workbook_parts(archives.sheet_xml(cells=[[escape(text) for text in row] for row in rows]), **AROUND)


def shared_book(rows):
    """Strings in two pieces, with a pronunciation."""
    piece, strings, cells = '<r><t xml:space="preserve">{}</t></r>', [], ''
    for r, row in enumerate(rows, 1):
        cells += f'<row r="{r}">' + ''.join(f'<c r="{chr(65 + c)}{r}" t="s"><v>{len(strings) + c}</v></c>' for c in range(len(row))) + '</row>'
        for text in row:
            first, second, whole = marked([[text[:3], text[3:], text]])[0]
            strings.append(f'<si>{piece.format(first)}{piece.format(second)}<rPh><t>{whole}</t></rPh></si>')
    sst = f'{archives.HEAD}<sst xmlns="{archives.MAIN}">{"".join(strings)}</sst>'
    return archives.workbook(archives.sheet_xml(f'<sheetData>{cells}</sheetData>'), **AROUND, **{'xl/sharedStrings.xml': sst})


def word_parts(rows):
    rows = marked(rows)
    table = archives.document_xml(cells=rows[1:-1])
    paragraph = '<w:p><w:r><w:t>{}</w:t></w:r></w:p>'
    return archives.document_parts(table.replace('<w:tbl>', paragraph.format(rows[0][0]) + '<w:tbl>', 1).replace('</w:tbl>', '</w:tbl>' + paragraph.format(rows[-1][0])))


def open_table(rows):
    return f'<table:table table:name="甲">{"".join(marked_up.row(row) for row in marked(rows))}</table:table>'


def flat(rows):
    return f'{archives.HEAD}<office:document {marked_up.NAMES} office:mimetype="{marked_up.MIME}spreadsheet">{marked_up.body("spreadsheet", open_table(rows))}</office:document>'.encode()


def book_2003(rows, encoding='utf-8'):
    cells = ''.join('<Row>' + ''.join(f'<Cell><Data ss:Type="String">{text}</Data></Cell>' for text in row) + '</Row>' for row in marked(rows))
    head = archives.HEAD.replace('UTF-8', encoding)
    return f'{head}<Workbook xmlns="{marked_up.EXCEL}" xmlns:ss="{marked_up.EXCEL}"><Worksheet ss:Name="甲"><Table>{cells}</Table></Worksheet></Workbook>'.encode(encoding, 'xmlcharrefreplace')


# ---- pages ----

def page(rows, way=str, charset='utf-8'):
    """way: str where the strings are to be the page's markup."""
    def line(row):
        return '<tr>' + ''.join(f'<td>{way(text)}</td>' for text in row) + '</tr>'
    return (f'<html><head><meta charset="{charset}"></head><body><h1>{way(rows[0][0])}</h1><table>{"".join(map(line, rows[1:-1]))}</table>'
            f'<p>{way(rows[-1][0])}</p></body></html>').encode(charset, 'xmlcharrefreplace')


def mail(rows):
    return corpus.mail((('Content-Type: text/html; charset=gb18030\r\nContent-Transfer-Encoding: base64', corpus.base64.encodebytes(page(rows, html.escape, 'gb18030')).decode()),)).encode()


# ---- binary files ----

def binary(rows, old=False):
    """Records hold 8,224 bytes."""
    book = biff.Book(old)
    book.font()
    book.style()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            book.label(r, c, text.encode('gb18030', 'replace').decode('gb18030')[:1000] if old else text[:4000])
    return book.bytes()


def word_97(text, data):
    """The string over the words of each longer paragraph, as far as there is room."""
    content = compound.streams(data)
    units = re.sub('[\x00-\x1f]', ' ', text).encode('utf-16-le', 'replace')
    main = WORDS.sub(lambda found: units[:len(found[0])] + found[0][len(units):], content['WordDocument'])
    return corpus.word_97(main, content['1Table'])


# ---- all of them ----

def formats(document, old_word):
    """(suffix, maker): a maker gives the bytes of a list of the strings. document: a list as quanze writes it, whose words are inert.CLEAN."""
    def listed(make):
        return lambda texts: make(rows_of(texts))
    yield '.csv', listed(delimited)
    yield '.tsv', listed(lambda rows: delimited(rows, '\t', 'gb18030'))
    yield '.txt', listed(lambda rows: delimited(rows, ';', 'utf-16'))
    yield '.drawn.txt', listed(drawn)
    yield '.lines.txt', listed(one_a_line)
    yield '.xlsx', listed(lambda rows: archives.pack(book_parts(rows)))
    yield '.shared.xlsx', listed(shared_book)
    yield '.docx', listed(lambda rows: archives.pack(word_parts(rows)))
    yield '.html', listed(page)
    yield '.escaped.html', listed(lambda rows: page(rows, html.escape, 'gb18030'))
    yield '.mht', listed(mail)
    yield '.ods', listed(lambda rows: marked_up.pack(marked_up.parts(inside=open_table(rows))))
    yield '.odt', listed(lambda rows: marked_up.pack(marked_up.parts('text', open_table(rows))))
    yield '.fods', listed(flat)
    yield '.2003.xls', listed(book_2003)
    yield '.gb.2003.xls', listed(lambda rows: book_2003(rows, 'gb18030'))
    yield '.xls', listed(binary)
    yield '.5.xls', listed(lambda rows: binary(rows, True))
    yield '.doc', lambda texts: word_97(texts[0], old_word)
    yield '.xml', lambda texts: document.replace(inert.CLEAN, html.escape(ILLEGAL.sub('', texts[0]))).encode()


def lists(cases, document, accepted):
    """cases: where the project's cases are; accepted: names of the corpus's inputs that are read."""
    made = list(formats(document, (Path(cases) / 'outside/doc-merges.doc').read_bytes()))
    texts = inert.STRINGS
    for number, text in enumerate(texts):
        for k in range(EACH):
            suffix, make = made[(EACH * number + k) % len(made)]
            yield f'string-{number:03d}{suffix}', make([text])
    short = [text for text in texts if len(text) < 500]
    for number, (suffix, make) in enumerate(made):
        if suffix not in ('.doc', '.xml'):
            yield f'many{suffix}', make(short if suffix == '.shared.xlsx' else short[number % 12::12])
    rows = rows_of(short[::9])
    for suffix, parts, main in (('.xlsx', book_parts(rows), 'xl/worksheets/sheet1.xml'), ('.docx', word_parts(rows), 'word/document.xml'),
                                ('.ods', marked_up.parts(inside=open_table(rows)), 'content.xml')):
        for name, data, options in corpus.zip_lies(parts, main):
            if f'zip-{name}{suffix}' in accepted and not options and len(data) < 1 << 20:
                yield f'zip-{name}{suffix}', data
