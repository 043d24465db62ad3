import { readMoney } from "../amounts.js";
import { Refusal } from "../../refusal.js";
import { completeMonthsLater } from "../days.js";
import { beyond, centsOf, plainCents, REFUSED, refused, times } from "./cents.js";
import type { Amounts } from "./amounts.js";
import type { AccountRef } from "./ledger.js";
import type { AllowedTerms, FrequencyTerms, Route } from "./routes.js";
import { refillBounds, runShare } from "./shares.js";
import { fill, holding, roomOf } from "./standing.js";
import type { State } from "./state.js";
import { COINSURANCE, COPAY, DEDUCTIBLE, type FastLimit, NOT_COVERED, OVER_LIMIT } from "./terms.js";

const ALL_PARTS = 31;

type Manner = "standard" | "carve_out" | "maintenance";

/** Cents of an amount as a claim writes it. */
export function readCents(about: string, text: string): number {
  const cents = plainCents(text);
  if (cents >= 0) return cents;
  const read = centsOf(readMoney(about, text));
  return read <= 10_000_000_000 ? read : beyond();
}

/**
 * Pays one line in whole cents: what is allowed, limits, shares, the maximum, what is required, other payers, in this
 * order, as `payLine` does in exact fractions. Its moves wait in the ledger. Throws where the quick way does not hold.
 */
export function payQuickly(state: State, route: Route, to: Amounts, row: number): void {
  const { line } = state;
  if (!line) return;
  const { charge } = state;
  const other = line.other_paid === undefined ? 0 : readCents("other_paid", line.other_paid);
  state.begin();
  if (isUncovered(state, route)) {
    uncovered(state, route, other, to, row);
    return;
  }
  const allowed = allowedOf(state, route);
  const above = charge - allowed;
  const isBilled = route.allowed?.balance === "billed";
  const manner = other === 0 ? undefined : mannerOf(state, route);
  if (share(state, route, manner === "maintenance" ? Math.max(0, allowed - other) : allowed)) {
    uncovered(state, route, other, to, row);
    return;
  }
  cutAtMaximum(state, route);
  const filled = withinPayment(state, route);
  withoutRequired(state, route);
  fillDeductibles(state);
  coordinate(state, other, manner);
  fillMaxima(state, route);
  for (let i = 0; i < filled.length; i++) {
    const limit = filled[i];
    if (limit?.ref) state.ledger.move(limit.ref.kind, state.baseOf(limit.ref), state.plan);
  }
  if (state.bounds.length > 0) refillBounds(state);
  if (state.plan === 0 && countsPaidUnits(state)) state.ledger.dropUnits();
  settle(state, other, isBilled ? above : 0, isBilled ? 0 : above, allowed, to, row);
}

const countsPaidUnits = ({ book }: State): boolean => book.book.conventions.limit_counts?.reading === "paid";

/** Writes what the line comes to. What another payer paid above all else makes the balance smaller. */
function settle(
  state: State,
  otherPaid: number,
  above: number,
  writtenAbove: number,
  allowed: number,
  to: Amounts,
  row: number,
): void {
  const { charge } = state;
  const other = Math.min(otherPaid, charge);
  let balance = above;
  let written = writtenAbove + state.written;
  const { sums } = state;
  const surplus = state.sumUp() + state.plan + balance + written - (charge - other);
  if (surplus > 0) {
    const off = Math.min(surplus, balance);
    balance -= off;
    written = Math.max(0, written - (surplus - off));
  }
  to.charge[row] = charge;
  to.allowed[row] = allowed;
  to.deductible[row] = sums[DEDUCTIBLE] ?? 0;
  to.copay[row] = sums[COPAY] ?? 0;
  to.coinsurance[row] = sums[COINSURANCE] ?? 0;
  to.overLimit[row] = sums[OVER_LIMIT] ?? 0;
  to.notCovered[row] = sums[NOT_COVERED] ?? 0;
  to.otherPaid[row] = other;
  to.writtenOff[row] = written;
  to.balanceBill[row] = balance;
  to.planPays[row] = state.plan;
}

/** The whole charge is the member's, but for what another payer paid. What would be allowed does not matter. */
function uncovered(state: State, route: Route, otherPaid: number, to: Amounts, row: number): void {
  state.ledger.forget();
  let allowed = 0;
  try {
    allowed = allowedOf(state, route);
  } catch (thrown) {
    // What cannot be known here need not be known.
    if (thrown !== REFUSED && !(thrown instanceof Refusal)) throw thrown;
  }
  state.begin();
  const amount = state.charge - Math.min(otherPaid, state.charge);
  if (amount > 0) state.pay(NOT_COVERED, amount);
  settle(state, otherPaid, 0, 0, allowed, to, row);
}

