import { ByteBuffer } from "flatbuffers";

/**
 * What a file of Arrow says of itself is read without being checked: where a damaged one tells of a list with billions of
 * entries, the library would count them all. A list has no more entries than the file has bytes.
 */
export function boundLists(): void {
  const { prototype } = ByteBuffer;
  const lengthOf = prototype.__vector_len;
  prototype.__vector_len = function (this: ByteBuffer, offset: number): number {
    const length = lengthOf.call(this, offset);
    if (length < 0 || length > this.capacity()) throw new RangeError("a list is longer than the file");
    return length;
  };
}
