"""What can happen to a screen: one function a row. Each begins by asking for the state it needs and may leave any other behind; a row that
fails is followed by a machine as it was installed. To add one, write the function with the decorator; its first line is what --list says."""
import re
import time

import picture
from machine import Stopped, until
from screen import Screen  # noqa: F401  (run makes one)

ROWS = []


class Row:
    def __init__(self, run):
        self.name, self.run = run.__name__.replace("_", "-"), run


def row(function):
    ROWS.append(Row(function))
    return function


def demand(truth, words):
    if not truth:
        raise Stopped(words)


@row
def installs(screen):
    """The README's commands, one after the other, on a fresh machine: each succeeds."""
    screen.install()


@row
def first_sight(screen):
    """Before any content: the screen says in words what it waits for; no login, no console."""
    screen.publisher.stop()
    screen.fresh()
    until(300, "the player presents something", lambda: screen.machine.report().get("rung"), 1)
    until(60, "words are on the screen", lambda: screen.shot().colours() > 16 and screen.picture.text_lines() >= 20)


@row
def plays(screen):
    """Content comes, and the screen is the picture that kioskctl renders of the same moment."""
    screen.playing()
    said = screen.machine.report()
    demand(said["driver"] == "KMSDRM", f"the player draws with {said['driver']}")
    screen.shows_what_is_rendered()


@row
def quiet_boot(screen):
    """From switching on to the player's first picture the screen shows nothing: no text of the kernel, no cursor, no login."""
    screen.playing()
    screen.shut_down()
    screen.machine.power_on()
    first, seen, end = screen.machine.shot(), 0, time.monotonic() + 600
    while time.monotonic() < end:
        shot = screen.machine.shot()
        if shot.rgb != first.rgb and not shot.is_dark():  # qemu's own words until the kernel has the display
            screen.picture = shot
            if shot.colours() > 100:
                break
            demand(False, f"something is on the screen while it starts: {shot.text_lines()} rows of pixels with letters")
        seen += shot.is_dark()
        time.sleep(0.3)
    demand(screen.picture, "the player shows nothing")
    demand(seen >= 3, f"the boot was looked at {seen} times only")


def opens_a_page(screen):
    """Touch for help in English, a door, a page: each comes on as kioskctl renders it."""
    m = screen.machine
    def touched():  # as a person would, again when nothing came of it
        m.tap(1090 / 1280, 688 / 720)
        return any(time.sleep(2) or m.report().get("visit", {}).get("place", "rest") != "rest" for _ in range(8))

    until(120, "the signage rests", lambda: m.report().get("visit", {}).get("place") == "rest", 1)
    until(60, "a touch opens the guide", touched)
    screen.wait_page("home")
    for page, x, y in (("live", 177, 330), ("cpr", 230, 234)):
        m.tap(x / 1280, y / 720)
        screen.wait_page(page)
    m.tap(1187 / 1280, 672 / 720)  # Clear and leave


@row
def touch(screen):
    """A finger on a touch panel leads through to a page of the guide."""
    screen.playing()
    opens_a_page(screen)


@row
def night(screen):
    """Dark at night: the panel is switched off, nothing is restarted for it, and a touch lights it on what belongs there."""
    screen.playing()
    m = screen.machine
    power = "cat /sys/class/drm/card*-Virtual-1/dpms"
    demand(m.must(power).strip() == "On", "the panel is off before")
    now = int(m.must("date +%s"))
    hours = "-".join(time.strftime("%H:%M", time.gmtime(now + hour * 3600)) for hour in (-2, 16))  # now is in it, in Danish time, too
    m.must(f"sed -i.day '0,/\"player\": {{/s//\"player\": {{\"dark\": \"{hours}\", /' /etc/kiosk/screen.json && systemctl restart kiosk")
    screen.wait_playing()
    until(300, "it goes dark", lambda: m.report().get("dark"), 2)
    until(20, "the panel is switched off", lambda: m.must(power).strip() == "Off", 1)
    pid = m.must("systemctl show -P MainPID kiosk").strip()
    time.sleep(60)  # twice the watchdog's
    demand(m.must("systemctl show -P MainPID kiosk").strip() == pid, "the player was restarted in the dark")
    m.tap(0.5, 0.3)
    until(30, "a touch lights it", lambda: m.must(power).strip() == "On" and not m.report().get("dark"), 1)
    demand(m.report().get("visit", {}).get("place") == "rest", "the touch in the dark did something else, too")
    screen.shows_what_is_rendered()
    m.must("mv /etc/kiosk/screen.json.day /etc/kiosk/screen.json && systemctl restart kiosk")
    screen.wait_playing()


