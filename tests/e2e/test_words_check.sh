#!/usr/bin/env bash
# What kioskctl check, pin and walk say to somebody who meets them for the first time: each mistake with what would be right.
set -eu
bin=$1 root=$2
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
export XDG_CACHE_HOME=$work/cache SDL_VIDEODRIVER=dummy
site=$work/site
mkdir -p "$site/playlists" "$site/assets"
fail() { echo "FAILED: $1" >&2; cat "$work/out" "$work/err" >&2; exit 1; }
ok() { echo "ok: $*"; }
check() { # check ARGUMENT…: its words in $work/out and $work/err
    status=0
    "$bin/kioskctl" check "$@" >"$work/out" 2>"$work/err" || status=$?
}
# slide MEMBERS: a site of one evergreen slide
slide() {
    cat >"$site/playlists/site.json" <<'END'
{"id": "t", "languages": ["da", "en"],
 "screens": {"hall": {"languages": ["da", "en"], "zones": {"main": ["playlists/p.json"]}}}}
END
    printf '{"slides": [\n  {"id": "a", "evergreen": true, %s}\n]}\n' "$1" >"$site/playlists/p.json"
    check --static "$site"
}
# only WORDS: one error, at the value, and nothing but it about the slide
only() {
    grep -qF -- "$1" "$work/out" || fail "does not say: $1"
    [ "$(grep -c 'p\.json:2:.*error' "$work/out")" = 1 ] || fail "more than one error for one mistake"
    if grep -q "is missing" "$work/out"; then fail "what is there is said to be missing"; fi
}

slide '"type": "text", "headline": "Velkommen"'
only 'p.json:2:62: error: must say in which language it is: write {"da": "Velkommen", "en": …}'
slide '"type": "text", "headline": "Sig \"hej\""'
only 'write {"da": "Sig \"hej\"", "en": …}'
slide "\"type\": \"text\", \"headline\": \"$(printf 'x%.0s' $(seq 200))\""
only 'write {"da": "…", "en": …}'
slide '"type": "welcome", "guest": "Aarhus"'
only 'write {"en": "Aarhus"}'
slide '"type": "image", "picture": "assets/photo.jpg"'
only 'must be an object: write {"asset": "assets/photo.jpg"}'
slide '"type": "text", "headline": 7'
only 'must be an object'
slide '"type": "text"'
grep -qF '"headline" is missing: the text to show, such as {"da": "Velkommen"}' "$work/out" || fail "an absent headline"
slide '"type": "text", "headline": {"da": "A", "en": "A"}, "when": {"hours": ["9", "12"]}'
grep -qF 'such as ["08:00", "16:00"]' "$work/out" || fail "no example of hours"
ok "a first mistake is said once, with what to write"

# the examples in playlists/README.md are right as they stand
examples=0
while read -r example; do
    slide "\"type\": \"text\", \"headline\": {\"da\": \"A\", \"en\": \"A\"}, $example"
    [ $status = 0 ] && [ ! -s "$work/out" ] || fail "playlists/README.md: $example"
    examples=$((examples + 1))
done < <(grep '^"when": ' "$root/playlists/README.md")
[ $examples -ge 5 ] || fail "no examples of \"when\" in playlists/README.md"
line=$(sed -n 's/^`kioskctl \(render --site \. .*--slide .*\)`\.$/\1/p' "$root/playlists/README.md")
[ -n "$line" ] || fail "no example of --slide in playlists/README.md"
# shellcheck disable=SC2086
(cd "$root" && "$bin/kioskctl" ${line/slide.png/$work/slide.png}) >"$work/out" 2>"$work/err" || fail "$line"
[ -s "$work/slide.png" ] || fail "no picture"
ok "$examples examples of when a slide is shown, and one of --slide"

slide '"type": "text", "headline": {"da": "A", "en": "A"}'
sed -i 's/"evergreen": true, //' "$site/playlists/p.json"
check --static "$site"
grep -qF 'no evergreen slide for when nothing else is on: add one of its own with "evergreen": true (marked so, a slide shows only when nothing else is on)' \
    "$work/out" || fail "what marking does is not said"
ok "what evergreen does is said where it is missed"

