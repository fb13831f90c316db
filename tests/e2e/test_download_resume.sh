#!/usr/bin/env bash
# A download that was cut off goes on, or begins again, at every kind of server; the text of an error comes to an end; and after each
# the good server brings everything.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
rm -rf "$work/served/site"
chain_publish
chain_sync || fail "first round"
cp -r "$work/store" "$work/old"
chain_site "Second"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
python3 - "$work/site/assets/sky.svg" <<'PY'
import random, sys
random.seed(3)  # more than libcurl takes in one go
open(sys.argv[1], "a").write("<!-- %s -->" % random.randbytes(300000).hex())
PY
chain_publish

python3 "$root/tests/support/hostile.py" "$work/served" "$work/tls" "$work/port" "$work/case" >>"$work/asked" &
chain_pids=$!
for _ in $(seq 600); do
    [ ! -f "$work/port" ] || break
    "$root/tests/support/after" 50
done
hostile_port=$(cat "$work/port") || fail "the hostile server does not start"
behave() { # behave CASE: from now on; what the server is asked stands in $work/asked
    : >"$work/asked"
    echo "$1" >"$work/case"
}
sync_from_it() {
    "$bin/kiosk-sync" --url "https://localhost:$hostile_port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --status "$work/sync.json" --once >"$work/last" 2>&1
}
again() { # again STORE
    rm -rf "$work/store" && cp -r "$work/$1" "$work/store"
}
behave cut
! sync_from_it || fail "the download was not cut"
find "$work/store/incoming" -name '*.part' -size +0 | grep -q . || fail "nothing is left of the cut download"
cp -r "$work/store" "$work/half"
ranges() { grep -c '^GET .*/o/.* bytes=' "$work/asked" || true; }
cause() { python3 -c 'import json, sys; r = json.load(open(sys.argv[1])); print(r["cause"], r["failures"] > 0, r["error"] != "")' "$work/sync.json"; }

# name, exit status of the first round after the cut, cause it names: all five ways to refuse a range, and more
while read -r name status cause; do
    again half
    behave "$name"
    result=0
    sync_from_it || result=$?
    [ "$result" = "$status" ] || fail "$name: exit status $result"
    [ "$(ranges)" -gt 0 ] || fail "$name: nothing was resumed, so nothing was shown"
    if [ "$status" = 0 ]; then
        find "$work/store/incoming" -type f | grep . >"$work/last" && fail "$name: left behind"
        ok "$name: goes on at once"
    else
        [ "$(cause)" = "$cause True True" ] || fail "$name: the report says $(cause)"
        find "$work/store/incoming" -name '*.part' -size +0 | grep -q . || fail "$name: what was received is thrown away"
        behave good
        sync_from_it || fail "$name: and does not recover"
        [ "$(ranges)" -gt 0 ] || fail "$name: begins again for no reason"
        ok "$name: keeps what it has, and recovers"
    fi
done <<'TABLE'
good 0 -
no_ranges 0 -
from_zero 0 -
unsaid 0 -
other_file 0 -
no_such_part 0 -
forbidden 0 -
broken 0 -
slams 0 -
endless 0 -
busy 1 server
cut 1 network
TABLE

# --- an error that never ends
again old
behave endless_404
! sync_from_it || fail "endless_404: sync was content"
grep -q 'answered 404' "$work/last" || fail "endless_404: sync does not say why"
[ "$(cause)" = "server True True" ] || fail "endless_404: the report says $(cause)"
for _ in $(seq 100); do # the server sees it when it writes the next time
    ! grep -q FLOOD "$work/asked" || break
    "$root/tests/support/after" 50
done
most=$(awk '/FLOOD/ { if ($4 > most) most = $4 } END { print most + 0 }' "$work/asked")
[ "$most" -gt 0 ] && [ "$most" -lt 20000000 ] || fail "endless_404: $most bytes were taken"
behave good
sync_from_it || fail "endless_404: and does not recover"
ok "the text of an error comes to an end"
