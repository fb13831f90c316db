#!/usr/bin/env bash
# kioskctl print: signs on paper, their size, their pictures, how many, and what is not printed.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
site=$root/tests/data/records/site at=2026-12-03T10:00
fail() {
    echo "FAILED $1"
    exit 1
}
ok() { echo "ok $1"; }
make() { # make FILE option…
    local file=$1
    shift
    "$bin/kioskctl" print --site "$site" --cache "$work/cache" --at $at -o "$work/$file" "$@" 2>"$work/err"
}
# sheets FILE WIDTH HEIGHT DPI: how many there are; each of that size in mm, its picture unpacked into FILE.N
sheets() {
    python3 - "$work/$1" "$2" "$3" "$4" <<'PY'
import re, sys, zlib
path, size, dpi = sys.argv[1], [float(n) for n in sys.argv[2:4]], float(sys.argv[4])
file = open(path, "rb").read()
assert len(file) <= 3 << 20, f"{len(file)} bytes"
boxes = re.findall(rb"/MediaBox \[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]", file)
assert boxes, "no sheet"
for box in boxes:
    assert all(abs(float(n) / 72 * 25.4 - mm) < 0.05 for n, mm in zip(box, size)), box
pixels = [round(mm / 25.4 * dpi) for mm in size]
pictures = [data for start in re.finditer(rb"stream\r?\n", file) if file[start.start() - 3:start.start()] != b"end"
            for data in [zlib.decompressobj().decompress(file[start.end():]) if file[start.end()] == 0x78 else b""]
            if len(data) == pixels[0] * pixels[1] * 3]
assert len(pictures) == len(boxes), (len(pictures), len(boxes))
for number, data in enumerate(pictures):
    open(f"{path}.{number}", "wb").write(data)
print(len(boxes))
PY
}

make page first-days || fail "a page: $(cat "$work/err")"
[ "$(sheets page 210 297 300)" = 1 ] || fail "a short page is no single A4"
make again first-days || fail "a page again"
cmp -s "$work/page" "$work/again" || fail "the same page gives other bytes"
make danish first-days --language da || fail "a page in Danish"
cmp -s "$work/page" "$work/danish" && fail "in Danish it is the same"
ok "a page is an A4 sheet, the same each time, in the language asked for"

make large first-days --paper A3 || fail "A3: $(cat "$work/err")"
[ "$(sheets large 297 420 300)" = 1 ] || fail "no A3 sheet"
ok "A3"

make slide scenes/text-whole --screen full --language en || fail "a slide: $(cat "$work/err")"
[ "$(sheets slide 210 297 300)" = 1 ] || fail "a slide is no single sheet"
"$bin/kioskctl" render --site "$site" --cache "$work/cache" --screen full --slide text-whole --language en --at $at --size 2480x3508 \
    --rotate 0 -o "$work/slide.png" 2>"$work/err" || fail "the slide on a screen: $(cat "$work/err")"
convert "$work/slide.png" -depth 8 rgb:"$work/slide.rgb"
cmp "$work/slide.rgb" "$work/slide.0" || fail "paper has other pixels than a screen of its size"
ok "a slide has the very pixels of a screen of that size"

make long long-read || fail "a long page: $(cat "$work/err")"
count=$(sheets long 210 297 300)
[ "${count:-0}" -gt 1 ] || fail "a long page has ${count:-no} sheets"
cmp -s "$work/long.0" "$work/long.1" && fail "both sheets are the same"
ok "a long page takes $count sheets"

refused() { # refused STATUS WORDS option…: and no file is there
    local status=$1 words=$2 got=0
    shift 2
    rm -f "$work/none"
    make none "$@" || got=$?
    [ "$got" = "$status" ] || fail "print $* ends with $got, not $status"
    grep -qF "$words" "$work/err" || fail "print $* says: $(cat "$work/err")"
    [ ! -e "$work/none" ] || fail "print $* left a file"
}
refused 2 'there is no paper "A5": write A4 or A3' first-days --paper A5
refused 1 'no page "nowhere"' nowhere
refused 1 'is a list to choose from' clubs
refused 1 'has no language "xx"' first-days --language xx
refused 1 'nobody has approved' first-days --language uk
refused 1 'has no text in "ar"' scenes/text-untranslated --language ar
refused 1 'has no screen "attic"' first-days --screen attic
at=2028-01-01T10:00
refused 1 'past its date' first-days
refused 1 'past its date' scenes/text-whole
ok "what cannot be printed is said, and leaves no file"
