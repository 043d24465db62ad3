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
  private deposited: Map<string, Fraction> | undefined;

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
    if (!this.deposited) {
      this.deposited = new Map();
      for (const one of this.settlement.charges)
        if (one.what === "deposit" && this.holds(one)) add(this.deposited, one.from, one.amount);
    }
    if (member === undefined) return [...this.deposited.values()].reduce((sum, one) => sum.add(one), ZERO);
    const { name } = this.settlement.actor(this.settlement.memberParty ?? "", member);
    return this.deposited.get(name) ?? ZERO;
  }

  /** What a party bears of the claims paid in the year, before stop-loss. */
  borne(party: string): Fraction {
    return this.settlement.payments
      .filter((payment) => this.holds(payment))
      .reduce((sum, { shares }) => sum.add(shares.get(party) ?? ZERO), ZERO);
  }

  /** By member, what a party bears of the claims of the year that another has paid for it. */
  retained(party: string): ReadonlyMap<string, Fraction> {
    const found = new Map<string, Fraction>();
    for (const payment of this.settlement.payments) {
      if (!this.holds(payment)) continue;
      const share = retainedShares(this.settlement.funding, payment.shares).get(party);
      if (share) add(found, payment.member, share);
    }
    return found;
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

const add = (to: Map<string, Fraction>, name: string, amount: Fraction): void => {
  to.set(name, (to.get(name) ?? ZERO).add(amount));
};
