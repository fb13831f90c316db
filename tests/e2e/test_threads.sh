#!/usr/bin/env bash
# The painting thread and the main thread at their busiest: short slides, fades, new generations and new feeds while both are at
# work, headless and on a screen, and an end in the middle. On the preset tsan a data race fails it.
bin=$1 root=$2
. "$root/tests/support/chain.sh"
. "$root/tests/support/screen.sh"
TSAN_OPTIONS="exitcode=66 log_path=\"$work/race\""
export TSAN_OPTIONS
edition() { # edition NAME: one second a slide, one of them a list of events with new words
    chain_site "$1"
    sed -i -e 's/"dwell_seconds": 2/"dwell_seconds": 1/' -e '/"slides": \[/a\    {"id": "on", "type": "events", "feeds": ["events"],\
        "headline": {"en": "On", "da": "Det sker"}, "days": 30},' "$work/site/playlists/main.json"
    sed -i -e "s/\"Test\"/\"Test $1\"/" "$work/site/playlists/site.json"
    sed -i -e 's/"title": "/&New /' "$work/served/feeds/library-events.json"
    chain_publish
    chain_sync || fail "edition $1 is not fetched"
}
# busy WHAT GENERATION [option]…: plays it, takes up the two that follow, with their feeds, and ends when told to
busy() {
    local what=$1 generation=$2 next
    shift 2
    player_start "$@"
    for next in "$generation" $((generation + 1)) $((generation + 2)); do
        [ "$next" = "$generation" ] || edition "$next"
        status_until 15 "1.$next True" '"%s %s" % (s["generation"], s["counts"]["slides"] >= 4)'
    done
    player_end TERM
    [ "$player_status" = 0 ] || fail "$what: exit status $player_status: $(cat "$work"/race.* "$work/kiosk.log" 2>/dev/null)"
    if cat "$work"/race.* >"$work/last" 2>/dev/null; then fail "$what: the threads race"; fi
    ok "$what: three generations"
}

edition 2
busy "headless" 2 --headless --speed 4
screen_start
busy "on a screen" 4
