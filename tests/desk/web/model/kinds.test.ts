import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { COMMON, KINDS, isWhole, worthSaying } from "../../../../kiosk/desk/web/src/model/kinds";
import { TEXTS } from "./words";

const root = process.env["ROOT"]!;
const schema = JSON.parse(fs.readFileSync(`${root}/playlists/playlist.schema.json`, "utf8"));
const header = fs.readFileSync(`${root}/kiosk/core/site/slide_kinds.h`, "utf8");

test("the form knows the kinds of the player, and no others", () => {
    const known = [...header.matchAll(/^ {4}X\((\w+), \w+\)/gm)].map((match) => match[1]);
    assert.ok(known.length > 0);
    assert.deepEqual(KINDS.map((kind) => kind.name).sort(), known.sort());
});
/** What has a place of its own in the form, or is left as people wrote it. */
const ELSEWHERE = ["id", "type", "when", "source", "evergreen", "headline", "every_seconds", "alarm", "house", "captions", "fit", "focus", "loops", "from_seconds", "to_seconds", "alt", "credit"];
for (const kind of KINDS)
    test(`${kind.name}: each member of the schema has a field, and each field is in the schema`, () => {
        const { properties: special, required, oneOf } = schema.$defs[`${kind.name}_slide`];
        const properties = { ...schema.$defs.slide.properties, ...special };
        const keys = [...kind.fields, ...COMMON].map((field) => field.key);
        assert.deepEqual(keys.filter((key) => !(key in properties)), []);
        assert.deepEqual(Object.keys(properties).filter((key) => !keys.includes(key) && !ELSEWHERE.includes(key)), []);
        for (const field of [...kind.fields, ...COMMON]) {
            const { $ref, ...own } = properties[field.key];
            const rule = { ...($ref ? schema.$defs[$ref.replace("#/$defs/", "")] : {}), ...own };
            if (field.as === "choice") assert.deepEqual([...field.options].sort(), [...rule.enum].sort(), field.key);
            if (field.as === "choice" || field.as === "number") assert.equal(field.fallback, rule.default, field.key);
            if (field.as === "number" && rule.minimum !== undefined) assert.deepEqual([field.min, field.max], [rule.minimum, rule.maximum], field.key);
        }
        const needed = kind.fields.filter((field) => "required" in field && field.required).map((field) => field.key);
        assert.deepEqual(needed, required ?? oneOf?.[0].required);
    });
test("kinds, fields and choices have words", () => {
    const keys = KINDS.flatMap((kind) => [`kind.${kind.name}`, `kind.${kind.name}.lead`]);
    for (const field of [...KINDS.flatMap((kind) => [...kind.fields]), ...COMMON]) {
        keys.push(`field.${field.key}`);
        if (field.as === "choice") keys.push(...field.options.map((option) => `choice.${field.key}.${option}`));
    }
    assert.deepEqual(keys.filter((key) => !TEXTS["da"]![key] || !TEXTS["en"]![key]), []);
});

const found = (code: string) => ({ file: "playlists/a.json", line: 1, column: 1, severity: "warning" as const, code, text: {} });
test("a slide is whole once what its kind needs is filled in, and only then is told of its source", () => {
    const empty = { id: "a", type: "text" }, whole = { ...empty, headline: { da: "Sommerfest" } };
    assert.deepEqual([empty, { ...empty, headline: {} }, whole, { id: "b", type: "events", feeds: [] }, { id: "b", type: "events", feeds: ["c"] }].map(isWhole), [false, false, true, false, true]);
    const findings = ["missing", "no-source", "no-address"].map(found);
    assert.deepEqual(worthSaying(findings, empty, true).map((one) => one.code), ["no-address"]);
    assert.deepEqual(worthSaying(findings, empty, false).map((one) => one.code), ["missing", "no-address"]);
    assert.deepEqual(worthSaying(findings, whole, true), findings);
});
