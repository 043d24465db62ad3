import { rateBookSchema } from "@planwright/ratebook";
import type { Command } from "commander";
import { say } from "../output.js";

export function define(command: Command): void {
  command.action(async () => {
    say(`${JSON.stringify(await rateBookSchema(), null, 2)}\n`);
  });
}
