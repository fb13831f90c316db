/** The picture of a slide: which, what must stay in it, how it is cut, and what it shows for those who do not see it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Media } from "../api/types";
import { at } from "../model/path";
import { MIDDLE, type Point, pictureOf } from "../model/picture";
import { local, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { Dialog, Waiting } from "./basics";
import { ChoiceField, Remarks, TextField } from "./fields";
import { type Form, text } from "./form";
import { Crops, FocusPicture } from "./focus";
import { Drop, DropArea, FileButtons, UploadList, useUploads } from "./upload";

const ASSET = ["picture", "asset"];
const ALT = ["picture", "alt"];
const CREDIT = ["picture", "credit"];
const FOCUS = ["picture", "focus"];

export const fileName = (asset: string) => asset.replace(/^assets\//, "");
export const pictureName = (media: Media) => media.name || fileName(media.asset);

const choose = (form: Form, media: Media) => form.set(["picture"], pictureOf(media, at(form.slide, ["picture"])));

function Focus({ form }: { form: Form }) {
    const asset = text(form, ASSET);
    const point = (at(form.slide, FOCUS) as unknown as Point | undefined) ?? MIDDLE;
    return (
        <>
            <FocusPicture asset={asset} alt={local(at(form.slide, ALT) as Record<string, string> | undefined) || fileName(asset)} point={point}
                set={form.readOnly ? null : (next) => form.set(FOCUS, [...next])} />
            <Crops wishes={form.crops} />
        </>
    );
}

function PictureGrid({ pick, query }: { pick: (media: Media) => void; query: string }) {
    const { data, error, reload } = useResource(() => api.media(query), [query]);
    if (!data) return <Waiting error={error} again={reload} />;
    if (!data.length) return <p class="quiet">{say(query ? "empty.search" : "picture.none")}</p>;
    return (
        <ul class="picture-grid">
            {data.map((media) => (
                <li key={media.asset}>
                    <button type="button" class="picture-button" onClick={() => pick(media)}>
                        <img src={api.fileAddress(media.asset)} alt={local(media.alt)} loading="lazy" />
                        <span class="ellipsis">{pictureName(media)}</span>
                    </button>
                </li>
            ))}
        </ul>
    );
}

export function Library({ pick, close }: { pick: (media: Media) => void; close: () => void }) {
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
                    <div class="pairs">
                        <ChoiceField form={form} path={["picture", "fit"]} options={["cover", "contain"]} fallback="cover" name={say("picture.fit")} />
                        {children}
                    </div>
                    <TextField form={form} path={ALT} most={0} name={say("picture.alt")} required />
                    <details open={Boolean(at(form.slide, CREDIT))}>
                        <summary>{say("picture.credit")}</summary>
                        <TextField form={form} path={CREDIT} most={0} name={say("picture.credit")} />
                    </details>
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
