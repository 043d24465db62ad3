import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "@planwright/compiler";
import { type Book, prepare } from "@planwright/evaluator";
import { analyze } from "@planwright/semantics";
import { type CensusPerson, census, csvHeader, csvLine, jsonLine } from "./census.ts";
import type { Bench } from "./main.ts";
import { inTurns, median, type Result, runNode, timed } from "./measure.ts";
import { type Figures, peerFor } from "./peer.ts";

const DAY = "2015-03-01";
const FEW = 10_000;
const MANY = 100_000;

/** Memory does not grow with the rows; the garbage collector takes some more of it when there is time. */
const MOST_MEMORY_GROWTH = 1.6;

const figuresFile = ({ root }: Bench): string => `${root}test/fixtures/sdrma-2015.json`;

/** How many people are rated in a second, one by one and in bulk, beside a program written by hand. */
export function rating(bench: Bench): readonly Result[] {
  const people = [...census(MANY)];
  return [oneByOne(bench, people), ...bulk(bench, people)];
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
  const ours: number[] = [];
  const theirs: number[] = [];
  const until = performance.now() + 6_000;
  while (performance.now() < until) {
    ours.push(timed(() => block.forEach((person) => void book.rate(person, { asOf: DAY }))));
    theirs.push(timed(() => block.forEach((person) => void peer(person))));
  }
  const rate = (times: readonly number[]) =>
    (block.length * 1000) / median(times.slice(Math.ceil(times.length / 4)));
  return {
    what: "one by one, `book.rate(person)`",
    ours: rowsPerSecond(rate(ours)),
    peer: rowsPerSecond(rate(theirs)),
    ratio: rate(theirs) / rate(ours),
    goal: { relation: "at most", ratio: 1 },
  };
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
