/** A bilingual slide with a picture, for one screen, tomorrow from nine to four: made, seen, published, taken back. Three ways. */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { ACTIONS_MOST, Hands, byKeyboard, byPointer, isForTomorrow } from "../flow.mjs";
import { desk, launch, open, root, signIn } from "../support.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

function made(way, context, make) {
    test(`a slide for tomorrow, ${way}`, async () => {
        const there = await desk();
        try {
            const page = await open(browser, there.address, context);
            await signIn(page, "mette");
            const hands = new Hands(page);
            await make(hands);
            assert.ok(hands.count <= ACTIONS_MOST, `${hands.count} actions`);
            await page.locator(".proof").getByText(/Hentet \d\d\.\d\d\.\d\d: 1 af 1/).waitFor();
            await isForTomorrow(page);
            await page.getByRole("button", { name: "Fortryd udgivelsen" }).click();
            await page.getByText("Skærmene går tilbage").waitFor();
            assert.equal(await page.evaluate(async () => (await (await fetch("/api/1/publication")).json()).published.seq), 3, "an earlier revision under a higher number");
            assert.deepEqual(page.wrong, []);
        } finally {
            await there.stop();
        }
    });
}

const lake = (hands) => byPointer(hands, path.join(root, "assets/lake.svg"));
made("at a desk", { viewport: { width: 1440, height: 900 } }, lake);
made("on a phone", { viewport: { width: 360, height: 740 }, hasTouch: true }, lake);
made("by keyboard alone", {}, byKeyboard);
