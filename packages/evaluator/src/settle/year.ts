import type Fraction from "fraction.js";
import { ZERO } from "../exact.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import { aggregateOf } from "./aggregate.js";
import { type ContractYear, monthText } from "./calendar.js";
import { paidShares } from "./layers.js";
import { type Reserve, reserveDue } from "./reserves.js";
import { type MemberResult, settleRetro } from "./retro.js";
import { retentionOf } from "./retro-premium.js";
import type { Settlement } from "./settlement.js";
import type { Movement } from "./types.js";
import { YearFacts } from "./year-facts.js";

/** A reserve at the end of a year. */
export interface HeldReserve {
  readonly id: string;
  /** What it should hold. */
  readonly due: Fraction;
  readonly held: Fraction;
  readonly fromSurplus: Fraction;
  readonly fromRetro: Fraction;
  readonly trace: readonly TraceStep[];
}

export interface Premium {
  readonly amount: Fraction;
  readonly trace: readonly TraceStep[];
}

/** A whole contract year, settled. */
export interface SettledYear extends ContractYear {
  readonly movements: readonly Movement[];
  /** Of the party whose result is shared; absent without a retro. */
  readonly surplus: Fraction | undefined;
  /** Of each member, where it is charged with its own claims. */
  readonly results: readonly MemberResult[];
  /** The premium that is known at the end of the year; absent where the retro has none between bounds. */
  readonly premium: Premium | undefined;
  /** What the party of the retro keeps beside claims. */
  readonly retention: Fraction;
  readonly reserves: readonly HeldReserve[];
  /** Of the aggregate stop-loss. */
  readonly attachment: Fraction | undefined;
  readonly remarks: readonly string[];
}

/** A reserve before anything is paid for it. */
export interface ReserveNeed {
  readonly reserve: Reserve;
  readonly due: Fraction;
  /** What it held when the year began. */
  readonly before: Fraction;
  /** Whether the year charges it: what is charged once is charged in the first. */
  readonly charges: boolean;
  readonly trace: readonly TraceStep[];
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
  private readonly facts: YearFacts;
  private readonly remarks: string[] = [];

  constructor(
    private readonly settlement: Settlement,
    private readonly year: ContractYear,
    private readonly before: SettledYear | undefined,
  ) {
    this.facts = new YearFacts(settlement, year);
  }

  settle(): SettledYear {
    const { reserves, retro } = this.settlement.funding;
    const aggregate = aggregateOf(this.facts);
    const movements = aggregate?.movements ?? [];
    // Without a retro nothing pays for a reserve but the party that sets it aside.
    const wanted = reserves.filter(({ setAsideBy }) => retro !== undefined || setAsideBy !== undefined);
    const needs = wanted.map((reserve) => this.need(reserve));
    const aside = needs.filter(({ reserve }) => reserve.setAsideBy !== undefined);
    const held = aside.map(
      ({ reserve, due, trace }): HeldReserve => ({
        id: reserve.id,
        due,
        held: due,
        fromSurplus: ZERO,
        fromRetro: ZERO,
        trace,
      }),
    );
    const common = { ...this.year, attachment: aggregate?.attachment, remarks: this.remarks };
    if (!retro) {
      const none = { surplus: undefined, results: [], premium: undefined, retention: ZERO };
      return { ...common, ...none, movements, reserves: held };
    }
    const retention = retentionOf(this.facts, retro);
    const surplus = this.resultOf(retro.of, aside, movements).sub(retention);
    const charged = needs.filter(({ reserve }) => reserve.setAsideBy === undefined);
    const settled = settleRetro(this.facts, retro, surplus, charged);
    const order = reserves.map(({ id }) => id);
    const all = [...held, ...settled.reserves].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
    return {
      ...common,
      movements: [...movements, ...settled.movements],
      surplus,
      results: settled.results,
      premium: settled.premium,
      retention,
      reserves: all,
    };
  }

  private need(reserve: Reserve): ReserveNeed {
    const charges = !reserve.once || this.facts.isFirst;
    const { setAsideBy, id } = reserve;
    const changes = setAsideBy === undefined || setAsideBy === this.settlement.funding.retro?.of;
    const before = changes || !charges ? this.heldBefore(reserve) : ZERO;
    if (!charges) {
      const due = this.before?.reserves.find((one) => one.id === id)?.due ?? before;
      return { reserve, due, before, charges, trace: [] };
    }
    const { remarks, ...due } = reserveDue(this.facts, reserve);
    this.remarks.push(...remarks);
    return { reserve, before, charges, ...due };
  }

  /** What a party received less what it paid and set aside, claims among it. */
  private resultOf(party: string, aside: readonly ReserveNeed[], movements: readonly Movement[]): Fraction {
    const { settlement, facts } = this;
    const moved = [...settlement.movements.filter((one) => facts.holds(one)), ...movements];
    let result = ZERO;
    for (const { what, fromParty, toParty, amount } of moved) {
      if (what === "prefund") continue;
      if (toParty === party) result = result.add(amount);
      if (fromParty === party) result = result.sub(amount);
    }
    for (const payment of settlement.payments)
      if (facts.holds(payment))
        result = result.sub(paidShares(settlement.funding, payment).get(party) ?? ZERO);
    for (const { reserve, due, before } of aside)
      if (reserve.setAsideBy === party) result = result.sub(due.sub(before));
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
}
