#!/usr/bin/env bash
# The desk behind nginx with the very file that is installed as an example: set up by `kiosk-desk setup --listen proxy`, signed in to, uploads,
# what waits, who it is for, and screens that are let in, by a certificate that is vouched for and by one that is not.
set -eu
bin=$1 root=$2
for tool in curl nginx openssl; do command -v $tool >/dev/null || { echo "skipped: no $tool"; exit 77; }; done
work=$(mktemp -d)
server_pid= chain_pids=
stop() {
    local pid
    for pid in $server_pid $chain_pids; do kill "$pid" 2>/dev/null || true; done
    for pid in $server_pid $chain_pids; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap stop EXIT
trap 'exit 1' INT TERM
# shellcheck source=tests/support/server.sh
. "$root/tests/support/server.sh"
# shellcheck source=tests/support/sync.sh
. "$root/tests/support/sync.sh"
# shellcheck source=tests/support/desk.sh
. "$root/tests/support/desk.sh"
ok() { echo "ok: $*"; }
status=-
fail() { # what is known goes with it
    echo "FAILED: $*: status $status" >&2
    tail -n 5 "$work/last" "$work/body" "$work/desk.log" "$work/nginx/error.log" "$work/nginx/stderr" "$work/sync.log" 2>/dev/null >&2
    exit 1
}
desk_make || fail "no site"

# --- as it is set up
server=$work/server
"$bin/kiosk-desk" setup --yes --root "$server" --host localhost --listen proxy --proxy-cert "$work/tls/server.pem" --site "$work/site" \
    >"$work/last" 2>&1 || fail "setup"
grep -q nginx.example "$work/last" || fail "setup does not say what nginx has to be told"
once=$(sed -n 's/^password, for one use: //p' "$work/last")
line=$(sed -n 's/^KIOSK_DESK=//p' "$server/etc/kiosk/desk")
case " $line " in *" --listen unix:/run/kiosk-desk/http "*" --trust-proxy "*) ;; *) fail "settings: $line" ;; esac
"$bin/kiosk-sign" --key "$server/etc/kiosk/content.key" --listen "$work/sign" --state "$work/state" 2>"$work/sign.log" &
chain_pids="$chain_pids $!"
desk_waits $! "$work/sign.log" "^listening at" || fail "kiosk-sign does not start"
# shellcheck disable=SC2046
"$bin/kiosk-desk" serve --data "$server/var/lib/kiosk-desk" --sign-socket "$work/sign" ${line/\/run\/kiosk-desk\/http/$work/http} 2>"$work/desk.log" &
chain_pids="$chain_pids $!"
desk_waits $! "$work/desk.log" "listening at" || fail "the desk does not start"
[ "$(stat -c %a "$work/http")" = 660 ] || fail "anybody may speak to it past the proxy: $(stat -c %a "$work/http")"

# the example, with this test's ports, certificate and socket
port=$(server_free_port) plain=$(server_free_port)
while [ "$plain" = "$port" ]; do plain=$(server_free_port); done
url=https://localhost:$port
mkdir -p "$work/nginx"
sed -e "/listen \[::\]/d; s/listen 80;/listen 127.0.0.1:$plain;/; s/listen 443 ssl;/listen 127.0.0.1:$port ssl;/; s/desk\.example\.org/localhost/" \
    -e "s|/etc/ssl/desk.pem|../tls/server.pem|; s|/etc/ssl/private/desk.key|../tls/server.key|; s|/run/kiosk-desk/http|$work/http|" \
    "$root/systemd/nginx.example" >"$work/nginx/site.conf"
for part in "127.0.0.1:$plain;" "127.0.0.1:$port ssl" ../tls/server.pem ../tls/server.key "unix:$work/http:"; do
    grep -qF -- "$part" "$work/nginx/site.conf" || fail "the example is not what this test thinks: no $part"
done
{
    [ "$(id -u)" != 0 ] || echo "user root;"
    echo "daemon off; worker_processes 1; pid pid; error_log error.log; events { worker_connections 128; }"
    echo "http { access_log access.log; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;"
    echo "scgi_temp_path scgi; include site.conf; }"
} >"$work/nginx/nginx.conf"
(cd "$work/nginx" && exec setpriv --pdeathsig TERM nginx -p ./ -e error.log -c nginx.conf 2>stderr) &
server_pid=$! deadline=$((SECONDS + 30))
until [ -s "$work/nginx/pid" ]; do
    kill -0 "$server_pid" 2>/dev/null && [ $SECONDS -lt $deadline ] || fail "nginx does not start"
    "$root/tests/support/after" 20
