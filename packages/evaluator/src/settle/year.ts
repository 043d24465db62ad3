import type Fraction from "fraction.js";
import { decimal, dollars, exact, max, min, ZERO } from "../exact.js";
import { testOf } from "../expressions.js";
import { holds } from "../inputs.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { type ContractYear, monthText } from "./calendar.js";
import { above, type Settlement } from "./settlement.js";
import { policyOf } from "./specific.js";
import type { Amount, Funding, Movement, Payment } from "./types.js";

type Reserve = Funding["reserves"][number];

/** A reserve at the end of a year. */
export interface HeldReserve {
  readonly id: string;
  /** What it should hold. */
  readonly due: Fraction;
  readonly held: Fraction;
  readonly fromSurplus: Fraction;
  readonly fromRetro: Fraction;
}

/** A whole contract year, settled. */
export interface SettledYear extends ContractYear {
  readonly movements: readonly Movement[];
  /** Of the party whose result is shared; absent without a retro. */
  readonly surplus: Fraction | undefined;
  readonly reserves: readonly HeldReserve[];
  /** Of the aggregate stop-loss. */
  readonly attachment: Fraction | undefined;
}

/** Settles a whole contract year: aggregate stop-loss, reserves, retro, in this order. */
export function settleYear(
  settlement: Settlement,
  year: ContractYear,
  before: SettledYear | undefined,
): SettledYear {
  return new YearEnd(settlement, year, before).settle();
}

class YearEnd {
  private readonly movements: Movement[] = [];

  constructor(
    private readonly settlement: Settlement,
    private readonly year: ContractYear,
    private readonly before: SettledYear | undefined,
  ) {}

  settle(): SettledYear {
    const attachment = this.aggregate();
    const { funding } = this.settlement;
    const setAside = funding.reserves.filter(({ setAsideBy }) => setAsideBy !== undefined);
    const aside = setAside.map((reserve): HeldReserve => {
      const due = this.reserveDue(reserve);
      return { id: reserve.id, due, held: due, fromSurplus: ZERO, fromRetro: ZERO };
    });
    const { retro } = funding;
    if (!retro) return this.done(undefined, aside, attachment);
    const surplus = this.resultOf(retro.of, setAside, aside);
    const paid = this.retro(retro, surplus);
    return this.done(surplus, [...aside, ...paid], attachment);
  }

  private done(
    surplus: Fraction | undefined,
    reserves: readonly HeldReserve[],
    attachment: Fraction | undefined,
  ): SettledYear {
    const order = new Map(this.settlement.funding.reserves.map(({ id }, i) => [id, i]));
    const sorted = [...reserves].sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
    return { ...this.year, movements: this.movements, surplus, reserves: sorted, attachment };
  }

  private get isFirstYear(): boolean {
    return this.year.first === this.settlement.calendar.first;
  }

  private isInYear({ month }: { readonly month: number }): boolean {
    return month >= this.year.first && month <= this.year.last;
  }

  private add(
    what: string,
    flow: { readonly from: string; readonly to: string },
    member: string | undefined,
    amount: Fraction,
    trace: readonly TraceStep[],
  ): void {
    const from = this.settlement.actor(flow.from, member);
    const to = this.settlement.actor(flow.to, member);
    this.movements.push({
      month: this.year.last,
      what,
      from: from.name,
      to: to.name,
      fromParty: from.party,
      toParty: to.party,
      amount,
      trace,
    });
  }

  /** Of an amount of the year: the months in which it is due, or a share of what the year deposited. */
  private amount(amount: Amount, member: string | undefined): Fraction {
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
    return this.settlement.charges
      .filter(
        (one) =>
          one.what === "deposit" && this.isInYear(one) && (member === undefined || one.from === member),
      )
      .reduce((sum, { amount }) => sum.add(amount), ZERO);
  }

  /** Moves what the aggregate stop-loss reimburses; answers where it attaches. */
  private aggregate(): Fraction | undefined {
    const { funding, told, memberParty, amounts } = this.settlement;
    const { aggregate } = funding;
    if (!aggregate) return undefined;
    let attachment = ZERO;
    for (const member of aggregate.to === memberParty ? told.members : [undefined]) {
      const kept = this.attachment(member);
      attachment = attachment.add(kept);
      const counted = this.counted(member);
      const most = aggregate.most && amounts.figure(aggregate.most, this.year.first);
      const due = amounts.rounded(above(counted, kept, most));
      if (due.equals(0)) continue;
      const limit = most && due.equals(most) ? `, at most ${dollars(most)}` : "";
      const text = `${dollars(counted)} of ${aggregate.counts.join(" and ")}, over ${dollars(kept)}${limit}`;
      const trace = [this.settlement.step(text, "/aggregate", due)];
      this.add("aggregate stop-loss", aggregate, member, due, trace);
    }
    return attachment;
  }

  private attachment(member: string | undefined): Fraction {
    const { amounts } = this.settlement;
    const { aggregate } = this.settlement.funding;
    if (!aggregate) return ZERO;
    const amount = attachingLine(this.settlement, this.year.first);
    const least = aggregate.least && amounts.figure(aggregate.least, this.year.first);
    const kept = amounts.rounded(this.amount(amount, member));
    return least ? max(kept, least) : kept;
  }

