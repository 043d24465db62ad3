import type { BoundRates } from "../../bind/rates.js";
import type { Scope } from "../../bind/scope.js";
import { dollars, exact } from "../../types/exact.js";
import { coverageOf, type RateCell, slices } from "./cells.js";

/** A difference is constant when at least so many pairs of rates have it, */
const FEWEST_PAIRS = 8;
/** and at least this share of them. */
const LEAST_SHARE = 0.8;

/** More decimals than any figure has: those of a difference end with those of its figures. */
const PLACES = 20;

interface Pair {
  readonly below: RateCell;
  readonly above: RateCell;
  /** As an exact fraction's text, so that equal ones are equal. */
  readonly difference: string;
}

/**
 * Finds rates that break a constant difference: where the rate with accidental death is 0.045 above the one without in
 * ten bands of eleven, the eleventh is most likely a slip.
 */
export function reportBrokenDifferences(bound: BoundRates, cells: readonly RateCell[], scope: Scope): void {
  const { keys } = bound.table;
  for (const id of keys) {
    const members = [...new Set(cells.map((cell) => cell.keys[id] ?? ""))];
    const slicesOfKey = slices(cells, keys, [id]);
    if (members.length < 2 || slicesOfKey.length < FEWEST_PAIRS) continue;
    const lines = slicesOfKey.map((slice) => new Map(slice.map((cell) => [cell.keys[id] ?? "", cell])));
    for (const [i, first] of members.entries()) {
      const second = members[i + 1];
      if (second !== undefined) reportPairs(pairsOf(lines, first, second), id, bound, scope);
    }
  }
}

/** The rates of two members of a key, side by side; above is what is above as a rule. */
function pairsOf(lines: readonly ReadonlyMap<string, RateCell>[], first: string, second: string): Pair[] {
  const pairs = lines.flatMap((line) => {
    const a = line.get(first);
    const b = line.get(second);
    return a && b ? [{ a, b }] : [];
  });
  const isUsual = pairs.filter(({ a, b }) => a.value > b.value).length * 2 > pairs.length;
  return pairs.map(({ a, b }) => {
    const [above, below] = isUsual ? [a, b] : [b, a];
    return { above, below, difference: differenceOf(above.written, below.written) };
  });
}

/** Figures of a sheet have few digits: their difference in millionths is a whole number, which a double holds. */
const MILLION = 1_000_000;
const PLAIN = /^\d{1,8}(?:\.\d{1,6})?$/;

/** As a fraction; equal differences have equal texts. */
function differenceOf(above: string, below: string): string {
  if (PLAIN.test(above) && PLAIN.test(below)) return `${millionths(above) - millionths(below)}/${MILLION}`;
  const difference = exact(above).sub(exact(below));
  const whole = difference.mul(MILLION);
  return whole.d === 1n ? `${whole.toFraction()}/${MILLION}` : difference.toFraction();
}

const millionths = (figure: string): number => Math.round(Number(figure) * MILLION);

function reportPairs(pairs: readonly Pair[], id: string, bound: BoundRates, scope: Scope): void {
  if (pairs.length < FEWEST_PAIRS) return;
  const counts = new Map<string, number>();
  for (const { difference } of pairs) counts.set(difference, (counts.get(difference) ?? 0) + 1);
  const [usual, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ["", 0]);
  if (count === pairs.length || count < pairs.length * LEAST_SHARE) return;
  for (const { below, above, difference } of pairs) {
    if (difference === usual || below.isExplained || above.isExplained) continue;
    const [lower, higher] = [below.keys[id] ?? "", above.keys[id] ?? ""];
    const amount = (of: string) => dollars(exact(of).toString(PLACES));
    const fitting = exact(below.written).add(exact(usual));
    scope.reporter.report(
      "PW5002",
      { what: `${higher} is ${amount(difference)} above ${lower} here`, usual: amount(usual) },
      above.row.origin.place,
      {
        subject: coverageOf(above, bound),
        label: `${amount(fitting.toFraction())} would fit`,
        figure: { place: above.row.origin.place, written: above.written, fitting: fitting.toString(PLACES) },
        related: [{ place: below.row.origin.place, message: `${lower} beside it` }],
        why: `It is ${amount(usual)} in ${count} of ${pairs.length} rates. If this one is meant, say so beside it: \`because "..."\`.`,
      },
    );
  }
}
