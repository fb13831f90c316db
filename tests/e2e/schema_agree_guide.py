"""kioskctl check --static and the JSON Schemas beside the guide must judge every row alike."""
import json
import os
import re
import sys
import tempfile

from schema_support import GONE, changed, check_all, validator, write

ctl, source = sys.argv[1] + "/kioskctl", sys.argv[2]
SCHEMAS = {name: validator(f"{source}/playlists/guide/{name}.schema.json")
           for name in ("guide", "directory", "language", "keyboards", "policy", "plan")}
FILES = {"guide": "guide.json", "directory": "directories/clubs.json", "language": "languages/uk.json",
         "keyboards": "keyboards.json", "policy": "policy.json", "plan": "plans/hall.json"}
SITE = {
    "id": "town", "languages": ["en", "da"],
    "feeds": {"calendar": {"format": "ics", "url": "https://example.org/a.ics"},
              "open": {"format": "dpl-hours", "url": "https://example.org/h"},
              "trains": {"format": "rejseplanen", "url": "https://example.org/d"}},
    "screens": {"hall": {"zones": {"main": ["playlists/main.json"]}}},
}
PLAYLIST = {"slides": [{"id": "a", "type": "text", "headline": {"en": "A"}}]}
T = {"en": "A", "da": "B"}
GOOD = {
    "guide": {
        "$schema": "guide.schema.json", "languages": ["uk"],
        "doors": [{"id": "live", "icon": "home", "title": T, "pages": ["cpr", "clubs"]}],
        "pages": [{"id": "cpr", "title": T}, {"id": "clubs", "title": T, "kind": "directory", "directory": "clubs"},
                  {"id": "on", "title": T, "kind": "events", "feeds": ["calendar"]},
                  {"id": "open", "title": T, "kind": "hours", "feeds": ["open"]},
                  {"id": "say", "title": T, "kind": "phrases"}, {"id": "where", "title": T, "kind": "plan"}],
        "houses": [{"id": "hall", "name": T, "plan": "hall", "hours": [{"when": {"weekdays": ["mon"], "hours": [["10:00", "14:00"]]}}]},
                   {"id": "books", "name": T, "feeds": ["open"]}],
        "ask": {"office": T}, "counters": [{"name": T, "languages": ["da", "pl"]}],
        "phrases": [{"da": "Hej", "so": "Salaan"}], "places": [{"screen": "hall", "address": T}],
    },
    "directory": {
        "$schema": "../directory.schema.json",
        "facets": [{"id": "sport", "title": T, "options": [{"id": "run", "title": T}, {"id": "ball", "title": T}]}],
        "entries": [{"id": "bk", "title": T, "text": T, "sport": ["run"]}],
    },
    "language": {"$schema": "../language.schema.json", "language": "uk", "name": "Українська", "voice": None,
                 "keyboard": "uk", "reviewer": None, "reviewed_on": None,
                 "words": {"back": "Назад", "done_of": "%d з %d", "source": "Джерело: %s"}},
    "keyboards": {"keyboards": [{"id": "uk", "name": {"uk": "Українська"}, "rows": ["йцу", "фів"]}]},
    "plan": {"floors": [{"id": "ground", "name": T, "picture": "assets/plan.svg"}],
             "spots": [{"id": "here", "at": [10, 20], "screen": "hall"}, {"id": "desk", "at": [80, 20.5], "name": T, "icon": "info"}],
             "ways": [["here", "desk"]]},
    "policy": {"actions": [{"id": "H2a", "title": T, "area": T, "pages": ["cpr"], "slides": ["main/a"]}]},
}
CPR, CLUBS, ON, OPEN, DOOR = (("pages", 0), ("pages", 1), ("pages", 2), ("pages", 3), ("doors", 0))
ENTRY, FACET = ("entries", 0), ("facets", 0)
KEYS, ACTION = ("keyboards", 0), ("actions", 0)
WHERE, HOUSE, ROW, SPOT = ("pages", 5), ("houses", 0), ("houses", 0, "hours", 0), ("spots", 1)
TUESDAY = {"weekdays": ["tue"], "hours": [["10:00", "12:00"]]}