  /** What counts toward the aggregate stop-loss: what the reimbursed party bore, after the specific one. */
  private counted(member: string | undefined): Fraction {
    const { funding, payments, calendar } = this.settlement;
    const { aggregate, specific } = funding;
    if (!aggregate) return ZERO;
    const policy = calendar.yearStart(this.year.first);
    const own = (one: { readonly member: string }) => member === undefined || one.member === member;
    let total = ZERO;
    if (aggregate.counts.includes("claims")) {
      for (const payment of payments) {
        const share = payment.shares.get(aggregate.to) ?? ZERO;
        const counts =
          !share.equals(0) && own(payment) && policyOf(aggregate.basis, payment, calendar) === policy;
        if (!counts) continue;
        const reimbursed = specific?.to === aggregate.to ? this.settlement.reimbursedOf(payment) : ZERO;
        total = total.add(share).sub(reimbursed);
      }
    }
    if (aggregate.counts.includes("administration")) {
      for (const one of this.settlement.charges)
        if (
          one.what === "administration" &&
          this.isInYear(one) &&
          one.fromParty === aggregate.to &&
          (member === undefined || one.from === member)
        )
          total = total.add(one.amount);
    }
    return total;
  }

  /** What a party bore of the claims paid in the year, before stop-loss. */
  private borne(party: string): Fraction {
    return this.settlement.payments
      .filter((payment) => this.isInYear(payment))
      .reduce((sum, { shares }) => sum.add(shares.get(party) ?? ZERO), ZERO);
  }

  /** What a party received less what it paid, bore and set aside. */
  private resultOf(party: string, setAside: readonly Reserve[], aside: readonly HeldReserve[]): Fraction {
    const moved = [...this.settlement.movements.filter((one) => this.isInYear(one)), ...this.movements];
    let result = ZERO;
    for (const { what, fromParty, toParty, amount } of moved) {
      if (what === "prefund") continue;
      if (toParty === party) result = result.add(amount);
      if (fromParty === party) result = result.sub(amount);
    }
    result = result.sub(this.borne(party));
    for (const [i, reserve] of setAside.entries()) {
      if (reserve.setAsideBy !== party) continue;
      result = result.sub((aside[i]?.held ?? ZERO).sub(this.heldBefore(reserve)));
    }
    return result;
  }

  /** What a reserve held when the year began. With the program nothing has begun before. */
  private heldBefore({ id }: Reserve): Fraction {
    const { told, calendar } = this.settlement;
    const before = this.before?.last === this.year.first - 1 ? this.before : undefined;
    const known = before?.reserves.find((reserve) => reserve.id === id)?.held ?? told.opening.get(id);
    if (known) return known;
    if (this.year.first === calendar.first) return ZERO;
    return refuse(
      `opening ${id}`,
      `Nothing says what the reserve ${id} held before ${monthText(this.year.first)}.`,
    );
  }

  /** What a reserve should hold at the end of the year. */
  private reserveDue(reserve: Reserve): Fraction {
    const { amounts, funding } = this.settlement;
    if (reserve.once && !this.isFirstYear)
      return this.before?.reserves.find(({ id }) => id === reserve.id)?.due ?? this.heldBefore(reserve);
    const party = reserve.setAsideBy ?? funding.retro?.of ?? "";
    if (!reserve.amount) return amounts.rounded(this.unpaid(reserve, party));
    const { amount } = reserve;
    const months = this.year.last - this.year.first + 1;
    if (amount.kind === "months")
      return amounts.rounded(this.borne(party).mul(exact(amount.months)).div(months));
    if (amount.kind === "share" && amount.of === "paid_claims")
      return amounts.rounded(amounts.figure(amount.share, this.year.first).mul(this.borne(party)));
    return amounts.rounded(this.amount(amount, undefined));
  }

  /** Claims that are incurred and not paid, by how much of a month's claims is paid after so many months. */
  private unpaid({ completion, id }: Reserve, party: string): Fraction {
    const due = (payment: Payment): Fraction => {
      const { incurred } = payment;
      const share = payment.shares.get(party) ?? ZERO;
      if (share.equals(0)) return ZERO;
      if (incurred === undefined)
        return refuse(
          "incurred",
          `The reserve ${id} needs the month in which claims were incurred, and a row does not say it.`,
        );
      const age = exact(String(this.year.last - incurred));
      const band = completion.find(({ range }) => holds(range, age));
      if (!band)
        return refuse(id, `The reserve ${id} does not say how much is paid after ${decimal(age)} months.`);
      const paid = exact(band.share).div(100);
      return share.div(paid).sub(share);
    };
    return this.settlement.payments
      .filter(({ month }) => month <= this.year.last)
      .reduce((sum, payment) => sum.add(due(payment)), ZERO);
  }

