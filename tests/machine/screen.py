"""A machine set up as a screen: what the rows have in common."""
import os
import shutil
import time

import picture
import readme
from machine import Stopped, until

# what a person does when the README opens the editor: the address is the example's own; a private CA, as the README says
EDITOR = r"""#!/bin/sh
install -m 644 /home/pi/ca.pem /etc/kiosk/ca.pem
exec sed -i -e 's|"sync": {|"sync": {\n    "ca": "/etc/kiosk/ca.pem",|' -e 's|1920x1080|1280x720|' "$@"
"""


def read(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


class Screen:
    def __init__(self, machine, publisher, install_steps):
        self.machine, self.publisher, self.steps = machine, publisher, install_steps
        self.picture = None  # what the row has to show
        self.ready = machine.path("ready")
        for path in (machine.path("qcow2"), self.ready):  # of another key, and perhaps another package
            if os.path.exists(path):
                os.remove(path)

    # --- the states that rows begin with

    def install(self):
        """A fresh machine, set up by the README's own commands as the user pi; ends switched on and playing."""
        m = self.machine
        self.publisher.serve()
        m.wipe()
        m.carry((f"home/pi/build/release/kiosk-player_1_{m.release}.deb", read(m.cache, f"package-{m.release}.deb"), 0o644),
                ("home/pi/ballerup.key.pub", read(self.publisher.folder, "ballerup.key.pub"), 0o644),
                ("home/pi/ca.pem", read(self.publisher.folder, "tls", "ca.pem"), 0o644), ("usr/local/bin/nano", EDITOR.encode(), 0o755))
        m.power_on()
        m.wait_up()
        until(120, "the console asks who logs in", lambda: self.shot().text_lines() > 0)
        m.stick()
        m.must("until systemctl is-active -q multi-user.target; do sleep 1; done", 300)
        for step in self.steps:
            if step == readme.RESTART:
                self.restart()
            else:
                m.must(f"runuser -l pi <<'X'\nset -e\n{step}\nX", 600)
        self.shot()

    def restart(self):
        """The README's restart: from here on the disk is that of a screen that has no content yet."""
        m = self.machine
        m.read_line()
        m.run(f"runuser -l pi -c '{readme.RESTART}'", 5)
        m.off_by_itself()
        shutil.copy(m.path("qcow2"), self.ready)
        self.line = m.command_line
        m.power_on()
        m.wait_up()
        self.wait_playing()

    def is_installed(self):
        return os.path.exists(self.ready)

    def fresh(self, **how):
        """The machine as it was after its installation: it has no content yet."""
        m = self.machine
        m.cut_power()
        if not self.is_installed():
            self.install()
        shutil.copy(self.ready, m.path("qcow2"))
        m.command_line = self.line
        m.power_on(**how)
        m.wait_up()

    def playing(self, touch="virtio-multitouch-pci"):
        """On, with a network and the published content on its screen."""
        m = self.machine
        self.publisher.serve()
        if m.process and m.touch != touch:
            self.shut_down()
        if not m.process:
            if not os.path.exists(m.path("qcow2")) or not self.is_installed():
                self.fresh(touch=touch)
            else:
                m.power_on(touch=touch)
        m.cable(True)
        m.wait_up()
        self.wait_playing()

    def start_programs(self):
        """Both programs start again; what they reported before counts no more."""
        self.machine.must("systemctl stop kiosk kiosk-sync; rm -f /run/kiosk/status.json /run/kiosk-sync/sync.json; systemctl start --no-block kiosk kiosk-sync", 300)

    def wait_playing(self, seconds=400, generation=None):
        return until(seconds, f"it plays {generation or 'what is published'}", lambda: self.plays(generation), 2)

    def plays(self, generation=None):
        said = self.machine.report()
        fits = said.get("generation") == generation if generation else said.get("generation", "0.0") != "0.0"
        return said if said.get("rung") == "current" and fits and said["counts"]["frames"] > 3 else None

    def shut_down(self):
        m = self.machine
        m.run("systemctl poweroff", 5)
        m.off_by_itself()

    def start_anew(self):
        """After a row that failed: the next begins with the machine as installed."""
        self.machine.cut_power()
        if os.path.exists(self.machine.path("qcow2")):
            os.remove(self.machine.path("qcow2"))

    def forget(self):
        for path in (self.machine.path("qcow2"), self.ready):
            if os.path.exists(path):
                os.remove(path)
        shutil.rmtree(self.publisher.folder, ignore_errors=True)

    def keep_journal(self, path):
        try:
            m = self.machine
            said = "" if not m.process else m.run(
                "journalctl -b --no-pager -o short-monotonic -u kiosk -u kiosk-sync -u kiosk-lockdown | tail -80; cat /run/kiosk/status.json /run/kiosk-sync/sync.json", 60)[0]
        except (Stopped, OSError):
            said = "the machine does not answer\n"
        with open(path, "w") as file:
            file.write(said)

    # --- what is on the screen

    def shot(self):
        self.picture = self.machine.shot()
        return self.picture

    def now(self):
        """By the machine's own clock."""
        return self.machine.must("date +%FT%T%:z").strip()

    def rendered(self, *options, at=None):
        """What kioskctl says the screen shows (or --page …), now or at a moment, rendered by the machine itself from its own store."""
        width, height = self.machine.SIZE
        self.machine.must(f"kioskctl render --store /var/lib/kiosk/store --screen raadhus --size {width}x{height} "
                          f"--at {at or self.now()} {' '.join(options)} -o /run/rendered.png 2>&1", 120)
        return picture.read_png(self.machine.fetch("/run/rendered.png"))

    def shows_what_is_rendered(self, tries=8):
        """A screendump is the picture that kioskctl renders of the same moment; a slide that just changed gets another try."""
        least, rendered = 1.0, None
        for _ in range(tries):
            before, at = self.slides(), self.now()
            shot = self.shot()
            if self.slides() != before:
                continue
            rendered = self.rendered(at=at)  # may take longer than a slide is on
            least = min(least, picture.different(shot, rendered))
            if least < 0.01:
                return
        if not rendered:
            raise Stopped(f"no slide stays long enough to be looked at: {tries} times another one came meanwhile")
        rendered.write_png(os.path.join(self.machine.cache, "shots", f"{self.machine.release}-rendered.png"))
        raise Stopped(f"the screen is not what kioskctl renders: {least:.1%} of the pixels differ")

    def slides(self):
        return [(zone["zone"], zone["slide"], zone["language"]) for zone in self.machine.report().get("zones", [])]

    def wait_page(self, page, seconds=60):
        """Until the screen shows this page of the guide, in English."""
        want = self.rendered("--page", page, "--language", "en")
        until(seconds, f"the guide's page {page} is on the screen", lambda: picture.different(self.shot(), want) < 0.01, 0.5)

    def stays(self, seconds, what, ask):
        """It goes on being so."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not ask():
                raise Stopped(f"{what}: not any more")
            time.sleep(1)
