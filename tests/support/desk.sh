# shellcheck shell=bash
# A desk of a small site over TLS on loopback, for tests that set bin, root and work, and source server.sh first.
desk_pid= sign_pid=
desk_password=rainy-tuesday-in-may

# desk_make: a site, a key, people: anna (admin), bo (editor), both with $desk_password
desk_make() {
    mkdir -p "$work/site/playlists" "$work/site/assets" "$work/state"
    cat >"$work/site/playlists/site.json" <<'JSON'
{
  "id": "town", "name": {"en": "Test", "da": "Prøve"}, "languages": ["en", "da"], "time_zone": "Europe/Copenhagen",
  "theme": {"colours": {"paper": "#ffffff", "ink": "#10222e", "muted": "#4a5a66", "primary": "#0f4c5c", "on_primary": "#ffffff",
            "accent": "#9a3b12", "on_accent": "#ffffff"}, "fonts": ["Inter"]},
  "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
  "screens": {"one": {"name": {"en": "One", "da": "En"}, "layout": "full", "languages": ["en", "da"], "zones": {"main": ["playlists/main.json"]}}}
}
JSON
    cat >"$work/site/playlists/main.json" <<'JSON'
{"name": {"en": "Main", "da": "Hoved"}, "slides": [
  {"id": "first", "type": "text", "headline": {"en": "One", "da": "En"}, "evergreen": true},
  {"id": "second", "type": "text", "headline": {"en": "Two", "da": "To"}, "evergreen": true}
]}
JSON
    "$bin/kioskctl" key new -o "$work/site.key" >/dev/null
    printf '%s\n' "$desk_password" | "$bin/kiosk-desk" user add anna --role admin --data "$work/desk" >/dev/null
    printf '%s\n' "$desk_password" | "$bin/kiosk-desk" user add bo --role editor --locale en --data "$work/desk" >/dev/null
    "$bin/kiosk-desk" import --site "$work/site" --data "$work/desk" >/dev/null 2>&1
    server_make_ca "$work/tls"
}

desk_waits() { # desk_waits PID FILE WORDS
    local deadline=$((SECONDS + 60))
    until grep -q -- "$3" "$2" 2>/dev/null; do
        kill -0 "$1" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || return 1
        "$root/tests/support/after" 20
    done
}

desk_sign_start() {
    "$bin/kiosk-sign" --key "$work/site.key" --listen "$work/sign" --state "$work/state" 2>"$work/sign.log" &
    sign_pid=$!
    desk_waits "$sign_pid" "$work/sign.log" "^listening at"
}

# desk_start [COMMAND…]: the desk, below COMMAND; $port and $url say where
desk_start() {
    : >"$work/desk.log"
    "$@" "$bin/kiosk-desk" serve --data "$work/desk" --listen "127.0.0.1:${port:-0}" --cert "$work/tls/server.pem" \
        --cert-key "$work/tls/server.key" --sign-socket "$work/sign" ${desk_page:+--page "$desk_page"} \
        ${desk_feeds:+--feeds "$desk_feeds"} 2>"$work/desk.log" &
    desk_pid=$!
    desk_waits "$desk_pid" "$work/desk.log" "listening at .* port" || return 1
    port=$(sed -n 's/.*listening at .* port \([0-9]*\)$/\1/p' "$work/desk.log") url=https://localhost:$port
}

# desk_end [SIGNAL]
desk_end() {
    local ended=0
    [ -n "$desk_pid" ] || return 0
    kill "-${1:-TERM}" "$desk_pid" 2>/dev/null || true
    wait "$desk_pid" 2>/dev/null || ended=$?
    desk_pid=
    return "$ended"
}
desk_sign_end() {
    [ -n "$sign_pid" ] || return 0
    kill "$sign_pid" 2>/dev/null || true
    wait "$sign_pid" 2>/dev/null || true
    sign_pid=
}

# ask METHOD PATH [curl's options]: as whoever is in $who (a file of cookies), with their token; $status, $work/body, $work/head
who=nobody
ask() {
    local method=$1 path=$2 token=
    shift 2
    [ ! -f "$work/$who.csrf" ] || token=$(cat "$work/$who.csrf")
    status=$(curl -sS --max-time 60 --cacert "$work/tls/ca.pem" --path-as-is -X "$method" -b "$work/$who.jar" -c "$work/$who.jar" \
        ${token:+-H "X-CSRF-Token: $token"} -D "$work/head" -o "$work/body" -w '%{http_code}' "$@" "$url$path") || status=000
}
# send METHOD PATH JSON [curl's options]
send() {
    local method=$1 path=$2 json=$3
    shift 3
    ask "$method" "$path" -H 'Content-Type: application/json' --data-binary "$json" "$@"
}
# sign_in NAME [PASSWORD]
sign_in() {
    who=$1
    rm -f "$work/$who.csrf" "$work/$who.jar"
    send POST /api/1/session "{\"login\":\"$1\",\"password\":\"${2:-$desk_password}\"}"
    [ "$status" = 200 ] || return 1
    body 'd["csrf"]' >"$work/$who.csrf"
}
# body EXPRESSION: of the answer `d`
body() {
    python3 -c 'import json, sys; d = json.load(open(sys.argv[1], encoding="utf-8")); print(eval(sys.argv[2]))' "$work/body" "$1"
}
