import type Fraction from "fraction.js";
import { decimal, dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Move } from "./accounts.js";
import { accountKey, type Household, type LineContext, type Standing, whose } from "./household.js";
import type { Cell, Step } from "./plan.js";
import { OCCASIONS } from "./units.js";

export type Part = "deductible" | "copay" | "coinsurance" | "over_limit" | "not_covered";

/** What a step took from the member, in the order of the steps. */
export interface Paid {
  readonly part: Part;
  amount: Fraction;
  /** The deductible or copay account that it fills. */
  readonly into?: Standing | undefined;
  /** The plan's part of the same step has a bound, which what this one gives up does not raise. */
  isBound?: boolean;
}

/** What the steps make of an amount. */
export interface Shared {
  readonly paid: Paid[];
  plan: Fraction;
  written: Fraction;
  /** What the plan may pay at most, over all its steps; absent when no bound says it. */
  most: Fraction | undefined;
  /** Accounts of bounds that hold for an admission or the like: what the plan pays in the end fills them. */
  readonly bounds: string[];
  /** The share is `not covered`: the whole charge is the member's, not only what is allowed. */
  readonly notCovered: boolean;
  readonly cell: Cell;
  readonly moves: Move[];
  readonly trace: TraceStep[];
}

/** What earlier parts of a line took, before anything is committed. */
export interface Pending {
  readonly moves: readonly Move[];
  readonly paid: readonly Paid[];
}

export type Rounder = (value: Fraction) => Fraction;

/** How many units of a kind a part of the line has. */
export type CountUnits = (unit: string) => Fraction;

type PaysStep = Extract<Step, { op: "pays" }>;
type Bound = PaysStep["bounds"][number];
type CopayStep = Extract<Step, { op: "copay" }>;

/** Runs the steps of a cell on an amount: each on what the ones before it left. Changes no account. */
export class StepRun {
  private readonly paid: Paid[] = [];
  private readonly moves: Move[] = [];
  private readonly trace: TraceStep[] = [];
  private plan = ZERO;
  private written = ZERO;
  private most: Fraction | undefined;
  private readonly bounds: string[] = [];
  private readonly start: Fraction;

  constructor(
    private readonly household: Household,
    private readonly context: LineContext,
    private readonly cell: Cell,
    private left: Fraction,
    private readonly units: CountUnits,
    private readonly toCent: Rounder,
    /** The steps of the same service in another network, on the same amount. */
    private readonly elsewhere: (network: string, amount: Fraction) => Shared,
    /** What earlier parts of the line put into accounts that are not committed yet. */
    private readonly pending: Pending,
  ) {
    this.start = left;
  }

  run(): Shared {
    const { ask, plan } = this.context;
    const found = this.cell.cases.find(({ when }) => !when || plan.test(when)(ask, plan.coverage));
    const steps = found?.steps ?? [];
    for (const step of steps) this.step(step);
    this.finish(steps[steps.length - 1]);
    const { paid, plan: pays, written, most, bounds, moves, trace } = this;
    const notCovered = steps.some(({ op }) => op === "not_covered");
    return { paid, plan: pays, written, most, bounds, notCovered, cell: this.cell, moves, trace };
  }

  /** A line of the trace, if one is wanted. */
  private say(text: string | (() => string), before: Fraction, amount: Fraction): void {
    if (!this.context.isExplained) return;
    this.trace.push({
      text: typeof text === "string" ? text : text(),
      amount: dollars(amount),
      before: dollars(before),
      after: dollars(this.left),
      ...this.context.plan.sourceOfCell(this.cell),
    });
  }

  private figure(e: Parameters<LineContext["plan"]["figure"]>[0]): Fraction {
    const { ask, plan } = this.context;
    return plan.figure(e)(ask, plan.coverage);
  }

  /** An amount of the plan, in whole cents and not below zero. */
  private money(e: Parameters<LineContext["plan"]["figure"]>[0]): Fraction {
    return max(ZERO, this.toCent(this.figure(e)));
  }

  private member(part: Part, amount: Fraction, into?: Standing, isBound = false): void {
    const paid = min(amount, this.left);
    this.left = this.left.sub(paid);
    if (paid.compare(0) > 0) this.paid.push({ part, amount: paid, into, isBound });
  }

  private byPlan(amount: Fraction): void {
    const paid = min(amount, this.left);
    this.left = this.left.sub(paid);
    this.plan = this.plan.add(paid);
    // A bound is of its own step: what other steps pay comes on top.
    if (this.most) this.most = this.most.add(paid);
  }

