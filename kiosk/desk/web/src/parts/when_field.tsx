/** When a slide is shown: chips for what is usual, and below them what the chosen one still needs. */
import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { CHIPS, type Chip, type When, asWhen, chipOf, isOver, ofChip } from "../model/when";
import { WEEKDAYS, asTime, dayOf, sayDay, timeOf, weekdayName } from "../model/time";
import type { Json } from "../api/types";
import { locale, say } from "../state/locale";
import { nowThere, today } from "../state/session";
import { Icon, Labelled } from "./basics";
import { Remarks } from "./fields";
import type { Form } from "./form";

/** A time of day on the 24 hour clock; a browser's own field would follow the browser's language. What is none is put back when the field is left. */
function TimeField({ id, value, set, disabled }: { id: string; value: string; set: (time: string) => void; disabled?: boolean }) {
    const [typed, setTyped] = useState<string | null>(null);
    return (
        <input id={id} type="text" inputMode="numeric" autocomplete="off" maxLength={5} placeholder="--:--" value={typed ?? value} disabled={disabled}
            onInput={(event) => {
                const text = event.currentTarget.value, time = text && asTime(text);
                setTyped(text);
                if (time !== null) set(time);
            }}
            onBlur={() => setTyped(null)} />
    );
}

function Moment({ when, end, set }: { when: When; end: "from" | "to"; set: (value: string | undefined) => void }) {
    const moment = when[end] ?? "";
    const day = dayOf(moment);
    const time = timeOf(moment);
    const put = (newDay: string, newTime: string) => set(newDay ? (newTime ? `${newDay}T${newTime}` : newDay) : undefined);
    return (
        <div class="moment">
            <Labelled id={`when-${end}`} label={say(end === "from" ? "when.first_day" : "when.last_day")}>
                {() => <input id={`when-${end}`} type="date" value={day} onInput={(event) => put(event.currentTarget.value, time)} />}
            </Labelled>
            <Labelled id={`when-${end}-time`} label={say(end === "from" ? "when.begins" : "when.ends")}>
                {() => <TimeField id={`when-${end}-time`} value={time} disabled={!day} set={(next) => put(day, next)} />}
            </Labelled>
        </div>
    );
}

/** One day, and from when until when on it. */
function OneDay({ when, set }: { when: When; set: (when: When) => void }) {
    const day = dayOf(when.from ?? "");
    const put = (from: string, to: string) => set({ ...when, from: from ? `${day}T${from}` : day, to: to ? `${day}T${to}` : day });
    return (
        <div class="moment one-day">
            <Labelled id="when-begins" label={say("when.begins")}>
                {() => <TimeField id="when-begins" value={timeOf(when.from ?? "")} set={(next) => put(next, timeOf(when.to ?? ""))} />}
            </Labelled>
            <Labelled id="when-ends" label={say("when.ends")}>
                {() => <TimeField id="when-ends" value={timeOf(when.to ?? "")} set={(next) => put(timeOf(when.from ?? ""), next)} />}
            </Labelled>
        </div>
    );
}

export function Hours({ when, set }: { when: When; set: (when: When) => void }) {
    const hours = when.hours ?? [];
    const put = (next: [string, string][]) => {
        const { hours: _hours, ...rest } = when;
        set(next.length ? { ...rest, hours: next } : rest);
    };
    return (
        <div class="hours">
            {hours.map(([from, to], n) => (
                <fieldset class="moment" key={n}>
                    <legend class="visually-hidden">{say("when.hours_n", { n: n + 1 })}</legend>
                    <Labelled id={`hours-${n}-from`} label={say("when.begins")}>
                        {() => <TimeField id={`hours-${n}-from`} value={from} set={(next) => put(hours.map((one, m) => (m === n ? [next || "00:00", to] : one)))} />}
                    </Labelled>
                    <Labelled id={`hours-${n}-to`} label={say("when.ends")}>
                        {() => <TimeField id={`hours-${n}-to`} value={to} set={(next) => put(hours.map((one, m) => (m === n ? [from, next === "00:00" ? "24:00" : next || "24:00"] : one)))} />}
                    </Labelled>
                    <button type="button" class="button quiet-button icon-button" aria-label={say("when.hours_remove", { n: n + 1 })} onClick={() => put(hours.filter((_one, m) => m !== n))}><Icon name="close" /></button>
                </fieldset>
            ))}
            {hours.length < 24 && <button type="button" class="button quiet-button" onClick={() => put([...hours, ["13:00", "16:00"]])}><Icon name="plus" />{say("when.hours_add")}</button>}
        </div>
    );
}

/** `fallback` is what it means when nothing is written. */
function Holidays({ when, set, fallback = "any" }: { when: When; set: (when: When) => void; fallback?: "any" | "never" }) {
    return (
        <Labelled id="when-holidays" label={say("when.holidays")}>
            {() => (
                <select id="when-holidays" value={when.holidays ?? fallback}
                    onChange={(event) => {
                        const { holidays: _holidays, ...rest } = when;
                        const value = event.currentTarget.value as NonNullable<When["holidays"]>;
                        set(value === fallback ? rest : { ...rest, holidays: value });
                    }}>
                    {(["any", "never", "only", "open", "closed"] as const).map((one) => <option key={one} value={one}>{say(`when.holidays.${one}`)}</option>)}
                </select>
            )}
        </Labelled>
    );
}

