/** Who did what when, as the chained log has it. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { AuditRow, Localized } from "../api/types";
import { sayInstant } from "../model/time";
import { Head, Notice, Waiting } from "../parts/basics";
import { local, locale, say } from "../state/locale";
import { useResource } from "../state/resource";
import { may, zone } from "../state/session";
import { complain } from "../state/toast";
import DEEDS from "../texts/log.json" with { type: "json" };

const PAGE = 50;

const deed = (what: string) => local((DEEDS as Record<string, Localized | undefined>)[what]) || what;

function Rows() {
    const first = useResource(() => api.audit(), []);
    const [older, setOlder] = useState<AuditRow[]>([]);
    const [ended, setEnded] = useState(false);
    if (!first.data) return <Waiting error={first.error} again={first.reload} />;
    const rows = [...first.data, ...older];
    if (!rows.length) return <p class="quiet">{say("log.none")}</p>;
    const more = () =>
        void api.audit(rows.at(-1)!.n).then((next) => {
            setOlder([...older, ...next]);
            setEnded(next.length < PAGE);
        }, complain);
    return (
        <>
            <div class="table-box" role="region" aria-label={say("nav.log")} tabIndex={0}>
                <table class="log">
                    <thead><tr><th scope="col">{say("log.when")}</th><th scope="col">{say("log.who")}</th><th scope="col">{say("log.what")}</th><th scope="col">{say("log.object")}</th><th scope="col">{say("log.detail")}</th></tr></thead>
                    <tbody>
                        {rows.map((row) => (
                            <tr key={row.n}>
                                <td>{sayInstant(row.at, zone(), locale.value, new Date(), true)}</td><td>{row.user || "–"}</td>
                                <td>{deed(row.what)}</td><td>{row.object}</td><td>{row.detail}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
            {!ended && first.data.length >= PAGE && <button type="button" class="button" onClick={more}>{say("history.more")}</button>}
        </>
    );
}

export function LogPage() {
    const chain = useResource(() => (may("admin") ? api.auditState() : Promise.resolve(null)), []);
    if (!may("admin")) return <><Head title={say("nav.log")} /><Notice><p>{say("admin.only")}</p></Notice></>;
    return (
        <>
            <Head title={say("nav.log")} />
            <p class="quiet">{say("log.lead")}</p>
            {chain.data && <Notice kind={chain.data.ok ? "good" : "error"}><p>{chain.data.ok ? say("log.ok", { n: chain.data.rows }) : say("log.broken", { n: chain.data.broken ?? 0 })}</p></Notice>}
            <Rows />
        </>
    );
}
