import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { dollars } from "../../types/exact.js";
import { coverageOf, type RateCell, slices } from "./cells.js";

/** A table has a pattern when four rates in five are within 1% of what their row and their column suggest. */
const MOST_SPREAD = 0.01;
const FEWEST_CELLS = 12;
const FEWEST_LINES = 3;
/** Two columns are compared line by line, and need more of them. */
const FEWEST_LINES_OF_TWO = 8;
const ROUNDS = 10;
/** When a round moves nothing by more than this, the next would move nothing that counts. */
const SETTLED = 1e-4;
/** From the median of absolute deviations to a standard deviation, for figures that are spread normally. */
const DEVIATIONS = 1.4826;

/** How far off a rate must be, in logarithms, and how many times as far as the others are as a rule. */
const OFF = { least: 0.025, timesSpread: 6 } as const;
/** Less is enough where a rate is off in two views of its table: among the plans, and among the tiers. */
const OFF_TWICE = { least: 0.005, timesSpread: 8 } as const;
/** Twice or half of what would fit is off in any table, with a pattern or without. */
const GROSSLY_OFF = { least: Math.log(2), timesSpread: 12 } as const;

interface Outlier {
  readonly cell: RateCell;
  /** What its row and its column suggest. */
  readonly fitting: number;
  /** How well the rest of the table fits. */
  readonly spread: number;
  readonly of: readonly [string, string];
  /** Off far enough to be seen in one view alone. */
  readonly isClear: boolean;
}

/**
 * Finds rates that do not fit their table: in a sheet of plans by areas each plan costs its own multiple everywhere, as
 * a rule. The multiples are found by median polish (Tukey, Exploratory Data Analysis, 1977, chapter 11) of the
 * logarithms, which a few wrong rates do not move.
 */
export function reportOutOfPattern(bound: BoundRates, cells: readonly RateCell[], scope: Scope): void {
  const { keys } = bound.table;
  const found = new Map<RateCell, Outlier[]>();
  for (const [i, a] of keys.entries()) {
    for (const b of keys.slice(i + 1)) {
      for (const slice of slices(cells, keys, [a, b])) {
        for (const outlier of outliersIn(slice, a, b))
          found.set(outlier.cell, [...(found.get(outlier.cell) ?? []), outlier]);
      }
    }
  }
  const open = [...found].flatMap(([cell, views]) => {
    const [best] = [...views].sort((one, other) => one.spread - other.spread);
    const isSeen = views.length > 1 || views.some(({ isClear }) => isClear);
    return best && isSeen && !cell.isExplained ? [best] : [];
  });
  for (const group of grouped(open)) report(group, bound, scope);
}

/** The same two keys in several slices, such as a plan in an area at each tier, are one finding. */
function grouped(outliers: readonly Outlier[]): readonly Outlier[][] {
  const groups = new Map<string, Outlier[]>();
  for (const outlier of outliers) {
    const { cell, of } = outlier;
    const name = JSON.stringify(of.map((id) => [id, cell.keys[id]]));
    groups.set(name, [...(groups.get(name) ?? []), outlier]);
  }
  return [...groups.values()];
}

function report(group: readonly Outlier[], bound: BoundRates, scope: Scope): void {
  const [first, ...others] = group;
  if (!first) return;
  const { cell, fitting, of } = first;
  const percent = Math.abs((cell.value / fitting - 1) * 100).toFixed(1);
  const side = cell.value > fitting ? "above" : "below";
  const [a, b] = of.map((id) => cell.keys[id] ?? "");
  scope.reporter.report(
    "PW5001",
    { rate: dollars(cell.written), off: `${percent}% ${side} what ${a} and ${b} suggest` },
    cell.row.origin.place,
    {
      subject: coverageOf(cell, bound),
      label: `about ${dollars(fitting.toFixed(2))} would fit`,
      related: others.map((one) => ({
        place: one.cell.row.origin.place,
        message: `and here: about ${dollars(one.fitting.toFixed(2))} would fit`,
      })),
      why:
        "The other rates of the table stand in a steady proportion to each other. If this one is meant, say so beside " +
        'it: `because "..."`.',
    },
  );
}

