import { nearest } from "@planwright/evaluator";
import { documentOf, planPage } from "@planwright/pages";
import type { RateBook } from "@planwright/ratebook";
import type { Command } from "commander";
import { Failure } from "../failure.js";
import { say } from "../output.js";
import { bookOf } from "../programs.js";
import { counted } from "../text.js";
import { replaceFile } from "../writing.js";
import { pretty } from "./check.js";

interface Options {
  readonly out?: string;
  readonly service?: string;
}

export function define(command: Command): void {
  command
    .argument("<path>", "a folder of .plan files, one file, or a rate book")
    .option("--out <file>", "where the page goes; - for standard output")
    .option("--service <id>", "the service whose charge is drawn against what a member pays")
    .action(async (path: string, options: Options) => {
      const { book, analysis } = await bookOf(path, { hashed: true });
      if (!book) {
        process.stderr.write(pretty([{ path, analysis }]));
        process.exitCode = 1;
        return;
      }
      checkService(book, options.service);
      const page = planPage(book, { service: options.service });
      const text = documentOf(page);
      const out = options.out ?? `${book.program.id}.html`;
      if (out === "-") {
        say(text);
        return;
      }
      replaceFile(out, text);
      const size = `${Math.ceil(Buffer.byteLength(text) / 1000)} KB`;
      say(
        `Wrote ${out}: ${counted(book.plans.length, "plan")}, ${counted(book.rates.length, "table")} of rates, ${size}.\n`,
      );
    });
}

function checkService({ services }: RateBook, wanted: string | undefined): void {
  if (wanted === undefined || services.some(({ id }) => id === wanted)) return;
  const near = nearest(
    wanted,
    services.map(({ id }) => id),
  );
  throw new Failure(
    `${wanted} is no service of this program`,
    near ? `Did you mean ${near}?` : "The `services` of a coverage name them.",
  );
}
