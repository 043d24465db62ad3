// Bundles the benchmarks, because Node reads no TypeScript, and runs them: all, or the sections that are named.
import { mkdirSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const bench = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../..", import.meta.url));
// Under node_modules, so that what is not bundled is found.
const outdir = `${root}node_modules/.cache/planwright/bench`;

mkdirSync(outdir, { recursive: true });
await build({
  entryPoints: ["main.ts", "engines.ts", "peer-cli.ts", "editor-cli.ts"].map((name) => bench + name),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  conditions: ["planwright-source"],
  external: ["typescript", "langium", "langium/*"],
  logLevel: "warning",
});
const { run } = await import(pathToFileURL(`${outdir}/main.mjs`).href);
process.exitCode = run(process.argv.slice(2), { root, programs: outdir, bench });
