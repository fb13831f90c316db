/** The first step to a new slide: what it is to be. */
import { Head, Notice } from "../parts/basics";
import { KindPicker } from "../parts/kind_picker";
import { fileName } from "../parts/picture_field";
import { say } from "../state/locale";
import { href, route } from "../state/route";
import { may } from "../state/session";

export function NewPage() {
    const { picture } = route.value.query;
    return (
        <>
            <Head title={say("kind.pick")} back={{ href: href(["content"]), text: say("nav.content") }} />
            {picture && <p class="quiet">{say("picture.from", { name: fileName(picture) })}</p>}
            {may("editor") ? <KindPicker picture={picture} /> : <Notice><p>{say("editor.read_only")}</p></Notice>}
        </>
    );
}
