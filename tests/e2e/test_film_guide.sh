#!/usr/bin/env bash
# A visitor plays the film of the guide: it moves over its page, stops where they say so, goes on, and counts when it was seen to its end.
# A visitor's time, and the film's with it, passes at a fifth of its speed, so that a slow machine misses nothing.
bin=$1 root=$2
set -u
for tool in python3 convert compare; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install test)"; exit 77; }
done
[ -x "$bin/kiosk-film" ] || { echo "skipped: kiosk-film is not built (tests/install build)"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    cat "$work/log" "$work/run/status.json" 2>/dev/null
    exit 1
}
ok() { echo "ok $1"; }
mkdir "$work/run" "$work/cache" "$work/site"
cp -r "$root/tests/data/town/playlists" "$root/assets" "$root/fonts" "$work/site/" || fail "no copy of the site"
cp "$root/tests/data/film/site/assets/film/"* "$work/site/assets/film/" || fail "no film"
show() { # show FILM: on the guide's page, and on no slide
    python3 - "$work/site/playlists/guide/guide.json" "assets/film/$1.film.json" <<'PY' || fail "no page with a film"
import json, sys
guide = json.load(open(sys.argv[1]))
page = next(page for page in guide["pages"] if page["id"] == "film")
page.update(kind="film", film=sys.argv[2])
json.dump(guide, open(sys.argv[1], "w"))
PY
}

# what no slide shows is judged all the same, its bytes and its captions
show ballerup
"$bin/kioskctl" check "$work/site" >"$work/log" 2>&1 || fail "a whole film is refused"
printf x | dd of="$work/site/assets/film/ballerup.mp4" bs=1 seek=9000000 conv=notrunc 2>/dev/null
"$bin/kioskctl" check "$work/site" >"$work/log" 2>&1 && fail "a film that is not what its index says is taken"
grep -q "film-unfit" "$work/log" || fail "what is wrong with the film is not said"
show tiny
"$bin/kioskctl" check "$work/site" >"$work/log" 2>&1
grep -q "assets/film/tiny.en.vtt:.*captions-short" "$work/log" || fail "its captions are not judged"
cp "$work/site/assets/film/tiny.film.json" "$work/captioned"
python3 -c 'import json, sys; index = json.load(open(sys.argv[1])); del index["captions"]; json.dump(index, open(sys.argv[1], "w"))' \
    "$work/site/assets/film/tiny.film.json"
"$bin/kioskctl" check "$work/site" >"$work/log" 2>&1 && fail "a film with speech and without captions is taken"
grep -q 'playlists/guide/guide.json:[0-9]*:[0-9]*: error: page "film": people speak in this film, and it has no captions' "$work/log" ||
    fail "that its speech has no captions is not said"
cp "$work/captioned" "$work/site/assets/film/tiny.film.json"
ok "it is judged"

cat >"$work/visit" <<STEPS
press English
press I visit
press The film
shot $work/poster.png
press Play
wait 2500
shot $work/one.png
wait 1500
press Pause
wait 500
shot $work/paused.png
wait 1500
shot $work/still.png
press 10 seconds back
wait 1500
shot $work/back.png
wait 1000
shot $work/stays.png
press Play
wait 14000
shot $work/over.png
press Clear and leave
end
STEPS
RUNTIME_DIRECTORY=$work/run timeout 180 "$bin/kiosk-driven" --site "$work/site" --screen raadhus --headless --speed 0.2 --window 1280x720 \
    --at 2026-11-24T10:00 --cache "$work/cache" --counters "$work/counters.db" --visit "$work/visit" 2>"$work/log" || fail "the visit ends with $?"
differ() { # differ A B: how many pixels of the film
    compare -metric AE -extract 760x426+30+80 "$work/$1.png" "$work/$2.png" null: 2>&1 | cut -d' ' -f1
}
[ "$(differ poster one)" -gt 500 ] || fail "it does not move: $(differ poster one) pixels"
ok "it plays"
[ "$(differ one paused)" -gt 500 ] || fail "it stands still: $(differ one paused) pixels"
[ "$(differ paused still)" = 0 ] || fail "it goes on where it was paused: $(differ paused still) pixels"
ok "it pauses"
[ "$(differ still back)" -gt 500 ] || fail "ten seconds back while it is paused nothing new is seen: $(differ still back) pixels"
nearly() { compare -metric AE -fuzz 20% -extract 760x426+30+80 "$work/$1.png" "$work/$2.png" null: 2>&1 | cut -d' ' -f1; }
[ $(($(nearly poster back) * 5)) -lt "$(nearly poster still)" ] || fail "ten seconds back is not its beginning: $(nearly poster back) pixels of $(nearly poster still)"
[ "$(differ back stays)" = 0 ] || fail "it goes on from where it was put while it is paused"
ok "ten seconds back is seen at once, also while it is paused"
[ "$(differ back over)" -gt 500 ] || fail "it does not go on"
python3 - "$work" <<'PY' || fail "it is not counted as seen to its end"
import json, sqlite3, sys
work = sys.argv[1]
rows = list(sqlite3.connect(work + "/counters.db").execute("SELECT page, count FROM counts WHERE name = 'video_done'"))
films = json.load(open(work + "/run/status.json")).get("films", {})
print(rows, films)
sys.exit(0 if rows == [("film", 1)] and films.get("restarts") == 0 else 1)
PY
ok "it was seen to its end"
! grep -q "film" "$work/log" || fail "it complains of a film"
