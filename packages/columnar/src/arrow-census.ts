import type { Book } from "@planwright/evaluator";
import {
  type Data,
  DataType,
  type Date_,
  DateUnit,
  type Decimal,
  type Field,
  type Float,
  type Int,
  type RecordBatch,
  type Timestamp,
  TimeUnit,
} from "apache-arrow";
import { bytesFit, nullsOf } from "./arrow-buffers.js";
import {
  emptyColumn,
  floatsColumn,
  halfFloat,
  type Input,
  type ReadColumn,
  truthsColumn,
  unitsColumn,
  whole,
} from "./cells.js";
import { censusOf, type ReadCensus } from "./census.js";
import { daysColumn, momentsColumn } from "./days.js";
import { dictionaryColumn, isDictionary } from "./dictionaries.js";
import { columnWords, Refused } from "./refused.js";
import { isText, textsOf } from "./texts.js";

/**
 * The people of a record batch as a book takes them. A cell means what its text would mean in a CSV: a number without
 * needless zeros, a day like 2015-03-02, yes or no; null is an empty cell. Dictionaries stay dictionaries.
 * Throws `Refused` for a column that holds no cells of a census. Columns in `ignored` are left out.
 */
export function censusOfBatch(
  book: Book,
  batch: RecordBatch,
  ignored: ReadonlySet<string> = new Set(),
): ReadCensus {
  checkTypes(batch.schema.fields, ignored);
  checkBytes(batch, ignored);
  const columns = batch.schema.fields.flatMap(({ name }, i) => {
    const data = batch.data.children[i];
    if (ignored.has(name) || !data) return [];
    return [{ name, read: (input: Input | undefined) => columnOf(name, data, input) }];
  });
  return censusOf(book, batch.numRows, columns);
}

/** Refuses columns of which no cell can be one of a census, before a row is read. */
export function checkTypes(fields: readonly Field[], ignored: ReadonlySet<string>): void {
  const seen = new Set<string>();
  for (const { name, type } of fields) {
    if (ignored.has(name)) continue;
    if (seen.has(name)) throw new Refused(`Two columns are called ${name}`);
    seen.add(name);
    const wrong = wrongWith(DataType.isDictionary(type) ? type.dictionary : type);
    if (wrong) throw new Refused(`${columnWords(name)} ${wrong.what}`, wrong.advice);
  }
}

/** Refuses a batch that says that it has more rows than it has bytes for, before they are counted out. */
export function checkBytes({ schema, data, numRows }: RecordBatch, ignored: ReadonlySet<string>): void {
  for (const [i, { name }] of schema.fields.entries()) {
    const column = data.children[i];
    if (!ignored.has(name) && (column?.length !== numRows || !bytesFit(column)))
      throw new Refused(`${columnWords(name)} has fewer cells than there are rows: the file is damaged`);
  }
}

const PLAIN = "A cell of a census is a text, a number, a date, or yes or no; --ignore leaves a column out.";

function wrongWith(type: DataType): { readonly what: string; readonly advice: string } | undefined {
  if (DataType.isTimestamp(type) && type.timezone && type.timezone !== "UTC")
    return {
      what: `holds moments of the time zone ${type.timezone}`,
      advice: "Which day that is depends on where one is. Write the column as dates.",
    };
  return isCell(type) ? undefined : { what: `is of the Arrow type ${type}`, advice: PLAIN };
}

const isCell = (type: DataType): boolean =>
  DataType.isNull(type) ||
  DataType.isBool(type) ||
  DataType.isInt(type) ||
  DataType.isFloat(type) ||
  DataType.isDecimal(type) ||
  DataType.isDate(type) ||
  DataType.isTimestamp(type) ||
  isText(type);

const isInt = (data: Data): data is Data<Int> => DataType.isInt(data.type);
const isFloat = (data: Data): data is Data<Float> => DataType.isFloat(data.type);
const isDecimal = (data: Data): data is Data<Decimal> => DataType.isDecimal(data.type);
const isDate = (data: Data): data is Data<Date_> => DataType.isDate(data.type);
const isTimestamp = (data: Data): data is Data<Timestamp> => DataType.isTimestamp(data.type);

