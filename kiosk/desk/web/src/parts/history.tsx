/** What was done to a slide, by whom, with before and after; each change can be undone while nobody built on it. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Change } from "../api/types";
import type { Playlist, Slide } from "../model/slide";
import { sayInstant } from "../model/time";
import { revision } from "../state/live";
import { locale, say } from "../state/locale";
import { useResource } from "../state/resource";
import { may, zone } from "../state/session";
import { complain, tell, undoRevision } from "../state/toast";
import { Dialog, Waiting } from "./basics";
import { BeforeAfter, fieldName } from "./values";

const PAGE = 30;

function Entry({ changes, onUndone, bringBack }: { changes: Change[]; onUndone: () => void; bringBack: (revision: number) => void }) {
    const first = changes[0]!;
    const undo = async () => {
        try {
            await undoRevision(first.revision);
            onUndone();
        } catch (error) {
            complain(error);
        }
    };
    return (
        <li class="entry">
            <h3>{say(`history.${first.kind}`)} <span class="quiet">{say("history.by", { by: first.by || say("history.console"), at: sayInstant(first.at, zone(), locale.value, new Date()) })}</span></h3>
            {changes.filter((one) => one.path).map((one, n) => (
                <div key={n}>
                    <p class="entry-field">{fieldName(one.path!)}</p>
                    {one.op !== "move" && <BeforeAfter path={one.path!} before={one.before} after={one.after} />}
                </div>
            ))}
            {may("editor") && (
                <div class="row">
                    <button type="button" class="button quiet-button" onClick={() => bringBack(first.revision)}>{say("history.bring_back")}</button>
                    {(first.kind === "edit" || first.kind === "merge") && <button type="button" class="button quiet-button" onClick={() => void undo()}>{say("history.undo_one")}</button>}
                </div>
            )}
        </li>
    );
}

export function History({ file, slide, onClose, take }: { file: string; slide: string; onClose: () => void; take: (slide: Slide) => void }) {
    const [limit, setLimit] = useState(PAGE);
    const { data, error, reload } = useResource(() => api.history({ file, slide, limit }), [file, slide, limit, revision.value]);
    const bringBack = async (number: number) => {
        try {
            const then = (await api.file<Playlist>(file, number)).slides.find((one) => one.id === slide);
            if (!then) return tell({ text: say("history.not_then"), bad: true });
            take(then);
            onClose();
            tell({ text: say("history.brought_back") });
        } catch (error) {
            complain(error);
        }
    };
    const byRevision = new Map<number, Change[]>();
    for (const change of data?.changes ?? []) byRevision.set(change.revision, [...(byRevision.get(change.revision) ?? []), change]);
    return (
        <Dialog title={say("editor.history")} onClose={onClose} wide>
            {!data && <Waiting error={error} again={reload} />}
            {data && !byRevision.size && <p class="quiet">{say("history.none")}</p>}
            <ol class="history">{[...byRevision].map(([number, changes]) => <Entry key={number} changes={changes} onUndone={onClose} bringBack={(revision) => void bringBack(revision)} />)}</ol>
            {data && data.changes.length >= limit && <button type="button" class="button" onClick={() => setLimit(limit + PAGE)}>{say("history.more")}</button>}
        </Dialog>
    );
}
