/** Previews: by kioskctl where it was built, else a plain PNG whose colour follows what was asked for. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const run = promisify(execFile);

function chunk(name, data) {
    const body = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(8 + data.length + 4);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(zlib.crc32 ? zlib.crc32(body) : crc(body), 8 + data.length);
    return out;
}
function crc(bytes) {
    let value = 0xffffffff;
    for (const byte of bytes) {
        value ^= byte;
        for (let n = 0; n < 8; n++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    return (value ^ 0xffffffff) >>> 0;
}

function plain(wish, width, height) {
    const [r, g, b] = createHash("sha256").update(JSON.stringify(wish)).digest();
    const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([r, g, b]))]);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    const rows = zlib.deflateSync(Buffer.concat(Array(height).fill(row)));
    return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

export class Painter {
    constructor(kioskctl) {
        this.kioskctl = kioskctl;
        this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "desk-stand-in-"));
        this.queue = Promise.resolve();
        this.known = new Map();
    }
    close() {
        fs.rmSync(this.folder, { recursive: true, force: true });
    }

    paint(wish, tree) {
        const width = Math.min(wish.width ?? 960, 1920);
        const height = wish.height ?? Math.round((width * 9) / 16);
        if (!this.kioskctl) return Promise.resolve(plain(wish, width, height));
        const key = JSON.stringify(wish) + [...tree.values()].length;
        if (this.known.has(key)) return this.known.get(key);
        const painted = this.queue.then(() => this.render(wish, tree, width, height));
        this.queue = painted.catch(() => {});
        this.known.set(key, painted);
        return painted;
    }
    async render(wish, tree, width, height) {
        const site = path.join(this.folder, "site");
        const cache = path.join(this.folder, "cache");
        for (const [name, bytes] of tree) {
            const file = path.join(site, name);
            if (this.written?.get(name) === bytes) continue;
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, bytes);
        }
        this.written = tree;
        const out = path.join(this.folder, "out.png");
        const args = ["render", "--site", site, "--screen", wish.screen, "--at", wish.at, "--size", "1920x1080", "--cache", cache, "-o", out];
        if (wish.language) args.push("--language", wish.language);
        if (wish.slide) {
            const zones = JSON.parse(tree.get("playlists/site.json")).screens[wish.screen].zones;
            const zone = Object.keys(zones).find((name) => zones[name].includes(wish.slide.file)) ?? "main";
            args.push("--slide", wish.slide.id, "--zone", zone);
        }
        await run(this.kioskctl, args);
        if (width < 1900) await run("convert", [out, "-resize", `${width}x${height}`, out]).catch(() => {});
        return fs.readFileSync(out);
    }
}
