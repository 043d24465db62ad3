/** The benchmarks: which there are, and what they print. */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { checking } from "./checking.ts";
import { claims } from "./claims.ts";
import { diffing } from "./diffing.ts";
import { editing } from "./editing.ts";
import { type Result, table } from "./measure.ts";
import { parsing } from "./parsing.ts";
import { rating } from "./rating.ts";
import { writeReport } from "./report.ts";
import { starting } from "./starting.ts";

/** Where the benchmarks find what they run, and a folder that is theirs while they run. */
export interface Places {
  /** The folder of the repository, with a `/` at its end. */
  readonly root: string;
  /** Where the bundled programs of the benchmarks are. */
  readonly programs: string;
  /** The folder of the benchmarks themselves. */
  readonly bench: string;
}

export interface Bench extends Places {
  readonly scratch: string;
  /** What takes long is measured as well. */
  readonly isFull: boolean;
}

interface Section {
  readonly title: string;
  readonly measure: (bench: Bench) => readonly Result[];
}

const SECTIONS: Readonly<Record<string, Section>> = {
  parse: { title: "Parsing, megabytes a second", measure: parsing },
  start: { title: "Starting, whole process", measure: starting },
  check: { title: "Checking, by the size of the program", measure: checking },
  edit: { title: "Editing 10,000 lines, from a change to what is wrong", measure: editing },
  claim: { title: "Paying claims under Gold PPO of SDRMA", measure: claims },
  diff: { title: "Comparing two programs, by their size", measure: diffing },
  rate: { title: "Rating the program of SDRMA, six coverages", measure: rating },
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs the sections named, or all; answers the exit status. */
export function run(args: readonly string[], places: Places): number {
  const isFull = args.includes("--full");
  const isWritten = args.includes("--write");
  const names = args.filter((arg) => arg !== "--full" && arg !== "--write");
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined) {
    process.stderr.write(
      `No section is called ${unknown}. There are: ${Object.keys(SECTIONS).join(", ")}.\n`,
    );
    return 2;
  }
  const began = performance.now();
  const [cpu] = cpus();
  say(
    `Node ${process.versions.node} on ${process.platform}, ${cpus().length} x ${cpu?.model ?? "unknown processor"}`,
  );
  say("Figures of other runs and machines do not compare; ratios do.");
  const scratch = mkdtempSync(join(tmpdir(), "planwright-bench-"));
  try {
    for (const [name, { title, measure }] of Object.entries(SECTIONS)) {
      if (names.length > 0 && !names.includes(name)) continue;
      const results = measure({ ...places, scratch, isFull });
      say(`\n${title} (${name})\n\n${table(results)}`);
      if (isWritten) writeReport(`${places.bench}results/`, name, title, results);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  say(`\n${Math.round((performance.now() - began) / 1000)} seconds.`);
  return 0;
}