function columnOf(name: string, data: Data, input: Input | undefined): ReadColumn {
  const { length } = data;
  if (!bytesFit(data)) throw new Refused(`${columnWords(name)} has names without bytes: the file is damaged`);
  if (isDictionary(data)) return dictionaryColumn(data, (values) => columnOf(name, values, input), input);
  if (DataType.isNull(data.type)) return emptyColumn(length);
  if (isText(data.type)) return whole({ kind: "texts", texts: textsOf(data) });
  const isNull = nullsOf(data);
  if (DataType.isBool(data.type)) {
    const { values, offset } = data;
    const isTrue = (at: number) => (((values[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
    return truthsColumn(length, (row) => (isNull(row) ? undefined : isTrue(offset + row)));
  }
  if (isInt(data)) {
    const { values } = data;
    return unitsColumn(length, (row) => (isNull(row) ? undefined : values[row]), 0, input);
  }
  if (isFloat(data)) return floats(data, isNull, input);
  if (isDecimal(data)) return decimals(data, isNull, input);
  if (isDate(data)) return dates(data, isNull);
  if (isTimestamp(data)) return timestamps(data, isNull);
  throw new Refused(`${columnWords(name)} is of the Arrow type ${data.type}`, PLAIN);
}

type IsNull = (row: number) => boolean;

function floats({ values }: Data<Float>, isNull: IsNull, input: Input | undefined): ReadColumn {
  // Half floats come as the bits of whole numbers; they tell too little to stand for any decimal but their own.
  if (values instanceof Uint16Array)
    return floatsColumn(Float64Array.from(values, halfFloat), isNull, input, "double");
  return floatsColumn(values, isNull, input, values instanceof Float32Array ? "single" : "double");
}

/** Numbers of 32, 64, 128 or 256 bits, in pieces of 32, the lowest first. */
function decimals(
  { type, length, values, stride }: Data<Decimal>,
  isNull: IsNull,
  input: Input | undefined,
): ReadColumn {
  const unitsAt = (row: number): number | bigint | undefined => {
    if (isNull(row)) return undefined;
    const at = row * stride;
    const low = values[at] ?? 0;
    if (stride === 1) return low | 0;
    const next = (values[at + 1] ?? 0) | 0;
    let isSmall = next >= -(2 ** 20) && next < 2 ** 20;
    for (let i = 2; i < stride; i++) isSmall &&= ((values[at + i] ?? 0) | 0) === next >> 31;
    if (isSmall) return next * 2 ** 32 + low;
    let units = 0n;
    for (let i = stride - 1; i >= 0; i--) units = (units << 32n) | BigInt(values[at + i] ?? 0);
    return BigInt.asIntN(32 * stride, units);
  };
  return unitsColumn(length, unitsAt, type.scale, input);
}

const MILLISECONDS_OF_DAY = 86_400_000n;

function dates({ type, length, values }: Data<Date_>, isNull: IsNull): ReadColumn {
  if (type.unit === DateUnit.DAY)
    return daysColumn(length, (row) => (isNull(row) ? Number.NaN : Number(values[row])));
  return momentsColumn(
    length,
    (row) => (isNull(row) ? undefined : BigInt(values[row] ?? 0)),
    MILLISECONDS_OF_DAY,
  );
}

const UNITS_OF_DAY: Readonly<Record<TimeUnit, bigint>> = {
  [TimeUnit.SECOND]: 86_400n,
  [TimeUnit.MILLISECOND]: MILLISECONDS_OF_DAY,
  [TimeUnit.MICROSECOND]: MILLISECONDS_OF_DAY * 1_000n,
  [TimeUnit.NANOSECOND]: MILLISECONDS_OF_DAY * 1_000_000n,
};

const timestamps = ({ type, length, values }: Data<Timestamp>, isNull: IsNull): ReadColumn =>
  momentsColumn(length, (row) => (isNull(row) ? undefined : values[row]), UNITS_OF_DAY[type.unit]);
