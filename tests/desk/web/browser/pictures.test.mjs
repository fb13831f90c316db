/** Pictures: brought in many ways, upright and small, gone on with, described, cut, found, replaced everywhere, deleted. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { PROGRAMS, desk, go, launch, open, pictureButton, signIn } from "../support.mjs";

const FILE = "playlists/raadhus.json";
let browser, there, page;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
    there = await desk();
    page = await open(browser, there.address);
    await signIn(page, "mette");
});
afterEach(async () => {
    try {
        assert.deepEqual(page.wrong, []);
    } finally {
        await page.context().close();
        await there.stop();
    }
});

const api = (path, method = "GET", body) =>
    page.evaluate(async ([path, method, body]) => {
        const { csrf } = await (await fetch("/api/1/me")).json();
        const answer = await fetch(`/api/1${path}`, { method, headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" }, body: body ? JSON.stringify(body) : undefined });
        return answer.status === 204 ? null : answer.json();
    }, [path, method, body]);
/** The connection was to break. */
const forgive = () => (page.wrong = page.wrong.filter((text) => !/ERR_CONNECTION/.test(text)));
const drawing = (name, colour) => ({ name, mimeType: "image/svg+xml", buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="${colour}" d="M0 0h16v9H0z"/></svg>`) });
const choose = (...files) => page.locator("main input.file").first().setInputFiles(files);

/** A photo of 12 megapixels as a telephone lying on its side writes it: the upper half of what was seen is red, and it says where it was taken. */
async function photo() {
    const bytes = await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(4032, 3024), pen = canvas.getContext("2d");
        pen.fillStyle = "#00f";
        pen.fillRect(0, 0, 4032, 3024);
        pen.fillStyle = "#f00";
        pen.fillRect(0, 0, 2016, 3024);
        const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
        return [...new Uint8Array(await blob.arrayBuffer())];
    });
    // orientation 6: what stands at the left is to be at the top (EXIF 2.32 §4.6.2)
    const tiff = Buffer.from("4d4d002a00000008000101120003000000010006000000000000", "hex");
    const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from("55.7316 N 12.3633 E")]);
    const size = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 255]);
    return { name: "IMG_2034.jpg", mimeType: "image/jpeg", buffer: Buffer.concat([Buffer.from(bytes.slice(0, 2)), size, exif, Buffer.from(bytes.slice(2))]) };
}

test("a photo lying on its side comes upright, no larger than a screen, and without the place", async () => {
    await go(page, "#/pictures");
    await choose(await photo());
    await page.getByText("IMG_2034.jpg er klar.").waitFor();
    const [{ asset, ...media }] = await api("/media?q=IMG_2034");
    if (PROGRAMS) assert.deepEqual([media.width, media.height], [2880, 3840]);
    const seen = await page.evaluate(async (file) => {
        const bytes = await (await fetch(`/api/1/files/${file}`)).arrayBuffer();
        const picture = await createImageBitmap(new Blob([bytes], { type: "image/jpeg" }), { imageOrientation: "none" });
        const pen = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
        pen.drawImage(picture, 0, 0);
        const at = (y) => [...pen.getImageData(1000, y, 1, 1).data].map((part) => Math.round(part / 255));
        return { size: [picture.width, picture.height], top: at(100), bottom: at(3700), place: new TextDecoder("latin1").decode(bytes).includes("55.7316") };
    }, asset);
    assert.deepEqual(seen, { size: [2880, 3840], top: [1, 0, 0, 1], bottom: [0, 0, 1, 1], place: false });
});

test("many at once, each with its bar; a connection that is lost is gone on with", async () => {
    await go(page, "#/pictures");
    const offsets = [];
    let cuts = 0;
    await page.route("**/api/1/media/uploads/*", async (route) => {
        if (route.request().method() === "GET") return route.continue();
        offsets.push(route.request().headers()["content-range"]);
        // the first part of it arrives, and then the line is dead
        if (cuts++) return route.continue();
        const bytes = route.request().postDataBuffer();
        const part = await page.context().request.put(route.request().url(), {
            data: bytes.subarray(0, 40),
            headers: { ...route.request().headers(), "content-length": "40", "content-range": `bytes 0-39/${bytes.length}` },
        });
        assert.equal(part.status(), 202);
        return route.abort("connectionreset");
    });
    const first = drawing("en.svg", "#c00");
    await choose(first);
    await page.getByText("en.svg er klar.").waitFor();
    assert.deepEqual(offsets, [`bytes 0-${first.buffer.length - 1}/${first.buffer.length}`, `bytes 40-${first.buffer.length - 1}/${first.buffer.length}`]);
    await page.unroute("**/api/1/media/uploads/*");
    await choose(drawing("to.svg", "#0c0"), drawing("tre.svg", "#00c"), { name: "fire.jpg", mimeType: "image/jpeg", buffer: Buffer.from("none") });
    for (const text of ["to.svg er klar.", "tre.svg er klar."]) await page.getByText(text).waitFor();
    await page.getByText(/^fire\.jpg blev ikke taget/).waitFor();
    forgive();
});

test("while the desk cannot be reached the upload says so, and can be stopped", async () => {
    await go(page, "#/pictures");
    await page.route("**/api/1/media/uploads/*", (route) => route.abort("connectionrefused"));
    await choose(drawing("en.svg", "#c00"));
    await page.getByText("en.svg: forbindelsen er væk. Fortsætter, når den er der igen.").waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("en.svg blev stoppet.").waitFor();
    forgive();
});

test("files are dropped anywhere on the page", async () => {
    await go(page, "#/pictures");
    await page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'/>"], "slip.svg", { type: "image/svg+xml" }));
        document.querySelector("h1").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.getByText("slip.svg er klar.").waitFor();
});

test("a description in both languages is asked for, kept, found, and taken over by a slide", async () => {
    await go(page, "#/pictures");
    await choose(drawing("kor.svg", "#c00"));
    await page.getByRole("button", { name: "Beskriv billedet" }).click();
    assert.equal(await page.locator("dialog .missing").count(), 2, "both are missing, and marked");
    await page.locator("#picture-alt-da").fill("Et kor synger");
    await page.locator("#picture-alt-en").fill("A choir sings");
    await page.locator("#picture-name").fill("Julekoret");
    assert.equal(await page.locator("dialog .missing").count(), 0);
    await page.locator("dialog .focus-point").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("ArrowUp");
    await page.getByRole("button", { name: "Fokuspunkt: 60 % fra venstre, 49 % fra toppen" }).waitFor();
    await page.locator("dialog .crops .thumb").nth(1).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.locator("input[type=search]").fill("choir");
    await page.getByText("1 billede", { exact: true }).waitFor();
    await page.locator(".picture-button", { hasText: "Julekoret" }).click();
    await page.getByRole("link", { name: "Nyt slide med billedet" }).click();
    await page.locator(".kind").first().click();
    await page.locator("#f-picture-alt-en").waitFor();
    assert.equal(await page.locator("#f-picture-alt-en").inputValue(), "A choir sings");
    await page.getByRole("button", { name: "Fokuspunkt: 60 % fra venstre, 49 % fra toppen" }).waitFor();
});

test("the point is moved by the pointer, too, and each screen's cut follows", async () => {
    await go(page, `#/slide/${encodeURIComponent(FILE)}/welcome`);
    await page.locator(".focus-picture").scrollIntoViewIfNeeded();
    const box = await page.locator(".focus-picture").boundingBox();
    const before = await page.locator(".focus-point").getAttribute("aria-label");
    const painted = page.waitForRequest((request) => request.url().endsWith("/preview") && request.postDataJSON().width === 320 && JSON.stringify(request.postDataJSON().ops).includes("[25,75]"));
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 4, box.y + (box.height * 3) / 4, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Fokuspunkt: 25 % fra venstre, 75 % fra toppen" }).waitFor();
    await painted;
    await page.getByRole("button", { name: "Fortryd", exact: true }).click();
    await page.getByRole("button", { name: before }).waitFor();
});

