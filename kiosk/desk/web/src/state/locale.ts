/** Which language the page speaks, and its texts. */
import { signal } from "@preact/signals";
import type { Language, Localized } from "../api/types";
import da from "../texts/da.json";
import en from "../texts/en.json";

export type TextKey = keyof typeof en;
type Values = Record<string, string | number>;

const TEXTS: Record<Language, Record<TextKey, string>> = { da, en };
export const locale = signal<Language>("da");

export function setLocale(language: Language): void {
    locale.value = language;
    document.documentElement.lang = language;
}

/** The text with {names} filled in. "…|…" is one and many, by {n}. */
export function say(key: TextKey, values: Values = {}): string {
    const forms = TEXTS[locale.value][key].split("|");
    const form = forms.length > 1 && Number(values["n"]) !== 1 ? forms[1]! : forms[0]!;
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A text whose key is put together from data, such as a kind's name; `fallback` when there is none. */
export function sayMaybe(key: string, fallback: string): string {
    return key in TEXTS[locale.value] ? say(key as TextKey) : fallback;
}

/** The text in the page's language, else in any. */
export function local(text: Localized | undefined): string {
    if (!text) return "";
    return text[locale.value] ?? text["en"] ?? text["da"] ?? Object.values(text)[0] ?? "";
}

export function languageName(language: string): string {
    const name = new Intl.DisplayNames([locale.value], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toUpperCase() + name.slice(1);
}
