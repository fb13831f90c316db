/** A slide in a list: its picture, its name, and its state as one sentence. */
import type { SlideCard } from "../api/types";
import { languageName, local, locale, say, sayMaybe } from "../state/locale";
import { revision } from "../state/live";
import { href } from "../state/route";
import { nowThere, today } from "../state/session";
import { Badge } from "./basics";
import { Thumb } from "./painted";

export const THUMB_WIDTH = 480;

/** At the moment it is shown when that lies ahead, else now. */
export function wishOf(card: SlideCard, width = THUMB_WIDTH) {
    const screen = card.screens[0];
    if (!screen) return null;
    const at = card.from && card.from > nowThere() ? card.from : `${today()}T12:00`;
    return { screen, at: at.length > 10 ? at.slice(0, 16) : `${at}T12:00`, base: revision.value, slide: { file: card.file, id: card.id }, width, language: locale.value };
}

export const titleOf = (card: SlideCard) => local(card.title) || sayMaybe(`kind.${card.type}`, say("card.untitled"));

export function Card({ card }: { card: SlideCard }) {
    return (
        <li class="card">
            <Thumb wish={wishOf(card)} />
            <div class="card-body">
                <h2><a href={href(["slide", card.file, card.id])}>{titleOf(card)}</a></h2>
                <p class="card-sentence">{local(card.sentence)}</p>
                <p class="badges">
                    <Badge kind={card.state === "over" || card.state === "unused" ? "warning" : "plain"}>{say(`content.${card.state}`)}</Badge>
                    {!card.published && <Badge kind="accent">{say("card.unpublished")}</Badge>}
                    {card.missing.length > 0 && <Badge kind="warning">{say("card.missing", { languages: card.missing.map((one) => languageName(one)).join(", ") })}</Badge>}
                </p>
            </div>
        </li>
    );
}
