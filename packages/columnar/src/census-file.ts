import type { Book } from "@planwright/evaluator";
import type { ReadCensus } from "./census.js";

/** A file of people in columns. */
export interface CensusFile {
  readonly columns: readonly string[];
  /** Which part of it has been read, from 0 to 1, where it says how large it is. */
  done(): number | undefined;
  /** The people, so many at a time that memory does not grow with them. Refuses columns that are none of a census. */
  people(book: Book, ignored: ReadonlySet<string>): AsyncIterable<ReadCensus>;
}

/** People that are rated at a time. */
export const AT_A_TIME = 32_768;
