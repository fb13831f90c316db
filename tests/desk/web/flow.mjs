/** What a person does to show a bilingual slide with a picture on one screen tomorrow from nine to four: by pointer, or by keyboard alone. */
import assert from "node:assert/strict";

/** So many presses, choices and filled fields at most, and so many ms at a person's pace. */
export const ACTIONS_MOST = 14;
export const MS_MOST = 120000;
/** How fast a person is, in ms: from what was done to finding the next control, and from key to key. */
export const HUMAN = { find: 600, key: 50 };
const AT_ONCE = { find: 0, key: 0 };

export const CONCERT = { headline: { da: "Julekoncert", en: "Christmas concert" }, body: { da: "Kom og syng med.", en: "Come and sing." }, alt: { da: "En sø ved aften", en: "A lake at dusk" } };

/** Counts what a person does: a press, a choice, a field filled. */
export class Hands {
    count = 0;
    began = performance.now();
    constructor(page, pace = AT_ONCE) {
        this.page = page;
        this.pace = pace;
    }
    /** How long it took until now, in ms. */
    get took() {
        return performance.now() - this.began;
    }
    async #find() {
        this.count++;
        await this.page.waitForTimeout(this.pace.find);
    }
    async press(locator) {
        await this.#find();
        await locator.click();
    }
    async fill(selector, text) {
        await this.#find();
        await this.page.locator(selector).click();
        await this.page.keyboard.type(text, { delay: this.pace.key });
    }
    async choose(selector, file) {
        await this.#find();
        await this.page.locator(selector).setInputFiles(file);
    }
    async shortcut(keys) {
        await this.#find();
        await this.key(keys);
    }
    /** A key on the way to something, or on it. */
    async key(key) {
        await this.page.keyboard.press(key, { delay: this.pace.key });
    }
    /** Tab until the focus is on what `selector` finds; a hundred steps is a page without it. */
    async tabTo(selector) {
        await this.#find();
        for (let steps = 0; steps < 100; steps++) {
            if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
            await this.key("Tab");
        }
        throw new Error(`the keyboard does not reach ${selector}`);
    }
}

/** With the desk in Danish. `picture` is a file. Ends when it is published; the proof is the caller's to wait for. */
export async function byPointer(hands, picture) {
    const { page } = hands;
    await hands.press(page.getByRole("link", { name: "Nyt slide" }));
    await hands.press(page.getByRole("button", { name: /^Tekst og billede/ }));
    for (const field of ["headline", "body"])
        for (const language of ["da", "en"]) await hands.fill(`#f-${field}-${language}`, CONCERT[field][language]);
    await hands.choose("input.file", picture);
    for (const language of ["da", "en"]) await hands.fill(`#f-picture-alt-${language}`, CONCERT.alt[language]);
    await hands.press(page.locator("label.chip", { hasText: "I morgen" }));
    assert.ok(await page.getByRole("checkbox", { name: "Rådhuset" }).isChecked(), "the screen of last time is chosen");
    assert.match(await page.locator(".sentence").innerText(), /Kladde · vises på Rådhuset i morgen kl\. 9–16, når det er udgivet/);
    await page.getByRole("img", { name: /^Slidet på Rådhuset, Dansk, i morgen kl\. 9/ }).waitFor();
    await hands.press(page.getByRole("button", { name: "Udgiv …" }));
    await page.getByText("1 ændring på 1 skærm").waitFor();
    await hands.press(page.getByRole("button", { name: "Udgiv nu" }));
}

export async function byKeyboard(hands) {
    const { page } = hands;
    await hands.shortcut("n");
    await page.locator(".kind").first().waitFor();
    await hands.tabTo(".kind");
    await hands.key("Enter");
    await page.locator("#f-headline-da").waitFor();
    for (const field of ["headline", "body"])
        for (const language of ["da", "en"]) {
            await hands.tabTo(`#f-${field}-${language}`);
            await page.keyboard.type(CONCERT[field][language], { delay: hands.pace.key });
        }
    await hands.tabTo(".drop .button:last-child");
    await hands.key("Enter");
    await page.locator("dialog .picture-button").first().waitFor();
    await hands.tabTo("dialog .picture-button");
    await hands.key("Enter");
    await page.locator("#f-picture-alt-da").waitFor();
    await hands.tabTo("input[name=when]");
    await hands.key("ArrowRight");
    await hands.key("ArrowRight");
    assert.match(await page.locator(".sentence").innerText(), /i morgen kl\. 9–16/);
    await hands.shortcut("Control+Enter");
    await page.getByText("1 ændring på 1 skærm").waitFor();
    await hands.shortcut("Control+Enter");
}

/** What the desk says of the slide that was made last, wherever it was made; `others` are ids of those made before. */
export async function isForTomorrow(page, others = []) {
    const slides = await page.evaluate(async (title) => (await (await fetch(`/api/1/slides?q=${title}`)).json()).slides, CONCERT.headline.da);
    const fresh = slides.filter((one) => !others.includes(one.id));
    assert.equal(fresh.length, 1);
    assert.deepEqual(fresh[0].screens, ["raadhus"]);
    assert.deepEqual(fresh[0].missing, []);
    const { when } = await page.evaluate(async ({ file, id }) => (await (await fetch(`/api/1/files/${file}`)).json()).slides.find((one) => one.id === id), fresh[0]);
    assert.match(when.from, /T09:00$/);
    assert.match(when.to, /T16:00$/);
    assert.equal(fresh[0].published, true);
    return fresh[0];
}
