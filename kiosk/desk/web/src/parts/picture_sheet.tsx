/** One picture: what is said about it, what stays visible of it, where it is used, another one in its place. What is changed is kept by itself. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Localized, Media, MediaWords, PreviewWish, SlideCard } from "../api/types";
import { MIDDLE, type Point } from "../model/picture";
import { languageName, local, say } from "../state/locale";
import { refresh, revision } from "../state/live";
import { useResource, useSettled } from "../state/resource";
import { href } from "../state/route";
import { languages, may, site, today } from "../state/session";
import { complain, undoLast, remember, tell } from "../state/toast";
import { Dialog, Labelled } from "./basics";
import { wishOf } from "./card";
import { Crops, FocusPicture } from "./focus";
import { Thumb } from "./painted";
import { Library, pictureName } from "./picture_field";
import { FileButtons, UploadList, useUploads } from "./upload";

const KEEP_MS = 700;
const CROP_WIDTH = 320;
const TRIED = "picture-tried";

/** Keeps what was said once somebody pauses, and at the latest when the sheet is closed. */
function useWords(media: Media) {
    const [words, setWords] = useState<MediaWords>({});
    const waiting = useRef<MediaWords>({});
    const keep = () => {
        const body = waiting.current;
        waiting.current = {};
        if (Object.keys(body).length) api.describeMedia(media.hash, body).catch(complain);
    };
    const settled = useSettled(words, KEEP_MS);
    useEffect(keep, [settled]);
    useEffect(() => keep, []);
    const change = (part: MediaWords) => {
        waiting.current = { ...waiting.current, ...part };
        setWords((before) => ({ ...before, ...part }));
    };
    return { now: { ...media, ...words }, change };
}

/** The picture alone, over the whole of each screen, as that screen would paint it. */
async function tries(asset: string, focus: Point | undefined): Promise<PreviewWish[]> {
    const screens = Object.keys(site.value?.screens ?? {}).slice(0, 4);
    return Promise.all(screens.map(async (screen) => {
        const { file, ops } = await api.place(null, [screen]);
        const value = { id: TRIED, type: "image", picture: { asset, ...(focus && { focus: [...focus] }) } };
        return {
            screen, at: `${today()}T12:00`, base: revision.value, width: CROP_WIDTH, slide: { file, id: TRIED },
            ops: [...ops, { file, path: "/slides[-]", op: "insert" as const, value }],
        };
    }));
}

function Words({ id, title, value, set, wanted }: { id: string; title: string; value: Localized | undefined; set: (value: Localized) => void; wanted?: boolean }) {
    return (
        <fieldset class="text-field">
            <legend>{title}</legend>
            <div class="languages">
                {languages().map((language) => (
                    <div class="language" key={language}>
                        <label for={`${id}-${language}`}>{languageName(language)}{wanted && !value?.[language] && <span class="missing">{say("editor.missing")}</span>}</label>
                        <textarea id={`${id}-${language}`} class="line" rows={1} lang={language} maxLength={2000} value={value?.[language] ?? ""} readOnly={!may("editor")}
                            onInput={(event) => {
                                const { [language]: _old, ...others } = value ?? {};
                                set({ ...others, ...(event.currentTarget.value && { [language]: event.currentTarget.value }) });
                            }} />
                    </div>
                ))}
            </div>
        </fieldset>
    );
}

function Uses({ media, close }: { media: Media; close: () => void }) {
    const slides = useResource(() => api.slides().then((all) => all.slides), [revision.value]);
    const used = media.used ?? [];
    const cards = used.flatMap((one): SlideCard[] => slides.data?.filter((card) => card.file === one.file && card.id === one.slide) ?? []);
    const others = [...new Set(used.filter((one) => !one.slide).map((one) => one.file))];
    return (
        <section>
            <h3>{used.length ? say("picture.used", { n: used.length }) : say("picture.unused")}</h3>
            <ul class="used">
                {cards.map((card) => (
                    <li key={card.file + card.id}>
                        <Thumb wish={wishOf(card, CROP_WIDTH)} />
                        <div>
                            <a href={href(["slide", card.file, card.id])} onClick={close}>{local(card.title) || card.id}</a>
                            <p class="hint">{local(card.sentence)}</p>
                        </div>
                    </li>
                ))}
                {others.map((file) => <li key={file}>{say(file.includes("/guide/") ? "picture.in_guide" : "picture.in_site")}</li>)}
            </ul>
        </section>
    );
}

