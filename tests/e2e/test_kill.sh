#!/usr/bin/env bash
# kill -9 of either program at many moments: the store always holds a whole generation, and the next start shows it.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
chain_sync || fail "first round"
chain_shot good

for round in $(seq 12); do
    chain_site "Round $round"
    chain_publish
    "$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --once >"$work/last" 2>&1 &
    pid=$!
    # the moment of death moves through the whole run
    "$root/tests/support/after" $((round * 12))
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
    chain_shot "round-$round"
    [ "$(stat -c %s "$work/round-$round.png")" -gt 1000 ] || fail "round $round: an empty picture"
done
ok "kiosk-sync killed 12 times: always a whole picture"

chain_sync || fail "sync does not recover after being killed"
chain_shot last
"$bin/kioskctl" verify "$work/served/site" --trust "$work/site.key.pub" >"$work/last" 2>&1 || fail "verify"
cmp -s "$work/last.png" "$work/good.png" && fail "the last round is not shown"
ok "and then brings the newest content"

# the player: killed while playing, started again, it joins the loop where the clock says
for round in 1 2 3; do
    mkdir -p "$work/shots-$round"
    "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --shots "$work/shots-$round" \
        --at 2026-11-24T10:00:00 >"$work/last" 2>&1 &
    pid=$!
    "$root/tests/support/after" $((round * 80))
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
done
chain_shot again
cmp -s "$work/last.png" "$work/again.png" || fail "the player shows something else after kill -9"
ok "kiosk killed 3 times: shows the same at the same moment"
