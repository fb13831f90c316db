/** WCAG 2.2 AA as far as a machine can tell: axe on every page and size, the keyboard's way, sizes of targets, zoom, forced colours. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder, api, desk, go, launch, open, pictureButton, signIn } from "../support.mjs";

const slide = "#/slide/playlists%2Fraadhus.json/town-hall-address";
const PAGES = ["#/", "#/screens", "#/screens/raadhus", "#/screens/bibliotek", "#/enrol", "#/enrol/K7MF3QPX", "#/groups", "#/content", "#/new", slide, "#/pictures", "#/publish", "#/people", "#/log", "#/account", "#/more", "#/nowhere"];
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };
let browser, there;
before(async () => {
    browser = await launch();
    there = await desk();
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await go(page, "#/slide/playlists%2Fraadhus.json/expect");
    await page.locator("#f-headline-da").fill("Det kan du regne med");
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.locator(".toast").waitFor();
    await page.context().close();
});
after(async () => {
    await browser.close();
    await there.stop();
});

/** No frames stand in the page, so that axe needs no second page to gather in (legacy mode). */
async function findings(page) {
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

/** Somebody else writes the headline of the slide that is open. */
async function changedByAnother(page, words) {
    const { revision } = (await api(page, "/files")).json;
    const op = { file: "playlists/raadhus.json", path: "/slides[id=expect]/headline/da", op: "set", value: `Til alle, ${words}` };
    assert.equal((await api(page, "/edits", "POST", { base: revision, ops: [op], note: "" })).status, 200);
}

for (const [size, viewport] of Object.entries(SIZES))
    test(`axe finds nothing, ${size}`, async () => {
        const page = await open(browser, there.address, { viewport });
        await page.goto(`${there.address}sign-in`);
        assert.deepEqual(await findings(page), [], "sign-in");
        await signIn(page, "karen");
        for (const hash of PAGES) {
            await go(page, hash);
            assert.deepEqual(await findings(page), [], hash);
        }
        await go(page, "#/slide/playlists%2Fraadhus.json/expect");
        await page.locator("details.section summary").click();
        await page.locator("label.chip", { hasText: "Ugedage" }).click();
        await page.locator("#f-headline-en").fill("");
        await page.locator("#f-headline-en-remarks").waitFor();
        assert.deepEqual(await findings(page), [], "all of the form, with a remark");
        await page.getByRole("button", { name: "Historik" }).click();
        await page.locator("dialog .entry").first().waitFor();
        assert.deepEqual(await findings(page), [], "history");
        await page.keyboard.press("Escape");
        await changedByAnother(page, size);
        await page.locator("#f-headline-da").fill(`Til jer, ${size}`);
        await page.getByRole("button", { name: "Færdig" }).click();
        await page.locator(".conflicts .third input").check();
        assert.deepEqual(await findings(page), [], "two versions, and a third to write");
        await page.locator(".conflicts input").first().check();
        await page.getByRole("button", { name: "Fra billederne" }).click();
        await page.locator("dialog .picture-button").first().waitFor();
        assert.deepEqual(await findings(page), [], "pictures to choose from");
        await go(page, "#/pictures");
        await (await pictureButton(page, /^town-hall/)).click();
        await page.locator("dialog .used a").first().waitFor();
        assert.deepEqual(await findings(page), [], "a picture");
        await page.getByRole("button", { name: "Fra billederne" }).click();
        await page.locator("dialog dialog .picture-button").first().waitFor();
        assert.deepEqual(await findings(page), [], "another in its place");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        await page.locator("dialog").waitFor({ state: "detached" });
        assert.deepEqual(page.wrong, []);
        await page.context().close();
    });

/** What can be pressed, and is smaller than `least` either way; a link within a line of text is excepted (WCAG 2.5.8). */
const small = (least) => {
    const shown = [...document.querySelectorAll("a, button, input:not([hidden]), select, textarea, summary")].filter((one) => one.getClientRects().length && !one.closest("p, .lines, h3, .order-row .grow, .who"));
    return shown.map((one) => {
        const target = one.matches("input[type=checkbox], input[type=radio]") ? one.closest("label") : one.matches(".card-body a") ? one.closest("li") : one;
        const { width, height } = target.getBoundingClientRect();
        return width + 0.5 < least || height + 0.5 < least ? `${one.outerHTML.slice(0, 90)} ${Math.round(width)}×${Math.round(height)}` : null;
    }).filter((one) => one && !/class="skip"/.test(one));
};

const isTooWide = () => document.documentElement.scrollWidth > innerWidth;
const lower = (least) => [...document.querySelectorAll("main .button, nav a, .chip span, .parts button")].filter((one) => one.getClientRects().length && one.getBoundingClientRect().height + 0.5 < least).map((one) => one.outerHTML.slice(0, 90));

test("targets are large enough and nothing is wider than the window, also at 200 % and 400 %, in a quarter of it", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    for (const hash of PAGES) {
        await go(page, hash);
        for (const [size, viewport] of Object.entries({ ...SIZES, "200 %": { width: 720, height: 450 }, "400 %": { width: 320, height: 256 } })) {
            await page.setViewportSize(viewport);
            assert.equal(await page.evaluate(isTooWide), false, `${hash} is too wide, ${size}`);
            if (!(size in SIZES)) continue;
            assert.deepEqual(await page.evaluate(small, 24), [], `${hash}, ${size}`);
            assert.deepEqual(await page.evaluate(lower, size === "phone" ? 44 : 24), [], `${hash}, ${size}`);
        }
    }
    await page.context().close();
});

