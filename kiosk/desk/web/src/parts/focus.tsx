/** The point of a picture that always stays visible: moved by pointer, or by arrow keys, and beside it what each screen cuts. */
import type { JSX } from "preact";
import * as api from "../api/calls";
import type { PreviewWish } from "../api/types";
import { type Point, moved } from "../model/picture";
import { local, say } from "../state/locale";
import { site } from "../state/session";
import { Thumb } from "./painted";

const percent = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * 100);

export function FocusPicture({ asset, alt, point, set }: { asset: string; alt: string; point: Point; set: ((point: Point) => void) | null }) {
    const take = (event: JSX.TargetedPointerEvent<HTMLDivElement>) => {
        const box = event.currentTarget.getBoundingClientRect();
        set?.([percent((event.clientX - box.left) / box.width), percent((event.clientY - box.top) / box.height)]);
    };
    return (
        <div class="focus">
            <div class={`focus-picture${set ? " movable" : ""}`}
                onPointerDown={(event) => {
                    if (!set || event.button !== 0) return;
                    event.currentTarget.setPointerCapture(event.pointerId);
                    take(event);
                }}
                onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && take(event)}>
                <img src={api.fileAddress(asset)} alt={alt} draggable={false} />
                <button type="button" class="focus-point" style={{ left: `${point[0]}%`, top: `${point[1]}%` }} disabled={!set}
                    aria-label={say("picture.focus_at", { x: point[0], y: point[1] })} aria-describedby="focus-hint"
                    onKeyDown={(event) => {
                        const next = moved(point, event.key, event.shiftKey);
                        if (!next) return;
                        event.preventDefault();
                        set?.(next);
                    }} />
            </div>
            {set && <p class="hint" id="focus-hint">{say("picture.focus_hint")}</p>}
        </div>
    );
}

/** What each screen shows of it, painted as the screen paints it. */
export function Crops({ wishes }: { wishes: readonly PreviewWish[] }) {
    if (!wishes.length) return null;
    return (
        <div class="crops">
            <h3>{say("picture.crops")}</h3>
            <ul>
                {wishes.map((wish) => (
                    <li key={wish.screen}>
                        <Thumb wish={wish} />
                        <span class="hint">{local(site.value?.screens[wish.screen]?.name) || wish.screen}</span>
                    </li>
                ))}
            </ul>
        </div>
    );
}
