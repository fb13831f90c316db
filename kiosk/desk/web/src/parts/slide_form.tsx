/** The form of a slide: what it says, where and when, and more choices; made from the table of its kind. */
import { COMMON, type Field, kindOf } from "../model/kinds";
import { at } from "../model/path";
import { type TextKey, local, say } from "../state/locale";
import { AnyField, LineField } from "./fields";
import { type Form } from "./form";
import { PictureField } from "./picture_field";
import { WhenField } from "./when_field";
import type { ComponentChildren } from "preact";

function Section({ id, title, children }: { id: string; title: TextKey; children: ComponentChildren }) {
    return (
        <section id={id} class="section" aria-labelledby={`${id}-title`} tabIndex={-1}>
            <h2 id={`${id}-title`}>{say(title)}</h2>
            {children}
        </section>
    );
}

function WhereField({ form, screens, set }: { form: Form; screens: string[]; set: (screens: string[]) => void }) {
    const all = Object.keys(form.site.screens);
    return (
        <fieldset class="chips" disabled={form.readOnly}>
            <legend class="visually-hidden">{say("editor.where")}</legend>
            {all.map((id) => (
                <label key={id} class="chip">
                    <input type="checkbox" checked={screens.includes(id)}
                        onChange={(event) => set(all.filter((one) => (one === id ? event.currentTarget.checked : screens.includes(one))))} />
                    <span>{local(form.site.screens[id]!.name) || id}</span>
                </label>
            ))}
            {!screens.length && <p class="hint">{say("editor.nowhere")}</p>}
        </fieldset>
    );
}

function Source({ form }: { form: Form }) {
    return (
        <fieldset>
            <legend>{say("field.source")}</legend>
            <p class="hint">{say("field.source.hint")}</p>
            <div class="pairs">
                <LineField form={form} path={["source", "url"]} type="url" name={say("field.source.url")} />
                <LineField form={form} path={["source", "owner"]} name={say("field.source.owner")} />
                <LineField form={form} path={["source", "seen"]} type="date" name={say("field.source.seen")} />
                <LineField form={form} path={["source", "checked_on"]} type="date" name={say("field.source.checked_on")} />
                <LineField form={form} path={["source", "expires_on"]} type="date" name={say("field.source.expires_on")} />
            </div>
        </fieldset>
    );
}

const small = (field: Field) => field.as === "number" || field.as === "choice" || field.as === "name";

/** What needs the whole width first, then the small ones beside each other. */
function Fields({ form, fields }: { form: Form; fields: readonly Field[] }) {
    const few = fields.filter(small);
    return (
        <>
            {fields.filter((field) => !small(field)).map((field) => <AnyField key={field.key} form={form} field={field} />)}
            {few.length > 0 && <div class="pairs">{few.map((field) => <AnyField key={field.key} form={form} field={field} />)}</div>}
        </>
    );
}

function More({ form }: { form: Form }) {
    return (
        <details class="section more">
            <summary><h2>{say("editor.more")}</h2></summary>
            <Fields form={form} fields={COMMON} />
            <label class="check">
                <input type="checkbox" checked={at(form.slide, ["evergreen"]) === true} disabled={form.readOnly}
                    onChange={(event) => form.set(["evergreen"], event.currentTarget.checked || undefined)} />
                {say("field.evergreen")}
            </label>
            <Source form={form} />
        </details>
    );
}

const PARTS: [string, TextKey][] = [
    ["part-text", "editor.text"],
    ["part-picture", "editor.picture"],
    ["part-where", "editor.where_when"],
    ["part-see", "editor.look"],
];

/** On a phone the form is long: these lead to its parts. */
function Parts({ has }: { has: (id: string) => boolean }) {
    return (
        <nav class="parts phone-only" aria-label={say("editor.parts")}>
            {PARTS.filter(([id]) => has(id)).map(([id, title]) => (
                <button key={id} type="button" onClick={() => {
                    const part = document.getElementById(id);
                    part?.scrollIntoView();
                    part?.focus({ preventScroll: true });
                }}>{say(title)}</button>
            ))}
        </nav>
    );
}

export function SlideForm({ form, screens, setScreens }: { form: Form; screens: string[]; setScreens: (screens: string[]) => void }) {
    const { fields } = kindOf(form.slide.type);
    const aboutPicture = (field: Field) => field.as === "picture" || field.key === "picture_side";
    const pictured = fields.filter(aboutPicture);
    return (
        <form class="slide-form" data-slide={form.slide.id} onSubmit={(event) => event.preventDefault()}>
            <Parts has={(id) => id !== "part-picture" || pictured.length > 0} />
            <Section id="part-text" title="editor.content">
                <Fields form={form} fields={fields.filter((field) => !aboutPicture(field))} />
            </Section>
            {pictured.length > 0 && (
                <Section id="part-picture" title="editor.picture">
                    <PictureField form={form} required={pictured.some((field) => field.as === "picture" && field.required)}>
                        {pictured.filter((field) => field.as !== "picture").map((field) => <AnyField key={field.key} form={form} field={field} />)}
                    </PictureField>
                </Section>
            )}
            <Section id="part-where" title="editor.where"><WhereField form={form} screens={screens} set={setScreens} /></Section>
            <Section id="part-when" title="editor.when"><WhenField form={form} /></Section>
            <More form={form} />
        </form>
    );
}
