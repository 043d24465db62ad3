import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { dollars } from "../../types/exact.js";
import { coverageOf, type RateCell, slices } from "./cells.js";

/** A rate this much off what its row and its column suggest is out of pattern: in logarithms, 2.5%. */
const LEAST_OFF = 0.025;
/** And this many times as far off as the other rates of the table are, as a rule. */
const TIMES_THE_SPREAD = 6;
/** A table has a pattern when four rates in five are within 1% of what their row and their column suggest. */
const MOST_SPREAD = 0.01;
const FEWEST_CELLS = 12;
const FEWEST_LINES = 3;
const ROUNDS = 10;
/** From the median of absolute deviations to a standard deviation, for figures that are spread normally. */
const DEVIATIONS = 1.4826;

interface Outlier {
  readonly cell: RateCell;
  /** What its row and its column suggest. */
  readonly fitting: number;
  /** How well the rest of the table fits. */
  readonly spread: number;
  readonly of: readonly [string, string];
}

/**
 * Finds rates that do not fit their table: in a sheet of plans by areas each plan costs its own multiple everywhere, as
 * a rule. The multiples are found by median polish (Tukey, Exploratory Data Analysis, 1977, chapter 11) of the
 * logarithms, which a few wrong rates do not move.
 */
export function reportOutOfPattern(bound: BoundRates, cells: readonly RateCell[], scope: Scope): void {
  const { keys } = bound.table;
  const best = new Map<RateCell, Outlier>();
  for (const [i, a] of keys.entries()) {
    for (const b of keys.slice(i + 1)) {
      for (const slice of slices(cells, [a, b])) {
        for (const outlier of outliersIn(slice, a, b)) {
          const earlier = best.get(outlier.cell);
          if (!earlier || outlier.spread < earlier.spread) best.set(outlier.cell, outlier);
        }
      }
    }
  }
  const open = [...best.values()].filter(({ cell }) => !cell.isExplained);
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
  const found = [matrixOf(slice, a, b), matrixOf(slice, b, a)].flatMap((matrix) => {
    const polished = matrix && polish(matrix.map((line) => line.map(({ value }) => Math.log(value))));
    return polished ? [{ matrix, polished, size: matrix.length * (matrix[0]?.length ?? 0) }] : [];
  });
  const [larger] = found.sort((one, other) => other.size - one.size);
  if (!larger) return [];
  const { matrix, polished } = larger;
  const sizes = polished.flat().map(Math.abs);
  const spread = median(sizes) * DEVIATIONS;
  const limit = Math.max(LEAST_OFF, TIMES_THE_SPREAD * spread);
  return matrix.flatMap((line, i) =>
    line.flatMap((cell, j): Outlier[] => {
      const residual = polished[i]?.[j] ?? 0;
      if (Math.abs(residual) <= limit) return [];
      return [{ cell, fitting: cell.value / Math.exp(residual), spread, of: [a, b] }];
    }),
  );
}

/** The lines of a slice that have a cell in each column, if there are enough. */
function matrixOf(slice: readonly RateCell[], down: string, across: string): RateCell[][] | undefined {
  const columns = [...new Set(slice.map(({ keys }) => keys[across] ?? ""))];
  const lines = new Map<string, Map<string, RateCell>>();
  for (const cell of slice) {
    const line = lines.get(cell.keys[down] ?? "") ?? new Map<string, RateCell>();
    lines.set(cell.keys[down] ?? "", line);
    line.set(cell.keys[across] ?? "", cell);
  }
  const whole = [...lines.values()].filter((line) => line.size === columns.length);
  const isLarge =
    whole.length >= FEWEST_LINES &&
    columns.length >= FEWEST_LINES &&
    whole.length * columns.length >= FEWEST_CELLS;
  if (!isLarge) return undefined;
  return whole.map((line) => columns.flatMap((column) => line.get(column) ?? []));
}

/** What is left of each figure without its row and its column; nothing where they explain too little. */
function polish(matrix: readonly (readonly number[])[]): number[][] | undefined {
  let left = matrix.map((line) => [...line]);
  for (let round = 0; round < ROUNDS; round++) {
    left = left.map((line) => {
      const middle = median(line);
      return line.map((value) => value - middle);
    });
    const middles = (left[0] ?? []).map((_, j) => median(left.map((line) => line[j] ?? 0)));
    left = left.map((line) => line.map((value, j) => value - (middles[j] ?? 0)));
  }
  const sizes = left
    .flat()
    .map(Math.abs)
    .sort((a, b) => a - b);
  return (sizes[Math.floor(sizes.length * 0.8)] ?? 0) <= MOST_SPREAD ? left : undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
