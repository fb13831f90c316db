/** Pictures on their way to the desk: dropped, pasted, chosen or taken; several at once, each with its bar and with what became of it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { shrunk } from "../api/shrink";
import type { Media } from "../api/types";
import { type Upload, upload } from "../api/upload";
import { say } from "../state/locale";
import { refresh } from "../state/live";
import { why } from "../state/toast";
import { Icon } from "./basics";

const MOST_BYTES = 64 << 20;
const AT_ONCE = 2;
const KINDS = "image/jpeg,image/png,image/webp,image/svg+xml";

interface Item {
    key: number;
    name: string;
    text: string;
    state: "going" | "done" | "refused";
    part: number;
    stop: AbortController;
    media?: Media;
}
let keys = 0;

function progress(name: string, { part, waiting }: Upload): string {
    if (waiting) return say("picture.waiting", { name });
    return part < 1 ? say("picture.uploading", { name, percent: Math.round(part * 100) }) : say("picture.making_safe", { name });
}

/** Ends with the picture, or with the reason why there is none. */
async function bring(file: File, item: Item, update: (change: Partial<Item>) => void): Promise<Media | string> {
    const { name, stop } = item;
    const sent = await shrunk(file);
    if (sent.size > MOST_BYTES) return say("picture.too_big", { name, size: Math.ceil(sent.size / 1e6) });
    try {
        return await upload(sent, name, (now) => update({ part: now.part, text: progress(name, now) }), stop.signal);
    } catch (error) {
        return stop.signal.aborted ? say("picture.stopped", { name }) : say("picture.refused", { name, why: why(error) });
    }
}

/** The uploads of one place on the page; `arrived` is called for each that was taken. They go on when the place is left. */
export function useUploads(arrived: (media: Media) => void) {
    const [items, setItems] = useState<Item[]>([]);
    const change = (key: number, next: Partial<Item>) => setItems((all) => all.map((one) => (one.key === key ? { ...one, ...next } : one)));

    const one = async (file: File, item: Item) => {
        const update = (next: Partial<Item>) => change(item.key, next);
        const came = await bring(file, item, update);
        if (typeof came === "string") return update({ state: "refused", text: came });
        update({ state: "done", part: 1, text: say("picture.uploaded", { name: item.name }), media: came });
        arrived(came);
        await refresh().catch(() => {}); // the held request says it, too
    };
    const take = async (files: Iterable<File>) => {
        const fresh = [...files].map((file) => {
            const name = file.name || "billede.png";
            const item: Item = { key: ++keys, name, text: say("picture.uploading", { name, percent: 0 }), state: "going", part: 0, stop: new AbortController() };
            return { file, item };
        });
        setItems((all) => [...all.filter((item) => item.state === "going"), ...fresh.map(({ item }) => item)]);
        const rest = [...fresh];
        const work = async () => {
            for (let next = rest.shift(); next; next = rest.shift()) await one(next.file, next.item);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
    };
    return { items, take };
}

export function UploadList({ items, describe }: { items: Item[]; describe?: (media: Media) => void }) {
    return (
        <ul class="uploads" aria-live="polite">
            {items.map((item) => (
                <li key={item.key} class={item.state}>
                    {item.state === "done" && <Icon name="check" />}
                    {item.state === "refused" && <Icon name="warn" />}
                    <span>{item.text}</span>
                    {item.state === "going" && <progress value={item.part} max={1} aria-label={item.name} />}
                    {item.state === "going" && <button type="button" class="button quiet-button" onClick={() => item.stop.abort()}>{say("picture.stop")}</button>}
                    {item.media && describe && <button type="button" class="button quiet-button" onClick={() => describe(item.media!)}>{say("picture.describe")}</button>}
                </li>
            ))}
        </ul>
    );
}

/** Files that are pasted anywhere on the page while this is shown. */
function usePaste(take: Take): void {
    useEffect(() => {
        const paste = (event: ClipboardEvent) => {
            const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
            if (!files.length) return;
            event.preventDefault();
            take(files);
        };
        addEventListener("paste", paste);
        return () => removeEventListener("paste", paste);
    });
}

/** Files that are dropped anywhere on the page; true while some are held over it. */
function useDrop(take: Take): boolean {
    const [over, setOver] = useState(false);
    useEffect(() => {
        const held = (event: DragEvent) => {
            if (!event.dataTransfer?.types.includes("Files")) return;
            event.preventDefault();
            setOver(true);
        };
        const left = (event: DragEvent) => event.relatedTarget === null && setOver(false);
        const dropped = (event: DragEvent) => {
            if (!event.dataTransfer?.files.length) return;
            event.preventDefault();
            setOver(false);
            take(event.dataTransfer.files);
        };
        const pairs = [["dragover", held], ["dragleave", left], ["drop", dropped]] as const;
        for (const [name, listener] of pairs) addEventListener(name, listener);
        return () => {
            for (const [name, listener] of pairs) removeEventListener(name, listener);
        };
    });
    return over;
}

type Take = (files: Iterable<File>) => void;

/** While it is shown, files can be dropped anywhere on the page, and pasted. */
export function Drop({ take, look, children }: { take: Take; look: string; children: ComponentChildren }) {
    const over = useDrop(take);
    usePaste(take);
    return <div class={`${look}${over ? " over" : ""}`}>{children}</div>;
}

/** The same for those who do not drag: a choice of files, and on a phone the camera. */
export function FileButtons({ take, many }: { take: Take; many?: boolean | undefined }) {
    const files = useRef<HTMLInputElement>(null);
    const camera = useRef<HTMLInputElement>(null);
    const chosen = (event: { currentTarget: HTMLInputElement }) => {
        take([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = "";
    };
    return (
        <>
            <button type="button" class="button" onClick={() => files.current?.click()}>{say(many ? "picture.files" : "picture.file")}</button>
            <button type="button" class="button phone-only" onClick={() => camera.current?.click()}>{say("picture.camera")}</button>
            <input ref={files} class="file" type="file" accept={KINDS} multiple={Boolean(many)} onChange={chosen} aria-label={say("picture.file")} tabIndex={-1} hidden />
            <input ref={camera} class="camera" type="file" accept="image/*" capture="environment" onChange={chosen} aria-label={say("picture.camera")} tabIndex={-1} hidden />
        </>
    );
}

export function DropArea({ take, many, children }: { take: Take; many?: boolean; children?: ComponentChildren }) {
    return (
        <Drop take={take} look="drop">
            <p class="drop-words">{say("picture.drop")}</p>
            <div class="row"><FileButtons take={take} many={many} />{children}</div>
            <p class="hint">{say("picture.limits")}</p>
        </Drop>
    );
}
