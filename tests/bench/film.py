"""Measures how kiosk plays a film beside mpv (--vo=x11), ffplay and Chromium's <video>, in one run, taking turns, with the same file in full
HD, 30 frames a second at 8 Mbit/s, in a loop, on Xvfb 1920x1080x24; and kiosk-film alone; and prints one table: median (min-max, n).

Which frame is on screen is seen by a program of its own (film_watcher.c) that reads the number in it, twice a millisecond. Late is what
comes more than 16 ms after its time, by the clock that most of the round keeps. Screens take no more than 30 frames a second: with --rate 60
the others play a film of 60, and kiosk what kioskctl film add makes of it, every other frame. All is warm. Takes about ten minutes on a
quiet machine, and says how busy it was.
Exit status: 0 measured (whether targets are met or not), 1 something could not be measured, 2 wrong usage."""
import argparse
import os
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
import film_material as material  # noqa: E402
from measure import Comparison, Running, Screen, Unmeasured, cpu_seconds, machine_busy, pss_mb  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
PAGE = """<!doctype html><meta charset="utf-8"><title>bench</title>
<style>html, body { margin: 0; background: #606060; overflow: hidden; cursor: none }
video { position: absolute; left: 0; top: 0; width: 1920px; height: 1080px }</style>
<body><video src="%s" autoplay muted loop></video>
"""
FIGURES = [  # key, heading, digits
    ("start", "exec to first moving frame, ms", 0),
    ("start_cpu", "CPU to it, ms", 0),
    ("cpu", "CPU, cores", 3),
    ("x", "X server's CPU, cores", 3),
    ("pss", "PSS, MB", 0),
    ("shown", "frames shown", 0),
    ("dropped", "dropped", 0),
    ("late", "more than 16 ms late", 0),
    ("gap", "longest gap, ms", 1),
    ("loop", "longest gap at a loop, ms", 1),
    ("join", "kiosk-film: exec to any frame, ms", 0),
    ("join_cpu", "CPU to it, ms", 0),
    ("foreign", "cores busy elsewhere", 2),
]
LATE_S = 0.016
LENGTH = 12  # s of the film


def commands(temp, film):
    """{program: command}, in the order in which they take turns."""
    found = {"kiosk": [str(BUILD / "bin" / "kiosk"), "--site", str(temp / "site"), "--cache", str(temp / "cache"), "--screen", "one"],
             "mpv": ["mpv", "--no-config", "--vo=x11", "--fs", "--hwdec=no", "--loop-file=inf", "--no-audio", "--no-osc", "--osd-level=0",
                     "--no-terminal", "--no-input-default-bindings", str(film)],
             "ffplay": ["ffplay", "-v", "quiet", "-an", "-loop", "0", "-noborder", "-left", "0", "-top", "0", "-x", "1920", "-y", "1080",
                        str(film)],
             "chromium": ["chromium", "--kiosk", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-sync",
                          "--disable-component-update", "--disable-background-networking", "--password-store=basic",
                          "--autoplay-policy=no-user-gesture-required", "--window-position=0,0", "--window-size=1920,1080",
                          f"--user-data-dir={temp / 'chromium'}", *(["--no-sandbox"] if os.getuid() == 0 else []),
                          (temp / "page.html").as_uri()]}
    (temp / "page.html").write_text(PAGE % film.as_uri())
    return {name: command for name, command in found.items() if name == "kiosk" or shutil.which(command[0])}


def rounds(rows):
    """The numbers seen, in order, with their moments, cut where the film begins anew."""
    found = [[]]
    for moment, number in rows:
        if found[-1] and number < found[-1][-1][1]:
            found.append([])
        found[-1].append((moment, number))
    return found


