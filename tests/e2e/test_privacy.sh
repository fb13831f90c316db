#!/usr/bin/env bash
# A word typed on the on-screen keyboard is in the program's memory while the visitor is there, and nowhere when they have left:
# not in memory, not in a log, not on the disk.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/run" "$work/cache"
# One letter a step, or the word would be in memory because the script itself is.
{
    echo "press English"
    echo "press Search"
    for letter in q z x j k v w q; do echo "type $letter"; done
    echo "shot $work/typed.png"
    echo "wait 12000"
    echo "press Clear and leave"
    echo "shot $work/left.png"
    echo "wait 60000"
    echo "end"
} >"$work/visit"

cat >"$work/watch.py" <<'PY'
import os, re, subprocess, sys, time
work, kiosk, site = sys.argv[1:4]
word = "qzxjkv"  # also what was typed before the last letters
patterns = [word.encode(), word.encode("utf-16-le"), word.encode("utf-32-le")]
environment = dict(os.environ, RUNTIME_DIRECTORY=work + "/run",
                   # without the sanitizer's second stack (gcc 14), which nobody but itself can wipe
                   ASAN_OPTIONS="detect_leaks=0:detect_stack_use_after_return=0:quarantine_size_mb=0:thread_local_quarantine_size_kb=0:"
                                "max_free_fill_size=1073741824:free_fill_byte=165")
log = open(work + "/log", "wb")
child = subprocess.Popen([kiosk, "--site", site, "--headless", "--speed", "1", "--window", "1280x720",
                          "--cache", work + "/cache", "--counters", work + "/counters.db",
                          "--visit", work + "/visit"], stderr=log, env=environment)

def found():
    places = []
    with open(f"/proc/{child.pid}/maps") as maps, open(f"/proc/{child.pid}/mem", "rb", 0) as memory:
        for line in maps:
            start, end, rights = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
            if rights[1] != "w" or int(end, 16) - int(start, 16) > 1 << 32:
                continue
            try:
                memory.seek(int(start, 16))
                data = memory.read(int(end, 16) - int(start, 16))
            except (OSError, OverflowError, ValueError):
                continue
            for pattern in patterns:
                at = data.find(pattern)
                while at >= 0:
                    places.append((line.split()[-1], start, at, data[max(0, at - 40):at + 40]))
                    at = data.find(pattern, at + 1)
    return places

def wait_for(name, seconds):
    until = time.monotonic() + seconds
    while not os.path.exists(os.path.join(work, name)):
        if time.monotonic() > until or child.poll() is not None:
            sys.exit(f"FAILED no {name}: {open(work + '/log').read()}")
        time.sleep(0.05)

try:
    wait_for("typed.png", 120)
    during = found()
    if not during:
        sys.exit("FAILED the word is not found while it is on the screen; then this test proves nothing")
    wait_for("left.png", 60)
    for attempt in range(20):  # the painting thread cleans up when it is at rest
        after = found()
        if not after:
            break
        time.sleep(0.5)
    if after:
        for place in after[:10]:
            print(place)
        sys.exit(f"FAILED the word is still in memory, {len(after)} times")
    print(f"ok {len(during)} times in memory while the visitor was there, never afterwards")
finally:
    child.terminate()
    child.wait()
PY
python3 "$work/watch.py" "$work" "$bin/kiosk-driven" "$root" || exit 1
[ -s "$work/counters.db" ] || {
    echo "FAILED nothing was counted: $(cat "$work/log")"
    exit 1
}
rm "$work/visit" "$work/watch.py"
if grep -rlaiE 'q.?z.?x.?j.?k.?v' "$work" | grep -v '\.png$'; then
    echo "FAILED the word is on the disk or in the log"
    exit 1
fi
echo "ok nothing on the disk or in the log"
