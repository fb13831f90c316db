/**
 * What the page takes the desk's API to be, read from its own source (src/api/calls.ts) by the TypeScript compiler: so that neither the desk nor
 * the stand-in can say something else without a test that fails. Run alone it prints that as JSON.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const page = path.resolve(here, "../../../kiosk/desk/web");

/**
 * A type as data: {any} | {is: value} | {kind: "string"…} | {items} | {tuple: […]} | {values} | {oneOf} | {fields: {name: {type, optional}}}; null is void.
 * What a type that is made of itself (Json) has inside is any.
 */
function reader(ts, checker) {
    const FLAGS = ts.TypeFlags;
    const KINDS = [[FLAGS.StringLike, "string"], [FLAGS.NumberLike, "number"], [FLAGS.BooleanLike, "boolean"], [FLAGS.Null, "null"]];
    function fieldsOf(type) {
        const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
        if (values) return { values: read(values) };
        return { fields: Object.fromEntries(type.getProperties().map((one) => [one.name, { type: read(checker.getTypeOfSymbol(one)), optional: Boolean(one.flags & ts.SymbolFlags.Optional) }])) };
    }
    const within = new Set();
    function read(type) {
        if (type.flags & (FLAGS.Any | FLAGS.Unknown | FLAGS.TypeParameter) || within.has(type)) return { any: true };
        if (type.flags & (FLAGS.Void | FLAGS.Undefined)) return null;
        if (type.isStringLiteral() || type.isNumberLiteral()) return { is: type.value };
        if (type.isUnion() && !(type.flags & FLAGS.Boolean)) {
            const parts = type.types.map(read).filter(Boolean);
            return parts.length === 1 ? parts[0] : { oneOf: parts };
        }
        const kind = KINDS.find(([flag]) => type.flags & flag);
        if (kind) return { kind: kind[1] };
        within.add(type);
        const made = checker.isArrayType(type) ? { items: read(checker.getTypeArguments(type)[0]) }
            : checker.isTupleType(type) ? { tuple: checker.getTypeArguments(type).map(read) } : fieldsOf(type);
        within.delete(type);
        return made;
    }
    return read;
}

/** Every request of calls.ts: {method, path: "/users/{}/reset", answer, body, query}, types as data. */
export function readCalls() {
    const ts = createRequire(path.join(page, "package.json"))("typescript");
    const { config } = ts.readConfigFile(path.join(page, "tsconfig.json"), ts.sys.readFile);
    const file = path.join(page, "src/api/calls.ts");
    const program = ts.createProgram([file], ts.parseJsonConfigFileContent(config, ts.sys, page).options);
    const checker = program.getTypeChecker(), read = reader(ts, checker), calls = [];
    const pathOf = (node) => (ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join("") : node.text);
    function memberOf(node, name) {
        const member = node && checker.getTypeAtLocation(node).getProperty(name);
        return member ? read(checker.getTypeOfSymbol(member)) : null;
    }
    function add(node, name) {
        const [where, ask] = node.arguments;
        const opened = ts.isCallExpression(node.parent) && /\.open$/.test(node.parent.expression.getText()) ? node.parent.arguments[0].text : null;
        const query = name === "address" ? ask && read(checker.getTypeAtLocation(ask)) : memberOf(ask, "query");
        calls.push({
            method: opened ?? memberOf(ask, "method")?.is ?? "GET", path: pathOf(where),
            answer: node.typeArguments ? read(checker.getTypeFromTypeNode(node.typeArguments[0])) : { any: true },
            body: name === "address" ? null : memberOf(ask, "body"), query: Object.keys(query?.fields ?? {}),
        });
    }
    (function visit(node) {
        const name = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : "";
        if (["json", "send", "address"].includes(name)) add(node, name);
        ts.forEachChild(node, visit);
    })(program.getSourceFile(file));
    return calls;
}

/** The call that asks for this place below /api/1: of several that fit the one with the most words of its own. */
export function callOf(calls, method, place) {
    const fits = calls.filter((one) => one.method === method && new RegExp(`^${one.path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replaceAll("{}", ".+")}$`).test(place));
    return fits.sort((a, b) => b.path.replaceAll("{}", "").length - a.path.replaceAll("{}", "").length)[0];
}

/** Where a value is not of the type that calls.ts says: a line each. What it has besides is no fault: the page passes over it. */
export function amiss(type, value, at = "") {
    if (type === null || type.any) return [];
    const wrong = (wanted) => [`${at || "/"} is ${JSON.stringify(value)?.slice(0, 60)}, not ${wanted}`];
    if ("is" in type) return value === type.is ? [] : wrong(JSON.stringify(type.is));
    if (type.kind) return (value === null ? "null" : typeof value) === type.kind ? [] : wrong(type.kind);
    if (type.oneOf) {
        const all = type.oneOf.map((one) => amiss(one, value, at));
        return all.some((one) => one.length === 0) ? [] : type.oneOf.every((one) => "is" in one) ? wrong(`one of ${type.oneOf.map((one) => one.is)}`) : all.sort((a, b) => a.length - b.length)[0];
    }
    if (type.items) return Array.isArray(value) ? value.flatMap((one, n) => amiss(type.items, one, `${at}/${n}`)) : wrong("an array");
    if (type.tuple) return Array.isArray(value) && value.length === type.tuple.length ? value.flatMap((one, n) => amiss(type.tuple[n], one, `${at}/${n}`)) : wrong(`an array of ${type.tuple.length}`);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return wrong("an object");
    if (type.values) return Object.entries(value).flatMap(([name, one]) => amiss(type.values, one, `${at}/${name}`));
    return Object.entries(type.fields).flatMap(([name, { type: its, optional }]) =>
        name in value ? amiss(its, value[name], `${at}/${name}`) : optional ? [] : [`${at}/${name} is missing`]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(readCalls(), null, 1));
