#!/usr/bin/env python3
"""Load on the server: CLIENTS at once post one list REQUESTS times; beside it a batch of as many copies, and a process a list.

    load.py PROGRAM [LIST] [REQUESTS] [CLIENTS]

Prints lists a second of each by the clock and by the processors, p50 and p99 of the server's answers, and what memory the
process that speaks HTTP has before and after. Exits 1 where an answer is no 200, where a list takes the processors more than
1 / 1.5 of what a process a list takes or more than 1.25 times what a batch takes (rates by the processors: on a machine that does
something else besides, the clock says little), or where memory grows.
"""
import os
import selectors
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "serve"))
from server import Server, form

OUTPUTS = "xml,docx,html,txt"


class Client:
    """One connection, one request after the other."""

    def __init__(self, port, request):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.request = request
        self.got, self.wanted = b"", None

    def send(self):
        self.got, self.wanted, self.begun = b"", None, time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self):
        """The status when the answer is whole, else None."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            return 0
        self.got += piece
        if self.wanted is None and b"\r\n\r\n" in self.got:
            head = self.got[: self.got.index(b"\r\n\r\n")]
            length = head.lower().split(b"content-length:")[1].split(b"\r\n")[0]
            self.wanted = len(head) + 4 + int(length)
        if self.wanted is not None and len(self.got) >= self.wanted:
            return int(self.got[9:12])
        return None


def load(server, data, name, requests, clients):
    kind, body = form([("file", data, name), ("to", OUTPUTS)])
    request = f"POST /v1/convert HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    selector = selectors.DefaultSelector()
    for _ in range(clients):
        client = Client(server.port, request)
        selector.register(client.socket, selectors.EVENT_READ, client)
        client.send()
    sent, times, statuses = clients, [], {}
    begun = time.perf_counter()
    while len(times) < requests:
        for key, _ in selector.select(60):
            client = key.data
            status = client.receive()
            if status is None:
                continue
            times.append(time.perf_counter() - client.begun)
            statuses[status] = statuses.get(status, 0) + 1
            if sent < requests and status:
                sent += 1
                client.send()
            else:
                selector.unregister(client.socket)
                client.socket.close()
    return time.perf_counter() - begun, sorted(times), statuses


def processor(pid):
    """Seconds of a process and of its children that have ended."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def used(server):
    return processor(server.process.pid) + sum(processor(child) for child in server.children())


def children():
    times = os.times()
    return times.children_user + times.children_system


def batch(program, data, count, folder):
    os.makedirs(f"{folder}/lists")
    for i in range(count):
        with open(f"{folder}/lists/{i}.tsv", "wb") as file:
            file.write(data)
    begun, spent = time.perf_counter(), children()
    subprocess.run([program, "convert", "-q", "-t", OUTPUTS, "-o", f"{folder}/out", f"{folder}/lists"], check=False, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun, children() - spent


def one_by_one(program, path, count, folder):
    """A process a list, two at a time: as many as there are processors."""
    line = f'seq {count} | xargs -P {os.cpu_count()} -I N "{program}" convert -q -t {OUTPUTS} -o "{folder}/N" "{path}"'
    begun, spent = time.perf_counter(), children()
    subprocess.run(["sh", "-c", line], check=False, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun, children() - spent


def main():
    program = os.path.abspath(sys.argv[1])
    path = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(os.path.dirname(HERE)), "samples/jiuquan-wangxin.tsv")
    requests = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    clients = int(sys.argv[4]) if len(sys.argv) > 4 else 32
    with open(path, "rb") as file:
        data = file.read()
    folder = tempfile.mkdtemp(prefix="quanze-load-", dir=os.environ.get("QZ_BENCH_DIR"))
    try:
        with Server(program, "-q", "--queue", "1000") as server:
            load(server, data, os.path.basename(path), min(requests, 200), clients)
            before, spent = server.resident(), used(server)
            seconds, times, statuses = load(server, data, os.path.basename(path), requests, clients)
            time.sleep(1)
            spent = used(server) - spent
            after, left = server.resident(), server.left()
        count = max(requests // 5, 20)
        batched, batch_spent = batch(program, data, requests, folder)
        single, single_spent = one_by_one(program, path, count, folder)
    finally:
        shutil.rmtree(folder)
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    over_single = (single_spent / count) / (spent / requests)
    over_batch = batch_spent / spent
    print(f"server: {requests / seconds:.0f} lists/s by the clock, {clients} clients, p50 {p50 * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms, answers {statuses}")
    print(f"batch: {requests / batched:.0f} lists/s; a process a list: {count / single:.0f} lists/s")
    print(f"processor time a list: server {1000 * spent / requests:.1f} ms, batch {1000 * batch_spent / requests:.1f} ms, a process a list {1000 * single_spent / count:.1f} ms")
    print(f"rate of the server: {over_single:.2f} times that of a process a list, {over_batch:.2f} times a batch's")
    print(f"memory of the front: {before >> 10} kB before, {after >> 10} kB after; files left behind: {len(left)}")
    fine = statuses == {200: requests} and over_single >= 1.5 and over_batch >= 0.8 and after - before < (4 << 20) and not left
    print("1 passed, 0 failed" if fine else "0 passed, 1 failed")
    sys.exit(not fine)


main()
