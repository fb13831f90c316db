/** The page of the staff desk: who is it, what is the site, then the pages. */
import { render } from "preact";
import * as api from "./api/calls";
import { ApiProblem } from "./api/client";
import { ContentPage } from "./pages/content";
import { NewPage } from "./pages/new";
import { OverviewPage } from "./pages/overview";
import { PicturesPage } from "./pages/pictures";
import { PublishPage } from "./pages/publish";
import { ScreensPage } from "./pages/screens";
import { SlidePage } from "./pages/slide";
import { Head, Notice, Waiting } from "./parts/basics";
import { Help } from "./parts/help";
import { Shell } from "./parts/shell";
import { SignInAgain } from "./parts/sign_in_again";
import * as keys from "./state/keys";
import * as live from "./state/live";
import { say } from "./state/locale";
import { useResource } from "./state/resource";
import * as route from "./state/route";
import { welcome } from "./state/session";

const keeping = () => import("./pages/keeping");
type Keeping = Awaited<ReturnType<typeof keeping>>;

/** A page of the part that is loaded when it is opened. A browser asks once for a part, and again only when all is loaded anew. */
function later(choose: (keeping: Keeping) => () => preact.JSX.Element) {
    return function Later() {
        const { data, error } = useResource(keeping, []);
        const Page = data && choose(data);
        return Page ? <Page /> : <Waiting error={error} again={() => location.reload()} />;
    };
}

const PAGES: Record<string, () => preact.JSX.Element> = {
    "": OverviewPage,
    screens: ScreensPage,
    enrol: later((keeping) => keeping.EnrolPage),
    groups: later((keeping) => keeping.GroupsPage),
    content: ContentPage,
    new: NewPage,
    slide: SlidePage,
    pictures: PicturesPage,
    publish: PublishPage,
    people: later((keeping) => keeping.PeoplePage),
    log: later((keeping) => keeping.LogPage),
    account: later((keeping) => keeping.AccountPage),
    more: later((keeping) => keeping.MorePage),
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

const CODE = "code";

/** What a screen's QR code leads to: /t#K7MF3QPX. It is kept over signing in, and never sent but by the form. null: one came another way. */
function codeOfScreen(): string | null {
    if (location.pathname === "/t") sessionStorage.setItem(CODE, location.hash.slice(1, 21));
    return sessionStorage.getItem(CODE);
}

async function start(): Promise<void> {
    const root = document.getElementById("desk")!;
    const trouble = document.getElementById("trouble")!; // words that need no script, shown when nothing else can be
    const code = codeOfScreen();
    try {
        const who = await api.me();
        await welcome(who);
        if (who.user.must_change_password) {
            const { MustChangePage } = await keeping();
            trouble.remove();
            return render(<MustChangePage />, root);
        }
        await live.refresh();
    } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) location.replace("/sign-in");
        else trouble.hidden = false;
        return;
    }
    if (code !== null) {
        sessionStorage.removeItem(CODE);
        history.replaceState(null, "", `/${route.href(code ? ["enrol", code] : ["enrol"])}`);
    }
    route.follow();
    keys.listen();
    live.follow();
    trouble.remove();
    render(<Desk />, root);
}

void start();
