import type { RateBook } from "@planwright/ratebook";
import type { Sides, Tell } from "./changes.js";
import { facts, percentOf, shared } from "./similar.js";

interface Named {
  readonly id: string;
  readonly name: string;
  /** What it says; only asked of what is gone or new. */
  readonly facts: () => readonly string[];
}

interface Rename {
  readonly noun: string;
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

const NOUNS: Readonly<Record<string, (book: RateBook) => Named[]>> = {
  coverage: ({ coverages }) => plainly(coverages),
  network: ({ networks }) => plainly(networks),
  class: ({ classes }) => plainly(classes),
  area: ({ areas }) => plainly(areas?.areas ?? []),
  tier: tiersOf,
  plan: plansOf,
  service: servicesOf,
};

/**
 * Tells what was renamed, and gives the old book with the new names, so that all the rest is compared under them. A
 * name that stands for several things is left alone: what is gone and what is new are then told as such.
 */
export function renamed(sides: Sides, tell: Tell): RateBook {
  let { base } = sides;
  for (const [noun, namesOf] of Object.entries(NOUNS)) {
    for (const found of renamesIn(noun, namesOf(base), namesOf(sides.head), base)) {
      tell({
        kind: "id.renamed",
        path: [noun, found.from.id, "renamed"],
        subject: noun === "plan" ? found.to.name : "Names",
        what: `${noun}, named`,
        before: found.from.id,
        after: found.to.id,
        confidence: found.confidence,
      });
      base = replaced(base, found.from.id, found.to.id);
    }
  }
  return base;
}

const withFacts = (all: readonly Named[]) => all.map((one) => ({ one, said: one.facts() }));

function renamesIn(
  noun: string,
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

/** How many things of a book have the id. */
function timesDeclared(book: RateBook, id: string): number {
  const lists = [
    ...Object.values(NOUNS).map((namesOf) => namesOf(book)),
    book.inputs,
    book.formulas,
    book.conditions,
    book.carriers,
    book.channels,
  ];
  return lists.flat().filter((thing) => thing.id === id).length;
}

/** Fields of text for a reader, in which a name is only a word. */
const PROSE = new Set(["name", "meaning", "because", "words", "source", "per", "unit"]);

/** The book with one id in place of another, wherever it stands for a thing. */
function replaced(book: RateBook, from: string, to: string): RateBook {
  const { sources, ...content } = book;
  const copy: Omit<RateBook, "sources"> = JSON.parse(JSON.stringify(content), (key, value: unknown) =>
    value === from && !PROSE.has(key) ? to : value,
  );
  return sources ? { ...copy, sources } : copy;
}
