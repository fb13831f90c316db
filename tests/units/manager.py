#!/usr/bin/env python3
"""manager.py UNIT LOG COMMAND…: a service manager for one program, as systemd is for UNIT, with its times at a tenth (but for the time it
leaves a program to end, which is a matter of the machine): READY within TimeoutStartSec unless EXTEND_TIMEOUT_USEC asks for more, then
WATCHDOG=1 within each WatchdogSec. SIGTERM to the manager is `systemctl stop`. LOG gets one line for each thing that happens; the last is
"end STATUS". Exit status: 0 the program ended well after a stop or by itself, 1 it was ready too late, starved, or had to be killed."""
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time


def settings(unit):
    said = {}
    with open(unit) as file:
        for line in file:
            if "=" in line and not line.startswith("#"):
                name, value = line.strip().split("=", 1)
                said[name] = value
    return said


def tasks_below(pid):
    """Threads of a process and of all that it started."""
    count = 0
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            count += 1
            with open(f"/proc/{pid}/task/{task}/children") as file:
                count += sum(tasks_below(child) for child in file.read().split())
    except OSError:
        pass  # ended meanwhile
    return count


class Manager:
    def __init__(self, unit, log):
        said = settings(unit)
        self.start_s = float(said["TimeoutStartSec"]) / 10
        self.stop_s = float(said["TimeoutStopSec"])
        self.watchdog_s = float(said["WatchdogSec"]) / 10
        self.tasks_max, self.tasks = int(said["TasksMax"]), 0
        self.log = open(log, "w", buffering=1)
        self.state, self.due, self.bad = "starting", None, False

    def say(self, text):
        print(f"{time.monotonic():.2f} {text}", file=self.log)

    def signal(self, number, state, seconds):
        self.say(f"{signal.Signals(number).name} {self.state}")
        self.state, self.due = state, time.monotonic() + seconds
        self.program.send_signal(number)

    def heard(self, message):
        """sd_notify(3): lines of NAME=VALUE."""
        self.say(message.replace("\n", " "))
        now = time.monotonic()
        for name, value in (line.split("=", 1) for line in message.splitlines() if "=" in line):
            if name == "EXTEND_TIMEOUT_USEC" and self.state == "starting":
                self.due = max(self.due, now + int(value) / 1e6)
            elif name == "READY" and self.state == "starting":
                self.state, self.due = "running", now + self.watchdog_s
            elif name == "WATCHDOG" and self.state == "running":
                self.due = now + self.watchdog_s

    def late(self):
        """Nothing was heard in time."""
        if self.state == "starting":
            self.bad = True
            self.signal(signal.SIGTERM, "stopping", self.stop_s)
        elif self.state == "running":
            self.bad = True
            self.signal(signal.SIGABRT, "stopping", self.stop_s)
        else:
            self.bad = True
            self.signal(signal.SIGKILL, "killed", 60)

    def run(self, command):
        stop = []
        signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.bind(f"{folder}/notify")
            self.due = time.monotonic() + self.start_s
            self.program = subprocess.Popen(command, env={**os.environ, "NOTIFY_SOCKET": f"{folder}/notify",
                                                          "WATCHDOG_USEC": str(int(self.watchdog_s * 1e6))})
            while self.program.poll() is None:
                if stop and self.state in ("starting", "running"):
                    self.signal(signal.SIGTERM, "stopping", self.stop_s)
                if select.select([ear], [], [], 0.05)[0]:
                    self.heard(ear.recv(4096).decode())
                elif time.monotonic() > self.due:
                    self.late()
                self.tasks = max(self.tasks, tasks_below(self.program.pid))
        self.say(f"tasks {self.tasks} of {self.tasks_max}")
        self.say(f"end {self.program.returncode}")
        return 1 if self.bad or self.tasks > self.tasks_max or self.program.returncode != 0 else 0


manager = Manager(*sys.argv[1:3])
sys.exit(manager.run(sys.argv[3:]))
