/** A group of screens is chosen, or made on the spot. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import { say } from "../state/locale";
import { useResource } from "../state/resource";
import { complain } from "../state/toast";
import { Labelled } from "./basics";

const NEW = "\n"; // no group's name has a line break

export function GroupChoice({ id, value, choose }: { id: string; value: string; choose: (group: string) => void }) {
    const groups = useResource(api.groups, [value]);
    const names = [...new Set([...(groups.data ?? []).map((one) => one.name), value])].filter(Boolean);
    const [making, setMaking] = useState(false);
    const [name, setName] = useState("");
    const none = groups.data !== null && names.length === 0;
    const make = () => {
        if (!name.trim()) return;
        void api.addGroup(name.trim()).then(() => {
            setMaking(false);
            setName("");
            groups.reload();
            choose(name.trim());
        }, complain);
    };
    if (making || none)
        return (
            <Labelled id={`${id}-new`} label={say("groups.new")} hint={say("groups.lead")}>
                {(tied) => (
                    <div class="row">
                        <input id={`${id}-new`} class="short" maxLength={100} value={name} aria-describedby={tied} onInput={(event) => setName(event.currentTarget.value)}
                            onKeyDown={(event) => {
                                if (event.key !== "Enter") return;
                                event.preventDefault();
                                make();
                            }} />
                        <button type="button" class="button" disabled={!name.trim()} onClick={make}>{say("groups.make")}</button>
                        {!none && <button type="button" class="button quiet-button" onClick={() => setMaking(false)}>{say("cancel")}</button>}
                    </div>
                )}
            </Labelled>
        );
    return (
        <Labelled id={id} label={say("screens.group")}>
            {() => (
                <select id={id} value={value} disabled={!groups.data} onChange={(event) => (event.currentTarget.value === NEW ? setMaking(true) : choose(event.currentTarget.value))}>
                    {!value && <option value="">{say("groups.choose")}</option>}
                    {names.map((one) => <option key={one} value={one}>{one}</option>)}
                    <option value={NEW}>{say("groups.another")}</option>
                </select>
            )}
        </Labelled>
    );
}
