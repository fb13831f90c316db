#!/usr/bin/python3
"""A stand-in for the staff desk, for tests: the screen's half of docs/enrolment.md over TLS on loopback, written from that page alone.
desk.py PORT WORK CERT KEY: what staff and tests do comes as GET requests below /test/; the file $DESK_CONTENT_KEY has the key that signs the
content; it ends by signal."""
import hashlib
import json
import os
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT, WORK, CERT, KEY = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STATE = f"{WORK}/desk.json"  # screens and what was published outlive the desk; who waits does not
lock = threading.Condition()


class Desk:
    skew = 0.0  # seconds the desk's clock is ahead: nothing sleeps for a quarter of an hour
    hold = 6.0
    starts, challenges, tokens, statuses, log = {}, {}, {}, [], []
    since, commands = 1, []
    screens = {}  # key → {id, revoked}
    published, shot = "", b""

    def now(self):
        return time.monotonic() + self.skew


desk = Desk()
if os.path.exists(STATE):
    desk.screens = json.load(open(STATE, encoding="utf-8"))


def keep():
    with open(STATE, "w", encoding="utf-8") as file:
        json.dump(desk.screens, file)


def run(*command, data=None):
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def identities():
    spki = run("openssl", "pkey", "-pubin", "-outform", "DER", data=run("openssl", "x509", "-in", CERT, "-noout", "-pubkey"))
    return ["webpki:localhost", "spki:" + hashlib.sha256(spki).hexdigest()]


IDENTITIES = identities()


def content_keys():
    with open(os.environ["DESK_CONTENT_KEY"], encoding="utf-8") as file:
        return [file.read().split("\n")[1]]


def digest(*parts):
    listed = b"".join(struct.pack(">I", len(part)) + part for part in parts)
    return hashlib.blake2b(listed, digest_size=32).digest()


def code_of(start, identity):
    terms = digest(b"kiosk-enrol-1", start["key"], identity.encode(), start["ns"], start["nd"], b"test", *[k.encode() for k in start["keys"]])
    bits = int.from_bytes(terms[:5], "big")
    return "".join(DIGITS[bits >> shift & 31] for shift in range(35, -1, -5))


def verify(key, message, signature):
    """Ed25519 by openssl: a third implementation."""
    der = bytes.fromhex("302a300506032b6570032100") + key
    base = f"{WORK}/proof.{threading.get_ident()}"
    for name, data in (("key", der), ("message", message), ("signature", signature)):
        with open(f"{base}.{name}", "wb") as file:
            file.write(data)
    return subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", f"{base}.key", "-rawin", "-in",
                           f"{base}.message", "-sigfile", f"{base}.signature"], capture_output=True).returncode == 0


class Refused(Exception):
    pass


def need(good, status):
    if not good:
        raise Refused(status)


def start(body, _):
    need(set(body) == {"key", "commit", "model", "panel", "version"}, 422)
    need(body["key"] not in desk.screens, 409)
    ticket = os.urandom(16).hex()
    desk.starts[ticket] = {"key": bytes.fromhex(body["key"]), "commit": body["commit"], "ns": os.urandom(32), "nd": None,
                           "begun": desk.now(), "answer": None, "keys": content_keys()}
    return 200, {"ticket": ticket, "nonce": desk.starts[ticket]["ns"].hex(), "site": "test", "keys": desk.starts[ticket]["keys"],
                 "seconds": 900, "later": "a member of a newer desk"}


def enrol(query, _):
    ends = time.monotonic() + desk.hold
    while True:
        one = desk.starts.get(query["ticket"])
        need(one and desk.now() - one["begun"] < 900, 404)
        nd = bytes.fromhex(query["nonce"])
        need(hashlib.blake2b(nd, digest_size=32).hexdigest() == one["commit"], 403)
        one["nd"] = nd
        if one["answer"]:
            return 200, one["answer"]
        if time.monotonic() >= ends:
            return 204, None
        lock.wait(0.1)


