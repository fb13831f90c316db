/** What the page asks for is what the desk's own document of itself says it takes. The answers are judged in every test (support.mjs). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CALLS, desk } from "../support.mjs";

let there, api;
before(async () => {
    there = await desk();
    api = await (await fetch(`${there.address}openapi.json`)).json();
});
after(() => there.stop());

/** The row of the document for a call, whatever it names its parameters. */
function rowOf(call) {
    const plain = (place) => place.replace(/\{[^}]*\}/g, "{}");
    const place = Object.keys(api.paths).find((one) => plain(one) === `/api/1${call.path}`);
    return api.paths[place]?.[call.method.toLowerCase()];
}

for (const call of CALLS)
    test(`${call.method} ${call.path}`, () => {
        const row = rowOf(call);
        assert.ok(row, "the desk has no such route");
        const queries = (row.parameters ?? []).filter((one) => one.in === "query").map((one) => one.name);
        assert.deepEqual(call.query.filter((name) => !queries.includes(name)), [], "a query that the desk does not take");
        const { properties, required = [] } = row.requestBody?.content["application/json"]?.schema ?? {};
        const given = call.body?.fields ?? {};
        if (properties) assert.deepEqual(Object.keys(given).filter((name) => !(name in properties)), [], "a member that the desk does not take");
        assert.deepEqual(required.filter((name) => !given[name] || given[name].optional), [], "a member that the desk wants");
    });
