#!/usr/bin/env python3
"""kill.py QUANZE [MOMENTS]: kill -9 at random moments (fixed seeds) of a batch, of the
whole process group, of the parent alone, or of one worker; into an empty folder, or
over the outputs of older lists. Then each output is whole (the old one or the new
one) or absent; a second run completes the rest, with the same bytes as a batch that
nobody disturbed, and leaves no temporary file. Closing line: N passed, N failed."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUANZE = str(Path(sys.argv[1]).resolve())
MOMENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 12
LISTS = 20
passed = failed = 0
kinds = {'group': 0, 'parent': 0, 'worker': 0}
figures = {'whole': 0, 'absent': 0, 'temporaries': 0}


def check(name, good, detail=''):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('not ok -', name, detail)


def make_lists(folder, word):
    text = Path('samples/county-archives.tsv').read_text(encoding='utf-8')
    for number in range(LISTS):
        part = folder / f'd{number // 5}'
        part.mkdir(parents=True, exist_ok=True)
        (part / f'list-{number}.tsv').write_text(text.replace('档案', f'{word}{number}'), encoding='utf-8')


def command(source, out):
    return [QUANZE, 'convert', '-q', '-j2', '--as-of', '2026-11-24', '-o', str(out), str(source)]


def start(source, out):
    return subprocess.Popen(command(source, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def run(source, out):
    return subprocess.run(command(source, out), capture_output=True, timeout=300, check=False)


def tree(folder):
    """{path: bytes} of the files, the names of temporaries and journals"""
    files = {str(p.relative_to(folder)): p for p in folder.rglob('*') if p.is_file()}
    own = [name for name in files if Path(name).name.startswith('.quanze')]
    return {name: path.read_bytes() for name, path in files.items() if name not in own}, own


def workers_of(process):
    try:
        return [int(pid) for pid in Path(f'/proc/{process.pid}/task/{process.pid}/children').read_text().split()]
    except OSError:
        return []


def kill(process, kind, chance):
    """True when there was something left to kill."""
    victims = workers_of(process)
    if process.poll() is not None:
        return False
    if kind == 'group':
        os.killpg(process.pid, signal.SIGKILL)
    elif kind == 'worker' and victims:
        os.kill(chance.choice(victims), signal.SIGKILL)
    else:
        process.kill()
    return True


def settle(process):
    """Nobody of the process group lives: what is there now stays."""
    process.wait(timeout=300)
    for _ in range(500):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)


def moment(root, seed, new, old, wanted, before, length):
    chance, out = random.Random(seed), root / 'out'
    kind = ('group', 'parent', 'worker')[seed % 3]
    if seed % 2:
        shutil.copytree(old, out)
    while True:
        process, begun = start(new, out), time.monotonic()
        time.sleep(chance.random() * length[0])
        if kill(process, kind, chance):
            break
        length[0] = min(length[0], time.monotonic() - begun)  # the machine is faster now: once more
        settle(process)
        shutil.rmtree(out)
        if seed % 2:
            shutil.copytree(old, out)
    kinds[kind] += 1
    settle(process)
    found, own = tree(out) if out.exists() else ({}, [])
    torn = [name for name, data in found.items() if data != wanted.get(name) and not (seed % 2 and data == before.get(name)) and not Path(name).name.startswith(('summary.', 'index.'))]
    lost = [name for name in before if name not in found and seed % 2]
    check(f'{seed} {kind}: outputs are whole, the old ones there until the new ones are', not torn and not lost, f'torn {torn} lost {lost}')
    figures['whole'] += sum(name in wanted and data == wanted[name] for name, data in found.items())
    figures['absent'] += sum(name not in found for name in wanted)
    figures['temporaries'] += sum('journal' not in name for name in own)
    again = run(new, out)
    found, own = tree(out)
    check(f'{seed} {kind}: the second run completes the rest', again.returncode == 0 and found == wanted and not own,
          f'exit {again.returncode}, differ {[n for n in wanted if found.get(n) != wanted[n]]}, more {[n for n in found if n not in wanted]}, left {own} {again.stderr[-300:]}')
    shutil.rmtree(out)


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        new, old = root / 'new', root / 'old'
        make_lists(new, '档案')
        make_lists(root / 'older', '文献')
        (root / 'older').rename(root / 'source')  # outputs hold the names of files, not of their folders
        run(root / 'source', old)
        begun = time.monotonic()
        done = run(new, root / 'undisturbed')
        length = [time.monotonic() - begun]
        wanted, own = tree(root / 'undisturbed')
        check('the undisturbed run', done.returncode == 0 and len(wanted) == 4 * LISTS + 5 and not own, f'{done.returncode} {len(wanted)} {own} {done.stderr[-300:]}')
        before = tree(old)[0]
        for seed in range(MOMENTS):
            moment(root, seed, new, old, wanted, before, length)
    print(f'{MOMENTS} moments ({", ".join(f"{n} {kind}" for kind, n in kinds.items())}): {figures["whole"]} outputs whole, '
          f'{figures["absent"]} absent, {figures["temporaries"]} temporaries left until the second run')
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed != 0)


main()
