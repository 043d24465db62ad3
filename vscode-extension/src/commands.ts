import { build } from "./commands/build.js";
import { check } from "./commands/check.js";
import { compare } from "./commands/compare.js";
import { explain } from "./commands/explain.js";
import { newProgram } from "./commands/new-program.js";
import { rate } from "./commands/rate.js";
import { preview } from "./preview.js";
import type { Command } from "./tools.js";

/** Every command, one row each. Its title stands in package.json. */
export const COMMANDS: readonly Command[] = [
  { id: "planwright.newProgram", run: newProgram },
  { id: "planwright.check", run: check },
  { id: "planwright.build", run: build },
  { id: "planwright.test", run: ({ examples }) => examples.runAll() },
  { id: "planwright.rate", run: rate },
  { id: "planwright.compare", run: compare },
  { id: "planwright.explain", run: explain },
  { id: "planwright.preview", run: preview },
];
