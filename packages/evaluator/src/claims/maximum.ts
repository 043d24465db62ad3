import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import type { Prepared } from "../prepare.js";
import type { TraceStep } from "../trace.js";
import type { Household, LineContext } from "./household.js";
import type { Accumulator } from "./plan.js";
import type { Paid, Part } from "./steps.js";

/** What the shares of a line came to. */
export interface Settled {
  readonly paid: Paid[];
  plan: Fraction;
  written: Fraction;
  /** What the plan pays by the shares alone, and the accounts of their bounds that this went into. */
  byShares: { readonly plan: Fraction; readonly bounds: readonly string[] };
  /** What the plan may pay at most, as its bounds say. */
  most: Fraction | undefined;
}

/** Takes an amount from what the member paid: the last payment gives way first. */
export function giveWay(
  paid: Paid[],
  amount: Fraction,
  concerns: (part: Part) => boolean,
  given: (one: Paid, less: Fraction) => void = () => undefined,
): void {
  let left = amount;
  for (let i = paid.length - 1; i >= 0 && left.compare(0) > 0; i--) {
    const one = paid[i];
    if (!one || !concerns(one.part)) continue;
    const less = min(one.amount, left);
    one.amount = one.amount.sub(less);
    given(one, less);
    left = left.sub(less);
  }
}

/** What a maximum leaves of the parts that it counts is the plan's. */
export function cutAtMaximum(
  settled: Settled,
  household: Household,
  context: LineContext,
  book: Prepared,
  trace: TraceStep[],
): void {
  for (const { accumulator, plan, room } of household.holding(context, "out_of_pocket_maximum")) {
    if (!room) continue;
    const counts = countsOf(accumulator, book);
    const counted = sumOf(settled.paid, counts);
    const excess = max(ZERO, counted.sub(room));
    if (excess.equals(0)) continue;
    giveWay(
      settled.paid,
      excess,
      (part) => counts.has(part),
      (one, less) => {
        // What the plan takes over of a step without a bound, no bound of another step holds back.
        if (settled.most && !one.isBound) settled.most = settled.most.add(less);
      },
    );
    settled.plan = settled.plan.add(excess);
    trace.push({
      text: `${accumulator.name}: the plan pays what is above`,
      amount: dollars(excess),
      before: dollars(counted),
      after: dollars(room),
      ...plan.source("accumulators", plan.benefits.accumulators.indexOf(accumulator)),
    });
  }
}

/** What the plan may not pay is the member's, over the limit. */
export function limitPayment(
  settled: Settled,
  most: Fraction,
  text: string,
  trace: TraceStep[],
  source: Pick<TraceStep, "source" | "cites">,
): void {
  const over = max(ZERO, settled.plan.sub(most));
  if (over.equals(0)) return;
  const before = settled.plan;
  settled.plan = before.sub(over);
  settled.paid.push({ part: "over_limit", amount: over });
  trace.push({
    text,
    amount: dollars(over),
    before: dollars(before),
    after: dollars(settled.plan),
    ...source,
  });
}

export const sumOf = (paid: readonly Paid[], parts: ReadonlySet<Part>): Fraction =>
  paid.reduce((sum, { part, amount }) => (parts.has(part) ? sum.add(amount) : sum), ZERO);

/** The parts that a maximum counts: its own, or those of the convention. */
export function countsOf({ counts }: Accumulator, book: Prepared): ReadonlySet<Part> {
  if (counts.length > 0) return new Set(counts);
  const reading = book.conventions.out_of_pocket_maximum?.reading;
  return new Set((reading?.split("_") ?? []) as Part[]);
}
