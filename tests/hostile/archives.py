"""Zip archives by hand, so that any field may lie (APPNOTE 6.3), and the smallest
workbook and Word file around them."""
import struct
import zlib

CELLS = [['序号', '事项名称', '权力类型', '行使主体', '实施依据', '责任事项', '追责情形'],
         ['1', '对甲的处罚', '行政处罚', '甲县乙局', '《某某条例》第三条', '立案责任。', '追究责任。']]
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Entry:
    """One entry; every field may be set to something else than it is."""

    def __init__(self, name, data=b'', **lies):
        self.name = name.encode() if isinstance(name, str) else name
        self.data = data.encode() if isinstance(data, str) else data
        self.method, self.flags, self.attributes, self.at, self.extra = 8, 0x800, 0o100644 << 16, None, b''
        self.packed = self.local_name = self.crc = self.size = self.packed_size = None
        for field, value in lies.items():
            setattr(self, field, value)
        if self.packed is None:
            deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
            self.packed = deflate.compress(self.data) + deflate.flush() if self.method == 8 else self.data
        self.crc = zlib.crc32(self.data) if self.crc is None else self.crc
        self.size = len(self.data) if self.size is None else self.size
        self.packed_size = len(self.packed) if self.packed_size is None else self.packed_size

    def fields(self):
        return self.flags, self.method, 0, 0x21, self.crc, self.packed_size, self.size


def archive(entries, before=b'', after=b'', count=None, start=None, length=None, disk=0, comment=b''):
    body, directory = bytearray(before), bytearray()
    for entry in entries:
        at = len(body) if entry.at is None else entry.at
        name = entry.name if entry.local_name is None else entry.local_name
        if entry.at is None:
            body += struct.pack('<4sHHHHHIIIHH', b'PK\3\4', 20, *entry.fields(), len(name), 0) + name + entry.packed
        directory += struct.pack('<4sHHHHHHIIIHHHHHII', b'PK\1\2', 0x314, 20, *entry.fields(), len(entry.name), len(entry.extra), 0, 0, 0,
                                 entry.attributes & 0xFFFFFFFF, at) + entry.name + entry.extra
    count = len(entries) if count is None else count
    start, length = len(body) if start is None else start, len(directory) if length is None else length
    end = struct.pack('<4sHHHHIIH', b'PK\5\6', disk, 0, count & 0xFFFF, count & 0xFFFF, length, start, len(comment)) + comment
    return bytes(body + directory + end + after)


def sheet_xml(body=None, cells=None, attributes=''):
    if body is None:
        rows = ''.join(f'<row r="{r}">' + ''.join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{text}</t></is></c>' for c, text in enumerate(row)) + '</row>'
                       for r, row in enumerate(cells or CELLS, 1))
        body = f'<sheetData>{rows}</sheetData>'
    return f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{REL}"{attributes}>{body}</worksheet>'


def workbook_parts(sheet=None, **more):
    """Names and texts of the parts of a workbook of one sheet; `more` replaces or adds (None: leaves out)."""
    parts = {
        '_rels/.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
                                      f'<Relationship Id="r2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
                                      f'<Relationship Id="r3" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheet or sheet_xml(),
    }
    parts.update({name.replace('__', '/').replace('_xml', '.xml'): text for name, text in more.items()})
    return {name: text for name, text in parts.items() if text is not None}


def document_xml(body=None, cells=None):
    if body is None:
        rows = ''.join('<w:tr>' + ''.join(f'<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>' for text in row) + '</w:tr>' for row in cells or CELLS)
        body = f'<w:tbl>{rows}</w:tbl>'
    return f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{REL}"><w:body>{body}</w:body></w:document>'


def document_parts(document=None, **more):
    parts = {
        '_rels/.rels': f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        'word/document.xml': document or document_xml(),
    }
    parts.update({name.replace('__', '/').replace('_xml', '.xml'): text for name, text in more.items()})
    return parts


def pack(parts):
    return archive([Entry(name, text) for name, text in parts.items()])


def workbook(sheet=None, **more):
    return pack(workbook_parts(sheet, **more))


def document(body=None, **more):
    return pack(document_parts(body, **more))
