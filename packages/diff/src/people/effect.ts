import { claimLine, isDay, prepare } from "@planwright/evaluator";
import type { RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { decimal } from "../exact.js";
import { keepsYears, monthsBetween, shifted } from "./days.js";
import { type Facts, type Paid, paid, paidInScenario, type Side } from "./households.js";
import { sayScenario, SCENARIOS } from "./scenarios.js";

/** What members pay in a scenario, or in an example of the program, under one plan. Amounts are decimals of dollars. */
export interface MemberEffect {
  /** `standard`: of the scenarios that every program is asked; `example`: of the program's own. */
  readonly from: "standard" | "example";
  readonly scenario: string;
  /** What happens in it, in words. */
  readonly says: string;
  readonly plan: string;
  readonly planName: string;
  /** Absent where it cannot be said; `why` then says why. */
  readonly before?: string;
  readonly after?: string;
  /** After less before. */
  readonly delta?: string;
  readonly why?: string;
}

/** Both sides of a comparison, laid out for asking once. `base` has the names of `head`. */
export interface People {
  readonly base: Side;
  readonly head: Side;
}

/** Lays two rate books out. */
export const peopleOf = (base: RateBook, head: RateBook): People => ({
  base: { rateBook: base, book: prepare(base) },
  head: { rateBook: head, book: prepare(head) },
});

/** Whether any plan says what it pays: without, nothing can be told of claims. */
export const paysClaims = ({ plans }: RateBook): boolean => plans.some(({ benefits }) => benefits);

/**
 * What members pay before and after, for the standard scenarios under each plan that is in both programs, and for the
 * claims of the examples. What cannot be said has its reason; nothing is guessed.
 */
export function effectOnMembers(people: People, given: Facts = {}): readonly MemberEffect[] {
  return [...standard(people, given), ...ofExamples(people, given)];
}

function standard(people: People, given: Facts): MemberEffect[] {
  const out: MemberEffect[] = [];
  for (const plan of people.head.rateBook.plans) {
    const was = people.base.rateBook.plans.find(({ id }) => id === plan.id);
    if (plan.isSchedule || !plan.benefits || !was?.benefits) continue;
    for (const scenario of SCENARIOS) {
      const before = paidInScenario(people.base, { scenario, plan: was, given });
      const after = paidInScenario(people.head, { scenario, plan, given });
      if (!before && !after) continue;
      const none: Paid = { ok: false, why: "It has none of these services." };
      out.push({
        from: "standard",
        scenario: scenario.name,
        says: sayScenario(scenario),
        plan: plan.id,
        planName: plan.name,
        ...between(before ?? none, after ?? none),
      });
    }
  }
  return out;
}

/** Amounts before and after; of what cannot be said on one side, why. */
function between(before: Paid, after: Paid): Pick<MemberEffect, "before" | "after" | "delta" | "why"> {
  const money = (value: Fraction): string => decimal(value, 2);
  const shown = {
    ...(before.ok ? { before: money(before.members) } : {}),
    ...(after.ok ? { after: money(after.members) } : {}),
  };
  if (before.ok && after.ok) return { ...shown, delta: money(after.members.sub(before.members)) };
  const reasons = [
    ...(before.ok ? [] : [`Before: ${before.why}`]),
    ...(after.ok ? [] : [`After: ${after.why}`]),
  ];
  const isSame = !before.ok && !after.ok && before.why === after.why;
  return { ...shown, why: isSame ? before.why : reasons.join(" ") };
}

type Example = RateBook["examples"][number];

/** The claims of examples of either program, on days of each that are as far from its beginning. */
function ofExamples(people: People, also: Facts): MemberEffect[] {
  const { base, head } = people;
  const months = monthsBetween(base.rateBook.program, head.rateBook.program);
  const own = head.rateBook.examples.filter(({ claims }) => claims);
  const names = new Set(own.map(({ name }) => name));
  const gone = base.rateBook.examples.filter(({ name, claims }) => claims && !names.has(name));
  const asked = (examples: readonly Example[], by: Moved) =>
    examples.flatMap((example) => ofExample(example, people, by, also) ?? []);
  return [...asked(own, { base: negated(months), head: 0 }), ...asked(gone, { base: 0, head: months })];
}

const negated = (months: number | undefined): number | undefined =>
  months === undefined ? undefined : -months;

interface Moved {
  readonly base: number | undefined;
  readonly head: number | undefined;
}

function ofExample(
  example: Example,
  { base, head }: People,
  by: Moved,
  also: Facts,
): MemberEffect | undefined {
  const { claims } = example;
  const [id] = claims?.plans ?? [];
  if (!claims || id === undefined) return undefined;
  const has = (side: Side) =>
    claims.plans.every((plan) => side.rateBook.plans.some((one) => one.id === plan));
  // A plan of one program alone is told as new, or as gone.
  if (!has(base) || !has(head)) return undefined;
  const before = ofSide({ side: base, other: head, example, months: by.base, also });
  const after = ofSide({ side: head, other: base, example, months: by.head, also });
  // An example of what is refused says nothing of what members pay.
  if (!before.ok && !after.ok && before.why === after.why) return undefined;
  return {
    from: "example",
    scenario: example.name,
    says: "",
    plan: id,
    planName: head.rateBook.plans.find((plan) => plan.id === id)?.name ?? id,
    ...between(before, after),
  };
}

interface OfSide {
  readonly side: Side;
  readonly other: Side;
  readonly example: Example;
  /** By how many its days are moved; absent where that cannot be said. */
  readonly months: number | undefined;
  /** What the example does not say. */
  readonly also: Facts;
}

/** The claims of an example as one program pays them. */
function ofSide({ side, other, example: { claims, given }, months, also }: OfSide): Paid {
  if (!claims) return { ok: false, why: "It has no claims." };
  const days = claims.lines.flatMap(({ date }) => date ?? []);
  if (months === undefined || !keepsYears(days, months))
    return {
      ok: false,
      why: "The two programs begin at other times of the year, so that a year ends in between.",
    };
  const [only, second] = claims.members;
  const factsOf = (facts: Facts): Facts => moved(facts, side, other, months);
  const known = new Set(side.rateBook.inputs.map(({ id }) => id));
  const more = Object.fromEntries(Object.entries(also).filter(([name]) => known.has(name)));
  return paid(side, {
    plans: claims.plans,
    members: claims.members.map((id) => ({ id })),
    facts: { ...more, ...factsOf(given) },
    used: claims.used,
    lines: claims.lines.map((row) => {
      const line = claimLine(second === undefined && only ? { member: only, ...row } : row);
      return {
        ...line,
        facts: factsOf(line.facts ?? {}),
        date: line.date === "" ? "" : shifted(line.date, months),
      };
    }),
  });
}

/** Facts without those that the other program alone asks for; days are moved, so that as much time lies between them. */
function moved(facts: Facts, side: Side, other: Side, months: number): Facts {
  const kinds = new Map(side.rateBook.inputs.map(({ id, kind }) => [id, kind]));
  const others = new Set(other.rateBook.inputs.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([name]) => kinds.has(name) || !others.has(name))
      .map(([name, fact]) => [
        name,
        kinds.get(name) === "date" && typeof fact === "string" && isDay(fact) ? shifted(fact, months) : fact,
      ]),
  );
}
