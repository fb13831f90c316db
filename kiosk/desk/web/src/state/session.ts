/** Who is signed in, what they may do, and the site they work on. */
import { signal } from "@preact/signals";
import * as api from "../api/calls";
import { type AskedFor, token, useToken, whenAskedAgain } from "../api/client";
import type { Me, RoleName, Site } from "../api/types";
import { SITE_FILE } from "../model/place";
import { dayOf, localMoment } from "../model/time";
import { setLocale } from "./locale";

export const me = signal<Me | null>(null);
export const site = signal<Site | null>(null);
/** Set while somebody is asked for the password again, over the page. */
export const askedAgain = signal<{ why: AskedFor; done: (given: boolean) => void } | null>(null);

const LADDER: RoleName[] = ["viewer", "editor", "publisher", "admin"];

export function may(role: RoleName): boolean {
    return Boolean(me.value?.roles.some((mine) => LADDER.indexOf(mine.role) >= LADDER.indexOf(role)));
}

export async function welcome(who: Me): Promise<void> {
    await setLocale(who.user.locale);
    me.value = who;
}

export async function loadSite(): Promise<void> {
    site.value = await api.file<Site>(SITE_FILE);
}

let asking: Promise<boolean> | null = null;
whenAskedAgain((why) => {
    // a session that has ended meanwhile is more than one that wants proof
    if (askedAgain.value && why === "ended") askedAgain.value = { ...askedAgain.value, why };
    asking ??= new Promise<boolean>((done) => {
        askedAgain.value = { why, done };
    }).finally(() => {
        askedAgain.value = null;
        asking = null;
    });
    return asking;
});

export async function signInAgain(login: string, password: string): Promise<void> {
    const before = me.value?.user.login;
    const who = await api.signIn(login, password);
    // somebody else's desk: nothing of what is on the page is theirs
    if (before && who.user.login !== before) location.reload();
    useToken(token());
    await welcome(who);
    askedAgain.value?.done(true);
}

export async function proveAgain(password: string): Promise<void> {
    await api.prove(password);
    askedAgain.value?.done(true);
}

export async function leave(): Promise<void> {
    await api.signOut();
    location.assign("/sign-in");
}

export const zone = () => site.value?.time_zone ?? "Europe/Copenhagen";
export const nowThere = () => localMoment(new Date(), zone());
export const today = () => dayOf(nowThere());

/** The languages that texts are written in, the page's own first. */
export function languages(): string[] {
    const own = me.value?.user.locale ?? "da";
    const all = site.value?.languages ?? ["da", "en"];
    return [...all].sort((a, b) => Number(b === own) - Number(a === own));
}
