/** All slides as cards, by screen and state, searched in all texts. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { SlideCard } from "../api/types";
import { Head, Waiting } from "../parts/basics";
import { Card } from "../parts/card";
import { KindPicker } from "../parts/kind_picker";
import { NewSlide, PublishButton } from "../parts/shell";
import { revision } from "../state/live";
import { local, say } from "../state/locale";
import { useResource, useSettled } from "../state/resource";
import { replace, route } from "../state/route";
import { may, site } from "../state/session";

const STATES = ["on", "coming", "always", "over", "unused", "missing"] as const;
const PAGE = 24;

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
        </>
    );
}
