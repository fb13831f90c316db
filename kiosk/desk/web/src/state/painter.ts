/** Pictures painted by the desk, as addresses for <img>: two at a time, what is being edited first, and the newest of them kept. */
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { PreviewWish } from "../api/types";

const AT_ONCE = 2;
const KEPT = 120;
const TRIES = 4;
const kept = new Map<string, Promise<string>>();
const queue: (() => void)[] = [];
let busy = 0;

async function turn<T>(first: boolean, work: () => Promise<T>): Promise<T> {
    if (busy >= AT_ONCE) await new Promise<void>((go) => (first ? queue.unshift(go) : queue.push(go)));
    busy++;
    try {
        return await work();
    } finally {
        busy--;
        queue.shift()?.();
    }
}

/** 503 says that the painters are busy, and for how long. */
async function insist(wish: PreviewWish): Promise<Blob> {
    for (let tries = 1; ; tries++) {
        try {
            return await api.preview(wish);
        } catch (error) {
            if (!(error instanceof ApiProblem) || error.status !== 503 || tries >= TRIES) throw error;
            await new Promise((go) => setTimeout(go, Math.max(1, error.retryAfter) * 1000));
        }
    }
}

export function paint(wish: PreviewWish): Promise<string> {
    const key = JSON.stringify(wish);
    const known = kept.get(key);
    if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known;
    }
    const painted = turn(Boolean(wish.ops), () => insist(wish)).then((blob) => URL.createObjectURL(blob));
    kept.set(key, painted);
    painted.catch(() => kept.delete(key));
    if (kept.size > KEPT) {
        const [oldest, address] = kept.entries().next().value!;
        kept.delete(oldest);
        address.then(URL.revokeObjectURL, () => {});
    }
    return painted;
}
