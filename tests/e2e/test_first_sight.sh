#!/usr/bin/env bash
# Until content is there the screen says what it waits for, and follows what kiosk-sync reports; nothing is drawn while nothing changes.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
. "$root/tests/support/service.sh"
screen_start
report() { # report JSON: as kiosk-sync writes it
    printf '%s' "$1" >"$work/sync.json.new"
    mv "$work/sync.json.new" "$work/sync.json"
}
frames() { status_of 's["counts"]["frames"]'; }
other() { # other NAME: the screen shows something else than in NAME.png, and is lit
    screen_shot now && ! screen_same now "$1" && [ "$(screen_colours now)" -gt 10 ]
}
player_start --sync-report "$work/sync.json" --counters "$work/counters.db"
status_until 30 "built-in" 's["rung"]'
lit() { screen_shot first && [ "$(screen_colours first)" -gt 10 ]; }
service_until 30 "a first picture" lit
[ "$(status_of 'len(s["why"]) > 0')" = True ] || fail "no reason given"
ok "without a report the screen is lit"

progress='{"url": "https://example.org/site", "state": "fetching", "failures": 0, "error": "", "cause": "", "progress": {"files": %d, "of": 143}}'
# shellcheck disable=SC2059
report "$(printf "$progress" 12)"
service_until 30 "fetching" other first
cp "$work/now.png" "$work/twelve.png"
# shellcheck disable=SC2059
report "$(printf "$progress" 90)"
service_until 30 "more of it" other twelve
ok "it follows how far the fetching is"

report '{"url": "https://example.org/site", "state": "waiting", "failures": 2, "error": "cannot resolve example.org", "cause": "network", "next": 1}'
cp "$work/now.png" "$work/ninety.png"
service_until 30 "trouble" other ninety
status_until 30 network 's.get("sync", {}).get("cause")'
[ "$(status_of 's["sync"]["error"]')" = "cannot resolve example.org" ] || fail "the report: $(status_of 's["sync"]')"
ok "and says what is wrong"

# --- what lets it in, for whoever stands before it
report '{"url": "https://desk.example", "state": "waiting", "failures": 0, "error": "", "cause": "", "enrol": {"code": "K7MF-3QPX", "url": "https://desk.example/t#K7MF3QPX"}}'
cp "$work/now.png" "$work/trouble.png"
service_until 30 "its code" other trouble
cp "$work/now.png" "$work/code.png"
report '{"url": "https://desk.example", "state": "waiting", "failures": 0, "error": "", "cause": "", "enrol": {"code": "K7MF-3QPY", "url": "https://desk.example/t#K7MF3QPY"}}'
service_until 30 "the next one" other code
ok "and the code that lets it in"

# --- the report is written every 10 s: between two with the same words nothing was drawn
newer() { # waits for a report that was written later
    local before
    before=$(status_of 's["time"]')
    status_until 30 True "s['time'] > $before"
}
newer
still=$(frames)
newer
[ "$(frames)" = "$still" ] || fail "drawn $(($(frames) - still)) times while nothing changed"
ok "nothing is drawn while nothing changes"

# --- then the content is there; what still keeps the newest away stays in the report
chain_sync || fail "first round"
status_until 30 "1.1 current" '"%s %s" % (s["generation"], s["rung"])'
[ "$(status_of 's["why"]')" = "" ] || fail "why: $(status_of 's["why"]')"
report '{"url": "https://example.org/site", "state": "waiting", "failures": 4, "error": "status 500", "cause": "server", "offered": "1.2", "rejected": []}'
status_until 30 "generation 1.2 is not here: status 500" 's["why"]'
[ "$(status_of 's["sync"]["failures"], s["sync"]["offered"]')" = "(4, '1.2')" ] || fail "$(status_of 's["sync"]')"
report '{"state": "waiting", "failures": 0, "error": "", "offered": "1.1"}'
status_until 30 True '"sync" not in s and s["why"] == ""'

# --- staff ask which screen it is: its name, for 20 s, in place of what plays
report '{"state": "waiting", "failures": 0, "error": "", "offered": "1.1", "desk": {"name": "Forhallen"}, "asked": {"identify": 3, "picture": 0, "restart": 0}}'
status_until 10 built-in 's["zones"][0]["zone"]'
status_until 40 main 's["zones"][0]["zone"]'
ok "staff see which screen it is, and then it plays on"

# --- or what is on it: the very pixels of one of the slides, unless two of them were taking turns just then
same_as_picture() { screen_shot now && [ "$(compare -metric AE "$work/now.png" "$work/run/picture.png" null: 2>&1)" = 0 ]; }
same=
for number in 4 5 6 7 8; do
    report "{\"state\": \"waiting\", \"failures\": 0, \"error\": \"\", \"asked\": {\"identify\": 3, \"picture\": $number, \"restart\": 0}}"
    status_until 20 "$number" 's["picture"]'
    for _ in $(seq 80); do
        if same_as_picture; then same=yes && break 2; fi
    done
done
[ -n "$same" ] || fail "the picture is not what is on the screen"
ok "and what is on it"
player_end TERM
[ "$player_status" = 0 ] || fail "SIGTERM: exit status $player_status"
ok "the reason stays in the report as long as it lasts"

# --- or want it started anew, which whoever started it does
NOTIFY_SOCKET="$work/nobody" player_start --sync-report "$work/sync.json" --counters "$work/counters.db"
status_until 30 main 's["zones"][0]["zone"]'
report '{"state": "waiting", "failures": 0, "error": "", "asked": {"identify": 3, "picture": 0, "restart": 1000}}'
player_status=0
wait "$player_pid" || player_status=$?
[ "$player_status" = 0 ] || fail "restart: exit status $player_status"
ok "it ends by itself when staff ask for it"
