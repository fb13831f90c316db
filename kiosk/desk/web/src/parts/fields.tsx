/** The fields of the slide form, one function for each way a field is filled in; which a kind has stands in model/kinds.ts. */
import { useState } from "preact/hooks";
import { type Field, feedsOf, languagesOf } from "../model/kinds";
import { type Path, at, isObject } from "../model/path";
import { words } from "../model/slide";
import { languageName, local, say, sayMaybe } from "../state/locale";
import { Labelled } from "./basics";
import { MeetingsField, RoomsField } from "./meetings_field";
import { type Form, found, remark, text } from "./form";

const label = (key: string) => sayMaybe(`field.${key}`, key);
const idOf = (path: Path) => `f-${path.join("-")}`;

/** Remarks about one field, in words and with a mark, never by colour alone. */
export function Remarks({ form, path }: { form: Form; path: Path }) {
    const all = found(form, path);
    if (!all.length) return null;
    return (
        <ul class="remarks" id={`${idOf(path)}-remarks`}>
            {all.map((one) => <li key={one.text.en} class={one.severity}><b>{say(`editor.${one.severity}`)}:</b> {remark(one)}</li>)}
        </ul>
    );
}

const described = (form: Form, path: Path) => (found(form, path).length ? `${idOf(path)}-remarks` : undefined);

function OneLanguage({ form, path, long, most, language, wanted }: {
    form: Form; path: Path; long: boolean; most: number; language: string; wanted: boolean;
}) {
    const value = text(form, path);
    const id = idOf(path);
    const count = words(value);
    const shared = {
        id,
        value,
        lang: language,
        readOnly: form.readOnly,
        spellcheck: true,
        maxLength: 4000,
        "aria-describedby": described(form, path),
        "aria-invalid": found(form, path).some((one) => one.severity === "error") || undefined,
        onInput: (event: { currentTarget: HTMLTextAreaElement }) => form.set(path, event.currentTarget.value || undefined),
    };
    return (
        <div class="language">
            <label for={id}><span class="visually-hidden">{label(path[0]!)}, </span>{languageName(language)}
                {wanted && !value && <span class="missing">{say("editor.missing")}</span>}
            </label>
            {long ? <textarea rows={3} {...shared} /> : <textarea rows={1} class="line" {...shared} onKeyDown={(event) => event.key === "Enter" && !event.ctrlKey && !event.shiftKey && event.preventDefault()} />}
            {count > most * 0.6 && most > 0 && (
                <p class={count > most ? "count over" : "count"}>{say(count > most ? "editor.too_long" : "editor.words", { n: count, most })}</p>
            )}
            <Remarks form={form} path={path} />
        </div>
    );
}

const GUEST_LANGUAGES = ["de", "sv", "no", "fi", "is", "fr", "es", "it", "pt", "nl", "pl", "cs", "lt", "lv", "et", "hu", "ro", "bg", "el", "uk", "ru", "tr", "ar", "fa", "ur", "zh-Hans", "ja", "ko", "vi", "kl", "fo"];

/** One text in each language, side by side. */
export function TextField({ form, path, long, most, required, anyLanguage, name }: {
    form: Form; path: Path; long?: boolean; most: number; required?: boolean | undefined; anyLanguage?: boolean | undefined; name?: string;
}) {
    const value = at(form.slide, path);
    const present = isObject(value) ? Object.keys(value) : [];
    const [added, setAdded] = useState<string[]>([]);
    const others = anyLanguage ? [...new Set([...present, ...added])].filter((one) => !form.languages.includes(one)) : [];
    const wanted = required || present.length > 0;
    return (
        <fieldset class="text-field">
            <legend>{name ?? label(path.at(-1)!)}{required && !present.length && <span class="missing">{say("editor.required")}</span>}</legend>
            <div class="languages">
                {[...form.languages, ...others].map((language) => (
                    <OneLanguage key={language} form={form} path={[...path, language]} long={Boolean(long)} most={most} language={language} wanted={wanted} />
                ))}
            </div>
            <Remarks form={form} path={path} />
            {anyLanguage && !form.readOnly && (
                <label class="inline">{say("editor.language_add")}
                    <select value="" onChange={(event) => setAdded([...added, event.currentTarget.value])}>
                        <option value="" />
                        {GUEST_LANGUAGES.filter((one) => !others.includes(one)).map((one) => <option key={one} value={one}>{languageName(one)}</option>)}
                    </select>
                </label>
            )}
        </fieldset>
    );
}

export function ChoiceField({ form, path, options, fallback, name }: { form: Form; path: Path; options: readonly string[]; fallback: string; name?: string }) {
    const key = path.at(-1)!;
    const id = idOf(path);
    return (
        <Labelled id={id} label={name ?? label(key)}>
            {() => (
                <select id={id} value={text(form, path) || fallback} disabled={form.readOnly}
                    onChange={(event) => form.set(path, event.currentTarget.value === fallback ? undefined : event.currentTarget.value)}>
                    {options.map((one) => <option key={one} value={one}>{sayMaybe(`choice.${key}.${one}`, one)}</option>)}
                </select>
            )}
        </Labelled>
    );
}

