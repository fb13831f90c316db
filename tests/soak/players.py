"""The players of tests/soak/film: kiosk on two X screens of which somebody else reads what is on, and kiosk with a visitor, of which
somebody hears the sound."""
import bisect
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bench"))
from measure import Running, Screen, dies_with_parent, tree  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"
EAR = ROOT / "tests" / "support" / "ear.py"
LOOK_US, AFTER_KILL_S, APART_MAX_S = 2000, 3, 0.3
# What it has written, in memory or swapped out. A library's clean pages are its alone only while no other program has them mapped: they would
# count as grown when that one ends, and the kernel can drop them.
PRIVATE = ("Private_Dirty:", "Swap:")


def name_of(pid):
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


class Player:
    """kiosk with decoders below it; who is killed, and when."""

    def __init__(self, name, temp, command, environment):
        self.name, self.runtime, self.killed = name, temp / name, []
        self.runtime.mkdir(mode=0o700)
        own = {"HOME": str(temp), "RUNTIME_DIRECTORY": str(self.runtime)}
        self.running = Running([str(BUILD / "bin" / command[0]), *command[1:], "--counters", str(self.runtime / "counters.db")],
                               {**environment, **own}, temp / f"{name}.log")

    def close(self):
        self.running.__exit__()

    def decoders(self):
        return [pid for pid in tree(self.running.process.pid) if name_of(pid) == "kiosk-film"]

    def kill_decoder(self):
        """False: none runs now."""
        for pid in self.decoders():
            os.kill(pid, signal.SIGKILL)
            self.killed.append(time.monotonic())
            return True
        return False

    def calm(self, moment):
        return all(not 0 <= moment - kill < AFTER_KILL_S for kill in self.killed)

    def memory_kb(self):
        """Of the player without its decoder: what it has written and nobody shares."""
        lines = Path(f"/proc/{self.running.process.pid}/smaps_rollup").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(PRIVATE))

    def mappings(self):
        """{what is mapped: KB of it that the player has written}; memory without a name by its place."""
        found, name = {}, ""
        for line in Path(f"/proc/{self.running.process.pid}/smaps").read_text().splitlines():
            head = re.match(r"([0-9a-f]+)-[0-9a-f]+ (\S+) \S+ \S+ \S+ *(.*)", line)
            if head:
                name = head[3] or f"memory at {head[1]} {head[2]}"
            elif line.startswith(PRIVATE):
                found[name] = found.get(name, 0) + int(line.split()[1])
        return found

    def files(self):
        return len(list(Path(f"/proc/{self.running.process.pid}/fd").iterdir()))

    def films(self):
        try:
            return json.loads((self.runtime / "status.json").read_text())["films"]
        except (OSError, ValueError, KeyError):
            return {}


def plain_environment():
    return {key: value for key, value in os.environ.items() if not key.startswith(("SDL_", "XDG_", "WAYLAND_", "DBUS_"))}


class Seen(Player):
    """On an X screen of its own, and who watches that."""

    def __init__(self, name, temp, site, seconds):
        self.screen = Screen()
        environment = {**plain_environment(), "DISPLAY": self.screen.name}
        self.seen = temp / f"{name}.seen"
        with self.seen.open("wb") as output:
            self.watcher = subprocess.Popen([str(BUILD / "bench" / "film_watcher"), str(seconds + 60), str(LOOK_US)], env=environment,
                                            stdout=output, preexec_fn=dies_with_parent)
        super().__init__(name, temp, ["kiosk", "--site", str(site), "--cache", str(temp / "cache"), "--screen", name], environment)

    def close(self):
        self.watcher.kill()
        self.watcher.wait()
        super().close()
        self.screen.close()

    def rows(self):
        return [(float(moment), int(number)) for moment, number in (line.split() for line in self.seen.read_text().splitlines() if " " in line)]


