#!/usr/bin/env bash
# A start that shows nothing in its time counts against what it was to show: the next rung comes on, and later it has more time.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/service.sh"
service_needs_shim
chain_sync || fail "first round"
chain_site "Edition two"
chain_publish
chain_sync || fail "second round"
page=$(python3 - "$work/store/gen/1.2/manifest" <<'PY'
import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == "playlists/main.json"))
PY
)
options=(--store "$work/store" --screen one --window 640x360 --headless --counters "$work/counters.db")
export WATCHDOG_USEC=15000000

# --- the main thread hangs in loading, 14 s at the one reading of a page: the first start is ended, the second plays what was before
service_manager
SHIM_HANG=$page SHIM_HANG_S=14 LD_PRELOAD=$shim service_start "${options[@]}"
service_until 40 "the deadline" grep -q "generation 1.2 showed nothing within 10 s" "$work/kiosk.log"
service_said EXTEND_TIMEOUT_USEC || fail "the service manager was not asked to wait"
! service_said READY=1 || fail "ready without a picture"
service_is 40 's["generation"] == "1.1" and s["rung"] == "previous" and "tried again" in s["why"]'
[ "$(service_starts)" = 2 ] || fail "$(service_starts) starts"
ok "what hangs in loading is ended, and the one before plays"

# --- by itself, in the same process, it is tried again with twice the time, and gets there; nothing was condemned
service_is 90 's["generation"] == "1.2" and s["rung"] == "current" and s["why"] == ""'
[ "$(service_starts)" = 2 ] || fail "the second try took another start: $(cat "$work/starts.log" "$work/kiosk.log")"
[ ! -e "$work/store/player/rejected" ] || fail "a slow machine condemns: $(cat "$work/store/player/rejected")"
ok "a slow machine gets there"
service_stop
[ "$(grep -c "^1.2 " "$work/run/starts")" = 1 ] || fail "the time it took is forgotten: $(cat "$work/run/starts")"

# --- the painter hangs for ever; without a service manager nothing is ended, and an end by SIGTERM before a picture counts once the
# time for one is over
hung() { # hung SECONDS: SIGTERM after so long
    rm -f "$work/run/starts"
    (
        unset NOTIFY_SOCKET WATCHDOG_USEC
        export SHIM_HANG=/p/ SHIM_HANG_S=1000 LD_PRELOAD=$shim RUNTIME_DIRECTORY=$work/run
        exec "$bin/kiosk" "${options[@]}" --screen one 2>"$work/kiosk.log"
    ) &
    local pid=$!
    chain_pids="$chain_pids $pid"
    service_until 30 "a start" test -s "$work/run/starts"
    "$root/tests/support/after" "$(($1 * 1000))"
    kill -0 "$pid" || fail "ended by itself: $(cat "$work/kiosk.log")"
    kill -TERM "$pid"
    wait "$pid" || true
}
python3 - "$work/site/playlists/main.json" <<'PY'
import json, sys
main = json.load(open(sys.argv[1]))
main["slides"] = [s for s in main["slides"] if s["type"] == "image"]
json.dump(main, open(sys.argv[1], "w"))
PY
chain_publish
chain_sync || fail "third round"
hung 1
[ ! -e "$work/run/starts" ] || fail "an early end counts: $(cat "$work/run/starts")"
hung 11
grep -q '^1.3 0 1 1 ' "$work/run/starts" || fail "a start that never showed anything does not count: $(cat "$work/run/starts")"
ok "an end before the first picture counts once the time for it is over"
