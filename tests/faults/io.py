#!/usr/bin/env python3
"""io.py QUANZE SHIM: outputs when the disk is full, broken, slow or gone (io.c lets
calls fail), when the process is killed, and when somebody has planted links in
the output folder. The old outputs stay as they were, byte for byte, or are
replaced by whole new ones; no temporary file is left where the program lived.
Closing line: N passed, N failed."""
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

QUANZE, SHIM = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
SAMPLE = str(Path('samples/county-archives.tsv').resolve())
OLD = {f'county-archives.{suffix}': f'the old {suffix}'.encode() for suffix in ('xml', 'docx', 'html', 'txt')}
passed = failed = 0


def check(name, good, detail=''):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('not ok -', name, detail)


def convert(out, *options, source=SAMPLE, **io):
    environment = dict(os.environ, LC_ALL='C.UTF-8', **{f'QZ_IO_{key.upper()}': str(value) for key, value in io.items()})
    if io:
        environment['LD_PRELOAD'] = SHIM
    line = [QUANZE, 'convert', '-q', '-j1', '--as-of', '2026-11-24', '-o', str(out), *options, str(source)]
    return subprocess.run(line, capture_output=True, env=environment, timeout=120, check=False)


def snapshot(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob('*') if p.is_file() and not p.name.startswith('.quanze-batch')}


def outputs(folder):
    """The outputs, and what else lies about (temporaries)."""
    found = snapshot(folder)
    return {name: data for name, data in found.items() if name in OLD}, [name for name in found if name not in OLD and Path(name).name.startswith('.quanze-')]


def fresh(root, name):
    folder = root / name
    folder.mkdir()
    for file, data in OLD.items():
        (folder / file).write_bytes(data)
    return folder


def failing_calls(root, new):
    """Each call that writes fails in turn, for each reason."""
    for call, reasons in (('write', (errno.ENOSPC, errno.EIO, errno.EDQUOT)), ('fsync', (errno.EIO, errno.ENOSPC)), ('open', (errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EMFILE)),
                          ('rename', (errno.EACCES, errno.EROFS))):
        met = 0
        for reason in reasons:
            for at in range(1, 9):
                name = f'{call} {at} {errno.errorcode[reason]}'
                folder = fresh(root, name)
                done = convert(folder, call=call, at=at, error=reason)
                found, rest = outputs(folder)
                whole = all(found.get(file) in (OLD[file], new[file]) for file in OLD)
                kept = found == OLD if call != 'rename' else whole
                good = done.returncode == 0 and found == new or done.returncode == 4 and kept and b'[output-unwritable]' in done.stderr
                check(name, good and not rest, f'exit {done.returncode}, kept {kept}, left {rest} {done.stderr[-200:]}')
                met += done.returncode == 4
                shutil.rmtree(folder)
        check(f'{call}: failures were met', met >= 2 * len(reasons), met)


def odd_calls(root, new):
    for name, io in (('short writes and reads', {'short': 1}), ('interrupted writes', {'call': 'write', 'at': 0, 'error': errno.EINTR}),
                     ('interrupted reads', {'call': 'read', 'at': 0, 'error': errno.EINTR})):
        folder = fresh(root, name)
        done = convert(folder, **io)
        found, rest = outputs(folder)
        check(name, done.returncode == 0 and found == new and not rest, f'exit {done.returncode} {done.stderr[-200:]}')
    folder = fresh(root, 'reading fails')
    done = convert(folder, call='read', at=1, error=errno.EIO)
    check('reading fails', done.returncode == 3 and outputs(folder) == (OLD, []) and b'[cannot-open]' in done.stderr, f'{done.returncode} {done.stderr[-200:]}')


def killed(root, new):
    """Kill -9 at a call: the worker's death is said and nothing is half; what is left goes at the latest in the next run."""
    for call in ('write', 'fsync', 'rename', 'open'):
        for at in range(1, 6):
            folder = fresh(root, f'kill {call} {at}')
            done = convert(folder, call=call, at=at, kill=1)
            found, _ = outputs(folder)
            check(f'kill at {call} {at}: nothing is half', all(found[file] in (OLD[file], new[file]) for file in OLD), f'exit {done.returncode}')
            again = convert(folder, '--rebuild')
            check(f'kill at {call} {at}: the next run mends it', again.returncode == 0 and outputs(folder) == (new, []), f'exit {again.returncode} {outputs(folder)[1]} {again.stderr[-200:]}')
            shutil.rmtree(folder)


