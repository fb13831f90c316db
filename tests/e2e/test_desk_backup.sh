#!/bin/bash
# A backup while others edit is a whole desk; one that is damaged anywhere is not restored, and nothing is changed then.
set -u
bin=$1 source=$2
work=$(mktemp -d) || exit 1
editor=
trap '[ -z "$editor" ] || kill "$editor" 2>/dev/null; wait; rm -rf "$work"' EXIT
desk=$bin/kiosk-desk data=$work/desk

fail() { echo "desk backup: $1" >&2; cat "$work/said" >&2; exit 1; }
expect() {
    local status=$1 words=$2; shift 2
    "$@" >"$work/said" 2>&1 </dev/null
    local got=$?
    [ $got = "$status" ] || fail "status $got instead of $status: $*"
    [ -z "$words" ] || grep -q -- "$words" "$work/said" || fail "does not say \"$words\": $*"
}
mkdir "$work/site"
cp -r "$source/playlists" "$source/assets" "$source/fonts" "$work/site/"
expect 0 "revision 1" "$desk" import --site "$work/site" --data "$data"

# Somebody edits all the time, until told to stop.
(
    n=0
    while [ ! -e "$work/stop" ]; do
        n=$((n + 1))
        sed -i "0,/\"da\": \"[^\"]*\"/s//\"da\": \"Udgave $n\"/" "$work/site/playlists/raadhus.json"
        "$desk" import --site "$work/site" --data "$data" >/dev/null 2>"$work/editor" || touch "$work/failed"
    done
) &
editor=$!
for n in 1 2 3 4 5; do
    expect 0 "log " "$desk" backup --data "$data" --to "$work/backup-$n"
done
touch "$work/stop"
wait "$editor"
editor=
[ ! -e "$work/failed" ] || fail "an edit failed: $(cat "$work/editor")"
for n in 1 2 3 4 5; do
    expect 0 "restored" "$desk" restore --from "$work/backup-$n" --data "$work/restored-$n"
    expect 0 "all right" "$desk" audit verify --data "$work/restored-$n"
    expect 0 "files" "$desk" export --data "$work/restored-$n" --to "$work/out-$n"
    diff -r -x '.*' -x raadhus.json "$work/site" "$work/out-$n" >"$work/said" 2>&1 || fail "backup $n is another site"
done

# Damaged at the beginning, in the middle, at the end, or cut: refused, and the desk stays as it is.
expect 0 "" "$desk" export --data "$data" --to "$work/before"
size=$(stat -c %s "$work/backup-5")
for at in 20 600 $((size / 3)) $((size / 2)) $((size - size / 4)); do
    cp "$work/backup-5" "$work/bad"
    printf '\xff\x00\xff' | dd of="$work/bad" bs=1 seek="$at" conv=notrunc status=none
    cmp -s "$work/bad" "$work/backup-5" && continue
    expect 1 "" "$desk" restore --from "$work/bad" --data "$data"
done
head -c $((size - 5000)) "$work/backup-5" >"$work/bad"
expect 1 "" "$desk" restore --from "$work/bad" --data "$data"
echo "no backup" >"$work/bad"
expect 1 "" "$desk" restore --from "$work/bad" --data "$data"
expect 0 "" "$desk" export --data "$data" --to "$work/after"
diff -r "$work/before" "$work/after" >"$work/said" 2>&1 || fail "a refused backup changed the desk"

# A good one takes its place, and what was there is kept.
expect 0 "before" "$desk" restore --from "$work/backup-1" --data "$data"
expect 0 "all right" "$desk" audit verify --data "$data"
echo "desk backup: ok"
