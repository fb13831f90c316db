/** The publish sheet: what changes on which screen, with pictures, and one button; then the proof that screens show it. */
import { useEffect, useState } from "preact/hooks";
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { Diff, DiffSlide, Finding, PreviewWish, Published, SlideKey } from "../api/types";
import { fieldOf } from "../model/edit";
import { isObject } from "../model/path";
import { proof } from "../model/proof";
import { sayInstant, sayMoment } from "../model/time";
import { Badge, Head, Icon, Notice, Waiting } from "../parts/basics";
import { remark } from "../parts/form";
import { Thumb } from "../parts/painted";
import { BeforeAfter, fieldName } from "../parts/values";
import { useFleet } from "../state/fleet";
import { usePageKeys } from "../state/keys";
import { publication, refresh, revision } from "../state/live";
import { local, locale, say } from "../state/locale";
import { useResource } from "../state/resource";
import { href } from "../state/route";
import { may, nowThere, site, today, zone } from "../state/session";
import { complain, rememberPublished, tell, undoRevision, unpublish, why } from "../state/toast";

/** When the changed slide is to be shown first, if its "when" says so. */
function fromOf(change: DiffSlide): string | null {
    for (const { path, after } of change.fields) {
        const when = /\/when$/.test(path) ? after : isObject(after) && /\]$/.test(path) ? after["when"] : undefined;
        const from = /\/when\/from$/.test(path) ? after : isObject(when) ? when["from"] : undefined;
        if (typeof from === "string") return from.length > 10 ? from.slice(0, 16) : `${from}T12:00`;
    }
    return null;
}

/** A moment at which the changed slide is shown: then, or now. */
function momentOf(change: DiffSlide): string {
    const from = fromOf(change), now = nowThere();
    return from && from > now ? from : now;
}

function Pictures({ change, screen, diff }: { change: DiffSlide; screen: string; diff: Diff }) {
    const wish = (base: number): PreviewWish => ({ screen, at: momentOf(change), base, slide: { file: change.file, id: change.slide }, width: 480, language: locale.value });
    const before = change.kind !== "added" && diff.from !== null;
    return (
        <div class="before-after pictures">
            {before && <figure><Thumb wish={wish(diff.from!)} /><figcaption>{say("publish.before")}</figcaption></figure>}
            {change.kind !== "removed" && <figure><Thumb wish={wish(diff.to)} /><figcaption>{say(before ? "publish.after" : "publish.added")}</figcaption></figure>}
        </div>
    );
}

/** Of a slide its headline; what else can change is the guide, which refers to slides, and the site. */
const titleOf = ({ title, slide, file }: DiffSlide) => local(title) || (slide ? say("card.untitled") : /guide/.test(file) ? say("picture.in_guide") : file);

/** The last thing that was done to a slide that is gone was that. */
async function bringBack({ file, slide }: DiffSlide): Promise<void> {
    const { changes } = await api.history({ file, slide, limit: 1 });
    await undoRevision(changes[0]!.revision);
}
const concerns = (one: Finding, change: DiffSlide) => change.file === one.file && (!one.path || fieldOf(one.path, change.slide) !== null);

function OneChange({ change, screen, diff, findings }: { change: DiffSlide; screen?: string; diff: Diff; findings: Finding[] }) {
    const from = fromOf(change);
    const title = titleOf(change);
    return (
        <li class="change">
            <div class="change-head">
                <h3>{change.kind === "removed" || !change.slide ? title : <a href={href(["slide", change.file, change.slide])}>{title}</a>}</h3>
                <Badge kind={change.kind === "removed" ? "warning" : "plain"}>{say(`publish.${change.kind}`)}</Badge>
                {change.kind === "removed" && may("editor") && <button type="button" class="button quiet-button" onClick={() => void bringBack(change).catch(complain)}>{say("publish.bring_back")}</button>}
            </div>
            {from && from > nowThere() && <p>{say("publish.from", { at: sayMoment(from, locale.value, today()) })}</p>}
            {screen && <Pictures change={change} screen={screen} diff={diff} />}
            <RemarkList findings={findings.filter((one) => concerns(one, change))} />
            {change.kind === "changed" && change.slide && change.fields.length > 0 && (
                <details>
                    <summary>{say("publish.fields")}</summary>
                    {change.fields.map((field) => (
                        <div key={field.path}>
                            <p class="entry-field">{fieldName(field.path)}</p>
                            <BeforeAfter path={field.path} before={field.before} after={field.after} />
                        </div>
                    ))}
                </details>
            )}
        </li>
    );
}

