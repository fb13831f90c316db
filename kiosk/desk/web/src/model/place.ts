/** Which screens show a playlist, and what operations on site.json would change about it. */
import type { Op, Site } from "../api/types";

export const SITE_FILE = "playlists/site.json";
const ZONE = /^\/screens\/([^/[\]]+)\/zones\/[^/[\]]+\[/;

export function screensOf(file: string, site: Site, ops: readonly Op[] = []): string[] {
    const screens = new Set(
        Object.entries(site.screens)
            .filter(([, screen]) => Object.values(screen.zones ?? {}).some((files) => files.includes(file)))
            .map(([id]) => id),
    );
    for (const op of ops) {
        const screen = op.file === SITE_FILE ? ZONE.exec(op.path)?.[1] : undefined;
        if (screen && op.op === "insert" && op.value === file) screens.add(screen);
        if (screen && op.op === "remove" && op.path.endsWith(`[=${file.replaceAll("/", "~1")}]`)) screens.delete(screen);
    }
    return Object.keys(site.screens).filter((id) => screens.has(id));
}

export const sameScreens = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((screen) => b.includes(screen));

export function playlistFiles(site: Site): string[] {
    return [...new Set(Object.values(site.screens).flatMap((screen) => Object.values(screen.zones ?? {}).flat()))];
}
