import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import type Fraction from "fraction.js";
import { exact } from "../../types/exact.js";
import { type RateCell, slices } from "./cells.js";

/** A sum that comes out for so many plans is no chance. */
const FEWEST_PLANS = 3;
/** Lines that are tried: more are made by a machine. */
const MOST_LINES = 60;
const MOST_OTHERS = 1_000;

/** The rates of the plans side by side: one row of the sheet. */
interface Line {
  /** By plan, exactly. */
  readonly rates: ReadonlyMap<string, Fraction>;
  readonly name: string;
  readonly first: RateCell;
}

interface Sum {
  readonly line: Line;
  readonly times: number;
  readonly part: Line;
  readonly rest: Line;
}

export interface Sheet {
  readonly bound: BoundRates;
  readonly cells: readonly RateCell[];
}

/**
 * Finds rates without an area that are the sum of another and of the rates of one area: `$1,149.54` for a couple is
 * `$441.66` for the one, and what the other costs in Area I. Elsewhere that sum is another.
 */
export function reportSumsOfRates(sheets: readonly Sheet[], scope: Scope): void {
  for (const { bound, cells } of sheets) {
    const { keys, coverages } = bound.table;
    if (keys.includes("area") || !keys.includes("plan")) continue;
    const own = linesOf(cells, keys);
    const others = sheets
      .filter(({ bound: { table } }) => table.keys.includes("area") && sharesOne(table.coverages, coverages))
      .flatMap((sheet) => linesOf(sheet.cells, sheet.bound.table.keys));
    if (others.length > MOST_OTHERS || own.length > MOST_LINES) continue;
    const byRate = indexOf(others);
    const sums = own.flatMap((line) => sumOf(line, own, byRate) ?? []);
    const [first] = sums.filter(({ line }) => !line.first.isExplained);
    if (first) report(first, sums, bound, scope);
  }
}

function report(
  { line, times, part, rest }: Sum,
  sums: readonly Sum[],
  bound: BoundRates,
  scope: Scope,
): void {
  const count = line.rates.size;
  scope.reporter.report(
    "PW5104",
    { line: line.name, sum: `${times === 1 ? "" : `${times} times `}${part.name} and ${rest.name}`, count },
    line.first.row.origin.place,
    {
      subject: bound.table.coverages[0],
      related: [
        { place: rest.first.row.origin.place, message: rest.name },
        ...sums
          .filter((one) => one.line !== line)
          .map((one) => ({ place: one.line.first.row.origin.place, message: "and this one likewise" })),
      ],
      why:
        "It has no area, and what it was made from has: where that costs more or less the sum is not this rate. Say " +
        'what it rests on, `because "..."`, or give it rates by area.',
    },
  );
}

const sharesOne = (a: readonly string[], b: readonly string[]): boolean => a.some((id) => b.includes(id));

function linesOf(cells: readonly RateCell[], keys: readonly string[]): readonly Line[] {
  return slices(cells, keys, ["plan"]).flatMap((slice): Line[] => {
    const [first] = slice;
    if (!first || slice.length < FEWEST_PLANS) return [];
    const rates = new Map(slice.map((cell) => [cell.keys.plan ?? "", exact(cell.written)]));
    const named = keys
      .filter((id) => id !== "plan")
      .sort((a, b) => Number(a === "area") - Number(b === "area"));
    return [{ rates, name: named.map((id) => first.keys[id] ?? "").join(" in "), first }];
  });
}

/** Lines by a plan and its rate, so that the one that is looked for is found at once. */
function indexOf(lines: readonly Line[]): ReadonlyMap<string, readonly Line[]> {
  const index = new Map<string, Line[]>();
  for (const line of lines) {
    for (const [plan, rate] of line.rates) {
      const key = `${plan} ${rate.toFraction()}`;
      const same = index.get(key);
      if (same) same.push(line);
      else index.set(key, [line]);
    }
  }
  return index;
}

function sumOf(
  line: Line,
  own: readonly Line[],
  byRate: ReadonlyMap<string, readonly Line[]>,
): Sum | undefined {
  const [first] = line.rates;
  if (!first) return undefined;
  const [plan, rate] = first;
  for (const part of own) {
    const theirs = part.rates.get(plan);
    if (part === line || !theirs) continue;
    for (const times of [1, 2]) {
      const left = rate.sub(theirs.mul(times));
      const rest = byRate
        .get(`${plan} ${left.toFraction()}`)
        ?.find((other) => isSum(line, part, times, other));
      if (rest) return { line, times, part, rest };
    }
  }
  return undefined;
}

function isSum({ rates }: Line, part: Line, times: number, rest: Line): boolean {
  let seen = 0;
  for (const [plan, rate] of rates) {
    const a = part.rates.get(plan);
    const b = rest.rates.get(plan);
    if (!a || !b || !a.mul(times).add(b).equals(rate)) return false;
    seen++;
  }
  return seen >= FEWEST_PLANS;
}
