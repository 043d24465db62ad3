/** A reading of a convention, as it is written after the convention's name. `AMOUNT` stands for an amount of money. */
export interface Reading {
  readonly words: string;
  readonly id: string;
  readonly means: string;
  readonly later?: true;
}

export interface Convention {
  readonly words: string;
  readonly id: ConventionId;
  readonly means: string;
  readonly readings: readonly Reading[];
}

export type ConventionId =
  | "age"
  | "shares"
  | "dependent_premium"
  | "volume_rounding"
  | "family_deductible"
  | "family_out_of_pocket_maximum"
  | "out_of_pocket_maximum"
  | "allowed_charge"
  | "limit_counts"
  | "month_arithmetic"
  | "corridor_and_rounding";

const MANNERS = [
  {
    words: "embedded",
    id: "embedded",
    means: "each person has the person amount, and all together no more than the family amount",
  },
  { words: "aggregate", id: "aggregate", means: "a family has the family amount alone" },
] as const;

const COUNTS = [
  ["deductible", "copay", "coinsurance"],
  ["copay", "coinsurance"],
  ["deductible", "coinsurance"],
  ["coinsurance"],
] as const;

const AGE_WAYS = [
  ["in completed years", "completed", "the age at the last birthday"],
  [
    "at the nearest birthday",
    "nearest",
    "the age at the birthday that is nearest, the earlier of two as near",
  ],
] as const;

const AGE_DAYS = [
  ["on the date rated", "date", "on the date rated"],
  ["on the first of the month rated", "month", "on the first day of the month rated"],
  ["on the first day of the program", "program", "on the first day of the program's period"],
] as const;

export const CONVENTIONS: readonly Convention[] = [
  {
    words: "age",
    id: "age",
    means: "how an age follows from a date of birth",
    readings: AGE_WAYS.flatMap(([way, wayId, wayMeans]) =>
      AGE_DAYS.map(([day, dayId, dayMeans]) => ({
        words: `${way} ${day}`,
        id: `${wayId}_${dayId}`,
        means: `${wayMeans}, ${dayMeans}`,
      })),
    ),
  },
  {
    words: "shares of a premium",
    id: "shares",
    means: "which share of a premium is rounded; the other is the rest, so that the two add up",
    readings: [
      {
        words: "round the employer share, the rest to employee",
        id: "employer",
        means: "the employer's share is rounded, once",
      },
      {
        words: "round the employee share, the rest to employer",
        id: "employee",
        means: "the employee's share is rounded, once",
      },
      {
        words: "round the employer share of each part, the rest to employee",
        id: "employer_parts",
        means: "the employer's shares of the employee and the dependent premium are each rounded",
      },
      {
        words: "round the employee share of each part, the rest to employer",
        id: "employee_parts",
        means: "the employee's shares of the employee and the dependent premium are each rounded",
      },
    ],
  },
  {
    words: "dependent premium",
    id: "dependent_premium",
    means: "what of a premium is for the dependents",
    readings: [
      {
        words: "premium less employee-only premium of the same plan",
        id: "less_employee_only",
        means: "what the tier costs more than the tier of one person",
      },
      { words: "a rate of its own", id: "own_rate", means: "a rate table of its own", later: true },
    ],
  },
  {
    words: "volume rounding",
    id: "volume_rounding",
    means: "how a volume that follows from pay is rounded, before it is reduced by age",
    readings: [
      { words: "exact", id: "exact", means: "not at all" },
      { words: "up to AMOUNT", id: "up", means: "up to a multiple of the amount" },
      { words: "down to AMOUNT", id: "down", means: "down to a multiple of the amount" },
      {
        words: "half up to AMOUNT",
        id: "half_up",
        means: "to the nearest multiple of the amount, a half upwards",
      },
    ],
  },
  {
    words: "family deductible",
    id: "family_deductible",
    means: "how a family meets a deductible that has an amount per person and one per family",
    readings: MANNERS,
  },
  {
    words: "family out of pocket maximum",
    id: "family_out_of_pocket_maximum",
    means: "how a family reaches an out of pocket maximum that has an amount per person and one per family",
    readings: MANNERS,
  },
  {
    words: "out of pocket maximum",
    id: "out_of_pocket_maximum",
    means: "which payments of a member count toward an out of pocket maximum that does not say it",
    readings: COUNTS.map((parts) => ({
      words: `counts ${parts.join(", ")}`,
      id: parts.join("_"),
      means: `the member's ${parts.join(", ")}`,
    })),
  },
  {
    words: "allowed charge",
    id: "allowed_charge",
    means: "what of a charge is allowed where a plan does not say it",
    readings: [
      { words: "negotiated", id: "negotiated", means: "what the claim says is allowed" },
      { words: "in full", id: "charge", means: "the whole charge" },
    ],
  },
  {
    words: "limit counts",
    id: "limit_counts",
    means: "which visits, days and other units a limit of units counts",
    readings: [
      { words: "covered units", id: "covered", means: "each covered unit, paid by whom it may be" },
      {
        words: "units that the plan pays",
        id: "paid",
        means: "units of lines for which the plan pays something",
      },
    ],
  },
  {
    words: "month arithmetic",
    id: "month_arithmetic",
    means: "what adding months does when the month that it leads to has no such day",
    readings: [
      {
        words: "last day of a shorter month",
        id: "last_day",
        means: "31 January and a month is 28 February",
      },
      { words: "first day of the next month", id: "next_month", means: "31 January and a month is 1 March" },
      {
        words: "month ends stay month ends",
        id: "month_ends",
        means: "31 January and a month is 28 February, and 28 February and a month is 31 March",
      },
    ],
  },
  {
    words: "corridor and rounding",
    id: "corridor_and_rounding",
    means: "which comes first when a change of rates is held to a corridor and rounded",
    readings: [
      {
        words: "hold, then round",
        id: "hold_then_round",
        means: "the change is held to the corridor, and what it is held to is rounded",
      },
      {
        words: "round, then hold",
        id: "round_then_hold",
        means: "the change is rounded, and then held to the corridor: it never leaves it",
      },
    ],
  },
];
