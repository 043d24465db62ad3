import { OCCASIONS } from "../units.js";
import { beyond, times } from "./cents.js";
import { AccountKind } from "./ledger.js";
import { holding, roomOf } from "./standing.js";
import type { State } from "./state.js";
import {
  COINSURANCE,
  COPAY,
  DEDUCTIBLE,
  type FastAccumulator,
  type FastAmount,
  type FastBound,
  type FastCell,
  type FastStep,
  NOT_COVERED,
  OVER_LIMIT,
} from "./terms.js";

/** Runs the steps of a share on what is left: each on what the ones before it left. */

/** What is shared for each admission and the like adds up without end; lines of one are known by what they name. */
const NAMED = new AccountKind("named", false);

/** How a step shares an amount. One for all steps: it is read at once. */
const payers = { plan: 0, member: 0, over: 0, atMost: -1 };

/** Answers whether the share says that nothing is covered. */
export function runShare(state: State, { cases, index }: FastCell): boolean {
  const steps = state.stepsOf(cases);
  const start = state.left;
  state.sharesFrom = state.ledger.count;
  let isNotCovered = false;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (!step) continue;
    if (step.op === "not_covered") isNotCovered = true;
    run(state, step, start, index);
  }
  if (state.left > 0) {
    if (steps[steps.length - 1]?.op === "allowance") member(state, OVER_LIMIT, state.left);
    else byPlan(state, state.left);
  }
  state.byShares = state.plan;
  return isNotCovered;
}

function run(state: State, step: FastStep, start: number, cell: number): void {
  switch (step.op) {
    case "no_charge":
      byPlan(state, state.left);
      return;
    case "not_covered":
      member(state, NOT_COVERED, state.left);
      return;
    case "not_printed":
      beyond();
      return;
    case "deductible":
      fillUp(state, step.named, DEDUCTIBLE);
      return;
    case "copay":
      if (step.named >= 0) namedCopay(state, step);
      else copay(state, step, cell);
      return;
    case "allow":
      member(state, OVER_LIMIT, Math.max(0, state.left - perUnits(state, step)));
      return;
    case "allowance":
      byPlan(state, Math.min(state.left, perUnits(state, step)));
      return;
    case "discount": {
      const off = step.share ? shareOf(state, step.share, state.left) : 0;
      if (off > state.left) beyond();
      state.written += off;
      state.left -= off;
      member(state, OVER_LIMIT, state.left);
      return;
    }
    case "price_difference": {
      const difference = Math.max(0, start - (step.amount ? state.value(step.amount) : 0));
      member(state, step.isCounted ? COPAY : OVER_LIMIT, Math.min(state.left, difference));
      return;
    }
    case "pays":
      pays(state, step, cell);
      return;
  }
}

function member(state: State, part: number, amount: number, into?: FastAccumulator, isBound = false): void {
  const paid = Math.min(amount, state.left);
  state.left -= paid;
  if (paid > 0) state.pay(part, paid, into, isBound);
}

function byPlan(state: State, amount: number): void {
  const paid = Math.min(amount, state.left);
  state.left -= paid;
  state.plan += paid;
  // A bound is of its own step: what other steps pay comes on top.
  if (state.most >= 0) state.most += paid;
}

const perUnits = (state: State, { amount, per }: FastStep): number =>
  amount ? times(state.value(amount), state.units(per)) : 0;

function shareOf(state: State, share: NonNullable<FastAmount["share"]>, base: number): number {
  const { over, under } = share.constant ?? state.book.values.ratio(share, state);
  return state.book.rounder.share(base, over, under);
}

function fillUp(state: State, named: number, part: number): void {
  const candidates = state.route?.named[named];
  if (!candidates) return;
  const held = holding(state, candidates);
  for (let i = 0; i < held.length; i++) {
    const one = held[i];
    if (!one) continue;
    const room = Math.max(0, roomOf(state, one) - pendingIn(state, one));
    member(state, part, Math.min(state.left, room), one);
  }
}

/** What this line has put into an accumulator already, by itself or by one that adds to it. */
function pendingIn(state: State, { plan, source }: FastAccumulator): number {
  let sum = 0;
  for (let i = 0; i < state.paidCount; i++) {
    const into = state.into[i];
    if (into?.plan !== plan) continue;
    if (into.source.id === source.id || into.source.addsTo.includes(source.name)) sum += state.paidAt(i);
  }
  return sum;
}

function namedCopay(state: State, { unless, named }: FastStep): void {
  if (unless && state.holds(unless)) return;
  fillUp(state, named, COPAY);
}

function copay(state: State, step: FastStep, cell: number): void {
  if (step.unless && state.holds(step.unless)) return;
  if (!step.amount) return;
  const each = state.value(step.amount);
  let amount = onceEach(state, step, each) ?? times(each, Math.min(step.first, state.units(step.per)));
  for (const bound of step.bounds) {
    const limit = limitOf(state, bound, cell);
    amount = bound.isMost ? Math.min(amount, limit) : Math.max(amount, limit);
  }
  const due = Math.min(amount, state.left);
  fillBounds(state, step.bounds, due, cell, false);
  member(state, COPAY, due);
}

/** A copay per admission is paid once by all lines that name the same admission. */
function onceEach(state: State, { per }: FastStep, each: number): number | undefined {
  if (per === undefined || !isNamed(state, per.name)) return undefined;
  const base = state.ledger.namedBase(
    NAMED,
    `${planId(state)} copay ${each} ${per.name} ${state.whose(per.name)}`,
  );
  const due = Math.min(Math.max(0, each - filled(state, base)), state.left);
  state.ledger.move(NAMED, base, due);
  return due;
}