  private step(step: Step): void {
    const before = this.left;
    switch (step.op) {
      case "no_charge":
        this.byPlan(this.left);
        this.say("no charge: the plan pays", before, before);
        return;
      case "not_covered":
        this.member("not_covered", this.left);
        this.say("not covered: the member pays", before, before);
        return;
      case "not_printed":
        this.notPrinted();
        return;
      case "deductible":
        this.deductible(step.accumulator);
        return;
      case "copay":
        this.copay(step);
        return;
      case "allow": {
        const most = this.forUnits(step.most, step.per);
        const over = max(ZERO, this.left.sub(most));
        this.member("over_limit", over);
        if (over.compare(0) > 0) this.say(() => `above the ${dollars(most)} allowed`, before, over);
        return;
      }
      case "allowance": {
        const amount = min(this.left, this.forUnits(step.amount, step.per));
        this.byPlan(amount);
        this.say("allowance: the plan pays", before, amount);
        return;
      }
      case "discount": {
        const off = this.toCent(this.left.mul(this.figure(step.share)));
        this.written = this.written.add(off);
        this.left = this.left.sub(off);
        this.say("discount: the provider takes off", before, off);
        this.member("over_limit", this.left);
        return;
      }
      case "price_difference":
        this.priceDifference(step);
        return;
      case "pays":
        this.pays(step);
    }
  }

  private notPrinted(): void {
    const { service, network, plan } = this.context;
    const where = network === undefined ? "" : ` in ${network}`;
    const { source } = plan.sourceOfCell(this.cell);
    refuse(service, `The plan does not print what it pays for ${service}${where}.`, source);
  }

  /** What no step has settled: after a copay the plan's, above an allowance the member's. */
  private finish(last: Step | undefined): void {
    if (this.left.compare(0) <= 0) return;
    const before = this.left;
    if (last?.op === "allowance") {
      this.member("over_limit", this.left);
      this.say("above the allowance: the member pays", before, before);
    } else {
      this.byPlan(this.left);
      this.say("the plan pays the rest", before, before);
    }
  }

  private unitsOf(per: string | undefined): Fraction {
    return per === undefined ? ZERO.add(1) : this.units(per);
  }

  /** An amount for each unit of the line, in whole cents: a line may have a part of an hour. */
  private forUnits(e: Parameters<LineContext["plan"]["figure"]>[0], per: string | undefined): Fraction {
    return this.toCent(this.money(e).mul(this.unitsOf(per)));
  }

  private deductible(name: string): void {
    const before = this.left;
    for (const standing of this.household.holding(this.context, "deductible", name)) {
      const room = standing.room && max(ZERO, standing.room.sub(this.pendingIn(standing)));
      const amount = min(this.left, room ?? this.left);
      this.member("deductible", amount, standing);
      this.say(name, before, amount);
    }
  }

  private copay(step: CopayStep): void {
    const { ask, plan } = this.context;
    const before = this.left;
    if (step.unless && plan.test(step.unless)(ask, plan.coverage)) return;
    if (step.accumulator !== undefined) {
      for (const standing of this.household.holding(this.context, "copay", step.accumulator)) {
        const room = standing.room && max(ZERO, standing.room.sub(this.pendingIn(standing)));
        const amount = min(this.left, room ?? this.left);
        this.member("copay", amount, standing);
        this.say(step.accumulator, before, amount);
      }
      return;
    }
    if (!step.amount) return;
    const each = this.money(step.amount);
    let amount = this.onceEach(step, each) ?? this.toCent(each.mul(this.countFor(step)));
    for (const bound of step.bounds) {
      const limit = this.limitOf(bound);
      amount = bound.side === "most" ? min(amount, limit) : max(amount, limit);
    }
    const due = min(amount, this.left);
    this.fillBounds(step.bounds, due);
    this.member("copay", due);
    const per = step.per === undefined ? "" : ` per ${step.per}`;
    const count = this.unitsOf(step.per);
    const isCut = step.first !== undefined && count.compare(step.first) > 0;
    const cut = isCut ? `, the first ${step.first} alone` : "";
    this.say(() => `copay ${dollars(each)}${per}${cut}`, before, due);
  }

  private countFor(step: CopayStep): Fraction {
    const count = this.unitsOf(step.per);
    return step.first === undefined ? count : min(count, ZERO.add(step.first));
  }

