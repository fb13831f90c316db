/** A screen from its box to its end, as staff see it in the page: a real kiosk-sync and a player without a display. Needs DESK_PROGRAMS. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { PASSWORD, SCREEN_MS, go, launch, letIn, open, screen, secureDesk, signIn } from "../support.mjs";

let browser, there, box;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
    there = await secureDesk();
    box = screen(there);
});
afterEach(async () => {
    await box.stop();
    await there.stop();
});

const slide = "#/slide/playlists%2Fraadhus.json/welcome";
const real = (page) => page.getByRole("img", { name: "Det, Rådhuset viser" });

/** Types the code, says that it is the town hall's, in a group made on the spot. */
async function typeCode(page, code) {
    await go(page, "#/enrol");
    await page.getByLabel("Koden på skærmen").fill(code.toLowerCase().replace("-", " "));
    await page.keyboard.press("Enter");
    await letIn(page);
}

test("the address beside the code opens the page, over signing in, and the code goes nowhere before it is looked for", async () => {
    const page = await open(browser, there.address);
    const code = (await box.code()).replace("-", ""), addresses = [];
    page.on("request", (request) => addresses.push(`${request.method()} ${request.url().split("#")[0]} ${request.headers()["referer"] ?? ""}`));
    assert.equal(await box.address(), `${there.address}t#${code}`);
    await page.goto(await box.address());
    await page.locator("#login").fill("karen");
    await page.locator("#password").fill(PASSWORD);
    await page.locator("button").click();
    await page.getByRole("heading", { name: /^Fundet:/ }).waitFor();
    assert.deepEqual(addresses.filter((one) => one.includes(code)), []);
    await page.getByText("640 × 360").waitFor();
    await letIn(page);
    await box.plays("1.1");
    await page.getByRole("link", { name: "Gå til skærmen" }).click();
    await real(page).waitFor();
    const size = await real(page).evaluate(async (img) => (await img.decode(), [img.naturalWidth, img.naturalHeight]));
    assert.deepEqual(size, [640, 360], "the frame of its own panel");
    await page.getByText("Tilsluttet", { exact: true }).waitFor();
    assert.deepEqual(page.wrong, []);
});

test("a screen that the site does not have is made on the spot, and the device shows it once it is published", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await go(page, "#/enrol");
    await page.getByLabel("Koden på skærmen").fill(await box.code());
    await page.keyboard.press("Enter");
    await page.getByText("En skærm, der ikke findes endnu …").click();
    await page.getByLabel("Navn, Dansk").fill("Foyer");
    await page.getByLabel("Navn, Engelsk").fill("Lobby");
    await page.getByRole("button", { name: "Lav skærmen" }).click();
    await page.getByRole("radio", { name: /^Foyer/, checked: true }).waitFor();
    await letIn(page, /^Foyer/, "Er ikke udgivet endnu");
    await page.locator(".proof").getByRole("link", { name: /^Udgiv/ }).click();
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await box.plays("1.2");
    await page.locator(".proof").getByText(/1 af 1/).waitFor({ timeout: SCREEN_MS });
    assert.deepEqual(page.wrong, []);
});

test("a code that nobody shows is told as what it is, and who may not let screens in is told so", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await go(page, "#/enrol");
    const type = async (code) => {
        await page.getByLabel("Koden på skærmen").fill(code);
        const answer = page.waitForResponse(/\/enrol$/);
        await page.getByRole("button", { name: "Find skærmen" }).click();
        return (await answer).status();
    };
    assert.equal(await type("UUUU"), 422);
    await page.getByText("En kode har otte tegn").waitFor();
    assert.equal(await type("0000-0000"), 404);
    await page.getByText("Ingen skærm viser os den kode").or(page.getByText("Ingen skærm viser den kode til os")).waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    assert.equal(await type("0000-0001"), 404);
    await page.getByRole("alert").getByText("Noget sidder måske mellem skærmen og skrivebordet.").waitFor();
    for (let n = 2; (await type(`0000-000${n % 10}`)) !== 429; n++) assert.ok(n < 20, "codes can be tried for ever");
    await page.getByText(/Prøv igen om \d+ min/).waitFor();

    const mette = await open(browser, there.address);
    await signIn(mette, "mette");
    await go(mette, "#/enrol");
    await mette.getByText("Kun den, der styrer skærmene").waitFor();
    assert.deepEqual([...page.wrong, ...mette.wrong].filter((one) => !/429/.test(one)), []);
});

test("what staff ask is answered, what they publish is proven, and all of it without a reload", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await typeCode(page, await box.code());
    await go(page, "#/screens/raadhus");
    const answers = page.getByRole("list", { name: "Svar fra skærmen" });
    for (const name of ["Hvor er den?", "Nyt billede", "Hent igen"]) {
        await page.getByRole("button", { name }).click();
        await answers.getByRole("listitem").filter({ hasText: name }).getByText(/^udført/).waitFor();
    }
    await page.getByText("Historik", { exact: true }).click();
    await page.getByText("Viser udgave 1.1").waitFor();

    const mette = await open(browser, there.address);
    await signIn(mette, "mette");
    await go(mette, slide);
    await mette.locator("#f-headline-da").fill("Velkommen ind");
    await mette.locator("#f-headline-da").fill("Velkommen indenfor");
    await mette.getByRole("button", { name: "Færdig" }).click();
    await mette.locator(".toast").waitFor();
    await go(mette, "#/publish");
    await mette.getByText("1 ændring på 1 skærm").waitFor();
    await mette.getByRole("button", { name: "Udgiv nu" }).click();
    await mette.getByText(/Hentet \d\d\.\d\d\.\d\d: 1 af 1/).waitFor({ timeout: 60000 });
    await box.plays("1.2");
    await page.getByText("Viser udgave 1.2").waitFor();
    await go(page, "#/publish");
    await page.getByText("Skærme, der har det: 1 af 1").waitFor();
    assert.deepEqual([...page.wrong, ...mette.wrong], []);
});

test("another device takes its place, and the old one is out", async () => {
    const page = await open(browser, there.address);
    await signIn(page, "karen");
    await typeCode(page, await box.code());
    const other = screen(there);
    try {
        await go(page, "#/screens/raadhus");
        const replace = page.getByRole("link", { name: "Udskift skærm" });
        await replace.click();
        await page.getByLabel("Koden på skærmen").fill(await other.code());
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: /^Fundet:/ }).waitFor();
        await page.getByRole("radio", { name: /^Afløser Rådhuset/, checked: true }).waitFor(); // what was come for is chosen
        await letIn(page, /^Afløser Rådhuset/);
        await other.plays("1.1");
        await box.untilSync((report) => report.desk.state === "revoked", "was shut out");

        await page.getByRole("link", { name: "Gå til skærmen" }).click();
        await page.getByRole("button", { name: "Luk ude …" }).click();
        await page.getByRole("button", { name: "Luk skærmen ude" }).click();
        await page.getByText("Skærmen er ikke tilsluttet endnu.").waitFor();
        await other.untilSync((report) => report.desk.state === "revoked", "was shut out");
        assert.deepEqual(page.wrong, []);
    } finally {
        await other.stop();
    }
});
