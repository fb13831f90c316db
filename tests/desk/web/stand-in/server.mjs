/**
 * A desk to develop the page against and to test it with: the API in memory, over a site folder, on loopback.
 * node server.mjs --site DIR --page DIR [--port N] [--kioskctl FILE] [--screens none]
 * Prints its address when it listens. Users: mette, ole, karen and bo with the password "tre tilfældige ord", each with another role.
 */
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { parseArgs } from "node:util";
import { Desk } from "./desk.mjs";

const { values } = parseArgs({
    options: {
        site: { type: "string" }, page: { type: "string" }, port: { type: "string", default: "0" },
        kioskctl: { type: "string" }, screens: { type: "string", default: "some" },
    },
});
const desk = new Desk(values);
const CSP =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".json": "application/json" };
const BODY_MAX = 64 << 20;

function bodyOf(request) {
    return new Promise((resolve, reject) => {
        const parts = [];
        let size = 0;
        request.on("data", (part) => {
            size += part.length;
            if (size > BODY_MAX) reject(Object.assign(new Error(), { status: 413, detail: "64 MB" }));
            parts.push(part);
        });
        request.on("end", () => resolve(Buffer.concat(parts)));
        request.on("error", reject);
    });
}

function page(name, response, status = 200) {
    const file = path.join(values.page, path.normalize(`/${name}`));
    if (!fs.existsSync(file)) return response.writeHead(404).end();
    response.writeHead(status, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream", "Content-Security-Policy": CSP });
    response.end(fs.readFileSync(file));
}

async function answer(request, response) {
    const url = new URL(request.url, "http://desk");
    const session = desk.session(request.headers.cookie);
    if (url.pathname.startsWith("/api/1/")) {
        const body = await bodyOf(request);
        const given = await desk.call(request.method, url.pathname.slice(6), { url, body, session, headers: request.headers, closed: (run) => response.on("close", run) });
        const bytes = Buffer.isBuffer(given.bytes) ? given.bytes : given.json === undefined ? null : Buffer.from(JSON.stringify(given.json));
        response.writeHead(given.status ?? (bytes ? 200 : 204), {
            "Content-Type": given.type ?? TYPES[path.extname(url.pathname)] ?? "application/json", ...(given.cookie ? { "Set-Cookie": given.cookie } : {}),
            ...(given.retry ? { "Retry-After": given.retry } : {}),
        });
        return response.end(bytes ?? undefined);
    }
    if (url.pathname === "/sign-in" && request.method === "POST") {
        const form = new URLSearchParams((await bodyOf(request)).toString());
        const given = desk.signIn(form.get("login"), form.get("password"));
        if (!given.cookie) return page(given.status === 429 ? "sign-in-wait.html" : "sign-in-failed.html", response, given.status);
        return response.writeHead(303, { Location: "/", "Set-Cookie": given.cookie }).end();
    }
    if (url.pathname === "/sign-in") return page("sign-in.html", response);
    if (url.pathname === "/sign-in/chosen") return page("sign-in-chosen.html", response);
    if (url.pathname === "/password") {
        const form = request.method === "POST" ? new URLSearchParams((await bodyOf(request)).toString()) : null;
        const [status, file] = desk.choose(url.searchParams.get("code"), form && [form.get("new"), form.get("repeat")]);
        return status === 303 ? response.writeHead(303, { Location: file }).end() : page(file, response, status);
    }
    if (url.pathname === "/" && !session) return response.writeHead(303, { Location: "/sign-in" }).end();
    return page(["/", "/t"].includes(url.pathname) ? "index.html" : url.pathname.slice(1), response);
}

const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => {
        const status = error.status ?? 500;
        response.writeHead(status, { "Content-Type": "application/problem+json", ...(error.retry ? { "Retry-After": error.retry } : {}) });
        response.end(JSON.stringify({ type: "about:blank", title: http.STATUS_CODES[status], status, detail: error.detail ?? error.message, at: error.at ?? [] }));
    });
});
server.keepAliveTimeout = 0; // a client may take a connection again at the moment that it would end
server.listen(Number(values.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
for (const signal of ["SIGTERM", "SIGINT"])
    process.on(signal, () => {
        desk.close();
        server.closeAllConnections();
        process.exit(0);
    });
