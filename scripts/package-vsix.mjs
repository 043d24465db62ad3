// Packs the extension with the language server in it: vscode-extension/planwright.vsix. `npm run package:vsix`.
// Everything is laid out in a folder of its own first, as it will be in the package.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { columnar, common, copyBeside } from "./bundle-options.mjs";
import { tool } from "./tools.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const EXTENSION = join(ROOT, "vscode-extension");
const CLI = join(ROOT, "packages/cli/src");
const PAGES = join(ROOT, "packages/semantics/diagnostics");
const COPIED = ["images", "snippets", "syntaxes", "language-configuration.json", "README.md", "CHANGELOG.md"];

/**
 * What answers examples is a file of its own beside the command line, and here a part of the one file.
 * @type {import("esbuild").Plugin}
 */
const examplesWithin = {
  name: "examples-within",
  setup({ onResolve }) {
    onResolve({ filter: /\/worked\.js$/ }, () => ({ path: join(CLI, "worked-examples.ts") }));
  },
};

/** Lays the extension out in `stage` as it is packed. @param {string} stage */
export async function lay(stage) {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, "dist/server"), { recursive: true });
  for (const name of COPIED) cpSync(join(EXTENSION, name), join(stage, name), { recursive: true });
  cpSync(join(ROOT, "LICENSE"), join(stage, "LICENSE"));
  copyBeside(join(stage, "dist/server"));
  const {
    devDependencies: _,
    private: __,
    ...manifest
  } = JSON.parse(readFileSync(join(EXTENSION, "package.json"), "utf8"));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await buildExtension(stage);
  // All commands and the server in one file, which is half of what the files of the command line are together: an
  // editor starts it once.
  const main = 'import { run } from "./run.js"; void run(process.argv.slice(2), PLANWRIGHT_VERSION);';
  await build({
    ...common,
    stdin: { contents: main, resolveDir: CLI, loader: "ts" },
    outfile: join(stage, "dist/server/planwright.cjs"),
    plugins: [examplesWithin],
  });
  await build({
    ...common,
    entryPoints: [join(CLI, "rate-worker.ts")],
    outfile: join(stage, "dist/server/planwright-rate.cjs"),
  });
  await build({ ...common, ...columnar, outfile: join(stage, "dist/server/planwright-columnar.cjs") });
}

/** The extension itself, for an editor with processes, and for one in a browser with the server in a worker. @param {string} stage */
async function buildExtension(stage) {
  const own = { ...common, define: { ...common.define, PLANWRIGHT_PAGES: JSON.stringify(pages()) } };
  const web = { ...own, platform: /** @type {const} */ ("browser"), target: "es2023" };
  const builds = [
    { ...own, entry: "src/extension.ts", outfile: "dist/extension.cjs" },
    { ...web, entry: "src/web/extension.ts", outfile: "dist/web/extension.js" },
    {
      ...web,
      entry: "src/web/server.ts",
      outfile: "dist/web/server.js",
      format: /** @type {const} */ ("iife"),
    },
  ];
  for (const { entry, outfile, ...options } of builds)
    await build({
      ...options,
      entryPoints: [join(EXTENSION, entry)],
      outfile: join(stage, outfile),
      external: ["vscode"],
    });
}

/** The code and the title of each diagnostic that has a page. @returns {readonly (readonly [code: string, title: string])[]} */
const pages = () =>
  readdirSync(PAGES)
    .sort()
    .map((name) => {
      const [title = ""] = readFileSync(join(PAGES, name), "utf8").split("\n");
      return [name.replace(/\.md$/, ""), title.replace(/^#\s*PW\d{4}\s*/, "")];
    });

/** Packs what is laid out in a folder. @param {string} stage @param {string} vsix */
export function pack(stage, vsix) {
  rmSync(vsix, { force: true });
  const vsce = join(tool("vsix"), "@vscode/vsce/vsce");
  const args = [
    vsce,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, "--out", vsix], {
    cwd: stage,
    encoding: "utf8",
  });
  if (status !== 0 || !existsSync(vsix))
    throw new Error(`vsce cannot pack the extension:\n${stdout}${stderr}`);
}

/** @param {string} folder @returns {number} the bytes of all files in it */
const bytesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

/** @param {number} bytes */
const kilobytes = (bytes) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const stage = join(ROOT, ".cache/vsix");
  const vsix = join(EXTENSION, "planwright.vsix");
  await lay(stage);
  pack(stage, vsix);
  console.log(`${vsix}: ${kilobytes(statSync(vsix).size)}, ${kilobytes(bytesIn(stage))} unpacked`);
}
