/** What changes without us: a held request says that there is a newer revision, and pages load again. */
import { signal } from "@preact/signals";
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { Publication } from "../api/types";
import { loadSite } from "./session";

export const revision = signal(0);
export const publication = signal<Publication | null>(null);
/** Another number whenever something of a screen is new; 0 before the desk said one. Followed while a page shows screens. */
export const screensNews = signal(0);
/** False while the desk does not answer. */
export const online = signal(true);

export async function refresh(unattended = false): Promise<void> {
    const fresh = await api.publication(unattended);
    if (fresh.newest !== revision.value) await loadSite();
    publication.value = fresh;
    revision.value = fresh.newest;
}

const RETRY_MS = [1000, 2000, 5000, 15000];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let held: AbortController | null = null;
let watchers = 0;

/** A page shows screens from now on, until the function that comes back is called. */
export function watchScreens(): () => void {
    if (watchers++ === 0) held?.abort();
    return () => void watchers--;
}

async function listen(): Promise<void> {
    let failures = 0;
    while (!document.hidden) {
        held = new AbortController();
        try {
            const news = await api.wait(revision.value, publication.value?.published?.revision ?? 0, watchers ? screensNews.value : undefined, held.signal);
            online.value = true;
            failures = 0;
            if (news) screensNews.value = news.screens;
            const known = news && news.revision === revision.value && news.published === publication.value?.published?.revision;
            if (known) await pause(RETRY_MS[0]!); // of screens, or nothing that is news to us
            else if (news) await refresh(true);
        } catch (error) {
            if (held.signal.aborted) continue;
            online.value = !(error instanceof TypeError) && !(error instanceof ApiProblem && error.status >= 500);
            await pause(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!);
        }
    }
}

/** Held only while somebody looks at the page. */
export function follow(): void {
    document.addEventListener("visibilitychange", () => {
        if (document.hidden) held?.abort();
        else void refresh().then(listen, listen);
    });
    void listen();
}
