#!/usr/bin/env bash
# systemd's watchdog is fed by presented frames and by nothing else; the report is whole at every moment.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
chain_sync || fail "first round"
screen_start
"$root/tests/support/notify.py" "$work/notify" "$work/notify.log" &
chain_pids="$chain_pids $!"
for _ in $(seq 100); do
    [ ! -s "$work/notify.log" ] || break
    "$root/tests/support/after" 50
done
export NOTIFY_SOCKET=$work/notify WATCHDOG_USEC=1500000
said() { awk -v what="$1" 'index($0, what) { n++ } END { print n + 0 }' "$work/notify.log"; }
wait_for() { # wait_for SECONDS TEXT COUNT: until it was said so often
    local deadline=$((SECONDS + $1))
    while [ "$(said "$2")" -lt "$3" ]; do
        [ "$SECONDS" -lt "$deadline" ] || fail "$2: not said $3 times within $1 s: $(tail -3 "$work/notify.log")"
        "$root/tests/support/after" 50
    done
}
starves() { # starves WHAT: nothing but what was under way is said for longer than a period
    "$root/tests/support/after" 300
    local before after
    before=$(said WATCHDOG=1)
    "$root/tests/support/after" 1800
    after=$(said WATCHDOG=1)
    [ "$before" = "$after" ] || fail "$1: fed $((after - before)) times all the same"
}

# --- ready is the first presented frame: with a display that does not answer there is none
kill -STOP "$screen_pid"
player_start
"$root/tests/support/after" 2000
[ "$(said READY=1)" = 0 ] && [ "$(said WATCHDOG=1)" = 0 ] || fail "ready before anything was presented"
kill -CONT "$screen_pid"
wait_for 10 READY=1 1
screen_shot first
[ "$(screen_colours first)" -gt 10 ] || fail "ready, but the screen is blank"
awk '/READY=1/ { ready = 1 } /WATCHDOG=1/ && !ready { exit 1 }' "$work/notify.log" || fail "fed before it was ready"
ok "ready comes with the first presented frame"

# --- the report: read 200 times while it is written; always one whole JSON value, with everything in it
python3 - "$work/run/status.json" <<'PY' || fail "the report"
import json, os, sys, time
whole = inodes = None
seen = set()
end = time.monotonic() + 5
while time.monotonic() < end:
    with open(sys.argv[1]) as f:
        seen.add(os.fstat(f.fileno()).st_ino)
        whole = json.load(f)
    time.sleep(0.005)
assert len(seen) > 1, "never replaced"
now = time.time()
assert whole["generation"] == "1.1" and whole["rung"] == "current" and whole["screen"] == "one"
assert now - 30 < whole["started"] <= whole["time"] <= now + 1
zone, = whole["zones"]
assert zone["zone"] == "main" and zone["slide"] in ("first", "sky"), zone
assert zone["language"] == "en" and zone["on_time"] is True
assert whole["started"] <= zone["since"] <= whole["time"] and zone["changes"] >= 3, zone
assert whole["skipped"] == [] and whole["counts"]["slides"] >= 3
times = whole["frame_ms"]
assert 0 < times["p50"] <= times["p99"] <= times["max"] < 5000, times
assert whole["counts"]["frames"] > 15 and whole["panel"] == [640, 360] and whole["driver"] == "x11"
PY
[ "$(find "$work/run" -type f | sort | xargs -n1 basename | tr '\n' ' ')" = "starts status.json " ] ||
    fail "left behind in the runtime folder: $(ls "$work/run")"
ok "the report is whole at every moment and says what is on"

# --- regularly: at least twice in each 1.5 s, also while nothing moves
wait_for 15 WATCHDOG=1 10
awk '/WATCHDOG=1/ { if (last && $1 - last > longest) longest = $1 - last; last = $1 }
    END { print "longest gap " longest " ms"; exit longest > 1400 }' "$work/notify.log" || fail "fed too seldom"
[ "$(said READY=1)" = 1 ] || fail "ready more than once"
ok "fed regularly"

# --- a stopped program and a display that blocks both starve it
kill -STOP "$player_pid"
starves "the program is stopped"
kill -CONT "$player_pid"
wait_for 5 WATCHDOG=1 $(($(said WATCHDOG=1) + 2))
ok "a stopped program is not fed, a continued one is"
kill -STOP "$screen_pid"
starves "presenting blocks"
kill -CONT "$screen_pid"
wait_for 5 WATCHDOG=1 $(($(said WATCHDOG=1) + 2))
ok "a display that blocks starves it"

player_end TERM
[ "$player_status" = 0 ] || fail "SIGTERM: exit status $player_status"
wait_for 5 STOPPING=1 1
[ ! -e "$work/run/starts" ] || fail "an ordered end is counted as a crash"
ok "says that it ends"
