#!/usr/bin/env bash
# Faults between the desk and the screen: each must leave the last good content on the screen.
bin=$1 root=$2
. "$root/tests/support/chain.sh"

same() { cmp -s "$work/$1.png" "$work/$2.png"; }

chain_sync || fail "first round"
chain_shot good
[ "$(stat -c %s "$work/good.png")" -gt 1000 ] || fail "the first picture is empty"
ok "fetched, verified and shown"

# keeps NAME: after a fault, sync must have said so and the screen must be unchanged
keeps() {
    chain_shot now
    same good now || fail "$1: the screen changed"
    ok "$1: the screen keeps the last good content"
}
refuses() { # refuses NAME PATTERN [sync option]…
    local name=$1 pattern=$2
    shift 2
    if chain_sync "$@"; then fail "$name: sync was content"; fi
    grep -qiE "$pattern" "$work/last" || fail "$name: sync does not say why (expected $pattern)"
    keeps "$name"
}

# --- the signature
cp -r "$work/served/site" "$work/kept"
chain_site "Forged"
chain_publish
sed -i 's/"seq":[ ]*[0-9]*/"seq":9/' "$work/served/site/c/main/manifest"
refuses "forged manifest" 'signature'
"$bin/kioskctl" key new -o "$work/thief.key" >/dev/null
rm -rf "$work/served/site"
"$bin/kioskctl" publish --site "$work/site" --key "$work/thief.key" --to "$work/served/site" >/dev/null 2>&1
refuses "manifest signed by a stranger" 'key|signature'

# --- an older manifest
rm -rf "$work/served/site" && cp -r "$work/kept" "$work/served/site"
chain_publish
chain_sync || fail "second round"
chain_shot good
rm -rf "$work/served/site" && cp -r "$work/kept" "$work/served/site"
refuses "older manifest" 'older|rollback'

# --- objects
rm -rf "$work/served/site" && cp -r "$work/kept" "$work/served/site"
chain_site "Next"
chain_publish
chain_publish --force
find "$work/served/site/o" -type f -newer "$work/kept/c/main/manifest" | while read -r object; do truncate -s -1 "$object"; done
refuses "truncated object" 'hash|size|shorter'
find "$work/served/site/o" -type f -newer "$work/kept/c/main/manifest" -delete
refuses "missing object" '404'

# --- the server
kill "$server_pid"
wait "$server_pid" 2>/dev/null || true
refuses "server gone" 'connect|refused'
server_make_certificate "$work/tls" 200101000000Z 200201000000Z
server_start "$work" "$work/served" "$port"
refuses "expired certificate" 'certificate'
kill "$server_pid"
wait "$server_pid" 2>/dev/null || true
rm -rf "$work/tls.other" && mv "$work/tls" "$work/tls.other"
server_make_ca "$work/tls"
cp "$work/tls.other/ca.pem" "$work/tls/ca.pem"
server_start "$work" "$work/served" "$port"
refuses "certificate of an unknown CA" 'certificate'

# --- and it recovers
kill "$server_pid"
wait "$server_pid" 2>/dev/null || true
rm -rf "$work/tls"
server_make_ca "$work/tls"
server_start "$work" "$work/served" "$port"
rm -rf "$work/served/site" && cp -r "$work/kept" "$work/served/site"
chain_publish --force
chain_publish --force
chain_publish --force
chain_sync || fail "does not recover"
chain_shot now
same good now && fail "the new content is not shown"
ok "recovers when the server does"