def judge(rows, frames, rate, step):
    """What was seen of a film in which every `step`th frame is to be shown: frames shown, dropped, late, the longest gap (s) within a round,
    and where one follows another."""
    seen = [(moment, number) for moment, number in rows if number >= 0]
    dropped = late = 0
    gap = loop = 0.0
    parts = rounds(seen)
    for part in parts:
        dropped += sum((b - a) // step - 1 for (_, a), (_, b) in zip(part, part[1:]))
        gap = max([gap] + [b - a for (a, _), (b, _) in zip(part, part[1:])])
        clock = statistics.median(moment - number / rate for moment, number in part)
        late += sum(moment - number / rate - clock > LATE_S for moment, number in part)
    for before, after in zip(parts, parts[1:]):
        dropped += (frames + after[0][1] - before[-1][1]) // step - 1
        loop = max(loop, after[0][0] - before[-1][0])
    return {"shown": len(seen), "dropped": dropped, "late": late, "gap": 1000 * max(gap, loop), **({"loop": 1000 * loop} if loop else {})}


class Bench(Comparison):
    def __init__(self, temp, screen, frames, options):
        self.temp, self.screen, self.frames, self.options = temp, screen, frames, options
        (temp / "runtime").mkdir(mode=0o700)
        self.environment = {key: value for key, value in os.environ.items()
                            if not key.startswith(("SDL_", "XDG_", "WAYLAND_", "DBUS_"))}
        self.environment.update(DISPLAY=screen.name, HOME=str(temp), XDG_RUNTIME_DIR=str(temp / "runtime"))
        super().__init__(FIGURES)

    def note(self, program, **values):
        for key, value in values.items():
            self.results.setdefault((program, key), []).append(value)

    def watch(self, seconds):
        return subprocess.Popen([str(BUILD / "bench" / "film_watcher"), str(seconds), "500"], env=self.environment, stdout=subprocess.PIPE, text=True)

    def start(self, command):
        """The running program, once a frame of the film is seen, and the ms that took."""
        watching = self.watch(30)
        watching.stdout.readline()  # it watches
        running = Running(command, self.environment, self.temp / "log")
        try:
            for line in watching.stdout:
                moment, number = line.split()
                if int(number) >= 0:
                    return running, 1000 * (float(moment) - running.exec_moment)
            running.check()
            raise Unmeasured(f"{command[0]}: no frame came on screen, see {running.log}")
        except BaseException:
            running.__exit__()
            raise
        finally:
            watching.kill()
            watching.wait()
            watching.stdout.close()

    def once(self, program, command):
        running, ms = self.start(command)
        with running:
            self.note(program, start=ms, start_cpu=1000 * cpu_seconds(running.pids()))

    def play(self, program, command):
        running, _ = self.start(command)
        with running:
            time.sleep(3)
            seconds, x = self.options.seconds, [self.screen.process.pid]
            pids, began = running.pids(), time.monotonic()
            before, before_x, busy = cpu_seconds(pids), cpu_seconds(x), machine_busy()
            output, _ = self.watch(seconds).communicate()
            took = time.monotonic() - began
            pids = list({*pids, *running.pids()})
            own, own_x = cpu_seconds(pids) - before, cpu_seconds(x) - before_x
            running.check()
            rows = [(float(moment), int(number)) for moment, number in (line.split() for line in output.splitlines())][1:]
            foreign = max(0.0, (machine_busy() - busy - own - own_x) / took)  # the watcher's few per cent among that
            self.note(program, cpu=own / took, x=own_x / took, pss=pss_mb(running.process.pid), foreign=foreign,
                      **judge(rows, self.frames, self.options.rate, self.options.rate // material.FPS if program == "kiosk" else 1))

    def join(self, film):
        """kiosk-film alone, where most is to be decoded before: at the last frame of a GOP, in the middle."""
        frame = LENGTH // 2 * material.FPS + material.FPS - 1
        command = [str(BUILD / "bin" / "kiosk-film"), "one", "--film", str(film), "--index", str(film.with_suffix(".film.json")),
                   "--frame", str(frame)]
        for _ in range(self.options.starts):
            began, before = time.monotonic(), os.times()
            if len(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout) != material.WIDTH * material.HEIGHT * 3 // 2:
                raise Unmeasured("kiosk-film one: no whole frame")
            after = os.times()
            self.note("kiosk", join=1000 * (time.monotonic() - began),
                      join_cpu=1000 * (after.children_user + after.children_system - before.children_user - before.children_system))

    def all(self, programs, film):
        """`film`: what kiosk plays."""
        for command in programs.values():  # warms the page cache, kiosk's ready pictures and Chromium's profile
            running, _ = self.start(command)
            with running:
                time.sleep(1)
        for measure, count in ((self.once, self.options.starts), (self.play, self.options.plays)):
            for turn in range(count):
                for program, command in programs.items():
                    self.progress(f"{measure.__name__} {turn + 1}/{count}: {program}")
                    measure(program, command)
        self.join(film)
        self.progress("")

    def targets(self):
        rows = [("CPU, times mpv's", self.ratio("cpu", "kiosk", "mpv"), 0.75),
                ("PSS, player and decoder, MB", self.median("kiosk", "pss"), 100),
                ("frames dropped", self.median("kiosk", "dropped"), 0),
                ("frames late by more than 16 ms", self.median("kiosk", "late"), 0),
                ("longest gap at a loop, ms", self.median("kiosk", "loop"), 50),
                ("exec to first moving frame, times mpv's", self.ratio("start", "kiosk", "mpv"), 1),
                ("kiosk-film: joining in the middle, ms", self.median("kiosk", "join"), 300)]
        print("\nTargets (medians; for a machine that does nothing else):")
        for what, value, limit in rows:
            verdict = "not measured" if value is None else "pass" if value <= limit else "MISS"
            print(f"  {verdict:<13}{what:<46}{'–' if value is None else f'{value:.2f}':>8}  (target ≤ {limit})")


def main():
    parser = argparse.ArgumentParser(prog="tests/bench/film", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter turns, three minutes: for a first look")
    parser.add_argument("--starts", type=int, default=0, metavar="N", help="turns of start (default 7, quick 3)")
    parser.add_argument("--plays", type=int, default=0, metavar="N", help="turns of playing (default 2, quick 1)")
    parser.add_argument("--seconds", type=int, default=0, metavar="N", help="of a turn of playing (default 60, quick 25)")
    parser.add_argument("--rate", type=int, default=material.FPS, choices=(material.FPS, 2 * material.FPS), help="of the film (default 30)")
    parser.add_argument("--only", metavar="PROGRAM,…", default="", help="of kiosk, mpv, ffplay and chromium")
    options = parser.parse_args()
    options.starts = options.starts or (3 if options.quick else 7)
    options.plays = options.plays or (1 if options.quick else 2)
    options.seconds = options.seconds or (25 if options.quick else 60)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    screen = None
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as name:
        try:
            temp, given = Path(name), None
            if options.rate != material.FPS:
                given = temp / "given.mp4"
                material.make_film(given, LENGTH, rate=options.rate)
            film = material.make_site(temp / "site", LENGTH, ["film"], given=given)
            programs = commands(temp, given or film)
            if options.only:
                programs = {program: command for program, command in programs.items() if program in options.only.split(",")}
            screen = Screen()
            bench = Bench(temp, screen, LENGTH * options.rate, options)
            bench.all(programs, film)
            bench.table(programs)
            bench.targets()
            return 0
        except (Unmeasured, OSError, subprocess.CalledProcessError) as problem:
            print(f"tests/bench/film: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        finally:
            if screen:
                screen.close()


if __name__ == "__main__":
    sys.exit(main())
