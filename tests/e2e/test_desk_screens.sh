#!/usr/bin/env bash
# A screen from its box to its end, with the real programs: kiosk-sync is let in at kiosk-desk by the code it shows, brings what was
# published there, hears within seconds of what is published anew, does what staff ask, is seen at the desk, and is revoked.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/sync.sh"
port=$(server_free_port) # of the desk: nobody fetches anything from nginx here
data=$work/desk tls=$work/tls
address=https://localhost:$port

wait_for() { # wait_for SECONDS COMMAND…: until it succeeds
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $deadline ] || return 1
        "$root/tests/support/after" 50
    done
}
sign_pid=
sign_start() {
    "$bin/kiosk-sign" --key "$work/site.key" --listen "$work/socket" --state "$work/signed" 2>"$work/sign.log" &
    sign_pid=$! chain_pids="$chain_pids $!"
    wait_for 30 test -S "$work/socket" || fail "kiosk-sign does not start: $(cat "$work/sign.log")"
}
desk_pid=
desk_start() { # desk_start [option]…
    : >"$work/desk.log"
    "$bin/kiosk-desk" serve --data "$data" --listen "127.0.0.1:$port" --cert "$tls/server.pem" --cert-key "$tls/server.key" \
        --sign-socket "$work/socket" --page "$work" "$@" 2>"$work/desk.log" &
    desk_pid=$! chain_pids="$chain_pids $!"
    wait_for 30 grep -q 'listening at' "$work/desk.log" || fail "kiosk-desk does not start: $(cat "$work/desk.log")"
}
desk_end() {
    kill "$desk_pid"
    wait "$desk_pid" || fail "kiosk-desk ended with $?: $(cat "$work/desk.log")"
}
staff() { python3 "$root/tests/support/staff.py" "$address" "$tls/ca.pem" "$work/session" "$@"; }
expect() { # expect STATUS METHOD PATH [JSON]: the answer in $work/answer
    local status=$1
    shift
    staff "$@" >"$work/said" || fail "$*"
    tail -n +2 "$work/said" >"$work/answer"
    [ "$(head -n 1 "$work/said")" = "$status" ] || fail "$* is answered $(cat "$work/said") instead of $status"
}
answer() { python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$work/answer" "$1"; }
screen_is() { # screen_is EXPRESSION over the first screen's row `s`
    expect 200 GET /api/1/screens
    [ "$(python3 -c 'import json, sys; s = json.load(open(sys.argv[1]))[0]; print(bool(eval(sys.argv[2])))' "$work/answer" "$1")" = True ]
}
screen_until() { wait_for "$1" screen_is "$2" || fail "the desk never saw $2: $(cat "$work/answer")"; }
code() { sync_says 'r["enrol"]["code"] if r["enrol"] else ""'; }
screen_start() {
    rm -f "$work/sync.json"
    "$bin/kiosk-sync" --desk "$address" --store "$work/store" --panel 640x360 --poll-seconds 3600 --status "$work/sync.json" \
        --player-status "$work/status.json" "$@" 2>>"$work/sync.log" &
    sync_pid=$! chain_pids="$chain_pids $!"
}
screen_end() {
    kill "$sync_pid"
    wait "$sync_pid" || fail "kiosk-sync ended with $?"
}
headline() { # headline TEXT: the newest revision, and its number
    expect 200 POST /api/1/edits "{\"ops\": [{\"file\": \"playlists/main.json\", \"path\": \"/slides[id=first]/headline/en\", \"op\": \"set\", \"value\": \"$1\"}], \"note\": \"\"}"
    answer 'r["revision"]'
}
player() { # player GENERATION [MORE]: what the player would say of itself
    printf '{"time": %s, "generation": "%s", "rung": "current", "frame": "0123456789abcdef", "zones": [{"zone": "main", "slide": "first"}]%s}' \
        "$(date +%s)" "$1" "${2:-}" >"$work/status.new"
    mv "$work/status.new" "$work/status.json"
}

"$bin/kiosk-desk" import --site "$work/site" --data "$data" >"$work/last" 2>&1 || fail "import"
echo rainy-tuesday-in-may | "$bin/kiosk-desk" user add anna --role admin --data "$data" >"$work/last" 2>&1 || fail "user add"
sign_start
desk_start
staff sign-in anna:rainy-tuesday-in-may || fail "cannot sign in"
expect 200 POST /api/1/publish '{"revision": 1}'
expect 201 POST /api/1/groups '{"name": "hall"}'
screen_is 's["state"] == "unknown" and not s["enrolled"] and "kode" in s["todo"]["da"]' || fail "no device yet: $(cat "$work/answer")"

# --- in by its code, as the certificate is vouched for
screen_start --ca "$tls/ca.pem"
sync_until 60 'r["enrol"]'
typed=$(code)
expect 404 POST /api/1/enrol '{"code": "0000-0000"}'
expect 422 POST /api/1/enrol '{"code": "UUUU"}'
expect 200 POST /api/1/enrol "{\"code\": \"$(echo "$typed" | tr A-Z a-z)\"}"
[ "$(answer 'r["id"], r["panel"], r["address"]')" = "('$typed', '640x360', '127.0.0.1')" ] || fail "who it is: $(cat "$work/answer")"
expect 422 POST "/api/1/enrol/$typed/confirm" '{"screen": "none", "group": "hall"}'
expect 422 POST "/api/1/enrol/$typed/confirm" '{"screen": "one", "group": "none"}'
expect 200 POST "/api/1/enrol/$typed/confirm" '{"screen": "one", "group": "hall"}'
id=$(answer 'r["id"]')
expect 404 POST "/api/1/enrol/$typed/confirm" '{"screen": "one", "group": "hall"}'
sync_until 60 'r["generation"] == "1.1" and not r["enrol"] and r["desk"]["state"] == "online"'
[ "$(cat "$work/store/screen")" = one ] || fail "which screen it is: $(cat "$work/store/screen")"
ok "a screen gets in by the code it shows, and brings what was published"

# --- seen at the desk
screen_until 30 's["state"] == "warn" and s["enrolled"] and "restart" in s["todo"]["en"]' # no player yet
player 1.1
expect 202 POST "/api/1/screens/$id/command" '{"do": "fetch"}'
screen_until 30 's["state"] == "ok" and s["generation"] == "1.1" and s["slide"] == "first"'
ok "the desk says how it is"

# --- published: told at once
revision=$(headline Again)
begun=$(date +%s%N)
expect 200 POST /api/1/publish "{\"revision\": $revision}"
sync_until 30 'r["generation"] == "1.2"'
took=$((($(date +%s%N) - begun) / 1000000))
screen_until 30 's["state"] == "wait"' # the player has still to take it over
player 1.2
screen_until 70 's["state"] == "ok" and s["generation"] == "1.2"'
[ $took -lt 10000 ] || fail "from publishing to the screen it took $took ms"
ok "what is published is on the screen's disk after $took ms"

# --- asked to do something
expect 202 POST "/api/1/screens/$id/command" '{"do": "identify"}'
sync_until 70 'r["asked"]["identify"] > 0'
expect 404 GET "/api/1/screens/$id/picture"
expect 202 POST "/api/1/screens/$id/command" '{"do": "picture"}'
sync_until 70 'r["asked"]["picture"] > 0'
printf '\x89PNG\r\n\x1a\npicture' >"$work/picture.png" # the player's part
player 1.2 ", \"picture\": $(sync_says 'r["asked"]["picture"]')"
has_picture() { [ "$(staff GET "/api/1/screens/$id/picture" | tr '\n' ' ')" = "200 15 bytes " ]; }
wait_for 20 has_picture || fail "no picture came: $(cat "$work/desk.log")"
player 1.2 ', "in_use": true'
expect 202 POST "/api/1/screens/$id/command" '{"do": "fetch"}'
screen_until 20 's["in_use"] and s["state"] == "ok"'
expect 409 GET "/api/1/screens/$id/picture"
player 1.2
ok "it does what staff ask, and no picture is shown of a visitor's screen"

# --- a desk that is restarted knows it
desk_end
sync_until 60 'r["desk"]["state"] == "away"'
desk_start
sync_until 60 'r["desk"]["state"] == "online"'
ok "a desk that was restarted knows its screens"

# --- revoked: at once, and what it shows stays
expect 204 DELETE "/api/1/screens/$id"
sync_until 30 'r["desk"]["state"] == "revoked" and r["generation"] == "1.2"'
screen_is 's["state"] == "unknown" and not s["enrolled"]' || fail "revoked: $(cat "$work/answer")"
expect 409 POST "/api/1/screens/$id/command" '{"do": "identify"}'
screen_end
ok "a revoked screen is out at once, and keeps what it shows"

# --- another device, to which nobody vouches for the certificate, takes its place
rm -rf "$work/store" "$work/device"
screen_start
sync_until 60 'r["enrol"]'
expect 200 POST "/api/1/enrol/$(code)/confirm" "{\"screen\": \"one\", \"group\": \"hall\", \"replaces\": $id}"
[ "$(answer 'r["id"]')" = "$id" ] || fail "not in its place: $(cat "$work/answer")"
sync_until 60 'r["desk"]["state"] == "online"'
grep -q '"identity": "spki:' "$work/device/enrolment" || fail "$(cat "$work/device/enrolment")"
ok "a desk that nobody vouches for is known by its key, and a device takes another's place"

# --- its certificate is renewed, with another key, and no screen is stranded
mkdir "$work/next"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=next -keyout "$work/next/server.key" \
    -out "$work/next/server.pem" 2>"$work/last" || fail "no next certificate"
next=$(openssl x509 -in "$work/next/server.pem" -noout -pubkey | openssl pkey -pubin -outform DER | sha256sum | cut -c 1-64)
desk_end
desk_start --other-cert "$work/next/server.pem"
wait_for 70 grep -q "$next" "$work/device/enrolment" || fail "the screen was not told the next key"
desk_end
last=$tls tls=$work/next
desk_start --other-cert "$last/server.pem"
comes_by() { wait_for 70 grep -q 'POST /api/1/device/session 200' "$work/desk.log" || fail "the screen does not come by: $(cat "$work/desk.log")"; }
comes_by
desk_end
tls=$last
desk_start
comes_by
sync_until 70 'r["desk"]["state"] == "online"'
ok "a renewed certificate strands no screen"

# --- told to stop: only with a signature, and then it shows nothing more and is nobody's
kill "$sign_pid"
wait "$sign_pid" 2>/dev/null
rm -f "$work/socket"
expect 503 DELETE "/api/1/screens/$id?stop=true"
sync_until 10 'r["desk"]["state"] == "online"'
sign_start
expect 204 DELETE "/api/1/screens/$id?stop=true"
sync_until 60 'r["desk"]["state"] == "enrolling" and r["enrol"] and r["enrol"]["code"] and not r["generation"]'
[ ! -e "$work/device/enrolment" ] || fail "it still knows whose it was"
screen_end
desk_end
ok "a screen that is told to stop has nothing to show but a code"
