#!/usr/bin/env python3
"""What goes wrong, and what is tried: each with its exact status, the server up afterwards, no file left behind.

    faults.py PROGRAM-WITH-HOOKS
"""
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from server import Server, Session, Tally, form, token_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
with open(os.path.join(ROOT, "samples/county-archives.tsv"), "rb") as sample:
    LIST = sample.read()


def emptied(server):
    """What is left when what goes has had time to go."""
    for _ in range(500):
        left = server.left()
        if not left:
            break
        time.sleep(0.02)
    return left


def after(tally, server, name):
    """Nothing of it is left, and the next one is served."""
    tally.check(f"{name}: the server is up", server.alive()) # by then it has met what came before
    tally.same(f"{name}: nothing is left", emptied(server), [])


def api(tally, server, name, wanted, parts, path="/v1/convert", headers=None, seconds=60):
    answer = server.post(path, parts, headers, seconds)
    tally.same(name, answer.status, wanted)
    if wanted >= 400:
        tally.same(f"{name}: a problem", answer["content-type"], "application/problem+json")
    after(tally, server, name)
    return answer


# ---- workers ----


def workers(tally, program):
    with Server(program, "-q", "--workers", "2", "--limit", "job-seconds=2", "--limit", "job-memory=256M") as server:
        for name, status in (("test-crash", 500), ("test-exit", 500), ("test-memory", 500), ("test-hang", 504)):
            api(tally, server, f"a worker: {name}", status, [("file", LIST, f"{name}.tsv")])
        session = Session(server, [("files", LIST, "test-crash.tsv")])
        tally.same("a session whose worker crashed", session.wait(), "failed")
        tally.same("… its page", session.get().status, 500)
        session.post("end", [("token", token_of(session.get().body) if b'name="token"' in session.get().body else "")])
        killed = threading.Thread(target=lambda: tally.same("a worker that is killed", server.post("/v1/convert", [("file", LIST, "test-hang.tsv")]).status, 500))
        killed.start()
        time.sleep(0.5)
        for broker in server.children():
            for worker in server.children(broker):
                os.kill(worker, signal.SIGKILL)
        killed.join()
        tally.check("the server is up after all workers", server.alive())
        metrics = server.get("/metrics").body.decode()
        tally.check("metrics tell of lost workers", re.search(r'job_ends_total\{end="signal"\} [1-9]', metrics) and re.search(r'end="time"\} [1-9]', metrics) and re.search(r'end="memory"\} [1-9]', metrics))


def queue_full(tally, program):
    with Server(program, "-q", "--workers", "1", "--queue", "1", "--limit", "job-seconds=3") as server:
        threads = [threading.Thread(target=server.post, args=("/v1/convert", [("file", LIST, "test-hang.tsv")])) for _ in range(2)]
        for thread in threads:
            thread.start()
            time.sleep(0.3)
        answer = server.post("/v1/convert", [("file", LIST, "list.tsv")])
        tally.same("a full queue", (answer.status, answer["retry-after"]), (429, "5"))
        page = Session(server, [("files", LIST, "list.tsv")]).answer
        tally.same("a full queue, to a clerk", (page.status, page["retry-after"], page["content-type"]), (429, "5", "text/html; charset=utf-8"))
        for thread in threads:
            thread.join()
        after(tally, server, "a full queue")


# ---- clients ----


