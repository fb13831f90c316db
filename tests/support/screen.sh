# shellcheck shell=bash
# For end-to-end tests that look at a real window: a virtual X11 screen of 640x360 and a player on it. Source it after chain.sh.
for tool in Xvfb import convert python3; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install test)"; exit 77; }
done

# what SDL leaves behind on X11 is not ours
LSAN_OPTIONS="suppressions=\"$root/tests/support/libraries.supp\":print_suppressions=0"
export LSAN_OPTIONS

# screen_start: an empty screen; sets DISPLAY and screen_pid.
screen_start() {
    Xvfb -displayfd 3 -screen 0 640x360x24 -nolisten tcp -noreset 3>"$work/display" 2>"$work/xvfb.log" &
    screen_pid=$!
    chain_pids="$chain_pids $screen_pid"
    for _ in $(seq 100); do
        [ ! -s "$work/display" ] || break
        "$root/tests/support/after" 50
    done
    [ -s "$work/display" ] || fail "Xvfb does not start: $(cat "$work/xvfb.log")"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY SDL_VIDEODRIVER=x11
}

# player_start [option]…: kiosk plays the store on the screen, its report in $work/run; sets player_pid.
player_start() {
    mkdir -p "$work/run"
    rm -f "$work/run/status.json"
    RUNTIME_DIRECTORY=$work/run "$bin/kiosk" --store "$work/store" --screen one --window 640x360 "$@" 2>>"$work/kiosk.log" &
    player_pid=$!
    chain_pids="$chain_pids $player_pid"
}

# player_end SIGNAL: ends it and waits until it is gone; its exit status in player_status.
player_end() {
    kill "-$1" "$player_pid"
    player_status=0
    wait "$player_pid" 2>/dev/null || player_status=$?
}

# status_of EXPRESSION: of the player's report `s`, as text; nothing when there is none yet.
status_of() {
    python3 - "$work/run/status.json" "$1" <<'PY'
import json, sys
try:
    s = json.load(open(sys.argv[1]))
except OSError:
    sys.exit(0)
print(eval(sys.argv[2], {"s": s}))
PY
}

# status_until SECONDS TEXT EXPRESSION: waits until the report says TEXT.
status_until() {
    local deadline=$((SECONDS + $1)) said=
    while said=$(status_of "$3"); [ "$said" != "$2" ]; do
        kill -0 "$player_pid" 2>/dev/null || fail "the player is gone; waiting for $3 = $2: $(tail -5 "$work/kiosk.log")"
        [ "$SECONDS" -lt "$deadline" ] || fail "$3 is \"$said\" after $1 s, not \"$2\": $(tail -5 "$work/kiosk.log")"
        "$root/tests/support/after" 100
    done
}

# screen_shot NAME: the screen as it is, as $work/NAME.png; screen_colours NAME: how many colours it has.
screen_shot() { import -silent -window root "png24:$work/$1.png" || fail "the screen cannot be photographed"; }
screen_colours() { convert "$work/$1.png" -unique-colors -format '%w' info:; }
# screen_same A B
screen_same() { [ "$(convert "$work/$1.png" rgb:- | cksum)" = "$(convert "$work/$2.png" rgb:- | cksum)" ]; }
# screen_leaves SECONDS NAME: waits until the screen no longer looks as in $work/NAME.png, and then until it is still (a fade is over)
screen_leaves() {
    local deadline=$((SECONDS + $1))
    while screen_shot now && screen_same now "$2"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        "$root/tests/support/after" 100
    done
    until mv "$work/now.png" "$work/before.png" && "$root/tests/support/after" 150 && screen_shot now && screen_same now before; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
    done
}
# screen_until SECONDS NAME: waits until the screen looks as in $work/NAME.png
screen_until() {
    local deadline=$((SECONDS + $1))
    until screen_shot now && screen_same now "$2"; do
        [ "$SECONDS" -lt "$deadline" ] || return 1
        "$root/tests/support/after" 100
    done
}
