/** All pictures: what each is called, where it is used, what is missing, and the place to bring new ones. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Media } from "../api/types";
import { Head, Waiting } from "../parts/basics";
import { pictureName } from "../parts/picture_field";
import { PictureSheet } from "../parts/picture_sheet";
import { PublishButton } from "../parts/shell";
import { DropArea, UploadList, useUploads } from "../parts/upload";
import { revision } from "../state/live";
import { local, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { languages, may } from "../state/session";

const PAGE = 48;
const isDescribed = (media: Media) => languages().every((language) => media.alt?.[language]);

function Picture({ media, open }: { media: Media; open: () => void }) {
    return (
        <li>
            <button type="button" class="picture-button" onClick={open}>
                <img src={api.fileAddress(media.asset)} alt={local(media.alt)} loading="lazy" />
                <span class="ellipsis">{pictureName(media)}</span>
                <span class="hint">{media.used?.length ? say("picture.used", { n: media.used.length }) : say("picture.unused")}</span>
                {!isDescribed(media) && <span class="undescribed">{say("picture.undescribed")}</span>}
            </button>
        </li>
    );
}

export function PicturesPage() {
    const [typed, setTyped] = useState("");
    const [only, setOnly] = useState(false);
    const [shown, setShown] = useState(PAGE);
    const [open, setOpen] = useState<Media | null>(null);
    const query = useSettled(typed, 250);
    const all = useResource(() => api.media(query), [query, revision.value]);
    const uploads = useUploads(() => all.reload());
    const close = () => {
        setOpen(null);
        all.reload();
    };
    const fitting = all.data?.filter((media) => !only || !isDescribed(media)) ?? [];
    const opened = open && (all.data?.find((media) => media.asset === open.asset) ?? open);
    const nothing = all.data?.length === 0 && !query;
    return (
        <>
            <Head title={say("nav.pictures")}><PublishButton /></Head>
            {may("editor") && <DropArea take={(files) => void uploads.take(files)} many />}
            <UploadList items={uploads.items} describe={setOpen} />
            {!nothing && (
                <div class="filters" role="search">
                    <input type="search" value={typed} aria-label={say("search.pictures")} placeholder={say("search.pictures")} onInput={(event) => setTyped(event.currentTarget.value)} />
                    <label class="chip"><input type="checkbox" checked={only} onChange={(event) => setOnly(event.currentTarget.checked)} /><span>{say("picture.undescribed")}</span></label>
                </div>
            )}
            {!all.data && <Waiting error={all.error} again={all.reload} />}
            {nothing && <p class="quiet" role="status">{say("picture.none")}</p>}
            {all.data && !nothing && <p class="count-line" role="status">{fitting.length ? say("picture.count", { n: fitting.length }) : say("empty.search")}</p>}
            <ul class="picture-grid">{fitting.slice(0, shown).map((media) => <Picture key={media.asset} media={media} open={() => setOpen(media)} />)}</ul>
            {fitting.length > shown && <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>{say("content.shown")}</button>}
            {opened && <PictureSheet key={opened.asset} media={opened} close={close} />}
        </>
    );
}
