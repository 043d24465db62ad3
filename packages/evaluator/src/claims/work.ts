import type Fraction from "fraction.js";
import { dollars, exact } from "../exact.js";
import type { Prepared } from "../prepare.js";
import { refuse } from "../refusal.js";
import type { TraceStep } from "../trace.js";
import type { Move } from "./accounts.js";
import { readCount } from "./amounts.js";
import type { Household, LineContext } from "./household.js";
import type { Settled } from "./maximum.js";
import type { Benefits } from "./plan.js";
import { MEASURED, pluralOf } from "./units.js";

type Source = Pick<TraceStep, "source" | "cites">;

/** A line under way: what is known of it, and what was found so far. Its accounts are moved when it is done. */
export class LineWork {
  readonly trace: TraceStep[] = [];
  readonly moves: Move[] = [];
  /** Units that are covered, where a limit leaves some out. */
  readonly covered = new Map<string, Fraction>();

  constructor(
    readonly book: Prepared,
    readonly household: Household,
    readonly context: LineContext,
    readonly charge: Fraction,
  ) {}

  get benefits(): Benefits {
    return this.context.plan.benefits;
  }

  /** Rounds as the program says. */
  get toCent(): (value: Fraction) => Fraction {
    return this.household.toCent;
  }

  /** Whether a limit or a rule is for the service and the network of the line. */
  concerns({
    services,
    networks,
  }: {
    readonly services: readonly string[];
    readonly networks: readonly string[];
  }): boolean {
    const { lineage, network } = this.context;
    const forService = services.length === 0 || services.some((service) => lineage.includes(service));
    return forService && (networks.length === 0 || (network !== undefined && networks.includes(network)));
  }

  /** How many units of a kind the line has, as far as they are covered. */
  readonly units = (unit: string): Fraction => this.covered.get(unit) ?? this.said(unit);

  private said(unit: string): Fraction {
    const { line } = this.context;
    const plural = pluralOf(unit);
    const text = line.units?.[plural] ?? line.units?.[unit];
    if (text !== undefined) return readCount(plural, text);
    if (MEASURED.includes(unit)) return refuse(plural, `Nothing says how many ${plural} this line is for.`);
    return exact("1");
  }

  /** Gives the member an amount over a limit; answers what is left. */
  over(settled: Settled, amount: Fraction, text: string, left: Fraction, source: Source): Fraction {
    if (amount.compare(0) <= 0) return left;
    settled.paid.push({ part: "over_limit", amount });
    const after = left.sub(amount);
    this.trace.push({
      text,
      amount: dollars(amount),
      before: dollars(left),
      after: dollars(after),
      ...source,
    });
    return after;
  }
}
