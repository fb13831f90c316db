/** Groups of screens: which belong to each, and who may what there. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Screen, User } from "../api/types";
import { Head, Labelled, Notice, Waiting } from "../parts/basics";
import { useFleet } from "../state/fleet";
import { local, say } from "../state/locale";
import { useResource } from "../state/resource";
import { href } from "../state/route";
import { may } from "../state/session";
import { complain, tell } from "../state/toast";

interface Acting {
    names: string[];
    act: (work: Promise<unknown>, text: string) => void;
}

function Name({ name, act }: { name: string; act: Acting["act"] }) {
    const [fresh, setFresh] = useState<string | null>(null);
    if (fresh === null) return <div class="change-head"><h2>{name}</h2><button type="button" class="button quiet-button" aria-label={`${say("groups.rename")}: ${name}`} onClick={() => setFresh(name)}>{say("groups.rename")}</button></div>;
    return (
        <form class="row" onSubmit={(event) => {
            event.preventDefault();
            act(api.renameGroup(name, fresh.trim()), say("groups.renamed", { name: fresh.trim() }));
        }}>
            <input class="short" aria-label={say("groups.name")} required maxLength={100} value={fresh} onInput={(event) => setFresh(event.currentTarget.value)} />
            <button class="button">{say("groups.rename")}</button>
            <button type="button" class="button quiet-button" onClick={() => setFresh(null)}>{say("cancel")}</button>
        </form>
    );
}

function Group({ name, screens, users, names, act }: Acting & { name: string; screens: Screen[]; users: User[] }) {
    const devices = screens.flatMap((screen) => screen.devices.filter((device) => device.group === name).map((device) => ({ screen, device })));
    const people = users.filter((user) => !user.disabled).flatMap((user) => user.roles.filter((role) => role.group === null || role.group === name).map((role) => ({ user, role })));
    const own = people.some((one) => one.role.group === name);
    return (
        <section class="panel" aria-label={name}>
            <Name key={name} name={name} act={act} />
            <h3>{say("nav.screens")}</h3>
            {devices.length === 0 && <p class="quiet">{say("groups.empty")}</p>}
            <ul class="lines">
                {devices.map(({ screen, device }) => (
                    <li key={device.id}><span><a href={href(["screens", screen.id])}>{local(screen.name) || screen.id}</a></span>
                        <select class="fit" aria-label={say("groups.move", { name: local(screen.name) })} value={name} onChange={(event) => act(api.changeDevice(device.id, { group: event.currentTarget.value }), say("groups.moved", { group: event.currentTarget.value }))}>
                            {names.map((one) => <option key={one} value={one}>{one}</option>)}
                        </select>
                    </li>
                ))}
            </ul>
            <h3>{say("groups.who")}</h3>
            <ul class="lines">{people.map(({ user, role }) => <li key={user.login + (role.group ?? "")}><span>{user.name}</span><span class="hint">{say(`people.${role.role}`)} · {role.group ?? say("groups.everywhere")}</span></li>)}</ul>
            {devices.length === 0 && !own && <button type="button" class="button danger" onClick={() => act(api.removeGroup(name), say("groups.removed", { name }))}>{say("groups.remove")}</button>}
        </section>
    );
}

export function GroupsPage() {
    const fleet = useFleet(false);
    const groups = useResource(() => (may("admin") ? api.groups() : Promise.resolve([])), []);
    const users = useResource(() => (may("admin") ? api.users() : Promise.resolve([])), []);
    const head = <Head title={say("groups")} back={{ href: href(["screens"]), text: say("nav.screens") }} />;
    if (!may("admin")) return <>{head}<Notice><p>{say("admin.only")}</p></Notice></>;
    if (!groups.data || !fleet.data || !users.data) return <>{head}<Waiting error={groups.error ?? fleet.error ?? users.error} again={groups.reload} /></>;
    const act = (work: Promise<unknown>, text: string) =>
        void work.then(() => {
            tell({ text });
            groups.reload();
            fleet.reload();
        }, complain);
    const names = groups.data.map((one) => one.name);
    const add = (event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const name = String(new FormData(form).get("name")).trim();
        if (name) act(api.addGroup(name).then(() => form.reset()), say("groups.made", { name }));
    };
    return (
        <>
            {head}
            <p class="sentence">{say("groups.lead")}</p>
            <div class="groups">{names.map((name) => <Group key={name} name={name} screens={fleet.data!} users={users.data!} names={names} act={act} />)}</div>
            <form class="panel add-group" onSubmit={add}>
                <Labelled id="group-name" label={say("groups.new")}>{() => <div class="row"><input id="group-name" class="short" name="name" required maxLength={100} autocomplete="off" /><button class="button primary">{say("groups.make")}</button></div>}</Labelled>
            </form>
        </>
    );
}
