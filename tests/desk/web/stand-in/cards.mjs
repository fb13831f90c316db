/** What GET /slides and the checks say of a slide. */
import { titleOf } from "./site.mjs";

/** An address that nobody answered at. */
const SILENT = "https://svarer-ikke.example/", ASKED = "2026-11-29";

const day = (moment) => moment?.slice(0, 10);

function stateOf(slide, screens, now) {
    if (!screens.length) return "unused";
    const when = slide.when;
    if (slide.source?.expires_on && slide.source.expires_on < day(now)) return "over";
    if (!when) return "always";
    const end = when.to ?? when.dates?.flat().at(-1);
    if (end && (end.length > 10 ? end <= now : end < day(now))) return "over";
    const start = when.from ?? when.dates?.flat()[0];
    if (start && start > now) return "coming";
    return "on";
}

function languagesOf(slide) {
    return ["headline", "body", "caption", "guest", "greeting", "kicker"].flatMap((key) => (slide[key] ? [Object.keys(slide[key])] : []));
}

export function cardsOf(content, published, now, query = {}) {
    const site = content.site();
    const then = published ? content.slidesBy(published) : new Map();
    const cards = content.playlists().flatMap((file) => {
        const screens = content.screensOf(file);
        return (content.json(file).slides ?? []).map((slide) => {
            const state = stateOf(slide, screens, now);
            const names = (language) => screens.map((id) => site.screens[id].name[language]).join(language === "da" ? " og " : " and ");
            const last = content.revisions.findLast((one) => one?.changes.some((change) => change.file === file && change.slide === slide.id));
            const sentence = (words, language) => (screens.length ? `${words[0]} ${names(language)}` : words[1]);
            return {
                file, id: slide.id, type: slide.type, title: titleOf(slide), screens, state,
                missing: site.languages.filter((language) => languagesOf(slide).some((has) => !has.includes(language))),
                ...(slide.when?.from ? { from: slide.when.from } : {}), ...(slide.when?.to ? { until: slide.when.to } : {}),
                sentence: { da: sentence(["Vises på", "Vises ingen steder"], "da"), en: sentence(["Shown on", "Shown nowhere"], "en") },
                ...(slide.qr === SILENT ? { unanswered: ASKED } : {}),
                ...(slide.picture ? { picture: slide.picture.asset } : {}),
                ...(last ? { changed: { at: last.at, by: last.by } } : {}),
                published: JSON.stringify(then.get(`${file}#${slide.id}`)) === JSON.stringify(slide),
                text: JSON.stringify(slide),
            };
        });
    });
    return cards
        .filter((card) => !query.screen || card.screens.includes(query.screen))
        .filter((card) => !query.state || card.state === query.state)
        .filter((card) => !query.q || card.text.toLowerCase().includes(query.q.toLowerCase()))
        .map(({ text: _text, ...card }) => card);
}

const REQUIRED = { text: "headline", image: "picture", welcome: "guest", events: "feeds", hours: "feeds", news: "feeds", departures: "feeds", film: "film", meetings: "rooms" };

export function findingsOf(content, tree) {
    const site = JSON.parse(tree.get("playlists/site.json"));
    const say = (da, en) => ({ da, en });
    const findings = [];
    for (const [file, bytes] of tree) {
        if (!/^playlists\/[^/]+\.json$/.test(file) || /(schema|site)\.json$/.test(file)) continue;
        for (const slide of JSON.parse(bytes).slides ?? []) {
            const find = (severity, code, key, text) =>
                findings.push({ file, line: 1, column: 1, severity, code, text, path: `/slides[id=${slide.id}]${key}` });
            const needed = REQUIRED[slide.type];
            const spared = slide.type === "hours" && slide.house; // which says where they come from
            if (!slide[needed] && !spared) find("error", "missing", `/${needed}`, say("Mangler; uden det kan slidet ikke vises.", "Missing; without it the slide cannot be shown."));
            for (const key of ["headline", "body", "caption"]) {
                for (const language of slide[key] ? site.languages.filter((one) => !slide[key][one]) : [])
                    find("warning", "untranslated", `/${key}/${language}`, say(`slidet ”${slide.id}” vises på ”${language}”, men er ikke oversat: "${key}"`, `slide "${slide.id}" is shown in "${language}" but not translated: "${key}"`));
            }
            for (const [language, text] of Object.entries(slide.headline ?? {}))
                if (text.split(/\s+/).length > 9) find("warning", "long", `/headline/${language}`, say("Overskriften er lang: den kan ikke læses på ti meters afstand.", "The headline is long: it cannot be read from ten metres away."));
            if (slide.qr && !slide.qr.startsWith("https://")) find("error", "address", "/qr", say("Adressen skal begynde med https://.", "The address must begin with https://."));
            if (slide.qr === SILENT) find("warning", "address-unanswered", "/qr", say(`${SILENT} svarede ikke, da den sidst blev prøvet (${ASKED})`, `${SILENT} did not answer when it was last asked (${ASKED})`));
            if (slide.picture && !slide.picture.alt) find("warning", "no-alt", "/picture/alt", say("Beskriv billedet for dem, der ikke ser det.", "Describe the picture for those who do not see it."));
        }
    }
    return findings;
}
