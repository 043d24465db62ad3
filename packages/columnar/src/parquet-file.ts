import type { Book } from "@planwright/evaluator";
import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from "hyparquet";
import { compressors } from "hyparquet-compressors";
import type { Input, ReadColumn } from "./cells.js";
import { AT_A_TIME, type CensusFile } from "./census-file.js";
import { censusOf, type ReadCensus, sliceOf, type UnreadColumn } from "./census.js";
import { type Cells, type ParquetType, parquetType, plainly } from "./parquet-types.js";
import { columnWords, Refused, worded } from "./refused.js";

const MAGIC = "PAR1";
const LEAST_BYTES = 12;
/** A row group is held in memory while it is rated. */
const MOST_ROWS = 2 ** 27;

/** Reads people from Parquet, a row group at a time. */
export async function openParquet(file: AsyncBuffer): Promise<CensusFile> {
  const metadata = await worded("Parquet", async () => {
    await checkMagic(file);
    return await parquetMetadataAsync(file);
  });
  const elements = parquetSchema(metadata).children.map(({ element }) => element);
  let read = 0;
  return {
    columns: elements.map(({ name }) => name),
    done: () => read / Math.max(1, Number(metadata.num_rows)),
    async *people(book, ignored) {
      const used = elements.filter(({ name }) => !ignored.has(name));
      const typed = used.map((element) => ({ element, type: parquetType(element) }));
      const types = new Map(typed.map(({ element, type }) => [element.name, type]));
      const own = plainly(metadata, new Map(typed.map(({ element, type }) => [element, type.plain])));
      let from = 0;
      for (const { num_rows, columns: chunks } of metadata.row_groups) {
        const isFlat = chunks.every(
          ({ meta_data }) =>
            !meta_data || !types.has(meta_data.path_in_schema[0] ?? "") || meta_data.num_values === num_rows,
        );
        if (!isFlat || num_rows > MOST_ROWS)
          throw new Refused("is damaged: its columns have other numbers of cells than it has rows");
        const to = from + Number(num_rows);
        const census = await groupOf(book, { file, metadata: own, from, to, types });
        for (let at = 0; at < census.rows; at += AT_A_TIME) {
          read = from + Math.min(census.rows, at + AT_A_TIME);
          yield sliceOf(census, at, read - from);
        }
        from = to;
      }
    },
  };
}

async function checkMagic(file: AsyncBuffer): Promise<void> {
  const { byteLength } = file;
  if (byteLength === 0) throw new Refused("is empty");
  const textAt = async (from: number) =>
    String.fromCharCode(...new Uint8Array(await file.slice(from, from + MAGIC.length)));
  const begins = byteLength < LEAST_BYTES ? "" : await textAt(0);
  if (begins === "PARE") throw new Refused("is encrypted", "Write it without encryption.");
  if (begins !== MAGIC)
    throw new Refused("is no file of Parquet", "Give it the ending of what it is, such as .csv.");
  if ((await textAt(byteLength - MAGIC.length)) !== MAGIC)
    throw new Refused("ends too soon: it was not written to its end");
}

interface Group {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly from: number;
  readonly to: number;
  readonly types: ReadonlyMap<string, ParquetType>;
}

/** The people of a row group: a column after the other, since the library holds each as a list of values. */
async function groupOf(book: Book, group: Group): Promise<ReadCensus> {
  const { types, from, to } = group;
  const columns: UnreadColumn[] = [];
  for (const [name, { read }] of types) {
    const input: Input | undefined = book.prepared.inputs.get(name);
    const column: ReadColumn = await worded("Parquet", async () => read(await cellsOf(name, group), input));
    columns.push({ name, read: () => column });
  }
  return censusOf(book, to - from, columns);
}

/** The cells of a column in a row group. */
async function cellsOf(name: string, { file, metadata, from, to }: Group): Promise<Cells> {
  const cells = new Array<unknown>(to - from);
  let count = 0;
  await parquetRead({
    file,
    metadata,
    columns: [name],
    rowStart: from,
    rowEnd: to,
    compressors,
    utf8: false,
    geoparquet: false,
    parsers: { timestampFromNanoseconds: (nanos: bigint) => nanos },
    onChunk: ({ columnData, rowStart }) => {
      count += columnData.length;
      for (let i = 0; i < columnData.length; i++) cells[rowStart - from + i] = columnData[i];
    },
  });
  if (count !== to - from)
    throw new Refused(`has fewer cells in ${columnWords(name)} than rows: it is damaged`);
  return cells;
}
