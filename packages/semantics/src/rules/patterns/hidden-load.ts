import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { dollars } from "../../types/exact.js";
import type { RateCell } from "./cells.js";

/** What rates are made in before a load: whole dollars, or five cents. In cents. */
const STEPS = [100, 5] as const;
/** Loads that are tried, in thousandths: 0.5% to 20%. */
const LOADS = Array.from({ length: 40 }, (_, i) => (i + 1) * 5);
/** Fewer rates are too few for a sheet. */
const FEWEST_RATES = 15;
/** How unlikely a chance must be, in natural logarithms: one in 500 million for each load that is tried. */
const EVIDENCE = 20;
/** Cents that a rate may be off, where it was rounded twice. */
const SLACK = [0, 1] as const;

interface Load {
  readonly step: number;
  readonly thousandths: number;
  /** Some are a cent off. */
  readonly near: boolean;
  readonly evidence: number;
}

/**
 * Finds a load that is in all rates of a coverage and that nothing states: each is a whole number of dollars, and 2%.
 * A percentage that is added on top, as for COBRA, is then of the load as well.
 */
export function reportHiddenLoads(
  sheets: readonly { readonly bound: BoundRates; readonly cells: readonly RateCell[] }[],
  scope: Scope,
): void {
  const byCoverage = new Map<string, { readonly first: BoundRates; readonly cells: RateCell[] }>();
  for (const { bound, cells } of sheets) {
    const { coverages, load, base } = bound.table;
    const [coverage] = coverages;
    if (load || base.kind !== "counted" || coverage === undefined || coverages.length > 1) continue;
    const group = byCoverage.get(coverage) ?? { first: bound, cells: [] };
    byCoverage.set(coverage, group);
    for (const cell of cells) group.cells.push(cell);
  }
  for (const [coverage, { first, cells }] of byCoverage) {
    const amounts = [...new Set(cells.map(({ value }) => Math.round(value * 1000)))];
    const cents = amounts.map((amount) => amount / 10);
    const load = cents.length >= FEWEST_RATES && cents.every(Number.isInteger) ? loadOf(cents) : undefined;
    if (!load) continue;
    const percent = `${load.thousandths / 10}%`;
    const step =
      load.step === 100 ? "whole dollars" : `multiples of ${dollars((load.step / 100).toFixed(2))}`;
    scope.reporter.report(
      "PW5115",
      { coverage, step, percent, count: cents.length, near: load.near },
      first.table.origin.place,
      {
        subject: coverage,
        why:
          `A load of ${percent} seems to be in them. Where it is known, write the rates without it, and \`load ${percent}\`: then ` +
          "what is added on top can be told from what is in them.",
      },
    );
  }
}

function loadOf(cents: readonly number[]): Load | undefined {
  let best: Load | undefined;
  for (const step of STEPS) {
    // Rates that need no load to be such multiples tell nothing.
    if (cents.every((rate) => rate % step === 0)) return undefined;
    for (const slack of SLACK) {
      for (const thousandths of LOADS) {
        const spacing = (step * (1000 + thousandths)) / 1000;
        const evidence = cents.length * Math.log(spacing / (1 + 2 * slack));
        if (evidence < EVIDENCE || (best && best.evidence >= evidence)) continue;
        if (cents.every((rate) => isMultiple(rate, step, thousandths, slack)))
          best = { step, thousandths, near: slack > 0, evidence };
      }
    }
  }
  return best;
}

/** Whether a rate is a multiple with the load, rounded to the cent: within so many cents. */
function isMultiple(rate: number, step: number, thousandths: number, slack: number): boolean {
  const unit = step * (1000 + thousandths);
  const near = Math.round((rate * 1000) / unit);
  return Math.abs(Math.floor((near * unit + 500) / 1000) - rate) <= slack;
}
