/** Values in JSON by path, without changing what is there: `put` gives a new value that shares all it did not touch. */
import type { Json } from "../api/types";

export type Path = readonly string[];
type Obj = { [key: string]: Json | undefined };

export function isObject(value: Json | undefined): value is Obj {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(value: Json | undefined, path: Path): Json | undefined {
    let here: Json | undefined = value;
    for (const key of path) here = isObject(here) ? here[key] : undefined;
    return here;
}

/** `undefined` takes the member away, and objects that become empty by it. */
export function put<T extends Json>(value: T, path: Path, fresh: Json | undefined): T {
    const [key, ...rest] = path;
    if (key === undefined) return fresh as T;
    const object: Obj = isObject(value) ? value : {};
    const inner = rest.length ? putInner(object[key], rest, fresh) : fresh;
    if (inner === undefined) {
        const { [key]: _gone, ...others } = object;
        return others as T;
    }
    return { ...object, [key]: inner } as T;
}

function putInner(value: Json | undefined, path: Path, fresh: Json | undefined): Json | undefined {
    const inner = put(isObject(value) ? value : {}, path, fresh);
    return isObject(inner) && Object.keys(inner).length === 0 ? undefined : inner;
}

export function same(a: Json | undefined, b: Json | undefined): boolean {
    if (a === b) return true;
    if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, n) => same(item, b[n]));
    if (!isObject(a) || !isObject(b)) return false;
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => same(a[key], b[key]));
}

const MARKS: [string, string][] = [["~", "~0"], ["/", "~1"], ["[", "~2"], ["]", "~3"]];

/** A name as a step of a path of an edit (core/base/json_edit.h). */
export function step(name: string): string {
    return MARKS.reduce((text, [mark, written]) => text.replaceAll(mark, written), name);
}

export function unstep(text: string): string {
    return [...MARKS].reverse().reduce((name, [mark, written]) => name.replaceAll(written, mark), text);
}

export function slidePath(id: string, path: Path = []): string {
    return `/slides[id=${step(id)}]${path.map((key) => `/${step(key)}`).join("")}`;
}

/** The members behind /slides[id=ID], or null when `text` leads elsewhere. */
export function withinSlide(text: string, id: string): string[] | null {
    const head = slidePath(id);
    if (text !== head && !text.startsWith(`${head}/`)) return null;
    return text.slice(head.length).split("/").slice(1).map(unstep);
}
