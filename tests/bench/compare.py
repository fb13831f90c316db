"""Measures kiosk beside the least an SDL2 program can do (yardstick.c) and beside Chromium in kiosk mode, in one run, taking turns,
with the same 12 full-HD pictures on Xvfb 1920x1080x24, and prints one table: median (min-max, n).

What is on screen is seen by a program of its own (watcher.c) that reads a pixel of the X screen every millisecond. All is warm: each
program runs once before it counts. Needs no network. Takes about eight minutes; run it on a quiet machine.
Exit status: 0 measured (whether targets are met or not), 1 something could not be measured, 2 wrong usage."""
import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import material  # noqa: E402
from measure import Comparison, Running, Screen, Unmeasured, Watcher, cpu_seconds, fades, machine_busy, pss_mb  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"

FIGURES = [  # key, heading, digits
    ("start", "exec to first slide, ms", 0),
    ("start_cpu", "CPU to first slide, ms", 0),
    ("pss", "PSS, MB", 1),
    ("still", "still slide, CPU s/min", 3),
    ("frames", "frames per 500 ms fade", 0),
    ("own_frames", "frames per change, by its own count", 1),
    ("gap", "longest gap in a fade, ms", 1),
    ("fade_cpu", "CPU in a fade, ms", 1),
    ("change_cpu", "CPU per slide change, ms", 1),
    ("foreign", "cores busy elsewhere", 2),
]


def commands(temp, pictures):
    """{program: {"still": command, "play": command}}, in the order in which they take turns."""
    chromium = shutil.which("chromium")
    files = [str(picture) for picture in pictures]
    found = {"kiosk": {screen: [str(BUILD / "bin" / "kiosk"), "--site", str(temp / "site"), "--cache", str(temp / "cache"),
                                "--screen", screen] for screen in ("still", "play")},
             # its dwell time begins after the fade
             "yardstick": {screen: [str(BUILD / "bench" / "yardstick"), str(ms), *files]
                           for screen, ms in (("still", material.STILL_SECONDS * 1000), ("play", 500))}}
    if chromium:
        found["chromium"] = {screen: [
            chromium, "--kiosk", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-sync",
            "--disable-component-update", "--disable-background-networking", "--password-store=basic", "--window-position=0,0",
            "--window-size=1920,1080", f"--user-data-dir={temp / 'chromium'}", *(["--no-sandbox"] if os.getuid() == 0 else []),
            (temp / "pictures" / f"{screen}.html").as_uri()] for screen in ("still", "play")}
    return found


