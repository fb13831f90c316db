"""kioskctl check --static and the JSON Schemas beside the playlists must judge every row alike."""
import json
import os
import sys
import tempfile

from schema_support import GONE, changed, check_all, kinds_of, rows_of, validator, write

ctl, source = sys.argv[1] + "/kioskctl", sys.argv[2]


SCHEMAS = {name: validator(f"{source}/playlists/{name}.schema.json") for name in ("site", "playlist")}
SITE = {
    "$schema": "site.schema.json", "id": "town", "name": {"en": "Town"}, "languages": ["en", "da"],
    "feeds": {"calendar": {"format": "ics", "url": "https://example.org/a.ics"},
              "news": {"format": "rss", "url": "https://example.org/n"},
              "open": {"format": "dpl-hours", "url": "https://example.org/h"},
              "trains": {"format": "rejseplanen", "url": "https://example.org/d"}},
    "layouts": {"wide": {"zones": [{"name": "main", "at": [0, 0, 100, 100]}]}},
    "screens": {"hall": {"layout": "wide", "zones": {"main": ["playlists/main.json"]}}},
}
TEXT = {"id": "a", "type": "text", "headline": {"en": "A", "da": "A"}}
FILM = {"spec": 1, "file": "assets/a.mp4", "poster": "assets/a.svg", "bytes": 1, "chunks": ["0" * 64], "width": 64, "height": 64,
        "fps": [25, 1], "frames": 45000, "samples": 0}
IMAGE = {"id": "i", "type": "image", "picture": {"asset": "assets/a.svg"}}
EVENTS = {"id": "e", "type": "events", "feeds": ["calendar"]}
NEWS = {"id": "n", "type": "news", "feeds": ["news"]}
HOURS = {"id": "h", "type": "hours", "feeds": ["open"]}
LEAVES = {"id": "d", "type": "departures", "feeds": ["trains"]}
WELCOME = {"id": "w", "type": "welcome", "guest": {"uk": "Гості"}}
PLAYLIST = {"$schema": "playlist.schema.json", "slides": [TEXT]}
HALL, ZONES = ("screens", "hall"), ("layouts", "wide", "zones")

