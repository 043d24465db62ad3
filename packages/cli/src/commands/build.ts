import { writeFileSync } from "node:fs";
import { canonicalText } from "@planwright/ratebook";
import { isDay, nearest, prepare } from "@planwright/evaluator";
import { type Dialect, DIALECTS, NotInSql, sqlOf } from "@planwright/sql";
import { type Command, Option } from "commander";
import { Failure, reasonOf } from "../failure.js";
import { bookOf } from "../programs.js";
import { counted } from "../text.js";
import { pretty } from "./check.js";
import { say } from "../output.js";

interface Options {
  readonly out?: string;
  readonly withoutSources?: boolean;
  readonly target: "ratebook" | "sql";
  readonly dialect?: Dialect;
  readonly census: string;
  readonly columns?: string;
  readonly asOf?: string;
}

export function define(command: Command): void {
  command
    .argument("<path>", "a folder of .plan files, or one file")
    .option("--out <file>", "where the rate book goes; - for standard output")
    .option("--without-sources", "leave out where each value was written")
    .addOption(
      new Option("--target <target>", "what is built").choices(["ratebook", "sql"]).default("ratebook"),
    )
    .addOption(
      new Option("--dialect <dialect>", "of SQL: the database that it is for").choices([...DIALECTS]),
    )
    .option("--census <table>", "of SQL: the table or view of the people, one a row", "census")
    .option(
      "--columns <names>",
      "of SQL: the columns that it has, between commas; without it, all that are read",
    )
    .option("--as-of <day>", "of SQL: the day rated, where the census says none")
    .action(async (path: string, options: Options) => {
      if (options.target === "sql") {
        await buildSql(path, options);
        return;
      }
      if (path.endsWith(".json")) throw new Failure(`${path} is a rate book already`);
      const { book, analysis } = await bookOf(path, { hashed: true });
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
      write(out, text);
      const rates = book.rates.reduce((sum, { rows }) => sum + rows.length, 0);
      const what = `${counted(book.coverages.length, "coverage")}, ${counted(book.plans.length, "plan")}, ${counted(rates, "rate")}`;
      say(`Wrote ${out}: ${what}. Hash ${book.hash.slice(0, 12)}.\n`);
    });
}

function write(out: string, text: string): void {
  try {
    writeFileSync(out, text);
  } catch (thrown) {
    throw new Failure(`${out} cannot be written: ${reasonOf(thrown)}`);
  }
}

/** Writes a program, or a rate book, as SQL that rates a census where it lies. */
async function buildSql(path: string, { dialect, census, columns, asOf, out }: Options): Promise<void> {
  if (!dialect)
    throw new Failure("`--target sql` needs its dialect", `Add --dialect ${DIALECTS.join(" or ")}.`);
  const { book, analysis } = await bookOf(path, { hashed: true });
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const prepared = prepare(book);
  const { from, to } = book.program.effective;
  if (asOf !== undefined && (!isDay(asOf) || asOf < from || asOf > to))
    throw new Failure(
      `${asOf} is no day of the program`,
      `It runs from ${from} to ${to}; write a day like ${from}.`,
    );
  const names = columns?.split(",").map((name) => name.trim());
  // A name that is read of no table would be taken for a column that is empty.
  const unknown = names?.find((name) => !prepared.columns.has(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, [...prepared.columns.keys()]);
    throw new Failure(
      `--columns: the program has no column \`${unknown}\``,
      near ? `Did you mean \`${near}\`?` : "Name those alone that the program asks for.",
    );
  }
  const file = out ?? `${book.program.id}.${dialect}.sql`;
  try {
    const text = sqlOf(prepared, { dialect, census, columns: names, asOf });
    if (file === "-") {
      say(text);
      return;
    }
    write(file, text);
    say(`Wrote ${file}.\n`);
  } catch (thrown) {
    if (thrown instanceof NotInSql)
      throw new Failure(`This program cannot be said in SQL: ${thrown.what}`, thrown.help);
    throw thrown;
  }
}
