#!/usr/bin/env python3
"""zsh.py FILE: in a zsh on a terminal, what the Tab key makes of some beginnings."""
import os
import pty
import select
import subprocess
import sys
import time

CASES = {
    b'quanze val': b'quanze validate ',
    b'quanze convert --pap': b'quanze convert --paper=',
    b'quanze convert --paper=a4 --lang zh': b'quanze convert --paper=a4 --lang zh-CN ',
    b'quanze convert --to ht': b'quanze convert --to html,',
    b'quanze explain row-real': b'quanze explain row-realigned ',
    b'quanze convert --limit zip-r': b'quanze convert --limit zip-ratio=',
}


def read_until(terminal, end, seconds=20):
    text, last = b'', time.monotonic() + seconds
    while end not in text and time.monotonic() < last:
        if select.select([terminal], [], [], 0.2)[0]:
            text += os.read(terminal, 65536)
    return text


def main():
    master, slave = pty.openpty()
    setup = ('PROMPT=; unsetopt zle_bracketed_paste prompt_sp; autoload -Uz compinit; compinit -D -u; source %s; '
             'show() { print -r -- "<$BUFFER>"; BUFFER= }; zle -N show; bindkey "^X" show; print ready\n' % sys.argv[1])
    shell = subprocess.Popen(['zsh', '-f', '-i'], stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
                             env={'PATH': os.environ['PATH'], 'TERM': 'dumb', 'LC_ALL': 'C.UTF-8', 'HOME': '/nonexistent'})
    os.close(slave)
    os.write(master, setup.encode())
    read_until(master, b'\nready')
    wrong = 0
    for beginning, wanted in CASES.items():
        os.write(master, beginning + b'\t\x18')
        shown = read_until(master, b'>')
        if b'<' + wanted + b'>' not in shown:
            wrong += 1
            print(beginning, wanted, shown)
    shell.kill()
    shell.wait()
    return wrong != 0


sys.exit(main())
