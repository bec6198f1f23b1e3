"""A server under test, and a client that can also be rude: raw sockets, forms by hand."""
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def __getitem__(self, name):
        return self.headers.get(name.lower())


class Server:
    """Of a program, on a port of its own, with its sessions in a folder of its own."""

    def __init__(self, program, *options, env=None, before=None):
        self.folder = tempfile.mkdtemp(prefix="quanze-serve-test-")
        self.sessions = os.path.join(self.folder, "sessions")
        self.log = open(os.path.join(self.folder, "log"), "w+", encoding="utf-8")
        command = [program, "serve", "--listen", "127.0.0.1:0", "--sessions", self.sessions, *options]
        environment = {**os.environ, "LC_ALL": "C", "SOURCE_DATE_EPOCH": "1767225600", **(env or {})}
        self.process = subprocess.Popen(command, stderr=self.log, stdout=self.log, env=environment, preexec_fn=before)
        for _ in range(600):
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", self.said())
            if found:
                break
            if self.process.poll() is not None:
                raise RuntimeError("the server did not start: " + self.said())
            time.sleep(0.05)
        self.port = int(found.group(1))
        self.host = f"127.0.0.1:{self.port}"

    def said(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8") as log:
            return log.read()

    def children(self, pid=None):
        """The broker and the workers, by /proc."""
        pid = pid or self.process.pid
        try:
            with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
                return [int(child) for child in file.read().split()]
        except OSError:
            return []

    def left(self):
        """Files in the folder of sessions."""
        return [os.path.join(at, name) for at, _, names in os.walk(self.sessions) for name in names]

    def resident(self):
        with open(f"/proc/{self.process.pid}/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")

    def stop(self, number=signal.SIGTERM, seconds=60):
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(seconds)
        self.log.close()
        return status

    def remove(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *what):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                pass
        self.remove()

    # ---- asking ----

    def ask(self, method, path, body=None, headers=None, seconds=60):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path, parts, headers=None, seconds=60):
        kind, body = form(parts)
        return self.ask("POST", path, body, {"Content-Type": kind, **(headers or {})}, seconds)

    def raw(self, data, seconds=60, wait=True):
        """Bytes as they are; what comes back, up to the end."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            try:
                connection.sendall(data)
            except (BrokenPipeError, ConnectionResetError):
                pass
            got = b""
            while wait:
                try:
                    piece = connection.recv(65536)
                except (ConnectionResetError, socket.timeout):
                    break
                if not piece:
                    break
                got += piece
                if b"\r\n\r\n" in got and re.search(rb"(?i)content-length: *(\d+)", got):
                    head, _, rest = got.partition(b"\r\n\r\n")
                    if len(rest) >= int(re.search(rb"(?i)content-length: *(\d+)", head).group(1)):
                        break
            return got

    def alive(self):
        return self.process.poll() is None and self.get("/healthz").status == 200


def form(parts):
    """(name, value) or (name, value, filename): multipart/form-data."""
    boundary = uuid.uuid4().hex
    body = b""
    for part in parts:
        name, value = part[0], part[1] if isinstance(part[1], bytes) else part[1].encode()
        filename = part[2] if len(part) > 2 else None
        head = f'Content-Disposition: form-data; name="{name}"'.encode()
        if filename is not None:
            shown = filename if isinstance(filename, bytes) else filename.encode()
            head += b'; filename="' + shown.replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A") + b'"\r\nContent-Type: application/octet-stream'
        body += b"--" + boundary.encode() + b"\r\n" + head + b"\r\n\r\n" + value + b"\r\n"
    return "multipart/form-data; boundary=" + boundary, body + b"--" + boundary.encode() + b"--\r\n"


class Session:
    """A clerk's: from the first page to its end."""

    def __init__(self, server, files, fields=(), language="zh-CN"):
        self.server, self.language = server, language
        page = server.get("/", Accept_Language=language)
        self.start = page["set-cookie"].split(";")[0]
        self.first = token_of(page.body)
        parts = [("token", self.first), *fields, *files]
        self.answer = server.post("/sessions", parts, {"Cookie": self.start, "Origin": f"http://{server.host}"})
        self.home = self.answer["location"]
        self.cookie = (self.answer["set-cookie"] or "").split(";")[0]

    def get(self, rest="", **headers):
        return self.server.get(self.home + rest, Cookie=self.cookie, Accept_Language=self.language, **headers)

    def post(self, rest, fields, headers=None):
        return self.server.post(self.home + rest, fields, {"Cookie": self.cookie, "Origin": f"http://{self.server.host}", **(headers or {})})

    def wait(self, seconds=60):
        """The state when its job is over."""
        for _ in range(seconds * 50):
            state = re.search(rb'"state":"(\w+)"', self.get("state").body).group(1).decode()
            if state in ("done", "failed"):
                return state
            time.sleep(0.02)
        raise RuntimeError("the job does not end")

    def token(self):
        return token_of(self.get("take").body)


def token_of(page):
    return re.search(rb'name="token" value="([0-9a-f]{32})"', page).group(1).decode()


class Tally:
    """Passed and failed, with what failed."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, fine, detail=""):
        if fine:
            self.passed += 1
        else:
            self.failed += 1
            print(f"not ok - {name}{': ' if detail else ''}{detail}", flush=True)

    def same(self, name, got, wanted):
        self.check(name, got == wanted, f"{got!r:.300} instead of {wanted!r:.300}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
