#!/usr/bin/env bash
# Every program under the filters, limits and environment of its unit, with the system calls that systemd 252 (Debian 12) and 257
# (Debian 13) count to each group: a picture and a feed parsed, a site fetched and played, a word spoken, a film decoded.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
confine=$bin/../tests/units_confine
# ptrace, which the leak sanitizer wants, is what the units forbid
export ASAN_OPTIONS=detect_leaks=0 LSAN_OPTIONS=detect_leaks=0

# under UNIT VERSION [--filter WORDS]: the plan that the following `confined` calls run under
under() {
    local unit=$1 version=$2
    shift 2
    "$root/tests/units/plan.py" "$root/systemd/$unit.service" "$root/tests/units/systemd-$version.groups" "$work/machine" "$@" >"$work/plan" ||
        fail "no plan for $unit under systemd $version"
}
confined() { "$confine" "$work/plan" "$@"; }

picture() { confined "$bin/kiosk-intake" picture --fit 640x360 <"$work/site/assets/sky.svg" >"$work/out" 2>"$work/last"; }
feed() { confined "$bin/kiosk-intake" ics --tz Europe/Copenhagen <"$work/served/feeds/town-calendar.ics" >"$work/out" 2>"$work/last"; }

for version in 252 257; do
    rm -rf "$work/store" "$work/machine"
    under kiosk-sync $version
    picture || fail "systemd $version: kiosk-intake picture ends with $?"
    [ "$(wc -c <"$work/out")" -gt 1000 ] || fail "systemd $version: kiosk-intake wrote no picture"
    feed || fail "systemd $version: kiosk-intake ics ends with $?"
    grep -q '"title"' "$work/out" || fail "systemd $version: kiosk-intake found no event"
    ok "systemd $version: kiosk-intake parses a picture and a feed"
    confined "$bin/kiosk-sync" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --once >"$work/last" 2>&1 || fail "systemd $version: kiosk-sync ends with $?"
    [ -s "$work/machine/run/kiosk-sync/sync.json" ] || fail "systemd $version: kiosk-sync reports nothing"
    ok "systemd $version: kiosk-sync fetches a site"
    under kiosk $version
    rm -rf "$work/shots" && mkdir "$work/shots"
    confined "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --shots "$work/shots" --loops 1 \
        --at 2026-11-24T10:00:00 >"$work/last" 2>&1 || fail "systemd $version: kiosk ends with $?"
    [ "$(find "$work/shots" -name '0*.png' | wc -l)" -ge 2 ] || fail "systemd $version: kiosk played nothing"
    ok "systemd $version: kiosk plays it"
    confined "$bin/kiosk-voice" /usr/bin/espeak-ng -q -v en-gb "Welcome" >"$work/last" 2>&1 || fail "systemd $version: espeak-ng ends with $?"
    ok "systemd $version: espeak-ng speaks in its jail"
done

# --- films: judged as what was fetched is, and decoded beside the player, each in its own jail
presented() { # how many frames of films the player says that it has shown
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["films"]["presented"])' "$work/machine/run/kiosk/status.json" 2>/dev/null || echo 0
}
for version in 252 257; do
    [ -x "$bin/kiosk-film" ] || { echo "skipped: films: kiosk-film is not built (tests/install film)" && break; }
    rm -rf "$work/machine"
    under kiosk-sync $version
    confined "$bin/kiosk-intake" film --index 128x72,25/1,50,96000,"$(stat -c %s "$root/tests/data/film/site/assets/film/tiny.mp4")" \
        <"$root/tests/data/film/site/assets/film/tiny.mp4" >"$work/last" 2>&1 || fail "systemd $version: kiosk-intake film ends with $?"
    ok "systemd $version: kiosk-intake judges a film"
    under kiosk $version
    "$confine" "$work/plan" "$bin/kiosk" --site "$root/tests/data/film/site" --screen wide --headless --window 384x216 2>"$work/last" &
    player=$!
    chain_pids="$chain_pids $player"
    deadline=$((SECONDS + 60))
    until [ "$(presented)" -gt 10 ]; do
        kill -0 "$player" 2>/dev/null || fail "systemd $version: kiosk does not play a film"
        [ $SECONDS -lt $deadline ] || fail "systemd $version: $(presented) frames of a film in a minute"
        "$root/tests/support/after" 50
    done
    kill "$player"
    wait "$player" || fail "systemd $version: kiosk does not end well after a film"
    ok "systemd $version: kiosk plays a film, decoded by kiosk-film"
done

# --- the signer: under its unit's filters it still makes its own jail, and signs
"$bin/kioskctl" key new -o "$work/content.key" >"$work/last"
for version in 252 257; do
    rm -rf "$work/signed" "$work/machine"
    under kiosk-sign $version
    : >"$work/log" # the one before it listened, too
    "$confine" "$work/plan" "$bin/kiosk-sign" --key "$work/content.key" --listen "$work/sign" 2>"$work/log" &
    signer=$!
    chain_pids="$chain_pids $signer"
    until grep -q '^listening at' "$work/log"; do
        kill -0 "$signer" 2>/dev/null || { cat "$work/log" >&2 && fail "systemd $version: kiosk-sign does not start"; }
        "$root/tests/support/after" 50
    done
    "$bin/kioskctl" publish --site "$work/site" --sign-socket "$work/sign" --to "$work/signed" >"$work/last" 2>&1 ||
        fail "systemd $version: kiosk-sign does not sign"
    [ -s "$work/machine/var/lib/kiosk-sign/signed" ] || fail "systemd $version: kiosk-sign keeps no book"
    kill "$signer"
    wait "$signer" || fail "systemd $version: kiosk-sign does not end well"
    ok "systemd $version: kiosk-sign signs"
