import assert from "node:assert/strict";
import { test } from "node:test";
import type { Conflict, Op, Site } from "../../../../kiosk/desk/web/src/api/types";
import { type Edited, type State, copyOf, fieldOf, isChanged, operations, rebase, reorder, resume } from "../../../../kiosk/desk/web/src/model/edit";
import { at, put, slidePath, step, unstep, withinSlide } from "../../../../kiosk/desk/web/src/model/path";
import { SITE_FILE, screensOf } from "../../../../kiosk/desk/web/src/model/place";
import { type Slide, apply, changes, freshId, words } from "../../../../kiosk/desk/web/src/model/slide";

const FILE = "playlists/raadhus.json";
const WELCOME: Slide = { id: "welcome", type: "text", headline: { en: "Welcome", da: "Velkommen" }, picture: { asset: "assets/lake.svg", focus: [50, 50] } };
const site = {
    name: {}, languages: ["en", "da"], time_zone: "Europe/Copenhagen", feeds: {},
    screens: {
        raadhus: { name: {}, zones: { main: [FILE, "playlists/both.json"] } },
        bibliotek: { name: {}, zones: { main: ["playlists/both.json"], side: ["playlists/side.json"] } },
    },
} satisfies Site;

const CHANGES: [string, (slide: Slide) => Slide, Omit<Op, "file">[]][] = [
    ["nothing changed is no operation", (slide) => ({ ...slide }), []],
    ["one language alone", (slide) => put(slide, ["headline", "da"], "Hej"), [{ path: "/slides[id=welcome]/headline/da", op: "set", value: "Hej" }]],
    ["an emptied text goes", (slide) => put(slide, ["headline", "en"], undefined), [{ path: "/slides[id=welcome]/headline/en", op: "remove" }]],
    ["the last language takes the field along", (slide) => put(put(slide, ["headline", "en"], undefined), ["headline", "da"], undefined), [{ path: "/slides[id=welcome]/headline", op: "remove" }]],
    ["a new field comes whole", (slide) => put(slide, ["body", "da"], "Kom"), [{ path: "/slides[id=welcome]/body", op: "set", value: { da: "Kom" } }]],
    ["a list is one leaf", (slide) => put(slide, ["picture", "focus"], [10, 50]), [{ path: "/slides[id=welcome]/picture/focus", op: "set", value: [10, 50] }]],
    ["names are written as json_edit reads them", (slide) => put(slide, ["a/b[c]~"], 1), [{ path: "/slides[id=welcome]/a~1b~2c~3~0", op: "set", value: 1 }]],
];
for (const [why, change, ops] of CHANGES)
    test(`changes: ${why}`, () => {
        const after = change(WELCOME);
        const made = changes(WELCOME, after, FILE);
        assert.deepEqual(made, ops.map((op) => ({ file: FILE, ...op })));
        assert.deepEqual(apply(WELCOME, made), after);
        assert.deepEqual(WELCOME.headline, { en: "Welcome", da: "Velkommen" }, "what was there is left alone");
    });

test("paths: names go there and back", () => {
    for (const name of ["headline", "~", "a/b", "[x]", "~1", "=ø"]) assert.equal(unstep(step(name)), name);
    assert.deepEqual(withinSlide(slidePath("a", ["headline", "da"]), "a"), ["headline", "da"]);
    assert.equal(withinSlide("/slides[id=ab]/headline", "a"), null);
    assert.equal(fieldOf("/slides[id=a]/when", "a"), "when");
    assert.equal(at(WELCOME, ["headline", "da", "deeper"]), undefined);
});

const edited = (more: Partial<Edited> = {}): Edited => ({ file: FILE, id: "welcome", base: 7, original: WELCOME, screensBefore: ["raadhus"], placed: null, ...more });
const state = (more: Partial<State> = {}): State => ({ slide: WELCOME, screens: ["raadhus"], ...more });
const MOVED: Op[] = [
    { file: FILE, path: "/slides[id=welcome]", op: "remove" },
    { file: "playlists/both.json", path: "/slides[-]", op: "insert", value: WELCOME },
];

test("operations: a new slide is put in whole, behind what makes its playlist", () => {
    const made: Op = { file: "playlists/new.json", path: "", op: "set", value: { slides: [] } };
    const ops = operations(edited({ original: null, placed: { file: "playlists/new.json", ops: [made] } }), state());
    assert.deepEqual(ops, [made, { file: "playlists/new.json", path: "/slides[-]", op: "insert", value: WELCOME }]);
});
test("operations: a slide that moves takes its newest texts along", () => {
    const slide = put(WELCOME, ["headline", "da"], "Hej");
    const ops = operations(edited({ placed: { file: "playlists/both.json", ops: MOVED } }), state({ slide, screens: ["raadhus", "bibliotek"] }));
    assert.deepEqual(ops, [MOVED[0], { ...MOVED[1], value: slide }]);
});
test("operations: a slide that moves keeps its when, which the desk leaves to the page", () => {
    const when: Op = { file: "playlists/both.json", path: "/slides[id=welcome]/when", op: "remove" };
    const slide = put(WELCOME, ["when"], { weekdays: ["mon"] });
    const ops = operations(edited({ placed: { file: "playlists/both.json", ops: [...MOVED, when] } }), state({ slide, screens: ["raadhus", "bibliotek"] }));
    assert.deepEqual(ops, [MOVED[0], { ...MOVED[1], value: slide }]);
});
test("changed: by text, by screens, by being new; not otherwise", () => {
    assert.equal(isChanged(edited(), state()), false);
    assert.equal(isChanged(edited(), state({ screens: [] })), true);
    assert.equal(isChanged(edited({ original: null }), state()), true);
});

