/** Any value of a slide, before and after, as a person reads it. */
import type { Json } from "../api/types";
import { isObject, unstep } from "../model/path";
import { asWhen, sayWhen } from "../model/when";
import { languageName, locale, say, sayMaybe } from "../state/locale";
import { today } from "../state/session";

/** "/slides[id=welcome]/headline/da" or "/headline/da" → "Overskrift, dansk". */
export function fieldName(path: string): string {
    const [key = "", ...rest] = path.replace(/^\/slides\[[^\]]*\]\+?/, "").split("/").slice(1).map(unstep);
    if (!key) return say("editor.content");
    const inner = sayMaybe(`field.${[key, ...rest].join(".")}`, "");
    if (inner) return inner;
    const names = rest.map((part) => (/^[a-z]{2,3}(-|$)/.test(part) && part.length < 8 ? languageName(part) : sayMaybe(`picture.${part}`, part)));
    const name = key === "when" ? say("editor.when") : sayMaybe(`field.${key}`, key);
    return [name, ...(key === "when" ? [] : names)].join(", ");
}

export function Value({ path, value }: { path: string; value: Json | undefined }) {
    if (value === undefined || value === null) return <span class="quiet">{say("history.nothing")}</span>;
    if (typeof value === "string") return <span>{value}</span>;
    if (typeof value === "boolean") return <span>{say(value ? "yes" : "no")}</span>;
    if (/\/when$/.test(path)) return <span>{sayWhen(asWhen(value), locale.value, today(), say)}</span>;
    if (Array.isArray(value)) return <span>{value.map((one) => (Array.isArray(one) ? one.join("–") : String(one))).join(", ")}</span>;
    if (!isObject(value)) return <span>{String(value)}</span>;
    return (
        <dl class="value">
            {Object.entries(value).filter(([key]) => key !== "id" && key !== "type").map(([key, inner]) => (
                <div key={key}><dt>{fieldName(`/${key.length === 2 ? `x/${key}` : key}`).replace(/^x, /, "")}</dt><dd><Value path={`/${key}`} value={inner} /></dd></div>
            ))}
        </dl>
    );
}

export function BeforeAfter({ path, before, after }: { path: string; before: Json | undefined; after: Json | undefined }) {
    return (
        <div class="before-after">
            <div><h4>{say("history.before")}</h4><Value path={path} value={before} /></div>
            <div><h4>{say("history.after")}</h4><Value path={path} value={after} /></div>
        </div>
    );
}
