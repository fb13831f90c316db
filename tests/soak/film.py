"""Plays a film for hours, at real speed, as a town hall would: on two screens, again and again, with slides between, and on a third one in the
guide, where a visitor comes, plays a film with sound to its end, and leaves. Every few minutes the decoder of one of them is killed (kill -9);
for a third of each minute the films are read from a disk that others write to, none of them from memory. Looks for:
  no black picture, ever; every decoder that was killed is replaced, and no film is set aside
  no more memory (1 MB) and no more open files of each player at the end than after the warm-up
  the two screens show the same frame, one apart at most, but for 3 s after a kill (99.9 % of the time that both show the film)
  what is heard is no more than 40 ms from its picture, but for 3 s after a kill (99.9 % of the flashes and clicks)
Prints a line each minute, and at the end what was found, also what of a player's memory has grown. Leaves nothing behind.
Exit status: 0 all held, 1 something did not, or could not be looked for, 2 wrong usage."""
import argparse
import bisect
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
from measure import Unmeasured, machine_busy  # noqa: E402
from players import Heard, Seen, in_words  # noqa: E402

LENGTH = 12  # s of the film
SLIDES = ["film", {"id": "still", "type": "text", "headline": {"en": "A slide between"}, "dwell_seconds": 6}, "film", "film"]
APART_S, GROWTH_KB, TOGETHER_S, SHARE = 0.005, 1024, 0.040, 0.001
LOOKED_AT_S = 60


def slow_disk(films, stop):
    """For 20 s of each minute the films are dropped from memory again and again, and others write."""
    junk = films[0].with_suffix(".junk")
    began = time.monotonic()
    while not stop.wait(0.2):
        if (time.monotonic() - began) % 60 > 20:
            continue
        with junk.open("wb") as file:
            file.write(os.urandom(1 << 20) * 8)
            os.fsync(file.fileno())
        for film in films:
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
    moment, both, wrong = max(first[0], second[0], begin), 0, 0
    while moment < min(first[-1], second[-1]):
        a, b = at(one, first, moment), at(two, second, moment)
        calm = all(player.calm(moment) for player in players)
        if a is not None and b is not None and a >= 0 and b >= 0 and calm:
            both += 1
            off = abs(a - b)
            wrong += min(off, frames - off) > 1
        moment += APART_S
    return wrong / both if both else 1, both * APART_S


class Memory:
    """What players need, second by second, and, where it was least in the last minute of each `warm_s`, of what it consisted."""

    def __init__(self, warm_s):
        self.warm_s, self.samples, self.mappings = warm_s, {}, {}

    def look(self, player, into_s):
        kb, number = player.memory_kb(), int(into_s // self.warm_s)
        self.samples.setdefault(player.name, []).append((into_s, kb, player.files()))
        leasts = self.mappings.setdefault(player.name, {})
        if into_s % self.warm_s >= self.warm_s - LOOKED_AT_S and (number not in leasts or kb < leasts[number][0]):
            leasts[number] = (kb, player.mappings())

    def grown(self, player, until_s):
        """(KB, files) since the warm-up."""
        rows = self.samples[player.name]
        return tuple(least(rows, until_s, i) - least(rows, self.warm_s, i) for i in (1, 2))

    def where(self, player):
        """What has grown since the warm-up, the most first, and how from look to look."""
        looks = [mappings for _, (_, mappings) in sorted(self.mappings[player.name].items())]
        names = {name for mappings in looks for name in mappings}
        grown = sorted(((looks[-1].get(name, 0) - looks[0].get(name, 0), name) for name in names), reverse=True)
        return [f"+{kb} KB {name}: {[mappings.get(name, 0) for mappings in looks]}" for kb, name in grown[:6] if kb > 0]


def minute_line(players, began):
    def of(player):
        text = f"{player.name}: {player.memory_kb()} KB, {player.files()} files, {player.films()}"
        return text + (f", {in_words(player.behind(began))}" if isinstance(player, Heard) else "")
    return "  ".join(map(of, players))


def soak(options, temp):
    seconds, warm_s = options.minutes * 60, min(600, options.minutes * 60 // 4)
    film = material.make_site(temp / "site", LENGTH, SLIDES, ("left", "right"))
    stop, disk, players, memory, busiest = threading.Event(), None, [], Memory(warm_s), 0.0
    try:
        players.append(Heard("visitor", temp, seconds))
        disk = threading.Thread(target=slow_disk, args=([film, players[0].film], stop))
        players += [Seen(name, temp, temp / "site", seconds) for name in ("left", "right")]
        disk.start()
        began = last = time.monotonic()
        next_kill, turn, busy, minute = began + options.kill * 60, 0, machine_busy(), 0
        while time.monotonic() < began + seconds:
            time.sleep(1)
            now = time.monotonic()
            for player in players:
                player.running.check()
                memory.look(player, now - began)
            if now >= next_kill and players[turn % len(players)].kill_decoder():
                next_kill, turn = now + options.kill * 60, turn + 1
            if now - last >= 60:
                minute += 1
                load = (machine_busy() - busy) / (now - last)
                busiest, busy, last = max(busiest, load), machine_busy(), now
                print(f"{minute:4} min  {minute_line(players, began)}  {load:.1f} cores busy", flush=True)
        print(f"\nFound (up to {busiest:.1f} cores were busy):")
        return judge(players, memory, began, seconds)
    finally:
        stop.set()
        if disk and disk.is_alive():
            disk.join()
        for player in players:
            player.close()


def least(samples, until_s, i):
    """Of the minute before: a picture that is being prepared comes and goes, and so does a decoder's socket."""
    return min(row[i] for row in samples if until_s - LOOKED_AT_S <= row[0] <= until_s + 1)


def judge(players, memory, began, seconds):
    fine = True

    def say(held, what):
        nonlocal fine
        fine &= held
        print(f"  {'pass' if held else 'MISS'}  {what}")

    for player in players:
        films = player.films()
        say(films.get("restarts", -1) >= len(player.killed) and not films.get("set_aside", ["?"]),
            f"{player.name}: {len(player.killed)} decoders killed, {films.get('restarts')} started again, set aside: {films.get('set_aside')}")
        kb, files = memory.grown(player, seconds)
        say(kb <= GROWTH_KB, f"{player.name}: {kb} KB more than after the warm-up")
        for line in memory.where(player):
            print(f"        {line}")
        say(files <= 0, f"{player.name}: {files} more open files")
        print(f"        {player.name}: {films.get('presented')} frames presented, {films.get('dropped')} dropped, {films.get('late')} late")
    screens = [player for player in players if isinstance(player, Seen)]
    for player in screens:
        rows = player.rows()
        first = next((i for i, row in enumerate(rows) if row[1] >= 0), len(rows))
        black = sum(number == -2 for _, number in rows[first:])
        say(first < len(rows), f"{player.name}: the film was seen")
        say(black == 0, f"{player.name}: black was seen {black} times")
    share, looked = apart(screens, LENGTH * material.FPS, began)
    say(share <= SHARE, f"more than one frame apart for {share * 100:.3f} % of {looked:.0f} s in which both showed the film")
    for player in players:
        if isinstance(player, Heard):
            behind = player.behind(began)
            wrong = sum(offset is None or abs(offset) > TOGETHER_S for offset in behind)
            say(len(behind) >= seconds * 0.8, f"{player.name}: {in_words(behind)}")
            say(wrong <= len(behind) * SHARE, f"{player.name}: {wrong} of them not heard, or more than {TOGETHER_S * 1000:.0f} ms from the picture")
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
