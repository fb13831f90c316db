/** The page of the staff desk: who is it, what is the site, then the pages. */
import { render } from "preact";
import * as api from "./api/calls";
import { ApiProblem } from "./api/client";
import { AccountPage, MorePage, MustChangePage } from "./pages/account";
import { ContentPage } from "./pages/content";
import { LogPage } from "./pages/log";
import { NewPage } from "./pages/new";
import { OverviewPage } from "./pages/overview";
import { PeoplePage } from "./pages/people";
import { PicturesPage } from "./pages/pictures";
import { PublishPage } from "./pages/publish";
import { ScreensPage } from "./pages/screens";
import { SlidePage } from "./pages/slide";
import { Head, Notice } from "./parts/basics";
import { Help } from "./parts/help";
import { Shell } from "./parts/shell";
import { SignInAgain } from "./parts/sign_in_again";
import * as keys from "./state/keys";
import * as live from "./state/live";
import { say, setLocale } from "./state/locale";
import * as route from "./state/route";
import { welcome } from "./state/session";

const PAGES: Record<string, () => preact.JSX.Element> = {
    "": OverviewPage,
    screens: ScreensPage,
    content: ContentPage,
    new: NewPage,
    slide: SlidePage,
    pictures: PicturesPage,
    publish: PublishPage,
    people: PeoplePage,
    log: LogPage,
    account: AccountPage,
    more: MorePage,
};

function NoPage() {
    return <><Head title={say("app.title")} /><Notice kind="warning"><p>{say("problem.gone")}</p></Notice></>;
}

function Desk() {
    const { parts } = route.route.value;
    const Page = PAGES[parts[0] ?? ""] ?? NoPage;
    return (
        <>
            <Shell><Page key={parts.join("/")} /></Shell>
            <Help />
            <SignInAgain />
        </>
    );
}

function Trouble() {
    return (
        <main class="alone">
            <h1>{say("app.title")}</h1>
            <p role="alert">{say("problem.offline")}</p>
            <button type="button" class="button primary" onClick={() => location.reload()}>{say("problem.again")}</button>
        </main>
    );
}

async function start(): Promise<void> {
    const root = document.getElementById("desk")!;
    setLocale(navigator.language.startsWith("da") || !navigator.language.startsWith("en") ? "da" : "en");
    try {
        const who = await api.me();
        welcome(who);
        if (who.user.must_change_password) return render(<MustChangePage />, root);
        await live.refresh();
    } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) location.replace("/sign-in");
        else render(<Trouble />, root);
        return;
    }
    route.follow();
    keys.listen();
    live.follow();
    render(<Desk />, root);
}

void start();
