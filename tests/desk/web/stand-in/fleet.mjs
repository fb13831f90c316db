/** The stand-in's screens: one that is connected, and whoever is let in with the code K7MF-3QPX. */
const CODE = "K7MF-3QPX";
const refuse = (status, detail, more = {}) => Object.assign(new Error(detail), { status, detail, ...more });
const NO_NETWORK = { da: "Den får intet svar over netværket", en: "It gets no answer over the network: desk.example: no route" };
const plain = (code) => code.toUpperCase().replace(/[^0-9A-Z]/g, "");

export class Fleet {
    /** `kind`: "none" are connected, "some", "used": a visitor is at the one, or "away": it gets no answer. */
    constructor(desk, kind) {
        this.desk = desk;
        this.news = 1;
        this.groups = ["Rådhuset", "Biblioteket"];
        this.used = kind === "used";
        this.away = kind === "away"; // it gets nothing over the network
        this.devices = kind === "none" ? [] : [{ id: 1, screen: "raadhus", group: "Rådhuset", enrolled: new Date(Date.now() - 86400000).toISOString(), key: "9282f8a7", commands: [] }];
        this.wrong = 0;
    }
    changed() {
        this.news++;
        this.desk.changed();
    }
    find(id) {
        const device = this.devices.find((one) => one.id === Number(id));
        if (!device) throw refuse(404, "Der er ingen enhed med det nummer.");
        return device;
    }
    condition(device) {
        const last = this.desk.published.at(-1);
        return {
            id: device.id, group: device.group, enrolled: device.enrolled, key: device.key, state: "ok", words: this.used ? { da: "En besøgende bruger den", en: "A visitor is using it" } : { da: "Viser det, der er udgivet", en: "Shows what is published" },
            width: 1920, height: 1080, rotate: 0, seen: new Date(Date.now() - 8000).toISOString(), generation: `${last.epoch}.${last.seq}`, slide: "welcome", free: 21e9, temperature: 54, in_use: this.used, version: "0.1.0",
            ...(this.away ? { state: "warn", words: { da: "Har ikke fået det nyeste", en: "Has not got the newest" }, todo: { da: "Bed den om at hente. Hjælper det ikke, så sig det til IT.", en: "Ask it to fetch. If that does not help, tell IT." }, why: NO_NETWORK } : {}),
            ...(device.screen in this.desk.content.site(last.revision).screens ? {} : { state: "warn", words: { da: "Er ikke udgivet endnu", en: "Is not published yet" }, todo: { da: "Udgiv: så viser den noget.", en: "Publish: then it shows something." } }),
            ...(this.used ? {} : { picture: new Date(Date.now() - 8000).toISOString().slice(0, 18) + "0Z" }),
        };
    }
    list() {
        return Object.entries(this.desk.content.site().screens).map(([id, screen]) => {
            const devices = this.devices.filter((one) => one.screen === id).map((one) => this.condition(one));
            const none = { state: "unknown", words: { da: "Ikke tilsluttet endnu", en: "Not connected yet" }, todo: { da: "Tænd skærmen, og tast koden, som den viser.", en: "Switch the screen on, and type the code that it shows." }, width: 1920, height: 1080, rotate: 0 };
            const { id: _id, key: _key, enrolled: _enrolled, ...condition } = devices[0] ?? none;
            return { ...condition, id, name: screen.name, group: devices[0]?.group ?? null, touch: id === "raadhus", enrolled: devices.length > 0, devices };
        });
    }
    typed(code) {
        if (plain(code).length !== 8) throw refuse(422, "En kode har otte tegn, som K7MF-3QPX.");
        if (plain(code) === plain(CODE)) return;
        if (++this.wrong > 8) throw refuse(429, "For mange forkerte koder.", { retry: 240 });
        throw refuse(404, "Ingen skærm viser den kode til os.");
    }
    enrol(code, { screen, group, replaces }) {
        this.typed(code);
        if (!this.groups.includes(group)) throw refuse(422, "Den gruppe findes ikke.");
        const id = replaces ?? Math.max(0, ...this.devices.map((one) => one.id)) + 1;
        this.devices = [...this.devices.filter((one) => one.id !== id), { id, screen, group, enrolled: new Date().toISOString(), key: "0badcafe", commands: [] }];
        this.changed();
        return { json: { id } };
    }
    command(id, order, by) {
        const asked = new Date().toISOString();
        this.find(id).commands.unshift({ id: Date.now(), do: order, by, asked, done: asked });
        this.changed();
        return { status: 202, json: { id: Date.now() } };
    }
    history(id) {
        const device = this.find(id);
        return { json: { events: [...(this.away ? [{ n: 4, at: new Date().toISOString(), what: "rung", detail: "previous", words: { da: "det forrige i stedet for det nyeste", en: "what was before, in place of the newest" } }, { n: 3, at: new Date().toISOString(), what: "trouble", detail: "network: desk.example: no route", words: NO_NETWORK }] : []), { n: 2, at: new Date().toISOString(), what: "plays", detail: "1.1" }, { n: 1, at: device.enrolled, what: "screen enrol", detail: "karen" }], commands: device.commands } };
    }
    rename(from, to) {
        this.groups = this.groups.map((one) => (one === from ? to : one));
        for (const device of this.devices) if (device.group === from) device.group = to;
        this.changed();
    }
    async picture(id) {
        const { screen } = this.find(id);
        return { type: "image/png", bytes: await this.desk.painter.paint({ screen, at: "2026-11-29T12:00", width: 640 }, this.desk.content.tree()) };
    }
}

export const FLEET_ROUTES = [
    ["GET /screens", "viewer", function () { return { json: this.fleet.list() }; }],
    ["GET /screens/*", "viewer", function ({ rest }) { return rest.endsWith("/picture") ? this.fleet.picture(rest.split("/")[0]) : this.fleet.history(rest.split("/")[0]); }],
    ["POST /screens/*", "editor", function ({ rest, json, user }) { return this.fleet.command(rest.split("/")[0], json.do, user.name); }],
    ["PATCH /screens/*", "admin", function ({ rest, json }) {
        Object.assign(this.fleet.find(rest), json);
        this.fleet.changed();
    }],
    ["DELETE /screens/*", "admin", function ({ rest }) {
        this.fleet.devices = this.fleet.devices.filter((one) => one.id !== Number(rest));
        this.fleet.changed();
    }],
    ["POST /enrol", "admin", function ({ json }) {
        this.fleet.typed(json.code);
        return { json: { id: CODE, model: "Raspberry Pi 5 Model B Rev 1.0", panel: "1920x1080", version: "0.1.0", address: "10.1.7.24", age: 20 } };
    }],
    ["POST /enrol/*", "admin", function ({ rest, json }) { return this.fleet.enrol(rest.split("/")[0], json); }],
    ["GET /groups", "admin", function () { return { json: this.fleet.groups.map((name) => ({ name })) }; }],
    ["POST /groups", "admin", function ({ json }) {
        this.fleet.groups.push(json.name);
        return { status: 201, json: { name: json.name } };
    }],
    ["PATCH /groups/*", "admin", function ({ rest, json }) { this.fleet.rename(rest, json.name); }],
    ["DELETE /groups/*", "admin", function ({ rest }) { this.fleet.groups = this.fleet.groups.filter((one) => one !== rest); }],
];
