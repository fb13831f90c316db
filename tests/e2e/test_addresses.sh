#!/usr/bin/env bash
# Addresses that codes lead to: which answer, by HEAD or by GET, behind redirects, and what is said of the others.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
story=$bin/../tests/sync_addresses_story
[ -x "$story" ] || { echo "skipped: $story is not built" && exit 77; }
at=https://localhost:$port
nobody=$(server_free_port)
head -c 300000 /dev/zero >"$work/served/long"
cat >"$work/nginx/addresses.location" <<CONF
location = /there { return 200 "there"; }
location = /moved { return 301 /there; }
location = /round { return 302 /round; }
location = /get-only { if (\$request_method = HEAD) { return 405; } return 200 "there"; }
location = /broken { return 500; }
CONF
server_reload "$work" || fail "the server"

"$story" "$work/tls/ca.pem" private "$at/there" "$at/moved" "$at/get-only" "$at/long" "$at/gone" "$at/round" "$at/broken" \
    "https://localhost:$nobody/" "http://localhost/" >"$work/last" || fail "ended with $?"
while read -r path said; do
    grep -qE "^https?://localhost(:[0-9]+)?/$path $said" "$work/last" || fail "/$path is not: $said"
    ok "/$path: $said"
done <<'TABLE'
there answers 200
moved answers 200
get-only answers 200
long answers 200
gone silent 404 localhost: answered 404
round silent 302 localhost: answered 302, one redirect too many
broken silent 500 localhost: answered 500
TABLE
grep -qE "^https://localhost:$nobody/ silent 0 localhost: " "$work/last" || fail "a server that is not there"
grep -qF "http://localhost/ silent 0 http://localhost/: only https" "$work/last" || fail "no https"
[ "$(grep -c '"HEAD /gone' "$work/nginx/access.log") $(grep -c '"GET /gone' "$work/nginx/access.log")" = "1 0" ] || fail "what is gone is asked twice"
ok "others are told why they do not answer"

# --- the program itself asks no server of this machine or of a private network, whatever a site says
sed -i "s,\"id\": \"first\",&\, \"qr\": \"$at/there\"," "$work/site/playlists/main.json"
before=$(wc -l <"$work/nginx/access.log")
status=0
"$bin/kioskctl" addresses --site "$work/site" --ca "$work/tls/ca.pem" -o "$work/answers.json" >"$work/last" 2>&1 || status=$?
[ $status = 3 ] || fail "status $status"
grep -qF "$at/there: localhost is no public address, so it is not asked" "$work/last" || fail "a private address"
[ "$(wc -l <"$work/nginx/access.log")" = "$before" ] || fail "a private address was asked"
python3 - "$work/answers.json" "$at/there" <<'END' || fail "the answers"
import json, sys
(one,) = json.load(open(sys.argv[1]))["asked"]
sys.exit(not (one["address"] == sys.argv[2] and one["answered"] is False and one["status"] == 0 and one["when"] > 0 and "public" in one["why"]))
END
status=0
"$bin/kioskctl" addresses --site "$work/nowhere" >"$work/last" 2>&1 || status=$?
[ $status = 1 ] || fail "no site: $status"
"$bin/kioskctl" addresses >"$work/last" 2>&1 && fail "no site is named"
ok "kioskctl addresses"
