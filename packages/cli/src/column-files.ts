import { type FileHandle, open } from "node:fs/promises";
import type { CensusFile, PremiumFile, ReadCensus } from "@planwright/columnar";
import type { Book } from "@planwright/evaluator";
import type { columnsOf } from "./census.js";
import { checkColumns, checkIgnored } from "./census-columns.js";
import { Failure, reasonOf } from "./failure.js";

/** Files of columns need libraries that are larger than all else: they stand in a bundle of their own. */
const columnar = (): typeof import("@planwright/columnar") => {
  loaded ??= require(`${__dirname}/planwright-columnar.cjs`) as typeof import("@planwright/columnar");
  return loaded;
};
let loaded: typeof import("@planwright/columnar") | undefined;

/** A census in columns that is read piece by piece. */
export interface ColumnCensus {
  /** Which part of it has been read, where that is known. */
  done(): number | undefined;
  people(): AsyncIterable<ReadCensus>;
}

/** Opens a census in columns, and refuses it where its columns are not those of the program, in the words for CSV. */
export async function openColumns(
  path: string,
  kind: NonNullable<ReturnType<typeof columnsOf>>,
  book: Book,
  ignored: ReadonlySet<string>,
): Promise<ColumnCensus> {
  const file = await inWords(path, () => open(path));
  const { people, done } = await orClosed(file, async () => {
    const found = await inWords(path, () =>
      kind === "arrow" ? columnar().openArrow(file) : openParquet(file),
    );
    checkColumns(found.columns, path, book.columns, ignored);
    checkIgnored(found.columns, path, ignored);
    return found;
  });
  return {
    done,
    async *people() {
      const pieces = people(book, ignored)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const { done, value } = await inWords(path, async () => await pieces.next());
          if (done) return;
          yield value;
        }
      } finally {
        await file.close();
      }
    },
  };
}

/** Closes a file that is refused. */
async function orClosed<T>(file: FileHandle, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    await file.close();
    throw thrown;
  }
}

async function inWords<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    if (!(thrown instanceof columnar().Refused))
      throw new Failure(`${path} cannot be read: ${reasonOf(thrown)}`);
    // A refusal is of a column, \`birth\` is …, or of the file.
    const joint = /^[`“A-Z]/.test(thrown.message) ? ": " : " ";
    throw new Failure(`${path}${joint}${thrown.message}`, thrown.advice);
  }
}

/** Parquet is read here and there. */
async function openParquet(file: FileHandle): Promise<CensusFile> {
  const { size } = await file.stat();
  const slice = async (start: number, end = size): Promise<ArrayBuffer> => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
    let at = 0;
    while (at < bytes.length) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return bytes.buffer;
  };
  return await columnar().openParquet({ byteLength: size, slice });
}

/** How the rows of a piece of a census are told as cells of texts. */
export const cellsIn = (book: Book, census: ReadCensus): ((row: number) => readonly string[]) =>
  columnar().cellsIn(book, census);

/** A file of premiums in columns. */
export const premiumFile = (book: Book, format: "arrow" | "parquet"): PremiumFile =>
  columnar().premiumFile(book, format);