test("a picture in use is not deleted but replaced everywhere, as one step", async () => {
    const all = () => api("/media");
    const uses = (media) => media.used.filter((one) => one.slide).length;
    const { asset, ...old } = (await all()).find((one) => one.asset.startsWith("assets/town-hall"));
    const named = async (name) => (await all()).find((one) => one.name === name || one.asset === name);
    await go(page, "#/pictures");
    await (await pictureButton(page, asset.replace("assets/", ""))).click();
    await page.getByRole("button", { name: "Slet billedet", disabled: true }).waitFor();
    await page.locator("dialog .used a").first().waitFor();
    await page.locator("dialog input.file").setInputFiles([drawing("ny.svg", "#0cc")]);
    await page.getByText(/er erstattet/).waitFor();
    assert.equal(uses(await named("ny.svg")), uses(old));
    assert.equal(uses(await named(asset)), 0);
    await page.locator(".toast").getByRole("button", { name: "Fortryd" }).click();
    await page.getByText("Fortrudt.").waitFor();
    assert.equal(uses(await named(asset)), uses(old));
    await (await pictureButton(page, "ny.svg")).click();
    await page.getByRole("button", { name: "Slet billedet" }).click();
    await page.getByText("ny.svg er slettet.").waitFor();
    assert.equal(await named("ny.svg"), undefined);
});
