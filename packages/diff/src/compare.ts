import { type RateBook, spaced } from "@planwright/ratebook";
import { compareBenefits, inputsOf, NO_BENEFITS } from "./benefits.js";
import { type Change, changeOf, type Sides, type Tell } from "./changes.js";
import { compareExamples } from "./examples.js";
import { compareContributions } from "./contributions.js";
import { type ChangedNoun, CLASSES, type Kind, type Noun } from "./kinds.js";
import { compareRates } from "./rates.js";
import { renamed } from "./renames.js";
import { isObject, say, textOf } from "./say.js";
import { compareInside, compareThings } from "./things.js";

type Comparer = (sides: Sides, tell: Tell) => void;

/** A field whose things are added, removed or changed, each by its name or by what it says. */
const things =
  (field: keyof RateBook, noun: Noun, subject: string): Comparer =>
  ({ base, head }, tell) =>
    compareThings(listOf(base[field]), listOf(head[field]), { noun, subject, pointer: `/${field}` }, tell);

/** An object by its keys is a list of what has a name. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.entries(value).map(([id, said]) => ({ id, said })) : [value];
}

/** A field that is one thing. */
const whole =
  (field: keyof RateBook, noun: Noun, subject: string): Comparer =>
  ({ base, head }, tell) => {
    const [before, after] = [base[field], head[field]];
    const at = { noun, subject, pointer: `/${field}`, called: () => subject.toLowerCase() };
    if (before !== undefined && after !== undefined)
      compareInside(before, after, at, [noun], subject.toLowerCase(), tell);
    else compareThings(listOf(before && [before]), listOf(after && [after]), at, tell);
  };

/**
 * Nothing that a program says of its plans: which version wrote the book, its hash, where each value was written, and
 * what was called otherwise before, by which the two are compared.
 */
const notCompared: Comparer = () => undefined;

/** Every field of a rate book has its comparer: a new one does not compile without. */
export const FIELDS: { readonly [K in keyof Required<RateBook>]: Comparer } = {
  format: notCompared,
  compiler: notCompared,
  hash: notCompared,
  sources: notCompared,
  formerly: notCompared,
  program: compareProgram,
  plans: comparePlans,
  rates: compareRates,
  contributions: compareContributions,
  tiers: compareTiers,
  areas: whole("areas", "area", "Areas"),
  rounding: ({ base, head }, tell) =>
    compareInside(
      base.rounding,
      head.rounding,
      { noun: "rounding", subject: "Rounding", pointer: "/rounding" },
      ["rounding"],
      "rounding",
      tell,
    ),
  conventions: things("conventions", "convention", "Conventions"),
  carriers: things("carriers", "carrier", "Carriers"),
  inputs: things("inputs", "input", "Inputs"),
  formulas: things("formulas", "formula", "Formulas"),
  conditions: things("conditions", "condition", "Conditions"),
  classes: things("classes", "class", "Classes"),
  coverages: things("coverages", "coverage", "Coverages"),
  networks: things("networks", "network", "Networks"),
  services: things("services", "service", "Services"),
  channels: things("channels", "channel", "Ways to buy"),
  participation: things("participation", "participation", "Contributions"),
  members: whole("members", "member", "Members of the pool"),
  renewals: things("renewals", "renewal", "Renewals"),
  corridors: things("corridors", "corridor", "Renewals"),
  histories: things("histories", "history", "Renewals"),
  eligibility: things("eligibility", "eligibility", "Eligibility"),
  group: things("group", "group", "The group"),
  documents: things("documents", "document", "The group"),
  features: things("features", "feature", "The group"),
  accounts: things("accounts", "account", "Accounts"),
  fundings: things("fundings", "funding", "Funding"),
  projections: things("projections", "projection", "Funding"),
  changes: whole("changes", "change_rule", "Rules of changes"),
  examples: compareExamples,
};

/** What changed, and the old book under the names of the new one, for whoever asks both the same. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly base: RateBook;
  /** What names of the old book are in the new one. */
  readonly renames: ReadonlyMap<string, string>;
}

