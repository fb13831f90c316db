#!/bin/bash
# kioskctl check as people use it: what it prints and how it ends.
set -u
bin=$1
work=$(mktemp -d) || exit 1
trap 'rm -r "$work"' EXIT
export XDG_CACHE_HOME=$work/cache SDL_VIDEODRIVER=dummy
site=$work/site
mkdir -p "$site/playlists" "$site/assets"

fail() { echo "check: $1" >&2; cat "$work/out" "$work/err" >&2; exit 1; }
# expect STATUS WORDS ARGUMENT…: how it ends and what it must say on stdout.
expect() {
    local status=$1 words=$2; shift 2
    "$bin/kioskctl" check "$@" >"$work/out" 2>"$work/err"
    local got=$?
    [ $got = "$status" ] || fail "status $got instead of $status: $*"
    [ -z "$words" ] || grep -qF -- "$words" "$work/out" || fail "does not say \"$words\": $*"
    [ -z "$(grep -aE ': (error|warning): ' "$work/out" | grep -avE ' \[[a-z0-9-]+\]$')" ] || fail "a finding has no code: $*"
}
# headline TEXT: a site with one slide that says it.
headline() {
    cat >"$site/playlists/p.json" <<END
{"slides": [
  {"id": "a", "type": "text", "evergreen": true, "headline": {"en": "$1"}}
]}
END
}
cat >"$site/playlists/site.json" <<END
{"id": "t", "languages": ["en", "da"], "theme": {"fonts": ["Inter", "Noto Sans"]},
 "screens": {"hall": {"languages": ["en"], "zones": {"main": ["playlists/p.json"]}}}}
END

headline "Good day"
expect 0 "" "$site"
[ -s "$work/out" ] && fail "a good site has findings"
grep -q '^0 errors, 0 warnings$' "$work/err" || fail "no summary"
expect 2 "" --fast "$site"
expect 0 "usage: kioskctl check" --help
expect 1 "error: " "$work/nowhere"
(cd "$site" && "$bin/kioskctl" check --strict) >"$work/out" 2>"$work/err" || fail "not this folder by default"

headline "Speciallægepraksisplanlægningsstabiliseringsperiodemedarbejderrepræsentantvalgkomité"
expect 0 "$site/playlists/p.json:2:3: warning: a: a word is wider than its line" "$site/"
expect 1 "[zone main, en, 1920 × 1080] [too-long]" --strict "$site"
expect 1 "warning: a: et ord er bredere end sin linje" --strict --language da "$site"
[ "$(sort "$work/out" | uniq -d)" ] && fail "a finding stands there twice"
expect 0 "" --static --strict "$site"
headline "Gothic: 𐌰"
expect 0 "no font has the character U+10330" "$site"

headline "A"
sed -i 's/"headline"/"hedline"/' "$site/playlists/p.json"
expect 1 "$site/playlists/p.json:2:50: error: unknown key \"hedline\"; did you mean \"headline\"?" "$site"
expect 1 "; did you mean \"headline\"? [unknown-key]" "$site"
expect 1 "$site/playlists/p.json:2:50: error: ukendt felt ”hedline”; mente du ”headline”? [unknown-key]" --language da "$site"
expect 2 "" --language uk "$site"
expect 1 '"severity": "error"' --json "$site"
python3 -c 'import json, sys; [f["line"] for f in json.load(open(sys.argv[1]))]' "$work/out" || fail "not JSON"

headline "A"
sed -i 's/"headline"/"picture": {"asset": "assets\/x.svg"}, &/' "$site/playlists/p.json"
expect 1 "assets/x.svg does not exist" "$site"
[ "$(wc -l <"$work/out")" = 1 ] || fail "a missing file is not reported once"
echo "not a picture" >"$site/assets/x.svg"
expect 0 "the picture \"assets/x.svg\" cannot be shown" "$site"

# Findings are a list also where a quote is cut inside a character, or the folder's name is no UTF-8.
rm "$site/assets/x.svg"
headline "Jul 🎄 👨‍👩‍👧‍👦 🇩🇰 ❤️ 1️⃣ 👍🏽 🏳️‍🌈 𐌰"
odd=$work/$'k\xf8benhavn'
cp -r "$site" "$odd"
for folder in "$site" "$odd"; do
    expect 0 "no font has the character U+1" --json "$folder"
    python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$work/out" || fail "$folder: no list"
done

# Each file of a site may begin with a byte order mark, as Notepad writes it.
cp -r "$(dirname "$(dirname "$(dirname "$(realpath "$0")")")")"/{playlists,assets,fonts} "$odd/" 2>"$work/err"
"$bin/kioskctl" check --static --all "$odd" | sed 's/^[^:]*k.benhavn//' >"$work/before"
find "$odd/playlists" -name '*.json' -o -name '*.md' | while read -r file; do
    { printf '\xef\xbb\xbf' && cat "$file"; } >"$work/marked" && mv "$work/marked" "$file"
done
"$bin/kioskctl" check --static --all "$odd" | sed 's/^[^:]*k.benhavn//' >"$work/after"
cmp "$work/before" "$work/after" || fail "a byte order mark makes a difference"
[ -s "$work/before" ] || fail "the default site has nothing to compare"

# A round that is too long for those who stand there, unless slides share the day; a zone too small to be read from where they stand.
slides() {
    printf '{"dwell_seconds": 31, "slides": [{"id": "e", "type": "text", "evergreen": true, "headline": {"en": "E"}}'
    for i in $(seq 10); do printf ',{"id": "s%d", "type": "text"%s, "headline": {"en": "A"}}' "$i" "${1:-}"; done
    printf ']}\n'
}
slides >"$site/playlists/p.json"
expect 0 'zone "main" of screen "hall": a round takes 5 min 10 s' "$site"
expect 1 "[round-too-long]" --strict "$site"
"$bin/kioskctl" timeline --site "$site" --screen hall --from 2026-12-01T09:00 --to 2026-12-01T09:01 >"$work/out" 2>"$work/err"
grep -q "main: a round takes 5 min 10 s" "$work/err" || fail "the timeline does not say how long a round takes"
slides | sed 's/"s10", /&"when": {"hours": [["08:00", "12:00"]]}, /; s/"s9", /&"when": {"hours": [["12:00", "16:00"]]}, /' >"$site/playlists/p.json"
expect 0 "" "$site"
grep -q "round-too-long" "$work/out" && fail "slides that share the day are one round"
headline "A"
sed -i 's/"hall": {/"hall": {"width_mm": 930, "viewing_distance_mm": 6000, /' "$site/playlists/site.json"
expect 0 'zone "main" of screen "hall" is too small for letters that are read from 6000 mm' "$site"
sed -i 's/"width_mm": 930, "viewing_distance_mm": 6000, //' "$site/playlists/site.json"

# A screen that can be touched needs a guide, and the guide is checked with its site.
headline "A"
sed -i 's/"hall": {/"hall": {"touch": {}, /' "$site/playlists/site.json"
expect 0 "warning: screen \"hall\" can be touched, but the site has no guide" "$site"
mkdir "$site/playlists/guide"
echo '{"doors": [],' >"$site/playlists/guide/guide.json"
expect 1 "$site/playlists/guide/guide.json:2:1: error" --static "$site"
