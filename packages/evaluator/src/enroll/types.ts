import type { Problem } from "../refusal.js";
import type { TraceStep } from "../trace.js";

/** Days are `2015-03-02`; `ends` is null where nothing ends cover. Amounts are money per month, as decimal strings. */

export interface ContributionAnswer {
  /** The day whose premium it is. */
  readonly date: string;
  readonly premium: string;
  readonly employer: string | null;
  readonly employee: string | null;
  /** What is asked above the premium for administering cover that goes on: premium and this are the two shares. */
  readonly administration?: string;
}

export interface ClassChange {
  /** The first day of it. */
  readonly from: string;
  readonly class: string | null;
  readonly contribution: ContributionAnswer | null;
}

/** Cover before an absence, where `begins` and `ends` are those of the cover after it. */
/** A month in which cover begins or ends, and what is due for it; amounts are null where there is no contribution. */
export interface MonthAnswer {
  /** `2015-03`. */
  readonly month: string;
  /** `16 of 31 days`. */
  readonly covered: string;
  /** As a fraction: `16/31`, `1/2`, `1`. */
  readonly part: string;
  readonly premium: string | null;
  readonly employer: string | null;
  readonly employee: string | null;
}

export interface CoverBefore {
  readonly begins: string;
  readonly ends: string;
}

export interface GoingOn {
  readonly through: string | null;
  /** On the first day of it. */
  readonly contribution: ContributionAnswer | null;
}

export interface DependentAnswer {
  readonly id: string | null;
  readonly relation: string;
  readonly eligible: boolean;
  readonly begins: string | null;
  readonly ends: string | null;
  readonly before_absence?: CoverBefore;
  /** How long cover may go on after it has ended; `through` is null without an end. */
  readonly continues?: GoingOn;
  /** The rules that decided, with where the plan says so. */
  readonly rules: readonly TraceStep[];
  readonly trace: readonly TraceStep[];
}

export interface CoverageAnswer {
  readonly coverage: string;
  readonly eligible: boolean;
  /** The class that the person is in when cover begins. */
  readonly class: string | null;
  readonly begins: string | null;
  readonly ends: string | null;
  readonly before_absence?: CoverBefore;
  /** Whether the row has chosen it. */
  readonly enrolled: boolean;
  readonly rules: readonly TraceStep[];
  /** On the day cover begins, or on the first day of the program where that is later. */
  readonly contribution: ContributionAnswer | null;
  /** Why there is no contribution. */
  readonly no_contribution?: string;
  /** Where a line `premium` says what part of a month is due: the months in which cover begins or ends. */
  readonly months?: readonly MonthAnswer[];
  readonly changes?: readonly ClassChange[];
  /** What a return after an absence does to what was used, and to waiting periods. */
  readonly return?: { readonly accumulators?: string; readonly waiting_period?: string };
  /** How long cover may go on after it has ended; `through` is null without an end. */
  readonly continues?: GoingOn;
  /** What is still paid after cover has ended; `through` is null without an end. */
  readonly extends?: readonly { readonly what: string; readonly through: string | null }[];
  readonly dependents: readonly DependentAnswer[];
  readonly trace: readonly TraceStep[];
}

export interface EnrollAnswer {
  readonly id: string | null;
  readonly date: string;
  readonly class: string | null;
  readonly coverages: readonly CoverageAnswer[];
  readonly errors: readonly Problem[];
  readonly remarks: readonly string[];
}

/** What a group must fulfil, over all people of a file. */
export interface GroupAnswer {
  readonly level: "require" | "recommend";
  readonly requirement: string;
  readonly coverage: string | null;
  /** Null where it cannot be said. */
  readonly met: boolean | null;
  /** `12 of 16 eligible employees, 75%`. */
  readonly found: string;
  readonly source?: string | undefined;
  readonly cites?: readonly string[] | undefined;
}
