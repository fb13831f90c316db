#!/usr/bin/env bash
# What a visitor hears of the film of the guide, written down by a loudspeaker that is a pipe: sound and picture together, also where the device
# has a clock of its own; louder and quieter within the limit; quieter while something is read aloud; nothing at other hours, without a
# device, and of slides.
bin=$1 root=$2
set -u
for tool in python3 ffmpeg; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install film test)"; exit 77; }
done
[ -x "$bin/kiosk-film" ] || { echo "skipped: kiosk-film is not built (tests/install build)"; exit 77; }
work=$(mktemp -d)
ear=
stop_ear() {
    [ -z "$ear" ] || kill "$ear" 2>/dev/null
    [ -z "$ear" ] || wait "$ear" 2>/dev/null
    ear=
}
trap 'stop_ear; rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    cat "$work/log" "$work/run/status.json" 2>/dev/null
    exit 1
}
ok() { echo "ok $1"; }
judge() { python3 "$root/tests/support/ear.py" "$@"; }

# A tone throughout, and at each second a flash and a click.
mkdir "$work/run" "$work/cache" "$work/site" "$work/path" "$work/made"
ffmpeg -v error -f lavfi -i "color=c=black:s=320x180:r=25:d=16,drawbox=color=white:t=fill:enable='lt(mod(n,25),2)*gte(n,20)'" \
    -f lavfi -i "aevalsrc='0.1*sin(2*PI*400*t)+0.6*lt(mod(t,1),0.04)*gte(t,0.8)*sin(2*PI*2000*t)|0.1*sin(2*PI*400*t)+0.6*lt(mod(t,1),0.04)*gte(t,0.8)*sin(2*PI*2000*t)':s=48000:d=16" \
    -c:v libx264 -preset ultrafast -c:a pcm_s16le "$work/made/film.mkv" || fail "ffmpeg makes no film"
printf 'WEBVTT\n\n00:00:01.000 --> 00:00:15.000\nA tone and clicks\n' >"$work/made/film.vtt"
cp -r "$root/tests/data/town/playlists" "$root/assets" "$root/fonts" "$work/site/" || fail "no copy of the site"
"$bin/kioskctl" film add "$work/made/film.mkv" -o "$work/site/assets/film/clicks" --speech en --captions en="$work/made/film.vtt" >"$work/log" 2>&1 || {
    # the jail of ffmpeg leaves no room for what a sanitizer maps
    grep -q "Failed to mmap" "$work/log" && { echo "skipped: with a sanitizer no film is made"; exit 77; }
    fail "no film is made"
}
ffmpeg -v error -i "$work/site/assets/film/clicks.mp4" -f s16le "$work/made/film.s16" || fail "the film has no sound"
written=$(judge level "$work/made/film.s16")
db() { python3 -c "print($written + $1)"; } # db GAIN: so loud is the tone then

hang() { # hang SOUND TOUCH: how the screen is said to be
    python3 - "$work/site/playlists" "$1" "$2" <<'PY' || fail "no page with a film"
import json, sys
folder, sound, touch = sys.argv[1:]
guide = json.load(open(folder + "/guide/guide.json"))
page = next(page for page in guide["pages"] if page["id"] == "film")
page.update(kind="film", film="assets/film/clicks.film.json")
json.dump(guide, open(folder + "/guide/guide.json", "w"))
site = json.load(open(folder + "/site.json"))
screen = site["screens"]["raadhus"]
screen["touch"] = json.loads(touch)
screen.pop("sound", None)
if sound:
    screen["sound"] = json.loads(sound)
json.dump(site, open(folder + "/site.json", "w"))
PY
}
# Somebody who reads aloud: two seconds of a tone.
cat >"$work/path/espeak-ng" <<'SAY'
#!/usr/bin/env python3
import math, struct, sys
sys.stdin.read()
tone = struct.pack("<44100h", *(int(16384 * math.sin(2 * math.pi * 1500 * i / 22050)) for i in range(44100)))
sys.stdout.buffer.write(b"RIFF\xff\xff\xff\x7fWAVEfmt " + struct.pack("<IHHIIHH", 16, 1, 1, 22050, 44100, 2, 16) + b"data\xff\xff\xff\x7f" + tone)
SAY
chmod +x "$work/path/espeak-ng"

visit() { # visit AT [RATE]: the steps are on standard input; $work/heard and $work/seen come of it
    rm -f "$work/pipe" "$work/heard" "$work/seen"
    cat >"$work/visit"
    mkfifo "$work/pipe"
    python3 "$root/tests/support/ear.py" listen "$work/pipe" "$work/heard" "${2-48000}" &
    ear=$!
    PATH="$work/path:$PATH" SDL_AUDIODRIVER=${audio-disk} SDL_DISKAUDIOFILE=$work/pipe SDL_DISKAUDIODELAY=0 RUNTIME_DIRECTORY=$work/run \
        timeout 180 "$bin/kiosk-driven" --site "$work/site" --screen raadhus --headless --window 960x540 --at "$1" --cache "$work/cache" \
        --counters "$work/counters.db" --visit "$work/visit" 2>"$work/log"
    local status=$?
    stop_ear
    return $status
}
to_film() { printf 'press English\npress I visit\npress The film\n'; }
silent() { [ ! -s "$work/heard" ]; }

