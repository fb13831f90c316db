import assert from "node:assert/strict";
import { test } from "node:test";
import { asDated, asWeekly, changed, freshMeeting, freshRoom, isDated, meetingsOf, roomsOf, usesRoom } from "../../../../kiosk/desk/web/src/model/meetings";
import type { Slide } from "../../../../kiosk/desk/web/src/model/slide";

const slide = {
    id: "m", type: "meetings",
    rooms: { "room-1": { name: { da: "Sal" } }, hall: { name: { da: "Hal" }, spot: "hall" } },
    meetings: [{ room: "hall", title: { da: "Kor" }, host: { da: "Klubben" }, when: { dates: ["2026-12-01"], hours: [["17:00", "19:00"]] } }, 7],
} as unknown as Slide;

test("what is no meeting keeps its place, what is no room is none", () => {
    assert.deepEqual(meetingsOf(slide).map((one) => one["room"]), ["hall", undefined]);
    assert.deepEqual(roomsOf(slide).map(([id]) => id), ["room-1", "hall"]);
    assert.deepEqual([roomsOf({ id: "m", type: "meetings", rooms: [] }), meetingsOf({ id: "m", type: "meetings" })], [[], []]);
});
test("a room has a name of its own, and goes only while nobody meets in it", () => {
    assert.equal(freshRoom(slide), "room-2");
    assert.equal(freshRoom({ id: "m", type: "meetings" }), "room-1");
    assert.deepEqual(["hall", "room-1"].map((id) => usesRoom(slide, id)), [true, false]);
});
test("a change leaves the other meetings as they are", () => {
    const list = meetingsOf(slide);
    const after = changed(list, 0, ["title", "en"], "Choir");
    assert.deepEqual(after[0]!["title"], { da: "Kor", en: "Choir" });
    assert.equal(after[1], list[1]);
    assert.deepEqual(list[0]!["title"], { da: "Kor" });
});
test("of a private meeting neither title nor host is kept", () => {
    const [hidden] = changed(meetingsOf(slide), 0, ["private"], true);
    assert.deepEqual(hidden, { room: "hall", when: { dates: ["2026-12-01"], hours: [["17:00", "19:00"]] }, private: true });
    const [open] = changed([hidden!], 0, ["private"], undefined);
    assert.equal(open!["private"], undefined);
});
test("a new meeting is today, in the first room; its hours stay when it becomes weekly", () => {
    const fresh = freshMeeting(slide, "2026-12-03");
    assert.deepEqual(fresh, { room: "room-1", when: { dates: ["2026-12-03"], hours: [["09:00", "10:00"]] } });
    const dated = { dates: ["2026-12-01"], hours: [["17:00", "19:00"]] as [string, string][] };
    assert.deepEqual([isDated(dated), isDated(asWeekly(dated)), isDated(undefined), isDated({ ...dated, from: "2026-01-01" })], [true, false, false, false]);
    assert.deepEqual(asWeekly(dated), { weekdays: ["mon"], hours: [["17:00", "19:00"]] });
    assert.deepEqual(asDated(asWeekly(dated), "2026-12-03"), { dates: ["2026-12-03"], hours: [["17:00", "19:00"]] });
});
