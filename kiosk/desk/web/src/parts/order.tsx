/** Slides in the order they are shown: moved by buttons, by Alt and an arrow, or by dragging. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { SlideCard } from "../api/types";
import { reorder } from "../model/edit";
import type { Playlist } from "../model/slide";
import { revision } from "../state/live";
import { local, say } from "../state/locale";
import { shortcutsOn } from "../state/prefs";
import { useResource } from "../state/resource";
import { href } from "../state/route";
import { may } from "../state/session";
import { change } from "../state/toast";
import { Badge, Icon } from "./basics";
import { titleOf, wishOf } from "./card";
import { Thumb } from "./painted";

interface RowProps {
    card: SlideCard;
    index: number;
    last: number;
    dragged: boolean;
    move: (to: number, button: "up" | "down") => void;
    drag: { start: () => void; over: () => void; drop: () => void; end: () => void };
}

function Row({ card, index, last, dragged, move, drag }: RowProps) {
    const title = titleOf(card);
    const editor = may("editor");
    return (
        <li class={`order-row${dragged ? " dragged" : ""}`} draggable={editor} data-slide={card.id}
            onDragStart={drag.start} onDragEnd={drag.end}
            onDragOver={(event) => {
                event.preventDefault();
                drag.over();
            }}
            onDrop={(event) => {
                event.preventDefault();
                drag.drop();
            }}
            onKeyDown={(event) => {
                if (!event.altKey || !editor || !shortcutsOn.value || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
                event.preventDefault();
                const up = event.key === "ArrowUp";
                move(index + (up ? -1 : 1), up ? "up" : "down");
            }}>
            {editor && <span class="grip"><Icon name="drag" /></span>}
            <Thumb wish={wishOf(card, 240)} />
            <div class="grow">
                <a href={href(["slide", card.file, card.id])}>{title}</a>
                <p class="hint">{say(`content.${card.state}`)}{card.published ? "" : ` · ${say("card.unpublished").toLowerCase()}`}</p>
            </div>
            {card.missing.length > 0 && <Badge kind="warning">{say("content.missing")}</Badge>}
            {editor && (
                <div class="row tight">
                    <button type="button" class="button quiet-button icon-button up" disabled={index === 0} aria-label={say("move.up", { title })} onClick={() => move(index - 1, "up")}><Icon name="up" /></button>
                    <button type="button" class="button quiet-button icon-button down" disabled={index === last} aria-label={say("move.down", { title })} onClick={() => move(index + 1, "down")}><Icon name="down" /></button>
                </div>
            )}
        </li>
    );
}

export function Order({ file, cards }: { file: string; cards: SlideCard[] }) {
    const list = useRef<HTMLOListElement>(null);
    const playlist = useResource(() => api.file<Playlist>(file), [file, revision.value]);
    const [shown, setShown] = useState(cards);
    const [from, setFrom] = useState<number | null>(null);
    useEffect(() => setShown(cards), [cards]);

    const settle = async (index: number, to: number, order: SlideCard[]) => {
        const { ops } = reorder(file, cards.map((card) => card.id), index, to);
        if (!ops.length) return;
        setShown(order);
        if (!(await change(ops, say("move.done", { title: titleOf(cards[index]!) })))) setShown(cards);
    };
    const move = (index: number, to: number, button: "up" | "down") => {
        if (to < 0 || to >= shown.length) return;
        const others = shown.filter((_card, n) => n !== index);
        const order = [...others.slice(0, to), shown[index]!, ...others.slice(to)];
        void settle(index, to, order).then(() => {
            // the focus goes along; at an end it stays on the button that is left
            const row = list.current?.querySelector(`[data-slide="${shown[index]!.id}"]`);
            const wanted = row?.querySelector<HTMLButtonElement>(`button.${button}:not(:disabled)`) ?? row?.querySelector<HTMLButtonElement>("button:not(:disabled)");
            wanted?.focus();
        });
    };
    const over = (index: number) => {
        const held = from === null ? undefined : cards[from];
        if (!held || shown[index] === held) return;
        const others = shown.filter((card) => card !== held);
        setShown([...others.slice(0, index), held, ...others.slice(index)]);
    };
    const drop = () => {
        if (from !== null) void settle(from, shown.indexOf(cards[from]!), shown);
        setFrom(null);
    };
    return (
        <div class="order">
            <h3>{local(playlist.data?.name) || file.replace(/^playlists\//, "")}</h3>
            <ol ref={list} aria-label={`${say("screens.order")}: ${local(playlist.data?.name)}`}>
                {shown.map((card, index) => (
                    <Row key={card.id} card={card} index={index} last={shown.length - 1} dragged={from !== null && cards[from] === card} move={(to, button) => move(index, to, button)}
                        drag={{ start: () => setFrom(cards.indexOf(card)), over: () => over(index), drop, end: () => setFrom(null) }} />
                ))}
            </ol>
        </div>
    );
}
