#!/usr/bin/env bash
# Departures from a server that wants a key to the screen: the key goes nowhere else; what fails keeps the last good board; what is old is
# a timetable; what has left leaves by the clock, also past midnight and in the night with two hours.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
key=SECRET-4711 keys=$work/keys.json

site() { # site URL [KEY_PARAMETER]: a board of departures alone
    python3 - "$work/site/playlists" "$@" <<'PY' || fail "the site"
import json, sys
folder, url = sys.argv[1:3]
site = json.load(open(folder + "/site.json"))
feed = {"format": "rejseplanen", "url": url, "name": {"en": "Board", "da": "Tavle"}}
if len(sys.argv) > 3:
    feed["key_parameter"] = sys.argv[3]
site["feeds"] = {"board": feed}
json.dump(site, open(folder + "/site.json", "w"))
slide = {"id": "on", "type": "departures", "feeds": ["board"], "headline": {"en": "Station", "da": "Station"}, "languages": ["en"]}
json.dump({"name": {"en": "Main", "da": "Hoved"}, "dwell_seconds": 3600, "slides": [slide]}, open(folder + "/main.json", "w"))
PY
}
served() { # served NGINX: what the server makes of the right key
    cat >"$work/nginx/board.location" <<CONF
location = /board { default_type application/json; if (\$arg_accessId != "$key") { return 403 "wrong key"; } $1 }
location = /elsewhere { return 200 "\$args"; }
CONF
    server_reload "$work" || fail "the server"
}
board() { # board JSON: the document served from now on
    printf '%s' "$1" >"$work/served/board.json"
}
fails() { # fails NAME PATTERN: a round fails and says why, without the key; the list of before stays
    cp "$work/store/feeds/board" "$work/before" 2>/dev/null || : >"$work/before"
    if chain_sync --feed-keys "$keys" --status "$work/sync.json"; then fail "$1: sync was content"; fi
    grep -qE "feed board: .*($2)" "$work/last" || fail "$1: sync does not say why (expected $2)"
    [ ! -s "$work/before" ] || cmp -s "$work/before" "$work/store/feeds/board" || fail "$1: the list of before is gone"
    if grep -rqF "$key" "$work/last" "$work/sync.json" "$work/store" "$work/served/site"; then fail "$1: the key got out"; fi
    ok "$1: $2"
}

site "https://localhost:$port/board?id=1" accessId
chain_publish --force
"$root/tests/sample-feeds/make" "$work/served/feeds"
good='try_files /board.json =404;'
served "$good"
cp "$work/served/feeds/departures.json" "$work/served/board.json"

# --- the key: a file that nobody else may read, for this server alone
fails "no file of keys" "keys of feeds: No such file"
echo "{\"localhost:$port\": \"$key\"}" >"$keys"
chmod 644 "$keys"
fails "a file that others may read" 'chmod 600'
chmod 600 "$keys"
echo "{\"localhost\": \"$key\", \"www.rejseplanen.dk\": \"$key\"}" >"$keys"
fails "keys of other servers" "no key for localhost:$port"
echo "{\"localhost:$port\": \"other\"}" >"$keys"
fails "another key" '403'
echo "{\"localhost:$port\": \"$key\"}" >"$keys"
if chain_sync; then fail "without --feed-keys: sync was content"; fi
grep -q 'wants a key' "$work/last" || fail "without --feed-keys: sync does not say what is missing"
chain_sync --feed-keys "$keys" --status "$work/sync.json" || fail "the board does not come"
grep -q Klampenborg "$work/store/feeds/board" || fail "the board has no trains"
if grep -rqF "$key" "$work/last" "$work/sync.json" "$work/store" "$work/served/site"; then fail "the key got out"; fi
ok "the board comes with its key, which is nowhere afterwards"

# --- what servers do
served 'return 429;'
fails "too many questions" '429'
served 'return 500;'
fails "the server fails" '500'
served 'return 302 /elsewhere;'
fails "sent elsewhere" 'redirect'
served "$good"
board '{"errorCode":"API_AUTH","errorText":"access denied for '$key'"}'
fails "refused in words" 'API_AUTH'
board '<!DOCTYPE html><html>Log in</html>'
fails "a page" 'web page'
board '{"Departure":['
fails "half a board" 'cut short'
board '{"Departure":[{"name":"C"}]}'
fails "nothing usable" 'can be used'
board '{"Departure":'"$(printf '[%.0s' $(seq 3000))"
fails "nested without end" 'broken'
head -c 20000000 /dev/zero >"$work/served/board.json"
fails "too large" 'more than'

