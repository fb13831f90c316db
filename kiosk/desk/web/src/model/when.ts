/** When a slide is shown: what stands in its "when" (playlists/README.md), the chips of the form, and the sentence about it. */
import type { Json } from "../api/types";
import { WEEKDAYS, addDays, dayOf, sayDay, sayTime, timeOf, weekdayName, weekdayOf } from "./time";

export interface When {
    from?: string;
    to?: string;
    weekdays?: string[];
    hours?: [string, string][];
    holidays?: "any" | "only" | "never" | "open" | "closed";
    named_days?: string[];
    dates?: (string | [string, string])[];
    except?: (string | [string, string])[];
}
export type Chip = "always" | "today" | "tomorrow" | "span" | "weekly" | "holidays";
export const CHIPS: readonly Chip[] = ["always", "today", "tomorrow", "span", "weekly", "holidays"];

const OPENS = "09:00";
const CLOSES = "16:00";

export function asWhen(value: Json | undefined): When | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as unknown as When) : undefined;
}

export function ofChip(chip: Chip, today: string): When | undefined {
    const one = (day: string): When => ({ from: `${day}T${OPENS}`, to: `${day}T${CLOSES}` });
    switch (chip) {
        case "always": return undefined;
        case "today": return one(today);
        case "tomorrow": return one(addDays(today, 1));
        case "span": return { from: today, to: addDays(today, 7) };
        case "weekly": return { weekdays: ["mon", "tue", "wed", "thu", "fri"], hours: [[OPENS, CLOSES]], holidays: "never" };
        case "holidays": return { holidays: "only" };
    }
}

export function chipOf(when: When | undefined, today: string): Chip {
    if (!when || Object.keys(when).every((key) => key === "except")) return "always"; // but for a pause
    if (when.weekdays || when.hours) return "weekly";
    if (when.holidays === "only" && !when.from && !when.to) return "holidays";
    const day = when.from && when.to && dayOf(when.from) === dayOf(when.to) ? dayOf(when.from) : null;
    if (day === today) return "today";
    if (day === addDays(today, 1)) return "tomorrow";
    return "span";
}

const inDays = (day: string, list: When["dates"]) =>
    (list ?? []).some((item) => (typeof item === "string" ? item === day : item[0] <= day && day <= item[1]));

/** The hours of one day as [from, to), or none. Holidays are left to the player, which knows them. */
function openings(when: When, day: string): [string, string][] {
    if (when.weekdays && !when.weekdays.includes(weekdayOf(day))) return [];
    if (when.dates && !inDays(day, when.dates)) return [];
    if (inDays(day, when.except)) return [];
    const first = when.from && dayOf(when.from) === day ? timeOf(when.from) || "00:00" : "00:00";
    const last = when.to && dayOf(when.to) === day ? timeOf(when.to) || "24:00" : "24:00";
    return (when.hours ?? [["00:00", "24:00"]])
        .map(([a, b]): [string, string] => [a > first ? a : first, b <= a || b > last ? last : b])
        .filter(([a, b]) => a < b);
}

/** The first moment from `now` on at which it is shown, two minutes into a span that begins later; null: never again. */
export function firstMoment(when: When | undefined, now: string): string | null {
    if (!when) return now;
    let day = when.from && dayOf(when.from) > dayOf(now) ? dayOf(when.from) : dayOf(now);
    const end = when.to ? dayOf(when.to) : addDays(day, 366);
    for (let count = 0; count <= 366 && day <= end; count++, day = addDays(day, 1)) {
        for (const [from, to] of openings(when, day)) {
            if (day === dayOf(now) && from <= timeOf(now)) {
                if (timeOf(now) < to) return now;
            } else return `${day}T${from}`;
        }
    }
    return null;
}

export const isOver = (when: When | undefined, now: string) => firstMoment(when, now) === null;

