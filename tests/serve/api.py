#!/usr/bin/env python3
"""The description of what programs ask (OpenAPI, served) against the server: every path and method, every status it may
answer with, each brought about, and each field; what comes back is what the description says.

    api.py PROGRAM-WITH-HOOKS
"""
import http.client
import json
import os
import re
import signal
import sys
import tempfile
import threading
import time

import jsonschema

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Answer, Server, Tally, form

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
VALUES = {"lang": "en", "as-of": "2026-01-01", "profile": "full", "paper": "a3", "columns": "standard", "meta-date": "2026-01-02", "meta-number": "云档发〔2026〕1号"}


def read(path):
    with open(os.path.join(ROOT, path), "rb") as file:
        return file.read()


LIST, OLD, NEW = read("samples/county-archives.tsv"), read("tests/diff/cases/all.old.tsv"), read("tests/diff/cases/all.new.tsv")


class Description:
    def __init__(self, text):
        self.whole = json.loads(text)
        self.seen = set()

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            at = self.whole
            for step in node["$ref"][2:].split("/"):
                at = at[step]
            node = at
        return node

    def judge(self, tally, name, path, method, answer):
        """The answer is one that the description knows, of a type it names, and of the form it gives."""
        responses = self.whole["paths"][path][method]["responses"]
        tally.check(f"{name}: {answer.status} is described", str(answer.status) in responses)
        if str(answer.status) not in responses:
            return
        self.seen.add((path, method, str(answer.status)))
        response = self.resolve(responses[str(answer.status)])
        kind = answer["content-type"].split(";")[0]
        tally.check(f"{name}: {kind} is described", kind in response["content"])
        for header, how in response.get("headers", {}).items():
            tally.check(f"{name}: {header}", answer[header] is not None or not how.get("required"))
        schema = response["content"].get(kind, {}).get("schema")
        if schema:
            try:
                jsonschema.Draft202012Validator({**self.resolve(schema), "components": self.whole["components"]}).validate(json.loads(answer.body))
                tally.check(name, True)
            except (jsonschema.ValidationError, ValueError) as error:
                tally.check(f"{name}: as described", False, str(error)[:300])
        if kind == "application/problem+json":
            problem = json.loads(answer.body)
            tally.check(f"{name}: says what is wrong", problem["detail"] and problem["status"] == answer.status)


def files(path, data=LIST, name="list.tsv"):
    return [("old", OLD if data is LIST else data, "old.tsv" if data is LIST else name), ("new", NEW, "new.tsv")] if path == "/v1/diff" else [("file", data, name)]


def forms(description):
    return [path for path, methods in description.whole["paths"].items() if "post" in methods]


