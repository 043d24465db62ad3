import { type Data, DataType, type Dictionary, type Vector } from "apache-arrow";
import { cellText } from "@planwright/evaluator";
import { nullsOf } from "./arrow-buffers.js";
import { emptyColumn, type Input, type ReadColumn } from "./cells.js";

export const isDictionary = (data: Data): data is Data<Dictionary> => DataType.isDictionary(data.type);

/** A dictionary with more names than a batch has rows is read as far as the rows use it. */
export function dictionaryColumn(
  data: Data<Dictionary>,
  read: (values: Data) => ReadColumn,
  input: Input | undefined,
): ReadColumn {
  const { length, values, dictionary } = data;
  if (!dictionary) return emptyColumn(length);
  const isNull = nullsOf(data);
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) codes[row] = isNull(row) ? -1 : Number(values[row]);
  const isLong = dictionary.length > length;
  const { names, wrong } = isLong
    ? usedNames(dictionary, codes, read, input)
    : namesOf(dictionary, read, input);
  const faults = new Map<number, string>();
  if (wrong.size > 0)
    for (let row = 0; row < length; row++) {
      const fault = wrong.get(codes[row] ?? -1);
      if (fault !== undefined) faults.set(row, fault);
    }
  return { column: { kind: "names", codes, names }, faults };
}

interface Names {
  readonly names: readonly string[];
  /** What is wrong with a name, by its code. */
  readonly wrong: ReadonlyMap<number, string>;
}

/** A dictionary may come in pieces: what was added to it later stands in another. */
function namesOf(dictionary: Vector, read: (values: Data) => ReadColumn, input: Input | undefined): Names {
  const names: string[] = [];
  const wrong = new Map<number, string>();
  for (const piece of dictionary.data) {
    const { column, faults } = read(piece);
    for (const [at, fault] of faults) wrong.set(names.length + at, fault);
    for (let at = 0; at < piece.length; at++) names.push(cellText(column, at, input) ?? "");
  }
  return { names, wrong };
}

/** The names that codes stand for; the codes are made anew. */
function usedNames(
  dictionary: Vector,
  codes: Int32Array,
  read: (values: Data) => ReadColumn,
  input: Input | undefined,
): Names {
  const names: string[] = [];
  const wrong = new Map<number, string>();
  const known = new Map<number, number>();
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1;
    if (code < 0 || code >= dictionary.length) continue;
    let own = known.get(code);
    if (own === undefined) {
      own = names.length;
      known.set(code, own);
      const [piece] = dictionary.slice(code, code + 1).data;
      const { column, faults } = piece ? read(piece) : emptyColumn(1);
      const fault = faults.get(0);
      if (fault !== undefined) wrong.set(own, fault);
      names.push(cellText(column, 0, input) ?? "");
    }
    codes[row] = own;
  }
  return { names, wrong };
}
