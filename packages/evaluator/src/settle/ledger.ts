import type Fraction from "fraction.js";
import { dollars, ZERO } from "../exact.js";
import type { TraceStep } from "../trace.js";
import type { Month } from "./calendar.js";
import type { Movement } from "./types.js";

/** Who moves money: a party, and the member that stands for it where the party is each member of a pool. */
export interface Actor {
  readonly party: string;
  readonly name: string;
}

/**
 * What passes between parties. A movement of a month is what has become due by its end, rounded, less what was due
 * before: so the months of a year add up to the year, however a month is split into rows.
 */
export class Ledger {
  private readonly list: Movement[] = [];
  private readonly due = new Map<string, { readonly exact: Fraction; readonly moved: Fraction }>();

  constructor(private readonly round: (amount: Fraction) => Fraction) {}

  get movements(): readonly Movement[] {
    return this.list;
  }

  /** Adds an exact amount to what is due under a key; answers what it moves. */
  accrue(
    key: string,
    line: {
      readonly month: Month;
      readonly what: string;
      readonly from: Actor;
      readonly to: Actor;
    },
    amount: Fraction,
    steps: readonly TraceStep[],
  ): Fraction {
    const before = this.due.get(key) ?? { exact: ZERO, moved: ZERO };
    const total = before.exact.add(amount);
    const rounded = this.round(total);
    const moved = rounded.sub(before.moved);
    this.due.set(key, { exact: total, moved: rounded });
    const { from, to, ...rest } = line;
    const trace = moved.equals(amount) ? steps : [...steps, roundedStep(amount, moved)];
    this.list.push({
      ...rest,
      from: from.name,
      to: to.name,
      fromParty: from.party,
      toParty: to.party,
      amount: moved,
      trace,
    });
    return moved;
  }
}

const roundedStep = (amount: Fraction, moved: Fraction): TraceStep => ({
  text: `${dollars(amount)}, rounded with the months of the year before it`,
  amount: dollars(moved),
});