/** What is done at once, with its undo; false: it was refused, and the reason is told. */
async function done(work: Promise<{ revision: number }>, text: string): Promise<boolean> {
    try {
        remember((await work).revision);
        await refresh().catch(() => {});
        tell({ text, action: { label: say("undo"), run: () => void undoLast() } });
        return true;
    } catch (error) {
        complain(error);
        return false;
    }
}

function Deeds({ media, close }: { media: Media; close: () => void }) {
    const [choosing, setChoosing] = useState(false);
    const name = pictureName(media);
    const replace = async (other: Media) => {
        if (await done(api.replaceMedia(media.hash, other.asset), say("picture.replaced", { name, n: media.used?.length ?? 0 }))) close();
    };
    const uploads = useUploads((other) => void replace(other));
    const inUse = Boolean(media.used?.length);
    return (
        <>
            {inUse && (
                <fieldset class="replace">
                    <legend>{say("picture.replace")}</legend>
                    <p class="hint">{say("picture.replace.hint")}</p>
                    <div class="row">
                        <FileButtons take={(files) => void uploads.take(files)} />
                        <button type="button" class="button" onClick={() => setChoosing(true)}>{say("picture.library")}</button>
                    </div>
                    <UploadList items={uploads.items} />
                </fieldset>
            )}
            <div class="row">
                <a class="button primary" href={href(["new"], { picture: media.asset })} onClick={close}>{say("picture.copy")}</a>
                <button type="button" class="button quiet-button danger" disabled={inUse} aria-describedby={inUse ? "picture-kept" : undefined}
                    onClick={() => void done(api.removeMedia(media.hash), say("picture.deleted", { name })).then((gone) => gone && close())}>{say("picture.delete")}</button>
                {inUse && <p class="hint" id="picture-kept">{say("picture.delete.hint")}</p>}
            </div>
            {choosing && (
                <Library close={() => setChoosing(false)}
                    pick={(other) => {
                        setChoosing(false);
                        void replace(other);
                    }} />
            )}
        </>
    );
}

export function PictureSheet({ media, close }: { media: Media; close: () => void }) {
    const { now, change } = useWords(media);
    const focus = useSettled(now.focus, KEEP_MS);
    const wishes = useResource(() => tries(media.asset, focus), [media.asset, focus?.join()]);
    const editor = may("editor");
    const facts = [
        media.width ? `${media.width} × ${media.height}` : "",
        media.size ? `${Math.max(1, Math.round(media.size / 1000))} kB` : "",
        media.by ? say("picture.by", { by: media.by }) : "",
    ];
    return (
        <Dialog title={pictureName(now)} onClose={close} wide>
            <div class="sheet">
                <div class="sheet-look">
                    <FocusPicture asset={media.asset} alt={local(now.alt)} point={now.focus ?? MIDDLE} set={editor ? (point) => change({ focus: [point[0], point[1]] }) : null} />
                    <p class="hint">{facts.filter(Boolean).join(" · ")}</p>
                    <Crops wishes={wishes.data ?? []} />
                </div>
                <div class="sheet-words">
                    <Labelled id="picture-name" label={say("picture.name")}>
                        {() => <input id="picture-name" type="text" maxLength={100} value={now.name ?? ""} readOnly={!editor} onInput={(event) => change({ name: event.currentTarget.value })} />}
                    </Labelled>
                    <Words id="picture-alt" title={say("picture.alt")} value={now.alt} set={(alt) => change({ alt })} wanted />
                    <details open={Boolean(media.credit)}>
                        <summary>{say("picture.credit")}</summary>
                        <Words id="picture-credit" title={say("picture.credit")} value={now.credit} set={(credit) => change({ credit })} />
                    </details>
                    {editor && <p class="hint">{say("picture.words.hint")}</p>}
                    <Uses media={media} close={close} />
                    {editor && <Deeds media={media} close={close} />}
                </div>
            </div>
        </Dialog>
    );
}
