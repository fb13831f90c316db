/** One function a route. */
import { address, json, send, useToken } from "./client";
import type * as t from "./types";

function keep(me: t.Me): t.Me {
    useToken(me.csrf);
    return me;
}

export const me = async () => keep(await json<t.Me>("/me", { plain: true }));
export const signIn = async (login: string, password: string) =>
    keep(await json<t.Me>("/session", { method: "POST", body: { login, password }, plain: true }));
export const signOut = () => json<void>("/session", { method: "DELETE", plain: true });
export const prove = (password: string) => json<void>("/session/proof", { method: "POST", body: { password }, plain: true });
export const changePassword = (old: string, fresh: string) =>
    json<void>("/me/password", { method: "POST", body: { old, new: fresh }, plain: true });
export const changeMe = (body: { locale?: t.Language; name?: string }) => json<void>("/me", { method: "PATCH", body });

const encodePath = (path: string) => path.split("/").map(encodeURIComponent).join("/");
export const fileAddress = (path: string) => address(`/files/${encodePath(path)}`);
export const files = () => json<{ revision: number; files: { path: string; hash: string; size: number }[] }>("/files");
export const file = <T>(path: string, revision?: number) =>
    json<T>(`/files/${encodePath(path)}`, { query: { revision } });

export const edit = (base: number, ops: t.Op[], note: string) =>
    json<t.Saved>("/edits", { method: "POST", body: { base, ops, note } });
export const check = (base: number, ops: t.Op[], slides: t.SlideKey[], signal?: AbortSignal) =>
    json<{ findings: t.Finding[]; laid_out: boolean }>("/check", { method: "POST", body: { base, ops, slides }, ...(signal ? { signal } : {}) });
export const undo = (revision: number) => json<t.Saved>("/undo", { method: "POST", body: { revision } });

export const drafts = () => json<t.Draft[]>("/drafts");
export const keepDraft = (draft: Omit<t.Draft, "at">, keepalive = false) =>
    json<void>("/drafts", { method: "PUT", body: draft, keepalive });
export const dropDraft = (file: string, slide: string) => json<void>("/drafts", { method: "DELETE", query: { file, slide } });

export const slides = (query: { screen?: string; state?: string; q?: string } = {}) =>
    json<{ revision: number; slides: t.SlideCard[] }>("/slides", { query });
export const place = (slide: t.SlideKey | null, screens: string[]) =>
    json<t.Placement>("/place", { method: "POST", body: { slide, screens, when: null } });

export const history = (query: { file?: string; slide?: string; limit?: number; before?: number }) =>
    json<{ changes: t.Change[] }>("/history", { query });
export const diff = () => json<t.Diff>("/diff", { query: { from: "published", to: "newest" } });
export async function preview(wish: t.PreviewWish, signal?: AbortSignal): Promise<Blob> {
    return (await send("/preview", { method: "POST", body: wish, ...(signal ? { signal } : {}) })).blob();
}

export const publication = (unattended = false) => json<t.Publication>("/publication", { unattended });
export const publish = (revision: number) => json<t.Published>("/publish", { method: "POST", body: { revision } });
export const unpublish = () => json<t.Published>("/publish/undo", { method: "POST", body: {} });

/** With `look` they are asked for fresh pictures. */
export const screens = (ask: { look?: boolean; unattended?: boolean } = {}) =>
    json<t.Screen[]>("/screens", { query: { look: ask.look ? "true" : undefined }, unattended: ask.unattended });
export async function screenPicture(device: number): Promise<Blob> {
    return (await send(`/screens/${device}/picture`, { unattended: true })).blob();
}
export const deviceHistory = (device: number, unattended = false) =>
    json<{ events: t.DeviceEvent[]; commands: t.DeviceCommand[] }>(`/screens/${device}/history`, { unattended });
export const command = (device: number, order: t.Order) =>
    json<{ id: number }>(`/screens/${device}/command`, { method: "POST", body: { do: order } });
export const changeDevice = (device: number, body: { screen?: string; group?: string }) =>
    json<void>(`/screens/${device}`, { method: "PATCH", body });
/** With `stop` it shows nothing more; otherwise it keeps what it has. */
export const revoke = (device: number, stop: boolean) =>
    json<void>(`/screens/${device}`, { method: "DELETE", query: { stop: stop ? "true" : undefined } });
export const findDevice = (code: string) => json<t.FoundDevice>("/enrol", { method: "POST", body: { code } });
export const enrol = (code: string, body: { screen: string; group: string; replaces?: number }) =>
    json<{ id: number }>(`/enrol/${encodeURIComponent(code)}/confirm`, { method: "POST", body });
export const groups = () => json<{ name: string }[]>("/groups");
export const addGroup = (name: string) => json<{ name: string }>("/groups", { method: "POST", body: { name } });
export const renameGroup = (name: string, fresh: string) =>
    json<void>(`/groups/${encodePath(name)}`, { method: "PATCH", body: { name: fresh } });
export const removeGroup = (name: string) => json<void>(`/groups/${encodePath(name)}`, { method: "DELETE" });
export const media = (q = "") => json<t.Media[]>("/media", { query: { q } });
export const describeMedia = (hash: string, body: t.MediaWords) => json<void>(`/media/${hash}`, { method: "PATCH", body });
export const removeMedia = (hash: string) => json<t.Saved>(`/media/${hash}`, { method: "DELETE" });
export const replaceMedia = (hash: string, asset: string) =>
    json<t.Saved>(`/media/${hash}/replace`, { method: "POST", body: { with: asset } });
export const users = () => json<t.User[]>("/users");
export const addUser = (body: { login: string; name: string; role: t.RoleName; group: string | null }) =>
    json<t.Invitation & { login: string }>("/users", { method: "POST", body });
export const changeUser = (login: string, body: { name?: string; role?: t.RoleName; group?: string | null; disabled?: boolean }) =>
    json<void>(`/users/${encodeURIComponent(login)}`, { method: "PATCH", body });
export const resetUser = (login: string) =>
    json<t.Invitation>(`/users/${encodeURIComponent(login)}/reset`, { method: "POST", body: {} });
export const audit = (before?: number) => json<t.AuditRow[]>("/audit", { query: { before, limit: 50 } });
export const auditState = () => json<t.AuditState>("/audit/verify");
/** Held until there is another revision than `since`, another one is published than `published` (0: none), or `screens` is not the news of them. */
export async function wait(since: number, published: number, screens: number | undefined, signal: AbortSignal): Promise<t.News | null> {
    return (await json<t.News | undefined>("/wait", { query: { since, published, screens }, signal })) ?? null;
}
