"""Measures what a large site costs beside a small one, in one run, taking turns, and prints one table: median (min-max, n).

  start, PSS      kiosk --store with a site of 12 and of 2000 slides in one zone: exec to the first slide on Xvfb 1920x1080x24, seen by a
                  program of its own (watcher.c), and the memory two seconds later
  check           kioskctl check --static of the same sites
  calendar        kiosk-intake, in its jail, with 100 and 10 000 events of which 15 in a hundred repeat, for the next 60 days

All is warm. Needs no network. Takes a minute; run it on a quiet machine.
Exit status: 0 measured (whether targets are met or not), 1 something could not be measured, 2 wrong usage."""
import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from measure import Running, Screen, Unmeasured, Watcher, cpu_seconds, pss_mb  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BIN = ROOT / "build" / "release" / "bin"
SLIDES = {"small": 12, "large": 2000}
EVENTS = {"small": 100, "large": 10000}
RULES_OF_100 = 15
A_PLAYLIST = 500  # slides, at most
GROUND = "ff9ad5"  # of every slide, and of nothing else
CORNER = (3, 500)
FIGURES = [("start", "exec to first slide, ms", 0), ("start_cpu", "CPU to first slide, ms", 0), ("pss", "PSS, MB", 1),
           ("check", "check --static, ms", 0), ("check_cpu", "  CPU, ms", 0), ("calendar", "calendar in the jail, ms", 0),
           ("calendar_cpu", "  CPU, ms", 0)]
WORDS = ("the town hall library opens early on Monday and newcomers find coffee a course in Danish music for children the way to the "
         "station and somebody who listens").split()


def sentence(rng, words):
    return " ".join(rng.choice(WORDS) for _ in range(words)).capitalize() + "."


def slide(rng, i):
    return {"id": f"slide-{i}", "type": "text", "kicker": {"en": sentence(rng, 2), "da": sentence(rng, 2)},
            "headline": {"en": sentence(rng, 4), "da": sentence(rng, 4)}, "body": {"en": sentence(rng, 14), "da": sentence(rng, 14)},
            "when": {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "hours": [["00:00", "24:00"]]},
            "source": {"owner": "The office", "checked_on": "2026-11-01"}}


def make_site(folder, count):
    rng, names = random.Random(1), []
    (folder / "playlists").mkdir(parents=True)
    name = {"en": "Growth", "da": "Vækst"}
    for first in range(0, count, A_PLAYLIST):
        names.append(f"playlists/p{first // A_PLAYLIST}.json")
        slides = [slide(rng, i) for i in range(first, min(count, first + A_PLAYLIST))]
        (folder / names[-1]).write_text(json.dumps({"name": name, "slides": slides}, indent=2))
    site = {"id": "growth", "name": name, "languages": ["en", "da"],
            "theme": {"colours": {"paper": "#" + GROUND, "ink": "#000000", "muted": "#101010", "primary": "#14456b",
                                  "on_primary": "#ffffff", "accent": "#f2c14e", "on_accent": "#1a1a1a"}, "fonts": ["Inter"]},
            "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
            "screens": {"one": {"name": name, "layout": "full", "languages": ["en", "da"], "zones": {"main": names}}}}
    (folder / "playlists" / "site.json").write_text(json.dumps(site, indent=2))


def do(command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise Unmeasured(f"{' '.join(map(str, command))} ends with {done.returncode}: {done.stderr[-400:]}{done.stdout[-400:]}")


def make_store(folder, site, key):
    """What kiosk-sync would keep of the published site."""
    published, generation = folder / "published", folder / "store" / "gen" / "1.1"
    do([BIN / "kioskctl", "publish", "--site", site, "--key", key, "--to", published])
    generation.mkdir(parents=True)
    shutil.copytree(published / "o", folder / "store" / "o")
    for name in ("manifest", "manifest.sig"):
        shutil.copy(published / "c" / "main" / name, generation / name)
    shutil.copy(f"{key}.pub", folder / "store" / "trust")
    state = json.dumps({"n": 1, "current": [1, 1], "previous": [0, 0], "ratchet": [1, 1], "proven": [0, 0], "site": "growth", "rejected": [],
                        "reasons": [], "clock": 0}).encode()
    (folder / "store" / "state.a").write_bytes(hashlib.blake2b(state, digest_size=32).hexdigest().encode() + b"\n" + state)


def make_calendar(path, count):
    rng, lines = random.Random(2), ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//growth//EN"]
    rules = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY")
    today = int(time.time()) // 86400
    for i in range(count):
        repeats = i % 100 < RULES_OF_100
        day = time.gmtime((today - rng.randrange(0, 1500 if repeats else 700) + (0 if repeats else 350)) * 86400)
        start = time.strftime("%Y%m%d", day) + f"T{rng.randrange(8, 20):02}0000"
        lines += ["BEGIN:VEVENT", f"UID:{i}@growth", f"DTSTAMP:{start}Z", f"DTSTART;TZID=Europe/Copenhagen:{start}", "DURATION:PT1H",
                  f"SUMMARY:{sentence(rng, 5)}", f"DESCRIPTION:{sentence(rng, 20)}", f"LOCATION:{sentence(rng, 3)}"]
        lines += [f"RRULE:{rules[i % len(rules)]}"] if repeats else []
        lines += ["END:VEVENT"]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]))


