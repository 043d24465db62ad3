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

/** Every command, in the order of the help: `check: { summary: "…", load: () => import("./commands/check.js") }`. */
export const commands: Readonly<Record<string, CommandEntry>> = {};