/** Whether the plan pays nothing at all of this line. */
function isUncovered(state: State, route: Route): boolean {
  if (route.isNever) return true;
  if (route.waiting.length > 0 && isWaiting(state, route)) return true;
  for (let i = 0; i < route.required.length; i++) {
    const rule = route.required[i];
    if (rule && !state.holds(rule.test)) return true;
  }
  const { cell } = route;
  if (cell === undefined) return route.needsChannel ? beyond() : false;
  if (typeof cell === "string") return beyond();
  return state.stepsOf(cell.cases)[0]?.op === "not_covered";
}

function isWaiting(state: State, { waiting }: Route): boolean {
  for (const { source, after } of waiting) {
    const begins = state.book.values.dayOf(after, state);
    if (begins === "never") return true;
    const { month_arithmetic } = state.book.book.conventions;
    const ends = completeMonthsLater(begins, source.months ?? 0, source.days ?? 0, month_arithmetic?.reading);
    if (state.date < ends) return true;
  }
  return false;
}

/** The allowed charge of a line. Throws where it cannot be known. */
export function allowedOf(state: State, { allowed: terms }: Route): number {
  const { charge, line } = state;
  if (!terms) return refused();
  const said = line?.allowed === undefined ? -1 : readCents("allowed", line.allowed);
  if (terms.reading === "negotiated" && (said < 0 || said > charge)) refused();
  const allowed = terms.reading === "negotiated" ? said : Math.min(charge, figureOf(state, terms));
  if (said >= 0 && said !== allowed) refused();
  if (allowed < charge && !terms.balance) refused();
  return allowed;
}

const figureOf = (state: State, { figure }: AllowedTerms): number =>
  figure ? state.value(figure) : state.charge;

function mannerOf(state: State, { plan }: Route): Manner {
  const found =
    plan.coordination.find(({ when }) => when && state.holds(when)) ??
    plan.coordination.find(({ when }) => !when);
  return found?.manner ?? beyond();
}

/** Limits, and the shares of what they leave. Answers whether the share says that nothing is covered. */
function share(state: State, route: Route, net: number): boolean {
  let left = route.uses.length > 0 ? withinFrequency(state, route, net) : net;
  // A line that is too often looks at no other limit.
  if (state.paidCount === 0) {
    if (route.unitLimits.length > 0) left = withinUnits(state, route, left);
    if (route.allowedLimits.length > 0) left = withinAllowed(state, route, left);
  }
  if (left === 0 && state.paidCount > 0) return false;
  const { cell } = route;
  if (cell === undefined || typeof cell === "string") return beyond();
  state.left = left;
  state.shared = state.paidCount;
  return runShare(state, cell);
}

/** Gives the member an amount over a limit; answers what is left. */
function over(state: State, amount: number, left: number): number {
  if (amount <= 0) return left;
  state.pay(OVER_LIMIT, amount);
  return left - amount;
}

function withinFrequency(state: State, { frequency, uses }: Route, left: number): number {
  const { ledger } = state;
  if (frequency && usesIn(state, frequency) >= frequency.times) return over(state, left, left);
  for (const kind of uses) ledger.move(kind, ledger.baseOf(kind, state.memberIndex), 1, state.id);
  return left;
}

function usesIn(state: State, { counted, windows }: FrequencyTerms): number {
  const tags = new Set<string>();
  for (const kind of counted)
    state.ledger.addTags(state.ledger.baseOf(kind, state.memberIndex), windows, state.day, tags);
  return tags.size;
}

/** Parts the line at limits of visits, days and episodes. Each counts what all of them cover, in whatever order they stand. */
function withinUnits(state: State, { unitLimits }: Route, start: number): number {
  let left = start;
  let isRefused = false;
  for (const limit of unitLimits) {
    const { unit, ref } = limit;
    if (!unit || !ref || !isHeld(state, limit)) continue;
    if (limit.isOfOccasions) {
      if (hasRoomFor(state, limit, state.whose(unit.name))) continue;
      left = over(state, left, left);
      isRefused = true;
      continue;
    }
    const room = Math.max(0, state.value(limit.most) - state.used(ref));
    const total = state.units(unit);
    const covered = Math.min(total, room);
    const part = total === 0 ? left : state.book.rounder.share(left, covered, total);
    left = over(state, left - part, left);
    state.coverUnits(unit, covered);
    if (covered === 0) isRefused = true;
  }
  countUnits(state, unitLimits, isRefused);
  return left;
}

const isHeld = (state: State, { when }: FastLimit): boolean => !when || state.holds(when);

/** Fills the limits of units, once it is known what all of them cover: those of occasions last. */
function countUnits(state: State, limits: readonly FastLimit[], isRefused: boolean): void {
  for (const limit of limits) {
    const { unit, ref } = limit;
    if (!unit || !ref || limit.isOfOccasions || !isHeld(state, limit)) continue;
    state.ledger.move(ref.kind, state.baseOf(ref), isRefused ? 0 : state.units(unit));
  }
  if (isRefused) return;
  for (const limit of limits) {
    const { unit, ref } = limit;
    if (!unit || !ref || !limit.isOfOccasions || !isHeld(state, limit)) continue;
    const tag = state.whose(unit.name);
    state.ledger.move(ref.kind, state.baseOf(ref), tagsOf(state, ref).has(tag) ? 0 : 1, tag);
  }
}