const changesOf = (diff: Diff) => [...diff.screens.flatMap((one) => one.changes), ...diff.other];

/** Remarks about what changes; the rest was published with them before. Errors are in the way wherever they are. */
function concerning(findings: Finding[], diff: Diff): Finding[] {
    const changes = changesOf(diff);
    return findings.filter((one) => one.severity === "error" || changes.some((change) => concerns(one, change)));
}

/** What is laid out to be checked: the slides that change, a sheet's worth of them. */
function drawn(diff: Diff): SlideKey[] {
    const keys = changesOf(diff).filter((one) => one.kind !== "removed").map((one) => `${one.file} ${one.slide}`);
    return [...new Set(keys)].slice(0, 20).map((key) => ({ file: key.split(" ")[0]!, id: key.split(" ")[1]! }));
}

/** Where each is, and what; in a list about more than one slide with the slide's name, if it is one that changes. */
function RemarkList({ findings, diff }: { findings: Finding[]; diff?: Diff }) {
    const line = (one: Finding) => {
        const id = /^\/slides\[id=([^\]]+)\]/.exec(one.path ?? "")?.[1];
        const change = diff && changesOf(diff).find((other) => other.file === one.file && other.slide === id);
        const name = diff && `${change ? titleOf(change) : id}: `;
        const place = id ? <a href={href(["slide", one.file, id])}>{name}{fieldName(one.path!)}</a> : <span>{one.file}:{one.line}:{one.column}</span>;
        return <li key={one.file + one.path + one.text.en} class={one.severity}>{place} – {remark(one)}</li>;
    };
    return findings.length ? <ul class="remarks">{findings.map(line)}</ul> : null;
}

/** All errors; warnings stand by the changes that they are about, and are counted here. */
function Remarks({ findings, diff }: { findings: Finding[]; diff: Diff }) {
    const errors = findings.filter((one) => one.severity === "error");
    if (!findings.length) return <Notice kind="good"><p>{say("publish.checked")}</p></Notice>;
    if (!errors.length) return <Notice kind="warning"><p>{say("publish.warnings", { n: findings.length })}</p></Notice>;
    return <Notice kind="error"><p><b>{say("publish.errors", { n: errors.length })}</b></p><RemarkList findings={errors} diff={diff} /></Notice>;
}

function Sheet({ diff, published }: { diff: Diff; published: (published: Published, screens: string[]) => void }) {
    const [busy, setBusy] = useState(false);
    const [problem, setProblem] = useState<string | null>(null);
    const check = useResource(() => api.check(diff.to, [], drawn(diff)), [diff.to]);
    const findings = concerning(check.data?.findings ?? [], diff);
    const errors = findings.some((one) => one.severity === "error"), warnings = findings.filter((one) => one.severity !== "error");
    const all = new Set([...diff.screens.flatMap((one) => one.changes.map((change) => change.file + change.slide)), ...diff.other.map((change) => change.file + change.slide)]);
    const publish = async () => {
        if (busy || errors) return;
        setBusy(true);
        setProblem(null);
        try {
            const done = await api.publish(diff.to);
            rememberPublished(diff.to);
            published(done, diff.screens.map((one) => one.screen));
        } catch (error) {
            setProblem(error instanceof ApiProblem && error.problem.at?.length ? `${why(error)} ${error.problem.at.map((one) => local(one.text)).join(" ")}` : why(error));
        } finally {
            setBusy(false);
        }
    };
    usePageKeys(may("publisher") ? { publish: () => void publish() } : {});
    const summary = say("publish.summary", { changes: say("publish.changes", { n: all.size }), screens: say("publish.screens", { n: diff.screens.length }) });
    return (
        <>
            <p class="sentence">{diff.screens.length ? summary : say("publish.only_other")}</p>
            {check.data ? <Remarks findings={findings} diff={diff} /> : !check.error && <Notice><p>{say("publish.checking")}</p></Notice>}
            {problem && <Notice kind="error"><p>{problem}</p></Notice>}
            <div class="row publish-row">
                {may("publisher") ? <button type="button" class="button primary large" disabled={busy || errors} aria-keyshortcuts="Control+Enter" onClick={() => void publish()}>{say(busy ? "publish.going" : "publish.go")}</button> : <Notice><p>{say("publish.asked")}</p></Notice>}
            </div>
            {diff.screens.map((one) => (
                <section key={one.screen} aria-labelledby={`on-${one.screen}`}>
                    <h2 id={`on-${one.screen}`}>{local(site.value?.screens[one.screen]?.name) || one.screen}</h2>
                    <ul class="changes">{one.changes.map((change) => <OneChange key={change.file + change.slide} change={change} screen={one.screen} diff={diff} findings={warnings} />)}</ul>
                </section>
            ))}
            {diff.other.length > 0 && (
                <section aria-labelledby="other">
                    <h2 id="other">{say("publish.other")}</h2>
                    <ul class="changes">{diff.other.map((change) => <OneChange key={change.file + change.slide} change={change} diff={diff} findings={warnings} />)}</ul>
                </section>
            )}
        </>
    );
}

