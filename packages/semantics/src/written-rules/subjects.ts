import type { Condition, Plan, RateRow, RateTable } from "../model.js";
import type { Place } from "../places.js";

/** What a rule is asked of: one plan, one rate, one coverage; or the program as a whole. */
export type Subject =
  | { readonly kind: "program"; readonly name: string; readonly place: Place }
  | { readonly kind: "coverage" | "funding"; readonly name: string; readonly place: Place }
  | {
      readonly kind: "plan";
      readonly name: string;
      readonly place: Place;
      /** Members for whom one of the conditions of its amounts holds, such as those with Medicare. */
      readonly members: Members;
    }
  | {
      readonly kind: "rate";
      /** `medical with plan gold_ppo, tier family`. */
      readonly name: string;
      readonly place: Place;
      readonly coverage: string;
      readonly table: RateTable;
      readonly row: RateRow;
      /** The keys of the rate that have one value, and what its block says of others. */
      readonly keys: Readonly<Record<string, string>>;
    };

/** The text of a condition of some amounts of a plan; undefined: of members for whom none of them holds. */
export type Members = string | undefined;

export const membersOf = (when: Condition | undefined): Members => when && JSON.stringify(when);

/** The members that a plan tells apart: a rule about it holds for each of them. */
export function membersApart({ benefits }: Plan): readonly Members[] {
  const told = [...(benefits?.accumulators ?? []), ...(benefits?.with ?? [])].map(({ when }) =>
    membersOf(when),
  );
  return told.length === 0 ? [undefined] : [...new Set(told)];
}

/** Whom `accept ... for` names. */
export function acceptedFor(subject: Subject): string {
  return subject.kind === "rate" ? subject.coverage : subject.name;
}