const draft = (ops: Op[]) => ({ file: FILE, slide: "welcome", base: 7, ops, at: "" });
test("resume: what a draft says is what was edited", () => {
    const slide = put(WELCOME, ["headline", "da"], "Hej");
    const cases: [string, Edited, State][] = [
        ["a text", edited(), state({ slide })],
        ["moved to both screens", edited({ placed: { file: "playlists/both.json", ops: MOVED } }), state({ slide, screens: ["raadhus", "bibliotek"] })],
        ["new", edited({ original: null, screensBefore: [], placed: { file: FILE, ops: [] } }), state({ slide })],
    ];
    for (const [why, before, then] of cases) {
        const ops = operations(before, then);
        const back = resume(draft(ops), before.original, site);
        assert.ok(back, why);
        assert.deepEqual(back.state, then, why);
        assert.deepEqual(operations(back.edited, back.state), ops, why);
    }
});
test("resume: a slide that somebody deleted cannot be gone on with", () => {
    assert.equal(resume(draft(changes(WELCOME, put(WELCOME, ["headline", "da"], "Hej"), FILE)), null, site), null);
});

test("rebase: mine stays where nobody else was, and where I chose it", () => {
    const mine = put(put(WELCOME, ["headline", "da"], "Min"), ["headline", "en"], "Mine");
    const theirs = put(put(WELCOME, ["headline", "da"], "Deres"), ["picture", "focus"], [1, 2]);
    const conflict: Conflict = { file: FILE, path: "/slides[id=welcome]/headline/da", base: "Velkommen", mine: "Min", theirs: "Deres", by: "Ole", when: "" };
    const kept = rebase(edited(), state({ slide: mine }), theirs, 9, [conflict], () => "mine");
    assert.deepEqual(kept.state.slide.headline, { da: "Min", en: "Mine" });
    assert.deepEqual(kept.state.slide.picture, theirs.picture);
    assert.equal(kept.edited.base, 9);
    const given = rebase(edited(), state({ slide: mine }), theirs, 9, [conflict], () => "theirs");
    assert.deepEqual(given.state.slide.headline, { da: "Deres", en: "Mine" });
    const third = rebase(edited(), state({ slide: mine }), theirs, 9, [conflict], () => ({ third: "Fælles" }));
    assert.deepEqual(third.state.slide.headline, { da: "Fælles", en: "Mine" });
});

test("place: screens of a playlist, also of one that the operations bring there", () => {
    assert.deepEqual(screensOf("playlists/both.json", site), ["raadhus", "bibliotek"]);
    const ops: Op[] = [{ file: SITE_FILE, path: "/screens/bibliotek/zones/main[-]", op: "insert", value: "playlists/new.json" }];
    assert.deepEqual(screensOf("playlists/new.json", site, ops), ["bibliotek"]);
    assert.deepEqual(screensOf("playlists/nowhere.json", site), []);
});

const ORDERS: [string, number, number, string | undefined][] = [
    ["up", 2, 1, "/slides[id=b]"],
    ["down", 0, 1, "/slides[id=c]"],
    ["to the end", 0, 2, "/slides[-]"],
    ["beyond the end is nothing", 2, 3, undefined],
    ["to where it is is nothing", 1, 1, undefined],
];
for (const [why, from, to, place] of ORDERS)
    test(`reorder: ${why}`, () => {
        const { ops, ids } = reorder(FILE, ["a", "b", "c"], from, to);
        assert.equal(ops[0]?.to, place);
        assert.equal(ids.indexOf(["a", "b", "c"][from]!), place ? to : from);
    });

test("a copy stands behind its model under another id", () => {
    const id = freshId("welcome-ab12", () => 0.5);
    assert.match(id, /^welcome-[0-9a-z]{4}$/);
    assert.deepEqual(copyOf(FILE, WELCOME, id), { file: FILE, path: "/slides[id=welcome]+", op: "insert", value: { ...WELCOME, id } });
    assert.ok(freshId("x".repeat(60)).length <= 40);
});
test("words as people count them", () => {
    for (const [text, count] of [["", 0], ["Hej", 1], ["Hej · Tak", 2], ["S‑tog på 5 minutter", 4]] as const) assert.equal(words(text), count, text);
});