def session(body, _):
    key = body["key"]
    known = desk.screens.get(key)
    need(known, 404)
    need(not known["revoked"], 410)
    if "challenge" not in body:
        challenge = os.urandom(40)
        desk.challenges[challenge.hex()] = (key, desk.now())
        return 200, {"challenge": challenge.hex()}
    asked = desk.challenges.pop(body["challenge"], None)
    need(asked and asked[0] == key and desk.now() - asked[1] < 60, 403)
    raw, challenge, boot = bytes.fromhex(key), bytes.fromhex(body["challenge"]), bytes.fromhex(body["boot"])
    need(any(verify(raw, digest(b"kiosk-session-1", raw, identity.encode(), challenge, boot), bytes.fromhex(body["signature"]))
             for identity in IDENTITIES), 403)
    token = os.urandom(72).hex()
    desk.tokens[token] = key
    desk.starts = {t: s for t, s in desk.starts.items() if s["key"] != raw}
    return 200, {"token": token, "seconds": 86400}


def wait(query, token):
    ends = time.monotonic() + desk.hold
    while int(query["since"]) >= desk.since:
        need(token in desk.tokens, 401)
        if time.monotonic() >= ends:
            return 204, None
        lock.wait(0.1)
    need(token in desk.tokens, 401)
    answer = {"since": desk.since, "commands": desk.commands}
    if desk.published:
        answer["published"] = desk.published
    return 200, answer


def status(body, token):
    need(token in desk.tokens, 401)
    desk.statuses.append(body)
    desk.commands = [c for c in desk.commands if c["id"] not in body["done"]]
    return 204, None


def shot(body, token):
    need(token in desk.tokens, 401)
    desk.shot = body
    return 204, None


def test_type(query, _):
    """Staff: which start has this code? Confirm it."""
    typed = query["code"].replace("-", "").upper()
    found = [s for s in desk.starts.values() if s["nd"] and desk.now() - s["begun"] < 900 and typed in [code_of(s, i) for i in IDENTITIES]]
    need(len(found) == 1, 404)
    one = found[0]
    number = str(len(desk.screens) + 1)
    desk.screens[one["key"].hex()] = {"id": number, "revoked": False}
    keep()
    one["answer"] = {"id": number, "name": "Forhallen", "screen": query.get("screen", "one"), "url": query["url"], "channel": "main", "pins": []}
    return 200, {"id": number}


def test_set(query, _):
    for name in ("skew", "hold"):
        if name in query:
            setattr(desk, name, float(query[name]))
    if "published" in query:
        desk.published = query["published"]
        desk.since += 1
    if "do" in query:
        desk.since += 1
        desk.commands.append({"id": desk.since, "do": query["do"]})
    if "revoke" in query:
        for screen in desk.screens.values():
            screen["revoked"] = query["revoke"] == "yes"
        desk.tokens = {}
        keep()
    return 200, {}


def test_look(_, __):
    return 200, {"starts": len(desk.starts), "screens": desk.screens, "statuses": desk.statuses, "commands": desk.commands, "log": desk.log,
                 "shot": len(desk.shot), "shown": [t for t, s in desk.starts.items() if s["nd"]]}


ROUTES = {("POST", "/api/1/device/start"): start, ("GET", "/api/1/device/enrol"): enrol, ("POST", "/api/1/device/session"): session,
          ("GET", "/api/1/device/wait"): wait, ("POST", "/api/1/device/status"): status, ("PUT", "/api/1/device/shot"): shot,
          ("GET", "/test/type"): test_type, ("GET", "/test/set"): test_set, ("GET", "/test/look"): test_look}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        size = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(size)
        if self.headers.get("Content-Type") == "application/json":
            body = json.loads(body)
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        route = ROUTES.get((self.command, url.path))
        try:
            with lock:
                if not url.path.startswith("/test/"):
                    desk.log.append(f"{self.command} {url.path}")
                need(route, 404)
                code, answer = route(query if self.command == "GET" else body, token)
                lock.notify_all()
        except Refused as refused:
            code, answer = refused.args[0], {"status": refused.args[0]}
        data = b"" if answer is None else json.dumps(answer).encode()
        try:
            self.send_response(code)
            if code != 204:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass  # it was killed while it waited

    do_GET = do_POST = do_PUT = handle_any

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a screen that does not believe the certificate


server = Server(("127.0.0.1", PORT), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(CERT, KEY)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
open(f"{WORK}/desk.{PORT}.up", "w", encoding="utf-8").close()
server.serve_forever()
