import type { RateBook } from "@planwright/ratebook";
import type { Sides, Tell } from "./changes.js";
import { type Called, namesOf, type Renamable, timesDeclared, withName } from "./rename-book.js";
import { facts, percentOf, shared } from "./similar.js";

interface Named {
  readonly id: string;
  readonly name: string;
  /** What it says; only asked of what is gone or new. */
  readonly facts: () => readonly string[];
}

interface Rename {
  readonly noun: Renamable;
  readonly from: Named;
  readonly to: Named;
  readonly confidence: string;
}

/** A thing is taken for another one that was renamed when they share so much, in percent, */
const ENOUGH = 60;
/** and say so many things, or have one name. */
const LEAST_FACTS = 8;

/** Where more could be one another, nothing is taken for renamed. */
const MOST_COUPLES = 2_500;

const NOT_COMPARED = new Set(["/id"]);

const plansOf = ({ plans, rates }: RateBook): Named[] => {
  const ratesOf = (id: string): string[] =>
    rates.flatMap(({ coverages, rows }) =>
      rows.flatMap((row) => {
        const { plan, ...keys } = row.keys;
        if (plan !== id) return [];
        return [
          facts({ keys, ...("rate" in row ? { rate: row.rate } : {}) }, undefined, coverages.join()).join(
            " ",
          ),
        ];
      }),
    );
  return plans.map((plan) => ({
    id: plan.id,
    name: plan.name,
    facts: () => [...facts(plan, NOT_COMPARED), ...ratesOf(plan.id)],
  }));
};

/** A service is known by its name and by what each plan pays for it. */
const servicesOf = ({ services, plans }: RateBook): Named[] => {
  const paidFor = (id: string): string[] =>
    plans.flatMap((plan) =>
      (plan.benefits?.cells ?? []).flatMap(({ service, ...cell }) =>
        service === id ? facts(cell, undefined, plan.id) : [],
      ),
    );
  return services.map((service) => ({
    id: service.id,
    name: service.name,
    facts: () => [...facts(service, NOT_COMPARED), ...paidFor(service.id)],
  }));
};

const tiersOf = ({ tiers }: RateBook): Named[] =>
  tiers.flatMap((group) =>
    group.tiers.map((tier) => ({
      id: tier.id,
      name: tier.name,
      facts: () => facts({ ...tier, group: group.id ?? "" }, NOT_COMPARED),
    })),
  );

const plainly = (things: readonly { readonly id: string; readonly name: string }[]): Named[] =>
  things.map((thing) => ({ id: thing.id, name: thing.name, facts: () => facts(thing, NOT_COMPARED) }));

/** Coverages first: what is of one is found by its new name. */
const NOUNS: Readonly<Record<Renamable, (book: RateBook) => Named[]>> = {
  coverage: ({ coverages }) => plainly(coverages),
  input: ({ inputs }) =>
    inputs.map((input) => ({
      id: input.id,
      name: input.meaning ?? input.id,
      facts: () => facts(input, NOT_COMPARED),
    })),
  network: ({ networks }) => plainly(networks),
  class: ({ classes }) => plainly(classes),
  area: ({ areas }) => plainly(areas?.areas ?? []),
  tier: tiersOf,
  channel: ({ channels }) => plainly(channels),
  plan: plansOf,
  service: servicesOf,
};

type How = { readonly stated: true } | { readonly confidence: string };

const RENAMABLE = Object.keys(NOUNS) as readonly Renamable[];

/** A name that stands for one thing in the old book, and no more in the new one; and the other way round. */
function stated(base: RateBook, head: RateBook, of: Renamable): readonly { from: Called; to: string }[] {
  const has = (book: RateBook, id: string, coverage: string | undefined): boolean =>
    namesOf(book, of).some((one) => one.id === id && one.coverage === coverage);
  const became = (from: string, to: string, coverage: string | undefined) =>
    has(base, from, coverage) &&
    !has(base, to, coverage) &&
    has(head, to, coverage) &&
    !has(head, from, coverage)
      ? [{ from: { of, coverage, id: from }, to }]
      : [];
  const said = (book: RateBook) => (book.formerly ?? []).filter((one) => one.of === of);
  const found = [
    ...said(head).flatMap(({ was, is, coverage }) => became(was, is, coverage)),
    // Backwards, the old book is the one that says it.
    ...said(base).flatMap(({ was, is, coverage }) => became(is, was, coverage)),
  ];
  return found.filter(
    ({ from, to }, i) =>
      found.findIndex(
        (one) => one.from.id === from.id && one.from.coverage === from.coverage && one.to === to,
      ) === i,
  );
}

/**
 * Tells what was renamed, as the program states it or else as far as the two are alike, and gives the old book with the new names, so that all the rest is compared under them. A
 * name that stands for several things is left alone: what is gone and what is new are then told as such.
 */
export function renamed(sides: Sides, tell: Tell): RateBook {
  let { base } = sides;
  const told = ({ of, coverage, id: from }: Called, to: string, how: How) => {
    tell({
      kind: "id.renamed",
      path: [of, ...(coverage === undefined ? [] : [coverage]), from, "renamed"],
      subject: of === "plan" ? (sides.head.plans.find(({ id }) => id === to)?.name ?? to) : "Names",
      what: `${of}, named`,
      before: from,
      after: to,
      ...how,
    });
  };
  for (const of of RENAMABLE) {
    for (const { from, to } of stated(base, sides.head, of)) {
      told(from, to, { stated: true });
      base = withName(base, from, to);
    }
    for (const { from, to, confidence } of renamesIn(of, NOUNS[of](base), NOUNS[of](sides.head), base)) {
      told({ of, id: from.id }, to.id, { confidence });
      base = withName(base, { of, id: from.id }, to.id);
    }
  }
  return base;
}

const withFacts = (all: readonly Named[]) => all.map((one) => ({ one, said: one.facts() }));

function renamesIn(
  noun: Renamable,
  before: readonly Named[],
  after: readonly Named[],
  base: RateBook,
): Rename[] {
  const known = { before: new Set(before.map(({ id }) => id)), after: new Set(after.map(({ id }) => id)) };
  const gone = withFacts(before.filter(({ id }) => !known.after.has(id)));
  const fresh = withFacts(after.filter(({ id }) => !known.before.has(id)));
  if (gone.length * fresh.length > MOST_COUPLES) return [];
  const couples = gone.flatMap(({ one: from, said }) =>
    fresh.flatMap(({ one: to, said: now }) => {
      const confidence = percentOf(shared(said, now));
      const isLike = Number(confidence) >= ENOUGH;
      const says = from.name === to.name || Math.min(said.length, now.length) >= LEAST_FACTS;
      return isLike && says ? [{ noun, from, to, confidence }] : [];
    }),
  );
  // Of two candidates as good as each other, nobody can say which it is.
  const isBest = (rename: Rename): boolean =>
    couples.every(
      (other) =>
        other === rename ||
        (other.from !== rename.from && other.to !== rename.to) ||
        Number(other.confidence) < Number(rename.confidence),
    );
  return couples.filter((rename) => isBest(rename) && timesDeclared(base, rename.from.id) === 1);
}
