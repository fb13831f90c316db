#!/usr/bin/env bash
# kioskctl device check on this machine: a screen's files in a folder, its content, the jail and a real server.
set -eu
bin=$1 root=$2
. "$root/tests/support/chain.sh"
kioskctl=$bin/kioskctl # or a copy that takes something else for its kiosk-intake

says() { grep -qE -- "$1" "$work/out" || { cat "$work/out" "$work/err" >&2; fail "does not say \"$1\""; }; }
# looks STATUS ARGUMENT…: what it prints, of this machine
looks() {
    local status=0 wanted=$1
    shift
    "$kioskctl" device check --config "$work/screen.json" --user root "$@" >"$work/out" 2>"$work/err" || status=$?
    if [ "$wanted" != any ] && [ "$status" != "$wanted" ]; then
        cat "$work/out" "$work/err" >&2
        fail "status $status instead of $wanted: $*"
    fi
}
configuration() { # configuration SCREEN URL
    cat >"$work/screen.json" <<JSON
{
  "player": {"screen": "$1", "store": "$work/store"},
  "sync": {"url": "$2", "trust": "$work/site.key.pub", "store": "$work/store", "ca": "$work/tls/ca.pem"}
}
JSON
}
base=https://localhost:$port/site

for wrong in "" "look" "check more" "check --fast" "check --for desk" "check --config screen.json"; do
    status=0
    # shellcheck disable=SC2086
    "$bin/kioskctl" device $wrong >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = 2 ] && [ -s "$work/err" ] || fail "device $wrong: status $status"
done
"$bin/kioskctl" device check --help | grep -q -- --no-network || fail "no help"
ok "wrong usage is said"

configuration one "$base"
mkdir -p "$work/store"
looks any --for kiosk-sync
says '^ok +configuration'
says '^ok +trust file +.*, 1 key'
says '^warning +content +nothing was received yet'
says '^ok +jail '
says '^ok +server .* answers with content of "test"'
if grep -qE '^[a-z]+ +(display|fonts|services|keyboard) ' "$work/out"; then fail "kiosk-sync needs no display"; fi
chain_sync || true
looks any --for kiosk-sync
says '^ok +content +generation 1\.1 of "test", signed by a key that is trusted'
says '^ok +screen +"one"'
grep -q '^missing' "$work/out" || looks 0 --for kiosk-sync
ok "a screen in order"
# the jail was seen to work; what follows is quicker without it
printf '#!/bin/sh\ncat >/dev/null\n' >"$work/quick"
chmod +x "$work/quick"
kioskctl=$(chain_beside kioskctl "$work/quick")

looks any --for kiosk --no-network
if grep -qE '^[a-z]+ +(jail|server) ' "$work/out"; then fail "the player asks no server and has no jail"; fi
says '^[a-z]+ +graphics '
RUNTIME_DIRECTORY=/run/kiosk looks any --no-network
if grep -qE '^[a-z]+ +(jail|keyboard) ' "$work/out"; then fail "the player's unit is not known by its folder"; fi
ok "in a unit only what its program needs"

configuration wonn "$base"
looks 1 --no-network
says '^missing +screen .*names the screen "wonn", but the content has: one'
[ -s "$work/err" ] || fail "what is missing is not said on standard error"
looks 1 --no-network --quiet
if grep -qE '^(ok|note|unseen) ' "$work/out"; then fail "--quiet says what is fine"; fi
looks 1 --no-network --json
python3 - "$work/out" <<'PY' || fail "JSON"
import json, sys
root = json.load(open(sys.argv[1]))
assert root["ok"] is False
rows = [row for row in root["rows"] if row["check"] == "screen"]
assert len(rows) == 1 and rows[0]["state"] == "missing" and "wonn" in rows[0]["text"] and rows[0]["remedy"], rows
assert {row["state"] for row in root["rows"]} <= {"ok", "note", "unseen", "warning", "missing"}
PY
ok "a screen the content does not have"

"$bin/kioskctl" key new -o "$work/other.key" >/dev/null
configuration one "$base"
sed -i 's/site\.key\.pub/other.key.pub/' "$work/screen.json"
looks 1 --for kiosk-sync
says '^missing +content .*cannot be believed'
says '^missing +server .*content that this screen does not believe'
ok "another key than the publisher's"

# refused URL WORDS REMEDY: what is said of a server
refused() {
    configuration one "$1"
    looks 1 --for kiosk-sync
    says "^missing +server .*$2.* → .*$3"
}
refused "https://localhost:$port/nowhere" "answered 404" "kioskctl publish"
refused "https://localhost:$(server_free_port)/site" "onnect" "port open"
refused "https://no-such-name.invalid/site" "name not found" "network"
configuration one "$base"
sed -i 's/, "ca": "[^"]*"//' "$work/screen.json"
looks 1 --for kiosk-sync
says '^missing +server .*certificate is not trusted.* → a CA of your own'
configuration one "$base"
sed -i "s|$work/tls/ca.pem|/nowhere/ca.pem|" "$work/screen.json"
looks 1 --for kiosk-sync
says '^missing +server .*/nowhere/ca.pem'
ok "a server that is not there, not found, not believed"

printf '#!/bin/sh\necho "cannot make the system call filter" >&2\nexit 1\n' >"$work/intake"
chmod +x "$work/intake"
configuration one "$base"
kioskctl=$(chain_beside kioskctl "$work/intake")
looks 1 --for kiosk-sync --no-network
says '^missing +jail .*cannot make the system call filter → .*SystemCallFilter=seccomp'
printf '#!/nowhere\n' >"$work/nothing"
chmod +x "$work/nothing"
kioskctl=$(chain_beside kioskctl "$work/nothing")
looks 1 --for kiosk-sync --no-network
says '^missing +jail .*cannot start'
ok "a jail that cannot be made"
