import {
  CompressionType,
  compressionRegistry,
  type FileHandle,
  type RecordBatch,
  RecordBatchReader,
  type Schema,
} from "apache-arrow";
import { decompress as unpackZstd } from "fzstd";
import { censusOfBatch, checkBytes, checkTypes } from "./arrow-census.js";
import { boundLists } from "./bounded.js";
import { AT_A_TIME, type CensusFile } from "./census-file.js";
import { unpackLz4 } from "./lz4.js";
import { Refused, worded } from "./refused.js";

boundLists();
compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: unpackLz4 });
// Whole numbers of eight bytes are read where they lie: at a multiple of eight, which a copy begins at.
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => unpackZstd(bytes).slice() });

const MAGIC = "ARROW1";

/** Reads people from Arrow: a file or a stream of its IPC format, which is Feather as well, a record batch at a time. */
export async function openArrow(file: FileHandle): Promise<CensusFile> {
  await checkKind(file);
  const reader = await worded("Arrow", async () => {
    const made = await RecordBatchReader.from(file);
    return await made.open();
  });
  // Where the bytes are none of a stream there is none, whatever the library says of its type.
  const schema: Schema | undefined = reader.schema;
  if (!schema) throw new Refused("is no file of Arrow");
  const { fields } = schema;
  let read = 0;
  return {
    columns: fields.map(({ name }) => name),
    // A stream does not say how many batches it has.
    done: () => (reader.isFile() ? read / Math.max(1, reader.numRecordBatches) : undefined),
    async *people(book, ignored) {
      checkTypes(fields, ignored);
      const batches = batchesOf(reader);
      for (;;) {
        const { done, value: batch } = await worded("Arrow", async () => await batches.next());
        if (done) return;
        read++;
        checkBytes(batch, ignored);
        for (let from = 0; from < batch.numRows; from += AT_A_TIME)
          yield await worded("Arrow", () =>
            censusOfBatch(book, batch.slice(from, from + AT_A_TIME), ignored),
          );
      }
    },
  };
}

/** The batches of a file are found by its footer, those of a stream follow each other. */
async function* batchesOf(reader: RecordBatchReader): AsyncGenerator<RecordBatch> {
  if (!reader.isFile()) {
    yield* reader;
    return;
  }
  const count = reader.numRecordBatches;
  for (let i = 0; i < count; i++) {
    const batch = await reader.readRecordBatch(i);
    if (!batch) throw new Refused(`is damaged: record batch ${i + 1} of ${count} is not where it should be`);
    yield batch;
  }
}

/** Files that are something else, or that were not written to their end. */
async function checkKind(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0) throw new Refused("is empty");
  const begins = await textAt(file, 0);
  if (begins.startsWith("FEA1"))
    throw new Refused("is Feather of the first version", "Write it as Feather of version 2, which is Arrow.");
  if (begins.startsWith("PAR1")) throw new Refused("is a file of Parquet", "Give it the ending .parquet.");
  if (begins === MAGIC && (await textAt(file, size - MAGIC.length)) !== MAGIC)
    throw new Refused("ends too soon: it was not written to its end");
}

async function textAt(file: FileHandle, position: number): Promise<string> {
  const bytes = new Uint8Array(MAGIC.length);
  await file.read(bytes, 0, bytes.length, position);
  return String.fromCharCode(...bytes);
}
