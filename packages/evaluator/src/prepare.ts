import type { ArrangementQuestion, Condition, Expression, RateBook } from "@planwright/ratebook";
import type Fraction from "fraction.js";
import { ARRANGEMENT_ANSWERS } from "./arrangements.js";
import { about, Ask, type Person } from "./ask.js";
import { type Figure, figureOf, type Questions, type Test, testOf } from "./expressions.js";
import { PreparedCoverage, rateText } from "./coverage.js";
import { decimal, dollars, endsWithin, exact, round, ZERO } from "./exact.js";
import type { Input } from "./inputs.js";
import { checkTakesPart } from "./members.js";
import { refuse } from "./refusal.js";
import { type Parts, PreparedShares, type Shares } from "./shares.js";
import { type SourceOf, sourceLookup, type TraceStep } from "./trace.js";

interface Plan {
  readonly id: string;
  readonly name: string;
  readonly coverage: string;
  readonly available: Test | undefined;
  readonly source: string | undefined;
}

/** A premium of one coverage, split, with what was found on the way. Amounts per month, rounded. */
export interface Premium {
  readonly premium: Fraction;
  readonly rate: Fraction;
  readonly quantity: Fraction;
  readonly per: string;
  readonly shares: Shares | undefined;
  readonly remarks: readonly string[];
}

const NONE: readonly string[] = [];

/** A rate book laid out for asking. Prepared once, asked many times; nothing in it changes. */
export class Prepared implements Questions {
  readonly program: RateBook["program"];
  readonly conventions: RateBook["conventions"];
  readonly inputs: ReadonlyMap<string, Input>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly tiers: ReadonlyMap<
    string,
    { readonly least?: number | undefined; readonly most?: number | undefined }
  >;
  readonly areas: { readonly by: string; readonly ofPlace: ReadonlyMap<string, string> } | undefined;
  readonly classes: readonly { readonly id: string; readonly when: Test }[];
  readonly coverages: ReadonlyMap<string, PreparedCoverage>;
  private readonly plansByCoverage: ReadonlyMap<string, readonly string[]>;
  private readonly shares: ReadonlyMap<string, PreparedShares>;
  private readonly formulas: ReadonlyMap<string, { readonly source: Expression; readonly figure: Figure }>;
  private readonly conditions: ReadonlyMap<string, Test>;
  readonly sourceOf: SourceOf;

  constructor(readonly book: RateBook) {
    this.program = book.program;
    this.conventions = book.conventions;
    this.sourceOf = sourceLookup(book);
    this.inputs = new Map(book.inputs.map((input) => [input.id, input]));
    this.formulas = new Map(book.formulas.map(({ id, value }) => [id, lazyFigure(value, this)]));
    this.conditions = new Map(book.conditions.map(({ id, when }) => [id, lazyTest(when, this)]));
    this.classes = book.classes.map(({ id, when }) => ({ id, when: testOf(when, this) }));
    this.tiers = new Map(book.tiers.flatMap(({ tiers }) => tiers).map((tier) => [tier.id, tier]));
    this.areas = book.areas && {
      by: book.areas.by,
      ofPlace: new Map(book.areas.areas.flatMap(({ id, places }) => places.map((place) => [place, id]))),
    };
    this.plans = new Map(
      book.plans.map(({ id, name, coverage, available }, i) => [
        id,
        {
          id,
          name,
          coverage,
          available: available && testOf(available, this),
          source: this.sourceOf(`/plans/${i}`).source,
        },
      ]),
    );
    this.plansByCoverage = new Map(
      book.coverages.map(({ id }) => [
        id,
        book.plans.filter((plan) => plan.coverage === id && !plan.isSchedule).map((plan) => plan.id),
      ]),
    );
    this.coverages = new Map(
      book.coverages.map((c, i) => [
        c.id,
        new PreparedCoverage(c, book, this, this.sourceOf, `/coverages/${i}`),
      ]),
    );
    this.shares = new Map(
      book.coverages.map((c) => [c.id, new PreparedShares(c, book, this, this.sourceOf)]),
    );
  }

  formula(id: string): Figure {
    return this.formulas.get(id)?.figure ?? (() => refuse(id, `${id} is no formula of this program.`));
  }

  condition(id: string): Test {
    return this.conditions.get(id) ?? (() => refuse(id, `${id} is no condition of this program.`));
  }

  plansOf(coverage: string | undefined): readonly string[] {
    return coverage === undefined ? [...this.plans.keys()] : (this.plansByCoverage.get(coverage) ?? NONE);
  }

  optionsOf(coverage: string | undefined): readonly string[] {
    if (coverage !== undefined) return this.coverages.get(coverage)?.coverage.options ?? [];
    return [...this.coverages.values()].flatMap((c) => c.coverage.options);
  }

