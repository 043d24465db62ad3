import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { census, csvHeader, csvLine, jsonLine } from "./census.ts";
import type { Bench } from "./main.ts";
import {
  alone,
  atMost,
  beside,
  figure,
  type Goal,
  inTurns,
  perSecond,
  type Result,
  Rounds,
  runNode,
} from "./measure.ts";

const DAY = "2015-03-01";

/** Memory does not grow with the rows; the garbage collector takes some more of it when there is time. */
const MOST_MEMORY_GROWTH = 1.6;

/** A census of so many rows: CSV, or lines of JSON. */
function writeCensus(file: string, rows: number): void {
  const isCsv = file.endsWith(".csv");
  const output = openSync(file, "w");
  let text = isCsv ? csvHeader : "";
  for (const person of census(rows)) {
    text += isCsv ? csvLine(person) : jsonLine(person);
    if (text.length < 1 << 20) continue;
    writeSync(output, text);
    text = "";
  }
  writeSync(output, text);
  closeSync(output);
}

/** Files rated by the command line, beside programs that do the same with as many rows. */
export function files(bench: Bench): readonly Result[] {
  const rounds = bench.isFull ? 5 : 2;
  return [
    ...byHand(bench, "CSV to CSV", "csv", 10_000, 100_000, rounds),
    ...byHand(bench, "JSON lines to JSON lines", "jsonl", 5_000, 50_000, rounds),
    ...besideDuck(bench, "csv", 1_000_000, rounds, atMost(0.7)),
    ...besideDuck(bench, "parquet", 200_000, rounds),
    ...(bench.isFull ? large(bench, 10_000_000) : []),
  ];
}

interface Ran {
  readonly ms: number;
  readonly megabytes: number;
}

/** Runs a program, and takes its time and the most memory that it had. */
function measured({ bench, scratch }: Bench, args: readonly string[]): Ran {
  const memory = join(scratch, "memory");
  const watch = pathToFileURL(`${bench}peak-memory.mjs`).href;
  const { ms } = runNode(["--import", watch, ...args], { PEAK_MEMORY: memory });
  return { ms, megabytes: Number(readFileSync(memory, "utf8")) / 1024 };
}

const formatOf = (file: string): string =>
  file.endsWith(".jsonl") ? "json" : file.endsWith(".parquet") ? "parquet" : "csv";

/** Each run writes a new file: to empty a large one first takes as long as a part of the work. */
const anew = (to: string): string => {
  rmSync(to, { force: true });
  return to;
};

const ours = (bench: Bench, from: string, to: string): Ran =>
  measured(bench, [
    ...[`${bench.root}packages/cli/dist/planwright.cjs`, "rate", `${bench.root}examples/sdrma-2015`],
    ...["--census", from, "--as-of", DAY, "--format", formatOf(from), "--out", anew(to)],
  ]);

/** Runs in turns, and what each took and held; what is undefined is left out. */
function turns(runs: Readonly<Record<string, (() => Ran) | undefined>>, rounds: number) {
  const held = new Rounds();
  const holding = Object.entries(runs).map(([name, run]) => [
    name,
    run &&
      (() => {
        const { ms, megabytes } = run();
        held.add(name, megabytes);
        return ms;
      }),
  ]);
  const taken = inTurns(Object.fromEntries(holding), rounds);
  return { taken, memory: (name: string) => figure("MB", held.of(name)) };
}

function byHand(
  bench: Bench,
  what: string,
  ends: string,
  few: number,
  many: number,
  rounds: number,
): readonly Result[] {
  const { root, programs, scratch } = bench;
  const file = (rows: number) => join(scratch, `census-${rows}.${ends}`);
  const to = join(scratch, "premiums");
  for (const rows of [few, many]) writeCensus(file(rows), rows);
  const figures = `${root}test/fixtures/sdrma-2015.json`;
  const { taken, memory } = turns(
    {
      ours: () => ours(bench, file(many), to),
      peer: () => measured(bench, [`${programs}/peer-cli.mjs`, figures, file(many), anew(to), DAY]),
      few: () => ours(bench, file(few), to),
    },
    rounds,
  );
  const count = many.toLocaleString("en-US");
  return [
    beside(
      `${what}, ${count} rows`,
      perSecond("rows/s", many, taken.of("ours")),
      "written by hand, rows with maps",
      perSecond("rows/s", many, taken.of("peer")),
    ),
    beside(
      `${what}, ${count} rows, most memory`,
      memory("ours"),
      `${few.toLocaleString("en-US")} rows`,
      memory("few"),
      atMost(MOST_MEMORY_GROWTH),
    ),
  ];
}

