import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "@planwright/compiler";
import { type Book, prepare } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import { type CensusPerson, census, csvHeader, csvLine, jsonLine } from "./census.ts";
import type { Bench } from "./main.ts";
import { inTurns, median, type Result, runNode, worked } from "./measure.ts";
import { inColumns, inPeerColumns } from "./columns.ts";
import { type Figures, peerFor } from "./peer.ts";
import { ratedByHand } from "./peer-columns.ts";

const DAY = "2015-03-01";
const FEW = 10_000;
const MANY = 100_000;
const IN_COLUMNS = 50_000;

/** Memory does not grow with the rows; the garbage collector takes some more of it when there is time. */
const MOST_MEMORY_GROWTH = 1.6;

const figuresFile = ({ root }: Bench): string => `${root}test/fixtures/sdrma-2015.json`;

/** How many people are rated in a second, one by one and in bulk, beside a program written by hand. */
export function rating(bench: Bench): readonly Result[] {
  const people = [...census(MANY)];
  return [
    oneByOne(bench, people),
    ...byColumns(bench, people),
    ...bulk(bench, people),
    ...(bench.isFull ? full(bench) : []),
  ];
}

/** The program of SDRMA, compiled and prepared. */
export function exampleBook({ root }: Bench): Book {
  const folder = `${root}examples/sdrma-2015`;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".plan"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
  const { program, trees } = analyze(".", files);
  if (!program) throw new Error("the example has errors");
  return prepare(compile(program, trees));
}

const rowsPerSecond = (value: number): string => `${Math.round(value).toLocaleString("en-US")} rows/s`;

/** Rates blocks of people with the one and the other in turns, until there was time to warm up and to measure. */
function oneByOne(bench: Bench, people: readonly CensusPerson[]): Result {
  const book = exampleBook(bench);
  const peer = peerFor(JSON.parse(readFileSync(figuresFile(bench), "utf8")) as Figures, DAY);
  const block = people.slice(0, 2_000);
  const [ours = [], theirs = []] = turns(
    () => block.forEach((person) => void book.rate(person, { asOf: DAY })),
    () => block.forEach((person) => void peer(person)),
  );
  const rate = (times: readonly number[]) => (block.length * 1000) / warm(times);
  return {
    what: "one by one, `book.rate(person)`",
    ours: rowsPerSecond(rate(ours)),
    peer: rowsPerSecond(rate(theirs)),
    ratio: rate(theirs) / rate(ours),
    goal: { relation: "at most", ratio: 1 },
  };
}

/** Processor times of several runs that take turns for twelve seconds; the first half warms up. */
function turns(...runs: readonly (() => void)[]): readonly (readonly number[])[] {
  const times = runs.map((): number[] => []);
  const until = performance.now() + 12_000;
  while (performance.now() < until) for (const [i, run] of runs.entries()) times[i]?.push(worked(run));
  return times;
}

const warm = (times: readonly number[]): number => median(times.slice(times.length >> 1));

/** Typed arrays in and out, beside a program written by hand over typed arrays. */
function byColumns(bench: Bench, people: readonly CensusPerson[]): readonly Result[] {
  const book = exampleBook(bench);
  const figures = JSON.parse(readFileSync(figuresFile(bench), "utf8")) as Figures;
  const some = people.slice(0, IN_COLUMNS);
  const ours = inColumns(some);
  const theirs = inPeerColumns(some);
  const [columns = [], provenance = [], hand = []] = turns(
    () => void book.rateColumns(ours, { asOf: DAY }),
    () => void book.rateColumns(ours, { asOf: DAY, provenance: true }),
    () => void ratedByHand(figures, theirs, 20_150_301),
  );
  const rate = (times: readonly number[]) => rowsPerSecond((some.length * 1000) / warm(times));
  return [
    {
      what: "in columns, `book.rateColumns(census)`",
      ours: rate(columns),
      peer: rate(hand),
      ratio: warm(columns) / warm(hand),
      goal: { relation: "at most", ratio: 1.15 },
    },
    {
      what: "in columns, with the table and the row of each rate, beside without",
      ours: rate(provenance),
      peer: rate(columns),
      ratio: warm(provenance) / warm(columns),
      goal: { relation: "at most", ratio: 2 },
    },
  ];
}

