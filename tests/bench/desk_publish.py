"""A real kiosk-sync, let in at a desk by the code that it shows, and how soon it has what is published."""
import json
import subprocess
import time

from desk_run import BIN, SCREEN
from measure import Unmeasured, dies_with_parent

PATIENCE_S, PERIOD_S = 60, 0.002
# kiosk-sign signs 30 times a minute; a screen takes twenty news in a row, and for long one in five seconds (docs/enrolment.md)
ALL_AT_ONCE, EACH_S = 15, 5.5


class Screen:
    def __init__(self, desk, folder):
        self.store, self.report = folder / "store", folder / "sync.json"
        self.log = (folder / "sync.log").open("w")
        self.process = subprocess.Popen(
            [str(BIN / "kiosk-sync"), "--desk", f"https://localhost:{desk.port}", "--ca", str(desk.folder / "tls.pem"), "--store", str(self.store),
             "--panel", "640x360", "--poll-seconds", "3600", "--status", str(self.report)], stderr=self.log, preexec_fn=dies_with_parent)
        self.let_in(desk)

    def says(self):
        try:
            return json.loads(self.report.read_text())
        except FileNotFoundError:
            return {}

    def let_in(self, desk):
        enrol = self.until(lambda: self.says().get("enrol"))
        desk.ask("POST", "/api/1/groups", {"name": "bench"})
        desk.ask("POST", "/api/1/enrol", {"code": enrol["code"]})
        desk.ask("POST", f"/api/1/enrol/{enrol['code']}/confirm", {"screen": SCREEN, "group": "bench"})

    def until(self, true):
        limit = time.monotonic() + PATIENCE_S
        while time.monotonic() < limit:
            found = true()
            if found:
                return found
            if self.process.poll() is not None:
                raise Unmeasured(f"kiosk-sync ended with {self.process.returncode}")
            time.sleep(PERIOD_S)
        raise Unmeasured(f"kiosk-sync does not come to what is published: {self.says()}")

    def has(self, generation):
        """Is it the current one, by the slots that the player reads?"""
        slots = []
        for name in ("state.a", "state.b"):
            try:
                slots.append(json.loads((self.store / name).read_text().split("\n", 1)[1]))
            except (FileNotFoundError, ValueError, IndexError):
                continue
        return bool(slots) and max(slots, key=lambda slot: slot["n"])["current"] == generation

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()


def generation_of(answer):
    return [answer["epoch"], answer["seq"]]


def publish_and_watch(desk, folder, times):
    """(ms from the click to the answer, ms from the click to the screen's disk), each publishing one word that was changed."""
    answered, on_disk = [], []
    first = generation_of(desk.publish(1))
    screen = Screen(desk, folder)
    try:
        screen.until(lambda: screen.has(first))
        due = time.monotonic()
        for number in range(times):
            revision = desk.edit(f"Name {number}")
            clicked = time.monotonic()
            generation = generation_of(desk.publish(revision))
            answered.append(1000 * (time.monotonic() - clicked))
            screen.until(lambda: screen.has(generation))
            on_disk.append(1000 * (time.monotonic() - clicked))
            if number >= ALL_AT_ONCE:
                due = max(due + EACH_S, time.monotonic())
                time.sleep(max(0, due - time.monotonic()))
    finally:
        screen.end()
    return answered, on_disk