class Heard(Player):
    """A visitor comes, plays the film of the guide to its end, and leaves, again and again. The loudspeaker is a pipe."""

    def __init__(self, name, temp, seconds):
        site, length = temp / "town", max(60, seconds // 300)  # SCRIPT_STEPS_MAX
        self.film = make_guide(site, temp / "made", length)
        self.seen, self.heard, pipe = temp / f"{name}.seen", temp / f"{name}.heard", temp / f"{name}.pipe"
        visit = f"press English\npress I visit\npress The film\npress Play\nwait {length * 1000 + 500}\npress Clear and leave\nwait 500\n"
        (temp / "visit").write_text(f"watch {self.seen}\n" + visit * (seconds // length + 1))
        os.mkfifo(pipe)
        self.ear = subprocess.Popen([sys.executable, str(EAR), "clicks", str(pipe), str(self.heard)], preexec_fn=dies_with_parent)
        sound = {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(pipe), "SDL_DISKAUDIODELAY": "0"}
        super().__init__(name, temp, ["kiosk-driven", "--site", str(site), "--cache", str(temp / "town-cache"), "--screen", "raadhus",
                                      "--headless", "--window", "960x540", "--at", "2026-11-24T10:00", "--visit", str(temp / "visit")],
                         {**plain_environment(), **sound})

    def close(self):
        super().close()
        self.ear.kill()
        self.ear.wait()

    def flashes(self):
        """When the picture got bright."""
        found, before = [], 255
        for line in self.seen.read_text().splitlines()[:-1]:  # the last may be half a line
            moment, bright = map(int, line.split())
            if bright > 128 >= before:
                found.append(moment / 1e9)
            before = bright
        return found

    def behind(self, since):
        """How far the sound was behind the picture at each flash since then, s; None: nothing was heard near one."""
        sounds, found = [float(line) for line in self.heard.read_text().splitlines()[:-1]], []
        for flash in (flash for flash in self.flashes() if flash >= since and self.calm(flash)):
            place = bisect.bisect(sounds, flash)
            near = min(sounds[max(0, place - 1):place + 1], key=lambda sound: abs(sound - flash), default=None)
            found.append(None if near is None or abs(near - flash) > APART_MAX_S else near - flash)
        return found


def in_words(behind):
    heard = sorted(offset * 1000 for offset in behind if offset is not None)
    if not heard:
        return f"{len(behind)} flashes, none heard"
    return (f"{len(behind)} flashes, {len(behind) - len(heard)} not heard, sound behind picture {statistics.median(heard):.0f} ms "
            f"({heard[0]:.0f} to {heard[-1]:.0f})")


def make_guide(site, made, seconds):
    """The town of the tests with a film in its guide: a tone, and each second a flash and a click. Returns the film's path."""
    site.mkdir()
    made.mkdir()
    shutil.copytree(ROOT / "tests" / "data" / "town" / "playlists", site / "playlists")
    for name in ("assets", "fonts"):
        shutil.copytree(ROOT / name, site / name)
    sound = "0.1*sin(2*PI*400*t)+0.6*lt(mod(t,1),0.04)*gte(t,0.8)*sin(2*PI*2000*t)"
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i",
                    f"color=c=black:s=320x180:r=25:d={seconds},drawbox=color=white:t=fill:enable='lt(mod(n,25),2)*gte(n,20)'",
                    "-f", "lavfi", "-i", f"aevalsrc='{sound}|{sound}':s=48000:d={seconds}", "-c:v", "libx264", "-preset", "ultrafast",
                    "-c:a", "pcm_s16le", str(made / "film.mkv")], check=True)
    (made / "film.vtt").write_text("WEBVTT\n\n00:00:01.000 --> 00:00:15.000\nA tone and clicks\n")
    subprocess.run([str(BUILD / "bin" / "kioskctl"), "film", "add", str(made / "film.mkv"), "-o", str(site / "assets" / "film" / "clicks"),
                    "--speech", "en", "--captions", f"en={made / 'film.vtt'}"], check=True, stdout=subprocess.DEVNULL)
    guide, place = (json.loads((site / "playlists" / name).read_text()) for name in ("guide/guide.json", "site.json"))
    page = next(page for page in guide["pages"] if page["id"] == "film")
    page.update(kind="film", film="assets/film/clicks.film.json")
    still = {"id": "still", "type": "text", "headline": {"en": "A slide", "da": "Et billede"}, "evergreen": True}
    (site / "playlists" / "still.json").write_text(json.dumps({"slides": [still]}))
    zones = {zone: ["playlists/still.json"] for zone in place["screens"]["raadhus"]["zones"]}
    place["screens"]["raadhus"].update(touch={"headset": True}, sound={}, zones=zones)  # what grows is the guide's
    (site / "playlists" / "guide" / "guide.json").write_text(json.dumps(guide))
    (site / "playlists" / "site.json").write_text(json.dumps(place))
    return site / "assets" / "film" / "clicks.mp4"
