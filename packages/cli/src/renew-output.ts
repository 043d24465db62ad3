import { relative } from "node:path";
import type { Book, Problem, RateAction, RenewalAnswer, RenewalLine, TraceStep } from "@planwright/evaluator";
import { type Colors, money, wrap } from "./text.js";

interface Settings {
  readonly explain: boolean;
  /** The folder of the plans: sources are shown as they are seen from there. */
  readonly folder: string;
  readonly colors: Colors;
}

const WIDTH = 100;

/** The rate actions as text: a line for each coverage, with its new rates below it. */
export function renewalText(answer: RenewalAnswer, book: Book, settings: Settings): string {
  const { colors: c } = settings;
  const { from, to } = answer.effective;
  const days = to === null ? `from ${from}` : `${from} to ${to}`;
  const head = `${c.bold(book.program.name)}, new rates ${days}\n`;
  const problems = answer.errors.map((problem) => problemText(problem, c));
  return [head, ...problems, ...answer.lines.map((line) => lineText(line, book, settings))].join("\n");
}

const problemText = ({ message, source }: Problem, c: Colors): string =>
  `${wrap(`${message}${source ? ` (${source})` : ""}`, WIDTH, `  ${c.red("!")} `).replace(/\n {2}\S+ /g, "\n    ")}\n`;

function headingOf(line: RenewalLine, book: Book): string {
  const { plans, carriers } = book.prepared.book;
  const coverage = book.prepared.coverages.get(line.coverage)?.coverage.name ?? line.coverage;
  const plan = line.plan === null ? undefined : plans.find(({ id }) => id === line.plan)?.name;
  const carrier = line.carrier === null ? undefined : carriers.find(({ id }) => id === line.carrier)?.name;
  const id = line.id === null ? "" : `${line.id}: `;
  return `${id}${[coverage, plan, carrier].filter(Boolean).join(", ")}`;
}

function lineText(line: RenewalLine, book: Book, settings: Settings): string {
  const { colors: c, explain } = settings;
  const parts = [`${c.bold(headingOf(line, book))}${summaryOf(line)}\n`];
  for (const problem of line.errors) parts.push(problemText(problem, c));
  if (explain && line.trace.length > 0) parts.push(traceText(line.trace, settings));
  else if (line.rates.length > 0) parts.push(ratesText(line.rates, c));
  for (const remark of line.remarks) parts.push(`${wrap(remark, WIDTH, "  ")}\n`);
  return parts.join("");
}

function summaryOf({
  change,
  before_corridor: before,
  corridor,
  first_rate: first,
  errors,
}: RenewalLine): string {
  if (first !== null) return `  first rate ${money(first)}`;
  const bounds = corridor && `${corridor.least}% to ${corridor.most}%`;
  if (errors.length > 0) return bounds ? `  between ${bounds}, whatever is missing` : "";
  if (change === null) return "";
  const computed = before === change ? "" : `, computed ${before}%`;
  return `  change ${change}%${computed}${bounds ? `, corridor ${bounds}` : ""}`;
}

const signed = (change: string | null): string =>
  change === null ? "" : `${change.startsWith("-") || change === "0" ? "" : "+"}${change}%`;

/** The rates before and after, in columns. */
function ratesText(rates: readonly RateAction[], c: Colors): string {
  const keys = [...new Set(rates.flatMap((rate) => Object.keys(rate.keys)))];
  const head = [...keys, "before", "after", "change"];
  const rows = rates.map(({ keys: own, before, after, change }) => [
    ...keys.map((key) => own[key] ?? "any"),
    money(before),
    money(after),
    signed(change),
  ]);
  const widths = head.map((word, i) =>
    rows.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), word.length),
  );
  const written = (row: readonly string[]) =>
    `  ${row.map((cell, i) => (i < keys.length ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")}`.trimEnd();
  const pers = [...new Set(rates.map(({ per }) => per))];
  const unit = pers.length === 1 ? `  ${c.dim(`per ${pers[0]}`)}\n` : "";
  return `${[c.dim(written(head)), ...rows.map(written)].join("\n")}\n${unit}`;
}

const TEXT = 58;
const AMOUNT = 14;

/** How a change and each new rate came about, with where the plan says so. */
function traceText(trace: readonly TraceStep[], { colors: c, folder }: Settings): string {
  const shorten = (source: string): string => {
    const file = relative(folder, source).replaceAll("\\", "/");
    return file.length < source.length ? file : source;
  };
  const rows = trace.map(({ text, amount = "", source, cites }) => {
    const lines = wrap(text, TEXT, "").split("\n");
    const where = [source && shorten(source), ...(cites ?? []).map((cite) => `[${cite}]`)]
      .filter(Boolean)
      .join(" ");
    const last = `${(lines.pop() ?? "").padEnd(TEXT)}${amount.padStart(AMOUNT)}  ${c.dim(where)}`.trimEnd();
    return [...lines, last].map((line) => `  ${line}`).join("\n");
  });
  return `${rows.join("\n")}\n`;
}
