/**
 * From an empty box to a slide on the wall, with nothing pretended: kiosk-desk over TLS, kiosk-sign, kiosk-preview, kiosk-sync and a player,
 * and people at the browser. The steps follow each other at one desk, and each stands on those before. Needs DESK_PROGRAMS.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { ACTIONS_MOST, CONCERT, HUMAN, Hands, MS_MOST, byKeyboard, byPointer, isForTomorrow } from "../flow.mjs";
import { PHOTO, SKY, GRASS, photograph } from "../photo.mjs";
import { PROGRAMS, SCREEN_MS, api, colourOf, differing, go, launch, letIn, open, screen, secureDesk, signIn } from "../support.mjs";

const PANEL = "1280x720";
const OWN_PASSWORD = "hest kaffe lygtepæl";
const CROWD = 4; // of those who want to run, on each processor
let browser, desk, wall, photo;
/** Of the first slide: where it is, when it is shown tomorrow, and what the screen showed then. */
let slide, at, first;
const people = {}, slides = [];
before(async () => {
    browser = await launch();
    desk = await secureDesk();
    wall = screen(desk, { panel: PANEL });
    photo = path.join(desk.folder, "photo.jpg");
});
after(async () => {
    await browser.close();
    await wall.stop();
    await desk.stop();
});

async function enter(login, context) {
    const page = await open(browser, desk.address, context);
    await signIn(page, login);
    return page;
}

