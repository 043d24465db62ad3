import type { Problem } from "../refusal.js";
import type { TraceStep } from "../trace.js";

/** A figure, a name, yes or no, as text; or figures by month, `{ "2019-10": "1200.00" }`, which are added up. */
export type Said = string | Readonly<Record<string, string>>;

/** One line of coverage to renew. */
export interface ExperienceLine {
  readonly id?: string | undefined;
  readonly coverage: string;
  readonly carrier?: string | undefined;
  readonly plan?: string | undefined;
  /** A group that is new: it has no rates to change, and pays what the plan says of the first year. */
  readonly firstYear?: boolean | undefined;
  /** Inputs of the program; they go before those of the whole experience. */
  readonly inputs?: Readonly<Record<string, Said>> | undefined;
}

/** What happened, and the days for which new rates are asked. */
export interface Experience {
  /** First and last day of the new rates. Without a first day, the day after the program. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly inputs?: Readonly<Record<string, Said>> | undefined;
  readonly lines: readonly ExperienceLine[];
}

/** A rate before and after. Rates are money in the unit of the table, as decimal strings. */
export interface RateAction {
  /** What the rate is by: `{ "plan": "vision_1", "tier": "family" }`; a band is in words. */
  readonly keys: Readonly<Record<string, string>>;
  readonly per: string;
  readonly before: string;
  readonly after: string;
  /** By how much it changed once it was rounded, as a percentage with at most four decimals. */
  readonly change: string | null;
}

/** The rate action of one line. Changes are decimal strings of the percentage, negative where rates go down. */
export interface RenewalLine {
  readonly id: string | null;
  readonly coverage: string;
  readonly carrier: string | null;
  readonly plan: string | null;
  /** The renewal that it was renewed by. */
  readonly renewal: string | null;
  readonly before_corridor: string | null;
  readonly corridor: { readonly least: string; readonly most: string } | null;
  readonly change: string | null;
  /** What a new group pays in its first year. */
  readonly first_rate: string | null;
  readonly rates: readonly RateAction[];
  readonly remarks: readonly string[];
  readonly errors: readonly Problem[];
  readonly trace: readonly TraceStep[];
}

export interface RenewalAnswer {
  readonly effective: { readonly from: string; readonly to: string | null };
  readonly lines: readonly RenewalLine[];
  /** What is wrong with the experience as a whole. */
  readonly errors: readonly Problem[];
}

export interface RenewOptions {
  readonly trace?: boolean | undefined;
}
