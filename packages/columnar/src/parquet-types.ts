import type { FileMetaData, SchemaElement } from "hyparquet";
import { floatsColumn, type Input, type ReadColumn, truthsColumn, unitsColumn, whole } from "./cells.js";
import { daysColumn, momentsColumn } from "./days.js";
import { columnWords, Refused } from "./refused.js";

/** Cells as the library gives them: texts, numbers, truths or bytes, nothing where one is null. */
export type Cells = ArrayLike<unknown>;

/** How a column of Parquet is read. */
export interface ParquetType {
  /** What the library is to take the column for: numbers as they stand in the file, which it would make floats of. */
  readonly plain: SchemaElement;
  read(cells: Cells, input: Input | undefined): ReadColumn;
}

const PLAIN = "A cell of a census is a text, a number, a date, or yes or no; --ignore leaves a column out.";

/** How a column is read. Throws `Refused` where no cell of it can be one of a census. */
export function parquetType(element: SchemaElement): ParquetType {
  const { name, logical_type: logical, converted_type: converted, type } = element;
  const { logical_type: _, converted_type: __, ...bare } = element;
  const kind = logical?.type ?? converted ?? type;
  if (element.num_children !== undefined || element.repetition_type === "REPEATED" || !type)
    throw new Refused(`${columnWords(name)} holds lists or columns of its own`, PLAIN);
  if (logical?.type === "TIMESTAMP") return { plain: bare, read: moments(UNITS_OF_DAY[logical.unit]) };
  switch (kind) {
    case "STRING":
    case "UTF8":
    case "ENUM":
      return { plain: { ...bare, converted_type: "UTF8" }, read: texts };
    case "UUID":
      return { plain: element, read: texts };
    case "BOOLEAN":
      return { plain: bare, read: (cells) => truthsColumn(cells.length, (row) => truthOf(cells[row])) };
    case "DECIMAL":
      return { plain: bare, read: decimals(element.scale ?? 0) };
    case "DATE":
      return {
        plain: bare,
        read: (cells) => daysColumn(cells.length, (row) => Number(cells[row] ?? Number.NaN)),
      };
    case "TIMESTAMP_MILLIS":
      return { plain: bare, read: moments(UNITS_OF_DAY.MILLIS) };
    case "TIMESTAMP_MICROS":
      return { plain: bare, read: moments(UNITS_OF_DAY.MICROS) };
    case "INT96":
      return { plain: bare, read: moments(UNITS_OF_DAY.NANOS) };
    case "FLOAT":
      return { plain: bare, read: floats("single") };
    case "DOUBLE":
    case "FLOAT16":
      return { plain: element, read: floats("double") };
    case "INT32":
    case "INT64":
    case "INTEGER":
    case "INT_8":
    case "INT_16":
    case "INT_32":
    case "INT_64":
    case "UINT_8":
    case "UINT_16":
    case "UINT_32":
    case "UINT_64":
      return { plain: element, read: decimals(0) };
    case "NULL":
      return { plain: bare, read: (cells) => truthsColumn(cells.length, () => undefined) };
    default:
      throw new Refused(`${columnWords(name)} is of the Parquet type ${kind}`, PLAIN);
  }
}

const DAY = 86_400_000n;
const UNITS_OF_DAY = { MILLIS: DAY, MICROS: DAY * 1_000n, NANOS: DAY * 1_000_000n } as const;

const truthOf = (cell: unknown): boolean | undefined => (typeof cell === "boolean" ? cell : undefined);

function texts(cells: Cells): ReadColumn {
  return whole({
    kind: "texts",
    texts: Array.from(cells, (cell) => (typeof cell === "string" ? cell : undefined)),
  });
}

const floats =
  (precision: "single" | "double") =>
  (cells: Cells, input: Input | undefined): ReadColumn => {
    const numbers = Float64Array.from(cells, (cell) => (typeof cell === "number" ? cell : Number.NaN));
    return floatsColumn(numbers, (row) => (cells[row] ?? null) === null, input, precision);
  };

const decimals =
  (scale: number) =>
  (cells: Cells, input: Input | undefined): ReadColumn =>
    unitsColumn(cells.length, (row) => unitsIn(cells[row]), scale, input);

/** Whole numbers; those of any length are bytes, the highest first. */
function unitsIn(cell: unknown): number | bigint | undefined {
  if (typeof cell === "number" || typeof cell === "bigint") return cell;
  if (!(cell instanceof Uint8Array)) return undefined;
  let units = 0n;
  for (const byte of cell) units = (units << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * cell.length, units);
}

const moments =
  (unitsOfDay: bigint) =>
  (cells: Cells): ReadColumn =>
    momentsColumn(cells.length, (row) => momentIn(cells[row]), unitsOfDay);

const momentIn = (cell: unknown): bigint | undefined => {
  const units = unitsIn(cell);
  return units === undefined ? undefined : BigInt(units);
};

/** A file as the library is to read it: with the columns as they stand in it. */
export const plainly = (
  metadata: FileMetaData,
  plain: ReadonlyMap<SchemaElement, SchemaElement>,
): FileMetaData => ({
  ...metadata,
  schema: metadata.schema.map((element) => plain.get(element) ?? element),
});
