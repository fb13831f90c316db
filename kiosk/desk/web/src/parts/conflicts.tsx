/** Two people changed the same field: both versions whole, and a choice for each. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Conflict } from "../api/types";
import type { Choice } from "../model/edit";
import { withinSlide } from "../model/path";
import { sayInstant } from "../model/time";
import type { Editor } from "../state/editor";
import { locale, say } from "../state/locale";
import { zone } from "../state/session";
import { complain } from "../state/toast";
import { Notice } from "./basics";
import { Value, fieldName } from "./values";

/** The slide itself is what they removed. */
const isWhole = (one: Conflict, editor: Editor) => one.theirs === null && withinSlide(one.path, editor.edited.value.id)?.length === 0;

const isMade = (choice: Choice | undefined) => Boolean(choice) && (typeof choice !== "object" || choice.third.trim() !== "");

/** A text that makes one of both; it begins with the two of them. */
function Third({ path, conflict, choice, choose }: { path: string; conflict: Conflict; choice: Choice | undefined; choose: (choice: Choice) => void }) {
    const third = typeof choice === "object" ? choice.third : null;
    const both = [conflict.mine, conflict.theirs].filter((one) => typeof one === "string").join("\n");
    return (
        <div class={`version third${third === null ? "" : " chosen"}`}>
            <label class="version-name"><input type="radio" name={path} checked={third !== null} onChange={() => choose({ third: both })} />{say("conflict.third")}</label>
            {third !== null && <textarea rows={3} value={third} maxLength={4000} aria-label={say("conflict.third")} onInput={(event) => choose({ third: event.currentTarget.value })} />}
        </div>
    );
}

export function Conflicts({ editor, conflicts }: { editor: Editor; conflicts: Conflict[] }) {
    const [chosen, setChosen] = useState<Record<string, Choice>>({});
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    const fields = conflicts.filter((one) => one.path);
    const sides = (one: Conflict): ["mine" | "theirs", string, Conflict["mine"]][] => [
        ["mine", say("conflict.mine"), one.mine],
        ["theirs", say("conflict.theirs", { by: one.by, at: sayInstant(one.when, zone(), locale.value, new Date()) }), one.theirs],
    ];
    if (!fields.length || fields.some((one) => isWhole(one, editor))) {
        return (
            <div class="gone">
                <Notice kind="warning">
                    <p>{say("conflict.deleted")}</p>
                    <button type="button" class="button" onClick={() => void editor.restore().catch(complain)}>{say("conflict.restore")}</button>
                </Notice>
            </div>
        );
    }
    return (
        <section class="conflicts" aria-labelledby="conflict-title">
            <h2 id="conflict-title" tabIndex={-1} ref={heading}>{say("conflict.title")}</h2>
            <p>{say("conflict.lead")}</p>
            {fields.map((one) => (
                <fieldset key={one.path}>
                    <legend>{fieldName(one.path)}</legend>
                    <div class="before-after">
                        {sides(one).map(([side, name, value]) => (
                            <label key={side} class={`version${chosen[one.path] === side ? " chosen" : ""}`}>
                                <span class="version-name">
                                    <input type="radio" name={one.path} checked={chosen[one.path] === side} onChange={() => setChosen({ ...chosen, [one.path]: side })} />
                                    {say(side === "mine" ? "conflict.keep_mine" : "conflict.keep_theirs")}
                                </span>
                                <span class="quiet">{name}</span>
                                <Value path={one.path} value={value} />
                            </label>
                        ))}
                    </div>
                    {(typeof one.mine === "string" || typeof one.theirs === "string") && <Third path={one.path} conflict={one} choice={chosen[one.path]} choose={(choice) => setChosen({ ...chosen, [one.path]: choice })} />}
                    <details><summary>{say("conflict.base")}</summary><Value path={one.path} value={one.base} /></details>
                </fieldset>
            ))}
            <button type="button" class="button primary" disabled={fields.some((one) => !isMade(chosen[one.path]))}
                onClick={() => void editor.resolve((path) => chosen[path] ?? "mine").catch(complain)}>{say("conflict.go_on")}</button>
        </section>
    );
}
