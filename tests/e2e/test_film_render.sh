#!/usr/bin/env bash
# A film in the picture of a moment: kioskctl render and --shots show the very frame that a screen shows then, by the real decoder, compared
# with what ffmpeg decodes; without the decoder the poster, which is said.
bin=$1 root=$2
set -eu
for tool in python3 convert ffmpeg; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install test)"; exit 77; }
done
[ -x "$bin/kiosk-film" ] || { echo "skipped: kiosk-film is not built (tests/install build)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
fail() {
    echo "FAILED: $*" >&2
    sed 's/^/    /' "$work/log" >&2
    exit 1
}
ok() { echo "ok: $*"; }

ffmpeg -v error -i "$root/tests/data/film/site/assets/film/tiny.mp4" -f rawvideo -pix_fmt yuv420p "$work/frames"
mkdir "$work/site" "$work/run"
export XDG_RUNTIME_DIR=$work/run
cp -r "$root/tests/data/film/site/." "$work/site"
printf '{"slides": [%s]}' '{"id": "film", "type": "film", "film": "assets/film/tiny.film.json", "captions": "over", "evergreen": true}' \
    >"$work/site/playlists/films.json"
render() { # render T [option]…
    local at=$1
    shift
    "${ctl-$bin/kioskctl}" render --site "$work/site" --cache "$work/cache" --screen wide --size 384x216 --at "$at" "$@" -o "$work/now.png" 2>"$work/log" ||
        fail "render --at $at"
}
# best PNG: the frame whose upper half, where no caption stands, is nearest to the picture's, and the PSNR of the two in dB
best() {
    convert "$1" -filter box -resize '128x72!' -depth 8 "rgb:$work/rgb"
    python3 - "$work/rgb" "$work/frames" <<'PY'
import math, sys
rgb, frames = (open(name, "rb").read() for name in sys.argv[1:3])
size, whole = 128 * 36, 128 * 72 * 3 // 2
luma = [16 + (0.2126 * rgb[i * 3] + 0.7152 * rgb[i * 3 + 1] + 0.0722 * rgb[i * 3 + 2]) * 219 / 255 for i in range(size)]
off, n = min((sum((frames[n * whole + i] - luma[i]) ** 2 for i in range(size)) / size, n) for n in range(50))
print(n, round(10 * math.log10(255 ** 2 / off)) if off else 99)
PY
}
# exact FRAME PNG: that frame at its own size, of BT.709 in limited range, a colour for two px by two; how far the farthest
# value is off. libyuv reckons blue with 2.0 where 2.11 is meant (before 2023, "max(-128, …)"): it may be 14 off, which counts as 3
exact() {
    convert "$2" -depth 8 "rgb:$work/rgb"
    python3 - "$1" "$work/rgb" "$work/frames" <<'PY'
import sys
rgb, frames = (open(name, "rb").read() for name in sys.argv[2:4])
frame = frames[int(sys.argv[1]) * 128 * 72 * 3 // 2:]
def value(x, y):
    light, at = (frame[y * 128 + x] - 16) * 255 / 219, 128 * 72 + y // 2 * 64 + x // 2
    blue, red = ((frame[at + plane * 64 * 36] - 128) * 255 / 224 for plane in (0, 1))
    return light + 1.5748 * red, light - 0.1873 * blue - 0.4681 * red, light + 1.8556 * blue
print(max(round(abs(min(max(wanted, 0), 255) - rgb[(y * 128 + x) * 3 + i]) / (14 / 3 if i == 2 else 1)) for y in range(72) for x in range(128) for i, wanted in
          enumerate(value(x, y))))
PY
}
is() { # is FRAME PNG WHAT
    read -r n psnr <<<"$(best "$2")"
    [ "$n" = "$1" ] || fail "$3: frame $n, not $1 ($psnr dB)"
    [ "$psnr" -ge 25 ] || fail "$3: frame $n, but only $psnr dB near to it"
}

# a film of 2 s begins at each even second
for row in 00.000:0 00.039:0 00.040:1 00.960:24 00.999:24 01.000:25 01.04:26 01.999:49 02.000:0 02.48:12; do
    render "2026-12-01T10:00:${row%:*}"
    is "${row#*:}" "$work/now.png" "at ${row%:*} s"
    [ ! -s "$work/log" ] || fail "at ${row%:*} s something is said"
done
ok "each moment shows its frame"

cp "$work/site/playlists/films.json" "$work/with-captions.json"
sed -i 's/"captions": "over"/"captions": "none"/' "$work/site/playlists/films.json"
for row in 00.000:0 00.040:1 01.000:25 01.999:49; do
    render "2026-12-01T10:00:${row%:*}" --size 128x72
    off=$(exact "${row#*:}" "$work/now.png")
    [ "$off" -le 3 ] || fail "frame ${row#*:} in its own size: a value is $off off what ffmpeg decodes"
done
cp "$work/with-captions.json" "$work/site/playlists/films.json"
ok "each pixel is what ffmpeg decodes ($off of 255 off at most)"

# turned, a viewer sees the same; and the caption over it is that of the moment, however often it is painted
render 2026-12-01T10:00:01.52
cp "$work/now.png" "$work/upright.png"
render 2026-12-01T10:00:01.52 --rotate 90 --size 216x384
cmp "$work/now.png" "$work/upright.png" || fail "turned it is another picture"
ok "turned by 90 the picture is the same"

# --- pictures from scene to scene: a still slide in a second zone changes while the film is on
cat >"$work/site/playlists/site.json" <<'JSON'
{"id": "film-town", "name": {"en": "Film Town", "da": "Filmby"}, "languages": ["da", "en"],
 "layouts": {"two": {"zones": [{"name": "main", "at": [0, 0, 100, 80]}, {"name": "strip", "at": [0, 80, 100, 20]}]}},
 "screens": {"wide": {"layout": "two", "languages": ["da", "en"], "zones": {"main": ["playlists/films.json"], "strip": ["playlists/strip.json"]}}}}
JSON
cat >"$work/site/playlists/films.json" <<'JSON'
{"slides": [{"id": "film", "type": "film", "film": "assets/film/tiny.film.json", "captions": "none", "loops": 20, "fit": "contain", "evergreen": true}]}
JSON
cat >"$work/site/playlists/strip.json" <<'JSON'
{"dwell_seconds": 5, "bilingual": "together", "slides": [
 {"id": "one", "type": "text", "headline": {"da": "En", "en": "One"}, "evergreen": true},
 {"id": "two", "type": "text", "headline": {"da": "To", "en": "Two"}, "evergreen": true}]}
JSON
"$bin/kiosk" --site "$work/site" --cache "$work/cache" --screen wide --headless --window 384x270 --loops 1 --at 2026-12-01T10:00:00.5 \
    --shots "$work/shots" 2>"$work/log" || fail "--shots"
seen=
for shot in "$work"/shots/0*.png; do
    at=$(basename "$shot" | cut -d- -f2)
    convert "$shot" -crop 384x216+0+0 +repage "$work/part.png"
    read -r n psnr <<<"$(best "$work/part.png")"
    [ "$psnr" -ge 25 ] || fail "$(basename "$shot") shows no frame of the film: $n is nearest, $psnr dB"
    seen="$seen $at:$n"
done
# the first 0.5 s on, the others as the strip changes: at whole seconds, even ones the beginning and odd ones the middle of the film
expected=$(for shot in "$work"/shots/0*.png; do
    at=$(basename "$shot" | cut -d- -f2)
    case $(basename "$shot") in
    001-*) echo " $at:12" ;;
    *) echo " $at:$((10#${at:4:2} % 2 * 25))" ;;
    esac
done | tr -d '\n')
[ "$seen" = "$expected" ] || fail "--shots show$seen, not$expected"
[ "$(ls "$work"/shots/0*.png | wc -l)" -ge 3 ] || fail "too few pictures: $seen"
ok "--shots show the frames of their moments:$seen"

