/** Days and moments as the site has them: local, ISO, without an offset. */

/** "2026-11-30T09:00" at the site, of an instant. */
export function localMoment(instant: Date, zone: string): string {
    const parts = new Intl.DateTimeFormat("sv-SE", {
        timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).format(instant);
    return parts.replace(" ", "T");
}

export const dayOf = (moment: string) => moment.slice(0, 10);
export const timeOf = (moment: string) => moment.slice(11, 16);

export function addDays(day: string, count: number): string {
    const date = new Date(`${day}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
}

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export function weekdayOf(day: string): string {
    return WEEKDAYS[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7]!;
}

/** The weekday's name, short, for a person. */
export function weekdayName(weekday: string, locale: string, style: "short" | "long" = "short"): string {
    const monday = Date.UTC(2024, 0, 1, 12);
    const date = new Date(monday + WEEKDAYS.indexOf(weekday as (typeof WEEKDAYS)[number]) * 86400000);
    return new Intl.DateTimeFormat(tag(locale), { weekday: style, timeZone: "UTC" }).format(date).replace(/\.$/, "");
}

const tag = (locale: string) => (locale === "da" ? "da-DK" : "en-GB");

/** "2. dec." or "2 Dec"; the year is said only when it is another one than that of `today`. */
export function sayDay(day: string, locale: string, today: string): string {
    const year = day.slice(0, 4) !== today.slice(0, 4);
    const date = new Date(`${day}T12:00:00Z`);
    const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", timeZone: "UTC" };
    if (year) options.year = "numeric";
    return new Intl.DateTimeFormat(tag(locale), options).format(date);
}

/** "9" or "9.30" in Danish, "9:00" or "9:30" in English, of "09:00". */
export function sayTime(time: string, locale: string): string {
    const [hour = "0", minute = "00"] = time.split(":");
    const number = String(Number(hour));
    return locale === "da" ? (minute === "00" ? number : `${number}.${minute}`) : `${number}:${minute}`;
}

/** "09:30" of "9.30", "9:30", "0930" or "9", as people type a time of day; null: it is none. */
export function asTime(typed: string): string | null {
    const [, hour, minute = "00"] = /^(\d{1,2})(?:[.:]?([0-5]\d))?$/.exec(typed.trim()) ?? [];
    return hour && Number(hour) < 24 ? `${hour.padStart(2, "0")}:${minute}` : null;
}

/** "2. dec. kl. 9" or "2 Dec, 9:00", of a moment there. */
export function sayMoment(moment: string, locale: string, today: string): string {
    const day = sayDay(dayOf(moment), locale, today), time = sayTime(timeOf(moment), locale);
    return locale === "da" ? `${day} kl. ${time}` : `${day}, ${time}`;
}

/** "for 8 sek. siden" or "8 sec. ago": how long before `now` an instant was. */
export function sayAgo(instant: string, locale: string, now: Date): string {
    const seconds = Math.max(0, Math.round((now.getTime() - new Date(instant).getTime()) / 1000));
    const units: [number, Intl.RelativeTimeFormatUnit][] = [[60, "second"], [60, "minute"], [24, "hour"], [Infinity, "day"]];
    let count = seconds;
    for (const [most, unit] of units) {
        if (count < most) return new Intl.RelativeTimeFormat(tag(locale), { style: "short" }).format(-count, unit);
        count = Math.floor(count / most);
    }
    return "";
}

/** "14.02", or with the day when that is not today: of an instant "2026-11-29T13:02:00Z". */
export function sayInstant(instant: string, zone: string, locale: string, now: Date, seconds = false): string {
    const date = new Date(instant);
    if (Number.isNaN(date.getTime())) return "";
    const clock = new Intl.DateTimeFormat(tag(locale), {
        timeZone: zone, hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}),
    }).format(date);
    const day = dayOf(localMoment(date, zone));
    const today = dayOf(localMoment(now, zone));
    return day === today ? clock : `${sayDay(day, locale, today)} ${clock}`;
}
