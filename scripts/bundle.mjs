// Bundles the command line into packages/cli/dist: planwright.cjs, a few hundred bytes that can answer
// --version, and planwright-run.cjs with everything else. They are two files because V8 reads a whole file
// before it runs the first line of it: with 700 KB in one file, --version took 1.4 times an empty program.
import { chmodSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const cli = fileURLToPath(new URL("../packages/cli/", import.meta.url));
const { version } = JSON.parse(readFileSync(`${cli}package.json`, "utf8"));

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  supported: { "dynamic-import": false }, // require is several milliseconds quicker
  conditions: ["planwright-source"],
  define: { PLANWRIGHT_VERSION: JSON.stringify(version) },
  legalComments: "none",
  logLevel: "warning",
};

/** @type {import("esbuild").Plugin} */
const runApart = {
  name: "run-apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/run\.[jt]s$/ }, () => ({ path: "./planwright-run.cjs", external: true }));
  },
};

await build({
  ...common,
  entryPoints: [`${cli}src/main.ts`],
  outfile: `${cli}dist/planwright.cjs`,
  banner: { js: "#!/usr/bin/env node" },
  plugins: [runApart],
});
await build({ ...common, entryPoints: [`${cli}src/run.ts`], outfile: `${cli}dist/planwright-run.cjs` });
chmodSync(`${cli}dist/planwright.cjs`, 0o755);
