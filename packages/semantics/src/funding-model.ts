import type { Condition, Expression, Range } from "./model.js";
import type { Origin } from "./places.js";

/** A checked funding arrangement. Amounts are decimal strings; a percentage is as it is written. */
export interface Funding {
  readonly id: string;
  readonly name: string;
  /** The coverages whose claims it pays; empty when it does not say. */
  readonly coverages: readonly string[];
  readonly parties: readonly string[];
  /** Who bears claims; absent where it has none. */
  readonly claims: ClaimSharing | undefined;
  readonly oneClaim: "cause" | "person" | undefined;
  readonly oddCent: string | undefined;
  readonly charges: readonly Charge[];
  readonly taxes: Flow | undefined;
  readonly interest: Flow | undefined;
  /** Months at the start without claims. */
  readonly lagMonths: number;
  /** Whether a percentage of paid claims is due of those paid in the run-out; absent where there is none. */
  readonly runOutCharges: { readonly due: boolean; readonly origin: Origin } | undefined;
  readonly specific: SpecificStopLoss | undefined;
  readonly aggregate: AggregateStopLoss | undefined;
  readonly prefund: Prefund | undefined;
  readonly reserves: readonly Reserve[];
  readonly retro: Retro | undefined;
  /** It has a retro that could not be read: what is missing from it may be there. */
  readonly retroUnread: boolean;
  readonly origin: Origin;
}

export type ClaimSharing =
  | { readonly kind: "party"; readonly party: string; readonly origin: Origin }
  | {
      readonly kind: "layers";
      readonly layers: readonly Layer[];
      /** Who pays claims, where those who bear them are charged later; absent where each pays what it bears. */
      readonly paidBy: { readonly party: string; readonly origin: Origin } | undefined;
    };

export interface Layer {
  readonly range: Range;
  /** By party, a percentage; they add up to 100. */
  readonly shares: Readonly<Record<string, string>>;
  readonly origin: Origin;
}

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly origin: Origin;
}

export type DuePeriod = "month" | "quarter" | "year" | "contract year";

export type FundingAmount =
  | { readonly kind: "share"; readonly share: Expression; readonly of: "paid claims" | "deposit" }
  | { readonly kind: "months"; readonly months: string }
  | { readonly kind: "premium"; readonly share: Expression | undefined; readonly of: readonly string[] }
  | {
      readonly kind: "figure";
      readonly value: Expression;
      readonly per: "employee" | "enrollment" | undefined;
      /** Absent: an amount that is no rate of time. */
      readonly each: DuePeriod | undefined;
    };

export const PARTS = ["deposit", "administration", "premium", "fee", "local"] as const;
export type Part = (typeof PARTS)[number];

export interface Charge {
  readonly part: Part;
  readonly amount: FundingAmount;
  readonly from: string;
  readonly to: string;
  readonly origin: Origin;
}

/** Which claims count: paid in the contract year, or incurred and paid in so many months from its first. */
export type ContractBasis =
  | { readonly kind: "paid" }
  | { readonly kind: "months"; readonly incurred: number; readonly paid: number };

export interface SpecificStopLoss {
  readonly attaches: Expression;
  readonly lasers: readonly { readonly person: string; readonly attaches: Expression }[];
  /** The part of what is over that is reimbursed; absent: all of it. */
  readonly share: Expression | undefined;
  readonly most: Expression | undefined;
  readonly aggregatingDeductible: Expression | undefined;
  readonly basis: ContractBasis;
  readonly flow: Flow;
  readonly origin: Origin;
}

export interface AggregateStopLoss {
  readonly attaches: readonly {
    readonly amount: FundingAmount;
    readonly when: Condition | undefined;
    readonly origin: Origin;
  }[];
  readonly least: Expression | undefined;
  readonly share: Expression | undefined;
  readonly most: Expression | undefined;
  readonly counts: readonly ("claims" | "administration")[];
  readonly basis: ContractBasis;
  readonly flow: Flow;
  readonly origin: Origin;
}

export interface Prefund {
  readonly initial: Expression;
  readonly steps: readonly { readonly amount: Expression; readonly afterMonths: number }[];
  readonly flow: Flow;
  readonly origin: Origin;
}

export interface Reserve {
  readonly id: string;
  readonly name: string;
  readonly amount: FundingAmount | undefined;
  /** By months since incurred, the completion factor: the share that is paid by then. */
  readonly completion: readonly Completion[];
  readonly once: boolean;
  readonly setAsideBy: string | undefined;
  readonly paidFrom: readonly ("surplus" | "retro")[];
  readonly origin: Origin;
}

export interface Completion {
  readonly range: Range;
  readonly share: Expression;
  readonly origin: Origin;
}

export interface Retro {
  readonly of: string;
  readonly among: string;
  readonly by: "deposit" | "paid claims" | "employees";
  /** Whether members are charged with what they bear of claims that the party has paid; absent where nothing says it. */
  readonly charges: "retained claims" | "nothing" | undefined;
  /** Months after the contract year has ended in which it is due; absent where nothing says it. */
  readonly dueMonths: number | undefined;
  /** What the party keeps of a year beside claims; absent where it keeps nothing, or nothing says it. */
  readonly retention: PlacedAmount | undefined;
  /** Between which the premium of a year is, where it is: then all that is short of it is called, and all over returned. */
  readonly premium: RetroPremium | undefined;
  readonly calls: ResultUse;
  readonly returns: ResultUse;
  readonly oddCent: "largest share" | "smallest share";
  readonly origin: Origin;
}

/** The least and the most of the premium of a year; absent where it has none. */
export interface RetroPremium {
  readonly minimum: PlacedAmount | undefined;
  readonly maximum: PlacedAmount | undefined;
  readonly origin: Origin;
}

/** An amount, and the line that says it. */
export interface PlacedAmount {
  readonly amount: FundingAmount;
  readonly origin: Origin;
}

export type ResultUse =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "part";
      /** Absent: all of it. */
      readonly share: Expression | undefined;
      readonly most: FundingAmount | undefined;
    };

export interface Projection {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly claims: readonly Series<{ readonly funding: string; readonly amount: Expression }>[];
  readonly counts: readonly Series<{
    readonly what: "employees" | "enrollments";
    readonly count: Expression;
    /** What each enrollment has chosen, as a row of a census. */
    readonly keys: Readonly<Record<string, string>>;
  }>[];
  readonly parts: readonly Series<{ readonly funding: string; readonly part: Part }>[];
  readonly earns: readonly {
    readonly funding: string;
    readonly part: Part;
    readonly rate: Expression;
    readonly less: Expression | undefined;
    readonly origin: Origin;
  }[];
  readonly arrangements: readonly {
    readonly id: string;
    readonly value: Expression;
    readonly origin: Origin;
  }[];
  readonly compare: readonly {
    readonly names: readonly string[];
    readonly eachMonth: boolean;
    readonly origin: Origin;
  }[];
  readonly origin: Origin;
}

/** What is assumed, and how it grows: absent when it stays level. */
export type Series<T> = T & { readonly growth: Expression | undefined; readonly origin: Origin };

/** The experience of an example, as written: the evaluator reads it as it reads a file. */
export interface ExampleExperience {
  readonly months: readonly Readonly<Record<string, string>>[];
  readonly enrollment: readonly Readonly<Record<string, string>>[];
  readonly claims: readonly Readonly<Record<string, string>>[];
  readonly listedOver: string | undefined;
}
