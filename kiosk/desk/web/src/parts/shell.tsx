/** What is around every page: places at the left (below on a phone), news of what was done, and the help. */
import type { ComponentChildren } from "preact";
import { helpShown } from "../state/keys";
import { online, publication } from "../state/live";
import { type TextKey, local, say } from "../state/locale";
import { href, route } from "../state/route";
import { may, me, site } from "../state/session";
import { tell, toast } from "../state/toast";
import { Icon, type IconName } from "./basics";

interface Place {
    parts: string[];
    key: TextKey;
    icon: IconName;
    /** Pages that lie in this place. */
    holds: string[];
    admin?: true;
    phone: boolean;
}
export const PLACES: Place[] = [
    { parts: [], key: "nav.overview", icon: "overview", holds: [""], phone: true },
    { parts: ["screens"], key: "nav.screens", icon: "screens", holds: ["screens", "enrol", "groups"], phone: true },
    { parts: ["content"], key: "nav.content", icon: "content", holds: ["content", "slide", "new"], phone: true },
    { parts: ["pictures"], key: "nav.pictures", icon: "pictures", holds: ["pictures"], phone: true },
    { parts: ["people"], key: "nav.people", icon: "people", holds: ["people"], admin: true, phone: false },
    { parts: ["log"], key: "nav.log", icon: "log", holds: ["log"], admin: true, phone: false },
];

function Link({ place, phone }: { place: Place; phone?: boolean }) {
    const here = place.holds.includes(route.value.parts[0] ?? "");
    return (
        <li class={phone === false ? "desk-only" : undefined}>
            <a href={href(place.parts)} aria-current={here ? "page" : undefined}><Icon name={place.icon} /><span>{say(place.key)}</span></a>
        </li>
    );
}

const MORE: Place = { parts: ["more"], key: "nav.more", icon: "more", holds: ["more", "account", "people", "log", "publish"], phone: true };

function Rail() {
    return (
        <header class="rail">
            <p class="brand"><a href={href([])}>{say("app.title")}<span>{local(site.value?.name)}</span></a></p>
            <nav aria-label={say("nav")}>
                <ul>
                    {PLACES.filter((place) => !place.admin || may("admin")).map((place) => <Link key={place.key} place={place} phone={place.phone} />)}
                    <li class="phone-only"><a href={href(MORE.parts)} aria-current={MORE.holds.includes(route.value.parts[0] ?? "") ? "page" : undefined}>
                        <Icon name="more" /><span>{say("nav.more")}</span>
                    </a></li>
                </ul>
            </nav>
            <div class="rail-foot">
                <button type="button" class="rail-button" onClick={() => (helpShown.value = true)}><Icon name="help" />{say("keys.title")}</button>
                <a class="rail-button" href={href(["account"])}><Icon name="account" /><span class="ellipsis">{me.value?.user.name}</span></a>
            </div>
        </header>
    );
}

export function Shell({ children }: { children: ComponentChildren }) {
    return (
        <div class="desk">
            <button type="button" class="skip" onClick={() => document.getElementById("main")?.focus()}>{say("app.skip")}</button>
            <Rail />
            <main id="main" tabIndex={-1} data-place={route.value.parts.join("/")}>
                {!online.value && <p class="offline" role="status">{say("offline")}</p>}
                {children}
            </main>
            <Toasts />
        </div>
    );
}

function Toasts() {
    const now = toast.value;
    return (
        <div class="toasts" role="status" aria-live="polite">
            {now && (
                <div class={`toast${now.bad ? " bad" : ""}`}>
                    <p>{now.text}</p>
                    {now.action && <button type="button" class="toast-button" onClick={now.action.run}>{now.action.label}</button>}
                    <button type="button" class="toast-button icon-button" aria-label={say("close")} onClick={() => tell(null)}><Icon name="close" /></button>
                </div>
            )}
        </div>
    );
}

export function NewSlide() {
    if (!may("editor")) return null;
    return <a class="button primary" href={href(["new"])} aria-keyshortcuts="N"><Icon name="plus" />{say("new_slide")}</a>;
}

/** The way to the publish sheet, with how much there is to publish. */
export function PublishButton() {
    const changes = publication.value?.changes ?? 0;
    if (!changes) return <a class="button" href={href(["publish"])}>{say("publish")}</a>;
    return <a class="button strong" href={href(["publish"])} aria-label={say("publish.n_label", { n: changes })}>{say("publish.n", { n: changes })}</a>;
}
