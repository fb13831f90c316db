/** The kinds of slide to choose from, each with a picture of a real one where there is one; the last used comes first. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { SlideCard } from "../api/types";
import { KINDS } from "../model/kinds";
import { freshId } from "../model/slide";
import { say, type TextKey } from "../state/locale";
import { revision } from "../state/live";
import { keep, lastKind, lastScreens } from "../state/prefs";
import { useResource } from "../state/resource";
import { go } from "../state/route";
import { site } from "../state/session";
import { complain } from "../state/toast";
import { wishOf } from "./card";
import { Thumb } from "./painted";

/** Opens the editor on a new slide of `kind`, for the screens of last time. */
export async function makeSlide(kind: string, picture?: string): Promise<void> {
    keep("kind", kind);
    const all = Object.keys(site.value?.screens ?? {});
    const known = lastScreens().filter((id) => all.includes(id));
    const screens = known.length ? known : all.slice(0, 1);
    try {
        const { file } = await api.place(null, screens);
        go(["slide", file, freshId(kind)], { kind, screens: screens.join(), picture });
    } catch (error) {
        complain(error);
    }
}

export function KindPicker({ picture }: { picture?: string | undefined }) {
    const [busy, setBusy] = useState(false);
    const slides = useResource(() => api.slides().then((all) => all.slides), [revision.value]);
    const example = (kind: string): SlideCard | undefined => slides.data?.find((card) => card.type === kind && card.screens.length > 0 && card.state !== "over");
    const last = lastKind();
    const kinds = KINDS.filter((kind) => !kind.unlisted).filter((kind) => !picture || kind.fields.some((field) => field.as === "picture"));
    const ordered = [...kinds].sort((a, b) => Number(b.name === last) - Number(a.name === last));
    return (
        <ul class="kinds">
            {ordered.map(({ name }) => {
                const card = example(name);
                return (
                    <li key={name}>
                        <button type="button" class="kind" disabled={busy} onClick={() => {
                            setBusy(true);
                            void makeSlide(name, picture).finally(() => setBusy(false));
                        }}>
                            {slides.data?.length !== 0 && <Thumb wish={card ? wishOf(card) : null} />}
                            <span class="kind-name">{say(`kind.${name}` as TextKey)}</span>
                            <span class="kind-lead">{say(`kind.${name}.lead` as TextKey)}</span>
                        </button>
                    </li>
                );
            })}
        </ul>
    );
}
