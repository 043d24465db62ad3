// Keeps what V8 made of the command line while it ran some commands, for packages/cli/src/bundled.ts to start with.
// `node scripts/code-cache.mjs BUNDLE COMMANDS`, in a process of its own: the code of functions that were called is
// kept, of the bundle and of those that it loads. Commands are lists of arguments, as JSON.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import v8 from "node:v8";
import vm from "node:vm";

/**
 * What V8 made machine code of before it kept its code, it makes machine code of at once when it starts with what was kept.
 * That pays for functions that run often, so here it does so for these alone.
 */
const BUDGETS = {
  "--interrupt-budget-for-feedback-allocation": 20_000,
  "--interrupt-budget-factor-for-feedback-allocation": 160,
  // The command line changes this one itself.
  "--interrupt-budget": undefined,
};

/** V8 takes what was kept only under the flags under which that was kept: what each is of its own, where this V8 has it. */
const options = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
const budgets = Object.entries(BUDGETS).flatMap(([flag, here]) => {
  const own = new RegExp(`default: ${flag}=(\\d+)\\s`).exec(options)?.[1];
  return own === undefined ? [] : [{ flag, here: here ?? own, own }];
});

/** @type {Map<string, vm.Script>} */
const scripts = new Map();
vm.Script = class extends vm.Script {
  /** @param {string} code @param {vm.ScriptOptions & { filename: string }} options */
  constructor(code, options) {
    super(code, options);
    scripts.set(options.filename, this);
  }
};

const [bundle = "", commands = ""] = process.argv.slice(2);
const script = new vm.Script(readFileSync(bundle, "utf8"), { filename: bundle });
const module = { exports: /** @type {typeof import("../packages/cli/src/run.ts")} */ ({}) };
script.runInThisContext()(module.exports, createRequire(bundle), module, dirname(bundle));
for (const { flag, here } of budgets) v8.setFlagsFromString(`${flag}=${here}`);
for (const args of JSON.parse(commands)) await module.exports.run(args, "");
for (const { flag, own } of budgets) v8.setFlagsFromString(`${flag}=${own}`);
for (const [file, loaded] of scripts) {
  // V8 looks at the head of it alone, so it is there as a whole or not at all.
  writeFileSync(`${file}.v8-cache.new`, loaded.createCachedData());
  renameSync(`${file}.v8-cache.new`, `${file}.v8-cache`);
}
