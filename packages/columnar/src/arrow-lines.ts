import {
  type Data,
  DataType,
  Decimal,
  Dictionary,
  Field,
  Int32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { FIGURE_DIGITS, type Figures } from "./figures.js";
import { type FIGURE_COLUMNS, type Lines, type LineShape, NAME_COLUMNS, type NameColumn } from "./lines.js";

/** Premium lines as record batches of one schema, with the same columns as the CSV of `planwright rate`. */
export class ArrowLines {
  readonly schema: Schema;
  private readonly dictionaries: Readonly<Record<NameColumn, Vector<Utf8>>>;

  constructor(private readonly shape: LineShape) {
    const { coverage, plan, per } = shape.names;
    this.dictionaries = { coverage: namesOf(coverage), plan: namesOf(plan), per: namesOf(per) };
    this.schema = new Schema(fieldsOf(shape));
  }

  batch(lines: Lines): RecordBatch {
    const { rows, ids, errors, table, row } = lines;
    const columns: Readonly<Record<string, Data>> = {
      id: textData(rows, (at) => ids[at] ?? undefined),
      coverage: this.named("coverage", lines),
      plan: this.named("plan", lines),
      rate: figureData(lines.figures.rate, rows),
      per: this.named("per", lines),
      quantity: figureData(lines.figures.quantity, rows),
      premium: figureData(lines.figures.premium, rows),
      employer: figureData(lines.figures.employer, rows),
      employee: figureData(lines.figures.employee, rows),
      error: textData(rows, (at) => errors.get(at)),
      ...(this.shape.hasProvenance ? { table: placeData(table, rows), row: placeData(row, rows) } : {}),
    };
    const children = this.schema.fields.flatMap(({ name }) => columns[name] ?? []);
    const data = makeData({ type: new Struct(this.schema.fields), length: rows, nullCount: 0, children });
    return new RecordBatch(this.schema, data);
  }

  private named(name: NameColumn, { rows, names }: Lines): Data {
    const codes = names[name].subarray(0, rows);
    const { nullCount, nullBitmap } = validity(rows, (at) => (codes[at] ?? -1) >= 0);
    const field = this.schema.fields.find((one) => one.name === name);
    const type = field?.type;
    if (!DataType.isDictionary(type)) throw new Error(`${name} is no dictionary`);
    return makeData({
      type,
      length: rows,
      nullCount,
      nullBitmap,
      data: codes,
      dictionary: this.dictionaries[name],
    });
  }
}

const namesOf = (names: readonly string[]): Vector<Utf8> => vectorFromArray([...names], new Utf8());

function fieldsOf({ places, hasProvenance }: LineShape): Field[] {
  const text = (name: string) => new Field(name, new Utf8(), true);
  const named = (name: NameColumn) =>
    new Field(name, new Dictionary(new Utf8(), new Int32(), NAME_COLUMNS.indexOf(name)), true);
  const figure = (name: (typeof FIGURE_COLUMNS)[number]) =>
    new Field(name, new Decimal(places[name], FIGURE_DIGITS, 128), true);
  const place = (name: string) => new Field(name, new Int32(), true);
  return [
    ...[text("id"), named("coverage"), named("plan"), figure("rate"), named("per"), figure("quantity")],
    ...[figure("premium"), figure("employer"), figure("employee"), text("error")],
    ...(hasProvenance ? [place("table"), place("row")] : []),
  ];
}

/** Which rows have a value. Without a map where all of them have. */
function validity(rows: number, has: (row: number) => boolean) {
  const nullBitmap = new Uint8Array(Math.ceil(rows / 64) * 8);
  let nullCount = 0;
  for (let row = 0; row < rows; row++) {
    if (has(row)) nullBitmap[row >> 3] = (nullBitmap[row >> 3] ?? 0) | (1 << (row & 7));
    else nullCount++;
  }
  return { nullCount, nullBitmap: nullCount > 0 ? nullBitmap : new Uint8Array(0) };
}

/** Decimals are whole numbers of 128 bits. */
function figureData({ pairs, known, places }: Figures, rows: number): Data {
  const words = new Uint32Array(4 * rows);
  for (let row = 0; row < rows; row++) {
    const high = pairs[2 * row + 1] ?? 0;
    words[4 * row] = pairs[2 * row] ?? 0;
    words[4 * row + 1] = high;
    words[4 * row + 2] = high >> 31;
    words[4 * row + 3] = high >> 31;
  }
  const type = new Decimal(places, FIGURE_DIGITS, 128);
  return makeData({ type, length: rows, ...validity(rows, (row) => known[row] === 1), data: words });
}

function placeData(places: Int32Array, rows: number): Data {
  const data = places.subarray(0, rows);
  return makeData({
    type: new Int32(),
    length: rows,
    ...validity(rows, (row) => (data[row] ?? -1) >= 0),
    data,
  });
}

const encoder = new TextEncoder();

function textData(rows: number, textAt: (row: number) => string | undefined): Data {
  const valueOffsets = new Int32Array(rows + 1);
  let bytes = new Uint8Array(16 * rows + 64);
  let at = 0;
  let before: string | undefined;
  for (let row = 0; row < rows; row++) {
    const text = textAt(row);
    if (text !== undefined && text === before) {
      // A person has several lines.
      const length = at - (valueOffsets[row - 1] ?? 0);
      if (at + length > bytes.length) bytes = longer(bytes, at + length);
      bytes.copyWithin(at, at - length, at);
      at += length;
    } else if (text !== undefined) {
      // A character takes three bytes at most.
      if (at + 3 * text.length > bytes.length) bytes = longer(bytes, at + 3 * text.length);
      at += encoder.encodeInto(text, bytes.subarray(at)).written;
    }
    before = text;
    valueOffsets[row + 1] = at;
  }
  const known = validity(rows, (row) => textAt(row) !== undefined);
  return makeData({ type: new Utf8(), length: rows, ...known, valueOffsets, data: bytes.subarray(0, at) });
}

function longer(bytes: Uint8Array<ArrayBuffer>, length: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(Math.max(length, 2 * bytes.length));
  result.set(bytes);
  return result;
}
