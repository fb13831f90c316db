/** Keyboard shortcuts of the whole page, and what the open page makes of them. Single letters do nothing while somebody types. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { shortcutsOn } from "./prefs";
import { go } from "./route";
import { redoLast, undoLast } from "./toast";

export interface PageKeys {
    undo?: () => void;
    redo?: () => void;
    publish?: () => void;
}
export const helpShown = signal(false);
let page: PageKeys = {};

/** What this page does with the keys that mean something on every page. */
export function usePageKeys(keys: PageKeys): void {
    useEffect(() => {
        page = keys;
        return () => {
            if (page === keys) page = {};
        };
    });
}

const PLACES: Record<string, string[]> = { o: [], s: ["screens"], c: ["content"], i: ["content"], p: ["pictures"], b: ["pictures"], l: ["log"] };
const THEN_MS = 1200;
let sinceG = -Infinity;

function isTyping(target: EventTarget | null): boolean {
    if (!(target instanceof HTMLElement)) return false;
    if (target instanceof HTMLInputElement) return !["checkbox", "radio", "range", "file", "button"].includes(target.type);
    return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function control(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    if (key === "enter") return page.publish ?? (() => go(["publish"]));
    // what is typed into a field that the page does not keep has its own undo
    const elsewhere = isTyping(event.target) && !page.undo;
    if (elsewhere) return null;
    if (key === "y" || (key === "z" && event.shiftKey)) return page.redo ?? (() => void redoLast());
    if (key === "z") return page.undo ?? (() => void undoLast());
    return null;
}

function letter(event: KeyboardEvent): (() => void) | null {
    const key = event.key.toLowerCase();
    if (event.timeStamp - sinceG < THEN_MS) {
        sinceG = -Infinity;
        const place = PLACES[key];
        return place ? () => go(place) : null;
    }
    switch (key) {
        case "g":
            sinceG = event.timeStamp;
            return () => {};
        case "n": return () => go(["new"]);
        case "?": return () => (helpShown.value = true);
        case "/": return () => {
            const box = document.querySelector<HTMLElement>("input[type=search]");
            if (box) box.focus();
            else go(["content"], { find: "1" });
        };
        default: return null;
    }
}

export function listen(): void {
    addEventListener("keydown", (event) => {
        if (!shortcutsOn.value || event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
        const meta = event.ctrlKey || event.metaKey;
        const run = meta && !event.altKey ? control(event) : meta || event.altKey || isTyping(event.target) ? null : letter(event);
        if (!run) return;
        event.preventDefault();
        run();
    });
}
