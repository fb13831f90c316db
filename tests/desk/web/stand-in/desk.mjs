/** The routes of the stand-in, over content in memory. */
import { randomBytes } from "node:crypto";
import { cardsOf, findingsOf } from "./cards.mjs";
import { FLEET_ROUTES, Fleet } from "./fleet.mjs";
import { Painter } from "./picture.mjs";
import { Content, Refused, hash } from "./site.mjs";

const PASSWORD = "tre tilfældige ord";
const LADDER = ["viewer", "editor", "publisher", "admin"];
const problem = (status, detail, more = {}) => Object.assign(new Error(detail), { status, detail, ...more });

export class Desk {
    constructor(options) {
        this.content = new Content(options.site, () => new Date().toISOString());
        this.painter = new Painter(options.kioskctl);
        this.fleet = new Fleet(this, options.screens);
        this.users = new Map(
            [["mette", "Mette Holm", "publisher", "da"], ["ole", "Ole Vad", "editor", "en"], ["karen", "Karen Bech", "admin", "da"], ["bo", "Bo Lind", "viewer", "en"]]
                .map(([login, name, role, locale]) => [login, { login, name, locale, password: PASSWORD, must: false, disabled: false, roles: [{ role, group: null }] }]),
        );
        this.sessions = new Map();
        this.drafts = [];
        this.parts = new Map();
        this.said = new Map();
        this.published = [{ revision: 1, epoch: 1, seq: 1, at: new Date().toISOString(), by: "Karen Bech" }];
        this.audit = [];
        this.tries = 0;
        this.waiting = new Set();
        this.log("", "import", "site", "");
    }
    close() {
        this.painter.close();
    }
    log(user, what, object, detail) {
        this.audit.push({ n: this.audit.length + 1, at: new Date().toISOString(), user, what, object, detail });
    }
    session(cookie = "") {
        const id = /desk=([0-9a-f]+)/.exec(cookie)?.[1];
        const session = this.sessions.get(id);
        return session && !session.user.disabled ? session : null;
    }
    signIn(login, password) {
        const user = this.users.get(login);
        if (this.tries > 8) return { status: 429, retry: 60 };
        if (!user || user.password !== password || user.disabled) return { status: 401, tries: this.tries++ };
        this.tries = 0;
        const id = randomBytes(16).toString("hex");
        this.sessions.set(id, { id, user, csrf: randomBytes(16).toString("hex") });
        this.log(login, "sign-in", login, "");
        return { cookie: `desk=${id}; HttpOnly; SameSite=Strict; Path=/`, id };
    }
    /** What becomes of the page behind a link, and of the two passwords typed there (null: it is only looked at). */
    choose(code, typed) {
        const user = [...this.users.values()].find((one) => one.code && one.code === code);
        if (!user) return [410, "password-over.html"];
        if (!typed) return [200, "password.html"];
        if (typed[0] !== typed[1]) return [422, "password-differ.html"];
        if (typed[0].length < 12) return [422, "password-weak.html"];
        Object.assign(user, { password: typed[0], code: null });
        return [303, "/sign-in/chosen"];
    }
    me({ user, csrf }) {
        return { csrf, user: { login: user.login, name: user.name, locale: user.locale, must_change_password: user.must }, roles: user.roles };
    }
    changed() {
        for (const tell of this.waiting) tell();
        this.waiting.clear();
    }

    async call(method, route, ask) {
        if (`${method} ${route}` === "POST /session") {
            const { login, password } = JSON.parse(ask.body);
            const given = this.signIn(login, password);
            if (!given.cookie) throw problem(given.status, "Brugernavn eller adgangskode passer ikke.", { retry: given.retry });
            return { cookie: given.cookie, json: this.me(this.sessions.get(given.id)) };
        }
        if (!ask.session) throw problem(401, "Log ind igen.");
        if (method !== "GET" && ask.headers["x-csrf-token"] !== ask.session.csrf) throw problem(403, "CSRF");
        const [, role, handler] = ROUTES.find(([name]) => name === `${method} ${route}` || (name.endsWith("/*") && `${method} ${route}`.startsWith(name.slice(0, -1)))) ?? [];
        if (!handler) throw problem(404, "Der er intet her.");
        if (!ask.session.user.roles.some((one) => LADDER.indexOf(one.role) >= LADDER.indexOf(role))) throw problem(403, "Det må du ikke.");
        const json = method !== "GET" && ask.headers["content-type"] === "application/json" && ask.body.length ? JSON.parse(ask.body) : {};
        const rest = decodeURIComponent(route.split("/").slice(2).join("/"));
        try {
            return (await handler.call(this, { ...ask, json, rest, query: Object.fromEntries(ask.url.searchParams), user: ask.session.user })) ?? {};
        } catch (error) {
            throw error instanceof Refused ? problem(422, error.message) : error;
        }
    }

