/** What staff complain about elsewhere: lost texts, silent overwriting, deletion without a way back. */
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { PROGRAMS, SILENT, desk, go, launch, open, pictureButton, signIn } from "../support.mjs";

const slide = (id) => `#/slide/playlists%2Fraadhus.json/${id}`;
let browser, there, page;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
    there = await desk();
    page = await open(browser, there.address);
    await signIn(page, "mette");
});
afterEach(async () => {
    await page.context().close();
    await there.stop();
});

const api = (path, method = "GET", body) =>
    page.evaluate(async ([path, method, body]) => {
        const { csrf } = await (await fetch("/api/1/me")).json();
        const answer = await fetch(`/api/1${path}`, { method, headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" }, body: body ? JSON.stringify(body) : undefined });
        return answer.status === 204 ? null : answer.json();
    }, [path, method, body]);
const kept = () => page.getByText(/^Kladde gemt/).first().waitFor();
const headline = async () => (await api("/files/playlists/raadhus.json")).slides.find((one) => one.id === "welcome")?.headline.da;

test("a draft keeps itself, survives sign-out, and is offered first on return", async () => {
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Velkommen ind");
    await kept();
    assert.equal(await headline(), "Velkommen", "a draft is no revision");
    await go(page, "#/account");
    await page.getByRole("button", { name: "Log ud" }).click();
    await page.locator("#login").waitFor();
    await signIn(page, "mette");
    await page.getByRole("link", { name: "Fortsæt Velkommen" }).click();
    await page.locator("#f-headline-da").waitFor();
    assert.equal(await page.locator("#f-headline-da").inputValue(), "Velkommen ind");
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    assert.equal(await headline(), "Velkommen ind");
    assert.deepEqual(await api("/drafts"), [], "and is then no draft any more");
});

test("a session that ends keeps what is on the page", async () => {
    await go(page, slide("welcome"));
    await page.context().clearCookies();
    await page.locator("#f-headline-da").fill("Stadig her");
    await page.getByRole("heading", { name: "Log ind igen" }).waitFor();
    await page.locator("#again-password").fill("forkert kode her");
    await page.locator("dialog button.primary").click();
    await page.locator("dialog .notice.error").waitFor();
    await page.locator("#again-password").fill("tre tilfældige ord");
    await page.locator("dialog button.primary").click();
    await kept();
    assert.equal(await page.locator("#f-headline-da").inputValue(), "Stadig her");
});

test("undo and redo by button and key, in a text field too", async () => {
    await go(page, slide("welcome"));
    const field = page.locator("#f-headline-da");
    await field.fill("Hej");
    await page.locator("label.chip", { hasText: "I morgen" }).click();
    await field.focus();
    await page.keyboard.press("Control+z");
    await page.getByRole("radio", { name: "Altid", checked: true }).waitFor();
    await page.getByRole("button", { name: "Fortryd", exact: true }).click();
    assert.equal(await field.inputValue(), "Velkommen");
    await page.keyboard.press("Control+Shift+z");
    assert.equal(await field.inputValue(), "Hej");
});

test("the same field changed by two: both versions whole, and the choice counts", async () => {
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Mettes velkomst");
    await page.locator("#f-headline-en").fill("Mette's welcome");
    const other = await open(browser, there.address);
    await signIn(other, "ole");
    await go(other, slide("welcome"));
    await other.locator("#f-headline-da").fill("Oles velkomst");
    await other.getByRole("button", { name: "Done" }).click();
    await other.getByText("Ready to be published").waitFor();
    await other.context().close();
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByRole("heading", { name: "I har ændret det samme" }).waitFor();
    const box = page.locator(".conflicts");
    for (const text of ["Mettes velkomst", "Oles velkomst", "Ole Vad"]) assert.ok((await box.innerText()).includes(text), text);
    assert.ok(!(await box.innerText()).includes("Mette's welcome"), "what only one changed is no conflict");
    await box.getByText("Tag den anden").click();
    await page.getByRole("button", { name: "Fortsæt med det valgte" }).click();
    await box.waitFor({ state: "detached" });
    assert.equal(await page.locator("#f-headline-da").inputValue(), "Oles velkomst");
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    const { slides } = await api("/files/playlists/raadhus.json");
    assert.deepEqual(slides.find((one) => one.id === "welcome").headline, { en: "Mette's welcome", da: "Oles velkomst" });
});

test("of two versions a third is written", async () => {
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Velkommen, alle");
    const { revision } = await api("/files");
    await api("/edits", "POST", { base: revision, ops: [{ file: "playlists/raadhus.json", path: "/slides[id=welcome]/headline/da", op: "set", value: "Velkommen ind" }], note: "" });
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByRole("radio", { name: "Skriv en tredje" }).check();
    const third = page.getByRole("textbox", { name: "Skriv en tredje" });
    assert.equal(await third.inputValue(), "Velkommen, alle\nVelkommen ind", "it begins with both");
    await third.fill("Velkommen ind, alle");
    await page.getByRole("button", { name: "Fortsæt med det valgte" }).click();
    await page.locator(".conflicts").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    assert.equal(await headline(), "Velkommen ind, alle");
});

test("an earlier version is brought back, as a draft that can be undone", async () => {
    await go(page, slide("welcome"));
    for (const text of ["Første", "Anden"]) {
        await page.locator("#f-headline-da").fill(text);
        await page.getByRole("button", { name: "Færdig" }).click();
        await page.locator('#main[data-place=""] h1').waitFor();
        await go(page, slide("welcome"));
    }
    await page.getByRole("button", { name: "Historik" }).click();
    await page.locator(".entry", { hasText: "Første" }).last().getByRole("button", { name: "Hent denne udgave frem" }).click();
    await page.getByText("Udgaven er hentet frem som kladde.").waitFor();
    assert.equal(await page.locator("#f-headline-da").inputValue(), "Første");
    assert.equal(await headline(), "Anden", "what others see is as it was");
    await page.getByRole("button", { name: "Fortryd", exact: true }).click();
    assert.equal(await page.locator("#f-headline-da").inputValue(), "Anden");
});

test("single days, exceptions and languages are chosen in the page", async () => {
    await go(page, slide("welcome"));
    await page.locator("label.chip", { hasText: "Ugedage og tider" }).click();
    await page.getByText("Pause og enkelte dage").click();
    const except = page.getByRole("group", { name: "Hold pause disse dage" });
    await except.getByRole("button", { name: "Tilføj dage" }).click();
    await except.locator("#except-0-first").fill("2026-12-24");
    await except.locator("#except-0-last").fill("2026-12-26");
    await except.getByRole("button", { name: "Tilføj dage" }).click();
    await except.locator("#except-1-first").fill("2026-12-31");
    assert.match(await page.locator(".sentence").innerText(), /undtagen .*24\. dec.*26\. dec.*31\. dec/);
    await page.locator("details.section summary").click();
    await page.getByRole("group", { name: "Sprog" }).getByRole("checkbox", { name: "Engelsk" }).uncheck();
    await page.locator("#f-headline-en").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    const saved = (await api("/files/playlists/raadhus.json")).slides.find((one) => one.id === "welcome");
    assert.deepEqual(saved.when.except, [["2026-12-24", "2026-12-26"], "2026-12-31"]);
    assert.deepEqual(saved.languages, ["da"]);
});

test("a slide that is always shown pauses for a summer, and is back when the pause is taken away", async () => {
    await go(page, slide("welcome"));
    await page.locator("label.chip", { hasText: "Altid" }).click();
    await page.getByText("Pause og enkelte dage").click();
    await page.getByRole("group", { name: "Hold pause disse dage" }).getByRole("button", { name: "Tilføj dage" }).click();
    await page.locator("#except-0-first").fill("2027-06-21");
    await page.locator("#except-0-last").fill("2027-08-15");
    assert.match(await page.locator(".sentence").innerText(), /undtagen 21\. jun\. 2027–15\. aug\. 2027/);
    await page.getByRole("radio", { name: "Altid", checked: true }).waitFor();
    await page.getByRole("button", { name: "Fjern 21. jun. 2027" }).click();
    assert.match(await page.locator(".sentence").innerText(), /Vises på Rådhuset\n/); // as the desk says of what is saved
});

test("what is shown when offices are open is said and stays", async () => {
    await go(page, slide("good-morning"));
    assert.equal(await page.locator("#when-holidays").inputValue(), "open");
    await page.locator("#f-headline-da").fill("Godmorgen igen");
    assert.match(await page.locator(".sentence").innerText(), /ikke når kontorerne har lukket/);
});

test("a slide that was deleted is kept after all, from the sheet, also when the toast is gone", async () => {
    await go(page, slide("welcome"));
    await page.getByRole("button", { name: "Slet" }).click();
    await page.getByText("Velkommen er slettet.").waitFor();
    await page.reload();
    await go(page, "#/publish");
    await page.locator(".change", { hasText: "Velkommen" }).getByRole("button", { name: "Hent slidet tilbage" }).click();
    await page.getByText("Der er intet at udgive.").waitFor();
    assert.equal(await headline(), "Velkommen");
    assert.deepEqual(page.wrong, []);
});

test("a slide that was deleted and published away is brought back from the content", async () => {
    await go(page, slide("good-morning")); // one that moves is not deleted
    await page.locator("#part-where label.chip", { hasText: "Internationalt hjørne" }).click();
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.locator('#main[data-place=""] h1').waitFor();
    await go(page, slide("welcome"));
    await page.getByRole("button", { name: "Slet" }).click();
    await page.getByText("Velkommen er slettet.").waitFor();
    await page.locator('#main[data-place="content"] h1').waitFor();
    await go(page, "#/publish");
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await page.getByText(/^Udgivet \d/).waitFor();
    await page.reload();
    await go(page, "#/content");
    await page.getByText("Slettede slides").click();
    await page.locator("details li").first().waitFor();
    assert.equal(await page.locator("details li").count(), 1);
    await page.locator("details li", { hasText: "Velkommen" }).getByRole("button", { name: "Hent slidet tilbage" }).click();
    await page.getByText("Ingen er slettet for nylig.").waitFor();
    assert.equal(await headline(), "Velkommen");
    assert.deepEqual(page.wrong, []);
});

test("what is done to the whole slide stays below its picture, however far one scrolled", async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await go(page, slide("five-minutes"));
    await page.getByRole("button", { name: "Slet" }).waitFor();
    for (const y of [0, 150, 300, 600, 5000]) {
        await page.evaluate((y) => scrollTo(0, y), y);
        const [see, whole] = await Promise.all([".see", ".whole"].map((one) => page.locator(one).boundingBox()));
        assert.ok(whole.y >= see.y + see.height, `scrolled to ${y}`);
    }
});

test("publishing is undone and done again by key, and then what was saved before it", async () => {
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Udgivet nu");
    await page.getByRole("button", { name: "Udgiv …" }).click();
    await page.getByRole("button", { name: "Udgiv nu" }).click();
    await page.locator(".proof").waitFor();
    const published = async () => (await api("/publication")).published;
    const { revision, seq } = await published();
    await go(page, "#/content");
    const key = async (name, words) => {
        await page.keyboard.press(name);
        await page.getByText(words).waitFor();
        await page.locator(".toast button").last().click();
        await page.locator(".toast").waitFor({ state: "detached" });
    };
    await key("Control+z", "Fortrudt.");
    assert.equal((await published()).seq, seq + 1);
    assert.notEqual((await published()).revision, revision);
    await key("Control+Shift+z", "Gjort igen.");
    assert.equal((await published()).revision, revision);
    await key("Control+z", "Fortrudt.");
    await key("Control+z", "Fortrudt.");
    assert.equal(await headline(), "Velkommen");
});

test("a slide that somebody deletes meanwhile is not lost", async () => {
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Min udgave");
    const { revision } = await api("/files");
    await api("/edits", "POST", { base: revision, ops: [{ file: "playlists/raadhus.json", path: "/slides[id=welcome]", op: "remove" }], note: "" });
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByRole("button", { name: "Behold min udgave" }).click();
    await page.locator(".gone").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    assert.equal(await headline(), "Min udgave");
});

test("deleting asks nothing and is undone", async () => {
    await go(page, slide("welcome"));
    await page.getByRole("button", { name: "Slet" }).click();
    await page.getByText("Velkommen er slettet.").waitFor();
    assert.equal(await headline(), undefined);
    await page.locator(".toast").getByRole("button", { name: "Fortryd" }).click();
    await page.getByText("Fortrudt.").waitFor();
    assert.equal(await headline(), "Velkommen");
});

test("a copy is a slide of its own; history says who changed what", async () => {
    await go(page, slide("welcome"));
    await page.getByRole("button", { name: "Kopiér" }).click();
    await page.getByText("Kopien er lavet.").waitFor();
    await page.waitForFunction(() => /welcome-[0-9a-z]{4}$/.test(location.hash));
    await page.locator("#f-headline-da").fill("En kopi");
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    assert.equal(await headline(), "Velkommen");
    await page.goBack();
    await page.getByRole("button", { name: "Historik" }).click();
    const entry = page.locator(".entry").first();
    await entry.waitFor();
    const words = await entry.innerText();
    for (const text of ["Mette Holm", "Overskrift, Dansk", "Velkommen", "En kopi"]) assert.ok(words.includes(text), `${text} in ${words}`);
});

test("screens are chosen, and the desk finds the list", async () => {
    await go(page, slide("welcome"));
    await page.getByRole("checkbox", { name: "Internationalt hjørne" }).check();
    await page.getByRole("checkbox", { name: "Rådhuset" }).uncheck();
    await kept();
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    const { slides } = await api("/slides?q=Rådhuspladsen");
    assert.deepEqual(slides.map((one) => [one.file, one.screens]), [["playlists/bibliotek.json", ["bibliotek"]]]);
});

test("a list that has to be made for the chosen screens is there when one comes back", async () => {
    await go(page, slide("welcome"));
    await page.getByRole("checkbox", { name: "Internationalt hjørne" }).check();
    // at once: what was chosen counts, though the desk has not said yet where the slide belongs
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.getByText("Klar til at blive udgivet").waitFor();
    const { slides } = await api("/slides?q=Rådhuspladsen");
    assert.deepEqual(slides.map((one) => [one.file, one.screens]), [["playlists/desk-raadhus-bibliotek.json", ["raadhus", "bibliotek"]]]);
    await go(page, "#/slide/playlists%2Fdesk-raadhus-bibliotek.json/welcome");
    await page.locator("#f-headline-da").waitFor();
    for (const name of ["Rådhuset", "Internationalt hjørne"]) await page.getByRole("checkbox", { name, checked: true }).waitFor();
});

test("what is typed while a draft is being kept is kept, too; what cannot be kept is tried again", async () => {
    await go(page, slide("welcome"));
    const bodies = [];
    await page.route("**/api/1/drafts", async (route) => {
        if (route.request().method() !== "PUT") return route.continue();
        bodies.push(route.request().postDataJSON());
        if (bodies.length === 1) await page.locator("#f-headline-da").fill("To");
        return bodies.length === 2 ? route.fulfill({ status: 503, body: "" }) : route.continue();
    });
    await page.locator("#f-headline-da").fill("En");
    await kept();
    assert.equal((await api("/drafts"))[0].ops[0].value, "To");
    assert.deepEqual(bodies.map((body) => body.ops[0].value), ["En", "To", "To"]);
});

test("order by key, by button and by dragging, each undone as one", async () => {
    await go(page, "#/screens/raadhus");
    const order = async () => (await api("/files/playlists/raadhus.json")).slides.map((one) => one.id).slice(0, 3);
    const list = page.locator(".order", { has: page.getByRole("heading", { name: "Rådhuset" }) });
    await list.getByRole("button", { name: "Flyt Velkommen ned" }).focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByText("Velkommen er flyttet.").waitFor();
    assert.deepEqual(await order(), ["good-morning", "welcome", "events"]);
    assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "Flyt Velkommen ned", "the focus goes along");
    await page.locator(".toast").getByRole("button", { name: "Fortryd" }).click();
    await page.getByText("Fortrudt.").waitFor();
    assert.deepEqual(await order(), ["welcome", "good-morning", "events"]);
    await list.locator("[data-slide=events]").dragTo(list.locator("[data-slide=welcome]"));
    await page.getByText("Det sker i Ballerup er flyttet.").waitFor();
    assert.deepEqual(await order(), ["events", "welcome", "good-morning"]);
});

