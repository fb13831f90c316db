/** All screens. */
import * as api from "../api/calls";
import { Head, Waiting } from "../parts/basics";
import { ScreenCard } from "../parts/screen_card";
import { revision } from "../state/live";
import { say } from "../state/locale";
import { useFleet } from "../state/fleet";
import { useResource } from "../state/resource";
import { href, route } from "../state/route";
import { may } from "../state/session";
import { OneScreen } from "./screen";

export function EnrolLink() {
    return may("admin") ? <a class="button" href={href(["enrol"])}>{say("enrol")}</a> : null;
}

export function ScreensPage() {
    const id = route.value.parts[1];
    const fleet = useFleet();
    const slides = useResource(() => api.slides().then((all) => all.slides), [revision.value]);
    if (id) return <OneScreen key={id} id={id} fleet={fleet} slides={slides} />;
    return (
        <>
            <Head title={say("nav.screens")}>
                {may("admin") && <a class="button" href={href(["groups"])}>{say("groups")}</a>}
                <EnrolLink />
            </Head>
            {!fleet.data ? <Waiting error={fleet.error} again={fleet.reload} /> : fleet.data.length === 0 ? <p class="quiet">{say("screens.none")}</p> : (
                <ul class="screen-cards three">{fleet.data.map((screen) => <ScreenCard key={screen.id} screen={screen} slides={slides.data ?? []} />)}</ul>
            )}
        </>
    );
}
