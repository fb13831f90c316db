/** States of what is edited, one behind the other. What is typed into one field without a pause is one step. */

const PAUSE_MS = 1500;

export interface Undo<T> {
    past: readonly T[];
    now: T;
    future: readonly T[];
    field: string;
    at: number;
}

const STEPS_MAX = 200;

export const start = <T>(now: T): Undo<T> => ({ past: [], now, future: [], field: "", at: 0 });

export function record<T>(undo: Undo<T>, now: T, field: string, at: number): Undo<T> {
    const goesOn = field !== "" && field === undo.field && at - undo.at < PAUSE_MS && undo.past.length > 0;
    const past = goesOn ? undo.past : [...undo.past, undo.now].slice(-STEPS_MAX);
    return { past, now, future: [], field, at };
}

export function back<T>(undo: Undo<T>): Undo<T> {
    const last = undo.past.at(-1);
    if (last === undefined) return undo;
    return { past: undo.past.slice(0, -1), now: last, future: [undo.now, ...undo.future], field: "", at: 0 };
}

export function forward<T>(undo: Undo<T>): Undo<T> {
    const [next, ...future] = undo.future;
    if (next === undefined) return undo;
    return { past: [...undo.past, undo.now], now: next, future, field: "", at: 0 };
}
