import { writeFileSync } from "node:fs";
import { canonicalText } from "@planwright/ratebook";
import type { Command } from "commander";
import { Failure, reasonOf } from "../failure.js";
import { bookOf } from "../programs.js";
import { counted } from "../text.js";
import { pretty } from "./check.js";
import { say } from "../output.js";

export function define(command: Command): void {
  command
    .argument("<path>", "a folder of .plan files, or one file")
    .option("--out <file>", "where the rate book goes; - for standard output")
    .option("--without-sources", "leave out where each value was written")
    .action(async (path: string, options: { out?: string; withoutSources?: boolean }) => {
      if (path.endsWith(".json")) throw new Failure(`${path} is a rate book already`);
      const { book, analysis } = await bookOf(path);
      if (!book) {
        process.stderr.write(pretty([{ path, analysis }]));
        process.exitCode = 1;
        return;
      }
      const { sources: _, ...bare } = book;
      const text = canonicalText(options.withoutSources ? bare : book);
      const out = options.out ?? `${book.program.id}.ratebook.json`;
      if (out === "-") {
        say(text);
        return;
      }
      try {
        writeFileSync(out, text);
      } catch (thrown) {
        throw new Failure(`${out} cannot be written: ${reasonOf(thrown)}`);
      }
      const rates = book.rates.reduce((sum, { rows }) => sum + rows.length, 0);
      const what = `${counted(book.coverages.length, "coverage")}, ${counted(book.plans.length, "plan")}, ${counted(rates, "rate")}`;
      say(`Wrote ${out}: ${what}. Hash ${book.hash.slice(0, 12)}.\n`);
    });
}