/** Pairs of controls of a form that lie over each other, and those that stick out of the section they are in. */
const overlaps = () => {
    const shown = [...document.querySelectorAll(".section input:not([type=radio], [type=checkbox], [type=range], .file, .camera), .section select, .section textarea, .section .button, .section .chip span")].filter((one) => one.checkVisibility());
    const boxes = shown.map((one) => [one, one.getBoundingClientRect()]);
    const over = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
    const name = (one) => one.id || one.textContent;
    const pairs = boxes.flatMap(([one, a], n) => boxes.slice(n + 1).filter(([, b]) => over(a, b)).map(([other]) => `${name(one)} over ${name(other)}`));
    const out = boxes.filter(([one, a]) => a.right > one.closest(".section").getBoundingClientRect().right).map(([one]) => `${name(one)} sticks out`);
    return [...pairs, ...out];
};

test("the form of each kind, at each time, lies side by side", async () => {
    const kinds = ["raadhus.json/events", "side.json/hours", "news.json/news", "welcome.json/visit-brandenburg", "evergreen.json/lake", "raadhus.json/town-hall-address"];
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    const look = async (what) => {
        for (const width of [1440, 1190, 768, 360, 320]) {
            await page.setViewportSize({ width, height: 900 });
            assert.deepEqual(await page.evaluate(overlaps), [], `${what} at ${width}`);
        }
    };
    for (const kind of kinds) {
        const [file, id] = kind.split("/");
        await go(page, `#/slide/${encodeURIComponent(`playlists/${file}`)}/${id}`);
        await page.locator("details.section summary").click();
        await look(kind);
    }
    for (const chip of ["I dag", "Fra – til", "Ugedage og tider"]) {
        await page.locator("label.chip", { hasText: chip }).click();
        await look(chip);
    }
    await page.context().close();
});

test("the keyboard goes through every page and out again, and one sees where it is", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    for (const hash of PAGES) {
        await go(page, hash);
        if (hash.startsWith("#/enrol/")) await page.locator("#found").waitFor(); // which takes the focus
        await page.locator(".skip").focus();
        const seen = new Set();
        let left = false;
        for (let steps = 0; steps < 400 && !left; steps++) {
            await page.keyboard.press("Tab");
            const here = await page.evaluate(() => {
                const one = document.activeElement;
                if (!one || one === document.body) return null;
                const shown = one.matches(".chip input") ? one.nextElementSibling : one.matches(".card-body a") ? one.closest("li") : one;
                const style = getComputedStyle(shown);
                window.steps ??= new Map();
                if (!window.steps.has(one)) window.steps.set(one, window.steps.size);
                return { id: window.steps.get(one), visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, html: one.outerHTML.slice(0, 90) };
            });
            if (!here || seen.has(here.id)) left = true;
            else {
                seen.add(here.id);
                assert.ok(here.visible, `${hash}: focus is not seen on ${here.html}`);
            }
        }
        assert.ok(left && seen.size > 5, `${hash}: ${seen.size} stops`);
    }
    await page.context().close();
});

/** Controls that nothing sets off from the page any more, and elements that still move. */
const unseen = () => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const line = (one) => one.outerHTML.slice(0, 90);
    const bare = shown(".button, input:not([type=range], [type=radio], [type=checkbox], [type=file]), select, textarea, .chip span, .parts button")
        .filter((one) => parseFloat(getComputedStyle(one).borderTopWidth) < 1);
    const seconds = (list) => Math.max(...list.split(",").map(parseFloat));
    const moving = shown("*").filter((one) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(one);
        return seconds(transitionDuration) > 0.01 || (animationName !== "none" && seconds(animationDuration) > 0.01);
    });
    return [...bare.map((one) => `without an edge: ${line(one)}`), ...moving.map((one) => `moves: ${line(one)}`)];
};

test("forced colours and no motion: every page still shows what can be pressed and what is chosen, and nothing moves", async () => {
    const page = await open(browser, there.address, { forcedColors: "active" });
    await signIn(page, "karen");
    for (const hash of PAGES) {
        await go(page, hash);
        assert.deepEqual(await page.evaluate(unseen), [], hash);
    }
    await go(page, slide);
    const [chosen, other] = await page.evaluate(() => ["input[name=when]:checked + span", "input[name=when]:not(:checked) + span"].map((one) => getComputedStyle(document.querySelector(one)).backgroundColor));
    assert.notEqual(chosen, other);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
    await page.context().close();
});
