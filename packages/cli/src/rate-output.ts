import type { Book, PremiumLine, RateAnswer } from "@planwright/evaluator";
import { type Colors, colorsFor, money, wrap } from "./text.js";

/** Writes answers one after the other; each function gives the text to write. */
export interface RateWriter {
  begin(asOf: string): string;
  row(answer: RateAnswer, line: number): string;
  end(): string;
}

interface Settings {
  readonly explain: boolean;
  readonly census: string;
  readonly toTerminal: boolean;
}

export function writerFor(format: "table" | "csv" | "json", book: Book, settings: Settings): RateWriter {
  switch (format) {
    case "json":
      return { begin: () => "", row: (answer) => `${JSON.stringify(jsonOf(answer))}\n`, end: () => "" };
    case "csv":
      return csvWriter();
    case "table":
      return settings.explain ? explainWriter(settings) : tableWriter(book, settings);
  }
}

/** The shape that other systems read: the parts that are firm, and remarks when there are some. */
function jsonOf({ id, date, lines, total, errors, remarks }: RateAnswer) {
  return { id, date, lines, total, errors, ...(remarks.length > 0 ? { remarks } : {}) };
}

const CSV_COLUMNS = [
  "id",
  "coverage",
  "plan",
  "rate",
  "per",
  "quantity",
  "premium",
  "employer",
  "employee",
  "error",
];

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const csvRow = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => csvCell(cell ?? "")).join(",")}\n`;

/** A line for each premium line; a row that is not rated has one line with its errors. */
function csvWriter(): RateWriter {
  return {
    begin: () => csvRow(CSV_COLUMNS),
    row: ({ id, lines, errors }) => {
      if (errors.length > 0) {
        const why = errors.map(({ message }) => message).join(" ");
        return csvRow([id, "", "", "", "", "", "", "", "", why]);
      }
      return lines
        .map((l) =>
          csvRow([id, l.coverage, l.plan, l.rate, l.per, l.quantity, l.premium, l.employer, l.employee, ""]),
        )
        .join("");
    },
    end: () => "",
  };
}

interface Column {
  readonly id: string;
  readonly title: string;
  readonly width: number;
}

const ID_WIDTH = 6;
const FIGURE_WIDTH = 11;

/** Adds up amounts with two decimals, exactly. */
class Sum {
  private units = 0n;
  add(decimal: string | null | undefined): void {
    if (decimal) this.units += BigInt(decimal.replace(".", ""));
  }
  text(): string {
    const digits = this.units.toString().padStart(3, "0");
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }
}

const bare = (decimal: string): string => money(decimal).replace("$", "");

/** Every coverage that has rates is a column; widths are fixed, so that rows can be written as they come. */
function tableWriter(book: Book, { census }: Settings): RateWriter {
  const c = colorsFor(process.stdout);
  const rated = [...book.prepared.coverages.values()].filter((coverage) => coverage.hasRates);
  const columns: Column[] = rated.map(({ id }) => ({
    id,
    title: id,
    width: Math.max(FIGURE_WIDTH, id.length + 1),
  }));
  const sums = new Map<string, Sum>();
  const sum = (id: string) => sums.get(id) ?? sums.set(id, new Sum()).get(id) ?? new Sum();
  let rows = 0;
  let count = 0;
  const figures = (of: (id: string) => string) =>
    [
      ...columns.map(({ id, width }) => of(id).padStart(width)),
      ...["premium", "employer", "employee"].map((id) => of(id).padStart(FIGURE_WIDTH + 1)),
    ].join("");
  return {
    begin: (asOf) => {
      const title = `${book.program.name}, as of ${asOf}, ${book.program.currency === "USD" ? "$" : book.program.currency} per month`;
      const header = ` ${"id".padEnd(ID_WIDTH)}${figures((id) => id)}`;
      return `${c.bold(title)}\n\n${c.dim(header)}\n`;
    },
    row: (answer, line) => {
      rows++;
      const name = (answer.id ?? `:${line}`).padEnd(ID_WIDTH);
      if (answer.errors.length > 0)
        return ` ${name}${c.red("not rated")}\n${errorLines(answer, census, line)}`;
      count++;
      const own = new Map(answer.lines.map((l) => [l.coverage, l.premium]));
      for (const [id, premium] of own) sum(id).add(premium);
      const totals: Record<string, string | null> = answer.total ?? {};
      for (const id of ["premium", "employer", "employee"]) sum(id).add(totals[id]);
      const text = (id: string) => own.get(id) ?? (id in totals ? totals[id] : undefined) ?? "";
      const remarks = answer.remarks.map((remark) => wrap(remark, 100, "        ")).join("\n");
      return ` ${name}${figures((id) => (text(id) === "" ? "" : bare(text(id))))}\n${remarks ? `${c.dim(remarks)}\n` : ""}`;
    },
    end: () => {
      const label = `${count} of ${rows} rated`;
      return `\n ${"".padEnd(ID_WIDTH)}${figures((id) => (sums.has(id) ? bare(sum(id).text()) : ""))}\n ${label}\n`;
    },
  };
}

function errorLines(answer: RateAnswer, census: string, line: number): string {
  return answer.errors
    .map(({ message, source, about }) => {
      const where = source ? ` (${source})` : "";
      return `${wrap(`${message}${where}`, 100, "        ")}\n        → ${census}:${line}, ${about}\n`;
    })
    .join("");
}

/** Each premium with the lines that lead to it. */
function explainWriter({ census }: Settings): RateWriter {
  const c = colorsFor(process.stdout);
  return {
    begin: () => "",
    row: (answer, line) => {
      const name = answer.id === null ? `Line ${line}` : `Row ${answer.id}`;
      if (answer.errors.length > 0)
        return `${c.bold(name)}   not rated\n${errorLines(answer, census, line)}\n`;
      const total = answer.total ? `${money(answer.total.premium)} per month on ${answer.date}` : "";
      const lines = answer.lines.map((l) => explained(l, c)).join("\n");
      const remarks = answer.remarks.map((remark) => `  ${remark}\n`).join("");
      return `${c.bold(name)}   ${total}\n\n${lines}\n${remarks}\n`;
    },
    end: () => "",
  };
}

function explained(line: PremiumLine, c: Colors): string {
  const heading = `${line.coverage}${line.plan ? `, ${line.plan}` : ""}   ${money(line.premium)}`;
  const steps = line.trace.map(({ text, amount, source, cites }) => {
    const left = text.length > 58 ? `${text.slice(0, 57)}…` : text;
    const at = [source, ...(cites ?? [])].filter(Boolean).join("  ");
    return `  ${left.padEnd(58)} ${(amount ?? "").padStart(14)}   ${c.dim(at)}`.trimEnd();
  });
  const shares =
    line.employer === null
      ? ""
      : `  employer ${money(line.employer)}, employee ${money(line.employee ?? "0.00")}\n`;
  const evidence = line.evidence_of_insurability
    ? `  ${money(line.evidence_of_insurability)} needs evidence of insurability\n`
    : "";
  const benefit = line.benefit ? `  pays ${money(line.benefit)} per month\n` : "";
  return `${c.bold(heading)}\n${steps.join("\n")}\n${benefit}${evidence}${shares}`;
}
