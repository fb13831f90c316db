# shellcheck shell=bash
# For end-to-end tests in which kiosk is a service: the service manager's side of sd_notify(3), and a start of the program whenever it has
# ended. Source it after chain.sh; $work/notify.log says what the program said, $work/kiosk.log its log, $work/starts.log one line a start.

# service_needs_shim: the test cannot do without tests/support/shim.c.
service_needs_shim() {
    shim=$work/shim.so # a name without spaces, which the loader would take for two
    ! ldd "$bin/kiosk" | grep -q 'lib[at]san' ||
        { echo "skipped: the sanitizer's library must be loaded first, before the shim; this test runs on the release build"; exit 77; }
    cp "$bin/../tests/shim.so" "$shim" || fail "the shim is not built"
}

service_manager() {
    "$root/tests/support/notify.py" "$work/notify" "$work/notify.log" &
    chain_pids="$chain_pids $!"
    service_until 10 "the fake service manager" test -s "$work/notify.log"
    export NOTIFY_SOCKET=$work/notify
    mkdir -p "$work/run"
}

# service_until SECONDS WHAT COMMAND…: waits until the command succeeds.
service_until() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" 2>/dev/null; do
        [ "$SECONDS" -lt "$deadline" ] ||
            fail "$what: not seen in time; the log ends: $(tail -5 "$work/kiosk.log" 2>/dev/null); $(status_json)"
        "$root/tests/support/after" 100
    done
}
service_said() { grep -q -- "$1" "$work/notify.log"; }

# service_start [option]…: kiosk, started again a second after each end, until service_stop.
service_start() {
    rm -f "$work/stop" "$work/run/status.json"
    (
        pid= gone=
        trap 'gone=1; [ -z "$pid" ] || kill -TERM "$pid" 2>/dev/null' TERM
        trap - EXIT
        while [ -z "$gone" ] && [ ! -e "$work/stop" ]; do
            echo start >>"$work/starts.log"
            RUNTIME_DIRECTORY=$work/run "$bin/kiosk" "$@" 2>>"$work/kiosk.log" &
            pid=$!
            echo "$pid" >"$work/pid"
            status=0
            wait "$pid" || status=$?
            while kill -0 "$pid" 2>/dev/null; do wait "$pid" || status=$?; done
            pid=
            [ ! -d "$work" ] || echo "ended $status" >>"$work/starts.log"
            "$root/tests/support/after" 300
        done
    ) &
    service_pid=$!
    chain_pids="$chain_pids $service_pid"
}
service_stop() {
    touch "$work/stop"
    kill -TERM "$(cat "$work/pid")" 2>/dev/null || true
    wait "$service_pid" 2>/dev/null || true
    [ "$(tail -1 "$work/starts.log")" = "ended 0" ] || fail "the player ended by SIGTERM says: $(tail -1 "$work/starts.log")"
}
service_starts() { grep -c start "$work/starts.log"; }
status_json() { cat "$work/run/status.json" 2>/dev/null; }
# service_status EXPRESSION: true of the player's report `s`
service_status() {
    python3 - "$work/run/status.json" "$1" <<'PY'
import json, sys
s = json.load(open(sys.argv[1]))
sys.exit(0 if eval(sys.argv[2], {"s": s}) else 1)
PY
}
service_is() { service_until "$1" "$2" service_status "$2"; }
