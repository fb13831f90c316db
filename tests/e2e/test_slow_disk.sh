#!/usr/bin/env bash
# A disk that does not answer when the player writes: what is on goes on, the watchdog is fed, and the end waits only so long.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
. "$root/tests/support/service.sh"
service_needs_shim

chain_sync || fail "first round"
screen_start
mkdir "$work/run"
notify=$work/notify
python3 -u - "$notify" >"$work/notified" <<'PY' &
import socket, sys, time
box = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
box.bind(sys.argv[1])
while True:
    for line in box.recv(4096).decode().splitlines():
        print(round(time.monotonic(), 1), line, flush=True)
PY
chain_pids="$chain_pids $!"
for _ in $(seq 100); do
    [ ! -S "$notify" ] || break
    "$root/tests/support/after" 50
done
# what is good is marked after three slides of two seconds; from then on every file that is written hangs
SHIM_HANG=/player/ SHIM_HANG_WRITE=1 SHIM_HANG_S=600 LD_PRELOAD=$shim WATCHDOG_USEC=4000000 NOTIFY_SOCKET=$notify RUNTIME_DIRECTORY=$work/run \
    "$bin/kiosk" --store "$work/store" --screen one --window 640x360 2>"$work/kiosk.log" &
player_pid=$!
chain_pids="$chain_pids $player_pid"
status_until 60 current 's["rung"]'
hangs() { # the writing thread stands in the shim's sleep (clock_nanosleep of amd64 or arm64), on the mark
    local task
    for task in /proc/"$player_pid"/task/*; do
        [ "$(cat "$task/comm" 2>/dev/null)" = write ] && grep -qE '^(230|115) ' "$task/syscall" && return 0
    done
    return 1
}
deadline=$((SECONDS + 60))
until hangs; do
    [ "$SECONDS" -lt "$deadline" ] || fail "nothing hangs, then this test proves nothing: $(cat "$work/kiosk.log")"
    "$root/tests/support/after" 100
done
begun=$(wc -l <"$work/notified")
for change in one two three; do
    screen_shot before
    screen_leaves 20 before || fail "the slides stand still while the disk hangs ($change): $(cat "$work/kiosk.log")"
done
[ ! -e "$work/store/player/good" ] || fail "the mark was written; then this test proves nothing"
ok "the slides go on while a file that is being written hangs"

fed() { tail -n "+$((begun + 1))" "$work/notified" | grep -c 'WATCHDOG=1'; }
for _ in $(seq 300); do # slides of two seconds, each of which feeds it
    [ "$(fed)" -lt 3 ] || break
    "$root/tests/support/after" 100
done
python3 - "$work/notified" "$begun" <<'PY' || fail "the watchdog: $(cat "$work/notified")"
import sys
fed = [float(line.split()[0]) for line in list(open(sys.argv[1]))[int(sys.argv[2]):] if "WATCHDOG=1" in line]
assert len(fed) >= 3, fed
assert max(b - a for a, b in zip(fed, fed[1:])) < 4, fed
PY
ok "the watchdog is fed meanwhile"

before=$SECONDS
player_end TERM
[ "$player_status" = 0 ] || fail "it ends with $player_status: $(cat "$work/kiosk.log")"
[ $((SECONDS - before)) -le 12 ] || fail "the end takes $((SECONDS - before)) s"
grep -q 'the disk does not answer' "$work/kiosk.log" || fail "it is not said: $(cat "$work/kiosk.log")"
ok "the end waits for the disk, but not for ever, and says so"
