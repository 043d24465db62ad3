import type { ArrangementHead, RoundingMode, SourceTree } from "@planwright/syntax";
import type { Account, AccountEvent } from "./accounts-model.js";
import type { Benefits, Channel, ExampleClaims, Network, Service } from "./benefits-model.js";
import type { DateTest, DayRelation, Document, Eligibility, GroupRequirement } from "./eligibility-model.js";
import type { Diagnostic } from "./diagnostics/report.js";
import type { ExampleExperience, Funding, Projection } from "./funding-model.js";
import type { Origin, Place } from "./places.js";
import type { Corridors, History, Renewal } from "./renewal-model.js";
import type { Type, Units } from "./types/units.js";
import type { ConventionId } from "./vocabulary/conventions.js";

/** A checked program. Names are resolved, figures are decimal strings, everything knows where it was written. */
export interface Program {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** First and last day, both included. */
  readonly effective: Period;
  /** The day on which it was approved. */
  readonly approved: string | undefined;
  /** It took effect before it was approved, and says so. */
  readonly isRetroactive: boolean;
  readonly operator: string | undefined;
  readonly currency: string;
  readonly rounding: Rounding;
  readonly market: string | undefined;
  /** The state whose law applies to it. */
  readonly state: string | undefined;
  /** The month and the day on which each contract year begins. */
  readonly contractYear: { readonly month: number; readonly day: number } | undefined;
  readonly source: string | undefined;
  readonly notes: readonly string[];
  readonly conventions: ReadonlyMap<ConventionId, ConventionReading>;
  readonly carriers: readonly Carrier[];
  readonly coverages: readonly Coverage[];
  readonly tierSets: readonly TierSet[];
  readonly areas: Areas | undefined;
  readonly inputs: readonly Input[];
  readonly formulas: readonly Formula[];
  readonly conditions: readonly NamedCondition[];
  readonly classes: readonly NamedCondition[];
  readonly networks: readonly Network[];
  readonly services: readonly Service[];
  readonly channels: readonly Channel[];
  /** Plans, and the schedules that come with them. */
  readonly plans: readonly Plan[];
  readonly rates: readonly RateTable[];
  readonly contributions: readonly Contribution[];
  readonly participation: readonly Requirement[];
  readonly members: Members | undefined;
  readonly renewals: readonly Renewal[];
  readonly corridors: readonly Corridors[];
  readonly histories: readonly History[];
  readonly eligibility: readonly Eligibility[];
  readonly group: readonly GroupRequirement[];
  readonly documents: readonly Document[];
  /** Of the group: what it must fulfil and nothing computes with. */
  readonly features: Features;
  readonly accounts: readonly Account[];
  readonly fundings: readonly Funding[];
  readonly projections: readonly Projection[];
  readonly formerNames: readonly FormerName[];
  readonly changes: ChangeRules | undefined;
  readonly examples: readonly Example[];
}

export interface Analysis {
  /** Absent when an error stands in the way of compiling. */
  readonly program: Program | undefined;
  /** What could be bound, also where errors stand: for showing, never for compiling. */
  readonly bound: Program | undefined;
  /** In order of file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that an `accept` line takes away. */
  readonly accepted: readonly Diagnostic[];
  /** Every file that was read, by its path. */
  readonly trees: ReadonlyMap<string, SourceTree>;
}

export interface Period {
  readonly from: string;
  readonly to: string;
}

export interface Rounding {
  readonly mode: RoundingMode;
  /** A decimal: `"0.01"`. */
  readonly to: string;
}

export interface ConventionReading {
  readonly reading: string;
  /** The amount in the reading, if it names one. */
  readonly amount: string | undefined;
  readonly origin: Origin;
}

export interface Carrier {
  readonly id: string;
  readonly name: string;
  readonly formerly: string | undefined;
  readonly origin: Origin;
}

export const CHANGE_CLASSES = [
  "dearer",
  "cheaper",
  "leaner",
  "richer",
  "depends",
  "structural",
  "correction",
  "neutral",
  "breaking",
] as const;

/** How the program may differ from the one before it. */
export interface ChangeRules {
  readonly approvals: readonly {
    readonly of: (typeof CHANGE_CLASSES)[number];
    /** Only what is larger; absent: every one. */
    readonly over: { readonly kind: "money" | "percent"; readonly value: string } | undefined;
  }[];
  readonly within: string | undefined;
  /** Percentages as they are written: `15.0` says more than `15`. */
  readonly stated: readonly { readonly coverages: readonly string[]; readonly percent: string }[];
  readonly origin: Origin;
}

