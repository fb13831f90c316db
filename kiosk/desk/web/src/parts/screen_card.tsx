/** A screen in a list: what it shows by the plan, and how it does, in words. */
import { useState } from "preact/hooks";
import type { Screen } from "../api/types";
import { sayInstant } from "../model/time";
import { revision } from "../state/live";
import { local, locale, say } from "../state/locale";
import { href } from "../state/route";
import { nowThere, zone } from "../state/session";
import { Icon } from "./basics";
import { Thumb } from "./painted";

const MARK = { ok: "check", wait: "more", warn: "warn", unknown: "more" } as const;

export function ScreenState({ screen }: { screen: Screen }) {
    return (
        <p class={`screen-state ${screen.state}`}>
            <Icon name={MARK[screen.state]} />
            <span>{local(screen.words) || say(`state.${screen.state}`)}{screen.seen && <span class="quiet"> · {say("screens.seen").toLowerCase()} {sayInstant(screen.seen, zone(), locale.value, new Date())}</span>}</span>
        </p>
    );
}

/** What it shows at this minute; the minute does not move while one looks. */
export function usePlanNow(id: string, width: number) {
    const [at] = useState(nowThere);
    return { screen: id, at, base: revision.value, width };
}

export function ScreenCard({ screen }: { screen: Screen }) {
    const name = local(screen.name) || screen.id;
    return (
        <li class="screen-card">
            <Thumb wish={usePlanNow(screen.id, 640)} alt={say("screens.picture", { name })} />
            <div class="card-body">
                <h2><a href={href(["screens", screen.id])}>{name}</a></h2>
                <ScreenState screen={screen} />
            </div>
        </li>
    );
}