const kioskctl = (...args) => execFileSync(path.join(PROGRAMS, "kioskctl"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
const slideAddress = () => `#/slide/${encodeURIComponent(slide.file)}/${slide.id}`;
const headline = async (page) => (await api(page, `/files/${slide.file}`)).json.slides.find((one) => one.id === slide.id).headline;

/** The site as it is published, in a folder of its own. */
async function exported(page) {
    const { revision, epoch, seq } = (await api(page, "/publication")).json.published;
    const site = path.join(desk.folder, `published-${epoch}.${seq}`);
    desk.console("export", "--revision", String(revision), "--to", site);
    return { site, generation: `${epoch}.${seq}` };
}

/** A moment at which the slide is shown in Danish, and with some time left until the clock on the screen moves on. */
function momentOf(site) {
    const day = slide.from.slice(0, 10);
    const turns = JSON.parse(kioskctl("timeline", "--site", site, "--screen", "raadhus", "--from", `${day}T09:00`, "--to", `${day}T10:00`, "--json"));
    const turn = turns.find((one) => one.slide.endsWith(slide.id) && one.language === "da" && Number(one.start.slice(17, 19)) < 50);
    assert.ok(turn, `no turn of ${slide.id} among ${turns.length}`);
    return turn.start.slice(0, 19);
}

/** The picture that the screen makes of itself when it is asked, as it came to the desk. */
async function pictureOf(page) {
    const [{ devices: [device] }] = (await api(page, "/screens")).json;
    const before = wall.status().picture;
    assert.equal((await api(page, `/screens/${device.id}/command`, "POST", { do: "picture" })).status, 202);
    await wall.untilStatus((report) => report.picture > before, "made a picture");
    const made = fs.readFileSync(path.join(wall.folder, "picture.png"));
    let came;
    do came = await api(page, `/screens/${device.id}/picture`);
    while (came.status !== 200 || !made.equals(Buffer.from(came.bytes)));
    return made;
}

/** What the screen shows tomorrow of what is published now: proven to be what `kioskctl render` paints, pixel by pixel. */
async function seen(page) {
    const { site, generation } = await exported(page);
    const file = path.join(desk.folder, "render.png");
    at ??= momentOf(site);
    await wall.untilSync((report) => report.generation === generation, `had ${generation}`);
    await wall.replay("--at", at, "--speed", "0.1"); // time enough to look
    const picture = await pictureOf(page);
    kioskctl("render", "--site", site, "--screen", "raadhus", "--at", at, "--size", PANEL, "-o", file);
    assert.equal(await differing(page, picture, fs.readFileSync(file)), 0, `${generation} at ${at}`);
    return picture;
}

async function publish(page) {
    await go(page, "#/publish");
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await page.locator(".proof p").first().waitFor();
}

test("set-up: the one-time password of the console lets in once, to choose one's own", async () => {
    const once = desk.console("user", "add", "ida", "--role", "admin", "--name", "Ida Lund", "--once").match(/\S+\s*$/)[0].trim();
    const ida = (people.ida = await open(browser, desk.address));
    const come = async (password) => {
        await ida.goto(desk.address);
        await ida.locator("#login").fill("ida");
        await ida.locator("#password").fill(password);
        await ida.locator("button").click();
    };
    await come(once);
    await ida.locator("#password-old").fill(once);
    await ida.locator("#password-new").fill(OWN_PASSWORD);
    await ida.locator("#password-repeat").fill(OWN_PASSWORD);
    await ida.getByRole("button", { name: "Skift adgangskode" }).click();
    await ida.getByRole("heading", { name: /^God\w+, Ida/ }).waitFor();
    await ida.context().clearCookies();
    await come(once);
    await ida.locator("[role=alert]").waitFor();
    await come(OWN_PASSWORD);
    await ida.getByRole("heading", { name: /^God\w+, Ida/ }).waitFor();
    assert.deepEqual(ida.wrong, []);
});

test("the screen is let in by the address beside the code that it shows, and plays what is published", async () => {
    const { ida } = people;
    await ida.goto(await wall.address());
    await letIn(ida);
    await wall.plays("1.1");
    assert.deepEqual(ida.wrong, []);
});

/** So many others work on this machine that how long something takes says nothing of the desk. */
const isCrowded = () => os.loadavg()[0] > CROWD * os.cpus().length;

const lying = (hands) => byPointer(hands, photo);
for (const [way, context, make] of [
    ["at a desk", { viewport: { width: 1440, height: 900 } }, lying],
    ["on a phone", { viewport: { width: 360, height: 740 }, hasTouch: true }, lying],
    ["by keyboard alone", {}, byKeyboard],
])
    test(`a slide for tomorrow at a person's pace, ${way}: on the screen`, async () => {
        const page = (people[way] = await enter("mette", context));
        if (!slide) await photograph(page, photo);
        const hands = new Hands(page, HUMAN);
        await make(hands);
        await page.locator(".proof").getByText(/Hentet \d\d\.\d\d\.\d\d: 1 af 1/).waitFor({ timeout: SCREEN_MS });
        const { count, took } = hands;
        console.log(`${way}: ${count} actions, ${Math.round(took / 1000)} s`);
        const made = await isForTomorrow(page, slides);
        slides.push(made.id);
        slide ??= made;
        assert.ok(count <= ACTIONS_MOST, `${count} actions`);
        assert.ok(took < MS_MOST || isCrowded(), `${took} ms`);
        assert.deepEqual(page.wrong, []);
    });

test("the photo that lay on its side stands upright", async () => {
    const { json } = await api(people["at a desk"], "/media");
    const { width, height } = json.find((one) => one.used?.some((use) => use.slide === slide.id));
    assert.ok(Math.abs(width / height - PHOTO.width / PHOTO.height) < 0.01, `${width} × ${height}`);
});

test("its very pixels are on the screen tomorrow", async () => {
    const mette = (people.mette = people["at a desk"]);
    first = await seen(mette);
    const [sky, grass] = [await colourOf(mette, first, SKY), await colourOf(mette, first, GRASS)];
    assert.ok(sky.count > 10000 && grass.count > 10000 && sky.y < grass.y && Math.abs(sky.x - grass.x) < 5, JSON.stringify([sky, grass]));
    const [width, height] = PANEL.split("x").map(Number);
    const { status, bytes } = await api(mette, "/preview", "POST", { screen: "raadhus", at, width, height });
    assert.equal(status, 200);
    assert.equal(await differing(mette, first, bytes), 0, "the desk's preview");
});

test("it is changed while the desk is killed, and the change is on the screen", async () => {
    const { mette } = people;
    await go(mette, slideAddress());
    await mette.locator("#f-headline-da").fill("Julekoncert på torvet");
    await mette.getByText(/^Kladde gemt/).first().waitFor();
    await desk.restart("SIGKILL");
    assert.equal((await api(mette, "/drafts")).json[0].ops[0].value, "Julekoncert på torvet");
    await mette.getByRole("button", { name: "Færdig" }).click();
    await mette.getByText("Klar til at blive udgivet").waitFor();
    await desk.restart("SIGKILL");
    await publish(mette);
    await desk.restart("SIGKILL");
    assert.notEqual(await differing(mette, await seen(mette), first), 0);
    await mette.locator(".proof").getByText(/1 af 1/).waitFor({ timeout: SCREEN_MS });
    assert.match(desk.verify(), /all right/);
});

test("what was published is undone: the screen shows what it showed before", async () => {
    const { mette } = people;
    await mette.getByRole("button", { name: "Fortryd udgivelsen" }).click();
    await mette.getByText("Skærmene går tilbage").waitFor();
    assert.equal(await differing(mette, await seen(mette), first), 0);
});

test("two editors: the same field leaves both versions whole, two languages become one slide", async () => {
    const { mette } = people, ole = await enter("ole");
    await go(mette, slideAddress());
    await go(ole, slideAddress());
    await mette.locator("#f-headline-da").fill("Mettes koncert");
    await ole.locator("#f-headline-da").fill("Oles koncert");
    await ole.locator("#f-headline-en").fill("Ole's concert");
    await ole.getByRole("button", { name: "Done" }).click();
    await ole.locator(".toast").waitFor();
    await mette.getByRole("button", { name: "Færdig" }).click();
    const both = mette.locator(".conflicts");
    await both.waitFor();
    for (const text of ["Mettes koncert", "Oles koncert", "Ole Vad"]) assert.ok((await both.innerText()).includes(text), text);
    await both.getByText("Behold min").click();
    await mette.getByRole("button", { name: "Fortsæt med det valgte" }).click();
    await both.waitFor({ state: "detached" });
    await mette.getByRole("button", { name: "Færdig" }).click();
    await mette.getByText("Klar til at blive udgivet").waitFor();
    assert.deepEqual(await headline(mette), { da: "Mettes koncert", en: "Ole's concert" });
    people.ole = ole;
});

test("who may not publish sees no way to, and is refused by the desk itself", async () => {
    const { revision } = (await api(people.ole, "/files")).json;
    people.bo = await enter("bo");
    for (const name of ["ole", "bo"]) {
        const page = people[name];
        await go(page, "#/publish");
        assert.equal(await page.getByRole("button", { name: "Publish now" }).count(), 0, name);
        assert.equal((await api(page, "/publish", "POST", { revision })).status, 403, name);
    }
    assert.equal(await people.bo.getByRole("link", { name: "New slide" }).count(), 0);
    const op = { file: slide.file, path: `/slides[id=${slide.id}]/headline/da`, op: "set", value: "Bo" };
    assert.equal((await api(people.bo, "/edits", "POST", { base: revision, ops: [op], note: "" })).status, 403);
    assert.equal((await headline(people.bo)).da, "Mettes koncert");
});

test("nothing went wrong in anybody's browser on the way", () => {
    for (const [name, page] of Object.entries(people)) assert.deepEqual(page.wrong.filter((one) => !/ERR_(CONNECTION|EMPTY|CONTENT_LENGTH)|Failed to fetch/.test(one)), [], name);
});
