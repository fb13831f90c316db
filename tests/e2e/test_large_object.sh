#!/usr/bin/env bash
# A file of 200 MB on its way to a screen: neither publishing nor fetching holds it in memory; a power cut (kill -9) in the middle of its
# download costs what was not there yet; on a disk too small for it the old content stays, and the report says what is missing.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
megabytes=200
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
rm -rf "$work/served/site"
chain_publish
chain_sync || fail "first round"
chain_shot good
cp -r "$work/store" "$work/old"

# most PROGRAM…: runs it; the most memory it took, in MB, stands in $work/most
most() {
    python3 - "$work/most" "$@" <<'PY'
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
sys.exit(status)
PY
}
small() { # small WHAT
    ! grep -aq __asan_init "$bin/kioskctl" || return 0 # it keeps what was freed
    [ "$(cat "$work/most")" -lt $((megabytes / 2)) ] || fail "$1 took $(cat "$work/most") MB of memory for a file of $megabytes MB"
    ok "$1: $(cat "$work/most") MB of memory for a file of $megabytes MB"
}

head -c "${megabytes}M" /dev/urandom >"$work/site/assets/large.mp4"
chain_site "Second"
sed -i '/"feeds":/d' "$work/site/playlists/site.json"
sed -i 's/sky.svg/large.mp4/' "$work/site/playlists/main.json"
most "$bin/kioskctl" publish --site "$work/site" --key "$work/site.key" --to "$work/served/site" >"$work/last" 2>&1 || fail "publish"
small "kioskctl publish"
most "$bin/kioskctl" verify "$work/served/site" --trust "$work/site.key.pub" >"$work/last" 2>&1 || fail "verify"
small "kioskctl verify"
hash=$(find "$work/served/site/o" -type f -size +100M -printf '%f\n')
cmp -s "$work/site/assets/large.mp4" "$work/served/site/o/${hash:0:2}/$hash" || fail "what was published is another file"

# --- a server that says what it is asked for
python3 "$root/tests/support/hostile.py" "$work/served" "$work/tls" "$work/port" "$work/case" >"$work/asked" &
chain_pids=$!
for _ in $(seq 600); do
    [ ! -f "$work/port" ] || break
    "$root/tests/support/after" 50
done
other_port=$(cat "$work/port") || fail "the server does not start"
echo good >"$work/case"
sync_now() {
    "$@" "$bin/kiosk-sync" --url "https://localhost:$other_port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --status "$work/sync.json" --once >"$work/last" 2>&1
}

# --- the power goes while it comes
python3 - "$work/store/incoming/$hash.part" "$bin/kiosk-sync" --url "https://localhost:$other_port/site" --trust "$work/site.key.pub" \
    --store "$work/store" --ca "$work/tls/ca.pem" --panel 640x360 --once >"$work/last" 2>&1 <<'PY' || fail "it was not in the middle of the download"
import os, subprocess, sys, time
sync = subprocess.Popen(sys.argv[2:])
while sync.poll() is None:
    try:
        if os.stat(sys.argv[1]).st_size > 40 << 20:
            sync.kill()
            break
    except FileNotFoundError:
        pass
    time.sleep(0.001)
sys.exit(0 if sync.wait() == -9 else 1)
PY
there=$(stat -c %s "$work/store/incoming/$hash.part") || fail "nothing is left of what had come"
[ "$there" -gt 40000000 ] && [ "$there" -lt $((megabytes << 20)) ] || fail "$there bytes had come"
chain_shot now
cmp -s "$work/good.png" "$work/now.png" || fail "after the cut the screen shows something else"
: >"$work/asked"
sync_now most || fail "does not go on after the cut"
small "kiosk-sync"
grep -qE "^GET /site/o/${hash:0:2}/$hash bytes=$there-" "$work/asked" || fail "was asked for: $(grep "$hash" "$work/asked")"
cmp -s "$work/site/assets/large.mp4" "$work/store/o/${hash:0:2}/$hash" || fail "what was fetched in two parts is another file"
chain_shot now
! cmp -s "$work/good.png" "$work/now.png" || fail "the new content is not shown"
ok "cut off after $((there >> 20)) of $megabytes MB, it went on from there"

# --- a disk that is too small for it
rm -rf "$work/store"
mkdir "$work/store"
if mount -t tmpfs -o size=$((megabytes / 2))m none "$work/store" 2>/dev/null; then
    trap 'umount -l "$work/store" 2>/dev/null || true; chain_stop' EXIT
    cp -r "$work/old/." "$work/store"
    ! sync_now || fail "a disk too small: sync was content"
    grep -qE "too full.*need 2[0-9]{2}\.[0-9] MB.*have [0-9.]+ MB; the screen keeps what it has" "$work/sync.json" ||
        fail "a disk too small: the report lacks need and have"
    find "$work/store" \( -name '*.part' -o -name '*.tmp' \) | grep . >"$work/last" && fail "a disk too small: something is left behind"
    chain_shot now
    cmp -s "$work/good.png" "$work/now.png" || fail "a disk too small: the screen changed"
    mount -o remount,size=$((megabytes * 2))m "$work/store"
    sync_now || fail "does not come right when there is room"
    chain_shot now
    ! cmp -s "$work/good.png" "$work/now.png" || fail "with room, the new content is not shown"
    ok "a disk too small: said with need and have, nothing is lost, and it comes right"
    umount "$work/store"
    trap chain_stop EXIT
else
    echo "left out: a disk too small (no right to mount)"
fi