/** Days by name, or from a first to a last one. */
export function Days({ when, member, set }: { when: When; member: "dates" | "except"; set: (when: When) => void }) {
    const days = (when[member] ?? []).map((one): [string, string] => (typeof one === "string" ? [one, one] : one));
    const put = (next: [string, string][]) => {
        const { [member]: _old, ...rest } = when;
        const written = next.map(([first, last]) => (last > first ? ([first, last] as [string, string]) : first));
        set(written.length ? { ...rest, [member]: written } : rest);
    };
    return (
        <fieldset class="days">
            <legend>{say(`when.days.${member}`)}</legend>
            {days.map(([first, last], n) => (
                <div class="moment" key={n}>
                    <Labelled id={`${member}-${n}-first`} label={say("when.day")}>
                        {() => <input id={`${member}-${n}-first`} type="date" required value={first} onInput={(event) => event.currentTarget.value && put(days.map((one, m) => (m === n ? [event.currentTarget.value, last === first ? event.currentTarget.value : last] : one)))} />}
                    </Labelled>
                    <Labelled id={`${member}-${n}-last`} label={say("when.day_last")}>
                        {() => <input id={`${member}-${n}-last`} type="date" min={first} value={last} onInput={(event) => put(days.map((one, m) => (m === n ? [first, event.currentTarget.value || first] : one)))} />}
                    </Labelled>
                    <button type="button" class="button quiet-button icon-button" aria-label={say("when.day_remove", { day: sayDay(first, locale.value, today()) })} onClick={() => put(days.filter((_one, m) => m !== n))}><Icon name="close" /></button>
                </div>
            ))}
            {days.length < 400 && <button type="button" class="button quiet-button" onClick={() => put([...days, [today(), today()]])}><Icon name="plus" />{say("when.day_add")}</button>}
        </fieldset>
    );
}

/** What is seldom wanted: single days, and days that it is not shown. */
function Exceptions({ when, set, children }: { when: When; set: (when: When) => void; children?: ComponentChildren }) {
    return (
        <details open={Boolean(when.dates || when.except || (children && when.holidays))}>
            <summary>{say("when.exceptions")}</summary>
            {children}
            <Days when={when} member="except" set={set} />
            <Days when={when} member="dates" set={set} />
        </details>
    );
}

export function Weekly({ when, set, fallback = "any" }: { when: When; set: (when: When) => void; fallback?: "any" | "never" }) {
    const chosen = when.weekdays ?? [...WEEKDAYS];
    return (
        <>
            <fieldset class="chips small">
                <legend>{say("when.weekdays")}</legend>
                {WEEKDAYS.map((day) => (
                    <label key={day} class="chip">
                        <input type="checkbox" checked={chosen.includes(day)} aria-label={weekdayName(day, locale.value, "long")}
                            onChange={(event) => {
                                const next = WEEKDAYS.filter((one) => (one === day ? event.currentTarget.checked : chosen.includes(one)));
                                const { weekdays: _weekdays, ...rest } = when;
                                set(next.length === 0 || (next.length === 7 && when.hours) ? rest : { ...rest, weekdays: [...next] });
                            }} />
                        <span>{weekdayName(day, locale.value)}</span>
                    </label>
                ))}
            </fieldset>
            <Hours when={when} set={set} />
            <Holidays when={when} set={set} fallback={fallback} />
            <details open={Boolean(when.from || when.to)}>
                <summary>{say("when.span_also")}</summary>
                <Span when={when} set={set} />
            </details>
            <Exceptions when={when} set={set} />
        </>
    );
}

function Span({ when, set }: { when: When; set: (when: When) => void }) {
    const put = (end: "from" | "to") => (value: string | undefined) => {
        const { [end]: _old, ...rest } = when;
        set(value ? { ...rest, [end]: value } : rest);
    };
    const backwards = when.from && when.to && when.to < (when.to.length > 10 ? when.from : dayOf(when.from));
    return (
        <>
            <div class="span">
                <Moment when={when} end="from" set={put("from")} />
                <Moment when={when} end="to" set={put("to")} />
            </div>
            {backwards ? <p class="wrong" role="alert">{say("when.backwards")}</p> : <p class="hint">{say("when.hint_time")}</p>}
        </>
    );
}

export function WhenField({ form }: { form: Form }) {
    const when = asWhen(form.slide["when"]);
    const chip = chipOf(when, today());
    const set = (next: When | undefined) => form.set(["when"], (next && Object.keys(next).length ? next : undefined) as Json | undefined);
    const parts: Record<Chip, ComponentChildren> = {
        always: <Exceptions when={when ?? {}} set={set} />,
        holidays: null,
        today: when && <OneDay when={when} set={set} />,
        tomorrow: when && <OneDay when={when} set={set} />,
        span: when && <><Span when={when} set={set} /><Exceptions when={when} set={set}><Holidays when={when} set={set} /></Exceptions></>,
        weekly: when && <Weekly when={when} set={set} />,
    };
    return (
        <fieldset class="when" disabled={form.readOnly}>
            <legend class="visually-hidden">{say("editor.when")}</legend>
            <div class="chips" role="radiogroup" aria-label={say("editor.when")}>
                {CHIPS.map((one) => (
                    <label key={one} class="chip">
                        <input type="radio" name="when" checked={one === chip} onChange={() => set(ofChip(one, today()))} />
                        <span>{say(`chip.${one}`)}</span>
                    </label>
                ))}
            </div>
            {parts[chip]}
            {isOver(when, nowThere()) && <p class="wrong">{say("when.past")}</p>}
            <Remarks form={form} path={["when"]} />
        </fieldset>
    );
}

