// Packs the extension with the language server in it: dist/planwright.vsix. `npm run package:vsix`.
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
import { tool } from "./tools.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const EXTENSION = join(ROOT, "vscode-extension");
const SERVER = join(ROOT, "packages/cli/dist");
/** Without what V8 made of the code: an editor has another V8. */
const SERVER_FILES = [
  "planwright.cjs",
  "planwright-lsp.cjs",
  "planwright-run.cjs",
  "planwright-check.cjs",
  "pages",
];

/** Lays the extension out in `stage` as it is packed. @param {string} stage */
export async function lay(stage) {
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(join(stage, "dist/server"), { recursive: true });
  for (const name of [
    "images",
    "snippets",
    "syntaxes",
    "language-configuration.json",
    "README.md",
    "CHANGELOG.md",
  ])
    cpSync(join(EXTENSION, name), join(stage, name), { recursive: true });
  cpSync(join(ROOT, "LICENSE"), join(stage, "LICENSE"));
  for (const name of SERVER_FILES)
    cpSync(join(SERVER, name), join(stage, "dist/server", name), { recursive: true });
  const {
    devDependencies: _,
    private: __,
    ...manifest
  } = JSON.parse(readFileSync(join(EXTENSION, "package.json"), "utf8"));
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await build({
    entryPoints: [join(EXTENSION, "src/extension.ts")],
    outfile: join(stage, "dist/extension.cjs"),
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    conditions: ["planwright-source"],
    legalComments: "none",
    logLevel: "warning",
  });
}

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