/** A million rows and ten million: how long, and how much memory. */
function full(bench: Bench): readonly Result[] {
  const { root, scratch } = bench;
  const from = join(scratch, "full.csv");
  return [1_000_000, 10_000_000].map((rows) => {
    writeCensus(from, rows);
    const { ms, kilobytes } = measured(bench, [
      ...[`${root}packages/cli/dist/planwright.cjs`, "rate", `${root}examples/sdrma-2015`, "--census", from],
      ...["--as-of", DAY, "--format", "csv", "--out", join(scratch, "premiums")],
    ]);
    return {
      what: `CSV to CSV, ${rows.toLocaleString("en-US")} rows, whole process, and its most memory`,
      ours: rowsPerSecond((rows * 1000) / ms),
      peer: `${(kilobytes / 1024).toFixed(0)} MB`,
      ratio: undefined,
      goal: undefined,
    };
  });
}

function writeCensus(file: string, rows: number): void {
  const output = openSync(file, "w");
  let text = csvHeader;
  for (const person of census(rows)) {
    text += csvLine(person);
    if (text.length < 1 << 20) continue;
    writeSync(output, text);
    text = "";
  }
  writeSync(output, text);
  closeSync(output);
}

interface Bulk {
  readonly ms: number;
  readonly kilobytes: number;
}

function bulk(bench: Bench, people: readonly CensusPerson[]): readonly Result[] {
  const file = (name: string) => join(bench.scratch, name);
  const write = (name: string, rows: readonly string[]) => writeFileSync(file(name), rows.join(""));
  write("many.csv", [csvHeader, ...people.map(csvLine)]);
  write("few.csv", [csvHeader, ...people.slice(0, FEW).map(csvLine)]);
  write("many.jsonl", people.map(jsonLine));
  write("few.jsonl", people.slice(0, FEW).map(jsonLine));
  return [
    ...bulkOf(bench, "CSV to CSV", "csv", "csv"),
    ...bulkOf(bench, "JSON lines to JSON lines", "jsonl", "json"),
  ];
}

function bulkOf(bench: Bench, what: string, ends: string, format: string): readonly Result[] {
  const { root, programs, scratch } = bench;
  const to = join(scratch, "premiums");
  const cli = `${root}packages/cli/dist/planwright.cjs`;
  const ours = (from: string) =>
    measured(bench, [
      cli,
      "rate",
      `${root}examples/sdrma-2015`,
      "--census",
      from,
      "--as-of",
      DAY,
      "--format",
      format,
      "--out",
      to,
    ]);
  const peer = (from: string) =>
    measured(bench, [`${programs}/peer-cli.mjs`, figuresFile(bench), from, to, DAY]);
  const many = join(scratch, `many.${ends}`);
  const few = join(scratch, `few.${ends}`);
  let manyMemory = 0;
  let fewMemory = 0;
  const taken = inTurns(
    {
      ours: () => {
        const { ms, kilobytes } = ours(many);
        manyMemory = kilobytes;
        return ms;
      },
      peer: () => peer(many).ms,
      few: () => {
        const { ms, kilobytes } = ours(few);
        fewMemory = kilobytes;
        return ms;
      },
    },
    2,
  );
  const mega = (kilobytes: number) => `${(kilobytes / 1024).toFixed(0)} MB`;
  return [
    {
      what: `${what}, ${MANY.toLocaleString("en-US")} rows, whole process`,
      ours: rowsPerSecond((MANY * 1000) / taken.ours),
      peer: rowsPerSecond((MANY * 1000) / taken.peer),
      ratio: taken.ours / taken.peer,
      goal: undefined,
    },
    {
      what: `${what}, most memory, beside ${FEW.toLocaleString("en-US")} rows`,
      ours: mega(manyMemory),
      peer: mega(fewMemory),
      ratio: manyMemory / fewMemory,
      goal: { relation: "at most", ratio: MOST_MEMORY_GROWTH },
    },
  ];
}

/** Runs a program, and takes its time and the most memory that it had. */
function measured({ bench, scratch }: Bench, args: readonly string[]): Bulk {
  const memory = join(scratch, "memory");
  const watch = pathToFileURL(`${bench}peak-memory.mjs`).href;
  const { ms } = runNode(["--import", watch, ...args], { PEAK_MEMORY: memory });
  return { ms, kilobytes: Number(readFileSync(memory, "utf8")) };
}
