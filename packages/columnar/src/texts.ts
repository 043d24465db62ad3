import { type Data, DataType, type Utf8, type Utf8View, Vector } from "apache-arrow";
import { nullsOf } from "./arrow-buffers.js";

export const isText = (type: DataType): boolean =>
  DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);

const isView = (data: Data): data is Data<Utf8View> => DataType.isUtf8View(data.type);
const isOfBytes = (data: Data): data is Data<Utf8> =>
  DataType.isUtf8(data.type) || DataType.isLargeUtf8(data.type);

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The texts of a column; undefined where a row is null. */
export function textsOf(data: Data): readonly (string | undefined)[] {
  const { length } = data;
  // Without rows there need be no buffers.
  if (length === 0) return [];
  const isNull = nullsOf(data);
  if (isView(data)) {
    const vector = new Vector([data]);
    return Array.from({ length }, (_, row) => vector.get(row) ?? undefined);
  }
  if (!isOfBytes(data)) return [];
  const { values, valueOffsets } = data;
  const from = Number(valueOffsets[0] ?? 0);
  const bytes = values.subarray(from, Number(valueOffsets[length] ?? 0));
  const all = decoder.decode(bytes);
  // Where each character is a byte, texts are cut out of one.
  const isPlain = all.length === bytes.length;
  const texts = new Array<string | undefined>(length);
  for (let row = 0; row < length; row++) {
    if (isNull(row)) continue;
    const begin = Number(valueOffsets[row]) - from;
    const end = Number(valueOffsets[row + 1]) - from;
    texts[row] = isPlain ? all.slice(begin, end) : decoder.decode(bytes.subarray(begin, end));
  }
  return texts;
}
