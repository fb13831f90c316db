/** The first page: the screens, what is missing, what I was working on. */
import * as api from "../api/calls";
import type { Draft, Screen, SlideCard } from "../api/types";
import { addDays, sayDay, sayInstant } from "../model/time";
import { Head, Icon, Notice, Waiting } from "../parts/basics";
import { titleOf } from "../parts/card";
import { ScreenCard } from "../parts/screen_card";
import { NewSlide, PublishButton } from "../parts/shell";
import { useFleet } from "../state/fleet";
import { publication, revision } from "../state/live";
import { languageName, local, locale, say } from "../state/locale";
import { useResource } from "../state/resource";
import { href } from "../state/route";
import { may, me, nowThere, site, today, zone } from "../state/session";
import { complain, tell } from "../state/toast";
import { EnrolLink } from "./screens";

function hello(): string {
    const hour = Number(nowThere().slice(11, 13));
    const name = me.value?.user.name.split(" ")[0] ?? "";
    return say(hour < 10 ? "hello.morning" : hour < 18 ? "hello.day" : "hello.evening", { name });
}

interface Need {
    text: string;
    href: string;
}

/** What stops being true within so many days is looked at again now. */
const SOON_DAYS = 15, SOON_MOST = 3;

function needs(slides: SlideCard[], screens: Screen[]): Need[] {
    const list: Need[] = [];
    const warn = screens.filter((screen) => screen.state === "warn");
    if (warn.length) list.push({ text: say("overview.screens_warn", { n: warn.length }), href: href(warn.length === 1 ? ["screens", warn[0]!.id] : ["screens"]) });
    for (const language of site.value?.languages ?? []) {
        const n = slides.filter((slide) => slide.missing.includes(language)).length;
        if (n) list.push({ text: say("overview.missing", { n, language: locale.value === "da" ? languageName(language).toLowerCase() : languageName(language) }), href: href(["content"], { state: "missing" }) });
    }
    const ends = slides.filter((slide) => slide.expires && slide.expires < addDays(today(), SOON_DAYS)).sort((a, b) => a.expires!.localeCompare(b.expires!));
    for (const slide of ends.slice(0, SOON_MOST)) list.push({ text: say("overview.expires", { title: titleOf(slide), day: sayDay(slide.expires!, locale.value, today()) }), href: href(["slide", slide.file, slide.id]) });
    for (const slide of slides.filter((one) => one.unanswered).slice(0, SOON_MOST)) list.push({ text: say("overview.unanswered", { title: titleOf(slide) }), href: href(["slide", slide.file, slide.id]) });
    for (const state of ["over", "unused"] as const) {
        const n = slides.filter((slide) => slide.state === state).length;
        if (n) list.push({ text: say(`overview.${state}`, { n }), href: href(["content"], { state }) });
    }
    return list;
}

function Needs({ list, any }: { list: Need[]; any: boolean }) {
    return (
        <section class="panel" aria-labelledby="needs">
            <h2 id="needs">{say("overview.needs")}</h2>
            {list.length === 0 && <p class="quiet">{say(any ? "overview.needs_none" : "overview.no_slides")}</p>}
            <ul class="lines">
                {list.map((need) => <li key={need.text}><Icon name="warn" /><span>{need.text}</span><a class="button" href={need.href} aria-label={`${say("show")}: ${need.text}`}>{say("show")}</a></li>)}
            </ul>
        </section>
    );
}

/** What a draft is called: by its own words when it has some. */
function draftTitle(draft: Draft, slides: SlideCard[]): string {
    for (const op of draft.ops) {
        const whole = op.op === "insert" ? (op.value as Record<string, Record<string, string> | undefined>) : null;
        const text = whole?.["headline"] ?? whole?.["guest"] ?? whole?.["caption"];
        if (text && local(text)) return local(text);
    }
    const card = slides.find((one) => one.file === draft.file && one.id === draft.slide);
    return card ? titleOf(card) : say("card.untitled");
}

function Drafts({ drafts, slides, reload }: { drafts: Draft[]; slides: SlideCard[]; reload: () => void }) {
    const drop = async (draft: Draft) => {
        try {
            await api.dropDraft(draft.file, draft.slide);
            reload();
            const { at: _at, ...kept } = draft;
            tell({ text: say("overview.dropped"), action: { label: say("undo"), run: () => void api.keepDraft(kept).then(reload, complain).then(() => tell(null)) } });
        } catch (error) {
            complain(error);
        }
    };
    return (
        <section class="panel" aria-labelledby="drafts">
            <h2 id="drafts">{say("overview.drafts")}</h2>
            {drafts.length === 0 && <p class="quiet">{say("overview.drafts_none")}</p>}
            <ul class="lines">
                {drafts.map((draft) => (
                    <li key={draft.file + draft.slide}>
                        <div class="grow">
                            <a href={href(["slide", draft.file, draft.slide])}>{say("overview.continue", { title: draftTitle(draft, slides) })}</a>
                            <p class="hint">{say("overview.draft_at", { at: sayInstant(draft.at, zone(), locale.value, new Date()) })}</p>
                        </div>
                        <button type="button" class="button quiet-button" aria-label={`${say("overview.drop")}: ${draftTitle(draft, slides)}`} onClick={() => void drop(draft)}>{say("overview.drop")}</button>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function PublicationPanel() {
    const now = publication.value;
    if (!now) return null;
    const last = now.published;
    return (
        <section class="panel" aria-labelledby="published">
            <h2 id="published">{say("sentence.published")}</h2>
            <p>{!last ? say("overview.never") : now.changes ? say("overview.changes", { n: now.changes }) : say("overview.published")}</p>
            {last && <p class="hint">{say("overview.published_last", { at: sayInstant(last.at, zone(), locale.value, new Date()), by: last.by || say("history.console") })}</p>}
        </section>
    );
}

export function OverviewPage() {
    const now = revision.value;
    const screens = useFleet();
    const slides = useResource(() => api.slides().then((all) => all.slides), [now]);
    const drafts = useResource(() => (may("editor") ? api.drafts() : Promise.resolve([])), [now]);
    return (
        <>
            <Head title={hello()}><NewSlide /><PublishButton /></Head>
            <div class="overview">
                <section aria-label={say("nav.screens")}>
                    {!screens.data ? <Waiting error={screens.error} again={screens.reload} /> : (
                        <>
                            {!screens.data.some((screen) => screen.enrolled) && <Notice><p>{say("screens.none")}</p><EnrolLink /></Notice>}
                            <ul class="screen-cards">{screens.data.map((screen) => <ScreenCard key={screen.id} screen={screen} slides={slides.data ?? []} />)}</ul>
                        </>
                    )}
                </section>
                <div class="panels">
                    {slides.data && screens.data ? <Needs list={needs(slides.data, screens.data)} any={slides.data.length > 0} /> : <Waiting error={slides.error} again={slides.reload} />}
                    {may("editor") && drafts.data && <Drafts drafts={drafts.data} slides={slides.data ?? []} reload={drafts.reload} />}
                    <PublicationPanel />
                </div>
            </div>
        </>
    );
}
