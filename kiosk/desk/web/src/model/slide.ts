/** A slide as its playlist holds it, and the operations that lead from one state of it to another. */
import type { Json, Op } from "../api/types";
import { type Path, isObject, put, same, slidePath, withinSlide } from "./path";

export type Slide = { id: string; type: string } & { [key: string]: Json | undefined };
export interface Playlist {
    name?: Record<string, string>;
    dwell_seconds?: number;
    slides: Slide[];
}

/** Sets and removals of leaves, so that two people who change different fields never meet. */
export function changes(before: Slide, after: Slide, file: string): Op[] {
    const ops: Op[] = [];
    const walk = (old: Json | undefined, fresh: Json | undefined, path: Path): void => {
        if (same(old, fresh)) return;
        if (fresh === undefined) ops.push({ file, path: slidePath(before.id, path), op: "remove" });
        else if (isObject(old) && isObject(fresh)) {
            for (const key of new Set([...Object.keys(old), ...Object.keys(fresh)])) walk(old[key], fresh[key], [...path, key]);
        } else ops.push({ file, path: slidePath(before.id, path), op: "set", value: fresh });
    };
    walk(before, after, []);
    return ops;
}

/** What `ops` do to the fields of the slide; operations on anything else are left out. */
export function apply(slide: Slide, ops: readonly Op[]): Slide {
    return ops.reduce((now, op) => {
        const path = withinSlide(op.path, slide.id);
        if (!path || path.length === 0 || (op.op !== "set" && op.op !== "remove")) return now;
        return put(now, path, op.op === "set" ? op.value : undefined);
    }, slide);
}

export function isOfFields(op: Op, id: string): boolean {
    const path = withinSlide(op.path, id);
    return path !== null && path.length > 0;
}

/** An id nobody else uses: what it comes from, and some letters that are drawn by lot. */
export function freshId(stem: string, random: () => number = Math.random): string {
    const lot = Math.floor(random() * 36 ** 4).toString(36).padStart(4, "0");
    return `${stem.replace(/-[0-9a-z]{4}$/, "").slice(0, 30)}-${lot}`;
}

/** Words as people count them. */
export function words(text: string): number {
    return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