# good?, which file, where in it, what is put there
ROWS = [(True, name, (), {}) for name in GOOD] + [
    (False, "guide", ("door",), []), (False, "guide", ("doors",), GONE), (False, "guide", ("doors",), []),
    (False, "guide", ("pages",), GONE), (False, "guide", ("ask",), GONE), (False, "guide", ("ask",), {}),
    (True, "guide", ("places",), GONE), (True, "guide", ("counters",), GONE), (True, "guide", ("counters",), []),
    (False, "guide", ("languages",), ["uk", "uk"]), (False, "guide", ("languages",), ["not a language"]),
    (False, "guide", DOOR + ("icon",), "castle"), (True, "guide", DOOR + ("icon",), GONE),
    (False, "guide", DOOR + ("title",), GONE), (False, "guide", DOOR + ("pages",), []),
    (False, "guide", DOOR + ("pages",), GONE), (True, "guide", DOOR + ("groups",), []),
    (False, "guide", ("doors",), [{"id": "live", "title": T, "groups": []}]),
    (True, "guide", ("doors",), [{"id": "live", "title": T, "groups": [{"title": T, "pages": ["cpr", "clubs"]}]}]),
    (True, "guide", DOOR + ("groups",), [{"title": T, "pages": ["on"]}]),
    (False, "guide", DOOR + ("groups",), [{"title": T}]), (False, "guide", DOOR + ("groups",), [{"pages": ["on"]}]),
    (False, "guide", DOOR + ("pages",), ["cpr", "cpr"]), (True, "guide", DOOR + ("summary",), T),
    (False, "guide", DOOR + ("colour",), "red"), (False, "guide", DOOR + ("id",), "L"),
    (False, "guide", CPR + ("id",), GONE), (False, "guide", CPR + ("title",), GONE),
    (False, "guide", CPR + ("title",), "CPR"), (True, "guide", CPR + ("title",), {"en": "A"}),
    (True, "guide", CPR + ("kind",), "text"), (False, "guide", CPR + ("kind",), "news"),
    (True, "guide", CPR + ("keywords",), {"en": "number, id"}), (True, "guide", CPR + ("icon",), "badge"),
    (True, "guide", CPR + ("url",), {"en": "https://example.org/a"}),
    (False, "guide", CPR + ("url",), {"en": "http://example.org/a"}),
    (False, "guide", CPR + ("url",), "https://example.org/a"),
    (True, "guide", CPR + ("contact",), {"phone": "+45 44 77 20 00", "mail": "info@example.dk"}),
    (True, "guide", CPR + ("contact",), {"phone": "112"}), (False, "guide", CPR + ("contact",), {"phone": "11"}),
    (False, "guide", CPR + ("contact",), {"phone": "call"}), (False, "guide", CPR + ("contact",), {"mail": "info"}),
    (False, "guide", CPR + ("contact",), {"mail": "info@dk"}), (False, "guide", CPR + ("contact",), {"name": "A"}),
    (True, "guide", CPR + ("source",), {"url": "https://example.org/", "seen": "2026-11-23", "owner": "IT"}),
    (False, "guide", CPR + ("source",), {"checked_on": "2026-11-31"}),
    (True, "guide", CPR + ("see_also",), ["clubs"]), (False, "guide", CPR + ("see_also",), "clubs"),
    (False, "guide", CPR + ("directory",), "clubs"), (False, "guide", CPR + ("feeds",), ["calendar"]),
    (False, "guide", CLUBS + ("directory",), GONE), (False, "guide", CLUBS + ("days",), 3),
    (False, "guide", ON + ("feeds",), GONE), (False, "guide", ON + ("feeds",), []),
    (True, "guide", ON + ("tags",), ["dansk"]), (True, "guide", ON + ("days",), 366),
    (False, "guide", ON + ("days",), 0), (False, "guide", ON + ("branch",), "1"),
    (True, "guide", OPEN + ("branch",), "DK-715100"), (False, "guide", OPEN + ("tags",), ["a"]),
    (False, "guide", OPEN + ("tag_titles",), {}), (False, "guide", ON + ("tag_titles",), ["dansk"]),
    (False, "guide", ("counters", 0, "languages"), []), (False, "guide", ("counters", 0, "languages"), ["a b"]),
    (False, "guide", ("counters", 0, "languages"), ["da", "da"]), (False, "guide", ("counters", 0, "name"), GONE),
    (False, "guide", ("phrases", 0), {"en": "Hi", "uk": "A"}), (False, "guide", ("phrases", 0), {"da": "Hej"}),
    (False, "guide", ("phrases", 0), "Hej"), (False, "guide", ("places", 0, "address"), GONE),
    (False, "guide", ("places", 0, "screen"), GONE),
    (True, "guide", WHERE + ("house",), "hall"), (False, "guide", CPR + ("house",), "hall"),
    (False, "guide", WHERE + ("houses",), ["hall"]), (False, "guide", OPEN + ("houses",), ["hall"]),
    (True, "guide", OPEN, {"id": "open", "title": T, "kind": "hours", "houses": ["books", "hall"]}),
    (False, "guide", OPEN, {"id": "open", "title": T, "kind": "hours", "houses": []}),
    (True, "guide", OPEN, {"id": "open", "title": T, "kind": "departures", "feeds": ["trains"], "limit": 5}),
    (False, "guide", OPEN, {"id": "open", "title": T, "kind": "departures"}),
    (False, "guide", OPEN, {"id": "open", "title": T, "kind": "departures", "feeds": ["trains"], "limit": 0}),
    (False, "guide", OPEN, {"id": "open", "title": T, "kind": "departures", "feeds": ["trains"], "days": 7}),
    (False, "guide", OPEN + ("limit",), 5),
    (False, "guide", OPEN, {"id": "open", "title": T, "kind": "hours"}), (False, "guide", HOUSE + ("name",), GONE),
    (False, "guide", HOUSE + ("id",), GONE), (True, "guide", HOUSE + ("hours",), GONE), (False, "guide", HOUSE + ("colour",), "red"),
    (False, "guide", HOUSE + ("feeds",), []), (True, "guide", HOUSE + ("closed_on",), ["12-24", "02-29"]),
    (False, "guide", HOUSE + ("closed_on",), ["2026-12-24"]), (False, "guide", HOUSE + ("closed_on",), ["11-31"]),
    (True, "guide", ROW + ("service",), "staffed"), (False, "guide", ROW + ("service",), "café"),
    (False, "guide", ROW + ("when",), GONE), (False, "guide", ROW + ("when",), {"weekdays": ["mon"]}),
    (True, "guide", ROW + ("when", "holidays"), "any"), (False, "guide", ROW + ("when", "hours"), [["10", "14"]]),
    (True, "guide", CPR + ("contact",), {"office": T, "house": "hall", "spot": "desk"}),
    (False, "guide", CPR + ("contact",), {"house": "hall"}), (True, "guide", ("places", 0, "house"), "hall"),
    (True, "guide", ("counters", 0, "times"), [{"languages": ["uk"], "when": TUESDAY}]),
    (False, "guide", ("counters", 0, "times"), [{"languages": [], "when": TUESDAY}]),
    (False, "guide", ("counters", 0, "times"), [{"languages": ["uk"]}]), (True, "guide", ("counters", 0, "house"), "hall"),
    (False, "plan", ("floors",), GONE), (False, "plan", ("floors",), []), (False, "plan", ("floors", 0, "picture"), GONE),
    (False, "plan", ("floors", 0, "name"), GONE), (False, "plan", ("spots",), GONE), (True, "plan", ("ways",), GONE),
    (True, "plan", ("stairs",), [["here", "desk"]]), (False, "plan", ("ways",), [["here"]]), (True, "plan", SPOT + ("name",), GONE),
    (False, "plan", SPOT + ("at",), [1]), (False, "plan", SPOT + ("at",), [1, 101]), (False, "plan", SPOT + ("at",), GONE),
    (False, "plan", SPOT + ("icon",), "castle"), (True, "plan", SPOT + ("floor",), "ground"), (False, "plan", SPOT + ("colour",), "red"),
    (False, "directory", ("entries",), GONE), (True, "directory", ("entries",), []),
    (False, "directory", ("entrys",), []), (False, "directory", FACET + ("options",), []),
    (False, "directory", FACET + ("title",), GONE), (False, "directory", FACET + ("options", 0, "id"), "R"),
    (False, "directory", FACET + ("options", 0, "title"), GONE), (True, "directory", ENTRY + ("sport",), GONE),
    (False, "directory", ENTRY + ("sport",), "run"), (False, "directory", ENTRY + ("title",), GONE),
    (False, "directory", ENTRY + ("colour",), "red"), (True, "directory", ENTRY + ("address",), "Vej 1, 2750 Ballerup"),
    (False, "directory", ENTRY + ("address",), "x" * 121), (True, "directory", ENTRY + ("status",), "unknown"),
    (False, "directory", ENTRY + ("status",), "over"), (False, "directory", ENTRY + ("since",), 2001),
    (False, "directory", ENTRY + ("ended",), 2001),
    (True, "directory", ENTRY, {"id": "a", "title": T, "status": "ended", "since": 1999, "ended": 2001}),
    (False, "directory", ENTRY, {"id": "a", "title": T, "status": "active", "ended": 2001}),
    (False, "directory", ENTRY, {"id": "a", "title": T, "status": "active", "since": 20010}),
    (True, "directory", ENTRY + ("picture",), {"asset": "assets/plan.svg", "focus": [50, 60], "alt": T}),
    (False, "directory", ENTRY + ("picture",), {"focus": [50, 60]}),
    (True, "directory", ENTRY + ("url",), {"en": "https://example.org/"}),
    (False, "language", ("language",), GONE), (False, "language", ("name",), GONE),
    (False, "language", ("name",), ""), (True, "language", ("voice",), "uk"), (False, "language", ("voice",), 3),
    (True, "guide", ("staff_language",), "da"), (False, "guide", ("staff_language",), "not a language"),
    (True, "guide", ("emergency",), [{"number": "113", "name": T, "text": T}]),
    (False, "guide", ("emergency",), [{"number": "call", "name": T, "text": T}]),
    (False, "guide", ("emergency",), [{"number": "113", "name": T}]),
    (False, "guide", ("emergency",), [{"number": "113", "name": T, "text": T}] * 5),
    (True, "language", ("keyboard",), None), (True, "language", ("words",), GONE),
    (False, "language", ("words",), {}), (False, "language", ("words", "bak"), "A"),
    (False, "language", ("words", "back"), ""), (False, "language", ("words", "back"), "100 %"),
    (False, "language", ("words", "back"), "x" * 301), (False, "language", ("words", "done_of"), "%d"),
    (True, "language", ("words", "results"), "Результатів: %d"), (True, "language", ("words", "results"), {"other": "%d рез."}),
    (True, "language", ("words", "results"), {"one": "%d день", "few": "%d дні", "many": "%d днів", "other": "%d дня"}),
    (False, "language", ("words", "results"), {}), (False, "language", ("words", "results"), {"one": "%d день"}),
    (False, "language", ("words", "results"), {"other": "днів"}), (False, "language", ("words", "results"), {"other": "%d %d"}),
    (False, "language", ("words", "results"), {"other": "%d", "dual": "%d"}), (False, "language", ("words", "results"), {"other": "a\nb %d"}),
    (False, "language", ("words", "results"), "днів"), (False, "language", ("words", "back"), {"other": "Назад"}),
    (True, "language", (), {"staff_words": {"wipe": {"one": "A\n%d день", "other": "%d дня"}}}),
    (False, "language", ("words", "done_of"), "%d %s"), (False, "language", ("words", "source"), "a"),
    (False, "language", ("reviewer",), "A. B."), (False, "language", ("reviewed_on",), "2026-11-01"),
    (False, "language", ("reviewed_on",), "soon"), (False, "language", ("rtl",), True),
    (True, "language", (), {"reviewer": "A. B.", "reviewed_on": "2026-11-01"}),
    (False, "keyboards", ("keyboards",), GONE), (False, "keyboards", ("keyboards",), []),
    (False, "keyboards", KEYS + ("name",), GONE), (False, "keyboards", KEYS + ("rows",), GONE),
    (False, "keyboards", KEYS + ("rows",), []), (False, "keyboards", KEYS + ("rows",), ["a b"]),
    (True, "keyboards", KEYS + ("rows",), ["abcdefghijklm"]), (False, "keyboards", KEYS + ("rows",), ["abcdefghijklmn"]),
    (False, "keyboards", KEYS + ("rows",), ["a", "b", "c", "d", "e"]), (True, "keyboards", KEYS + ("rtl",), True),
    (False, "keyboards", KEYS + ("rtl",), "yes"), (False, "keyboards", KEYS + ("keys",), ["a"]),
    (False, "policy", ACTION + ("id",), GONE), (False, "policy", ACTION + ("title",), GONE),
    (False, "policy", ACTION + ("id",), "x" * 13), (True, "policy", ACTION + ("internal",), True),
    (False, "policy", ACTION + ("internal",), 1), (False, "policy", ACTION + ("slides",), ["main"]),
    (False, "policy", ACTION + ("page",), ["cpr"]), (True, "policy", ("actions",), []),
]


