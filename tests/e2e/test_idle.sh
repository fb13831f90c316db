#!/usr/bin/env bash
# Somebody types a word and goes away: the warning is seen and heard, counts down, a touch extends, and then nothing is left. The
# program's own clock is let pass, once by a written visit and once by --speed; nobody waits two minutes here.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    [ ! -e "$work/log" ] || cat "$work/log"
    exit 1
}
ok() { echo "ok $1"; }
mkdir "$work/cache" "$work/path"
printf '#!/bin/sh\ncat >>%s\n' "$work/said" >"$work/path/espeak-ng"
chmod +x "$work/path/espeak-ng"
# a site of its own, to change
mkdir "$work/site"
cp -r "$root/tests/data/town/playlists" "$root/assets" "$root/fonts" "$work/site/" || fail "no copy of the site"
touch_of() { # touch_of VALUE: what "touch" of the screens is
    sed 's|"touch": {}|"touch": '"$1"'|' "$root/tests/data/town/playlists/site.json" >"$work/site/playlists/site.json"
}

# Where the clock does not matter it is slow: nobody's time runs out before its turn where the machine is slow.
# What is played is written to $work/heard by SDL's driver for that; visit SPEED [option]…: the steps are on standard input.
visit() {
    local speed=$1
    shift
    cat >"$work/visit"
    rm -rf "$work/run" "$work/heard" "$work/counters.db"
    mkdir "$work/run"
    PATH="$work/path:$PATH" SDL_AUDIODRIVER=${audio-disk} SDL_DISKAUDIOFILE=$work/heard RUNTIME_DIRECTORY=$work/run timeout 240 "$bin/kiosk-driven" \
        --site "$work/site" --screen raadhus --headless --speed "$speed" --window 960x540 --at 2026-11-24T10:00 --cache "$work/cache" \
        --counters "$work/counters.db" --visit "$work/visit" "$@" 2>"$work/log"
}
same() { [ "$(compare -metric AE "$1" "$2" null: 2>&1 | cut -d' ' -f1)" = 0 ]; }
same_start() { # the same for the start page, whose greeting takes turns with the time
    local page
    for page in "$1" "$2"; do
        convert "$page" -fill white -draw "rectangle 0,47 960,106" "$page.ungreeted.png"
    done
    same "$1.ungreeted.png" "$2.ungreeted.png"
}
resets() { # how often a visitor's time ran out
    python3 -c 'import sqlite3, sys; print(*next(sqlite3.connect(sys.argv[1]).execute("SELECT count FROM counts WHERE name = ?", ["reset_by_idle"]), []))' \
        "$work/counters.db"
}
status() { python3 -c 'import json, sys; s = json.load(open(sys.argv[1]))["visit"]; print(eval(sys.argv[2]))' "$work/run/status.json" "$1"; }
heard() { # the samples that are not silence, and the loudest; nothing is heard: none
    [ ! -e "$work/heard" ] && echo none && return
    python3 -c 'import array, sys; a = array.array("h"); a.frombytes(open(sys.argv[1], "rb").read()); print(sum(abs(s) > 20 for s in a), max(map(abs, a))) if any(a) else print("none")' \
        "$work/heard"
}
tool() { command -v "$1" >/dev/null || { echo "skipped: $1 is not installed (tests/install test)"; exit 77; }; }
tool compare && tool python3

touch_of '{}'
visit 0.2 <<STEPS || fail "somebody who types and goes away ends with $?"
press English
shot $work/home.png
press Search
type cpr
shot $work/typed.png
pass 60000
shot $work/not-yet.png
pass 600000
await warning
shot $work/warning.png
wait 1300
pass 9000
shot $work/counted.png
touch 0.5 0.1
await search
shot $work/extended.png
pass 60000
shot $work/another-minute.png
pass 600000
await warning
wait 1300
pass 23600
await rest
wait 400
press English
shot $work/home-again.png
press Search
shot $work/empty.png
press Clear and leave
wait 300
end
STEPS
same "$work/not-yet.png" "$work/typed.png" || fail "a minute is too long for somebody who reads"
same "$work/warning.png" "$work/typed.png" && fail "there is no warning"
same "$work/counted.png" "$work/warning.png" && fail "the warning does not count down"
same "$work/extended.png" "$work/typed.png" || fail "a touch of the warning does not bring back what was there"
same "$work/another-minute.png" "$work/typed.png" || fail "a touch of the warning does not begin the time anew"
same_start "$work/home-again.png" "$work/home.png" || fail "the next visitor does not begin anew"
same "$work/empty.png" "$work/typed.png" && fail "the next visitor sees what was typed"
[ "$(resets)" = 1 ] || fail "the reset is not counted"
ok "typed a word and went away: warned, counted down, extended by a touch, cleared"

read -r loud peak <<<"$(heard)"
[ "$(status 's["tones"]')" = "{'played': 2, 'failed': 0}" ] || fail "the tones: $(status 's["tones"]')"
[ "$loud" -gt 10000 ] && [ "$peak" -gt 500 ] && [ "$peak" -le 1458 ] || fail "two warnings are heard as $loud samples of at most $peak"
ok "each warning is heard once, 15 dB below what it may have ($loud samples, at most $peak of 32767)"

begun=$SECONDS
visit 6 <<STEPS || fail "a visit in a fast clock ends with $?"
press English
press Search
await rest
wait 300
end
STEPS
took=$((SECONDS - begun))
[ "$(resets)" = 1 ] || fail "nobody is cleared by a fast clock"
[ "$took" -lt 100 ] || fail "--speed 6 leaves the visitor's time as it is: $took s"
ok "--speed speeds up the visitor's time, too (reset after $took s)"

warned() { # warned [STEP]…: a visit that is warned once
    {
        echo "press English"
        printf '%s\n' "$@"
        echo "pass 600000"
        echo "await warning"
        echo "wait 1500"
        echo "pass 80000"
        echo "await rest"
        echo "wait 400"
        echo "end"
    } | visit 0.2
}
touch_of '{"sound": false}'
warned || fail "a visit to a silent screen ends with $?"
[ "$(heard)" = none ] && [ "$(status 's["tones"]["played"]')" = 0 ] || fail "\"sound\": false is heard: $(heard)"
ok "\"sound\": false is silent"

touch_of '{}'
: >"$work/said"
warned "key repeat" || fail "a visit that is read aloud ends with $?"
[ "$(heard)" = none ] && grep -q 'Are you still there' "$work/said" || fail "the warning is heard twice, or not read: $(heard)"
ok "where things are read aloud the warning is read, and there is no tone"

audio=nothing-of-that-name warned || fail "a visit without a sound device ends with $?"
[ "$(status 's["tones"]')" = "{'played': 0, 'failed': 1}" ] || fail "a missing device is not counted: $(status 's["tones"]')"
[ "$(grep -c 'nothing is heard' "$work/log")" = 1 ] || fail "a missing device is not said once"
ok "without a sound device the warning is seen, and that is said once"

sed 's|"touch": {},||' "$root/tests/data/town/playlists/site.json" >"$work/site/playlists/site.json"
echo end | visit 0.2
[ $? = 1 ] || fail "a visit to a screen that cannot be touched does not end with 1"
grep -q 'screen "raadhus" cannot be touched; write "touch": {}' "$work/log" || fail "it is not said why it cannot be visited"
ok "a written visit to a screen without \"touch\" is an error that says what to write"