hang '{"max_db": -6, "hours": [["09:00", "18:00"]]}' '{}'
{ to_film && printf 'watch %s\npress Play\nwait 11000\nend\n' "$work/seen"; } | visit 2026-11-24T10:00 || fail "a visit ends with $?"
judge together "$work/heard" "$work/seen" 6 || fail "sound and picture are not together"
judge tone "$work/heard" "$(db -15)" || fail "the default is not what it should be"
judge smooth "$work/heard" || fail "it cracks"
ok "sound and picture are together, at the default level"

{ to_film && printf 'watch %s\npress Play\nwait 11000\nend\n' "$work/seen"; } | visit 2026-11-24T10:00 48144 || fail "a visit ends with $?"
judge together "$work/heard" "$work/seen" 6 || fail "a device that is 0.3 % too fast draws sound and picture apart"
judge smooth "$work/heard" || fail "it cracks where the device has its own clock"
ok "and where the device is 0.3 % too fast"

{ to_film && printf 'press Play\nwait 1500\npress Louder\nwait 700\npress Louder\nwait 700\npress Louder\nwait 700\npress Louder\nwait 700\npress Quieter
wait 1200\npress Pause\nwait 700\npress 10 seconds back\npress Play\nwait 1500\npress Clear and leave\nwait 500\n' && to_film &&
    printf 'press Play\nwait 1500\nend\n'; } | visit 2026-11-24T10:00 || fail "a visit ends with $?"
judge tone "$work/heard" "$(db -15)" "$(db -12)" "$(db -9)" "$(db -6)" "$(db -9)" -180 "$(db -9)" -180 "$(db -15)" || fail "the volume is not as it was chosen"
judge peak "$work/heard" -6 || fail "it is louder than the limit"
judge smooth "$work/heard" || fail "it cracks when it is paused, or gets louder"
ok "louder, quieter, within the limit; for the next visitor as at first"

{ to_film && printf 'press Play\nwait 2000\nkey repeat\nwait 5000\nend\n'; } | visit 2026-11-24T10:00 || fail "a visit ends with $?"
judge tone "$work/heard" "$(db -15)" "$(db -30)" "$(db -15)" || fail "what is read aloud does not duck the film"
judge smooth "$work/heard" || fail "ducking cracks"
ok "it is quieter while something is read aloud"

{ to_film && printf 'press Captions: English\npress Play\nwait 2000\npress No captions\nend\n'; } | visit 2026-11-24T20:00 && fail "captions can be hidden where it is silent"
grep -q 'nothing to touch for "No captions"' "$work/log" || fail "another thing is missing at other hours"
grep -q 'there is "Louder"' "$work/log" && fail "it can be made louder at other hours"
silent || fail "it is heard at other hours"
ok "at other hours it is silent, and its captions stay"

hang '{"hours": [["09:00", "18:00"]]}' '{"headset": true}'
{ to_film && printf 'press Play\nwait 2500\npress No captions\nend\n'; } | visit 2026-11-24T20:00 || fail "a visit with a headset ends with $?"
judge tone "$work/heard" "$(db -15)" || fail "a headset is silent at other hours"
ok "with a headset there are no hours"

hang '{}' '{}'
{ to_film && printf 'press Play\nwait 1500\nshot %s\npress No captions\nend\n' "$work/shot.png"; } | audio=nothing-of-that-name visit 2026-11-24T10:00 && fail "without a device it has sound"
[ "$(grep -c 'nothing is heard' "$work/log")" = 1 ] || fail "a device that is missing is not said once"
grep -q 'nothing to touch for "No captions"' "$work/log" || fail "another thing is missing without a device"
ok "without a device it plays with captions, and that is said once"

hang '' '{}'
{ to_film && printf 'press Play\nwait 1500\nend\n'; } | visit 2026-11-24T10:00 || fail "a visit ends with $?"
silent || fail "it is heard where the screen says nothing of sound"
cp -r "$root/tests/data/film/site" "$work/slides" && cp "$work/site/assets/film/clicks"* "$work/slides/assets/film/"
printf '{"slides": [{"id": "film", "type": "film", "film": "assets/film/clicks.film.json", "captions": "over", "evergreen": true}]}' >"$work/slides/playlists/films.json"
sed -i 's|"wide": {|&"sound": {},|' "$work/slides/playlists/site.json"
rm -f "$work/file"
SDL_AUDIODRIVER=disk SDL_DISKAUDIOFILE=$work/file timeout 4 "$bin/kiosk" --site "$work/slides" --screen wide --headless --window 384x216 --cache "$work/cache" 2>"$work/log"
[ ! -e "$work/file" ] && ! grep -q 'unknown' "$work/log" || fail "a slide is heard"
ok "a screen that says nothing is silent, and so are slides"
