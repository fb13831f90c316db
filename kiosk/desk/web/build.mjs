/**
 * Builds the page: node build.mjs [OUT]. Written are index.html, the forms that need no script, the script and what it shares with
 * the part that is loaded later, that part (pages/keeping.ts), one file of words a language, of which a browser loads one, and one
 * sheet, named by their hashes. The same sources give the same bytes.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { FORM_PAGES, formPage, indexPage } from "./pages.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, "../../../build/desk-page"));

/** The files that come of it, the entry's own first. */
async function bundle(entry, options = {}) {
    // where it is written to is not told: names must not depend on that
    const built = await build({ absWorkingDir: here, entryPoints: [entry], bundle: true, minify: true, write: false, outdir: "assets", legalComments: "none", logLevel: "warning", ...options });
    return built.outputFiles;
}

/** As esbuild names scripts by their content, and as the server knows them for what never changes: desk-4LQXJ2TA.js. */
function hashOf(bytes) {
    return [...createHash("sha256").update(bytes).digest().subarray(0, 8)].map((byte) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[byte % 32]).join("");
}

function named(stem, ending, bytes) {
    const name = `assets/${stem}-${hashOf(bytes)}.${ending}`;
    fs.writeFileSync(path.join(out, name), bytes);
    return `/${name}`;
}

/** Sources and words as they are bundled: a key that is only ever written whole is a number in both, which is a tenth of what is sent. */
function numbered(texts) {
    const folder = path.join(here, "src");
    const code = fs.readdirSync(folder, { recursive: true }).filter((name) => /\.tsx?$/.test(name)).map((name) => fs.readFileSync(path.join(folder, name), "utf8")).join("\n");
    const begun = [...code.matchAll(/`([\w.]+)\$\{/g)].map((found) => found[1]); // `kind.${type}`: these are put together
    const whole = Object.keys(texts.en).sort().filter((key) => key.includes(".") && code.includes(`"${key}"`) && !begun.some((start) => key.startsWith(start)));
    const numbers = new Map(whole.map((key, number) => [key, String(number)]));
    const inCode = (text) => text.replace(/"([a-z_]+\.[a-z_.]+)"/g, (literal, key) => (numbers.has(key) ? `"${numbers.get(key)}"` : literal));
    const inWords = (words) => JSON.stringify(Object.fromEntries(Object.entries(words).map(([key, text]) => [numbers.get(key) ?? key, text])));
    const load = async ({ path: file }) => {
        const text = fs.readFileSync(file, "utf8");
        return file.endsWith(".json") ? { contents: `export default ${inWords(JSON.parse(text))}`, loader: "js" } : { contents: inCode(text), loader: file.endsWith("x") ? "tsx" : "ts" };
    };
    return { name: "numbered", setup: (bundling) => bundling.onLoad({ filter: /[/\\]src[/\\].*\.(tsx?|json)$/ }, load) };
}

const texts = Object.fromEntries(["da", "en"].map((language) => [language, JSON.parse(fs.readFileSync(path.join(here, `src/texts/${language}.json`), "utf8"))]));
const [scripts, [sheet]] = await Promise.all([
    bundle("src/main.tsx", { format: "esm", splitting: true, entryNames: "desk-[hash]", chunkNames: "[name]-[hash]", target: "es2022", jsx: "automatic", jsxImportSource: "preact", plugins: [numbered(texts)] }),
    bundle("src/style/desk.css", { target: ["chrome115", "firefox115", "safari16.4"] }),
]);
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(path.join(out, "assets"), { recursive: true });
for (const file of scripts) fs.writeFileSync(path.join(out, "assets", path.basename(file.path)), file.contents);
const parts = [...scripts[0].text.matchAll(/from"\.\/([\w.-]+)"/g)].map((found) => `/assets/${found[1]}`); // asked for at once, not one after the other
const files = { script: `/assets/${path.basename(scripts[0].path)}`, parts, sheet: named("desk", "css", sheet.contents) };
fs.writeFileSync(path.join(out, "index.html"), indexPage(texts, files));
for (const [name, what] of Object.entries(FORM_PAGES)) fs.writeFileSync(path.join(out, name), formPage(texts, files, what));
