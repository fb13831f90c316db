/** Screens as staff see them: what is really on, a visitor's never; groups; and what can be asked. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { api, desk, go, launch, letIn, open, signIn } from "../support.mjs";

let browser, there;
before(async () => {
    browser = await launch();
    there = await desk();
});
after(async () => {
    await browser.close();
    await there.stop();
});

async function enter(login, address = there.address) {
    const page = await open(browser, address);
    await signIn(page, login);
    return page;
}

test("a screen that a visitor uses says so, and its picture is not even asked for", async () => {
    const used = await desk(["--screens", "used"]);
    try {
        const page = await enter("bo", used.address);
        const asked = [];
        page.on("request", (request) => asked.push(request.url()));
        for (const hash of ["#/", "#/screens", "#/screens/raadhus"]) {
            await go(page, hash);
            await page.getByText("In use. While a visitor is at the screen, it is not shown here.").first().waitFor();
        }
        assert.deepEqual(asked.filter((url) => /\/screens\/\d+\/picture/.test(url)), []);
        await page.context().close();
    } finally {
        await used.stop();
    }
});

test("what keeps a screen from the newest is said in the page's language, and the device's own words in English alone", async () => {
    const away = await desk(["--screens", "away"]);
    try {
        for (const [login, why, event, own] of [["mette", "Hvorfor: Den får intet svar over netværket", "Kan ikke hente: Den får intet svar over netværket", false], ["bo", "Why: It gets no answer over the network: desk.example: no route", "Cannot fetch: It gets no answer over the network: desk.example: no route", true]]) {
            const page = await enter(login, away.address);
            await go(page, "#/screens/raadhus");
            await page.getByText(why, { exact: true }).waitFor();
            await page.locator(".device summary").click();
            await page.locator(".device details li", { hasText: event }).waitFor();
            assert.equal((await page.locator("#main").innerText()).includes("no route"), own, login);
            assert.equal((await page.locator("#main").innerText()).includes("previous"), false, login);
            await page.context().close();
        }
    } finally {
        await away.stop();
    }
});

test("the frame that is on is shown beside what the plan says of a screen without a device", async () => {
    const page = await enter("mette");
    await go(page, "#/screens");
    await page.getByRole("img", { name: "Det, Rådhuset viser" }).waitFor();
    const planned = page.locator(".screen-card", { hasText: /Efter planen kl\. \d/ });
    await planned.getByText("Internationalt hjørne").waitFor();
    assert.equal(await planned.getByText("Lige nu").count(), 0, "nothing is on a screen that is not there");
    await page.getByText("Tænd skærmen, og tast koden, som den viser.").waitFor();
    await page.getByText("Lige nu: Velkommen").waitFor();
    assert.equal(await page.getByRole("link", { name: "Tilslut skærm" }).count(), 0, "a publisher lets no screen in");
    await go(page, "#/screens/raadhus");
    for (const fact of ["21 GB", "54 °C", "1920 × 1080", "…9282f8a7"]) await page.getByText(fact, { exact: true }).waitFor();
    await page.getByRole("button", { name: "Hvor er den?" }).click();
    await page.getByText(/^udført/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Luk ude …" }).count(), 0, "nor shuts one out");
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("groups: made, renamed, and a screen is moved, with who may what there", async () => {
    const page = await enter("karen");
    await go(page, "#/groups");
    await page.getByLabel("Ny gruppe").fill("Foyeren");
    await page.getByRole("button", { name: "Opret" }).click();
    const hall = page.getByRole("region", { name: "Rådhuset", exact: true });
    await hall.getByText("Karen Bech").waitFor();
    await hall.getByRole("combobox", { name: "Gruppe for Rådhuset" }).selectOption("Foyeren");
    const foyer = page.getByRole("region", { name: "Foyeren", exact: true });
    await foyer.getByRole("link", { name: "Rådhuset" }).waitFor();
    await page.getByRole("button", { name: "Omdøb: Foyeren" }).click();
    await page.getByLabel("Gruppens navn").fill("Forhallen");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Forhallen", exact: true }).getByRole("link", { name: "Rådhuset" }).waitFor();
    await page.getByRole("region", { name: "Biblioteket", exact: true }).getByRole("button", { name: "Fjern gruppen" }).click();
    await page.getByText("Gruppen Biblioteket er fjernet.").waitFor();
    await go(page, "#/screens/raadhus");
    assert.equal(await page.getByLabel("Gruppe", { exact: true }).inputValue(), "Forhallen");
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("a screen that the site does not have is made while its device is let in, undone and made again, and shows something once it is published", async () => {
    const page = await enter("karen");
    const screens = () => page.getByRole("radio", { name: /^Foyer|^Rådhuset/ });
    await page.goto(`${there.address}t#K7MF3QPX`);
    await page.getByText("En skærm, der ikke findes endnu …").click();
    const make = page.getByRole("button", { name: "Lav skærmen" });
    for (const undone of [true, false]) {
        await page.getByLabel("Navn, Dansk").fill("Foyer");
        assert.equal(await make.isDisabled(), true, "it has a name in each language");
        await page.getByLabel("Navn, Engelsk").fill("Lobby");
        await page.getByRole("checkbox", { name: "Den hænger på højkant" }).check();
        await make.click();
        await page.getByText("Foyer er lavet. Den viser noget, når du har udgivet.").waitFor();
        await page.getByRole("radio", { name: /^Foyer/, checked: true }).waitFor();
        if (!undone) continue;
        await page.locator(".toast").getByRole("button", { name: "Fortryd" }).click();
        await page.getByText("Fortrudt.").waitFor();
        await screens().last().waitFor();
        await page.getByRole("radio", { name: /^Foyer/ }).waitFor({ state: "detached" });
        await page.getByText("En skærm, der ikke findes endnu …").click();
    }
    const { json } = await api(page, "/files/playlists/site.json");
    const [id, made] = Object.entries(json.screens).at(-1), { event_names: _ours, ...like } = json.screens.raadhus;
    assert.match(id, /^screen-[0-9a-z]{4}$/);
    assert.deepEqual(made, { ...like, name: { da: "Foyer", en: "Lobby" }, rotate: 90 });
    await letIn(page, /^Foyer/, "Er ikke udgivet endnu");
    await page.getByText("Udgiv: så viser den noget.").waitFor();
    await page.locator(".proof").getByRole("link", { name: /^Udgiv/ }).click();
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await page.locator(".proof").waitFor();
    await go(page, `#/screens/${id}`);
    await page.getByText("Viser det, der er udgivet").first().waitFor();
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});

test("a code is found however it is typed; the address behind the QR code leads to it", async () => {
    const page = await enter("karen");
    for (const code of ["k7mf3qpx", "K7MF 3QPX", "K7MF-3QPX"]) {
        await go(page, "#/enrol");
        await page.getByLabel("Koden på skærmen").fill(code);
        await page.keyboard.press("Enter");
        await page.getByText("Raspberry Pi 5 Model B Rev 1.0").waitFor();
        await page.getByRole("button", { name: "En anden kode" }).click();
        await page.getByLabel("Koden på skærmen").waitFor();
        await go(page, "#/");
    }
    await page.goto(`${there.address}t#K7MF3QPX`);
    await page.getByRole("heading", { name: "Fundet: K7MF-3QPX" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/");
    await page.getByRole("radio", { name: /^Internationalt hjørne/ }).check();
    await page.getByLabel("Gruppe", { exact: true }).selectOption({ index: 1 });
    await page.getByRole("button", { name: "Luk skærmen ind" }).click();
    await page.getByRole("heading", { name: "Skærmen har det" }).waitFor();
    await page.getByRole("link", { name: "Gå til skærmen" }).click();
    await page.getByRole("button", { name: "Luk ude …" }).click();
    await page.getByRole("checkbox", { name: /^Den skal også holde op/ }).check();
    const told = page.waitForRequest((request) => request.method() === "DELETE");
    await page.getByRole("button", { name: "Luk skærmen ude" }).click();
    assert.match((await told).url(), /\?stop=true$/);
    await page.getByText("Skærmen er ikke tilsluttet endnu.").waitFor();
    assert.deepEqual(page.wrong, []);
    await page.context().close();
});
