import type { Book, RateAnswer } from "@planwright/evaluator";
import { AsyncByteQueue, RecordBatchFileWriter } from "apache-arrow";
import { ArrowLines } from "./arrow-lines.js";
import type { ReadCensus } from "./census.js";
import { LineColumns, type Lines, shapeOf } from "./lines.js";
import { ParquetLines } from "./parquet-lines.js";
import { rateInto, type Unrated } from "./rated.js";

/** A file of premiums that is written piece by piece. */
export interface PremiumFile {
  /** Adds the answer of one row. */
  add(answer: RateAnswer): void;
  /** Rates people, and adds their premiums; answers who is not rated. */
  rate(census: ReadCensus, asOf: string | undefined): readonly Unrated[];
  /** The bytes of what was added, once there are enough lines for a piece of the file; none before. */
  take(): Uint8Array | undefined;
  /** The bytes of the rest, and the end of the file. */
  end(): Uint8Array;
}

/** How lines become the bytes of a format. */
interface Pieces {
  piece(lines: Lines): Uint8Array;
  end(): Uint8Array;
}

/** Premium lines in one record batch, or in one row group. */
const LINES_OF_PIECE = 65_536;

/** Premiums as Arrow, a file of its IPC format, or as Parquet. */
export function premiumFile(book: Book, format: "arrow" | "parquet"): PremiumFile {
  const lines = new LineColumns(shapeOf(book));
  const pieces = format === "arrow" ? arrowPieces(lines) : parquetPieces(lines);
  return {
    add: (answer) => lines.add(answer),
    rate: (census, asOf) => rateInto(lines, book, census, asOf),
    take: () => (lines.rows >= LINES_OF_PIECE ? pieces.piece(lines.take()) : undefined),
    end: () => joined([...(lines.rows > 0 ? [pieces.piece(lines.take())] : []), pieces.end()]),
  };
}

function parquetPieces({ shape }: LineColumns): Pieces {
  const file = new ParquetLines(shape);
  return { piece: (lines) => file.group(lines), end: () => file.end() };
}

/** Bytes that a writer of Arrow has written so far. */
class Written extends AsyncByteQueue {
  private chunks: Uint8Array[] = [];

  override write(chunk: Uint8Array): void {
    this.chunks.push(chunk);
  }

  taken(): Uint8Array {
    const bytes = joined(this.chunks);
    this.chunks = [];
    return bytes;
  }
}

function arrowPieces({ shape }: LineColumns): Pieces {
  const arrow = new ArrowLines(shape);
  const written = new Written();
  const writer = new RecordBatchFileWriter();
  writer.reset(written, arrow.schema);
  return {
    piece: (lines) => {
      writer.write(arrow.batch(lines));
      return written.taken();
    },
    end: () => {
      writer.finish();
      return written.taken();
    },
  };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  return result;
}
