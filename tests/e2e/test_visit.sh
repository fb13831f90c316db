#!/usr/bin/env bash
# Whole visits to a playing screen: what is touched comes on, is counted and reported; keypad and staff; the time that runs out; a
# broken panel; the same pixels as kioskctl render; and reading aloud with a program that pretends to be espeak-ng.
bin=$1 root=$2
set -u
work=$(mktemp -d)
idle=
# the shell that waits for a visit has one child
trap '[ -z "$idle" ] || kill $(cat "/proc/$idle/task/$idle/children") 2>/dev/null; wait; rm -rf "$work"' EXIT
fail() { # fail WHAT [LOG]
    echo "FAILED $1"
    [ ! -e "${2:-$work/log}" ] || cat "${2:-$work/log}"
    exit 1
}
ok() { echo "ok $1"; }
mkdir "$work/run" "$work/runidle" "$work/cache" "$work/path" "$work/site"
cp -r "$root/tests/data/town/playlists" "$root/assets" "$root/fonts" "$work/site/" || fail "no copy of the site"
printf '#!/bin/sh\necho "$@" >>%s\ncat >>%s\n' "$work/told" "$work/said" >"$work/path/espeak-ng"
chmod +x "$work/path/espeak-ng"

# A visitor's time passes slowly here, so that nobody's runs out where the machine is slow.
play() { # play NAME TIME option…: plays the steps on standard input, in the runtime folder run and with the log and counters of NAME
    local name=$1 at=$2
    shift 2
    cat >"$work/visit$name"
    PATH="$work/path:$PATH" RUNTIME_DIRECTORY=$work/run$name timeout 180 "$bin/kiosk-driven" --site "$work/site" --headless --speed 0.2 --window 1280x720 \
        --at "$at" --cache "$work/cache" --counters "$work/counters$name.db" --visit "$work/visit$name" "$@" 2>"$work/log$name"
}
visit() { play "" 2026-11-24T10:00 "$@"; }
same() { # same A.png B.png
    [ "$(compare -metric AE "$1" "$2" null: 2>&1 | cut -d' ' -f1)" = 0 ]
}
same_start() { # the same for the start page, whose greeting takes turns with the time
    local page
    for page in "$1" "$2"; do
        convert "$page" -fill white -draw "rectangle 0,63 1280,141" "$page.ungreeted.png"
    done
    same "$1.ungreeted.png" "$2.ungreeted.png"
}
resets() { # resets COUNTERS.db: how often a visitor's time ran out
    python3 -c 'import sqlite3, sys; print(*next(sqlite3.connect(sys.argv[1]).execute("SELECT sum(count) FROM counts WHERE name = ?", ["reset_by_idle"]), []))' "$1"
}
render() { # render FILE option…
    local file=$1
    shift
    "$bin/kioskctl" render --site "$work/site" --at 2026-11-24T10:00 --size 1280x720 --cache "$work/cache" "$@" -o "$file" \
        2>"$work/log" || fail "render $*"
}

visit <<STEPS || fail "a visit ends with $?"
shot $work/rest.png
press English
shot $work/home.png
press I live here
shot $work/door.png
press CPR number
shot $work/cpr.png
press Emergency
shot $work/emergency.png
press Clear and leave
end
STEPS
for page in "home home" "door live" "cpr cpr" "emergency emergency"; do
    render "$work/want.png" --page "${page#* }" --language en
    same "$work/${page% *}.png" "$work/want.png" || fail "${page% *}.png is not what kioskctl render --page ${page#* } paints"
done
ok "what was touched came on, with kioskctl render's pixels"

python3 - "$work/counters.db" "$work/run/status.json" <<'PY' || fail "counters or status"
import json, sqlite3, sys
rows = {(language, page, name): count for language, page, name, count in
        sqlite3.connect(sys.argv[1]).execute("SELECT language, page, name, count FROM counts")}
for key in [("en", "", "sessions"), ("en", "", "reset_by_user"), ("en", "", "emergency"), ("en", "cpr", "page_opens"),
            ("en", "home", "page_opens"), ("en", "live", "page_opens")]:
    assert rows.get(key) == 1, (key, rows)
status = json.load(open(sys.argv[2]))["visit"]
assert status["place"] == "rest" and not status["touch_fault"], status
assert status["latency_ms"]["count"] == 4 and status["latency_ms"]["max"] > 0, status
PY
ok "counted and reported, without saying which page is shown"

visit <<STEPS || fail "a visit with pressed buttons ends with $?"
down English
shot $work/bar-pressed.png
slide 0.5 0.3
shot $work/bar-let-go.png
slide 0.5 0.02
up
press English
down I live here
shot $work/pressed.png
slide 0.5 0.05
shot $work/slid-off.png
up
shot $work/still-home.png
down I live here
up
shot $work/door-again.png
press Clear and leave
wait 300
end
STEPS
same "$work/bar-pressed.png" "$work/rest.png" && fail "a pressed language in the bar does not show"
same_start "$work/pressed.png" "$work/home.png" && fail "a pressed button does not show"
same_start "$work/slid-off.png" "$work/home.png" || fail "a button stays pressed when the finger slides off"
same_start "$work/still-home.png" "$work/home.png" || fail "a finger that slid off acts"
same "$work/door-again.png" "$work/door.png" || fail "a button does not act when the finger comes up on it"
python3 - "$work/run/status.json" <<'PY' || fail "how soon a press shows"
import json, sys
visit = json.load(open(sys.argv[1]))["visit"]
pressed, page = visit["pressed_ms"], visit["latency_ms"]
print("a press shows after %(median).1f ms, at most %(max).1f ms (%(count)d)" % pressed)
# how quick that is, tests/bench/touch says; here, on whatever machine: quicker than a page
assert pressed["count"] >= 4 and 0 < pressed["median"] <= page["max"], (pressed, page)
PY
ok "what is pressed shows at once, is let go beside it, and acts when the finger comes up on it"

