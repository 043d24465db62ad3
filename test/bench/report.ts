/** Keeps what a run measured: as JSON, as a page, and as a chart. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { chart } from "./chart.ts";
import type { Places } from "./main.ts";
import { cellsOf, HEADER, margin, type Result } from "./measure.ts";

/** Where it was measured, when, and with what. */
export interface Machine {
  readonly date: string;
  /** The commit of Planwright; with `+` where something was changed after it. */
  readonly commit: string;
  readonly node: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly gigabytes: number;
  /** Processes that waited for a core on average in the minute before. */
  readonly load: number;
  /** The peers, with their versions. */
  readonly peers: Readonly<Record<string, string>>;
  /** Peers that could not be installed: what is measured beside them is left out. */
  readonly missing: readonly string[];
}

/** A section of a run. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  readonly results: readonly Result[];
  readonly machine: Machine;
}

function commitOf(root: string): string {
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-C", root, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    // What an earlier run wrote is no change of the program.
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!test/bench/results");
    return `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}

export function machine({ root, peers, missing }: Places): Machine {
  const typescript = JSON.parse(readFileSync(`${root}node_modules/typescript/package.json`, "utf8")) as {
    readonly version: string;
  };
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commitOf(root),
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model ?? "unknown processor",
    cores: cpus().length,
    gigabytes: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    peers: { ...peers, typescript: typescript.version },
    missing,
  };
}

/** Writes three files, `quick` or `full`, and says which. Sections that were not measured now stay as they were. */
export function writeReport(folder: string, isFull: boolean, measured: readonly Measured[]): string {
  const name = isFull ? "full" : "quick";
  mkdirSync(folder, { recursive: true });
  const write = (ends: string, text: string) => writeFileSync(`${folder}${name}.${ends}`, text);
  const json = `${folder}${name}.json`;
  const before = existsSync(json) ? (JSON.parse(readFileSync(json, "utf8")) as readonly Measured[]) : [];
  const sections = withMeasured(before, measured);
  const withoutRounds = (key: string, value: unknown) => (key === "values" ? undefined : value);
  write("json", `${JSON.stringify(sections, withoutRounds, 2)}\n`);
  write("svg", chart(sections));
  write("md", page(name, sections));
  return `test/bench/results/${name}.{json,md,svg}`;
}

/** The sections that were kept, with those that were measured now in their places; what is new comes last. */
export function withMeasured(
  before: readonly Measured[],
  measured: readonly Measured[],
): readonly Measured[] {
  const now = new Map(measured.map((section) => [section.name, section]));
  const old = new Set(before.map(({ name }) => name));
  return [
    ...before.map((section) => now.get(section.name) ?? section),
    ...measured.filter(({ name }) => !old.has(name)),
  ];
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

/** Where and when sections were measured, a line for each run. */
function runsOf(sections: readonly Measured[]): readonly string[] {
  const runs = new Map<string, Measured[]>();
  for (const section of sections) {
    const run = JSON.stringify(section.machine);
    runs.set(run, [...(runs.get(run) ?? []), section]);
  }
  return [...runs.values()].map((all) => {
    const { machine: on } = all[0] as Measured;
    const versions = Object.entries(on.peers).map(([peer, version]) => `${peer} ${version}`);
    const missing = on.missing.length > 0 ? `; not installed, and so left out: ${on.missing.join(", ")}` : "";
    const where = `Node ${on.node}, ${on.system}, ${on.cores} x ${on.processor}, ${on.gigabytes} GB, load ${on.load} before it began`;
    const names = all.map((section) => `\`${section.name}\``).join(", ");
    return `- ${on.date}, commit ${on.commit}: ${names}. ${where}. Beside ${versions.join(", ")}${missing}.`;
  });
}

function page(name: string, sections: readonly Measured[]): string {
  const goals = sections.flatMap(({ results }) => results.flatMap((result) => margin(result) ?? []));
  const tables = sections.map(
    ({ name, title, seconds, results, machine: { commit } }) => `## ${title}

\`npm run bench -- ${name}\` measures this alone; it took ${seconds} seconds, at commit ${commit}.

${[row(HEADER), row(HEADER.map(() => "---")), ...results.map((result) => row(cellsOf(result)))].join("\n")}
`,
  );
  return `# What \`npm run bench${name === "full" ? " -- --full" : ""}\` measured

${goals.filter(({ isMet }) => isMet).length} of ${goals.length} goals are met. A figure is the median of its rounds, and ± is half of what the middle half of them differs
by. The two figures of a line were taken in turns in one run, and their ratio is the median of those of the rounds, so that it counts on
other machines too; the figures do not. \`as quick\` says how many times as quick Planwright is, \`as much\` how many times as long it
takes, or as much it holds.

${runsOf(sections).join("\n")}

![How far each goal is reached](${name}.svg)

${tables.join("\n")}`;
}
