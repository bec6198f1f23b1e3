#!/usr/bin/env python3
"""The hostile corpus posted to the server: the same findings as the command line, and every session's pages can be drawn.

    hostile.py PROGRAM
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.dont_write_bytecode = True
sys.path[:0] = [HERE, os.path.join(ROOT, "tests/hostile")]
import corpus
from server import Server, Session, Tally, token_of

FEW = 12      # inputs of a request
EACH = 15     # of so many one goes a clerk's way too
CANARY = "the canary sings 7f3a9c"


def main():
    program, tally = os.path.abspath(sys.argv[1]), Tally()
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder, Server(program, "-q") as server:
        corpus.CANARY = os.path.join(folder, "canary.txt")
        with open(corpus.CANARY, "w", encoding="utf-8") as file:
            file.write(CANARY)
        inputs = [(name, data) for name, data, options in corpus.corpus("tests/cases") if not options]
        environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}
        for at in range(0, len(inputs), FEW):
            few = inputs[at : at + FEW]
            for name, data in few:
                with open(os.path.join(folder, name), "wb") as file:
                    file.write(data)
            wanted = subprocess.run([program, "validate", "--format", "json", *[name for name, _ in few]], cwd=folder, env=environment, capture_output=True, check=False).stdout
            answer = server.post("/v1/validate", [("file", data, name) for name, data in few], seconds=120)
            tally.check(f"{few[0][0]} …", answer.status == 200 and answer.body == wanted, f"{answer.status}")
            tally.check(f"{few[0][0]} …: no word of the canary", CANARY.encode() not in answer.body)
        for name, data in inputs[::EACH]:
            session = Session(server, [("files", data, name)])
            tally.same(f"{name}: a session", (session.answer.status, session.wait(120)), (303, "done"))
            pages = [session.get(rest) for rest in ("review", "take")]
            tally.check(f"{name}: its pages", all(page.status == 200 and CANARY.encode() not in page.body for page in pages), [page.status for page in pages])
            if pages[1].status == 200:
                session.post("end", [("token", token_of(pages[1].body))])
        tally.check("the server is up, and nothing is left", server.alive() and not server.left(), server.left()[:3])
    sys.exit(tally.end())


main()
