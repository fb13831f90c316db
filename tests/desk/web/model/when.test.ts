import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn as say } from "./words";
import { type Chip, CHIPS, type When, chipOf, firstMoment, isOver, ofChip, sayWhen } from "../../../../kiosk/desk/web/src/model/when";
import { asTime } from "../../../../kiosk/desk/web/src/model/time";

for (const [typed, time] of [["9", "09:00"], ["9.30", "09:30"], ["13:05", "13:05"], ["0930", "09:30"], ["930", "09:30"], [" 23:59 ", "23:59"], ["0", "00:00"]] as const)
    test(`a time of day as people type it: ${typed}`, () => assert.equal(asTime(typed), time));
for (const typed of ["", "24", "9:60", "13:3", "kl. 9", "9 pm", "123456"])
    test(`no time of day: "${typed}"`, () => assert.equal(asTime(typed), null));

const TODAY = "2026-11-29"; // a Sunday

const SENTENCES: [string, When | undefined, string, string][] = [
    ["nothing said is always", undefined, "altid", "always"],
    ["one day with hours", { from: "2026-11-30T09:00", to: "2026-11-30T16:00" }, "i morgen kl. 9–16", "tomorrow 9:00–16:00"],
    ["half hours", { from: "2026-11-29T09:30", to: "2026-11-29T16:05" }, "i dag kl. 9.30–16.05", "today 9:30–16:05"],
    ["a span of days", { from: "2026-12-01", to: "2026-12-24" }, "fra 1. dec. til 24. dec.", "from 1 Dec to 24 Dec"],
    ["another year is said", { to: "2027-01-02" }, "til 2. jan. 2027", "until 2 Jan 2027"],
    ["neighbouring weekdays", { weekdays: ["mon", "tue", "wed", "thu", "fri"], hours: [["09:00", "12:00"], ["13:00", "16:00"]], holidays: "never" }, "man–fre kl. 9–12 og 13–16, ikke på helligdage", "Mon–Fri 9:00–12:00 and 13:00–16:00, not on public holidays"],
    ["single weekdays", { weekdays: ["tue", "thu"] }, "tirs og tors", "Tue and Thu"],
    ["hours alone are every day", { hours: [["22:00", "02:00"]] }, "hver dag kl. 22–2", "every day 22:00–2:00"],
    ["only on holidays", { holidays: "only" }, "kun på helligdage", "on public holidays only"],
    ["when offices are open", { weekdays: ["sat", "sun"], holidays: "open" }, "lør og søn, ikke når kontorerne har lukket", "Sat and Sun, not when offices are closed"],
    ["when offices are closed", { holidays: "closed" }, "kun når kontorerne har lukket", "only when offices are closed"],
    ["a pause", { except: [["2026-12-20", "2026-12-22"]] }, "undtagen 20. dec.–22. dec.", "except 20 Dec–22 Dec"],
    ["days by name", { named_days: ["christmas-eve"], hours: [["12:00", "24:00"]] }, "på visse dage kl. 12–24", "on certain days 12:00–24:00"],
    ["holidays as any day", { holidays: "any", weekdays: ["tue"] }, "tirs", "Tue"],
    ["exceptions", { dates: ["2026-12-10", ["2026-12-20", "2026-12-22"]], except: ["2026-12-21"] }, "10. dec., 20. dec.–22. dec., undtagen 21. dec.", "10 Dec, 20 Dec–22 Dec, except 21 Dec"],
];
for (const [why, when, da, en] of SENTENCES)
    test(`sentence: ${why}`, () => {
        assert.equal(sayWhen(when, "da", TODAY, say("da")), da);
        assert.equal(sayWhen(when, "en", TODAY, say("en")), en);
    });

const MOMENTS: [string, When | undefined, string, string | null][] = [
    ["always is now", undefined, "2026-11-29T10:00", "2026-11-29T10:00"],
    ["a span that begins later", { from: "2026-11-30T09:00", to: "2026-11-30T16:00" }, "2026-11-29T10:00", "2026-11-30T09:00"],
    ["within a span", { from: "2026-11-29T09:00", to: "2026-11-29T16:00" }, "2026-11-29T10:00", "2026-11-29T10:00"],
    ["a span that is over", { from: "2026-11-29T09:00", to: "2026-11-29T10:00" }, "2026-11-29T10:00", null],
    ["a bare last day lasts until its end", { to: "2026-11-29" }, "2026-11-29T23:59", "2026-11-29T23:59"],
    ["the next weekday", { weekdays: ["wed"], hours: [["09:00", "12:00"]] }, "2026-11-29T10:00", "2026-12-02T09:00"],
    ["later today", { hours: [["13:00", "16:00"]] }, "2026-11-29T10:00", "2026-11-29T13:00"],
    ["hours over midnight", { hours: [["22:00", "02:00"]] }, "2026-11-29T23:00", "2026-11-29T23:00"],
    ["not on an excepted day", { from: "2026-11-29", to: "2026-12-01", except: ["2026-11-29"] }, "2026-11-29T10:00", "2026-11-30T00:00"],
    ["dates that have passed", { dates: ["2026-11-28"] }, "2026-11-29T10:00", null],
];
for (const [why, when, now, first] of MOMENTS)
    test(`first moment: ${why}`, () => {
        assert.equal(firstMoment(when, now), first);
        assert.equal(isOver(when, now), first === null);
    });

test("a chip is recognised again in what it wrote", () => {
    assert.equal(chipOf({ except: ["2026-12-24"] }, TODAY), "always", "but for a pause");
    for (const chip of CHIPS) assert.equal(chipOf(ofChip(chip, TODAY), TODAY), chip satisfies Chip);
});
