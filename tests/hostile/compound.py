"""OLE2 containers: the streams of one, and one made of streams (512-byte sectors, no small streams)."""
import struct

LAST = 0xFFFFFFFA


def streams(data):
    """{name: bytes} of all streams; of two with one name the first."""
    size = 1 << struct.unpack_from('<H', data, 0x1E)[0]
    sectors = struct.unpack_from('<109I', data, 0x4C)[:struct.unpack_from('<I', data, 0x2C)[0]]

    def sector(number):
        return data[size * (number + 1):size * (number + 2)]
    fat = b''.join(map(sector, sectors))

    def chain(number, table, take):
        out = b''
        while number < LAST:
            out += take(number)
            number = struct.unpack_from('<I', table, 4 * number)[0]
        return out
    directory = chain(struct.unpack_from('<I', data, 0x30)[0], fat, sector)
    mini_fat = chain(struct.unpack_from('<I', data, 0x3C)[0], fat, sector)
    mini = chain(struct.unpack_from('<I', directory, 116)[0], fat, sector)
    found = {}
    for at in range(0, len(directory), 128):
        entry = directory[at:at + 128]
        if entry[66] != 2:
            continue
        name = entry[:struct.unpack_from('<H', entry, 64)[0] - 2].decode('utf-16-le')
        first, length = struct.unpack_from('<II', entry, 116)
        if length < struct.unpack_from('<I', data, 0x38)[0]:
            content = chain(first, mini_fat, lambda number: mini[64 * number:64 * number + 64])
        else:
            content = chain(first, fat, sector)
        found.setdefault(name, content[:length])
    return found


def entry_of(name, kind, first, length, left=0xFFFFFFFF, child=0xFFFFFFFF):
    text = name.encode('utf-16-le')
    return text.ljust(64, b'\0') + struct.pack('<HBBIII', len(text) + 2, kind, 1, left, 0xFFFFFFFF, child) + bytes(36) + struct.pack('<III', first, length, 0)


def pack(content):
    """A container; its names are in a search tree, which leans to the left."""
    names = sorted(content, key=lambda name: (len(name), name.upper()), reverse=True)
    counts = [(len(content[name]) + 511) // 512 for name in names]
    directory_sectors = (len(names) + 4) // 4
    fats = (sum(counts) + directory_sectors) // 127 + 1
    links, body, entries, at = [], b'', [entry_of('Root Entry', 5, 0xFFFFFFFE, 0, child=1)], fats + directory_sectors
    for number, (name, count) in enumerate(zip(names, counts)):
        left = number + 2 if number + 1 < len(names) else 0xFFFFFFFF
        entries.append(entry_of(name, 2, at, len(content[name]), left))
        links += [at + i + 1 for i in range(count - 1)] + [0xFFFFFFFE] * (count > 0)
        body += content[name].ljust(512 * count, b'\0')
        at += count
    table = [0xFFFFFFFD] * fats + [fats + i + 1 for i in range(directory_sectors - 1)] + [0xFFFFFFFE] + links
    header = bytes.fromhex('d0cf11e0a1b11ae1') + bytes(16) + struct.pack('<HHHHH6x9I', 0x3E, 3, 0xFFFE, 9, 6, 0, fats, fats, 0, 0, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack('<109I', *(list(range(fats)) + [0xFFFFFFFF] * (109 - fats)))
    fat = struct.pack(f'<{len(table)}I', *table).ljust(512 * fats, b'\xff')
    return header + fat + b''.join(entries).ljust(512 * directory_sectors, b'\0') + body