  /** What a bound leaves: one per admission is shared by all lines that name the same admission. */
  private limitOf({ amount, per, side }: Bound): Fraction {
    const limit = this.forUnits(amount, per);
    const account = side === "most" ? this.boundAccount(per, amount) : undefined;
    if (account === undefined) return limit;
    const window = this.household.window(undefined, this.context.line.date);
    const used = this.household.accounts.used(account, window).add(this.pendingAt(account));
    return max(ZERO, this.money(amount).sub(used));
  }

  /** Answers the accounts that it fills. */
  private fillBounds(bounds: readonly Bound[], amount: Fraction): string[] {
    const accounts = bounds.flatMap(({ side, per, amount: limit }) =>
      side === "most" ? (this.boundAccount(per, limit) ?? []) : [],
    );
    for (const account of accounts) this.moves.push({ account, date: this.context.line.date, amount });
    return accounts;
  }

  private boundAccount(per: string | undefined, amount: Bound["amount"]): string | undefined {
    const { line, plan } = this.context;
    const named = per === undefined ? undefined : line.facts?.[per];
    if (per === undefined || named === undefined || named === null || !OCCASIONS.includes(per))
      return undefined;
    const id = `at most ${dollars(this.money(amount))} ${plan.indexOfCell(this.cell)}`;
    return accountKey(plan.id, id, per, whose(per, line.member, this.context));
  }

  /** A copay per admission is paid once by all lines that name the same admission. */
  private onceEach(step: CopayStep, each: Fraction): Fraction | undefined {
    const { per } = step;
    const { line, plan } = this.context;
    if (per === undefined || line.facts?.[per] === undefined || line.facts[per] === null) return undefined;
    const account = accountKey(plan.id, `copay ${dollars(each)}`, per, whose(per, line.member, this.context));
    const window = this.household.window(undefined, line.date);
    const used = this.household.accounts.used(account, window).add(this.pendingAt(account));
    const due = min(max(ZERO, each.sub(used)), this.left);
    this.moves.push({ account, date: line.date, amount: due });
    return due;
  }

  private priceDifference(step: Extract<Step, { op: "price_difference" }>): void {
    const before = this.left;
    const difference = max(ZERO, this.start.sub(this.money(step.from)));
    const due = min(this.left, difference);
    this.member(step.counted ? "copay" : "over_limit", due);
    this.say("price difference: the member pays", before, due);
  }

  private pays(step: PaysStep): void {
    const before = this.left;
    const base = step.until ? this.sliceOf(step, step.until) : this.left;
    if (base.compare(0) <= 0 && step.until) return;
    const shared = this.shareOf(step, base);
    const payers = this.bounded(step, base, shared);
    if (step.until) this.moveSlice(step.until, base, payers.member);
    const atMost = payers.atMost?.add(this.most ?? this.plan);
    this.byPlan(payers.plan);
    if (atMost) {
      this.most = atMost;
      if (!step.until) this.flowsOn();
    }
    this.member("coinsurance", payers.member, undefined, atMost !== undefined);
    this.member("over_limit", payers.over);
    const side = step.payer === "plan" ? payers.plan : payers.member.add(payers.over);
    this.say(() => this.words(step, base), before, side);
  }

  /** A deductible or copay that a maximum forgives goes on to the share behind it, whose bound holds for it too. */
  private flowsOn(): void {
    if (this.paid.some(({ part }) => part === "coinsurance")) return;
    for (const one of this.paid) one.isBound = true;
  }

  /** `plan pays 50% of $3,000, at most $1,200`. */
  private words(step: PaysStep, base: Fraction): string {
    const { pays } = step;
    const share =
      "pick" in pays
        ? `the ${pays.pick} of ${this.amountWords(pays.a)} and ${this.amountWords(pays.b)}`
        : this.amountWords(pays);
    const payment =
      step.paymentIn === undefined
        ? ""
        : ` of its payment in ${step.paymentIn} (${dollars(this.elsewhere(step.paymentIn, base).plan)})`;
    const bounds = step.bounds.map(
      ({ side, amount, per }) => `, at ${side} ${dollars(this.forUnits(amount, per))}`,
    );
    return `${step.payer} pays ${share}${payment} of ${dollars(base)}${bounds.join("")}`;
  }

  private amountWords({ value, percent }: Extract<PaysStep["pays"], { value: unknown }>): string {
    return percent ? `${decimal(this.figure(value).mul(100))}%` : dollars(this.money(value));
  }

