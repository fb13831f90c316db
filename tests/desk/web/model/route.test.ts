import assert from "node:assert/strict";
import { test } from "node:test";
import { proof } from "../../../../kiosk/desk/web/src/model/proof";
import type { Device, Screen } from "../../../../kiosk/desk/web/src/api/types";
import { href, read } from "../../../../kiosk/desk/web/src/state/route";

test("an address leads back to where it was made", () => {
    const parts = ["slide", "playlists/raadhus.json", "a b"];
    assert.deepEqual(read(href(parts, { kind: "text", none: undefined })), { parts, query: { kind: "text" } });
    assert.deepEqual(read(""), { parts: [], query: {} });
    assert.deepEqual(read("#/"), { parts: [], query: {} });
});

const condition = { group: null, width: 1, height: 1, rotate: 0, state: "ok" as const, words: {} };
const screen = (generations: (string | undefined)[], more: Partial<Screen> = {}): Screen => {
    const devices = generations.map((generation, id): Device => ({ ...condition, id, enrolled: "", key: "", ...(generation ? { generation } : {}) }));
    return { ...condition, id: "a", name: {}, enrolled: devices.length > 0, devices, ...more };
};
test("a publication is on a screen when the screen says so, and only then", () => {
    const published = { epoch: 1, seq: 7 };
    const counts: [string, Screen, number, number][] = [
        ["has it", screen(["1.7"]), 1, 1],
        ["has an older one", screen(["1.6"]), 0, 1],
        ["has said nothing", screen([undefined]), 0, 1],
        ["has it, and something else is the matter", screen(["1.7"], { state: "warn" }), 1, 1],
        ["one of its two devices has it", screen(["1.7", "1.6"]), 0, 1],
        ["both have it", screen(["1.7", "1.7"]), 1, 1],
        ["no device is not waited for", screen([]), 0, 0],
        ["another screen is not waited for", screen(["1.7"], { id: "b" }), 0, 0],
    ];
    for (const [why, one, there, all] of counts) {
        const found = proof([one], ["a"], published);
        assert.deepEqual([found.there.length, found.all.length], [there, all], why);
    }
});