class Bench:
    def __init__(self, temp, screen):
        self.temp, self.results = temp, {}
        (temp / "runtime").mkdir(mode=0o700)
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "XDG_", "WAYLAND_", "DBUS_"))}
        self.environment.update(DISPLAY=screen.name, HOME=str(temp), XDG_RUNTIME_DIR=str(temp / "runtime"))
        self.watcher = Watcher(str(ROOT / "build" / "release" / "bench" / "watcher"), self.environment)
        do([BIN / "kioskctl", "key", "new", "-o", temp / "key"])
        for size in SLIDES:
            (temp / size).mkdir()
            make_site(temp / size / "site", SLIDES[size])
            make_store(temp / size, temp / size / "site", temp / "key")
            make_calendar(temp / size / "calendar.ics", EVENTS[size])

    def note(self, size, **values):
        for key, value in values.items():
            self.results.setdefault((size, key), []).append(value)

    def start(self, size):
        watching = self.watcher.start_until(CORNER, GROUND)
        time.sleep(0.1)  # the watcher connects to X first
        with Running([str(BIN / "kiosk"), "--store", str(self.temp / size / "store"), "--screen", "one", "--counters",
                      str(self.temp / "counters.db")], self.environment, self.temp / "log") as running:
            moment = self.watcher.moment(watching, running)
            cpu = 1000 * cpu_seconds(running.pids())
            time.sleep(2)
            running.check()
            self.note(size, start=1000 * (moment - running.exec_moment), start_cpu=cpu, pss=pss_mb(running.process.pid))

    def timed(self, command, source):
        """(ms, CPU ms); the exit status of check says what it found, not whether it ran."""
        def used():
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return usage.ru_utime + usage.ru_stime

        with open(source or os.devnull, "rb") as taken:
            begun, before = time.monotonic(), used()
            done = subprocess.run([str(word) for word in command], stdin=taken, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            took, cpu = 1000 * (time.monotonic() - begun), 1000 * (used() - before)
        if done.returncode > 1 or (source and done.returncode):
            raise Unmeasured(f"{command[0]} ends with {done.returncode}: {done.stderr.decode(errors='replace')[-400:]}")
        return took, cpu

    def once(self, size, counts):
        if counts:
            self.start(size)
        check, check_cpu = self.timed([BIN / "kioskctl", "check", "--static", self.temp / size / "site"], None)
        calendar, calendar_cpu = self.timed([BIN / "kiosk-intake", "ics"], self.temp / size / "calendar.ics")
        if counts:
            self.note(size, check=check, check_cpu=check_cpu, calendar=calendar, calendar_cpu=calendar_cpu)

    def median(self, size, key):
        return statistics.median(self.results[size, key])

    def table(self):
        heads = [f"{SLIDES[size]} slides, {EVENTS[size]} events" for size in SLIDES]
        print(" " * 26 + "".join(f"  {head:>28}" for head in heads) + "    times")
        for key, heading, digits in FIGURES:
            cells = []
            for size in SLIDES:
                values = self.results[size, key]
                cells.append(f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f}, n={len(values)})")
            times = self.median("large", key) / self.median("small", key)
            print(f"{heading:<26}" + "".join(f"  {cell:>28}" for cell in cells) + f"  {times:7.2f}")

    def targets(self):
        rows = [("start, times the small site's", self.median("large", "start") / self.median("small", "start"), 1.1),
                ("PSS, times the small site's", self.median("large", "pss") / self.median("small", "pss"), 1.1),
                ("check --static, ms", self.median("large", "check"), 300),
                ("calendar in the jail, ms", self.median("large", "calendar"), 150)]
        print("\nTargets (medians):")
        for what, value, limit in rows:
            print(f"  {'pass' if value <= limit else 'MISS':<6}{what:<34}{value:>8.2f}  (target ≤ {limit})")


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=7, metavar="N", help="of each size (default 7)")
    options = parser.parse_args()
    if options.turns < 1:
        parser.error("--turns: at least 1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    screen = None
    with tempfile.TemporaryDirectory(prefix="kiosk-growth-") as name:
        try:
            screen = Screen()
            bench = Bench(Path(name), screen)
            for turn in range(options.turns + 1):  # the first warms the page cache
                for size in SLIDES:
                    if turn == 0:
                        bench.start(size)
                        bench.results.clear()
                    bench.once(size, turn > 0)
            bench.table()
            bench.targets()
            return 0
        except (Unmeasured, OSError) as problem:
            print(f"tests/bench/growth: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            if screen:
                screen.close()


if __name__ == "__main__":
    sys.exit(main())
