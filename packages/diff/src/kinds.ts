/**
 * What a change means. `richer` and `leaner` are about what a plan pays, `dearer` and `cheaper` about what is paid for
 * it, seen by whoever pays; `depends`: which way it goes depends on the person or the claim; `correction`: what is
 * said to be expected or printed was put right; `structural`: something stands there, or does not any more.
 */
export const CLASSES = [
  "dearer",
  "cheaper",
  "leaner",
  "richer",
  "depends",
  "structural",
  "correction",
  "neutral",
] as const;

export type Class = (typeof CLASSES)[number];

export interface KindRow {
  readonly class: Class;
  /** Whoever computes with the rate book, or hands data in, must change something. */
  readonly breaking: boolean;
  /** The kind of the same change backwards; a kind that names none is its own. */
  readonly opposite?: string;
  /** One sentence for the reference. */
  readonly says: string;
}

const row = (says: string, of: Class, opposite?: string, breaking = false): KindRow => ({
  class: of,
  breaking,
  ...(opposite === undefined ? {} : { opposite }),
  says,
});

interface Thing {
  readonly added?: Class;
  readonly removed?: Class;
  readonly changed?: Class;
  /** Whether it breaks to take one away, */
  readonly breaks?: boolean;
  /** or to add one. */
  readonly addingBreaks?: boolean;
}

type Three<N extends string> = Readonly<Record<`${N}.added` | `${N}.removed` | `${N}.changed`, KindRow>>;

/** Something that a program has several of: one is added, removed, or changed in itself. */
function things<N extends string>(noun: N, words: string, how: Thing = {}): Three<N> {
  const { added = "structural", removed = "structural", changed = "depends" } = how;
  return {
    [`${noun}.added`]: row(`${words} is new.`, added, `${noun}.removed`, how.addingBreaks ?? false),
    [`${noun}.removed`]: row(`${words} is gone.`, removed, `${noun}.added`, how.breaks ?? false),
    [`${noun}.changed`]: row(`${words} is defined otherwise.`, changed),
  } as Three<N>;
}

const BREAKS: Thing = { breaks: true };
const NEUTRAL: Thing = { added: "neutral", removed: "neutral", changed: "neutral" };
const BY_PERSON: Thing = { added: "depends", removed: "depends" };

const RATES = {
  "rate.increased": row("A rate is higher.", "dearer", "rate.decreased"),
  "rate.decreased": row("A rate is lower.", "cheaper", "rate.increased"),
  "rate.changed": row("A rate follows from something else.", "depends"),
  "rate.added": row("A rate is new: there was none for this cell.", "structural", "rate.removed"),
  "rate.removed": row("A rate is gone.", "structural", "rate.added", true),
  "rate.offered": row("What was not offered has a rate.", "structural", "rate.withdrawn"),
  "rate.withdrawn": row("What had a rate is not offered.", "structural", "rate.offered", true),
  "rate_unit.changed": row(
    "A rate is per something else, so its figures cannot be compared.",
    "depends",
    undefined,
    true,
  ),
  "rate_period.changed": row("Rates hold for another period than the program.", "structural"),
  "load.increased": row("A load on rates is higher.", "dearer", "load.decreased"),
  "load.decreased": row("A load on rates is lower.", "cheaper", "load.increased"),
  "rate_rule.changed": row("What holds for a whole table of rates is defined otherwise.", "depends"),
} as const;

const BENEFITS = {
  "deductible.increased": row("A deductible is higher.", "leaner", "deductible.decreased"),
  "deductible.decreased": row("A deductible is lower.", "richer", "deductible.increased"),
  "deductible.added": row("A deductible is new.", "leaner", "deductible.removed"),
  "deductible.removed": row("A deductible is gone.", "richer", "deductible.added"),
  "deductible.applies": row("A deductible comes before what is paid.", "leaner", "deductible.waived"),
  "deductible.waived": row("A deductible no longer comes before.", "richer", "deductible.applies"),
  "out_of_pocket_maximum.increased": row(
    "An out of pocket maximum is higher.",
    "leaner",
    "out_of_pocket_maximum.decreased",
  ),
  "out_of_pocket_maximum.decreased": row(
    "An out of pocket maximum is lower.",
    "richer",
    "out_of_pocket_maximum.increased",
  ),
  "out_of_pocket_maximum.added": row(
    "An out of pocket maximum is new.",
    "richer",
    "out_of_pocket_maximum.removed",
  ),
  "out_of_pocket_maximum.removed": row(
    "An out of pocket maximum is gone.",
    "leaner",
    "out_of_pocket_maximum.added",
  ),
  "shared_copay.increased": row("A copay that claims share is higher.", "leaner", "shared_copay.decreased"),
  "shared_copay.decreased": row("A copay that claims share is lower.", "richer", "shared_copay.increased"),
  "shared_copay.added": row("A copay that claims share is new.", "leaner", "shared_copay.removed"),
  "shared_copay.removed": row("A copay that claims share is gone.", "richer", "shared_copay.added"),
  "accumulation.changed": row(
    "A deductible, a maximum or a shared copay adds up otherwise: by whom, when, of what.",
    "depends",
  ),
  "copay.increased": row("A copay is higher.", "leaner", "copay.decreased"),
  "copay.decreased": row("A copay is lower.", "richer", "copay.increased"),
  "copay.added": row("A copay is new.", "leaner", "copay.removed"),
  "copay.removed": row("A copay is gone.", "richer", "copay.added"),
  "coinsurance.increased": row("The member's share is higher.", "leaner", "coinsurance.decreased"),
  "coinsurance.decreased": row("The member's share is lower.", "richer", "coinsurance.increased"),
  "service.covered": row("A service that was not covered is.", "richer", "service.not_covered"),
  "service.not_covered": row("A service that was covered is not.", "leaner", "service.covered"),
  "benefit.richer": row("The plan pays the same or more, in every case.", "richer", "benefit.leaner"),
  "benefit.leaner": row("The plan pays the same or less, in every case.", "leaner", "benefit.richer"),
  "benefit.changed": row("What the plan pays is defined otherwise.", "depends"),
  "limit.increased": row("A limit is higher.", "richer", "limit.decreased"),
  "limit.decreased": row("A limit is lower.", "leaner", "limit.increased"),
  ...things("limit", "A limit", { added: "leaner", removed: "richer" }),
  ...things("frequency", "A limit of how often", { added: "leaner", removed: "richer" }),
  "frequency.increased": row("A service may be had more often.", "richer", "frequency.decreased"),
  "frequency.decreased": row("A service may be had less often.", "leaner", "frequency.increased"),
  ...things("requirement", "What must be done for full payment", { added: "leaner", removed: "richer" }),
  "exclusion.added": row("A service is excluded.", "leaner", "exclusion.removed"),
  "exclusion.removed": row("A service is no longer excluded.", "richer", "exclusion.added"),
  ...things("waiting_period", "A waiting period", { added: "leaner", removed: "richer" }),
  ...things("benefit_rule", "A rule of what a plan pays", BY_PERSON),
} as const;