def refusals(tally, description, server):
    for path in forms(description):
        ask = lambda name, parts, headers=None: description.judge(tally, f"{path}: {name}", path, "post", server.post(path, parts, headers))
        ask("done", files(path))
        ask("no file", [("lang", "en")])
        ask("a forged Origin", files(path), {"Origin": "http://evil.example"})
        ask("too large", files(path, b"x" * (2 << 20)))
        description.judge(tally, f"{path}: GET", path, "post", server.get(path))
        description.judge(tally, f"{path}: JSON", path, "post", server.ask("POST", path, b"{}", {"Content-Type": "application/json"}))
        got = server.raw(f"POST {path} HTTP/1.1\r\nHost: {server.host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode())
        tally.same(f"{path}: no length", got[9:12], b"411")
        description.seen.add((path, "post", "411"))
        if path != "/v1/validate":
            ask("unreadable", files(path, b"\x00\x01\x02", "list.xlsx"))
    for path in ("/v1/openapi.json", "/healthz", "/metrics"):
        description.judge(tally, path, path, "get", server.get(path))
    lines = [line for line in server.get("/metrics").body.decode().splitlines() if not line.startswith("#")]
    tally.check("metrics are Prometheus text", lines and all(re.fullmatch(r'quanze_[a-z_]+(\{[a-z]+="\w+"\})? [0-9.e+-]+', line) for line in lines), lines)


def fields(tally, description, server):
    """Every field that is described is taken, and no other."""
    for path in forms(description):
        schema = description.resolve(description.whole["paths"][path]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"])
        for name in schema["properties"]:
            if name in ("file", "old", "new"):
                continue
            value = VALUES.get(name, "json" if path == "/v1/diff" else "txt") if name == "to" else VALUES.get(name, "1")
            tally.same(f"{path}: {name}={value}", server.post(path, files(path) + [(name, value)]).status, 200)
        tally.same(f"{path}: a field that is not described", server.post(path, files(path) + [("folder", "/tmp")]).status, 400)


def outputs(tally, description, server):
    for path, names in (("/v1/convert", ("xml", "docx", "html", "txt", "xlsx", "html,txt")), ("/v1/diff", ("xml", "docx", "html", "txt", "json", "json,xml"))):
        for name in names:
            answer = server.post(path, files(path) + [("to", name)])
            description.judge(tally, f"{path}: {name}", path, "post", answer)
            tally.same(f"{path}: {name}", answer.status, 200)
    refused = server.post("/v1/convert", [("file", read("samples/jiuquan-wangxin.tsv"), "list.tsv"), ("to", "docx"), ("no-appendix", "1")])
    tally.same("a Word file for filing while errors stand", refused.status, 422)
    description.judge(tally, "… with the report", "/v1/convert", "post", refused)
    tally.check("… with its findings", json.loads(refused.body)["report"]["inputs"])


def losses(tally, description, program):
    """What a server answers that is full, that loses its workers, or is on its way out."""
    with Server(program, "-q", "--workers", "1", "--queue", "1", "--limit", "job-seconds=1") as server:
        for path in forms(description):
            first = [threading.Thread(target=lambda: description.judge(tally, f"{path}: hangs", path, "post", server.post(path, files(path, LIST + b"\n", "test-hang.tsv")))) for _ in range(2)]
            for thread in first:
                thread.start()
                time.sleep(0.2)
            description.judge(tally, f"{path}: full", path, "post", server.post(path, files(path)))
            for thread in first:
                thread.join()
            description.judge(tally, f"{path}: crashes", path, "post", server.post(path, files(path, LIST + b"\n", "test-crash.tsv")))
    # Its last job keeps it for as long as these need.
    with Server(program, "-q", "--workers", "1", "--limit", "job-seconds=6") as server:
        hanging = threading.Thread(target=lambda: server.post("/v1/convert", files("/v1/convert", LIST, "test-hang.tsv")))
        connection_paths = forms(description) + ["/healthz"]
        kept = {path: http.client.HTTPConnection("127.0.0.1", server.port, timeout=20) for path in connection_paths}
        for connection in kept.values():
            connection.request("GET", "/v1/openapi.json")
            connection.getresponse().read()
        hanging.start()
        time.sleep(0.3)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        for path, connection in kept.items():
            kind, body = form(files(path))
            connection.request("GET" if path == "/healthz" else "POST", path, None if path == "/healthz" else body, {} if path == "/healthz" else {"Content-Type": kind})
            answer = connection.getresponse()
            description.judge(tally, f"{path}: stopping", path, "get" if path == "/healthz" else "post",
                              Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()))
            connection.close()
        hanging.join()


def main():
    program, tally = os.path.abspath(sys.argv[1]), Tally()
    with Server(program, "-q", "--upload", "1M") as server:
        answer = server.get("/v1/openapi.json")
        description = Description(answer.body)
        tally.same("the description", (answer.status, answer["content-type"]), (200, "application/json"))
        refusals(tally, description, server)
        fields(tally, description, server)
        outputs(tally, description, server)
    losses(tally, description, program)
    for path, methods in description.whole["paths"].items():
        for method, operation in methods.items():
            for status in operation["responses"]:
                tally.check(f"{method} {path}: {status} was brought about", (path, method, status) in description.seen)
    sys.exit(tally.end())


main()