const planId = ({ route }: State): string => route?.plan.benefits.id ?? "";

function isNamed({ line }: State, per: string): boolean {
  const named = line?.facts?.[per];
  return named !== undefined && named !== null;
}

/** What was put into an account before the line and by it. */
const filled = (state: State, base: number): number =>
  state.ledger.pending(base, state.sharesFrom) + state.ledger.total(base);

/** What a bound leaves: one per admission is shared by all lines that name the same admission. */
function limitOf(state: State, bound: FastBound, cell: number): number {
  const each = state.value(bound.amount);
  const base = bound.isMost ? boundBase(state, bound, each, cell) : -1;
  return base < 0 ? times(each, state.units(bound.per)) : Math.max(0, each - filled(state, base));
}

function boundBase(state: State, { per }: FastBound, each: number, cell: number): number {
  if (per === undefined || !isNamed(state, per.name) || !OCCASIONS.includes(per.name)) return -1;
  const name = `${planId(state)} at most ${each} ${cell} ${per.name} ${state.whose(per.name)}`;
  return state.ledger.namedBase(NAMED, name);
}

function fillBounds(
  state: State,
  bounds: readonly FastBound[],
  amount: number,
  cell: number,
  isOfPlan: boolean,
): void {
  for (const bound of bounds) {
    const base = bound.isMost ? boundBase(state, bound, state.value(bound.amount), cell) : -1;
    if (base < 0) continue;
    state.ledger.move(NAMED, base, amount);
    if (isOfPlan) state.bounds.push(base);
  }
}

/** What the maximum, limits and other payers changed of the plan's payment changes what is left of a bound. */
export function refillBounds(state: State): void {
  const amount = state.plan - state.byShares;
  if (amount === 0) return;
  for (const base of new Set(state.bounds)) state.ledger.move(NAMED, base, amount);
}

function pays(state: State, step: FastStep, cell: number): void {
  const { until } = step;
  const base = until ? sliceOf(state, step, until) : state.left;
  if (until && base <= 0) return;
  share(state, step, base);
  bound(state, step, base, cell);
  const { plan, member: due, over } = payers;
  let { atMost } = payers;
  if (until) state.ledger.move(until.ref.kind, state.baseOf(until.ref), until.isOfCharge ? base : due);
  if (atMost >= 0) atMost += state.most >= 0 ? state.most : state.plan;
  byPlan(state, plan);
  if (atMost >= 0) {
    state.most = atMost;
    if (!until) flowsOn(state);
  }
  member(state, COINSURANCE, due, undefined, atMost >= 0);
  member(state, OVER_LIMIT, over);
}

/** A deductible or copay that a maximum forgives goes on to the share behind it, whose bound holds for it too. */
function flowsOn(state: State): void {
  if (!state.hasPaid(COINSURANCE, state.shared)) state.bind(state.shared);
}

function amountOf(state: State, { share: of, fixed }: FastAmount, base: number): number {
  return of ? shareOf(state, of, base) : fixed ? state.value(fixed) : 0;
}

function share(state: State, { isPlans, pick, a, b }: FastStep, base: number): void {
  const first = a ? amountOf(state, a, base) : 0;
  let amount = first;
  payers.atMost = -1;
  if (pick !== "one" && b) {
    const second = amountOf(state, b, base);
    amount = pick === "greater" ? Math.max(first, second) : Math.min(first, second);
    // Of an amount and a percentage, the amount is a bound of what the plan pays.
    const due = Math.min(amount, base);
    const isFixed = (a?.fixed !== undefined && first === due) || (b.fixed !== undefined && second === due);
    if (isPlans && pick === "lesser" && isFixed) payers.atMost = due;
  }
  const due = Math.min(amount, base);
  payers.over = 0;
  payers.plan = isPlans ? due : base - due;
  payers.member = isPlans ? base - due : due;
}

function bound(state: State, { bounds, isPlans }: FastStep, base: number, cell: number): void {
  if (bounds.length === 0) return;
  for (const one of bounds) {
    const limit = Math.min(limitOf(state, one, cell), base);
    if (!isPlans) {
      payers.member = one.isMost ? Math.min(payers.member, limit) : Math.max(payers.member, limit);
      payers.plan = base - payers.member;
    } else if (!one.isMost) {
      payers.plan = Math.max(payers.plan, limit);
      payers.member = base - payers.plan;
    } else {
      payers.atMost = payers.atMost >= 0 ? Math.min(payers.atMost, limit) : limit;
      payers.over = Math.max(0, payers.plan - limit);
      payers.plan -= payers.over;
    }
  }
  fillBounds(state, bounds, isPlans ? payers.plan : payers.member, cell, isPlans);
}

/** How much of what is left a share holds for. */
function sliceOf(state: State, step: FastStep, until: NonNullable<FastStep["until"]>): number {
  const { ref, amount, isOfCharge } = until;
  const base = state.baseOf(ref);
  const used = state.ledger.used(ref, base, state.day) + state.ledger.pending(base, state.sharesFrom);
  const room = Math.max(0, state.value(amount) - used);
  if (isOfCharge) return Math.min(state.left, room);
  share(state, step, state.left);
  const { member: due } = payers;
  if (due <= room) return state.left;
  // The part of what is left under which the member pays what is still missing.
  return Math.min(state.left, state.book.rounder.share(state.left, room, due));
}
