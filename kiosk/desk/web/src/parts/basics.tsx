/** Small pieces that every page is made of. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { say } from "../state/locale";

const ICONS = {
    overview: "M4 4h7v9H4zM13 4h7v5h-7zM13 11h7v9h-7zM4 15h7v5H4z",
    screens: "M3 5h18v11H3zM9 20h6M12 16v4",
    content: "M5 3h14v18H5zM8.5 8h7M8.5 12h7M8.5 16h4",
    pictures: "M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 9.5h.01",
    people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.3M18 14.5c2.3.8 3.5 2.7 3.5 5.5",
    log: "M6 3h12v18H6zM9 7h6M9 11h6M9 15h6",
    account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7",
    more: "M5 12h.01M12 12h.01M19 12h.01",
    help: "M9 9a3 3 0 1 1 4 2.8c-.7.3-1 .8-1 1.7M12 17h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
    undo: "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-4",
    redo: "m16 5 4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h4",
    up: "M12 19V5M6 11l6-6 6 6",
    down: "M12 5v14M6 13l6 6 6-6",
    drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
    close: "M6 6l12 12M18 6 6 18",
    back: "M19 12H5M11 6l-6 6 6 6",
    plus: "M12 5v14M5 12h14",
    check: "M5 12.5 10 17 19 7",
    hand: "M9 11V5.5a1.5 1.5 0 0 1 3 0V11m0-1V8.5a1.5 1.5 0 0 1 3 0V11m0-.5a1.5 1.5 0 0 1 3 0V15c0 3.5-2 6-5.5 6-3 0-4.500-1.500-5.500-3.500L4.500 14a1.500 1.500 0 0 1 2.500-1.500L9 15",
    warn: "M12 4 2.5 20h19zM12 10v4M12 17h.01",
} as const;
export type IconName = keyof typeof ICONS;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={ICONS[name]} />
        </svg>
    );
}

/** A page's head: its title, which takes the focus when one comes here, and what can be done. */
export function Head({ title, children, back }: { title: string; children?: ComponentChildren; back?: { href: string; text: string } | undefined }) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        heading.current?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
    }, []);
    useEffect(() => {
        document.title = `${title} · ${say("app.title")}`;
    }, [title]);
    return (
        <header class="head">
            <div class="head-title">
                {back && <a class="back" href={back.href}><Icon name="back" />{back.text}</a>}
                <h1 tabIndex={-1} ref={heading}>{title}</h1>
            </div>
            {children && <div class="actions">{children}</div>}
        </header>
    );
}

export function Notice({ kind = "info", children }: { kind?: "info" | "warning" | "error" | "good"; children: ComponentChildren }) {
    return (
        <div class={`notice ${kind}`} role={kind === "error" ? "alert" : undefined}>
            {kind !== "info" && <Icon name={kind === "good" ? "check" : "warn"} />}
            <div>{children}</div>
        </div>
    );
}

/** What stands where data is not there yet, or did not come. */
export function Waiting({ error, again }: { error: string | null; again: () => void }) {
    if (!error) return <p class="quiet" role="status">{say("loading")}</p>;
    return (
        <Notice kind="error">
            <p>{error}</p>
            <button type="button" class="button" onClick={again}>{say("problem.again")}</button>
        </Notice>
    );
}

export function Dialog({ title, onClose, children, wide, closable = true }: {
    title: string; onClose: () => void; children: ComponentChildren; wide?: boolean; closable?: boolean;
}) {
    const box = useRef<HTMLDialogElement>(null);
    const id = useId(); // one may lie over another
    useEffect(() => {
        const before = document.activeElement;
        box.current?.showModal();
        return () => {
            if (before instanceof HTMLElement && before.isConnected) before.focus();
        };
    }, []);
    return (
        <dialog ref={box} class={wide ? "wide" : undefined} aria-labelledby={id}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}>
            <header class="dialog-head">
                <h2 id={id}>{title}</h2>
                {closable && <button type="button" class="button quiet-button icon-button" aria-label={say("close")} onClick={onClose}><Icon name="close" /></button>}
            </header>
            <div class="dialog-body">{children}</div>
        </dialog>
    );
}

/** A label, its field, a hint and what is wrong, tied together for those who hear it. */
export function Labelled({ id, label, hint, wrong, children }: {
    id: string; label: string; hint?: string | undefined; wrong?: string | undefined; children: (described: string | undefined) => ComponentChildren;
}) {
    const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
    return (
        <div class={`field${wrong ? " has-wrong" : ""}`}>
            <label for={id}>{label}</label>
            {children(described)}
            {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
            {wrong && <p class="wrong" id={`${id}-wrong`}>{wrong}</p>}
        </div>
    );
}

export function Badge({ kind, children }: { kind: "good" | "warning" | "plain" | "accent"; children: ComponentChildren }) {
    return <span class={`badge ${kind}`}>{children}</span>;
}
