/** What the screen will show: the unsaved slide, painted by the player's own renderer, at the time it would come. */
import { useState } from "preact/hooks";
import type { PreviewWish } from "../api/types";
import { fieldOf } from "../model/edit";
import { isWhole } from "../model/kinds";
import type { Slide } from "../model/slide";
import { asWhen, firstMoment, sayWhen } from "../model/when";
import type { Editor } from "../state/editor";
import { languageName, local, locale, say } from "../state/locale";
import { useSettled } from "../state/resource";
import { nowThere, site, today } from "../state/session";
import { type Form, isAbout, remark } from "./form";
import { usePainted } from "./painted";
import { fieldName } from "./values";

const SETTLE_MS = 300;
const WIDTH = 1280;

function Switch({ label, options, value, set }: { label: string; options: [string, string][]; value: string; set: (value: string) => void }) {
    if (options.length < 2) return null;
    return (
        <div class="switch" role="group" aria-label={label}>
            {options.map(([id, name]) => <button key={id} type="button" aria-pressed={id === value} onClick={() => set(id)}>{name}</button>)}
        </div>
    );
}

function Findings({ form }: { form: Form }) {
    const mine = form.findings.filter((one) => !one.path || fieldOf(one.path, form.slide.id) !== null);
    return (
        <div class="findings" role="status">
            {mine.length === 0 ? <p class="quiet">{say("editor.findings_none")}</p> : (
                <p>{say("editor.findings_n", { n: mine.length })}</p>
            )}
            <ul class="remarks">{mine.map((one) => <li key={`${one.path}${one.text.en}`} class={one.severity}><b>{isAbout(one, form.slide.id) ? fieldName(one.path!) : say(`editor.${one.severity}`)}:</b> {remark(one)}</li>)}</ul>
        </div>
    );
}

/** When it comes next, else when it was to come, else today at noon. */
function momentOf(slide: Slide): string {
    const when = asWhen(slide["when"]);
    const at = (firstMoment(when, nowThere()) ?? when?.from ?? today()).slice(0, 16);
    return at.length > 10 ? at : `${at}T12:00`;
}

/** The unsaved slide on one of its screens. */
export function wishFor(editor: Editor, screen: string, language: string, width: number): PreviewWish {
    return { screen, at: momentOf(editor.state.value.slide), base: editor.edited.value.base, language, ops: editor.ops.value, slide: editor.placeAfter, width };
}

export function Preview({ editor, form }: { editor: Editor; form: Form }) {
    const { slide, screens } = editor.state.value;
    const [language, setLanguage] = useState(form.languages[0]!);
    const [wanted, setScreen] = useState("");
    const screen = screens.includes(wanted) ? wanted : screens[0];
    const first = firstMoment(asWhen(slide["when"]), nowThere());
    const at = momentOf(slide);
    const whole = isWhole(slide);
    const wish = screen && whole ? wishFor(editor, screen, language, WIDTH) : null;
    const { address, failed, busy } = usePainted(useSettled(wish, SETTLE_MS));
    const words = !screen ? say("preview.none") : !whole ? say("preview.wait") : failed ?? (address ? null : say("preview.busy"));
    const time = first === nowThere() || !first ? say("preview.now") : sayWhen({ from: at, to: at }, locale.value, today(), say).replace(/[–-]\S*$/, "");
    const shown = site.value?.screens[screen ?? ""];
    const name = local(shown?.name);
    const upright = shown?.rotate === 90 || shown?.rotate === 270;
    return (
        <section id="part-see" class="see" aria-labelledby="see-title" tabIndex={-1}>
            <h2 id="see-title">{say("editor.see")}</h2>
            <div class={`see-picture${busy ? " busy" : ""}${upright ? " upright" : ""}`}>
                {address && screen && <img src={address} width={1280} height={720} alt={say("preview.alt", { screen: name, language: languageName(language), when: time })} />}
                {words && <p class="see-words">{words}</p>}
            </div>
            <div class="see-tools">
                <Switch label={say("preview.language")} value={language} set={setLanguage} options={form.languages.map((one) => [one, languageName(one)])} />
                <Switch label={say("preview.screen")} value={screen ?? ""} set={setScreen} options={screens.map((id) => [id, local(site.value?.screens[id]?.name) || id])} />
                <p class="hint">{say("preview.at", { when: time })}</p>
            </div>
            <Findings form={form} />
        </section>
    );
}
