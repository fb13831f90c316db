/** Something loaded from the desk: again whenever `keys` change, with the old data shown until the new is there. */
import { useCallback, useEffect, useState } from "preact/hooks";
import { why } from "./toast";

export interface Resource<T> {
    data: T | null;
    error: string | null;
    reload: () => void;
}

export function useResource<T>(load: () => Promise<T>, keys: readonly unknown[]): Resource<T> {
    const [data, setData] = useState<T | null>(null);
    const [error, setError] = useState<string | null>(null);
    const [turn, setTurn] = useState(0);
    useEffect(() => {
        let current = true;
        load().then(
            (fresh) => {
                if (!current) return;
                setData(fresh);
                setError(null);
            },
            (reason: unknown) => current && setError(why(reason)),
        );
        return () => {
            current = false;
        };
    }, [...keys, turn]);
    return { data, error, reload: useCallback(() => setTurn((n) => n + 1), []) };
}

/** `value`, once what is in it has not changed for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
    const [settled, setSettled] = useState(value);
    useEffect(() => {
        const timer = setTimeout(() => setSettled(value), ms);
        return () => clearTimeout(timer);
    }, [JSON.stringify(value), ms]);
    return settled;
}
