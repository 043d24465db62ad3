import type { Condition } from "../model.js";
import { dayAfter } from "../types/days.js";

type DayCondition = Condition & { readonly op: "day" };

/** Days from `from` on and before `until`; an absent end is open. */
export interface Stretch {
  readonly from: string | undefined;
  readonly until: string | undefined;
}

/** The first day of the later part into which a comparison parts all days. */
export const cutOf = ({ relation, day }: DayCondition): string =>
  relation === "before" || relation === "on_or_after" ? day : dayAfter(day);

/** The stretches into which the cuts part all days, in order. */
export function stretchesOf(cuts: ReadonlySet<string>): readonly Stretch[] {
  const sorted = [...cuts].sort();
  return [undefined, ...sorted].map((from, i) => ({ from, until: sorted[i] }));
}

/** Stretches are cut at the day of every comparison, so that one holds for all days of a stretch or for none. */
export function holdsIn(condition: DayCondition, { from, until }: Stretch): boolean {
  const cut = cutOf(condition);
  const isEarlier = condition.relation === "before" || condition.relation === "on_or_before";
  return isEarlier ? until !== undefined && until <= cut : from !== undefined && from >= cut;
}

/** `hire is before 1979-07-01`. */
export function describeStretch(key: string, { from, until }: Stretch): string {
  if (from === undefined) return until === undefined ? `${key} is any day` : `${key} is before ${until}`;
  if (until === undefined) return `${key} is ${from} or later`;
  return `${key} is from ${from} to before ${until}`;
}