visit <<STEPS || fail "a visit with the keypad ends with $?"
key next
key next
shot $work/focus.png
key repeat
wait 500
key back
end
STEPS
same_start "$work/focus.png" "$work/home.png" && fail "the keypad's focus does not show"
# the signage speaks Danish when the first key comes
grep -q -- '-v da' "$work/told" && grep -q 'Jeg bor her' "$work/said" || fail "it is not read aloud in what the signage speaks: $(cat "$work/told" "$work/said" 2>&1)"
ok "the keypad moves a focus, and repeat reads aloud"

# Somebody who only touched the signage and went away: this takes half a minute, and is waited for at the end.
play idle 2026-11-24T10:00 --speed 1 <<STEPS &
touch 0.5 0.4
shot $work/idle-touched.png
wait 34000
press English
shot $work/idle-again.png
end
STEPS
idle=$!

printf '{"player": {"site": "%s"}}' "$work/site" >"$work/screen.json"
{ # there is no PIN until somebody makes one, while the player plays
    for _ in $(seq 1000); do [ -e "$work/no-pin.png" ] || "$root/tests/support/after" 50; done
    printf '271828\n271828\n' | "$bin/kioskctl" pin -o "$work/staff_pin" >/dev/null 2>&1
} &
staff() { # staff PIN…: the steps that ask for the tools of staff and enter these PINs
    echo "press English"
    echo "hold 0.002 0.002 5400"
    echo "shot $work/pin.png"
    for pin in "$@"; do
        grep -o . <<<"$pin" | sed 's/^/press /'
        echo "shot $work/typed.png"
        echo "press OK"
        echo "wait 4000"
    done
}
{
    echo "shot $work/no-pin.png"
    echo "wait 3000"
    staff 271828
    echo "press Prøv berøring"
    echo "press Tilbage"
    echo "press Genstart programmet"
    echo "wait 5000"
    echo "press Nothing of that name"
} | visit --config "$work/screen.json" || fail "staff with the right PIN end with $?"
grep -q 'staff asked for a restart' "$work/log" || fail "no restart"
grep -q "the staff's PIN was changed" "$work/log" || fail "a new PIN is not taken up"
same "$work/pin.png" "$work/typed.png" && fail "the corner does not ask for the PIN"
grep -qr 271828 "$work/run" "$work/log" && fail "the PIN is in the log or the runtime folder"
ok "the right PIN, made while it plays, opens the tools of staff"

# as earlier versions had it: taken, and said where it belongs
printf '{"player": {"site": "%s", "staff_pin": "%s"}}' "$work/site" "$(cat "$work/staff_pin")" >"$work/old.json"
mv "$work/staff_pin" "$work/kept"
{
    staff 314159
    echo "end"
} | visit --config "$work/old.json" || fail "a wrong PIN ends with $?"
grep -q 'old.json: every program can read "staff_pin" there: run kioskctl pin, and remove it' "$work/log" || fail "no word on the PIN's old place"
mv "$work/kept" "$work/staff_pin"
[ "$(cat "$work/pin-tries")" = "1 0" ] || fail "a wrong PIN is not counted: $(cat "$work/pin-tries")"
{
    staff 141421 173205
    echo "press 2"
} | visit --config "$work/screen.json" && fail "a PIN can be entered after three wrong ones"
[ "$(grep -c 'there is nothing to touch for "2" on pin' "$work/log")" = 1 ] || fail "the third wrong PIN does not lock"
rm -r "$work/run" && mkdir "$work/run" || fail "the runtime folder" # as after a power cut
{
    staff
    echo "press 2"
} | visit --config "$work/screen.json" && fail "a new start opens the lock"
grep -q 'there is nothing to touch for "2" on pin' "$work/log" || fail "the lock does not hold over a new start"
ok "three wrong PINs lock the pad, also over a power cut"

visit <<STEPS || fail "a visit to a broken panel ends with $?"
press English
shot $work/sound.png
storm 0.5 0.5 25
wait 500
shot $work/broken.png
press English
wait 500
shot $work/deaf.png
wait 11000
press English
shot $work/mended.png
end
STEPS
same_start "$work/sound.png" "$work/home.png" && same_start "$work/mended.png" "$work/home.png" || fail "the guide is not there before and after"
same_start "$work/broken.png" "$work/home.png" && fail "a broken panel does not bring back the signage"
same_start "$work/deaf.png" "$work/home.png" && fail "a broken panel opens the guide"
[ "$(grep -c 'touch panel' "$work/log")" = 2 ] || fail "the fault and its end are not said once each"
ok "a panel that reports impossible touches brings back the signage, and is listened to when it is quiet"

visit <<STEPS && fail "a visit that cannot go on ends with 0"
press Nothing of that name
STEPS
grep -q 'visit:1: there is nothing to touch for "Nothing of that name"' "$work/log" || fail "it is not said why"
ok "a script that cannot go on says where"

wait "$idle" || fail "a visit whose time runs out ends with $?" "$work/logidle"
idle=
same_start "$work/idle-touched.png" "$work/home.png" && fail "a touch of the signage opens the guide" "$work/logidle"
same_start "$work/idle-again.png" "$work/home.png" || fail "something is left of the visitor before" "$work/logidle"
[ "$(resets "$work/countersidle.db")" = 2 ] ||
    fail "the reset is not counted" "$work/logidle"
ok "a touched signage goes on by itself, and that is counted"