  /** Pays reserves from the surplus, then calls what is short and returns what is over. */
  private retro(retro: NonNullable<Funding["retro"]>, result: Fraction): HeldReserve[] {
    const reserves = this.settlement.funding.reserves.filter(({ setAsideBy }) => setAsideBy === undefined);
    const needs = reserves.map((reserve) => {
      const due = this.reserveDue(reserve);
      const before = this.heldBefore(reserve);
      const charged = !reserve.once || this.isFirstYear;
      return { reserve, due, before, need: charged ? due.sub(before) : ZERO };
    });
    // A reserve that holds too much gives it back to the result: to a deficit first.
    const released = needs.reduce((sum, { need }) => sum.add(max(need.neg(), ZERO)), ZERO);
    const deficit = max(result.add(released).neg(), ZERO);
    let left = max(result.add(released), ZERO);
    let call = deficit;
    const wanted = needs.map(({ reserve, due, before, need }) => {
      const { id, paidFrom } = reserve;
      if (need.compare(0) <= 0)
        return { id, due, before: before.add(need), fromSurplus: ZERO, fromRetro: ZERO };
      const fromSurplus = paidFrom.includes("surplus") ? min(left, need) : ZERO;
      left = left.sub(fromSurplus);
      const fromRetro = paidFrom.includes("retro") ? need.sub(fromSurplus) : ZERO;
      call = call.add(fromRetro);
      return { id, due, before, fromSurplus, fromRetro };
    });
    const called = this.limited(retro.calls, call);
    const returned = this.limited(retro.returns, left);
    this.share(retro, "retro call", called, `deficit and reserves of ${dollars(call)}`);
    this.share(retro, "retro return", returned, `surplus of ${dollars(left)}`);
    // A call that is limited makes good the deficit first, then the reserves in order.
    let available = max(called.sub(deficit), ZERO);
    return wanted.map(({ id, due, before, fromSurplus, fromRetro }) => {
      const got = min(fromRetro, available);
      available = available.sub(got);
      return { id, due, held: before.add(fromSurplus).add(got), fromSurplus, fromRetro: got };
    });
  }

  private limited(use: NonNullable<Funding["retro"]>["calls"], amount: Fraction): Fraction {
    if (use.kind === "nothing") return ZERO;
    if (!use.most) return amount;
    return min(amount, this.settlement.amounts.rounded(this.amount(use.most, undefined)));
  }

  /** Splits a call or a return among the members, in proportion; one of them takes the odd cent. */
  private share(retro: NonNullable<Funding["retro"]>, what: string, total: Fraction, words: string): void {
    if (total.equals(0)) return;
    const { told, amounts } = this.settlement;
    const weights = told.members.map((member) => ({ member, weight: this.weight(retro.by, member) }));
    const sum = weights.reduce((all, { weight }) => all.add(weight), ZERO);
    if (sum.equals(0))
      refuse(what, `${dollars(total)} are shared by ${retro.by.replace("_", " ")}, of which there is none.`);
    const ordered = [...weights].sort((a, b) => b.weight.compare(a.weight) || (a.member < b.member ? -1 : 1));
    const taker = retro.oddCent === "largest_share" ? ordered[0] : ordered[ordered.length - 1];
    const shares = new Map(
      weights.map(({ member, weight }) => [member, amounts.rounded(total.mul(weight).div(sum))]),
    );
    const others = weights.filter(({ member }) => member !== taker?.member);
    const rest = others.reduce((left, { member }) => left.sub(shares.get(member) ?? ZERO), total);
    for (const { member, weight } of weights) {
      const amount = member === taker?.member ? rest : (shares.get(member) ?? ZERO);
      const basis = retro.by === "employees" ? decimal(weight) : dollars(weight);
      const all = retro.by === "employees" ? decimal(sum) : dollars(sum);
      const trace = [
        this.settlement.step(
          `${words}; ${dollars(total)} shared by ${retro.by.replace("_", " ")}: ${basis} of ${all}`,
          "/retro",
          amount,
        ),
      ];
      const call = what === "retro call";
      const flow = call ? { from: retro.among, to: retro.of } : { from: retro.of, to: retro.among };
      this.add(what, flow, member, amount, trace);
    }
  }

  private weight(by: NonNullable<Funding["retro"]>["by"], member: string): Fraction {
    if (by === "deposit")
      return this.deposit(this.settlement.actor(this.settlement.memberParty ?? "", member).name);
    const { basis } = this.settlement;
    let total = ZERO;
    for (let month = this.year.first; month <= this.year.last; month++)
      total = total.add(by === "employees" ? basis.employees(month, member) : basis.claims(month, member));
    return total;
  }
}

/** The line of an aggregate stop-loss that holds: one and no other. */
export function attachingLine(
  settlement: Pick<Settlement, "funding" | "amounts" | "book" | "path">,
  month: number,
): Amount {
  const { funding, amounts, book } = settlement;
  const lines = funding.aggregate?.attaches ?? [];
  const ask = amounts.askOn(month);
  const holding = lines.filter(({ when }) => !when || testOf(when, book)(ask, undefined));
  const [only, second] = holding;
  if (only && !second) return only.amount;
  return refuse(
    "aggregate attachment",
    only
      ? `Two lines say where the aggregate stop-loss of ${funding.id} attaches.`
      : `No line says where the aggregate stop-loss of ${funding.id} attaches.`,
  );
}
