// Bundles the command line into packages/cli/dist: planwright.cjs, a few hundred bytes that can answer --version;
// planwright-check.cjs with what `check` needs, which is run at each save, and planwright-worked.cjs with what answers its
// examples; planwright-lsp.cjs with the language server; and
// planwright-run.cjs with all other commands, and `check`; planwright-rate.cjs with what a thread of `rate` runs;
// planwright-columnar.cjs with what reads and writes Arrow and Parquet, loaded only where `rate` is given such a file.
// The first loads one of the others with the code that V8 made of it. They are files apart because V8 reads a whole
// file before it runs the first line of it: with 700 KB in one file, --version took 1.4 times an empty program.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { columnar, common, copyBeside } from "./bundle-options.mjs";

const cli = fileURLToPath(new URL("../packages/cli/", import.meta.url));

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
 * chevrotain makes its parser of ten classes, by copying their methods to its prototype. V8 copies the list of all methods that are there
 * for each that comes, which takes four milliseconds; but not where it keeps them in a table, as it does once one has been deleted.
 * @type {import("esbuild").Plugin}
 */
const quickMixins = {
  name: "quick-mixins",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]apply_mixins\.js$/ }, () => ({
      contents: `export function applyMixins({ prototype }, bases) {
  const own = Object.getOwnPropertyDescriptor(prototype, "constructor");
  delete prototype.constructor;
  for (const base of bases)
    for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(base.prototype)))
      if (name !== "constructor") Object.defineProperty(prototype, name, method);
  Object.defineProperty(prototype, "constructor", own);
}`,
    }));
  },
};

/**
 * Leaves commands out of a bundle, and so all that they alone use. `check` computes nothing but examples, and only `lsp` speaks to
 * an editor: each has a bundle of its own.
 * @param {(command: string) => boolean} isIn
 * @returns {import("esbuild").Plugin}
 */
const commandsWhere = (isIn) => ({
  name: "commands",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/commands\// }, ({ path }) =>
      isIn(path.slice("./commands/".length, -".js".length)) ? undefined : { path, namespace: "left-out" },
    );
    onLoad({ filter: /.*/, namespace: "left-out" }, () => ({ contents: "module.exports = {};" }));
  },
});

/** @type {Readonly<Record<string, (command: string) => boolean>>} */
const BUNDLES = {
  run: (command) => command !== "lsp",
  check: (command) => command === "check",
  lsp: (command) => command === "lsp",
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

/** @param {string} name @param {string} entry @param {import("esbuild").Plugin[]} plugins */
async function bundled(name, entry, plugins) {
  const outfile = `${cli}dist/planwright-${name}.cjs`;
  // V8 would take the code of another bundle that happens to be as long.
  rmSync(`${outfile}.v8-cache`, { force: true });
  await build({
    ...common,
    entryPoints: [`${cli}src/${entry}`],
    outfile,
    // A function, as `require` would make one of it: see packages/cli/src/bundled.ts.
    banner: { js: "(function (exports, require, module, __dirname) {" },
    footer: { js: "})" },
    plugins,
  });
}

await bundled("worked", "worked-examples.ts", []);
for (const [name, isIn] of Object.entries(BUNDLES))
  await bundled(name, "run.ts", [noPrograms, noFastProperties, quickMixins, commandsWhere(isIn)]);

// What V8 made of the code is kept from a run of `check`, and in the bundle of all commands from some others too.
const scratch = mkdtempSync(join(tmpdir(), "planwright-bundle-"));
const census = join(scratch, "census.csv");
const [header, ...people] = readFileSync(join(example, "census.csv"), "utf8").trimEnd().split("\n");
// The first of them can be rated, and so many are rated in columns.
const rated = Array.from({ length: 8 }, () => people.slice(0, 4)).flat();
writeFileSync(census, [header, ...rated].map((line) => `${line}\n`).join(""));
const check = ["check", example];
const rate = [
  ...["rate", example, "--census", census, "--as-of", "2015-03-01"],
  ...["--format", "csv", "--out", join(scratch, "premiums.csv")],
];
const compile = ["build", example, "--out", join(scratch, "book.json")];
for (const [name, commands] of Object.entries({ check: [check], run: [check, rate, compile] })) {
  const { status } = spawnSync(
    process.execPath,
    [codeCache, `${cli}dist/planwright-${name}.cjs`, JSON.stringify(commands)],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  process.exitCode ||= status ?? 1;
}
rmSync(scratch, { recursive: true });

// A thread of `rate`.
await build({
  ...common,
  entryPoints: [`${cli}src/rate-worker.ts`],
  outfile: `${cli}dist/planwright-rate.cjs`,
});

// Arrow and Parquet.
await build({
  ...common,
  ...columnar,
  outfile: `${cli}dist/planwright-columnar.cjs`,
});

// The server links a finding to its page, and a name of the standard library to where it is declared.
copyBeside(`${cli}dist`);
