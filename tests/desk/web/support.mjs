/** The desk and the browser for a test: started on loopback, ended with it. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { amiss, callOf, readCalls } from "./contract.mjs";
import { realDesk, realScreen } from "./real.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
export const root = path.resolve(here, "../../..");
const require = createRequire(path.join(root, "kiosk/desk/web/package.json"));
export const { chromium } = require("playwright-core");
export const { AxeBuilder } = require("@axe-core/playwright");
export const PAGE = process.env.DESK_PAGE ?? path.join(root, "build/desk-page");
export const PASSWORD = "tre tilfældige ord";

/** The longest that a screen may take to fetch a site and make its pictures ready, where many others work on the machine, too; in ms. */
export const SCREEN_MS = 300000;

/** The folder of the real programs, when it is them that are tried and not the stand-in. */
export const PROGRAMS = process.env.DESK_PROGRAMS;

/** A desk over the default site, or, of the stand-in, as `options` say. */
export async function desk(options = []) {
    if (PROGRAMS) return realDesk({ programs: PROGRAMS, site: root, page: PAGE, password: PASSWORD });
    const kioskctl = process.env.KIOSKCTL;
    const args = [path.join(here, "stand-in/server.mjs"), "--site", root, "--page", PAGE, ...(kioskctl ? ["--kioskctl", kioskctl] : []), ...options];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const address = await new Promise((resolve, reject) => {
        child.stdout.once("data", (line) => resolve(String(line).trim()));
        child.once("exit", (code) => reject(new Error(`the stand-in ended with ${code}`)));
    });
    return {
        address,
        stop: () => new Promise((resolve) => {
            child.removeAllListeners("exit");
            child.once("exit", resolve);
            child.kill("SIGTERM");
        }),
    };
}

/** An address that did not answer on 29 November 2026, to the stand-in; the real desk is told so. */
export const SILENT = "https://svarer-ikke.example/";

/** The real desk over https, and a real screen that wants to be let in by it; needs PROGRAMS. */
export const secureDesk = () => realDesk({ programs: PROGRAMS, site: root, page: PAGE, password: PASSWORD, tls: true });
export const screen = (desk, more = {}) => realScreen({ programs: PROGRAMS, desk, limit: SCREEN_MS, ...more });

/** A site without slides. */
export function emptySite() {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-empty-"));
    fs.mkdirSync(path.join(folder, "playlists"));
    fs.mkdirSync(path.join(folder, "assets"));
    const site = JSON.parse(fs.readFileSync(path.join(root, "playlists/site.json"), "utf8"));
    site.screens = Object.fromEntries(Object.entries(site.screens).map(([id, screen]) => [id, { ...screen, zones: { main: [] } }]));
    fs.writeFileSync(path.join(folder, "playlists/site.json"), JSON.stringify(site));
    fs.cpSync(path.join(root, "assets/lake.svg"), path.join(folder, "assets/lake.svg"));
    return folder;
}

export const launch = () =>
    chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", env: { ...process.env, LANGUAGE: "da", LC_ALL: "da_DK.UTF-8" }, args: ["--lang=da", "--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"] });

/** What calls.ts says of the API: read once for all tests, by `run`. */
export const CALLS = process.env.DESK_CALLS ? JSON.parse(fs.readFileSync(process.env.DESK_CALLS, "utf8")) : readCalls();
const answers = [], drift = new Set();

/** Looks whether the answer to a request of the page's, which has come whole, is what calls.ts takes it to be. */
async function judge(request) {
    const method = request.method(), { pathname } = new URL(request.url());
    const call = pathname.startsWith("/api/1/") && callOf(CALLS, method, pathname.slice("/api/1".length));
    const response = call?.answer && (await request.response().catch(() => null)); // its page may be gone
    if (!response?.ok() || response.status() === 204 || !/json/.test(response.headers()["content-type"] ?? "")) return;
    const value = await response.json().catch(() => undefined);
    if (value !== undefined) for (const line of amiss(call.answer, value)) drift.add(`${method} ${call.path}: ${line.replace(/\/\d+/g, "/…")}`);
}
after(() => Promise.all(answers));
// not in a hook: one that fails keeps those behind it from ending the browser and the desk, which are waited for then
process.once("exit", () => {
    if (drift.size === 0) return;
    console.error(["the desk answers what src/api/types.ts does not say:", ...drift].join("\n  "));
    process.exitCode = 1;
});

/** A page whose console and requests are watched: what goes wrong there fails the test at the end of it. */
export async function open(browser, address, context = {}) {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "da-DK", reducedMotion: "reduce", ignoreHTTPSErrors: address.startsWith("https:"), ...context })).newPage();
    page.setDefaultTimeout(60000); // where others work on the machine, too
    page.wrong = [];
    page.on("pageerror", (error) => page.wrong.push(String(error)));
    page.on("console", (message) => {
        if (message.type() === "error" && !/status of (401|403|404|409|410|413|415|422|429|503)/.test(message.text())) page.wrong.push(message.text());
    });
    page.on("requestfinished", (request) => answers.push(judge(request)));
    page.address = address;
    return page;
}