type Say = (key: WhenWord, values?: Record<string, string>) => string;
export type WhenWord =
    | "when.always" | "when.today" | "when.tomorrow" | "when.from" | "when.until" | "when.between" | "when.at"
    | "when.and" | "when.only_holidays" | "when.not_holidays" | "when.only_closed" | "when.not_closed" | "when.except" | "when.on_days" | "when.every_day" | "when.some_days";

function sayMoment(moment: string, locale: string, today: string, say: Say): string {
    const day = dayOf(moment);
    const name = day === today ? say("when.today") : day === addDays(today, 1) ? say("when.tomorrow") : sayDay(day, locale, today);
    return timeOf(moment) ? `${name} ${say("when.at", { hours: sayTime(timeOf(moment), locale) })}` : name;
}

function sayHours(hours: [string, string][], locale: string, say: Say): string {
    return hours.map(([a, b]) => `${sayTime(a, locale)}–${sayTime(b, locale)}`).join(` ${say("when.and")} `);
}

function sayWeekdays(days: string[], locale: string, say: Say): string {
    const sorted = WEEKDAYS.filter((day) => days.includes(day));
    const first = WEEKDAYS.indexOf(sorted[0] ?? "mon");
    const run = sorted.length > 2 && sorted.every((day, n) => WEEKDAYS[first + n] === day);
    if (sorted.length === 7) return say("when.every_day");
    if (run) return `${weekdayName(sorted[0]!, locale)}–${weekdayName(sorted.at(-1)!, locale)}`;
    const names = sorted.map((day) => weekdayName(day, locale));
    return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${say("when.and")} ${names.at(-1)}`;
}

function sayDays(days: When["dates"], locale: string, today: string): string {
    return (days ?? [])
        .map((item) => (typeof item === "string" ? sayDay(item, locale, today) : item.map((day) => sayDay(day, locale, today)).join("–")))
        .join(", ");
}

function saySpan(when: When, locale: string, today: string, say: Say): string {
    const { from, to } = when;
    if (from && to && dayOf(from) === dayOf(to)) {
        const day = sayMoment(dayOf(from), locale, today, say);
        const hours = timeOf(from) && timeOf(to) ? ` ${say("when.at", { hours: sayHours([[timeOf(from), timeOf(to)]], locale, say) })}` : "";
        return day + hours;
    }
    if (from && to) return say("when.between", { from: sayMoment(from, locale, today, say), to: sayMoment(to, locale, today, say) });
    if (from) return say("when.from", { from: sayMoment(from, locale, today, say) });
    if (to) return say("when.until", { to: sayMoment(to, locale, today, say) });
    return "";
}

const HOLIDAYS: Record<string, WhenWord | undefined> = { only: "when.only_holidays", never: "when.not_holidays", closed: "when.only_closed", open: "when.not_closed" };

/** Named days, which the form does not know, are "some"; the desk has their names. "i morgen kl. 9–16", "man–fre kl. 9–12 og 13–16, ikke på helligdage". */
export function sayWhen(when: When | undefined, locale: string, today: string, say: Say): string {
    if (!when || Object.keys(when).length === 0) return say("when.always");
    const some = when.named_days ? say("when.some_days") : "";
    const weekdays = when.weekdays ? sayWeekdays(when.weekdays, locale, say) : when.hours && !when.dates && !some ? say("when.every_day") : "";
    const hours = when.hours ? say("when.at", { hours: sayHours(when.hours, locale, say) }) : "";
    const dates = when.dates ? say("when.on_days", { days: sayDays(when.dates, locale, today) }) : "";
    const parts = [
        [some, weekdays, dates, hours].filter(Boolean).join(" "),
        saySpan(when, locale, today, say),
        HOLIDAYS[when.holidays ?? ""] ? say(HOLIDAYS[when.holidays!]!) : "",
        when.except ? say("when.except", { days: sayDays(when.except, locale, today) }) : "",
    ];
    return parts.filter(Boolean).join(", ");
}