  /** Whether a person has a coverage: by its plan, its option, its volume, or by saying so. */
  holds(ask: Ask, coverage: PreparedCoverage): boolean {
    const { id } = coverage;
    if (this.plansOf(id).length > 0 && ask.plan(id) !== undefined) return true;
    if (!this.saysYesOrNo(coverage)) return this.isChosen(ask, coverage);
    const said = ask.column(id)?.toLowerCase();
    if (said === undefined || said === "no" || said === "false") return false;
    return (
      said === "yes" ||
      said === "true" ||
      refuse(id, `${id} is yes or no, and says whether the person has ${coverage.coverage.name}.`)
    );
  }

  /** Whether a plan, an option or a volume is chosen, of a coverage that has any. */
  private isChosen(ask: Ask, coverage: PreparedCoverage): boolean {
    const { id } = coverage;
    if (this.plansOf(id).length > 0) return ask.plan(id) !== undefined;
    if (coverage.coverage.options.length > 0) return ask.option(id) !== undefined;
    return ask.column(about("volume", id)) !== undefined;
  }

  /**
   * Whether a column of its own says that somebody has it: there is nothing to choose; or it is of the only plan, whose
   * rates nobody asks for.
   */
  saysYesOrNo({ id, coverage, choosesVolume, hasRates }: PreparedCoverage): boolean {
    if (coverage.options.length > 0 || choosesVolume) return false;
    return this.plansOf(id).length === 0 || !hasRates;
  }

  /** The premium of a coverage that the person holds. */
  premium(ask: Ask, id: string, trace?: TraceStep[]): Premium {
    const coverage = this.held(ask, id);
    ask.depended.clear();
    ask.ended.clear();
    const base = this.premiumOf(ask, coverage, trace);
    const remarks: string[] = [];
    for (const [name, last] of ask.ended)
      remarks.push(`The rates of ${name} are guaranteed through ${last} only.`);
    const shares = this.shares.get(id);
    const split = shares?.said
      ? shares.split(ask, this.parts(ask, coverage, base.premium, shares), remarks, trace)
      : undefined;
    return {
      premium: base.premium,
      rate: base.rate,
      quantity: base.quantity,
      per: base.table.per,
      shares: split,
      remarks,
    };
  }

  private held(ask: Ask, id: string): PreparedCoverage {
    const coverage = this.coverages.get(id) ?? refuse(id, `${id} is no coverage of this program.`);
    this.checkHeld(ask, coverage);
    return coverage;
  }

  private premiumOf(ask: Ask, coverage: PreparedCoverage, trace?: TraceStep[]) {
    const { rate, table } = coverage.rated(ask, trace);
    const quantity = coverage.quantity(ask, table, (id) => this.valueOf(ask, id));
    const exactPremium = rate.mul(quantity);
    const { mode, to } = this.book.rounding;
    const premium = round(exactPremium, mode, exact(to));
    trace?.push({
      text: premiumWords(rate, quantity, premium, this.book.rounding),
      amount: rateText(premium),
      ...this.sourceOf("/program"),
    });
    return { rate, table, quantity, premium };
  }

  private valueOf(ask: Ask, id: string): Fraction {
    return this.formulas.has(id) ? this.formula(id)(ask, undefined) : ask.figure(id);
  }

  private checkHeld(ask: Ask, coverage: PreparedCoverage): void {
    const { id, name, needs } = coverage.coverage;
    if (!this.holds(ask, coverage)) refuse(id, `This person does not have ${name}: nothing chooses it.`);
    const plan = this.plans.get(ask.plan(id) ?? "");
    if (plan?.available && !plan.available(ask, id)) {
      refuse(about("plan", id), `${plan.name} is not available to this person.`, plan.source);
    }
    coverage.checkInsured(ask);
    checkTakesPart(this, ask, id, name);
    for (const need of needs) {
      const other = this.coverages.get(need);
      if (other && !this.holds(ask, other))
        refuse(id, `${name} needs ${other.coverage.name}, which this person does not have.`);
    }
  }

  /** What of a premium is for the employee, and what for the dependents. */
  private parts(ask: Ask, coverage: PreparedCoverage, premium: Fraction, shares: PreparedShares): Parts {
    if (!shares.needsParts) return { premium, employee: premium, dependent: ZERO };
    const { id, name, insures } = coverage.coverage;
    const byTier = ask.depended.has("tier");
    if (!byTier && !ask.depended.has("members")) {
      const own =
        insures.length === 0 || insures.some(({ role }) => role === "employee" || role === "retiree");
      return own
        ? { premium, employee: premium, dependent: ZERO }
        : { premium, employee: ZERO, dependent: premium };
    }
    const alone = ask.with({
      members: "1",
      ...(byTier ? { tier: this.tierAlone(ask.key("tier", id), name) } : {}),
    });
    const employee = this.premiumOf(alone, coverage).premium;
    const dependent = premium.sub(employee);
    if (dependent.compare(0) < 0) {
      refuse(
        id,
        `${name} costs ${dollars(premium)}, and ${dollars(employee)} for the employee alone: the dependent premium would be below zero.`,
      );
    }
    return { premium, employee, dependent };
  }

