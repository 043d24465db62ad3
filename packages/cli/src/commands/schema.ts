import { rateBookSchema } from "@planwright/ratebook";
import type { Command } from "commander";

export function define(command: Command): void {
  command.action(async () => {
    process.stdout.write(`${JSON.stringify(await rateBookSchema(), null, 2)}\n`);
  });
}