  private amountOf(
    { value, percent }: Extract<PaysStep["pays"], { value: unknown }>,
    base: Fraction,
  ): Fraction {
    const figure = this.figure(value);
    return max(ZERO, this.toCent(percent ? base.mul(figure) : figure));
  }

  private shareOf(step: PaysStep, base: Fraction): Payers {
    const of = step.paymentIn === undefined ? base : this.elsewhere(step.paymentIn, base).plan;
    const due = min(this.shareAmount(step.pays, of), base);
    const rest = base.sub(due);
    if (step.payer === "member") return { plan: rest, member: due, over: ZERO, atMost: undefined };
    return { plan: due, member: rest, over: ZERO, atMost: this.fixedLimit(step, due, of) };
  }

  private shareAmount(pays: PaysStep["pays"], of: Fraction): Fraction {
    if (!("pick" in pays)) return this.amountOf(pays, of);
    const a = this.amountOf(pays.a, of);
    const b = this.amountOf(pays.b, of);
    return pays.pick === "greater" ? max(a, b) : min(a, b);
  }

  /** `plan pays lesser of $100 and 90%`: the amount is a bound of what the plan pays. */
  private fixedLimit({ pays }: PaysStep, due: Fraction, of: Fraction): Fraction | undefined {
    if (!("pick" in pays) || pays.pick === "greater") return undefined;
    const fixed = [pays.a, pays.b].filter(({ percent }) => !percent);
    return fixed.some((one) => this.amountOf(one, of).equals(due)) ? due : undefined;
  }

  private bounded(step: PaysStep, base: Fraction, payers: Payers): Payers {
    let { plan, member, over, atMost } = payers;
    for (const bound of step.bounds) {
      const limit = min(this.limitOf(bound), base);
      if (step.payer === "member") {
        member = bound.side === "most" ? min(member, limit) : max(member, limit);
        plan = base.sub(member);
      } else if (bound.side === "least") {
        plan = max(plan, limit);
        member = base.sub(plan);
      } else {
        atMost = atMost ? min(atMost, limit) : limit;
        over = max(ZERO, plan.sub(limit));
        plan = plan.sub(over);
      }
    }
    const filled = this.fillBounds(step.bounds, step.payer === "member" ? member : plan);
    if (step.payer === "plan") this.bounds.push(...filled);
    return { plan, member, over, atMost };
  }

  /** How much of what is left a share holds for. */
  private sliceOf(step: PaysStep, until: NonNullable<PaysStep["until"]>): Fraction {
    const { account, window } = this.slice(until);
    const used = this.household.accounts.used(account, window).add(this.pendingAt(account));
    const room = max(ZERO, this.money(until.amount).sub(used));
    if (until.of === "charge") return min(this.left, room);
    const { member } = this.shareOf(step, this.left);
    if (member.compare(room) <= 0) return this.left;
    // The part of what is left under which the member pays what is still missing.
    return min(this.left, this.toCent(this.left.mul(room).div(member)));
  }

  private slice(until: NonNullable<PaysStep["until"]>) {
    const { line, plan } = this.context;
    const account = accountKey(plan.id, until.id, until.per, whose(until.per, line.member, this.context));
    return { account, window: this.household.window(until.period, line.date) };
  }

  private moveSlice(until: NonNullable<PaysStep["until"]>, base: Fraction, member: Fraction): void {
    const { account } = this.slice(until);
    const amount = until.of === "charge" ? base : member;
    this.moves.push({ account, date: this.context.line.date, amount });
  }

  private pendingAt(account: string): Fraction {
    return [...this.pending.moves, ...this.moves].reduce(
      (sum, move) => (move.account === account ? sum.add(move.amount) : sum),
      ZERO,
    );
  }

  /** What this line has put into an accumulator already, by itself or by one that adds to it. */
  private pendingIn({ accumulator, plan }: Standing): Fraction {
    return [...this.pending.paid, ...this.paid].reduce((sum, { into, amount }) => {
      if (into?.plan !== plan) return sum;
      const fills =
        into.accumulator.id === accumulator.id || into.accumulator.addsTo.includes(accumulator.name);
      return fills ? sum.add(amount) : sum;
    }, ZERO);
  }
}

/** How a step shares an amount. */
interface Payers {
  readonly plan: Fraction;
  readonly member: Fraction;
  /** The member's, above a bound of what the plan pays. */
  readonly over: Fraction;
  /** The bound. */
  readonly atMost: Fraction | undefined;
}
