/** The slide editor: both languages side by side, where and when, and beside it what the screen will show. */
import { useEffect, useState } from "preact/hooks";
import type { SlideCard } from "../api/types";
import { ApiProblem } from "../api/client";
import * as api from "../api/calls";
import { copyOf, removal } from "../model/edit";
import { isWhole, kindOf, languagesOf, worthSaying } from "../model/kinds";
import { put } from "../model/path";
import { type Slide, freshId } from "../model/slide";
import { asWhen, sayWhen } from "../model/when";
import { Head, Icon, Notice, Waiting } from "../parts/basics";
import { Conflicts } from "../parts/conflicts";
import type { Form } from "../parts/form";
import { History } from "../parts/history";
import { Preview, wishFor } from "../parts/preview";
import { SlideForm } from "../parts/slide_form";
import { Editor, type Wanted } from "../state/editor";
import { usePageKeys } from "../state/keys";
import { revision } from "../state/live";
import { local, locale, say, sayMaybe } from "../state/locale";
import { keep } from "../state/prefs";
import { useSettled } from "../state/resource";
import { go, href, route } from "../state/route";
import { languages, may, site, today, zone } from "../state/session";
import { change, complain, tell, why } from "../state/toast";
import { sayInstant } from "../model/time";

/** Later than the picture, which is painted by the same hands and is what one waits for. */
const CHECK_MS = 800;
const CROPS_MOST = 6;
const CROP_WIDTH = 320;

export function titleOf(slide: Slide): string {
    const kind = kindOf(slide.type);
    const text = slide[kind.title] ?? slide["headline"] ?? slide["caption"];
    return local(text as Record<string, string> | undefined) || sayMaybe(`kind.${slide.type}`, slide.type);
}

/** "Kladde · vises på Rådhuset i morgen kl. 9–16, når det er udgivet"; of what is saved, as the desk says it, with all that decides it. */
function sentence(editor: Editor, card: SlideCard | null): string {
    const { slide, screens } = editor.state.value;
    const draft = editor.changed.value;
    const state = say(draft ? "sentence.draft" : card?.published ? "sentence.published" : "sentence.ready");
    if (!screens.length) return `${state} · ${say("sentence.nowhere")}`;
    if (card && !draft) return `${state} · ${local(card.sentence)}`;
    const when = asWhen(slide["when"]);
    const names = screens.map((id) => local(site.value?.screens[id]?.name) || id).join(` ${say("and")} `);
    const shown = say("sentence.shown", { screens: names, when: slide["evergreen"] ? say("sentence.reserve") : sayWhen(when, locale.value, today(), say) });
    return `${state} · ${shown}, ${say("sentence.once")}`;
}

function Kept({ editor }: { editor: Editor }) {
    const at = editor.keptAt.value;
    const words = {
        unchanged: say("editor.unchanged"),
        keeping: say("editor.keeping"),
        failed: say("editor.not_kept"),
        kept: at ? say("editor.kept", { at: sayInstant(at, zone(), locale.value, new Date()) }) : "",
    };
    return <span class="kept" role="status">{words[editor.keeping.value]}</span>;
}

function useChecks(editor: Editor): void {
    const ops = useSettled(editor.ops.value, CHECK_MS);
    useEffect(() => {
        const stop = new AbortController();
        void editor.check(stop.signal);
        return () => stop.abort();
    }, [editor, ops]);
}

/** The draft is kept also when the page is left, or the tab, or the phone is put away. */
function useKeeping(editor: Editor): void {
    useEffect(() => {
        const hidden = () => document.hidden && void editor.keep(true);
        const leaving = (event: BeforeUnloadEvent) => editor.keeping.value === "failed" && event.preventDefault();
        document.addEventListener("visibilitychange", hidden);
        addEventListener("beforeunload", leaving);
        return () => {
            document.removeEventListener("visibilitychange", hidden);
            removeEventListener("beforeunload", leaving);
            editor.close();
        };
    }, [editor]);
    const newest = revision.value;
    useEffect(() => void editor.catchUp(newest).catch(() => {}), [editor, newest]);
}

function Tools({ editor, finish, busy }: { editor: Editor; finish: (then: "done" | "publish") => void; busy: boolean }) {
    const { past, future } = editor.undo.value;
    return (
        <>
            <div class="tools">
                <button type="button" class="button quiet-button icon-button" disabled={!past.length} aria-label={say("undo")} aria-keyshortcuts="Control+Z" onClick={() => editor.stepBack()}><Icon name="undo" /></button>
                <button type="button" class="button quiet-button icon-button" disabled={!future.length} aria-label={say("redo")} aria-keyshortcuts="Control+Shift+Z" onClick={() => editor.stepForward()}><Icon name="redo" /></button>
            </div>
            <button type="button" class={may("publisher") ? "button" : "button primary"} disabled={busy} onClick={() => finish("done")}>{say("editor.done")}</button>
            {may("publisher") && <button type="button" class="button primary" disabled={busy} aria-keyshortcuts="Control+Enter" onClick={() => finish("publish")}>{say("editor.publish")}</button>}
        </>
    );
}