function tagsOf(state: State, ref: AccountRef): ReadonlySet<string> {
  const tags = new Set<string>();
  state.ledger.addTags(state.baseOf(ref), ref.windows, state.day, tags);
  return tags;
}

function hasRoomFor(state: State, { ref, most }: FastLimit, tag: string): boolean {
  const tags = ref ? tagsOf(state, ref) : new Set();
  return tags.has(tag) || tags.size < state.value(most);
}

/** `plan allows at most`: what is above is the member's before any share. Each such limit is filled by what all of them allow. */
function withinAllowed(state: State, { allowedLimits }: Route, start: number): number {
  let left = start;
  for (const limit of allowedLimits)
    if (isHeld(state, limit)) left = over(state, Math.max(0, left - moneyRoom(state, limit)), left);
  for (const limit of allowedLimits)
    if (limit.ref && isHeld(state, limit)) state.ledger.move(limit.ref.kind, state.baseOf(limit.ref), left);
  return left;
}

/** A limit per visit or day holds for the line; others add up. */
function moneyRoom(state: State, { ref, most, per }: FastLimit): number {
  const limit = state.value(most);
  return ref ? Math.max(0, limit - state.used(ref)) : times(limit, state.units(per));
}

/** What a maximum leaves of the parts that it counts is the plan's. */
function cutAtMaximum(state: State, { maxima }: Route): void {
  const held = holding(state, maxima);
  for (let i = 0; i < held.length; i++) {
    const one = held[i];
    if (!one) continue;
    const excess = Math.max(0, state.sumOf(one.counted) - roomOf(state, one));
    if (excess === 0) continue;
    state.giveWay(excess, one.counted, true);
    state.plan += excess;
  }
}

/** Limits of what the plan pays, of the cell and of the plan. Answers those that its payment fills. */
function withinPayment(state: State, { paymentLimits }: Route): readonly FastLimit[] {
  if (state.most >= 0) limitPayment(state, state.most);
  if (paymentLimits.length === 0) return NO_LIMITS;
  const filled: FastLimit[] = [];
  for (const limit of paymentLimits) {
    if (limit.when && !state.holds(limit.when)) continue;
    limitPayment(state, moneyRoom(state, limit));
    if (limit.ref) filled.push(limit);
  }
  return filled;
}

const NO_LIMITS: readonly FastLimit[] = [];

function limitPayment(state: State, most: number): void {
  const above = Math.max(0, state.plan - most);
  if (above === 0) return;
  state.plan -= above;
  state.pay(OVER_LIMIT, above);
}

/** What the plan pays less when something required is missing. */
function withoutRequired(state: State, { reducing }: Route): void {
  for (let i = 0; i < reducing.length; i++) {
    const rule = reducing[i];
    if (!rule?.less || state.holds(rule.test)) continue;
    const { share: part, fixed } = rule.less;
    const { over: n, under: d } = part
      ? (part.constant ?? state.book.values.ratio(part, state))
      : { over: 0, under: 1 };
    const figure = part ? state.book.rounder.share(state.plan, n, d) : fixed ? state.value(fixed) : 0;
    const less = Math.min(state.plan, figure);
    if (less <= 0) continue;
    state.plan -= less;
    state.pay(NOT_COVERED, less);
  }
}

/** What the line puts into deductibles and copays: as if there were no other payer. */
function fillDeductibles(state: State): void {
  for (let i = 0; i < state.paidCount; i++) {
    const into = state.into[i];
    const amount = state.paidAt(i);
    if (into && amount > 0) fill(state, into, amount, state.ledger.begun);
  }
}

/** What it puts into maxima, which count what the member really pays. */
function fillMaxima(state: State, { maxima }: Route): void {
  const held = holding(state, maxima);
  for (let i = 0; i < held.length; i++) {
    const one = held[i];
    if (!one) continue;
    const amount = state.sumOf(one.counted);
    if (amount > 0) fill(state, one, amount, state.ledger.count);
  }
}

/** What is left to pay after another payer. */
function coordinate(state: State, other: number, manner: Manner | undefined): void {
  if (!manner || manner === "maintenance") return;
  const before = state.plan;
  const owed = state.sumOf(ALL_PARTS);
  const left = Math.max(0, owed + before - other);
  state.plan = manner === "standard" ? Math.min(before, left) : Math.max(0, before - other);
  const due = Math.min(owed, Math.max(0, left - state.plan));
  state.giveWay(owed - due, ALL_PARTS, false);
}
