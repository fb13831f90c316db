/** The session has ended while somebody worked: the password is asked for over the page, and nothing on it is lost. */
import { useState } from "preact/hooks";
import { say } from "../state/locale";
import { me, signInAgain, signedOut } from "../state/session";
import { why } from "../state/toast";
import { Dialog, Labelled, Notice } from "./basics";

export function SignInAgain() {
    const [wrong, setWrong] = useState<string | null>(null);
    if (!signedOut.value) return null;
    const submit = async (event: SubmitEvent) => {
        event.preventDefault();
        const given = new FormData(event.currentTarget as HTMLFormElement);
        try {
            await signInAgain(String(given.get("login")), String(given.get("password")));
            setWrong(null);
        } catch (error) {
            setWrong(why(error));
        }
    };
    return (
        <Dialog title={say("sign_in.again")} onClose={() => {}} closable={false}>
            <p>{say("sign_in.again_lead")}</p>
            <form onSubmit={(event) => void submit(event)}>
                <Labelled id="again-login" label={say("sign_in.login")}>{() => <input id="again-login" name="login" required autocomplete="username" value={me.value?.user.login} />}</Labelled>
                <Labelled id="again-password" label={say("sign_in.password")}>{() => <input id="again-password" name="password" type="password" required autocomplete="current-password" autofocus />}</Labelled>
                {wrong && <Notice kind="error"><p>{wrong}</p></Notice>}
                <button class="button primary">{say("sign_in")}</button>
            </form>
        </Dialog>
    );
}
