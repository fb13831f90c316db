/** The kinds of slide of the player (core/site/slide_kinds.h) as a table: which fields a form has. Nothing else asks for the kind. */
import type { Slide } from "./slide";
import type { Finding, Site } from "../api/types";

export type FeedKind = "events" | "hours" | "news" | "departures";
export type Field =
    | { as: "line" | "long"; key: string; words: number; required?: true; anyLanguage?: true }
    | { as: "picture"; key: "picture"; required?: true }
    | { as: "address"; key: string }
    | { as: "choice"; key: string; options: readonly string[]; fallback: string }
    | { as: "number"; key: string; min: number; max: number; fallback: number }
    | { as: "feeds"; key: "feeds"; kind: FeedKind; required?: true }
    | { as: "rooms"; key: "rooms"; required: true }
    | { as: "meetings"; key: "meetings" }
    | { as: "words"; key: string }
    | { as: "languages"; key: "languages" }
    | { as: "name"; key: string; required?: true };

export interface Kind {
    name: string;
    fields: readonly Field[];
    /** The member that names the slide in lists. */
    title: string;
    /** Not offered for a new slide: what it shows is not made here. */
    unlisted?: true;
    /** Whether it states facts that have a source and an end. */
    source: boolean;
    blank: (site: Site) => Omit<Slide, "id" | "type">;
}

const FEED_FORMATS: Record<string, FeedKind> = { ics: "events", "dpl-events": "events", "dpl-hours": "hours", rss: "news", rejseplanen: "departures" };

export function feedsOf(site: Site, kind: FeedKind): string[] {
    return Object.keys(site.feeds ?? {}).filter((id) => FEED_FORMATS[site.feeds[id]!.format] === kind);
}

const headline: Field = { as: "line", key: "headline", words: 6 };
const body: Field = { as: "long", key: "body", words: 30 };
const picture: Field = { as: "picture", key: "picture" };
const qr: Field = { as: "address", key: "qr" };
const days: Field = { as: "number", key: "days", min: 1, max: 366, fallback: 14 };
const limit: Extract<Field, { as: "number" }> = { as: "number", key: "limit", min: 1, max: 50, fallback: 5 };
const feeds = (kind: FeedKind): Field => ({ as: "feeds", key: "feeds", kind, required: true });
const withFeeds = (kind: FeedKind) => (site: Site) => ({ feeds: feedsOf(site, kind) });

export const KINDS: readonly Kind[] = [
    {
        name: "text",
        title: "headline",
        source: true,
        fields: [
            { ...headline, required: true },
            body,
            picture,
            { as: "choice", key: "picture_side", options: ["end", "start", "top", "full"], fallback: "end" },
            qr,
        ],
        blank: () => ({}),
    },
    {
        name: "image",
        title: "caption",
        source: true,
        fields: [{ ...picture, required: true }, { as: "line", key: "caption", words: 12 }],
        blank: () => ({}),
    },
    {
        name: "welcome",
        title: "guest",
        source: false,
        fields: [
            { as: "line", key: "greeting", words: 4, anyLanguage: true },
            { as: "line", key: "guest", words: 12, required: true, anyLanguage: true },
            body,
            picture,
        ],
        blank: () => ({ greeting: { en: "Welcome", da: "Velkommen" }, bilingual: "together" }),
    },
    {
        name: "events",
        title: "headline",
        source: false,
        fields: [
            headline,
            feeds("events"),
            { as: "choice", key: "style", options: ["list", "poster"], fallback: "list" },
            days,
            limit,
            { as: "words", key: "tags" },
            qr,
            picture,
        ],
        blank: withFeeds("events"),
    },
    {
        name: "hours",
        title: "headline",
        source: false,
        fields: [headline, feeds("hours"), { as: "name", key: "branch" }, days],
        blank: withFeeds("hours"),
    },
    {
        name: "departures",
        title: "headline",
        source: false,
        fields: [headline, feeds("departures"), { ...limit, fallback: 8 }],
        blank: withFeeds("departures"),
    },
    { name: "news", title: "headline", source: false, fields: [headline, feeds("news"), limit], blank: withFeeds("news") },
    {
        name: "meetings",
        title: "headline",
        source: false,
        fields: [headline, { as: "rooms", key: "rooms", required: true }, { as: "meetings", key: "meetings" }, { as: "feeds", key: "feeds", kind: "events" }],
        blank: () => ({ meetings: [] }),
    },
    { name: "film", title: "headline", unlisted: true, source: true, fields: [headline, body, { as: "name", key: "film", required: true }], blank: () => ({}) },
];

/** What every kind has beside its own; shown under "more choices". */
export const COMMON: readonly Field[] = [
    { as: "line", key: "kicker", words: 6 },
    { as: "number", key: "dwell_seconds", min: 1, max: 86400, fallback: 12 },
    { as: "choice", key: "transition", options: ["fade", "slide", "cut"], fallback: "fade" },
    { as: "choice", key: "bilingual", options: ["alternate", "together"], fallback: "alternate" },
    { as: "languages", key: "languages" },
    { as: "number", key: "priority", min: 0, max: 9, fallback: 0 },
    { as: "name", key: "page" },
];

/** The languages a slide has its texts in: those it is restricted to, else the site's. */
export function languagesOf(slide: Slide, all: readonly string[]): string[] {
    const own = slide["languages"];
    const some = Array.isArray(own) ? all.filter((one) => own.includes(one)) : [];
    return some.length ? some : [...all];
}

export function kindOf(type: string): Kind {
    return KINDS.find((kind) => kind.name === type) ?? KINDS[0]!;
}

/** Whether each field that its kind needs has something in it; until then there is nothing to paint, and little to remark. */
export function isWhole(slide: Slide): boolean {
    return kindOf(slide.type).fields.every((field) => !("required" in field && field.required) || Object.keys(slide[field.key] ?? {}).length > 0
        || (field.as === "feeds" && slide["house"] !== undefined)); // the house says where its hours come from
}

/** Of what was found the part that helps whoever writes the slide now: the empty fields of a new one say so themselves, and a source comes last. */
export function worthSaying(findings: readonly Finding[], slide: Slide, isNew: boolean): Finding[] {
    const later = isWhole(slide) ? [] : isNew ? ["missing", "no-source"] : ["no-source"];
    return findings.filter((one) => !later.includes(one.code));
}
