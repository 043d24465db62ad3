import type { RunExamples } from "@planwright/semantics";
import { loadBundle } from "./bundled.js";
import { optimizeAsUsual } from "./optimizing.js";

/**
 * Answers the examples of a program, for what checks it. What answers them is as much code as all checks, and is a bundle of
 * its own: it is read when the first example is asked for. Made of worked-examples.ts: see scripts/bundle.mjs.
 */
export const runExamples: RunExamples = (program, trees) => {
  optimizeAsUsual();
  worked ??= loadBundle(
    `${__dirname}/planwright-worked.cjs`,
    require,
  ) as typeof import("./worked-examples.js");
  return worked.runExamples(program, trees);
};
let worked: typeof import("./worked-examples.js") | undefined;
