/** What this browser remembers for the person: never content. */
import { signal } from "@preact/signals";

function read(key: string): string | null {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

export function keep(key: string, value: string): void {
    try {
        localStorage.setItem(key, value);
    } catch {
        // a browser that remembers nothing asks again
    }
}

export const shortcutsOn = signal(read("shortcuts") !== "off");

export function setShortcuts(on: boolean): void {
    shortcutsOn.value = on;
    keep("shortcuts", on ? "on" : "off");
}

export const lastScreens = () => (read("screens") ?? "").split(",").filter(Boolean);
export const lastKind = () => read("kind") ?? "text";
