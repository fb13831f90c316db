/** One screen: what is on it, in which order, and its devices, with all that can be asked of them. */
import { useMemo, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Device, DeviceCommand, DeviceEvent, Order as Command, Screen, SlideCard } from "../api/types";
import { sayInstant } from "../model/time";
import { Head, Notice, Waiting } from "../parts/basics";
import { GroupChoice } from "../parts/group_choice";
import { Order } from "../parts/order";
import { NowAndNext, ScreenPicture, ScreenState } from "../parts/screen_card";
import { screensNews } from "../state/live";
import { local, locale, say, sayMaybe } from "../state/locale";
import { type Resource, useResource } from "../state/resource";
import { href } from "../state/route";
import { may, zone } from "../state/session";
import { complain, tell } from "../state/toast";

const COMMANDS: Command[] = ["identify", "picture", "restart", "fetch"];
const at = (instant: string, seconds = false) => sayInstant(instant, zone(), locale.value, new Date(), seconds);

function facts(screen: Screen, device: Device): [string, string][] {
    const all: [string, string | undefined][] = [
        [say("screens.size"), `${device.width} × ${device.height}${device.rotate ? `, ${say("screens.turned", { n: device.rotate })}` : ""}`],
        [say("screens.generation"), device.generation],
        [say("screens.free"), device.free === undefined ? undefined : `${Math.round(device.free / 1e9)} GB`],
        [say("screens.temperature"), device.temperature === undefined ? undefined : `${Math.round(device.temperature)} °C`],
        [say("screens.touch"), say(screen.touch ? "yes" : "no")],
        [say("screens.version"), device.version],
        [say("screens.enrolled"), at(device.enrolled)],
        [say("screens.key"), `…${device.key}`],
    ];
    return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function Commands({ device, commands }: { device: Device; commands: DeviceCommand[] }) {
    const ask = (order: Command) => void api.command(device.id, order).then(() => tell({ text: say(`command.${order}.asked`) }), complain);
    return (
        <>
            <div class="row">{COMMANDS.map((order) => <button key={order} type="button" class="button" onClick={() => ask(order)}>{say(`command.${order}`)}</button>)}</div>
            {commands.length > 0 && (
                <ul class="lines answers" aria-label={say("screens.answers")}>
                    {commands.slice(0, 4).map((one) => <li key={one.id}><span>{say(`command.${one.do}`)} <span class="hint">{say("command.by", { at: at(one.asked, true), by: one.by })}</span></span><span class={one.done ? "done" : "quiet"}>{one.done ? say("command.done", { at: at(one.done, true) }) : say("command.waits")}</span></li>)}
                </ul>
            )}
        </>
    );
}

function Events({ events }: { events: DeviceEvent[] }) {
    if (!events.length) return null;
    return (
        <details>
            <summary>{say("screens.history")}</summary>
            <ul class="lines">{events.map((one) => <li key={one.n}><span>{sayMaybe(`event.${one.what.replaceAll(" ", "_")}`, one.what)}{one.detail && <span class="hint"> {one.words ? local(one.words) : one.detail}</span>}</span><span class="hint">{at(one.at)}</span></li>)}</ul>
        </details>
    );
}

/** Asked in place, for it cannot be undone: whoever was shut out needs a new code. */
function Revoke({ device }: { device: Device }) {
    const [sure, setSure] = useState(false);
    const [stop, setStop] = useState(false);
    const revoke = () => void api.revoke(device.id, stop).then(() => tell({ text: say("revoke.done") }), complain);
    if (!sure) return <button type="button" class="button danger" onClick={() => setSure(true)}>{say("revoke")}</button>;
    return (
        <Notice kind="warning">
            <p>{say("revoke.lead")}</p>
            <label class="check"><input type="checkbox" checked={stop} onChange={(event) => setStop(event.currentTarget.checked)} /><span>{say("revoke.stop")} <span class="hint">{say("revoke.stop_hint")}</span></span></label>
            <div class="row"><button type="button" class="button danger" onClick={revoke}>{say("revoke.go")}</button><button type="button" class="button" onClick={() => setSure(false)}>{say("cancel")}</button></div>
        </Notice>
    );
}

function OneDevice({ screen, device, alone }: { screen: Screen; device: Device; alone: boolean }) {
    const history = useResource(() => api.deviceHistory(device.id, true), [device.id, screensNews.value]);
    const move = (group: string) => void api.changeDevice(device.id, { group }).then(() => tell({ text: say("groups.moved", { group }) }), complain);
    return (
        <section class="panel device" aria-labelledby={`device-${device.id}`}>
            <h2 id={`device-${device.id}`}>{say("screens.device")}{!alone && ` ${device.id}`}</h2>
            {!alone && <ScreenState screen={device} />}
            {device.why && <Notice kind="warning"><p>{say("screens.why")}: {local(device.why)}</p></Notice>}
            <dl class="facts">{facts(screen, device).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl>
            {may("editor") && <Commands device={device} commands={history.data?.commands ?? []} />}
            <Events events={history.data?.events ?? []} />
            {may("admin") ? (
                <>
                    <GroupChoice id={`group-${device.id}`} value={device.group ?? ""} choose={move} />
                    <div class="row"><a class="button" href={href(["enrol"], { replaces: String(device.id) })}>{say("enrol.replace")}</a><Revoke device={device} /></div>
                </>
            ) : <p class="hint">{say("screens.group")}: {device.group}</p>}
        </section>
    );
}

function Contents({ id, slides }: { id: string; slides: Resource<SlideCard[]> }) {
    const lists = useMemo(() => {
        const byFile = new Map<string, SlideCard[]>();
        for (const slide of (slides.data ?? []).filter((card) => card.screens.includes(id))) byFile.set(slide.file, [...(byFile.get(slide.file) ?? []), slide]);
        return byFile;
    }, [id, slides.data]);
    return (
        <section aria-labelledby="order">
            <h2 id="order">{say("screens.content")}</h2>
            {!slides.data && <Waiting error={slides.error} again={slides.reload} />}
            {may("editor") && <p class="hint">{say("screens.order_hint")}</p>}
            {[...lists].map(([file, cards]) => <Order key={file} file={file} cards={cards} />)}
        </section>
    );
}

export function OneScreen({ id, fleet, slides }: { id: string; fleet: Resource<Screen[]>; slides: Resource<SlideCard[]> }) {
    const screen = fleet.data?.find((one) => one.id === id);
    const back = { href: href(["screens"]), text: say("nav.screens") };
    if (!screen) return <><Head title={say("nav.screens")} back={back} />{fleet.data ? <Notice kind="warning"><p>{say("problem.gone")}</p></Notice> : <Waiting error={fleet.error} again={fleet.reload} />}</>;
    return (
        <>
            <Head title={local(screen.name) || id} back={back} />
            <ScreenState screen={screen} />
            <div class="one-screen">
                <div class="one-screen-now">
                    <ScreenPicture screen={screen} width={1280} />
                    <NowAndNext screen={screen} slides={slides.data ?? []} why />
                    {screen.devices.map((device) => <OneDevice key={device.id} screen={screen} device={device} alone={screen.devices.length === 1} />)}
                    {screen.devices.length === 0 && (
                        <section class="panel"><h2>{say("screens.device")}</h2><p>{say("screens.not_enrolled")}</p>{may("admin") && <a class="button primary" href={href(["enrol"], { screen: id })}>{say("enrol")}</a>}</section>
                    )}
                </div>
                <Contents id={id} slides={slides} />
            </div>
        </>
    );
}
