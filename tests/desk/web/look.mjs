/** Pictures of every page to look at: node look.mjs FOLDER [NAME…]. At desk and phone size, in Danish and English, empty and full. */
import fs from "node:fs";
import path from "node:path";
import { desk, emptySite, go, launch, open, pictureButton, settled, signIn } from "./support.mjs";

const [folder, ...only] = process.argv.slice(2);
fs.mkdirSync(folder, { recursive: true });
const LONG = "Åbent hus om arbejdsmiljøuddannelser og sundhedsplejerskernes konsultationer for nytilkomne familier";
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } };
const slide = (id) => `#/slide/playlists%2Fraadhus.json/${id}`;

const PAGES = {
    overview: (page) => go(page, "#/"),
    content: (page) => go(page, "#/content"),
    search: async (page) => {
        await go(page, "#/content");
        await page.locator("input[type=search]").fill("xyzzy");
        await page.locator(".count-line").waitFor();
    },
    new: (page) => go(page, "#/new"),
    slide: (page) => go(page, slide("town-hall-address")),
    long: async (page) => {
        await go(page, slide("five-minutes"));
        await page.locator("#f-headline-da").fill(LONG);
        await page.locator("#f-headline-en").fill("");
        await page.locator("#f-qr").fill("http://forkert");
        await page.locator("label.chip", { hasText: /^(Ugedage|Weekdays)/ }).click();
        await page.locator("details.section summary").click();
        await page.locator(".text-field .remarks li").first().waitFor();
    },
    meetings: async (page) => {
        await go(page, slide("meetings"));
        await page.locator("#part-text section button", { hasText: /(frivillige|volunteers)/ }).click();
        await page.locator("#meeting-room").waitFor();
    },
    exceptions: async (page) => {
        await go(page, slide("five-minutes"));
        await page.locator("label.chip", { hasText: /^(Fra – til|From – to)/ }).click();
        await page.locator("details summary", { hasText: /^(Pause|A pause)/ }).click();
        await page.locator(".days button").first().click();
        await page.locator(".days button").first().waitFor();
        await page.locator("details.section summary").click();
    },
    history: async (page) => {
        await go(page, slide("expect"));
        await page.getByRole("button", { name: /^(Historik|History)$/ }).click();
        await page.locator("dialog .entry").first().waitFor();
    },
    library: async (page) => {
        await go(page, slide("expect"));
        await page.getByRole("button", { name: /^(Fra billederne|From the pictures)$/ }).click();
        await page.locator("dialog .picture-button").first().waitFor();
    },
    again: async (page) => {
        await go(page, "#/");
        const cookies = await page.context().cookies();
        await page.context().clearCookies();
        await page.evaluate(() => (location.hash = "#/screens"));
        await page.locator("dialog[open]").waitFor();
        await page.context().addCookies(cookies);
    },
    conflict: async (page) => {
        await go(page, slide("good-morning"));
        await page.locator("#f-headline-da").fill(`Godmorgen til jer ${Date.now() % 1000}`);
        await page.evaluate(async (value) => {
            const { csrf } = await (await fetch("/api/1/me")).json();
            const { revision } = await (await fetch("/api/1/files")).json();
            const ops = [{ file: "playlists/raadhus.json", path: "/slides[id=good-morning]/headline/da", op: "set", value }];
            await fetch("/api/1/edits", { method: "POST", headers: { "X-CSRF-Token": csrf, "Content-Type": "application/json" }, body: JSON.stringify({ base: revision, ops, note: "Godmorgen" }) });
        }, `Godmorgen alle sammen ${Date.now() % 1000}`);
        await page.getByRole("button", { name: /^(Færdig|Done)$/ }).click();
        await page.locator(".conflicts .third input").check();
    },
    pictures: (page) => go(page, "#/pictures"),
    picture: async (page) => {
        await go(page, "#/pictures");
        await (await pictureButton(page, /^town-hall/)).click();
        await page.locator("dialog .used a").first().waitFor();
        await page.locator("dialog .crops img").first().waitFor();
    },
    refused: async (page) => {
        await go(page, "#/pictures");
        await page.locator("input.file").first().setInputFiles([{ name: "ferie.jpg", mimeType: "image/jpeg", buffer: Buffer.from("none") }]);
        await page.locator(".uploads .refused").waitFor();
        await page.route("**/api/1/media/uploads/*", (route) => route.abort());
        await page.locator("input.file").first().setInputFiles([{ name: "Sommerfest på Rådhuspladsen 2026.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") }]);
        await page.locator(".uploads progress").waitFor();
    },
    screens: (page) => go(page, "#/screens"),
    screen: (page) => go(page, "#/screens/raadhus"),
    "screen-none": (page) => go(page, "#/screens/bibliotek"),
    groups: (page) => go(page, "#/groups"),
    enrol: (page) => go(page, "#/enrol"),
    "enrol-wrong": async (page) => {
        await go(page, "#/enrol");
        for (const code of ["K7MF-3QPY", "K7MF-3QPZ"]) {
            await page.locator("#code").fill(code);
            const answer = page.waitForResponse(/enrol/);
            await page.keyboard.press("Enter");
            await answer;
        }
    },
    "enrol-found": async (page) => {
        await go(page, "#/enrol/K7MF3QPX");
        await page.locator("#found").waitFor();
    },
    publish: (page) => go(page, "#/publish"),
    people: (page) => go(page, "#/people"),
    log: (page) => go(page, "#/log"),
    account: (page) => go(page, "#/account"),
    more: (page) => go(page, "#/more"),
    help: async (page) => {
        await go(page, "#/");
        await page.keyboard.press("Shift+?");
    },
};

