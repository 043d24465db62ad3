import type { Condition, Expression } from "@planwright/ratebook";
import { Ask } from "../../ask.js";
import { max, round, exact, ZERO } from "../../exact.js";
import type { Figure, Test } from "../../expressions.js";
import type { Prepared } from "../../prepare.js";
import { Refusal } from "../../refusal.js";
import { factTexts } from "../household.js";
import type { PlanBenefits } from "../plan.js";
import type { Claim, ClaimLine, Fact } from "../types.js";
import { BEYOND, beyond, centsOf, countOf, type Ratio, ratioOf, REFUSED } from "./cents.js";
import type { PlanList } from "./routes.js";
import type { Straight } from "./straight.js";
import type { FastAccumulator } from "./terms.js";
import { Reaching, type Reach } from "./reach.js";

/** A condition of a plan, by its number in all memos. */
export interface FastTest {
  readonly index: number;
  readonly test: Test;
  readonly coverage: string;
  /** Whether it differs by the line, and is asked for each. */
  readonly isOfLine: boolean;
}

/** An amount or a number of units; a constant, the charge, or a figure that is asked for. */
export interface FastFigure {
  readonly kind: "constant" | "charge" | "facts" | "line";
  readonly value: number;
  readonly index: number;
  readonly figure: Figure;
  readonly coverage: string;
  readonly unit: "money" | "whole money" | "count";
}

/** A share; a constant, or one that is asked for. */
export interface FastShare {
  readonly constant: Ratio | undefined;
  readonly figure: Figure;
  readonly coverage: string;
}

/** A day that an input says. */
export interface FastDay {
  readonly id: string;
  readonly isOfLine: boolean;
}

const UNKNOWN = 0;
const YES = 1;
const NO = 2;
const NO_ANSWER = 3;

/** What is said of the inputs that plans ask for, and all that follows from it. Kept for the next line that says the same. */
export class FactSet {
  readonly tests: Uint8Array;
  /** NaN: not asked yet; `REFUSED_FIGURE`: asked and refused. */
  readonly figures: Float64Array;
  readonly ask: Ask;
  /** The accumulators that hold, by `Candidates.found`. */
  readonly held: (readonly FastAccumulator[] | undefined)[] = [];
  /** The plans that may pay, by the number of the cover. */
  readonly planned: (PlanList | undefined)[] = [];
  /** The straight way through a route, by its number; `null` where it has none. */
  readonly straight: (Straight | null | undefined)[] = [];

  constructor(
    readonly facts: readonly Fact[],
    values: Values,
  ) {
    this.tests = new Uint8Array(values.testCount);
    this.figures = new Float64Array(values.figureCount).fill(Number.NaN);
    const person: Record<string, Fact> = {};
    for (const [i, name] of values.names.entries()) person[name] = facts[i] ?? null;
    this.ask = new Ask(values.book, factTexts(person), values.book.program.effective.from);
  }
}

const REFUSED_FIGURE = Number.NEGATIVE_INFINITY;

/** Sets of facts that are kept at once. */
const MOST_SETS = 128;

type Facts = Readonly<Record<string, Fact>> | undefined;

/** A line under way, as far as values ask for it. */
export interface Asking {
  readonly claim: Claim;
  readonly line: ClaimLine | undefined;
  readonly member: string;
  readonly date: string;
  readonly charge: number;
  readonly set: FactSet;
}

/** All conditions and figures of the plans of a book, numbered. */
export class Values {
  private readonly reaching: Reaching;
  private sets: FactSet[] = [];
  private nextSet = 0;
  private lastSet: FactSet | undefined;
  private isSealed = false;
  testCount = 0;
  figureCount = 0;
  /** Inputs that values of facts read. */
  names: readonly string[] = [];

  constructor(readonly book: Prepared) {
    this.reaching = new Reaching(book);
  }

  /** From now on nothing more is followed. */
  seal(): void {
    this.names = [...this.reaching.inputs];
    this.isSealed = true;
  }

  test(c: Condition, plan: PlanBenefits): FastTest {
    const isOfLine = this.isSealed || this.reaching.ofCondition(c) === "line";
    return {
      index: isOfLine ? -1 : this.testCount++,
      test: plan.test(c),
      coverage: plan.coverage,
      isOfLine,
    };
  }

  optionalTest(c: Condition | undefined, plan: PlanBenefits): FastTest | undefined {
    return c && this.test(c, plan);
  }

  /** An amount of a plan, in whole cents and not below zero. */
  money(e: Expression, plan: PlanBenefits): FastFigure {
    return this.figure(e, plan, "money");
  }

  /** An amount that is shown as the plan says it: it needs no rounding. */
  wholeMoney(e: Expression, plan: PlanBenefits): FastFigure {
    return this.figure(e, plan, "whole money");
  }

  count(e: Expression, plan: PlanBenefits): FastFigure {
    return this.figure(e, plan, "count");
  }

  private figure(e: Expression, plan: PlanBenefits, unit: FastFigure["unit"]): FastFigure {
    const isCharge = e.op === "line" && this.book.book.rounding.to === "0.01";
    const figure = plan.figure(e);
    const kind = unit === "money" && isCharge ? "charge" : kindOf(this.reachOf(e));
    const { coverage } = plan;
    const value = kind === "constant" ? this.read({ figure, coverage, unit }, this.nobody()) : 0;
    return { kind, value, index: kind === "facts" ? this.figureCount++ : -1, figure, coverage, unit };
  }

