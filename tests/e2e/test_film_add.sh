#!/usr/bin/env bash
# kioskctl film add: what its options make, how loud it becomes, and that whatever stops it (a kill, Ctrl-C, a full disk, a bad file) leaves
# what was there before and nothing half; the same command goes on. Which films become what: tests/filming.
bin=$1 root=$2
set -eu
for tool in python3 convert ffmpeg ffprobe; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install film test)"; exit 77; }
done
# the jail of ffmpeg leaves no room for what a sanitizer maps
! ldd "$bin/kioskctl" | grep -q 'lib[at]san' || { echo "skipped: with a sanitizer no film is made"; exit 77; }
work=$(mktemp -d)
maker=
end() {
    [ -z "$maker" ] || kill -9 "$maker" 2>/dev/null || true
    umount -l "$work/small" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
trap 'exit 1' INT TERM
fail() {
    echo "FAILED: $*" >&2
    sed 's/^/    /' "$work/out" "$work/err" >&2
    exit 1
}
ok() { echo "ok: $*"; }
site=$work/site/assets/film
mkdir -p "$site" "$work/in"
touch "$work/out" "$work/err"
add() { # add FILE NAME [option]…: exit status in $status
    status=0
    "$bin/kioskctl" film add "$1" -o "${to-$site}/$2" "${@:3}" >"$work/out" 2>"$work/err" </dev/null || status=$?
}
made() { (cd "${to-$site}" && ls -A | grep "^\.\?$1\." | tr '\n' ' '); } # made NAME: all files of that film, the hidden folder, too
value() { python3 -c "import json, sys; index = json.load(open(sys.argv[1])); print($2)" "${to-$site}/$1.film.json"; }
until_true() { # until_true SECONDS COMMAND…
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$deadline" ] || fail "not seen in time: $*"
        "$root/tests/support/after" 10
    done
}

# 25 s of a picture with a number in it, too large for a moment's work; 6 s with a loud tone; the same, damaged and cut
ffmpeg -v error -f lavfi -i testsrc2=size=480x270:rate=25:duration=25 -c:v libx264 -preset ultrafast -crf 10 \
    -color_primaries bt709 -color_trc bt709 -colorspace bt709 -color_range tv "$work/in/long.mkv"
ffmpeg -v error -f lavfi -i testsrc2=size=160x90:rate=25:duration=6 -f lavfi -i "sine=frequency=440:sample_rate=44100:duration=6,volume=10dB" \
    -c:v libx264 -preset ultrafast -crf 20 -c:a aac -movflags +faststart "$work/in/short.mp4"
python3 - "$work/in" <<'PY'
import random, sys
data = bytearray(open(f"{sys.argv[1]}/short.mp4", "rb").read())
open(f"{sys.argv[1]}/cut.mp4", "wb").write(data[:data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 2])
random.seed(1)
begin = data.index(b"mdat") + 3000
for _ in range(400):
    data[random.randrange(begin, len(data))] ^= 1 << random.randrange(8)
open(f"{sys.argv[1]}/damaged.mp4", "wb").write(data)
PY
for tag in da en; do
    printf 'WEBVTT\n\n00:01.000 --> 00:03.000\nLine in %s\n' "$tag" >"$work/in/$tag.vtt"
done

# --- options
add "$work/in/short.mp4" tone --speech da --captions "da=$work/in/da.vtt" --captions "en=$work/in/en.vtt" --light --language da
[ "$status" = 0 ] || fail "add: exit status $status"
[ "$(made tone)" = "tone.da.vtt tone.en.vtt tone.film.json tone.mp4 tone.png " ] || fail "made: $(made tone)"
[ "$(value tone '(index["speech"], sorted(index["captions"]), index["frames"], index["made"]["from"])')" = "('da', ['da', 'en'], 150, 'short.mp4')" ] ||
    fail "index: $(cat "$site/tone.film.json")"
grep -q 'Line in en' "$site/tone.en.vtt" || fail "captions are not those given"
grep -q 'ændret' "$work/out" && grep -q '"film": "assets/film/tone.film.json"' "$work/out" || fail "not said in Danish, or no slide to paste"
cabac() { ffmpeg -v trace -i "$1" -map 0:v -frames:v 1 -c copy -bsf:v trace_headers -f null - 2>&1 | grep -m1 -o 'entropy_coding_mode_flag.*= [01]' | grep -o '[01]$'; }
[ "$(cabac "$site/tone.mp4")" = 0 ] || fail "--light has CABAC"
"$bin/kiosk-intake" film <"$site/tone.mp4" >"$work/judged" || fail "kiosk-intake refuses it"
ok "languages, captions, --light, --language"

ffmpeg -v error -i "$site/tone.mp4" -f rawvideo -pix_fmt yuv420p "$work/luma"
convert "$site/tone.png" -depth 8 "rgb:$work/rgb"
read -r n off <<<"$(python3 - "$work/rgb" "$work/luma" <<'PY'
import sys
rgb, luma = (open(name, "rb").read() for name in sys.argv[1:3])
size = 160 * 90
assert len(rgb) == 3 * size
poster = [16 + (0.2126 * rgb[i * 3] + 0.7152 * rgb[i * 3 + 1] + 0.0722 * rgb[i * 3 + 2]) * 219 / 255 for i in range(size)]
off, n = min((sum(abs(luma[n * size * 3 // 2 + i] - poster[i]) for i in range(size)) / size, n) for n in range(10))
print(n, round(off, 2))
PY
)"
[ "$n" = 0 ] && python3 -c "import sys; sys.exit($off > 3)" || fail "its poster is frame $n, $off off"
ok "the poster is the first frame"

loudness() { ffmpeg -nostats -i "$1" -map 0:a -af ebur128 -f null - 2>&1 | sed -n '/Integrated/,$ s/^ *I: *\(.*\) LUFS/\1/p' | tail -1; }
before=$(loudness "$work/in/short.mp4") after=$(loudness "$site/tone.mp4")
python3 -c 'import sys; before, after = map(float, sys.argv[1:]); sys.exit(not (abs(before + 23) > 3 and abs(after + 23) <= 1))' "$before" "$after" ||
    fail "$before LUFS became $after"
grep -q 'film-loudness' "$work/out" || fail "what became of the loudness is not said"
ok "$before LUFS became $after"

for wrong in "" "-o $site/Big" "-o $work/elsewhere" "-o $site/x --speech dansk-sprog-xx-yy-zz" "-o $site/x --captions $work/in/da.vtt" \
    "-o $site/x --captions da=$work/in/da.vtt --captions da=$work/in/en.vtt" "-o $site/x --language fr" "-o $site/x --no-such"; do
    status=0
    # shellcheck disable=SC2086
    "$bin/kioskctl" film add "$work/in/short.mp4" $wrong >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = 2 ] && grep -q '^usage\|kioskctl film: ' "$work/err" || fail "film add $wrong: exit status $status"
done
[ "$(ls -A "$site" | grep -v '^tone\.')" = "" ] || fail "wrong usage leaves $(ls -A "$site")"
ok "wrong usage is said, and makes nothing"

# --- bad files: refused with the file and the way out, and what was there before stays
cp "$site/tone.mp4" "$work/tone.mp4"
refused() { # refused FILE CODE WORDS
    add "$work/in/$1" tone
    [ "$status" = 1 ] || fail "$1: exit status $status"
    grep -q "$1: error: .*$3.*\[$2\]$" "$work/err" || fail "$1: not said with file, way out and [$2]"
    [ "$(made tone)" = "tone.da.vtt tone.en.vtt tone.film.json tone.mp4 tone.png " ] || fail "$1 leaves $(made tone)"
    cmp -s "$site/tone.mp4" "$work/tone.mp4" || fail "$1: the film that was there is another"
}
printf 'no film' >"$work/in/words.mp4"
refused damaged.mp4 film-damaged '--anyway'
refused cut.mp4 film-cut '--anyway'
refused words.mp4 film-kind 'save it as MP4'
add "$work/in/damaged.mp4" spoiled --anyway
[ "$status" = 0 ] && grep -q 'warning: .*\[film-damaged-taken\]' "$work/err" || fail "--anyway: exit status $status"
"$bin/kiosk-intake" film <"$site/spoiled.mp4" >"$work/judged" || fail "kiosk-intake refuses what --anyway made"
add "$work/in/nowhere.mp4" spoiled
[ "$status" = 1 ] && grep -q 'nowhere.mp4: No such file' "$work/err" || fail "a file that is not there: exit status $status"
ok "damaged, cut and foreign files are refused with file and way out; --anyway takes what there is"

# --- killed, then Ctrl-C, then whole: parts that were done are not made again
parts() { find "${to-$site}/.long.making" -name 'parts-*.csv' -exec cat {} + 2>/dev/null | wc -l; }
more_than() { [ "$(parts)" -gt "$1" ] || ! kill -0 "$maker" 2>/dev/null; }
decoder_gone() { ! pgrep -f "$work/.*long" >/dev/null; }
# hurry NUMBER SIGNAL: another run of it, which gets that signal when more than so many parts are done; its exit status in $status
hurry() {
    "$bin/kioskctl" film add "$work/in/long.mkv" -o "${to-$site}/long" >"$work/out" 2>"$work/err" </dev/null &
    maker=$!
    until_true 60 more_than "$1"
    kill "-$2" "$maker" 2>/dev/null || fail "it was done before it could be stopped"
    status=0
    wait "$maker" 2>/dev/null || status=$?
    maker=
}
hurry 0 KILL
[ "$status" = 137 ] || fail "kill -9: exit status $status"
until_true 10 decoder_gone
[ "$(made long)" = ".long.making " ] || fail "kill -9 leaves $(made long)"
first=$(stat -c '%i %Y' "$site/.long.making/part-0000.mp4")
hurry 1 INT
[ "$status" = 1 ] && grep -q 'stopped; the same command goes on' "$work/err" || fail "Ctrl-C: exit status $status"
[ "$(made long)" = ".long.making " ] || fail "Ctrl-C leaves $(made long)"
[ "$(stat -c '%i %Y' "$site/.long.making/part-0000.mp4")" = "$first" ] || fail "after kill -9 its first part was made again"
[ "$(parts)" -ge 2 ] || fail "after kill -9 and Ctrl-C there are $(parts) parts"
add "$work/in/long.mkv" long
[ "$status" = 0 ] && [ "$(made long)" = "long.film.json long.mp4 long.png " ] || fail "going on: exit status $status, $(made long)"
[ "$(value long 'index["frames"]')" = 625 ] || fail "$(value long 'index["frames"]') frames of 625"
whole() { # whole FILE: each frame is the one of the source
    ffmpeg -v error -i "$1" -i "$work/in/long.mkv" -lavfi "psnr=stats_file=$work/psnr" -f null - &&
        awk '{ for (i = 1; i <= NF; i++) if ($i ~ /^psnr_y:/) { split($i, v, ":"); if (v[2] != "inf" && v[2] < 25) bad++ } } END { exit NR != 625 || bad > 0 }' "$work/psnr"
}
whole "$site/long.mp4" || fail "joined from parts it is another film: $(sort -t: -k6 "$work/psnr" | head -2)"
"$bin/kiosk-intake" film <"$site/long.mp4" >"$work/judged" || fail "kiosk-intake refuses what was joined from parts"
ok "after kill -9 and after Ctrl-C nothing half has a name, and the same command goes on"

# --- killed while a film takes the place of another: the old one is there, or one that kioskctl check refuses, and the same command goes on
if strace -o "$work/trace" true 2>/dev/null; then
    cp -r "$root/tests/data/film/site" "$work/old"
    film=$work/old/assets/film
    printf 'WEBVTT\n\n00:01.000 --> 00:03.000\nAnother film\n' >"$work/in/other.vtt"
    replace() { # replace [strace's option]…: in a fresh copy of the old one
        rm -rf "$work/replaced"
        cp -r "$work/old" "$work/replaced"
        status=0
        strace -o "$work/trace" -e trace=rename,renameat,renameat2 "$@" "$bin/kioskctl" film add "$work/in/short.mp4" \
            -o "$work/replaced/assets/film/tiny" --speech en --captions "en=$work/in/other.vtt" >"$work/out" 2>"$work/err" </dev/null || status=$?
    }
    checked() { "$bin/kioskctl" check "$work/replaced" >"$work/out" 2>&1; }
    replace
    [ "$status" = 0 ] && checked || fail "a film in the place of another: exit status $status"
    cp -r "$work/replaced/assets/film" "$work/new"
    call=$(sed -n 's|^\([a-z0-9]*\)(.*assets/film/tiny\.mp4".*|\1|p' "$work/trace")
    grep "^$call(" "$work/trace" | grep -n 'assets/film/tiny\.[^/]*"[^/]*$' | sed 's/:.*assets.film.\(tiny[^"]*\).*/ \1/' >"$work/steps"
    [ "$(cut -d' ' -f2 "$work/steps" | tr '\n' ' ')" = "tiny.mp4 tiny.png tiny.en.vtt tiny.film.json " ] || fail "they get their names in this order: $(cat "$work/steps")"
    while read -r number name <&3; do
        replace -e "inject=$call:signal=KILL:when=$number"
        [ "$status" != 0 ] && cmp -s "$film/$name" "$work/replaced/assets/film/$name" || fail "it was not killed before $name got its name"
        if [ "$name" = tiny.mp4 ]; then
            (cd "$film" && sha256sum ./*) | (cd "$work/replaced/assets/film" && sha256sum --quiet -c -) || fail "killed before $name: it is not the old film"
            checked || fail "killed before $name: the old film is refused"
        else
            ! checked && grep -q 'error: .*tiny.mp4 cannot be shown: .*kioskctl film add.*\[film-unfit\]' "$work/out" || fail "killed before $name: what is half new is not refused"
        fi
        "$bin/kioskctl" film add "$work/in/short.mp4" -o "$work/replaced/assets/film/tiny" --speech en --captions "en=$work/in/other.vtt" \
            >"$work/out" 2>"$work/err" </dev/null || fail "killed before $name: the same command does not go on"
        cmp -s "$work/new/tiny.mp4" "$work/replaced/assets/film/tiny.mp4" && checked || fail "killed before $name: the same command makes another film"
        [ ! -e "$work/replaced/assets/film/.tiny.making" ] || fail "killed before $name: its folder is left"
    done 3<"$work/steps"
    ok "killed while it replaces a film there is the old one, or one that is refused; the same command makes it whole"
else
    echo "skipped: killed while it replaces a film: strace is not allowed here"
fi

# --- a small disk
mkdir "$work/small"
if mount -t tmpfs -o size=3m none "$work/small" 2>/dev/null; then
    to=$work/small/assets/film
    mkdir -p "$to"
    echo kept >"$to/long.mp4"
    add "$work/in/long.mkv" long
    [ "$status" = 1 ] && grep -q 'the disk is full: it takes up to [0-9]* MB beside .* [0-9]* MB are free \[film-room\]' "$work/err" ||
        fail "a small disk: exit status $status"
    [ "$(made long)" = "long.mp4 " ] && [ "$(cat "$to/long.mp4")" = kept ] || fail "a small disk: $(made long)"
    ok "a disk too small is said before anything is made"
    # room at first, and then others take it
    mount -o remount,size=64m "$work/small"
    "$bin/kioskctl" film add "$work/in/long.mkv" -o "$to/long" >"$work/out" 2>"$work/err" </dev/null &
    maker=$!
    until_true 60 more_than 0
    dd if=/dev/zero of="$work/small/others" bs=64k 2>/dev/null || true
    status=0
    wait "$maker" || status=$?
    maker=
    [ "$status" = 1 ] && grep -q 'the disk is full' "$work/err" || fail "a disk that fills: exit status $status"
    [ "$(made long)" = ".long.making long.mp4 " ] && [ "$(cat "$to/long.mp4")" = kept ] || fail "a disk that fills: $(made long)"
    rm "$work/small/others"
    "$bin/kioskctl" film add "$work/in/long.mkv" -o "$to/long" >"$work/out" 2>"$work/err" </dev/null &
    maker=$!
    later() { [ -n "$(find "$to/.long.making" -name 'parts-[1-9]*.csv' 2>/dev/null)" ]; } # the list of what is made from a later part on
    later_or_over() { later || ! kill -0 "$maker" 2>/dev/null; }
    until_true 60 later_or_over
    later || fail "after a full disk its first part was made again"
    status=0
    wait "$maker" || status=$?
    maker=
    [ "$status" = 0 ] && [ "$(made long)" = "long.film.json long.mp4 long.png " ] || fail "with room again: exit status $status, $(made long)"
    whole "$to/long.mp4" || fail "made on a disk that was full it is another film"
    ok "a disk that fills is said, and with room again the same command goes on"
else
    echo "skipped: a small disk: mounting a tmpfs is not allowed here"
fi
