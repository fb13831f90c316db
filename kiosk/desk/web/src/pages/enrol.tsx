/** A screen is let in: the code that it shows, what was found, which screen it is, and then the screen itself. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import { ApiProblem } from "../api/client";
import type { FoundDevice, Localized, Screen } from "../api/types";
import { SITE_FILE } from "../model/place";
import { freshId } from "../model/slide";
import { Head, Icon, Labelled, Notice, Waiting } from "../parts/basics";
import { GroupChoice } from "../parts/group_choice";
import { ScreenPicture, ScreenState } from "../parts/screen_card";
import { PublishButton } from "../parts/shell";
import { useFleet } from "../state/fleet";
import { publication } from "../state/live";
import { languageName, local, say } from "../state/locale";
import { href, route } from "../state/route";
import { languages, may, site } from "../state/session";
import { change, why } from "../state/toast";

/** So many unknown codes in a row are no slip of the finger any more. */
const MISTRUST = 2;

function Code({ given, found }: { given: string; found: (device: FoundDevice) => void }) {
    const [code, setCode] = useState(given);
    const [wrong, setWrong] = useState<string | null>(null);
    const [unknown, setUnknown] = useState(0);
    const [busy, setBusy] = useState(false);
    const look = async (text: string) => {
        setBusy(true);
        try {
            found(await api.findDevice(text));
        } catch (error) {
            const problem = error instanceof ApiProblem ? error : null;
            setWrong(problem?.retryAfter ? `${why(error)} ${say("enrol.wait", { n: Math.ceil(problem.retryAfter / 60) })}` : why(error));
            setUnknown(problem?.status === 404 ? unknown + 1 : 0);
        } finally {
            setBusy(false);
        }
    };
    useEffect(() => {
        if (given) void look(given);
    }, [given]);
    return (
        <form class="panel enrol" onSubmit={(event) => {
            event.preventDefault();
            if (!busy) void look(code);
        }}>
            <p>{say("enrol.lead")}</p>
            <Labelled id="code" label={say("enrol.code")} hint={say("enrol.code_hint")} wrong={wrong ?? undefined}>
                {(tied) => (
                    <input id="code" class="code" required maxLength={20} value={code} placeholder="K7MF-3QPX" autocomplete="off" autocapitalize="characters" spellcheck={false}
                        aria-describedby={tied} aria-invalid={wrong ? "true" : undefined} onInput={(event) => setCode(event.currentTarget.value)} />
                )}
            </Labelled>
            {unknown >= MISTRUST && <Notice kind="error"><p><b>{say("enrol.between")}</b></p><p>{say("enrol.between_lead")}</p></Notice>}
            <button class="button primary large" disabled={busy || !code.trim()}>{say("enrol.find")}</button>
        </form>
    );
}

interface Choice {
    screen: string;
    replaces?: number;
}

/** Each screen of the site, as a new device and in the place of each that it has. */
function choicesOf(screens: Screen[]): { choice: Choice; label: string; hint: string }[] {
    return screens.flatMap((screen) => {
        const name = local(screen.name) || screen.id;
        const fresh = { choice: { screen: screen.id }, label: name, hint: say(screen.devices.length ? "enrol.one_more" : "enrol.first") };
        return [fresh, ...screen.devices.map((device) => ({ choice: { screen: screen.id, replaces: device.id }, label: say("enrol.replaces", { name }), hint: say("enrol.replaces_hint", { key: device.key }) }))];
    });
}

const same = (a: Choice | null, b: Choice) => a?.screen === b.screen && a.replaces === b.replaces;

/** A screen that the site does not have yet; it begins as another one is. */
function NewScreen({ like, made }: { like: Screen; made: (screen: string) => void }) {
    const [name, setName] = useState<Localized>({});
    const [upright, setUpright] = useState(false);
    const make = async () => {
        const screen = freshId("screen");
        // which events name the place is not the new one's
        const value = { ...site.value!.screens[like.id], name, rotate: upright ? 90 : 0, event_names: undefined };
        if (await change([{ file: SITE_FILE, path: `/screens/${screen}`, op: "set", value }], say("enrol.made", { name: local(name) }))) made(screen);
    };
    return (
        <details>
            <summary>{say("enrol.new")}</summary>
            <div class="enrol">
                <p class="hint">{say("enrol.new_hint", { name: local(like.name) })}</p>
                {languages().map((language) => (
                    <Labelled key={language} id={`name-${language}`} label={`${say("enrol.name")}, ${languageName(language)}`}>
                        {() => <input id={`name-${language}`} maxLength={100} onInput={(event) => setName({ ...name, [language]: event.currentTarget.value.trim() })} />}
                    </Labelled>
                ))}
                <label class="check"><input type="checkbox" onChange={(event) => setUpright(event.currentTarget.checked)} /><span>{say("enrol.upright")}</span></label>
                <button type="button" class="button" disabled={!languages().every((language) => name[language])} onClick={() => void make()}>{say("enrol.make")}</button>
            </div>
        </details>
    );
}

