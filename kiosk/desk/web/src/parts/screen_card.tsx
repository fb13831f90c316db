/** A screen in a list: what is really on it, how it does in words, what it shows now and next. */
import { useState } from "preact/hooks";
import type { Screen, SlideCard } from "../api/types";
import { sayAgo, sayInstant, sayTime, timeOf } from "../model/time";
import { usePicture } from "../state/fleet";
import { revision } from "../state/live";
import { local, locale, say } from "../state/locale";
import { href } from "../state/route";
import { nowThere, zone } from "../state/session";
import { Icon } from "./basics";
import { titleOf } from "./card";
import { Thumb } from "./painted";

const MARK = { ok: "check", wait: "more", warn: "warn", unknown: "more" } as const;

export function ScreenState({ screen }: { screen: Pick<Screen, "state" | "words" | "todo" | "seen"> }) {
    return (
        <div class={`screen-state ${screen.state}`}>
            <Icon name={MARK[screen.state]} />
            <div>
                <p><b>{local(screen.words) || say(`state.${screen.state}`)}</b>{screen.seen && <span class="quiet"> · {say("screens.seen_ago", { ago: sayAgo(screen.seen, locale.value, new Date()) })}</span>}</p>
                {screen.todo && <p class="hint">{local(screen.todo)}</p>}
            </div>
        </div>
    );
}

/** What it shows at this minute; the minute does not move while one looks. */
export function usePlanNow(id: string, width: number) {
    const [at] = useState(nowThere);
    return { screen: id, at, base: revision.value, width };
}

/** The frame that is really on; a visitor's is never shown, and without one it is what the plan says. */
export function ScreenPicture({ screen, width }: { screen: Screen; width: number }) {
    const device = screen.devices.find((one) => one.picture) ?? screen.devices[0];
    const address = usePicture(device);
    const plan = usePlanNow(screen.id, width);
    const name = local(screen.name) || screen.id;
    const upright = screen.height > screen.width ? " upright" : "";
    if (screen.in_use) return <div class={`shot in-use${upright}`}><p><Icon name="hand" />{say("screens.in_use")}</p></div>;
    return (
        <figure class={`shot${upright}`}>
            {address && device?.picture
                ? <><div class="thumb"><img src={address} alt={say("screens.real", { name })} /></div><figcaption>{say("screens.real_at", { at: sayInstant(device.picture, zone(), locale.value, new Date(), true) })}</figcaption></>
                : <><Thumb wish={plan} alt={say("screens.picture", { name })} /><figcaption>{say("screens.plan", { at: sayTime(timeOf(plan.at), locale.value) })}</figcaption></>}
        </figure>
    );
}

/** "Lige nu: Velkommen · derefter: Det sker", and why: the slide's own sentence. Nothing is on a screen that is not there. */
export function NowAndNext({ screen, slides, why }: { screen: Screen; slides: SlideCard[]; why?: boolean }) {
    const find = (slide: string | undefined, file?: string) => slides.find((card) => card.id === slide && (!file || card.file === file) && card.screens.includes(screen.id));
    const now = find(screen.slide) ?? find(screen.now?.slide, screen.now?.file), next = find(screen.next?.slide, screen.next?.file);
    if (!now || screen.in_use || !screen.enrolled) return null;
    const title = (card: SlideCard) => (why ? <a href={href(["slide", card.file, card.id])}>{titleOf(card)}</a> : titleOf(card));
    return (
        <div class="now-next">
            <p>{say("screens.now")}: {title(now)}{next && next !== now && <span class="quiet"> · {say("screens.next")}: {title(next)}</span>}</p>
            {why && <p class="hint">{local(now.sentence)}</p>}
        </div>
    );
}

export function ScreenCard({ screen, slides }: { screen: Screen; slides: SlideCard[] }) {
    return (
        <li class="screen-card">
            <ScreenPicture screen={screen} width={640} />
            <div class="card-body">
                <h2><a href={href(["screens", screen.id])}>{local(screen.name) || screen.id}</a></h2>
                <ScreenState screen={screen} />
                <NowAndNext screen={screen} slides={slides} />
            </div>
        </li>
    );
}
