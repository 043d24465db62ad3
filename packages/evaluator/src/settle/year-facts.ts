import type Fraction from "fraction.js";
import { ZERO } from "../exact.js";
import type { TraceStep } from "../trace.js";
import type { ContractYear, Month } from "./calendar.js";
import { retainedShares } from "./layers.js";
import type { Settlement } from "./settlement.js";
import type { Amount, Funding, Movement } from "./types.js";

type RetroBasis = NonNullable<Funding["retro"]>["by"];

/** What the months of one contract year come to: for what is settled when it ends. */
export class YearFacts {
  constructor(
    readonly settlement: Settlement,
    readonly year: ContractYear,
  ) {}

  get isFirst(): boolean {
    return this.year.first === this.settlement.calendar.first;
  }

  holds({ month }: { readonly month: Month }): boolean {
    return month >= this.year.first && month <= this.year.last;
  }

  /** Of an amount of the year: the months in which it is due, or a share of what the year deposited. */
  amount(amount: Amount, member: string | undefined): Fraction {
    const { amounts, basis } = this.settlement;
    if (amount.kind === "share" && amount.of === "deposit")
      return amounts.figure(amount.share, this.year.first).mul(this.deposit(member));
    if (amount.kind === "figure" && amount.each === undefined)
      return amounts.figure(amount.value, this.year.first);
    let total = ZERO;
    for (let month = this.year.first; month <= this.year.last; month++)
      total = total.add(amounts.due(amount, month, member, basis)?.amount ?? ZERO);
    return total;
  }

  /** What was deposited in the year, by one member or by all. */
  deposit(member: string | undefined): Fraction {
    const name =
      member === undefined
        ? undefined
        : this.settlement.actor(this.settlement.memberParty ?? "", member).name;
    return this.settlement.charges
      .filter((one) => one.what === "deposit" && this.holds(one) && (name === undefined || one.from === name))
      .reduce((sum, { amount }) => sum.add(amount), ZERO);
  }

  /** What a party bears of the claims paid in the year, before stop-loss. */
  borne(party: string): Fraction {
    return this.settlement.payments
      .filter((payment) => this.holds(payment))
      .reduce((sum, { shares }) => sum.add(shares.get(party) ?? ZERO), ZERO);
  }

  /** What a member is to be charged with: what it bears of the claims that were paid for it in the year. */
  retained(party: string, member: string): Fraction {
    const { funding, payments } = this.settlement;
    return payments
      .filter((payment) => this.holds(payment) && payment.member === member)
      .reduce((sum, { shares }) => sum.add(retainedShares(funding, shares).get(party) ?? ZERO), ZERO);
  }

  /** What decides the part of a member in what all of them share. */
  weight(by: RetroBasis, member: string): Fraction {
    if (by === "deposit") return this.deposit(member);
    const { basis } = this.settlement;
    let total = ZERO;
    for (let month = this.year.first; month <= this.year.last; month++)
      total = total.add(by === "employees" ? basis.employees(month, member) : basis.claims(month, member));
    return total;
  }

  /** Money that passes when the year ends. */
  movement(
    what: string,
    flow: { readonly from: string; readonly to: string },
    member: string | undefined,
    amount: Fraction,
    trace: readonly TraceStep[],
  ): Movement {
    const from = this.settlement.actor(flow.from, member);
    const to = this.settlement.actor(flow.to, member);
    return {
      month: this.year.last,
      what,
      from: from.name,
      to: to.name,
      fromParty: from.party,
      toParty: to.party,
      amount,
      trace,
    };
  }
}
