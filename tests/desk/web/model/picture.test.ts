import assert from "node:assert/strict";
import { test } from "node:test";
import type { Media } from "../../../../kiosk/desk/web/src/api/types";
import { languagesOf } from "../../../../kiosk/desk/web/src/model/kinds";
import { type Point, moved, pictureOf } from "../../../../kiosk/desk/web/src/model/picture";

const MOVES: [string, Point, string, boolean, Point | null][] = [
    ["a step to the left", [50, 50], "ArrowLeft", false, [49, 50]],
    ["a long one down", [50, 50], "ArrowDown", true, [50, 60]],
    ["never over an edge", [95, 3], "ArrowRight", true, [100, 3]],
    ["nor over the other", [95, 3], "ArrowUp", true, [95, 0]],
    ["other keys are not taken", [50, 50], "Tab", false, null],
];
for (const [why, from, key, far, to] of MOVES) test(`focus: ${why}`, () => assert.deepEqual(moved(from, key, far), to));

test("a slide takes over what is known of a picture, and keeps its own crop", () => {
    const media: Media = { asset: "assets/kor.jpg", hash: "0", alt: { da: "Et kor" }, focus: [30, 40] };
    assert.deepEqual(pictureOf(media, { asset: "assets/lake.svg", fit: "contain", focus: [1, 2], alt: { da: "En sø" } }), {
        asset: "assets/kor.jpg", fit: "contain", focus: [30, 40], alt: { da: "Et kor" },
    });
    assert.deepEqual(pictureOf({ asset: "assets/kor.jpg", hash: "0" }), { asset: "assets/kor.jpg" });
});

test("a slide's languages are those it is restricted to, in the page's order", () => {
    const slide = { id: "a", type: "text" };
    assert.deepEqual(languagesOf(slide, ["da", "en"]), ["da", "en"]);
    assert.deepEqual(languagesOf({ ...slide, languages: ["en", "uk"] }, ["da", "en"]), ["en"]);
    assert.deepEqual(languagesOf({ ...slide, languages: ["uk"] }, ["da", "en"]), ["da", "en"], "none of the site's: the check says so");
});