/** What changed from one rate book to another, in a fixed order: dearer first, then by subject, as plans stand in the book. */
export const compareBooks = (before: RateBook, head: RateBook): readonly Change[] =>
  comparisonOf(before, head).changes;

/** The same, with the old book as it was compared. */
export function comparisonOf(before: RateBook, head: RateBook): Comparison {
  const changes: Change[] = [];
  const tellOf =
    (sides: Sides): Tell =>
    (told) =>
      changes.push(changeOf(told, sides));
  const base = renamed({ base: before, head }, tellOf({ base: before, head }));
  const sides = { base, head };
  for (const compare of Object.values(FIELDS)) compare(sides, tellOf(sides));
  changes.sort((a, b) => CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class));
  const renames = new Map(
    changes.flatMap(({ kind, before: from, after: to }) =>
      kind === "id.renamed" && from !== undefined && to !== undefined ? [[from, to] as const] : [],
    ),
  );
  return { changes, base, renames };
}

/** A period and a currency mean more than what else a program says of itself. */
const PROGRAM_NOUNS: Readonly<Record<string, ChangedNoun>> = {
  effective: "period",
  contractYear: "period",
  currency: "currency",
};

function compareProgram({ base, head }: Sides, tell: Tell): void {
  const [before, after]: [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>] = [
    base.program,
    head.program,
  ];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (textOf(before[key]) === textOf(after[key])) continue;
    const noun = PROGRAM_NOUNS[key] ?? "about";
    tell({
      kind: key === "name" ? "name.changed" : `${noun}.changed`,
      path: ["program", key],
      subject: "The program",
      what: key === "id" ? "named" : key === "contractYear" ? "contract year begins" : spaced(key),
      before: say(before[key]),
      after: say(after[key]),
      pointer: "/program",
    });
  }
}

/** Tiers stand in groups, of which most have no name. */
function compareTiers({ base, head }: Sides, tell: Tell): void {
  const flat = ({ tiers }: RateBook): readonly unknown[] =>
    tiers.flatMap((group) =>
      group.tiers.map((tier) => ({ ...tier, group: group.id, groupName: group.name })),
    );
  compareThings(flat(base), flat(head), { noun: "tier", subject: "Tiers" }, tell);
}

function comparePlans(sides: Sides, tell: Tell): void {
  const { base, head } = sides;
  const names = new Map(
    [base, head].flatMap((book) =>
      [...book.services, ...book.networks, ...book.channels].map(({ id, name }) => [id, name] as const),
    ),
  );
  const shared = {
    nameOf: (id: string) => names.get(id) ?? spaced(id),
    before: inputsOf(base),
    inputs: inputsOf(head),
  };
  for (const [i, plan] of head.plans.entries()) {
    const pointer = `/plans/${i}`;
    const was = base.plans.find(({ id }) => id === plan.id);
    if (!was) {
      tell({ ...planAt("plan.added", plan, pointer), after: plan.name });
      continue;
    }
    const { benefits: before = NO_BENEFITS, features: old, ...rest } = was;
    const { benefits: after = NO_BENEFITS, features, ...now } = plan;
    const at = { noun: "plan", subject: plan.name, pointer } as const;
    compareInside(rest, now, at, ["plan", plan.id], "it", (told) =>
      tell({ ...told, what: told.what.replace(/^plan, it, /, "") }),
    );
    compareBenefits(before, after, { plan: plan.id, name: plan.name, pointer, ...shared }, tell);
    const told = {
      noun: "feature",
      subject: plan.name,
      pointer: `${pointer}/features`,
      path: ["plan", plan.id],
    } as const;
    compareThings(listOf(old), listOf(features), told, tell);
  }
  for (const [i, plan] of base.plans.entries()) {
    if (head.plans.some(({ id }) => id === plan.id)) continue;
    tell({ ...planAt("plan.removed", plan, `/plans/${i}`), before: plan.name, in: "base" });
  }
}

const planAt = (kind: Kind, plan: RateBook["plans"][number], pointer: string) => ({
  kind,
  path: ["plan", plan.id],
  subject: plan.name,
  what: plan.isSchedule ? "schedule" : "plan",
  pointer,
});
