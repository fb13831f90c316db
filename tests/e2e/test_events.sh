#!/bin/bash
# kioskctl events: what it lists, and what it says about what it does not.
set -u
bin=$1
work=$(mktemp -d) || exit 1
trap 'rm -r "$work"' EXIT

fail() { echo "events: $1" >&2; head -5 "$work/out" >&2; cat "$work/err" >&2; exit 1; }
events() { # events FILE ARGUMENT…
    local file=$1; shift
    "$bin/kioskctl" events "$file" --from 2026-11-01T00:00 --to 2027-11-01T00:00 "$@" >"$work/out" 2>"$work/err"
}
says() { grep -qF -- "$1" "$work/err" || fail "does not say \"$1\""; }

# calendar COUNT [LINES]: as many events, an hour after each other, and some lines more.
calendar() {
    printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n'
    python3 - "$1" <<'END'
import datetime, sys
at = datetime.datetime(2026, 12, 1)
for i in range(int(sys.argv[1])):
    day = at + datetime.timedelta(hours=i)
    print(f"BEGIN:VEVENT\r\nUID:{i}\r\nSUMMARY:Event {i}\r\nDTSTART:{day:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\nEND:VEVENT", end="\r\n")
END
    printf '%b' "${2:-}"
    printf 'END:VCALENDAR\r\n'
}

calendar 3 >"$work/few.ics"
events "$work/few.ics" || fail "three events are refused"
[ "$(wc -l <"$work/out")" = 3 ] || fail "not three events"
[ ! -s "$work/err" ] || fail "something is left out of three"

calendar 2500 >"$work/many.ics"
for json in "" --json; do
    # shellcheck disable=SC2086
    events "$work/many.ics" $json || fail "many events are refused"
    says "500 events are left out, because a feed has at most 2000 events and 4 MiB: the next 2000 are kept, the last of them begins 2027-02-22T08:00"
done
[ "$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))))' "$work/out")" = 2000 ] || fail "--json is no list of 2000"
grep -q '"Event 0"' "$work/out" || fail "the next one is not kept"
grep -q '"Event 2499"' "$work/out" && fail "the last one is kept"

calendar 2001 >"$work/one.ics"
events "$work/one.ics"
says "1 event is left out, because a feed has at most 2000"

calendar 2 'BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:X\r\nDTSTART:soon\r\nEND:VEVENT\r\n' >"$work/odd.ics"
events "$work/odd.ics" || fail "an odd event spoils the calendar"
says "1 event is left out, because a date or repetition in it cannot be used"
[ "$(wc -l <"$work/out")" = 2 ] || fail "the other two are not listed"

events "$work/few.ics" --format icalendar
[ $? = 2 ] || fail "an unknown format is no wrong usage"
says "--format icalendar: there is no such format; known are ics, dpl-events"
