#!/usr/bin/env python3
"""Decisions made in the pages are those of the table: what the server then gives away is byte for byte what the command line writes
with the table that it lets be downloaded; taken back, nothing of them is left. And a list that tries to be markup is none on the pages.

    decided.py PROGRAM [INPUT…]
"""
import glob
import html.parser
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../injection"))
sys.dont_write_bytecode = True
from equal import ROOT, read, run
from inert import CLEAN, STRUCTURE, write_list
from server import Server, Session, Tally
from strings import STRINGS

OUTPUTS = ["xml", "docx", "html", "txt", "xlsx"]


class Page(html.parser.HTMLParser):
    """The fields of the decisions' form by line, and what the page is built of."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.lines, self.kinds, self.links, self.within = {}, set(), [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.kinds.add((tag, tuple(sorted(attributes)), attributes.get("class")))
        self.links += [value for name, value in attrs if name in ("href", "src", "action")]
        name = attributes.get("name") or ""
        number, _, what = name.partition(".")
        if not number.isdigit():
            return
        line = self.lines.setdefault(int(number), {"answers": [], "fields": {}})
        if what == "decision":
            line["answers"].append(attributes["value"])
        elif attributes.get("type") == "hidden":
            line["fields"][what] = attributes["value"]


def review(session, query=""):
    answer = session.get("review" + query)
    return answer.status, Page(answer.body.decode())


def decide(session, page, choices, **more):
    """choices: number of a line → what is filled in."""
    fields = [("token", session.token()), ("i", "0"), ("who", "李四"), *more.items()]
    for number, filled in choices.items():
        fields += [(f"{number}.{name}", value) for name, value in {**page.lines[number]["fields"], **filled}.items()]
    answer = session.post("decide", fields)
    return answer.status, session.wait()


def choose(page):
    """Of each kind of answer the first lines: accepted, changed, waived, for this item alone and for all."""
    choices = {}
    for number, line in sorted(page.lines.items()):
        answers = line["answers"]
        if "accept" in answers and len(choices) < 3:
            choices[number] = {"decision": "accept", "scope": "one" if len(choices) % 2 else "all"}
        elif "waive" in answers and len(choices) < 6:
            choices[number] = {"decision": "waive", "reason": '原文如此，"有据"', "scope": "all" if len(choices) % 2 else "one"}
    return choices


def compare(tally, session, program, folder, name, what):
    """With the table as it can be downloaded, in the command line."""
    stem = name[: name.rindex(".")]
    table = session.get("decisions")
    tally.same(f"{name}: {what}: the table", table.status, 200)
    with open(os.path.join(folder, "d.tsv"), "wb") as file:
        file.write(table.body)
    out = f"out-{what.replace(' ', '-')}"
    run(program, folder, "convert", "-q", "--profile", "public", "--decisions", "d.tsv", "-o", out, "-t", ",".join(OUTPUTS), name)
    for output in OUTPUTS:
        tally.check(f"{name}: {what}: {output}", session.get(f"files/1.{output}").body == read(f"{folder}/{out}/{stem}.{output}"))
    return read(f"{folder}/{out}/{stem}.xml")


def walk(tally, server, program, path, folder):
    name = os.path.basename(path)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(read(path))
    session = Session(server, [("files", read(path), name)], [("profile", "public")])
    tally.same(f"{name}: judged", session.wait(), "done")
    before = session.get("files/1.xml").body
    status, page = review(session)
    choices = choose(page)
    tally.same(f"{name}: its review", status, 200)
    if not choices:
        return 0
    tally.same(f"{name}: decided", decide(session, page, choices), (303, "done"))
    decided = compare(tally, session, program, folder, name, "decided")
    tally.check(f"{name}: it is recorded", b"<decision " in decided and decided != before)
    tally.same(f"{name}: all of the page", decide(session, page, {}, all="accept")[1], "done")
    _, page = review(session)
    rest = {number: {} for number in page.lines}
    tally.same(f"{name}: all suggestions", decide(session, page, rest, all="accept"), (303, "done"))
    compare(tally, session, program, folder, name, "all suggestions")
    lines = session.get("decisions").body.count(b"\n") - 1
    other = Session(server, [("files", read(path), name)], [("profile", "public")])
    other.wait()
    table = session.get("decisions").body
    tally.same(f"{name}: the table is brought", (other.post("decisions", [("token", other.token()), ("file", table, "决定.csv")]).status, other.wait()), (303, "done"))
    tally.check(f"{name}: the same of another day", other.get("files/1.xml").body == session.get("files/1.xml").body)
    for _ in range(lines):
        session.post("undo", [("token", session.token())])
        session.wait()
    tally.check(f"{name}: all taken back", session.get("files/1.xml").body == before)
    return 1


def refused(tally, server):
    """A waiver without a reason: said, nothing is applied, and it can be taken back."""
    data = read(os.path.join(ROOT, "samples/jiuquan-wangxin.tsv"))
    session = Session(server, [("files", data, "甲.tsv")])
    session.wait()
    _, page = review(session)
    number = next(n for n, line in page.lines.items() if "waive" in line["answers"])
    decide(session, page, {number: {"decision": "waive"}})
    said = session.get("review").body.decode()
    tally.check("a waiver without a reason is refused", "有的核定不合要求" in said and "decision-invalid" in said)
    session.post("undo", [("token", session.token())])
    session.wait()
    _, again = review(session)
    tally.check("… and taken back", again.lines.keys() == page.lines.keys())


def kinds_of(session):
    """Of all pages of a session; links that lead elsewhere."""
    kinds, links = set(), set()
    for where in ["review?i=0", *[f"review?i=0&p={n}" for n in range(2, 30)], "review?i=0&level=error", "take"]:
        answer = session.get(where)
        page = Page(answer.body.decode())
        kinds |= {kind for kind in page.kinds if kind[0] not in STRUCTURE}
        links |= {link for link in page.links if not link.startswith(("/s/", "/style.css", "/script.js", "#p:")) and link not in ("/", "data:,")}
    return kinds, links


def inert(tally, server, folder):
    texts = [text for text in STRINGS if "\0" not in text]
    sessions = []
    for name, words in (("clean.csv", [CLEAN] * len(texts)), ("<img src=x onerror=alert(1)>.csv", texts)):
        write_list(os.path.join(folder, "list.csv"), words)
        session = Session(server, [("files", read(os.path.join(folder, "list.csv")), name)], [("meta-title", "<script>window.injected=1</script>" if words is texts else CLEAN)])
        tally.same(f"{name}: judged", session.wait(), "done")
        sessions.append(session)
    clean, injected = kinds_of(sessions[0]), kinds_of(sessions[1])
    known = {(tag, names) for tag, names, _ in clean[0]} | {("iframe", ("loading", "sandbox", "src", "title"))}
    strange = {kind for kind in injected[0] if kind[:2] not in known and kind[0] not in ("input", "select", "blockquote", "mark", "table", "tr", "td", "th", "caption", "thead", "tbody", "fieldset", "legend", "label", "span", "ul")}
    tally.check("no element of the list's", not strange, sorted(map(str, strange)))
    odd = {names for tag, names, _ in injected[0] for name in names if name.startswith("on") or name in ("style", "srcdoc", "formaction", "xlink:href")}
    tally.check("no attribute of the list's", not odd, odd)
    tally.check("no link of the list's", not injected[1], injected[1])
    broken = Session(server, [("files", b"%PDF-1.7\n", "<script>alert(1)</script>.pdf")])
    broken.wait()
    tally.check("the name of a file is text", b"<script>alert" not in broken.get("review").body)


def main():
    program = os.path.abspath(sys.argv[1])
    inputs = sys.argv[2:] or [os.path.join(ROOT, "samples/jiuquan-wangxin.tsv"), *(path for path in sorted(glob.glob(os.path.join(ROOT, "tests/cases/rules/*.tsv")))[::6] if not os.path.exists(path + ".args"))]
    tally = Tally()
    with Server(program, env={"LC_ALL": "zh_CN.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}) as server, tempfile.TemporaryDirectory() as folder:
        decided = 0
        for path in inputs:
            os.makedirs(os.path.join(folder, os.path.basename(path)))
            decided += walk(tally, server, program, path, os.path.join(folder, os.path.basename(path)))
        tally.check("lists were decided on", decided > len(inputs) // 3, decided)
        refused(tally, server)
        inert(tally, server, folder)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
