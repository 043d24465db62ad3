import { statSync } from "node:fs";
import { dirname } from "node:path";
import { type Balance, type Book, type ClaimAnswer, type LineError, prepare } from "@planwright/evaluator";
import { type Command, Option } from "commander";
import { type Household, type Known, knownOf, readHousehold } from "../claim-household.js";
import { writerFor } from "../claim-output.js";
import type { Paid } from "../claim-words.js";
import { openClaims, type RawHousehold } from "../claims-file.js";
import { close, emit, openOutput, progress } from "../answer-stream.js";
import { bookOf } from "../programs.js";
import { colors as stylesOf, counted, grouped, outputColors } from "../text.js";
import { standardOutput } from "../output.js";
import { pretty } from "./check.js";

interface Options {
  readonly claims: string;
  readonly format: "json" | "table";
  readonly explain?: boolean;
  readonly out?: string;
}

export function define(command: Command): void {
  command
    .argument("<path>", "a program or a rate book")
    .requiredOption(
      "--claims <file>",
      "the households with their lines: JSON, or JSON lines (.jsonl); - for standard input",
    )
    .addOption(
      new Option("--format <format>", "how answers are written").choices(["json", "table"]).default("table"),
    )
    .option("--explain", "show how each amount comes about")
    .option("--out <file>", "where they go; without it, standard output")
    .action((path: string, options: Options) => payClaims(path, options));
}

/** Households between two updates of the progress line. */
const PROGRESS = 1_000;

async function payClaims(path: string, options: Options): Promise<void> {
  const { book, analysis } = await bookOf(path);
  if (!book) {
    process.stderr.write(pretty([{ path, analysis }]));
    process.exitCode = 1;
    return;
  }
  const prepared = prepare(book);
  const known = knownOf(book, prepared.columns.keys());
  const { kind, households } = await openClaims(options.claims);
  const { format, explain = false } = options;
  const output = openOutput(options.out);
  const isShown = output.stream === standardOutput();
  const colors = isShown ? outputColors() : stylesOf(false);
  const writer = writerFor(format, prepared, { kind, explain, folder: folderOf(path), colors });
  const tally = new Tally();
  await emit(output, writer.begin());
  for await (const raw of households) {
    const paid = payOne(prepared, raw, known, explain, format);
    tally.add(paid);
    await emit(output, writer.household(paid));
    if (tally.households % PROGRESS === 0) progress(`${grouped(tally.households)} households`);
  }
  await emit(output, writer.end());
  await close(output);
  progress("");
  process.stderr.write(tally.report(kind === "one"));
  if (tally.isFailing) process.exitCode = 1;
}

function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return ".";
  }
}

function payOne(
  book: Book,
  raw: RawHousehold,
  known: Known,
  explain: boolean,
  format: "json" | "table",
): Paid {
  const household = readHousehold(raw, known);
  const answer = answerOf(book, household, explain);
  const standings =
    explain && format === "table" ? standingsOf(book, household) : new Map<string, Balance[]>();
  return { household, answer, standings };
}

/** What the book answers, with what could not be read of the household and its lines among the errors. */
function answerOf(book: Book, { id, plan, claim, fault, entries }: Household, trace: boolean): ClaimAnswer {
  if (!claim) {
    const errors = [{ line: "", ...(fault ?? { about: "household", message: "" }) }];
    return { id, plan, lines: [], accumulators: [], errors };
  }
  const answer = book.claim(claim, { trace });
  if (answer.errors.some(({ line }) => line === "")) return answer;
  const reasons = new Map(answer.errors.map((error) => [error.line, error]));
  const errors = entries.flatMap((entry): LineError[] => {
    if (entry.fault) return [{ line: entry.name, ...entry.fault }];
    const reason = reasons.get(entry.name);
    return reason ? [reason] : [];
  });
  return { ...answer, errors };
}

/** Households with more lines than these are explained without what the accounts stood at after each. */
const MOST_LINES_WITH_STANDINGS = 100;

/**
 * What the accounts stood at right after each line. Claims are paid in order, so that is what they stand at when no
 * line comes after it.
 */
function standingsOf(book: Book, { claim, entries }: Household): Map<string, readonly Balance[]> {
  const standings = new Map<string, readonly Balance[]>();
  if (!claim || entries.length > MOST_LINES_WITH_STANDINGS) return standings;
  for (const [i, { id }] of claim.lines.entries()) {
    if (id === undefined) continue;
    const { accumulators } = book.claim({ ...claim, lines: claim.lines.slice(0, i + 1) });
    standings.set(id, accumulators);
  }
  return standings;
}

/** Counts what was paid, and remembers some of what was not. */
class Tally {
  households = 0;
  private lines = 0;
  private unpaidLines = 0;
  private unpaid = 0;
  private isNothingPaid = false;
  private readonly named: string[] = [];

  get isFailing(): boolean {
    return this.unpaid > 0;
  }

  add({ household, answer }: Paid): void {
    this.households++;
    this.lines += household.entries.length;
    if (answer.errors.length === 0) return;
    this.unpaid++;
    this.unpaidLines += answer.errors.length;
    if (this.named.length < 10)
      this.named.push(household.id === null ? household.place : `id ${household.id}`);
    this.isNothingPaid ||= answer.errors.some(({ line }) => line === "");
  }

  report(isOne: boolean): string {
    if (this.households === 0) return "There is no household.\n";
    if (this.unpaid === 0) return "";
    const were = (count: number) => (count === 1 ? "was" : "were");
    if (isOne && this.isNothingPaid) return "The household was not paid.\n";
    if (isOne)
      return `${this.unpaidLines} of ${counted(this.lines, "line")} ${were(this.unpaidLines)} not paid.\n`;
    const more =
      this.unpaid > this.named.length ? `, and ${grouped(this.unpaid - this.named.length)} more` : "";
    const all = counted(this.households, "household");
    return `${grouped(this.unpaid)} of ${all} ${were(this.unpaid)} not paid in full: ${this.named.join(", ")}${more}.\n`;
  }
}