def clients(tally, program):
    with Server(program, "-q", "--upload", "1M") as server:
        kind, body = form([("file", LIST, "list.tsv")])
        head = f"POST /v1/convert HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: {kind}\r\n"
        server.raw((head + f"Content-Length: {len(body)}\r\n\r\n").encode() + body[:500], wait=False)
        after(tally, server, "a client that vanishes in its body")
        server.raw((head + f"Content-Length: {len(body)}\r\n\r\n").encode() + body, wait=False)
        after(tally, server, "a client that vanishes before its answer")
        got = server.raw((head + f"Content-Length: {len(body) - 40}\r\nConnection: close\r\n\r\n").encode() + body)
        tally.same("a Content-Length that is too small", got[9:12], b"400")
        after(tally, server, "a Content-Length that is too small")
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall((head + f"Content-Length: {len(body) + 4000}\r\n\r\n").encode() + body)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1000)
        after(tally, server, "a Content-Length that is too large")
        for length, wanted in (("-5", b"400"), ("1x", b"400"), ("99999999999999999999999", b"400"), (str(2 << 30), b"413")):
            got = server.raw((head + f"Content-Length: {length}\r\nConnection: close\r\n\r\n").encode(), seconds=5)
            tally.check(f"Content-Length: {length}", got[9:12] in (wanted, b"413"), got[:60])
        got = server.raw((head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n").encode(), seconds=5)
        tally.same("a body in chunks", got[9:12], b"411")
        api(tally, server, "a body above the limit", 413, [("file", b"x" * (2 << 20), "list.tsv")])
        api(tally, server, "10,000 fields", 413, [(f"field{i}", "x") for i in range(10000)])
        api(tally, server, "1,001 files", 413, [("file", b"", f"{i}.tsv") for i in range(1001)])
        api(tally, server, "a field that is no UTF-8", 400, [("annex", b"\xff\xfe"), ("file", LIST, "list.tsv")])
        api(tally, server, "a name that is no UTF-8", 400, [("file", LIST, b"\xff\xfe.tsv")])
        api(tally, server, "a field that is not known", 400, [("nonsense", "1"), ("file", LIST, "list.tsv")])
        api(tally, server, "a value that is none", 400, [("paper", "a7"), ("file", LIST, "list.tsv")])
        api(tally, server, "a profile that is a file", 400, [("profile", "/etc/passwd"), ("file", LIST, "list.tsv")])
        api(tally, server, "no file", 400, [("annex", "1")])
        answer = server.ask("POST", "/v1/convert", b"{}", {"Content-Type": "application/json"})
        tally.same("a body of another type", answer.status, 415)
        got = server.raw((f"GET / HTTP/1.1\r\nHost: {server.host}\r\n" + "".join(f"X-{i}: {'y' * 100}\r\n" for i in range(2000)) + "\r\n").encode(), seconds=5)
        tally.check("a flood of headers", got[9:12] in (b"431", b"413", b""), got[:60])
        tally.check("… the server is up", server.alive())
        got = server.raw(b"GET / HTTP/1.1\r\n" + b"A" * 100000, seconds=5)
        tally.check("an endless header", got[9:12] in (b"431", b"413", b"400", b""), got[:60])
        got = server.raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, seconds=5)
        tally.check("TLS where there is none", got[9:12] in (b"400", b""), got[:60])
        tally.check("… the server is up", server.alive())
        for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "CONNECT"):
            tally.same(f"method {method}", server.raw(f"{method} /v1/convert HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode())[9:12], b"405")
        tally.same("GET where there is a form alone", server.get("/v1/convert").status, 405)
        for path in ("/../etc/passwd", "/%2e%2e/etc/passwd", "/s/../../etc/passwd", "/style.css/../../x", "/s/" + "0" * 32 + "/files/../../in/1.tsv", "/nothing"):
            tally.same(f"address {path}", server.get(path).status, 404)
        after(tally, server, "odd requests")


def names(tally, program):
    """Names of files that would be paths, headers, or devices."""
    with Server(program, "-q") as server:
        for name, wanted in (("../../../../tmp/evil.tsv", "evil"), ("..\\..\\evil.tsv", "evil"), ("/etc/cron.d/evil.tsv", "evil"), ("evil\r\nX-Evil: 1.tsv", "evil__X-Evil_ 1"),
                             ("con.tsv", "_con"), ("a\u202egpj.tsv", "a_gpj"), ("a\tb.tsv", "a_b"), (".tsv", "tsv"), ("...", "unnamed"), ("甲;乙\"丙.tsv", "甲;乙_丙"),
                             ("长" * 300 + ".tsv", "长" * 65), ("x" * 250 + ".tsv", "x" * 196)):
            answer = server.post("/v1/convert", [("file", LIST, name), ("to", "txt")])
            shown = re.search(r"filename\*=UTF-8''(\S+)", answer["content-disposition"] or "")
            from urllib.parse import unquote

            tally.same(f"a file called {name[:20]!r}", (answer.status, unquote(shown.group(1)) if shown else None), (200, wanted + ".txt"))
            tally.check(f"… no header of its own: {name[:20]!r}", answer["x-evil"] is None and answer["x-evil_ 1.tsv"] is None)
        after(tally, server, "odd names")
        tally.check("nothing went elsewhere", not os.path.exists("/tmp/evil.txt") and not os.path.exists("/etc/cron.d/evil.txt"))


def slow(tally, program):
    """A byte a second is cut off with 408; shorter in this test by a clock of its own being impossible, so it runs beside the others."""
    with Server(program, "-q") as server:
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as head, socket.create_connection(("127.0.0.1", server.port), timeout=60) as body:
            body.sendall(f"POST /v1/convert HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 10000\r\n\r\n--x\r\n".encode())
            got = {}
            begun = time.time()
            while time.time() - begun < 45 and len(got) < 2:
                for name, connection in (("head", head), ("body", body)):
                    if name in got:
                        continue
                    try:
                        connection.sendall(b"G")
                        connection.settimeout(0.05)
                        piece = connection.recv(100)
                        got[name] = (piece[9:12], time.time() - begun)
                    except socket.timeout:
                        pass
                    except OSError:
                        got[name] = (b"", time.time() - begun)
                time.sleep(0.9)
        tally.check("a head that comes byte by byte", got.get("head", (None, 0))[0] == b"408" and got["head"][1] < 25, got.get("head"))
        tally.check("a body that comes byte by byte", got.get("body", (None, 0))[0] == b"408" and got["body"][1] < 36, got.get("body"))
        after(tally, server, "slow clients")


# ---- who asks ----


def guard(tally, program):
    with Server(program, "-q", "--host", "quanze.example.gov.cn") as server:
        own = f"http://{server.host}"
        for host, wanted in (("evil.example", 403), (f"evil.example:{server.port}", 403), ("127.0.0.1.evil.example", 403), ("", 403), (f"127.0.0.1:{server.port + 1}", 403),
                             (f"localhost:{server.port}", 200), (f"[::1]:{server.port}", 200), ("quanze.example.gov.cn", 200), ("quanze.example.gov.cn:8443", 200), ("quanze.example.gov.cn.evil.cn", 403)):
            tally.same(f"Host: {host}", server.raw(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())[9:12], str(wanted).encode())
        tally.check("no Host", server.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")[9:12] in (b"400", b"403"))
        for origin, wanted in (("http://evil.example", 403), ("null", 403), ("https://quanze.example.gov.cn", 200), (own, 200), ("file://", 403), (f"http://127.0.0.1:{server.port}.evil.cn", 403)):
            tally.same(f"Origin: {origin}", server.post("/v1/validate", [("file", LIST, "list.tsv")], {"Origin": origin}).status, wanted)
        tally.same("Sec-Fetch-Site: cross-site", server.post("/v1/validate", [("file", LIST, "list.tsv")], {"Sec-Fetch-Site": "cross-site"}).status, 403)
        one, two = Session(server, [("files", LIST, "one.tsv")]), Session(server, [("files", LIST, "two.tsv")])
        tally.same("two sessions", (one.wait(), two.wait()), ("done", "done"))
        tally.check("ids and secrets differ", one.home != two.home and one.cookie != two.cookie)
        tally.check("a cookie that scripts cannot read, of this site and this session alone", all(word in one.answer["set-cookie"] for word in ("HttpOnly", "SameSite=Strict", f"Path={one.home[:-1]}")))
        tally.same("another session's cookie", server.get(one.home + "files/1.docx", Cookie=two.cookie).status, 403)
        tally.same("no cookie", server.get(one.home + "review").status, 403)
        tally.same("the state without cookie", server.get(one.home + "state").status, 403)
        tally.same("an id that is guessed", server.get("/s/" + "0" * 32 + "/", Cookie=one.cookie).status, 404)
        token, other = one.token(), two.token()
        tally.check("tokens differ", token != other and token != one.first)
        tally.same("a token of another session", one.post("undo", [("token", other)]).status, 403)
        tally.same("the first page's token", one.post("undo", [("token", one.first)]).status, 403)
        tally.same("no token", one.post("undo", [("line", "2")]).status, 403)
        tally.same("a forged Origin on a form", one.post("undo", [("token", token)], {"Origin": "http://evil.example"}).status, 403)
        tally.same("an upload with a token of nobody", server.post("/sessions", [("token", "0" * 32), ("files", LIST, "x.tsv")], {"Cookie": one.start}).status, 403)
        tally.same("an upload without its cookie", server.post("/sessions", [("token", one.first), ("files", LIST, "x.tsv")]).status, 403)
        tally.same("… with another's", server.post("/sessions", [("token", one.first), ("files", LIST, "x.tsv")], {"Cookie": two.start}).status, 403)
        for rest in ("files/../in/1.tsv", "files/..%2fin%2f1.tsv", "files/review-1.xml", "files/", "page/1.docx", "page/../list", "files/1.docx/", "files/%00"):
            tally.same(f"/s/ID/{rest}", one.get(rest).status, 404)
        answer = one.get("review")
        policy = answer["content-security-policy"]
        tally.check("a strict policy", "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy)
        tally.same("never stored, never sniffed", (answer["cache-control"], answer["x-content-type-options"]), ("no-store", "nosniff"))
        tally.check("downloads are attachments", one.get("files/1.html")["content-disposition"].startswith("attachment;"))
        framed = one.get("page/1.html")["content-security-policy"]
        tally.check("a source's page has no powers", "sandbox;" in framed + ";" and "allow-scripts" not in framed and "script-src" not in framed)
        tally.same("ended", one.post("end", [("token", token)]).status, 303)
        tally.same("an ended session", one.get().status, 404)
        two.post("end", [("token", other)])
        after(tally, server, "sessions that were ended")
        tally.check("the log has no names", "one.tsv" not in server.said() and one.home[3:-1] not in server.said())


def decisions(tally, program):
    with Server(program, "-q") as server:
        lines = LIST.decode().splitlines()
        session = Session(server, [("files", LIST, "list.tsv")])
        session.wait()
        token = session.token()
        first = session.get("files/report.json").body
        tally.same("no decisions yet", session.get("decisions").status, 404)
        review = session.get("review").body.decode()
        hidden = dict(re.findall(r'name="([0-9]+\.[a-z0-9]+)" value="([^"]*)"', review))
        numbers = sorted({name.split(".")[0] for name in hidden}, key=int)
        if numbers:
            n = numbers[0]
            fields = [(name, value) for name, value in hidden.items() if name.startswith(n + ".")]
            answer = session.post("decide", [("token", token), ("who", "张三"), (f"{n}.decision", "waive"), (f"{n}.reason", "本县无此情形"), *fields])
            tally.same("a decision", (answer.status, session.wait()), (303, "done"))
            table = session.get("decisions")
            tally.check("… is in the table", table.status == 200 and "本县无此情形".encode() in table.body, table.body[:200])
            tally.same("undone", (session.post("undo", [("token", token)]).status, session.wait()), (303, "done"))
            tally.check("… is not in the table", "本县无此情形".encode() not in session.get("decisions").body)
            answer = session.post("decisions", [("token", token), ("file", table.body, "decisions.tsv")])
            tally.same("brought again", (answer.status, session.wait()), (303, "done"))
            tally.check("… is in the table again", "本县无此情形".encode() in session.get("decisions").body)
        answer = session.post("since", [("token", token), ("file", first, "report.json")])
        tally.same("a first report", (answer.status, session.wait()), (303, "done"))
        tally.check("… is compared with", b'"since"' in session.get("files/report.json").body or b'"state"' in session.get("files/report.json").body)
        answer = session.post("since", [("token", token), ("file", b"{}", "report.json")])
        tally.same("a first report that is none", (answer.status, session.wait()), (303, "failed"))
        tally.same("… is said", session.get().status, 400)
        answer = session.post("since", [("token", token), ("file", first, "report.json")])
        tally.same("… and put right", (answer.status, session.wait()), (303, "done"))
        session.post("end", [("token", token)])
        after(tally, server, "decisions")
        tally.check("lines", len(lines) > 1)


def uploads(tally, program):
    """What a clerk may drop: several files, an archive (also one of Windows, whose names are GB18030), cells from the clipboard."""
    with Server(program, "-q") as server:
        names = lambda session: set(zipfile.ZipFile(io.BytesIO(session.get("all.zip").body)).namelist())
        several = Session(server, [("files", LIST, "甲.tsv"), ("files", LIST, "甲.tsv"), ("files", b"", "")])
        tally.same("several files", (several.answer.status, several.wait()), (303, "done"))
        tally.check("… of one name", {"甲.docx", "甲-2.docx"} <= names(several))
        tally.same("… their index", several.get("index").status, 200)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in ("x1/list.tsv", "x2.tsv", "~$x.xlsx", "picture.png", ".hidden.tsv"):
                archive.writestr(name, LIST)
        gb = packed.getvalue().replace(b"x2.tsv", "乙".encode("gb18030") + b".tsv")
        session = Session(server, [("files", gb, "lists.zip")])
        tally.same("an archive", (session.answer.status, session.wait()), (303, "done"))
        tally.check("… its lists alone, by their names", {"list.docx", "乙.docx"} <= names(session) and not any("x.xlsx" in name or "hidden" in name for name in names(session)), names(session))
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("../../../../tmp/quanze-evil.tsv", LIST)
        evil = Session(server, [("files", packed.getvalue(), "evil.zip")])
        tally.same("an archive with ..", (evil.answer.status, evil.wait(), evil.get("review").status, evil.get("files/1.docx").status), (303, "done", 200, 404))
        tally.check("… wrote nothing", not os.path.exists("/tmp/quanze-evil.tsv"))
        pasted = Session(server, [], [("paste", LIST.decode()), ("paste-html", "")])
        tally.same("cells from the clipboard", (pasted.answer.status, pasted.wait()), (303, "done"))
        tally.same("… as what they are", pasted.get("files/1.xml").status, 200)
        both = Session(server, [("files", b"", "")], [("paste", LIST.decode()), ("paste-html", "<table><tr><td>序号<td>职权名称<tr><td>1<td>对逾期未改正的行政处罚</table>")])
        tally.same("… as text and as a page", (both.answer.status, both.wait()), (303, "done"))
        tally.check("… once", "pasted.xml" in names(both) and "pasted-2.xml" not in names(both))
        tally.same("nothing at all", Session(server, [("files", b"", "")], [("paste", " \r\n")]).answer.status, 400)
        for session in (several, session, evil, pasted, both):
            session.post("end", [("token", session.token())])
        after(tally, server, "uploads")


# ---- disks, stopping, starting ----


def full_disk(tally, program):
    with tempfile.TemporaryDirectory() as folder:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False).returncode:
            print("# no file system of 2 MB can be mounted here")
            return
        try:
            with Server(program, "-q", "--sessions", os.path.join(folder, "s")) as server:
                server.sessions = os.path.join(folder, "s")
                api(tally, server, "a disk that is full", 503, [("file", b"x\ty\n" * 1000000, "list.tsv")])
                rows = b"".join(LIST.splitlines(True)[-1:]) * 2000
                answer = server.post("/v1/convert", [("file", LIST + rows, "list.tsv")])
                tally.check("a disk that outputs fill", answer.status in (503, 422), answer.status)
                after(tally, server, "a disk that outputs fill")
                api(tally, server, "… the next list", 200, [("file", LIST, "list.tsv"), ("to", "txt")])
        finally:
            subprocess.run(["umount", "-l", folder], check=False)


def stopping(tally, program):
    server = Server(program, "--workers", "1", "--limit", "job-seconds=2")
    got = []
    thread = threading.Thread(target=lambda: got.append(server.post("/v1/convert", [("file", LIST, "test-hang.tsv")]).status))
    thread.start()
    second = threading.Thread(target=lambda: got.append(server.post("/v1/convert", [("file", LIST, "list.tsv")]).status))
    time.sleep(0.4)
    second.start()
    time.sleep(0.4)
    Session(server, [("files", LIST, "list.tsv")])
    tally.same("SIGTERM: ends well", server.stop(), 0)
    thread.join()
    second.join()
    tally.same("… after its jobs", sorted(got), [200, 504])
    tally.same("… and leaves nothing", server.left(), [])
    server.remove()
    with Server(program, "-q", "--keep", "2") as server: # seconds, in a build with hooks
        session = Session(server, [("files", LIST, "list.tsv")])
        session.wait()
        tally.check("a session that is used stays", all(time.sleep(1) or session.get("state").status == 200 for _ in range(3)))
        time.sleep(3.2)
        tally.same("an idle session is gone", (session.get("state").status, server.left()), (404, []))
    with Server(program) as server:
        session = Session(server, [("files", LIST, "list.tsv")])
        session.wait()
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        tally.check("SIGHUP: reads anew and goes on", server.alive() and "anew" in server.said())
        tally.same("… with its sessions", session.get("review").status, 200)
        other = subprocess.run([program, "serve", "--listen", "127.0.0.1:0", "--sessions", server.sessions], capture_output=True, check=False, timeout=20)
        tally.same("a folder that another server uses", other.returncode, 4)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        tally.check("kill -9 leaves the session", server.left())
        again = subprocess.Popen([program, "serve", "--listen", "127.0.0.1:0", "--sessions", server.sessions], stderr=subprocess.PIPE)
        again.stderr.readline()
        tally.same("… and the next start takes it away", server.left(), [])
        again.terminate()
        tally.same("… and ends well", again.wait(20), 0)
        again.stderr.close()


def started(tally, program):
    """By systemd's protocol: a socket that is open, and a place to say READY=1."""
    with tempfile.TemporaryDirectory() as folder:
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        told.bind(os.path.join(folder, "notify"))
        told.settimeout(20)
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        script = 'exec 3<&"$1"; export LISTEN_PID=$$ LISTEN_FDS=1; exec "$2" serve -q --sessions "$3"'
        process = subprocess.Popen(["bash", "-c", script, "sh", str(listening.fileno()), program, os.path.join(folder, "s")], pass_fds=[listening.fileno()],
                                   env={**os.environ, "NOTIFY_SOCKET": os.path.join(folder, "notify")}, stderr=open(os.path.join(folder, "said"), "wb"))
        listening.close()
        try:
            tally.same("READY=1", told.recv(100), b"READY=1")
        except TimeoutError:
            with open(os.path.join(folder, "said"), encoding="utf-8") as said:
                tally.check("READY=1", False, f"never told; exit {process.poll()}; {said.read()}")
            process.kill()
            return
        connection = socket.create_connection(("127.0.0.1", port))
        connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode())
        tally.same("the socket that was given", connection.recv(1000)[9:12], b"200")
        connection.close()
        process.send_signal(signal.SIGHUP)
        tally.check("RELOADING=1", told.recv(100).startswith(b"RELOADING=1"))
        tally.same("READY=1 again", told.recv(100), b"READY=1")
        process.terminate()
        tally.same("STOPPING=1", told.recv(100), b"STOPPING=1")
        tally.same("… and it ends", process.wait(20), 0)
        told.close()
    for arguments, wanted in ((["--listen", "nonsense"], 2), (["--listen", "203.0.113.1:80"], 4), (["list.tsv"], 2), (["--keep", "0"], 2), (["--sessions", "/proc/none"], 4)):
        with tempfile.TemporaryDirectory() as folder:
            own = [] if "--sessions" in arguments else ["--sessions", os.path.join(folder, "s")]
            done = subprocess.run([program, "serve", *own, *arguments], capture_output=True, check=False, timeout=60)
        tally.same(f"serve {' '.join(arguments)}", done.returncode, wanted)
    with Server(program, "--log-names") as server:
        server.post("/v1/validate", [("file", LIST, "named.tsv")])
        for _ in range(100): # its line comes when the answer is gone
            if "named.tsv" in server.said():
                break
            time.sleep(0.05)
        tally.check("--log-names", "named.tsv" in server.said())


def attempt(test, tally, program):
    """A test that ends before its end has failed."""
    try:
        test(tally, program)
    except Exception as error:  # pylint: disable=broad-except
        tally.check(test.__name__, False, repr(error))


def main():
    program = os.path.abspath(sys.argv[1])
    tests = [slow, workers, queue_full, clients, names, guard, decisions, uploads, full_disk, stopping, started]
    wanted = sys.argv[2:]
    tallies = []
    threads = []
    for test in tests:
        if wanted and test.__name__ not in wanted:
            continue
        tallies.append(Tally())
        threads.append(threading.Thread(target=attempt, args=(test, tallies[-1], program), name=test.__name__))
        threads[-1].start()
        if test is not slow: # which only waits
            threads[-1].join()
    threads[0].join()
    whole = Tally()
    whole.passed, whole.failed = sum(t.passed for t in tallies), sum(t.failed for t in tallies)
    sys.exit(whole.end())


main()
