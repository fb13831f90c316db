/** What the desk's API (/api/1) takes and gives. Moments "on a screen" are ISO, local to the site, without an offset. */

export type Language = "da" | "en";
/** One text in each language: {"da": "Velkommen", "en": "Welcome"}. */
export type Localized = Record<string, string>;
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

export type RoleName = "viewer" | "editor" | "publisher" | "admin";
export interface Role {
    role: RoleName;
    group: string | null;
}
export interface Me {
    csrf: string;
    user: { login: string; name: string; locale: Language; must_change_password: boolean };
    roles: Role[];
}

/** By which somebody chooses a password, for an hour and one use. */
export interface Invitation {
    link: string;
    until: string;
}

export interface Op {
    file: string;
    path: string;
    op: "set" | "remove" | "insert" | "move";
    value?: Json;
    before?: string;
    to?: string;
}
export interface Finding {
    file: string;
    line: number;
    column: number;
    severity: "error" | "warning";
    code: string;
    text: Localized;
    path?: string;
}
export interface Saved {
    revision: number;
    findings: Finding[];
}
export interface Conflict {
    file: string;
    path: string;
    base: Json;
    mine: Json;
    theirs: Json;
    by: string;
    when: string;
}
export interface Problem {
    type: string;
    title: string;
    status: number;
    detail?: string;
    at?: Partial<Conflict & Finding>[];
}

export interface SlideKey {
    file: string;
    id: string;
}
export interface Draft {
    file: string;
    slide: string;
    base: number;
    ops: Op[];
    at: string;
}
export interface SlideCard extends SlideKey {
    type: string;
    title: Localized;
    missing: string[];
    screens: string[];
    state: "on" | "coming" | "over" | "always" | "unused";
    from?: string;
    until?: string;
    sentence: Localized;
    picture?: string;
    changed?: { at: string; by: string };
    published: boolean;
    /** The last day on which what it says holds. */
    expires?: string;
    /** The day on which the address of its code was asked last, and did not answer. */
    unanswered?: string;
}
export interface Placement {
    file: string;
    ops: Op[];
}
export interface Change {
    revision: number;
    at: string;
    by: string;
    note: string;
    kind: "edit" | "import" | "undo" | "merge" | "publish";
    file?: string;
    slide?: string;
    op?: string;
    path?: string;
    before?: Json;
    after?: Json;
}
export interface DiffSlide {
    file: string;
    slide: string;
    kind: "added" | "removed" | "changed";
    title: Localized;
    fields: { path: string; before?: Json; after?: Json }[];
}
export interface Diff {
    from: number | null;
    to: number;
    screens: { screen: string; changes: DiffSlide[] }[];
    other: DiffSlide[];
}
export interface PreviewWish {
    screen: string;
    at: string;
    base?: number;
    language?: string;
    ops?: Op[];
    slide?: SlideKey;
    width?: number;
    height?: number;
}
export interface Publication {
    published: { revision: number; epoch: number; seq: number; at: string; by: string } | null;
    newest: number;
    changes: number;
}
export interface Published {
    epoch: number;
    seq: number;
    revision?: number;
}
export interface News {
    revision: number;
    published: number;
    screens: number;
}
/** How a screen is, by what its device said. */
export interface Condition {
    group: string | null;
    /** Pixels, as somebody before it sees them. */
    width: number;
    height: number;
    rotate: number;
    state: "ok" | "wait" | "warn" | "unknown";
    words: Localized;
    todo?: Localized;
    seen?: string;
    /** What it presents, "EPOCH.SEQ". */
    generation?: string;
    slide?: string;
    why?: Localized;
    /** Bytes. */
    free?: number;
    /** Degrees Celsius. */
    temperature?: number;
    in_use?: boolean;
    version?: string;
    /** When the picture that can be had was taken. */
    picture?: string;
}
export interface Device extends Condition {
    id: number;
    enrolled: string;
    /** The end of its key. */
    key: string;
}
export interface Planned {
    file: string;
    slide: string;
    until: string;
}
/** A screen of the site: its condition is that of the device that wants somebody most. */
export interface Screen extends Condition {
    id: string;
    name: Localized;
    touch?: boolean;
    enrolled: boolean;
    devices: Device[];
    now?: Planned;
    next?: Planned;
}
export type Order = "identify" | "picture" | "restart" | "fetch";
export interface DeviceEvent {
    n: number;
    at: string;
    what: string;
    detail: string;
    /** The detail, where it is no name or number. */
    words?: Localized;
}
export interface DeviceCommand {
    id: number;
    do: Order;
    by: string;
    asked: string;
    done: string | null;
}
export interface FoundDevice {
    id: string;
    model: string;
    panel: string;
    version: string;
    address: string;
    /** Seconds since it asked. */
    age: number;
}
/** What people say about a picture; slides take it over when they choose the picture. */
export interface MediaWords {
    name?: string;
    alt?: Localized;
    credit?: Localized;
    focus?: [number, number];
}
export interface Media extends MediaWords {
    asset: string;
    hash: string;
    width?: number;
    height?: number;
    size?: number;
    /** Without a slide: the town's logo, the guide. */
    used?: { file: string; path: string; slide?: string }[];
    by?: string;
    at?: string;
}
export interface User {
    login: string;
    name: string;
    disabled: boolean;
    roles: Role[];
}
export interface AuditRow {
    n: number;
    at: string;
    user: string;
    what: string;
    object: string;
    detail: string;
}
export interface AuditState {
    ok: boolean;
    rows: number;
    broken?: number;
}

/** What the page reads of playlists/site.json. */
export interface Site {
    name: Localized;
    languages: string[];
    time_zone: string;
    feeds: Record<string, { format: string; name: Localized }>;
    screens: Record<string, { name: Localized; zones: Record<string, string[]>; rotate?: number }>;
}
