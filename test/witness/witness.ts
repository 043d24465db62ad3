import type { Person } from "../support/observe.ts";

/** A line of a plan and what it does: when it is changed, an answer changes. */
export interface Witness {
  /** The row of the vocabulary: `rates: load`. */
  readonly row: string;
  /** What of the row it is about, where the row has several parts: `per family`. */
  readonly part?: string;
  /** Changes made in both plans beforehand: a text, and what stands for it. */
  readonly given?: readonly [string, string];
  /** The text that is changed, which stands once in the plan, and what stands for it. */
  readonly change: readonly [string, string];
  readonly person?: Person;
  /** Claims to pay, as `observeClaims` reads them. */
  readonly claims?: readonly string[];
  /** An employee with dependents, of whom `observeEnroll` is asked. */
  readonly enroll?: { readonly person: Person; readonly dependents?: readonly Person[] };
  /** The answer that is looked at, as `observe` names it; of claims, as `observeClaims` does. */
  readonly sees: string;
  /** Absent where it is enough that the two differ. */
  readonly before?: string;
  readonly after?: string;
}
