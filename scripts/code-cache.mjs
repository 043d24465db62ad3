// Keeps what V8 made of the command line while it checked a program, for packages/cli/src/bundled.ts to start with.
// `node scripts/code-cache.mjs BUNDLE PROGRAM`, in a process of its own: the code of functions that were called is kept, of the bundle
// and of those that it loads.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import vm from "node:vm";

/** @type {Map<string, vm.Script>} */
const scripts = new Map();
vm.Script = class extends vm.Script {
  /** @param {string} code @param {vm.ScriptOptions & { filename: string }} options */
  constructor(code, options) {
    super(code, options);
    scripts.set(options.filename, this);
  }
};

const [bundle = "", program = ""] = process.argv.slice(2);
const script = new vm.Script(readFileSync(bundle, "utf8"), { filename: bundle });
const module = { exports: /** @type {typeof import("../packages/cli/src/run.ts")} */ ({}) };
script.runInThisContext()(module.exports, createRequire(bundle), module, dirname(bundle));
await module.exports.run(["check", program], "");
for (const [file, loaded] of scripts) {
  // V8 looks at the head of it alone, so it is there as a whole or not at all.
  writeFileSync(`${file}.v8-cache.new`, loaded.createCachedData());
  renameSync(`${file}.v8-cache.new`, `${file}.v8-cache`);
}
