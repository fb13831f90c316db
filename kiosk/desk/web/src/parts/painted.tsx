/** A picture that the desk paints: what a screen would show. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PreviewWish } from "../api/types";
import { ApiProblem } from "../api/client";
import { say } from "../state/locale";
import { paint } from "../state/painter";
import { why } from "../state/toast";

interface Shown {
    address: string | null;
    failed: string | null;
    busy: boolean;
}

/** The picture of `wish`; while the next is painted, the last one stays. */
export function usePainted(wish: PreviewWish | null): Shown {
    const [shown, setShown] = useState<Shown>({ address: null, failed: null, busy: wish !== null });
    const key = JSON.stringify(wish);
    useEffect(() => {
        if (!wish) return;
        let current = true;
        setShown((last) => ({ ...last, busy: true }));
        paint(wish).then(
            (address) => current && setShown({ address, failed: null, busy: false }),
            (error: unknown) => current && setShown((last) => ({ ...last, busy: false, failed: error instanceof ApiProblem && error.status === 422 ? error.message || say("preview.wait") : why(error) })),
        );
        return () => {
            current = false;
        };
    }, [key]);
    return shown;
}

/** True once the element came near the window. */
function useNear(element: { current: HTMLElement | null }): boolean {
    const [near, setNear] = useState(false);
    useEffect(() => {
        if (!element.current || near) return;
        const watcher = new IntersectionObserver(
            (entries) => {
                if (entries.some((entry) => entry.isIntersecting)) setNear(true);
            },
            { rootMargin: "200px" },
        );
        watcher.observe(element.current);
        return () => watcher.disconnect();
    }, [near]);
    return near;
}

/** A small one for lists; painted when it comes into view. */
export function Thumb({ wish, alt = "" }: { wish: PreviewWish | null; alt?: string }) {
    const box = useRef<HTMLDivElement>(null);
    const near = useNear(box);
    const { address, failed } = usePainted(near ? wish : null);
    return (
        <div class="thumb" ref={box}>
            {address ? <img src={address} alt={alt} /> : failed ? <span class="thumb-none" /> : null}
        </div>
    );
}