interface Done {
    published: Published;
    screens: string[];
    at: string;
}

/** Which screens present it by their own reports, and what is with the others. */
function Proof({ published, screens, since }: { published: Published; screens: string[]; since?: string }) {
    const fleet = useFleet(false);
    const [proven, setProven] = useState<string | null>(null);
    const state = fleet.data && proof(fleet.data, screens, published);
    const whole = state && state.all.length > 0 && state.there.length === state.all.length;
    useEffect(() => {
        if (whole) setProven(new Date().toISOString());
    }, [whole, published.seq]);
    const time = (instant: string) => sayInstant(instant, zone(), locale.value, new Date(), true);
    if (!state) return null;
    const counts = { n: state.there.length, all: state.all.length };
    return (
        <>
            <p>{state.all.length === 0 ? say("publish.no_devices") : !whole ? say("publish.waiting", counts) : since && proven ? say("publish.on_screen", { at: time(proven), ...counts }) : say("publish.all_have", counts)}</p>
            <ul class="lines">
                {state.all.map((screen) => {
                    const late = !state.there.includes(screen);
                    return (
                        <li key={screen.id} class={late ? "late" : "there"}><Icon name={late ? "more" : "check"} />
                            <span><a href={href(["screens", screen.id])}>{local(screen.name) || screen.id}</a> – {say(late ? "publish.has_not" : "publish.has")}{late && <span class="hint"> {local(screen.words)}{screen.todo && `. ${local(screen.todo)}`}</span>}</span>
                        </li>
                    );
                })}
            </ul>
        </>
    );
}

export function PublishPage() {
    const [done, setDone] = useState<Done | null>(null);
    const diff = useResource(api.diff, [revision.value, publication.value?.published?.seq]);
    const undo = async () => {
        try {
            await unpublish();
            setDone(null);
            await refresh();
            tell({ text: say("publish.undone") });
        } catch (error) {
            complain(error);
        }
    };
    const last = publication.value?.published;
    const empty = diff.data && diff.data.screens.length === 0 && diff.data.other.length === 0;
    return (
        <>
            <Head title={say("publish.title")} back={{ href: href([]), text: say("nav.overview") }} />
            {done && (
                <section class="proof" role="status">
                    <h2><Icon name="check" />{say("publish.done", { at: sayInstant(done.at, zone(), locale.value, new Date(), true) })}</h2>
                    <Proof published={done.published} screens={done.screens} since={done.at} />
                </section>
            )}
            {done && <div class="row"><button type="button" class="button" onClick={() => void undo()}>{say("publish.undo")}</button><a class="button" href={href([])}>{say("nav.overview")}</a></div>}
            {!done && !diff.data && <Waiting error={diff.error} again={diff.reload} />}
            {!done && empty && (
                <section class="empty">
                    <p>{say("publish.none")}</p>
                    {last && <p class="hint">{say("overview.published_last", { at: sayInstant(last.at, zone(), locale.value, new Date()), by: last.by || say("history.console") })}</p>}
                    {last && <Proof published={last} screens={Object.keys(site.value?.screens ?? {})} />}
                    {last && last.seq > 1 && may("publisher") && <button type="button" class="button" onClick={() => void undo()}>{say("publish.undo")}</button>}
                </section>
            )}
            {!done && diff.data && !empty && (
                <Sheet diff={diff.data} published={(published, screens) => {
                    setDone({ published, screens, at: new Date().toISOString() });
                    void refresh().catch(complain);
                }} />
            )}
        </>
    );
}
