// The entry of the command line. `--version` answers before anything else is loaded.
import { writeSync } from "node:fs";

declare const PLANWRIGHT_VERSION: string;

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === "--version" || args[0] === "-V")) {
  writeSync(1, `${PLANWRIGHT_VERSION}\n`); // process.stdout takes milliseconds to come to life
} else {
  import("./run.js").then(({ run }) => run(args, PLANWRIGHT_VERSION));
}
