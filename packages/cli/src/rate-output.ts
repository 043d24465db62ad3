import type { PremiumFile } from "@planwright/columnar";
import type { Book, PremiumLine, RateAnswer } from "@planwright/evaluator";
import { type Colors, outputColors, money, wrap } from "./text.js";

/** Writes answers one after the other; each function gives the text to write. */
export interface RateWriter {
  begin(): string;
  /** `line` is where the row begins, or its number in a file of columns. */
  row(answer: RateAnswer, line: number): string;
  end(): string | Uint8Array;
  /** A file of columns gathers rows: the bytes of as many as make a piece of it. */
  readonly columns?: PremiumFile;
}

interface Settings {
  readonly explain: boolean;
  readonly census: string;
  /** What is counted in messages about a census: its lines, or the rows of a file of columns. */
  readonly counts: "line" | "row";
}

export type TextFormat = "table" | "csv" | "json";

/** Gathers answers into a file of columns. */
export const columnWriter = (columns: PremiumFile): RateWriter => ({
  begin: () => "",
  row: (answer) => {
    columns.add(answer);
    return "";
  },
  end: () => columns.end(),
  columns,
});

export function writerFor(format: TextFormat, book: Book, settings: Settings): RateWriter {
  switch (format) {
    case "json":
      return { begin: () => "", row: (answer) => `${jsonText(answer)}\n`, end: () => "" };
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

/** The same as text. Texts of lines are names and figures, which are written sooner than by `JSON.stringify`. */
function jsonText(answer: RateAnswer): string {
  const { id, date, lines, total, errors, remarks } = answer;
  if (!total || errors.length > 0 || remarks.length > 0 || lines.some(({ trace }) => trace.length > 0))
    return JSON.stringify(jsonOf(answer));
  let text = "";
  for (const line of lines) text += text === "" ? jsonLine(line) : `,${jsonLine(line)}`;
  const { premium, employer, employee } = total;
  const sums = `{"premium":"${premium}","employer":${figure(employer)},"employee":${figure(employee)}}`;
  return `{"id":${JSON.stringify(id)},"date":"${date}","lines":[${text}],"total":${sums},"errors":[]}`;
}

const figure = (decimal: string | null): string => (decimal === null ? "null" : `"${decimal}"`);

const jsonNames = keeping((text: string | null) => JSON.stringify(text));

function jsonLine(l: PremiumLine): string {
  const names = `{"coverage":${jsonNames(l.coverage)},"plan":${jsonNames(l.plan)},"rate":"${l.rate}","per":${jsonNames(l.per)}`;
  const shares = `"employer":${figure(l.employer)},"employee":${figure(l.employee)}`;
  const volume = l.volume === undefined ? "" : `,"volume":"${l.volume}"`;
  const benefit = l.benefit === undefined ? "" : `,"benefit":"${l.benefit}"`;
  const evidence =
    l.evidence_of_insurability === undefined
      ? ""
      : `,"evidence_of_insurability":"${l.evidence_of_insurability}"`;
  return `${names},"quantity":"${l.quantity}","premium":"${l.premium}",${shares}${volume}${benefit}${evidence},"trace":[]}`;
}

/** A row that is none, and why. */
export const faultAnswer = (id: string, fault: string): RateAnswer => ({
  id: id || null,
  date: "",
  lines: [],
  total: null,
  errors: [{ about: "row", message: fault }],
  remarks: [],
});

export const cellsFault = (cells: number, header: number): string =>
  `This row has ${cells} cells, the header has ${header}.`;

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

export const csvCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Names stand in many rows: what is written of them is kept, so many. */
const MOST_COMMON = 10_000;

function keeping(write: (text: string | null) => string): (text: string | null) => string {
  const known = new Map<string | null, string>();
  return (text) => {
    let written = known.get(text);
    if (written === undefined) {
      written = write(text);
      if (known.size < MOST_COMMON) known.set(text, written);
    }
    return written;
  };
}

const commonCell = keeping((text) => csvCell(text ?? ""));

/** A premium line as CSV. Figures need no quotes. */
function csvLine(id: string, l: PremiumLine): string {
  const [coverage, plan, per] = [commonCell(l.coverage), commonCell(l.plan), commonCell(l.per)];
  return `${id},${coverage},${plan},${l.rate},${per},${l.quantity},${l.premium},${l.employer ?? ""},${l.employee ?? ""},\n`;
}

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
      const named = csvCell(id ?? "");
      let text = "";
      for (const line of lines) text += csvLine(named, line);
      return text;
    },
    end: () => "",
  };
}

interface Column {
  readonly id: string;
  readonly width: number;
}

const FIGURE_WIDTH = 10;
const SHARES = ["premium", "employer", "employee"];
/** Rows that are kept back to see which columns are used; a longer census has a column for every coverage. */
const ROWS_KEPT = 500;

/** Amounts of an answer have at most this many decimals. */
const DECIMALS = 8;

/** Adds up amounts, exactly. */
class Sum {
  private units = 0n;
  /** An amount that is not known makes the sum unknown. */
  private isKnown = true;

  add(decimal: string | null): void {
    if (decimal === null) this.isKnown = false;
    const [whole = "0", rest = ""] = (decimal ?? "0").split(".");
    this.units += BigInt(`${whole}${rest.padEnd(DECIMALS, "0")}`);
  }

  text(): string | undefined {
    if (!this.isKnown) return undefined;
    const digits = this.units.toString().padStart(DECIMALS + 1, "0");
    const rest = digits.slice(-DECIMALS).replace(/0+$/, "").padEnd(2, "0");
    return `${digits.slice(0, -DECIMALS)}.${rest}`;
  }
}