/** What a line `formerly` says: which name in the program stood for the same thing before. */
export interface FormerName {
  readonly of: "coverage" | "input" | "network" | "class" | "area" | "tier" | "channel" | "service" | "plan";
  /** Whose network, service or way to buy it is. */
  readonly coverage: string | undefined;
  readonly was: string;
  readonly is: string;
  readonly origin: Origin;
}

export interface TierSet {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly tiers: readonly Tier[];
}

export interface Tier {
  readonly id: string;
  readonly name: string;
  /** How many people it covers; `most` is absent when it is open. Both absent when nothing is said. */
  readonly least: number | undefined;
  readonly most: number | undefined;
  /** The tier of its block that covers the employee alone: what it costs is the employee premium. */
  readonly alone: boolean;
  readonly origin: Origin;
}

export interface Areas {
  /** The input whose values the areas share out. */
  readonly by: string;
  readonly areas: readonly Area[];
}

export interface Area {
  readonly id: string;
  readonly name: string;
  /** All its values of the input, those of `otherwise` among them. */
  readonly places: readonly string[];
  readonly origin: Origin;
}

export type InputKind =
  | "money"
  | "percent"
  | "count"
  | "number"
  | "age"
  | "date"
  | "duration"
  | "truth"
  | "choice"
  | "text";

export interface Input {
  readonly id: string;
  readonly kind: InputKind;
  readonly type: Type;
  readonly meaning: string | undefined;
  /** Allowed values, in order: names, texts or decimals. Empty when any will do. */
  readonly choices: readonly string[];
  readonly range: Range | undefined;
  readonly unit: string | undefined;
  /** For an age: whose it is, and the date of birth it follows from. */
  readonly of: string | undefined;
  /** Whether the plan says whose age it is; otherwise it is the employee's. */
  readonly ofSaid: boolean;
  readonly from: string | undefined;
  /** Of a date: how it stands to other inputs of type date, where both have happened. */
  readonly order: readonly InputOrder[];
  /** What it is where nobody says it, as a census would. */
  readonly otherwise: string | undefined;
  readonly origin: Origin;
}

/** `on or after hire`. */
export interface InputOrder {
  readonly relation: DayRelation;
  readonly to: string;
}

/** An absent end is open. */
export interface Range {
  readonly min: string | undefined;
  readonly minHeld: boolean;
  readonly max: string | undefined;
  readonly maxHeld: boolean;
}

export type Expression =
  | { readonly op: "literal"; readonly value: string; readonly percent: boolean }
  | { readonly op: "input" | "formula"; readonly ref: string }
  /** Of a line of a claim. */
  | { readonly op: "line"; readonly ref: "charge" }
  | {
      readonly op: "add" | "subtract" | "multiply" | "divide" | "lesser" | "greater";
      readonly a: Expression;
      readonly b: Expression;
    }
  /** Exact change of a rate of time: `a` times `times` over `over`. */
  | { readonly op: "convert"; readonly a: Expression; readonly times: string; readonly over: string }
  | { readonly op: "round"; readonly a: Expression; readonly mode: RoundingMode; readonly to: string }
  | {
      readonly op: "ask";
      readonly head: Question;
      readonly of: string | undefined;
      readonly with: Keys;
      /** The day asked about, where it is not that of the person. */
      readonly on: string | undefined;
    }
  | ArrangementQuestion;

/** What is asked of an arrangement: of which things, and by its clauses (`for`, `by`, `in`, `on`, `each`, keys). */
export interface ArrangementQuestion {
  readonly op: "arrangement";
  readonly head: ArrangementHead;
  readonly of: readonly string[];
  readonly clauses: Keys;
}

/** A day that follows from events of a person: `first of month after hire`. */
export type Point =
  | { readonly op: "event"; readonly ref: string }
  | { readonly op: "day"; readonly day: string }
  | { readonly op: "plus"; readonly at: Point; readonly unit: "month" | "day"; readonly length: Expression }
  | {
      readonly op: "first_of_month";
      readonly nth: 1 | 2 | 3;
      readonly strict: boolean;
      readonly after: Point;
    }
  | {
      readonly op: "first_of_year";
      readonly month: number;
      readonly day: number;
      readonly strict: boolean;
      readonly after: Point;
    }
  | {
      readonly op: "last_day";
      readonly of: "month" | "calendar_year" | "contract_year";
      readonly at: Point;
    }
  | { readonly op: "before" | "after"; readonly at: Point }
  | { readonly op: "birthday"; readonly nth: number }
  | { readonly op: "earlier" | "later"; readonly a: Point; readonly b: Point }
  | { readonly op: "never" };

