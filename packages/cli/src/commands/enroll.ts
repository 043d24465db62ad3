import { type Book, type EnrollAnswer, isDay, type Person, prepare } from "@planwright/evaluator";
import { type Command, Option } from "commander";
import { fileName } from "../census.js";
import { close, emit, openOutput, progress } from "../answer-stream.js";
import { writerFor } from "../enroll-output.js";
import { Failure } from "../failure.js";
import {
  type Employee,
  peopleColumns,
  readPeople,
  relationsOf,
  sharedDependents,
  withCouples,
} from "../people-file.js";
import { bookOf } from "../programs.js";
import { grouped } from "../text.js";
import { pretty } from "./check.js";

interface Options {
  readonly people: string;
  readonly asOf?: string;
  readonly format: "table" | "json";
  readonly out?: string;
  readonly explain?: boolean;
  readonly given: readonly string[];
  readonly ignore: readonly string[];
}

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--people <file>",
      "the employees and their dependents: CSV with a header row, or JSON lines (.jsonl); - for standard input",
    )
    .option(
      "--as-of <date>",
      "the day of rows without a column `date`; without both, the first day of the program",
    )
    .addOption(
      new Option("--format <format>", "how answers are written").choices(["table", "json"]).default("table"),
    )
    .option("--out <file>", "where they go; without it, standard output")
    .option("--explain", "show how each day comes about")
    .option("--given <input=value...>", "what holds for every row that does not say it", [])
    .option("--ignore <columns...>", "columns of the file that are not for eligibility", [])
    .action((path: string, options: Options) => enrollPeople(path, options));
}

/** Rows between two updates of the progress line. */
const PROGRESS_ROWS = 2_000;

async function enrollPeople(path: string, options: Options): Promise<void> {
  if (options.asOf !== undefined && !isDay(options.asOf)) {
    throw new Failure(`${options.asOf} is not a day`, "Write it like 2015-03-02.");
  }
  const { book, analysis } = await bookOf(path);
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  if ((book.eligibility ?? []).length === 0) {
    throw new Failure(
      `${book.program.name} does not say who is insured`,
      "A block `eligibility for medical {` says who is, from when and until when.",
    );
  }
  const prepared = prepare(book);
  const given = givenOf(options.given, prepared);
  const read = await readPeople(options.people, prepared.columns, new Set(options.ignore), relationsOf(book));
  const employees = withCouples(read, book);
  const output = openOutput(options.out);
  const writer = writerFor(options.format, prepared, {
    explain: options.explain ?? false,
    people: fileName(options.people),
  });
  const group = prepared.group({ asOf: options.asOf });
  const couples = prepared.couples();
  const shared = (book.eligibility ?? []).some(({ couple }) => couple?.isUnderOne)
    ? sharedDependents(employees)
    : new Map<string, readonly string[]>();
  const tally = new Tally();
  await emit(output, writer.begin());
  for (const employee of employees) {
    const person = { ...given, ...said(employee.person) };
    const own = answerOf(prepared, { ...employee, person }, shared, options);
    const between = employee.fault === undefined ? couples.add(person, employee.dependents, own) : [];
    const answer = { ...own, errors: [...own.errors, ...between] };
    if (employee.fault === undefined)
      group.add(person, employee.dependents, answer, answer.id ?? `line ${employee.line}`);
    else group.addUnknown();
    tally.add(answer, employee.line);
    await emit(output, writer.employee(answer, employee.line));
    if (tally.rows % PROGRESS_ROWS === 0) progress(`${grouped(tally.rows)} rows`);
  }
  const answers = group.answers();
  await emit(
    output,
    writer.end(
      answers,
      (book.documents ?? []).map(({ id }) => id),
    ),
  );
  await close(output);
  progress("");
  tally.report();
  adviseChoices(prepared, tally.unchosen());
  if (answers.some(({ level, met }) => level === "require" && met === false)) process.exitCode = 1;
}

/** Columns with something in them. */
const said = (person: Person): Person =>
  Object.fromEntries(
    Object.entries(person).filter(([, value]) => value !== undefined && value.trim() !== ""),
  );

