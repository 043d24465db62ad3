// Rows of texts as tables of Arrow, in all types that a cell may have, and premiums of such a table as they are told of a row.
import type { Book, Person, RateAnswer } from "@planwright/evaluator";
import {
  Bool,
  type DataType,
  DateDay,
  Decimal,
  Dictionary,
  Float64,
  Int16,
  Int64,
  LargeUtf8,
  makeData,
  Table,
  TimestampMicrosecond,
  TimestampNanosecond,
  Utf8,
  Utf8View,
  Vector,
  vectorFromArray,
} from "apache-arrow";

type Cells = readonly (string | undefined)[];

const DAY = 86_400_000;
const PLAIN_NUMBER = /^(0|-?[1-9]\d{0,8}|-?(0|[1-9]\d{0,8})\.\d{0,3}[1-9])$/;

const isSaid = (cell: string | undefined): cell is string => cell !== undefined && cell !== "";

const epochMs = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** A decimal as whole units of so many places. */
export function unitsOf(decimal: string, places: number): bigint {
  const [whole = "", rest = ""] = decimal.split(".");
  return BigInt(whole + rest.padEnd(places, "0"));
}

/** Decimals as Arrow has them: four words for each, the lowest first. */
export function decimalVector(cells: Cells, places: number, precision = 38): Vector<Decimal> {
  const data = new Uint32Array(4 * cells.length);
  const nullBitmap = new Uint8Array(Math.ceil(cells.length / 8));
  let nullCount = 0;
  for (const [i, cell] of cells.entries()) {
    if (!isSaid(cell)) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
    const units = BigInt.asUintN(128, isSaid(cell) ? unitsOf(cell, places) : 0n);
    for (let word = 0; word < 4; word++)
      data[4 * i + word] = Number((units >> BigInt(32 * word)) & 0xffffffffn);
  }
  const type = new Decimal(places, precision, 128);
  return new Vector([makeData({ type, length: cells.length, nullCount, nullBitmap, data })]);
}

const vector = (values: readonly unknown[], type: DataType): Vector => vectorFromArray([...values], type);

/** The ways in which cells can be said without a text. */
function typed(cells: Cells): readonly (() => Vector)[] {
  const said = cells.filter(isSaid);
  const or = <T>(read: (cell: string) => T) => cells.map((cell) => (isSaid(cell) ? read(cell) : null));
  if (said.length === 0) return [];
  const years = (cell: string) => Number(cell.slice(0, 4));
  if (
    said.every(
      (cell) =>
        /^\d{4}-\d\d-\d\d$/.test(cell) &&
        !Number.isNaN(epochMs(cell)) &&
        years(cell) > 1700 &&
        years(cell) < 2200,
    )
  )
    return [
      () =>
        vector(
          or((cell) => new Date(epochMs(cell))),
          new DateDay(),
        ),
      () =>
        vector(
          or((cell) => epochMs(cell)),
          new TimestampMicrosecond(),
        ),
      () =>
        vector(
          or((cell) => epochMs(cell)),
          new TimestampNanosecond(),
        ),
    ].slice(0, said.every((cell) => epochMs(cell) % DAY === 0) ? 3 : 0);
  if (said.every((cell) => cell === "yes" || cell === "no"))
    return [
      () =>
        vector(
          or((cell) => cell === "yes"),
          new Bool(),
        ),
    ];
  if (!said.every((cell) => PLAIN_NUMBER.test(cell))) return [];
  const numbers: (() => Vector)[] = [
    () => vector(or(Number), new Float64()),
    () => decimalVector(cells, 4),
    () => decimalVector(cells, 20),
  ];
  if (said.every((cell) => /^-?\d+$/.test(cell))) numbers.push(() => vector(or(BigInt), new Int64()));
  return numbers;
}

function texts(cells: Cells): readonly (() => Vector)[] {
  const or = cells.map((cell) => cell ?? null);
  return [
    () => vector(or, new Utf8()),
    () => vector(or, new LargeUtf8()),
    () => vector(or, new Utf8View()),
    () => vector(or, new Dictionary(new Utf8(), new Int16())),
  ];
}

/** A table of rows whose columns are of one type or another, and the rows as their texts are read. */
export function tableOf(
  book: Book,
  people: readonly Person[],
  seed: number,
): { readonly table: Table; readonly people: readonly Person[] } {
  const names = [...new Set(people.flatMap((person) => Object.keys(person)))];
  const read = people.map((): Record<string, string> => ({}));
  const vectors: Record<string, Vector> = {};
  for (const [i, name] of names.entries()) {
    const cells = people.map((person) => person[name]);
    const typedWays = typed(cells);
    const ways = [...texts(cells), ...typedWays, ...typedWays];
    const at = (seed + 7 * i) % ways.length;
    const way = ways[at];
    if (way) vectors[name] = way();
    // Numbers of a column of percentages are percentages, unless one of them could be a share as well.
    const isPercent = book.prepared.inputs.get(name)?.kind === "percent" && at >= 4;
    const sign =
      isPercent && !cells.some((cell) => isSaid(cell) && Math.abs(Number(cell)) < 1 && Number(cell) !== 0);
    for (const [row, cell] of cells.entries())
      if (isSaid(cell)) Object.assign(read[row] ?? {}, { [name]: sign ? `${cell}%` : cell });
  }
  return { table: new Table(vectors), people: read };
}

const FIGURES = ["rate", "quantity", "premium", "employer", "employee"] as const;

const figureText = (words: Uint32Array, scale: number): string => {
  let units = 0n;
  for (const word of [...words].reverse()) units = (units << 32n) | BigInt(word);
  const signed = BigInt.asIntN(128, units);
  return `${signed < 0n ? "-" : ""}${String(signed < 0n ? -signed : signed)}e-${scale}`;
};

/** A row of a table of premiums with figures as whole units: `70788e-2`. */
export function linesOf(table: Table): readonly Record<string, unknown>[] {
  const scales = Object.fromEntries(
    FIGURES.map((name) => {
      const type = table.schema.fields.find((field) => field.name === name)?.type;
      return [name, type instanceof Decimal ? type.scale : -1];
    }),
  );
  return table.toArray().map((row) => {
    const line: Record<string, unknown> = { ...row };
    for (const name of FIGURES) {
      const value = line[name];
      if (value !== null && value !== undefined)
        line[name] = figureText(value as Uint32Array, scales[name] ?? -1);
    }
    return line;
  });
}

/** The rows of a table that an answer is. */
export function expectedLines({ id, lines, errors }: RateAnswer): readonly Record<string, unknown>[] {
  if (errors.length > 0) {
    const none = { coverage: null, plan: null, rate: null, per: null, quantity: null };
    const error = errors.map(({ message }) => message).join(" ");
    return [{ id, ...none, premium: null, employer: null, employee: null, error }];
  }
  const figure = (decimal: string | null, places: number) =>
    decimal === null ? null : `${unitsOf(decimal, places)}e-${places}`;
  return lines.map((line) => ({
    ...{ id, coverage: line.coverage, plan: line.plan, rate: figure(line.rate, 8), per: line.per },
    ...{ quantity: figure(line.quantity, 8), premium: figure(line.premium, 2) },
    ...{ employer: figure(line.employer, 2), employee: figure(line.employee, 2), error: null },
  }));
}