class Bench(Comparison):
    def __init__(self, temp, screen, options):
        self.temp, self.options = temp, options
        runtime = temp / "runtime"
        runtime.mkdir(mode=0o700)
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("SDL_", "XDG_", "WAYLAND_", "DBUS_"))}
        self.environment.update(DISPLAY=screen.name, HOME=str(temp), XDG_RUNTIME_DIR=str(runtime))
        self.watcher = Watcher(str(BUILD / "bench" / "watcher"), self.environment)
        self.screen = screen
        super().__init__(FIGURES)

    def note(self, program, **values):
        for key, value in values.items():
            self.results.setdefault((program, key), []).append(value)

    def start(self, command):
        """The running program, once its first slide is seen, and the ms that took."""
        watching = self.watcher.start_until(material.MARKER, material.MARKER_COLOUR)
        time.sleep(0.1)  # the watcher connects to X first
        running = Running(command, self.environment, self.temp / "log")
        try:
            moment = self.watcher.moment(watching, running)
        except BaseException:
            running.__exit__()
            raise
        return running, 1000 * (moment - running.exec_moment)

    def foreign(self, running, seconds, busy, own):
        x = [self.screen.process.pid]
        return max(0.0, (machine_busy() - busy - (cpu_seconds(running.pids() + x) - own)) / seconds)

    def own_counts(self):
        """What kiosk itself says in its status file."""
        try:
            return json.loads((self.temp / "runtime" / "kiosk" / "status.json").read_text())["counts"]
        except (OSError, ValueError, KeyError):
            return None

    def once(self, program, command):
        running, ms = self.start(command)
        with running:
            self.note(program, start=ms, start_cpu=1000 * cpu_seconds(running.pids()))

    def still(self, program, command):
        running, _ = self.start(command)
        with running:
            time.sleep(3)
            pids, seconds, x = running.pids(), self.options.still_seconds, [self.screen.process.pid]
            before, busy, own = cpu_seconds(pids), machine_busy(), cpu_seconds(pids + x)
            time.sleep(seconds)
            self.note(program, still=(cpu_seconds(pids) - before) * 60 / seconds,
                      foreign=self.foreign(running, seconds, busy, own))
            running.check()

    def play(self, program, command):
        running, _ = self.start(command)
        with running:
            time.sleep(material.COUNT + 1)
            pids, before = running.pids(), self.own_counts()
            samples = self.watcher.record(material.LAMP, material.COUNT, pids)
            running.check()
            after = self.own_counts() if program == "kiosk" else None
            if after and before and after["slides"] > before["slides"]:
                self.note(program, own_frames=(after["frames"] - before["frames"]) / (after["slides"] - before["slides"]))
            seen = fades(samples)
            if len(seen) < material.COUNT / 2:
                raise Unmeasured(f"{program}: only {len(seen)} whole fades seen in {material.COUNT} seconds")
            for frames, cpu, gap in seen:
                self.note(program, frames=frames, fade_cpu=1000 * cpu, gap=gap)
            whole = samples[-1][0] - samples[0][0]
            self.note(program, change_cpu=1000 * (samples[-1][2] - samples[0][2]) / whole, pss=pss_mb(running.process.pid))

    def all(self, programs):
        turns = [(self.once, "still", self.options.starts), (self.play, "play", self.options.plays),
                 (self.still, "still", self.options.stills)]
        for command in programs.values():  # warms the page cache, kiosk's ready pictures and Chromium's profile
            for kind in ("still", "play"):
                running, _ = self.start(command[kind])
                with running:
                    time.sleep(material.COUNT if kind == "play" else 1)
        for measure, kind, count in turns:
            for turn in range(count):
                for program, command in programs.items():
                    self.progress(f"{measure.__name__} {turn + 1}/{count}: {program}")
                    measure(program, command[kind])
        self.progress("")

    def targets(self):
        rows = [("start, times the yardstick's", self.ratio("start", "kiosk", "yardstick"), "≤", 1.2),
                ("start, times faster than Chromium", self.ratio("start", "chromium", "kiosk"), "≥", 6),
                ("PSS, MB", self.median("kiosk", "pss"), "≤", 70),
                ("still slide, CPU s/min", self.median("kiosk", "still"), "≤", 0.05),
                ("frames of 30 in a fade", self.median("kiosk", "frames"), "≥", 29),
                ("CPU of a fade, times the yardstick's", self.ratio("fade_cpu", "kiosk", "yardstick"), "≤", 1.3),
                ("CPU of a slide change, times the yardstick's", self.ratio("change_cpu", "kiosk", "yardstick"), "≤", 1.3)]
        print("\nTargets (medians):")
        for what, value, sign, limit in rows:
            verdict = "not measured" if value is None else "pass" if (value <= limit) == (sign == "≤") or value == limit else "MISS"
            shown = "–" if value is None else f"{value:.3f}"
            print(f"  {verdict:<13}{what:<46}{shown:>8}  (target {sign} {limit})")


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/run", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer turns, three minutes: for a first look")
    parser.add_argument("--starts", type=int, default=0, metavar="N", help="turns of start (default 7, quick 3)")
    parser.add_argument("--plays", type=int, default=0, metavar="N", help="turns of 24 s of playing (default 3, quick 1)")
    parser.add_argument("--stills", type=int, default=0, metavar="N", help="turns of a still slide (default 2, quick 1)")
    parser.add_argument("--only", metavar="PROGRAM,…", default="", help="of kiosk, yardstick and chromium")
    options = parser.parse_args()
    options.starts = options.starts or (3 if options.quick else 7)
    options.plays = options.plays or (1 if options.quick else 3)
    options.stills = options.stills or (1 if options.quick else 2)
    options.still_seconds = 10 if options.quick else 20
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    screen = None
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        try:
            temp = Path(name)
            pictures = material.make_pictures(temp / "pictures", "/usr/bin/convert")
            material.make_site(temp / "site", pictures)
            material.make_page(temp / "pictures")
            programs = commands(temp, pictures)
            if options.only:
                programs = {program: command for program, command in programs.items() if program in options.only.split(",")}
            elif "chromium" not in programs:
                print("Chromium is left out: apt install chromium")
            screen = Screen()
            bench = Bench(temp, screen, options)
            bench.all(programs)
            bench.table(programs)
            bench.targets()
            return 0
        except (Unmeasured, OSError) as problem:
            print(f"tests/bench/run: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            if screen:
                screen.close()


if __name__ == "__main__":
    sys.exit(main())
