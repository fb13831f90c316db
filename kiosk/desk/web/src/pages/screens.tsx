/** The screens, and one of them: what it shows, in which order, and the device. */
import { useMemo } from "preact/hooks";
import * as api from "../api/calls";
import type { Screen, SlideCard } from "../api/types";
import { sayInstant } from "../model/time";
import { Head, Notice, Waiting } from "../parts/basics";
import { Order } from "../parts/order";
import { Thumb } from "../parts/painted";
import { ScreenCard, ScreenState, usePlanNow } from "../parts/screen_card";
import { NewSlide, PublishButton } from "../parts/shell";
import { revision } from "../state/live";
import { local, locale, say } from "../state/locale";
import { useResource } from "../state/resource";
import { href, route } from "../state/route";
import { may, zone } from "../state/session";

export function ScreensPage() {
    const id = route.value.parts[1];
    const screens = useResource(api.screens, [revision.value]);
    const one = id && screens.data?.find((screen) => screen.id === id);
    if (one) return <OneScreen key={one.id} screen={one} />;
    return (
        <>
            <Head title={say("nav.screens")}><NewSlide /><PublishButton /></Head>
            {id && screens.data && <Notice kind="warning"><p>{say("problem.gone")}</p></Notice>}
            {!screens.data ? <Waiting error={screens.error} again={screens.reload} /> : screens.data.length === 0 ? <p class="quiet">{say("screens.none")}</p> : (
                <ul class="screen-cards three">{screens.data.map((screen) => <ScreenCard key={screen.id} screen={screen} />)}</ul>
            )}
        </>
    );
}

function facts(screen: Screen): [string, string][] {
    const all: [string, string | undefined][] = [
        [say("screens.size"), `${screen.width} × ${screen.height}`],
        [say("screens.group"), screen.group ?? undefined],
        [say("screens.now"), screen.slide],
        [say("screens.why"), screen.why || undefined],
        [say("screens.seen"), screen.seen && sayInstant(screen.seen, zone(), locale.value, new Date(), true)],
        [say("screens.generation"), screen.generation?.toString()],
        [say("screens.free"), screen.free === undefined ? undefined : `${Math.round(screen.free / 1e9)} GB`],
        [say("screens.temperature"), screen.temperature === undefined ? undefined : `${Math.round(screen.temperature)} °C`],
        [say("screens.touch"), screen.touch === undefined ? undefined : say(screen.touch ? "yes" : "no")],
    ];
    return all.filter((fact): fact is [string, string] => Boolean(fact[1]));
}

function OneScreen({ screen }: { screen: Screen }) {
    const name = local(screen.name) || screen.id;
    const slides = useResource(() => api.slides({ screen: screen.id }).then((all) => all.slides), [screen.id, revision.value]);
    const lists = useMemo(() => {
        const byFile = new Map<string, SlideCard[]>();
        for (const slide of slides.data ?? []) byFile.set(slide.file, [...(byFile.get(slide.file) ?? []), slide]);
        return byFile;
    }, [slides.data]);
    const wish = usePlanNow(screen.id, 1280);
    return (
        <>
            <Head title={name} back={{ href: href(["screens"]), text: say("nav.screens") }}><NewSlide /><PublishButton /></Head>
            <ScreenState screen={screen} />
            <div class="one-screen">
                <div class="one-screen-now">
                    <Thumb wish={wish} alt={say("screens.picture", { name })} />
                    <p class="hint">{say("screens.plan")}</p>
                    <section class="panel" aria-labelledby="device">
                        <h2 id="device">{say("screens.device")}</h2>
                        {!screen.enrolled && <p>{say("screens.not_enrolled")}</p>}
                        <dl class="facts">{facts(screen).map(([key, value]) => <div key={key}><dt>{key}</dt><dd>{value}</dd></div>)}</dl>
                    </section>
                </div>
                <section aria-labelledby="order">
                    <h2 id="order">{say("screens.content")}</h2>
                    {!slides.data && <Waiting error={slides.error} again={slides.reload} />}
                    {may("editor") && <p class="hint">{say("screens.order_hint")}</p>}
                    {[...lists].map(([file, cards]) => <Order key={file} file={file} cards={cards} />)}
                </section>
            </div>
        </>
    );
}
