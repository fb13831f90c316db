#!/usr/bin/env bash
# Whatever is done to the clock, no slide stays longer than its time: the report is asked from outside how often the slide has changed,
# by a clock that nobody moves, and not whether the player thinks that it is on time.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/service.sh"
service_needs_shim
sed -i 's/"dwell_seconds": 2/"dwell_seconds": 1/' "$work/site/playlists/main.json"
chain_publish
chain_sync || fail "first round"
mkdir "$work/run"
head -c 8 /dev/zero >"$work/offset"
RUNTIME_DIRECTORY=$work/run SHIM_CLOCK=$work/offset LD_PRELOAD=$shim "$bin/kiosk" --store "$work/store" --screen one --window 640x360 \
    --headless --counters "$work/counters.db" 2>"$work/kiosk.log" &
chain_pids="$chain_pids $!"
service_is 30 's["counts"]["slides"] > 1'

python3 - "$work/run/status.json" "$work/offset" $! <<'PY' || fail "$(cat "$work/kiosk.log")"
import json, mmap, os, random, struct, sys, time
report, offset, pid = sys.argv[1], sys.argv[2], int(sys.argv[3])
memory = mmap.mmap(os.open(offset, os.O_RDWR), 8)
DWELL, MORE, SLOW_MACHINE = 1, 3, 10  # seconds; what freezes a slide does so for hours


def status():
    return json.load(open(report))


def changes():
    return status()["zones"][0]["changes"]


def step(name, seconds):
    before = changes()
    memory[:8] = struct.pack("q", int(seconds))
    begin = time.monotonic()
    while changes() < before + 3:  # the first may be the step's own
        os.kill(pid, 0)
        if time.monotonic() - begin > 3 * (DWELL + MORE) + SLOW_MACHINE:
            sys.exit(f"{name}: the slide stays: {changes() - before} changes in {time.monotonic() - begin:.1f} s, {status()}")
        time.sleep(0.05)
    print(f"{name}: 3 changes in {time.monotonic() - begin:.1f} s")


now = time.time()
for name, seconds in (("back 1 h", -3600), ("right again", 0), ("on 1 h", 3600), ("back 1 d", -86400), ("1970", 5 - now), ("2100", 4102444800 - now),
                      ("back from 2100", 0)):
    step(name, seconds)
chance = random.Random(5)
for _ in range(20):
    memory[:8] = struct.pack("q", chance.choice([0, 3600, -3600, 86400, -86400, chance.randint(-10**9, 10**9)]))
    time.sleep(0.1)
step("after 20 steps", 0)
PY
ok "no slide stays longer than its time, whatever the clock does"

# --- a clock that is known to be wrong is said to be, and told to nobody (tests/core/test_scene.c)
python3 -c 'import struct, sys, time; open(sys.argv[1], "r+b").write(struct.pack("q", int(-time.time() + 1577836800)))' "$work/offset"
service_is 30 's["clock"] == "behind"'
head -c 8 /dev/zero | dd of="$work/offset" conv=notrunc 2>/dev/null
service_is 30 's["clock"] == "ok"'
ok "a clock that is behind the content is reported"
