// Keeps what V8 made of the command line while it checked a program, for packages/cli/src/bundled.ts to start with.
// `node scripts/code-cache.mjs BUNDLE PROGRAM`, in a process of its own: the code of functions that were called is kept.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";

const [bundle = "", program = ""] = process.argv.slice(2);
const script = new Script(readFileSync(bundle, "utf8"), { filename: bundle });
const module = { exports: /** @type {typeof import("../packages/cli/src/run.ts")} */ ({}) };
script.runInThisContext()(module.exports, createRequire(bundle), module);
await module.exports.run(["check", program], "");
// V8 looks at the head of it alone, so it is there as a whole or not at all.
writeFileSync(`${bundle}.v8-cache.new`, script.createCachedData());
renameSync(`${bundle}.v8-cache.new`, `${bundle}.v8-cache`);