const bare = (decimal: string): string => money(decimal).replace("$", "");

/** One line a row: a column for each coverage that somebody has, then the shares. */
function tableWriter(book: Book, settings: Settings): RateWriter {
  let kept: { readonly answer: RateAnswer; readonly line: number }[] = [];
  let table: TableWriter | undefined;
  const flush = (): string => {
    table = new TableWriter(book, settings, kept, kept.length >= ROWS_KEPT);
    const text =
      table.heading(datesOf(kept.map(({ answer }) => answer.date))) +
      kept.map(({ answer, line }) => table?.row(answer, line) ?? "").join("");
    kept = [];
    return text;
  };
  return {
    begin: () => "",
    row: (answer, line) => {
      if (table) return table.row(answer, line);
      kept.push({ answer, line });
      return kept.length >= ROWS_KEPT ? flush() : "";
    },
    end: () => (table ? "" : flush()) + (table?.sums() ?? ""),
  };
}

/** The day that all rows are rated on; nothing where they differ. */
function datesOf(dates: readonly string[]): string {
  const different = new Set(dates.filter((date) => date !== ""));
  return different.size === 1 ? `${[...different][0]}, ` : "";
}

class TableWriter {
  private readonly c = outputColors();
  private readonly columns: readonly Column[];
  private readonly idWidth: number;
  private readonly totals = new Map<string, Sum>();
  private rows = 0;
  private rated = 0;

  constructor(
    private readonly book: Book,
    private readonly settings: Settings,
    first: readonly { readonly answer: RateAnswer; readonly line: number }[],
    isLong: boolean,
  ) {
    const used = new Set(first.flatMap(({ answer }) => answer.lines.map(({ coverage }) => coverage)));
    const coverages = [...book.prepared.coverages.values()].filter(
      ({ id, hasRates }) => hasRates && (isLong || used.has(id)),
    );
    this.columns = [...coverages.map(({ id }) => id), ...SHARES].map((id) => ({
      id,
      width: Math.max(FIGURE_WIDTH, id.length + 2),
    }));
    this.idWidth = first.reduce((most, { answer }) => Math.max(most, answer.id?.length ?? 0), 4) + 2;
  }

  heading(dates: string): string {
    const { program } = this.book;
    const unit = program.currency === "USD" ? "$" : program.currency;
    return `${this.c.bold(program.name)}, ${dates}${unit} per month\n\n ${this.c.dim(`${"id".padEnd(this.idWidth)}${this.cells((id) => id)}`)}\n`;
  }

  private cells(of: (id: string) => string): string {
    return this.columns.map(({ id, width }) => of(id).padStart(width)).join("");
  }

  row(answer: RateAnswer, line: number): string {
    this.rows++;
    const name = (answer.id ?? `:${line}`).padEnd(this.idWidth);
    if (answer.errors.length > 0) {
      return ` ${name}${this.c.red("not rated")}\n${errorLines(answer, this.settings.census, line)}`;
    }
    this.rated++;
    const figures = new Map<string, string | null>(answer.lines.map((l) => [l.coverage, l.premium]));
    for (const [id, amount] of Object.entries(answer.total ?? {})) figures.set(id, amount);
    for (const [id, amount] of figures) this.add(id, amount);
    const remarks = answer.remarks.map((remark) => `${this.c.dim(wrap(remark, 100, "        "))}\n`).join("");
    return ` ${name}${this.cells((id) => figureText(figures.get(id)))}\n${remarks}`;
  }

  private add(id: string, amount: string | null): void {
    const sum = this.totals.get(id) ?? new Sum();
    sum.add(amount);
    this.totals.set(id, sum);
  }

  sums(): string {
    const line = ` ${"".padEnd(this.idWidth)}${this.cells((id) => figureText(this.totals.get(id)?.text()))}`;
    return `\n${line}\n ${this.rated} of ${this.rows} rated\n`;
  }
}

const figureText = (amount: string | null | undefined): string => (amount ? bare(amount) : "");

function errorLines(answer: RateAnswer, census: string, line: number): string {
  return answer.errors
    .map(({ message, source, about }) => {
      const where = source ? ` (${source})` : "";
      return `${wrap(`${message}${where}`, 100, "        ")}\n        → ${census}:${line}, ${about}\n`;
    })
    .join("");
}

/** Each premium with the lines that lead to it. */
function explainWriter({ census, counts }: Settings): RateWriter {
  const c = outputColors();
  return {
    begin: () => "",
    row: (answer, line) => {
      const place = counts === "line" ? `Line ${line}` : `Row number ${line}`;
      const name = answer.id === null ? place : `Row ${answer.id}`;
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

const STEP_WIDTH = 58;

function explained(line: PremiumLine, c: Colors): string {
  const heading = `${line.coverage}${line.plan ? `, ${line.plan}` : ""}   ${money(line.premium)}`;
  const steps = line.trace.map(({ text, amount, source, cites }) => {
    const lines = wrap(text, STEP_WIDTH).split("\n");
    const last = (lines.pop() ?? "").padEnd(STEP_WIDTH);
    const at = [source, ...(cites ?? [])].filter(Boolean).join("  ");
    const ending = `  ${last} ${(amount ?? "").padStart(14)}   ${c.dim(at)}`.trimEnd();
    return [...lines.map((line) => `  ${line}`), ending].join("\n");
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
