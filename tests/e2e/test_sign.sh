#!/usr/bin/env bash
# A site published through kiosk-sign: what it signs, what it refuses, and where the key never is.
set -eu
bin=$1 root=$2
work=$(mktemp -d)
signer=
stop() { # stop [SIGNAL]: what was started here, and nothing else
    [ -n "$signer" ] || return 0
    kill "-${1:-TERM}" "$signer" 2>/dev/null || true
    local ended=0
    wait "$signer" 2>/dev/null || ended=$?
    signer=
    return "$ended"
}
trap 'stop || true; rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
export ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0
fail() {
    echo "FAILED: $*" >&2
    tail -n 20 "$work/last" "$work/log" >&2 || true
    exit 1
}
ok() { echo "ok: $*"; }
client() { python3 "$root/tests/support/sign_client.py" "$work" "$@" >"$work/last" 2>&1 || fail "$*"; }
# start [COMMAND…]: kiosk-sign, below COMMAND, with the options in $more; its process in $signer once it listens
more=()
start() {
    : >"$work/log"
    (ulimit -c unlimited 2>/dev/null || true; exec "$@" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket" --state "$work/state" "${more[@]}") 2>"$work/log" &
    signer=$!
    local deadline=$((SECONDS + 30))
    until grep -q '^listening at' "$work/log"; do
        kill -0 "$signer" 2>/dev/null && [ "$SECONDS" -lt "$deadline" ] || fail "kiosk-sign does not start"
        "$root/tests/support/after" 20
    done
}
# expect STATUS WORDS COMMAND…: how it ends and what it must say
expect() {
    local status=$1 words=$2 got=0
    shift 2
    timeout 60 "$@" >"$work/last" 2>&1 || got=$?
    [ "$got" = "$status" ] || fail "status $got instead of $status: $*"
    grep -q -- "$words" "$work/last" || fail "does not say \"$words\": $*"
}
publish=("$bin/kioskctl" publish --site "$work/site" --sign-socket "$work/socket" --to "$work/tree")

mkdir -p "$work/site/playlists"
cat >"$work/site/playlists/site.json" <<'JSON'
{
  "id": "town", "name": {"en": "Test"}, "languages": ["en"], "time_zone": "Europe/Copenhagen",
  "theme": {"colours": {"paper": "#ffffff", "ink": "#10222e", "muted": "#4a5a66", "primary": "#0f4c5c", "on_primary": "#ffffff",
            "accent": "#9a3b12", "on_accent": "#ffffff"}, "fonts": ["Inter"]},
  "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
  "screens": {"one": {"name": {"en": "One"}, "layout": "full", "languages": ["en"], "zones": {"main": ["playlists/main.json"]}}}
}
JSON
cat >"$work/site/playlists/main.json" <<'JSON'
{"name": {"en": "Main"}, "slides": [{"id": "first", "type": "text", "headline": {"en": "One"}, "evergreen": true}]}
JSON
"$bin/kioskctl" key new -o "$work/a.key" >/dev/null

# --- a site is published, and published again
expect 1 "no signer listens there" "${publish[@]}"
start
[ "$(stat -c %a "$work/socket")" = 660 ] || fail "the socket has mode $(stat -c %a "$work/socket")"
expect 0 "version 1.1" "${publish[@]}"
expect 0 "all right" "$bin/kioskctl" verify "$work/tree" --trust "$work/a.key.pub"
expect 0 "version 1.2" "${publish[@]}" --force
expect 0 "version 1.1" "${publish[@]}" --channel test
cp -r "$work/tree" "$work/older"
expect 0 "version 1.3" "${publish[@]}" --force
rm -r "$work/tree"
expect 0 "version 1.4" "${publish[@]}"
expect 0 "all right" "$bin/kioskctl" verify "$work/tree" --trust "$work/a.key.pub"
ok "each version is newer than any before, also after the tree was lost"

expect 1 "epoch 9 is not the next one after 1" "${publish[@]}" --epoch 9
expect 0 "version 2.1" "${publish[@]}" --epoch 2
expect 0 "version 2.2" "${publish[@]}" --force
grep -q "asked=sign site=town channel=main number=2.2 manifest=[0-9a-f]\{64\} outcome=signed" "$work/log" || fail "the log does not tell"
expect 2 usage "${publish[@]}" --key "$work/a.key"
expect 2 usage "$bin/kioskctl" publish --site "$work/site" --to "$work/tree"
expect 1 "another signer keeps its book there" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/other" --state "$work/state"
expect 1 "another program listens there" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket" --state "$work/state2"
ok "one epoch after the other, one signer for a book and for a socket"

# --- a manifest of yesterday is not signed again, nor another site's
client replay "$work/older/c/main/manifest"
sed -i '0,/"id": *"town"/s//"id": "elsewhere"/' "$work/site/playlists/site.json"
expect 1 "this key signs for site town, not for site elsewhere" "${publish[@]}" --to "$work/elsewhere"
sed -i '0,/"id": *"elsewhere"/s//"id": "town"/' "$work/site/playlists/site.json"
ok "a replayed manifest and another site's are refused"

# --- who may ask
if [ "$(id -u)" = 0 ]; then
    chmod 711 "$work"
    # as nobody, who reaches the socket by its group: what the program says is given to python3, which may not read this checkout
    nobody() { setpriv --reuid=65534 --regid=0 --clear-groups /usr/bin/python3 - "$work" "$@" <"$root/tests/support/sign_client.py" >"$work/last" 2>&1; }
    nobody stranger || fail "another user is not refused"
    grep -q "user=65534 .*outcome=refused: this user may not ask" "$work/log" || fail "the log does not tell who was refused"
    stop || fail "SIGTERM does not end it well"
    more=(--allow-user nobody)
    start
    nobody hello || fail "--allow-user does not allow"
    stop || fail "SIGTERM does not end it well"
    more=()
    start
    ok "root, its own user and the one that is named may ask, and nobody else"
fi

# --- what is no question: refused with words, and whoever asks properly is served meanwhile
client hostile
client crowd
expect 0 "version 2.3" "${publish[@]}" --force
ok "garbage, half messages, hanging and crowding callers change nothing for others"

# --- too often
client often
stop || fail "SIGTERM does not end it well"
start
expect 0 "version 2.4" "${publish[@]}" --force
ok "more than 30 a minute are refused; ended and started again, it knows what it signed"

# --- the key: in its own memory alone, where no core would hold it, and never on the wire
client secret "$signer" "${publish[@]}" --force
grep -q "^Max core file size  *0  *0 " "/proc/$signer/limits" || fail "it may leave a core"
stop || fail "SIGTERM does not end it well"
ok "the key is in no core, in no client and in no message"

# --- killed between the book and the answer: the number is lost, and nothing else
if strace -o /dev/null true 2>/dev/null; then
    before=$(cat "$work/state/signed")
    start strace -qq -f -o /dev/null -e trace=sendto -e inject=sendto:signal=SIGKILL:when=2
    expect 1 "ended the connection without an answer" "${publish[@]}" --force
    wait "$signer" 2>/dev/null || true
    signer=
    [ "$before" != "$(cat "$work/state/signed")" ] || fail "it answered before it wrote"
    expect 0 "all right" "$bin/kioskctl" verify "$work/tree" --trust "$work/a.key.pub"
    number=$(sed -n 's/.*channel=main epoch=2 seq=\([0-9]*\) .*/\1/p' "$work/state/signed")
    start
    expect 0 "version 2.$((number + 1))" "${publish[@]}" --force
    expect 0 "all right" "$bin/kioskctl" verify "$work/tree" --trust "$work/a.key.pub"
    ok "killed after it wrote the number and before it answered, it never gives that number again"
    stop || fail "SIGTERM does not end it well"
fi

# --- what it does not start with
chmod 640 "$work/a.key"
expect 1 "chmod 600" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket" --state "$work/state"
chmod 600 "$work/a.key"
expect 1 "there is no user nobody-at-all" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket" --state "$work/state" --allow-user nobody-at-all
echo "site=town channel=main epoch=1" >"$work/state/signed"
expect 1 "line 1 does not say what was signed" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket" --state "$work/state"
expect 1 "something else than a socket" "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/a.key.pub" --state "$work/state3"
expect 2 usage env -u STATE_DIRECTORY "$bin/kiosk-sign" --key "$work/a.key" --listen "$work/socket"
ok "a key that others can read, a damaged book, a stranger's file in its place: it does not start"
