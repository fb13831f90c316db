/** One slide being edited: how it stands in the newest revision, how it is to be, and on which screens. */
import type { Conflict, Draft, Json, Op, Placement, Site } from "../api/types";
import { put, slidePath, withinSlide } from "./path";
import { sameScreens, screensOf } from "./place";
import { type Slide, apply, changes, isOfFields } from "./slide";

export interface State {
    slide: Slide;
    screens: string[];
}

export interface Edited {
    /** Where the slide stands, or where a new one is to be put. */
    file: string;
    id: string;
    base: number;
    /** null: it is new. */
    original: Slide | null;
    screensBefore: string[];
    /** What `POST /place` answered for the screens that are wanted now; null: they are as before. */
    placed: Placement | null;
}

const putsIn = (op: Op, id: string) =>
    op.op === "insert" && op.path.startsWith("/slides[") && (op.value as { id?: string } | undefined)?.id === id;

/** What leads from the revision `base` to `state`. */
export function operations(edited: Edited, state: State): Op[] {
    // the fields of the slide, its "when" too, are as they are here
    const placing = (edited.placed?.ops ?? []).filter((op) => !isOfFields(op, edited.id));
    const whole = state.slide as Json;
    if (!edited.original) {
        const file = edited.placed?.file ?? edited.file;
        return [...placing, { file, path: "/slides[-]", op: "insert", value: whole }];
    }
    // to another playlist it goes whole, as it is now
    if (placing.some((op) => putsIn(op, edited.id))) return placing.map((op) => (putsIn(op, edited.id) ? { ...op, value: whole } : op));
    return [...changes(edited.original, state.slide, edited.file), ...placing];
}

/** Where the slide is once the operations are done. */
export const placeAfter = (edited: Edited) => ({ file: edited.placed?.file ?? edited.file, id: edited.id });

export function isChanged(edited: Edited, state: State): boolean {
    return !edited.original || !sameScreens(state.screens, edited.screensBefore) || operations(edited, state).length > 0;
}

/** What a kept draft was about, on top of how the slide stands now; null: there is no such slide any more. */
export function resume(draft: Draft, original: Slide | null, site: Site): { edited: Edited; state: State } | null {
    const insert = draft.ops.find((op) => putsIn(op, draft.slide));
    const slide = insert ? (insert.value as Slide) : original && apply(original, draft.ops);
    if (!slide) return null;
    const file = insert?.file ?? draft.file;
    const placing = draft.ops.filter((op) => !isOfFields(op, draft.slide) && (original || op !== insert));
    const screensBefore = original ? screensOf(draft.file, site) : [];
    const placed = placing.length || !original ? { file, ops: placing } : null;
    return {
        edited: { file: draft.file, id: draft.slide, base: draft.base, original, screensBefore, placed },
        state: { slide, screens: screensOf(file, site, placing) },
    };
}

/** Of a field that two changed: one of the two versions, or a text that makes one of both. */
export type Choice = "mine" | "theirs" | { third: string };

/** The same edit on top of `original`, as somebody else left it; where both changed a leaf, `take` says what it is to be. */
export function rebase(
    edited: Edited, state: State, original: Slide, base: number,
    conflicts: readonly Conflict[], take: (path: string) => Choice,
): { edited: Edited; state: State } {
    const mine = edited.original ? changes(edited.original, state.slide, edited.file) : [];
    const chosen = (op: Op): Op[] => {
        const choice = conflicts.some((one) => one.path === op.path) ? take(op.path) : "mine";
        if (choice === "mine") return [op];
        return choice === "theirs" ? [] : [{ ...op, op: "set", value: choice.third }];
    };
    return {
        edited: { ...edited, original, base },
        state: { ...state, slide: apply(original, mine.flatMap(chosen)) },
    };
}

/** The field that a finding or a conflict is about: "/slides[id=welcome]/headline/da" → "headline/da". */
export function fieldOf(path: string | undefined, id: string): string | null {
    return path === undefined ? null : (withinSlide(path, id)?.join("/") ?? null);
}

export function removal(file: string, id: string): Op {
    return { file, path: slidePath(id), op: "remove" };
}

export function copyOf(file: string, slide: Slide, id: string): Op {
    return { file, path: `${slidePath(slide.id)}+`, op: "insert", value: put(slide, ["id"], id) as Json };
}

/** Moves the slide at `index` of `ids` to stand before the one that is at `to`, counted in the list without it. */
export function reorder(file: string, ids: readonly string[], index: number, to: number): { ops: Op[]; ids: string[] } {
    const id = ids[index];
    if (id === undefined || to === index || to < 0 || to >= ids.length) return { ops: [], ids: [...ids] };
    const others = ids.filter((_one, n) => n !== index);
    const next = others[to];
    const ops: Op[] = [{ file, path: slidePath(id), op: "move", to: next === undefined ? "/slides[-]" : slidePath(next) }];
    return { ops, ids: [...others.slice(0, to), id, ...others.slice(to)] };
}