test("remarks stand beside their fields, and errors hold back a publication only", async () => {
    await go(page, slide("five-minutes"));
    await page.locator("#f-headline-en").fill("");
    await page.locator("#f-headline-en-remarks").getByText("Oversættelsen mangler").waitFor();
    await page.locator(".findings").getByText("Overskrift, Engelsk: Oversættelsen mangler").waitFor(); // on a phone the field is far away
    await page.locator("#f-headline-da").fill("");
    // the real desk's finding is about the slide, and is listed beside the picture
    if (PROGRAMS) await page.locator(".findings .error").getByText("kan slidet ikke vises").waitFor();
    else await page.locator(".text-field", { hasText: "Overskrift" }).getByText("kan slidet ikke vises").first().waitFor();
    await page.getByRole("button", { name: "Udgiv …" }).click();
    await page.getByText(/^\d fejl skal rettes først/).waitFor();
    await page.getByRole("button", { name: "Udgiv nu", disabled: true }).waitFor();
});

test("an address that did not answer is said beside its field, before publishing and on the first page", async () => {
    there.unanswered?.(SILENT);
    await go(page, slide("five-minutes"));
    await page.locator("#f-qr").fill(SILENT);
    await page.locator("#f-qr-remarks").getByText(`${SILENT} svarede ikke, da den sidst blev prøvet (2026-11-29)`).waitFor();
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.locator(".toast").waitFor();
    await go(page, "#/publish");
    await page.locator(".remarks").getByText("svarede ikke").first().waitFor();
    await page.getByRole("button", { name: "Udgiv nu", disabled: false }).waitFor();
    await go(page, "#/");
    const line = page.locator(".panel li", { hasText: /^Adressen på “.+” svarer ikke/ });
    await line.getByRole("link").click();
    await page.locator("#f-qr-remarks").getByText("svarede ikke").waitFor();
    assert.deepEqual(page.wrong, []);
});

