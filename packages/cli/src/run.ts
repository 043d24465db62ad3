import { Command, CommanderError } from "commander";
import { commands } from "./commands.js";
import { Failure } from "./failure.js";
import { say } from "./output.js";

export { leave } from "./output.js";

/** Builds the command line from the table of commands and runs it. Only the command asked for is loaded. */
export async function run(args: readonly string[], version: string): Promise<void> {
  const program = new Command("planwright")
    .description("A language for benefit plans")
    .version(version)
    .showHelpAfterError()
    .configureOutput({ writeOut: say })
    .exitOverride();
  const asked = args[0] === "help" ? args[1] : args[0];
  const all = Object.entries(commands);
  const known = all.filter(([name]) => name === asked);
  // The others are told of where none is asked for, or one that there is not.
  for (const [name, entry] of known.length > 0 ? known : all) {
    const command = program.command(name).description(entry.summary).exitOverride();
    if (name === asked) (await entry.load()).define(command);
  }
  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: "user" });
  } catch (thrown) {
    process.exitCode = statusOf(thrown);
  }
}

/** 0 for help, 2 for everything that kept the command from running. Users never see a stack. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  if (thrown instanceof Failure) {
    process.stderr.write(`${thrown.message}\n${thrown.advice ? `→ ${thrown.advice}\n` : ""}`);
    return 2;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  process.stderr.write(`Planwright itself failed, which is a fault of its own: ${message}\n`);
  if (process.env.PLANWRIGHT_DEBUG && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
  return 2;
}
