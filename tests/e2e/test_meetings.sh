#!/usr/bin/env bash
# Meetings of the day: on while there are any, out of what is written and of a calendar that went through its jail; of a private one
# nothing but room and time is anywhere; what is wrong with rooms and times is said.
bin=$1 root=$2
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() {
    echo "FAILED $1"
    exit 1
}
ok() { echo "ok $1"; }
cp -r "$root/tests/data/records/site" "$work/site"
mkdir "$work/feeds"
for floor in ground first; do
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90"/>' >"$work/site/assets/$floor.svg"
done
# The fixture site with a slide of these meetings alone, and of the calendar.
site() {
    python3 - "$work/site/playlists" "$1" <<'PY' || fail "the site"
import json, sys
folder, meetings = sys.argv[1], json.loads(sys.argv[2])
site = json.load(open(folder + "/site.json"))
for screen in site["screens"].values():
    screen["zones"] = {"main": ["playlists/scenes.json"]}
json.dump(site, open(folder + "/site.json", "w"))
slide = {"id": "meetings", "type": "meetings", "feeds": ["events"], "meetings": meetings,
         "rooms": {"hall": {"name": {"en": "Hall", "da": "Sal"}, "calendar": ["hall@town.example"], "house": "town", "spot": "hall"},
                   "desk": {"name": {"en": "Desk", "da": "Skranke"}, "house": "town", "spot": "desk"}}}
json.dump({"slides": [slide]}, open(folder + "/scenes.json", "w"))
PY
}
choir='{"room": "hall", "title": {"en": "Choir", "da": "Kor"}, "when": {"dates": ["2026-12-03"], "hours": [["17:00", "19:00"]]}}'
hidden='{"room": "desk", "private": true, "when": {"dates": ["2026-12-03"], "hours": [["15:00", "16:00"]]}}'
site "[$choir, $hidden]"

# RFC 5545 §3.8.1.3: what is not public is nobody's business.
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//test//EN \
    BEGIN:VEVENT UID:a DTSTAMP:20261101T000000Z DTSTART:20261203T090000Z DTEND:20261203T100000Z SUMMARY:Chess 'LOCATION:Town Hall\; hall@town.example' END:VEVENT \
    BEGIN:VEVENT UID:b DTSTAMP:20261101T000000Z DTSTART:20261203T110000Z DTEND:20261203T120000Z SUMMARY:Salaries LOCATION:Hall CLASS:PRIVATE END:VEVENT \
    END:VCALENDAR >"$work/rooms.ics"
"$bin/kiosk-intake" ics --from 2026-12-01 --to 2026-12-09 <"$work/rooms.ics" >"$work/events" 2>"$work/err" || fail "the calendar: $(cat "$work/err")"
grep -q Chess "$work/events" || fail "the calendar has no chess: $(cat "$work/events")"
grep -q Salaries "$work/events" && fail "a private event left the jail"
printf '{"fetched": %d, "feed": %s}' "$(date -d 2026-12-03T08:00Z +%s)" "$(cat "$work/events")" >"$work/feeds/events"
ok "a calendar's private events stay in its jail"

ctl() { "$bin/kioskctl" "$@" 2>"$work/err"; }
shown() { # shown T SLIDES: what the screen shows in the rest of that hour, each once
    local got
    got=$(ctl timeline --site "$work/site" --screen full --feeds "$work/feeds" --from "$1" --to "${1%:*}:59" | awk '{print $5}' | sort -u | paste -sd ' ')
    [ "$got" = "$2" ] || fail "at $1 it shows \"$got\", not \"$2\": $(cat "$work/err")"
}
shown 2026-12-02T20:00 "(nothing)"
shown 2026-12-03T00:00 meetings
shown 2026-12-03T18:58 meetings
shown 2026-12-03T19:00 "(nothing)"
ok "it is on from midnight until the last one is over"

ctl walk --site "$work/site" --screen side --at 2026-12-03T09:30 --language en --size 1920x1080 --feeds "$work/feeds" --cache "$work/cache" \
    --to "$work/pictures" >"$work/out" # of other pages than this one it has complaints
grep page-meetings "$work/err" && fail "the page breaks a rule"
find "$work/pictures" -name 'page-meetings*' | grep -q . || fail "the page is not seen: $(find "$work/pictures" | head)"
ok "the guide is walked, its page of meetings among the others"

found() { # found CODE FILE WHERE: what check says of the site
    ctl check "$work/site" >"$work/out"
    grep -q "$2.*$3.*\[$1\]" "$work/out" "$work/err" || fail "$1 is not said: $(cat "$work/out" "$work/err")"
}
ctl check "$work/site" >"$work/out"
grep scenes.json "$work/out" "$work/err" && fail "good meetings are complained of"
site "[$choir, ${choir/17:00/18:30}]"
found meetings-overlap scenes.json 'taken twice on 2026-12-03 from 18:30'
site "[${hidden/true,/true, \"title\": {\"en\": \"Dismissal\"\},}]"
found private-named scenes.json 'what stands here is published'
site "[${choir/hall/hal}]"
found unknown-room scenes.json '"hal"'
site "[$choir]"
sed -i 's/"spot": "hall"/"spot": "turn"/' "$work/site/playlists/scenes.json"
found unknown-spot scenes.json 'no spot "turn" with a name'
ok "check says what is wrong with rooms and times"
