// How the command line is bundled, wherever that is done.
import { readFileSync } from "node:fs";
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