/** Columns that cannot be alike in all rows. */
const OF_ONE_ROW: ReadonlySet<string> = new Set(["id", "relation", "employee"]);

function givenOf(pairs: readonly string[], book: Book): Person {
  const given: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (at <= 0) throw new Failure(`${pair} gives nothing`, "Write it like --given council_resolution=yes.");
    if (OF_ONE_ROW.has(name)) {
      throw new Failure(
        `--given ${name} would be of every row`,
        `\`${name}\` says whose a row is, so it stands in the file.`,
      );
    }
    if (!peopleColumns(book.columns).has(name)) throw new Failure(`The program has no column \`${name}\``);
    given[name] = pair.slice(at + 1);
  }
  return given;
}

function answerOf(
  book: Book,
  { person, dependents, fault }: Employee,
  shared: ReadonlyMap<string, readonly string[]>,
  { asOf, explain }: Options,
): EnrollAnswer {
  const id = person.id?.trim() || null;
  if (fault !== undefined) {
    return {
      id,
      date: "",
      class: null,
      coverages: [],
      errors: [{ about: "row", message: fault }],
      remarks: [],
    };
  }
  const answer = book.enroll(person, dependents, { asOf, trace: explain });
  const twice = dependents.flatMap((one) => {
    const name = one.id?.trim() ?? "";
    const under = shared.get(name);
    if (!under || under[0] === (id ?? "?")) return [];
    const message = `${name} is a dependent of ${under.join(" and of ")}: dependents of a couple are under one.`;
    return [{ about: `employee of ${name}`, message }];
  });
  return twice.length === 0 ? answer : { ...answer, errors: [...answer.errors, ...twice] };
}

/** Says how a file names what is chosen, where nobody in it has chosen a coverage that has plans. */
function adviseChoices({ prepared }: Book, unchosen: readonly string[]): void {
  for (const coverage of unchosen) {
    const plans = prepared.plansOf(coverage);
    if (plans.length === 0 || !prepared.coverages.get(coverage)?.hasRates) continue;
    const columns = prepared.coverages.size > 1 ? `\`plan\` or \`plan of ${coverage}\`` : "`plan`";
    const known = plans.length > MOST_PLANS ? `${plans.slice(0, MOST_PLANS).join(", ")}…` : plans.join(", ");
    process.stderr.write(
      `Nobody has chosen a plan of ${coverage}, so no contribution is shown.\n→ The column ${columns} says which: ${known}.\n`,
    );
  }
}

/** More plans than these are not named. */
const MOST_PLANS = 10;

/** Counts what was not answered, and remembers some of it. */
class Tally {
  rows = 0;
  private failed = 0;
  private readonly named: string[] = [];

  /** By coverage, whether somebody insured has chosen it. */
  private readonly chosen = new Map<string, boolean>();

  /** Coverages that somebody is insured by, and that nobody has chosen. */
  unchosen(): readonly string[] {
    return [...this.chosen].flatMap(([coverage, isChosen]) => (isChosen ? [] : [coverage]));
  }

  add(answer: EnrollAnswer, line: number): void {
    this.rows++;
    for (const { coverage, eligible, enrolled } of answer.coverages)
      if (eligible) this.chosen.set(coverage, enrolled || (this.chosen.get(coverage) ?? false));
    if (answer.errors.length === 0) return;
    this.failed++;
    if (this.named.length < 10) this.named.push(answer.id === null ? `line ${line}` : `id ${answer.id}`);
  }

  report(): void {
    if (this.rows === 0) process.stderr.write("The file has no row.\n");
    if (this.failed === 0) return;
    const more =
      this.failed > this.named.length ? `, and ${grouped(this.failed - this.named.length)} more` : "";
    const were = this.failed === 1 ? "was" : "were";
    process.stderr.write(
      `${grouped(this.failed)} of ${grouped(this.rows)} rows ${were} not answered in full: ${this.named.join(", ")}${more}.\n`,
    );
    process.exitCode = 1;
  }
}