/** What is done to the slide as a whole; each can be undone. */
function Whole({ editor, card }: { editor: Editor; card: SlideCard | null }) {
    const [history, setHistory] = useState(false);
    const { file, id, original } = editor.edited.value;
    const { slide } = editor.state.value;
    const title = titleOf(slide);
    const remove = async () => {
        if (original && !(await change([removal(file, id)], say("editor.deleted", { title })))) return;
        await editor.drop();
        go(["content"]);
    };
    const duplicate = async () => {
        const copy = freshId(id);
        if (await change([copyOf(file, put(original!, [], slide), copy)], say("editor.duplicated"))) go(["slide", file, copy]);
    };
    const drop = async () => {
        await editor.drop();
        tell({ text: say("overview.dropped") });
        go(["content"]);
    };
    return (
        <section class="whole" aria-label={say("editor.actions")}>
            {original && <button type="button" class="button quiet-button" onClick={() => setHistory(true)}>{say("editor.history")}</button>}
            {original && <button type="button" class="button quiet-button" onClick={() => void duplicate()}>{say("editor.duplicate")}</button>}
            {editor.changed.value && <button type="button" class="button quiet-button" onClick={() => void drop().catch(complain)}>{say("editor.drop")}</button>}
            {original && <button type="button" class="button quiet-button danger" onClick={() => void remove().catch(complain)}>{say("editor.delete")}</button>}
            {card?.changed && <p class="hint">{say("history.by", { by: card.changed.by || say("history.console"), at: sayInstant(card.changed.at, zone(), locale.value, new Date()) })}</p>}
            {history && <History file={file} slide={id} onClose={() => setHistory(false)} take={(then) => editor.bringBack(then)} />}
        </section>
    );
}

function Editing({ editor }: { editor: Editor }) {
    const [busy, setBusy] = useState(false);
    const [card, setCard] = useState<SlideCard | null>(null);
    const { file, id, original } = editor.edited.value;
    const { slide, screens } = editor.state.value;
    useChecks(editor);
    useKeeping(editor);
    const newest = revision.value;
    useEffect(() => {
        if (original) api.slides().then((all) => setCard(all.slides.find((one) => one.file === file && one.id === id) ?? null), () => {});
    }, [newest, file, id]);

    const finish = async (then: "done" | "publish") => {
        if (!screens.length) return tell({ text: say("editor.nowhere"), bad: true });
        if (!original && !isWhole(slide)) return tell({ text: say("preview.wait"), bad: true });
        setBusy(true);
        try {
            if (!(await editor.finish(titleOf(slide)))) return;
            keep("screens", screens.join());
            if (then === "done") tell({ text: say("editor.done.told") });
            go(then === "publish" ? ["publish"] : []);
        } catch (error) {
            complain(error);
        } finally {
            setBusy(false);
        }
    };
    usePageKeys({ undo: () => editor.stepBack(), redo: () => editor.stepForward(), publish: () => void finish(may("publisher") ? "publish" : "done") });
    const readOnly = !may("editor");
    const crops = useSettled(screens.slice(0, isWhole(slide) ? CROPS_MOST : 0).map((screen) => wishFor(editor, screen, locale.value, CROP_WIDTH)), CHECK_MS);
    const form: Form = { slide, site: site.value!, languages: languagesOf(slide, languages()), findings: worthSaying(editor.findings.value, slide, !original), readOnly, crops, set: (path, value) => editor.set(path, value) };
    return (
        <>
            <Head title={titleOf(slide)} back={{ href: href(["content"]), text: say("nav.content") }}>
                {!readOnly && <Tools editor={editor} busy={busy} finish={(then) => void finish(then)} />}
            </Head>
            <p class="sentence"><span>{sentence(editor, card)}</span>{readOnly ? <span class="kept">{say("editor.read_only")}</span> : <Kept editor={editor} />}</p>
            {editor.conflicts.value && <Conflicts editor={editor} conflicts={editor.conflicts.value} />}
            <div class="editor">
                <SlideForm form={form} screens={screens} setScreens={(next) => void editor.setScreens(next).catch(complain)} />
                <div class="aside">
                    <Preview editor={editor} form={form} />
                    {!readOnly && <Whole editor={editor} card={card} />}
                </div>
            </div>
        </>
    );
}

export function SlidePage() {
    const [, file = "", id = ""] = route.value.parts;
    const { kind, screens, picture } = route.value.query;
    const [editor, setEditor] = useState<Editor | null>(null);
    const [error, setError] = useState<string | null>(null);
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        let current = true;
        setEditor(null);
        setError(null);
        const wanted: Wanted = { file, id, kind, screens: screens?.split(","), picture };
        Editor.open(wanted, site.value!).then(
            (opened) => current && setEditor(opened),
            (reason: unknown) => current && setError(reason instanceof ApiProblem && reason.status === 404 ? say("problem.gone") : why(reason)),
        );
        return () => {
            current = false;
        };
    }, [file, id, turn]);
    if (editor) return <Editing key={`${file}/${id}`} editor={editor} />;
    return (
        <>
            <Head title={say("nav.content")} back={{ href: href(["content"]), text: say("nav.content") }} />
            {error === say("problem.gone") ? <Notice kind="warning"><p>{error}</p></Notice> : <Waiting error={error} again={() => setTurn(turn + 1)} />}
        </>
    );
}