@row
def allowed_devices(screen):
    """Only devices that are named are heard: the panel's touches are not, until its name stands there, too."""
    screen.playing()
    m = screen.machine
    rules = m.must("cat /usr/share/doc/kiosk-player/input.rules.example")
    again = "udevadm control --reload && udevadm trigger -c change -s input && udevadm settle && systemctl restart kiosk"
    names = re.findall('Name="([^"]*)"', m.must("cat /proc/bus/input/devices"))
    touch = [name for name in names if "touch" in name.lower()]
    demand(touch, f"there is no touch panel among {names}")

    def allow(*allowed):
        kept = [line for line in rules.splitlines() if not line.startswith("ATTRS")]
        at = next(i for i, line in enumerate(kept) if line.startswith("# all others"))
        kept[at:at] = [f'ATTRS{{name}}=="{name}", GOTO="kiosk_input_end"' for name in allowed]
        m.must("cat >/etc/udev/rules.d/90-kiosk-input.rules <<'X'\n" + "\n".join(kept) + "\nX\n" + again)
        screen.wait_playing()

    def touched():
        m.tap(1090 / 1280, 688 / 720)
        return any(time.sleep(2) or m.report().get("visit", {}).get("place", "rest") != "rest" for _ in range(5))

    allow(*(name for name in names if name not in touch))
    demand(not touched(), "a touch panel that is not allowed is heard")
    allow(*names)
    until(60, "the panel is heard once its name stands there", touched)
    m.must(f"rm /etc/udev/rules.d/90-kiosk-input.rules; {again}")
    screen.wait_playing()


@row
def killed(screen):
    """The player is killed: a minute later it plays again."""
    screen.playing()
    before = screen.machine.must("systemctl show -P MainPID kiosk").strip()
    screen.machine.must("kill -9 " + before)
    until(120, "another player plays", lambda: screen.plays() and screen.machine.must("systemctl show -P MainPID kiosk").strip() not in (before, "0"), 1)
    screen.shows_what_is_rendered()


@row
def keyboard(screen):
    """A visitor's keyboard: no other terminal, no SysRq, no restart; while the player plays and in the gap after it died."""
    screen.playing()
    m = screen.machine
    pid = m.must("systemctl show -P MainPID kiosk").strip()
    chords = ("ctrl-alt-f2", "alt-f3", "alt-sysrq-k", "alt-sysrq-b", "ctrl-c", "ctrl-alt-delete", "alt-f4", "ctrl-alt-f6")
    m.keys(*chords)
    demand(m.must("systemctl show -P MainPID kiosk").strip() == pid, "a key ended the player")
    demand(m.must("cat /sys/class/tty/tty0/active").strip() == "tty1", "a key brought another terminal to the front")
    # the gap: the player is gone, and the kernel's own keys work; whatever they bring up, there is nobody to log in to
    m.must("systemctl stop kiosk")
    m.keys(*chords, *["ctrl-alt-delete"] * 10)
    m.keys("r", "o", "o", "t", "ret")
    logins = m.must("systemctl list-units --plain --no-legend --state=active,activating 'getty@*' 'autovt@*' | cut -d' ' -f1").split()
    demand(not logins, f"there are logins on the terminals: {' '.join(logins)}")
    demand("rig" in m.must("echo rig") and m.process.poll() is None, "the machine restarts")
    waiting = [tty for tty in m.must("ps -C agetty,login -o tty= || true").split() if not tty.startswith("ttyS")]
    demand(not waiting, f"a login waits on {' '.join(waiting)}")
    m.must("chvt 2; systemctl start --no-block kiosk")
    screen.wait_playing()
    demand(m.must("cat /sys/class/tty/tty0/active").strip() == "tty1", "the player did not take its terminal back")
    screen.shows_what_is_rendered()


@row
def no_network(screen):
    """Without a network and started again: the content plays; the cable comes back, and updates with it."""
    screen.playing()
    m = screen.machine
    m.cable(False)
    screen.start_programs()
    until(120, "it plays without a network", screen.plays, 1)
    until(120, "kiosk-sync says what is wrong", lambda: m.report("/run/kiosk-sync/sync.json").get("failures", 0) > 0, 1)
    screen.shows_what_is_rendered()
    m.cable(True)
    until(240, "it updates again", lambda: m.report("/run/kiosk-sync/sync.json").get("failures", 1) == 0, 2)


@row
def clock_2020(screen):
    """A clock that says 2020: the content plays, kiosk-sync names the clock; set right, all is well again."""
    screen.playing()
    m = screen.machine
    now = m.must("date +%s").strip()
    begin = time.monotonic()
    m.must("systemctl stop systemd-timesyncd; date -s 2020-01-01T12:00:00Z")
    screen.start_programs()
    until(180, "it plays in 2020", screen.plays, 1)
    until(180, "kiosk-sync names the clock", lambda: "clock" in str(m.report("/run/kiosk-sync/sync.json")), 2)
    screen.shows_what_is_rendered()
    m.must(f"date -s @{int(now) + int(time.monotonic() - begin)}")
    until(240, "it updates again", lambda: m.report("/run/kiosk-sync/sync.json").get("failures", 1) == 0, 2)
    until(120, "it plays", screen.plays, 1)