# ten texts that lack a language are a list of what to do; eleven are one line
slides() {
    seq "$1" | awk 'BEGIN { print "{\"slides\": [" } { printf "%s{\"id\": \"s%d\", \"type\": \"text\", \"evergreen\": true, \"headline\": {\"da\": \"A\"}}\n", (NR > 1 ? "," : ""), $1 } END { print "]}" }' \
        >"$site/playlists/p.json"
}
slides 10
check --static "$site"
[ "$(grep -c 'shown in "en" but not translated' "$work/out")" = 10 ] || fail "ten missing texts are not listed"
if grep -q -- --all "$work/out"; then fail "ten texts are summed up"; fi
slides 11
check --static "$site"
grep -qF 'playlists/site.json:1:33: warning: en: 11 of 11 texts are not translated; kioskctl check --all lists them' "$work/out" ||
    fail "eleven missing texts are not summed up at the language"
[ "$(wc -l <"$work/out")" = 1 ] || fail "more than the sum"
grep -qx '0 errors, 1 warning' "$work/err" || fail "the last line counts what is not listed"
check --static --all "$site"
[ "$(wc -l <"$work/out")" = 11 ] || fail "--all does not list them"
check --static --json "$site"
[ "$(grep -c '"severity": "warning"' "$work/out")" = 11 ] || fail "--json leaves out"
check --static --strict "$site"
[ $status = 1 ] || fail "--strict forgives what is summed up"
ok "a language that was just added is one line"

# The site's own guide, with a language that it has as a draft already.
cp -r "$root/playlists" "$root/assets" "$root/fonts" "$work"
sed -i '0,/"languages": \["en", "da"/s//&, "lt"/' "$work/playlists/site.json"
check --static "$work"
grep -q 'guide.json:.*"lt" is there already: remove it here' "$work/out" || fail "the error does not say what to do"
grep -qE 'site.json:[0-9]+:[0-9]+: warning: lt: [0-9]+ of [0-9]+ texts are not translated' "$work/out" || fail "no sum for lt"
[ "$(wc -l <"$work/out")" -lt 30 ] || fail "$(wc -l <"$work/out") lines for one language"
if grep -q ':0:' "$work/out" "$work/err"; then fail "a place of line or column 0"; fi
ok "a language the guide has already: $(wc -l <"$work/out") lines"

# On a terminal it says what it is doing, and takes that away again; elsewhere standard error has the last line only.
slide '"type": "text", "headline": {"da": "A", "en": "A"}'
check "$site"
[ "$(wc -l <"$work/err")" = 1 ] || fail "standard error has more than the last line"
python3 - "$bin/kioskctl" "$site" <<'PY' >"$work/out" 2>"$work/err" || fail "progress on a terminal"
import os, pty, sys
output = b""
def read(fd):
    global output
    data = os.read(fd, 4096)
    output += data
    return data
pty.spawn([sys.argv[1], "check", sys.argv[2]], read)
assert b"reading " in output, output
lines = output.split(b"\r\033[K")
assert lines[-1].strip() == b"0 errors, 0 warnings", lines
PY
ok "progress is said on a terminal"

printf '123456\n123456\n' | "$bin/kioskctl" pin -o "$work/staff_pin" >"$work/out" 2>"$work/err" || fail "pin from standard input"
grep -q "$work/staff_pin: written" "$work/out" || fail "pin does not say where the hash is"
if printf '123456\n123456\n' | "$bin/kioskctl" pin -o /proc/staff_pin >"$work/out" 2>"$work/err"; then fail "written nowhere"; fi
grep -q 'kioskctl pin: /proc/staff_pin: cannot write' "$work/err" || fail "pin does not say what it could not write"
grep -q 'two lines of standard input' "$work/err" || fail "pin waits without a word"
if printf '123456\n' | "$bin/kioskctl" pin -o "$work/staff_pin" >"$work/out" 2>"$work/err"; then fail "one line is taken"; fi
grep -q 'ended before the PIN had been given twice' "$work/err" || fail "one line is said to be two that differ"
if printf '123456\n123457\n' | "$bin/kioskctl" pin -o "$work/staff_pin" >"$work/out" 2>"$work/err"; then fail "two PINs are taken"; fi
grep -q 'not the same' "$work/err" || fail "two that differ"
ok "a PIN without a terminal"

timeout 20 "$root/tests/guide/walk" --help >"$work/out" 2>"$work/err" || fail "walk --help"
[ "$(grep -c 'tests/guide/walk' "$work/out")" = 1 ] || fail "walk --help prints more than its help"
if grep -q '^ok: no violations' "$work/out"; then fail "walk --help walks"; fi
"$bin/kioskctl" render --help | grep -q -- '--slide ID' || fail "render does not tell of --slide"
ok "help"