/** From a file of one kind to one of the same beside DuckDB, which has two threads and writes the same lines. */
function besideDuck(
  bench: Bench,
  kind: "csv" | "parquet",
  rows: number,
  rounds: number,
  goal?: Goal,
): readonly Result[] {
  const hasDuck = bench.peers["@duckdb/node-api"] !== undefined;
  // DuckDB writes the census in Parquet.
  if (kind === "parquet" && !hasDuck) return [];
  const from = censusOf(bench, kind, rows);
  const name = kind === "csv" ? "CSV to CSV" : "Parquet to Parquet";
  const count = `${name}, ${rows.toLocaleString("en-US")} rows`;
  if (hasDuck) alike(bench, kind);
  const to = (name: string) => join(bench.scratch, `premiums-${name}.${kind}`);
  const { taken, memory } = turns(
    {
      ours: () => ours(bench, from, to("ours")),
      duck: hasDuck ? () => duck(bench, from, to("duck")) : undefined,
    },
    rounds,
  );
  const own = perSecond("rows/s", rows, taken.of("ours"));
  return [
    hasDuck
      ? beside(count, own, "DuckDB, two threads", perSecond("rows/s", rows, taken.of("duck")), goal)
      : alone(count, own),
    hasDuck
      ? beside(`${count}, most memory`, memory("ours"), "DuckDB, two threads", memory("duck"))
      : alone(`${count}, most memory`, memory("ours")),
  ];
}

const duck = (bench: Bench, from: string, to: string): Ran =>
  measured(bench, [`${bench.programs}/peers/duckdb-file.mjs`, bench.root, from, anew(to)]);

const convert = ({ programs }: Bench, from: string, to: string, columns = "*"): unknown =>
  runNode([`${programs}/peers/duckdb-convert.mjs`, from, to, columns]);

function censusOf(bench: Bench, kind: "csv" | "parquet", rows: number): string {
  const file = (ends: string) => join(bench.scratch, `census-${rows}.${ends}`);
  writeCensus(file("csv"), rows);
  if (kind === "parquet") convert(bench, file("csv"), file("parquet"));
  return file(kind);
}

/** Throws where DuckDB writes other lines than ours for some people. */
function alike(bench: Bench, kind: "csv" | "parquet"): void {
  const from = censusOf(bench, kind, 3_000);
  const linesOf = (name: string, run: (bench: Bench, from: string, to: string) => Ran): string[] => {
    const to = join(bench.scratch, `alike-${name}.${kind}`);
    const compared = join(bench.scratch, `compared-${name}.csv`);
    run(bench, from, to);
    convert(bench, to, compared, "id, coverage, plan, premium, employer, employee");
    return readFileSync(compared, "utf8").trimEnd().split("\n").sort();
  };
  const [due, said] = [linesOf("ours", ours), linesOf("duck", duck)];
  const at = due.findIndex((line, i) => line !== said[i]);
  if (at >= 0 || due.length !== said.length)
    throw new Error(`DuckDB writes ${said[at] ?? "nothing more"}, and ours is ${due[at] ?? "at its end"}`);
}

function large(bench: Bench, rows: number): readonly Result[] {
  const from = join(bench.scratch, "census-large.csv");
  writeCensus(from, rows);
  const { ms, megabytes } = ours(bench, from, join(bench.scratch, "premiums-large.csv"));
  const count = `CSV to CSV, ${rows.toLocaleString("en-US")} rows`;
  return [
    alone(count, perSecond("rows/s", rows, [ms])),
    alone(`${count}, most memory`, figure("MB", [megabytes])),
  ];
}
