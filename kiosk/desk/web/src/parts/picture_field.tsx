/** The picture of a slide: which, what must stay in it, how it is cut, and what it shows for those who do not see it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Media } from "../api/types";
import { at } from "../model/path";
import { local, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { Dialog, Waiting } from "./basics";
import { ChoiceField, Remarks, TextField } from "./fields";
import { type Form, text } from "./form";
import { Drop, DropArea, FileButtons, UploadList, useUploads } from "./upload";

const ASSET = ["picture", "asset"];
const FOCUS = ["picture", "focus"];

export const pictureName = (asset: string) => asset.replace(/^assets\//, "");

function choose(form: Form, media: Media): void {
    const { focus: _focus, ...kept } = (at(form.slide, ["picture"]) ?? {}) as Record<string, never>;
    form.set(["picture"], { ...kept, asset: media.asset, ...(media.alt ? { alt: media.alt } : {}) });
}

/** A point is chosen with the pointer, or with two sliders that say the same. */
function Focus({ form }: { form: Form }) {
    const asset = text(form, ASSET);
    const [x, y] = (at(form.slide, FOCUS) as [number, number] | undefined) ?? [50, 50];
    const set = (left: number, top: number) => form.set(FOCUS, [Math.round(left), Math.round(top)]);
    return (
        <div class="focus">
            <div class="focus-picture"
                onClick={(event) => {
                    if (form.readOnly) return;
                    const box = event.currentTarget.getBoundingClientRect();
                    set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
                }}>
                <img src={api.fileAddress(asset)} alt={local(at(form.slide, ["picture", "alt"]) as Record<string, string> | undefined) || pictureName(asset)} />
                <span class="focus-point" style={{ left: `${x}%`, top: `${y}%` }} />
            </div>
            {!form.readOnly && <p class="hint">{say("picture.focus_hint")}</p>}
            <div class="focus-sliders">
                <label>{say("picture.focus_x")}<input type="range" min={0} max={100} value={x} disabled={form.readOnly} onInput={(event) => set(event.currentTarget.valueAsNumber, y)} /></label>
                <label>{say("picture.focus_y")}<input type="range" min={0} max={100} value={y} disabled={form.readOnly} onInput={(event) => set(x, event.currentTarget.valueAsNumber)} /></label>
            </div>
        </div>
    );
}

export function PictureGrid({ pick, query }: { pick: (media: Media) => void; query: string }) {
    const { data, error, reload } = useResource(() => api.media(query), [query]);
    if (!data) return <Waiting error={error} again={reload} />;
    if (!data.length) return <p class="quiet">{say("empty.search")}</p>;
    return (
        <ul class="picture-grid">
            {data.map((media) => (
                <li key={media.asset}>
                    <button type="button" class="picture-button" onClick={() => pick(media)}>
                        <img src={api.fileAddress(media.asset)} alt={local(media.alt)} loading="lazy" />
                        <span class="ellipsis">{pictureName(media.asset)}</span>
                    </button>
                </li>
            ))}
        </ul>
    );
}

function Library({ pick, close }: { pick: (media: Media) => void; close: () => void }) {
    const [typed, setTyped] = useState("");
    const query = useSettled(typed, 250);
    return (
        <Dialog title={say("picture.choose")} onClose={close} wide>
            <input type="search" value={typed} aria-label={say("search.pictures")} placeholder={say("search.pictures")} onInput={(event) => setTyped(event.currentTarget.value)} />
            <PictureGrid query={query} pick={pick} />
        </Dialog>
    );
}

export function PictureField({ form, required, children }: { form: Form; required: boolean; children?: ComponentChildren }) {
    const [open, setOpen] = useState(false);
    const uploads = useUploads((media) => choose(form, media));
    const asset = text(form, ASSET);
    const library = <button type="button" class="button" onClick={() => setOpen(true)}>{say("picture.library")}</button>;
    return (
        <fieldset class="picture-field">
            <legend class="visually-hidden">{say("field.picture")}</legend>
            {required && !asset && <p><span class="missing">{say("editor.required")}</span></p>}
            {asset ? (
                <Drop take={form.readOnly ? () => {} : uploads.take} look="picture-chosen">
                    <Focus form={form} />
                    {!form.readOnly && (
                        <div class="row">
                            {library}
                            <FileButtons take={uploads.take} />
                            <button type="button" class="button quiet-button" onClick={() => form.set(["picture"], undefined)}>{say("remove")}</button>
                        </div>
                    )}
                </Drop>
            ) : form.readOnly ? null : <DropArea take={uploads.take}>{library}</DropArea>}
            <UploadList items={uploads.items} />
            <Remarks form={form} path={["picture"]} />
            {asset && (
                <>
                    <TextField form={form} path={["picture", "alt"]} most={0} name={say("picture.alt")} required />
                    <div class="pairs">
                        <ChoiceField form={form} path={["picture", "fit"]} options={["cover", "contain"]} fallback="cover" name={say("picture.fit")} />
                        {children}
                    </div>
                </>
            )}
            {open && (
                <Library close={() => setOpen(false)}
                    pick={(media) => {
                        choose(form, media);
                        setOpen(false);
                    }} />
            )}
        </fieldset>
    );
}
