// Bundles the command line into packages/cli/dist: planwright.cjs, a few hundred bytes that can answer --version;
// planwright-check.cjs with what `check` needs, which is run at each save; and planwright-run.cjs with all commands.
// The first loads one of the others with the code that V8 made of it. They are files apart because V8 reads a whole
// file before it runs the first line of it: with 700 KB in one file, --version took 1.4 times an empty program.
import { spawnSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
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
  alias: { "lodash-es": fileURLToPath(new URL("lodash.mjs", import.meta.url)) },
  define: { PLANWRIGHT_VERSION: JSON.stringify(version) },
  legalComments: "none",
  logLevel: "warning",
};

/**
 * commander asks for `child_process` for commands that are programs of their own. There are none, and Node takes
 * three milliseconds to load it.
 * @type {import("esbuild").Plugin}
 */
const noPrograms = {
  name: "no-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: "no-programs" }));
    onLoad({ filter: /.*/, namespace: "no-programs" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * chevrotain makes V8 lay a parser out afresh before it records the grammar, by using it as a prototype. So V8 does it
 * again for each of the hundred properties that go when that is done, which takes three milliseconds.
 * @type {import("esbuild").Plugin}
 */
const noFastProperties = {
  name: "no-fast-properties",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]to-fast-properties\.js$/ }, () => ({
      contents: "export const toFastProperties = (object) => object;",
    }));
  },
};

/**
 * `check` computes nothing but examples: its bundle is without the other commands, and so without all that they alone use.
 * @type {import("esbuild").Plugin}
 */
const checkAlone = {
  name: "check-alone",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/commands\// }, ({ path }) =>
      path === "./commands/check.js" ? undefined : { path, namespace: "left-out" },
    );
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
};

await build({
  ...common,
  entryPoints: [`${cli}src/main.ts`],
  outfile: `${cli}dist/planwright.cjs`,
  banner: { js: "#!/usr/bin/env node" },
});
chmodSync(`${cli}dist/planwright.cjs`, 0o755);

const example = fileURLToPath(new URL("../examples/sdrma-2015", import.meta.url));
const codeCache = fileURLToPath(new URL("code-cache.mjs", import.meta.url));

for (const [name, plugins] of Object.entries({ run: [], check: [checkAlone] })) {
  const bundle = `${cli}dist/planwright-${name}.cjs`;
  // V8 would take the code of another bundle that happens to be as long.
  rmSync(`${bundle}.v8-cache`, { force: true });
  await build({
    ...common,
    entryPoints: [`${cli}src/run.ts`],
    outfile: bundle,
    // A function, as `require` would make one of it: see packages/cli/src/bundled.ts.
    banner: { js: "(function (exports, require, module) {" },
    footer: { js: "})" },
    plugins: [noPrograms, noFastProperties, ...plugins],
  });
  const { status } = spawnSync(process.execPath, [codeCache, bundle, example], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  process.exitCode ||= status ?? 1;
}