def lay_out(folder, documents):
    """A site with these documents in `folder`."""
    for name in ("pages", "directories", "languages", "plans"):
        os.makedirs(f"{folder}/playlists/guide/{name}")
    write(f"{folder}/playlists/site.json", SITE)
    write(f"{folder}/playlists/main.json", PLAYLIST)
    with open(f"{folder}/playlists/guide/pages/cpr.en.md", "w", encoding="utf-8") as file:
        file.write("Go.\n")
    os.makedirs(f"{folder}/assets")
    with open(f"{folder}/assets/plan.svg", "w", encoding="utf-8") as file:
        file.write('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>')
    for name, file in FILES.items():
        write(f"{folder}/playlists/guide/{file}", documents[name])


wrong = 0
with tempfile.TemporaryDirectory() as folder:
    documents = [changed(GOOD[kind], path, value) if path else {**GOOD[kind], **value} for _, kind, path, value in ROWS]
    for number, (document, (_, kind, _, _)) in enumerate(zip(documents, ROWS)):
        lay_out(f"{folder}/{number}", {**GOOD, kind: document})
    for (good, kind, _, _), document, words in zip(ROWS, documents, check_all(ctl, folder, len(ROWS))):
        errors = [error.message for error in SCHEMAS[kind].iter_errors(document)]
        if (not errors) != good or (not words) != good:
            wrong += 1
            print(f"should be {'good' if good else 'bad'}: {json.dumps(document)}\n  schema: {errors}\n  check: {words}")