done
ok "set up as the documents say, nginx takes the example"

# --- signing in
sign_in admin "$once" || fail "the password for one use opens nothing"
for part in "__Host-session=[0-9a-f]\{32\};" "; Secure" "; HttpOnly" "; SameSite=Strict"; do
    grep -qi "^set-cookie: .*$part" "$work/head" || fail "the cookie has no $part"
done
grep -qi '^strict-transport-security: max-age=31536000' "$work/head" || fail "no Strict-Transport-Security"
head=$(curl -sS --max-time 30 -o /dev/null -D - "http://127.0.0.1:$plain/sign-in?a=b" -H 'Host: localhost')
case $head in *301*"ocation: https://localhost/sign-in?a=b"*) ;; *) fail "plain HTTP is not sent to TLS: $head" ;; esac
printf '%s\n' "$desk_password" | "$bin/kiosk-desk" user add anna --role admin --data "$server/var/lib/kiosk-desk" >/dev/null || fail "no anna"
sign_in anna || fail "anna cannot sign in"
edits=0
edit() {
    edits=$((edits + 1))
    send POST /api/1/edits "{\"ops\":[{\"file\":\"playlists/main.json\",\"path\":\"/slides[id=first]/headline/en\",\"op\":\"set\",\"value\":\"Proxied $edits\"}]}" "$@"
}
cp "$work/anna.csrf" "$work/token" && : >"$work/anna.csrf"
edit -H "Origin: $url"
[ "$status" = 403 ] || fail "an edit without its token"
cp "$work/token" "$work/anna.csrf"
edit -H "Origin: https://evil.example"
[ "$status" = 403 ] || fail "another site's page may edit"
edit -H "Origin: $url"
[ "$status" = 200 ] || fail "an edit, as an old browser sends it"
edit -H "Sec-Fetch-Site: same-origin"
[ "$status" = 200 ] || fail "an edit"
who=form
ask POST /sign-in --data-urlencode login=anna --data-urlencode "password=$desk_password" -H "Origin: $url"
[ "$status" = 303 ] && grep -qi "^location: /.$" "$work/head" || fail "signing in without script"
ask GET / -H 'Host: evil.example'
[ "$status" = 400 ] || fail "another site's name for this address"
ok "cookie, token, HSTS and redirects are right"

# --- who it is for
session_of() { # session_of AGENT: the address that the desk keeps of a sign-in
    python3 - "$server/var/lib/kiosk-desk/desk.db" "$1" <<'PY'
import sqlite3, sys
print(*(row[0] for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute("select address from session where agent = ?", (sys.argv[2],))))
PY
}
come() { # come AGENT [curl's options]: signs anna in
    who=$1
    send POST /api/1/session "{\"login\":\"anna\",\"password\":\"$desk_password\"}" -A "$@"
    [ "$status" = 200 ] || fail "$1 cannot sign in"
}
come far --interface 127.0.0.2
[ "$(session_of far)" = 127.0.0.2 ] || fail "whose session it is: $(session_of far)"
come forger --interface 127.0.0.3 -H 'X-Forwarded-For: 203.0.113.9' -H 'X-Forwarded-Proto: http'
[ "$(session_of forger)" = 127.0.0.3 ] || fail "what a stranger says of itself is believed: $(session_of forger)"
grep -qi "^set-cookie: .*; Secure" "$work/head" || fail "a stranger takes the cookie's Secure away"
who=nobody
for n in $(seq 40); do # of one address, whatever it calls itself
    send POST /api/1/session "{\"login\":\"nobody$n\",\"password\":\"wrong\"}" --interface 127.0.0.4 -H "X-Forwarded-For: 198.51.100.$n"
    [ "$status" = 401 ] || break
done
[ "$status" = 429 ] || fail "who calls itself another each time may try for ever"
send POST /api/1/session '{"login":"nobody","password":"wrong"}' --interface 127.0.0.5
[ "$status" = 401 ] || fail "others of the same proxy may not try"
ok "the desk knows clients by their own addresses, and nobody by what they say"

# --- uploads
who=anna
python3 - "$work/large.png" <<'PY'
import random, struct, sys, zlib
noise = random.Random(1)
rows = b"".join(b"\0" + noise.randbytes(3 * 1200) for _ in range(800))
part = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1200, 800, 8, 2, 0, 0, 0)) +
                              part(b"IDAT", zlib.compress(rows, 1)) + part(b"IEND", b""))
