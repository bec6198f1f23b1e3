#!/usr/bin/env python3
"""attack.py QUANZE SHIM: a worker that an input has taken over (attack.c, preloaded)
tries every system call there is: on other processes, its parent, files outside,
sockets, memory of others. Each has to fail or to end the worker; the parent goes on
and says so. Closing line: N passed, N failed."""
import errno
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

QUANZE, SHIM = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
SAMPLE = Path('samples/county-archives.tsv').resolve()
SECRET = 'the canary sings 7f3a9c'
LAST = 480
REFUSED = {errno.EPERM, errno.EACCES}
# Of these the kernel says no in its own words: the file system has other rules, or the call needs more than the right to be made.
OTHERWISE = {'a-second-socket': {errno.ENOTSOCK}, 'rename-secret': {errno.EXDEV, errno.EACCES}, 'open-/dev/tty': {errno.ENXIO, errno.EACCES}, 'open-/root': {errno.EACCES}}
ENOSYS_CALLS = {435}  # clone3: the C library then asks for a thread by clone
passed = failed = 0


def check(name, good, detail=''):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print('not ok -', name, detail)


def run(root, attack, victim, landlock, first=0):
    """One conversion whose worker attacks: what it wrote down, and what the program said."""
    log, outside = root / 'out' / 'attack.log', root / 'outside'
    log.write_text('', encoding='utf-8')
    environment = dict(os.environ, LC_ALL='C.UTF-8', LD_PRELOAD=SHIM, QZ_ATTACK=attack, QZ_ATTACK_FROM=str(first), QZ_ATTACK_VICTIM=str(victim), QZ_ATTACK_OUTSIDE=str(outside), QZ_ATTACK_LOG=str(log))
    if not landlock:
        environment['QZ_ATTACK_NO_LANDLOCK'] = '1'
    done = subprocess.run([QUANZE, 'convert', '-q', '-t', 'xml,txt', '--as-of', '2026-11-24', '-o', str(root / 'out'), str(SAMPLE)], capture_output=True, env=environment, timeout=60, check=False)
    lines = [line.rsplit(' ', 2) for line in log.read_text(encoding='utf-8').splitlines()]
    return done, [(name, int(result), int(error)) for name, result, error in lines]


def refused(name, result, error):
    return result < 0 and error in OTHERWISE.get(name, REFUSED)


def aimed(root, victim, landlock, where):
    """Allowed calls with arguments that mean somebody else."""
    done, attempts = run(root, 'aimed', victim.pid, landlock)
    check(f'{where}: attempts were made', len(attempts) > (40 if landlock else 25), attempts)
    for name, result, error in attempts:
        check(f'{where}: {name}', refused(name, result, error), f'{result} {errno.errorcode.get(error, error)}')
    check(f'{where}: nothing is said in the parent\'s name', b'forged' not in done.stdout + done.stderr, done.stderr)
    check(f'{where}: the work is done all the same', done.returncode == 0, done.stderr)


def swept(root, victim, landlock, where):
    """Every call that is not on the list. One that ends the worker is said, and the next run goes on behind it."""
    first, deadly, tried = 0, [], 0
    while first <= LAST:
        done, attempts = run(root, 'calls', victim.pid, landlock, first)
        tried += sum(name.startswith('call-') for name, _, _ in attempts)
        for name, result, error in attempts:
            allowed = {errno.ENOSYS} if name == 'call-435' else {errno.EPERM}
            if name.startswith('call-') or name == 'other-table':
                check(f'{where}: {name}', result == -1 and error in allowed, f'{result} {errno.errorcode.get(error, error)}')
        begun = [int(name.removeprefix('begin-')) for name, _, _ in attempts if name.startswith('begin-')]
        check(f'{where}: the worker\'s end is said (call {begun[-1:]})', done.returncode == 3 and b'[worker-died]' in done.stderr and b'31' in done.stderr, f'{done.returncode} {done.stderr[-300:]}')
        if not begun or done.returncode != 3:
            return
        deadly.append(begun[-1])
        first = begun[-1] + 1
    check(f'{where}: calls tried', tried > 380 and len(deadly) > 20, f'{tried} {deadly}')


def attack(root, landlock):
    (root / 'out').mkdir()
    (root / 'outside').mkdir()
    (root / 'outside' / 'secret').write_text(SECRET, encoding='utf-8')
    where = 'with Landlock' if landlock else 'without Landlock'
    with subprocess.Popen(['sleep', '600']) as victim:
        aimed(root, victim, landlock, where)
        if platform.machine() == 'x86_64':
            swept(root, victim, landlock, where)
        check(f'{where}: the other process lives', victim.poll() is None)
        victim.send_signal(signal.SIGTERM)
    files = {p.name: p.read_text(encoding='utf-8') for p in (root / 'outside').iterdir()}
    check(f'{where}: nothing outside was touched', files == {'secret': SECRET}, files)


state = subprocess.run([QUANZE, '--version'], capture_output=True, text=True, env=dict(os.environ, LC_ALL='C.UTF-8'), check=True).stdout
with tempfile.TemporaryDirectory() as folder:
    if 'seccomp' in state:
        for there in (True, False) if 'Landlock' in state else (False,):
            part = Path(folder).resolve() / str(there)
            part.mkdir()
            attack(part, there)
            shutil.rmtree(part)
print(f'{passed} passed, {failed} failed')
sys.exit(failed != 0)