async function shoot(page, name) {
    await settled(page).catch(() => {});
    await page.waitForFunction(() => [...document.querySelectorAll(".thumb")].every((box) => box.getBoundingClientRect().top > innerHeight || box.children.length), { timeout: 30000 }).catch(() => {});
    await page.waitForTimeout(400);
    const full = await page.evaluate(() => !document.querySelector("dialog[open]"));
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: full });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log(`${name}: ${wide} px too wide`);
}

/** Published, with the proof. */
async function publish(page, name) {
    await go(page, "#/publish");
    await page.locator(".button.primary.large").click();
    await page.locator(".proof p").first().waitFor();
    await shoot(page, name);
    await page.locator(".row .button").first().click();
    await page.locator(".toast").waitFor();
}

async function changeSomething(page) {
    await go(page, slide("expect"));
    await page.locator("#f-headline-da").fill("Det kan du regne med");
    await page.getByRole("button", { name: /^(Færdig|Done)$/ }).click();
    await page.locator(".toast").waitFor();
    await go(page, slide("welcome"));
    await page.locator("#f-headline-da").fill("Velkommen ind");
    await page.waitForResponse(/drafts/);
}

const browser = await launch();
const full = await desk();
const folderOfNothing = emptySite();
const empty = await desk(["--site", folderOfNothing, "--screens", "none"]);
const wanted = (name) => only.length === 0 || only.includes(name);
try {
    const maker = await open(browser, full.address);
    await signIn(maker, "karen");
    await changeSomething(maker);
    for (const [size, viewport] of Object.entries(SIZES)) {
        for (const language of ["da", "en"]) {
            const page = await open(browser, full.address, { viewport });
            await page.goto(`${full.address}sign-in`);
            if (wanted("sign-in") && language === "da") await shoot(page, `sign-in-${size}`);
            await signIn(page, "karen");
            await go(page, "#/account");
            await page.locator(`label.chip:has(span[lang=${language}])`).click();
            for (const [name, visit] of Object.entries(PAGES)) {
                if (!wanted(name)) continue;
                await visit(page);
                await shoot(page, `${name}-${size}-${language}`);
                if (await page.locator("#again-login").count()) await page.reload();
                await page.keyboard.press("Escape");
            }
            if (wanted("published")) await publish(page, `published-${size}-${language}`);
            if (page.wrong.length) console.log(page.wrong);
            await page.context().close();
        }
        if (!wanted("empty")) continue;
        const page = await open(browser, empty.address, { viewport });
        await signIn(page, "mette");
        for (const name of ["overview", "content", "publish", "screens"]) {
            await PAGES[name](page);
            await shoot(page, `empty-${name}-${size}`);
        }
        await page.context().close();
    }
} finally {
    await browser.close();
    await full.stop();
    await empty.stop();
    fs.rmSync(folderOfNothing, { recursive: true });
}