test("a refused picture says the reason; a pasted one is taken", async () => {
    await go(page, "#/pictures");
    const bad = { name: "ferie.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a picture") };
    await page.locator("input.file").setInputFiles([bad]);
    await page.getByText(/^ferie\.jpg blev ikke taget: (Filen er beskadiget|Det er ikke et billede)/).waitFor();
    await page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(["<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 9'/>"], "sommer.svg", { type: "image/svg+xml" }));
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
    });
    await page.getByText("sommer.svg er klar.").waitFor();
    await pictureButton(page, "sommer.svg");
});

test("a new slide is no error: what it needs is said calmly, and nothing is painted before", async () => {
    const painted = []; // of this slide: the overview that was left may still ask for its own pictures
    page.on("request", (request) => /\/preview$/.test(request.url()) && request.postData().includes("text-new1") && painted.push(request.postData()));
    const checked = page.waitForResponse((response) => /\/check$/.test(response.url()) && response.request().postData().includes("text-new1"));
    await go(page, `${slide("text-new1")}?kind=text&screens=raadhus`);
    await page.locator(".see").getByText("Udfyld det, der mangler").waitFor();
    assert.equal((await (await checked).json()).findings.some((one) => one.code === "missing"), true, "the desk does say so");
    await page.getByText("Ingen bemærkninger").waitFor();
    assert.equal(await page.locator(".remarks .error").count(), 0);
    await page.getByRole("button", { name: "Færdig" }).click();
    await page.locator(".toast").getByText("Udfyld det, der mangler").waitFor();
    assert.deepEqual(painted, []);
    await page.locator("#f-headline-da").fill("Sommerfest");
    await page.locator(".see-picture img").waitFor();
    assert.deepEqual(page.wrong, []);
});

test("a time of day is typed as people write it, on the 24 hour clock in each language", async () => {
    await go(page, slide("welcome"));
    await page.locator("label.chip", { hasText: "I morgen" }).click();
    const begins = page.getByLabel("Fra kl.");
    await begins.fill("930");
    await begins.blur();
    assert.equal(await begins.inputValue(), "09:30");
    await page.getByLabel("Til kl.").fill("16.15");
    await begins.fill("halv ti");
    await begins.blur();
    assert.equal(await begins.inputValue(), "09:30", "what is no time is put back");
    assert.match(await page.locator(".sentence").innerText(), /i morgen kl\. 9\.30–16\.15/);
});
