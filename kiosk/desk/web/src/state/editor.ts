/** The slide that is being edited: its states, the draft that keeps itself, and how it becomes a revision. */
import { computed, signal } from "@preact/signals";
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { Conflict, Finding, Json, Site } from "../api/types";
import { type Choice, type Edited, type State, isChanged, operations, placeAfter, rebase, resume } from "../model/edit";
import { kindOf } from "../model/kinds";
import { type Path, put } from "../model/path";
import { pictureOf } from "../model/picture";
import { sameScreens, screensOf } from "../model/place";
import { type Playlist, type Slide } from "../model/slide";
import { type Undo, back, forward, record, start } from "../model/undo";
import { refresh } from "./live";
import { remember } from "./toast";

export const KEEP_MS = 2000;
export type Keeping = "unchanged" | "keeping" | "kept" | "failed";

export interface Wanted {
    file: string;
    id: string;
    /** A new slide: its kind, where it is to be shown, and perhaps its picture. */
    kind?: string | undefined;
    screens?: string[] | undefined;
    picture?: string | undefined;
}

async function load(wanted: Wanted, site: Site): Promise<{ edited: Edited; state: State; kept: string | null }> {
    const [{ revision }, drafts] = await Promise.all([api.files(), api.drafts().catch(() => [])]);
    const playlist = await api.file<Playlist>(wanted.file, revision).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
    });
    const original = playlist?.slides.find((slide) => slide.id === wanted.id) ?? null;
    const draft = drafts.find((one) => one.file === wanted.file && one.slide === wanted.id);
    if (draft) {
        // what the draft was made on: the server tells apart what others changed since
        const old = original && draft.base !== revision ? await api.file<Playlist>(wanted.file, draft.base).catch(() => null) : null;
        const resumed = resume(draft, old?.slides.find((slide) => slide.id === wanted.id) ?? original, site);
        if (resumed) return { ...resumed, kept: draft.at };
    }
    const edited = { file: wanted.file, id: wanted.id, base: revision, original, placed: null };
    if (original) {
        const screens = screensOf(wanted.file, site);
        return { edited: { ...edited, screensBefore: screens }, state: { slide: original, screens }, kept: null };
    }
    if (!wanted.kind) throw new ApiProblem({ type: "about:blank", title: "", status: 404 });
    const screens = (wanted.screens ?? []).filter((id) => id in site.screens);
    const placed = screens.length ? await api.place(null, screens) : null;
    const slide: Slide = { id: wanted.id, type: wanted.kind, ...kindOf(wanted.kind).blank(site) };
    const media = wanted.picture && (await api.media()).find((one) => one.asset === wanted.picture);
    const pictured = media ? put(slide, ["picture"], pictureOf(media)) : slide;
    return { edited: { ...edited, placed, screensBefore: [] }, state: { slide: pictured, screens }, kept: null };
}

export class Editor {
    readonly edited;
    readonly undo;
    readonly keeping = signal<Keeping>("unchanged");
    readonly keptAt = signal<string | null>(null);
    readonly findings = signal<Finding[]>([]);
    readonly conflicts = signal<Conflict[] | null>(null);
    readonly state = computed(() => this.undo.value.now);
    readonly changed = computed(() => isChanged(this.edited.value, this.state.value));
    readonly ops = computed(() => operations(this.edited.value, this.state.value));
    private readonly site: Site;
    private timer = 0;
    /** What the desk has of the draft; its requests go one after the other, so that an older one never wins. */
    private kept: State;
    private writing: Promise<void> = Promise.resolve();
    /** The newest question where the slide belongs, and its answer. */
    private placing: Promise<void> = Promise.resolve();
    private turn = 0;
    private before: Promise<Finding[]> | null = null;
    private done = false;

    private constructor(edited: Edited, state: State, kept: string | null, site: Site) {
        this.edited = signal(edited);
        this.undo = signal<Undo<State>>(start(state));
        this.site = site;
        this.kept = state;
        if (kept) {
            this.keeping.value = "kept";
            this.keptAt.value = kept;
        }
    }

    static async open(wanted: Wanted, site: Site): Promise<Editor> {
        const { edited, state, kept } = await load(wanted, site);
        return new Editor(edited, state, kept, site);
    }

    set(path: Path, value: Json | undefined): void {
        const { slide, screens } = this.state.value;
        this.moveTo(record(this.undo.value, { slide: put(slide, path, value), screens }, path.join("/"), performance.now()));
    }

    async setScreens(screens: string[]): Promise<void> {
        const { slide } = this.state.value;
        this.moveTo(record(this.undo.value, { slide, screens }, "", performance.now()));
        await this.place();
    }

    /** Asks where the slide belongs for the screens that are wanted; only the newest answer counts. */
    private place(): Promise<void> {
        const turn = ++this.turn;
        const { screens } = this.state.value;
        const { original, screensBefore, file, id } = this.edited.value;
        const ask = async () => {
            const asBefore = original && sameScreens(screens, screensBefore);
            const placed = asBefore || screens.length === 0 ? null : await api.place(original ? { file, id } : null, screens);
            if (turn === this.turn) this.edited.value = { ...this.edited.value, placed };
        };
        this.placing = ask();
        this.placing.catch(() => {});
        return this.placing;
    }

