/** The benchmarks: which there are, and what they print. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checking } from "./checking.ts";
import { claims } from "./claims.ts";
import { compiling } from "./compiling.ts";
import { diffing } from "./diffing.ts";
import { editing } from "./editing.ts";
import { exactness } from "./exactness.ts";
import { files } from "./files.ts";
import { margin, type Result, table } from "./measure.ts";
import { parsing } from "./parsing.ts";
import { inWorkers, rating } from "./rating.ts";
import { type Machine, machine, type Measured, writeReport } from "./report.ts";
import { starting } from "./starting.ts";

/** Where the benchmarks find what they run, and a folder that is theirs while they run. */
export interface Places {
  /** The folder of the repository, with a `/` at its end. */
  readonly root: string;
  /** Where the bundled programs of the benchmarks are. */
  readonly programs: string;
  /** The folder of the benchmarks themselves. */
  readonly bench: string;
  /** The peers that are installed, with their versions. */
  readonly peers: Readonly<Record<string, string>>;
  /** Those that are not: what is measured beside them is left out. */
  readonly missing: readonly string[];
}

export interface Bench extends Places {
  readonly scratch: string;
  /** What takes long is measured as well, and all in more rounds. */
  readonly isFull: boolean;
}

interface Section {
  readonly title: string;
  readonly measure: (bench: Bench) => readonly Result[] | Promise<readonly Result[]>;
}

const SECTIONS: Readonly<Record<string, Section>> = {
  rate: { title: "Rating the census of SDRMA, six coverages, one core", measure: rating },
  workers: { title: "Rating it in two workers", measure: inWorkers },
  file: { title: "Rating a file, whole processes", measure: files },
  exact: { title: "Premiums against exact fractions", measure: exactness },
  claim: { title: "Paying claims under Gold PPO of SDRMA", measure: claims },
  parse: { title: "Parsing", measure: parsing },
  start: { title: "Starting and checking, whole processes", measure: starting },
  compile: { title: "The steps from text, whole processes, by the size of the program", measure: compiling },
  check: { title: "Checking in one process, by the size of the program", measure: checking },
  diff: { title: "Comparing two programs in one process, by their size", measure: diffing },
  edit: { title: "Editing 10,000 lines, from a change to what is wrong", measure: editing },
};

const OPTIONS = ["--full", "--write"];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function refuse(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}

/** Runs the sections named, or all; answers the exit status. */
export async function run(args: readonly string[], places: Places): Promise<number> {
  const isWritten = args.includes("--write");
  const names = args.filter((arg) => !OPTIONS.includes(arg));
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined)
    return refuse(
      `${unknown} is neither a section (${Object.keys(SECTIONS).join(", ")}) nor an option (${OPTIONS.join(", ")}).`,
    );
  const on = machine(places);
  say(`Node ${on.node} on ${on.system}, ${on.cores} x ${on.processor}, load ${on.load}`);
  say("Figures of other runs and machines do not compare; ratios do.");
  const scratch = mkdtempSync(join(tmpdir(), "planwright-bench-"));
  try {
    const bench: Bench = { ...places, scratch, isFull: args.includes("--full") };
    const measured = await measure(bench, names, on);
    const isRight = summarize(measured);
    if (isWritten) {
      const written = writeReport(`${places.bench}results/`, bench.isFull, measured);
      say(`Kept in ${written}.`);
    }
    return isRight ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measure(bench: Bench, names: readonly string[], on: Machine): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const began = performance.now();
    const results = await section.measure(bench);
    const seconds = Math.round((performance.now() - began) / 1000);
    say(`\n${section.title} (${name}, ${seconds} s)\n\n${table(results)}`);
    measured.push({ name, title: section.title, seconds, results, machine: on });
  }
  return measured;
}

/** Says how many goals are met. Answers whether no amount is off: to be slow is no failure, and a wrong cent is one. */
function summarize(measured: readonly Measured[]): boolean {
  const all = measured.flatMap(({ results }) => results);
  const goals = all.flatMap((result) => margin(result) ?? []);
  const met = goals.filter(({ isMet }) => isMet).length;
  const seconds = measured.reduce((sum, section) => sum + section.seconds, 0);
  say(`\n${met} of ${goals.length} goals met. ${seconds} seconds.`);
  return all.every((result) => result.ours.unit !== "amounts" || margin(result)?.isMet !== false);
}