def names(file, pattern):
    with open(f"{source}/kiosk/{file}", encoding="utf-8") as text:
        return set(re.findall(pattern, re.sub(r"\\\n\s*", "", text.read())))


# what the schemas offer is what the program knows
offered = {"words": set(SCHEMAS["language"].schema["properties"]["words"]["properties"]),
           "signs": set(SCHEMAS["guide"].schema["$defs"]["icon"]["enum"])}
known = {"words": names("guide/written/words.h", r'X\(WORDS_\w+,\s*"(\w+)"') | names("core/site/scene_words.h", r'X\(WORD_\w+,\s*"(\w+)"'), "signs": names("guide/written/icon.c", r'\{"(\w+)", "\\u')}
for name, those in offered.items():
    if those != known[name] or not those:
        wrong += 1
        print(f"{name}: only in the schema or only in the program: {sorted(those ^ known[name])}")
for folder, _, files in os.walk(f"{source}/playlists/guide"):
    kind = {"directories": "directory", "languages": "language", "plans": "plan"}.get(os.path.basename(folder))
    for name in sorted(file for file in files if file.endswith(".json") and not file.endswith(".schema.json")):
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            document = json.load(file)
        for error in SCHEMAS[kind or name[:-5]].iter_errors(document):
            wrong += 1
            print(f"{folder}/{name}: {error.json_path}: {error.message}")
print(f"{len(ROWS)} documents of the guide, {wrong} judged wrongly")
sys.exit(1 if wrong else 0)
