import type Fraction from "fraction.js";
import { attempt } from "../ask.js";
import { dollars, max, min, ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Move } from "./accounts.js";
import { allowedOf } from "./allowed.js";
import { readMoney } from "./amounts.js";
import { coordinate, mannerOf } from "./coordination.js";
import { type Why, whyNotCovered } from "./covered.js";
import type { Household, LineContext } from "./household.js";
import { shareOf } from "./ladder.js";
import { withinAllowed, withinFrequency, withinPayment, withinUnits } from "./limits.js";
import { countsOf, cutAtMaximum, type Settled, sumOf } from "./maximum.js";
import type { Paid } from "./steps.js";
import { LineWork } from "./work.js";

/** What a line comes to, before it is written out. */
export interface Outcome {
  readonly charge: Fraction;
  readonly allowed: Fraction;
  readonly other: Fraction;
  readonly balance: Fraction;
  readonly written: Fraction;
  readonly plan: Fraction;
  readonly paid: readonly Paid[];
  readonly moves: readonly Move[];
  readonly trace: readonly TraceStep[];
}

/**
 * Pays one line of a claim: what is allowed, limits, shares, the maximum, what is required, other payers, in this
 * order. Changes no account: the moves are answered. Refuses what it would have to guess.
 */
export function payLine(book: Prepared, household: Household, context: LineContext): Outcome {
  const { line } = context;
  const charge = readMoney("charge", line.charge ?? refuse("charge", "Nothing says what was charged."));
  const other = line.other_paid === undefined ? ZERO : readMoney("other_paid", line.other_paid);
  const work = new LineWork(book, household, context, charge);
  const why = whyNotCovered(work);
  if (why) return uncovered(work, other, why);
  const { allowed, balance, written } = allowedOf(work);
  const manner = other.equals(0) ? undefined : mannerOf(work);
  if (manner === "maintenance") {
    const left = max(ZERO, allowed.sub(other));
    work.trace.push({
      text: `another payer paid ${dollars(other)}`,
      amount: dollars(min(other, allowed)),
      before: dollars(allowed),
      after: dollars(left),
    });
  }
  const settled: Settled = {
    paid: [],
    plan: ZERO,
    written: ZERO,
    byShares: { plan: ZERO, bounds: [] },
    most: undefined,
  };
  const net = manner === "maintenance" ? max(ZERO, allowed.sub(other)) : allowed;
  const cell = share(work, settled, net);
  if (cell) return uncovered(work, other, cell);
  cutAtMaximum(settled, household, context, book, work.trace);
  const filled = withinPayment(work, settled);
  withoutRequired(work, settled);
  fillDeductibles(work, settled);
  coordinate(work, settled, other, manner);
  fillMaxima(work, settled);
  for (const account of filled) work.moves.push({ account, date: line.date, amount: settled.plan });
  fillBounds(work, settled);
  if (book.conventions.limit_counts?.reading === "paid" && settled.plan.equals(0)) dropUnits(work);
  const paidByOther = min(other, charge);
  return {
    charge,
    allowed,
    other: paidByOther,
    ...withoutSurplus(charge.sub(paidByOther), balance, written.add(settled.written), settled),
    plan: settled.plan,
    paid: settled.paid,
    moves: work.moves,
    trace: work.trace,
  };
}

/** Limits, and the shares of what they leave. Answers why, when the share says that nothing is covered. */
function share(work: LineWork, settled: Settled, net: Fraction): Why | undefined {
  let left = withinFrequency(work, net, settled);
  const isTooOften = settled.paid.length > 0;
  if (!isTooOften) left = withinAllowed(work, withinUnits(work, left, settled), settled);
  const isLimited = settled.paid.length > 0;
  if (left.equals(0) && isLimited) return undefined;
  const shared = shareOf(work, left);
  if (shared.notCovered) {
    return { text: "the schedule says so", ...work.context.plan.sourceOfCell(shared.cell) };
  }
  settled.paid.push(...shared.paid);
  settled.plan = shared.plan;
  settled.byShares = shared;
  settled.written = shared.written;
  settled.most = shared.most;
  work.moves.push(...shared.moves);
  work.trace.push(...shared.trace);
  return undefined;
}

