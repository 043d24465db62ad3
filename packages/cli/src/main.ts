// The entry of the command line. `--version` answers before anything else is loaded.
import { writeSync } from "node:fs";
import { loadBundle } from "./bundled.js";

declare const PLANWRIGHT_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  writeSync(1, `${PLANWRIGHT_VERSION}\n`); // process.stdout takes milliseconds to come to life
} else {
  // Made of run.ts: see scripts/bundle.mjs.
  const isCheck = args[0] === "check";
  const isServer = args[0] === "lsp" || (args[0] === "help" && args[1] === "lsp");
  const bundle = `${__dirname}/planwright-${isCheck ? "check" : isServer ? "lsp" : "run"}.cjs`;
  const { run, leave } = loadBundle(bundle, require) as typeof import("./run.js");
  const done = run(args, PLANWRIGHT_VERSION);
  if (isCheck) done.then(leave);
}
