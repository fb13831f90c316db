/** A bilingual slide with a picture, for one screen, tomorrow from nine to four: made, seen, published, taken back. Three ways. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { PROGRAMS, desk, launch, open, root, signIn } from "../support.mjs";

const ACTIONS_MOST = 14;
/** No screen is enrolled at the real desk of the tests. */
const NO_DEVICE = /Ingen skærm er tilsluttet/;
const PICTURE = path.join(root, "assets/lake.svg");
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Counts what a person does: a press, a choice, a field filled. */
class Hands {
    count = 0;
    constructor(page) {
        this.page = page;
    }
    async press(locator) {
        this.count++;
        await locator.click();
    }
    async fill(selector, text) {
        this.count++;
        await this.page.locator(selector).fill(text);
    }
    async key(key) {
        this.count++;
        await this.page.keyboard.press(key);
    }
}

async function isOnScreen(page) {
    await page.locator(".proof").getByText(PROGRAMS ? NO_DEVICE : /På skærmen \d\d\.\d\d\.\d\d: 1 af 1/).waitFor();
    const slides = await page.evaluate(async () => (await (await fetch("/api/1/slides?q=Julekoncert")).json()).slides);
    assert.equal(slides.length, 1);
    assert.deepEqual(slides[0].screens, ["raadhus"]);
    assert.deepEqual(slides[0].missing, []);
    assert.match(slides[0].from, /T09:00$/);
    const { when } = await page.evaluate(async ({ file, id }) => (await (await fetch(`/api/1/files/${file}`)).json()).slides.find((one) => one.id === id), slides[0]);
    assert.match(when.from, /T09:00$/);
    assert.match(when.to, /T16:00$/);
    assert.equal(slides[0].published, true);
}

async function byPointer(page) {
    const hands = new Hands(page);
    await hands.press(page.getByRole("link", { name: "Nyt slide" }));
    await hands.press(page.getByRole("button", { name: /^Tekst og billede/ }));
    await hands.fill("#f-headline-da", "Julekoncert");
    await hands.fill("#f-headline-en", "Christmas concert");
    await hands.fill("#f-body-da", "Kom og syng med.");
    await hands.fill("#f-body-en", "Come and sing.");
    hands.count++;
    await page.locator("input.file").setInputFiles(PICTURE);
    await hands.fill("#f-picture-alt-da", "En sø ved aften");
    await hands.fill("#f-picture-alt-en", "A lake at dusk");
    await hands.press(page.locator("label.chip", { hasText: "I morgen" }));
    assert.ok(await page.getByRole("checkbox", { name: "Rådhuset" }).isChecked(), "the screen of last time is chosen");
    assert.match(await page.locator(".sentence").innerText(), /Kladde · vises på Rådhuset i morgen kl\. 9–16, når det er udgivet/);
    await page.getByRole("img", { name: /^Slidet på Rådhuset, Dansk, i morgen kl\. 9/ }).waitFor();
    await hands.press(page.getByRole("button", { name: "Udgiv …" }));
    await page.getByText("1 ændring på 1 skærm").waitFor();
    await hands.press(page.getByRole("button", { name: "Udgiv nu" }));
    await isOnScreen(page);
    return hands.count;
}

for (const [way, viewport] of [["at a desk", { width: 1440, height: 900 }], ["on a phone", { width: 360, height: 740 }]])
    test(`a slide for tomorrow, ${way}`, async () => {
        const there = await desk();
        try {
            const page = await open(browser, there.address, { viewport, hasTouch: viewport.width < 500 });
            await signIn(page, "mette");
            const count = await byPointer(page);
            assert.ok(count <= ACTIONS_MOST, `${count} actions`);
            await page.getByRole("button", { name: "Fortryd udgivelsen" }).click();
            await page.getByText("Skærmene går tilbage").waitFor();
            assert.equal(await page.evaluate(async () => (await (await fetch("/api/1/publication")).json()).published.seq), 3, "an earlier revision under a higher number");
            assert.deepEqual(page.wrong, []);
        } finally {
            await there.stop();
        }
    });

/** Tab until the focus is on what `selector` finds; a hundred steps is a page without it. */
async function tabTo(page, selector) {
    for (let steps = 0; steps < 100; steps++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
}

test("a slide for tomorrow, by keyboard alone", async () => {
    const there = await desk();
    try {
        const page = await open(browser, there.address);
        await signIn(page, "mette");
        await page.keyboard.press("n");
        await page.locator(".kind").first().waitFor();
        await tabTo(page, ".kind");
        await page.keyboard.press("Enter");
        await page.locator("#f-headline-da").waitFor();
        for (const [selector, text] of [["#f-headline-da", "Julekoncert"], ["#f-headline-en", "Christmas concert"], ["#f-body-da", "Kom og syng med."], ["#f-body-en", "Come and sing."]]) {
            await tabTo(page, selector);
            await page.keyboard.type(text);
        }
        await tabTo(page, ".drop .button:last-child");
        await page.keyboard.press("Enter");
        await page.locator("dialog .picture-button").first().waitFor();
        await tabTo(page, "dialog .picture-button");
        await page.keyboard.press("Enter");
        await page.locator("#f-picture-alt-da").waitFor();
        await tabTo(page, "input[name=when]");
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("ArrowRight");
        assert.match(await page.locator(".sentence").innerText(), /i morgen kl\. 9–16/);
        await page.keyboard.press("Control+Enter");
        await page.getByText("1 ændring på 1 skærm").waitFor();
        await page.keyboard.press("Control+Enter");
        await isOnScreen(page);
        assert.deepEqual(page.wrong, []);
    } finally {
        await there.stop();
    }
});
