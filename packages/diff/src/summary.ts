import Fraction from "fraction.js";
import type { Change } from "./changes.js";
import { decimal, meanOf } from "./exact.js";
import { CLASSES, type Class } from "./kinds.js";

export type Summary = Readonly<Record<Class | "breaking", number>>;

/** How many changes there are of each class, and how many of all break what computes with the book. */
export function summaryOf(changes: readonly Change[]): Summary {
  const of = (name: Class): number => changes.filter((change) => change.class === name).length;
  const [dearer, cheaper, leaner, richer, depends, structural, correction, neutral] = CLASSES;
  return {
    leaner: of(leaner),
    richer: of(richer),
    dearer: of(dearer),
    cheaper: of(cheaper),
    neutral: of(neutral),
    depends: of(depends),
    structural: of(structural),
    correction: of(correction),
    breaking: changes.filter(({ breaking }) => breaking).length,
  };
}

/** The changed rates of one plan, or of one coverage without plans: of those that changed, percentages to two places. */
export interface RateSpread {
  readonly subject: string;
  readonly count: number;
  readonly least: string;
  readonly most: string;
  /** Of the percentages of the changed cells, each counted once. */
  readonly mean: string;
  readonly leastAmount: string;
  readonly mostAmount: string;
}

/** Smallest, largest and mean change of the rates that changed, by plan. A rate that was zero has no percentage. */
export function ratesSpread(changes: readonly Change[]): readonly RateSpread[] {
  const bySubject = new Map<string, { percents: Fraction[]; deltas: Fraction[] }>();
  for (const { kind, subject, before, delta } of changes) {
    if (kind !== "rate.increased" && kind !== "rate.decreased") continue;
    if (before === undefined || delta === undefined || Number(before) === 0) continue;
    const found = bySubject.get(subject) ?? { percents: [], deltas: [] };
    found.percents.push(new Fraction(delta).div(new Fraction(before)).mul(100));
    found.deltas.push(new Fraction(delta));
    bySubject.set(subject, found);
  }
  return [...bySubject].map(([subject, { percents, deltas }]) => {
    const [percent, amount] = [extremesOf(percents), extremesOf(deltas)];
    return {
      subject,
      count: percents.length,
      least: decimal(percent.least, 2),
      most: decimal(percent.most, 2),
      mean: meanOf(percents, 2),
      leastAmount: decimal(amount.least, 20),
      mostAmount: decimal(amount.most, 20),
    };
  });
}

function extremesOf([first = new Fraction(0), ...rest]: readonly Fraction[]) {
  let [least, most] = [first, first];
  for (const one of rest) {
    if (one.compare(least) < 0) least = one;
    else if (one.compare(most) > 0) most = one;
  }
  return { least, most };
}