/** What another payer paid above all else makes the balance smaller, then what is written off. */
function withoutSurplus(
  owed: Fraction,
  balance: Fraction,
  written: Fraction,
  { paid, plan }: Settled,
): { readonly balance: Fraction; readonly written: Fraction } {
  const known = paid
    .reduce((sum, { amount }) => sum.add(amount), plan)
    .add(balance)
    .add(written);
  const surplus = known.sub(owed);
  if (surplus.compare(0) <= 0) return { balance, written };
  const offBalance = min(surplus, balance);
  return { balance: balance.sub(offBalance), written: max(ZERO, written.sub(surplus.sub(offBalance))) };
}

/** The whole charge is the member's, but for what another payer paid. What would be allowed does not matter. */
function uncovered(work: LineWork, otherPaid: Fraction, { text, source }: Why): Outcome {
  const { charge } = work;
  const other = min(otherPaid, charge);
  const amount = charge.sub(other);
  const known = attempt(() => allowedOf(work).allowed);
  return {
    charge,
    allowed: known.ok ? known.value : ZERO,
    other,
    balance: ZERO,
    written: ZERO,
    plan: ZERO,
    paid: amount.equals(0) ? [] : [{ part: "not_covered", amount }],
    moves: [],
    trace: [
      {
        text: `not covered: ${text}`,
        amount: dollars(amount),
        before: dollars(charge),
        after: dollars(ZERO),
        source,
      },
    ],
  };
}

/** What the plan pays less when something required is missing. */
function withoutRequired(work: LineWork, settled: Settled): void {
  const { plan, ask } = work.context;
  for (const [i, rule] of work.benefits.rules.entries()) {
    if (!rule.less || !work.concerns(rule) || plan.test(rule.when)(ask, plan.coverage)) continue;
    const figure = plan.figure(rule.less.value)(ask, plan.coverage);
    const less = min(settled.plan, work.toCent(rule.less.percent ? settled.plan.mul(figure) : figure));
    if (less.compare(0) <= 0) continue;
    const before = settled.plan;
    settled.plan = before.sub(less);
    settled.paid.push({ part: "not_covered", amount: less });
    work.trace.push({
      text: "the plan pays less: a condition is not met",
      amount: dollars(less),
      before: dollars(before),
      after: dollars(settled.plan),
      ...plan.source("rules", i),
    });
  }
}

/**
 * What the line puts into deductibles and copays: as if there were no other payer. So the NAIC's model regulation on
 * coordination has it: a secondary plan credits its deductible with what it would have credited without the other.
 */
function fillDeductibles({ household, context, moves }: LineWork, settled: Settled): void {
  for (const { into, amount } of settled.paid) {
    if (into && amount.compare(0) > 0) moves.push(...household.moves(into, amount, context, moves));
  }
}

/** What it puts into maxima, which count what the member really pays. */
function fillMaxima({ household, context, moves, book }: LineWork, settled: Settled): void {
  for (const standing of household.holding(context, "out_of_pocket_maximum")) {
    const amount = sumOf(settled.paid, countsOf(standing.accumulator, book));
    if (amount.compare(0) > 0) moves.push(...household.moves(standing, amount, context));
  }
}

/** What the maximum, limits and other payers changed of the plan's payment changes what is left of a bound. */
function fillBounds({ context, moves }: LineWork, { plan, byShares }: Settled): void {
  const amount = plan.sub(byShares.plan);
  if (amount.equals(0)) return;
  for (const account of new Set(byShares.bounds)) moves.push({ account, date: context.line.date, amount });
}

/** Units of a line for which the plan pays nothing do not count, where the convention says so. */
function dropUnits({ moves, benefits }: LineWork): void {
  const isOfUnits = (account: string): boolean => {
    const index = /\|limit (\d+)\|/.exec(account)?.[1];
    return index !== undefined && typeof benefits.limits[Number(index)]?.of !== "string";
  };
  const kept = moves.filter(({ account }) => !isOfUnits(account));
  moves.length = 0;
  moves.push(...kept);
}
