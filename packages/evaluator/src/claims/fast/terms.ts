import type { Prepared } from "../../prepare.js";
import { countsOf } from "../maximum.js";
import type { Accumulator, Benefits, Cell, Limit, PlanBenefits, Step } from "../plan.js";
import { MEASURED, OCCASIONS, pluralOf } from "../units.js";
import type { Calendar, Windows } from "./calendar.js";
import type { AccountKind, AccountRef, Layout } from "./ledger.js";
import type { FastDay, FastFigure, FastShare, FastTest, Values } from "./values.js";

/** What plans pay, with names, days and amounts resolved: made of the benefits of a plan once. */

export const PARTS = ["deductible", "copay", "coinsurance", "over_limit", "not_covered"] as const;
export const DEDUCTIBLE = 0;
export const COPAY = 1;
export const COINSURANCE = 2;
export const OVER_LIMIT = 3;
export const NOT_COVERED = 4;

export interface Unit {
  readonly name: string;
  readonly plural: string;
  readonly isMeasured: boolean;
}

const unitOf = (name: string): Unit => ({
  name,
  plural: pluralOf(name),
  isMeasured: MEASURED.includes(name),
});

export interface FastAccumulator {
  readonly index: number;
  readonly source: Accumulator;
  readonly plan: FastPlan;
  readonly when: FastTest | undefined;
  readonly person: AccountRef;
  readonly family: AccountRef;
  readonly personLimit: FastFigure | undefined;
  readonly familyLimit: FastFigure | undefined;
  /** Amounts for each accident and the like: the first one limits, all are filled. */
  readonly occasions: readonly { readonly ref: AccountRef; readonly limit: FastFigure }[];
  /** So many members must each meet it; 0: what one has is his own; -1: the family's alone. */
  readonly manner: number;
  /** A bit for each part of `PARTS` that it counts. */
  readonly counted: number;
}

export interface FastLimit {
  readonly index: number;
  readonly source: Limit;
  readonly when: FastTest | undefined;
  readonly most: FastFigure;
  readonly unit: Unit | undefined;
  readonly isOfOccasions: boolean;
  /** Absent where the limit is for each visit or the like, and does not add up. */
  readonly ref: AccountRef | undefined;
  readonly per: Unit;
}

export interface FastAmount {
  /** Of what is left; else an amount. */
  readonly share: FastShare | undefined;
  readonly fixed: FastFigure | undefined;
}

export interface FastBound {
  readonly isMost: boolean;
  readonly amount: FastFigure;
  readonly per: Unit | undefined;
}

/** A step of a share. One shape for all, so that running them does not look for where a field stands. */
export interface FastStep {
  readonly op: Step["op"];
  /** Which accumulators: an index into `FastPlan.named`. */
  readonly named: number;
  readonly amount: FastFigure | undefined;
  readonly per: Unit | undefined;
  readonly first: number;
  readonly unless: FastTest | undefined;
  readonly share: FastShare | undefined;
  readonly isCounted: boolean;
  readonly isPlans: boolean;
  readonly pick: "greater" | "lesser" | "one";
  readonly a: FastAmount | undefined;
  readonly b: FastAmount | undefined;
  readonly until:
    | { readonly isOfCharge: boolean; readonly amount: FastFigure; readonly ref: AccountRef }
    | undefined;
  readonly bounds: readonly FastBound[];
}

export interface FastCell {
  readonly index: number;
  readonly cases: readonly { readonly when: FastTest | undefined; readonly steps: readonly FastStep[] }[];
}

/** What of a plan the quick way does not take. */
export type Rare = "a share by the number of the visit or day" | "a share of the payment in another network";

export interface FastPlan {
  readonly benefits: PlanBenefits;
  readonly accumulators: readonly FastAccumulator[];
  readonly limits: readonly FastLimit[];
  /** Absent: a share that the exact way pays. */
  readonly cells: ReadonlyMap<Cell, FastCell | Rare>;
  /** Deductibles and copays as steps name them. */
  readonly named: readonly { readonly kind: Accumulator["kind"]; readonly name: string }[];
  readonly rules: readonly {
    readonly test: FastTest;
    readonly less: FastAmount | undefined;
    readonly source: Benefits["rules"][number];
  }[];
  /** What is allowed, rule by rule; of a rule that says `negotiated`, nothing. */
  readonly allowed: readonly (FastFigure | undefined)[];
  readonly frequencies: readonly {
    readonly source: Benefits["frequencies"][number];
    readonly windows: Windows;
  }[];
  /** The uses of services that a frequency names. */
  readonly uses: ReadonlyMap<string, AccountKind>;
  readonly waiting: readonly { readonly source: Benefits["waiting"][number]; readonly after: FastDay }[];
  readonly coordination: readonly {
    readonly when: FastTest | undefined;
    readonly manner: Benefits["coordination"][number]["manner"];
  }[];
  readonly with: readonly { readonly plan: string; readonly when: FastTest | undefined }[];
}

