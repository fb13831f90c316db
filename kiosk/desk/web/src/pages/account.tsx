/** One's own account: password, language, shortcuts, the way out; and on a phone the places that have no room below. */
import { useState } from "preact/hooks";
import * as api from "../api/calls";
import type { Language } from "../api/types";
import { Head, Labelled, Notice } from "../parts/basics";
import { PLACES } from "../parts/shell";
import { helpShown } from "../state/keys";
import { languageName, locale, say, setLocale } from "../state/locale";
import { setShortcuts, shortcutsOn } from "../state/prefs";
import { href } from "../state/route";
import { leave, may, me } from "../state/session";
import { complain, tell, why } from "../state/toast";

const LENGTH_MIN = 12;

export function PasswordForm({ done }: { done: () => void }) {
    const [shown, setShown] = useState(false);
    const [wrong, setWrong] = useState<string | null>(null);
    const [differ, setDiffer] = useState(false);
    const type = shown ? "text" : "password";
    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const given = new FormData(form);
        const [old, fresh, repeat] = ["old", "new", "repeat"].map((key) => String(given.get(key) ?? ""));
        setDiffer(fresh !== repeat);
        if (fresh !== repeat) return;
        try {
            await api.changePassword(old!, fresh!);
            form.reset();
            setWrong(null);
            tell({ text: say("password.done") });
            done();
        } catch (error) {
            setWrong(why(error));
            form.querySelector<HTMLInputElement>("#password-old")!.focus(); // below what is wrong
        }
    };
    return (
        <form class="narrow" onSubmit={(event) => void submit(event)}>
            <input type="text" autocomplete="username" value={me.value?.user.login} readOnly hidden />
            {wrong && <Notice kind="error"><p>{wrong}</p></Notice>}
            <Labelled id="password-old" label={say("password.old")}>{() => <input id="password-old" name="old" type={type} required autocomplete="current-password" />}</Labelled>
            <Labelled id="password-new" label={say("password.new")} hint={say("password.rule")}>
                {(tied) => <input id="password-new" name="new" type={type} required minLength={LENGTH_MIN} maxLength={200} autocomplete="new-password" aria-describedby={tied} />}
            </Labelled>
            <Labelled id="password-repeat" label={say("password.repeat")} wrong={differ ? say("password.differ") : undefined}>
                {(tied) => <input id="password-repeat" name="repeat" type={type} required autocomplete="new-password" aria-describedby={tied} aria-invalid={differ || undefined} />}
            </Labelled>
            <label class="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.currentTarget.checked)} />{say("password.show")}</label>
            <button class="button primary">{say("password.save")}</button>
        </form>
    );
}

/** Before anything else, after a one-time password. */
export function MustChangePage() {
    return (
        <main id="main" class="alone" tabIndex={-1}>
            <Head title={say("password")} />
            <LanguageChoice />
            <p>{say("password.must")}</p>
            <PasswordForm done={() => location.reload()} />
        </main>
    );
}

function LanguageChoice() {
    const choose = async (language: Language) => {
        try {
            await setLocale(language);
            await api.changeMe({ locale: language });
            if (me.value) me.value = { ...me.value, user: { ...me.value.user, locale: language } };
        } catch (error) {
            complain(error);
        }
    };
    return (
        <fieldset class="chips">
            <legend>{say("language")}</legend>
            {(["da", "en"] as const).map((language) => (
                <label key={language} class="chip"><input type="radio" name="language" checked={locale.value === language} onChange={() => void choose(language)} /><span lang={language}>{languageName(language, language)}</span></label>
            ))}
        </fieldset>
    );
}

function SignOut() {
    return <button type="button" class="button" onClick={() => void leave().catch(complain)}>{say("sign_out")}</button>;
}

export function AccountPage() {
    return (
        <>
            <Head title={say("nav.account")}><SignOut /></Head>
            <section class="panel"><p class="who">{me.value?.user.name} <span class="quiet">{me.value?.user.login} · {me.value?.roles.map((one) => say(`people.${one.role}`) + (one.group ? ` (${one.group})` : "")).join(", ")}</span></p><LanguageChoice />
                <label class="check"><input type="checkbox" checked={shortcutsOn.value} onChange={(event) => setShortcuts(event.currentTarget.checked)} />{say("keys.on")}</label>
            </section>
            <section class="panel" aria-labelledby="password"><h2 id="password">{say("password")}</h2><PasswordForm done={() => {}} /></section>
        </>
    );
}

export function MorePage() {
    return (
        <>
            <Head title={say("nav.more")} />
            <ul class="lines more-list">
                {PLACES.filter((place) => !place.phone && (!place.admin || may("admin"))).map((place) => <li key={place.key}><a href={href(place.parts)}>{say(place.key)}</a></li>)}
                <li><a href={href(["publish"])}>{say("publish")}</a></li>
                <li><a href={href(["account"])}>{say("nav.account")}</a></li>
                <li><button type="button" class="link-button" onClick={() => (helpShown.value = true)}>{say("keys.title")}</button></li>
            </ul>
            <SignOut />
        </>
    );
}