# good?, where in the site, what is put there
SITE_ROWS = [
    (True, (), {}),
    (False, ("id",), GONE), (False, ("id",), "Town"), (False, ("id",), "x" * 41), (True, ("id",), "x" * 40),
    (True, ("services",), {"staffed": ["betjent"], "self_service": []}), (False, ("services",), {"staffed": [7]}),
    (False, ("services",), {"open": ["a"]}), (False, ("id",), 7), (False, ("colour",), "red"), (True, ("time_zone",), "Europe/London"),
    (False, ("time_zone",), 1), (False, ("languages",), GONE), (False, ("languages",), []),
    (False, ("languages",), ["en", "en"]), (False, ("languages",), ["en", "not a language"]),
    (True, ("languages",), ["en", "da", "zh-Hans"]), (False, ("languages",), "en"),
    (True, ("offer",), "essentials"), (True, ("offer",), {"uk": "essentials", "zh-Hans": "essentials"}),
    (False, ("offer",), "all"), (False, ("offer",), {}), (False, ("offer",), {"uk": "all"}), (False, ("offer",), {"uk": True}),
    (False, ("offer",), {"not a language": "essentials"}), (False, ("offer",), ["uk"]), (False, ("offer",), True),
    (False, ("offer",), {"a" + chr(97 + i // 26) + chr(97 + i % 26): "essentials" for i in range(25)}),
    (False, ("name",), {}), (False, ("name",), {"en": ""}), (False, ("name",), {"en": "  "}),
    (False, ("name",), {"en": 3}), (False, ("name",), "Town"), (True, ("name",), {"en": "a\nb"}),
    (False, ("name",), {"en": "a\u0007"}), (True, ("name",), GONE),
    (True, ("theme",), {"colours": {"paper": "#FFFFFF", "ink": "#000000"}}),
    (False, ("theme",), {"colours": {"paper": "#FFF"}}), (False, ("theme",), {"colours": {"papr": "#FFFFFF"}}),
    (False, ("theme",), {"logo": "../logo.svg"}), (False, ("theme",), {"logo": "assets/.hidden"}),
    (True, ("theme",), {"logo": "assets/a.svg", "fonts": ["Inter"]}), (False, ("theme",), {"fonts": "Inter"}),
    (False, ("theme",), {"fonts": ["a"] * 9}), (False, ("theme",), None), (False, ("feeds",), {}),
    (False, ("feeds", "A b"), {"format": "ics", "url": "https://example.org/"}),
    (False, ("feeds", "calendar", "url"), "http://example.org/"), (False, ("feeds", "calendar", "url"), GONE),
    (False, ("feeds", "calendar", "url"), "https://"), (False, ("feeds", "calendar", "url"), "https://a@b/"),
    (False, ("feeds", "calendar", "url"), "https://a b/"), (False, ("feeds", "calendar", "format"), "csv"),
    (False, ("feeds", "calendar", "format"), GONE), (True, ("feeds", "calendar", "poll_minutes"), 1440),
    (False, ("feeds", "calendar", "poll_minutes"), 0), (False, ("feeds", "calendar", "poll_minutes"), 1.5),
    (True, ("feeds", "trains", "poll_minutes"), 2), (False, ("feeds", "trains", "poll_minutes"), 1),
    (False, ("feeds", "trains", "stale_hours"), 1), (True, ("feeds", "calendar", "stale_hours"), 1),
    (True, ("feeds", "trains", "key_parameter"), "accessId"), (False, ("feeds", "trains", "key_parameter"), "a=b"),
    (False, ("feeds", "trains", "key_parameter"), ""), (False, ("feeds", "trains", "key_parameter"), "x" * 41),
    (False, ("feeds", "trains", "key_parameter"), ["accessId"]),
    (True, ("feeds", "calendar", "link_hosts"), []),
    (True, ("counted_hosts",), []), (True, ("counted_hosts",), ["example.org", "lib.example.org"]),
    (False, ("counted_hosts",), "example.org"), (False, ("counted_hosts",), ["https://example.org"]),
    (False, ("counted_hosts",), ["example.org"] * 21),
    (True, ("feeds", "calendar", "link_hosts"), ["example.org", "www.a-b.example", "a.b2.dk", "a-xn--b.dk"]),
    *((False, ("feeds", "calendar", "link_hosts"), [host]) for host in (
        "", "dk", "https://example.org", "example.org/", "example.org:8443", "Example.org", "10.0.0.1", "::1", "a@example.org",
        "xn--rdovre-k1a.dk", "www.xn--rdovre-k1a.dk", ".example.org", "example.org.", "a..dk", "-a.dk", "a-.dk", "rødovre.dk", 7)),
    (False, ("feeds", "calendar", "link_hosts"), ["example.org"] * 21), (False, ("feeds", "calendar", "link_hosts"), "example.org"),
    (False, ("feeds", "calendar", "stale_hours"), 8761), (False, ("feeds", "calendar", "every"), 5),
    (False, ZONES, []), (False, ZONES, GONE), (False, ZONES + (0, "at"), [0, 0, 100]),
    (False, ZONES + (0, "at"), [0, 0, 100, 0]), (False, ZONES + (0, "at"), [0, 0, 101, 100]),
    (False, ZONES + (0, "at"), GONE), (False, ZONES + (0, "at"), [0, 0, "100", 100]),
    (True, ZONES + (0, "at"), [0, 0.5, 99.5, 50]), (False, ZONES + (0, "kind"), "footer"),
    (False, ZONES + (0, "name"), GONE), (False, ZONES + (0, "colour"), "red"),
    (True, ("layouts", "wide", "portrait"), [{"name": "main", "at": [0, 0, 100, 50]}]),
    (False, ("layouts", "wide", "landscape"), []), (False, ("screens",), GONE), (False, ("screens",), {}),
    (False, ("screens", "The hall"), {"zones": {"main": []}}), (False, HALL + ("zones",), GONE),
    (False, HALL + ("zones",), {}), (False, HALL + ("zones", "main"), "playlists/main.json"),
    (False, HALL + ("zones", "main"), ["main.json"]), (False, HALL + ("zones", "main"), ["playlists/../main.json"]),
    (True, HALL + ("rotate",), 270), (False, HALL + ("rotate",), 45), (False, HALL + ("rotate",), "90"),
    (True, HALL + ("width_mm",), 930.5), (False, HALL + ("width_mm",), 10), (False, HALL + ("width_mm",), "930"),
    (False, HALL + ("viewing_distance_mm",), 100), (True, HALL + ("languages",), ["da", "en"]),
    (False, HALL + ("languages",), ["en", "en"]), (True, HALL + ("event_names",), ["The corner"]),
    (False, HALL + ("event_names",), [""]), (False, HALL + ("size",), 43),
]
PLAYLIST_ROWS = [
    (True, (), {}), (False, ("slides",), GONE), (True, ("slides",), []), (False, ("slides",), {}),
    (True, ("name",), {"en": "N"}), (False, ("nam",), {"en": "N"}), (True, ("priority",), 9),
    (False, ("priority",), 10), (False, ("dwell_seconds",), "12"), (True, ("dwell_seconds",), 0.5),
    (True, ("transition",), "cut"), (False, ("transition",), "zoom"), (False, ("bilingual",), "both"),
    (True, ("when",), {}), (False, ("when",), []), (False, ("when",), {"until": "2026-12-01"}),
    (True, ("when",), {"from": "2026-12-01T08:00", "to": "2026-12-24"}), (False, ("when",), {"from": "1.12.2026"}),
    (False, ("when",), {"from": "2026-13-01"}), (False, ("when",), {"from": "2026-12-01T24:00"}),
    (False, ("when",), {"from": "2026-12-01T08:00Z"}), (False, ("when",), {"to": 20261201}),
    (True, ("when",), {"weekdays": ["mon", "sun"]}), (False, ("when",), {"weekdays": ["monday"]}),
    (False, ("when",), {"weekdays": []}), (True, ("when",), {"hours": [["08:00", "24:00"], ["22:00", "02:00"]]}),
    (False, ("when",), {"hours": [["8:00", "16:00"]]}), (False, ("when",), {"hours": [["24:00", "02:00"]]}),
    (False, ("when",), {"hours": ["08:00", "16:00"]}), (False, ("when",), {"hours": [["08:00"]]}),
    (True, ("when",), {"holidays": "never"}), (False, ("when",), {"holidays": True}),
    (True, ("when",), {"dates": ["2026-12-24", ["2026-12-01", "2026-12-05"]], "except": []}),
    (False, ("when",), {"dates": ["2026-02-30"]}), (False, ("when",), {"dates": [["2026-12-01"]]}),
    (False, ("when",), {"except": "2026-12-24"}), (False, ("when",), {"dates": ["2026-12-24T08:00"]}),
]
SLIDE_ROWS = [
    (True, TEXT, (), {}), (True, IMAGE, (), {}), (True, EVENTS, (), {}), (True, NEWS, (), {}),
    (True, HOURS, (), {}), (True, WELCOME, (), {}), (False, TEXT, ("id",), GONE), (False, TEXT, ("id",), "A"),
    (False, TEXT, ("type",), GONE), (False, TEXT, ("type",), "video"), (False, TEXT, ("headline",), GONE),
    (False, TEXT, ("headline",), {}), (True, TEXT, ("body",), {"en": "x" * 4000}),
    (False, TEXT, ("body",), {"en": "x" * 4001}), (False, TEXT, ("text",), {"en": "b"}),
    (False, TEXT, ("caption",), {"en": "b"}), (True, TEXT, ("qr",), "https://example.org/a?b=c#d"),
    (False, TEXT, ("qr",), "example.org"), (True, TEXT, ("picture_side",), "start"),
    (False, TEXT, ("picture_side",), "left"), (True, TEXT, ("evergreen",), True), (False, TEXT, ("evergreen",), 1),
    (False, TEXT, ("priority",), -1), (True, TEXT, ("languages",), ["da"]), (False, TEXT, ("languages",), "da"),
    (True, TEXT, ("source",), {"url": "https://example.org/", "seen": "2026-11-23", "owner": "IT"}),
    (False, TEXT, ("source",), {"seen": "23-11-2026"}), (False, TEXT, ("source",), {"seen": "2027-02-29"}),
    (False, TEXT, ("source",), {"link": "https://example.org/"}), (False, TEXT, ("source",), "me"),
    (False, IMAGE, ("picture",), GONE), (False, IMAGE, ("picture",), {}),
    (False, IMAGE, ("picture", "asset"), "a.svg"), (False, IMAGE, ("picture", "asset"), "assets/../a.svg"),
    (True, IMAGE, ("picture", "focus"), [0, 100]), (False, IMAGE, ("picture", "focus"), [50]),
    (False, IMAGE, ("picture", "focus"), [50, 101]), (False, IMAGE, ("picture", "fit"), "stretch"),
    (True, IMAGE, ("picture", "alt"), {"en": "A lake"}), (False, IMAGE, ("picture", "alt"), "A lake"),
    (False, IMAGE, ("picture", "size"), 3), (True, IMAGE, ("caption",), {"da": "b"}),
    (False, IMAGE, ("body",), {"en": "b"}), (False, EVENTS, ("feeds",), GONE), (False, EVENTS, ("feeds",), []),
    (True, EVENTS, ("style",), "poster"), (False, EVENTS, ("style",), "grid"), (True, EVENTS, ("days",), 366),
    (False, EVENTS, ("days",), 0), (False, EVENTS, ("limit",), 51), (True, EVENTS, ("tags",), ["dansk"]),
    (False, EVENTS, ("tags",), "dansk"), (False, EVENTS, ("branch",), "DK-1"), (False, NEWS, ("style",), "list"),
    (True, LEAVES, (), {}), (True, LEAVES, ("limit",), 50), (False, LEAVES, ("limit",), 51), (False, LEAVES, ("feeds",), GONE),
    (False, LEAVES, ("days",), 3),
    (True, NEWS, ("limit",), 1), (True, HOURS, ("branch",), "DK-715100"), (False, HOURS, ("branch",), 715100),
    (False, HOURS, ("limit",), 3), (False, WELCOME, ("guest",), GONE), (False, WELCOME, ("qr",), "https://a.org/"),
    (True, WELCOME, ("greeting",), {"en": "Welcome", "cs": "Vítejte"}), (True, WELCOME, ("body",), {"en": "b"}),
]


def judge(folder, sites):
    """What kioskctl says of (site, playlist) each: a list of its errors per pair."""
    for number, (site, playlist) in enumerate(sites):
        os.makedirs(f"{folder}/{number}/playlists")
        os.mkdir(f"{folder}/{number}/assets")
        write(f"{folder}/{number}/assets/a.svg", "<svg/>")
        write(f"{folder}/{number}/assets/a.mp4", "")
        write(f"{folder}/{number}/assets/a.film.json", FILM)
        write(f"{folder}/{number}/playlists/site.json", site)
        write(f"{folder}/{number}/playlists/main.json", playlist)
    return check_all(ctl, folder, len(sites))


def of_each_kind(schema):
    """Rows for every kind of slide, out of what the schema says of it: nothing has to be added here for a new one."""
    kinds = kinds_of(schema)
    bare = [(kind, dict(start, **({"feeds": [feed]} if "feeds" in start else {})))
            for kind, start in ((kind, rows_of(schema, kind, kinds)[0][2]) for kind in kinds)
            for feed in (SITE["feeds"] if "feeds" in start else [""])]
    with tempfile.TemporaryDirectory() as folder:
        judged = judge(folder, [(SITE, {"slides": [slide]}) for _, slide in bare])
    feeds = {kind: slide.get("feeds") for (kind, slide), words in zip(bare, judged) if not words}
    for kind in kinds:
        for good, why, slide in rows_of(schema, kind, kinds, feeds.get(kind)):
            yield good, "playlist", SITE, {"name": {"en": f"{kind}: {why}"}, "slides": [slide]}


rows = [(good, "site", changed(SITE, path, value), PLAYLIST) for good, path, value in SITE_ROWS]
rows += [(good, "playlist", SITE, changed(PLAYLIST, path, value)) for good, path, value in PLAYLIST_ROWS]
rows += [(good, "playlist", SITE, {"slides": [changed(slide, path, value)]}) for good, slide, path, value in SLIDE_ROWS]
rows += of_each_kind(SCHEMAS["playlist"].schema)
wrong = 0
with tempfile.TemporaryDirectory() as folder:
    judged = judge(folder, [(site, playlist) for _, _, site, playlist in rows])
    for (good, kind, site, playlist), words in zip(rows, judged):
        document = site if kind == "site" else playlist
        errors = [error.message for error in SCHEMAS[kind].iter_errors(document)]
        if (not errors) != good or (not words) != good:
            wrong += 1
            print(f"should be {'good' if good else 'bad'}: {json.dumps(document)}\n  schema: {errors}\n  check: {words}")
for name in sorted(os.listdir(f"{source}/playlists")):
    if name.endswith(".json") and not name.endswith(".schema.json"):
        with open(f"{source}/playlists/{name}", encoding="utf-8") as file:
            document = json.load(file)
        for error in SCHEMAS["site" if name == "site.json" else "playlist"].iter_errors(document):
            wrong += 1
            print(f"playlists/{name}: {error.json_path}: {error.message}")
print(f"{len(rows)} documents, {wrong} judged wrongly")
sys.exit(1 if wrong else 0)
