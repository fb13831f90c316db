import assert from "node:assert/strict";
import { test } from "node:test";
import { proof } from "../../../../kiosk/desk/web/src/model/proof";
import type { Screen } from "../../../../kiosk/desk/web/src/api/types";
import { href, read } from "../../../../kiosk/desk/web/src/state/route";

test("an address leads back to where it was made", () => {
    const parts = ["slide", "playlists/raadhus.json", "a b"];
    assert.deepEqual(read(href(parts, { kind: "text", none: undefined })), { parts, query: { kind: "text" } });
    assert.deepEqual(read(""), { parts: [], query: {} });
    assert.deepEqual(read("#/"), { parts: [], query: {} });
});

const screen = (more: Partial<Screen>): Screen => ({ id: "a", name: {}, group: null, width: 1, height: 1, state: "ok", words: {}, enrolled: true, generation: "1.7", ...more });
test("a publication is on a screen when the screen says so, and only then", () => {
    const published = { epoch: 1, seq: 7 };
    const counts: [string, Screen, number, number][] = [
        ["has it", screen({}), 1, 1],
        ["by number alone", screen({ generation: 7 }), 1, 1],
        ["has an older one", screen({ generation: "1.6" }), 0, 1],
        ["has it, but is in trouble", screen({ state: "warn" }), 0, 1],
        ["no device is not waited for", screen({ enrolled: false }), 0, 0],
        ["another screen is not waited for", screen({ id: "b" }), 0, 0],
    ];
    for (const [why, one, there, all] of counts) {
        const found = proof([one], ["a"], published);
        assert.deepEqual([found.there, found.all], [there, all], why);
    }
});