function Place({ device, screens, again, done }: { device: FoundDevice; screens: Screen[]; again: () => void; done: (screen: string, id: number) => void }) {
    const { query } = route.value;
    const choices = choicesOf(screens);
    const wanted = query["replaces"] ? choices.find((one) => String(one.choice.replaces) === query["replaces"]) : choices.find((one) => one.choice.screen === query["screen"] && !one.choice.replaces);
    const [choice, setChoice] = useState<Choice | null>(wanted?.choice ?? (choices.length === 1 ? choices[0]!.choice : null));
    const [group, setGroup] = useState("");
    const [problem, setProblem] = useState<string | null>(null);
    const [busy, setBusy] = useState(false);
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => heading.current?.focus(), []);
    // a device in another's place stays in its group unless somebody says otherwise
    const before = screens.flatMap((one) => one.devices).find((one) => one.id === choice?.replaces)?.group;
    const chosen = group || before || "";
    const confirm = async () => {
        if (!choice || !chosen) return;
        setBusy(true);
        try {
            done(choice.screen, (await api.enrol(device.id, { ...choice, group: chosen })).id);
        } catch (error) {
            setProblem(why(error));
        } finally {
            setBusy(false);
        }
    };
    return (
        <section class="panel enrol" aria-labelledby="found">
            <h2 id="found" tabIndex={-1} ref={heading}>{say("enrol.found", { code: device.id })}</h2>
            <p>{say("enrol.look")}</p>
            <dl class="facts">
                {[[say("enrol.model"), device.model || say("enrol.unknown")], [say("screens.size"), device.panel.replace("x", " × ")], [say("enrol.address"), device.address], [say("enrol.asked"), say("enrol.ago", { n: device.age })]].map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}
            </dl>
            <fieldset class="choices">
                <legend>{say("enrol.which")}</legend>
                {choices.map((one) => (
                    <label key={`${one.choice.screen} ${one.choice.replaces ?? ""}`} class="check">
                        <input type="radio" name="place" checked={same(choice, one.choice)} onChange={() => setChoice(one.choice)} /><span>{one.label} <span class="hint">{one.hint}</span></span>
                    </label>
                ))}
            </fieldset>
            {screens[0] && <NewScreen key={screens.length} like={screens.find((one) => one.id === choice?.screen) ?? screens[0]} made={(screen) => setChoice({ screen })} />}
            <GroupChoice id="enrol-group" value={chosen} choose={setGroup} />
            {problem && <Notice kind="error"><p>{problem}</p></Notice>}
            <div class="row">
                <button type="button" class="button primary large" disabled={busy || !choice || !chosen} onClick={() => void confirm()}>{say("enrol.confirm")}</button>
                <button type="button" class="button" onClick={again}>{say("enrol.other")}</button>
            </div>
        </section>
    );
}

/** Until the device itself has said that it shows something. */
function Follow({ screen, id, again }: { screen: Screen | undefined; id: number; again: () => void }) {
    const device = screen?.devices.find((one) => one.id === id);
    const there = Boolean(screen && device?.seen && device.state === "ok");
    return (
        <section class="proof" role="status">
            <h2><Icon name={there ? "check" : "more"} />{say(there ? "enrol.there" : "enrol.fetches")}</h2>
            {screen && device && <><p>{say("enrol.is", { name: local(screen.name) || screen.id })}</p><ScreenState screen={device} />{there && <ScreenPicture screen={{ ...screen, devices: [device] }} width={640} />}</>}
            <div class="row">{publication.value?.changes ? <PublishButton /> : null}{screen && <a class="button primary" href={href(["screens", screen.id])}>{say("enrol.to_screen")}</a>}<button type="button" class="button" onClick={again}>{say("enrol.next")}</button></div>
        </section>
    );
}

export function EnrolPage() {
    const fleet = useFleet();
    const [given, setGiven] = useState(route.value.parts[1] ?? "");
    const [found, setFound] = useState<FoundDevice | null>(null);
    const [done, setDone] = useState<{ screen: string; id: number } | null>(null);
    const head = <Head title={say("enrol")} back={{ href: href(["screens"]), text: say("nav.screens") }} />;
    const again = () => {
        setGiven("");
        setFound(null);
        setDone(null);
    };
    if (!may("admin")) return <>{head}<Notice><p>{say("admin.only")}</p></Notice></>;
    if (done) return <>{head}<Follow screen={fleet.data?.find((one) => one.id === done.screen)} id={done.id} again={again} /></>;
    if (!found) return <>{head}<Code given={given} found={setFound} /></>;
    if (!fleet.data) return <>{head}<Waiting error={fleet.error} again={fleet.reload} /></>;
    return <>{head}<Place device={found} screens={fleet.data} again={again} done={(screen, id) => setDone({ screen, id })} /></>;
}
