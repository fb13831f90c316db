#!/usr/bin/env python3
"""sign_client.py WORK WHAT…: who talks to the kiosk-sign at WORK/socket as no client of ours does (e2e/test_sign.sh)."""
import base64
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time

work, what, *rest = sys.argv[1:]
HELLO, SIGN, KEY, SIGNED, REFUSED = 1, 2, 3, 4, 5


def connect():
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(f"{work}/socket")  # waits where many stand in a row; with a timeout it would not
    connection.settimeout(20)
    return connection


def message(kind, body=b"", version=1):
    return struct.pack(">BBI", version, kind, len(body)) + body


def receive(connection):
    """All until the other side ends."""
    answer = b""
    try:
        while part := connection.recv(65536):
            answer += part
    except ConnectionResetError:
        pass
    return answer


def ask(data):
    with connect() as connection:
        try:
            connection.sendall(data)
        except BrokenPipeError:
            pass
        answer = receive(connection)
    return (answer[1], answer[6:]) if len(answer) >= 6 else (None, answer)


def must(condition, words):
    if not condition:
        sys.exit(f"FAILED {words}")


def refused(data, words):
    kind, body = ask(data)
    must(kind == REFUSED and words in body.decode(), f"wanted a refusal with {words!r}, got {kind} {body!r}")


def hello_is_quick():
    begun = time.monotonic()
    kind, _ = ask(message(HELLO))
    must(kind == KEY and time.monotonic() - begun < 3, f"hello is answered with {kind} after {time.monotonic() - begun:.1f} s")


def stranger():
    refused(message(HELLO), "this user may not ask")


def replay(path):
    with open(path, "rb") as file:
        refused(message(SIGN, file.read()), "is not newer than")


def hostile():
    refused(b"GET / HTTP/1.1\r\n\r\n", "version 71")
    refused(message(HELLO, version=2), "version 2")
    refused(message(9), "kind 9")
    refused(message(HELLO, b"x"), "where 0 are allowed")
    refused(struct.pack(">BBI", 1, SIGN, 0xFFFFFFFF), "4294967295 bytes")
    refused(struct.pack(">BBI", 1, SIGN, (256 << 10) + 1) + b"{" * 100000, "262145 bytes")
    refused(message(SIGN), "expected near end of file")
    refused(message(SIGN, b"\0" * 1000), "expected")
    refused(message(SIGN, b"[" * (256 << 10)), "nested too deep")
    refused(message(SIGN, b'{"type":"evil\\nuser=0 process=1 outcome=signed"}'), "type")
    kind, body = ask(message(HELLO) + message(HELLO))
    must(kind == KEY, f"only the first of two questions is answered, got {kind} {body!r}")
    with connect() as hanging:  # half a message and then nothing: five seconds
        begun = time.monotonic()
        hanging.sendall(message(SIGN, b"{" * 1000)[:500])
        hello_is_quick()
        must(receive(hanging) == b"" and 3 < time.monotonic() - begun < 15, "a hanging caller is not left after 5 s")
    with connect() as dripping:  # a byte now and then wins no time
        begun = time.monotonic()
        try:
            while time.monotonic() - begun < 15:
                dripping.sendall(b"\1")
                time.sleep(1)
        except (BrokenPipeError, ConnectionResetError):
            pass
        must(time.monotonic() - begun < 12, "a dripping caller is not left")
    with connect() as rude:
        rude.sendall(message(HELLO))
    with connect() as half:
        half.shutdown(socket.SHUT_WR)
        must(receive(half) == b"", "something is said to who asks nothing")
    with open(f"{work}/log") as file:
        lines = file.read().splitlines()
    must(not any(line.startswith("user=0 process=1 ") for line in lines), "a caller writes lines of its own into the log")


def crowd():
    hanging = [connect() for _ in range(100)]
    hello_is_quick()
    for connection in hanging:
        connection.close()
    hello_is_quick()


def often():
    for _ in range(40):
        kind, body = ask(message(SIGN, b"{}"))
        must(kind == REFUSED, "an empty manifest is signed")
    must("too many at once" in body.decode(), f"40 in a row are heard: {body!r}")
    hello_is_quick()


def regions(pid, dumped):
    """What can be written and read of a process's memory; dumped: only what a core would hold."""
    with open(f"/proc/{pid}/smaps") as smaps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        blocks = re.split(r"\n(?=[0-9a-f]+-[0-9a-f]+ )", smaps.read())
        for block in blocks:
            start, end, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", block).groups()
            start, end = int(start, 16), int(end, 16)
            kept_out = dumped and re.search(r"^VmFlags:.* dd\b", block, re.M)
            if rights[0] != "r" or kept_out or end - start > 1 << 30 or "[v" in block.split("\n")[0]:
                continue
            try:
                memory.seek(start)
                yield memory.read(end - start)
            except OSError:
                continue


def forms(path):
    """A key file's secret half as it could lie in memory: bytes, and the text of the file."""
    with open(path) as file:
        text = file.read().splitlines()[1]
    raw = base64.b64decode(text)
    return [raw[62:94], text[84:124].encode()]


def found(pid, secrets, dumped):
    return any(secret in region for region in regions(pid, dumped) for secret in secrets)


def secret(pid, *publish):
    secrets = forms(f"{work}/a.key")
    if os.geteuid() != 0:
        print("only root may look into the signer's memory: looked at the wire alone")
    else:
        must(found(pid, secrets, dumped=False), "the key is not where it must be: this test proves nothing")
        must(not found(pid, secrets, dumped=True), "a core would hold the key")
    # between client and signer: hands everything on but the signature's last byte, and looks into the client meanwhile
    os.rename(f"{work}/socket", f"{work}/real")
    seen, waiting, go_on = [], threading.Event(), threading.Event()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{work}/socket")
        listener.listen(4)

        def between():
            for _ in range(2):
                connection, _address = listener.accept()
                with connection, socket.socket(socket.AF_UNIX) as signer:
                    signer.connect(f"{work}/real")
                    head = connection.recv(6, socket.MSG_WAITALL)
                    size = struct.unpack(">BBI", head)[2]
                    signer.sendall(head + (connection.recv(size, socket.MSG_WAITALL) if size else b""))
                    answer = receive(signer)
                    seen.append(answer)
                    connection.sendall(answer[:-1])
                    if answer[1] == SIGNED:
                        waiting.set()
                        go_on.wait(20)
                    connection.sendall(answer[-1:])

        thread = threading.Thread(target=between)
        thread.start()
        with subprocess.Popen(publish, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as client:
            must(waiting.wait(30), "the client asks for no signature")
            bad = found(client.pid, secrets, dumped=False)
            has_signature = found(client.pid, [seen[-1][6:100]], dumped=False)
            go_on.set()
            said = client.communicate()[0]
        thread.join()
    os.rename(f"{work}/real", f"{work}/socket")
    must(client.returncode == 0, said)
    must(has_signature, "not even the signature is found in the client: this test proves nothing")
    must(not bad, "the key is in the client's memory")
    must(not any(part in answer for answer in seen for part in secrets), "the key goes over the wire")


{"hello": hello_is_quick, "stranger": stranger, "replay": replay, "hostile": hostile, "crowd": crowd, "often": often, "secret": secret}[what](*rest)