const OTHERS = {
  "plan.added": row("A plan is new.", "structural", "plan.removed"),
  "plan.removed": row("A plan is gone.", "structural", "plan.added", true),
  "plan.changed": row("A plan is defined otherwise.", "depends"),
  "id.renamed": row("Something has another name in the program.", "structural", undefined, true),
  "name.changed": row("Something is called otherwise by readers.", "neutral"),
  "contribution.increased": row("The employer pays more.", "cheaper", "contribution.decreased"),
  "contribution.decreased": row("The employer pays less.", "dearer", "contribution.increased"),
  "employee_contribution.increased": row(
    "The employee pays more.",
    "dearer",
    "employee_contribution.decreased",
  ),
  "employee_contribution.decreased": row(
    "The employee pays less.",
    "cheaper",
    "employee_contribution.increased",
  ),
  ...things("contribution", "Who pays what of the premium", BY_PERSON),
  "period.changed": row("The period of the program is another one.", "structural"),
  "currency.changed": row("The currency is another one.", "structural", undefined, true),
  "about.changed": row("What the program says of itself is another thing.", "neutral"),
  "rounding.changed": row("Amounts are rounded otherwise.", "depends"),
  ...things("convention", "A reading that the program chose", BY_PERSON),
  ...things("carrier", "A carrier", { ...NEUTRAL, changed: "neutral" }),
  ...things("tier", "A tier", BREAKS),
  ...things("area", "An area", BREAKS),
  ...things("input", "What is asked of a person or a claim", { ...BREAKS, addingBreaks: true }),
  ...things("formula", "A formula", BREAKS),
  ...things("condition", "A condition", BREAKS),
  ...things("class", "A class of employees", BREAKS),
  ...things("coverage", "A coverage", BREAKS),
  ...things("network", "A network", BREAKS),
  ...things("service", "A service", BREAKS),
  ...things("channel", "A way to buy", BREAKS),
  ...things("participation", "What must be contributed", BY_PERSON),
  ...things("member", "Who takes part in a pool", BY_PERSON),
  ...things("renewal", "How rates are renewed", BY_PERSON),
  ...things("corridor", "A corridor of changes", BY_PERSON),
  ...things("history", "The history of changes", NEUTRAL),
  ...things("eligibility", "Who is insured, and when", BY_PERSON),
  ...things("group", "What the group must fulfil", BY_PERSON),
  ...things("document", "A paper that the group hands in", BY_PERSON),
  ...things("feature", "Something that is said to a reader alone", BY_PERSON),
  ...things("account", "An account", BY_PERSON),
  ...things("funding", "A funding arrangement", BY_PERSON),
  ...things("projection", "A projection", BY_PERSON),
  ...things("change_rule", "Which changes need approval, or how far rates may move,", {
    changed: "structural",
  }),
  ...things("example", "A worked example", NEUTRAL),
  "example.corrected": row(
    "A worked example expects other answers to the same questions, of the same period.",
    "correction",
  ),
} as const;

/** Every kind of change there is. */
export const KINDS = { ...RATES, ...BENEFITS, ...OTHERS } as const satisfies Readonly<
  Record<string, KindRow>
>;

export type Kind = keyof typeof KINDS;

/** The row of a kind. */
export const kindRow = (kind: Kind): KindRow => KINDS[kind];

/** A noun of which one is added, removed or changed. */
export type Noun = {
  [K in Kind]: K extends `${infer N}.added` ? (`${N}.changed` extends Kind ? N : never) : never;
}[Kind];

/** A noun of which one is changed in itself; some of them are always there. */
export type ChangedNoun = {
  [K in Kind]: K extends `${infer N}.changed` ? N : never;
}[Kind];