    edit({ json, user }) {
        const at = this.content.conflicts(json.base, json.ops);
        if (at.length) throw problem(409, "En anden har ændret det samme.", { at });
        const { tree, changes } = this.content.applied(json.ops);
        const revision = this.content.commit(tree, { by: user.name, note: json.note, kind: "edit", changes });
        this.log(user.login, "edit", json.ops[0]?.file ?? "", json.note);
        this.changed();
        return { json: { revision, findings: findingsOf(this.content, tree) } };
    }
    undo({ json, user }) {
        const undone = this.content.revisions[json.revision];
        if (!undone || json.revision < 2) throw problem(409, "Det kan ikke fortrydes.");
        const touched = new Set(undone.changes.map((change) => change.file));
        const later = this.content.revisions.slice(json.revision + 1).some((one) => one.changes.some((change) => touched.has(change.file)));
        if (later) throw problem(409, "Andre har bygget videre på det.");
        const tree = new Map(this.content.tree());
        for (const file of touched) {
            const before = this.content.tree(json.revision - 1).get(file);
            if (before) tree.set(file, before);
            else tree.delete(file);
        }
        const revision = this.content.commit(tree, { by: user.name, note: undone.note, kind: "undo", changes: undone.changes.map((one) => ({ ...one, before: one.after, after: one.before })) });
        this.changed();
        return { json: { revision, findings: [] } };
    }
    publication() {
        const last = this.published.at(-1);
        const changes = this.content.diff(last.revision, this.content.newest);
        const unique = new Set([...changes.screens.flatMap((one) => one.changes), ...changes.other]);
        return { json: { published: last, newest: this.content.newest, changes: unique.size } };
    }
    publish(revision, user) {
        const errors = findingsOf(this.content, this.content.tree(revision)).filter((one) => one.severity === "error");
        if (errors.length) throw problem(422, "Der er fejl, som skal rettes først.", { at: errors });
        const last = this.published.at(-1);
        const next = { revision, epoch: 1, seq: last.seq + 1, at: new Date().toISOString(), by: user.name };
        this.published.push(next);
        this.log(user.login, "publish", String(revision), "");
        this.changed();
        return { json: { epoch: 1, seq: next.seq, revision } };
    }
    wait({ query, closed }) {
        const news = () => ({ json: { revision: this.content.newest, published: this.published.at(-1).revision, screens: this.fleet.news } });
        if (query.screens !== undefined && Number(query.screens) !== this.fleet.news) return news();
        if (Number(query.since) < this.content.newest || (query.published !== undefined && Number(query.published) !== this.published.at(-1).revision)) return news();
        return new Promise((resolve) => {
            const tell = () => resolve(news());
            this.waiting.add(tell);
            closed(() => this.waiting.delete(tell));
        });
    }
    upload({ query, body, user }) {
        const name = query.name ?? "";
        const type = /\.(jpe?g|png|svg|webp)$/i.exec(name)?.[0].toLowerCase();
        if (!type) throw problem(415, "Det er ikke et billede, skærmene kan vise: JPEG, PNG, WebP eller SVG.");
        const fits = { ".png": "\x89PNG", ".jpg": "\xff\xd8", ".jpeg": "\xff\xd8", ".svg": "<", ".webp": "RIFF" }[type];
        if (!body.toString("latin1").startsWith(fits)) throw problem(422, "Filen er beskadiget: den kunne ikke læses til ende.");
        const plain = name.toLowerCase().replace(/\.[a-z]+$/, "").replace(/[^a-z0-9]+/g, "-");
        const asset = `assets/${plain || "billede"}-${hash(body).slice(0, 6)}${type}`;
        this.content.add(asset, body, user.name);
        this.said.set(hash(body), { name, by: user.name, at: new Date().toISOString() });
        this.changed();
        return { status: 201, json: { asset, hash: hash(body), name, width: 1600, height: 900, used: [] } };
    }
    /** A part of an upload: what came before it is kept under its id. */
    part({ rest, query, body, user, headers }) {
        const key = `${user.login} ${rest}`;
        const [, from = 0, total = body.length] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers["content-range"] ?? "")?.map(Number) ?? [];
        const before = this.parts.get(key) ?? Buffer.alloc(0);
        if (from > before.length) throw problem(416, "Den del findes ikke.");
        const all = Buffer.concat([before.subarray(0, from), body]);
        this.parts.set(key, all);
        if (all.length < total) return { status: 202, json: { offset: all.length } };
        this.parts.delete(key);
        return this.upload({ query, body: all, user });
    }
    media(q = "") {
        const slides = [...this.content.slidesBy(this.content.newest)];
        const others = [...this.content.tree().keys()].filter((name) => /^playlists\/(site|guide\/guide)\.json$/.test(name));
        const rows = [...this.content.tree()].filter(([name]) => name.startsWith("assets/")).map(([asset, bytes]) => {
            const users = slides.filter(([, slide]) => slide.picture?.asset === asset);
            const used = users.map(([key]) => ({ file: key.split("#")[0], slide: key.split("#")[1], path: `/slides[id=${key.split("#")[1]}]/picture/asset` }));
            const elsewhere = others.filter((file) => this.content.tree().get(file).includes(`"${asset}"`)).map((file) => ({ file, path: "" }));
            const { alt, credit, focus } = users[0]?.[1].picture ?? {};
            return { asset, hash: hash(bytes), name: "", width: 1600, height: 900, size: bytes.length, used: [...used, ...elsewhere], alt, credit, focus, ...this.said.get(hash(bytes)) };
        });
        const words = q.toLowerCase().split(/\s+/).filter(Boolean);
        return rows.filter((row) => words.every((word) => JSON.stringify([row.asset, row.name, row.alt, row.credit]).toLowerCase().includes(word)));
    }
    medium(rest) {
        const found = this.media().find((one) => one.hash === rest);
        if (!found) throw problem(404, "Det findes ikke.");
        return found;
    }
    removeMedia({ rest, user }) {
        const { asset, used } = this.medium(rest);
        if (used.length) throw problem(409, "Billedet er i brug.", { at: used });
        const tree = new Map(this.content.tree());
        tree.delete(asset);
        const revision = this.content.commit(tree, { by: user.name, note: "", kind: "edit", changes: [{ file: asset, path: "", op: "remove" }] });
        this.changed();
        return { json: { revision, findings: [] } };
    }
    replaceMedia({ rest, json, user }) {
        const { used } = this.medium(rest.replace(/\/replace$/, ""));
        const ops = used.filter((one) => one.slide).map(({ file, path }) => ({ file, path, op: "set", value: json.with }));
        return this.edit({ json: { base: this.content.newest, ops, note: "" }, user });
    }
    history({ query }) {
        const changes = this.content.revisions.flatMap((one, revision) => {
            if (!one) return [];
            const facts = { revision, at: one.at, by: one.by, note: one.note, kind: one.kind };
            return one.changes.length ? one.changes.map((change) => ({ ...facts, ...change })) : [facts];
        });
        const wanted = changes.filter((one) => (!query.slide || (one.slide === query.slide && one.file === query.file)) && (!query.before || one.revision < Number(query.before)));
        return { json: { changes: wanted.reverse().slice(0, Number(query.limit ?? 20)) } };
    }
    user(login, change) {
        const user = this.users.get(login);
        if (!user) throw problem(404, "Der er ingen af det navn.");
        const admins = [...this.users.values()].filter((one) => !one.disabled && one.roles[0].role === "admin");
        const losesAdmin = change.disabled || (change.role && change.role !== "admin");
        if (admins.length === 1 && admins[0] === user && losesAdmin) throw problem(409, "Den sidste, der styrer skærmene, kan ikke lukkes.");
        if (change.role) user.roles = [{ role: change.role, group: change.group ?? null }];
        if (change.name) user.name = change.name;
        if (change.disabled !== undefined) user.disabled = change.disabled;
        if (change.locale) user.locale = change.locale;
        return user;
    }
}

