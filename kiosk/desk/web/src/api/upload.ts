/** One picture on its way to the desk: in one piece when all goes well, and from where it ended when the connection was lost. */
import type { Media } from "./types";
import { ApiProblem, address, json, problemOf, token } from "./client";

export interface Upload {
    /** From 0 to 1. */
    part: number;
    /** The desk cannot be reached; it is tried again by itself. */
    waiting: boolean;
}

const PAUSES_MS = [500, 1000, 2000, 5000, 15000];

function freshId(): string {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Until the pause is over, or the network says that it is back. */
function pause(tries: number, stop: AbortSignal): Promise<void> {
    return new Promise((go) => {
        const end = () => {
            clearTimeout(timer);
            removeEventListener("online", end);
            stop.removeEventListener("abort", end);
            go();
        };
        const timer = setTimeout(end, PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]);
        addEventListener("online", end);
        stop.addEventListener("abort", end);
    });
}

/** Sends what is missing from `offset` on; fetch cannot tell how far it is, so it is XMLHttpRequest. Status 0: the connection was lost. */
function send(place: string, file: Blob, offset: number, tell: (sent: number) => void, stop: AbortSignal): Promise<Media> {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        const lost = () => reject(new ApiProblem({ type: "about:blank", title: "", status: 0 }));
        const end = () => request.abort();
        request.open("PUT", place);
        request.setRequestHeader("X-CSRF-Token", token());
        if (file.size) request.setRequestHeader("Content-Range", `bytes ${offset}-${file.size - 1}/${file.size}`);
        request.upload.onprogress = (event) => tell(offset + event.loaded);
        request.onerror = request.onabort = lost;
        request.onloadend = () => stop.removeEventListener("abort", end);
        request.onload = async () => {
            const response = new Response(request.responseText, {
                status: request.status,
                headers: { "Retry-After": request.getResponseHeader("Retry-After") ?? "" },
            });
            if (response.ok) resolve((await response.json()) as Media);
            else reject(await problemOf(response));
        };
        stop.addEventListener("abort", end);
        request.send(offset ? file.slice(offset) : file);
    });
}

/** How much of it the desk has. Asks for the password first when the session has ended. */
async function offsetOf(id: string): Promise<number> {
    try {
        return (await json<{ offset: number }>(`/media/uploads/${id}`)).offset;
    } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return 0;
        throw error;
    }
}

/** Worth trying again: no connection, a session that ended, a desk that is busy or restarts, a part that is not where it was thought. */
const passes = (error: unknown) => !(error instanceof ApiProblem) || [0, 401, 408, 416, 502, 503, 504].includes(error.status);

/** Ends with the picture, with the desk's refusal, or, when `stop` says so, with a problem of status 0. */
export async function upload(file: Blob, name: string, tell: (upload: Upload) => void, stop: AbortSignal): Promise<Media> {
    const id = freshId();
    const place = address(`/media/uploads/${id}`, { name });
    for (let tries = 0, offset = 0; ; ) {
        try {
            if (tries) offset = await offsetOf(id);
            return await send(place, file, Math.min(offset, Math.max(0, file.size - 1)), (sent) => {
                tries = 0;
                tell({ part: file.size ? sent / file.size : 1, waiting: false });
            }, stop);
        } catch (error) {
            if (!passes(error) || stop.aborted) throw error;
            tell({ part: file.size ? offset / file.size : 0, waiting: true });
            await pause(tries++, stop);
            if (stop.aborted) throw error;
        }
    }
}