export type Question =
  | "rate"
  | "premium"
  | "employer_share"
  | "employee_share"
  | "volume"
  | "elected_volume"
  | "guaranteed_issue"
  | "evidence_of_insurability"
  | "benefit";

/** Keys that a question fixes: a dimension or an input, and its value. */
export type Keys = Readonly<Record<string, string>>;

export type Condition =
  | { readonly op: "all" | "any"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly of: Condition }
  | { readonly op: "truth"; readonly ref: string }
  | { readonly op: "condition"; readonly ref: string }
  /** The value of a dimension or an input is one of the values. */
  | { readonly op: "is"; readonly key: string; readonly values: readonly string[] }
  | {
      readonly op: "compare";
      readonly relation: "at_least" | "at_most" | "under" | "over" | "equal";
      readonly a: Expression;
      readonly b: Expression;
    }
  | { readonly op: "within"; readonly a: Expression; readonly range: Range }
  /** A date of the person is before or after a day. */
  | { readonly op: "day"; readonly ref: string; readonly relation: DayRelation; readonly day: string }
  | { readonly op: "dates"; readonly test: DateTest };

export interface Formula {
  readonly id: string;
  readonly type: Type;
  readonly value: Expression;
  readonly origin: Origin;
}

export interface NamedCondition {
  readonly id: string;
  readonly name: string;
  readonly when: Condition;
  readonly origin: Origin;
}

/** Facts that nothing computes with, by name, as written. */
export type Features = ReadonlyMap<string, { readonly text: string; readonly origin: Origin }>;

export interface Plan {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  readonly product: string | undefined;
  readonly carrier: string | undefined;
  readonly available: Condition | undefined;
  readonly features: Features;
  /** Nobody chooses it: other plans bring it along. */
  readonly isSchedule: boolean;
  /** Absent when nothing says what it pays. */
  readonly benefits: Benefits | undefined;
  readonly origin: Origin;
}

export interface Coverage {
  readonly id: string;
  readonly name: string;
  readonly carrier: string | undefined;
  readonly insures: readonly { readonly role: string; readonly when: Condition | undefined }[];
  readonly needs: readonly string[];
  readonly options: readonly string[];
  readonly volumes: readonly VolumeRule[];
  /** The units of its volume: volume, or volume per month. */
  readonly volumeUnits: Units | undefined;
  readonly guaranteedIssue: readonly { readonly amount: Expression; readonly when: Condition | undefined }[];
  readonly reduction: Reduction | undefined;
  readonly amounts: readonly FixedAmount[];
  readonly benefit: Expression | undefined;
  readonly maximumBenefit: Expression | undefined;
  readonly features: Features;
  readonly origin: Origin;
}

export type VolumeRule =
  | {
      readonly kind: "chosen";
      readonly min: string;
      readonly max: string | undefined;
      readonly step: string | undefined;
      readonly most: Expression | undefined;
      readonly origin: Origin;
    }
  | {
      readonly kind: "times";
      readonly multiples: readonly string[];
      readonly pay: string;
      readonly most: Expression | undefined;
      readonly origin: Origin;
    }
  | {
      readonly kind: "computed";
      readonly value: Expression;
      readonly most: Expression | undefined;
      readonly origin: Origin;
    };

/** An age in days, months or years. */
export interface AgeBound {
  readonly count: string;
  readonly unit: "day" | "month" | "year";
  readonly held: boolean;
}

/** An amount that nobody chooses: of somebody insured, at an age. */
export interface FixedAmount {
  readonly insured: string;
  /** Absent: from birth, and without end. */
  readonly from: AgeBound | undefined;
  readonly to: AgeBound | undefined;
  /** One for each option, or one without. */
  readonly amounts: readonly { readonly option: string | undefined; readonly amount: string }[];
  readonly origin: Origin;
}

export interface Reduction {
  /** The input that holds the age. */
  readonly age: string;
  readonly bands: readonly { readonly range: Range; readonly share: string; readonly origin: Origin }[];
}