function outliersIn(slice: readonly RateCell[], a: string, b: string): Outlier[] {
  const [larger, smaller] = [matrixOf(slice, a, b), matrixOf(slice, b, a)]
    .flatMap((one) => one ?? [])
    .sort((one, other) => other.size - one.size);
  if (!larger) return [];
  const first = leftOver(larger.lines);
  // Turned round it may have a pattern where it has none this way.
  const second = smaller && !first.hasPattern ? leftOver(smaller.lines) : undefined;
  const { values, spread, hasPattern } = second?.hasPattern ? second : first;
  const { lines } = smaller && second?.hasPattern ? smaller : larger;
  const isOff = (by: number, { least, timesSpread }: typeof OFF | typeof OFF_TWICE | typeof GROSSLY_OFF) =>
    Math.abs(by) > Math.max(least, timesSpread * spread);
  return lines.flatMap((line, i) =>
    line.flatMap((cell, j): Outlier[] => {
      const by = values[i]?.[j] ?? 0;
      const isClear = isOff(by, GROSSLY_OFF) || (hasPattern && isOff(by, OFF));
      if (!isClear && !(hasPattern && isOff(by, OFF_TWICE))) return [];
      return [{ cell, fitting: cell.value / Math.exp(by), spread, of: [a, b], isClear }];
    }),
  );
}

interface Matrix {
  readonly lines: readonly (readonly RateCell[])[];
  readonly size: number;
}

/** The lines of a slice that have a cell in each column, if there are enough. */
function matrixOf(slice: readonly RateCell[], down: string, across: string): Matrix | undefined {
  const columns = [...new Set(slice.map(({ keys }) => keys[across] ?? ""))];
  const byLine = new Map<string, Map<string, RateCell>>();
  for (const cell of slice) {
    const line = byLine.get(cell.keys[down] ?? "") ?? new Map<string, RateCell>();
    byLine.set(cell.keys[down] ?? "", line);
    line.set(cell.keys[across] ?? "", cell);
  }
  const whole = [...byLine.values()].filter((line) => line.size === columns.length);
  const lines = whole.map((line) => columns.flatMap((column) => line.get(column) ?? []));
  const size = lines.length * columns.length;
  const isLarge =
    columns.length === 2
      ? lines.length >= FEWEST_LINES_OF_TWO
      : columns.length >= FEWEST_LINES && lines.length >= FEWEST_LINES && size >= FEWEST_CELLS;
  return isLarge ? { lines, size } : undefined;
}

interface LeftOver {
  /** In logarithms, what is left of each rate without its row and its column. */
  readonly values: readonly (readonly number[])[];
  readonly spread: number;
  readonly hasPattern: boolean;
}

function leftOver(lines: Matrix["lines"]): LeftOver {
  const logarithms = lines.map((line) => line.map(({ value }) => Math.log(value)));
  const isOfTwo = logarithms[0]?.length === 2;
  const values = isOfTwo ? ratiosOf(logarithms) : polished(logarithms);
  const sizes = (isOfTwo ? values.map((line) => line[1] ?? 0) : values.flat()).map(Math.abs);
  const sorted = Float64Array.from(sizes).sort();
  return {
    values,
    spread: median(sizes) * DEVIATIONS,
    hasPattern: (sorted[Math.floor(sorted.length * 0.8)] ?? 0) <= MOST_SPREAD,
  };
}

/** Of two columns, how far the second is from its usual multiple of the first. */
function ratiosOf(lines: readonly (readonly number[])[]): number[][] {
  const ratios = lines.map(([a = 0, b = 0]) => b - a);
  const usual = median(ratios);
  return ratios.map((ratio) => [0, ratio - usual]);
}

function polished(lines: readonly (readonly number[])[]): number[][] {
  const left = lines.map((line) => [...line]);
  const width = left[0]?.length ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const line of left) {
      const middle = median(line);
      for (let j = 0; j < width; j++) line[j] = (line[j] ?? 0) - middle;
      moved = Math.max(moved, Math.abs(middle));
    }
    for (let j = 0; j < width; j++) {
      const middle = median(left.map((line) => line[j] ?? 0));
      for (const line of left) line[j] = (line[j] ?? 0) - middle;
      moved = Math.max(moved, Math.abs(middle));
    }
    if (moved < SETTLED) break;
  }
  return left;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
