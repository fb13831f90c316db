/** Requests to the desk: JSON in and out, the CSRF token, problems as one class, and what happens when the password is wanted again. */
import type { Problem } from "./types";

const ROOT = "/api/1";
let csrf = "";
/** The session has ended, or the password was given too long ago for what is being done. */
export type AskedFor = "ended" | "proof";
let askAgain: ((why: AskedFor) => Promise<boolean>) | null = null;

export class ApiProblem extends Error {
    readonly status: number;
    readonly problem: Problem;
    /** Seconds after which it may be tried again, 0 when the desk did not say. */
    readonly retryAfter: number;

    constructor(problem: Problem, retryAfter = 0) {
        // the title of about:blank is the status in words (RFC 9457 §4.2.1), which says nothing to staff
        const title = problem.type === "about:blank" && problem.detail ? "" : problem.title;
        super([title, problem.detail].filter(Boolean).join(". "));
        this.status = problem.status;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }
}

export function useToken(token: string): void {
    csrf = token;
}

export function token(): string {
    return csrf;
}

/** `ask` asks for the password over the page. True: it was given, and the request is repeated. */
export function whenAskedAgain(ask: (why: AskedFor) => Promise<boolean>): void {
    askAgain = ask;
}

function askedFor({ status, problem }: ApiProblem): AskedFor | null {
    if (status === 401) return "ended";
    return problem.type === "urn:kiosk:problem:proof-needed" ? "proof" : null;
}

export async function problemOf(response: Response): Promise<ApiProblem> {
    const retry = Number(response.headers.get("Retry-After")) || 0;
    let problem: Problem = { type: "about:blank", title: response.statusText || String(response.status), status: response.status };
    try {
        problem = { ...problem, ...((await response.json()) as Problem), status: response.status };
    } catch {
        // a proxy's answer: the status says it
    }
    return new ApiProblem(problem, retry);
}

export interface Ask {
    method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    body?: unknown;
    query?: Record<string, string | number | undefined>;
    signal?: AbortSignal;
    keepalive?: boolean;
    /** The page asks by itself: nobody did anything, and the session is not to live longer for it. */
    unattended?: boolean | undefined;
    /** The answer is what it is: it does not ask for the password again. */
    plain?: boolean;
}

export function address(path: string, query: Ask["query"] = {}): string {
    const words = Object.entries(query)
        .filter(([, value]) => value !== undefined && value !== "")
        .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`);
    return ROOT + path + (words.length ? `?${words.join("&")}` : "");
}

export async function send(path: string, ask: Ask = {}): Promise<Response> {
    const method = ask.method ?? "GET";
    const headers: Record<string, string> = { Accept: "application/json, image/png" };
    if (method !== "GET") headers["X-CSRF-Token"] = csrf;
    if (ask.unattended) headers["X-Unattended"] = "1";
    if (ask.body !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(address(path, ask.query), {
        method,
        headers,
        credentials: "same-origin",
        cache: "no-cache",
        body: ask.body === undefined ? null : JSON.stringify(ask.body),
        signal: ask.signal ?? null,
        keepalive: ask.keepalive ?? false,
    });
    if (response.ok || response.status === 304) return response;
    const wrong = await problemOf(response);
    const why = askedFor(wrong);
    if (why && !ask.plain && (await askAgain?.(why))) return send(path, { ...ask, plain: true });
    throw wrong;
}

export async function json<T>(path: string, ask: Ask = {}): Promise<T> {
    const response = await send(path, ask);
    return (response.status === 204 ? undefined : await response.json()) as T;
}