export type Key = { readonly is: readonly string[] } | { readonly range: Range } | { readonly any: true };

export type Base =
  | { readonly kind: "counted"; readonly of: string }
  | { readonly kind: "amount"; readonly amount: string; readonly monthly: boolean; readonly of: string };

export interface RateTable {
  readonly coverages: readonly string[];
  readonly when: Condition | undefined;
  readonly effective: Period;
  /** As written: `$1,000 of volume per month`. */
  readonly per: string;
  readonly base: Base;
  /** The keys of its rows, in the order in which they are looked up. */
  readonly keys: readonly string[];
  /** Made when they are asked for: a large program has so many that it is checked without them. */
  readonly rows: readonly RateRow[];
  /** Those of their values that are more than an amount. */
  readonly computed: readonly Expression[];
  /** The tiers that they are for. */
  readonly tiers: ReadonlySet<string>;
  /** The last day on which the rates are guaranteed. */
  readonly guaranteed: string | undefined;
  readonly load: { readonly percent: string; readonly rounding: Rounding | undefined } | undefined;
  /** The rates that these continue for those who have lost their cover. */
  readonly continuation: Continuation | undefined;
  /** Members of its keys that have no rate here on purpose. */
  readonly notOffered: readonly { readonly key: string; readonly value: string }[];
  readonly furtherMembers: readonly { readonly tiers: readonly string[]; readonly adds: Expression }[];
  readonly origin: Origin;
}

export interface Continuation {
  /** The keys of the rates that are continued. */
  readonly with: Keys;
  readonly reason: "disability" | undefined;
}

export interface RateRow {
  readonly keys: Readonly<Record<string, Key>>;
  readonly value: Expression | "not_offered";
  readonly origin: Origin;
}

export type PremiumPart = "premium" | "employee_premium" | "dependent_premium";

export interface Contribution {
  readonly coverages: readonly string[];
  /** Empty when it holds for every class. */
  readonly classes: readonly string[];
  readonly part: PremiumPart;
  readonly payer: "employer" | "employee";
  readonly pays: Expression;
  /** Whether `pays` is a share of the part, or an amount. */
  readonly is: "share" | "amount";
  readonly origin: Origin;
}

/** Who takes part in which line of a pool. */
export interface Members {
  /** The input whose values the members are. */
  readonly by: string;
  /** The lines that the table speaks of. */
  readonly coverages: readonly string[];
  readonly rows: readonly {
    readonly member: string;
    readonly takes: readonly string[];
    readonly origin: Origin;
  }[];
  readonly origin: Origin;
}

export interface Requirement {
  readonly level: "require" | "recommend";
  readonly payer: "employer" | "employee";
  readonly relation: "at_least" | "equal";
  /** A percentage, or an amount a month. */
  readonly share: string;
  readonly is: "share" | "amount";
  readonly part: PremiumPart;
  /** Empty when it holds for every coverage. */
  readonly coverages: readonly string[];
  readonly when: Condition | undefined;
  readonly origin: Origin;
}

export interface Example {
  readonly name: string;
  /** The row of a census that it stands for. */
  readonly given: Readonly<Record<string, string>>;
  readonly expects: readonly Expectation[];
  readonly claims: ExampleClaims | undefined;
  /** What happens to the accounts of the employee. */
  readonly events: readonly AccountEvent[];
  /** Dependents of the employee: column to text; `id` is what the example calls each. */
  readonly dependents: readonly Readonly<Record<string, string>>[];
  readonly experience: ExampleExperience | undefined;
  readonly origin: Origin;
}

export interface Expectation {
  /** As written, up to the answer. */
  readonly what: string;
  readonly ask: Expression | { readonly error: string };
  readonly answer:
    | {
        readonly kind: "figure";
        readonly value: string;
        readonly written: string;
        /** Of a figure that is no amount: `months`, or nothing for a number. */
        readonly unit?: string | undefined;
      }
    | { readonly kind: "percent"; readonly value: string; readonly written: string }
    /** A day or a name. */
    | { readonly kind: "text"; readonly value: string; readonly written: string }
    | { readonly kind: "range"; readonly range: Range; readonly written: string }
    | { readonly kind: "not_offered" }
    | { readonly kind: "error" };
  /** Where the answer stands, if one is given. */
  readonly answerPlace: Place | undefined;
  readonly printed: string | undefined;
  readonly because: string | undefined;
  readonly origin: Origin;
}
