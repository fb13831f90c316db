/** All pictures: what each is called, where it is used, and the place to bring new ones. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Media } from "../api/types";
import { Dialog, Head, Waiting } from "../parts/basics";
import { pictureName } from "../parts/picture_field";
import { PublishButton } from "../parts/shell";
import { DropArea, UploadList, useUploads } from "../parts/upload";
import { revision } from "../state/live";
import { local, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { href } from "../state/route";
import { may } from "../state/session";

function One({ media, onClose }: { media: Media; onClose: () => void }) {
    const slides = useResource(() => api.slides().then((all) => all.slides), [revision.value]);
    const used = media.used ?? [];
    return (
        <Dialog title={pictureName(media.asset)} onClose={onClose} wide>
            <img class="picture-large" src={api.fileAddress(media.asset)} alt={local(media.alt)} />
            <p>{local(media.alt)}</p>
            <p class="hint">{media.width} × {media.height}{media.size ? ` · ${Math.max(1, Math.round(media.size / 1000))} kB` : ""}</p>
            <h3>{used.length ? say("picture.used", { n: used.length }) : say("picture.unused")}</h3>
            <ul class="lines">
                {used.map((one) => {
                    const card = slides.data?.find((slide) => slide.file === one.file && slide.id === one.slide);
                    return <li key={one.file + one.slide}><a href={href(["slide", one.file, one.slide])} onClick={onClose}>{local(card?.title) || one.slide}</a></li>;
                })}
            </ul>
            {may("editor") && <a class="button primary" href={href(["new"], { picture: media.asset })} onClick={onClose}>{say("picture.copy")}</a>}
        </Dialog>
    );
}

export function PicturesPage() {
    const [typed, setTyped] = useState("");
    const [open, setOpen] = useState<Media | null>(null);
    const query = useSettled(typed, 250);
    const all = useResource(() => api.media(query), [query, revision.value]);
    const uploads = useUploads(() => all.reload());
    return (
        <>
            <Head title={say("nav.pictures")}><PublishButton /></Head>
            {may("editor") && <DropArea take={(files) => void uploads.take(files)} many />}
            <UploadList items={uploads.items} />
            <div class="filters" role="search">
                <input type="search" value={typed} aria-label={say("search.pictures")} placeholder={say("search.pictures")} onInput={(event) => setTyped(event.currentTarget.value)} />
            </div>
            {!all.data && <Waiting error={all.error} again={all.reload} />}
            {all.data?.length === 0 && <p class="quiet" role="status">{query ? say("empty.search") : say("picture.none")}</p>}
            <ul class="picture-grid">
                {all.data?.map((media) => (
                    <li key={media.asset}>
                        <button type="button" class="picture-button" onClick={() => setOpen(media)}>
                            <img src={api.fileAddress(media.asset)} alt={local(media.alt)} loading="lazy" />
                            <span class="ellipsis">{pictureName(media.asset)}</span>
                            <span class="hint">{media.used?.length ? say("picture.used", { n: media.used.length }) : say("picture.unused")}</span>
                        </button>
                    </li>
                ))}
            </ul>
            {open && <One media={open} onClose={() => setOpen(null)} />}
        </>
    );
}
