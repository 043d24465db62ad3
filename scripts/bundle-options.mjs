// How the command line is bundled, wherever that is done.
import { cpSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const { version } = JSON.parse(
  readFileSync(new URL("../packages/cli/package.json", import.meta.url), "utf8"),
);

/** @type {import("esbuild").BuildOptions} */
export const common = {
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

/** What reads and writes Arrow and Parquet. */
export const columnar = {
  entryPoints: [fileURLToPath(new URL("../packages/columnar/src/index.ts", import.meta.url))],
};

/** Copies what the server reads to a folder: the pages of findings, and the plans that anyone may use. @param {string} folder */
export function copyBeside(folder) {
  for (const [part, place] of [
    ["diagnostics", "pages"],
    ["standard", "library/standard"],
    ["regulation", "library/regulation"],
  ]) {
    const from = fileURLToPath(new URL(`../packages/semantics/${part}`, import.meta.url));
    cpSync(from, `${folder}/${place}`, { recursive: true });
  }
}
