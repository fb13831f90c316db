/** The page's texts for tests of the model, which takes them as an argument. */
import da from "../../../../kiosk/desk/web/src/texts/da.json";
import en from "../../../../kiosk/desk/web/src/texts/en.json";

export const TEXTS: Record<string, Record<string, string>> = { da, en };

export const wordsIn = (locale: string) => (key: string, values: Record<string, string> = {}) =>
    TEXTS[locale]![key]!.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] ?? "");
