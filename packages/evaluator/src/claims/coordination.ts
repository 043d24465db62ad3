import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import { giveWay, type Settled } from "./maximum.js";
import type { Benefits } from "./plan.js";
import type { LineWork } from "./work.js";

export type Manner = Benefits["coordination"][number]["manner"];

/** How the plan is coordinated with another payer, for the member of a line. */
export function mannerOf({ context, benefits }: LineWork): Manner {
  const { plan, ask } = context;
  const all = benefits.coordination;
  const found =
    all.find(({ when }) => when && plan.test(when)(ask, plan.coverage)) ?? all.find(({ when }) => !when);
  return (
    found?.manner ?? refuse("other_paid", `Nothing says how ${plan.name} is coordinated with another payer.`)
  );
}

/**
 * What is left to pay after another payer. `standard`: the plan pays what it would pay alone, at most what is left;
 * `carve_out`: that, less what the other paid. Under `maintenance` the shares were of what is left already.
 */
export function coordinate(
  { trace }: LineWork,
  settled: Settled,
  other: Fraction,
  manner: Manner | undefined,
): void {
  if (!manner || manner === "maintenance") return;
  const before = settled.plan;
  const owed = settled.paid.reduce((sum, { amount }) => sum.add(amount), ZERO);
  const left = max(ZERO, owed.add(before).sub(other));
  settled.plan = manner === "standard" ? min(before, left) : max(ZERO, before.sub(other));
  const member = min(owed, max(ZERO, left.sub(settled.plan)));
  giveWay(settled.paid, owed.sub(member), () => true);
  trace.push({
    text: `another payer paid ${dollars(other)}`,
    amount: dollars(before.sub(settled.plan)),
    before: dollars(before),
    after: dollars(settled.plan),
  });
}