  /** The tier of the employee alone, in the block of tiers that a tier stands in. */
  private tierAlone(tier: string, coverage: string): string {
    const set = this.book.tiers.find(({ tiers }) => tiers.some(({ id }) => id === tier));
    const alone = set?.tiers.find((candidate) => candidate.alone);
    return (
      alone?.id ??
      refuse(
        "tier",
        `No tier beside ${tier} covers the employee alone, so ${coverage} has no employee premium.`,
      )
    );
  }

  answer(ask: Ask, head: (Expression & { op: "ask" })["head"], coverage: string | undefined): Fraction {
    if (coverage === undefined) return this.total(ask, head);
    const prepared =
      this.coverages.get(coverage) ?? refuse(coverage, `${coverage} is no coverage of this program.`);
    switch (head) {
      case "rate":
        return prepared.rated(ask).rate;
      case "premium":
        return this.premiumOf(ask, this.held(ask, coverage)).premium;
      case "employer_share":
      case "employee_share": {
        const { shares } = this.premium(ask, coverage);
        if (!shares) return refuse(coverage, `Nothing says who pays ${prepared.coverage.name}.`);
        return head === "employer_share" ? shares.employer : shares.employee;
      }
      case "volume":
        return prepared.volume(ask);
      case "elected_volume":
        return prepared.electedVolume(ask);
      case "guaranteed_issue":
        return (
          prepared.guaranteedIssue(ask) ??
          refuse(coverage, `${prepared.coverage.name} has no guaranteed issue for this person.`)
        );
      case "evidence_of_insurability":
        return prepared.evidence(ask);
      case "benefit":
        return prepared.benefitOf(ask) ?? refuse(coverage, `${prepared.coverage.name} has no benefit.`);
    }
  }

  arrangement(ask: Ask, question: ArrangementQuestion): Fraction | string {
    const { head } = question;
    const answer = Object.hasOwn(ARRANGEMENT_ANSWERS, head) ? ARRANGEMENT_ANSWERS[head] : undefined;
    return answer?.(this, ask, question) ?? refuse(head, `“${head}” is no question of a rate book.`);
  }

  /** The shares of a rounded premium of which the employer pays so much, exactly. */
  splitBy(coverage: string, premium: Fraction, employer: Fraction): Shares | undefined {
    return this.shares.get(coverage)?.splitBy(premium, employer);
  }

  /** A premium or a share of all coverages that the person has. */
  private total(ask: Ask, head: (Expression & { op: "ask" })["head"]): Fraction {
    return [...this.coverages.values()]
      .filter((coverage) => coverage.hasRates && this.holds(ask, coverage))
      .reduce((sum, { id }) => sum.add(this.answer(ask, head, id)), ZERO);
  }

  /** Someone who asks, on a day of the program. Without a day, its first. */
  ask(person: Person, asOf?: string): Ask {
    return new Ask(this, person, asOf ?? this.program.effective.from);
  }
}

/** `premium: 20 × $0.276`, and how it was rounded when it was. */
function premiumWords(
  rate: Fraction,
  quantity: Fraction,
  premium: Fraction,
  { mode, to }: RateBook["rounding"],
): string {
  const times = quantity.equals(1)
    ? rateText(rate)
    : `${decimal(quantity)}${endsWithin(quantity, 8) ? "" : "…"} × ${rateText(rate)}`;
  const product = rate.mul(quantity);
  if (product.equals(premium)) return `premium: ${times}`;
  const step = to === "0.01" ? "the cent" : dollars(exact(to));
  return `premium: ${times} is ${dollars(product)}, rounded ${mode.replace("_", " ")} to ${step}`;
}

/** Formulas may name each other, so each is made when it is first needed. */
function lazyFigure(
  source: Expression,
  book: Questions,
): { readonly source: Expression; readonly figure: Figure } {
  let made: Figure | undefined;
  return {
    source,
    figure: (ask, coverage) => {
      made ??= figureOf(source, book);
      return made(ask, coverage);
    },
  };
}

function lazyTest(source: Condition, book: Questions): Test {
  let made: Test | undefined;
  return (ask, coverage) => {
    made ??= testOf(source, book);
    return made(ask, coverage);
  };
}