# --- without the program
mkdir "$work/alone"
cp "$bin/kioskctl" "$bin/kiosk" "$work/alone"
ln -s "$bin/kiosk-intake" "$work/alone"
cp "$root/tests/data/film/site/playlists/site.json" "$work/site/playlists/"
printf '{"slides": [%s]}' '{"id": "film", "type": "film", "film": "assets/film/tiny.film.json", "captions": "none", "evergreen": true}' \
    >"$work/site/playlists/films.json"
PATH=$(tr ':' '\n' <<<"$PATH" | while read -r folder; do [ -x "$folder/kiosk-film" ] || printf '%s:' "$folder"; done)
export PATH=${PATH%:}
ctl=$work/alone/kioskctl
render 2026-12-01T10:00:01.52
is 0 "$work/now.png" "without kiosk-film"
grep -q 'poster is shown, not frame 38: kiosk-film is not installed' "$work/log" || fail "its absence is not said"
"$work/alone/kiosk" --site "$work/site" --cache "$work/cache" --screen wide --headless --window 384x216 --loops 1 --at 2026-12-01T10:00:00.5 \
    --shots "$work/posters" 2>"$work/log" || fail "--shots without kiosk-film"
is 0 "$(ls "$work"/posters/001-*.png)" "--shots without kiosk-film"
[ "$(grep -c 'kiosk-film is not installed' "$work/log")" = 1 ] || fail "its absence is not said once"
ok "without kiosk-film the poster is shown, which is said"

# --- a film that was forged: not a byte of it is shown
cp "$root/tests/data/film/site/assets/film/tiny.mp4" "$work/site/assets/film/tiny.mp4"
printf 'x' | dd of="$work/site/assets/film/tiny.mp4" bs=1 seek=20000 conv=notrunc status=none
ctl=$bin/kioskctl
render 2026-12-01T10:00:01.52
is 0 "$work/now.png" "a forged film"
grep -q "poster is shown, not frame 38: " "$work/log" || fail "what is wrong with it is not said"
ok "of a damaged film the poster is shown, which is said"