function NumberField({ form, path, min, max, fallback }: { form: Form; path: Path; min: number; max: number; fallback: number }) {
    const value = at(form.slide, path);
    const id = idOf(path);
    return (
        <Labelled id={id} label={label(path.at(-1)!)}>
            {() => (
                <input id={id} class="short" type="number" inputMode="numeric" min={min} max={max} placeholder={String(fallback)} readOnly={form.readOnly}
                    value={typeof value === "number" ? value : ""}
                    onInput={(event) => {
                        const number = event.currentTarget.valueAsNumber;
                        form.set(path, Number.isFinite(number) ? Math.min(max, Math.max(min, number)) : undefined);
                    }} />
            )}
        </Labelled>
    );
}

/** A line in no language: an address, a name. */
export function LineField({ form, path, name, hint, type = "text", wrong }: {
    form: Form; path: Path; name?: string; hint?: string; type?: "text" | "url" | "date"; wrong?: string | undefined;
}) {
    const id = idOf(path);
    return (
        <Labelled id={id} label={name ?? label(path.at(-1)!)} hint={hint} wrong={wrong}>
            {(tied) => (
                <>
                    <input id={id} type={type} class={type === "date" ? "short" : undefined} value={text(form, path)} readOnly={form.readOnly} autocomplete="off"
                        maxLength={2000} aria-describedby={[tied, described(form, path)].filter(Boolean).join(" ") || undefined} aria-invalid={wrong ? true : undefined}
                        onInput={(event) => form.set(path, event.currentTarget.value.trim() || undefined)} />
                    {!wrong && <Remarks form={form} path={path} />}
                </>
            )}
        </Labelled>
    );
}

const ADDRESS = /^https:\/\/[^\s/?#:@]+\S*$/;

function AddressField({ form, path }: { form: Form; path: Path }) {
    const value = text(form, path);
    const bad = value !== "" && !"https://".startsWith(value) && !ADDRESS.test(value);
    return <LineField form={form} path={path} type="url" hint={say("field.qr.hint")} wrong={bad ? say("field.qr.bad") : undefined} />;
}

function FeedsField({ form, field }: { form: Form; field: Extract<Field, { as: "feeds" }> }) {
    const all = feedsOf(form.site, field.kind);
    const chosen = (at(form.slide, ["feeds"]) as string[] | undefined) ?? [];
    return (
        <fieldset class="checks">
            <legend>{say("field.feeds")}</legend>
            {all.length === 0 && <p class="hint">{say("field.feeds.none")}</p>}
            {all.map((feed) => (
                <label key={feed} class="check">
                    <input type="checkbox" checked={chosen.includes(feed)} disabled={form.readOnly}
                        onChange={(event) => {
                            const next = all.filter((one) => (one === feed ? event.currentTarget.checked : chosen.includes(one)));
                            form.set(["feeds"], next.length ? next : undefined);
                        }} />
                    {local(form.site.feeds[feed]?.name) || feed}
                </label>
            ))}
            <Remarks form={form} path={["feeds"]} />
        </fieldset>
    );
}

/** Unchosen ones are not shown, and none of their texts is missing. */
function LanguagesField({ form }: { form: Form }) {
    const all = form.site.languages;
    const chosen = languagesOf(form.slide, all);
    return (
        <fieldset class="checks">
            <legend>{label("languages")}</legend>
            {all.map((language) => (
                <label key={language} class="check">
                    <input type="checkbox" checked={chosen.includes(language)} disabled={form.readOnly || (chosen.length === 1 && chosen[0] === language)}
                        onChange={(event) => {
                            const next = all.filter((one) => (one === language ? event.currentTarget.checked : chosen.includes(one)));
                            form.set(["languages"], next.length === all.length ? undefined : next);
                        }} />
                    {languageName(language)}
                </label>
            ))}
        </fieldset>
    );
}

function WordsField({ form, path }: { form: Form; path: Path }) {
    const value = at(form.slide, path);
    const [typed, setTyped] = useState(Array.isArray(value) ? value.join(", ") : "");
    const id = idOf(path);
    return (
        <Labelled id={id} label={label(path[0]!)} hint={sayMaybe(`field.${path[0]}.hint`, "")}>
            {(tied) => (
                <input id={id} type="text" value={typed} readOnly={form.readOnly} aria-describedby={tied} autocomplete="off"
                    onInput={(event) => {
                        setTyped(event.currentTarget.value);
                        const list = event.currentTarget.value.split(",").map((one) => one.trim()).filter(Boolean);
                        form.set(path, list.length ? list : undefined);
                    }} />
            )}
        </Labelled>
    );
}

export function AnyField({ form, field }: { form: Form; field: Field }) {
    const path = [field.key];
    switch (field.as) {
        case "line": return <TextField form={form} path={path} most={field.words} required={field.required} anyLanguage={field.anyLanguage} />;
        case "long": return <TextField form={form} path={path} most={field.words} long required={field.required} anyLanguage={field.anyLanguage} />;
        case "picture": return null; // has a section of its own
        case "address": return <AddressField form={form} path={path} />;
        case "choice": return <ChoiceField form={form} path={path} options={field.options} fallback={field.fallback} />;
        case "number": return <NumberField form={form} path={path} min={field.min} max={field.max} fallback={field.fallback} />;
        case "feeds": return <FeedsField form={form} field={field} />;
        case "languages": return <LanguagesField form={form} />;
        case "words": return <WordsField form={form} path={path} />;
        case "rooms": return <RoomsField form={form} />;
        case "meetings": return <MeetingsField form={form} />;
        case "name": return <LineField form={form} path={path} />;
    }
}

