"""Binary workbooks by hand ([MS-XLS], [MS-CFB]): records, a stream, and the smallest container around it."""
import struct

SECTOR, END, FREE, FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def container(stream, name='Workbook'):
    """One stream, padded beyond what would go among the small ones."""
    stream = stream.ljust(4096, b'\0')
    data = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b'\0')
    count = len(data) // SECTOR
    fats = 1
    while fats * 128 < count + 1 + fats:
        fats += 1
    chain = [i + 1 for i in range(count - 1)] + [END, END] + [FAT] * fats  # the stream, the directory, the FAT
    chain += [FREE] * (fats * 128 - len(chain))

    def entry(label, kind, child, start, size):
        text = label.encode('utf-16-le')
        return struct.pack('<64sHBBIII16sIQQIII', text, len(text) + 2 if text else 0, kind, 1, FREE, FREE, child, b'', 0, 0, 0, start, size, 0)

    head = struct.pack('<8s16sHHHHH6xIIIIIIIII', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', b'', 0x3E, 3, 0xFFFE, 9, 6, 0, fats, count, 0, 4096, END, 0, END, 0)
    head += struct.pack('<109I', *([count + 1 + i for i in range(fats)] + [FREE] * (109 - fats)))
    directory = entry('Root Entry', 5, 1, END, 0) + entry(name, 2, FREE, 0, len(stream)) + entry('', 0, FREE, 0, 0) * 2
    return head + data + directory + struct.pack(f'<{len(chain)}I', *chain)


def stream_of(data):
    """The workbook's stream of a container, by its sectors."""
    shift = 1 << struct.unpack_from('<H', data, 30)[0]
    sector = lambda i: data[(i + 1) * shift:(i + 2) * shift]
    difat, at = list(struct.unpack_from('<109I', data, 76)), struct.unpack_from('<I', data, 68)[0]
    while at < FAT - 3:
        more = struct.unpack(f'<{shift // 4}I', sector(at))
        difat, at = difat + list(more[:-1]), more[-1]
    fat = b''.join(sector(i) for i in difat if i < FAT - 3)

    def chain(at):
        out = b''
        while at < FAT - 3:
            out, at = out + sector(at), struct.unpack_from('<I', fat, 4 * at)[0]
        return out
    directory = chain(struct.unpack_from('<I', data, 48)[0])
    for i in range(0, len(directory), 128):
        size = struct.unpack_from('<H', directory, i + 64)[0]
        if directory[i:i + max(size, 2) - 2].decode('utf-16-le', 'replace') in ('Workbook', 'Book'):
            start, length = struct.unpack_from('<II', directory, i + 116)
            if length >= struct.unpack_from('<I', data, 56)[0]:
                return chain(start)[:length]
            small, links, out = chain(struct.unpack_from('<I', directory, 116)[0]), chain(struct.unpack_from('<I', data, 60)[0]), b''
            while start < FAT - 3:
                out, start = out + small[64 * start:64 * start + 64], struct.unpack_from('<I', links, 4 * start)[0]
            return out[:length]
    return b''


def records(stream):
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from('<HH', stream, at)
        yield kind, stream[at + 4:at + 4 + size]
        at += 4 + size


def record(kind, data=b''):
    return struct.pack('<HH', kind, len(data)) + data


def text16(text, count='<H'):
    """A string with its length in front, as BIFF8 has it."""
    units = text.encode('utf-16-le')
    return struct.pack(count, len(units) // 2) + b'\1' + units


class Book:
    """A workbook of one sheet; records for the globals and the sheet are given as they are."""

    def __init__(self, old=False):
        self.old, self.globals, self.sheet = old, b'', b''

    def text(self, words, count='<H'):
        if not self.old:
            return text16(words, count)
        data = words.encode('gb18030')
        return struct.pack(count, len(data)) + data

    def label(self, row, column, words, xf=0):
        self.sheet += record(0x0204, struct.pack('<HHH', row, column, xf) + self.text(words))

    def font(self, height=200, flags=0, colour=0x7FFF):
        self.globals += record(0x0031, struct.pack('<HHHHHBBBB', height, flags, colour, 400, 0, 0, 0, 0, 0) + self.text('宋体', '<B'))

    def style(self, font=0, code=0, pattern=0, front=64):
        if self.old:
            self.globals += record(0x00E0, struct.pack('<HHHHII', font, code, 1, 0, front | 65 << 7 | pattern << 16, 0))
        else:
            self.globals += record(0x00E0, struct.pack('<HHHBBBBIIH', font, code, 1, 0, 0, 0, 0, 0, pattern << 26, front | 65 << 7))

    def format(self, number, code):
        self.globals += record(0x041E, struct.pack('<H', number) + self.text(code, '<B' if self.old else '<H'))

    def stream(self):
        version = 0x0500 if self.old else 0x0600
        start = record(0x0809, struct.pack('<HHHHII', version, 5, 0x0DBB, 1996, 0, 6)[:8 if self.old else 16])
        start += record(0x0042, struct.pack('<H', 936 if self.old else 1200)) + self.globals
        name = self.text('清单', '<B')
        offset = len(start) + 4 + 6 + len(name) + 4
        start += record(0x0085, struct.pack('<IH', offset, 0) + name) + record(0x000A)
        sheet = record(0x0809, struct.pack('<HHHHII', version, 0x10, 0x0DBB, 1996, 0, 6)[:8 if self.old else 16])
        return start + sheet + self.sheet + record(0x000A)

    def bytes(self):
        return container(self.stream(), 'Book' if self.old else 'Workbook')
