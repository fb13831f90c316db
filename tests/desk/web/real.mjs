/**
 * The real desk over the default site, with its signer, on loopback: each has a copy of a folder that is made once. And real screens:
 * kiosk-sync and a player without a display, which play what that desk publishes once somebody has let them in.
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const PEOPLE = [["mette", "Mette Holm", "publisher", "da"], ["ole", "Ole Vad", "editor", "en"], ["karen", "Karen Bech", "admin", "da"], ["bo", "Bo Lind", "viewer", "en"]];
let made = null;

function run(programs, name, args, input = "") {
    const { status, stdout, stderr } = spawnSync(path.join(programs, name), args, { input, encoding: "utf8" });
    if (status !== 0) throw new Error(`${name} ${args[0]} ended with ${status}: ${stderr}`);
    return stdout;
}

/** Resolves with what `text` matches in what the program says; from then on what it says is thrown away. */
function said(child, text) {
    return new Promise((resolve, reject) => {
        let all = "";
        child.stderr.setEncoding("utf8").on("data", (part) => {
            all = `${all}${part}`.slice(-20000);
            const found = text.exec(all);
            if (found) resolve(found);
        });
        child.once("exit", (code) => reject(new Error(`${child.spawnfile} ended with ${code}: ${all}`)));
    });
}

function end(child, signal = "SIGTERM") {
    return new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", resolve);
        child.kill(signal);
    });
}

/** A picture that is being made ready outlives who asked for it, and is still written: it is waited for. */
const sweep = (folder) => fs.rmSync(folder, { recursive: true, maxRetries: 10, retryDelay: 500 });

async function startSigner(programs, folder) {
    const socket = path.join(folder, "sign");
    const child = spawn(path.join(programs, "kiosk-sign"), ["--key", path.join(folder, "key"), "--listen", socket, "--state", path.join(folder, "signed")], { stdio: ["ignore", "ignore", "pipe"] });
    await said(child, /listening at/);
    return child;
}

/** A copy of a site whose feeds are asked for at a port of this machine where nobody answers: a screen of the tests asks nobody else. */
function withoutFeeds(site, copy) {
    for (const part of ["playlists", "assets", "fonts"]) fs.cpSync(path.join(site, part), path.join(copy, part), { recursive: true });
    const file = path.join(copy, "playlists/site.json");
    fs.writeFileSync(file, fs.readFileSync(file, "utf8").replace(/("url": *")https:\/\/[^/"]+/g, "$1https://localhost:9"));
}

/** The site as revision 1, published, and somebody of each role. */
async function makeOnce(programs, site, password) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-made-"));
    const data = path.join(folder, "data");
    run(programs, "kioskctl", ["key", "new", "-o", path.join(folder, "key")]);
    withoutFeeds(site, path.join(folder, "site"));
    run(programs, "kiosk-desk", ["import", "--site", path.join(folder, "site"), "--data", data]);
    for (const [login, name, role, locale] of PEOPLE)
        run(programs, "kiosk-desk", ["user", "add", login, "--role", role, "--name", name, "--locale", locale, "--data", data], `${password}\n`);
    fs.mkdirSync(path.join(folder, "signed"), { mode: 0o700 });
    const signer = await startSigner(programs, folder);
    try {
        run(programs, "kiosk-desk", ["publish", "--data", data, "--sign-socket", path.join(folder, "sign")]);
    } finally {
        await end(signer);
    }
    return folder;
}

/** A throw-away certificate for localhost that vouches for itself: `cert` and `key`, files in the folder. */
function makeCertificate(folder) {
    const files = { cert: path.join(folder, "cert.pem"), key: path.join(folder, "cert.key") };
    const { status, stderr } = spawnSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", files.key, "-out", files.cert], { encoding: "utf8" });
    if (status !== 0) throw new Error(`openssl req ended with ${status}: ${stderr}`);
    return files;
}

