#!/usr/bin/env bash
# A film on the screen, by the real decoder: it plays in step with the clock, a decoder that is killed costs a moment of it, a screen without
# one shows the poster, and where no film is on no decoder runs.
bin=$1 root=$2
set -eu
for tool in python3 convert ffmpeg; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install test)"; exit 77; }
done
[ -x "$bin/kiosk-film" ] || { echo "skipped: kiosk-film is not built (tests/install build)"; exit 77; }
work=$(mktemp -d)
player_pid=
end() {
    [ -z "$player_pid" ] || kill -9 "$player_pid" 2>/dev/null || true
    [ -z "$player_pid" ] || wait "$player_pid" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM
fail() {
    echo "FAILED: $*; $(cat "$work/run/status.json" 2>/dev/null)" >&2
    sed 's/^/    /' "$work/log" >&2
    exit 1
}
ok() { echo "ok: $*"; }

film='{"id": "film", "type": "film", "film": "assets/film/tiny.film.json", "captions": "over", "evergreen": true}'
site() { # site SLIDES
    mkdir -p "$work/site"
    cp -r "$root/tests/data/film/site/." "$work/site"
    printf '{"slides": [%s]}' "$1" >"$work/site/playlists/films.json"
}
ask() { # ask NUMBER: staff ask for a picture, by kiosk-sync's report
    printf '{"state": "waiting", "failures": 0, "error": "", "asked": {"identify": 0, "picture": %d, "restart": 0}}' "$1" >"$work/sync.new"
    mv "$work/sync.new" "$work/sync.json"
}
play() { # play [option]…: sets player_pid
    rm -rf "$work/run"
    mkdir "$work/run"
    number=0
    ask 0
    PATH=${path-$PATH} RUNTIME_DIRECTORY=$work/run "${kiosk-$bin/kiosk}" --site "$work/site" --screen wide --headless --window 384x216 --cache "$work/cache" \
        --counters "$work/counters.db" --sync-report "$work/sync.json" "$@" 2>"$work/log" &
    player_pid=$!
}
leave() {
    local status=0
    kill -TERM "$player_pid"
    wait "$player_pid" || status=$?
    player_pid=
    [ "$status" = 0 ] || fail "SIGTERM: exit status $status"
}
says() { # says EXPRESSION: of the player's report `s`
    python3 - "$work/run/status.json" "$1" 2>/dev/null <<'PY'
import json, sys
s = json.load(open(sys.argv[1]))
sys.exit(0 if eval(sys.argv[2], {"s": s}) else 1)
PY
}
until_true() { # until_true SECONDS COMMAND…
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        kill -0 "$player_pid" 2>/dev/null || fail "the player is gone"
        [ "$SECONDS" -lt "$deadline" ] || fail "not seen in time: $*"
        "$root/tests/support/after" 50
    done
}
decoders() { # the process ids of those that run
    local child
    for child in $(pgrep -P "$player_pid"); do
        [ "$(cat "/proc/$child/comm" 2>/dev/null)" != kiosk-film ] || echo "$child"
    done
}
none() { [ -z "$(decoders)" ]; }
some() { [ -n "$(decoders)" ]; }
picture() { # picture NAME: what is on now, as 128 × 72 px in $work/NAME.rgb
    number=$((number + 1))
    ask "$number"
    until_true 20 says "s['picture'] == $number"
    convert "$work/run/picture.png" -filter box -resize '128x72!' -depth 8 "rgb:$work/$1.rgb"
}
# matches NAME: the frame of the film that the picture is, by the upper half, where no caption stands, how far off that is, and the frame
# that was due when the picture was written: a film of 2 s begins at each even second
matches() {
    python3 - "$work/$1.rgb" "$work/frames" "$work/run/picture.png" <<'PY'
import os, sys
rgb, frames = (open(name, "rb").read() for name in sys.argv[1:3])
size, whole = 128 * 36, 128 * 72 * 3 // 2
luma = [16 + (0.2126 * rgb[i * 3] + 0.7152 * rgb[i * 3 + 1] + 0.0722 * rgb[i * 3 + 2]) * 219 / 255 for i in range(size)]
def off(n):
    return sum(abs(frames[n * whole + i] - luma[i]) for i in range(size)) / size
best = min((off(n), n) for n in range(50))
print(best[1], round(best[0], 2), os.stat(sys.argv[3]).st_mtime_ns // 40000000 % 50)
PY
}
ffmpeg -v error -i "$root/tests/data/film/site/assets/film/tiny.mp4" -f rawvideo -pix_fmt yuv420p "$work/frames"

# --- in step with the clock. Writing takes time, more where others work, too: of several one is what was due a moment before
site "$film"
play
until_true 20 some
"$root/tests/support/after" 500
step=
for _ in 1 2 3 4 5 6; do
    picture due
    read -r n off due <<<"$(matches due)"
    python3 -c "import sys; sys.exit(float('$off') > 8)" || fail "what is on is no frame of the film: nearest is $n, $off off"
    [ $(((due - n + 50) % 50)) -gt 3 ] || { step=yes && break; }
done
[ -n "$step" ] || fail "frame $n is on where $due is due"
ok "the frame that is due is on: $n, written when $due was ($off off)"

# --- it plays, and again, and what a decoder's end costs is a moment
until_true 20 says 's["films"]["presented"] > 25'
says 's["films"]["restarts"] == 0' || fail "a decoder was started again"
before=$(decoders)
for decoder in $before; do kill -9 "$decoder"; done
until_true 20 says 's["films"]["restarts"] == 1'
presented=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["films"]["presented"])' "$work/run/status.json")
until_true 20 says "s['films']['presented'] > $presented + 30"
says 's["films"]["restarts"] == 1 and s["films"]["set_aside"] == [] and s["skipped"] == [] and s["counts"]["failed"] == 0' || fail "after kill -9"
[ "$(decoders)" != "$before" ] || fail "the decoder that was killed plays on"
[ "$(decoders | wc -l)" = 1 ] || fail "$(decoders | wc -l) decoders for one film"
last=$(decoders)
leave
[ ! -d "/proc/$last" ] || fail "a decoder is left"
ok "it plays, goes on after kill -9, and leaves nothing behind"

# --- where it is over, no decoder is left, until the next one is about to begin
site "$film, {\"id\": \"still\", \"type\": \"text\", \"headline\": {\"da\": \"Ro\", \"en\": \"Peace\"}, \"dwell_seconds\": 5, \"bilingual\": \"together\", \"evergreen\": true}"
play
until_true 20 some
until_true 20 says 's["zones"][0]["slide"] == "still" and s["films"]["presented"] > 0'
until_true 5 none
says 's["films"]["restarts"] == 0 and s["films"]["presented"] > 0' || fail "a decoder was started again"
ok "beside a still slide none runs"
leave

# --- without the program
mkdir "$work/alone"
cp "$bin/kiosk" "$work/alone"
ln -s "$bin/kiosk-intake" "$work/alone"
site "$film"
kiosk=$work/alone/kiosk
path=$work/alone
play
until_true 20 says 's["zones"][0]["slide"] == "film"'
picture poster
read -r n off _ <<<"$(matches poster)"
[ "$n" = 0 ] || fail "without kiosk-film it is frame $n that is seen, not the poster"
until_true 20 says 's["zones"][0]["changes"] > 2'
says 's["films"]["presented"] == 0 and s["skipped"] == []' || fail "without kiosk-film"
[ "$(grep -c 'kiosk-film is not installed' "$work/log")" = 1 ] || fail "its absence is not said once"
leave
ok "without kiosk-film the poster is shown, which is said once"
