/** A worker of `workers.ts`: takes the next batch, rates it, writes its cents into the shared memory, until all is done. */
import { parentPort, workerData } from "node:worker_threads";
import { type Census, partOfColumn } from "@planwright/evaluator";
import { COVERAGES } from "./brochure.ts";
import { exampleBook } from "./example.ts";
import { BATCH, type Given } from "./workers.ts";

const { root, census, cents, taken } = workerData as Given;
const book = exampleBook(root);

function rateBatch(from: number): void {
  const rows = Math.min(BATCH, census.rows - from);
  const columns = Object.entries(census.columns).map(([name, column]) => [
    name,
    partOfColumn(column, from, from + rows),
  ]);
  const batch: Census = { rows, columns: Object.fromEntries(columns) };
  const { coverages, apart } = book.rateColumns(batch, { asOf: "2015-03-01" });
  if (apart.size > 0) throw new Error(`${apart.size} people of the census have no place in columns`);
  for (const [i, id] of COVERAGES.entries()) {
    const own = coverages.find(({ coverage }) => coverage === id);
    for (const [j, amounts] of [own?.premium, own?.employer].entries()) {
      const to = cents[2 * i + j];
      if (!own || !amounts || !to) throw new Error(`the rate book has no ${id}`);
      if (amounts.parts !== 100) throw new Error(`the amounts of ${id} are not in cents`);
      const { numbers } = amounts;
      for (let row = 0; row < rows; row++)
        to[from + row] = own.status[row] === 1 ? (numbers[row] ?? 0) : Number.NaN;
    }
  }
}

parentPort?.on("message", () => {
  for (;;) {
    const from = Atomics.add(taken, 0, 1) * BATCH;
    if (from >= census.rows) break;
    rateBatch(from);
  }
  parentPort?.postMessage("done");
});
parentPort?.postMessage("ready");
