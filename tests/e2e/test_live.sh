#!/usr/bin/env bash
# A slide is edited and published while a screen plays: how long until the screen shows it, with the default polling?
bin=$1 root=$2
. "$root/tests/support/chain.sh"
chain_sync || fail "first round"
mkdir "$work/run"

playing() { # the value of a key of the player's report, as text
    python3 - "$work/run/status.json" "$1" <<'PY'
import json, sys
try:
    print(json.dumps(json.load(open(sys.argv[1])).get(sys.argv[2])))
except (OSError, ValueError):
    print("")
PY
}
# until SECONDS PATTERN KEY: waits for the report to say so
until_says() {
    local deadline=$((SECONDS + $1))
    while ! playing "$3" | grep -q "$2"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        "$root/tests/support/after" 100
    done
}

RUNTIME_DIRECTORY=$work/run "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --speed 1 \
    2>"$work/kiosk.log" &
chain_pids=$!
"$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
    --ca "$work/tls/ca.pem" --panel 640x360 2>"$work/sync.log" &
chain_pids="$chain_pids $!"
until_says 20 '1\.1' generation || fail "the player does not report generation 1.1: $(cat "$work/kiosk.log")"
ok "a screen plays generation 1.1"

chain_site "Edited"
begin=$SECONDS
chain_publish
until_says 35 '1\.2' generation || fail "not shown within 35 s: $(cat "$work/sync.log" "$work/kiosk.log")"
ok "edited, published and playing after $((SECONDS - begin)) s"

kill -9 "${chain_pids%% *}"
wait "${chain_pids%% *}" 2>/dev/null || true
rm -f "$work/run/status.json"
RUNTIME_DIRECTORY=$work/run "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --speed 1 \
    2>"$work/kiosk.log" &
chain_pids="$chain_pids $!"
until_says 20 '1\.2' generation || fail "after kill -9 the player does not come back"
ok "after kill -9 it plays generation 1.2 again"
