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

/** My own changes in this sitting, newest last, and those taken back. */
const done: number[] = [];
const taken: number[] = [];

async function takeBack(from: number[], to: number[], text: string): Promise<boolean> {
    const last = from.pop();
    if (last === undefined) return false;
    try {
        const saved = await api.undo(last);
        to.push(saved.revision);
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

export function remember(saved: number): void {
    done.push(saved);
    taken.length = 0;
}
