#!/usr/bin/env bash
# Faults of a feed's server while a screen plays: the last good data stay, say how old they are, and past events leave.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
feeds=$work/served/feeds

# event ID TITLE START END: times as `date -d` takes them
event() {
    printf '{"uuid":"%s","title":"%s","description":"","url":"https://a.example/%s","state":"Active","branches":["Hall"],' "$1" "$2" "$1"
    printf '"date_time":{"start":"%s","end":"%s"},"tags":[],"screen_names":[]}' "$(date -d "$3" +%FT%T%:z)" "$(date -d "$4" +%FT%T%:z)"
}
serve() { # serve CONTENT: the feed from now on
    printf '%s' "$1" >"$feeds/.new"
    mv "$feeds/.new" "$feeds/library-events.json"
}
site() { # site STALE_HOURS: one events slide, and a slide for when there is nothing else
    sed -i "s/\"format\": \"dpl-events\", \(\"stale_hours\": [0-9]*, \)\?/\"format\": \"dpl-events\", \"stale_hours\": $1, /" \
        "$work/site/playlists/site.json"
    cat >"$work/site/playlists/main.json" <<'JSON'
{"name": {"en": "Main", "da": "Hoved"}, "dwell_seconds": 3600, "slides": [
  {"id": "on", "type": "events", "feeds": ["events"], "headline": {"en": "On", "da": "Det sker"}, "days": 30, "languages": ["en"]}]}
JSON
    chain_publish --force
}
# keeps NAME PATTERN: the round fails and says why; the playing screen stays as in good.png, and a player started now shows it too
keeps() {
    if chain_sync; then fail "$1: sync was content"; fi
    grep -qiE "feed events: .*($2)" "$work/last" || fail "$1: sync does not say why (expected $2)"
    "$root/tests/support/after" 1500 # the player looks once a second
    screen_shot now
    screen_same now good || fail "$1: the screen changed"
    [ "$(status_of 's["zones"][0]["changes"], s["skipped"]')" = "(1, [])" ] || fail "$1: the slide came again: $(status_of 's')"
    ok "$1: the last good list stays"
}
changes() { # changes NAME: the round is fine and the playing screen soon looks otherwise
    chain_sync || fail "$1"
    screen_leaves 10 good || fail "$1: not shown"
    ok "$1"
}

far=$(event far "Reading circle" "+5 days 12:00" "+5 days 13:00")
later=$(event later "Town walk" "+6 days 12:00" "+6 days 13:00")
serve "[$far,$later]"
site 1
chain_sync || fail "first round"
screen_start
player_start
status_until 10 on 's["zones"][0]["slide"]'
screen_shot good
[ "$(screen_colours good)" -gt 10 ] || fail "the screen is blank"

# --- the server fails in its many ways
serve '<!DOCTYPE html><html><body><form action="/login">Please log in</form></body></html>'
keeps "a login page instead of the feed" 'web page'
serve "[$far,"
keeps "half a document" 'cut short'
serve '{"error": "maintenance"}'
keeps "another document" 'list of objects'
serve '[{"title": "no date"}]'
keeps "a list of which nothing is usable" 'can be used'
serve "[$far,$later]"
echo 'location /feeds/ { return 500; }' >"$work/nginx/feeds.location"
server_reload "$work" || fail "the server"
keeps "status 500" '500'
rm "$work/nginx/feeds.location"
rm "$feeds/library-events.json"
server_reload "$work" || fail "the server"
keeps "feed removed" '404'
kill "$server_pid"
wait "$server_pid" 2>/dev/null || true
chain_sync && fail "sync is content without a server"
screen_shot now
screen_same now good || fail "server gone: the screen changed"
player_end KILL
player_start
screen_until 10 good || fail "server gone: a restart shows something else"
ok "server gone: the last good list stays, also after a restart"

# --- how old it is: one minute before its limit nothing is said, one minute behind it is
shot_at() { # shot_at NAME SECONDS: the screen so many seconds after the list was fetched
    rm -rf "$work/shots"
    mkdir "$work/shots"
    "$bin/kiosk" --store "$work/store" --screen one --window 640x360 --headless --shots "$work/shots" --loops 1 \
        --at "$(TZ=Europe/Copenhagen date -d "@$((fetched + $2))" +%FT%T)" >"$work/last" 2>&1 || fail "the player did not play"
    cp "$(find "$work/shots" -name '*.png' ! -name contact.png | head -n 1)" "$work/$1.png"
}
fetched=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["fetched"])' "$work/store/feeds/events")
shot_at fresh 0
shot_at before 3540
shot_at after 3660
screen_same fresh before || fail "the list changes before its limit"
screen_same before after && fail "nothing says how old the list is"
ok "\"as of\" appears after the limit"
start=$(date -d "+5 days 13:00" +%s)
shot_at one-left $((start - fetched + 60))
shot_at none-left $((start - fetched + 86400 + 60))
screen_same after one-left && fail "a past event stays"
screen_same one-left none-left && fail "the last past event stays"
ok "past events leave a list that nobody renews"

# --- the server is back; an empty list is an answer, not a failure
server_start "$work" "$work/served" "$port"
serve "[$far]"
changes "the server is back: its new list is shown"
screen_shot good
serve '[]'
changes "an empty list is shown as one"
screen_shot empty
player_end TERM
player_start
screen_until 10 empty || fail "a restart shows something else than the empty list"

# --- an event ends while the screen plays: one whose clock is eight seconds before that end
serve "[$far]"
screen_shot good
changes "and filled again"
screen_shot only-far
end=$(date -d "+5 minutes" +%s)
serve "[$(event soon "Concert" "-1 hour" "@$end"),$far]"
cp "$work/only-far.png" "$work/good.png"
changes "a running event is shown"
screen_shot running
player_end TERM
player_start --at "$(TZ=Europe/Copenhagen date -d "@$((end - 8))" +%FT%T)"
screen_until 8 running || fail "a restart does not show the running event"
screen_until 20 only-far || fail "an event that is over stays on the screen"
ok "and leaves by itself when it is over"
