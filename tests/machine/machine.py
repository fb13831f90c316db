"""A machine under qemu: its power, its screen, what is plugged into it, and a root shell inside."""
import base64
import hashlib
import io
import json
import os
import re
import socket
import subprocess
import tarfile
import time

import picture


class Stopped(Exception):
    """A row did not hold; the words are for the table."""


# every deadline is multiplied by it (--patience): they are for a machine that hangs, not for one that is slow
PATIENCE = [2.0]


def until(seconds, what, ask, pause=0.5):
    """Asks until the answer is true, and returns it."""
    end = time.monotonic() + seconds * PATIENCE[0]
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > end:
            raise Stopped(f"{what}: not within {seconds} s")
        time.sleep(pause)


class Qmp:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.file = self.socket.makefile("rw")
        self.read()
        self("qmp_capabilities")

    def read(self):
        while True:
            line = json.loads(self.file.readline())
            if "event" not in line:
                return line

    def __call__(self, command, /, **arguments):
        self.file.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.file.flush()
        answer = self.read()
        if "error" in answer:
            raise RuntimeError(f"{command}: {answer['error']['desc']}")
        return answer["return"]


class Machine:
    """`folder` holds RELEASE.img, .vmlinuz and .initrd; the disk NAME.qcow2 lies on top of the image and is made anew by wipe()."""

    SIZE = (1280, 720)

    def __init__(self, cache, release, port):
        self.cache, self.release, self.port = cache, release, port
        self.folder, self.name = os.path.join(cache, "vm"), f"screen-{release}"
        self.enter = os.path.join(os.path.dirname(os.path.abspath(__file__)), "enter")
        self.process = self.qmp = self.wire = None
        self.asked = 0
        self.touch = "virtio-multitouch-pci"
        self.command_line = None

    def in_host(self, *command, **options):
        """The words that run a command where qemu is, in the folder of the disks."""
        return [self.enter, os.path.join(self.cache, "host"), "sh", "-c", 'cd /shared && exec "$@"', "sh", *command], \
            {"env": {**os.environ, "BIND": self.folder}, **options}

    def path(self, ending):
        return os.path.join(self.folder, f"{self.name}.{ending}")

    # --- power

    def wipe(self):
        self.cut_power()
        words, options = self.in_host("qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", f"{self.release}.img", f"{self.name}.qcow2")
        subprocess.run(words, check=True, **options)
        self.command_line = None

    def power_on(self, touch="virtio-multitouch-pci", extra_words="", rtc="utc"):
        """Starts it, with the kernel's command line as its own /boot/firmware/cmdline.txt has it (known from power_off and read_line)."""
        self.cut_power()
        for ending in ("qmp", "sh"):
            if os.path.exists(self.path(ending)):
                os.remove(self.path(ending))
        self.touch = touch
        line = self.command_line or "console=ttyS0,115200 console=tty1 root=/dev/vda rootfstype=ext4 fsck.repair=yes rootwait net.ifnames=0"
        width, height = self.SIZE
        words, options = self.in_host(
            "qemu-system-x86_64", "-name", self.name, "-M", "q35", "-accel", "tcg,thread=multi", "-cpu", "Nehalem", "-smp", "2",
            "-m", "1024", "-display", "none", "-vga", "none", "-nodefaults", "-no-reboot",
            "-device", f"virtio-gpu-pci,id=gpu,xres={width},yres={height}",
            "-device", f"{touch},id=touch", "-device", "virtio-keyboard-pci,id=keys",
            "-drive", f"file={self.name}.qcow2,if=virtio,format=qcow2", "-drive", f"file={self.name}.stick,if=virtio,format=raw,readonly=on",
            "-kernel", f"{self.release}.vmlinuz", "-initrd", f"{self.release}.initrd", "-append", f"{line} {extra_words}",
            "-device", "virtio-serial-pci", "-chardev", f"socket,id=sh,path={self.name}.sh,server=on,wait=off", "-device", "virtserialport,chardev=sh,name=rig",
            "-netdev", f"user,id=lan,restrict=on,guestfwd=tcp:10.0.2.100:443-cmd:socat -lf /dev/null - TCP:127.0.0.1:{self.port}",
            "-device", "virtio-net-pci,netdev=lan,id=nic", "-rtc", f"base={rtc}",
            "-qmp", f"unix:{self.name}.qmp,server=on,wait=off", "-serial", f"file:{self.name}.serial", "-monitor", "none")
        log = open(self.path("qemu.log"), "wb")
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options)
        until(60, "qemu starts", lambda: self.process.poll() is not None or os.path.exists(self.path("qmp")) and os.path.exists(self.path("sh")), 0.1)
        if self.process.poll() is not None:
            raise Stopped("qemu: " + open(self.path("qemu.log")).read()[-300:])
        self.qmp = self.connect(lambda: Qmp(f"{self.name}.qmp"))

    def connect(self, make):
        """Sockets of long folders are reached from within: their names may have 107 bytes."""
        before = os.getcwd()
        os.chdir(self.folder)
        try:
            return make()
        finally:
            os.chdir(before)

    def cut_power(self):
        if self.process:
            # enter's child is the chroot's first process: all in it ends with it
            self.process.kill()
            self.process.wait()
        if self.wire:
            self.wire.close()
        self.process = self.qmp = self.wire = None

    def off_by_itself(self, seconds=120):
        """Waits until the machine has ended (-no-reboot: also when it would start again)."""
        try:
            self.process.wait(seconds * PATIENCE[0])
        except subprocess.TimeoutExpired:
            raise Stopped(f"the machine does not shut down within {seconds} s") from None
        self.cut_power()

    # --- inside

    def ask(self, command, seconds):
        """Output and status of a command; None when it did not end in time. What older commands still say is passed over."""
        self.asked += 1
        self.wire.sendall(f"{self.asked} ".encode() + base64.b64encode(command.encode()) + b"\n")
        begin, got, limit = f"<<begin {self.asked}>>".encode(), b"", time.monotonic() + seconds * PATIENCE[0]
        while time.monotonic() < limit:
            try:
                data = self.wire.recv(65536)
            except TimeoutError:
                continue
            if not data:
                break
            got += data
            match = re.search(rb"<<end %d (\d+)>>\r?\n" % self.asked, got[-len(data) - 64:])
            if match and begin in got:
                said = got.split(begin, 1)[1].split(b"\n", 1)[1]
                return said[:said.rindex(b"<<end ")], int(match.group(1))
        return got, None

    def wait_up(self, seconds=300):
        """Until the shell inside answers."""
        end = time.monotonic() + seconds * PATIENCE[0]
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Stopped("the machine is off")
            if not self.wire:
                self.wire = socket.socket(socket.AF_UNIX)
                self.connect(lambda: self.wire.connect(f"{self.name}.sh"))
                self.wire.settimeout(1)
            if self.ask("true", 5)[1] == 0:
                return
        raise Stopped(f"the machine is not up within {seconds * PATIENCE[0]:.0f} s")

    def run(self, command, seconds=120):
        """As root; output (text) and status, None when it did not end in time."""
        if not self.wire:
            self.wait_up()
        got, status = self.ask(command, seconds)
        return got.decode(errors="replace").replace("\r\n", "\n"), status

    def must(self, command, seconds=120):
        got, status = self.run(command, seconds)
        if status != 0:
            raise Stopped(f"{command.splitlines()[0][:80]}: status {status}: {got.strip()[-900:]}")
        return got

    def fetch(self, path):
        data, digest = self.must(f"base64 -w0 {path}; echo; sha256sum <{path}").strip().split("\n")
        data = base64.b64decode(data)
        if hashlib.sha256(data).hexdigest() != digest.split()[0]:
            raise Stopped(f"{path} did not come over whole")
        return data

    def carry(self, *files):
        """What somebody brings along on a stick: (name, bytes, mode) each, for stick() once it is on; before power_on."""
        with tarfile.open(self.path("stick"), "w", format=tarfile.USTAR_FORMAT) as stick:
            for name, data, mode in files:
                about = tarfile.TarInfo(name)
                about.size, about.mode = len(data), mode
                stick.addfile(about, io.BytesIO(data))

    def stick(self):
        """Puts what was brought along where its names say."""
        self.must("tar -C / -xf /dev/vdb", 300)

    def read_line(self):
        """What the machine's own boot file says, for the next start."""
        self.command_line = self.must("cat /boot/firmware/cmdline.txt").strip()

    def report(self, path="/run/kiosk/status.json"):
        """The player's report, or kiosk-sync's; {} while there is none."""
        got, status = self.run(f"cat {path}", 60)
        try:
            return json.loads(got) if status == 0 else {}
        except json.JSONDecodeError:
            return {}

    # --- what is plugged in

    def shot(self):
        name = f"{self.name}.ppm"
        self.qmp("screendump", filename=name)
        with open(os.path.join(self.folder, name), "rb") as file:
            return picture.read_ppm(file.read())

    def keys(self, *chords):
        """Each chord is qemu's names of keys pressed together: "ctrl-alt-f2" is ["ctrl", "alt", "f2"]."""
        for chord in chords:
            events = [{"type": "key", "data": {"key": {"type": "qcode", "data": name}, "down": True}} for name in chord.split("-")]
            for event in events:
                self.qmp("input-send-event", events=[event])
            time.sleep(0.1)
            for event in reversed(events):
                event["data"]["down"] = False
                self.qmp("input-send-event", events=[event])
            time.sleep(0.2)

    def tap(self, x, y, hold=0.25):
        """A finger, or the absolute pointer where that is what is plugged in; x and y from 0 to 1 of the panel."""
        axes = [round(x * 32767), round(y * 32767)]

        def send(*events):
            self.qmp("input-send-event", events=list(events))

        def button(name, down):
            return {"type": "btn", "data": {"down": down, "button": name}}

        def finger(kind, axis="x", value=0):
            return {"type": "mtt", "data": {"type": kind, "slot": 0, "tracking-id": -1 if kind == "end" else 0, "axis": axis, "value": value}}

        if self.touch == "virtio-tablet-pci":
            send(*({"type": "abs", "data": {"axis": axis, "value": value}} for axis, value in zip("xy", axes)))
            send(button("left", True))
            time.sleep(hold)
            send(button("left", False))
        else:
            send(finger("begin"), button("touch", True), finger("data", "x", axes[0]), finger("data", "y", axes[1]))
            time.sleep(hold)
            send(finger("end"), button("touch", False))

    def cable(self, plugged):
        self.qmp("set_link", name="nic", up=plugged)