/** With `tls` over https, which screens insist on; the browser's context then needs ignoreHTTPSErrors. */
export async function realDesk({ programs, site, page, password, tls = false }) {
    made ??= makeOnce(programs, site, password);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-real-"));
    fs.cpSync(await made, folder, { recursive: true, filter: (name) => path.basename(name) !== "sign" });
    const data = path.join(folder, "data");
    const signer = await startSigner(programs, folder);
    const certificate = tls ? makeCertificate(folder) : null;
    const secure = certificate ? ["--cert", certificate.cert, "--cert-key", certificate.key] : [];
    let child = null, port = 0;
    async function start() {
        child = spawn(path.join(programs, "kiosk-desk"), ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--page", page, "--sign-socket", path.join(folder, "sign"), "--addresses", path.join(folder, "addresses.json"), ...secure], { stdio: ["ignore", "ignore", "pipe"] });
        if (process.env.DESK_LOG) child.stderr.on("data", (part) => fs.appendFileSync(process.env.DESK_LOG, part));
        [, port] = await said(child, /listening at .*, port (\d+)/);
    }
    await start();
    return {
        address: tls ? `https://localhost:${port}/` : `http://127.0.0.1:${port}/`,
        folder,
        /** What kioskctl addresses would write, of addresses that nobody answered at on 29 November 2026, and of one that is fine. */
        unanswered: (...addresses) => {
            const asked = [...addresses, "https://fine.example/"].map((address, n) => ({ address, when: 1795942800, status: n < addresses.length ? 0 : 200, answered: n === addresses.length, why: "" }));
            fs.writeFileSync(path.join(folder, "addresses.json"), JSON.stringify({ asked }));
        },
        /** What vouches for it, as a file; null without TLS. */
        ca: certificate?.cert ?? null,
        /** Is what is published whole, and signed? What kioskctl says of it. */
        verify: () => run(programs, "kioskctl", ["verify", path.join(data, "site"), "--trust", path.join(folder, "key.pub")]),
        /** A command of its console, such as "user add": what it prints. */
        console: (...args) => run(programs, "kiosk-desk", [...args, "--data", data]),
        /** The same desk once more, at the same address; with SIGKILL it was given no time to end. */
        restart: async (signal) => {
            await end(child, signal);
            await start();
        },
        stop: async () => {
            await Promise.all([end(child), end(signer)]);
            sweep(folder);
        },
    };
}

const readJson = (file) => {
    try {
        return JSON.parse(fs.readFileSync(file, "utf8"));
    } catch {
        return null; // not yet there: files are written whole or not at all
    }
};

/**
 * A screen from its box: it knows the desk's address and nothing else, and shows a code (`code()`). `desk` is a realDesk with `tls`.
 * Its player runs without a display, in a window of `panel`; `options` go to it (such as --at). `limit`: ms, of whatever is waited for.
 */
export function realScreen({ programs, desk, limit, panel = "640x360", options = [] }) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-screen-"));
    const file = (name) => path.join(folder, name);
    const log = fs.openSync(file("log"), "a");
    const run = (name, args) => spawn(path.join(programs, name), args, { stdio: ["ignore", "ignore", log], env: { ...process.env, RUNTIME_DIRECTORY: folder } });
    const startSync = () => run("kiosk-sync", ["--desk", desk.address.slice(0, -1), "--ca", desk.ca, "--store", file("store"), "--device", file("device"), "--panel", panel, "--poll-seconds", "3600", "--status", file("sync.json"), "--player-status", file("status.json")]);
    const startPlayer = (more) => run("kiosk", ["--store", file("store"), "--state", file("state"), "--headless", "--window", panel, "--speed", "1", "--sync-report", file("sync.json"), ...more]);
    const sync = startSync();
    let player = startPlayer(options);
    /** Resolves with what `test` makes of a report as soon as that is something. */
    async function until(name, test, what) {
        for (const end = Date.now() + limit; Date.now() < end; await new Promise((go) => setTimeout(go, 50))) {
            const report = readJson(file(name)), found = report && test(report);
            if (found) return found;
        }
        throw new Error(`the screen never ${what}: ${fs.readFileSync(file("log"), "utf8").slice(-3000)}`);
    }
    return {
        folder,
        code: () => until("sync.json", (report) => report.enrol?.code, "showed a code"),
        /** The address behind the QR code beside the code. */
        address: () => until("sync.json", (report) => report.enrol?.url, "showed an address"),
        /** Resolves when the player presents this generation, "EPOCH.SEQ". */
        plays: (generation) => until("status.json", (report) => report.generation === generation && report.rung === "current", `played ${generation}`),
        /** The player anew, with other options: it has shown a slide of what it plays when this resolves. */
        replay: async (...more) => {
            await end(player);
            fs.rmSync(file("status.json"), { force: true });
            player = startPlayer(more);
            await until("status.json", (report) => report.counts.slides > 0, "showed a slide");
        },
        status: () => readJson(file("status.json")),
        untilStatus: (test, what) => until("status.json", test, what),
        untilSync: (test, what) => until("sync.json", test, what),
        stop: async () => {
            await Promise.all([end(sync), end(player)]);
            fs.closeSync(log);
            sweep(folder);
        },
    };
}
