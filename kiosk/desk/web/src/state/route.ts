/** The address behind "#": #/content?screen=raadhus. The server knows one page only. */
import { signal } from "@preact/signals";

export interface Route {
    parts: string[];
    query: Record<string, string>;
}

export function read(hash: string): Route {
    const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
    return {
        parts: path.split("/").filter(Boolean).map(decodeURIComponent),
        query: Object.fromEntries(new URLSearchParams(query)),
    };
}

export function href(parts: readonly string[], query: Record<string, string | undefined> = {}): string {
    const words = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
    return `#/${parts.map(encodeURIComponent).join("/")}${words.length ? `?${new URLSearchParams(words)}` : ""}`;
}

export const route = signal<Route>({ parts: [], query: {} });

export function go(parts: readonly string[], query: Record<string, string | undefined> = {}): void {
    location.hash = href(parts, query);
}

/** Another filter of the same page: no step back for it. */
export function replace(parts: readonly string[], query: Record<string, string | undefined>): void {
    history.replaceState(null, "", href(parts, query));
    route.value = read(location.hash);
}

export function follow(): void {
    const turn = () => {
        route.value = read(location.hash);
    };
    addEventListener("hashchange", turn);
    turn();
}
