#!/usr/bin/env bash
# A visit is one file: its slides and its page come with its days and go with them; what is wrong with it is said, as its schema says.
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
mkdir "$work/site/playlists/visits"
python3 - "$work/site/playlists" <<'PY'
import json, sys
folder = sys.argv[1]
site = json.load(open(folder + "/site.json"))
site["screens"]["full"]["zones"]["main"] = ["playlists/visits/brandenburg.json"]
json.dump(site, open(folder + "/site.json", "w"))
what = lambda text: {"en": text, "da": text + "et"}
json.dump({"guests": {"en": "Guests", "da": "Gæster", "de": "Gäste"}, "title": {"en": "Programme", "da": "Program"}, "door": "work",
           "rooms": {"hall": {"en": "Hall", "da": "Sal"}},
           "days": [{"date": "2026-12-08", "programme": [{"from": "09:00", "to": "10:30", "what": what("Talk"), "room": "hall"},
                                                         {"from": "10:30", "to": "13:00", "what": what("Lunch")}]},
                    {"date": "2026-12-10"}]}, open(folder + "/visits/brandenburg.json", "w"))
PY
ctl() { "$bin/kioskctl" "$@" 2>"$work/err"; }
shown() { # shown T SLIDES: what the screen shows in the rest of that hour, each once
    local got
    got=$(ctl timeline --site "$work/site" --screen full --from "$1" --to "${1%:*}:59" | awk '{print $5}' | sort -u | paste -sd ' ')
    [ "$got" = "$2" ] || fail "at $1 it shows \"$got\", not \"$2\": $(cat "$work/err")"
}
shown 2026-12-07T23:54 "(nothing)"
shown 2026-12-08T00:00 "programme-2026-12-08 welcome-2026-12-08"
shown 2026-12-08T12:54 "programme-2026-12-08 welcome-2026-12-08"
shown 2026-12-08T13:00 "(nothing)"
shown 2026-12-09T10:00 "(nothing)"
shown 2026-12-10T23:54 "welcome-2026-12-10"
shown 2026-12-11T00:00 "(nothing)"
ok "guests are welcomed on their days, until the last item ends"

found() { # found DAY WORD: is the page found on that day?
    ctl search --site "$work/site" --language en --at "$1" "$2" | grep -qx visit-brandenburg
}
found 2026-12-07 guests && fail "the page is found the day before"
found 2026-12-08 guests || fail "the page is not found: $(cat "$work/err")"
found 2026-12-10 lunch || fail "the page is not found by its programme: $(cat "$work/err")"
found 2026-12-11 guests && fail "the page is found the day after"
ctl print visit-brandenburg --site "$work/site" --cache "$work/cache" --at 2026-12-08T08:00 -o "$work/a.pdf" || fail "print: $(cat "$work/err")"
ctl print visit-brandenburg --site "$work/site" --cache "$work/cache" --at 2026-12-11T08:00 -o "$work/b.pdf" && fail "it is printed when it is over"
ctl print visits/brandenburg/programme-2026-12-08 --site "$work/site" --cache "$work/cache" --at 2026-12-08T08:00 -o "$work/c.pdf" || fail "print its slide: $(cat "$work/err")"
ok "the programme is a page of the guide on its days"

ctl check "$work/site" >"$work/out"
grep visits/ "$work/out" "$work/err" && fail "a coming visit is complained of"
sed -i 's/2026-12-08/2020-12-08/; s/2026-12-10/2020-12-10/' "$work/site/playlists/visits/brandenburg.json"
ctl check "$work/site" >"$work/out"
grep -q 'visits/brandenburg.json:.*over on 2020-12-10' "$work/out" "$work/err" || fail "a visit that is over is not said: $(cat "$work/out" "$work/err")"
ok "check says when a visit is over"

PYTHONPATH=$root/tests/e2e python3 - "$bin" "$root" <<'PY' || fail "schema and check disagree"
import os, sys, tempfile
from schema_support import GONE, changed, check_all, validator, write
schema = validator(sys.argv[2] + "/playlists/visit.schema.json")
T = {"en": "A", "da": "B"}
ITEM = {"from": "09:00", "to": "10:00", "what": T, "room": "hall"}
GOOD = {"$schema": "../visit.schema.json", "guests": T, "greeting": {"de": "Hallo"}, "title": T, "door": "live", "priority": 3,
        "dwell_seconds": 9, "rooms": {"hall": T}, "days": [{"date": "2026-12-08", "programme": [ITEM]}, {"date": "2026-12-09"}]}
PROGRAMME = ["days", 0, "programme"]
ROWS = [(True, [], GOOD), (True, ["greeting"], GONE), (True, ["door"], GONE), (True, PROGRAMME, GONE), (True, [*PROGRAMME, 0, "room"], GONE),
        (True, [*PROGRAMME, 0, "to"], "24:00"), (True, PROGRAMME, [ITEM] * 12),
        (False, ["guests"], GONE), (False, ["title"], GONE), (False, ["days"], GONE), (False, ["days"], []), (False, ["days"], {}),
        (False, ["guests"], "A"), (False, ["guests"], {}), (False, ["colour"], "red"), (False, ["door"], "No door"), (False, ["priority"], 10),
        (False, ["days", 0, "date"], GONE), (False, ["days", 0, "date"], "8 December"), (False, ["days", 0, "date"], "2026-02-30"),
        (False, ["days", 0], 7), (False, PROGRAMME, [7]), (False, PROGRAMME, [ITEM] * 13), (False, [*PROGRAMME, 0, "from"], "9"),
        (False, [*PROGRAMME, 0, "from"], GONE), (False, [*PROGRAMME, 0, "to"], GONE), (False, [*PROGRAMME, 0, "to"], "25:00"),
        (False, [*PROGRAMME, 0, "what"], GONE), (False, [*PROGRAMME, 0, "who"], "me"), (False, ["rooms"], {}),
        (False, ["rooms"], {"Big hall": T, "hall": T}), (False, ["days"], [{"date": f"2026-12-{day:02}"} for day in range(1, 16)]),
        # what a schema cannot say
        (None, [*PROGRAMME, 0, "to"], "09:00"), (None, [*PROGRAMME, 0, "room"], "attic"), (None, PROGRAMME, [ITEM, {**ITEM, "from": "08:00"}]),
        (None, ["days", 1, "date"], "2026-12-08"), (None, ["days", 1, "date"], "2026-12-07")]
SITE = {"id": "town", "name": T, "languages": ["en", "da"],
        "layouts": {"full": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
        "screens": {"hall": {"layout": "full", "zones": {"main": ["playlists/main.json", "playlists/visits/a.json"]}}}}
wrong = 0
with tempfile.TemporaryDirectory() as folder:
    documents = [changed(GOOD, path, value) if path else value for _, path, value in ROWS]
    for number, document in enumerate(documents):
        os.makedirs(f"{folder}/{number}/playlists/visits")
        write(f"{folder}/{number}/playlists/site.json", SITE)
        write(f"{folder}/{number}/playlists/main.json", {"slides": [{"id": "a", "type": "text", "headline": T}]})
        write(f"{folder}/{number}/playlists/visits/a.json", document)
    for (good, path, value), document, words in zip(ROWS, documents, check_all(sys.argv[1] + "/kioskctl", folder, len(ROWS))):
        errors = [error.message for error in schema.iter_errors(document)]
        if (not errors) != (good is not False) or (not words) != (good is True):
            wrong += 1
            print(f"{path} {value}: should be {good}\n  schema: {errors}\n  check: {words}")
sys.exit(1 if wrong else 0)
PY
ok "what is wrong with a visit is said, as its schema says"
