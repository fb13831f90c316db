/** The content of the stand-in: revisions of a site's files in memory, read once from a folder. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Refused, apply, get } from "./ops.mjs";

const SITE = "playlists/site.json";
export const hash = (bytes) => createHash("blake2b512").update(bytes).digest("hex").slice(0, 64);

function walk(root, folder) {
    return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const name = `${folder}/${entry.name}`;
        return entry.isDirectory() ? walk(root, name) : [name];
    });
}

const slideOf = (op) => /^\/slides\[id=[^\]]+\]/.exec(op.path)[0];

export class Content {
    constructor(root, clock) {
        this.clock = clock;
        const names = [...walk(root, "playlists"), ...walk(root, "assets").filter((name) => /^assets\/[^/]+\.(svg|png|jpg)$/.test(name))];
        const tree = new Map(names.map((name) => [name, fs.readFileSync(path.join(root, name))]));
        this.revisions = [null, { tree, at: clock(), by: "", note: "", kind: "import", changes: [] }];
    }

    get newest() {
        return this.revisions.length - 1;
    }
    tree(revision = this.newest) {
        return this.revisions[revision]?.tree;
    }
    json(file, revision = this.newest) {
        const bytes = this.tree(revision)?.get(file);
        return bytes && JSON.parse(bytes.toString());
    }
    site(revision) {
        return this.json(SITE, revision);
    }
    playlists(revision) {
        return [...this.tree(revision).keys()].filter((name) => /^playlists\/[^/]+\.json$/.test(name) && !/(schema|site)\.json$/.test(name));
    }
    commit(tree, facts) {
        this.revisions.push({ tree, at: this.clock(), changes: [], ...facts });
        return this.newest;
    }
    add(name, bytes, by) {
        const tree = new Map(this.tree());
        tree.set(name, bytes);
        return this.commit(tree, { by, note: name, kind: "edit" });
    }

    /** The tree with `ops` done, and what each changed. */
    applied(ops, revision = this.newest) {
        const tree = new Map(this.tree(revision));
        const changes = [];
        for (const op of ops) {
            const value = tree.has(op.file) ? JSON.parse(tree.get(op.file)) : {};
            const before = op.path === "" ? undefined : get(value, op.path);
            let fresh = value;
            if (op.path === "" && op.op === "set") fresh = op.value;
            else apply(value, op);
            tree.set(op.file, Buffer.from(JSON.stringify(fresh, null, 2)));
            const slide = /\[id=([^\]]+)\]/.exec(op.path)?.[1] ?? op.value?.id;
            changes.push({ file: op.file, slide, op: op.op, path: op.path, before, after: op.value });
        }
        return { tree, changes };
    }

    /** Leaves that changed since `base` and that `ops` set to something else. */
    conflicts(base, ops) {
        if (base === this.newest) return [];
        const gone = ops.find((op) => /^\/slides\[id=[^\]]+\]/.test(op.path) && get(this.json(op.file, base), slideOf(op)) && !get(this.json(op.file), slideOf(op)));
        if (gone) return [{ file: gone.file, path: slideOf(gone), base: get(this.json(gone.file, base), slideOf(gone)), mine: null, theirs: null, by: "", when: "" }];
        return ops.flatMap((op) => {
            if (op.op !== "set" && op.op !== "remove") return [];
            const was = get(this.json(op.file, base), op.path);
            const is = get(this.json(op.file), op.path);
            if (JSON.stringify(was) === JSON.stringify(is) || JSON.stringify(is) === JSON.stringify(op.value)) return [];
            const theirs = this.revisions.slice(base + 1).reverse().find((one) => one.changes.some((change) => change.file === op.file && change.path === op.path));
            return [{ file: op.file, path: op.path, base: was ?? null, mine: op.value ?? null, theirs: is ?? null, by: theirs?.by ?? "", when: theirs?.at ?? "" }];
        });
    }

    screensOf(file, revision) {
        return Object.entries(this.site(revision).screens)
            .filter(([, screen]) => Object.values(screen.zones).some((files) => files.includes(file)))
            .map(([id]) => id);
    }

    /** Which playlist a slide goes to so that exactly these screens show it. */
    place(slide, screens) {
        const wanted = [...screens].sort().join();
        const exact = this.playlists().find((file) => this.screensOf(file).sort().join() === wanted && this.inMain(file) && !/emergency|evergreen|welcome|newcomers/.test(file));
        const file = exact ?? `playlists/desk-${screens.join("-")}.json`;
        const ops = [];
        if (!exact && !this.tree().has(file)) {
            ops.push({ file, path: "", op: "set", value: { $schema: "playlist.schema.json", slides: [] } });
            for (const screen of screens) ops.push({ file: SITE, path: `/screens/${screen}/zones/main[-]`, op: "insert", value: file });
        }
        if (slide && slide.file !== file) {
            const value = this.json(slide.file)?.slides.find((one) => one.id === slide.id);
            ops.push({ file: slide.file, path: `/slides[id=${slide.id}]`, op: "remove" }, { file, path: "/slides[-]", op: "insert", value });
        }
        return { file, ops };
    }
    inMain(file) {
        return Object.values(this.site().screens).some((screen) => screen.zones.main?.includes(file));
    }

    slidesBy(revision) {
        return new Map(this.playlists(revision).flatMap((file) => (this.json(file, revision).slides ?? []).map((slide) => [`${file}#${slide.id}`, slide])));
    }

    diff(from, to) {
        const old = from ? this.slidesBy(from) : new Map();
        const fresh = this.slidesBy(to);
        const changes = [];
        for (const key of new Set([...old.keys(), ...fresh.keys()])) {
            const [a, b] = [old.get(key), fresh.get(key)];
            if (JSON.stringify(a) === JSON.stringify(b)) continue;
            const [file, slide] = key.split("#");
            changes.push({ file, slide, kind: !a ? "added" : !b ? "removed" : "changed", title: titleOf(b ?? a), fields: fields(a ?? {}, b ?? {}) });
        }
        /** A screen that was not there before: all that it shows is new on it. */
        const begun = (screen) => [...fresh].filter(([key]) => this.screensOf(key.split("#")[0], to).includes(screen)).map(([key, slide]) => ({ file: key.split("#")[0], slide: key.split("#")[1], kind: "added", title: titleOf(slide), fields: [] }));
        const screens = Object.keys(this.site(to).screens)
            .map((screen) => ({ screen, changes: from && !(screen in this.site(from).screens) ? begun(screen) : changes.filter((change) => [...this.screensOf(change.file, to), ...(from ? this.screensOf(change.file, from) : [])].includes(screen)) }))
            .filter((one) => one.changes.length);
        return { from, to, screens, other: changes.filter((change) => !screens.some((one) => one.changes.includes(change))) };
    }
}

export const titleOf = (slide) => slide.headline ?? slide.guest ?? slide.caption ?? slide.kicker ?? {};

function fields(a, b, prefix = "") {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => {
        const [x, y] = [a[key], b[key]];
        if (JSON.stringify(x) === JSON.stringify(y)) return [];
        const plain = (value) => value === undefined || (typeof value === "object" && value !== null && !Array.isArray(value));
        if (plain(x) && plain(y)) return fields(x ?? {}, y ?? {}, `${prefix}/${key}`);
        return [{ path: `${prefix}/${key}`, before: x, after: y }];
    });
}

export { Refused };
