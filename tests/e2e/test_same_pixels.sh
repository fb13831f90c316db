#!/bin/bash
# The same moment gives the same pixels: from scene to scene, played by the real loop, and by kioskctl render.
set -eu
bin=$1 root=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_RUNTIME_DIR="$work/run"
mkdir "$work/run" "$work/site"
cp -r "$root/assets" "$work/site/"
mkdir "$work/site/playlists"
cat >"$work/site/playlists/site.json" <<'JSON'
{"id": "test", "name": {"en": "Test"}, "languages": ["en", "da"], "time_zone": "Europe/Copenhagen",
 "theme": {"colours": {"paper": "#F7F3EA", "ink": "#13262E", "muted": "#4A5B62", "primary": "#0F4C5C",
   "on_primary": "#FFFFFF", "accent": "#F2B33D", "on_accent": "#13262E"}, "fonts": ["Inter", "Noto Sans"]},
 "layouts": {"two": {"zones": [{"name": "header", "kind": "header", "at": [0, 0, 100, 10]},
   {"name": "main", "at": [0, 10, 100, 90]}]}},
 "screens": {"one": {"name": {"en": "One"}, "layout": "two", "languages": ["en", "da"],
   "zones": {"main": ["playlists/one.json"]}}}}
JSON
cat >"$work/site/playlists/one.json" <<'JSON'
{"name": {"en": "One"}, "dwell_seconds": 5, "slides": [
  {"id": "first", "type": "text", "headline": {"en": "Welcome", "da": "Velkommen"}},
  {"id": "second", "type": "text", "headline": {"en": "Arrival", "da": "Ankomst"},
   "picture": {"asset": "assets/lake.svg", "alt": {"en": "A lake", "da": "En sø"}}}]}
JSON
play=(--site "$work/site" --cache "$work/cache" --screen one --window 640x360 --headless --loops 1 --at 2026-11-24T10:00:00)
for turned in 0 90; do
    rm -rf "$work/steps" "$work/loop"
    "$bin/kiosk" "${play[@]}" --rotate $turned --shots "$work/steps" 2>"$work/log" || { cat "$work/log"; exit 1; }
    "$bin/kiosk" "${play[@]}" --rotate $turned --shots "$work/loop" --speed 5 2>"$work/log" || { cat "$work/log"; exit 1; }
    [ "$(ls "$work/steps" | wc -l)" = 5 ] || { echo "not four scenes and a contact sheet:"; ls "$work/steps"; exit 1; }
    for shot in "$work"/steps/0*.png; do
        name=$(basename "$shot") at=$(basename "$shot" | cut -d- -f2)
        # the real loop may be some seconds late where the machine is busy: its number and slide say which it is
        cmp "$shot" "$work"/loop/"${name%%-*}"-*-"${name#*-*-}"
        "$bin/kioskctl" render --site "$work/site" --cache "$work/cache" --screen one --size 640x360 --rotate $turned \
            --at "2026-11-24T${at:0:2}:${at:2:2}:${at:4:2}" -o "$work/rendered.png" 2>"$work/log" || { cat "$work/log"; exit 1; }
        cmp "$shot" "$work/rendered.png"
    done
    echo "ok: turned by $turned, four scenes the same three ways"
done
