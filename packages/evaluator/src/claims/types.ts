import type { Problem } from "../refusal.js";
import type { TraceStep } from "../trace.js";

/** A fact as JSON has it: yes or no, a name, or a figure as text. */
export type Fact = string | number | boolean | null;

/** A line of a claim: services of one kind, on one day, for one member. Amounts are decimal texts such as `"120.00"`. */
export interface ClaimLine {
  readonly id?: string | undefined;
  readonly date: string;
  readonly member: string;
  /** A service or a drug of the plan's coverage; or `code`, a procedure code that a service holds. */
  readonly service?: string | undefined;
  readonly code?: string | undefined;
  readonly network?: string | undefined;
  readonly channel?: string | undefined;
  /** Under which of the household's plans; needed only where two know the service. */
  readonly plan?: string | undefined;
  readonly charge?: string | undefined;
  /** What of the charge is allowed, where it is negotiated. */
  readonly allowed?: string | undefined;
  /** What another payer has paid. */
  readonly other_paid?: string | undefined;
  /** The line that this one takes back. */
  readonly voids?: string | undefined;
  /** How many: `{ "days": "3" }`. */
  readonly units?: Readonly<Record<string, string>> | undefined;
  /** Inputs of the program, and what the line belongs to: `{ "accident": "one" }`. */
  readonly facts?: Readonly<Record<string, Fact>> | undefined;
}

/** `$300 of deductible by a`; `by` is a member or `family`, `plan` the one whose deductible it is. */
export interface UsedBefore {
  readonly of: string;
  readonly plan?: string | undefined;
  readonly by: string;
  readonly amount: string;
}

export interface Member {
  readonly id: string;
  readonly facts?: Readonly<Record<string, Fact>> | undefined;
}

/** The claims of one household under its plan, and the riders beside it. */
export interface Claim {
  readonly id?: string | undefined;
  readonly plans: readonly string[];
  readonly members: readonly Member[];
  /** Whether family amounts hold; without it, they do for more than one member. */
  readonly family?: boolean | undefined;
  readonly facts?: Readonly<Record<string, Fact>> | undefined;
  /** What was used before these lines. */
  readonly used?: readonly UsedBefore[] | undefined;
  readonly lines: readonly ClaimLine[];
}

/** An explanation of benefits of one line. Amounts are money, as decimal texts with cents. */
export interface LineAnswer {
  readonly id: string;
  readonly date: string;
  readonly member: string;
  readonly plan: string | null;
  readonly service: string | null;
  readonly network: string | null;
  readonly charge: string;
  readonly allowed: string;
  readonly deductible: string;
  readonly copay: string;
  readonly coinsurance: string;
  /** What limits, bounds and allowances leave to the member. */
  readonly over_limit: string;
  readonly not_covered: string;
  readonly other_paid: string;
  /** Of the charge, what nobody owes. */
  readonly written_off: string;
  readonly balance_bill: string;
  /** Deductible, copay, coinsurance, over limit and not covered; the balance bill comes on top. */
  readonly member_pays: string;
  readonly plan_pays: string;
  /** Deductibles, copays and maxima that the line filled, and what they stand at after it. */
  readonly moved: readonly Moved[];
  readonly trace: readonly TraceStep[];
}

export interface Moved {
  readonly plan: string;
  readonly name: string;
  /** A member, or `family`. */
  readonly by: string;
  readonly amount: string;
  readonly used: string;
  readonly limit: string;
}

/** What a deductible, a maximum or a limit stands at after the last line. */
export interface Balance {
  readonly plan: string;
  readonly name: string;
  readonly scope: string;
  /** Absent for a family. */
  readonly member?: string;
  /** Of a family whose members have different limits: the members who have this one. */
  readonly for?: readonly string[];
  /** Absent for money. */
  readonly unit?: string;
  readonly used: string;
  readonly limit: string;
  readonly remaining: string;
}

export interface LineError extends Problem {
  readonly line: string;
}

export interface ClaimAnswer {
  readonly id: string | null;
  readonly plan: string | null;
  /** In the order in which they were paid: by date, then as given. */
  readonly lines: readonly LineAnswer[];
  readonly accumulators: readonly Balance[];
  readonly errors: readonly LineError[];
}
