#!/usr/bin/env bash
# A feed's server may send its readers elsewhere: three times at most, only over https, and never into a private network.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
story=$bin/../tests/sync_fetch_story
[ -x "$story" ] || { echo "skipped: $story is not built" && exit 77; }
at=https://localhost:$port

cat >"$work/nginx/hops.location" <<CONF
location = /h0 { default_type "text/plain"; charset iso-8859-1; return 200 "there"; }
location = /h1 { return 301 /h0; }
location = /h2 { return 302 $at/h1; }
location = /h3 { return 307 h2; }
location = /h4 { return 308 /h3; }
location = /round { return 302 /round; }
location = /plain { return 302 http://localhost:$port/h0; }
location = /file { return 302 file:///etc/hostname; }
location = /user { return 302 https://me:secret@localhost:$port/h0; }
location = /number { return 302 https://127.0.0.1:$port/h0; }
location = /hex { return 302 https://0x7f000001:$port/h0; }
location = /six { return 302 https://[::ffff:127.0.0.1]:$port/h0; }
location = /cloud { return 302 https://169.254.169.254/latest/meta-data; }
location = /empty { return 302 ""; }
location = /gone { return 302 /nowhere; }
CONF
server_reload "$work" || fail "the server"

# limit, permission, address, what is said
while read -r limit where path said; do
    "$story" "$work/tls/ca.pem" "$limit" "$where" "$at/$path" >"$work/last" 2>&1 || fail "/$path ended with $?"
    grep -qE "^$said" "$work/last" || fail "/$path ($limit, $where) is not: $said"
    ok "/$path, $limit allowed, $where: $said"
done <<'TABLE'
0 private h0 200 iso-8859-1 there$
0 private h1 server: localhost: answered 301, a redirect
3 private h1 200 iso-8859-1 there$
3 private h2 200
3 private h3 200
3 private h4 server: localhost: answered 301, one redirect too many
3 private round server: localhost: answered 302, one redirect too many
3 private plain server: localhost: answered 302, .*not to an https
3 private file server: localhost: answered 302, .*not to an https
3 private user server: localhost: answered 302
3 private empty server: localhost: answered 302
3 private gone server: localhost: answered 404
3 private number 200 iso-8859-1 there$
3 public h0 200
3 public h1 server: a redirect leads to localhost, which is no public address
3 public number server: a redirect leads to 127.0.0.1, which is no public
3 public hex server: a redirect leads to .*, which is no public
3 public six server: a redirect leads to \[::ffff:127.0.0.1\], which is no public
3 public cloud server: a redirect leads to 169.254.169.254, which is no public
TABLE

# --- the program itself: a feed that is sent to this machine keeps its last good list, and the report says why
chain_sync || fail "first round"
cat >"$work/nginx/feeds.location" <<CONF
location = /feeds/library-events.json { return 302 $at/h0; }
CONF
server_reload "$work" || fail "the server"
if chain_sync; then fail "sync follows a feed into this machine"; fi
grep -q 'feed events: a redirect leads to localhost, which is no public address' "$work/last" || fail "sync does not say why"
ok "kiosk-sync does not follow a feed into this machine"

# --- signed content follows nobody
cat >"$work/nginx/feeds.location" <<CONF
location = /site/c/main/manifest { return 302 $at/h0; }
CONF
server_reload "$work" || fail "the server"
if chain_sync; then fail "sync follows the manifest elsewhere"; fi
grep -q 'answered 302, a redirect; give the final address' "$work/last" || fail "sync does not say what to do"
ok "the manifest is not looked for elsewhere"
