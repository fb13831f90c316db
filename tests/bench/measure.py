"""Starts a program on an X screen of its own, watches it from outside and ends it."""
import ctypes
import os
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path


class Unmeasured(Exception):
    """Something could not be measured; says what."""


def parent_and_start(pid):
    """(parent, start time) of a process, None when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return int(fields[1]), fields[19]


def tree(root):
    """The process and all below it: {pid: start time}."""
    known = {int(p.name): parent_and_start(p.name) for p in Path("/proc").iterdir() if p.name.isdigit()}
    found, added = {}, [root]
    while added:
        found.update({pid: known[pid][1] for pid in added if known.get(pid)})
        added = [pid for pid, facts in known.items() if facts and facts[0] in added and pid not in found]
    return found


def pss_mb(root):
    total = 0
    for pid in tree(root):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def cpu_seconds(pids):
    """CPU used so far, to the nanosecond: /proc/PID/stat counts in hundredths of a second."""
    total = 0.0
    for pid in pids:
        try:
            total += time.clock_gettime((~pid << 3) | 2)
        except OSError:
            continue
    return total


def machine_busy():
    """Seconds of CPU used by the whole machine so far."""
    user, nice, system, _, _, irq, softirq = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def dies_with_parent():
    """For preexec_fn: a killed bench leaves no program running."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Screen:
    """Xvfb, 1920×1080×24."""

    def __init__(self):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=dies_with_parent)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Unmeasured("Xvfb does not start")
        self.name = ":" + number

    def close(self):
        self.process.terminate()
        self.process.wait()


class Running:
    """A program while it runs; leaving the block ends it and everything below it."""

    def __init__(self, command, environment, log):
        self.log = log
        with open(log, "w") as output:
            self.exec_moment = time.monotonic()
            self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                            preexec_fn=dies_with_parent)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        below = tree(self.process.pid)
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        for pid, started in below.items():
            facts = parent_and_start(pid)
            if pid != self.process.pid and facts and facts[1] == started:
                os.kill(pid, signal.SIGKILL)

    def pids(self):
        return list(tree(self.process.pid))

    def check(self):
        if self.process.poll() is not None:
            tail = Path(self.log).read_text(errors="replace")[-400:]
            raise Unmeasured(f"{self.process.args[0]} ended with status {self.process.returncode}: {tail}")


class Watcher:
    """tests/bench/watcher.c on the given display."""

    def __init__(self, program, environment):
        self.program, self.environment = program, environment

    def start_until(self, at, colour, limit=20):
        """Watching, before the program to be watched starts; pass to `moment`."""
        return subprocess.Popen([self.program, "until", str(at[0]), str(at[1]), colour, str(limit)], env=self.environment,
                                stdout=subprocess.PIPE, text=True)

    @staticmethod
    def moment(watching, running):
        """When the colour appeared."""
        output, _ = watching.communicate()
        if watching.returncode != 0:
            running.check()
            raise Unmeasured(f"{running.process.args[0]}: no slide came on screen, see {running.log}")
        return float(output)

    def record(self, at, limit, pids):
        """[(moment, grey 0–255, CPU seconds)], one a millisecond."""
        output = subprocess.run([self.program, "record", str(at[0]), str(at[1]), str(limit), *map(str, pids)],
                                env=self.environment, stdout=subprocess.PIPE, text=True, check=True).stdout
        rows = (line.split() for line in output.splitlines())
        return [(float(moment), int(colour[2:4], 16), float(cpu)) for moment, colour, cpu in rows]


def fades(samples):
    """Each whole fade among the samples: (frames seen, CPU seconds inside it, longest gap in ms). A fade ends where the grey
    stays for a fifth of a second; every other value seen on the way is one frame."""
    changes = [i for i in range(1, len(samples)) if samples[i][1] != samples[i - 1][1]]
    groups, found = [], []
    for i in changes:
        if groups and samples[i][0] - samples[groups[-1][-1]][0] < 0.2:
            groups[-1].append(i)
        else:
            groups.append([i])
    for group in groups:
        before, after = samples[group[0] - 1], samples[group[-1]]
        whole = abs(after[1] - before[1]) > 240
        far_from_edges = before[0] - samples[0][0] > 0.1 and samples[-1][0] - after[0] > 0.2
        if whole and far_from_edges:
            gaps = [samples[b][0] - samples[a][0] for a, b in zip(group, group[1:])]
            found.append((len(group), after[2] - before[2], 1000 * max(gaps, default=0)))
    return found


class Comparison:
    """What was measured of several programs in turn: results[program, key] is a list of values, `figures` are (key, heading, digits)."""

    def __init__(self, figures):
        self.figures = figures
        self.results = {}

    @staticmethod
    def progress(text):
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def median(self, program, key):
        values = self.results.get((program, key))
        return statistics.median(values) if values else None

    def table(self, programs):
        width = max(len(heading) for _, heading, _ in self.figures)
        print(" " * width + "".join(f"  {program:>26}" for program in programs))
        for key, heading, digits in self.figures:
            cells = []
            for program in programs:
                values = self.results.get((program, key))
                cells.append(f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f}, "
                             f"n={len(values)})" if values else "–")
            print(f"{heading:<{width}}" + "".join(f"  {cell:>26}" for cell in cells))

    def ratio(self, key, of, to):
        a, b = self.median(of, key), self.median(to, key)
        return a / b if a is not None and b else None
