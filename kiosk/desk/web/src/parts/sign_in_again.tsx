/**
 * The password is asked for over the page, and nothing on it is lost: the session has ended while somebody worked, or what they do changes
 * who has access.
 */
import { useState } from "preact/hooks";
import { say } from "../state/locale";
import { askedAgain, me, proveAgain, signInAgain } from "../state/session";
import { why } from "../state/toast";
import { Dialog, Labelled, Notice } from "./basics";

function Form({ ended }: { ended: boolean }) {
    const [wrong, setWrong] = useState<string | null>(null);
    const login = me.value?.user.login;
    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget as HTMLFormElement);
        const password = String(given.get("password"));
        try {
            await (ended ? signInAgain(String(given.get("login")), password) : proveAgain(password));
        } catch (error) {
            setWrong(why(error));
        }
    };
    return (
        <form onSubmit={(event) => void submit(event)}>
            {ended ? <Labelled id="again-login" label={say("sign_in.login")}>{() => <input id="again-login" name="login" required autocomplete="username" value={login} />}</Labelled>
                : <input type="text" autocomplete="username" value={login} readOnly hidden />}
            <Labelled id="again-password" label={say("sign_in.password")}>{() => <input id="again-password" name="password" type="password" required autocomplete="current-password" autofocus />}</Labelled>
            {wrong && <Notice kind="error"><p>{wrong}</p></Notice>}
            <button class="button primary">{say(ended ? "sign_in" : "proof.go")}</button>
        </form>
    );
}

export function SignInAgain() {
    const asked = askedAgain.value;
    if (!asked) return null;
    const ended = asked.why === "ended";
    return (
        <Dialog title={say(ended ? "sign_in.again" : "proof")} onClose={() => !ended && asked.done(false)} closable={!ended}>
            <p>{say(ended ? "sign_in.again_lead" : "proof.lead")}</p>
            <Form key={asked.why} ended={ended} />
        </Dialog>
    );
}
