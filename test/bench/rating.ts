import type { Bench } from "./main.ts";
import { atLeast, atMost, beside, type Figure, figure, type Goal, type Result } from "./measure.ts";
import { measureEngines, type Started } from "./served.ts";

const ZEN = "@gorules/zen-engine";
const DUCKDB = "@duckdb/node-api";
const DECIMAL = "decimal.js";

/** How long a person takes by each engine, all in processes of their own, in turns, on one core. */
export async function rating(bench: Bench): Promise<readonly Result[]> {
  const rounds = bench.isFull ? 25 : 7;
  const taken = await measureEngines(enginesOf(bench), rounds);
  const of = (name: string) => figure("ns a person", taken.of(name));
  const [columns, rows] = [of("columns"), of("rows")];
  const line = (what: string, ours: Figure, name: string, engine: string, goal?: Goal): Result[] =>
    taken.has(engine) ? [beside(what, ours, name, of(engine), goal)] : [];
  const inColumns = "in columns, premium and employer share";
  return [
    ...line(
      "one by one, `book.rate(person)`",
      rows,
      "written by hand, rows with maps",
      "hand-rows",
      atMost(1),
    ),
    ...line(
      "one by one, 5,000 people over and over",
      of("rows-again"),
      "written by hand, rows with maps",
      "hand-rows-again",
    ),
    ...line("one by one, `book.rate(person)`", rows, "decimal.js, by rows", "decimal"),
    ...line(inColumns, columns, "written by hand, typed arrays", "hand-columns", atMost(1.15)),
    beside("in columns, all six figures", of("all-columns"), "premium and employer share", columns),
    beside("in columns, with the row of each rate", of("provenance"), "without them", columns, atMost(2)),
    ...line(inColumns, columns, "DuckDB, decimals, stored", "duckdb-natural", atLeast(30)),
    ...line(inColumns, columns, "DuckDB, tuned, whole keys, stored", "duckdb-tuned", atLeast(5)),
    ...line(inColumns, columns, "DuckDB, `build --target sql`, stored", "duckdb-planwright"),
    ...line(inColumns, columns, "zen decision tables, one by one", "zen", atLeast(2_500)),
    ...line(inColumns, columns, "zen decision tables, all at once", "zen-batch"),
    ...line(inColumns, columns, "decimal.js, by rows", "decimal"),
  ];
}

function enginesOf({ root, programs, scratch, peers }: Bench): Readonly<Record<string, Started | undefined>> {
  const own = (name: string): Started => ({ program: `${programs}/rate-engines.mjs`, args: [name, root] });
  const peer = (library: string, program: string, ...args: readonly string[]): Started | undefined =>
    peers[library] === undefined
      ? undefined
      : { program: `${programs}/peers/${program}.mjs`, args: [...args, root, scratch] };
  return {
    columns: own("columns"),
    provenance: own("provenance"),
    "all-columns": own("all-columns"),
    "hand-columns": own("hand-columns"),
    rows: own("rows"),
    "hand-rows": own("hand-rows"),
    "rows-again": own("rows-again"),
    "hand-rows-again": own("hand-rows-again"),
    "duckdb-natural": peer(DUCKDB, "duckdb", "natural"),
    "duckdb-tuned": peer(DUCKDB, "duckdb", "tuned"),
    "duckdb-planwright": seldom(peer(DUCKDB, "duckdb", "planwright")),
    zen: peer(ZEN, "zen", "each"),
    "zen-batch": peer(ZEN, "zen", "batch"),
    decimal: peer(DECIMAL, "decimal"),
  };
}

const seldom = (started: Started | undefined): Started | undefined => started && { ...started, every: 4 };

/** Two workers beside one, over memory that they share. */
export async function inWorkers({ root, programs, isFull }: Bench): Promise<readonly Result[]> {
  const engine = (name: string): Started => ({ program: `${programs}/rate-engines.mjs`, args: [name, root] });
  const taken = await measureEngines(
    { one: engine("one-worker"), two: engine("two-workers") },
    isFull ? 25 : 9,
  );
  const of = (name: string) => figure("ns a person", taken.of(name));
  return [beside("two warm workers, in columns", of("two"), "one worker", of("one"), atLeast(1.6))];
}