/** Signed in, on the first page. Without the form, which has tests of its own: it would be filled in some eighty times. */
export async function signIn(page, login) {
    const headers = { Origin: page.address.slice(0, -1), "Sec-Fetch-Site": "same-origin" };
    const answer = await page.context().request.post(`${page.address}api/1/session`, { headers, data: { login, password: PASSWORD } });
    if (!answer.ok()) throw new Error(`${login} is not let in: ${answer.status()} ${await answer.text()}`);
    await page.goto(page.address);
    await page.locator("#main h1").waitFor();
}

/** Goes to a place of the page by its address, and waits until it is there. */
export async function go(page, hash) {
    await page.evaluate((to) => (location.hash = to), hash);
    const parts = hash.replace(/^#\/?/, "").split("?")[0].split("/").map(decodeURIComponent);
    await page.locator(`#main[data-place="${parts.join("/")}"] h1`).waitFor();
    if (parts[0] === "slide") await page.locator(`.slide-form[data-slide="${parts[2]}"]`).waitFor();
    await settled(page);
}

/** Nothing is asked for any more but the held request. */
export async function settled(page) {
    await page.waitForFunction(() => !document.querySelector(".see-picture.busy, main > p[role=status].quiet") && [...document.querySelectorAll("main img:not([loading=lazy])")].every((img) => img.complete));
}

/** A screen whose code was looked for is let in, as the one that `which` names, in a group made on the spot where there is none; `says` is what is said then. */
export async function letIn(page, which = /^Rådhuset/, says = "Skærmen har det") {
    await page.getByRole("heading", { name: /^Fundet:/ }).waitFor();
    await page.getByRole("radio", { name: which }).check();
    await page.locator("#enrol-group-new, #enrol-group:enabled").waitFor(); // it is known then whether there are groups
    const group = page.getByLabel("Ny gruppe"), known = page.getByLabel("Gruppe", { exact: true });
    if ((await known.isVisible()) && !(await known.inputValue())) await known.selectOption({ index: 1 });
    if (await group.isVisible()) {
        await group.fill("Foyeren");
        await page.getByRole("button", { name: "Opret" }).click();
    }
    await page.getByRole("button", { name: "Luk skærmen ind" }).click();
    await page.locator(".proof").getByText(says).first().waitFor({ timeout: SCREEN_MS });
}

/** A picture of the list, which shows the first of them until more are asked for: its button. */
export async function pictureButton(page, text) {
    const button = page.locator(".picture-button", { hasText: text }), more = page.getByRole("button", { name: /^(Vis flere|Show more)/ });
    await page.locator(".picture-grid .picture-button").first().waitFor();
    while ((await button.count()) === 0 && (await more.count()) > 0) await more.click();
    await button.waitFor();
    return button;
}

/** A request of the page's own: its status and what came, `json` or `bytes`. */
export const api = (page, path, method = "GET", body) =>
    page.evaluate(async ([path, method, body]) => {
        const { csrf } = await (await fetch("/api/1/me")).json();
        const answer = await fetch(`/api/1${path}`, { method, headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" }, body: body ? JSON.stringify(body) : undefined });
        const bytes = new Uint8Array(await answer.arrayBuffer());
        return answer.headers.get("Content-Type")?.includes("json") ? { status: answer.status, json: JSON.parse(new TextDecoder().decode(bytes)) } : { status: answer.status, bytes: [...bytes] };
    }, [path, method, body]);

/** Decodes a PNG, as bytes, in the browser: {width, height, data} with four values a pixel. */
function decoded(page, png) {
    return page.evaluateHandle(async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        canvas.drawImage(bitmap, 0, 0);
        return canvas.getImageData(0, 0, bitmap.width, bitmap.height);
    }, Buffer.from(png).toString("base64"));
}

/** In how many values two PNGs differ; -1: in size. */
export async function differing(page, one, other) {
    const [a, b] = [await decoded(page, one), await decoded(page, other)];
    return page.evaluate(([{ width, data }, other]) => (width !== other.width || data.length !== other.data.length ? -1 : data.reduce((sum, value, n) => sum + (value !== other.data[n] ? 1 : 0), 0)), [a, b]);
}

/** How many pixels of a PNG have nearly this colour, and their middle, in px. */
export async function colourOf(page, png, colour) {
    return page.evaluate(([{ width, data }, colour]) => {
        const sum = { count: 0, x: 0, y: 0 };
        for (let n = 0; n < data.length; n += 4) {
            if (colour.some((value, k) => Math.abs(data[n + k] - value) > 8)) continue;
            sum.count++;
            sum.x += (n / 4) % width;
            sum.y += Math.floor(n / 4 / width);
        }
        return { count: sum.count, x: sum.x / sum.count, y: sum.y / sum.count };
    }, [await decoded(page, png), colour]);
}