@row
def wrong_screen_name(screen):
    """A screen.json with a typo: said in words; mended, the same content plays."""
    screen.playing()
    m = screen.machine
    m.must("sed -i 's/raadhus/radhus/' /etc/kiosk/screen.json")
    screen.start_programs()
    until(180, "the report names the wrong screen", lambda: "radhus" in str(m.report().get("why")), 1)
    screen.shot()
    m.must("sed -i 's/radhus/raadhus/' /etc/kiosk/screen.json")
    screen.start_programs()
    screen.wait_playing(240)
    screen.shows_what_is_rendered()


@row
def power_cut(screen):
    """The power fails during an update: the old or the new content plays, undamaged, and the update is made up for."""
    screen.playing()
    m = screen.machine
    old = m.report()["generation"]
    for name in ("lake", "forest", "arena", "rain"):
        with open(f"{screen.publisher.site}/assets/{name}.svg", "a") as file:
            file.write(f"<!-- {time.time_ns()} -->\n")
    asked = screen.publisher.requests()
    screen.publisher.publish()
    until(120, "the machine fetches the update", lambda: screen.publisher.requests() > asked, 0.2)
    time.sleep(3)
    m.cut_power()
    m.power_on()
    m.wait_up()
    said = screen.wait_playing()
    demand(not said["damaged"], "the store is damaged")
    until(400, "the update is made up for", lambda: (screen.plays() or {}).get("generation", old) != old, 2)
    left = m.must("find /var/lib/kiosk/store/incoming -type f | wc -l").strip()
    demand(left == "0", f"{left} files are left in incoming/")
    screen.shows_what_is_rendered()


@row
def display_off(screen):
    """Switched on before its display: it waits, and plays when the display comes on."""
    screen.playing()
    screen.shut_down()
    m = screen.machine
    m.power_on(extra_words="video=Virtual-1:d")
    m.wait_up()
    connector = until(120, "the kernel knows the connector", lambda: m.run("cat /sys/class/drm/card*-Virtual-1/status 2>/dev/null || true")[0].strip())
    demand(connector == "disconnected", f"the display is {connector}")
    until(200, "the player is started", lambda: m.must("systemctl show -P MainPID kiosk").strip() != "0", 1)
    screen.stays(20, "without a display the player does not say that it plays into nothing",
                 lambda: m.report().get("driver") != "offscreen")
    m.must("for s in /sys/class/drm/card*-Virtual-1/status; do echo detect >$s; done")
    screen.wait_playing(240)
    screen.shows_what_is_rendered()


@row
def pointer(screen):
    """An absolute pointer, as cheap touch overlays are: leads through to a page like a finger."""
    screen.playing(touch="virtio-tablet-pci")
    opens_a_page(screen)


@row
def removed(screen):
    """The package is removed: the console is back, Ctrl-Alt-Del and SysRq are what they were; installed again, it plays."""
    screen.playing()
    m = screen.machine
    m.must("apt-get remove -y kiosk-player", 300)
    until(120, "the console asks who logs in", lambda: m.run("systemctl is-active getty@tty1")[1] == 0, 1)
    until(60, "the login is on the screen", lambda: screen.shot().text_lines() > 0 and screen.picture.colours() < 30)
    demand(m.must("cat /proc/sys/kernel/sysrq").strip() != "0", "SysRq is still off")
    demand(m.run("systemctl is-enabled ctrl-alt-del.target")[0].strip() != "masked", "Ctrl-Alt-Del is still masked")
    demand("quiet" not in m.must("cat /boot/firmware/cmdline.txt"), "the kernel's command line is still the screen's")
    m.must("apt-get install -y /home/pi/build/release/kiosk-player_*.deb", 600)
    screen.wait_playing()


@row
def purged(screen):
    """The package is purged: nothing of it is left, not the user, not a file."""
    screen.playing()
    m = screen.machine
    files = [line for line in m.must("dpkg -L kiosk-player").splitlines() if "kiosk" in line]
    m.must("apt-get purge -y kiosk-player", 300)
    demand(m.run("getent passwd kiosk || getent passwd kiosk-sync || getent group kiosk")[1] != 0, "user kiosk, kiosk-sync or group kiosk is left")
    left = [line for line in m.must("find / -xdev -path /proc -prune -o -path /home -prune -o -path /var/cache -prune -o -path /var/log -prune -o -iname '*kiosk*' -print").split()]
    left += [line for line in m.must("ls -d " + " ".join(files) + " 2>/dev/null || true").split()]
    left += m.must("ls -d /run/kiosk* 2>/dev/null || true").split()
    demand(not left, f"left behind: {' '.join(sorted(set(left))[:8])}")
    demand(m.must("systemctl list-unit-files 'kiosk*' --no-legend --plain || true").strip() == "", "systemd still knows its units")
    screen.shot()
