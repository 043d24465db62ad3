import type { SchemaElement } from "hyparquet";
import { ByteWriter, type ColumnSource, ParquetWriter } from "hyparquet-writer";
import { FIGURE_DIGITS, type Figures } from "./figures.js";
import type { FIGURE_COLUMNS, Lines, LineShape } from "./lines.js";

/** Premium lines as a file of Parquet, with the same columns as the CSV of `planwright rate`. */
export class ParquetLines {
  private readonly bytes = new ByteWriter();
  private readonly writer: ParquetWriter;

  constructor(private readonly shape: LineShape) {
    this.writer = new ParquetWriter({ writer: this.bytes, schema: schemaOf(shape), createdBy: "planwright" });
  }

  /** The bytes of a row group. */
  group(lines: Lines): Uint8Array {
    this.writer.write({ columnData: columnsOf(lines, this.shape), rowGroupSize: Math.max(1, lines.rows) });
    return this.taken();
  }

  /** The end of the file. */
  end(): Uint8Array {
    this.writer.finish();
    return this.taken();
  }

  private taken(): Uint8Array {
    const bytes = this.bytes.getBytes().slice();
    this.bytes.index = 0;
    return bytes;
  }
}

function schemaOf({ places, hasProvenance }: LineShape): SchemaElement[] {
  const optional = { repetition_type: "OPTIONAL" } as const;
  const text = (name: string): SchemaElement => ({
    ...{ name, ...optional, type: "BYTE_ARRAY", converted_type: "UTF8" },
  });
  const figure = (name: (typeof FIGURE_COLUMNS)[number]): SchemaElement => ({
    ...{ name, ...optional, type: "INT64", converted_type: "DECIMAL" },
    ...{ scale: places[name], precision: FIGURE_DIGITS },
  });
  const place = (name: string): SchemaElement => ({ name, ...optional, type: "INT32" });
  const columns = [
    ...[text("id"), text("coverage"), text("plan"), figure("rate"), text("per"), figure("quantity")],
    ...[figure("premium"), figure("employer"), figure("employee"), text("error")],
    ...(hasProvenance ? [place("table"), place("row")] : []),
  ];
  return [{ name: "root", num_children: columns.length }, ...columns];
}

function columnsOf(lines: Lines, { names, hasProvenance }: LineShape): ColumnSource[] {
  const { rows, errors } = lines;
  const named = (codes: Int32Array, of: readonly string[]) =>
    Array.from({ length: rows }, (_, at) => of[codes[at] ?? -1] ?? null);
  const placed = (places: Int32Array) =>
    Array.from({ length: rows }, (_, at) => ((places[at] ?? -1) < 0 ? null : (places[at] ?? null)));
  const data: Readonly<Record<string, ColumnSource["data"]>> = {
    id: Array.from({ length: rows }, (_, at) => lines.ids[at] ?? null),
    coverage: named(lines.names.coverage, names.coverage),
    plan: named(lines.names.plan, names.plan),
    rate: unitsOf(lines.figures.rate, rows),
    per: named(lines.names.per, names.per),
    quantity: unitsOf(lines.figures.quantity, rows),
    premium: unitsOf(lines.figures.premium, rows),
    employer: unitsOf(lines.figures.employer, rows),
    employee: unitsOf(lines.figures.employee, rows),
    error: Array.from({ length: rows }, (_, at) => errors.get(at) ?? null),
    ...(hasProvenance ? { table: placed(lines.table), row: placed(lines.row) } : {}),
  };
  return Object.entries(data).map(([name, cells]) => ({
    ...{ name, data: cells },
    // The id of a person stands in several lines, next to each other: as codes it is written four times as fast.
    ...(name === "id" ? { encoding: "RLE_DICTIONARY" } : {}),
  }));
}

const HIGH = 2 ** 32;
/** So many different figures of a column are kept. */
const MOST_KEPT = 65_536;

/** Whole numbers of units. The library takes no arrays of them, so that each different one is made once. */
function unitsOf({ pairs, known }: Figures, rows: number): (bigint | null)[] {
  const kept = new Map<number, bigint>();
  const unitsAt = (at: number): bigint => {
    const [low, high] = [(pairs[2 * at] ?? 0) >>> 0, pairs[2 * at + 1] ?? 0];
    const units = high * HIGH + low;
    if (!Number.isSafeInteger(units)) return (BigInt(high) << 32n) | BigInt(low);
    let found = kept.get(units);
    if (found === undefined) {
      found = BigInt(units);
      if (kept.size < MOST_KEPT) kept.set(units, found);
    }
    return found;
  };
  const units = new Array<bigint | null>(rows);
  for (let at = 0; at < rows; at++) units[at] = known[at] === 1 ? unitsAt(at) : null;
  return units;
}