# --- an address with a key in it would be published
sed "s|board?id=1|board?id=1\&accessId=$key|" "$work/site/playlists/site.json" >"$work/site.json.new"
cp -r "$work/site" "$work/bad"
cp "$work/site.json.new" "$work/bad/playlists/site.json"
"$bin/kioskctl" check "$work/bad" >"$work/out" 2>&1 && fail "check is content with a key in an address"
grep -q 'site.json:.*key-published' "$work/out" || fail "check does not say that the key would be published: $(cat "$work/out")"
grep -qF "$key" "$work/out" && fail "check repeats the key"
ok "check refuses a key in an address, with file and line"

# --- by the clock alone: a board as it was at one moment, seen at others
stored() { # stored T JSON: as kiosk-sync would have kept it at T
    rm -rf "$work/feeds"
    mkdir "$work/feeds"
    "$bin/kiosk-intake" rejseplanen --now "$1" <<<"$2" >"$work/list" 2>"$work/last" || fail "kiosk-intake"
    printf '{"fetched": %d, "feed": %s}' "$(date -d "$1" +%s)" "$(cat "$work/list")" >"$work/feeds/board"
}
on() { # on T yes|no: is the slide on in that minute? T has its offset
    local got
    got=$("$bin/kioskctl" timeline --site "$work/site" --screen one --feeds "$work/feeds" --from "$1" \
        --to "$(date -d "$1 + 30 seconds" +%FT%T%:z)" 2>"$work/last" | awk '$5 == "on"' | wc -l)
    [ "$([ "$got" -gt 0 ] && echo yes || echo no)" = "$2" ] || fail "at $1 the slide is not $2: $(cat "$work/last")"
}
one() { printf '{"Departure":{"name":"C","direction":"X","prognosisType":"PROGNOSED",%s}}' "$1"; }
export TZ=Europe/Copenhagen

stored 2026-12-03T23:55:00+01:00 "$(one '"date":"2026-12-03","time":"23:58","rtTime":"00:03"')"
on 2026-12-04T00:03:00+01:00 yes
on 2026-12-04T00:04:00+01:00 no
ok "late past midnight: it leaves in the minute in which it really does"
on 2026-12-03T23:59:00+01:00 yes
stored 2026-12-03T23:45:00+01:00 "$(one '"date":"2026-12-03","time":"23:58","rtTime":"00:03"')"
on 2026-12-03T23:58:00+01:00 yes
on 2026-12-03T23:59:00+01:00 no
ok "but where nothing newer is known for ten minutes the plan alone counts"

stored 2026-10-25T02:20:00+02:00 "$(one '"date":"2026-10-25","time":"02:30"')"
on 2026-10-25T02:30:00+02:00 yes
on 2026-10-25T02:31:00+02:00 no
stored 2026-10-25T02:20:00+01:00 "$(one '"date":"2026-10-25","time":"02:30"')"
on 2026-10-25T02:30:00+01:00 yes
on 2026-10-25T02:31:00+01:00 no
ok "each 02:30 of the night with two is the one it is"
stored 2026-03-29T01:50:00+01:00 "$(one '"date":"2026-03-29","time":"03:10"')"
on 2026-03-29T03:10:00+02:00 yes
on 2026-03-29T03:11:00+02:00 no
ok "and in the night that lacks an hour"

stored 2026-12-03T12:00:00+01:00 "$(one '"date":"2026-12-03","time":"12:05","rtTime":"12:30"')"
picture() { # picture NAME T
    "$bin/kioskctl" render --site "$work/site" --screen one --feeds "$work/feeds" --at "$2" --slide on --size 640x360 -o "$work/$1.png" \
        >"$work/last" 2>&1 || fail "render"
}
picture live 2026-12-03T12:04:00
picture live-still 2026-12-03T12:04:50
picture old 2026-12-03T12:10:30
cmp -s "$work/live.png" "$work/live-still.png" || fail "the board changes without cause"
cmp -s "$work/live.png" "$work/old.png" && fail "an old board looks like a live one"
ok "an old board does not look live"
