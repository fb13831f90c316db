import assert from "node:assert/strict";
import { test } from "node:test";
import { back, forward, record, start } from "../../../../kiosk/desk/web/src/model/undo";

test("typing in one field without a pause is one step", () => {
    let undo = start("");
    undo = record(undo, "H", "headline/da", 1000);
    undo = record(undo, "He", "headline/da", 1400);
    undo = record(undo, "Hej", "headline/da", 2800);
    assert.equal(back(undo).now, "");
    undo = record(undo, "Hej!", "headline/da", 9000);
    assert.equal(back(undo).now, "Hej", "after a pause it is another");
});
test("another field is another step", () => {
    const undo = record(record(start("0"), "1", "a", 0), "2", "b", 1);
    assert.equal(back(undo).now, "1");
    assert.equal(back(back(undo)).now, "0");
});
test("forward goes where back came from, until something new is done", () => {
    const undo = back(record(record(start("0"), "1", "a", 0), "2", "b", 1));
    assert.equal(forward(undo).now, "2");
    assert.equal(forward(record(undo, "3", "", 2)).now, "3");
});
test("at either end nothing happens", () => {
    const undo = start("0");
    assert.equal(back(undo), undo);
    assert.equal(forward(undo), undo);
});
