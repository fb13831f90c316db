# shellcheck shell=bash
# For end-to-end tests: a small site, published and served over TLS. Source it after setting `bin` and `root`; stops what it started
# and removes its folder on exit.
set -eu
. "$root/tests/support/server.sh"
for tool in nginx openssl; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not installed (tests/install run)"; exit 77; }
done
work=$(mktemp -d)
server_pid=
chain_pids=
chain_stop() {
    local pid
    for pid in $server_pid $chain_pids; do kill "$pid" 2>/dev/null || true; done
    for pid in $server_pid $chain_pids; do wait "$pid" 2>/dev/null || true; done
    rm -rf "$work"
}
trap chain_stop EXIT
trap 'exit 1' INT TERM

fail() {
    echo "FAILED: $*" >&2
    [ ! -f "$work/last" ] || sed 's/^/    /' "$work/last" >&2
    exit 1
}
ok() { echo "ok: $*"; }

# chain_site TEXT: writes a site of two slides into $work/site; TEXT is the headline of the first.
chain_site() {
    mkdir -p "$work/site/playlists" "$work/site/assets"
    cat >"$work/site/assets/sky.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" width="1920" height="1080" viewBox="0 0 1920 1080"><rect width="1920" height="1080" fill="#2a6f97"/><circle cx="1400" cy="300" r="160" fill="#f4d35e"/></svg>
SVG
    cat >"$work/site/playlists/site.json" <<JSON
{
  "id": "test", "name": {"en": "Test", "da": "Prøve"}, "languages": ["en", "da"], "time_zone": "Europe/Copenhagen",
  "theme": {"colours": {"paper": "#ffffff", "ink": "#10222e", "muted": "#4a5a66", "primary": "#0f4c5c", "on_primary": "#ffffff",
            "accent": "#9a3b12", "on_accent": "#ffffff"}, "fonts": ["Inter", "Noto Sans"]},
  "feeds": {"events": {"format": "dpl-events", "url": "https://localhost:$port/feeds/library-events.json", "name": {"en": "Library", "da": "Bibliotek"}}},
  "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
  "screens": {"one": {"name": {"en": "One", "da": "Et"}, "layout": "full", "languages": ["en", "da"], "zones": {"main": ["playlists/main.json"]}}}
}
JSON
    cat >"$work/site/playlists/main.json" <<JSON
{
  "name": {"en": "Main", "da": "Hoved"}, "dwell_seconds": 2,
  "slides": [
    {"id": "first", "type": "text", "headline": {"en": "$1", "da": "$1"}, "body": {"en": "Body", "da": "Tekst"}, "languages": ["en"]},
    {"id": "sky", "type": "image", "picture": {"asset": "assets/sky.svg", "alt": {"en": "Sky", "da": "Himmel"}}, "languages": ["en"]},
    {"id": "always", "type": "text", "headline": {"en": "Always", "da": "Altid"}, "evergreen": true, "languages": ["en"]}
  ]
}
JSON
}

chain_publish() { # chain_publish [option]…
    "$bin/kioskctl" publish --site "$work/site" --key "$work/site.key" --to "$work/served/site" "$@" >"$work/last" 2>&1 || fail "publish"
}

# chain_beside PROGRAM INTAKE: the path of a copy of PROGRAM that takes INTAKE for its kiosk-intake
chain_beside() {
    local folder=$work/beside-${2##*/}
    mkdir -p "$folder"
    cp "$bin/$1" "$folder/$1"
    ln -sf "$2" "$folder/kiosk-intake"
    echo "$folder/$1"
}

# chain_sync [option]…: one round of $sync_program, kiosk-sync unless set; its exit status, its words in $work/last
chain_sync() {
    "${sync_program:-$bin/kiosk-sync}" --url "https://localhost:$port/site" --trust "$work/site.key.pub" --store "$work/store" \
        --ca "$work/tls/ca.pem" --panel 640x360 --once "$@" >"$work/last" 2>&1
}

# chain_shot NAME: what the player shows now from the store, as $work/NAME.png
chain_shot() {
    rm -rf "$work/shots"
    mkdir "$work/shots"
    "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --shots "$work/shots" --loops 1 \
        --at 2026-11-24T10:00:00 >"$work/last" 2>&1 || fail "the player did not play"
    local first
    first=$(find "$work/shots" -name '*.png' ! -name 'contact.png' | sort | head -n 1)
    [ -n "$first" ] || fail "the player made no picture"
    cp "$first" "$work/$1.png"
}

mkdir -p "$work/served/site"
server_make_ca "$work/tls" || fail "no certificate"
server_start_anywhere "$work" "$work/served" || fail "no server"
"$root/tests/sample-feeds/make" "$work/served/feeds"
chain_site "Welcome"
"$bin/kioskctl" key new -o "$work/site.key" >"$work/last" 2>&1 || fail "key new"
chain_publish