/** Resolves the benefits of one plan. */
export class PlanTerms {
  private readonly named: { readonly kind: Accumulator["kind"]; readonly name: string }[] = [];
  /** References whose places follow when all plans are resolved. */
  readonly refs: AccountRef[] = [];

  constructor(
    private readonly book: Prepared,
    private readonly plan: PlanBenefits,
    private readonly values: Values,
    private readonly calendar: Calendar,
    private readonly layout: Layout,
  ) {}

  terms(firstIndex: number): FastPlan {
    const { benefits } = this.plan;
    const accumulators: FastAccumulator[] = [];
    const made: FastPlan = {
      benefits: this.plan,
      accumulators,
      limits: benefits.limits.map((limit, i) => this.limit(limit, i)),
      cells: new Map(benefits.cells.map((cell, i) => [cell, rareIn(cell) ?? this.cell(cell, i)])),
      named: this.named,
      rules: benefits.rules.map((source) => ({
        source,
        test: this.values.test(source.when, this.plan),
        less: source.less && this.amount(source.less),
      })),
      allowed: benefits.allowed.map(({ amount }) =>
        typeof amount === "string" ? undefined : this.values.money(amount, this.plan),
      ),
      frequencies: benefits.frequencies.map((source) => ({
        source,
        windows: this.calendar.of(source.period),
      })),
      uses: this.uses(),
      waiting: benefits.waiting.map((source) => ({ source, after: this.values.day(source.after) })),
      coordination: benefits.coordination.map(({ manner, when }) => ({
        manner,
        when: this.values.optionalTest(when, this.plan),
      })),
      with: benefits.with.map(({ plan, when }) => ({
        plan,
        when: this.values.optionalTest(when, this.plan),
      })),
    };
    for (const [i, one] of benefits.accumulators.entries())
      accumulators.push(this.accumulator(one, made, firstIndex + i));
    return made;
  }

  private ref(id: string, scope: string, windows: Windows, isOfUnits = false): AccountRef {
    const kind = this.layout.kind(this.plan.id, id, scope, isOfUnits);
    kind.readBy(windows);
    const ref: AccountRef = { scope, kind, windows, offset: 0 };
    this.refs.push(ref);
    return ref;
  }

  private accumulator(one: Accumulator, plan: FastPlan, index: number): FastAccumulator {
    const windows = this.calendar.of(one.period, one.carryOverMonths);
    const limit = (per: string): FastFigure | undefined => {
      const found = one.amounts.find((candidate) => candidate.per === per);
      return found && this.values.money(found.amount, this.plan);
    };
    const occasions = [...new Set(one.amounts.map(({ per }) => per))].flatMap((per) => {
      const found = per === "person" || per === "family" ? undefined : limit(per);
      return found ? [{ ref: this.ref(one.id, per, windows), limit: found }] : [];
    });
    return {
      index,
      source: one,
      plan,
      when: this.values.optionalTest(one.when, this.plan),
      person: this.ref(one.id, "person", windows),
      family: this.ref(one.id, "family", windows),
      personLimit: limit("person"),
      familyLimit: limit("family"),
      occasions,
      manner: this.mannerOf(one),
      counted: bits(countsOf(one, this.book)),
    };
  }

  private mannerOf({ manner, kind }: Accumulator): number {
    const { family_out_of_pocket_maximum: ofMaximum, family_deductible: other } = this.book.conventions;
    const said = kind === "out_of_pocket_maximum" ? ofMaximum : other;
    const reading = manner ?? (said?.reading === "aggregate" ? "aggregate" : "embedded");
    return typeof reading === "object" ? reading.members : reading === "aggregate" ? -1 : 0;
  }

  private limit(limit: Limit, index: number): FastLimit {
    const unit = typeof limit.of === "string" ? undefined : unitOf(limit.of.unit);
    const addsUp =
      unit !== undefined || limit.per === "person" || limit.per === "family" || OCCASIONS.includes(limit.per);
    const isOfOccasions = unit !== undefined && OCCASIONS.includes(unit.name);
    const ref = addsUp
      ? this.ref(`limit ${index}`, limit.per, this.calendar.of(limit.period), unit !== undefined)
      : undefined;
    if (ref && isOfOccasions) ref.kind.isLogged = true;
    return {
      index,
      source: limit,
      when: this.values.optionalTest(limit.when, this.plan),
      most: unit ? this.values.count(limit.most, this.plan) : this.values.wholeMoney(limit.most, this.plan),
      unit,
      isOfOccasions,
      ref,
      per: unitOf(limit.per),
    };
  }

