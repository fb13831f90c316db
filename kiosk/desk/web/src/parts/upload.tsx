/** Pictures on their way to the desk: dropped, pasted, chosen or taken; several at once, one after the other, each with what became of it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Media } from "../api/types";
import { say } from "../state/locale";
import { refresh } from "../state/live";
import { why } from "../state/toast";
import { Icon } from "./basics";

const MOST_BYTES = 64 << 20;
const KINDS = "image/jpeg,image/png,image/webp,image/svg+xml";

interface Item {
    key: number;
    name: string;
    text: string;
    state: "going" | "done" | "refused";
    part: number;
}
let keys = 0;

/** The uploads of one place on the page; `arrived` is called for each that was taken. */
export function useUploads(arrived: (media: Media) => void) {
    const [items, setItems] = useState<Item[]>([]);
    const update = (key: number, change: Partial<Item>) => setItems((all) => all.map((one) => (one.key === key ? { ...one, ...change } : one)));

    const one = async (file: File, key: number) => {
        const name = file.name || "billede.png";
        if (file.size > MOST_BYTES) {
            update(key, { state: "refused", text: say("picture.too_big", { name, size: Math.ceil(file.size / 1e6) }) });
            return;
        }
        try {
            const media = await api.upload(file, name, (part) =>
                update(key, { part, text: part < 1 ? say("picture.uploading", { name, percent: Math.round(part * 100) }) : say("picture.making_safe", { name }) }));
            update(key, { state: "done", part: 1, text: say("picture.uploaded", { name }) });
            arrived(media);
            await refresh();
        } catch (error) {
            update(key, { state: "refused", text: say("picture.refused", { name, why: why(error) }) });
        }
    };
    const take = async (files: Iterable<File>) => {
        const taken = [...files].map((file) => ({ file, key: ++keys }));
        const fresh = taken.map(({ file, key }): Item => ({ key, name: file.name, text: say("picture.uploading", { name: file.name, percent: 0 }), state: "going", part: 0 }));
        setItems((all) => [...all.filter((item) => item.state === "going"), ...fresh]);
        for (const { file, key } of taken) await one(file, key);
    };
    return { items, take };
}

export function UploadList({ items }: { items: Item[] }) {
    return (
        <ul class="uploads" aria-live="polite">
            {items.map((item) => (
                <li key={item.key} class={item.state}>
                    {item.state === "done" && <Icon name="check" />}
                    {item.state === "refused" && <Icon name="warn" />}
                    <span>{item.text}</span>
                    {item.state === "going" && <progress value={item.part} max={1} aria-label={item.name} />}
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

type Take = (files: Iterable<File>) => void;

/** Where files can be dropped, and pasted while it is shown. */
export function Drop({ take, look, children }: { take: Take; look: string; children: ComponentChildren }) {
    const [over, setOver] = useState(false);
    usePaste(take);
    return (
        <div class={`${look}${over ? " over" : ""}`}
            onDragOver={(event) => {
                if (!event.dataTransfer?.types.includes("Files")) return;
                event.preventDefault();
                setOver(true);
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
                event.preventDefault();
                setOver(false);
                take(event.dataTransfer?.files ?? []);
            }}>{children}</div>
    );
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
            <button type="button" class="button" onClick={() => files.current?.click()}>{say("picture.file")}</button>
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
