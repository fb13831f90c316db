/** The one line at the bottom that says what was done, with what can be done about it. */
import { signal } from "@preact/signals";
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { Op } from "../api/types";
import { refresh, revision } from "./live";
import { say } from "./locale";

export interface Toast {
    text: string;
    bad?: boolean;
    action?: { label: string; run: () => void };
}
export const toast = signal<Toast | null>(null);

const SHOWN_MS = 12000;
let timer = 0;

export function tell(next: Toast | null): void {
    clearTimeout(timer);
    toast.value = next;
    if (next && !next.bad) timer = window.setTimeout(() => (toast.value = null), SHOWN_MS);
}

export function why(error: unknown): string {
    if (error instanceof ApiProblem && error.status > 0) return error.message;
    return say("problem.offline");
}

export const complain = (error: unknown) => tell({ text: why(error), bad: true });

/** My own deeds in this sitting, newest last, and those taken back: a revision, or that one was published. */
type Deed = { saved: number } | { published: number };
const done: Deed[] = [];
const taken: Deed[] = [];

/** Takes a deed back; what takes that back again. Of a publication that is publishing the same once more. */
async function reverse(deed: Deed, again: boolean): Promise<Deed> {
    if ("saved" in deed) return { saved: (await api.undo(deed.saved)).revision };
    await (again ? api.publish(deed.published) : api.unpublish());
    return deed;
}

async function takeBack(from: Deed[], to: Deed[], text: string): Promise<boolean> {
    const last = from.pop();
    if (last === undefined) return false;
    try {
        to.push(await reverse(last, from === taken));
        await refresh();
        tell({ text });
    } catch (error) {
        complain(error);
    }
    return true;
}

export const undoLast = () => takeBack(done, taken, say("undo.done"));
export const redoLast = () => takeBack(taken, done, say("redo.done"));

/** Saves a change at once; it is undone instead of confirmed before. */
export async function change(ops: Op[], note: string): Promise<boolean> {
    try {
        const saved = await api.edit(revision.value, ops, note);
        remember(saved.revision);
        await refresh().catch(() => {}); // it is saved; the held request brings the rest
        tell({ text: note, action: { label: say("undo"), run: () => void undoLast() } });
        return true;
    } catch (error) {
        complain(error);
        return false;
    }
}

/** Takes back what a revision changed, whoever made it; it is a revision itself. */
export async function undoRevision(number: number): Promise<void> {
    remember((await api.undo(number)).revision);
    await refresh();
    tell({ text: say("undo.done") });
}

function keep(deed: Deed): void {
    done.push(deed);
    taken.length = 0;
}
export const remember = (saved: number) => keep({ saved });
export const rememberPublished = (revision: number) => keep({ published: revision });

/** Takes the last publication back, whoever published it. */
export async function unpublish(): Promise<void> {
    await api.unpublish();
    const last = done.at(-1);
    if (last && "published" in last) taken.push(done.pop()!);
}
