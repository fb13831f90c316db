import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import DEEDS from "../../../../kiosk/desk/web/src/texts/log.json" with { type: "json" };
import { TEXTS } from "./words";

const page = path.join(process.env["ROOT"]!, "kiosk/desk/web");
const sources = (folder: string): string[] =>
    fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(path.join(folder, entry.name)) : /\.(tsx?|mjs)$/.test(entry.name) ? [path.join(folder, entry.name)] : []));
const code = [...sources(path.join(page, "src")), path.join(page, "pages.mjs")].map((file) => fs.readFileSync(file, "utf8")).join("\n");
const holes = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

test("each text is there in both languages, with the same holes and forms", () => {
    const { da, en } = TEXTS as { da: Record<string, string>; en: Record<string, string> };
    assert.deepEqual(Object.keys(da), Object.keys(en));
    for (const key of Object.keys(da)) {
        assert.ok(da[key]!.trim() && en[key]!.trim(), key);
        assert.deepEqual(holes(da[key]!), holes(en[key]!), key);
        assert.equal(da[key]!.split("|").length, en[key]!.split("|").length, key);
    }
});
test("each deed of the log has words, and no other", () => {
    const data = path.join(process.env["ROOT"]!, "kiosk/desk/data");
    const server = fs.readdirSync(data).filter((name) => name.endsWith(".c")).map((name) => fs.readFileSync(path.join(data, name), "utf8")).join("\n");
    const calls = [...server.matchAll(/\b(?:audit_write|note|change_end)\([^;]*;/g)].map((match) => match[0]).join("\n") + /revision_kind|kinds\[\] = \{[^;]*;/.exec(server)![0];
    const deeds = [...calls.matchAll(/"([a-z][a-z -]+)"/g)].map((match) => match[1]!).filter((word) => word !== "nobody");
    assert.deepEqual([...new Set(deeds)].sort(), Object.keys(DEEDS).sort());
    for (const { da, en } of Object.values(DEEDS)) assert.ok(da && en && da !== en);
});
test("no text is left over", () => {
    // "kind.${name}.lead" in the code stands for all that fit
    const patterns = [...code.matchAll(/`([a-z_]+\.(?:[a-z_.]|\$\{[^}`]*\}|\[[^\]]*\])*)`/g)].map((match) => new RegExp(`^${match[1]!.replaceAll(".", "\\.").replace(/\$\{[^}]*\}/g, "[a-z_.-]+")}$`));
    const used = (key: string) => code.includes(`"${key}"`) || code.includes(`.${key}`) || patterns.some((pattern) => pattern.test(key));
    assert.deepEqual(Object.keys(TEXTS["da"]!).filter((key) => !used(key)), []);
});
test("no words stand in the code", () => {
    const words = [...code.matchAll(/>\s*([A-ZÆØÅ][a-zæøå]+(?: [a-zæøå]+)*)\s*<\//g)].map((match) => match[1]);
    assert.deepEqual(words, []);
});