PY
[ "$(stat -c %s "$work/large.png")" -gt 2000000 ] || fail "no large picture"
ask PUT "/api/1/media?name=large.png" -H 'Content-Type: image/png' --data-binary @"$work/large.png"
[ "$status" = 200 ] || [ "$status" = 201 ] || fail "a picture of $(stat -c %s "$work/large.png") bytes"
ok "a picture of $(($(stat -c %s "$work/large.png") >> 10)) KiB arrives"

# --- files by hand
KIOSK_DESK_PASSWORD=$desk_password "$bin/kioskctl" desk pull --to "$work/pulled" --desk "$url" --login anna --ca "$work/tls/ca.pem" >"$work/last" 2>&1 ||
    fail "kioskctl desk pull"
grep -q Proxied "$work/pulled/playlists/main.json" || fail "what kioskctl desk pull brought"
ok "kioskctl desk speaks through it"

# hold FILE: the status of a request that waits, and how long it took, into FILE
hold() {
    curl -sS --max-time 90 --cacert "$work/tls/ca.pem" -b "$work/anna.jar" -o /dev/null -w '%{http_code} %{time_total}\n' \
        "$url/api/1/wait?since=$revision" >"$1" &
    held_pid=$! chain_pids="$chain_pids $!"
}
ask GET /api/1/files
revision=$(body 'd["revision"]')

# --- what waits is told
hold "$work/told"
edit
[ "$status" = 200 ] || fail "another edit"
wait "$held_pid" && grep -q '^200 ' "$work/told" || fail "who waits is not told of an edit: $(cat "$work/told")"
ok "a request that waits is answered when something happens"

# --- screens
ask POST /api/1/publish -H 'Content-Type: application/json' --data-binary "{\"revision\": $revision}"
[ "$status" = 200 ] || fail "nothing can be published"
send POST /api/1/groups '{"name": "hall"}'
screen() { # screen NAME [option]…: is let in, and shows what is published
    local name=$1
    shift
    rm -f "$work/sync.json"
    "$bin/kiosk-sync" --desk "$url" --store "$work/$name/store" --device "$work/$name/device" --panel 640x360 --poll-seconds 3600 \
        --status "$work/sync.json" "$@" 2>"$work/sync.log" &
    sync_pid=$! chain_pids="$chain_pids $!"
    sync_until 60 'r["enrol"]'
    code=$(sync_says 'r["enrol"]["code"]')
    send POST /api/1/enrol "{\"code\": \"$code\"}"
    [ "$status" = 200 ] || fail "the code $code of $name is not known"
    [ "$(body 'd["address"]')" = 127.0.0.1 ] || fail "where $name is: $(body 'd["address"]')"
    send POST "/api/1/enrol/$code/confirm" '{"screen": "one", "group": "hall"}'
    [ "$status" = 200 ] || fail "$name is not let in"
    sync_until 60 'r["generation"] == "1.1" and r["desk"]["state"] == "online"'
}
screen unknown
grep -q '"identity": "spki:' "$work/unknown/device/enrolment" || fail "by its key: $(cat "$work/unknown/device/enrolment")"
kill "$sync_pid"
screen vouched --ca "$work/tls/ca.pem"
grep -q '"identity": "webpki:localhost"' "$work/vouched/device/enrolment" || fail "by its name: $(cat "$work/vouched/device/enrolment")"
ok "screens are let in, by the certificate's name and by its key"

# --- what waits for its whole time: a page's request, and a screen's
ask GET /api/1/files
revision=$(body 'd["revision"]')
hold "$work/held"
wait "$held_pid" || fail "a request that waits is cut off"
python3 -c 'import sys; status, took = open(sys.argv[1]).read().split(); sys.exit(not (status == "204" and float(took) > 45))' "$work/held" ||
    fail "a request that waits is answered $(cat "$work/held")"
deadline=$((SECONDS + 90))
until grep -q 'GET /api/1/device/wait?since=[0-9]* HTTP/1.1" 204' "$work/nginx/access.log"; do
    [ $SECONDS -lt $deadline ] || fail "no screen's request was ever ended by the desk itself"
    sync_until 1 True 'r["desk"]["state"] == "online"'
    "$root/tests/support/after" 500
done
grep '" 50[0-9] ' "$work/nginx/access.log" >"$work/last" && fail "the proxy gave up"
ok "what waits is held for $(cut -d. -f1 <"$work/held" | cut -d' ' -f2) s and ended by the desk"
