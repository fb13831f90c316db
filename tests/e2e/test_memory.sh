#!/usr/bin/env bash
# Want of memory before the first picture: kiosk shows something all the same, or ends and says why; it never crashes or hangs, and
# leaves the store as it was.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
if ldd "$bin/kiosk" | grep -q 'lib[at]san'; then
    echo "skipped: a sanitizer has the allocator"
    exit 77
fi
lean=$work/lean.so # a name without spaces, which the loader would take for two
cp "${bin%/bin}/tests/lean.so" "$lean" || fail "lean.so is not built"
chain_sync || fail "first round"
samples=40 first=16

# play N: until every slide was shown once, the Nth allocation refused; its exit status, its words in $work/last
play() {
    rm -rf "$work/shots" && mkdir "$work/shots"
    timeout 20 env LEAN_AT="$1" LEAN_COUNT="$work/count" LD_PRELOAD="$lean" "$bin/kiosk" --store "$work/store" --trust "$work/site.key.pub" \
        --screen one --window 320x180 --headless --shots "$work/shots" --at 2026-11-24T10:00:00 >"$work/last" 2>&1
}
# without it, as it is: what must not change
state() { (cd "$work/store" && find . -type f ! -path './player/*' ! -name lock -exec sha256sum {} + | sort -k 2); }

play 0 || fail "it does not play at all"
count=$(cat "$work/count") pictures=$(find "$work/shots" -name '0*.png' | wc -l)
[ "$count" -gt 100 ] || fail "only $count allocations are seen"
[ "$pictures" -ge 2 ] || fail "no pictures"
before=$(state)
played=0 refused=0
for ((i = 0; i < samples; i++)); do
    # the first ones all, then evenly
    n=$((i < first ? i + 1 : first + (i - first + 1) * (count - first) / (samples - first)))
    status=0
    play "$n" || status=$?
    case $status in
    0) played=$((played + 1)) ;;
    1 | 2)
        [ -s "$work/last" ] || fail "allocation $n: exit status $status without a word"
        refused=$((refused + 1))
        ;;
    *) fail "allocation $n of $count: exit status $status" ;;
    esac
    [ "$(state)" = "$before" ] || fail "allocation $n of $count: the store is another"
    ! find "$work/store" "$work/shots" -name '*.tmp*' | grep -q . || fail "allocation $n of $count: half a file is left"
done
[ "$played" -gt 0 ] || fail "it never plays"
ok "$samples of $count allocations refused: $played times it plays, $refused times it says why not"

# --- as the service runs it: the first start lacks memory, and whatever becomes of it, pictures come
. "$root/tests/support/service.sh"
service_manager
mkdir "$work/bin"
cat >"$work/bin/kiosk" <<SH
#!/bin/sh
if [ -e "$work/lean" ]; then
    LEAN_AT=\$(cat "$work/lean") LD_PRELOAD=$lean
    rm "$work/lean"
    export LEAN_AT LD_PRELOAD
fi
exec "$bin/kiosk" "\$@"
SH
chmod +x "$work/bin/kiosk"
for n in 3 40 90 150; do
    echo "$n" >"$work/lean"
    bin=$work/bin service_start --store "$work/store" --trust "$work/site.key.pub" --screen one --window 320x180 --headless \
        --counters "$work/counters.db"
    service_is 30 's["counts"]["frames"] > 0'
    service_stop
done
ok "and as a service it comes to its first frame"
