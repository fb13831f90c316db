#!/usr/bin/env bash
# The disk is full, too small, read-only or failing while kiosk-sync brings new content: the old content stays on the screen, the
# report says need and have, nothing is left behind, and it comes right by itself when the disk does.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/points.sh"
export ASAN_OPTIONS=detect_leaks=0

big() { # a picture of noise, about 3 MB, in the second slide
    python3 - "$work/site/assets/noise.png" <<'PY'
import random, struct, sys, zlib
random.seed(7)
side = 1000
rows = b"".join(b"\0" + random.randbytes(3 * side) for _ in range(side))
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
                              + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))
PY
    sed -i 's/sky.svg/noise.png/' "$work/site/playlists/main.json"
}
tidy() { # tidy WHAT: no part and no temporary file is left
    find "$work/store" \( -name '*.part' -o -name '*.tmp' \) | grep . >"$work/last" && fail "$1: left behind"
    return 0
}
keeps() { # keeps WHAT
    chain_shot now
    cmp -s "$work/good.png" "$work/now.png" || fail "$1: the screen changed"
}

# --- a small disk
if mkdir "$work/store" && mount -t tmpfs -o size=3m none "$work/store" 2>/dev/null; then
    trap 'umount -l "$work/store" 2>/dev/null || true; chain_stop' EXIT
    chain_sync || fail "first round"
    chain_shot good
    chain_site "Second"
    big
    chain_publish
    if chain_sync; then fail "a small disk: sync was content"; fi
    grep -qE 'too full.*need [0-9.]+ MB.*have [0-9.]+ MB' "$work/last" || fail "a small disk: the report lacks need and have"
    tidy "a small disk"
    keeps "a small disk"
    ok "a disk too small: refused with need and have, the old content stays"
    mount -o remount,ro "$work/store"
    if chain_sync; then fail "a read-only disk: sync was content"; fi
    grep -qi 'read-only' "$work/last" || fail "a read-only disk: the report does not say so"
    keeps "a read-only disk"
    ok "a read-only disk: said so, the old content stays"
    mount -o remount,rw,size=32m "$work/store"
    chain_sync || fail "does not come right by itself"
    chain_shot now
    cmp -s "$work/good.png" "$work/now.png" && fail "the new content is not shown"
    ok "comes right by itself when there is room"
    umount "$work/store"
    trap chain_stop EXIT
    rm -rf "$work/store"
else
    echo "left out: a small disk (no right to mount)"
    rm -rf "$work/store"
    chain_site "Second"
    big
    chain_publish
fi

# --- system calls of the whole program that fail, and kills, spread over a run
command -v strace >/dev/null && strace -qq -o /dev/null true 2>/dev/null || { echo "left out: system calls that fail (no strace)"; exit 0; }
chain_sync || fail "round before the faults"
chain_shot good
cp -r "$work/store" "$work/before"
chain_site "Third"
chain_publish
sync=("$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" --ca "$work/tls/ca.pem"
    --panel 640x360 --once)
points_list "$work/store/" "$work/log" "${sync[@]}" >"$work/points" || fail "a run under strace"
chain_shot next
cmp -s "$work/good.png" "$work/next.png" && fail "the third looks like the second"
total=$(wc -l <"$work/points")
[ "$total" -gt 30 ] || fail "only $total points"
whole() { # whole WHAT: the old or the new picture, then the new one
    chain_shot now
    cmp -s "$work/now.png" "$work/good.png" || cmp -s "$work/now.png" "$work/next.png" || fail "$1: neither the old nor the new picture"
    chain_sync || fail "$1: does not come right"
    tidy "$1"
    chain_shot now
    cmp -s "$work/now.png" "$work/next.png" || fail "$1: the new picture is not shown"
}
count=0 step=${KIOSK_EVERY_POINT:-$((total / 6))} errors=(ENOSPC EIO EROFS)
awk -v step="$step" 'NR % step == 0' "$work/points" >"$work/some"
while read -r call n; do
    rm -rf "$work/store" && cp -r "$work/before" "$work/store"
    points_kill "$call" "$n" "${sync[@]}" >/dev/null 2>&1 </dev/null || true
    whole "killed at $call $n"
    rm -rf "$work/store" && cp -r "$work/before" "$work/store"
    error=${errors[$((count % 3))]}
    points_fail "$call" "$n" "$error" "${sync[@]}" >"$work/last" 2>&1 </dev/null || true
    whole "$error from $call $n"
    count=$((count + 1))
done <"$work/some"
ok "killed, and refused by the disk, at $count of $total points of kiosk-sync"
