import { type Data, DataType } from "apache-arrow";

/** Tells whether a row of a column is null. */
export function nullsOf({ nullBitmap, nullCount, offset }: Data): (row: number) => boolean {
  if (nullCount === 0 || !nullBitmap || nullBitmap.length === 0) return () => false;
  return (row) => (((nullBitmap[(offset + row) >> 3] ?? 0) >> ((offset + row) & 7)) & 1) === 0;
}

const isOfBytes = (type: DataType): boolean => DataType.isUtf8(type) || DataType.isLargeUtf8(type);

/** A batch has no more rows: of nulls it would need no bytes for them. */
const MOST_ROWS = 2 ** 31 - 1;

/** Whether a column has the bytes that its rows need: a damaged file may say that it has more rows. */
export function bytesFit(data: Data): boolean {
  const { type, length, offset, stride, values, nullBitmap, nullCount } = data;
  if (length > MOST_ROWS) return false;
  if (length === 0 || DataType.isNull(type)) return true;
  if (nullCount > 0 && nullBitmap && nullBitmap.length * 8 < offset + length) return false;
  if (isOfBytes(type)) return offsetsFit(data);
  const most = values?.length ?? 0;
  if (DataType.isBool(type)) return most * 8 >= offset + length;
  if (DataType.isUtf8View(type)) return most >= 16 * length;
  return most >= stride * length;
}

/** Texts lie one behind the other, none beyond the end. */
function offsetsFit({ length, valueOffsets, values }: Data): boolean {
  if (!valueOffsets || valueOffsets.length < length + 1) return false;
  const most = values?.length ?? 0;
  let before = 0;
  for (let row = 0; row <= length; row++) {
    const at = Number(valueOffsets[row]);
    if (!(at >= before && at <= most)) return false;
    before = at;
  }
  return true;
}
