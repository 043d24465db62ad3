// A file of columns that is damaged is told in words, whatever was done to it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArrow, openParquet, Refused } from "@planwright/columnar";
import { prepare } from "@planwright/evaluator";
import fc from "fast-check";
import { afterAll, expect, it, vi } from "vitest";
import { analyzeFolder, compiled, ROOT } from "./support/programs.ts";

vi.setConfig({ testTimeout: 120_000 });

const FILES = [
  ...["lz4.feather", "zstd.feather", "large.arrow", "polars.arrow", "stream.arrows"],
  ...["snappy.parquet", "old.parquet", "zstd.parquet", "plain.parquet"],
];
const bytesOf = new Map(
  FILES.map((name) => [name, readFileSync(join(ROOT, "test/fixtures/columnar", name))]),
);
const book = prepare(compiled(analyzeFolder("examples/sdrma-2015")));

const folder = mkdtempSync(join(tmpdir(), "planwright-columnar-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** How many people a file has, or why it is refused. Whatever else is thrown is a fault of ours. */
async function read(name: string, bytes: Uint8Array): Promise<number | string> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const handle = await open(path);
  const { buffer } = bytes.slice();
  const slice = (from: number, to = buffer.byteLength) => Promise.resolve(buffer.slice(from, to));
  try {
    const file = await (name.endsWith("parquet")
      ? openParquet({ byteLength: buffer.byteLength, slice })
      : openArrow(handle));
    const known = new Set(file.columns.filter((column) => !book.columns.has(column)));
    let rows = 0;
    for await (const people of file.people(book, known)) rows += book.rateColumns(people).rows;
    return rows;
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.message;
    throw thrown;
  } finally {
    await handle.close();
  }
}

it.each(FILES)("%s is read whole", async (name) => {
  expect(await read(name, bytesOf.get(name) ?? new Uint8Array())).toBe(24);
});

const file = fc.constantFrom(...FILES);

it("a file that was cut off is refused", async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.nat(), async (name, drawn) => {
      const bytes = new Uint8Array(bytesOf.get(name) ?? []);
      const result = await read(name, bytes.subarray(0, drawn % bytes.length));
      // A stream may end after any batch.
      if (name.endsWith("arrows")) expect(typeof result === "string" || result <= 24).toBe(true);
      else expect(result).toEqual(expect.stringMatching(/^(is empty|is no|ends too soon)/));
    }),
    { numRuns: 200, seed: 20150101 },
  );
});

it("a file with other bytes in it is read or refused", async () => {
  let refused = 0;
  const change = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }));
  await fc.assert(
    fc.asyncProperty(file, fc.array(change, { minLength: 1, maxLength: 8 }), async (name, changes) => {
      const bytes = new Uint8Array(bytesOf.get(name) ?? []);
      for (const [at, by] of changes) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ by;
      if (typeof (await read(name, bytes)) === "string") refused++;
    }),
    { numRuns: 400, seed: 20150101 },
  );
  expect(refused).toBeGreaterThan(20);
});
