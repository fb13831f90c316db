"""Plays a film on two screens for hours, at real speed, as a town hall would: again and again, with slides between. Every few minutes the
decoder of one of them is killed (kill -9); for a third of each minute the film is read from a disk that others write to, none of it from
memory. Looks for:
  no black picture, ever; every decoder that was killed is replaced, and no film is set aside
  no more memory (1 MB) and no more open files of the player at the end than after the warm-up
  both screens show the same frame, one apart at most, but for 3 s after a kill (99.9 % of the time that both show the film)
Prints a line each minute, and at the end what was found. Leaves nothing behind.
Exit status: 0 all held, 1 something did not, or could not be looked for, 2 wrong usage."""
import argparse
import bisect
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
import film_material as material  # noqa: E402
from measure import Running, Screen, Unmeasured, machine_busy, tree  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
LENGTH = 12  # s of the film
SLIDES = ["film", {"id": "still", "type": "text", "headline": {"en": "A slide between"}, "dwell_seconds": 6}, "film", "film"]
APART_S, AFTER_KILL_S, GROWTH_KB = 0.005, 3, 1024
LOOK_US = 2000


class Player:
    """kiosk on an X screen of its own, and who watches that."""

    def __init__(self, name, temp, site, seconds):
        self.name, self.screen = name, Screen()
        self.runtime = temp / name
        self.runtime.mkdir(mode=0o700)
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "XDG_", "WAYLAND_", "DBUS_"))}
        self.environment.update(DISPLAY=self.screen.name, HOME=str(temp), RUNTIME_DIRECTORY=str(self.runtime))
        self.seen = temp / f"{name}.seen"
        with self.seen.open("wb") as output:
            self.watcher = subprocess.Popen([str(BUILD / "bench" / "film_watcher"), str(seconds + 60), str(LOOK_US)], env=self.environment,
                                            stdout=output)
        self.running = Running([str(BUILD / "bin" / "kiosk"), "--site", str(site), "--cache", str(temp / "cache"), "--screen", name,
                                "--counters", str(self.runtime / "counters.db")], self.environment, temp / f"{name}.log")
        self.killed = []

    def close(self):
        self.watcher.kill()
        self.watcher.wait()
        self.running.__exit__()
        self.screen.close()

    def decoders(self):
        return [pid for pid in tree(self.running.process.pid) if name_of(pid) == "kiosk-film"]

    def kill_decoder(self):
        """False: none runs now."""
        for pid in self.decoders():
            os.kill(pid, signal.SIGKILL)
            self.killed.append(time.monotonic())
            return True
        return False

    def memory_kb(self):
        """Of the player without its decoder: what is its own alone."""
        lines = Path(f"/proc/{self.running.process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(("Private_Dirty:", "Private_Clean:", "Swap:")))

    def files(self):
        return len(list(Path(f"/proc/{self.running.process.pid}/fd").iterdir()))

    def films(self):
        try:
            return json.loads((self.runtime / "status.json").read_text())["films"]
        except (OSError, ValueError, KeyError):
            return {}

    def rows(self):
        return [(float(moment), int(number)) for moment, number in (line.split() for line in self.seen.read_text().splitlines() if " " in line)]


def name_of(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def slow_disk(film, stop):
    """For 20 s of each minute the film is dropped from memory again and again, and others write."""
    junk = film.with_suffix(".junk")
    began = time.monotonic()
    while not stop.wait(0.2):
        if (time.monotonic() - began) % 60 > 20:
            continue
        with junk.open("wb") as file:
            file.write(os.urandom(1 << 20) * 8)
            os.fsync(file.fileno())
        with film.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    junk.unlink(missing_ok=True)


def at(rows, moments, moment):
    place = bisect.bisect_right(moments, moment) - 1
    return rows[place][1] if place >= 0 else None


def apart(players, frames, begin):
    """(share of the time in which both show the film and are more than one frame apart, seconds of that time)."""
    one, two = (player.rows() for player in players)
    first, second = [row[0] for row in one], [row[0] for row in two]
    kills = [moment for player in players for moment in player.killed]
    moment, both, wrong = max(first[0], second[0], begin), 0, 0
    while moment < min(first[-1], second[-1]):
        a, b = at(one, first, moment), at(two, second, moment)
        calm = all(not 0 <= moment - kill < AFTER_KILL_S for kill in kills)
        if a is not None and b is not None and a >= 0 and b >= 0 and calm:
            both += 1
            off = abs(a - b)
            wrong += min(off, frames - off) > 1
        moment += APART_S
    return wrong / both if both else 1, both * APART_S


def soak(options, temp):
    seconds, warm_s = options.minutes * 60, min(600, options.minutes * 60 // 4)
    film = material.make_site(temp / "site", LENGTH, SLIDES, ("left", "right"))
    stop = threading.Event()
    disk = threading.Thread(target=slow_disk, args=(film, stop))
    players, samples, busiest = [], {}, 0.0
    try:
        players = [Player(name, temp, temp / "site", seconds) for name in ("left", "right")]
        disk.start()
        began = last = time.monotonic()
        next_kill, turn, busy, minute = began + options.kill * 60, 0, machine_busy(), 0
        while time.monotonic() < began + seconds:
            time.sleep(1)
            now = time.monotonic()
            for player in players:
                player.running.check()
                samples.setdefault(player.name, []).append((now - began, player.memory_kb(), player.files()))
            if now >= next_kill and players[turn % 2].kill_decoder():
                next_kill, turn = now + options.kill * 60, turn + 1
            if now - last >= 60:
                minute += 1
                load = (machine_busy() - busy) / (now - last)
                busiest, busy, last = max(busiest, load), machine_busy(), now
                print(f"{minute:4} min  " + "  ".join(
                    f"{player.name}: {player.memory_kb()} KB, {player.files()} files, {player.films()}" for player in players)
                    + f"  {load:.1f} cores busy", flush=True)
        grown = {name: [least(rows, seconds, i) - least(rows, warm_s, i) for i in (1, 2)] for name, rows in samples.items()}
        return judge(players, grown, began, busiest)
    finally:
        stop.set()
        if disk.is_alive():
            disk.join()
        for player in players:
            player.close()


def least(samples, until_s, i):
    """Of the minute before: a picture that is being prepared comes and goes, and so does a decoder's socket."""
    return min(row[i] for row in samples if until_s - 60 <= row[0] <= until_s + 1)


def judge(players, grown, began, busiest):
    fine = True

    def say(held, what):
        nonlocal fine
        fine &= held
        print(f"  {'pass' if held else 'MISS'}  {what}")

    print(f"\nFound (up to {busiest:.1f} cores were busy):")
    for player in players:
        rows, films = player.rows(), player.films()
        first = next((i for i, row in enumerate(rows) if row[1] >= 0), len(rows))
        black = sum(number == -2 for _, number in rows[first:])
        say(first < len(rows), f"{player.name}: the film was seen")
        say(black == 0, f"{player.name}: black was seen {black} times")
        say(films.get("restarts", -1) >= len(player.killed) and not films.get("set_aside", ["?"]),
            f"{player.name}: {len(player.killed)} decoders killed, {films.get('restarts')} started again, set aside: {films.get('set_aside')}")
        memory, files = grown[player.name]
        say(memory <= GROWTH_KB, f"{player.name}: {memory} KB more than after the warm-up")
        say(files <= 0, f"{player.name}: {files} more open files")
        print(f"        {player.name}: {films.get('presented')} frames presented, {films.get('dropped')} dropped, {films.get('late')} late")
    share, looked = apart(players, LENGTH * material.FPS, began)
    say(share <= 0.001, f"more than one frame apart for {share * 100:.3f} % of {looked:.0f} s in which both showed the film")
    return fine


def main():
    parser = argparse.ArgumentParser(prog="tests/soak/film", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=120, metavar="N", help="default 120; the first ten, or a quarter, are the warm-up")
    parser.add_argument("--kill", type=float, default=10, metavar="N", help="minutes from one killed decoder to the next (default 10)")
    options = parser.parse_args()
    if options.minutes < 2 or options.kill <= 0:
        parser.error("--minutes: at least 2; --kill: more than 0")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="kiosk-soak-") as name:
        try:
            return 0 if soak(options, Path(name)) else 1
        except (Unmeasured, OSError, subprocess.CalledProcessError) as problem:
            print(f"tests/soak/film: {problem}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130


if __name__ == "__main__":
    sys.exit(main())
