/** The rooms of a house and what is in them: each room with its names, each meeting a line that opens to be changed. */
import { useState } from "preact/hooks";
import type { Finding, Json } from "../api/types";
import { fieldOf } from "../model/edit";
import { type Entry, asDated, asWeekly, changed, freshMeeting, freshRoom, isDated, meetingsOf, roomsOf, usesRoom, whenOf } from "../model/meetings";
import { isObject } from "../model/path";
import type { Slide } from "../model/slide";
import { type When, sayWhen } from "../model/when";
import { local, locale, say } from "../state/locale";
import { today } from "../state/session";
import { Icon, Labelled } from "./basics";
import { Remarks, TextField } from "./fields";
import { type Form, remark } from "./form";
import { Days, Hours, Weekly } from "./when_field";

const asText = (value: Json | undefined): string => (isObject(value) ? local(value as Record<string, string>) : "");

export function RoomsField({ form }: { form: Form }) {
    const rooms = roomsOf(form.slide);
    return (
        <fieldset>
            <legend>{say("field.rooms")}</legend>
            <Remarks form={form} path={["rooms"]} />
            {rooms.map(([id, room]) => (
                <details key={id} open={!asText(room["name"])}>
                    <summary>{[asText(room["name"]) || id, asText(room["floor"])].filter(Boolean).join(" · ")}</summary>
                    <TextField form={form} path={["rooms", id, "name"]} most={6} required name={say("field.name")} />
                    <TextField form={form} path={["rooms", id, "floor"]} most={6} name={say("field.floor")} />
                    {!form.readOnly && !usesRoom(form.slide, id) && (
                        <button type="button" class="button quiet-button" onClick={() => form.set(["rooms", id], undefined)}>
                            <Icon name="close" />{say("meetings.room_remove", { room: asText(room["name"]) || id })}
                        </button>
                    )}
                </details>
            ))}
            {!form.readOnly && rooms.length < 60 && (
                <button type="button" class="button quiet-button" onClick={() => form.set(["rooms", freshRoom(form.slide)], { name: { [form.languages[0]!]: say("meetings.room_new") } } as Json)}>
                    <Icon name="plus" />{say("meetings.room_add")}
                </button>
            )}
        </fieldset>
    );
}

/** What was found in the n-th meeting: it has no place of its own in a list. */
function ofMeeting(form: Form, n: number): Finding[] {
    return form.findings.filter((one) => {
        const field = fieldOf(one.path, form.slide.id) ?? "";
        return field === `meetings[${n}]` || field.startsWith(`meetings[${n}]/`);
    });
}

function MeetingWhen({ when, set }: { when: When | undefined; set: (when: When) => void }) {
    const dated = isDated(when);
    return (
        <fieldset>
            <legend>{say("editor.when")}</legend>
            <div class="chips">
                <label class="chip">
                    <input type="radio" name="meeting-when" checked={dated} onChange={() => set(asDated(when, today()))} />
                    <span>{say("meetings.dated")}</span>
                </label>
                <label class="chip">
                    <input type="radio" name="meeting-when" checked={!dated} onChange={() => set(asWeekly(when))} />
                    <span>{say("meetings.weekly")}</span>
                </label>
            </div>
            {dated && when ? <><Days when={when} member="dates" set={set} /><Hours when={when} set={set} /></> : <Weekly when={when ?? asWeekly(when)} set={set} fallback="never" />}
        </fieldset>
    );
}

function Meeting({ form, n, close }: { form: Form; n: number; close: () => void }) {
    const list = meetingsOf(form.slide), meeting = list[n]!;
    const put = (next: Entry[]) => form.set(["meetings"], next as Json);
    const set = (path: readonly string[], value: Json | undefined) => put(changed(list, n, path, value));
    const inner: Form = { ...form, slide: { ...meeting, id: form.slide.id, type: form.slide.type } as Slide, findings: [], set };
    return (
        <div class="meeting">
            <Labelled id="meeting-room" label={say("field.room")}>
                {() => (
                    <select id="meeting-room" value={String(meeting["room"] ?? "")} disabled={form.readOnly} onChange={(event) => set(["room"], event.currentTarget.value)}>
                        {roomsOf(form.slide).map(([id, room]) => <option key={id} value={id}>{asText(room["name"]) || id}</option>)}
                    </select>
                )}
            </Labelled>
            <label class="check">
                <input type="checkbox" checked={meeting["private"] === true} disabled={form.readOnly} onChange={(event) => set(["private"], event.currentTarget.checked || undefined)} />
                {say("field.private")}
            </label>
            <p class="hint">{say("field.private.hint")}</p>
            {meeting["private"] !== true && <TextField form={inner} path={["title"]} most={10} required />}
            {meeting["private"] !== true && <TextField form={inner} path={["host"]} most={6} />}
            <MeetingWhen when={whenOf(meeting)} set={(when) => set(["when"], when as Json)} />
            {!form.readOnly && (
                <button type="button" class="button quiet-button" onClick={() => { close(); put(list.filter((_one, m) => m !== n)); }}>
                    <Icon name="close" />{say("meetings.remove")}
                </button>
            )}
        </div>
    );
}

export function MeetingsField({ form }: { form: Form }) {
    const [open, setOpen] = useState<number | null>(null);
    const list = meetingsOf(form.slide), rooms = Object.fromEntries(roomsOf(form.slide));
    return (
        <fieldset>
            <legend>{say("field.meetings")}</legend>
            <Remarks form={form} path={["meetings"]} />
            {list.map((meeting, n) => {
                const title = meeting["private"] === true ? say("field.private") : asText(meeting["title"]) || say("card.untitled");
                const room = asText(rooms[String(meeting["room"])]?.["name"]);
                return (
                    <section key={n}>
                        <button type="button" class="button quiet-button meeting-line" aria-expanded={open === n} onClick={() => setOpen(open === n ? null : n)}>
                            {[title, room, sayWhen(whenOf(meeting), locale.value, today(), say)].filter(Boolean).join(" · ")}
                        </button>
                        {ofMeeting(form, n).length > 0 && (
                            <ul class="remarks">
                                {ofMeeting(form, n).map((one) => <li key={one.text.en} class={one.severity}><b>{say(`editor.${one.severity}`)}:</b> {remark(one)}</li>)}
                            </ul>
                        )}
                        {open === n && <Meeting form={form} n={n} close={() => setOpen(null)} />}
                    </section>
                );
            })}
            {list.length === 0 && <p class="hint">{say("meetings.none")}</p>}
            {!form.readOnly && list.length < 200 && (
                <button type="button" class="button quiet-button" disabled={roomsOf(form.slide).length === 0} onClick={() => {
                    form.set(["meetings"], [...list, freshMeeting(form.slide, today())] as Json);
                    setOpen(list.length);
                }}>
                    <Icon name="plus" />{say("meetings.add")}
                </button>
            )}
        </fieldset>
    );
}
