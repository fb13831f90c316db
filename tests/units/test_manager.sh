#!/usr/bin/env bash
# Both programs under a service manager that keeps their units' times, at a tenth: ready, fed, ended when told to, within their tasks.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
export ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0
chain_sync || fail "first round"
confine=$bin/../tests/units_confine

# managed UNIT COMMAND…: started under the unit's settings and times; its log in $work/UNIT.log, the manager's process in $manager
managed() {
    local unit=$1
    shift
    "$root/tests/units/plan.py" "$root/systemd/$unit.service" "$root/tests/units/systemd-252.groups" "$work/machine" >"$work/$unit.plan"
    : >"$work/$unit.log"
    "$root/tests/units/manager.py" "$root/systemd/$unit.service" "$work/$unit.log" "$confine" "$work/$unit.plan" "$@" 2>"$work/last" &
    manager=$!
    chain_pids="$chain_pids $manager"
}
said() { grep -c "$2" "$work/$1.log" || true; }
said_until() { # said_until UNIT SECONDS WORDS COUNT
    local deadline=$((SECONDS + $2))
    while [ "$(said "$1" "$3")" -lt "$4" ]; do
        kill -0 "$manager" 2>/dev/null || fail "$1 has ended: $(tail -4 "$work/$1.log" | tr '\n' '|')"
        [ "$SECONDS" -lt "$deadline" ] || fail "$1 did not say $3 $4 times within $2 s: $(tail -4 "$work/$1.log" | tr '\n' '|')"
        "$root/tests/support/after" 100
    done
}
stopped() { # stopped UNIT: as `systemctl stop` does it
    kill "$manager"
    wait "$manager" || fail "$1 does not end well: $(tail -5 "$work/$1.log" | tr '\n' '|')"
}

managed kiosk-sync "$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
    --ca "$work/tls/ca.pem" --panel 640x360
said_until kiosk-sync 20 READY=1 1
said_until kiosk-sync 30 WATCHDOG=1 2
stopped kiosk-sync
ok "kiosk-sync: ready, fed, and ended when told ($(grep tasks "$work/kiosk-sync.log" | cut -d' ' -f2-))"

screen_start
managed kiosk "$bin/kiosk" --store "$work/store" --screen one --window 640x360
said_until kiosk 20 READY=1 1
said_until kiosk 30 WATCHDOG=1 6
stopped kiosk
ok "kiosk: ready, fed, and ended when told ($(grep tasks "$work/kiosk.log" | cut -d' ' -f2-))"

# --- the manager does end who starves and who is never ready
managed kiosk "$bin/kiosk" --store "$work/store" --screen one --window 640x360
said_until kiosk 20 WATCHDOG=1 1
kill -STOP "$screen_pid"
! wait "$manager" || fail "a player whose display blocks is not ended"
grep -q "SIGABRT running" "$work/kiosk.log" || fail "it was ended by something else: $(tail -5 "$work/kiosk.log" | tr '\n' '|')"
kill -CONT "$screen_pid"
ok "kiosk: a display that blocks starves the watchdog"
# --- a display that is off is waited for, longer than a start may take otherwise, and then taken
DISPLAY=:9999 managed kiosk "$bin/kiosk" --store "$work/store" --screen one
deadline=$((SECONDS + 60))
until awk '/STATUS=waiting for a display/ { first = first ? first : $1; last = $1 } END { exit last - first < 10 }' "$work/kiosk.log"; do
    kill -0 "$manager" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || fail "it does not wait: $(tail -4 "$work/kiosk.log" | tr '\n' '|')"
    "$root/tests/support/after" 200
done
! grep -q SIG "$work/kiosk.log" || fail "it is ended while it waits: $(tail -4 "$work/kiosk.log" | tr '\n' '|')"
stopped kiosk
ok "kiosk: without a display it asks for more time, and ends when told"
managed kiosk-sync sleep 600
! wait "$manager" || fail "a program that is never ready is not ended"
grep -q "SIGTERM starting" "$work/kiosk-sync.log" || fail "it was ended by something else: $(tail -5 "$work/kiosk-sync.log" | tr '\n' '|')"
ok "who is never ready is ended when TimeoutStartSec is over"
