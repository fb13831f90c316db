/** Which language the page speaks, and its texts. */
import { signal } from "@preact/signals";
import type { Language, Localized } from "../api/types";
import type en from "../texts/en.json";

export type TextKey = keyof typeof en;
type Texts = Record<TextKey, string>;
type Values = Record<string, string | number>;

/** A browser loads the words of the language that somebody reads, and the other's when they choose that. */
const LOADERS: Record<Language, () => Promise<{ default: Texts }>> = {
    da: () => import("../texts/da.json", { with: { type: "json" } }),
    en: () => import("../texts/en.json", { with: { type: "json" } }),
};
let texts = {} as Texts;
export const locale = signal<Language>("da");

/** Nothing is said before it has come once. */
export async function setLocale(language: Language): Promise<void> {
    texts = (await LOADERS[language]()).default;
    locale.value = language;
    document.documentElement.lang = language;
}

/** The text with {names} filled in. "…|…" is one and many, by {n}. */
export function say(key: TextKey, values: Values = {}): string {
    void locale.value; // whoever says something is drawn again in another language
    const forms = texts[key].split("|");
    const form = forms.length > 1 && Number(values["n"]) !== 1 ? forms[1]! : forms[0]!;
    return form.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A text whose key is put together from data, such as a kind's name; `fallback` when there is none. */
export function sayMaybe(key: string, fallback: string): string {
    return key in texts ? say(key as TextKey) : fallback;
}

/** The text in the page's language, else in any. */
export function local(text: Localized | undefined): string {
    if (!text) return "";
    return text[locale.value] ?? text["en"] ?? text["da"] ?? Object.values(text)[0] ?? "";
}

export function languageName(language: string, speaker: string = locale.value): string {
    const name = new Intl.DisplayNames([speaker], { type: "language" }).of(language) ?? language;
    return name.charAt(0).toUpperCase() + name.slice(1);
}
