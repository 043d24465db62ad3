import type { Command } from "commander";

/** One file under commands/ exports this shape. */
export interface CommandModule {
  /** Adds the arguments, options and action to the command. */
  define(command: Command): void;
}

export interface CommandEntry {
  readonly summary: string;
  /** Loads the command's code; called only when the command is asked for. */
  load(): Promise<CommandModule>;
}

/** Every command, in the order of the help. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  init: { summary: "begin a program: a small one to start from", load: () => import("./commands/init.js") },
  check: { summary: "find what is wrong in a program", load: () => import("./commands/check.js") },
  fmt: { summary: "set plans in the standard layout", load: () => import("./commands/fmt.js") },
  build: { summary: "compile a program to a rate book", load: () => import("./commands/build.js") },
  schema: { summary: "print the JSON Schema of the rate book", load: () => import("./commands/schema.js") },
  rate: { summary: "compute the premiums of a census", load: () => import("./commands/rate.js") },
  claim: { summary: "pay the claims of households", load: () => import("./commands/claim.js") },
  enroll: {
    summary: "say who is insured, from when, until when, at which contribution",
    load: () => import("./commands/enroll.js"),
  },
  renew: { summary: "compute next year's rates", load: () => import("./commands/renew.js") },
  settle: {
    summary: "settle a funding arrangement for its experience",
    load: () => import("./commands/settle.js"),
  },
  test: { summary: "run the examples in a program", load: () => import("./commands/test.js") },
  diff: { summary: "say what changed between two programs", load: () => import("./commands/diff.js") },
  page: {
    summary: "write the page that members see: benefits, rates, who is insured",
    load: () => import("./commands/page.js"),
  },
  lsp: { summary: "serve an editor: the language server", load: () => import("./commands/lsp.js") },
  explain: {
    summary: "show the page of a finding, or of a kind of change",
    load: () => import("./commands/explain.js"),
  },
};
