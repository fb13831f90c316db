/** All slides as cards, by screen and state, searched in all texts. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Change, SlideCard } from "../api/types";
import { slidePath } from "../model/path";
import type { Slide } from "../model/slide";
import { sayInstant } from "../model/time";
import { Head, Waiting } from "../parts/basics";
import { Card } from "../parts/card";
import { KindPicker } from "../parts/kind_picker";
import { NewSlide, PublishButton } from "../parts/shell";
import { revision } from "../state/live";
import { local, locale, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { replace, route } from "../state/route";
import { may, site, zone } from "../state/session";
import { complain, undoRevision } from "../state/toast";
import { titleOf } from "./slide";

const STATES = ["on", "coming", "always", "over", "unused", "missing"] as const;
const PAGE = 24;
/** How far back what was deleted is looked for. */
const CHANGES = 200;

function fits(card: SlideCard, state: string): boolean {
    if (state === "on") return card.state === "on" || card.state === "always";
    if (state === "missing") return card.missing.length > 0;
    return !state || card.state === state;
}

function Filters({ typed, setTyped }: { typed: string; setTyped: (text: string) => void }) {
    const box = useRef<HTMLInputElement>(null);
    const { screen = "", state = "", find } = route.value.query;
    const filter = (change: Record<string, string>) => replace(["content"], { screen, state, q: typed, ...change });
    useEffect(() => {
        if (find) box.current?.focus();
    }, [find]);
    return (
        <div class="filters" role="search">
            <input ref={box} type="search" value={typed} aria-label={say("search.slides")} aria-keyshortcuts="/" placeholder={say("search.slides")} onInput={(event) => setTyped(event.currentTarget.value)} />
            <label><span class="visually-hidden">{say("content.screen")}</span>
                <select value={screen} onChange={(event) => filter({ screen: event.currentTarget.value })}>
                    <option value="">{say("content.all_screens")}</option>
                    {Object.entries(site.value?.screens ?? {}).map(([id, one]) => <option key={id} value={id}>{local(one.name)}</option>)}
                </select>
            </label>
            <div class="chips" role="radiogroup" aria-label={say("content.state")}>
                {["", ...STATES].map((one) => (
                    <label key={one} class="chip">
                        <input type="radio" name="state" checked={state === one} onChange={() => filter({ state: one })} />
                        <span>{one ? say(`content.${one as (typeof STATES)[number]}`) : say("content.all_states")}</span>
                    </label>
                ))}
            </div>
        </div>
    );
}

/** How each slide that is in no list any more was taken out of one last. One that moved is in another, by its name. */
function deleted(changes: Change[], cards: SlideCard[]): Change[] {
    const gone = changes.filter((one) => one.slide && one.before && one.op === "remove" && one.path === slidePath(one.slide) && !cards.some((card) => card.id === one.slide && (card.file === one.file || local(card.title) === titleOf(one.before as Slide))));
    return gone.filter((one, n) => gone.findIndex((other) => other.slide === one.slide) === n);
}

async function findDeleted(): Promise<Change[]> {
    const [{ changes }, { slides }] = await Promise.all([api.history({ limit: CHANGES }), api.slides()]);
    return deleted(changes, slides);
}

function Deleted() {
    const [open, setOpen] = useState(false);
    const { data } = useResource(() => (open ? findDeleted() : Promise.resolve(null)), [open, revision.value]);
    return (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>{say("content.deleted")}</summary>
            {data && !data.length && <p class="quiet">{say("content.deleted_none")}</p>}
            <ul class="lines">
                {data?.map((one) => (
                    <li key={one.revision + one.slide!}>
                        <span>{titleOf(one.before as Slide)} <span class="quiet">{say("history.by", { by: one.by || say("history.console"), at: sayInstant(one.at, zone(), locale.value, new Date()) })}</span></span>
                        <button type="button" class="button" onClick={() => void undoRevision(one.revision).catch(complain)}>{say("publish.bring_back")}</button>
                    </li>
                ))}
            </ul>
        </details>
    );
}

export function ContentPage() {
    const { screen = "", state = "", q = "" } = route.value.query;
    const [typed, setTyped] = useState(q);
    const [shown, setShown] = useState(PAGE);
    const settled = useSettled(typed, 250);
    useEffect(() => {
        if (settled !== q) replace(["content"], { screen, state, q: settled });
    }, [settled]);
    useEffect(() => setShown(PAGE), [screen, state, settled]);
    const all = useResource(() => api.slides({ screen, q: settled }).then((answer) => answer.slides), [screen, settled, revision.value]);
    const cards = all.data?.filter((card) => fits(card, state)) ?? [];
    const nothing = all.data?.length === 0 && !screen && !settled;
    return (
        <>
            <Head title={say("nav.content")}><NewSlide /><PublishButton /></Head>
            {!nothing && <Filters typed={typed} setTyped={setTyped} />}
            {!all.data && <Waiting error={all.error} again={all.reload} />}
            {nothing && (
                <section class="empty">
                    <h2>{say("content.none")}</h2>
                    <p>{say("content.none_lead")}</p>
                    {may("editor") && <KindPicker />}
                </section>
            )}
            {all.data && !nothing && <p class="count-line" role="status">{cards.length ? say("content.count", { n: cards.length }) : say("empty.search")}</p>}
            <ul class="cards">{cards.slice(0, shown).map((card) => <Card key={card.file + card.id} card={card} />)}</ul>
            {cards.length > shown && <button type="button" class="button" onClick={() => setShown(shown + PAGE)}>{say("content.shown")}</button>}
            {may("editor") && all.data && <Deleted />}
        </>
    );
}
