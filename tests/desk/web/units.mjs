/** Bundles the unit tests, since node 18 reads no TypeScript, and runs them: node units.mjs. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../../..");
const modules = path.join(root, "kiosk/desk/web/node_modules");
const { build } = createRequire(path.join(root, "kiosk/desk/web/package.json"))("esbuild");
const out = fs.mkdtempSync(path.join(os.tmpdir(), "desk-units-"));
try {
    const tests = fs.readdirSync(path.join(here, "model")).filter((name) => name.endsWith(".test.ts"));
    await build({
        entryPoints: tests.map((name) => path.join(here, "model", name)), bundle: true, outdir: out, platform: "node", format: "esm",
        outExtension: { ".js": ".mjs" }, nodePaths: [modules], logLevel: "warning",
    });
    const { status } = spawnSync(process.execPath, ["--test", ...fs.readdirSync(out).map((name) => path.join(out, name))], { stdio: "inherit", env: { ...process.env, ROOT: root } });
    process.exitCode = status ?? 1;
} finally {
    fs.rmSync(out, { recursive: true });
}