  private uses(): ReadonlyMap<string, AccountKind> {
    const named = this.plan.benefits.frequencies.flatMap(({ service, inLieuOf }) => [service, ...inLieuOf]);
    return new Map(
      named.map((service) => {
        const kind = this.layout.kind(this.plan.id, `frequency ${service}`, "person");
        kind.isLogged = true;
        return [service, kind];
      }),
    );
  }

  private cell(cell: Cell, index: number): FastCell {
    return {
      index,
      cases: cell.cases.map(({ when, steps }) => ({
        when: this.values.optionalTest(when, this.plan),
        steps: steps.map((step) => uniform(this.step(step))),
      })),
    };
  }

  private step(step: Step): FastStep {
    const plain: FastStep = {
      op: step.op,
      named: -1,
      amount: undefined,
      per: undefined,
      first: Number.POSITIVE_INFINITY,
      unless: undefined,
      share: undefined,
      isCounted: false,
      isPlans: false,
      pick: "one",
      a: undefined,
      b: undefined,
      until: undefined,
      bounds: [],
    };
    const money = (e: Parameters<Values["money"]>[0]) => this.values.money(e, this.plan);
    const per = "per" in step && step.per !== undefined ? unitOf(step.per) : undefined;
    switch (step.op) {
      case "no_charge":
      case "not_covered":
      case "not_printed":
        return plain;
      case "deductible":
        return { ...plain, named: this.name("deductible", step.accumulator) };
      case "copay":
        return {
          ...plain,
          named: step.accumulator === undefined ? -1 : this.name("copay", step.accumulator),
          amount: step.amount && money(step.amount),
          per,
          first: step.first ?? Number.POSITIVE_INFINITY,
          unless: this.values.optionalTest(step.unless, this.plan),
          bounds: this.bounds(step.bounds),
        };
      case "allow":
        return { ...plain, amount: money(step.most), per };
      case "allowance":
        return { ...plain, amount: money(step.amount), per };
      case "discount":
        return { ...plain, share: this.values.share(step.share, this.plan) };
      case "price_difference":
        return { ...plain, amount: money(step.from), isCounted: step.counted };
      case "pays":
        return { ...plain, ...this.pays(step) };
    }
  }

  private pays(step: Extract<Step, { op: "pays" }>): Partial<FastStep> {
    const { pays, until } = step;
    return {
      isPlans: step.payer === "plan",
      pick: "pick" in pays ? pays.pick : "one",
      a: this.amount("pick" in pays ? pays.a : pays),
      b: "pick" in pays ? this.amount(pays.b) : undefined,
      bounds: this.bounds(step.bounds),
      until: until && {
        isOfCharge: until.of === "charge",
        amount: this.values.money(until.amount, this.plan),
        ref: this.ref(until.id, until.per, this.calendar.of(until.period)),
      },
    };
  }

  private amount({
    value,
    percent,
  }: {
    readonly value: Parameters<Values["money"]>[0];
    readonly percent?: true | undefined;
  }): FastAmount {
    return percent
      ? { share: this.values.share(value, this.plan), fixed: undefined }
      : { share: undefined, fixed: this.values.money(value, this.plan) };
  }

  private bounds(bounds: Extract<Step, { op: "pays" }>["bounds"]): readonly FastBound[] {
    return bounds.map(({ side, amount, per }) => ({
      isMost: side === "most",
      amount: this.values.money(amount, this.plan),
      per: per === undefined ? undefined : unitOf(per),
    }));
  }

  private name(kind: Accumulator["kind"], name: string): number {
    const found = this.named.findIndex((one) => one.kind === kind && one.name === name);
    return found >= 0 ? found : this.named.push({ kind, name }) - 1;
  }
}

/** The same step, made in one place: objects that are made in several are looked through more slowly. */
const uniform = (step: FastStep): FastStep => ({
  op: step.op,
  named: step.named,
  amount: step.amount,
  per: step.per,
  first: step.first,
  unless: step.unless,
  share: step.share,
  isCounted: step.isCounted,
  isPlans: step.isPlans,
  pick: step.pick,
  a: step.a,
  b: step.b,
  until: step.until,
  bounds: step.bounds,
});

function rareIn({ band, cases }: Cell): Rare | undefined {
  if (band) return "a share by the number of the visit or day";
  const isElsewhere = cases.some(({ steps }) =>
    steps.some((step) => step.op === "pays" && step.paymentIn !== undefined),
  );
  return isElsewhere ? "a share of the payment in another network" : undefined;
}

const bits = (parts: ReadonlySet<string>): number =>
  PARTS.reduce((sum, part, i) => (parts.has(part) ? sum | (1 << i) : sum), 0);
