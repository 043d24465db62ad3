/** `book.rateColumns` in workers over memory that all of them share: codes and cells in, premiums and shares out. */
import { Worker } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import type { Census, CensusColumn } from "@planwright/evaluator";
import { COVERAGES } from "./brochure.ts";
import { census } from "./census.ts";
import { inColumns } from "./columns.ts";
import type { Engine } from "./engine.ts";

/** People who are rated at once: as many as `rateColumns` is best asked for. */
export const BATCH = 50_000;
const BATCHES = 8;
const PEOPLE = BATCH * BATCHES;

/** What a worker is given: who is rated, in shared memory, where the cents go, and the root of the repository. */
export interface Given {
  readonly root: string;
  readonly census: Census;
  /** Cents, by coverage in the order of `COVERAGES` the premium and the employer's share; not a number where not held. */
  readonly cents: readonly Float64Array[];
  /** Counts the batches that were taken. */
  readonly taken: Int32Array;
}

function shared(column: CensusColumn): CensusColumn {
  const copy = <A extends Float64Array | Int32Array | Int8Array>(
    from: ArrayLike<number>,
    make: new (buffer: SharedArrayBuffer) => A,
    bytes: number,
  ): A => {
    const to = new make(new SharedArrayBuffer(from.length * bytes));
    to.set(from);
    return to;
  };
  switch (column.kind) {
    case "names":
      return { ...column, codes: copy(column.codes, Int8Array, 1) };
    case "numbers":
      return { ...column, numbers: copy(column.numbers, Float64Array, 8) };
    case "days":
      return { ...column, days: copy(column.days, Int32Array, 4) };
    case "texts":
      return column;
  }
}

/** Workers that take batch after batch until none is left; a round rates everybody. */
export async function inWorkers(root: string, count: number): Promise<Engine> {
  const people = inColumns([...census(PEOPLE)]);
  const given: Given = {
    root,
    census: {
      rows: people.rows,
      columns: Object.fromEntries(
        Object.entries(people.columns).map(([name, column]) => [name, shared(column)]),
      ),
    },
    cents: Array.from(
      { length: 2 * COVERAGES.length },
      () => new Float64Array(new SharedArrayBuffer(PEOPLE * 8)),
    ),
    taken: new Int32Array(new SharedArrayBuffer(4)),
  };
  const program = fileURLToPath(new URL("rate-worker.mjs", import.meta.url));
  const workers = Array.from({ length: count }, () => new Worker(program, { workerData: given }));
  const all = (message?: string) =>
    Promise.all(
      workers.map(
        (worker) =>
          new Promise((done) => {
            worker.once("message", done);
            if (message) worker.postMessage(message);
          }),
      ),
    );
  await all();
  const run = async () => {
    Atomics.store(given.taken, 0, 0);
    await all("round");
  };
  return {
    people: PEOPLE,
    clock: "wall",
    run,
    answers: async (some) => {
      await run();
      const column = (at: number) =>
        Array.from(given.cents[at]?.subarray(0, some) ?? [], (cents) => (Number.isNaN(cents) ? 0 : cents));
      return {
        premium: COVERAGES.map((_, i) => column(2 * i)),
        employer: COVERAGES.map((_, i) => column(2 * i + 1)),
      };
    },
  };
}