def full_disk(root, new):
    """A file system that is really full, where one can be mounted; a limit on file sizes everywhere."""
    folder = fresh(root, 'limit')
    line = f'ulimit -f 8; exec {QUANZE} convert -q -j1 -o {folder} {SAMPLE}'
    done = subprocess.run(['bash', '-c', f"trap '' XFSZ; {line}"], capture_output=True, env=dict(os.environ, LC_ALL='C.UTF-8'), timeout=60, check=False)
    check('file size limit', done.returncode == 4 and outputs(folder) == (OLD, []), f'{done.returncode} {done.stderr[-200:]} {outputs(folder)[1]}')
    mount = root / 'disk'
    mount.mkdir()
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', str(mount)], capture_output=True, check=False).returncode != 0:
        return
    try:
        folder = fresh(mount, 'out')
        (mount / 'filler').write_bytes(bytes(40 << 10))
        done = convert(folder)
        check('disk full', done.returncode == 4 and outputs(folder) == (OLD, []) and b'disk is full' in done.stderr, f'{done.returncode} {done.stderr[-200:]}')
        subprocess.run(['mount', '-o', 'remount,ro', str(mount)], check=True)
        done = convert(folder)
        check('disk read-only', done.returncode == 4 and outputs(folder) == (OLD, []) and b'read-only' in done.stderr, f'{done.returncode} {done.stderr[-200:]}')
    finally:
        subprocess.run(['umount', str(mount)], check=True)


def planted_links(root, new):
    """Links in the output folder lead nowhere: neither a link in the place of an output nor one in the place of a folder is followed."""
    outside = root / 'outside'
    outside.mkdir()
    (outside / 'victim').write_text('untouched', encoding='utf-8')
    source = root / 'lists' / 'county'
    source.mkdir(parents=True)
    shutil.copy(SAMPLE, source)
    for name in ('sandboxed', 'alone'):
        environment = {} if name == 'sandboxed' else {'QUANZE_SANDBOX': 'off'}
        os.environ.update(environment)
        out = root / name
        out.mkdir()
        (out / 'county').symlink_to(outside)
        done = convert(out, source=source.parent)
        check(f'link in the place of a folder, {name}', done.returncode == 4 and os.listdir(outside) == ['victim'], f'{done.returncode} {os.listdir(outside)} {done.stderr[-300:]}')
        (out / 'county').unlink()
        (out / 'county').mkdir()
        for file in OLD:
            (out / 'county' / file).symlink_to(outside / 'victim')
        done = convert(out, source=source.parent)
        found = {p.name: p.read_bytes() for p in (out / 'county').iterdir() if not p.name.startswith('.')}
        check(f'links in the place of outputs, {name}', done.returncode == 0 and found == new and (outside / 'victim').read_text(encoding='utf-8') == 'untouched', f'{done.returncode} {done.stderr[-300:]}')
        for file in OLD:
            (out / 'county' / file).unlink()
            (out / 'county' / file).mkdir()
        done = convert(out, '--rebuild', source=source.parent)
        check(f'folders in the place of outputs, {name}', done.returncode == 4 and b'[output-unwritable]' in done.stderr, f'{done.returncode} {done.stderr[-300:]}')
        os.environ.pop('QUANZE_SANDBOX', None)
    (root / 'real').mkdir()
    (root / 'link').symlink_to(root / 'real')
    done = convert(root / 'link')
    check('the output folder itself may be a link', done.returncode == 0 and outputs(root / 'real')[0] == new, f'{done.returncode} {done.stderr[-300:]}')


