#!/usr/bin/env bash
# The two programs as two users, as their units say: the player cannot write the store or the report of kiosk-sync, kiosk-sync cannot write
# what the player keeps and reports, and each reads what the other writes. The second half needs root.
bin=$1 root=$2
. "$root/tests/support/chain.sh"

setting() { sed -n "s/^$2=//p" "$root/systemd/$1.service" | tail -1; } # setting UNIT NAME
for name in StateDirectory RuntimeDirectory; do
    player=$(setting kiosk $name)/ sync=$(setting kiosk-sync $name)/
    case $player in "$sync"*) fail "$name: kiosk's lies in kiosk-sync's" ;; esac
    case $sync in "$player"*) fail "$name: kiosk-sync's lies in kiosk's, which systemd hands to kiosk whole" ;; esac
    for unit in kiosk kiosk-sync; do [ "$(setting $unit ${name}Mode)" = 0750 ] || fail "$unit: ${name}Mode"; done
done
[ "$(setting kiosk User)" != "$(setting kiosk-sync User)" ] || fail "one user for both programs"
[ "$(setting kiosk Group)" = "$(setting kiosk-sync Group)" ] || fail "two groups: neither reads what the other writes"
for unit in kiosk kiosk-sync; do [ "$(setting $unit UMask)" = 0027 ] || fail "$unit: UMask"; done
word=/var/lib/$(setting kiosk StateDirectory)
setting kiosk ExecStart | grep -q -- "--state $word\$" || fail "the player does not keep its word in its own folder"
setting kiosk-sync ExecStart | grep -q -- "--player-state $word\$" || fail "kiosk-sync does not read the player's word there"
ok "the units name two users, and folders that do not overlap"

[ "$(id -u)" = 0 ] && command -v setpriv >/dev/null || { echo "skipped the rest: only root can be two users"; exit 77; }
# ids that nobody on this machine has; the leak sanitizer wants to look at a process of another user
export ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0
group=64712
as() { # as UNIT COMMAND…: with its user, umask and folders, as systemd starts it
    local unit=$1 uid=64711
    [ "$unit" = kiosk ] || uid=64713
    shift
    (
        umask 0027
        RUNTIME_DIRECTORY=$work/run/$unit HOME=/nonexistent exec setpriv --reuid $uid --regid $group --clear-groups "$@"
    )
}
chmod 0711 "$work" # a folder of mktemp
mkdir -p "$work/lib" "$work/run"
install -d -m 0750 -o 64711 -g $group "$work/lib/player" "$work/run/kiosk"
install -d -m 0750 -o 64713 -g $group "$work/lib/store" "$work/run/kiosk-sync"
chmod a+r "$work/site.key.pub" "$work/tls/ca.pem"
chmod a+x "$work/tls"
as kiosk test -x "$bin/kiosk" || { echo "skipped the rest: $bin is closed to other users"; exit 77; }

sync_as() {
    as kiosk-sync "$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/lib/store" \
        --player-state "$work/lib/player" --ca "$work/tls/ca.pem" --panel 640x360 --once >"$work/last" 2>&1
}
play_as() { # each slide twice, at fifty times its speed
    as kiosk "$bin/kiosk" --store "$work/lib/store" --state "$work/lib/player" --trust "$work/site.key.pub" --screen one --window 640x360 --headless \
        --sync-report "$work/run/kiosk-sync/sync.json" --speed 50 --loops 2 >"$work/last" 2>&1
}
sync_as || fail "kiosk-sync as a user of its own ends with $?"
true &
wait $!
left=$work/run/kiosk/status.json.$!.tmp # what one that was killed left half-written
as kiosk sh -c ': >"$0"' "$left"
play_as || fail "kiosk as a user of its own ends with $?"
[ "$(cat "$work/lib/player/good")" = 1.1 ] || fail "the player's word is not in its own folder"
[ ! -e "$work/lib/store/player" ] || fail "the player's word lies in the store"
[ ! -e "$left" ] || fail "what was left in the runtime folder is not swept"
grep -q '"rung": "current"' "$work/run/kiosk/status.json" || fail "the player does not show what kiosk-sync brought"
ok "kiosk-sync brings a site, and kiosk plays it and keeps its word"

# cannot UNIT FOLDER…: its user can write none of the folders and files, and can read them all
cannot() {
    local unit=$1 found
    shift
    found=$(as "$unit" find "$@" -writable ! -type l)
    [ -z "$found" ] || fail "$unit can write $(head -3 <<<"$found" | tr '\n' ' ')"
    found=$(as "$unit" find "$@" ! -readable 2>&1)
    [ -z "$found" ] || fail "$unit cannot read $(head -3 <<<"$found" | tr '\n' ' ')"
}
cannot kiosk "$work/lib/store" "$work/run/kiosk-sync"
cannot kiosk-sync "$work/lib/player" "$work/run/kiosk"
for try in "kiosk $work/lib/store/player" "kiosk $work/lib/store/state.a" "kiosk-sync $work/lib/player/good" "kiosk-sync $work/run/kiosk/starts"; do
    ! as "${try%% *}" sh -c 'echo 9.9 >"$0"' "${try#* }" 2>/dev/null || fail "written: $try"
done
ok "neither can write what is the other's, and both can read it"

# --- what the player refuses is heeded across the users
as kiosk sh -c 'echo "{\"configuration\": \"$(printf %064d 0)\", \"refused\": [{\"generation\": \"1.1\", \"why\": \"it crashed\", \"at\": 1}]}" >"$0/rejected"' \
    "$work/lib/player"
sync_as && fail "kiosk-sync does not hear the player's word"
grep -q "it crashed" "$work/last" || fail "kiosk-sync does not say what the player refuses"
ok "kiosk-sync reads the player's word"
