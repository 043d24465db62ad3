import { Command } from "commander";
import { commands } from "./commands.js";

/** Builds the command line from the table of commands and runs it. Only the command asked for is loaded. */
export async function run(args: readonly string[], version: string): Promise<void> {
  const program = new Command("planwright")
    .description("A language for benefit plans")
    .version(version)
    .showHelpAfterError();
  const asked = args[0] === "help" ? args[1] : args[0];
  for (const [name, entry] of Object.entries(commands)) {
    const command = program.command(name).description(entry.summary);
    if (name === asked) (await entry.load()).define(command);
  }
  await program.parseAsync(args, { from: "user" });
}
