/** The one place for help: how it works in four sentences, and the keys. */
import { helpShown } from "../state/keys";
import { type TextKey, say } from "../state/locale";
import { setShortcuts, shortcutsOn } from "../state/prefs";
import { Dialog } from "./basics";

const Key = ({ of }: { of: string }) => <kbd>{of}</kbd>;

export function Help() {
    if (!helpShown.value) return null;
    const arrow = say("keys.arrows");
    const keys: [preact.ComponentChildren, TextKey][] = [
        [<Key of="N" />, "keys.new"],
        [<Key of="/" />, "keys.search"],
        [<><Key of="G" /> {say("keys.then")} <Key of="O" /> <Key of="S" /> <Key of="C" /> <Key of="P" /></>, "keys.go"],
        [<><Key of="Ctrl" /> <Key of="Z" /></>, "keys.undo"],
        [<><Key of="Alt" /> <Key of={`${arrow} ↑ ↓`} /></>, "keys.move"],
        [<><Key of="Ctrl" /> <Key of="Enter" /></>, "keys.publish"],
        [<Key of="?" />, "keys.help"],
    ];
    return (
        <Dialog title={say("keys.title")} onClose={() => (helpShown.value = false)}>
            <p>{say("help.short")}</p>
            <h3>{say("keys.lead")}</h3>
            <dl class="keys">{keys.map(([key, text]) => <div key={text}><dt>{key}</dt><dd>{say(text)}</dd></div>)}</dl>
            <label class="check"><input type="checkbox" checked={shortcutsOn.value} onChange={(event) => setShortcuts(event.currentTarget.checked)} />{say("keys.on")}</label>
        </Dialog>
    );
}
