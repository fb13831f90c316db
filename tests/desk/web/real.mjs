/** The real desk over the default site, with its signer, on loopback: each has a copy of a folder that is made once. */
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

function end(child) {
    return new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once("exit", resolve);
        child.kill("SIGTERM");
    });
}

async function startSigner(programs, folder) {
    const socket = path.join(folder, "sign");
    const child = spawn(path.join(programs, "kiosk-sign"), ["--key", path.join(folder, "key"), "--listen", socket, "--state", path.join(folder, "signed")], { stdio: ["ignore", "ignore", "pipe"] });
    await said(child, /listening at/);
    return child;
}

/** The site as revision 1, published, and somebody of each role. */
async function makeOnce(programs, site, password) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-made-"));
    const data = path.join(folder, "data");
    run(programs, "kioskctl", ["key", "new", "-o", path.join(folder, "key")]);
    run(programs, "kiosk-desk", ["import", "--site", site, "--data", data]);
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

export async function realDesk({ programs, site, page, password }) {
    made ??= makeOnce(programs, site, password);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-real-"));
    fs.cpSync(await made, folder, { recursive: true, filter: (name) => path.basename(name) !== "sign" });
    const data = path.join(folder, "data");
    const signer = await startSigner(programs, folder);
    let child = null, port = 0;
    async function start() {
        child = spawn(path.join(programs, "kiosk-desk"), ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--page", page, "--sign-socket", path.join(folder, "sign")], { stdio: ["ignore", "ignore", "pipe"] });
        if (process.env.DESK_LOG) child.stderr.on("data", (part) => fs.appendFileSync(process.env.DESK_LOG, part));
        [, port] = await said(child, /listening at .*, port (\d+)/);
    }
    await start();
    return {
        address: `http://127.0.0.1:${port}/`,
        folder,
        /** Is what is published whole, and signed? What kioskctl says of it. */
        verify: () => run(programs, "kioskctl", ["verify", path.join(data, "site"), "--trust", path.join(folder, "key.pub")]),
        /** The same desk once more, at the same address. */
        restart: async () => {
            await end(child);
            await start();
        },
        stop: async () => {
            await Promise.all([end(child), end(signer)]);
            fs.rmSync(folder, { recursive: true });
        },
    };
}
