/** What only the real desk can show: signed trees, real pixels, a restart, merging, news and roles. Needs DESK_PROGRAMS. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { PROGRAMS, api, desk, differing, go, launch, open, signIn } from "../support.mjs";

const FILE = "playlists/raadhus.json";
const slide = (id) => `#/slide/${encodeURIComponent(FILE)}/${id}`;
let browser, there;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => (there = await desk()));
afterEach(() => there.stop());

async function enter(login) {
    const page = await open(browser, there.address);
    await signIn(page, login);
    return page;
}

const headline = async (page) => (await api(page, `/files/${FILE}`)).json.slides.find((one) => one.id === "welcome").headline;

async function change(page, language, text, done) {
    await go(page, slide("welcome"));
    await page.locator(`#f-headline-${language}`).fill(text);
    await page.getByRole("button", { name: done }).click();
    await page.locator(".toast").waitFor();
}

async function publish(page) {
    await go(page, "#/publish");
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await page.locator(".proof p").first().waitFor();
}

test("what is published is signed, whole, and what was written", async () => {
    const page = await enter("mette");
    await change(page, "da", "Velkommen ind", "Færdig");
    await publish(page);
    assert.match(there.verify(), /version 1\.2.*all right/);
    assert.equal((await fetch(`${there.address}site/c/main/manifest`)).status, 200);
    const site = path.join(there.folder, "out");
    execFileSync(path.join(PROGRAMS, "kiosk-desk"), ["export", "--data", path.join(there.folder, "data"), "--to", site]);
    assert.match(fs.readFileSync(path.join(site, FILE), "utf8"), /"Velkommen ind"/);

    await page.getByRole("button", { name: "Fortryd udgivelsen" }).click();
    await page.getByText("Skærmene går tilbage").waitFor();
    assert.match(there.verify(), /version 1\.3.*all right/);
    assert.deepEqual(page.wrong, []);
});

test("a preview has the pixels of the screen", async () => {
    const page = await enter("bo");
    const site = path.join(there.folder, "out"), file = path.join(there.folder, "screen.png");
    execFileSync(path.join(PROGRAMS, "kiosk-desk"), ["export", "--data", path.join(there.folder, "data"), "--to", site]);
    for (const [screen, at] of [["raadhus", "2026-11-30T09:00"], ["bibliotek", "2026-11-30T12:00"]]) {
        const { status, bytes } = await api(page, "/preview", "POST", { screen, at, width: 1280, height: 720 });
        assert.equal(status, 200);
        execFileSync(path.join(PROGRAMS, "kioskctl"), ["render", "--site", site, "--screen", screen, "--at", at, "--size", "1280x720", "-o", file]);
        assert.equal(await differing(page, bytes, fs.readFileSync(file)), 0, `${screen} at ${at}`);
    }
});

test("a picture has the shape of its screen, and is seen whole", async () => {
    const page = await enter("mette");
    for (const [rotate, wide] of [[0, true], [90, false]]) {
        const { revision } = (await api(page, "/files")).json;
        const op = { file: "playlists/site.json", path: "/screens/raadhus/rotate", op: "set", value: rotate };
        assert.equal((await api(page, "/edits", "POST", { base: revision, ops: [op], note: "" })).status, 200);
        await page.reload();
        await go(page, slide("welcome"));
        const img = page.getByRole("img", { name: /^Slidet på Rådhuset/ });
        await img.waitFor();
        const [width, height] = await img.evaluate(async (one) => (await one.decode(), [one.naturalWidth, one.naturalHeight]));
        assert.equal(wide ? width / height : height / width, 16 / 9, `${width} × ${height}, turned by ${rotate}`);
        const [box, inner] = [await page.locator(".see-picture").boundingBox(), await img.boundingBox()];
        assert.ok(inner.y >= box.y && inner.y + inner.height <= box.y + box.height, JSON.stringify([box, inner]));
    }
});

test("a restart of the desk ends no session and loses no word", async () => {
    const page = await enter("mette");
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Før");
    await page.getByText(/^Kladde gemt/).first().waitFor();
    await there.restart();
    await page.locator("#f-headline-da").fill("Efter");
    await page.getByText(/^Kladde gemt/).first().waitFor();
    assert.equal((await api(page, "/drafts")).json[0].ops[0].value, "Efter");
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    assert.equal((await headline(page)).da, "Efter");
    const { revision } = (await api(page, "/files")).json;
    await there.restart();
    assert.equal((await api(page, "/undo", "POST", { revision })).status, 200);
    assert.equal((await headline(page)).da, "Velkommen");
});

test("two editors: Danish and English of one headline become one; both hear of it without asking", async () => {
    const mette = await enter("mette"), ole = await enter("ole");
    await go(mette, slide("welcome"));
    await mette.locator("#f-headline-da").fill("Mettes velkomst");
    await change(ole, "en", "Ole's welcome", "Done");
    await go(ole, slide("welcome"));
    await mette.getByRole("button", { name: "Færdig" }).click();
    await mette.getByText("Klar til at blive udgivet").waitFor();
    assert.deepEqual(await headline(mette), { en: "Ole's welcome", da: "Mettes velkomst" });
    await ole.waitForFunction((wanted) => document.querySelector("#f-headline-da")?.value === wanted, "Mettes velkomst");
    assert.deepEqual([...mette.wrong, ...ole.wrong], []);
});

test("after a publication nobody asks for news again and again", async () => {
    const mette = await enter("mette"), ole = await enter("ole");
    await go(ole, "#/");
    await change(mette, "da", "Nyt", "Færdig");
    let asked = 0;
    const heard = ole.waitForResponse((answer) => answer.url().includes("/publication"));
    await publish(mette);
    await heard;
    for (const page of [mette, ole]) page.on("request", (request) => (asked += request.url().includes("/wait") ? 1 : 0));
    const until = Date.now() + 4000;
    for (let answers = 0; Date.now() < until; answers++) await ole.evaluate(() => fetch("/api/1/me").then((answer) => answer.status));
    assert.ok(asked <= 4, `${asked} requests for news in four seconds`);
});

test("a role is the server's to judge", async () => {
    const body = { base: 1, ops: [{ file: FILE, path: "/slides[id=welcome]/headline/da", op: "set", value: "x" }], note: "" };
    for (const [login, path, given, status, why] of [
        ["bo", "/edits", body, 403, "who may only look changes nothing"],
        ["bo", "/publish", { revision: 1 }, 403, "nor publishes"],
        ["ole", "/publish", { revision: 1 }, 403, "an editor does not publish"],
        ["ole", "/publish/undo", {}, 403, "nor takes a publication back"],
        ["mette", "/users", { login: "x", name: "X", role: "admin", group: null }, 403, "a publisher makes no admins"],
        ["ole", "/edits", body, 200, "an editor changes"],
    ]) {
        const page = await enter(login);
        assert.equal((await api(page, path, "POST", given)).status, status, why);
        await page.context().close();
    }
});
