#!/usr/bin/env python3
"""What comes out of the server is byte for byte what the command line writes with the same options.

    equal.py PROGRAM [INPUT…]
"""
import glob
import io
import os
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Server, Session, Tally

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OUTPUTS = ["xml", "docx", "html", "txt", "xlsx", "json", "csv"]
ENVIRONMENT = {**os.environ, "LC_ALL": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}


def run(program, folder, *arguments):
    """The command line, in a folder that holds the input alone; its standard output and status."""
    done = subprocess.run([program, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    return done.returncode, done.stdout


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compare_list(tally, server, program, path, folder):
    name = os.path.basename(path)
    stem = name[: name.rindex(".")]
    data = read(path)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(data)
    status, _ = run(program, folder, "convert", "-q", "-o", "out", "-t", ",".join(OUTPUTS), name)
    answer = server.post("/v1/convert", [("file", data, name), ("to", ",".join(OUTPUTS))])
    if status == 3:
        tally.same(f"{name}: refused by both", answer.status, 422)
    else:
        archive = zipfile.ZipFile(io.BytesIO(answer.body)) if answer.status == 200 else None
        tally.check(f"{name}: converted", archive is not None, f"{answer.status} {answer.body[:200]}")
        for output in OUTPUTS if archive else []:
            tally.check(f"{name}: {output}", archive.read(f"{stem}.{output}") == read(f"{folder}/out/{stem}.{output}"))
        one = server.post("/v1/convert", [("file", data, name), ("to", "html")])
        run(program, folder, "convert", "-q", "-o", "one", "-t", "html", name)
        tally.check(f"{name}: the page alone", one.body == read(f"{folder}/one/{stem}.html"))
    report = server.post("/v1/validate", [("file", data, name)])
    _, wanted = run(program, folder, "validate", "--format", "json", name)
    tally.check(f"{name}: report", report.status == 200 and report.body == wanted, f"{report.status}")
    return status != 3


def compare_session(tally, server, program, path, folder, with_meta):
    """The same as a clerk takes it away, with what goes back to the department."""
    name = os.path.basename(path)
    stem = name[: name.rindex(".")]
    fields = [("annex", "3"), ("as-of", "2025-12-31"), ("profile", "full")]
    options = ["--annex", "3", "--as-of", "2025-12-31", "--profile", "full"]
    if with_meta:
        fields += [("meta-body", "云溪县档案馆"), ("meta-date", "2026-01-15")]
        options += ["--meta", "body=云溪县档案馆", "--meta", "date=2026-01-15"]
    session = Session(server, [("files", read(path), name)], fields)
    tally.same(f"{name}: session", (session.answer.status, session.wait()), (303, "done"))
    run(program, folder, "convert", "-q", "-o", "away", "-t", ",".join(OUTPUTS), *options, name)
    for output in OUTPUTS:
        got = session.get(f"files/1.{output}").body
        tally.check(f"{name}: taken {output}", got == read(f"{folder}/away/{stem}.{output}"))
    run(program, folder, "convert", "-q", "-o", "plain", "-t", "docx", "--no-appendix", *options, name)
    plain = session.get("files/1-plain.docx")
    if os.path.exists(f"{folder}/plain/{stem}.docx"):
        tally.check(f"{name}: without appendix", plain.body == read(f"{folder}/plain/{stem}.docx"))
    else:
        tally.same(f"{name}: none without appendix while errors stand", plain.status, 404)
    if with_meta: # of which `validate` knows nothing
        return
    for output, file in (("docx", "1-reply.docx"), ("html", "1-reply.html"), ("xlsx", "1-marked.xlsx")):
        run(program, folder, "validate", "--as-of", "2025-12-31", "--format", output, "-o", "back", name)
        got = session.get(f"files/{file}").body
        tally.check(f"{name}: {file}", got == read(f"{folder}/back/{stem}.report.{output}"))
    _, report = run(program, folder, "validate", "--as-of", "2025-12-31", "--format", "json", name)
    tally.check(f"{name}: report.json", session.get("files/report.json").body == report)


def compare_revisions(tally, server, program, folder):
    old, new = (os.path.join(ROOT, "tests/diff/cases", f"all.{which}.tsv") for which in ("old", "new"))
    for path in (old, new):
        with open(os.path.join(folder, os.path.basename(path)), "wb") as file:
            file.write(read(path))
    outputs = ["xml", "docx", "html", "txt", "json"]
    run(program, folder, "diff", "-q", "-o", "diff", "-t", ",".join(outputs), "all.old.tsv", "all.new.tsv")
    answer = server.post("/v1/diff", [("new", read(new), "all.new.tsv"), ("old", read(old), "all.old.tsv"), ("to", ",".join(outputs))])
    tally.same("diff: status", answer.status, 200)
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    for output in outputs:
        tally.check(f"diff: {output}", archive.read(f"all.new.diff.{output}") == read(f"{folder}/diff/all.new.diff.{output}"))
    session = Session(server, [("old", read(old), "all.old.tsv"), ("new", read(new), "all.new.tsv")], [("kind", "compare")])
    tally.same("diff: session", (session.answer.status, session.wait()), (303, "done"))
    tally.check("diff: its page", session.get("compare").status == 200)
    for output in outputs:
        tally.check(f"diff: taken {output}", session.get(f"files/1.{output}").body == read(f"{folder}/diff/all.new.diff.{output}"))


def compare_batch(tally, server, program, paths, folder):
    """Several lists, one of them broken: the summary beside their outputs."""
    os.makedirs(os.path.join(folder, "in"))
    files = [(os.path.basename(path), read(path)) for path in sorted(paths)] + [("zz.tsv", b"no list\n")]
    for name, data in files:
        with open(os.path.join(folder, "in", name), "wb") as file:
            file.write(data)
    session = Session(server, [("files", data, name) for name, data in files])
    tally.same("batch: session", (session.answer.status, session.wait()), (303, "done"))
    run(program, folder, "convert", "-q", "-o", "out", "-t", ",".join(OUTPUTS), "in")
    for name in ("index.html", "summary.tsv", "summary.docx"):
        tally.check(f"batch: {name}", session.get(f"files/{name}").body == read(f"{folder}/out/{name}"))
    archive = zipfile.ZipFile(io.BytesIO(session.get("all.zip").body))
    tally.check("batch: the summary is in the archive", {"index.html", "summary.docx"} <= set(archive.namelist()), archive.namelist())


def main():
    program = os.path.abspath(sys.argv[1])
    samples = sorted(glob.glob(os.path.join(ROOT, "samples/*.tsv")))
    inputs = sys.argv[2:] or samples + [os.path.join(ROOT, "tests/cases/layout", name) for name in ("merges.xls", "merges.xlsx", "changes.docx", "page.html")]
    tally = Tally()
    with Server(program, "-q") as server:
        for index, path in enumerate(inputs):
            with tempfile.TemporaryDirectory() as folder:
                if compare_list(tally, server, program, os.path.abspath(path), folder):
                    compare_session(tally, server, program, os.path.abspath(path), folder, index % 3 == 0)
        with tempfile.TemporaryDirectory() as folder:
            compare_revisions(tally, server, program, folder)
        with tempfile.TemporaryDirectory() as folder:
            compare_batch(tally, server, program, samples, folder)
    sys.exit(tally.end())


if __name__ == "__main__":
    main()
