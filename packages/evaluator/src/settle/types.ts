import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import type { Problem } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Month } from "./calendar.js";

export type Funding = NonNullable<RateBook["fundings"]>[number];
export type Amount = Funding["charges"][number]["amount"];
export type Projection = NonNullable<RateBook["projections"]>[number];

/** A row of an experience: column to text. */
export type ExperienceRow = Readonly<Record<string, string | undefined>>;

/** What was paid and who was enrolled, as written: amounts are decimals, months are `1985-01`. */
export interface FundingExperience {
  /** `month`, `member`, `incurred`, `claims`, `employees`, `interest`, `taxes`. */
  readonly months: readonly ExperienceRow[];
  /** `month`, `member`, `enrollments` and the keys of rates. */
  readonly enrollment: readonly ExperienceRow[];
  /** `month`, `member`, `person`, `cause`, `incurred`, `amount`: payments of claims that are listed one by one. */
  readonly claims: readonly ExperienceRow[];
  /** Every claim above this amount is listed. */
  readonly listedOver?: string | undefined;
  /** What reserves held before the first month. */
  readonly opening?: Readonly<Record<string, string>> | undefined;
  /** Inputs of the program. */
  readonly inputs?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Money that passes from one to another in a month. */
export interface Movement {
  readonly month: Month;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** The party of each, where a member of a pool stands for it. */
  readonly fromParty: string;
  readonly toParty: string;
  readonly amount: Fraction;
  readonly trace: readonly TraceStep[];
  /** The day on which it is due, where the plan says it. */
  readonly due?: string | undefined;
}

/** A payment of a claim, and what each bears of it before any stop-loss. */
export interface Payment {
  readonly month: Month;
  readonly member: string;
  readonly incurred: Month | undefined;
  readonly person: string | undefined;
  readonly cause: string | undefined;
  /** Payments of one claim have one key; those of claims that are not listed have none. */
  readonly claim: string | undefined;
  readonly amount: Fraction;
  /** What has been paid of the claim with this payment. */
  readonly total: Fraction;
  readonly shares: ReadonlyMap<string, Fraction>;
}

export interface MovementAnswer {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly due?: string;
  readonly trace?: readonly TraceStep[];
}

/** What one paid of claims, paid besides and was paid. `balance` is what was received less both. */
export interface PartyAnswer {
  readonly party: string;
  readonly claims: string;
  readonly paid: string;
  readonly received: string;
  readonly balance: string;
}

/** A payment of a claim that is listed, and what each bears of it before any stop-loss. */
export interface ListedClaimAnswer {
  readonly member: string | null;
  readonly person: string | null;
  readonly cause: string | null;
  readonly amount: string;
  readonly borne: readonly { readonly party: string; readonly amount: string }[];
  readonly trace: readonly TraceStep[];
}

export interface MonthAnswer {
  readonly month: string;
  readonly claims: string;
  /** Where it is asked how amounts come about. */
  readonly listed?: readonly ListedClaimAnswer[];
  readonly movements: readonly MovementAnswer[];
  readonly parties: readonly PartyAnswer[];
}

export interface ReserveAnswer {
  readonly reserve: string;
  readonly due: string;
  readonly held: string;
  readonly from_surplus: string;
  readonly from_retro: string;
  readonly trace?: readonly TraceStep[];
}

/** The result of a member: its part of what all share, less what it bears of claims that were paid for it. */
export interface MemberAnswer {
  readonly member: string;
  readonly part: string;
  readonly retained: string;
  readonly result: string;
}

export interface YearAnswer {
  readonly from: string;
  readonly to: string;
  readonly claims: string;
  readonly cost: string;
  /** What stop-loss, reserves and retro move at the end of the year. */
  readonly movements: readonly MovementAnswer[];
  /** Of the party whose result is shared, before reserves that are paid from it and before a retro. */
  readonly surplus: string | null;
  /** Of each member, where it is charged with the claims that it bears. */
  readonly results: readonly MemberAnswer[];
  /** Where a retro has it: what the party keeps beside claims, the premium, and how it comes about where that is asked. */
  readonly retention?: string;
  readonly premium?: { readonly amount: string; readonly trace?: readonly TraceStep[] };
  readonly reserves: readonly ReserveAnswer[];
  readonly parties: readonly PartyAnswer[];
}

export interface SettleAnswer {
  readonly funding: string;
  readonly months: readonly MonthAnswer[];
  /** Whole contract years. */
  readonly years: readonly YearAnswer[];
  readonly errors: readonly Problem[];
  readonly remarks: readonly string[];
}