done

# --- the desk: under its unit's filters its pictures are decoded and its previews painted, each in its own jail
printf 'rainy-tuesday-in-may\n' | "$bin/kiosk-desk" user add anna --role admin --data "$work/desk" >"$work/last" || fail "kiosk-desk user"
"$bin/kiosk-desk" import --site "$work/site" --data "$work/desk" >"$work/last" 2>&1 || fail "kiosk-desk import"
asked() { # asked METHOD PATH [curl's options]: by anna
    curl -sS --max-time 60 --unix-socket "$work/http" -b "$work/jar" -c "$work/jar" -X "$@" >"$work/last" 2>&1
}
for version in 252 257; do
    under kiosk-desk $version
    : >"$work/log"
    "$confine" "$work/plan" "$bin/kiosk-desk" serve --data "$work/desk" --listen "unix:$work/http" 2>"$work/log" &
    desk=$!
    chain_pids="$chain_pids $desk"
    until grep -q '^listening at' "$work/log"; do
        kill -0 "$desk" 2>/dev/null || { cat "$work/log" >&2 && fail "systemd $version: kiosk-desk does not start"; }
        "$root/tests/support/after" 50
    done
    rm -f "$work/jar"
    asked POST http://desk/api/1/session -H 'Content-Type: application/json' -d '{"login":"anna","password":"rainy-tuesday-in-may"}'
    token=$(sed -n 's/.*"csrf":"\([0-9a-f]*\)".*/\1/p' "$work/last")
    asked PUT "http://desk/api/1/media?name=$version.svg" -H "X-CSRF-Token: $token" --data-binary @"$work/site/assets/sky.svg"
    grep -q '"width":' "$work/last" || fail "systemd $version: kiosk-desk takes no picture"
    asked POST http://desk/api/1/preview -H "X-CSRF-Token: $token" -H 'Content-Type: application/json' -d '{"screen":"one","width":640,"height":360}'
    [ "$(head -c 4 "$work/last" | tail -c 3)" = PNG ] || fail "systemd $version: kiosk-desk previews nothing"
    kill "$desk"
    wait "$desk" || fail "systemd $version: kiosk-desk does not end well"
    ok "systemd $version: kiosk-desk takes a picture and previews a screen"
done

# --- addresses: under its unit's filters a site is taken out of the desk, and its addresses are asked: nobody at this machine, which is no public one
addressed=$work/addressed
mkdir "$addressed"
cp -r "$work/site" "$addressed/site"
sed -i 's,"id": "first",&\, "qr": "https://localhost/",' "$addressed/site/playlists/main.json"
"$bin/kiosk-desk" import --site "$addressed/site" --data "$addressed/desk" >"$work/last" 2>&1 || fail "kiosk-desk import"
for version in 252 257; do
    under kiosk-addresses $version
    rm -rf "$addressed/out" "$addressed/answers.json"
    confined "$bin/kiosk-desk" export --data "$addressed/desk" --to "$addressed/out" >"$work/last" 2>&1 || fail "systemd $version: kiosk-desk export ends with $?"
    status=0
    confined "$bin/kioskctl" addresses --site "$addressed/out" -o "$addressed/answers.json" >"$work/last" 2>&1 || status=$?
    [ $status = 3 ] || fail "systemd $version: kioskctl addresses ends with $status"
    grep -q '"address": "https://localhost/"' "$addressed/answers.json" || fail "systemd $version: nothing was asked"
    ok "systemd $version: the addresses of the desk's site are asked"
done
rm -rf "$addressed"

# --- and the test would tell: the unit as it was gives kiosk-intake no jail on Debian 12, and does on 13
before="@system-service;~@privileged @mount @swap @reboot @raw-io @module @debug @cpu-emulation @obsolete @clock"
under kiosk-sync 252 --filter "$before"
! picture || fail "systemd 252 without seccomp: kiosk-intake makes its jail all the same"
under kiosk-sync 257 --filter "$before"
picture || fail "systemd 257 without seccomp: kiosk-intake ends with $?"
ok "without seccomp in its list, kiosk-intake fails under systemd 252 alone"
under kiosk 252 --filter "$before"
! confined "$bin/kiosk-voice" /usr/bin/espeak-ng -q x 2>"$work/last" || fail "systemd 252 without its calls: kiosk-voice makes its jail all the same"
ok "without its calls in the list, kiosk-voice fails, and says so: $(cat "$work/last")"
under kiosk 252
grep -q no-code "$work/plan" && fail "the player's unit forbids code made at run time: Mesa's software drivers make it"
refused() { ! confined python3 -c "$1" 2>/dev/null || fail "allowed: $1"; }
refused "import socket; socket.socket(socket.AF_INET)"
under kiosk-sync 252
refused "import mmap; mmap.mmap(-1, 4096, prot=7)"
refused "import ctypes; assert ctypes.CDLL(None).unshare(0x10000000) == 0"
[ "$(confined sh -c 'ulimit -n; ulimit -c' | tr '\n' ' ')" = "256 0 " ] || fail "the unit's limits are not set"
ok "mappings that are written and run, other address families and namespaces are refused; limits are set"
