import type Fraction from "fraction.js";
import { dollars, max, min, ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Funding } from "./types.js";
import type { YearFacts } from "./year-facts.js";

type Retro = NonNullable<Funding["retro"]>;

/** The premium of a year that is known when the year is over, and how it comes about. */
export interface YearPremium {
  readonly amount: Fraction;
  /** What has been paid of it in the year. */
  readonly deposits: Fraction;
  readonly trace: readonly TraceStep[];
}

/**
 * The premium of one member or of all: what is needed beside the deposits, within the least and the most that it may
 * be. `needed` is above zero where the deposits fall short. Nothing where the retro has no such premium.
 */
export function premiumOf(
  facts: YearFacts,
  retro: Retro,
  member: string | undefined,
  needed: Fraction,
): YearPremium | undefined {
  if (!retro.premium) return undefined;
  const bound = (amount: Retro["retention"]): Fraction | undefined =>
    amount && facts.settlement.amounts.rounded(facts.amount(amount, member));
  const least = bound(retro.premium.minimum);
  const most = bound(retro.premium.maximum);
  if (least && most && least.compare(most) > 0)
    return refuse(
      "retro premium",
      `The minimum premium of the year is ${dollars(least)}, and the maximum ${dollars(most)}.`,
    );
  const deposits = facts.deposit(member);
  const due = deposits.add(needed);
  const atLeast = least ? max(due, least) : due;
  const amount = most ? min(atLeast, most) : atLeast;
  const step = (text: string, of: Fraction, line = "") => facts.settlement.step(text, `/retro${line}`, of);
  const over = needed.compare(0) < 0;
  const retention = retentionOf(facts, retro);
  const kept = retention.equals(0) ? "" : `; retention of ${dollars(retention)} is among it`;
  const trace = [
    step(
      `${whose(facts, retro, member)}${dollars(deposits)} of deposits ${over ? "less" : "and"} ${dollars(needed.abs())} ${over ? "left over" : "short"}: the year comes to ${dollars(due)}${member === undefined ? kept : ""}`,
      due,
    ),
    ...(amount.compare(due) > 0 ? [step("at least the minimum premium", amount, "/premium/minimum")] : []),
    ...(amount.compare(due) < 0 ? [step("at most the maximum premium", amount, "/premium/maximum")] : []),
    step(`premium of ${dollars(amount)} less ${dollars(deposits)} of deposits`, amount.sub(deposits)),
  ];
  return { amount, deposits, trace };
}

const whose = ({ settlement }: YearFacts, { among }: Retro, member: string | undefined): string => {
  const { name } = settlement.actor(among, member);
  return name === among ? "" : `${name}: `;
};

/** What the party of a retro keeps of a year beside claims, and how it comes about. */
export function retentionOf(facts: YearFacts, retro: Retro): Fraction {
  return retro.retention ? facts.settlement.amounts.rounded(facts.amount(retro.retention, undefined)) : ZERO;
}
