/** Who may do what: admins make people, close them, and hand over links by which they choose passwords that nobody else sees. */
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Invitation, RoleName, User } from "../api/types";
import { Head, Labelled, Notice, Waiting } from "../parts/basics";
import { say } from "../state/locale";
import { useResource } from "../state/resource";
import { may } from "../state/session";
import { why } from "../state/toast";

const ROLES: RoleName[] = ["viewer", "editor", "publisher", "admin"];
const LOGIN = "[a-z0-9._@\\-]{1,64}";

function Add({ groups, added }: { groups: string[]; added: (login: string, link: string) => void }) {
    const [problem, setProblem] = useState<string | null>(null);
    const [role, setRole] = useState<RoleName>("editor");
    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const given = new FormData(form);
        const field = (key: string) => String(given.get(key) ?? "").trim();
        try {
            const made = await api.addUser({ login: field("login"), name: field("name"), role, group: field("group") || null });
            form.reset();
            setRole("editor");
            setProblem(null);
            added(made.login, made.link);
        } catch (error) {
            setProblem(why(error));
        }
    };
    return (
        <form class="panel add-person" onSubmit={(event) => void submit(event)}>
            <h2>{say("people.add")}</h2>
            <div class="pairs">
                <Labelled id="person-name" label={say("people.name")}>{() => <input id="person-name" name="name" required maxLength={100} autocomplete="off" />}</Labelled>
                <Labelled id="person-login" label={say("people.login")} hint={say("people.login_rule")}>
                    {(tied) => <input id="person-login" name="login" required pattern={LOGIN} maxLength={64} autocomplete="off" autocapitalize="none" spellcheck={false} aria-describedby={tied} />}
                </Labelled>
                <Labelled id="person-role" label={say("people.role")} hint={say(`people.${role}.lead`)}>
                    {(tied) => <select id="person-role" value={role} aria-describedby={tied} onChange={(event) => setRole(event.currentTarget.value as RoleName)}>{ROLES.map((one) => <option key={one} value={one}>{say(`people.${one}`)}</option>)}</select>}
                </Labelled>
                {groups.length > 0 && (
                    <Labelled id="person-group" label={say("people.group")}>
                        {() => <select id="person-group" name="group"><option value="">{say("people.group_all")}</option>{groups.map((group) => <option key={group} value={group}>{group}</option>)}</select>}
                    </Labelled>
                )}
            </div>
            {problem && <Notice kind="error"><p>{problem}</p></Notice>}
            <button class="button primary">{say("people.create")}</button>
        </form>
    );
}

function Row({ user, groups, act }: { user: User; groups: string[]; act: (work: () => Promise<Invitation | void>, name: string) => void }) {
    const role = user.roles[0];
    return (
        <tr role="row" class={user.disabled ? "closed" : undefined}>
            <th role="rowheader" scope="row">{user.name}<span class="hint">{user.login}</span></th>
            <td role="cell">
                <select aria-label={say("people.role_of", { name: user.name })} value={role?.role ?? "viewer"}
                    onChange={(event) => act(() => api.changeUser(user.login, { role: event.currentTarget.value as RoleName, group: role?.group ?? null }), user.name)}>
                    {ROLES.map((one) => <option key={one} value={one}>{say(`people.${one}`)}</option>)}
                </select>
            </td>
            <td role="cell" class="fact" data-label={say("people.group")}>
                {groups.length === 0 ? say("people.group_all") : (
                    <select aria-label={say("people.group_of", { name: user.name })} value={role?.group ?? ""} disabled={role?.role === "admin"}
                        onChange={(event) => act(() => api.changeUser(user.login, { role: role?.role ?? "viewer", group: event.currentTarget.value || null }), user.name)}>
                        <option value="">{say("people.group_all")}</option>
                        {groups.map((group) => <option key={group} value={group}>{group}</option>)}
                    </select>
                )}
            </td>
            <td role="cell" class="fact" data-label={say("people.state")}>{say(user.disabled ? "people.disabled" : "people.active")}</td>
            <td role="cell" class="row-actions">
                <button type="button" class="button" onClick={() => act(() => api.resetUser(user.login), user.name)} aria-label={say("people.reset", { name: user.name })}>{say("sign_in.password")}</button>
                <button type="button" class="button" onClick={() => act(() => api.changeUser(user.login, { disabled: !user.disabled }), user.name)}>{say(user.disabled ? "people.enable" : "people.disable", { name: user.name.split(" ")[0] ?? "" })}</button>
            </td>
        </tr>
    );
}

/** Shown once: the desk itself keeps only its hash. */
function Link({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
    const [copied, setCopied] = useState(false);
    const field = useRef<HTMLInputElement>(null);
    const address = location.origin + link;
    useEffect(() => field.current?.focus(), []);
    return (
        <Notice kind="good">
            <p>{say("people.link", { name })}</p>
            <input ref={field} class="once" aria-label={say("people.link_of", { name })} readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
            <div class="actions">
                <button type="button" class="button primary" onClick={() => void navigator.clipboard.writeText(address).then(() => setCopied(true), () => {})}>{say(copied ? "people.copied" : "people.copy")}</button>
                <button type="button" class="button" onClick={onClose}>{say("close")}</button>
            </div>
        </Notice>
    );
}

export function PeoplePage() {
    const users = useResource(() => (may("admin") ? api.users() : Promise.resolve([])), []);
    const known = useResource(() => (may("admin") ? api.groups() : Promise.resolve([])), []);
    const [once, setOnce] = useState<{ name: string; link: string } | null>(null);
    const [problem, setProblem] = useState<string | null>(null);
    if (!may("admin")) return <><Head title={say("nav.people")} /><Notice><p>{say("admin.only")}</p></Notice></>;
    const groups = (known.data ?? []).map((group) => group.name);
    const act = (work: () => Promise<Invitation | void>, name: string) =>
        void work().then(
            (answer) => {
                setProblem(null);
                if (answer) setOnce({ name, link: answer.link });
                users.reload();
            },
            (error: unknown) => {
                setProblem(why(error));
                users.reload();
            },
        );
    return (
        <>
            <Head title={say("nav.people")} />
            {once && <Link key={once.link} {...once} onClose={() => setOnce(null)} />}
            {problem && <Notice kind="error"><p>{problem}</p></Notice>}
            {!users.data && <Waiting error={users.error} again={users.reload} />}
            {users.data && (
                <div class="table-box" role="region" aria-label={say("nav.people")} tabIndex={0}>
                    {/* the roles are said outright: rows laid out as boxes, as on a phone, are no table to a browser */}
                    <table class="people" role="table">
                        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{say("people.name")}</th><th role="columnheader" scope="col">{say("people.role")}</th><th role="columnheader" scope="col">{say("people.group")}</th><th role="columnheader" scope="col">{say("people.state")}</th><th role="columnheader" scope="col">{say("editor.actions")}</th></tr></thead>
                        <tbody role="rowgroup">{users.data.map((user) => <Row key={user.login} user={user} groups={groups} act={act} />)}</tbody>
                    </table>
                </div>
            )}
            <Add groups={groups} added={(name, link) => {
                setOnce({ name, link });
                users.reload();
            }} />
        </>
    );
}
