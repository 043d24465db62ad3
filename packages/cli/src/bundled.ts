import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Script } from "node:vm";

/** Beside a bundle, when it was made: what V8 made of its code. */
const CODE_CACHE = ".v8-cache";

function codeCache(file: string): Buffer | undefined {
  try {
    return readFileSync(file + CODE_CACHE);
  } catch {
    return undefined;
  }
}

/**
 * Loads a bundle that is one function, as `require` would make of it, but with the code that V8 made of it when it was bundled, which saves about 20
 * milliseconds. Another version of V8 rejects that code, and makes its own; so it does when there is none.
 */
export function loadBundle(file: string, require: NodeJS.Require): unknown {
  const script = new Script(readFileSync(file, "utf8"), { filename: file, cachedData: codeCache(file) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, dirname(file));
  return module.exports;
}
