#!/usr/bin/env bash
# The safety ladder, on a screen: current generation, previous one, the picture compiled in; never a blank screen.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
plays='"%s %s" % (s["generation"], s["rung"])'

# damage NAME GENERATION: one byte of its object is changed, the size stays
damage() {
    local object
    object=$(python3 - "$work/store/gen/$2/manifest" "$1" <<'PY'
import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == sys.argv[2]))
PY
    )
    cp "$work/store/o/${object:0:2}/$object" "$work/whole-$2"
    printf '~' | dd of="$work/store/o/${object:0:2}/$object" bs=1 seek=20 conv=notrunc 2>/dev/null
}
repair() {
    local object
    object=$(python3 - "$work/store/gen/$1/manifest" playlists/site.json <<'PY'
import json, sys
print(next(f["h"] for f in json.load(open(sys.argv[1]))["files"] if f["name"] == sys.argv[2]))
PY
    )
    cp "$work/whole-$1" "$work/store/o/${object:0:2}/$object"
}
# edition N DWELL: a site that differs in both of its files
edition() {
    chain_site "Edition $1"
    sed -i "s/\"Test\"/\"Test $1\"/" "$work/site/playlists/site.json"
    sed -i 's/"dwell_seconds": 2/"dwell_seconds": '"$2"'/' "$work/site/playlists/main.json"
    chain_publish
    chain_sync || fail "edition $1 is not fetched"
}
shows_something() { # shows_something WHAT: at once, but for what the display itself takes
    local deadline=$((SECONDS + 20))
    until screen_shot now && [ "$(screen_colours now)" -gt 10 ]; do
        [ "$SECONDS" -lt "$deadline" ] || fail "$1: the screen is blank"
        "$root/tests/support/after" 100
    done
}

screen_start
screen_shot empty
[ "$(screen_colours empty)" = 1 ] || fail "the empty screen is not empty"

# --- no store at all
player_start
status_until 40 "0.0 built-in" "$plays"
screen_shot builtin
shows_something "without a store"
ok "without a store: the built-in picture"
chain_sync || fail "first round"
status_until 40 "1.1 current" "$plays"
differs() { screen_shot now && ! screen_same now "$1"; }
for _ in $(seq 100); do
    ! differs builtin || break
    "$root/tests/support/after" 100
done
differs builtin || fail "the built-in picture stays"
shows_something "after the first content"
ok "the first content is taken up by itself"

# --- with nothing else to play, what ends the player is not condemned: the machine may be at fault
for _ in 1 2 3; do # twice, or three times when it has proved itself by now
    player_end KILL
    player_start
    status_until 40 True 's["counts"]["frames"] > 0'
    [ "$(status_of 's["rung"]')" = current ] || break
done
status_until 40 "0.0 built-in True" "\"%s %s %s\" % (s[\"generation\"], s[\"rung\"], \"ended the player\" in s[\"why\"])"
shows_something "after the only generation has ended the player twice"
[ ! -e "$work/store/player/rejected" ] || fail "condemned with nothing else that plays: $(cat "$work/store/player/rejected")"
player_end TERM
player_start
status_until 40 "1.1 current" "$plays"
ok "alone it is set aside for a while, and begins anew with the next run"

# --- a generation that comes on while playing and takes the player down, twice, before it has shown three slides
edition 2 30
status_until 40 "1.2 current" "$plays"
player_end KILL
[ "$player_status" -gt 128 ] || fail "the player survived SIGKILL"
player_start
status_until 40 "1.2 current" "$plays"
player_end KILL
player_start
status_until 40 "1.1 previous" "$plays"
[ "$(status_of '"ended the player 2 times" in s["why"]')" = True ] || fail "why: $(status_of 's["why"]')"
shows_something "after two crashes"
ok "a generation that crashed twice is stepped back from"
for _ in $(seq 350); do
    ! grep -qs '"generation": "1.2"' "$work/store/player/rejected" || break
    "$root/tests/support/after" 100
done
grep -q 'ended the player 2 times, and generation 1.1 plays well here' "$work/store/player/rejected" ||
    fail "the poison generation is not remembered: $(cat "$work/store/player/rejected")"
ok "and refused once another one has played well here"
player_end TERM
[ "$player_status" = 0 ] || fail "SIGTERM: exit status $player_status"
player_start
status_until 40 "1.1 previous" "$plays"
chain_sync && fail "kiosk-sync does not say that the player refused 1.2"
status_until 40 "1.1" 's["generation"]'
chain_sync && fail "and then is content with it"
[ "$(status_of 's["generation"]')" = 1.1 ] || fail "the poison generation came back"
ok "and remembered, also when it is offered again"
edition 3 1
status_until 40 "1.3 current" "$plays"
ok "a higher number is tried"

# --- a generation that has proved itself is not refused for ever
until [ "$(cat "$work/store/player/good")" = 1.3 ]; do
    kill -0 "$player_pid" || fail "the player is gone"
    "$root/tests/support/after" 100
done
for _ in 1 2 3; do
    player_end KILL
    player_start
    status_until 40 True 's["generation"] in ("1.3", "1.1")'
done
status_until 40 "1.1 previous" "$plays"
grep -q '"generation": "1.2"' "$work/store/player/rejected" || fail "a proven generation is refused for ever"
player_end TERM
player_start
status_until 40 "1.3 current" "$plays"
player_end TERM
ok "a proven one is stepped back from for one run only"

# --- a start that fails for want of a display is not the content's fault
for _ in 1 2 3 4; do
    DISPLAY=:9999 player_start
    wait "$player_pid" && fail "the player plays without a display"
done
player_start
status_until 40 "1.3 current" "$plays"
player_end TERM
ok "a missing display is not held against the content"

# --- damage on the disk
damage playlists/site.json 1.3
player_start
status_until 40 "1.1 previous" "$plays"
shows_something "with a damaged generation"
player_end TERM
ok "the current generation is damaged: the previous one plays"
damage playlists/site.json 1.1
player_start
status_until 40 "0.0 built-in" "$plays"
shows_something "with both damaged"
[ "$(status_of 'len(s["why"]) > 10')" = True ] || fail "no reason given"
ok "both are damaged: the built-in picture"
repair 1.1
edition 4 1
status_until 40 "1.4 current" "$plays"
shows_something "after the repair"
ok "new content is taken up by itself"

# --- one damaged picture is one slide less
player_end TERM
for picture in "$work"/store/p/*; do printf '~~~~~~~~' | dd of="$picture" bs=1 seek=40 conv=notrunc 2>/dev/null; done
player_start
status_until 40 "['sky']" '[i["slide"] for i in s["skipped"]]'
[ "$(status_of 's["skipped"][0]["file"], s["skipped"][0]["line"] > 0, len(s["skipped"][0]["why"]) > 10')" = \
    "('playlists/main.json', True, True)" ] || fail "the report does not say which slide and why: $(status_of 's["skipped"]')"
[ "$(status_of "$plays")" = "1.4 current" ] || fail "one bad picture costs the whole generation"
player_end TERM
ok "a damaged picture: its slide is left out and reported"
