/** Times, ratios and the table that they are printed in. */
import { spawnSync } from "node:child_process";

/** One line of the answer. Without a peer, `ours` stands alone. */
export interface Result {
  readonly what: string;
  readonly ours: string;
  readonly peer: string;
  /** Ours by the peer's, in the sense of the goal. */
  readonly ratio: number | undefined;
  readonly goal: Goal | undefined;
}

export interface Goal {
  readonly relation: "at least" | "at most";
  readonly ratio: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export interface Ran {
  readonly ms: number;
  readonly output: string;
}

/** Runs a process of Node and times it whole; throws when it fails. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>> = {}): Ran {
  const began = performance.now();
  const { status, stdout, stderr, error } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1 << 28,
  });
  const ms = performance.now() - began;
  if (error || status !== 0)
    throw new Error(`node ${args.join(" ")} failed: ${error?.message ?? `${stderr}${stdout}`}`);
  return { ms, output: stdout };
}

/** Runs each in turn, so many times, and gives the median of each: what slows the machine slows all of them. */
export function inTurns<K extends string>(
  runs: Readonly<Record<K, () => number>>,
  times: number,
): Record<K, number> {
  const names = Object.keys(runs) as K[];
  const taken = new Map<K, number[]>(names.map((name) => [name, []]));
  for (let i = 0; i < times; i++) for (const name of names) taken.get(name)?.push(runs[name]());
  return Object.fromEntries(names.map((name) => [name, median(taken.get(name) ?? [])])) as Record<K, number>;
}

/** The milliseconds that something takes. */
export function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** The milliseconds of processor time that something takes: what else the machine does meanwhile is not counted. */
export function worked(run: () => unknown): number {
  const { user, system } = process.cpuUsage();
  run();
  const after = process.cpuUsage();
  return (after.user - user + after.system - system) / 1000;
}

const met = ({ relation, ratio }: Goal, reached: number): boolean =>
  relation === "at least" ? reached >= ratio : reached <= ratio;

const HEADER = ["what", "Planwright", "peer", "ratio", "goal", ""];

/** The results as a table in plain text. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ what, ours, peer, ratio, goal }) => [
    what,
    ours,
    peer,
    ratio === undefined ? "" : ratio.toFixed(2),
    goal ? `${goal.relation} ${goal.ratio}` : "",
    goal && ratio !== undefined ? (met(goal, ratio) ? "met" : "not met") : "",
  ]);
  const widths = HEADER.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === 3 ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(HEADER), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
