/** The page as it is built: small, the same twice, under a strict policy; and who may come in. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import zlib from "node:zlib";
import { FORM_PAGES } from "../../../../kiosk/desk/web/pages.mjs";
import { PAGE, PASSWORD, PROGRAMS, desk, go, launch, open, root, signIn } from "../support.mjs";

const GZIPPED_MOST = 60 * 1024, LATER_MOST = 9 * 1024;
let browser, there;
before(async () => {
    browser = await launch();
    there = await desk();
});
after(async () => {
    await browser.close();
    await there.stop();
});

const filesOf = (folder) => fs.readdirSync(folder, { recursive: true }).filter((name) => fs.statSync(path.join(folder, name)).isFile()).sort();

test("all that a browser loads to begin with is at most 60 KB gzipped", () => {
    const size = (name) => zlib.gzipSync(fs.readFileSync(path.join(PAGE, name)), { level: 9 }).length;
    const names = filesOf(PAGE).filter((name) => !(name in FORM_PAGES)); // the forms come alone, without the rest
    const words = names.filter((name) => /\/(da|en)-/.test(name)), later = names.filter((name) => /\/keeping-/.test(name));
    const rest = names.filter((name) => !words.includes(name) && !later.includes(name));
    const sum = rest.map(size).reduce((a, b) => a + b, 0) + Math.max(...words.map(size)); // of one language
    assert.ok(rest.length >= 3 && words.length === 2 && sum <= GZIPPED_MOST, `${sum} bytes`);
    assert.ok(later.length === 1 && size(later[0]) <= LATER_MOST, `later: ${later.map(size)} bytes`);
});

test("the first paint takes less than a second on a slow machine", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "mette");
    const slow = await page.context().newCDPSession(page);
    await slow.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    const times = [];
    // the best of three: others work on this machine, too
    for (let n = 0; n < 3; n++) {
        await page.reload();
        const painted = await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
        times.push(await painted.jsonValue());
    }
    console.log(`first paint after ${times.map(Math.round).join(", ")} ms`);
    assert.ok(Math.min(...times) < 1000, `${times}`);
    await page.context().close();
});

test("what few people open comes when they do, and where it does not come that is said", async () => {
    const page = await open(browser, there.address);
    const loaded = [];
    page.on("request", (request) => loaded.push(request.url()));
    await signIn(page, "karen");
    assert.ok(loaded.some((url) => /\/desk-\w+\.js$/.test(url)) && !loaded.some((url) => url.includes("/keeping-")), "it is loaded before it is wanted");
    await page.route(/\/keeping-/, (route) => route.abort());
    await page.evaluate(() => (location.hash = "#/log"));
    await page.locator("#main [role=alert] button").waitFor();
    await page.unroute(/\/keeping-/);
    await page.locator("#main [role=alert] button").click();
    await page.locator("#main table.log").waitFor();
    assert.ok(loaded.some((url) => url.includes("/keeping-")));
    await page.context().close();
});

test("the same sources give the same bytes", () => {
    const again = fs.mkdtempSync(path.join(os.tmpdir(), "desk-again-"));
    try {
        assert.equal(spawnSync(process.execPath, [path.join(root, "kiosk/desk/web/build.mjs"), again]).status, 0);
        assert.deepEqual(filesOf(again), filesOf(PAGE));
        for (const name of filesOf(again)) assert.ok(fs.readFileSync(path.join(again, name)).equals(fs.readFileSync(path.join(PAGE, name))), name);
    } finally {
        fs.rmSync(again, { recursive: true });
    }
});

test("nothing in the markup runs or styles", () => {
    for (const name of filesOf(PAGE).filter((one) => one.endsWith(".html"))) {
        const html = fs.readFileSync(path.join(PAGE, name), "utf8");
        assert.ok(!/<style|<script(?![^>]* src=)|\son\w+=|style=/.test(html), name);
    }
});

test("sign-in works without script, and says nothing of what was wrong", async () => {
    const page = await open(browser, there.address, { javaScriptEnabled: false });
    await page.goto(there.address);
    assert.match(page.url(), /\/sign-in$/);
    for (const [login, password] of [["mette", "forkert"], ["ingen", PASSWORD]]) {
        await page.locator("#login").fill(login);
        await page.locator("#password").fill(password);
        await page.locator("button").click();
        assert.match(await page.locator("[role=alert]").innerText(), /Brugernavn eller adgangskode passer ikke/);
    }
    await page.locator("#login").fill("mette");
    await page.locator("#password").fill(PASSWORD);
    await page.locator("button").click();
    assert.equal(page.url(), there.address);
    assert.match(await page.locator("body").innerText(), /JavaScript/, "and the page says what it needs");
    await page.context().close();
});

test("who may only look sees no way to change", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "bo");
    assert.equal(await page.getByRole("link", { name: "New slide" }).count(), 0);
    await go(page, "#/slide/playlists%2Fraadhus.json/welcome");
    await page.locator("#f-headline-da[readonly]").waitFor();
    assert.equal(await page.getByRole("button", { name: /^(Done|Publish|Delete)/ }).count(), 0);
    await go(page, "#/people");
    await page.getByText("Only whoever runs the screens").waitFor();
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("an admin makes a person, who chooses a password that nobody else sees", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await go(page, "#/people");
    await page.locator("#person-name").fill("Nina Ny");
    await page.locator("#person-login").fill("nina");
    await page.getByRole("button", { name: "Opret" }).click();
    const link = await page.locator("input.once").inputValue();
    assert.ok(link.startsWith(`${there.address}password?code=`), link);
    await page.getByRole("button", { name: "Luk", exact: true }).first().click();
    assert.equal(await page.locator("input.once").count(), 0, "it is seen once");
    await page.getByRole("combobox", { name: "Rolle for Karen Bech" }).selectOption("viewer");
    await page.getByText(/Den sidste(, der styrer skærmene| administrator)/).waitFor();
    if (!PROGRAMS) { // groups come with enrolled screens
        const changed = page.waitForResponse((answer) => answer.request().method() === "PATCH");
        await page.getByRole("combobox", { name: "Skærme for Ole Vad" }).selectOption("Rådhuset");
        await changed;
        const roles = await page.evaluate(async () => (await (await fetch("/api/1/users")).json()).find((one) => one.login === "ole").roles);
        assert.deepEqual(roles, [{ role: "editor", group: "Rådhuset" }]);
    }
    await page.context().close();

    const other = await open(browser, there.address, { javaScriptEnabled: false });
    await other.goto(link);
    const choose = async (fresh, repeat, text) => {
        await other.locator("#new").fill(fresh);
        await other.locator("#repeat").fill(repeat);
        await other.locator("button").click();
        await other.getByText(text).waitFor();
    };
    await choose("hest kaffe lygtepæl", "hest kaffe lygtepaæl", "De to er ikke ens.");
    await choose("hest kaffe lygtepæl", "hest kaffe lygtepæl", "Din adgangskode er gemt.");
    await other.locator("#login").fill("nina");
    await other.locator("#password").fill("hest kaffe lygtepæl");
    await other.locator("button").click();
    assert.equal(other.url(), there.address);
    await other.goto(link);
    await other.getByText("Linket er brugt").waitFor();
    assert.equal(await other.locator("form").count(), 0);
    assert.deepEqual(other.wrong, []);
    await other.context().close();
});

test("what changes who has access asks for the password again, and then goes on", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await go(page, "#/people");
    let stale = true;
    await page.route("**/api/1/users/bo/reset", (route) => (stale
        ? route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify({ type: "urn:kiosk:problem:proof-needed", title: "Skriv din adgangskode igen", status: 403 }) })
        : route.fallback()));
    page.on("response", (answer) => (stale &&= !(answer.url().endsWith("/session/proof") && answer.ok())));
    const reset = page.getByRole("button", { name: "Ny adgangskode til Bo Lind" });
    await reset.click();
    await page.getByRole("heading", { name: "Skriv din adgangskode igen" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator(".notice.error").waitFor();
    await reset.click();
    await page.locator("#again-password").fill("forkert kode her");
    await page.locator("dialog button.primary").click();
    await page.locator("dialog .notice.error").waitFor();
    await page.locator("#again-password").fill(PASSWORD);
    await page.locator("dialog button.primary").click();
    await page.locator("input.once").waitFor();
    assert.equal(await page.locator(".notice.error").count(), 0);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("a password for one use must be changed before anything else", async () => {
    const page = await open(browser, there.address);
    let must = true;
    await page.route("**/api/1/me", async (route) => {
        if (route.request().method() !== "GET") return route.fallback();
        const answer = await route.fetch();
        const who = await answer.json();
        await route.fulfill({ response: answer, json: { ...who, user: { ...who.user, must_change_password: must } } });
    });
    await page.goto(`${there.address}sign-in`);
    await page.locator("#login").fill("mette");
    await page.locator("#password").fill(PASSWORD);
    await page.locator("button").click();
    await page.locator("label.chip", { hasText: "English" }).click();
    await page.getByRole("heading", { name: "Change password" }).waitFor();
    await page.locator("label.chip", { hasText: "Dansk" }).click();
    await page.locator("#password-old").fill(PASSWORD);
    await page.locator("#password-new").fill("hest kaffe lygtepæl");
    await page.locator("#password-repeat").fill("hest kaffe lygtepaæl");
    await page.getByRole("button", { name: "Skift adgangskode" }).click();
    await page.getByText("De to er ikke ens.").waitFor();
    must = false;
    await page.locator("#password-repeat").fill("hest kaffe lygtepæl");
    await page.getByRole("button", { name: "Skift adgangskode" }).click();
    await page.getByRole("link", { name: "Nyt slide" }).waitFor();
    await page.evaluate(async (own) => {
        const { csrf } = await (await fetch("/api/1/me")).json();
        await fetch("/api/1/me/password", { method: "POST", headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf }, body: JSON.stringify({ old: "hest kaffe lygtepæl", new: own }) });
    }, PASSWORD);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("a wrong password is said above the field, where one then is", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "mette");
    await page.setViewportSize({ width: 1366, height: 600 });
    await go(page, "#/account");
    await page.locator("#password-old").fill("forkert kode her");
    await page.locator("#password-new").fill("hest kaffe lygtepæl");
    await page.locator("#password-repeat").fill("hest kaffe lygtepæl");
    await page.locator("#password-repeat").press("Enter");
    const said = page.locator("form .notice.error");
    await said.waitFor();
    const { y, height } = await said.boundingBox();
    assert.ok(y > 0 && y + height < 600, `at ${y}`);
    assert.equal(await page.evaluate(() => document.activeElement.id), "password-old");
    await page.context().close();
});

test("shortcuts lead about, are listed, and can be switched off", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "mette");
    for (const [keys, hash] of [[["g", "s"], "#/screens"], [["g", "p"], "#/pictures"], [["g", "c"], "#/content"], [["n"], "#/new"], [["g", "o"], "#/"]]) {
        for (const key of keys) await page.keyboard.press(key);
        await page.waitForFunction((wanted) => location.hash === wanted, hash);
    }
    await page.keyboard.press("/");
    await page.locator("input[type=search]:focus").waitFor();
    await page.keyboard.type("n?");
    assert.equal(await page.locator("dialog").count(), 0, "letters that are typed are letters");
    await page.locator("h1").focus();
    await page.keyboard.press("?");
    await page.getByRole("checkbox", { name: "Genveje er slået til" }).uncheck();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("n");
    assert.match(await page.evaluate(() => location.hash), /^#\/content/);
    await page.context().close();
});
