"""A staff's server: a Debian with its own systemd in namespaces (boot), since nothing of it needs a screen or a kernel of its own."""
import json
import os
import shlex
import shutil
import subprocess

import readme
from machine import PATIENCE, Stopped, until

# what the rows say at the desk, as the page would: ask METHOD PATH [curl's options] prints the status; the answer is in /root/answer
ASK = r"""ask() { method=$1 path=$2; shift 2
    curl -sS --max-time 60 --cacert /root/tls/server.pem --resolve desk.example:443:127.0.0.1 -b /root/jar -c /root/jar -o /root/answer \
        -w '%{http_code}' -X "$method" -H "X-CSRF-Token: $(cat /root/csrf 2>/dev/null)" "$@" "https://desk.example$path"; }
"""
CERTIFICATE = """mkdir -p /root/tls && cd /root/tls
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=desk.example -addext subjectAltName=DNS:desk.example \
    -keyout server.key -out server.pem"""


class Server:
    def __init__(self, cache, release, root):
        self.cache, self.release = cache, release
        self.folder = os.path.join(cache, f"server-{release}")
        self.steps = readme.desk_steps(root)
        self.boot = os.path.join(os.path.dirname(os.path.abspath(__file__)), "boot")
        self.process = self.picture = None

    def fresh(self):
        """A bare Debian, on, with the packages lying in the home of the user pi."""
        self.off()
        shutil.rmtree(self.folder, ignore_errors=True)
        subprocess.run(["cp", "-a", os.path.join(self.cache, f"tree-{self.release}"), self.folder], check=True)
        packages = os.path.join(self.folder, "home/pi/build/release")
        os.makedirs(packages)
        for kind, name in (("package", "player"), ("desk", "desk")):
            shutil.copy(os.path.join(self.cache, f"{kind}-{self.release}.deb"), os.path.join(packages, f"kiosk-{name}_1_{self.release}.deb"))
        self.process = subprocess.Popen([self.boot, self.folder], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(60, "systemd starts", lambda: self.run("systemctl is-system-running --wait")[1] == 0)

    def install(self):
        """By the README's commands, its setup answered line by line; returns the password for one use."""
        self.must(CERTIFICATE)
        for step in self.steps[:-1]:
            self.must(f"runuser -l pi <<'X'\nset -e\n{step}\nX", 600)
        for name in ("pem", "key"):
            self.must(f"install -m 640 -g kiosk-desk /root/tls/server.{name} /etc/kiosk/desk.{name}")
        answers = "desk.example\n\n\n\n\nanna\n"
        said = self.must(f"runuser -l pi -c {shlex.quote(self.steps[-1])} <<'X'\n{answers}X", 300)
        return said.split("password, for one use: ")[1].split()[0]

    def is_on(self):
        return self.process is not None

    def off(self):
        if self.process:
            self.process.kill()
            self.process.wait()
        self.process = None

    def forget(self):
        self.off()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, command, seconds=120):
        """As root; output and status, None when it did not end in time."""
        try:
            with open(os.path.join(self.folder, "boot.pid")) as file:
                pid = file.read().strip()
            done = subprocess.run(["nsenter", "-t", pid, "-m", "-p", "-n", "-u", "-i", "-C", "-r", "-w", "env", "-i", "HOME=/root", "LANG=C.UTF-8",
                                   "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive",
                                   "bash", "-c", command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  timeout=seconds * PATIENCE[0], text=True, errors="replace", check=False)
        except FileNotFoundError:
            return "it is not up", 1
        except subprocess.TimeoutExpired:
            return "", None
        return done.stdout, done.returncode

    def must(self, command, seconds=120):
        said, status = self.run(command, seconds)
        if status != 0:
            raise Stopped(f"{command.splitlines()[0][:80]}: status {status}: {said.strip()[-900:]}")
        return said

    def ask(self, status, method, path, *options, body=None):
        """At the desk, as whoever is signed in; the answer where it is JSON."""
        words = list(options)
        if body is not None:
            words += ["-H", "Content-Type: application/json", "--data-binary", json.dumps(body)]
        got = self.must(f"{ASK}ask {method} {shlex.quote(path)} {shlex.join(words)}").strip()
        answer = self.run("cat /root/answer")[0]
        if got != str(status):
            raise Stopped(f"{method} {path} is answered {got}, not {status}: {answer[:300]}")
        return json.loads(answer) if answer[:1] in "[{" and answer else answer

    def sign_in(self, login, password):
        answer = self.ask(200, "POST", "/api/1/session", body={"login": login, "password": password})
        self.must(f"echo {answer['csrf']} >/root/csrf")

    def keep_journal(self, path):
        said = self.run("journalctl --no-pager -u kiosk-desk -u kiosk-sign -u kiosk-addresses | tail -80")[0]
        with open(path, "w") as file:
            file.write(said)