  share(e: Expression, plan: PlanBenefits): FastShare {
    const figure = plan.figure(e);
    const { coverage } = plan;
    const constant =
      this.reachOf(e) === "nothing" ? ratioOf(asked(() => figure(this.nobody(), coverage))) : undefined;
    return { constant, figure, coverage };
  }

  day(id: string): FastDay {
    return { id, isOfLine: this.isSealed || this.reaching.ofInput(id) === "line" };
  }

  private reachOf(e: Expression): Reach {
    const reach = this.reaching.ofExpression(e);
    return reach === "facts" && this.isSealed ? "line" : reach;
  }

  private nobody(): Ask {
    return new Ask(this.book, {}, this.book.program.effective.from);
  }

  holds(test: FastTest, asking: Asking): boolean {
    if (test.isOfLine) return asked(() => test.test(this.askOf(asking), test.coverage));
    const { set } = asking;
    const known = set.tests[test.index] ?? UNKNOWN;
    if (known === YES) return true;
    if (known === NO) return false;
    if (known === NO_ANSWER) throw REFUSED;
    try {
      const found = asked(() => test.test(set.ask, test.coverage));
      set.tests[test.index] = found ? YES : NO;
      return found;
    } catch (thrown) {
      if (thrown === REFUSED) set.tests[test.index] = NO_ANSWER;
      throw thrown;
    }
  }

  valueOf(figure: FastFigure, asking: Asking): number {
    switch (figure.kind) {
      case "constant":
        return figure.value;
      case "charge":
        return asking.charge;
      case "line":
        return this.read(figure, this.askOf(asking));
      case "facts":
        return this.ofFacts(figure, asking.set);
    }
  }

  private ofFacts(figure: FastFigure, { figures, ask }: FactSet): number {
    const known = figures[figure.index] ?? Number.NaN;
    if (known === REFUSED_FIGURE) throw REFUSED;
    if (!Number.isNaN(known)) return known;
    try {
      const found = this.read(figure, ask);
      figures[figure.index] = found;
      return found;
    } catch (thrown) {
      if (thrown === REFUSED) figures[figure.index] = REFUSED_FIGURE;
      throw thrown;
    }
  }

  dayOf({ id, isOfLine }: FastDay, asking: Asking): string {
    return asked(() => (isOfLine ? this.askOf(asking) : asking.set.ask).value(id).key);
  }

  private read(
    { figure, coverage, unit }: Pick<FastFigure, "figure" | "coverage" | "unit">,
    ask: Ask,
  ): number {
    const value = asked(() => figure(ask, coverage));
    if (unit === "count") return countOf(value);
    const { mode, to } = this.book.book.rounding;
    const money = max(ZERO, round(value, mode, exact(to)));
    return unit === "money" || money.equals(value) ? centsOf(money) : beyond();
  }

  ratio({ constant, figure, coverage }: FastShare, asking: Asking): Ratio {
    return constant ?? ratioOf(asked(() => figure(this.askOf(asking), coverage)));
  }

  /** Someone who asks about the line itself, as the exact way does. */
  askOf({ claim, line, member, date }: Asking): Ask {
    const own = claim.members.find(({ id }) => id === member);
    const person = {
      ...factTexts(claim.facts),
      ...factTexts(own?.facts),
      ...factTexts(line?.facts),
      ...(line?.charge === undefined ? {} : { charge: line.charge }),
    };
    return new Ask(this.book, person, date);
  }

  /** The set of what the line, the member and the household say; what is nearer goes before. */
  setOf(household: Facts, member: Facts, line: Facts): FactSet {
    const { lastSet } = this;
    if (lastSet && this.isSaying(lastSet, household, member, line)) return lastSet;
    for (const set of this.sets) {
      if (!this.isSaying(set, household, member, line)) continue;
      this.lastSet = set;
      return set;
    }
    const made = new FactSet(
      this.names.map((name) => said(name, household, member, line)),
      this,
    );
    this.sets[this.nextSet] = made;
    this.nextSet = (this.nextSet + 1) % MOST_SETS;
    this.lastSet = made;
    return made;
  }

  private isSaying({ facts }: FactSet, household: Facts, member: Facts, line: Facts): boolean {
    const { names } = this;
    for (let i = 0; i < names.length; i++) {
      if (said(names[i] ?? "", household, member, line) !== facts[i]) return false;
    }
    return true;
  }

  /** Whether facts of a line say something that values ask for. */
  isAskedFor(facts: Facts): boolean {
    return facts !== undefined && this.names.some((name) => facts[name] !== undefined);
  }
}

const kindOf = (reach: Reach): "constant" | "facts" | "line" => (reach === "nothing" ? "constant" : reach);

const said = (name: string, household: Facts, member: Facts, line: Facts): Fact =>
  line?.[name] ?? member?.[name] ?? household?.[name] ?? null;

/** Asks; a refusal is thrown as one that the exact way words. */
function asked<T>(ask: () => T): T {
  try {
    return ask();
  } catch (thrown) {
    throw thrown instanceof Refusal ? REFUSED : thrown;
  }
}

/** Whether something was thrown that sends a household to the exact way. */
export const isLeft = (thrown: unknown): boolean => thrown === BEYOND || thrown === REFUSED;
