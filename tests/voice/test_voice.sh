#!/usr/bin/env bash
# kiosk-voice: what becomes of it has no files, devices, network or processes but its own, and espeak-ng speaks there.
bin=$1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED: $*" >&2
    [ ! -s "$work/last" ] || cat "$work/last" >&2
    exit 1
}
# a program with a leak sanitizer looks at itself in /proc, which is closed in there
export ASAN_OPTIONS=detect_leaks=0
python=$(readlink -f /usr/bin/python3)

cat >"$work/probe" <<'PY'
import ctypes, os, signal, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def call(function, *arguments):
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), "")
tries = {
    "read /etc/passwd": lambda: open("/etc/passwd").read(),
    "list /": lambda: os.listdir("/"),
    "read /proc": lambda: open("/proc/self/environ").read(),
    "read what lies beside": lambda: open(sys.argv[1] + "/secret").read(),
    "write beside": lambda: open(sys.argv[1] + "/new", "w"),
    "write /tmp": lambda: open("/tmp/kiosk-voice-new", "w"),
    "run a program": lambda: os.execv("/bin/true", ["true"]),
    "the network": lambda: socket.socket(socket.AF_INET),
    "a socket of this machine": lambda: socket.socket(socket.AF_UNIX),
    "sockets between processes": lambda: socket.socketpair(),
    "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "signal its parent": lambda: os.kill(os.getppid(), 0),
    "signal a group": lambda: os.killpg(os.getpgid(os.getppid()), 0),
    "a pidfd of its parent": lambda: os.pidfd_open(os.getppid()),
    "trace its parent": lambda: call(libc.ptrace, 16, os.getppid(), 0, 0),
    "the limits of its parent": lambda: call(libc.prlimit, os.getppid(), 7, None, None),
    "a namespace": lambda: call(libc.unshare, 0x10000000),
}
for name, attempt in tries.items():
    try:
        attempt()
    except OSError:
        continue
    print("possible:", name)
open("/dev/null", "w").write("")
print("done")
PY
echo secret >"$work/secret"
landlock=$("$python" -c 'import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))')
if [ "$landlock" -gt 0 ]; then
    "$bin/kiosk-voice" "$python" -I -S -c "$(cat "$work/probe")" "$work" >"$work/last" 2>&1 || fail "the probe ends with $?"
    [ "$(cat "$work/last")" = "done" ] || fail "the jail is open"
    # and unconfined nearly all of it works, so that the probe can tell
    "$python" -I -S -c "$(sed '/run a program/d; /trace its parent/d' "$work/probe")" "$work" >"$work/free" 2>&1
    [ "$(grep -c possible "$work/free")" -ge 8 ] || fail "the probe finds nothing possible outside: $(cat "$work/free")"
    rm -f "$work/new" /tmp/kiosk-voice-new
    echo "ok: nothing is possible in there of $(grep -c possible "$work/free") things that are outside"
fi
[ "$("$bin/kiosk-voice" /usr/bin/dash -c 'ulimit -c; ulimit -n' | tr '\n' ' ')" = "0 64 " ] || fail "limits"
status=0
"$bin/kiosk-voice" true 2>/dev/null || status=$?
[ "$status" = 2 ] || fail "wrong usage ends with $status"
status=0
"$bin/kiosk-voice" /nowhere/espeak-ng >"$work/last" 2>&1 || status=$?
[ "$status" = 127 ] && grep -q "/nowhere/espeak-ng: No such file" "$work/last" || fail "a program that is not there ends with $status"
echo "ok: limits, and what cannot be run is said"

command -v espeak-ng >/dev/null || { echo "skipped the rest: espeak-ng is not installed (tests/install run)"; exit 77; }
echo "Welcome to the town hall" | "$bin/kiosk-voice" /usr/bin/espeak-ng -v en-gb -s 150 -b 1 --stdin --stdout >"$work/wav" 2>"$work/last" ||
    fail "espeak-ng ends with $?"
! grep -q '^error:' "$work/last" || fail "espeak-ng complains in its jail" # PulseAudio's library does: it finds no place for its folder
"$python" - "$work/wav" <<'PY' || fail "espeak-ng does not speak in its jail"
import math, struct, sys
wav = open(sys.argv[1], "rb").read()
head = wav[:4] == b"RIFF" and wav[8:16] == b"WAVEfmt " and wav[36:40] == b"data"
rate = struct.unpack("<I", wav[24:28])[0]
samples = struct.unpack("<%dh" % ((len(wav) - 44) // 2), wav[44:44 + (len(wav) - 44) // 2 * 2])
rms = math.sqrt(sum(s * s for s in samples) / max(1, len(samples)))
print("%d samples at %d Hz, RMS %.1f dB, peak %.1f dB" % (len(samples), rate, 20 * math.log10(rms / 32768 + 1e-9), 20 * math.log10(max(map(abs, samples)) / 32768)))
sys.exit(0 if head and rate == 22050 and len(samples) > 20000 and rms > 300 else 1)
PY
echo "ok: espeak-ng speaks"
