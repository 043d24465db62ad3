/** Times, ratios and the table that they are printed in. */
import { spawnSync } from "node:child_process";

/** What figures are counted in. */
export type Unit = "ms" | "µs a row" | "ns a person" | "rows/s" | "lines/s" | "MB/s" | "MB" | "amounts";

/** What several rounds came to: the middle one, and between what the middle half of them lies. */
export interface Figure {
  readonly unit: Unit;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly rounds: number;
  /** Of each round, in order, where they are known. */
  readonly values?: readonly number[];
}

export interface Goal {
  readonly relation: "at least" | "at most";
  readonly ratio: number;
}

/** One line of the answer. Without a peer, `ours` stands alone. */
export interface Result {
  readonly what: string;
  readonly ours: Figure;
  readonly peer?: { readonly name: string; readonly figure: Figure } | undefined;
  readonly ratio?: number | undefined;
  /** What the ratio says: how many times as quick ours is, or how many times as much it takes. */
  readonly sense?: "as quick" | "as much" | undefined;
  readonly goal?: Goal | undefined;
}

/** The value below which a share of the values lies, between two of them where need be. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  return below + ((sorted[Math.ceil(at)] ?? Number.NaN) - below) * (at - Math.floor(at));
}

export function figure(unit: Unit, values: readonly number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    unit,
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    rounds: sorted.length,
    values,
  };
}

/** Milliseconds of rounds as how many were done in a second. */
export const perSecond = (unit: "rows/s" | "lines/s", count: number, times: readonly number[]): Figure =>
  figure(
    unit,
    times.map((ms) => (count * 1000) / ms),
  );

const isRate = ({ unit }: Figure): boolean => unit.endsWith("/s");

/** How often the peer's is in ours: the middle one of their rounds, of which each was taken in turns with its like. */
function quotientOf(ours: Figure, peer: Figure): number {
  const { values = [] } = ours;
  const others = peer.values ?? [];
  if (values.length === 0 || values.length !== others.length) return ours.median / peer.median;
  const each = values.map((value, i) => value / (others[i] ?? Number.NaN));
  return quantile(
    each.sort((a, b) => a - b),
    0.5,
  );
}

/** Ours beside a peer's: how many times as quick, or as much; without a goal, whichever is more than one. */
export function beside(what: string, ours: Figure, name: string, peer: Figure, goal?: Goal): Result {
  const quotient = quotientOf(ours, peer);
  const quicker = isRate(ours) ? quotient : 1 / quotient;
  const isQuick = goal ? goal.relation === "at least" : quicker > 1;
  return {
    what,
    ours,
    peer: { name, figure: peer },
    ratio: isQuick ? quicker : 1 / quicker,
    sense: isQuick ? "as quick" : "as much",
    goal,
  };
}

export const alone = (what: string, ours: Figure): Result => ({ what, ours });

export const atLeast = (ratio: number): Goal => ({ relation: "at least", ratio });
export const atMost = (ratio: number): Goal => ({ relation: "at most", ratio });

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

/** What several things came to, round by round. */
export class Rounds {
  private readonly values = new Map<string, number[]>();

  add(name: string, value: number): void {
    const known = this.values.get(name);
    if (known) known.push(value);
    else this.values.set(name, [value]);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  of(name: string): readonly number[] {
    const found = this.values.get(name);
    if (!found) throw new Error(`${name} was not measured`);
    return found;
  }
}

/** Runs each in turn, so many times: what slows the machine slows all of them. What is undefined is left out. */
export function inTurns(runs: Readonly<Record<string, (() => number) | undefined>>, times: number): Rounds {
  const rounds = new Rounds();
  for (let i = 0; i < times; i++)
    for (const [name, run] of Object.entries(runs)) if (run) rounds.add(name, run());
  return rounds;
}

/** The milliseconds that something takes. */
export function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

/** Whether a goal is met, and by how much: above one it is. Not defined where there is nothing to divide by. */
export function margin({
  ratio,
  goal,
}: Result): { readonly isMet: boolean; readonly by: number } | undefined {
  if (!goal || ratio === undefined) return undefined;
  const isMet = goal.relation === "at least" ? ratio >= goal.ratio : ratio <= goal.ratio;
  return { isMet, by: goal.relation === "at least" ? ratio / goal.ratio : goal.ratio / ratio };
}

/** A number with three digits that count; whole from a hundred on. */
export function plainNumber(value: number): string {
  const places = value === 0 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places });
}

/** `380,952 rows/s ±2%`: half of what the middle half of the rounds differs by, in percent of the median. */
export function figureText({ unit, median, low, high, rounds }: Figure): string {
  const spread = rounds > 1 && median !== 0 ? ` ±${Math.round(((high - low) / 2 / median) * 100)}%` : "";
  return `${plainNumber(median)} ${unit}${spread}`;
}

export const HEADER = ["what", "Planwright", "beside", "its figure", "ratio", "goal", ""] as const;

/** A result as the cells of a row of a table, in the order of `HEADER`. */
export function cellsOf(result: Result): readonly string[] {
  const { what, ours, peer, ratio, sense, goal } = result;
  const reached = margin(result);
  return [
    what,
    figureText(ours),
    peer?.name ?? "",
    peer ? figureText(peer.figure) : "",
    ratio === undefined ? "" : `${plainNumber(ratio)}${sense ? ` x ${sense}` : ""}`,
    goal ? `${goal.relation} ${goal.ratio.toLocaleString("en-US")}` : "",
    reached ? (reached.isMet ? "met" : "not met") : "",
  ];
}

const RIGHT = 4;

/** The results as a table in plain text. */
export function table(results: readonly Result[]): string {
  const rows = results.map(cellsOf);
  const widths = HEADER.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i === RIGHT ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [line(HEADER), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