const people = (desk) => [...desk.users.values()].map(({ login, name, disabled, roles }) => ({ login, name, disabled, roles }));
function invite(user) {
    user.code = randomBytes(16).toString("hex");
    return { link: `/password?code=${user.code}`, until: new Date(Date.now() + 3600e3).toISOString() };
}
const now = () => new Date().toLocaleString("sv-SE", { timeZone: "Europe/Copenhagen" }).replace(" ", "T").slice(0, 16);

const ROUTES = [
    ["GET /me", "viewer", function ({ session }) { return { json: this.me(session) }; }],
    ["PATCH /me", "viewer", function ({ json, user }) { this.user(user.login, { name: json.name, locale: json.locale }); }],
    ["POST /session/proof", "viewer", function ({ json, user }) {
        if (json.password !== user.password) throw problem(422, "Din adgangskode er forkert.");
    }],
    ["POST /me/password", "viewer", function ({ json, user }) {
        if (json.old !== user.password) throw problem(422, "Den nuværende adgangskode passer ikke.");
        if (json.new.length < 12) throw problem(422, "Adgangskoden skal have mindst 12 tegn.");
        Object.assign(user, { password: json.new, must: false });
    }],
    ["DELETE /session", "viewer", function ({ session }) { this.sessions.delete(session.id); }],
    ["GET /files", "viewer", function () { return { json: { revision: this.content.newest, files: [...this.content.tree()].map(([path, bytes]) => ({ path, hash: hash(bytes), size: bytes.length })) } }; }],
    ["GET /files/*", "viewer", function ({ rest, query }) {
        const bytes = this.content.tree(Number(query.revision) || undefined)?.get(rest);
        if (!bytes) throw problem(404, "Filen findes ikke.");
        return { bytes };
    }],
    ["POST /edits", "editor", function (ask) { return this.edit(ask); }],
    ["POST /check", "viewer", function ({ json }) { return { json: { findings: findingsOf(this.content, this.content.applied(json.ops, json.base).tree), laid_out: true } }; }],
    ["POST /undo", "editor", function (ask) { return this.undo(ask); }],
    ["GET /drafts", "editor", function ({ user }) { return { json: this.drafts.filter((one) => one.user === user.login).map(({ user: _user, ...draft }) => draft) }; }],
    ["PUT /drafts", "editor", function ({ json, user }) {
        this.drafts = [...this.drafts.filter((one) => !(one.user === user.login && one.file === json.file && one.slide === json.slide)), { ...json, user: user.login, at: new Date().toISOString() }];
    }],
    ["DELETE /drafts", "editor", function ({ query, user }) { this.drafts = this.drafts.filter((one) => !(one.user === user.login && one.file === query.file && one.slide === query.slide)); }],
    ["GET /slides", "viewer", function ({ query }) { return { json: { revision: this.content.newest, slides: cardsOf(this.content, this.published.at(-1).revision, now(), query) } }; }],
    ["POST /place", "editor", function ({ json }) { return { json: this.content.place(json.slide, json.screens) }; }],
    ["GET /history", "viewer", function (ask) { return this.history(ask); }],
    ["GET /diff", "viewer", function () { return { json: this.content.diff(this.published.at(-1).revision, this.content.newest) }; }],
    ["POST /preview", "viewer", async function ({ json, user }) {
        const { tree } = this.content.applied(json.ops ?? [], json.base);
        const wrong = findingsOf(this.content, tree).filter((one) => one.severity === "error" && one.file === json.slide?.file && one.path.startsWith(`/slides[id=${json.slide.id}]`));
        if (wrong.length) throw problem(422, wrong[0].text[user.locale] ?? wrong[0].text.en, { at: wrong });
        return { type: "image/png", bytes: await this.painter.paint(json, tree) };
    }],
    ["GET /publication", "viewer", function () { return this.publication(); }],
    ["POST /publish", "publisher", function ({ json, user }) { return this.publish(json.revision, user); }],
    ["POST /publish/undo", "publisher", function ({ user }) { return this.publish(this.published.at(-2)?.revision ?? 1, user); }],
    ...FLEET_ROUTES,
    ["PUT /media", "editor", function (ask) { return this.upload(ask); }],
    ["PUT /media/uploads/*", "editor", function (ask) { return this.part(ask); }],
    ["GET /media/uploads/*", "editor", function ({ rest, user }) {
        const bytes = this.parts.get(`${user.login} ${rest}`);
        if (!bytes) throw problem(404, "Det findes ikke.");
        return { json: { offset: bytes.length } };
    }],
    ["PATCH /media/*", "editor", function ({ rest, json }) {
        this.medium(rest);
        this.said.set(rest, { ...this.said.get(rest), ...json });
    }],
    ["DELETE /media/*", "editor", function (ask) { return this.removeMedia(ask); }],
    ["POST /media/*", "editor", function (ask) { return this.replaceMedia(ask); }],
    ["GET /media", "viewer", function ({ query }) { return { json: this.media(query.q) }; }],
    ["GET /users", "admin", function () { return { json: people(this) }; }],
    ["POST /users", "admin", function ({ json }) {
        if (this.users.has(json.login)) throw problem(409, "Brugernavnet er taget.");
        this.users.set(json.login, { login: json.login, name: json.name, locale: "da", password: null, must: false, disabled: false, roles: [{ role: json.role, group: json.group }] });
        return { json: { login: json.login, ...invite(this.users.get(json.login)) } };
    }],
    ["POST /users/*", "admin", function ({ rest }) {
        return { json: invite(this.user(rest.replace(/\/reset$/, ""), {})) };
    }],
    ["PATCH /users/*", "admin", function ({ rest, json }) { this.user(rest, json); }],
    ["GET /audit/verify", "admin", function () { return { json: { ok: true, rows: this.audit.length } }; }],
    ["GET /audit", "admin", function () { return { json: [...this.audit].reverse() }; }],
    ["GET /wait", "viewer", function (ask) { return this.wait(ask); }],
];
