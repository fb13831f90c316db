"""A desk to be measured: made of the default site in a folder of its own, started over TLS on loopback or behind a unix socket, asked."""
import http.client
import json
import socket
import ssl
import subprocess
import time
from pathlib import Path

from measure import Unmeasured, dies_with_parent

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "build" / "release"
BIN = RELEASE / "bin"
SCREEN, PLAYLIST, PASSWORD = "raadhus", "playlists/raadhus.json", "rainy-tuesday-in-may"
START_S = 60


def do(command, text=None):
    done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True)
    if done.returncode != 0:
        raise Unmeasured(f"{' '.join(map(str, command))} ends with {done.returncode}: {done.stderr[-400:]}")
    return done.stdout


def memory_kb(pid):
    """(Pss, Rss) of a process, in KiB."""
    lines = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(lines["Pss"].split()[0]), int(lines["Rss"].split()[0])


def make_certificate(folder):
    do(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "tls.key", "-out", folder / "tls.pem"])


def listening(process):
    """Waits until a program says on standard error where it listens: (that line, moment). What it says later is thrown away."""
    limit = time.monotonic() + START_S
    said = []
    while time.monotonic() < limit:
        line = process.stderr.readline()
        if "listening at" in line:
            return line.strip(), time.monotonic()
        if not line:
            break
        said.append(line)
    raise Unmeasured(f"{process.args[0]} does not start: {''.join(said)[-400:]}")


class Unix(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost")
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.path)


class Desk:
    """`with Desk(folder) as desk`: kiosk-sign and kiosk-desk run. Its data stay for the next one in that folder."""

    def __init__(self, folder, behind_proxy=False):
        self.folder, self.data, self.behind_proxy = folder, folder / "data", behind_proxy
        self.programs, self.headers = [], {}
        if not folder.exists():
            self.make()

    def make(self):
        self.folder.mkdir()
        do([BIN / "kioskctl", "key", "new", "-o", self.folder / "key"])
        make_certificate(self.folder)
        do([BIN / "kiosk-desk", "import", "--site", ROOT, "--data", self.data])
        do([BIN / "kiosk-desk", "user", "add", "anna", "--role", "admin", "--data", self.data], PASSWORD + "\n")
        (self.folder / "signed").mkdir(mode=0o700)

    def run(self, command):
        begun = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE, text=True, preexec_fn=dies_with_parent)
        self.programs.insert(0, process)
        line, moment = listening(process)
        process.log = (self.folder / f"{Path(command[0]).name}.log").open("w")
        self.drain(process)
        return process, line, 1000 * (moment - begun)

    @staticmethod
    def drain(process):
        """Whoever reads a log keeps the program from waiting for it."""
        process.sink = subprocess.Popen(["cat"], stdin=process.stderr, stdout=process.log, preexec_fn=dies_with_parent)

    def start_signer(self):
        self.run([BIN / "kiosk-sign", "--key", self.folder / "key", "--listen", self.folder / "sign", "--state", self.folder / "signed"])

    def start(self):
        """Returns how long it took from exec to listening, in ms."""
        where = ["--listen", f"unix:{self.folder / 'socket'}", "--trust-proxy", "--host", "localhost"] if self.behind_proxy else \
            ["--listen", "127.0.0.1:0", "--cert", self.folder / "tls.pem", "--cert-key", self.folder / "tls.key"]
        page = ["--page", RELEASE / "desk-page"] if (RELEASE / "desk-page").exists() else []  # npm builds it; nothing here measures it
        self.process, line, took = self.run([BIN / "kiosk-desk", "serve", "--data", self.data, "--sign-socket", self.folder / "sign", *page, *where])
        self.port = int(line.rsplit(" ", 1)[1])
        return took

    def __enter__(self):
        self.start_signer()
        self.start()
        self.sign_in()
        return self

    def end_desk(self):
        self.programs.remove(self.process)
        self.end(self.process)

    @staticmethod
    def end(process):
        process.terminate()
        process.wait()
        process.sink.wait()
        process.log.close()

    def __exit__(self, *_):
        for process in self.programs:
            self.end(process)

    @property
    def address(self):
        return f"unix:{self.folder / 'socket'}" if self.behind_proxy else str(self.port)

    def connect(self):
        if self.behind_proxy:
            return Unix(str(self.folder / "socket"))
        return http.client.HTTPSConnection("localhost", self.port, context=ssl.create_default_context(cafile=self.folder / "tls.pem"))

    def sign_in(self):
        self.connection = self.connect()
        self.headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"} if self.behind_proxy else {}
        answer, said = self.ask("POST", "/api/1/session", {"login": "anna", "password": PASSWORD})
        self.headers.update({"Cookie": answer.headers["Set-Cookie"].split(";")[0], "X-CSRF-Token": json.loads(said)["csrf"]})

    def ask(self, method, path, body=None, good=(200, 201, 202, 204)):
        """(answer, bytes of its body)"""
        typed = {"Content-Type": "application/json"} if body is not None else {}
        self.connection.request(method, path, json.dumps(body) if body is not None else None, {**self.headers, **typed})
        answer = self.connection.getresponse()
        said = answer.read()
        if answer.status not in good:
            raise Unmeasured(f"{method} {path} is answered {answer.status}: {said[:300].decode(errors='replace')}")
        return answer, said

    def get(self, path):
        return json.loads(self.ask("GET", path)[1])

    def edit(self, name):
        """Names the playlist; the revision."""
        said = self.ask("POST", "/api/1/edits", {"ops": [{"file": PLAYLIST, "path": "/name/en", "op": "set", "value": name}]})[1]
        return json.loads(said)["revision"]

    def publish(self, revision):
        return json.loads(self.ask("POST", "/api/1/publish", {"revision": revision})[1])

    def painters(self):
        """Process ids of its kiosk-preview."""
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in found]
