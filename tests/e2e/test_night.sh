#!/usr/bin/env bash
# A panel that is dark at night: nothing is drawn then, the watchdog is fed all the same, and in the morning it shows what belongs there.
# The clock runs 120 times as fast.
bin=$1 root=$2
set -u
work=$(mktemp -d)
player=
end() {
    [ -z "$player" ] || kill "$player" 2>/dev/null
    rm -rf "$work"
}
trap end EXIT
fail() {
    echo "FAILED $1"
    cat "$work/log" 2>/dev/null
    exit 1
}
ok() { echo "ok $1"; }
status() { python3 -c 'import json, sys; s = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$work/run/status.json" "$1" 2>/dev/null; }
until_is() { # until_is EXPRESSION VALUE
    for _ in $(seq 600); do
        [ "$(status "$1")" = "$2" ] && return
        sleep 0.1
    done
    fail "$1 never was $2, but $(status "$1")"
}
command -v python3 >/dev/null || { echo "skipped: python3 is not installed (tests/install test)"; exit 77; }

mkdir "$work/run" "$work/cache" "$work/site"
cp -r "$root/tests/data/town/playlists" "$root/assets" "$root/fonts" "$work/site/" || fail "no copy of the site"
RUNTIME_DIRECTORY=$work/run "$bin/kiosk" --site "$work/site" --screen raadhus --headless --window 640x360 --cache "$work/cache" \
    --state "$work/state" --dark 22:00-23:20 --at 2026-11-24T21:50 --speed 120 2>"$work/log" &
player=$!
until_is 's["dark"]' False
ok "it plays in the evening"
until_is 's["dark"]' True
grep -q "dark until somebody touches it" "$work/log" || fail "the log does not say that it is dark"
frames=$(status 's["counts"]["frames"]')
sleep 11 # a report at least
now=$(status 's["counts"]["frames"], s["dark"]')
[ "$now" = "($frames, True)" ] || fail "it draws in the dark: $frames, then $now"
ok "it draws nothing in the dark"
until_is 's["dark"]' False
until_is "s['counts']['frames'] > $frames" True
until_is 's["zones"][0]["on_time"]' True # at 120 times the speed, a slide that needs half a second is a minute late
ok "and plays in the morning"
kill "$player"
wait "$player" || fail "it ends with $?"
player=
"$bin/kiosk" --site "$work/site" --dark 22-6 2>"$work/log" && fail "--dark 22-6 is taken"
grep -q 'write it as 22:00-06:30' "$work/log" || fail "what is wrong with --dark 22-6 is not said"
ok "hours written otherwise are refused"
