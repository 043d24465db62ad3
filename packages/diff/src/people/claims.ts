import type { Claim } from "@planwright/evaluator";
import Fraction from "fraction.js";
import { type Among, type Moved, moved } from "./census.js";
import { keepsYears, monthsBetween, shifted } from "./days.js";
import type { People } from "./effect.js";
import { paid, type Paid, type Side } from "./households.js";

/** Households that are counted together. Amounts are of all their claims. */
export interface ClaimsCounted {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  readonly members: Moved;
  readonly plan: Moved;
}

export interface ClaimsEffect {
  /** Households whose claims both programs pay, of all. */
  readonly paid: number;
  readonly households: number;
  readonly total: ClaimsCounted;
  readonly plans: readonly ClaimsCounted[];
  /** Of the households who stand in a census by the same id. */
  readonly tiers: readonly ClaimsCounted[];
  readonly areas: readonly ClaimsCounted[];
  readonly classes: readonly ClaimsCounted[];
  readonly unpaid: readonly { readonly id: string; readonly why: string }[];
}

class Sums {
  households = 0;
  private readonly members = { before: new Fraction(0), after: new Fraction(0) };
  private readonly plan = { before: new Fraction(0), after: new Fraction(0) };

  add(before: Paid & { ok: true }, after: Paid & { ok: true }): void {
    this.households++;
    this.members.before = this.members.before.add(before.members);
    this.members.after = this.members.after.add(after.members);
    this.plan.before = this.plan.before.add(before.plan);
    this.plan.after = this.plan.after.add(after.plan);
  }

  told(id: string, name: string): ClaimsCounted {
    const { members, plan, households } = this;
    return {
      id,
      name,
      households,
      members: moved(members.before, members.after),
      plan: moved(plan.before, plan.after),
    };
  }
}

const MOST_NAMED = 10;

/** Pays claims in both programs, household by household; keeps sums alone. */
export class ClaimsComparison {
  private households = 0;
  private readonly total = new Sums();
  private readonly groups = {
    plans: new Map<string, Sums>(),
    tiers: new Map<string, Sums>(),
    areas: new Map<string, Sums>(),
    classes: new Map<string, Sums>(),
  };
  private readonly unpaid: { id: string; why: string }[] = [];

  constructor(
    private readonly people: People,
    private readonly renames: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** Pays one household on both sides, on days that are as far from the beginning of each program. */
  add(claim: Claim, name: string, among: Among = {}): void {
    this.households++;
    const renamed = this.withNewNames(claim);
    const before = this.pay(this.people.base, renamed);
    const after = this.pay(this.people.head, renamed);
    if (!before.ok || !after.ok) {
      this.refuse(name, before.ok ? `After: ${after.ok ? "" : after.why}` : `Before: ${before.why}`);
      return;
    }
    this.total.add(before, after);
    const { plans, tiers, areas, classes } = this.groups;
    const put = (group: Map<string, Sums>, id: string | null | undefined): void => {
      if (id === null || id === undefined) return;
      const sums = group.get(id) ?? new Sums();
      group.set(id, sums);
      sums.add(before, after);
    };
    put(plans, renamed.plans[0]);
    put(tiers, among.tier);
    put(areas, among.area);
    put(classes, among.class);
  }

  /** A household that could not be read. */
  fail(name: string, why: string): void {
    this.households++;
    this.refuse(name, why);
  }

  effect(): ClaimsEffect {
    const { rateBook } = this.people.head;
    const told = (
      found: ReadonlyMap<string, Sums>,
      of: readonly { readonly id: string; readonly name: string }[],
    ) => [...found].map(([id, sums]) => sums.told(id, of.find((one) => one.id === id)?.name ?? id));
    return {
      paid: this.total.households,
      households: this.households,
      total: this.total.told("total", "All"),
      plans: told(this.groups.plans, rateBook.plans),
      tiers: told(
        this.groups.tiers,
        rateBook.tiers.flatMap(({ tiers }) => tiers),
      ),
      areas: told(this.groups.areas, rateBook.areas?.areas ?? []),
      classes: told(this.groups.classes, rateBook.classes),
      unpaid: this.unpaid,
    };
  }

  private withNewNames(claim: Claim): Claim {
    if (this.renames.size === 0) return claim;
    const now = <T extends string | undefined>(name: T) =>
      name === undefined ? undefined : (this.renames.get(name) ?? name);
    return {
      ...claim,
      facts: this.withNewFacts(claim.facts),
      members: claim.members.map((one) => ({ ...one, facts: this.withNewFacts(one.facts) })),
      plans: claim.plans.map((plan) => now(plan) ?? plan),
      lines: claim.lines.map((line) => ({
        ...line,
        service: now(line.service),
        network: now(line.network),
        channel: now(line.channel),
        plan: now(line.plan),
        facts: this.withNewFacts(line.facts),
      })),
    };
  }

  private withNewFacts(facts: Claim["facts"]): Claim["facts"] {
    return (
      facts &&
      Object.fromEntries(Object.entries(facts).map(([name, fact]) => [this.renames.get(name) ?? name, fact]))
    );
  }

  private refuse(id: string, why: string): void {
    if (this.unpaid.length < MOST_NAMED) this.unpaid.push({ id, why });
  }

  private pay(side: Side, claim: Claim): Paid {
    const { base, head } = this.people;
    const days = claim.lines.map(({ date }) => date);
    const isIn = ({ rateBook: { program } }: Side): boolean =>
      days.every((day) => day >= program.effective.from && day <= program.effective.to);
    if (isIn(side)) return paid(side, claim);
    if (!isIn(side === head ? base : head))
      return { ok: false, why: "Its lines are not all in one of the programs." };
    const between = monthsBetween(base.rateBook.program, head.rateBook.program);
    const months = between === undefined ? undefined : side === head ? between : -between;
    if (months === undefined || !keepsYears(days, months))
      return {
        ok: false,
        why: "The two programs begin at other times of the year, so that a year ends in between.",
      };
    const lines = claim.lines.map((line) => ({ ...line, date: shifted(line.date, months) }));
    return paid(side, { ...claim, lines });
  }
}