def names(root, new):
    """Inputs whose names are long, odd or clash in case: every output below the folder, none lost."""
    source = root / 'names'
    source.mkdir()
    for name in ('\x01\x1b[31m.tsv', 'a\nb.tsv', 'CON.tsv', 'nul.tsv', 'List.tsv', 'list.tsv', '名' * 83 + '.tsv', ' .tsv', '-o.tsv', 'a:b.tsv', '*.tsv', '\\..\\x.tsv'):
        shutil.copy(SAMPLE, source / name)
    shutil.copy(SAMPLE, source / 'list.txt')
    out = root / 'named'
    done = convert(out, '-t', 'xml', source=source)
    found = [p for p in out.rglob('*.xml') if p.name != 'summary.xml']
    check('odd names', done.returncode == 0 and len(found) == len(list(source.iterdir())) and all(p.parent == out for p in found), f'{done.returncode} {len(found)} {sorted(p.name for p in found)} {done.stderr[-300:]}')
    check('odd names do not differ in case alone', len({p.name.lower() for p in found}) == len(found), sorted(p.name for p in found))
    devices = root / 'devices'
    for name in ('CON.tsv', 'aux.2024.tsv', 'com1 .tsv', 'LPT9.a.b.tsv', 'nul/Prn.tsv', 'conin$.tsv', 'con/fine.tsv'):
        (devices / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLE, devices / name)
    for name in ('console.tsv', 'com10.tsv', 'auxiliary.tsv', 'a.con.tsv'):
        shutil.copy(SAMPLE, devices / name)
    done = convert(root / 'carried', '-t', 'xml', source=devices)
    carried = sorted(str(p.relative_to(root / 'carried')) for p in (root / 'carried').rglob('*.xml') if p.name != 'summary.xml')
    check('devices of Windows, as files and folders', done.returncode == 0 and carried == ['_CON.xml', '_LPT9.a.b.xml', '_aux.2024.xml', '_com1 .xml', '_con/fine.xml', '_conin$.xml', '_nul/_Prn.xml', 'a.con.xml',
                                                                                         'auxiliary.xml', 'com10.xml', 'console.xml'], f'{done.returncode} {carried} {done.stderr[-300:]}')
    hidden = source / '..hidden.tsv'
    shutil.copy(SAMPLE, hidden)
    done = convert(root / 'folder', '-t', 'xml', source=source)
    check('hidden files of a folder are passed over', done.returncode == 0 and len(list((root / 'folder').glob('*.xml'))) == len(found) + 1, done.stderr[-300:])
    done = convert(root / 'hidden', '-t', 'xml', source=hidden)
    found = [p for p in root.rglob('*hidden.xml')]
    check('a hidden file that is named', done.returncode == 0 and len(found) == 1 and found[0].parent == root / 'hidden', f'{done.returncode} {found} {done.stderr[-300:]}')
    line = [QUANZE, 'convert', '-t', 'xml', '-o', str(out), str(source / 'a\nb.tsv'), str(source / '\x01\x1b[31m.tsv')]
    said = subprocess.run(line, capture_output=True, check=False, env=dict(os.environ, LC_ALL='C.UTF-8')).stdout
    exact = subprocess.run([*line[:2], '--print0', *line[2:]], capture_output=True, check=False, env=dict(os.environ, LC_ALL='C.UTF-8')).stdout
    check('names on standard output are lines', said.count(b'\n') == 2 and b'\x1b' not in said and b'a<U+000A>b.xml\n' in said, said)
    check('names for programs are exact', exact.endswith(b'\0') and all(Path(os.fsdecode(name)).is_file() for name in exact.split(b'\0')[:-1]) and exact.count(b'\0') == 2, exact)
    long = source / ('n' * 253)
    shutil.copy(SAMPLE, long)
    done = convert(out, '-t', 'xml', source=long)
    check('a name too long', done.returncode == 4 and b'too long' in done.stderr, f'{done.returncode} {done.stderr[-300:]}')


with tempfile.TemporaryDirectory() as folder:
    top = Path(folder)
    (top / 'plain').mkdir()
    convert(top / 'plain')
    NEW = outputs(top / 'plain')[0]
    check('the sample', len(NEW) == 4)
    for step in (failing_calls, odd_calls, killed, full_disk, planted_links, names):
        part = top / step.__name__
        part.mkdir()
        step(part, NEW)
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