    /** Resolves when it is known where the slide belongs; asks again when the desk did not answer. */
    private placed(): Promise<void> {
        return this.placing.catch(() => this.place());
    }

    private moveTo(next: Undo<State>): void {
        this.undo.value = next;
        this.keeping.value = "keeping";
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => void this.keep(), KEEP_MS);
    }

    stepBack(): void {
        this.step(back(this.undo.value));
    }
    stepForward(): void {
        this.step(forward(this.undo.value));
    }
    private step(next: Undo<State>): void {
        const before = this.state.value.screens;
        this.moveTo(next);
        if (!sameScreens(before, this.state.value.screens)) void this.place();
    }

    /** Keeps the draft now. What cannot be kept is tried again. */
    keep(keepalive = false): Promise<void> {
        clearTimeout(this.timer);
        this.writing = this.writing.then(() => this.write(keepalive));
        return this.writing;
    }

    private async write(keepalive: boolean): Promise<void> {
        const state = this.state.value;
        if (this.done || state === this.kept) return;
        const { file, id } = this.edited.value;
        try {
            await this.placed();
            const { base } = this.edited.value;
            if (this.changed.value) await api.keepDraft({ file, slide: id, base, ops: this.ops.value }, keepalive);
            else await api.dropDraft(file, id);
            this.kept = state;
            this.keptAt.value = new Date().toISOString();
            // somebody may have typed on meanwhile: then the next one is on its way
            if (state === this.state.value) this.keeping.value = this.changed.value ? "kept" : "unchanged";
        } catch {
            this.keeping.value = "failed";
            clearTimeout(this.timer);
            this.timer = window.setTimeout(() => void this.keep(), KEEP_MS * 2);
        }
    }

    async check(signal: AbortSignal): Promise<void> {
        try {
            const { base, file, id, placed } = this.edited.value;
            const { findings } = await api.check(base, this.ops.value, [{ file: placed?.file ?? file, id }], signal);
            const placeless = findings.some((one) => !one.path && one.file === file);
            if (placeless) this.before ??= api.check(base, [], []).then((answer) => answer.findings);
            const before = placeless ? await this.before! : [];
            // what has no place in a slide is ours when it was not there before
            this.findings.value = findings.filter((one) => one.path || (one.file === file && !before.some((old) => old.text.en === one.text.en)));
        } catch {
            // it is asked again with the next change; publishing checks in any case
        }
    }

    /** Makes the draft a revision. False: somebody changed the same, and `conflicts` says what. */
    async finish(note: string): Promise<boolean> {
        clearTimeout(this.timer);
        await Promise.all([this.writing, this.placed()]);
        if (this.changed.value) {
            try {
                const saved = await api.edit(this.edited.value.base, this.ops.value, note);
                remember(saved.revision);
            } catch (error) {
                if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
                this.conflicts.value = (error.problem.at ?? []) as Conflict[];
                return false;
            }
        }
        await this.drop();
        await refresh().catch(() => {}); // it is saved; the held request brings the rest
        return true;
    }

    async drop(): Promise<void> {
        this.done = true;
        clearTimeout(this.timer);
        await this.writing;
        await api.dropDraft(this.edited.value.file, this.edited.value.id);
    }

    /** Goes on with what was chosen of each conflict, on top of what the others did. */
    async resolve(take: (path: string) => Choice): Promise<void> {
        const { revision } = await api.files();
        const { file, id } = this.edited.value;
        const original = (await api.file<Playlist>(file, revision)).slides.find((slide) => slide.id === id);
        if (!original) return;
        const next = rebase(this.edited.value, this.state.value, original, revision, this.conflicts.value ?? [], take);
        this.edited.value = next.edited;
        this.moveTo(record(this.undo.value, next.state, "", performance.now()));
        this.conflicts.value = null;
    }

    /** Puts a slide that somebody else deleted back as it is here, when this is finished. */
    async restore(): Promise<void> {
        const { revision } = await api.files();
        const { file } = this.edited.value;
        this.edited.value = { ...this.edited.value, original: null, screensBefore: [], base: revision, placed: { file, ops: [] } };
        this.conflicts.value = null;
        this.moveTo(record(this.undo.value, { ...this.state.value }, "", performance.now()));
    }

    /** Somebody else saved: a slide that nothing was changed on follows. */
    async catchUp(revision: number): Promise<void> {
        const edited = this.edited.value;
        if (this.changed.value || !edited.original || revision <= edited.base) return;
        const { edited: fresh, state } = await load({ file: edited.file, id: edited.id }, this.site);
        if (this.changed.value) return;
        this.edited.value = fresh;
        this.kept = state;
        this.undo.value = start(state);
    }

    /** The slide as it was in an earlier revision: a change like any other, which can be undone. */
    bringBack(slide: Slide): void {
        this.moveTo(record(this.undo.value, { ...this.state.value, slide }, "", performance.now()));
    }

    close(): void {
        void this.keep(true);
    }

    get placeAfter() {
        return placeAfter(this.edited.value);
    }
}
